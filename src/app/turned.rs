//! A set text with words that are read from right to left in, the same in reading order out.
//!
//! The typesetter joins the letters of such a word and turns them, but sets the words of a line one after the other from the left. Here they change
//! places within their line. Simplified from Unicode Standard Annex 9: words, numbers and what is between them; no embeddings.

use egui::Galley;
use std::ops::Range;

/// Where a letter of the text lies: its line, and its edges from the left end of that line, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    pub row: usize,
    pub left: f32,
    pub right: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    RightToLeft,
    LeftToRight,
    Neutral,
}

/// Glyphs that stay together.
struct Unit {
    row: usize,
    glyphs: Range<usize>,
    class: Class,
    is_foreign: bool,
}

/// Whether `c` is a letter of a script that is written from right to left.
pub(super) fn is_right_to_left(c: char) -> bool {
    let is_digit = matches!(c, '\u{660}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}');
    let of_script = '\u{590}'..='\u{8ff}';
    let of_forms = matches!(c, '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    !is_digit && (of_script.contains(&c) || of_forms)
}

/// Puts the words of each line of `galley`, which sets `text`, in reading order, at the right edge of `measure` points where the text begins from
/// right to left. Returns where each letter of `text` lies then. `is_foreign` says which letters are of a typeface of their own.
///
/// Letters within a word from right to left lie where they would if all were as wide.
pub(super) fn turn(galley: &mut Galley, text: &str, measure: f32, is_foreign: impl Fn(char) -> bool) -> Vec<Extent> {
    let is_base_right = text.chars().find(|c| c.is_alphabetic()).is_some_and(is_right_to_left);
    let units = units(galley, &is_foreign);
    let mut extents = vec![(0.0, 0.0); units.len()];
    for row in 0..galley.rows.len() {
        let of_row: Vec<usize> = (0..units.len()).filter(|&i| units.get(i).is_some_and(|u| u.row == row)).collect();
        let classes: Vec<Class> = of_row.iter().filter_map(|&i| units.get(i)).map(|u| u.class).collect();
        let levels = levels(&classes, is_base_right);
        let order = visual_order(&levels);
        let Some(placed) = galley.rows.get_mut(row) else { continue };
        let set = std::sync::Arc::make_mut(&mut placed.row);
        let edge = |i: usize| set.glyphs.get(i).map_or(set.size.x, |g| g.pos.x);
        let spans: Vec<(f32, f32)> =
            of_row.iter().filter_map(|&i| units.get(i)).map(|u| (edge(u.glyphs.start), edge(u.glyphs.end))).collect();
        let mut x = spans.first().map_or(0.0, |s| s.0);
        for place in order {
            let (Some(&index), Some(&(left, right))) = (of_row.get(place), spans.get(place)) else { continue };
            let by = ((x - left) * galley.pixels_per_point).round() / galley.pixels_per_point;
            let Some(unit) = units.get(index) else { continue };
            let is_right = levels.get(place).is_some_and(|l| l % 2 == 1);
            for glyph in set.glyphs.get_mut(unit.glyphs.clone()).unwrap_or_default() {
                glyph.pos.x += by;
                if !glyph.uv_rect.is_nothing() {
                    let first = glyph.first_vertex as usize;
                    let corners = set.visuals.mesh.vertices.get_mut(first..first + 4).unwrap_or_default();
                    corners.iter_mut().for_each(|v| v.pos.x += by);
                    // Source: Unicode Standard Annex 9, rule L4: a bracket that opens does so from either side.
                    if is_right && unicode_bidi_mirroring::is_mirroring(glyph.chr) {
                        let edges = 2.0 * glyph.pos.x + glyph.advance_width;
                        corners.iter_mut().for_each(|v| v.pos.x = edges - v.pos.x);
                    }
                }
            }
            if let Some(extent) = extents.get_mut(index) {
                *extent = (left + by, right + by);
            }
            x += right - left;
        }
        if is_base_right {
            placed.pos.x = (measure - set.size.x).max(0.0).round();
        }
    }
    if is_base_right {
        galley.rect.max.x = galley.rect.max.x.max(measure);
        galley.mesh_bounds.max.x = galley.mesh_bounds.max.x.max(measure);
    }
    letters(galley, text, &units, &extents, &is_foreign)
}

/// `galley`, which sets `text`, with its words in reading order, at the right edge of itself where the text begins from right to left.
pub(super) fn in_order(mut galley: std::sync::Arc<Galley>, text: &str) -> std::sync::Arc<Galley> {
    if text.chars().any(is_right_to_left) {
        let width = galley.size().x;
        turn(std::sync::Arc::make_mut(&mut galley), text, width, crate::export::system_fonts::is_foreign);
    }
    galley
}

/// What joins letters or stands on them belongs to what is before it.
fn is_glued(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}')
}

