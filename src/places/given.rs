//! Mentions whose spans are given: what the gazetteer knows of their words.

use super::ToponymKind;
use super::around;
use super::clues::{self, Clues, Head, Stretch};
use super::lexicon::{List, Lists};
use super::names::{Name, NameIdx};
use super::recognise::{self, Mention};
use super::scan::Scan;
use crate::article::Span;
use crate::gazetteer::NameKind;

/// Returns one mention for each of `spans`, in their order, and after them the other mentions of the article.
pub(super) fn mentions(scan: &mut Scan<'_>, spans: &[Span]) -> Vec<Mention> {
    let found = recognise::recognise(scan);
    let mut mentions: Vec<Mention> = spans.iter().map(|&span| mention(scan, span, &found)).collect();
    // What else the article names is evidence, and comes after those that were asked for.
    mentions.extend(found.into_iter().filter(|m| !spans.iter().any(|&s| s.overlaps(m.span))));
    mentions
}

fn mention(scan: &mut Scan<'_>, span: Span, found: &[Mention]) -> Mention {
    if let Some(same) = found.iter().find(|m| m.span == span) {
        return same.clone();
    }
    let first = scan.text.token_at(span.start);
    let end = scan.text.token_at(span.end).max(first + 1);
    let name = name(scan, span, first, end);
    let stretch = Stretch { first, end, name, head: Head::None };
    let clues = if scan.text.tokens.get(first).is_some() { clues::clues(scan, stretch) } else { Clues::default() };
    let demonym = name.and_then(|n| scan.name(n)).and_then(Name::best).is_some_and(|s| s.kind == NameKind::Demonym);
    let kind = if demonym { ToponymKind::Demonym } else { ToponymKind::Place };
    Mention { span, first, end, name, near: None, kind, clues }
}

/// The name the words of `span` are, or the one they are made of: "northern Syria", "the city of Gori", "Lagos State".
fn name(scan: &mut Scan<'_>, span: Span, first: usize, end: usize) -> Option<NameIdx> {
    let words = scan.text.of(span);
    let whole = look_up(scan, words);
    if whole.is_some() {
        return whole;
    }
    let trimmed = words.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let trimmed = trimmed.strip_suffix("'s").or(trimmed.strip_suffix("’s")).unwrap_or(trimmed);
    let mut tries: Vec<&str> = vec![trimmed];
    let mut rest = trimmed;
    while let Some((word, after)) = rest.split_once(char::is_whitespace) {
        let lower = word.to_lowercase();
        if Lists::of_word(word).has(List::Direction)
            || matches!(
                lower.as_str(),
                "the" | "city" | "town" | "state" | "republic" | "of" | "greater" | "mainland" | "downtown" | "former" | "port" | "county"
            )
        {
            tries.push(after);
            rest = after;
        } else {
            break;
        }
    }
    if let Some((before, last)) = rest.rsplit_once(char::is_whitespace)
        && (Lists::of_word(&last.to_lowercase()).has(List::PlaceNoun) || Lists::of_word(last).has(List::GeoHead))
    {
        tries.push(before);
    }
    if let Some((town, _)) = rest.split_once(',') {
        tries.push(town);
    }
    for words in tries {
        let found = look_up(scan, words);
        if found.is_some() {
            return found;
        }
    }
    // A name inside: "Osan" says roughly where "Osan Hospital" is.
    around::name_inside(scan, first, end)
}

fn look_up(scan: &mut Scan<'_>, words: &str) -> Option<NameIdx> {
    let mut walk = scan.gazetteer.walk();
    if !walk.push(words) || !walk.is_name() {
        return None;
    }
    let name = scan.names.intern(words, scan.gazetteer, walk.iter());
    scan.name(name).is_some_and(|n| !n.senses.is_empty()).then_some(name)
}
