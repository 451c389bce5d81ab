//! Tests of whole scenes. With `DATELINE_PICTURES=folder` they also leave their pictures there, to be looked at.

use super::*;
use crate::story::Story;

fn options(theme: &'static Theme) -> Options {
    Options { theme, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() }
}

fn whole(story: &Story, share: f64, width: f32, height: f32) -> Scene {
    let playhead = Playhead(story.playback.duration_secs * share);
    scene(story, playhead, &best_view(story, width, height), &options(&Theme::LIGHT))
}

#[test]
fn pictures_to_look_at() {
    let Ok(folder) = std::env::var("DATELINE_PICTURES") else { return };
    let wanted = std::env::var("DATELINE_PICTURE").unwrap_or_default();
    for (name, story) in samples::all() {
        for (suffix, width, height, theme, share) in [
            ("start", 1280.0, 800.0, &Theme::LIGHT, 0.0),
            ("middle", 1280.0, 800.0, &Theme::LIGHT, 0.62),
            ("end", 1920.0, 1080.0, &Theme::LIGHT, 1.0),
            ("dark", 1280.0, 800.0, &Theme::DARK, 1.0),
            ("small", 640.0, 632.0, &Theme::LIGHT, 0.8),
        ] {
            let file = format!("{name}-{suffix}");
            if !file.contains(&wanted) {
                continue;
            }
            let playhead = Playhead(story.playback.duration_secs * share);
            let scene = scene(&story, playhead, &best_view(&story, width, height), &options(theme));
            let path = std::path::Path::new(&folder).join(format!("{file}.png"));
            std::fs::write(path, crate::export::png(&scene, 1.0).unwrap()).unwrap();
        }
    }
}

#[test]
fn pages_and_strips_to_look_at() {
    let Ok(folder) = std::env::var("DATELINE_PICTURES") else { return };
    let wanted = std::env::var("DATELINE_PICTURE").unwrap_or_default();
    for (name, story) in samples::all() {
        for (suffix, width, height, theme) in [
            ("page", 1600.0, 1000.0, &Theme::LIGHT),
            ("page-dark", 1280.0, 800.0, &Theme::DARK),
            ("page-small", 800.0, 600.0, &Theme::LIGHT),
        ] {
            let file = format!("{name}-{suffix}");
            if !file.contains(&wanted) {
                continue;
            }
            let playhead = Playhead(story.playback.duration_secs * if suffix == "page" { 1.0 } else { 0.85 });
            let page = page(&story, playhead, width, height, &options(theme));
            let path = std::path::Path::new(&folder).join(file);
            std::fs::write(path.with_extension("png"), crate::export::png(&page, 1.0).unwrap()).unwrap();
            std::fs::write(path.with_extension("svg"), crate::export::svg::svg(&page)).unwrap();
        }
        let rect = PictureRect::new(0.0, 0.0, 944.0, 128.0);
        let strip = strip(&story, Playhead(story.playback.duration_secs * 0.8), rect, &options(&Theme::LIGHT), StripKind::Window);
        let scene = Scene { layers: strip.layers, ..empty(944.0, 128.0, Theme::LIGHT.chrome, String::new()) };
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}-strip.png")), crate::export::png(&scene, 1.0).unwrap()).unwrap();
    }
}

#[test]
fn no_drawn_line_spans_more_than_half_the_world() {
    for (name, story) in samples::all() {
        let view = best_view(&story, 1280.0, 800.0);
        let half = (256.0 * view.zoom.exp2() / 2.0) as f32;
        let scene = scene(&story, Playhead(1e9), &view, &options(&Theme::LIGHT));
        for layer in scene.layers.iter().filter(|l| l.name != "basemap") {
            for item in &layer.items {
                let Shape::Path { lines, .. } = &item.shape else { continue };
                for pair in lines.iter().flat_map(|l| l.windows(2)) {
                    assert!(pair[0].distance(pair[1]) < half, "{name} {}", layer.name);
                }
            }
        }
    }
}