fn units(galley: &Galley, is_foreign: &impl Fn(char) -> bool) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (row, placed) in galley.rows.iter().enumerate() {
        let mut before = None;
        for (i, glyph) in placed.row.glyphs.iter().enumerate() {
            let c = glyph.chr;
            let class = match c {
                _ if is_right_to_left(c) => Class::RightToLeft,
                _ if c.is_alphanumeric() => Class::LeftToRight,
                _ => Class::Neutral,
            };
            let key = (is_foreign(c), class == Class::Neutral && !is_foreign(c));
            // What is between words changes places sign by sign: a stop behind a bracket is left of it.
            let last = units.last_mut().filter(|_| before.is_some_and(|b| (b == key && !key.1) || is_glued(c)) && !c.is_whitespace());
            if let Some(unit) = last {
                unit.glyphs.end = i + 1;
                if class == Class::RightToLeft || unit.class == Class::Neutral {
                    unit.class = class;
                }
                continue;
            }
            // A gap is alone.
            before = (!c.is_whitespace()).then_some(key);
            units.push(Unit { row, glyphs: i..i + 1, class, is_foreign: key.0 });
        }
    }
    units
}

/// The levels of a line's units: odd ones are read from right to left.
fn levels(classes: &[Class], is_base_right: bool) -> Vec<u8> {
    let base = if is_base_right { Class::RightToLeft } else { Class::LeftToRight };
    let strong = |c: &&Class| **c != Class::Neutral;
    let level = |c: Class| match c {
        Class::RightToLeft => 1,
        _ if is_base_right => 2,
        _ => 0,
    };
    let of = |(i, &class): (usize, &Class)| {
        if class != Class::Neutral {
            return level(class);
        }
        let before = classes.iter().take(i).rev().find(strong).copied().unwrap_or(base);
        let after = classes.iter().skip(i).find(strong).copied().unwrap_or(base);
        level(if before == after { before } else { base })
    };
    classes.iter().enumerate().map(of).collect()
}

/// The order in which units of these levels stand from the left. Source: Unicode Standard Annex 9, rule L2.
fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    for level in [2, 1] {
        for group in order.chunk_by_mut(|a, b| levels.get(*a).is_some_and(|l| *l >= level) == levels.get(*b).is_some_and(|l| *l >= level)) {
            if group.first().and_then(|i| levels.get(*i)).is_some_and(|l| *l >= level) {
                group.reverse();
            }
        }
    }
    order
}

