//! Names that say what they are: "Elk River", "Lake Harriet", "Osan Air Base", "42nd Street", "Highway 19".

use super::clues::Head;
use super::lexicon::List;
use super::scan::Scan;
use crate::text::TokenKind;

/// What the stretch ends with.
pub(super) fn head(scan: &Scan<'_>, first: usize, end: usize) -> Head {
    let last = scan.fact(end - 1).lists;
    let is_road = scan.text.tokens.get(end - 1).is_some_and(|t| t.kind == TokenKind::Number);
    if last.has(List::StreetHead) || is_road {
        Head::Street
    } else if last.has(List::SiteHead) || matches!(scan.word(first), "Camp" | "Fort" | "Ft.") {
        Head::Site
    } else if last.has(List::OrganisationHead) {
        Head::Organisation
    } else if last.has(List::GeoHead)
        || matches!(scan.word(first), "Lake" | "Mount" | "Mt." | "Cape" | "Gulf" | "Bay" | "River" | "Isle" | "Strait" | "Sea")
    {
        Head::Geo
    } else {
        Head::None
    }
}

/// The ends of the names that start at `first` and end with a head noun: "Elk River", "42nd Street", "Osan Air Base".
pub(super) fn headed_ends(scan: &Scan<'_>, first: usize) -> impl Iterator<Item = usize> {
    let mut ends = [0usize; 6];
    let mut n = 0;
    // "Highway 19", "County Road 12", "U.S. 287".
    for at in first..first + 3 {
        let is_number = scan.text.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 4);
        if is_number
            && scan.after(at + 1).is_some()
            && (scan.is(at, List::NumberedRoad) || at == first && matches!(scan.word(at), "U.S." | "US"))
        {
            if let Some(slot) = ends.get_mut(n) {
                *slot = at + 2;
                n += 1;
            }
            break;
        }
        if !matches!(scan.word(at), "County" | "State" | "Ranch" | "Farm" | "U.S." | "US" | "Old" | "National" | "Interstate") {
            break;
        }
    }
    if let Some(slot) = ends.get_mut(n)
        && let Some(end) = led_end(scan, first)
    {
        *slot = end;
        n += 1;
    }
    if may_open(scan, first) {
        let limit = first + 6;
        let mut idx = first + 1;
        while idx < limit && scan.after(idx).is_some() {
            let word = scan.word(idx);
            let Some(token) = scan.text.tokens.get(idx) else { break };
            if word == "-" && !token.spaced {
                idx += 1;
                continue;
            }
            // "Fishers' Hall": a plural owner, and the head right after it.
            if matches!(word, "'" | "’")
                && !token.spaced
                && scan.word(idx - 1).ends_with('s')
                && scan.after(idx + 1).is_some()
                && scan.is(idx + 1, List::SiteHead)
                && scan.text.tokens.get(idx + 1).is_some_and(|t| t.spaced)
            {
                idx += 1;
                continue;
            }
            if !scan.fact(idx).is_capital
                || scan.text.tokens.get(idx).is_some_and(|t| t.kind != TokenKind::Word)
                || matches!(word, "'s" | "’s")
            {
                break;
            }
            // "Minister Dr Rowley", "Church St. Gregory": a title where a name follows, a way where none does.
            let is_title = matches!(word, "Dr" | "Dr." | "St" | "St.")
                && scan.text.tokens.get(idx - 1).is_some_and(|t| t.kind == TokenKind::Word)
                && scan.after(idx + 1).is_some()
                && scan.fact(idx + 1).is_capital
                && scan.text.tokens.get(idx + 1).is_some_and(|t| t.spaced);
            let is_head = !is_title && scan.fact(idx).lists.has_any([List::GeoHead, List::StreetHead, List::SiteHead]);
            let head_alone = idx == first + 1 && scan.fact(first).lists.has_any([List::Title, List::Calendar]);
            if is_head
                && !head_alone
                && !scan.fact(idx).is_loud
                && let Some(slot) = ends.get_mut(n)
            {
                *slot = idx + 1;
                n += 1;
            }
            idx += 1;
        }
    }
    ends.into_iter().take(n)
}

/// The end of a name that starts at `first` with what it is: "Lake Harriet", "Mount Tamborine".
fn led_end(scan: &Scan<'_>, first: usize) -> Option<usize> {
    let leads = matches!(scan.word(first), "Lake" | "Mount" | "Mt." | "Loch" | "Cape");
    let fact = scan.fact(first + 1);
    let follows = scan.after(first + 1).is_some()
        && fact.is_capital
        && !fact.is_loud
        && scan.text.tokens.get(first + 1).is_some_and(|t| t.spaced && t.kind == TokenKind::Word)
        && !fact.lists.has_any([List::Stop, List::Calendar, List::OrganisationHead, List::SiteHead, List::StreetHead, List::GeoHead]);
    // "Salt Lake Tribune": only where a name starts.
    let opens = scan.before(first).is_none_or(|b| !scan.fact(b).is_capital || scan.fact(b).is_initial && scan.is(b, List::Stop));
    (leads && follows && opens).then_some(first + 2)
}

/// Whether a name that the gazetteer does not know may start at this token.
fn may_open(scan: &Scan<'_>, first: usize) -> bool {
    let fact = scan.fact(first);
    let word = scan.word(first);
    if fact.is_loud {
        return false;
    }
    let ordinal =
        scan.text.tokens.get(first).is_some_and(|t| t.kind == TokenKind::Number) && word.ends_with(['t', 'h', 'd']) && word.len() < 6;
    if !fact.is_capital && !ordinal || word.len() < 2 {
        return false;
    }
    // "Third Street" is a street, "The Street" is none.
    let counted = matches!(word, "First" | "Second" | "Third" | "Fourth" | "Fifth" | "Sixth" | "Seventh" | "Eighth" | "Ninth" | "Tenth")
        && scan.is(first + 1, List::StreetHead);
    if fact.lists.has(List::Stop) && !fact.lists.has(List::Direction) && !counted || fact.lists.has(List::Calendar) {
        return false;
    }
    // Only where a run of capitals starts.
    scan.before(first).is_none_or(|b| {
        let previous = scan.fact(b);
        !previous.is_capital || previous.is_initial && previous.lists.has(List::Stop) || scan.word(b).starts_with(['\'', '’'])
    })
}
