//! A plain text in, its blocks as spans out: parted by blank lines, and by single line ends where lines are whole.

use crate::article::Span;

/// The widest column that editors and mail programs wrap text at.
const WIDEST_COLUMN: usize = 120;

/// A line without the white space at its ends.
#[derive(Clone, Copy, Debug)]
struct Line {
    start: usize,
    end: usize,
    /// Whether a line that is empty or white stands before it.
    is_after_blank: bool,
    /// Width in characters.
    width: usize,
}

/// Returns the blocks of `text`, in order.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let column = wrap_column(text, &lines);
    let mut blocks: Vec<Span> = Vec::new();
    let mut previous: Option<Line> = None;
    for line in lines {
        let is_continued = previous.is_some_and(|before| !line.is_after_blank && continues(text, before, line, column));
        match blocks.last_mut() {
            Some(block) if is_continued => block.end = line.end as u32,
            _ => blocks.push(Span::new(line.start as u32, line.end as u32)),
        }
        previous = Some(line);
    }
    blocks
}

/// Whether a block is an item of a list: it begins with a bullet, or a number and a stop or bracket.
pub(super) fn is_list_item(words: &str) -> bool {
    let mut chars = words.chars();
    match chars.next() {
        Some('•' | '‣' | '▪' | '●' | '◦' | '·') => true,
        Some('-' | '*' | '–' | '—') => chars.next().is_some_and(char::is_whitespace),
        Some(c) if c.is_ascii_digit() => {
            let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
            words.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut is_after_blank = true;
    let mut start = 0usize;
    let is_end = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}');
    for part in text.split_inclusive(is_end) {
        let trimmed = part.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if trimmed.is_empty() {
            // The two characters of one Windows line end are no blank line.
            let is_second_half = part == "\n" && text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'\r');
            is_after_blank |= !is_second_half;
        } else {
            let from = start + part.find(trimmed).unwrap_or(0);
            // Very long lines need no exact width.
            let width = trimmed.chars().take(4 * WIDEST_COLUMN).count();
            out.push(Line { start: from, end: from + trimmed.len(), is_after_blank, width });
            // A paragraph separator parts paragraphs as a blank line does.
            is_after_blank = part.ends_with(['\u{2029}', '\u{c}']);
        }
        start += part.len();
    }
    out
}

/// The column at which the text was wrapped by hand or by a program, or `None` where a line is a paragraph.
///
/// Wrapped text shows in its line ends: nearly always the next word would not have fitted.
fn wrap_column(text: &str, lines: &[Line]) -> Option<usize> {
    let column = lines.iter().map(|l| l.width).max().filter(|w| (40..=WIDEST_COLUMN).contains(w))?;
    let inner = lines.windows(2).filter_map(|pair| match *pair {
        [a, b] if !b.is_after_blank => Some((a, b)),
        _ => None,
    });
    let (mut n, mut n_full, mut n_open) = (0, 0, 0);
    for (a, b) in inner {
        n += 1;
        n_full += usize::from(!has_room(text, a, b, column));
        n_open += usize::from(!ends_sentence(words(text, a)));
    }
    // Sentences rarely end just where lines do; lines that are paragraphs nearly always end a sentence.
    (n >= 2 && n_full * 10 >= n * 7 && n_open * 2 > n).then_some(column)
}

/// Whether `line` goes on with the sentence of the line before.
fn continues(text: &str, before: Line, line: Line, column: Option<usize>) -> bool {
    let (a, b) = (words(text, before), words(text, line));
    if is_list_item(b) {
        return false;
    }
    if let Some(column) = column {
        // A line with room for the next word was ended on purpose; at three quarters that may have been a rag.
        return !has_room(text, before, line, column) || (before.width * 4 >= column * 3 && !ends_sentence(a));
    }
    let is_open = !ends_sentence(a) || a.ends_with(',');
    is_open && b.starts_with(|c: char| c.is_lowercase())
}

fn words(text: &str, line: Line) -> &str {
    text.get(line.start..line.end).unwrap_or("")
}

/// Whether the first word of `next` would have fitted behind `line`.
fn has_room(text: &str, line: Line, next: Line, column: usize) -> bool {
    let word = words(text, next).split_whitespace().next().unwrap_or("");
    line.width + 1 + word.chars().count() <= column
}

/// Whether words end as sentences, captions and headlines with a mark do.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', ':'])
        || words.ends_with([')', ']'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = blocks(text).into_iter().map(|b| b.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_part_blocks() {
        check("One.\n\nTwo.\n \t\n\n Three. ", &["One.", "Two.", "Three."]);
        check("One.\r\n\r\nTwo.\r\n", &["One.", "Two."]);
        check("", &[]);
        check(" \n\n ", &[]);
        check("\u{feff}One.", &["One."]);
    }

    #[test]
    fn whole_lines_are_blocks() {
        check(
            "The harbour at dawn. (A. Person/Agency)\r\nMay 3, 2021\r\n\r\nText that is long enough to be a paragraph, and longer than any line that an editor would have wrapped, so it is whole.",
            &[
                "The harbour at dawn. (A. Person/Agency)",
                "May 3, 2021",
                "Text that is long enough to be a paragraph, and longer than any line that an editor would have wrapped, so it is whole.",
            ],
        );
        check("First paragraph ends.\nSecond paragraph ends.\nThird.", &["First paragraph ends.", "Second paragraph ends.", "Third."]);
        check("- one\n- two\n3. three", &["- one", "- two", "3. three"]);
    }

    #[test]
    fn wrapped_lines_are_one_block() {
        check(
            "The convoy left the northern port in the early hours\nof Monday and reached the capital on the next day,\nwhere a crowd had waited for most of the night. The\ndriver said little.\n\nNobody was hurt.",
            &[
                "The convoy left the northern port in the early hours\nof Monday and reached the capital on the next day,\nwhere a crowd had waited for most of the night. The\ndriver said little.",
                "Nobody was hurt.",
            ],
        );
        check(
            "Convoy arrives\nBy A. Person\nThe convoy left the northern port in the early hours\nof Monday and reached the capital on the next day,\nwhere a crowd had waited for most of the night. The\ndriver said little.",
            &[
                "Convoy arrives",
                "By A. Person",
                "The convoy left the northern port in the early hours\nof Monday and reached the capital on the next day,\nwhere a crowd had waited for most of the night. The\ndriver said little.",
            ],
        );
        check("The ship left\nthe port at noon.", &["The ship left\nthe port at noon."]);
    }
}
