//! Names that are said to be where the gazetteer has no place so called: "Oso, Washington" is not the Oso of Texas.

use std::collections::HashMap;

use super::names::{Hasher, NameIdx, Sense, WELL_KNOWN};
use super::recognise::Mention;
use super::scan::Scan;
use crate::gazetteer::{Feature, NameKind};

/// A state or country that is less known than this is rather a family name or a village's: about 200,000 people.
const KNOWN_AREA: u8 = 110;

/// Takes the places that they cannot mean from such mentions and from all others of the same name: they are unknown places of a state
/// or country.
pub(super) fn set_apart(scan: &Scan<'_>, mentions: &mut [Mention]) {
    let apart: HashMap<u32, Option<NameIdx>, Hasher> = mentions.iter().filter_map(|m| stranger(scan, m)).collect();
    for mention in mentions.iter_mut().filter(|_| !apart.is_empty()) {
        if let Some(&state) = mention.name.and_then(|n| apart.get(&n.0)) {
            mention.name = None;
            mention.near = state;
        }
    }
}

/// The name of `mention`, with that of its state, where it is said to lie in a state or country in which no place of that name is known.
fn stranger(scan: &Scan<'_>, mention: &Mention) -> Option<(u32, Option<NameIdx>)> {
    let idx = mention.name?;
    let name = scan.name(idx)?;
    let is_small = |s: &Sense| matches!(s.feature, Feature::City | Feature::District) && s.prominence < WELL_KNOWN;
    if name.senses.is_empty() || !name.senses.iter().all(is_small) || name.is_demonym() {
        return None;
    }
    let end = mention.end;
    if !matches!(scan.word(end), "," | "(") || scan.after(end).is_none() || scan.after(end + 1).is_none() {
        return None;
    }
    let next = scan.longest_at(end + 1)?;
    let holder = scan.name(next.name)?;
    let is_area = |s: &Sense| matches!(s.feature, Feature::Admin1 | Feature::Country) && s.kind != NameKind::Demonym;
    holder.senses.iter().find(|s| is_area(s) && s.prominence >= KNOWN_AREA)?;
    // Only where the name means the state first is it pinned there: "Washington" may be the capital.
    let state = holder.best().filter(|s| s.feature == Feature::Admin1).map(|_| next.name);
    // "From Oso, Texas and Ohio", "in Dover, Oso, Idaho and Iowa": lists, not a place and what it lies in.
    let goes_on = match scan.word(next.end as usize) {
        "and" | "or" | "&" => true,
        "," => scan.fact(next.end as usize + 1).is_capital || matches!(scan.word(next.end as usize + 1), "and" | "or"),
        _ => false,
    };
    let is_joined = scan.before(mention.first).is_some_and(|b| matches!(scan.word(b), "," | "and" | "or" | "&"));
    let holds = holder.senses.iter().filter(|s| s.is_container()).any(|h| name.senses.iter().any(|s| s.is_in(h, scan.gazetteer)));
    let is_apart = !goes_on && !is_joined && !holds;
    is_apart.then_some((idx.0, state))
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;
    use crate::places::{Hints, find_places};
    use crate::text::Text;

    /// Where the first name of `input` and its second mention are put.
    fn check(input: &str, expected: &str) {
        let article = Article::from_text(input);
        let text = Text::new(&article);
        let gazetteer = Gazetteer::embedded();
        let found = find_places(&text, gazetteer, &Hints::default());
        let shown = |t: &crate::places::Toponym| t.place.map_or("unknown".to_owned(), |id| gazetteer.full_name(id));
        let told: Vec<String> = found.iter().map(|t| format!("{}: {}", text.of(t.span), shown(t))).collect();
        assert_eq!(told.join("; "), expected, "{input}");
    }

    #[test]
    fn a_place_is_no_namesake_in_another_state() {
        let state = "Washington, United States";
        check(
            "A mudslide in Oso, Wash., killed 43 people. In Oso they searched for days.",
            &format!("Oso: {state}; Wash.: {state}; Oso: {state}"),
        );
        // No state is known for it: it stays without a pin.
        check("They met in Oso, Canada.", "Oso: unknown; Canada: Canada");
    }
}
