//! The part of a typeface that a document uses, small enough to be embedded.

use std::collections::BTreeSet;

/// Returns a TrueType file with the outlines of `letters` only.
///
/// Glyphs are numbered anew; hints and kerning are left out. It is called `family`; copyright and licence are kept, as the licence asks.
/// Returns the whole file where it is not laid out as expected.
///
/// Source: OpenType 1.9.1, tables cmap (format 12), glyf, head, hhea, hmtx, loca, maxp, name, OS/2, post.
pub(super) fn subset(file: &[u8], letters: &BTreeSet<char>, family: &str) -> Vec<u8> {
    outlines(file, letters, family).unwrap_or_else(|| file.to_vec())
}

fn outlines(file: &[u8], letters: &BTreeSet<char>, family: &str) -> Option<Vec<u8>> {
    let face = ttf_parser::Face::parse(file, 0).ok()?; // The caller embeds the whole file instead.
    let n_glyphs = face.number_of_glyphs();
    let map: Vec<(u32, u16)> = letters.iter().filter_map(|&c| Some((u32::from(c), face.glyph_index(c)?.0))).collect();
    let head = table(file, b"head")?;
    let offsets = offsets(table(file, b"loca")?, u16_at(head, 50)? == 0, n_glyphs)?;
    let glyphs = table(file, b"glyf")?;
    let outline = |glyph: u16| glyphs.get(*offsets.get(usize::from(glyph))?..*offsets.get(usize::from(glyph) + 1)?);
    let mut kept: BTreeSet<u16> = map.iter().map(|&(_, glyph)| glyph).chain([0]).collect();
    let mut open: Vec<u16> = kept.iter().copied().collect();
    while let Some(glyph) = open.pop() {
        for (_, part) in components(outline(glyph)?) {
            if kept.insert(part) {
                open.push(part);
            }
        }
    }
    let kept: Vec<u16> = kept.into_iter().collect();
    let number = |glyph: u16| kept.binary_search(&glyph).ok().and_then(|i| u16::try_from(i).ok());
    let map: Vec<(u32, u16)> = map.iter().filter_map(|&(letter, glyph)| Some((letter, number(glyph)?))).collect();
    let (mut loca, mut glyf) = (Vec::new(), Vec::new());
    for &glyph in &kept {
        loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
        let mut outline = outline(glyph)?.to_vec();
        for (at, part) in components(&outline) {
            put(&mut outline, at, &number(part)?.to_be_bytes())?;
        }
        glyf.extend(outline);
        glyf.resize(glyf.len().next_multiple_of(4), 0);
    }
    loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
    let n_kept = u16::try_from(kept.len()).ok()?.to_be_bytes();
    let mut hhea = table(file, b"hhea")?.to_vec();
    let widths = widths(table(file, b"hmtx")?, u16_at(&hhea, 34)?, &kept)?;
    put(&mut hhea, 34, &n_kept)?;
    let mut maxp = table(file, b"maxp")?.to_vec();
    put(&mut maxp, 4, &n_kept)?;
    let mut head = head.to_vec();
    put(&mut head, 8, &[0; 4])?; // The sum over the file; set below.
    put(&mut head, 50, &[0, 1])?; // Long offsets.
    let mut post = table(file, b"post")?.get(..32)?.to_vec();
    put(&mut post, 0, &[0, 3, 0, 0])?; // Version 3: no names of glyphs.
    let copy = |tag: &[u8; 4]| Some(table(file, tag)?.to_vec());
    let tables: Vec<([u8; 4], Vec<u8>)> = vec![
        (*b"OS/2", copy(b"OS/2")?),
        (*b"cmap", cmap(&map)),
        (*b"glyf", glyf),
        (*b"head", head),
        (*b"hhea", hhea),
        (*b"hmtx", widths),
        (*b"loca", loca),
        (*b"maxp", maxp),
        (*b"name", names(&face, family)?),
        (*b"post", post),
    ];
    assembled(tables)
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

fn put(data: &mut [u8], at: usize, bytes: &[u8]) -> Option<()> {
    data.get_mut(at..at + bytes.len())?.copy_from_slice(bytes);
    Some(())
}

fn table<'f>(file: &'f [u8], tag: &[u8; 4]) -> Option<&'f [u8]> {
    let n = usize::from(u16_at(file, 4)?);
    let record = (0..n).map(|i| 12 + 16 * i).find(|&at| file.get(at..at + 4) == Some(&tag[..]))?;
    let (start, length) = (u32_at(file, record + 8)? as usize, u32_at(file, record + 12)? as usize);
    file.get(start..start.checked_add(length)?)
}

