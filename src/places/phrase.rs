//! What stands beside a name and says where it is: "Paris, Texas", "Georgia's Gori", "the Iraqi city of Mosul".

use super::clues::{self, Clue};
use super::context;
use super::features::{F, raise};
use super::lexicon::List;
use super::names::{Name, NameIdx, Sense};
use super::recognise::Mention;
use super::resolve::Question;
use super::scan::Scan;
use crate::gazetteer::Feature;

/// Reads the containers that stand beside `mention`: "Paris, Texas", "Georgia's Gori", "Herat in Afghanistan".
pub(super) fn read_phrase(scan: &Scan<'_>, mention: &Mention, question: &mut Question) {
    let holders = phrase_holders(scan, mention);
    // How many of the holders hold each sense, of those that hold any.
    let mut n_inside: Vec<u8> = vec![0; question.senses.len()];
    let mut n_holders = 0u8;
    for &holder in &holders {
        let Some(holder) = scan.name(holder) else { continue };
        let containers: Vec<&Sense> = holder.senses.iter().filter(|s| s.is_container()).take(6).collect();
        let mut any = false;
        for (sense, n) in question.senses.iter().zip(&mut n_inside) {
            if containers.iter().any(|c| sense.is_in(c, scan.gazetteer)) {
                *n += 1;
                any = true;
            }
        }
        n_holders += u8::from(any);
    }
    question.holders.extend(holders);
    let held = phrase_held(scan, mention);
    let holds: Vec<bool> = question
        .senses
        .iter()
        .map(|sense| {
            sense.is_container() && held.and_then(|h| scan.name(h)).is_some_and(|h| h.senses.iter().any(|s| s.is_in(sense, scan.gazetteer)))
        })
        .collect();
    for ((fixed, &n), &holds) in question.fixed.iter_mut().zip(&n_inside).zip(&holds) {
        if n_holders > 0 {
            let share = f32::from(n) / f32::from(n_holders);
            raise(fixed, F::InPhrase, share);
            raise(fixed, F::NotInPhrase, 1.0 - share);
        }
        raise(fixed, F::HoldsPhrase, f32::from(u8::from(holds)));
    }
    for neighbour in neighbours(scan, mention) {
        let Some(other) = scan.name(neighbour).and_then(Name::best).filter(|o| o.is_container()) else { continue };
        for (fixed, sense) in question.fixed.iter_mut().zip(&question.senses) {
            let alike = sense.feature == other.feature && (sense.feature == Feature::Country || sense.country == other.country);
            raise(fixed, F::ListKind, f32::from(u8::from(alike && sense.place != other.place)));
        }
    }
    // "Walton and Oconee counties" are not the towns of these names, "New York Governor" is not the city's.
    if let Some(noun) = context::kind_word(scan, mention.first, mention.end) {
        let is_any = question.senses.iter().any(|sense| context::is_kind(noun, sense.feature) == Some(true));
        for (fixed, sense) in question.fixed.iter_mut().zip(&question.senses) {
            let is_kind = context::is_kind(noun, sense.feature) == Some(true);
            if is_any
                && !is_kind
                && let Some(slot) = fixed.get_mut(F::TownNotState as usize)
            {
                *slot = 0.0;
            }
            raise(fixed, F::SaidKind, f32::from(u8::from(is_kind)));
            if is_kind && let Some(slot) = fixed.get_mut(F::CountyAlone as usize) {
                *slot = 0.0;
            }
        }
    }
    // "Boone County" says what it is; "Boone" does not.
    for (fixed, sense) in question.fixed.iter_mut().zip(&question.senses) {
        let said = mention.end > mention.first + 1;
        if said && let Some(slot) = fixed.get_mut(F::CountyAlone as usize) {
            *slot = 0.0;
        }
        if said
            && (mention.clues.has(Clue::SiteHead) || matches!(scan.word(mention.first), "Fort" | "Camp"))
            && let Some(slot) = fixed.get_mut(F::SiteAlone as usize)
        {
            *slot = 0.0;
        }
        let _ = sense;
    }
}

