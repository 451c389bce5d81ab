//! The PDF writer.

use super::{Error, glyphs, pdf_layers, system_fonts};
use crate::scene::{Anchor, Color, Face, Layer, PicturePoint, PictureRect, Scene, Shape, Stroke, fonts};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::collections::BTreeMap;

/// The longest side of a page, in points. Source: ISO 32000-1, annex C: 14,400 units.
const MAX_SIDE: f32 = 14_400.0;

/// Returns `scene` as a PDF of one page: vector all through, layers named, text as text, each typeface embedded with the letters used.
///
/// A point of the scene is a point of the page, 1/72 inch. For those who cannot see it, the page is a figure described in words. No clock is
/// read: the same scene gives the same bytes. Letters that the typefaces of the house lack are those of the system's, embedded in the same way.
///
/// # Errors
/// [`Error::Draw`] where the page would be empty or longer than 14,400 points on a side.
pub fn pdf(scene: &Scene) -> Result<Vec<u8>, Error> {
    let is_possible = |side: f32| (1.0..=MAX_SIDE).contains(&side);
    let size = PageSettings::from_wh(scene.width, scene.height).filter(|_| is_possible(scene.width) && is_possible(scene.height));
    let Some(size) = size else {
        return Err(Error::Draw(format!("{} × {} points; from 1 × 1 to 14400 × 14400 are possible", scene.width, scene.height)));
    };
    let mut document = krilla::Document::new();
    let title = scene.description.split(". ").next().unwrap_or("").to_owned();
    document.set_metadata(
        Metadata::new()
            .title(title)
            .description(scene.description.clone())
            .language("en".to_owned())
            .creator("Dateline".to_owned())
            .producer(concat!("Dateline ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    let mut figure = TagGroup::new(Tag::Figure(Some(scene.description.clone())));
    let mut page = document.start_page_with(size);
    {
        let mut painter = Painter { surface: page.surface(), faces: BTreeMap::new(), borrowed: Borrowed::default() };
        // Each layer is a marked section, in the order of the names.
        figure.push(painter.surface.start_tagged(ContentTag::Other));
        painter.shape(&Shape::block(PictureRect::new(0.0, 0.0, scene.width, scene.height), scene.background));
        painter.surface.end_tagged();
        for layer in &scene.layers {
            figure.push(painter.surface.start_tagged(ContentTag::Other));
            painter.layer(layer);
            painter.surface.end_tagged();
        }
        painter.surface.finish();
    }
    page.finish();
    let mut tree = TagTree::new();
    tree.push(figure);
    document.set_tag_tree(tree);
    let written = document.finish().map_err(|e| Error::Draw(format!("{e:?}")))?;
    let names: Vec<&str> = std::iter::once("background").chain(scene.layers.iter().map(|l| l.name)).collect();
    pdf_layers::with_layers(&written, &names).map_err(|e| Error::Draw(e.to_string()))
}

/// Paints shapes on a page.
struct Painter<'a> {
    surface: Surface<'a>,
    /// The typefaces used so far, by their number.
    faces: BTreeMap<u8, Option<(Font, ttf_parser::Face<'static>)>>,
    borrowed: Borrowed,
}

impl Painter<'_> {
    fn layer(&mut self, layer: &Layer) {
        let clip = layer.clip.and_then(|rect| rounded_rect(&rect, 0.0));
        if let Some(clip) = &clip {
            self.surface.push_clip_path(clip, &FillRule::NonZero);
        }
        for item in &layer.items {
            self.shape(&item.shape);
        }
        if clip.is_some() {
            self.surface.pop();
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Path { lines, is_closed, fill, stroke } => self.path(path(lines, *is_closed), *fill, *stroke),
            Shape::Circle { centre, radius, fill, stroke } => self.path(circle(*centre, *radius), *fill, *stroke),
            Shape::Rect { rect, radius, fill, stroke } => {
                // A stroke lies inside the edge; a page's lies in the middle of it.
                let inset = stroke.map_or(0.0, |s| s.width / 2.0);
                self.path(rounded_rect(&rect.grown(-inset), (radius - inset).max(0.0)), *fill, *stroke);
            }
            Shape::Text { at, anchor, text, face, size, spacing, color, halo } => {
                let text = &glyphs::printed(text);
                let width = fonts::width(text, *face, *size, *spacing);
                let left = match anchor {
                    Anchor::Start => at.x,
                    Anchor::Middle => at.x - width / 2.0,
                    Anchor::End => at.x - width,
                };
                self.text(PicturePoint::new(left, at.y), text, *face, *size, *spacing, *color, *halo);
            }
        }
    }

    fn path(&mut self, path: Option<Path>, fill: Option<Color>, stroke: Option<Stroke>) {
        let Some(path) = path else { return };
        if fill.is_none() && stroke.is_none() {
            return;
        }
        self.surface.set_fill(fill.map(fill_of));
        self.surface.set_stroke(stroke.map(stroke_of));
        self.surface.draw_path(&path);
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of a text")]
    fn text(&mut self, at: PicturePoint, text: &str, face: Face, size: f32, spacing: f32, color: Color, halo: Option<(Color, f32)>) {
        let loaded = self.faces.entry(face as u8).or_insert_with(|| {
            let bytes = fonts::bytes(face);
            Font::new(bytes.into(), 0).zip(ttf_parser::Face::parse(bytes, 0).ok())
        });
        let Some((font, parsed)) = loaded else { return };
        let font = font.clone();
        let mut runs: Vec<Run> = Vec::new();
        let mut x = at.x;
        for (start, letter) in text.char_indices() {
            let room = fonts::advance(letter, face) * size;
            let range = start..start + letter.len_utf8();
            let glyph = parsed.glyph_index(letter);
            let lent = if glyph.is_none() && !letter.is_whitespace() { self.borrowed.of(letter) } else { None };
            let mut size_of = size;
            let (font, glyph, before) = match lent {
                // As in pixels: in the middle of its room, smaller where it would not fit.
                Some((lent, parsed)) => {
                    let glyph = parsed.glyph_index(letter).unwrap_or_default();
                    let own = parsed.glyph_hor_advance(glyph).map_or(room, |a| f32::from(a) * size / f32::from(parsed.units_per_em()));
                    size_of = size * (room / own.max(room)).min(1.0);
                    (lent, glyph, ((room - own) / 2.0).max(0.0))
                }
                None => (font.clone(), glyph.unwrap_or_default(), 0.0),
            };
            let glyph = GlyphId::new(u32::from(glyph.0));
            let step = KrillaGlyph::new(glyph, (room + spacing) / size_of, before / size_of, 0.0, 0.0, range, None);
            match runs.last_mut().filter(|run| run.font == font && run.size == size_of) {
                Some(run) => run.glyphs.push(step),
                None => runs.push(Run { font, size: size_of, start: Point::from_xy(x, at.y), glyphs: vec![step] }),
            }
            x += room + spacing;
        }
        if let Some((color, width)) = halo {
            // As outlines: else the words would be in the page twice for those who search or copy.
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(stroke_of(Stroke::round(color, width * 2.0))));
            for run in &runs {
                self.surface.draw_glyphs(run.start, &run.glyphs, run.font.clone(), text, run.size, true);
            }
        }
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill_of(color)));
        for run in runs {
            self.surface.draw_glyphs(run.start, &run.glyphs, run.font, text, run.size, false);
        }
    }
}

