//! The chunks of a clause in, a title out: its own words, fewer of them, never others.

use super::lexicon::is;
use super::movers::MoverId;
use super::movers::Movers;
use super::reading::{Chunk, Kind, Reading};

/// Length in characters that a title should keep to.
const LENGTH: usize = 60;
/// Length it may reach to keep its place.
const STRETCH: usize = 72;

/// Returns the title of the clause whose verb is chunk `verb`, with its subject; empty where nothing sensible is left.
pub(super) fn of_clause(
    reading: &Reading<'_, '_>,
    movers: &Movers<'_>,
    chunks: &[Chunk],
    subject: Option<usize>,
    who: Option<MoverId>,
    verb: usize,
) -> String {
    let mut out = String::with_capacity(STRETCH);
    if let Some(s) = subject {
        let Some(noun) = chunks.get(s) else { return out };
        if noun.flags & is::PRONOUN != 0 {
            // A pronoun alone says nothing on a timeline: the name it stands for is in the article.
            match who.and_then(|w| movers.get(w)).map(|m| reading.text.of(m.label)) {
                Some(label) if label.chars().count() <= 40 => out.push_str(label),
                _ => push(reading, noun, &mut out),
            }
        } else {
            // "Danish and Swedish officers", where nothing else stands before the verb.
            let joined = chunks.get(s..verb).is_some_and(|c| c.iter().all(|c| c.is_noun() || matches!(c.kind, Kind::And | Kind::Or)));
            if joined && verb > s + 1 {
                for chunk in chunks.get(s..verb).unwrap_or_default() {
                    push(reading, chunk, &mut out);
                }
            } else {
                push(reading, noun, &mut out);
            }
            // "Five of the sailors", "the president of Chad".
            let mut at = s + 1;
            while at + 1 < verb
                && chunks.get(at).is_some_and(|c| c.is_preposition() && reading.word(c.head as usize) == "of")
                && chunks.get(at + 1).is_some_and(Chunk::is_noun)
                && out.chars().count() < 30
            {
                for k in [at, at + 1] {
                    if let Some(c) = chunks.get(k) {
                        push(reading, c, &mut out);
                    }
                }
                at += 2;
            }
        }
    }
    let Some(group) = chunks.get(verb) else { return out };
    push(reading, group, &mut out);
    let mut complete = out.len();
    let mut at = verb + 1;
    let mut seen_place = false;
    let mut n_args = 0;
    // Where all that could follow is too long, "agreed to the repatriation" still says more than "agreed".
    let mut short_of_more = None;
    while let Some(chunk) = chunks.get(at) {
        let stop = match &chunk.kind {
            Kind::Comma => {
                // "to Osan Air Base, or to Hawaii" goes on; anything else after a comma is a tail.
                !chunks.get(at + 1).is_some_and(|c| matches!(c.kind, Kind::Or))
            }
            Kind::Stop | Kind::Subordinator | Kind::Relative => true,
            Kind::Verb(inner) => inner.finite && !inner.participle || n_args > 0 && !inner.infinitive,
            Kind::And | Kind::But => {
                chunks.get(at + 1).is_some_and(|c| c.verb_group().is_some())
                    || !chunks.get(at + 1).is_some_and(Chunk::is_noun)
                    || starts_clause(chunks, at + 1)
            }
            _ => false,
        };
        if stop {
            break;
        }
        if matches!(chunk.kind, Kind::Time) {
            // The timeline shows the date; "on", "until" before it go with it.
            let inside = chunks.get(at + 1).is_some_and(Chunk::is_noun) && chunks.get(at - 1).is_some_and(Chunk::is_noun);
            if !inside {
                out.truncate(complete);
            }
            at += 1;
            continue;
        }
        push(reading, chunk, &mut out);
        let length = out.chars().count();
        let offers = at >= 2 && chunks.get(at - 2..at).is_some_and(|c| c.iter().any(|c| matches!(c.kind, Kind::Or)));
        let limit = if chunk.toponym.is_some() && (!seen_place || offers) { STRETCH + 8 } else { LENGTH };
        if length > limit && chunk.is_noun() {
            // A long subject still wants its object: "… declared" says nothing.
            if n_args == 0 && at == verb + 1 && length <= STRETCH + 20 {
                complete = out.len();
            }
            break;
        }
        if n_args == 0 && chunk.is_noun() && is_of_more(reading, chunks, at) && !ends_open(chunks, at) {
            short_of_more = Some(out.len());
        }
        if chunk.is_noun() && !ends_open(chunks, at) && !is_of_more(reading, chunks, at) && !is_one_of_two(reading, chunks, at)
            || matches!(chunk.kind, Kind::Adverb | Kind::Home)
        {
            complete = out.len();
            seen_place |= chunk.toponym.is_some();
            n_args += 1;
        }
        at += 1;
    }
    out.truncate(if n_args == 0 { short_of_more.unwrap_or(complete) } else { complete });
    tidy(&out)
}

