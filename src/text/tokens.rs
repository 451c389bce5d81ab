//! The tokeniser and the sentence splitter.

use super::{Case, Sentence, Text, Token, TokenKind};
use crate::article::Span;

/// Abbreviations that keep their stop and do not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "adm", "ala", "apr", "ariz", "ark", "assn", "assoc", "asst", "atty", "aug", "ave", "bldg", "blvd", "brig", "bros", "calif", "capt",
    "cf", "cmdr", "co", "col", "colo", "conn", "corp", "cpl", "ct", "dec", "del", "dept", "det", "dist", "dr", "ed", "eg", "esp", "est",
    "etc", "feb", "fla", "fr", "fri", "ft", "ga", "gen", "gov", "hon", "hwy", "ill", "inc", "ind", "insp", "jan", "jr", "jul", "jun",
    "kan", "ky", "la", "lt", "ltd", "maj", "mar", "mass", "md", "messrs", "mich", "minn", "miss", "mo", "mon", "mont", "mr", "mrs", "ms",
    "mt", "mts", "neb", "nev", "no", "nos", "nov", "oct", "okla", "ont", "ore", "pa", "ph", "pres", "prof", "pvt", "que", "rd", "rep",
    "reps", "rev", "sask", "sat", "sec", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "ste", "sun", "supt", "tenn", "tex", "thu",
    "thurs", "tue", "tues", "univ", "va", "vs", "vt", "wash", "wed", "wis", "wyo",
];

/// Abbreviations that stand before a name and never end a sentence.
const TITLES: &[&str] = &[
    "adm", "asst", "atty", "brig", "capt", "cf", "cmdr", "col", "cpl", "det", "dr", "eg", "fr", "gen", "gov", "hon", "insp", "lt", "maj",
    "messrs", "mr", "mrs", "ms", "mt", "mts", "nos", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "st", "ste",
    "supt", "vs",
];

/// Abbreviations that are written without a capital too. "no" counts before a number only; "sat." and "miss." end sentences.
const LOWER: &[&str] = &["approx", "cf", "ed", "eg", "esp", "est", "etc", "ft", "no", "nos", "vs"];

/// Reads the tokens and sentences of one block into `text`.
pub(super) fn read_block(text: &mut Text<'_>, block: u32, span: Span) {
    let first = text.tokens.len();
    tokenise(&mut text.tokens, &text.article.text, span);
    let lines = Lines::of(span.of(&text.article.text));
    split(text, block, first, &lines);
}

/// How the lines of a block are broken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// One line.
    Single,
    /// Wrapped at a width: the end of a line means nothing, but of one shorter than this, in bytes.
    Wrapped(usize),
    /// Each line is a paragraph or a heading of its own.
    Paragraphs,
}

impl Lines {
    fn of(block: &str) -> Lines {
        if !block.contains('\n') {
            return Lines::Single;
        }
        let longest = block.lines().map(str::len).max().unwrap_or(0);
        if longest > 120 { Lines::Paragraphs } else { Lines::Wrapped(longest * 3 / 5) }
    }
}

/// Whether the line ends after the token and its sentence with it: a heading, a line of an address, a paragraph without a stop.
fn ends_line(text: &Text<'_>, i: usize, lines: &Lines) -> bool {
    let (Some(token), Some(next)) = (text.tokens.get(i), text.tokens.get(i + 1)) else { return false };
    if *lines == Lines::Single || !next.spaced || next.kind == TokenKind::Word && next.case == Case::Lower {
        return false;
    }
    let all = &text.article.text;
    let between = all.get(token.span.end as usize..next.span.start as usize).unwrap_or("");
    if !between.contains('\n') || text.of(token.span) == "," {
        return false;
    }
    match *lines {
        Lines::Single => false,
        Lines::Paragraphs => true,
        Lines::Wrapped(short) => {
            let end = token.span.end as usize;
            let start = all.get(..end).and_then(|s| s.rfind('\n')).map_or(0, |p| p + 1);
            end - start < short
        }
    }
}

