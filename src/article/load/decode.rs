//! Bytes in, their words out: the encoding by mark, by form, or by its statistics.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Returns the words of `bytes`, or what they are where they are no words.
///
/// `charset` is what a server said; the document itself may say it too, as web pages do. Bytes that are UTF-8 are UTF-8 whatever is said.
pub(super) fn text(bytes: &[u8], charset: Option<&str>) -> Result<String, &'static str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or(&[])).0.into_owned());
    }
    if let Some(what) = known_binary(bytes) {
        return Err(what);
    }
    if let Some(encoding) = wide_without_mark(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    if let Ok(words) = std::str::from_utf8(bytes)
        && !is_mostly_control(bytes)
    {
        return Ok(words.to_owned());
    }
    if is_mostly_control(bytes) {
        return Err("not text");
    }
    // A text that is UTF-8 but for a few broken bytes stays UTF-8.
    let named = charset.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| named_in_markup(bytes));
    let encoding = match named {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if is_nearly_utf8(bytes) => UTF_8,
        _ => guess(bytes),
    };
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// The encoding that a web page names for itself. Source: HTML, 13.2.3.2, "prescan a byte stream"; the first 2048 bytes here.
fn named_in_markup(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048))?).to_lowercase();
    let (_, rest) = head.split_once("charset=").or_else(|| head.strip_prefix("<?xml")?.split_once("encoding="))?;
    let label =
        rest.trim_start_matches(['"', '\'', ' ']).split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))).next()?;
    Encoding::for_label(label.as_bytes())
}

/// The encoding that the bytes look most like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// Names a format by the bytes it begins with. Source: file(1), its magic numbers.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF"),
        (b"GIF8", "a picture"),
        (b"PK\x03\x04", "an archive or office document"),
        (b"PAR1", "a corpus in Parquet, which is for extract --jsonl"),
        (b"RIFF", "a sound, a film or a picture"),
        (b"\x1f\x8b", "a compressed file"),
        (b"\x28\xb5\x2f\xfd", "a compressed file"),
        (b"\x7fELF", "a program"),
        (b"\x89PNG", "a picture"),
        (b"\xca\xfe\xba\xbe", "a program"),
        (b"\xcf\xfa\xed\xfe", "a program"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"\xfd7zXZ", "a compressed file"),
        (b"\xff\xd8\xff", "a picture"),
        (b"BZh", "a compressed file"),
        (b"ID3", "a sound"),
        (b"MZ\x90", "a program"),
        (b"OggS", "a sound or a film"),
        (b"SQLite format 3", "a database"),
        (b"{\\rtf", "a rich text document"),
    ];
    BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|&(_, what)| what)
}

/// UTF-16 without its mark: every other byte of Latin letters is nil.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096) & !1)?;
    let n = head.len() / 2;
    let nils = |at: usize| head.chunks_exact(2).filter(|pair| pair.get(at) == Some(&0)).count();
    let (first, second) = (nils(0), nils(1));
    if n < 4 {
        return None;
    }
    if second * 10 > n * 7 && first * 10 < n {
        Some(UTF_16LE)
    } else if first * 10 > n * 7 && second * 10 < n {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether more than 1 in 100 of the first bytes are control codes that no text holds.
fn is_mostly_control(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or(&[]);
    let n = head.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x08 | 0x0b | 0x0c | 0x1b) || b == 0x7f).count();
    n * 100 > head.len() || bytes.iter().filter(|&&b| b == 0).count() * 100 > bytes.len()
}

/// Whether nearly all bytes outside ASCII form UTF-8 sequences.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut n_good, mut n_bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    n_bad == 0 || n_good > 2 * n_bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        fn check(bytes: &[u8], expected: &str) {
            assert_eq!(text(bytes, None).unwrap(), expected);
        }
        check("Łódź — Kyjiv".as_bytes(), "Łódź — Kyjiv");
        check(b"\xEF\xBB\xBFSeoul", "Seoul");
        check(b"\xFF\xFES\0e\0o\0u\0l\0", "Seoul");
        check(b"S\0e\0o\0u\0l\0 \0a\0t\0 \0d\0a\0w\0n\0", "Seoul at dawn");
        check(
            b"Die Z\xFCge nach M\xFCnchen und K\xF6ln fuhren \x96 wie immer \x96 sp\xE4t.",
            "Die Züge nach München und Köln fuhren – wie immer – spät.",
        );
        check(b"Z\xC3\xBCrich, K\xC3\xB6ln, M\xC3\xBCnchen, D\xC3\xBCsseldorf, \xFF.", "Zürich, Köln, München, Düsseldorf, \u{fffd}.");
        let (cyrillic, ..) = encoding_rs::KOI8_R.encode("Поезд из Москвы прибыл во Владивосток на седьмой день.");
        check(&cyrillic, "Поезд из Москвы прибыл во Владивосток на седьмой день.");
        check(b"<meta charset='windows-1250'><p>\x8C\x9C</p>", "<meta charset='windows-1250'><p>Śś</p>");
        assert_eq!(text(b"\xC5\x9A \xE6", Some("iso-8859-1")).unwrap(), "Åš æ");
        let (korean, ..) = encoding_rs::EUC_KR.encode("서울에서 부산까지 기차가 달렸다.");
        check(&korean, "서울에서 부산까지 기차가 달렸다.");
    }
}