fn offsets(loca: &[u8], is_short: bool, n_glyphs: u16) -> Option<Vec<usize>> {
    let n = usize::from(n_glyphs) + 1;
    let read = |i: usize| if is_short { u16_at(loca, 2 * i).map(|v| 2 * usize::from(v)) } else { u32_at(loca, 4 * i).map(|v| v as usize) };
    (0..n).map(read).collect()
}

/// Advance and left bearing of each glyph. Of `n_full` glyphs the table has both; those after them are as wide as the last.
fn widths(hmtx: &[u8], n_full: u16, glyphs: &[u16]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let n_full = usize::from(n_full);
    for glyph in glyphs.iter().map(|&g| usize::from(g)) {
        let advance = 4 * glyph.min(n_full.checked_sub(1)?);
        let bearing = if glyph < n_full { 4 * glyph + 2 } else { 4 * n_full + 2 * (glyph - n_full) };
        out.extend(hmtx.get(advance..advance + 2)?);
        out.extend(hmtx.get(bearing..bearing + 2)?);
    }
    Some(out)
}

/// The glyphs that a composite outline is made of, and where it says so; none for a simple one.
fn components(outline: &[u8]) -> Vec<(usize, u16)> {
    let is_composite = u16_at(outline, 0).is_some_and(|n_contours| n_contours & 0x8000 != 0);
    let mut parts = Vec::new();
    if !is_composite {
        return parts;
    }
    let mut at = 10;
    while let (Some(flags), Some(glyph)) = (u16_at(outline, at), u16_at(outline, at + 2)) {
        parts.push((at + 2, glyph));
        let arguments = if flags & 0x0001 != 0 { 4 } else { 2 };
        let scales = match flags {
            f if f & 0x0008 != 0 => 2,
            f if f & 0x0040 != 0 => 4,
            f if f & 0x0080 != 0 => 8,
            _ => 0,
        };
        at += 4 + arguments + scales;
        if flags & 0x0020 == 0 {
            break;
        }
    }
    parts
}

fn cmap(map: &[(u32, u16)]) -> Vec<u8> {
    let length = 16 + 12 * map.len() as u32;
    let mut out = Vec::new();
    // Version 0, one table: Windows, full Unicode.
    for value in [0u16, 1, 3, 10] {
        out.extend(value.to_be_bytes());
    }
    out.extend(12u32.to_be_bytes());
    out.extend([0, 12, 0, 0]);
    for value in [length, 0, map.len() as u32] {
        out.extend(value.to_be_bytes());
    }
    for &(letter, glyph) in map {
        for value in [letter, letter, u32::from(glyph)] {
            out.extend(value.to_be_bytes());
        }
    }
    out
}

/// Family, style and full name; copyright, licence and its address from the whole face.
fn names(face: &ttf_parser::Face<'_>, family: &str) -> Option<Vec<u8>> {
    let kept = |id: u16| face.names().into_iter().find(|n| n.name_id == id && n.is_unicode()).and_then(|n| n.to_string());
    let own = |text: &str| Some(text.to_owned());
    let post_script: String = family.chars().filter(|c| !c.is_whitespace()).collect();
    let records: Vec<(u16, String)> = [
        (0, kept(0)),
        (1, own(family)),
        (2, own("Regular")),
        (3, own(family)),
        (4, own(family)),
        (6, own(&post_script)),
        (13, kept(13)),
        (14, kept(14)),
    ]
    .into_iter()
    .filter_map(|(id, text)| Some((id, text?)))
    .collect();
    let n = u16::try_from(records.len()).ok()?;
    let (mut out, mut strings) = (Vec::new(), Vec::new());
    for value in [0, n, 6 + 12 * n] {
        out.extend(value.to_be_bytes());
    }
    for (id, text) in records {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        // Windows, Unicode, English.
        for value in [3, 1, 0x409, id, u16::try_from(bytes.len()).ok()?, u16::try_from(strings.len()).ok()?] {
            out.extend(value.to_be_bytes());
        }
        strings.extend(bytes);
    }
    out.extend(strings);
    Some(out)
}