/// Returns the title of a happening told as a noun: "Summit in Singapore".
pub(super) fn of_noun(reading: &Reading<'_, '_>, chunks: &[Chunk], noun: usize) -> String {
    let mut out = String::new();
    if let Some(chunk) = chunks.get(noun) {
        push(reading, chunk, &mut out);
    }
    if let (Some(preposition), Some(place)) = (chunks.get(noun + 1), chunks.get(noun + 2))
        && preposition.is_preposition()
        && place.is_noun()
    {
        push(reading, preposition, &mut out);
        push(reading, place, &mut out);
    }
    tidy(&out)
}

/// "on suspicion of burglary": "on suspicion" alone says nothing.
fn is_of_more(reading: &Reading<'_, '_>, chunks: &[Chunk], at: usize) -> bool {
    let of_follows = chunks.get(at + 1).is_some_and(|c| c.is_preposition() && reading.word(c.head as usize) == "of");
    let is_object = at.checked_sub(1).and_then(|b| chunks.get(b)).is_some_and(|c| c.verb_group().is_some());
    of_follows && !is_object && chunks.get(at).is_some_and(|c| c.toponym.is_none() && !c.is_name)
}

/// "between Rome and Oslo": one alone says too little.
fn is_one_of_two(reading: &Reading<'_, '_>, chunks: &[Chunk], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|b| chunks.get(b));
    before.is_some_and(|c| c.is_preposition() && reading.word(c.head as usize) == "between")
        && chunks.get(at + 1).is_some_and(|c| matches!(c.kind, Kind::And))
}

/// Whether a noun phrase wants more: "the transfer of".
fn ends_open(chunks: &[Chunk], at: usize) -> bool {
    chunks.get(at).is_some_and(|c| c.end - c.first == 1 && c.entry.is(is::DET | is::POSSESSIVE))
}

fn starts_clause(chunks: &[Chunk], at: usize) -> bool {
    chunks.get(at).is_some_and(Chunk::is_noun) && chunks.get(at + 1).and_then(Chunk::verb_group).is_some_and(|g| g.finite)
}

fn push(reading: &Reading<'_, '_>, chunk: &Chunk, out: &mut String) {
    // "95%" keeps its sign.
    let end = if reading.word(chunk.end as usize) == "%" { chunk.end + 1 } else { chunk.end };
    let words = reading.text.of(reading.span(chunk.first, end));
    if !out.is_empty() && !out.ends_with(' ') && !words.starts_with(',') {
        out.push(' ');
    }
    out.push_str(words);
}

/// Capital first, no article in front, no quotation marks, single spaces.
fn tidy(words: &str) -> String {
    let clean: String = words.chars().filter(|c| !matches!(c, '“' | '”' | '"')).collect();
    let mut text = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    for article in ["The ", "the ", "A ", "a ", "An ", "an "] {
        if let Some(rest) = text.strip_prefix(article) {
            text = rest.to_owned();
            break;
        }
    }
    let text = text.trim_end_matches([',', ';', ':', '-', '–', '—', ' ']);
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
