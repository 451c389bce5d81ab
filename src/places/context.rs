//! What the words around a name call it: "the villages of Foua and Kfraya", "Torkula village", "Walton and Oconee counties".

use super::lexicon::{List, WordClass};
use super::scan::Scan;
use crate::gazetteer::Feature;
use crate::text::TokenKind;

/// The longest list that is read for the noun at its end, in tokens.
const LONGEST_LIST: usize = 16;

/// The noun that says what the name of tokens `first` to `end` is, as the index of its token: before "of" or after the name.
pub(super) fn noun(scan: &Scan<'_>, first: usize, end: usize) -> Option<usize> {
    noun_before(scan, first).or_else(|| noun_after(scan, end))
}

/// The noun before "of" and the name, or before "of" and the list that the name is in: "the town of Dover", "villages of Foua and Kfraya",
/// "four villages: Kampungu, Makonono and Mombo".
pub(super) fn noun_before(scan: &Scan<'_>, first: usize) -> Option<usize> {
    let before = scan.before(first)?;
    if scan.word(before) == "of" {
        return scan.before(before).filter(|&noun| scan.is(noun, List::Kind) || scan.is(noun, List::Kinds));
    }
    if !is_joint(scan, before) {
        return None;
    }
    let mut at = before;
    for _ in 0..LONGEST_LIST {
        match scan.word(at) {
            "of" | ":" => return scan.before(at).filter(|&noun| scan.is(noun, List::Kinds)),
            _ if is_joint(scan, at) || is_of_name(scan, at) => at = scan.before(at)?,
            _ => return None,
        }
    }
    None
}

/// The noun after the name, or after the list that the name is in.
pub(super) fn noun_after(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let after = scan.after(end)?;
    if scan.is(after, List::Kind) || scan.is(after, List::Kinds) {
        // "a Dover city council member", "the Dover district attorney": the noun belongs to what follows.
        let belongs = matches!(
            scan.word(after + 1),
            "attorney" | "attorneys" | "court" | "judge" | "council" | "hall" | "manager" | "school" | "schools" | "councillor"
        );
        return (!belongs).then_some(after);
    }
    if !is_joint(scan, after) {
        return None;
    }
    let mut is_last = false;
    for at in after..after + LONGEST_LIST {
        scan.after(at)?;
        if matches!(scan.word(at), "and" | "or" | "&") {
            is_last = true;
        } else if is_last && scan.is(at, List::Kinds) && is_of_name(scan, at - 1) {
            return Some(at);
        } else if !is_joint(scan, at) && !is_of_name(scan, at) {
            return None;
        }
    }
    None
}

/// Whether the token stands between the members of a list.
fn is_joint(scan: &Scan<'_>, idx: usize) -> bool {
    matches!(scan.word(idx), "," | "and" | "or" | "&")
}

/// Whether the token may be part of a name in a list.
fn is_of_name(scan: &Scan<'_>, idx: usize) -> bool {
    let fact = scan.fact(idx);
    fact.is_capital && !fact.lists.has(List::Title) || matches!(fact.word, "-" | "de" | "al" | "el" | "the")
}

/// One past the end of the name that starts at token `first`, which the gazetteer does not know but whose surroundings call it a place.
pub(super) fn called_end(scan: &Scan<'_>, first: usize) -> Option<usize> {
    let is_word = |idx: usize| {
        let fact = scan.fact(idx);
        let is_word = scan.text.tokens.get(idx).is_some_and(|t| t.kind == TokenKind::Word && t.span.len() > 1);
        fact.is_capital
            && is_word
            && !fact.is_loud
            && !fact.is_person
            && !fact.lists.has_any([List::Title, List::Calendar, List::Stop, List::Creed])
    };
    if !is_word(first) || !scan.matches_at(first).is_empty() || scan.before(first).is_some_and(|b| scan.fact(b).is_capital) {
        return None;
    }
    let mut end = first + 1;
    while end < first + 4 && scan.after(end).is_some() {
        let joins = scan.word(end) == "-" && scan.text.tokens.get(end).is_some_and(|t| !t.spaced) && is_word(end + 1);
        match (is_word(end), joins) {
            (true, _) => end += 1,
            (_, true) => end += 2,
            _ => break,
        }
    }
    // A name that goes on with what is no word of a name is another thing: "the town of Dr. Smith".
    if scan.after(end).is_some() && scan.fact(end).is_capital {
        return None;
    }
    // "Instead county law enforcement", "Entire villages": an opening word is no name.
    let opens = end == first + 1 && scan.fact(first).is_initial && scan.fact(first).class.is(WordClass::COMMON);
    // "An Islamic state", "a two-party state": too seldom a name.
    noun(scan, first, end).filter(|&noun| !opens && scan.word(noun) != "state").map(|_| end)
}

/// The word beside the name of tokens `first` to `end` that says what it is: a noun of its kind, or whose governor or mayor stands after it.
pub(super) fn kind_word<'a>(scan: &Scan<'a>, first: usize, end: usize) -> Option<&'a str> {
    let office = scan.after(end).map(|at| scan.word(at));
    let office =
        office.filter(|word| matches!(*word, "Governor" | "Gov." | "governor" | "Legislature" | "legislature" | "Mayor" | "mayor"));
    office.or_else(|| noun(scan, first, end).map(|at| scan.word(at)))
}

/// Whether a place with `feature` is what `noun` calls it; `None` where the noun leaves it open.
pub(super) fn is_kind(noun: &str, feature: Feature) -> Option<bool> {
    match noun {
        "county" | "counties" => Some(feature == Feature::Admin2),
        "state" | "State" | "states" | "Governor" | "Gov." | "governor" | "Legislature" | "legislature" | "province" | "provinces"
        | "prefecture" | "prefectures" | "governorate" | "governorates" | "oblast" => Some(feature == Feature::Admin1),
        "Mayor" | "mayor" | "city" | "cities" | "town" | "towns" | "village" | "villages" | "hamlet" => Some(feature == Feature::City),
        "suburb" | "suburbs" | "neighborhood" | "neighborhoods" | "neighbourhood" | "neighbourhoods" => {
            Some(matches!(feature, Feature::City | Feature::District))
        }
        "river" | "rivers" => Some(feature == Feature::River),
        "island" | "islands" => Some(matches!(feature, Feature::Island | Feature::Country | Feature::Admin1)),
        "lake" | "lakes" => Some(feature == Feature::Lake),
        _ => None,
    }
}