fn sum(data: &[u8]) -> u32 {
    let words = data.chunks(4).map(|c| c.iter().enumerate().fold(0u32, |sum, (i, &b)| sum | u32::from(b) << (24 - 8 * i)));
    words.fold(0, u32::wrapping_add)
}

fn assembled(tables: Vec<([u8; 4], Vec<u8>)>) -> Option<Vec<u8>> {
    let n = u16::try_from(tables.len()).ok()?;
    let power = n.ilog2();
    let mut out = vec![0, 1, 0, 0];
    for value in [n, 16 << power, u16::try_from(power).ok()?, n * 16 - (16 << power)] {
        out.extend(value.to_be_bytes());
    }
    let mut start = 12 + 16 * tables.len();
    let mut head_at = None;
    for (tag, data) in &tables {
        if tag == b"head" {
            head_at = Some(start);
        }
        out.extend(tag);
        for value in [sum(data), u32::try_from(start).ok()?, u32::try_from(data.len()).ok()?] {
            out.extend(value.to_be_bytes());
        }
        start += data.len().next_multiple_of(4);
    }
    for (_, data) in &tables {
        out.extend(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBAu32.wrapping_sub(sum(&out));
    put(&mut out, head_at? + 8, &adjustment.to_be_bytes())?;
    Some(out)
}

/// Returns `data` in base 64, padded. Source: RFC 4648, section 4.
pub(super) fn base64(data: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(data.len().div_ceil(3) * 4);
    for chunk in data.chunks(3) {
        let bits = chunk.iter().enumerate().fold(0u32, |bits, (i, &b)| bits | u32::from(b) << (16 - 8 * i));
        for i in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * i) & 63) as usize).copied().unwrap_or(b'A');
            out.push(if i <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Face, fonts};

    struct Counted(usize);

    impl ttf_parser::OutlineBuilder for Counted {
        fn move_to(&mut self, _: f32, _: f32) {
            self.0 += 1;
        }
        fn line_to(&mut self, _: f32, _: f32) {}
        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
        fn close(&mut self) {}
    }

    #[test]
    fn a_subset_keeps_outlines_and_widths_of_its_letters() {
        for face in [Face::Serif, Face::SerifSemibold, Face::SerifItalic, Face::Sans, Face::SansMedium, Face::SansSemibold] {
            let letters: BTreeSet<char> = "Zürich – Łódź, 27 µЖ".chars().collect();
            let whole = fonts::bytes(face);
            let part = subset(whole, &letters, "Dateline Sans");
            assert!(part.len() < whole.len() / 12, "{face:?}: {} of {}", part.len(), whole.len());
            let (whole, part) = (ttf_parser::Face::parse(whole, 0).unwrap(), ttf_parser::Face::parse(&part, 0).unwrap());
            for letter in letters {
                let (a, b) = (whole.glyph_index(letter).unwrap(), part.glyph_index(letter).unwrap());
                assert_eq!(whole.glyph_hor_advance(a), part.glyph_hor_advance(b));
                assert_eq!(whole.glyph_hor_side_bearing(a), part.glyph_hor_side_bearing(b));
                let (mut one, mut other) = (Counted(0), Counted(0));
                assert_eq!(whole.outline_glyph(a, &mut one), part.outline_glyph(b, &mut other));
                assert_eq!(one.0, other.0, "{face:?} {letter}");
            }
            assert!(part.glyph_index('Q').is_none());
            let licence = part.names().into_iter().find(|n| n.name_id == 13).and_then(|n| n.to_string()).unwrap();
            assert!(licence.contains("Open Font License"), "{licence}");
        }
    }

    #[test]
    fn what_is_no_typeface_is_passed_on() {
        assert_eq!(subset(b"not a font", &BTreeSet::new(), "x"), b"not a font");
    }

    #[test]
    fn base64_pads() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
    }
}