fn tokenise(out: &mut Vec<Token>, text: &str, span: Span) {
    let src = span.of(text);
    let base = span.start as usize;
    let mut chars = src.char_indices().peekable();
    let mut spaced = true;
    while let Some(&(start, c)) = chars.peek() {
        if c.is_whitespace() || c == '\u{feff}' {
            chars.next();
            spaced = true;
            continue;
        }
        let rest = &src[start..];
        let (len, kind) = if c.is_alphabetic() {
            (word_len(rest), TokenKind::Word)
        } else if c.is_numeric() {
            (number_len(rest), TokenKind::Number)
        } else if is_apostrophe(c) && is_possessive(rest) {
            (c.len_utf8() + 1, TokenKind::Word)
        } else {
            (c.len_utf8(), TokenKind::Punct)
        };
        let word = &src[start..start + len];
        let case = if kind == TokenKind::Word { case_of(word) } else { Case::Lower };
        out.push(Token { span: Span::new((base + start) as u32, (base + start + len) as u32), kind, case, spaced });
        spaced = false;
        while chars.peek().is_some_and(|&(i, _)| i < start + len) {
            chars.next();
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Whether `rest` starts with "'s" and the word ends there.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Length in bytes of the word at the start of `rest`.
fn word_len(rest: &str) -> usize {
    let mut end = 0;
    let mut iter = rest.char_indices().peekable();
    while let Some((i, c)) = iter.next() {
        let next = iter.peek().map(|&(_, n)| n);
        if c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}') {
            end = i + c.len_utf8();
        } else if is_apostrophe(c) && next.is_some_and(char::is_alphabetic) && !is_possessive(&rest[i..]) {
            // "O'Hare", "don't".
        } else if c == '.' {
            let word = &rest[..i];
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let dotted = word.contains('.') || letters == 1;
            if dotted && next.is_some_and(char::is_alphabetic) {
                // The inner stops of "U.S.", "a.m.".
            } else if dotted && (letters > 1 || word.chars().all(char::is_uppercase)) || is_abbreviation(word, &rest[i + 1..]) {
                return i + 1;
            } else {
                break;
            }
        } else {
            break;
        }
    }
    end
}

/// Whether the stop between `word` and `after` belongs to the word.
fn is_abbreviation(word: &str, after: &str) -> bool {
    if word.len() > 6 || !word.is_ascii() {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    if matches!(lower.as_str(), "no" | "nos") {
        return after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    }
    let has_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    if has_capital { ABBREVIATIONS.binary_search(&lower.as_str()).is_ok() } else { LOWER.contains(&word) }
}

/// Length in bytes of the number at the start of `rest`: digits, inner "," and "." before a digit, letters at its end ("27th", "1990s").
fn number_len(rest: &str) -> usize {
    let mut end = 0;
    let mut iter = rest.char_indices().peekable();
    while let Some((i, c)) = iter.next() {
        let next = iter.peek().map(|&(_, n)| n);
        if c.is_alphanumeric() {
            end = i + c.len_utf8();
        } else if !(matches!(c, ',' | '.') && next.is_some_and(|n| n.is_ascii_digit())) {
            break;
        }
    }
    end
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Lower };
    if !first.is_uppercase() {
        return Case::Lower;
    }
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) { Case::Upper } else { Case::Title }
}

/// Cuts the tokens from `first` on into sentences.
fn split(text: &mut Text<'_>, block: u32, first: usize, lines: &Lines) {
    let mut start = first;
    let mut i = first;
    while i < text.tokens.len() {
        let mut end = i + 1;
        if ends_sentence(text, i) || ends_line(text, i, lines) {
            while end < text.tokens.len() && is_closer(text, end) {
                end += 1;
            }
            push(text, block, start, end);
            start = end;
        }
        i = end;
    }
    if start < text.tokens.len() {
        push(text, block, start, text.tokens.len());
    }
}

fn push(text: &mut Text<'_>, block: u32, first: usize, end: usize) {
    let span = text.tokens[first].span.join(text.tokens[end - 1].span);
    text.sentences.push(Sentence { span, first: first as u32, end: end as u32, block });
}

/// Whether the token closes a quote or bracket and belongs to the sentence before it.
fn is_closer(text: &Text<'_>, i: usize) -> bool {
    match text.word(i) {
        "”" | "’" | ")" | "]" | "»" => true,
        "\"" | "'" => !text.tokens[i].spaced,
        _ => false,
    }
}

