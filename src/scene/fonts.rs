//! The typefaces of the house: their bytes, and widths that are the same for every writer.
//!
//! A width is the sum of the advances of the glyphs; no shaping and no kerning, so that screen, SVG and PNG agree within a hair.
//!
//! Source: Source Serif 4 and Source Sans 3, SIL Open Font License 1.1; see `assets/fonts/README.md`.

use std::sync::OnceLock;

use super::Face;

/// Returns the TrueType file of `face`, unaltered.
pub fn bytes(face: Face) -> &'static [u8] {
    match face {
        Face::Serif => include_bytes!("../../assets/fonts/SourceSerif4_400Regular.ttf"),
        Face::SerifSemibold => include_bytes!("../../assets/fonts/SourceSerif4_600SemiBold.ttf"),
        Face::SerifItalic => include_bytes!("../../assets/fonts/SourceSerif4_400Regular_Italic.ttf"),
        Face::Sans => include_bytes!("../../assets/fonts/SourceSans3_400Regular.ttf"),
        Face::SansMedium => include_bytes!("../../assets/fonts/SourceSans3_500Medium.ttf"),
        Face::SansSemibold => include_bytes!("../../assets/fonts/SourceSans3_600SemiBold.ttf"),
    }
}

/// Returns the width of one line of `text` in points: `size` points to the em, `spacing` points after every letter but the last.
///
/// Letters that the face lacks (Chinese, Arabic) count as wide as their usual fallback: one em for East Asian letters, 0.55 em for others.
pub fn width(text: &str, face: Face, size: f32, spacing: f32) -> f32 {
    let metrics = metrics(face);
    let (mut ems, mut n_letters) = (0.0, 0);
    for letter in text.chars() {
        ems += metrics.advance(letter);
        n_letters += 1;
    }
    ems * size + spacing * (n_letters as f32 - 1.0).max(0.0)
}

/// Returns the width of `letter` in ems, as [`width`] counts it.
pub fn advance(letter: char, face: Face) -> f32 {
    metrics(face).advance(letter)
}

/// Returns the parsed file of `face`; `None` were it broken, which a test rules out.
pub(crate) fn parsed(face: Face) -> Option<&'static ttf_parser::Face<'static>> {
    metrics(face).face.as_ref()
}

/// Returns how far `face` rises above the baseline at `size`, in points.
pub fn ascent(face: Face, size: f32) -> f32 {
    metrics(face).ascent * size
}

/// Returns how far `face` falls below the baseline at `size`, in points, positive.
pub fn descent(face: Face, size: f32) -> f32 {
    metrics(face).descent * size
}

/// Returns the height of capitals of `face` at `size`, in points.
pub fn cap_height(face: Face, size: f32) -> f32 {
    metrics(face).cap_height * size
}

/// What is kept of a face. In ems.
struct Metrics {
    /// Advances of the first letters of Unicode, which hold Latin, Greek and Cyrillic; NaN where the face has none.
    advances: Vec<f32>,
    face: Option<ttf_parser::Face<'static>>,
    units_per_em: f32,
    ascent: f32,
    descent: f32,
    cap_height: f32,
}

/// The letters whose advances are read ahead: everything below U+0530, the end of Cyrillic.
const N_READ_AHEAD: u32 = 0x530;

impl Metrics {
    fn new(face: Face) -> Metrics {
        let face = ttf_parser::Face::parse(bytes(face), 0).ok(); // The files are embedded; a test parses them all.
        let units_per_em = face.as_ref().map_or(1000.0, |f| f32::from(f.units_per_em()));
        let of = |value: Option<i16>, fallback: f32| value.map_or(fallback, |v| f32::from(v) / units_per_em);
        let mut metrics = Metrics {
            advances: Vec::new(),
            ascent: of(face.as_ref().map(|f| f.ascender()), 1.0),
            descent: -of(face.as_ref().map(|f| f.descender()), -0.3),
            cap_height: of(face.as_ref().and_then(|f| f.capital_height()), 0.66),
            face,
            units_per_em,
        };
        metrics.advances = (0..N_READ_AHEAD).map(|code| char::from_u32(code).and_then(|c| metrics.read(c)).unwrap_or(f32::NAN)).collect();
        metrics
    }

    fn read(&self, letter: char) -> Option<f32> {
        let face = self.face.as_ref()?;
        let glyph = face.glyph_index(letter)?;
        Some(f32::from(face.glyph_hor_advance(glyph)?) / self.units_per_em)
    }

    fn advance(&self, letter: char) -> f32 {
        let known = match self.advances.get(letter as usize) {
            Some(advance) if advance.is_finite() => Some(*advance),
            Some(_) => None,
            None => self.read(letter),
        };
        known.unwrap_or(if is_wide(letter) { 1.0 } else { 0.55 })
    }
}

/// Whether `letter` is usually as wide as high. Source: Unicode Standard Annex 11, East Asian Width, the large blocks only.
fn is_wide(letter: char) -> bool {
    matches!(u32::from(letter), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD)
}

fn metrics(face: Face) -> &'static Metrics {
    static ALL: [OnceLock<Metrics>; 6] = [const { OnceLock::new() }; 6];
    let [serif, serif_semibold, serif_italic, sans, sans_medium, sans_semibold] = &ALL;
    let cell = match face {
        Face::Serif => serif,
        Face::SerifSemibold => serif_semibold,
        Face::SerifItalic => serif_italic,
        Face::Sans => sans,
        Face::SansMedium => sans_medium,
        Face::SansSemibold => sans_semibold,
    };
    cell.get_or_init(|| Metrics::new(face))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACES: [Face; 6] = [Face::Serif, Face::SerifSemibold, Face::SerifItalic, Face::Sans, Face::SansMedium, Face::SansSemibold];

    #[test]
    fn every_face_can_be_read() {
        for face in FACES {
            assert!(ttf_parser::Face::parse(bytes(face), 0).is_ok(), "{face:?}");
            for letter in "Aaé–“”Żżαя".chars() {
                assert!(metrics(face).read(letter).is_some(), "{face:?} lacks {letter}");
            }
            assert!(ascent(face, 10.0) > cap_height(face, 10.0) && descent(face, 10.0) > 0.0, "{face:?}");
        }
    }

    #[test]
    fn figures_are_of_one_width() {
        for face in FACES {
            for figure in "123456789".chars() {
                assert_eq!(metrics(face).advance(figure), metrics(face).advance('0'), "{face:?} {figure}");
            }
        }
    }

    #[test]
    fn widths_add_up() {
        let one = width("Osan", Face::Sans, 13.0, 0.0);
        assert!((20.0..36.0).contains(&one), "{one}");
        assert_eq!(width("Osan", Face::Sans, 26.0, 0.0), one * 2.0);
        assert!((width("Osan", Face::Sans, 13.0, 1.0) - one - 3.0).abs() < 1e-4);
        assert_eq!(width("", Face::Sans, 13.0, 1.0), 0.0);
        assert_eq!(width("서울", Face::Sans, 10.0, 0.0), 20.0);
        assert!(width("Osan", Face::SansSemibold, 13.0, 0.0) > one);
    }
}
