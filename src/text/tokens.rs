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

/// Abbreviations that end a sentence as often as not: a capital after them decides.
const ENDING: &[&str] = &["co", "corp", "etc", "inc", "jr", "ltd", "sr", "est"];

/// Reads the tokens and sentences of one block into `text`.
pub(super) fn read_block(text: &mut Text<'_>, block: u32, span: Span) {
    let first = text.tokens.len();
    tokenise(&mut text.tokens, &text.article.text, span);
    split(text, block, first);
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
            } else if dotted && (letters > 1 || word.chars().all(char::is_uppercase)) || is_abbreviation(word) {
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

fn is_abbreviation(word: &str) -> bool {
    word.len() <= 6 && word.is_ascii() && ABBREVIATIONS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
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
fn split(text: &mut Text<'_>, block: u32, first: usize) {
    let mut start = first;
    let mut i = first;
    while i < text.tokens.len() {
        let mut end = i + 1;
        if ends_sentence(text, i) {
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
            strong && (ENDING.contains(&bare.as_str()) || dotted && word.len() > 3) && STARTERS.contains(&text.of(after.span))
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
    }

    #[test]
    fn abbreviations_are_sorted() {
        assert!(super::ABBREVIATIONS.is_sorted());
    }
}