fn ends_sentence(text: &Text<'_>, i: usize) -> bool {
    let word = text.word(i);
    let mut next = i + 1;
    while next < text.tokens.len() && is_closer(text, next) {
        next += 1;
    }
    let Some(after) = text.tokens.get(next) else { return true };
    let opens = after.case != Case::Lower
        || after.kind == TokenKind::Number
        || matches!(text.of(after.span), "“" | "‘" | "\"" | "'" | "(" | "[" | "«" | "—" | "-" | "–");
    match word {
        "!" | "?" | "…" => after.spaced && opens,
        "." => after.spaced && opens || i > 0 && text.word(i - 1) != "." && next > i + 1 && opens,
        _ if word.ends_with('.') && word.len() > 1 => {
            let bare = word.trim_end_matches('.').to_lowercase();
            let strong = after.spaced && after.case != Case::Lower && after.kind == TokenKind::Word;
            let dotted = word[..word.len() - 1].contains('.');
            // "in the U.S. The" ends; "the U.S. Army" does not: only words that start sentences decide.
            strong
                && !TITLES.contains(&bare.as_str())
                && (!dotted || word.len() > 3)
                && word.len() > 2
                && STARTERS.contains(&text.of(after.span))
        }
        _ => false,
    }
}

/// Words that, capitalised after an abbreviation, start a sentence.
const STARTERS: &[&str] = &[
    "A",
    "After",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "Before",
    "But",
    "By",
    "During",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Last",
    "Many",
    "Meanwhile",
    "More",
    "Mr.",
    "Mrs.",
    "Most",
    "No",
    "On",
    "One",
    "Other",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "To",
    "Two",
    "Under",
    "We",
    "What",
    "When",
    "While",
    "Who",
    "With",
    "You",
];

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::text::Text;

    fn tokens(s: &str) -> String {
        let article = Article::from_text(s);
        let text = Text::new(&article);
        (0..text.tokens.len()).map(|i| text.word(i)).collect::<Vec<_>>().join("|")
    }

    fn sentences(s: &str) -> Vec<String> {
        let article = Article::from_text(s);
        let text = Text::new(&article);
        text.sentences.iter().map(|x| text.of(x.span).to_owned()).collect()
    }

    #[test]
    fn words_keep_apostrophes_and_stops_and_lose_the_possessive() {
        assert_eq!(tokens("South Korea’s Osan Air Base"), "South|Korea|’s|Osan|Air|Base");
        assert_eq!(tokens("O'Hare in the U.S. Army"), "O'Hare|in|the|U.S.|Army");
        assert_eq!(tokens("Paris-based, US-led."), "Paris|-|based|,|US|-|led|.");
        assert_eq!(tokens("TROY, N.C. – On Aug. 3"), "TROY|,|N.C.|–|On|Aug.|3");
        assert_eq!(tokens("the 27th, 5,300 in the 1990s"), "the|27th|,|5,300|in|the|1990s");
        assert_eq!(tokens("troops’ remains"), "troops|’|remains");
    }

    #[test]
    fn sentences_end_at_stops_and_not_at_abbreviations() {
        assert_eq!(sentences("He met Gen. Lee. They flew home."), ["He met Gen. Lee.", "They flew home."]);
        assert_eq!(sentences("He is in the U.S. The plan holds."), ["He is in the U.S.", "The plan holds."]);
        assert_eq!(sentences("It said: “Talks went well.” Then it ended."), ["It said: “Talks went well.”", "Then it ended."]);
        assert_eq!(
            sentences("She said no. Then he sat. The man fell ill. He left."),
            ["She said no.", "Then he sat.", "The man fell ill.", "He left."]
        );
        assert_eq!(sentences("They live in Troy, Mich. The town is small."), ["They live in Troy, Mich.", "The town is small."]);
        assert_eq!(sentences("It is No. 5 of 9. Gov. The Who"), ["It is No. 5 of 9.", "Gov. The Who"]);
    }

    #[test]
    fn the_end_of_a_short_line_ends_a_sentence_and_a_wrapped_line_does_not() {
        assert_eq!(
            sentences("Storm nears coast\nThe storm was moving slowly towards the coast on Monday."),
            ["Storm nears coast", "The storm was moving slowly towards the coast on Monday."]
        );
        assert_eq!(
            sentences(
                "The storm was moving slowly to the east on Monday, forecasters in New\nOrleans said, and it was likely to turn north before it reached the\nmouth of the river."
            ),
            [
                "The storm was moving slowly to the east on Monday, forecasters in New\nOrleans said, and it was likely to turn north before it reached the\nmouth of the river."
            ]
        );
    }

    #[test]
    fn abbreviations_are_sorted() {
        assert!(super::ABBREVIATIONS.is_sorted());
    }
}
