//! A PDF with text in, its article out. Pages are joined, what runs above and below every page is left out, parted words are made whole.

mod weight;

use super::with_properties;
use crate::article::Article;
use crate::article::load::Fault;
use pdf_extract::{Document, Object, OutputError, PlainTextOutput, output_doc_page};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most pages that are read: an article has a few.
const MOST_PAGES: usize = 1000;

/// Most text that is read, in bytes.
const MOST_TEXT: usize = 20_000_000;

/// How many lines at the top and the bottom of a page may be those of every page.
const EDGE: usize = 3;

/// Reads the article of a PDF.
pub(super) fn article(bytes: &[u8]) -> Result<Article, Fault> {
    let document = weight::open(bytes)?;
    let pages = pages(&document);
    if pages.iter().all(Option::is_none) {
        return Err(Fault::Damaged);
    }
    let pages: Vec<String> = pages.into_iter().flatten().collect();
    let n_letters: usize = pages.iter().map(|p| p.chars().filter(|c| c.is_alphanumeric()).count()).sum();
    if n_letters == 0 {
        return Err(Fault::Scanned);
    }
    let [title, author] = ["Title", "Author"].map(|key| property(&document, key));
    Ok(with_properties(Article::from_text(joined(&pages)), title.as_deref(), author.as_deref()))
}

/// The text of each page; `None` for one that cannot be read, which costs none of the others.
fn pages(document: &Document) -> Vec<Option<String>> {
    let mut n_bytes = 0;
    let mut pages = Vec::new();
    for &number in document.get_pages().keys().take(MOST_PAGES) {
        let mut text = String::new();
        let read = catch_unwind(AssertUnwindSafe(|| -> Result<(), OutputError> {
            output_doc_page(document, &mut PlainTextOutput::new(&mut text), number)
        }));
        n_bytes += text.len();
        // What was read of a page before its fault is its text.
        pages.push((matches!(read, Ok(Ok(()))) || !text.trim().is_empty()).then_some(text));
        if n_bytes > MOST_TEXT {
            break;
        }
    }
    pages
}

/// A property of the document.
fn property(document: &Document, key: &str) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?; // no properties
    let info = match info {
        Object::Reference(id) => document.get_dictionary(*id).ok()?, // as above
        other => other.as_dict().ok()?,                              // as above
    };
    pdf_extract::decode_text_string(info.get(key.as_bytes()).ok()?).ok() // no such property, or none in words
}