/// Letters of a line in one typeface.
struct Run {
    font: Font,
    size: f32,
    start: Point,
    glyphs: Vec<KrillaGlyph>,
}

/// The typefaces of the system that were borrowed so far, by their file.
#[derive(Default)]
struct Borrowed(BTreeMap<&'static std::path::Path, Option<Font>>);

impl Borrowed {
    /// A typeface of the system that has `letter`.
    fn of(&mut self, letter: char) -> Option<(Font, &'static ttf_parser::Face<'static>)> {
        let face = system_fonts::face_of(letter)?;
        let font = self.0.entry(&face.path).or_insert_with(|| Font::new(face.bytes.into(), 0));
        Some((font.clone()?, &face.parsed))
    }
}

fn opacity(color: Color) -> NormalizedF32 {
    NormalizedF32::new(f32::from(color.a) / 255.0).unwrap_or(NormalizedF32::ONE)
}

fn fill_of(color: Color) -> Fill {
    Fill { paint: rgb::Color::new(color.r, color.g, color.b).into(), opacity: opacity(color), rule: FillRule::EvenOdd }
}

fn stroke_of(stroke: Stroke) -> krilla::paint::Stroke {
    let (line_cap, line_join) = if stroke.is_round { (LineCap::Round, LineJoin::Round) } else { (LineCap::Butt, LineJoin::Miter) };
    krilla::paint::Stroke {
        paint: rgb::Color::new(stroke.color.r, stroke.color.g, stroke.color.b).into(),
        width: stroke.width,
        miter_limit: 4.0,
        line_cap,
        line_join,
        opacity: opacity(stroke.color),
        dash: stroke.dash.map(|dash| StrokeDash { array: dash.to_vec(), offset: 0.0 }),
    }
}

/// A coordinate as exactly as paper shows it: more digits only make the file longer.
fn hundredth(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

fn path(lines: &[Vec<PicturePoint>], is_closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for line in lines {
        let mut points = line.iter();
        let Some(first) = points.next() else { continue };
        builder.move_to(hundredth(first.x), hundredth(first.y));
        for p in points {
            builder.line_to(hundredth(p.x), hundredth(p.y));
        }
        if is_closed {
            builder.close();
        }
    }
    builder.finish()
}

/// How far the handles of a quarter of a circle reach, as a share of its radius: 4/3 · (√2 − 1).
const QUARTER: f32 = 0.552_284_8;

fn circle(centre: PicturePoint, radius: f32) -> Option<Path> {
    rounded_rect(&PictureRect::around(centre, radius), radius)
}

fn rounded_rect(rect: &PictureRect, radius: f32) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let PictureRect { min, max } = *rect;
    let r = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    if r <= 0.0 {
        builder.push_rect(Rect::from_ltrb(min.x, min.y, max.x, max.y)?);
        return builder.finish();
    }
    let h = r * (1.0 - QUARTER);
    builder.move_to(min.x + r, min.y);
    builder.line_to(max.x - r, min.y);
    builder.cubic_to(max.x - h, min.y, max.x, min.y + h, max.x, min.y + r);
    builder.line_to(max.x, max.y - r);
    builder.cubic_to(max.x, max.y - h, max.x - h, max.y, max.x - r, max.y);
    builder.line_to(min.x + r, max.y);
    builder.cubic_to(min.x + h, max.y, min.x, max.y - h, min.x, max.y - r);
    builder.line_to(min.x, min.y + r);
    builder.cubic_to(min.x, min.y + h, min.x + h, min.y, min.x + r, min.y);
    builder.close();
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Options, Theme, page, samples};
    use crate::story::Playhead;

    fn written(story: &crate::story::Story) -> Vec<u8> {
        let options = Options { theme: &Theme::LIGHT, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
        pdf(&page(story, Playhead(1e9), 1600.0, 1000.0, &options)).unwrap()
    }

    #[test]
    fn the_same_scene_gives_the_same_bytes() {
        let story = samples::remains();
        let (one, other) = (written(&story), written(&story));
        assert_eq!(one, other);
        assert!(!String::from_utf8_lossy(&one).contains("/CreationDate"), "no clock");
    }

    #[test]
    fn one_page_of_the_scene_s_size_with_its_words() {
        for (name, story) in samples::all() {
            let document = lopdf::Document::load_mem(&written(&story)).unwrap();
            let pages = document.get_pages();
            assert_eq!(pages.len(), 1, "{name}");
            let page = document.get_dictionary(*pages.get(&1).unwrap()).unwrap();
            let media: Vec<f32> = page.get(b"MediaBox").unwrap().as_array().unwrap().iter().map(|n| n.as_float().unwrap()).collect();
            assert_eq!(media, [0.0, 0.0, 1600.0, 1000.0], "{name}");
            let words: String = document.extract_text(&[1]).unwrap().split_whitespace().collect();
            for line in ["Places: GeoNames, CC BY 4.0", story.title().split(' ').next().unwrap()] {
                let line: String = line.split_whitespace().collect();
                assert!(words.contains(&line), "{name}: {line} in {words}");
            }
        }
    }

    #[test]
    fn faces_are_embedded_in_part_and_nothing_is_a_picture() {
        let bytes = written(&samples::remains());
        let document = lopdf::Document::load_mem(&bytes).unwrap();
        let mut n_files = 0;
        for object in document.objects.values() {
            if let Ok(stream) = object.as_stream() {
                assert_ne!(stream.dict.get(b"Subtype").ok().and_then(|s| s.as_name().ok()), Some(&b"Image"[..]), "no pixels");
            }
            let Ok(dictionary) = object.as_dict() else { continue };
            n_files += usize::from([&b"FontFile2"[..], b"FontFile3"].into_iter().any(|key| dictionary.has(key)));
        }
        assert!((3..=6).contains(&n_files), "{n_files}");
        assert!(bytes.len() < 1_000_000, "{}", bytes.len());
    }

    #[test]
    fn hostile_words_stay_words() {
        for title in [
            "(unbalanced \\ ) endstream endobj",
            "]]> </script> & \"quotes\"",
            "bidi \u{202e}dlrow",
            "line\nbreak \u{0}\u{1b}",
            "서울 العربية",
        ] {
            let story = samples::story(title, jiff::civil::date(2020, 1, 1), vec![], &[], vec![]);
            let document = lopdf::Document::load_mem(&written(&story)).unwrap();
            assert_eq!(document.get_pages().len(), 1, "{title:?}");
        }
    }

    #[test]
    fn other_scripts_are_drawn_with_typefaces_that_have_them() {
        let story = samples::story("Поезд 서울 日本 train", jiff::civil::date(2020, 1, 1), vec![], &[], vec![]);
        let document = lopdf::Document::load_mem(&written(&story)).unwrap();
        let names: Vec<String> = document
            .objects
            .values()
            .filter_map(|o| o.as_dict().ok()?.get(b"FontName").ok()?.as_name().ok())
            .map(|n| String::from_utf8_lossy(n).into_owned())
            .collect();
        assert!(!names.is_empty());
        // What no machine has to have may be missing.
        if system_fonts::face_of('서').is_some() {
            assert!(names.iter().any(|n| !n.contains("Source")), "{names:?}");
            let words: String = document.extract_text(&[1]).unwrap().split_whitespace().collect();
            assert!(words.contains("서울"), "{words}");
        }
    }

    #[test]
    fn impossible_sizes_are_refused() {
        let options = Options { theme: &Theme::LIGHT, has_basemap: false, selected: None, hovered: None, reserved: Vec::new() };
        let scene = page(&samples::remains(), Playhead(0.0), 800.0, 600.0, &options);
        for (width, height) in [(0.0, 600.0), (f32::NAN, 600.0), (800.0, 20_000.0)] {
            assert!(matches!(pdf(&Scene { width, height, ..scene.clone() }), Err(Error::Draw(_))), "{width} {height}");
        }
    }
}
