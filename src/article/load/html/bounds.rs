//! The markup of a page in, whether a parser can bear it out; and a page that it cannot with its paragraphs alone.

/// Elements nested deeper than any page of a newspaper; parsers and extractors would run out of stack.
pub(super) const DEEPEST: usize = 400;

/// More tags than ten times those of any page we saw (6,200): a tree of millions takes gigabytes and half a minute.
pub(super) const MOST_TAGS: usize = 100_000;

/// Most elements that a parser makes of them: it opens what is bold or a link again in every block, where nobody closed it.
const MOST_ELEMENTS: usize = 1_000_000;

/// Most comparisons of an element's attributes, each with all before it: ten elements of ten thousand take a second.
const MOST_COMPARISONS: usize = 500_000_000;

/// Elements that have no end, or that the next one of their kind ends.
const ENDLESS: &[&str] = &[
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "optgroup", "option", "p",
    "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements that are opened again in the next block. Source: HTML, 13.2.4.3, "the list of active formatting elements".
const FORMATTING: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Whether a page has more elements, deeper ones or larger ones than the parser and the extractor bear.
pub(super) fn is_overgrown(html: &str) -> bool {
    let (mut n_tags, mut n_elements, mut n_comparisons, mut depth, mut n_formatting) = (0usize, 0usize, 0usize, 0usize, 0usize);
    // A tag that closes nothing of its name does nothing.
    let mut open = std::collections::BTreeMap::<String, usize>::new();
    for tag in html.split('<').skip(1) {
        n_tags += 1;
        let (tag, is_end) = tag.strip_prefix('/').map_or((tag, false), |t| (t, true));
        if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(tag.len());
            let (name, rest) = tag.split_at(end);
            // Names are told apart by their beginning: a page of millions of long ones takes no room here.
            let name: String = name.chars().take(32).map(|c| c.to_ascii_lowercase()).collect();
            let is_formatting = FORMATTING.contains(&name.as_str());
            let (n_attributes, is_closed) = attributes(rest);
            n_comparisons = n_comparisons.saturating_add(n_attributes * n_attributes);
            if is_end {
                if let Some(n) = open.get_mut(&name).filter(|n| **n > 0) {
                    *n -= 1;
                    depth -= 1;
                    n_formatting -= usize::from(is_formatting);
                }
            } else {
                n_elements += 1 + if is_formatting { 0 } else { n_formatting };
                // A formatting element that closes itself does not: the sign counts in drawings alone.
                if (!is_closed || is_formatting) && !ENDLESS.contains(&name.as_str()) {
                    *open.entry(name).or_default() += 1;
                    depth += 1;
                    n_formatting += usize::from(is_formatting);
                }
            }
        }
        if n_tags > MOST_TAGS || n_elements > MOST_ELEMENTS || n_comparisons > MOST_COMPARISONS || depth > DEEPEST {
            return true;
        }
    }
    false
}

/// How many attributes a tag has at most, and whether it closes itself.
fn attributes(rest: &str) -> (usize, bool) {
    let mut n = 0;
    let mut is_closed = false;
    let mut bytes = rest.bytes();
    let mut is_value = false;
    while let Some(b) = bytes.next() {
        match b {
            b'>' => return (n, is_closed),
            b'"' | b'\'' if is_value => {
                // What is quoted may hold any sign; a quotation without end is all of the rest.
                let _ = bytes.by_ref().find(|&c| c == b);
                (is_value, is_closed) = (false, false);
                n += 1;
            }
            b'=' => (is_value, is_closed) = (true, false),
            _ if b.is_ascii_whitespace() => n += usize::from(!is_value),
            b'/' => {
                n += 1;
                is_closed = true;
            }
            _ => (is_value, is_closed) = (false, false),
        }
    }
    (n, false)
}

/// The page with its paragraphs alone: all other tags taken out, and those of paragraphs beyond a number.
pub(super) fn without_nesting(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut n_tags = 0;
    for (i, part) in html.split('<').enumerate() {
        let words = if i == 0 { part } else { part.split_once('>').map_or("", |(_, words)| words) };
        let is_paragraph =
            ["p", "/p", "div", "br", "h1", "h2", "li"].iter().any(|t| part.strip_prefix(t).is_some_and(|r| r.starts_with(['>', ' ', '/'])));
        // Empty paragraphs are none.
        if i > 0 && is_paragraph && !out.ends_with("<p>") {
            n_tags += 1;
            out.push_str(if n_tags < MOST_TAGS { "<p>" } else { "\n" });
        }
        out.push_str(words);
    }
    out
}