/// Where each letter of `text` lies, by the `extents` of the `units`.
fn letters(galley: &Galley, text: &str, units: &[Unit], extents: &[(f32, f32)], is_foreign: &impl Fn(char) -> bool) -> Vec<Extent> {
    let mut out: Vec<Extent> = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    let mut units = units.iter().zip(extents).peekable();
    let mut rest = chars.as_slice();
    while let Some(&first) = rest.first() {
        let foreign = is_foreign(first);
        let n = rest.iter().skip(1).take_while(|c| is_foreign(**c) == foreign || is_glued(**c)).count() + 1;
        let (run, later) = rest.split_at(n);
        rest = later;
        let mut places: Vec<Extent> = Vec::new();
        let mut turned: Option<Extent> = None;
        while let Some((unit, &(left, right))) = units.next_if(|(u, _)| u.is_foreign == foreign) {
            if unit.class == Class::RightToLeft {
                turned.get_or_insert(Extent { row: unit.row, left, right });
                continue;
            }
            let glyphs = galley.rows.get(unit.row).and_then(|r| r.row.glyphs.get(unit.glyphs.clone())).unwrap_or_default();
            places.extend(glyphs.iter().map(|g| Extent { row: unit.row, left: g.pos.x, right: g.pos.x + g.advance_width }));
        }
        if let Some(word) = turned {
            let step = (word.right - word.left) / n as f32;
            out.extend((0..n).map(|i| Extent { right: word.right - i as f32 * step, left: word.right - (i + 1) as f32 * step, ..word }));
        } else {
            let last = places.last().or(out.last()).copied().unwrap_or(Extent { row: 0, left: 0.0, right: 0.0 });
            out.extend((0..run.len()).map(|i| places.get(i).copied().unwrap_or(last)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use Class::{LeftToRight as L, Neutral as N, RightToLeft as R};

    #[test]
    fn words_of_a_line_stand_in_reading_order() {
        let check = |classes: &[Class], is_base_right: bool, expected: &[usize]| {
            assert_eq!(visual_order(&levels(classes, is_base_right)), expected, "{classes:?}");
        };
        check(&[L, N, L], false, &[0, 1, 2]);
        check(&[R, N, R, N, R], true, &[4, 3, 2, 1, 0]);
        // A Latin name or a number of two words within stays as it is.
        check(&[R, N, L, N, L, N, R], true, &[6, 5, 2, 3, 4, 1, 0]);
        check(&[L, N, R, N, R, N, L], false, &[0, 1, 4, 3, 2, 5, 6]);
        // A full stop is at the left end of a line from right to left.
        check(&[R, N, R, N], true, &[3, 2, 1, 0]);
    }

    #[test]
    fn a_line_in_a_list_is_in_reading_order_within_its_width() {
        let Some(face) = crate::export::system_fonts::face_of('ש') else { return };
        let ctx = egui::Context::default();
        super::super::look::lend(&ctx, &[face]);
        let mut seen = None;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let set = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), egui::FontId::proportional(13.0), egui::Color32::BLACK);
            let text = "שלום 27";
            let galley = in_order(set(text), text);
            let latin = set("Osan Air Base");
            seen = Some((set(text).size().x, galley, std::sync::Arc::ptr_eq(&latin, &in_order(latin.clone(), "Osan Air Base"))));
        });
        output.textures_delta.clear();
        let (width, galley, is_same) = seen.unwrap();
        assert!(is_same, "Latin words are not set again");
        let row = &galley.rows[0].row;
        let left = |c: char| row.glyphs.iter().find(|g| g.chr == c).unwrap().pos.x;
        let letters = row.glyphs.iter().filter(|g| is_right_to_left(g.chr)).map(|g| g.pos.x);
        let first = letters.fold(f32::INFINITY, f32::min);
        assert!(left('2') < left('7') && left('7') < first, "the number, last in reading, is at the left");
        assert!(row.glyphs.iter().all(|g| g.pos.x >= -1.0 && g.pos.x <= width + 1.0));
    }

    #[test]
    fn brackets_are_mirrored_between_words_from_right_to_left() {
        // The embedded typefaces have no such letters: a machine without any shows boxes, and boxes have no brackets.
        let Some(face) = crate::export::system_fonts::face_of('ש') else { return };
        let ctx = egui::Context::default();
        super::super::look::lend(&ctx, &[face]);
        // Which side of each bracket is drawn from the right, and where the brackets stand.
        let brackets = |text: &str| {
            let mut seen = Vec::new();
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                seen.clear();
                let galley = ui.painter().layout_no_wrap(text.to_owned(), egui::FontId::proportional(15.0), egui::Color32::BLACK);
                let mut turned = (*galley).clone();
                turn(&mut turned, text, 400.0, |c| !c.is_ascii());
                let row = &turned.rows[0].row;
                for glyph in row.glyphs.iter().filter(|g| "().".contains(g.chr)) {
                    let corners = &row.visuals.mesh.vertices[glyph.first_vertex as usize..][..4];
                    let is_mirrored = (corners[0].pos.x > corners[1].pos.x) == (corners[0].uv.x < corners[1].uv.x);
                    seen.push((glyph.chr, is_mirrored, glyph.pos.x));
                    assert!(corners.iter().all(|v| v.pos.x >= glyph.pos.x - 1.0 && v.pos.x <= glyph.pos.x + glyph.advance_width + 1.0));
                }
            });
            output.textures_delta.clear();
            seen
        };
        let seen = brackets("שלום (עולם).");
        let [open, close, stop] = seen[..] else { panic!("{seen:?}") };
        assert_eq!((open.1, close.1, stop.1), (true, true, false));
        assert!(stop.2 < close.2 && close.2 < open.2, "{stop:?} {close:?} {open:?}");
        let seen = brackets("Rome (Italy) שלום");
        let [open, close, ..] = seen[..] else { panic!("{seen:?}") };
        assert_eq!((open.1, close.1), (false, false), "between Latin words they stay");
        assert!(open.2 < close.2);
    }

    #[test]
    fn set_words_change_places_and_their_letters_are_found() {
        let ctx = egui::Context::default();
        super::super::look::install(&ctx);
        // The embedded typefaces have no such letters: their empty boxes are set in the same way.
        let text = "abc שלום ועולם xyz";
        let mut seen = None;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = egui::FontId::proportional(15.0);
            let galley = ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::BLACK);
            let mut turned = (*galley).clone();
            let extents = turn(&mut turned, text, 400.0, |c| !c.is_ascii());
            seen = Some((galley.size().x, extents));
        });
        output.textures_delta.clear();
        let (width, extents) = seen.unwrap();
        assert_eq!(extents.len(), text.chars().count());
        let left = |i: usize| extents[i].left;
        assert!(left(0) < left(1) && left(1) < left(13), "Latin words stay: {extents:?}");
        assert!(left(9) < left(5) && left(5) < left(4), "the second word is left of the first: {extents:?}");
        assert!(left(15) > left(4) && left(15) < left(16), "{extents:?}");
        assert!(extents.iter().all(|e| e.row == 0 && e.left >= -1.0 && e.right <= width + 1.0), "{extents:?}");
    }
}
