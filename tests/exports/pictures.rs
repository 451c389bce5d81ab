//! Pictures and the page as others read them.

use super::samples::{HOSTILE, all, hostile, pacific};
use dateline::earth::LatLon;
use dateline::export::{self, html, pdf, svg};
use dateline::scene::{Options, Scene, Shape, Theme, View, page, scene};
use dateline::story::{Playhead, Story};

fn options() -> Options {
    Options { theme: &Theme::LIGHT, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() }
}

fn whole(story: &Story) -> Scene {
    page(story, Playhead(story.playback.duration_secs), 800.0, 500.0, &options())
}

#[test]
fn a_png_is_read_by_another_decoder_pixel_for_pixel() {
    for (name, story) in all() {
        let scene = whole(&story);
        let bytes = export::png(&scene, 0.5).unwrap();
        let mut decoder = zune_png::PngDecoder::new(zune_core::bytestream::ZCursor::new(&bytes));
        let read = decoder.decode_raw().unwrap();
        assert_eq!(decoder.dimensions(), Some((400, 250)), "{name}");
        let drawn = export::pixels(&scene, 0.5).unwrap();
        let drawn: Vec<u8> = drawn.data().as_chunks::<4>().0.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
        assert!(read == drawn, "{name}");
    }
}

#[test]
fn an_svg_and_a_pdf_hold_the_credit_and_the_words_whole_and_harmless() {
    for (name, story) in all() {
        let scene = whole(&story);
        let written = svg::svg(&scene);
        let tree = roxmltree::Document::parse(&written).unwrap_or_else(|e| panic!("{name}: {e}"));
        let texts: Vec<&str> =
            tree.descendants().filter(|n| n.has_tag_name(("http://www.w3.org/2000/svg", "text"))).filter_map(|n| n.text()).collect();
        let credit = "Map: Natural Earth. Places: GeoNames, CC BY 4.0.";
        assert!(texts.contains(&credit), "{name}: {texts:?}");
        let known = ["svg", "title", "desc", "style", "clipPath", "rect", "g", "path", "circle", "text"];
        for node in tree.descendants().filter(roxmltree::Node::is_element) {
            assert!(known.contains(&node.tag_name().name()), "{name}: {:?}", node.tag_name());
            assert!(node.attributes().all(|a| !a.name().starts_with("on") && a.name() != "href"), "{name}");
        }
        if name == "hostile" {
            let shown = texts.concat().replace(' ', "");
            assert!(shown.contains("=cmd()|'</script>") && !shown.contains(['\u{202e}', '\u{7}']), "{shown}");
        }
        let document = lopdf::Document::load_mem(&pdf::pdf(&scene).unwrap()).unwrap();
        let words: String = document.extract_text(&[1]).unwrap().split_whitespace().collect();
        assert!(words.contains(&credit.replace(' ', "")), "{name}: {words}");
        for object in document.objects.values().filter_map(|o| o.as_dict().ok()) {
            assert!(!object.has(b"JS") && !object.has(b"URI") && !object.has(b"Launch"), "{name}");
        }
    }
}

#[cfg(feature = "html")]
#[test]
fn a_page_of_hostile_words_has_no_element_more_than_a_plain_one() {
    let counted = |story: &Story| {
        let document = dom_query::Document::from(html::html(story));
        ["script", "img", "iframe", "object", "embed", "form", "base", "link"].map(|name| document.select(name).length())
    };
    let plain = counted(&pacific());
    assert_eq!(counted(&hostile()), plain, "{HOSTILE}");
    assert_eq!(plain[1..], [0; 7], "nothing that loads anything");
}

/// No line of a route is drawn across the map: a step from point to point never spans half the world, wherever the map looks.
#[test]
fn no_drawn_segment_spans_half_the_world() {
    for (name, story) in all() {
        for (lon, zoom) in [(0.0, 1.0), (179.0, 1.0), (-179.0, 2.0), (127.0, 3.0), (-60.0, 1.5)] {
            let view = View { centre: LatLon::new(20.0, lon).unwrap(), zoom, width: 1000.0, height: 600.0 };
            let half = 128.0 * zoom.exp2() as f32;
            for share in [0.0, 0.4, 1.0] {
                let scene = scene(&story, Playhead(share * story.playback.duration_secs), &view, &options());
                let mut n_steps = 0;
                for item in scene.layers.iter().filter(|l| l.name == "routes").flat_map(|l| &l.items) {
                    let Shape::Path { lines, .. } = &item.shape else { continue };
                    for pair in lines.iter().flat_map(|l| l.windows(2)) {
                        n_steps += 1;
                        assert!((pair[0].x - pair[1].x).abs() < half, "{name} at {lon}: {pair:?}");
                    }
                }
                assert!(n_steps > 0 || name != "pacific", "{name} at {lon}");
            }
        }
    }
}