/// The names beside `mention` that may hold it.
pub(super) fn phrase_holders(scan: &Scan<'_>, mention: &Mention) -> Vec<NameIdx> {
    let mut holders = Vec::new();
    let mut end = mention.end;
    let mut held = mention.name;
    let mut first = mention.first;
    // "Troy, Ala.", "Springfield (Illinois)", "Athens, Limestone County, Alabama".
    for _ in 0..3 {
        if !matches!(scan.word(end), "," | "(") || scan.after(end).is_none() || scan.after(end + 1).is_none() {
            break;
        }
        let Some(next) = scan.longest_at(end + 1) else { break };
        if !scan.name(next.name).is_some_and(|n| n.may_contain() && !n.is_demonym()) {
            break;
        }
        if clues::is_list(scan, (first, held), next) {
            break;
        }
        holders.push(next.name);
        first = next.first as usize;
        held = Some(next.name);
        end = next.end as usize;
    }
    // "Gori is a city in eastern Georgia": the sentence that says what it is.
    if holders.is_empty()
        && matches!(scan.word(mention.end), "is" | "was")
        && matches!(scan.word(mention.end + 1), "a" | "an" | "the" | "one")
    {
        let mut at = mention.end + 2;
        while at < mention.end + 22 && scan.after(at).is_some() && !matches!(scan.word(at), ";" | "and" | "which" | "that") {
            match scan.longest_at(at) {
                Some(found) if scan.name(found.name).is_some_and(Name::may_contain) && Some(found.name) != mention.name => {
                    holders.push(found.name);
                    at = found.end as usize;
                }
                _ => at += 1,
            }
        }
    }
    // "Herat in Afghanistan", "Gori in central Georgia".
    if holders.is_empty() && scan.after(mention.end).is_some() && matches!(scan.word(mention.end), "in" | "of") {
        let mut at = mention.end + 1;
        while scan.is(at, List::Direction) || scan.word(at) == "the" {
            at += 1;
        }
        if let Some(next) = scan.longest_at(at)
            && scan.same_sentence(mention.end, at)
            && scan.name(next.name).is_some_and(|n| n.may_contain() && !n.is_demonym())
        {
            holders.push(next.name);
        }
    }
    // "South Korea's Osan Air Base".
    if let Some(before) = scan.before(mention.first) {
        if matches!(scan.word(before), "'s" | "’s" | "'" | "’") {
            holders.extend(scan.matches_ending(before).filter(|m| scan.name(m.name).is_some_and(Name::may_contain)).map(|m| m.name));
        } else {
            // "the Iraqi city of Mosul", "Iraq's northern city of Mosul".
            if scan.word(before) == "of"
                && let Some(noun) = scan.before(before)
                && scan.is(noun, List::PlaceNounBeforeOf)
            {
                let mut at = noun;
                for _ in 0..4 {
                    let Some(left) = scan.before(at) else { break };
                    holders
                        .extend(scan.matches_ending(left + 1).filter(|m| scan.name(m.name).is_some_and(Name::may_contain)).map(|m| m.name));
                    if !holders.is_empty() {
                        break;
                    }
                    at = left;
                }
            }
        }
    }
    holders
}

/// The names before and after `mention` in a list that is joined by "and" or has three members or more.
fn neighbours(scan: &Scan<'_>, mention: &Mention) -> impl Iterator<Item = NameIdx> {
    let word = |idx: usize| scan.word(idx);
    let end = mention.end;
    let next = match (scan.after(end).map(word), word(end + 1)) {
        (Some(","), "and" | "or") => scan.longest_at(end + 2),
        (Some("," | "and" | "or"), _) => scan.longest_at(end + 1),
        _ => None,
    };
    let before = scan.before(mention.first).and_then(|b| match word(b) {
        "and" | "or" => scan.before(b).map(|c| if word(c) == "," { c } else { b }),
        "," => Some(b),
        _ => None,
    });
    let previous = before.and_then(|b| scan.matches_ending(b).max_by_key(|m| m.end - m.first));
    // "Paris, Texas" is no list; "Ohio, Texas and Iowa" and "Ohio and Texas" are.
    let by_comma = |a: usize| word(a) == ",";
    let is_list = next.is_some() && previous.is_some()
        || next.is_some() && !by_comma(end)
        || previous.is_some()
            && before.is_some_and(|b| !by_comma(b) || word(b + 1) != word(mention.first) && matches!(word(b + 1), "and" | "or"));
    next.into_iter().chain(previous).filter(move |_| is_list).map(|m| m.name)
}

/// The name before `mention` that it may hold: the town of "Paris, Texas".
fn phrase_held(scan: &Scan<'_>, mention: &Mention) -> Option<NameIdx> {
    let comma = scan.before(mention.first).filter(|&b| matches!(scan.word(b), "," | "("))?;
    scan.matches_ending(comma).max_by_key(|m| m.end - m.first).map(|m| m.name)
}
