//! Words in a typeface of the house, out comes their outline.

use super::system_fonts;
use crate::scene::{Face, PicturePoint, fonts};
use std::borrow::Cow;
use tiny_skia::{Path, PathBuilder};
use ttf_parser::OutlineBuilder;

/// Returns the outline of one line of `text`, its left end at `at` on the baseline. `None` where there is nothing to see.
///
/// Letters stand as far apart as [`fonts::width`] measures: no kerning, no ligatures. A letter that the face lacks is that of a typeface of the
/// system, made narrower where it would not fit; where there is none, the face's empty box.
pub(super) fn outline(text: &str, face: Face, at: PicturePoint, size: f32, spacing: f32) -> Option<Path> {
    let mut pen = Pen { builder: PathBuilder::new(), x: at.x, y: at.y, scale: 0.0 };
    let font = fonts::parsed(face)?;
    pen.scale = size / f32::from(font.units_per_em());
    for letter in text.chars() {
        if !letter.is_whitespace() {
            let borrowed = if font.glyph_index(letter).is_none() { system_fonts::face_of(letter) } else { None };
            let lent = borrowed.and_then(|f| Some((&f.parsed, f.parsed.glyph_index(letter)?)));
            let (face_of_glyph, glyph) = lent.unwrap_or((font, font.glyph_index(letter).unwrap_or_default()));
            let room = fonts::advance(letter, face) * size;
            pen.scale = size / f32::from(face_of_glyph.units_per_em());
            let own = face_of_glyph.glyph_hor_advance(glyph).map_or(room, |a| f32::from(a) * pen.scale);
            let start = pen.x;
            if lent.is_some() {
                pen.scale *= (room / own.max(room)).min(1.0);
                pen.x += ((room - own) / 2.0).max(0.0);
            }
            // No bounds, no outline: a letter that is only a gap.
            let _ = face_of_glyph.outline_glyph(glyph, &mut pen);
            pen.x = start;
        }
        pen.x += fonts::advance(letter, face) * size + spacing;
    }
    pen.builder.finish()
}

/// The letters of `text` that are printed: gaps as spaces, no control characters, none that turn the line around.
///
/// Every writer of pictures prints these. Source: Unicode Standard Annex 9, table 4.
pub(super) fn printed(text: &str) -> Cow<'_, str> {
    let is_printed = |c: char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_printed) {
        return Cow::Borrowed(text);
    }
    let as_printed = |c: char| if matches!(c, '\t' | '\n' | '\r') { Some(' ') } else { is_printed(c).then_some(c) };
    Cow::Owned(text.chars().filter_map(as_printed).collect())
}

/// Draws glyphs one after the other into one path: each at `x`, its baseline at `y`, font units times `scale`.
pub(crate) struct Pen {
    pub builder: PathBuilder,
    pub x: f32,
    pub y: f32,
    pub scale: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.builder.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.builder.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.builder.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_is_as_wide_as_its_measure() {
        for (text, size, spacing) in [("HHHH", 20.0, 0.0), ("HHHH", 20.0, 3.0), ("Osan Air Base", 31.0, 0.0)] {
            let bounds = outline(text, Face::SansSemibold, PicturePoint { x: 100.0, y: 50.0 }, size, spacing).unwrap().bounds();
            let expected = fonts::width(text, Face::SansSemibold, size, spacing);
            assert!((bounds.right() - 100.0 - expected).abs() < size * 0.1, "{text}: {bounds:?} {expected}");
            assert!(bounds.left() >= 100.0 && bounds.bottom() <= 50.5, "{text}: {bounds:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen_has_no_outline() {
        for text in ["", "   ", "\u{a0}"] {
            assert!(outline(text, Face::Serif, PicturePoint::default(), 12.0, 0.0).is_none(), "{text:?}");
        }
    }

    #[test]
    fn control_characters_are_not_printed() {
        let check = |text: &str, expected: &str| assert_eq!(printed(text), expected);
        check("Żagań", "Żagań");
        check("a\tb\nc", "a b c");
        check("a\u{0}\u{202e}b\u{2069}", "ab");
    }
}