#[test]
fn labels_do_not_overlap() {
    for (name, story) in samples::all() {
        for share in [0.0, 0.3, 0.6, 1.0] {
            let scene = whole(&story, share, 1280.0, 800.0);
            let mut boxes: Vec<(PictureRect, &str)> = Vec::new();
            for item in scene.layers.iter().filter(|l| ["labels", "names"].contains(&l.name)).flat_map(|l| &l.items) {
                let Shape::Text { at, anchor, text, face, size, spacing, .. } = &item.shape else { continue };
                let width = fonts::width(text, *face, *size, *spacing);
                let left = at.x
                    - width
                        * match anchor {
                            Anchor::Start => 0.0,
                            Anchor::Middle => 0.5,
                            Anchor::End => 1.0,
                        };
                // Cap height to baseline: the ink, without the line's air.
                let rect = PictureRect::new(left, at.y - size * 0.66, width, size * 0.66);
                for (other, words) in &boxes {
                    assert!(!rect.meets(other), "{name} at {share}: {text:?} over {words:?}");
                }
                assert!(left >= 0.0 && left + width <= 1280.0 && at.y <= 800.0, "{name}: {text:?} is cut");
                boxes.push((rect, text));
            }
        }
    }
}

#[test]
fn everything_on_the_map_can_be_pointed_at_and_has_a_name() {
    let scene = whole(&samples::remains(), 1.0, 1280.0, 800.0);
    assert!(scene.hotspots.iter().all(|h| h.rect.width() >= 24.0 && h.rect.height() >= 24.0 && !h.name.is_empty()));
    let names: Vec<&str> = scene.hotspots.iter().map(|h| h.name.as_str()).collect();
    assert!(names.iter().any(|n| n.starts_with("Place: Singapore, sure, 12 June 2018")), "{names:?}");
    assert!(names.iter().any(|n| n.starts_with("Leg: Planned flight to Hawaii from North Korea")), "{names:?}");
}

#[test]
fn the_attribution_is_on_every_map() {
    for (_, story) in samples::all() {
        for (width, height) in [(300.0, 200.0), (1280.0, 800.0)] {
            assert!(whole(&story, 0.5, width, height).texts().any(|(t, _)| t == "Natural Earth · GeoNames"));
        }
    }
}

#[test]
fn the_same_story_gives_the_same_picture() {
    let story = samples::voyage();
    assert_eq!(crate::export::svg::svg(&whole(&story, 0.4, 640.0, 400.0)), crate::export::svg::svg(&whole(&story, 0.4, 640.0, 400.0)));
}

#[test]
fn pins_inside_a_region_are_named() {
    let article = "Bells ring in the north\n\nJune 6, 2020\n\nAcross Gwynedd the bells rang on Friday. \
        They were heard in Dolgellau, in Harlech and in Barmouth, and nobody knew why.";
    let story = Story::new(crate::article::Article::from_text(article), crate::gazetteer::Gazetteer::embedded());
    let scene = whole(&story, 1.0, 1280.0, 800.0);
    let names: Vec<&str> = texts(&scene);
    for name in ["Dolgellau", "Harlech", "Barmouth"] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
}

/// The most opaque colour among the lines of journeys.
fn strongest(scene: &Scene) -> u8 {
    let routes = scene.layers.iter().filter(|l| l.name == "routes").flat_map(|l| &l.items).map(|item| &item.shape);
    let alpha = |shape: &Shape| if let Shape::Path { stroke: Some(stroke), .. } = shape { stroke.color.a } else { 0 };
    routes.map(alpha).max().unwrap_or_default()
}

#[test]
fn journeys_that_are_not_sure_are_faint_and_explained() {
    let mut story = samples::voyage();
    let sure = whole(&story, 1.0, 1280.0, 800.0);
    assert_eq!(strongest(&sure), 255);
    assert!(!texts(&sure).contains(&"Journey not sure"));
    for route in &mut story.routes {
        route.certainty = crate::story::Certainty::Unsure;
    }
    let unsure = whole(&story, 1.0, 1280.0, 800.0);
    assert!(strongest(&unsure) <= 128, "{}", strongest(&unsure));
    assert!(texts(&unsure).contains(&"Journey not sure"));
}

fn texts(scene: &Scene) -> Vec<&str> {
    let shapes = scene.layers.iter().flat_map(|layer| &layer.items).map(|item| &item.shape);
    shapes.filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text.as_str()) } else { None }).collect()
}
