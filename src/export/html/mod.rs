//! The HTML writer: a story as one page that plays offline.
//!
//! The page is `assets/page/`, filled in. It loads nothing: its security policy forbids every request, and of scripts allows only its own.
//! The words of the article come to it as JSON, and it sets them as text only.

mod data;
mod digest;
mod pack;
mod text;

use super::{faces, svg};
use crate::scene::{Color, Face, Theme, fonts};
use crate::story::{Story, Target};
use std::collections::BTreeSet;
use std::fmt::Write;

const PAGE: &str = include_str!("../../../assets/page/page.html");
const STYLE: &str = include_str!("../../../assets/page/page.css");
/// The page's script, in the order in which its parts need each other.
const SCRIPT: &str = concat!(
    "(() => {\n",
    include_str!("../../../assets/page/model.js"),
    include_str!("../../../assets/page/view.js"),
    include_str!("../../../assets/page/routes.js"),
    include_str!("../../../assets/page/labels.js"),
    include_str!("../../../assets/page/map.js"),
    include_str!("../../../assets/page/atlas.js"),
    include_str!("../../../assets/page/words.js"),
    include_str!("../../../assets/page/play.js"),
    "})();\n"
);

/// Returns `story` as one HTML page: map, timeline, article and list of events.
///
/// The page opens offline and makes no request. It plays with the times of [`crate::story::Playback`]. The same story gives the same bytes.
pub fn html(story: &Story) -> String {
    // In JSON these letters stand only in strings, where an escape means the same.
    let json = escaped_json(&data::story(story).to_string());
    let style = format!("{}{}{STYLE}", font_faces(&json), colors());
    let script_hash = faces::base64(&digest::sha256(SCRIPT.as_bytes()));
    filled(
        PAGE,
        &[
            ("script-hash", &script_hash),
            ("title", &svg::escaped(&text::clean(story.title()))),
            ("version", env!("CARGO_PKG_VERSION")),
            ("style", &style),
            ("story", &json),
            ("script", SCRIPT),
        ],
    )
}

/// `page` with each `{{name}}` replaced, in one pass: what is filled in is not looked at again.
fn filled(page: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(page.len() + values.iter().map(|(_, v)| v.len()).sum::<usize>());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        out.push_str(values.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// JSON that can stand inside a script element. Source: HTML Standard, "Restrictions for contents of script elements".
fn escaped_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 50);
    for letter in json.chars() {
        match letter {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            other => out.push(other),
        }
    }
    out
}

/// The short name of a target, the same all over the page.
fn target_id(target: Target) -> String {
    match target {
        Target::Place(i) => format!("p{i}"),
        Target::Date(i) => format!("d{i}"),
        Target::Event(i) => format!("e{i}"),
        Target::Journey(i) => format!("j{i}"),
        Target::Leg(route, leg) => format!("l{route}.{leg}"),
    }
}

/// The typefaces with the letters the page may need. Letters that no face has fall back to the reader's own.
fn font_faces(json: &str) -> String {
    // What the page says by itself is plain Latin; countries are set in capitals.
    let mut letters: BTreeSet<char> = (' '..='~').collect();
    letters.extend("–—…·×−“”‘’°".chars());
    letters.extend(json.chars().filter(|c| !c.is_ascii()));
    let capitals: Vec<char> = letters.iter().flat_map(|c| c.to_uppercase()).collect();
    letters.extend(capitals);
    let mut out = String::new();
    let faces = [
        (Face::Serif, "Serif", "400", "normal"),
        (Face::SerifSemibold, "Serif", "600", "normal"),
        (Face::SerifItalic, "Serif", "400", "italic"),
        (Face::Sans, "Sans", "400", "normal"),
        (Face::SansSemibold, "Sans", "600", "normal"),
    ];
    for (face, family, weight, style) in faces {
        let name = format!("Dateline {family}");
        let part = faces::base64(&faces::subset(fonts::bytes(face), &letters, &name));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "@font-face{{font-family:\"{name}\";font-weight:{weight};font-style:{style};src:url(data:font/ttf;base64,{part})}}"
        );
    }
    out
}

/// The colours of both themes as variables of the style.
fn colors() -> String {
    let set = |theme: &Theme| {
        let hex = |c: Color| format!("#{:02x}{:02x}{:02x}", c.r, c.g, c.b);
        let all = [
            ("paper", theme.paper),
            ("chrome", theme.chrome),
            ("hover", theme.hover),
            ("hair", theme.hair),
            ("rule", theme.rule),
            ("ink", theme.ink),
            ("ink-weak", theme.ink_weak),
            ("accent", theme.accent),
            ("ring", theme.accent_ring),
            ("sea", theme.sea),
            ("sea-label", theme.sea_label),
            ("graticule", theme.graticule),
            ("land", theme.land),
            ("land-label", theme.land_label),
            ("city-label", theme.city_label),
            ("coast", theme.coast),
            ("border", theme.border),
            ("done", theme.done),
            ("planned", theme.planned),
            ("possible", theme.possible),
            ("cancelled", theme.cancelled),
            ("unsure", theme.place_unsure),
            ("unresolved", theme.place_unresolved),
            ("date", theme.date),
            ("date-tint", theme.date_tint),
        ];
        let mut out: String = all.iter().map(|(name, color)| format!("--{name}:{};", hex(*color))).collect();
        out.extend((0..Theme::N_SOURCES).map(|i| format!("--source-{i}:{};", hex(theme.source(i)))));
        let _ = write!(out, "--ring-opacity:{};--tint:{}", theme.accent_ring_opacity(), if theme.is_dark { 0.22 } else { 0.14 });
        out
    };
    // Paper is white, whatever the screen.
    format!(":root{{{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n", set(&Theme::LIGHT), set(&Theme::DARK))
}

#[cfg(test)]
mod tests;
