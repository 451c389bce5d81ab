//! The SVG writer.

use super::{faces, glyphs};
use crate::scene::{Anchor, Color, Face, Layer, PicturePoint, PictureRect, Scene, Shape, Stroke, fonts};
use std::collections::BTreeMap;
use std::fmt::Write;
use tiny_skia::PathSegment;

/// Returns `scene` as an SVG document: vector all through, layers named, text as text in the typefaces of the house.
///
/// Of each face used, the letters used are embedded; the file needs nothing else.
pub fn svg(scene: &Scene) -> String {
    written(scene, Letters::Text)
}

/// Returns `scene` as [`svg`] does, but its letters as outlines, each line of them named by its words.
///
/// For programs that read no embedded typefaces, Inkscape among them.
pub fn svg_outlined(scene: &Scene) -> String {
    written(scene, Letters::Outlines)
}

/// How words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    Text,
    Outlines,
}

fn written(scene: &Scene, letters: Letters) -> String {
    let mut out = String::with_capacity(64 * 1024);
    let (width, height) = (number(scene.width), number(scene.height));
    let title = escaped(scene.description.split(". ").next().unwrap_or(""));
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" style="font-kerning:none"><title>{title}</title><desc>{}</desc>"#,
        escaped(&scene.description)
    );
    if letters == Letters::Text {
        let _ = write!(out, "<style>{}</style>", font_faces(scene));
    }
    clips(&mut out, scene);
    let _ = write!(out, r#"<rect width="{width}" height="{height}"{}/>"#, paint("fill", Some(scene.background)));
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (idx, layer) in scene.layers.iter().enumerate() {
        let n = seen.entry(layer.name).and_modify(|n| *n += 1).or_insert(1);
        // Two insets make two layers of one name; ids are unique all the same.
        let id = if *n == 1 { layer.name.replace(' ', "-") } else { format!("{}-{n}", layer.name.replace(' ', "-")) };
        let clip = layer.clip.map(|_| format!(r#" clip-path="url(#clip-{idx})""#)).unwrap_or_default();
        // What drawing programs take for a layer, and its name there.
        let name = crate::scene::words::capital(&id.replace('-', " "));
        let _ = write!(out, r#"<g id="{id}" inkscape:groupmode="layer" inkscape:label="{name}"{clip}>"#);
        group(&mut out, layer, letters);
        out.push_str("</g>");
    }
    out.push_str("</svg>\n");
    out
}

fn clips(out: &mut String, scene: &Scene) {
    for (idx, rect) in scene.layers.iter().enumerate().filter_map(|(i, l)| Some((i, l.clip?))) {
        let _ = write!(out, r#"<clipPath id="clip-{idx}"><rect{}/></clipPath>"#, place(&rect));
    }
}

fn group(out: &mut String, layer: &Layer, letters: Letters) {
    for item in &layer.items {
        match &item.shape {
            Shape::Path { lines, is_closed, fill, stroke } => {
                let _ = write!(out, r#"<path d="{}""#, path(lines, *is_closed));
                out.push_str(&paint("fill", *fill));
                if fill.is_some() {
                    out.push_str(r#" fill-rule="evenodd""#);
                }
                out.push_str(&edge(stroke));
                out.push_str("/>");
            }
            Shape::Circle { centre, radius, fill, stroke } => {
                let _ = write!(out, r#"<circle cx="{}" cy="{}" r="{}""#, number(centre.x), number(centre.y), number(*radius));
                out.push_str(&paint("fill", *fill));
                out.push_str(&edge(stroke));
                out.push_str("/>");
            }
            Shape::Rect { rect, radius, fill, stroke } => {
                // A stroke lies inside the edge; SVG centres it.
                let inset = stroke.map_or(0.0, |s| s.width / 2.0);
                let _ = write!(out, "<rect{}", place(&rect.grown(-inset)));
                if *radius > 0.0 {
                    let _ = write!(out, r#" rx="{}""#, number((radius - inset).max(0.0)));
                }
                out.push_str(&paint("fill", *fill));
                out.push_str(&edge(stroke));
                out.push_str("/>");
            }
            Shape::Text { .. } if letters == Letters::Outlines => outlined(out, &item.shape),
            Shape::Text { at, anchor, text, face, size, spacing, color, halo } => {
                // The space after the last letter is not part of the width.
                let (anchor, shift) = match anchor {
                    Anchor::Start => ("", 0.0),
                    Anchor::Middle => (r#" text-anchor="middle""#, spacing / 2.0),
                    Anchor::End => (r#" text-anchor="end""#, *spacing),
                };
                let _ = write!(out, r#"<text x="{}" y="{}"{anchor}{}"#, number(at.x + shift), number(at.y), type_of(*face));
                let _ = write!(out, r#" font-size="{}""#, number(*size));
                if *spacing != 0.0 {
                    let _ = write!(out, r#" letter-spacing="{}""#, number(*spacing));
                }
                out.push_str(&paint("fill", Some(*color)));
                if let Some((color, width)) = halo {
                    out.push_str(&edge(&Some(Stroke::round(*color, width * 2.0))));
                    out.push_str(r#" paint-order="stroke""#);
                }
                let _ = write!(out, ">{}</text>", escaped(text));
            }
        }
    }
}

/// Words as the outlines of their letters.
fn outlined(out: &mut String, shape: &Shape) {
    let Shape::Text { at, anchor, text, face, size, spacing, color, halo } = shape else { return };
    let words = glyphs::printed(text);
    let width = fonts::width(&words, *face, *size, *spacing);
    let left = match anchor {
        Anchor::Start => at.x,
        Anchor::Middle => at.x - width / 2.0,
        Anchor::End => at.x - width,
    };
    let Some(outline) = glyphs::outline(&words, *face, PicturePoint { x: left, y: at.y }, *size, *spacing) else { return };
    let _ = write!(out, r#"<path aria-label="{}" d=""#, escaped(text));
    for segment in outline.segments() {
        let (letter, points) = match segment {
            PathSegment::MoveTo(p) => ('M', vec![p]),
            PathSegment::LineTo(p) => ('L', vec![p]),
            PathSegment::QuadTo(a, p) => ('Q', vec![a, p]),
            PathSegment::CubicTo(a, b, p) => ('C', vec![a, b, p]),
            PathSegment::Close => ('Z', Vec::new()),
        };
        out.push(letter);
        for (i, p) in points.iter().enumerate() {
            let gap = if i == 0 { "" } else { " " };
            let _ = write!(out, "{gap}{} {}", number(p.x), number(p.y));
        }
    }
    out.push('"');
    out.push_str(&paint("fill", Some(*color)));
    if let Some((color, width)) = halo {
        out.push_str(&edge(&Some(Stroke::round(*color, width * 2.0))));
        out.push_str(r#" paint-order="stroke""#);
    }
    out.push_str("/>");
}

/// A number with at most two decimals.
fn number(value: f32) -> String {
    hundredths((f64::from(value) * 100.0).round() as i64)
}

fn hundredths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    let whole = if whole == 0 && rest > 0 { String::new() } else { whole.to_string() };
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

/// Lines as path data, in steps of hundredths of a point from point to point: half as long as absolute numbers.
fn path(lines: &[Vec<PicturePoint>], is_closed: bool) -> String {
    let mut d = String::new();
    let grid = |p: &PicturePoint| ((f64::from(p.x) * 100.0).round() as i64, (f64::from(p.y) * 100.0).round() as i64);
    for line in lines {
        let mut points = line.iter().map(grid);
        let Some(first) = points.next() else { continue };
        let _ = write!(d, "M{} {}", hundredths(first.0), hundredths(first.1));
        let mut last = first;
        let mut is_first = true;
        for p in points {
            let (dx, dy) = (p.0 - last.0, p.1 - last.1);
            if dx == 0 && dy == 0 && !is_first {
                continue;
            }
            let (x, y) = (hundredths(dx), hundredths(dy));
            let lead = if is_first {
                "l"
            } else if x.starts_with('-') {
                ""
            } else {
                " "
            };
            let gap = if y.starts_with('-') { "" } else { " " };
            let _ = write!(d, "{lead}{x}{gap}{y}");
            last = p;
            is_first = false;
        }
        if is_closed {
            d.push('z');
        }
    }
    d
}

fn place(rect: &PictureRect) -> String {
    format!(
        r#" x="{}" y="{}" width="{}" height="{}""#,
        number(rect.min.x),
        number(rect.min.y),
        number(rect.width().max(0.0)),
        number(rect.height().max(0.0))
    )
}

/// A colour as attributes `kind` and `kind-opacity`.
fn paint(kind: &str, color: Option<Color>) -> String {
    let Some(color) = color else { return format!(r#" {kind}="none""#) };
    let hex = format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b);
    if color.a == 255 {
        format!(r#" {kind}="{hex}""#)
    } else {
        format!(r#" {kind}="{hex}" {kind}-opacity="{}""#, number(f32::from(color.a) / 255.0))
    }
}

fn edge(stroke: &Option<Stroke>) -> String {
    let Some(stroke) = stroke else { return String::new() };
    let mut out = paint("stroke", Some(stroke.color));
    if stroke.width != 1.0 {
        let _ = write!(out, r#" stroke-width="{}""#, number(stroke.width));
    }
    if let Some([dash, gap]) = stroke.dash {
        let _ = write!(out, r#" stroke-dasharray="{} {}""#, number(dash), number(gap));
    }
    if stroke.is_round {
        out.push_str(r#" stroke-linecap="round" stroke-linejoin="round""#);
    }
    out
}

/// Family, weight and style of a face, as names and numbers of CSS.
fn css(face: Face) -> (&'static str, &'static str, &'static str) {
    match face {
        Face::Serif => ("Serif", "400", "normal"),
        Face::SerifSemibold => ("Serif", "600", "normal"),
        Face::SerifItalic => ("Serif", "400", "italic"),
        Face::Sans => ("Sans", "400", "normal"),
        Face::SansMedium => ("Sans", "500", "normal"),
        Face::SansSemibold => ("Sans", "600", "normal"),
    }
}

fn type_of(face: Face) -> String {
    let (family, weight, style) = css(face);
    let own = if family == "Serif" { "Source Serif 4" } else { "Source Sans 3" };
    let fallback = if family == "Serif" { "Georgia,serif" } else { "sans-serif" };
    // The embedded parts bear another name: "Source" is reserved for unaltered files. Source: OFL 1.1, condition 3.
    let mut out = format!(r#" font-family="'Dateline {family}','{own}',{fallback}""#);
    if weight != "400" {
        let _ = write!(out, r#" font-weight="{weight}""#);
    }
    if style != "normal" {
        let _ = write!(out, r#" font-style="{style}""#);
    }
    out
}

fn font_faces(scene: &Scene) -> String {
    let mut letters: BTreeMap<u8, (Face, std::collections::BTreeSet<char>)> = BTreeMap::new();
    for item in scene.layers.iter().flat_map(|l| &l.items) {
        if let Shape::Text { text, face, .. } = &item.shape {
            letters.entry(*face as u8).or_insert_with(|| (*face, Default::default())).1.extend(text.chars());
        }
    }
    let mut out = String::new();
    for (face, letters) in letters.into_values() {
        let (family, weight, style) = css(face);
        let _ = write!(
            out,
            "@font-face{{font-family:'Dateline {family}';font-weight:{weight};font-style:{style};src:url(data:font/ttf;base64,{})}}",
            faces::base64(&faces::subset(crate::scene::fonts::bytes(face), &letters, &format!("Dateline {family}")))
        );
    }
    out
}

/// `text` for the inside of an element or a quoted attribute. What XML cannot hold, and what would turn the line around, is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in glyphs::printed(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(text: &str) -> Scene {
        let mut layer = Layer { name: "labels", clip: Some(PictureRect::new(0.0, 0.0, 50.0, 50.0)), items: Vec::new() };
        let shape = Shape::Text {
            at: PicturePoint::new(10.0, 20.0),
            anchor: Anchor::Middle,
            text: text.to_owned(),
            face: Face::Sans,
            size: 12.0,
            spacing: 1.0,
            color: Color::rgb(0x1B2126),
            halo: Some((Color::rgb(0xFFFFFF), 1.5)),
        };
        layer.items.push(crate::scene::Item { shape, target: None });
        Scene {
            width: 100.0,
            height: 50.0,
            background: Color::rgb(0xDCE7EC),
            layers: vec![layer.clone(), layer],
            insets: Vec::new(),
            hotspots: Vec::new(),
            description: text.to_owned(),
        }
    }

    #[test]
    fn outlines_need_no_typeface_and_keep_their_words() {
        let written = svg_outlined(&scene("Żagań & <Osan>"));
        let parsed = roxmltree::Document::parse(&written).unwrap();
        assert!(!written.contains("font-family") && !parsed.descendants().any(|n| n.has_tag_name("text")));
        let words: Vec<&str> = parsed.descendants().filter_map(|n| n.attribute("aria-label")).collect();
        // The scene has its layer twice.
        assert_eq!(words, ["Żagań & <Osan>"; 2]);
    }

    #[test]
    fn numbers_are_short() {
        let check = |value: f32, text: &str| assert_eq!(number(value), text);
        check(0.0, "0");
        check(-0.001, "0");
        check(12.5, "12.5");
        check(-0.25, "-.25");
        check(3.14559, "3.15");
        check(100.0, "100");
        check(0.05, ".05");
    }

    #[test]
    fn paths_go_step_by_step() {
        let p = PicturePoint::new;
        assert_eq!(path(&[vec![p(1.0, 2.0), p(3.5, 2.0), p(3.5, 2.0), p(3.0, 1.0)]], true), "M1 2l2.5 0-.5-1z");
        assert_eq!(path(&[vec![]], true), "");
    }

    #[test]
    fn hostile_words_stay_words() {
        for text in [
            "</svg><script>alert(1)</script>",
            "]]>",
            "a & b",
            "\"quoted\" 'title'",
            "bidi \u{202e}dlrow",
            "line\nbreak \u{0}\u{1b}",
            "=cmd()",
            "서울 العربية",
        ] {
            let written = svg(&scene(text));
            let parsed = roxmltree::Document::parse(&written).unwrap_or_else(|e| panic!("{text:?}: {e}"));
            assert_eq!(parsed.descendants().filter(|n| n.has_tag_name("script")).count(), 0);
            let shown = parsed.descendants().find(|n| n.has_tag_name("text")).and_then(|n| n.text()).unwrap();
            assert!(!shown.contains(['\u{202e}', '\u{0}', '\n']), "{shown:?}");
            assert_eq!(shown.replace(' ', ""), text.replace(['\u{202e}', '\u{0}', '\u{1b}', '\n', ' '], ""));
        }
    }

    #[test]
    fn every_layer_has_its_own_id() {
        let written = svg(&scene("x"));
        let parsed = roxmltree::Document::parse(&written).unwrap();
        let ids: Vec<&str> = parsed.descendants().filter(|n| n.has_tag_name("g")).filter_map(|n| n.attribute("id")).collect();
        assert_eq!(ids, ["labels", "labels-2"]);
        let label = ("http://www.inkscape.org/namespaces/inkscape", "label");
        let names: Vec<&str> = parsed.descendants().filter_map(|n| n.attribute(label)).collect();
        assert_eq!(names, ["Labels", "Labels 2"], "layers of drawing programs");
    }
}
