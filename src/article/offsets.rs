//! Byte offsets in, code-point offsets out, and back.

use super::Span;

/// Bytes between two known points of the table.
const STRIDE: usize = 128;

/// A table of a text that turns byte offsets into counts of Unicode code points and back.
#[derive(Clone, Debug)]
pub struct CodePoints {
    bytes: Vec<u8>,
    /// Code points before byte `i * STRIDE`.
    before: Vec<u32>,
    is_ascii: bool,
}

impl CodePoints {
    /// Makes the table of `text`.
    pub fn new(text: &str) -> CodePoints {
        if text.is_ascii() {
            return CodePoints { bytes: Vec::new(), before: vec![text.len() as u32], is_ascii: true };
        }
        let mut before = Vec::with_capacity(text.len() / STRIDE + 2);
        let mut count = 0u32;
        for chunk in text.as_bytes().chunks(STRIDE) {
            before.push(count);
            count += starts(chunk);
        }
        before.push(count);
        CodePoints { bytes: text.as_bytes().to_vec(), before, is_ascii: false }
    }

    /// The number of code points before the byte at `offset`; that of the whole text past its end.
    pub fn from_byte(&self, offset: u32) -> u32 {
        let total = self.before.last().copied().unwrap_or(0);
        if self.is_ascii {
            return offset.min(total);
        }
        let offset = offset as usize;
        let stride = offset / STRIDE;
        match (self.before.get(stride), self.bytes.get(stride * STRIDE..offset)) {
            (Some(&known), Some(rest)) => known + starts(rest),
            _ => total,
        }
    }

    /// The byte at which the code point number `count` starts; `None` past the end of the text.
    pub fn to_byte(&self, count: u64) -> Option<u32> {
        let count = u32::try_from(count).ok()?; // No text is that long.
        if count > self.before.last().copied()? {
            return None;
        }
        if self.is_ascii {
            return Some(count);
        }
        let stride = self.before.partition_point(|&b| b <= count).checked_sub(1)?;
        let mut left = count - self.before.get(stride).copied()?;
        let from = stride * STRIDE;
        for (i, &byte) in self.bytes.get(from..).unwrap_or(&[]).iter().enumerate() {
            if is_start(byte) {
                if left == 0 {
                    return Some((from + i) as u32);
                }
                left -= 1;
            }
        }
        Some(self.bytes.len() as u32)
    }

    /// The span between two counts of code points; `None` where it does not lie in the text or ends before it starts.
    pub fn to_span(&self, start: u64, end: u64) -> Option<Span> {
        (start <= end).then_some(())?;
        Some(Span::new(self.to_byte(start)?, self.to_byte(end)?))
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| is_start(b)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_counting_and_come_back() {
        let check = |text: &str| {
            let table = CodePoints::new(text);
            let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            for (count, &byte) in bytes.iter().enumerate() {
                assert_eq!(table.from_byte(byte as u32), count as u32, "{text:?} byte {byte}");
                assert_eq!(table.to_byte(count as u64), Some(byte as u32), "{text:?} code point {count}");
            }
            assert_eq!(table.to_byte(bytes.len() as u64), None);
            assert_eq!(table.from_byte(u32::MAX), bytes.len() as u32 - 1);
        };
        check("");
        check("plain");
        check("Kyiv’s “river” – 北京 😀 e\u{301}");
        check(&"ü".repeat(300));
        check(&"a北".repeat(200));
        check(&("x".repeat(STRIDE - 1) + "é" + &"y".repeat(STRIDE)));
    }

    #[test]
    fn spans_outside_the_text_are_refused() {
        let table = CodePoints::new("Zürich");
        assert_eq!(table.to_span(0, 6), Some(Span::new(0, 7)));
        assert_eq!(table.to_span(1, 2), Some(Span::new(1, 3)));
        assert_eq!(table.to_span(2, 1), None);
        assert_eq!(table.to_span(0, 7), None);
        assert_eq!(table.to_span(0, u64::MAX), None);
    }
}