/// The pages as one text.
fn joined(pages: &[String]) -> String {
    let pages: Vec<Vec<&str>> = pages.iter().map(|page| page.lines().map(str::trim).collect()).collect();
    let running = running_lines(&pages);
    let mut out = String::new();
    for page in &pages {
        let full: Vec<usize> = page.iter().enumerate().filter(|(_, l)| !l.is_empty()).map(|(i, _)| i).collect();
        let is_edge = |i: usize| full.iter().take(EDGE).chain(full.iter().rev().take(EDGE)).any(|&e| e == i);
        let widest = page.iter().map(|l| l.chars().count()).max().unwrap_or(0);
        let (mut is_first, mut last) = (true, "");
        for (i, line) in page.iter().enumerate() {
            if has_leaders(line) || is_edge(i) && (is_page_number(line) || running.contains_key(&form(line))) {
                continue;
            }
            if is_first {
                if line.is_empty() {
                    continue;
                }
                (is_first, last) = (false, *line);
                // A sentence goes on over the page.
                let goes_on = !out.trim_end().ends_with(['.', '!', '?', ':', '"', '”', '’', ')']) && line.starts_with(char::is_lowercase);
                let end = out.trim_end().len();
                out.truncate(end);
                out.push_str(if out.is_empty() || goes_on { "" } else { "\n" });
                if goes_on && !out.is_empty() {
                    add_line(&mut out, line);
                    continue;
                }
                out.push_str(if out.is_empty() { "" } else { "\n" });
                out.push_str(&whole_letters(line));
                continue;
            }
            if line.is_empty() {
                if !out.ends_with("\n\n") {
                    out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
                }
            } else {
                if out.ends_with("\n\n") && is_cut(last, widest) {
                    out.truncate(out.trim_end().len());
                }
                add_line(&mut out, line);
                last = line;
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a line is as wide as a page has them and ends within a sentence: the parser takes a line that begins with another height of letter
/// for a new paragraph.
fn is_cut(line: &str, widest: usize) -> bool {
    let n = line.chars().count();
    n >= 60 && n * 5 >= widest * 4 && line.ends_with(|c: char| c.is_alphanumeric() || c == ',')
}

/// Adds a line, which goes on with a word that the line before it parted.
fn add_line(out: &mut String, line: &str) {
    let line = whole_letters(line);
    let is_parted = out.ends_with(['-', '\u{ad}', '\u{2010}'])
        && out.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && line.starts_with(char::is_lowercase);
    if is_parted {
        out.pop();
    } else if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out.push_str(&line);
}

/// Letters that fonts join, as letters again; and runs of spaces as one.
fn whole_letters(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            c if c.is_whitespace() && out.ends_with(' ') => {}
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The lines that stand at the edge of most pages, by their form.
fn running_lines(pages: &[Vec<&str>]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let full: Vec<&str> = page.iter().copied().filter(|l| !l.is_empty()).collect();
        let mut forms: Vec<String> = full.iter().take(EDGE).chain(full.iter().rev().take(EDGE)).map(|l| form(l)).collect();
        forms.sort();
        forms.dedup();
        for form in forms {
            *counts.entry(form).or_default() += 1;
        }
    }
    // The same line on 2 of 2 pages may be a chance; on half of three or more it is none.
    counts.retain(|_, n| *n >= 2 && *n * 2 >= pages.len() && pages.len() > 1);
    counts
}

/// A line with its numbers as one sign: pages are counted.
fn form(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars() {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// Whether a line is one of a table of contents: dots lead from a heading to the number of its page.
fn has_leaders(line: &str) -> bool {
    let heading = line.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x' | ' '));
    let dots = heading.chars().rev().filter(|c| !c.is_whitespace()).take_while(|c| matches!(c, '.' | '…' | '·')).count();
    heading.len() < line.len() && dots >= 5
}

/// Whether a line is the number of a page: "12", "- 12 -", "Page 3 of 9", "3/9".
fn is_page_number(line: &str) -> bool {
    let form = form(line).to_lowercase();
    let bare: String = form.chars().filter(|c| !matches!(c, ' ' | '-' | '–' | '—' | '[' | ']' | '|')).collect();
    matches!(bare.as_str(), "#" | "page#" | "page#of#" | "#/#" | "#of#" | "p.#" | "seite#" | "seite#von#") && line.len() < 30
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_cut_is_none_of_its_own() {
        let cut = "The ferry left Piraeus at noon with four hundred people on board, and the union at";
        let whole = "Athens said that the crews of all other ships would go back to work on the same day.";
        assert_eq!(
            joined(&[format!("{cut}\n\n{whole}\n\nWhat they won\n\nMore pay.")]),
            format!("{cut}\n{whole}\n\nWhat they won\n\nMore pay.")
        );
    }

    #[test]
    fn tables_of_contents_are_left_out() {
        for line in ["1 Introduction . . . . . . 1", "2.1 Syntax ........ iv", "Ferries…………… 12"] {
            assert!(has_leaders(line), "{line}");
        }
        for line in ["The train left at 9.30 in 1999", "He waited . . .", "And then..... nothing in 3", "We won... 12"] {
            assert!(!has_leaders(line), "{line}");
        }
    }

    #[test]
    fn pages_become_one_text() {
        let page = |n: usize, words: &str| format!("The Daily Tide\n\n{words}\n\nhttps://tide.example/a {n}/3\nPage {n} of 3\n");
        let pages = [
            page(1, "The \u{fb01}rst ship left Pi-\nraeus at noon and had to\n"),
            page(2, "turn round off Aegina.\n\nNobody was hurt."),
            page(3, "The second ship stayed."),
        ];
        assert_eq!(
            joined(&pages),
            "The first ship left Piraeus at noon and had to\nturn round off Aegina.\n\nNobody was hurt.\n\nThe second ship stayed."
        );
    }
}
