//! What bears the name of a place and is none, whatever else points to one: a party, a car, half of a firm's name.

use std::collections::HashSet;

use super::lexicon::WordClass;
use super::names::{Hasher, Name, NameIdx};
use super::scan::Scan;
use crate::gazetteer::Feature;
use crate::text::TokenKind;

/// A place better known than this is named in compounds, too: "Paris-Roubaix". About 200,000 people.
const KNOWN: u8 = 110;

/// The names of makes: "a 1992 Toyota Corolla" makes every "Toyota" of the article one.
pub(super) fn vehicles(scan: &Scan<'_>) -> HashSet<u32, Hasher> {
    let is_year = |at: usize| {
        let year: Option<u16> = scan.word(at).parse().ok(); // words that are no number are no year
        year.is_some_and(|y| (1900..2100).contains(&y))
    };
    let is_article = |at: usize| matches!(scan.word(at), "a" | "A" | "his" | "her" | "their" | "my");
    let makes = scan.matches.iter().filter(|m| {
        let (first, end) = (m.first as usize, m.end as usize);
        first >= 2 && is_article(first - 2) && is_year(first - 1) && scan.after(end).is_some() && scan.fact(end).is_capital
    });
    makes.map(|m| m.name.0).collect()
}

/// Whether the name at the tokens is no place here.
pub(super) fn is_no_place(scan: &Scan<'_>, vehicles: &HashSet<u32, Hasher>, first: usize, end: usize, name: NameIdx) -> bool {
    vehicles.contains(&name.0) || is_party(scan, first, name) || is_half(scan, first, end, name)
}

/// "United Russia": the countries that are called so are names of their own.
fn is_party(scan: &Scan<'_>, first: usize, name: NameIdx) -> bool {
    let is_country = || scan.name(name).and_then(Name::best).is_some_and(|s| s.feature == Feature::Country);
    scan.before(first).is_some_and(|b| scan.word(b) == "United") && is_country() && !scan.name(name).is_some_and(Name::is_demonym)
}

/// "Wal-Mart", "Rolls-Royce": a little known name that a hyphen joins to a word which is neither a place nor a common word.
fn is_half(scan: &Scan<'_>, first: usize, end: usize, name: NameIdx) -> bool {
    let spaced = |at: usize| scan.text.tokens.get(at).is_none_or(|t| t.spaced);
    if end != first + 1 || scan.word(end) != "-" || spaced(end) || spaced(end + 1) {
        return false;
    }
    let fact = scan.fact(end + 1);
    let is_word = scan.text.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Word);
    let is_small =
        scan.name(name).is_some_and(|n| n.senses.iter().all(|s| s.prominence < KNOWN)) && !scan.name(name).is_some_and(Name::is_demonym);
    is_small && is_word && fact.is_capital && !fact.class.is(WordClass::COMMON) && scan.matches_at(end + 1).is_empty()
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;
    use crate::places::{Hints, find_places};
    use crate::text::Text;

    /// The names found in `input`.
    fn check(input: &str, expected: &str) {
        let article = Article::from_text(input);
        let text = Text::new(&article);
        let found = find_places(&text, Gazetteer::embedded(), &Hints::default());
        let names: Vec<&str> = found.iter().map(|t| text.of(t.span)).collect();
        assert_eq!(names.join("; "), expected, "{input}");
    }

    #[test]
    fn parties_cars_and_firms_are_no_places() {
        check("United Russia lost the mayor's office in Murmansk.", "Murmansk");
        check("The flag of the United States flew in Russia.", "United States; Russia");
        check("A 1992 Toyota Corolla was going east in Reno. The Toyota failed to yield.", "Reno");
        check("In 1992 Toyota in Japan was a quiet town.", "Toyota; Japan");
        check("Wal-Mart closed a laboratory in Columbus, Ohio.", "Columbus; Ohio");
        check("Riders of the Paris-Roubaix race came through Lille.", "Paris; Roubaix; Lille");
    }
}
