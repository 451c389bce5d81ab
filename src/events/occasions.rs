//! The chunks of sentences in, [`Event`]s out: dated or placed happenings worth a point on the timeline.

use super::clause::Clauses;
use super::lexicon::{is, role};
use super::reading::{Chunk, Kind, Mood, VerbGroup};
use super::times::is_time_of_day;
use super::{Event, Status, StatusFound, title, worth};
use crate::article::Span;
use crate::dates::{Grain, Range};
use jiff::civil::Date;

/// Collects events, sentence by sentence.
#[derive(Debug, Default)]
pub(super) struct Occasions {
    events: Vec<Event>,
    /// Per event: the longer words of its title, in lower case.
    content: Vec<Vec<String>>,
}

/// How many days before publication an event becomes background.
const BACKGROUND_DAYS: i64 = 366;

impl Occasions {
    /// Reads one sentence, after `clauses` has read it.
    pub fn read(&mut self, clauses: &mut Clauses<'_, '_, '_>, sentence: u32, chunks: &[Chunk], published: Option<Date>) {
        let Some(span) = clauses.reading.text.sentences.get(sentence as usize).map(|s| s.span) else { return };
        let has_place = chunks.iter().any(|c| c.toponym.is_some());
        let has_time = chunks.iter().any(|c| matches!(c.kind, Kind::Time));
        if !has_place && !has_time {
            return;
        }
        let mut best: Option<(i32, usize)> = None;
        for (i, chunk) in chunks.iter().enumerate() {
            let Some(group) = chunk.verb_group() else { continue };
            if !group.finite
                || group.negated
                || clauses.is_reduced(i)
                || clauses.has_no_subject(chunks, i)
                || is_spoken(clauses, chunks, i)
                || worth::is_in_doubt(clauses, chunks, i)
                || !says_enough(clauses, chunks, i, group)
            {
                continue;
            }
            let score = worth::worth(clauses, chunks, i, group);
            if score > 0 && best.is_none_or(|(s, _)| score > s) {
                best = Some((score, i));
            }
        }
        let Some((score, verb)) = best else { return };
        let Some(group) = chunks.get(verb).and_then(Chunk::verb_group) else { return };
        let subject = clauses.subjects().get(verb).copied().flatten();
        // "at 8 p.m.": of the day that the story is at.
        let timex = clauses.time_of_verb(chunks, verb).map(|t| match clauses.story_time {
            Some((day, told)) if is_time_of_day(clauses.reading, t) && sentence.saturating_sub(told) <= 3 => day,
            _ => t,
        });
        // "On Saturday, Esk won round 3 of the 2020 season": the day, not the year of something else.
        let grain = |t: u32| clauses.reading.timexes.get(t as usize).and_then(|t| t.range).map(|r| r.grain);
        let timex = match timex.and_then(grain) {
            Some(wide) if wide >= Grain::Month => worth::day_of(clauses, chunks, verb).or(timex),
            _ => timex,
        };
        let when = timex.and_then(|t| clauses.reading.timexes.get(t as usize)).and_then(|t| t.interval.or(t.range));
        let spot = clauses.place_of_verb(chunks, verb);
        let toponym = spot.and_then(|s| clauses.reading.spots.get(s as usize)).and_then(|s| s.toponym);
        // Without a date only a movement or an act at a place is worth a point.
        if score < 3 || when.is_none() && (toponym.is_none() || score < 4) {
            return;
        }
        let who = clauses.who(subject);
        let mut words = title::of_clause(clauses.reading, &clauses.movers, chunks, subject, who, verb);
        // "Sindh, where the flood is expected to reach": the place is the object.
        let is_open = group.verb.is_some_and(|v| v.has(role::OBJECT_GOAL) && !v.has(role::IN_GOAL));
        let ends_at_verb = chunks.get(verb).is_some_and(|c| words.ends_with(clauses.reading.word(c.head as usize)));
        if let Some(place) = spot.and_then(|s| clauses.reading.spots.get(s as usize)).filter(|_| is_open && ends_at_verb) {
            words = format!("{words} {}", clauses.reading.text.of(place.span));
        }
        if let Some(noun) = self.fronted(chunks, clauses, verb) {
            let head = title::of_noun(clauses.reading, chunks, noun);
            let whole = format!("{head}: {words}");
            words = if whole.chars().count() <= 72 { whole } else { head };
        }
        if words.split(' ').count() < 2 {
            return;
        }
        let mut status = clauses.status(chunks, verb, group);
        if let Some(told) =
            clauses.frames.iter().rev().take(8).find(|f| f.sentence == sentence && chunks.get(verb).is_some_and(|c| c.head == f.trigger))
        {
            status = told.status;
        }
        let promised = status.cue.map(|c| clauses.reading.text.of(c)).is_some_and(|c| {
            ["agreed", "decided", "promised", "vowed", "pledged", "offered", "threatened"].iter().any(|w| c.starts_with(w))
        });
        if promised && when.zip(published).is_none_or(|(w, p)| w.start.date() <= p) {
            // "agreed on June 12 to send them": the promise is the event, and it was made.
            status = StatusFound { status: Status::Done, cue: None, may_change: None };
        }
        if group.passive && chunks.get(verb).is_some_and(|c| c.entry.is(is::PLANS)) && status.status == Status::Done {
            status = StatusFound {
                status: Status::Planned,
                cue: chunks.get(verb).map(|c| clauses.reading.span(c.first, c.end)),
                may_change: None,
            };
        }
        // "suspended parliament", "abandoned the house": done. "suspended the talks": they do not go on.
        let is_broad =
            chunks.get(verb).is_some_and(|c| matches!(clauses.reading.word(c.head as usize), "suspended" | "abandoned" | "aborted"));
        let subject = clauses.subjects().get(verb).copied().flatten();
        let is_plan = |i: Option<usize>| i.and_then(|i| chunks.get(i)).is_some_and(|c| c.flags & (is::HAPPENING | is::TRIP) != 0);
        let is_called_off = !is_broad || is_plan(subject) || is_plan(Some(verb + 1));
        if is_called_off && chunks.get(verb).is_some_and(|c| c.entry.is(is::CALLS_OFF)) && status.status == Status::Done {
            status = StatusFound {
                status: Status::Cancelled,
                cue: chunks.get(verb).map(|c| clauses.reading.span(c.first, c.end)),
                may_change: None,
            };
        }
        if status.status == Status::Ongoing && when.zip(published).is_some_and(|(w, p)| w.start.date() > p) {
            status.status = Status::Planned;
        }
        let is_later = when.zip(published).is_some_and(|(w, p)| w.start.date() > p);
        let (timex, when) = if status.status != Status::Done || !is_later {
            (timex, when)
        } else if group.mood == Mood::PastOngoing {
            // "was to end in August", which is still to come.
            status = StatusFound { status: Status::Planned, cue: group.cue, may_change: None };
            (timex, when)
        } else if toponym.is_some() && score >= 4 {
            // Nothing was done after the article appeared: the date is another's, and the verb's may stand before it.
            let timexes = clauses.reading.timexes;
            let range = |t: u32| timexes.get(t as usize).and_then(|t| t.interval.or(t.range));
            let is_past = |t: &u32| range(*t).zip(published).is_some_and(|(w, p)| w.start.date() <= p && w.grain <= Grain::Day);
            let own = chunks.get(..verb).unwrap_or_default().iter().filter_map(|c| c.timex).find(is_past);
            (own, own.and_then(range))
        } else {
            return;
        };
        let is_background = self.is_background(clauses, chunks, group, timex, when, published);
        let event =
            Event { span, title: words, status, toponym, timex: timex.map(|t| t as usize), when, is_background, evidence: vec![span] };
        self.merge(event);
    }

    /// All events, in reading order.
    pub fn into_events(self) -> Vec<Event> {
        self.events
    }

    /// "At the June 12 summit in Singapore, …": the happening in front of the clause.
    fn fronted(&self, chunks: &[Chunk], clauses: &Clauses<'_, '_, '_>, verb: usize) -> Option<usize> {
        let subject = clauses.subjects().get(verb).copied().flatten()?;
        (1..subject.min(8)).find(|&n| {
            chunks.first().is_some_and(Chunk::is_preposition)
                && chunks.get(n).is_some_and(|c| c.is_noun() && c.flags & is::HAPPENING != 0 && c.toponym.is_none())
                && chunks.get(n + 1).is_some_and(|c| c.is_preposition() && matches!(clauses.reading.word(c.head as usize), "in" | "at"))
                && chunks.get(n + 2).is_some_and(|c| c.toponym.is_some())
        })
    }

    fn is_background(
        &self,
        clauses: &Clauses<'_, '_, '_>,
        chunks: &[Chunk],
        group: &VerbGroup,
        timex: Option<u32>,
        when: Option<Range>,
        published: Option<Date>,
    ) -> bool {
        if group.perfect {
            return true;
        }
        let Some(when) = when else { return false };
        if when.grain >= Grain::Year {
            return true;
        }
        let since = chunks.windows(2).any(|w| matches!(w, [a, b] if b.timex.is_some() && b.timex == timex && clauses.reading.word(a.head as usize).eq_ignore_ascii_case("since")));
        let old = published.is_some_and(|p| (p - when.end.date()).get_days() as i64 > BACKGROUND_DAYS);
        since || old
    }

    /// Adds an event, or its sentence to the event that tells the same.
    fn merge(&mut self, event: Event) {
        let words = content_of(&event.title);
        let same = self.events.iter_mut().zip(&self.content).rev().take(12).find(|(e, w)| tells_the_same(e, &event, w, &words));
        match same {
            Some((known, _)) => {
                known.evidence.push(event.span);
                // "The rally began at 18:00": of a day that is told elsewhere.
                if known.when.is_none() && event.when.is_some_and(|w| w.grain >= Grain::Day) {
                    known.when = event.when;
                    known.timex = event.timex;
                }
                if known.toponym.is_none() {
                    known.toponym = event.toponym;
                }
            }
            None => {
                self.events.push(event);
                self.content.push(words);
            }
        }
    }
}

/// Whether a verb has a subject that says who, and is no description: "This took place", "amendments issued by the king" say too little.
fn says_enough(clauses: &Clauses<'_, '_, '_>, chunks: &[Chunk], i: usize, group: &VerbGroup) -> bool {
    let subject = clauses.subjects().get(i).copied().flatten().and_then(|s| chunks.get(s));
    let is_pointer = subject.is_some_and(|s| s.end - s.first == 1 && s.entry.is(is::DET) && !s.entry.is(is::PERSON));
    let by_follows = chunks.get(i + 1).is_some_and(|c| c.is_preposition() && clauses.reading.word(c.head as usize) == "by");
    let is_description = group.bare_finite && group.participle && by_follows && !group.verb.is_some_and(|v| v.has(role::GO));
    let reports = chunks.get(i).is_some_and(|c| clauses.reading.entry(c.head as usize).is(is::REPORTS));
    let has_object = chunks.get(i + 1).is_some_and(|c| c.is_noun() || c.is_preposition() || c.verb_group().is_some());
    // "agencies has launched": the subject is another noun.
    let singular = chunks.get(i).is_some_and(|c| matches!(clauses.reading.word(c.first as usize), "has" | "was" | "is"));
    let is_plural = subject.is_some_and(|s| {
        let word = clauses.reading.word(s.head as usize);
        s.flags & is::PLURAL != 0 && s.flags & is::PRONOUN == 0 && s.toponym.is_none() && word.ends_with('s') && !s.is_name
    });
    let is_of_many = singular && is_plural;
    let says_what = has_object || !reports;
    says_what && !(is_of_many || is_pointer || is_description)
}

/// Whether two events are one: most of their words are the same, and nothing about date speaks against it.
fn tells_the_same(a: &Event, b: &Event, x: &[String], y: &[String]) -> bool {
    let shared = x.iter().filter(|w| y.contains(w)).count();
    // One dies once, whatever the days that a story names beside it.
    let died = |w: &[String]| w.iter().any(|w| w == "died");
    if died(x) && died(y) && shared > 1 {
        return true;
    }
    let dates_agree = match (a.when, b.when) {
        (Some(x), Some(y)) => x.start < y.end && y.start < x.end,
        _ => true,
    };
    if !dates_agree || a.status.status != b.status.status {
        return false;
    }
    shared > 0 && shared * 2 > x.len().min(y.len()) && x.len().min(y.len()) > 1
}

/// Returns the words that say plans may change: "could change", "subject to change".
pub(super) fn change_cue(text: &crate::text::Text<'_>) -> Option<Span> {
    let word = |i: usize| text.word(i);
    for (i, token) in text.tokens.iter().enumerate() {
        if !matches!(word(i), "change" | "changed" | "shift" | "slip") {
            continue;
        }
        let start = (1..=4).find_map(|back| {
            let at = i.checked_sub(back)?;
            (matches!(word(at), "could" | "may" | "might") || word(at) == "subject" && word(at + 1) == "to").then_some(at)
        });
        if let Some(at) = start
            && let Some(first) = text.tokens.get(at)
        {
            return Some(first.span.join(token.span));
        }
    }
    None
}

fn content_of(title: &str) -> Vec<String> {
    title.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(str::to_lowercase).collect()
}

/// Whether the subject of the verb at chunk `i` is somebody who is quoted: "“I went to Oslo,” he said". On a timeline nobody knows who "I" is.
fn is_spoken(clauses: &Clauses<'_, '_, '_>, chunks: &[Chunk], i: usize) -> bool {
    let reading = clauses.reading;
    let Some(subject) = clauses.subjects().get(i).copied().flatten().and_then(|s| chunks.get(s)) else { return false };
    let first = reading.word(subject.first as usize).trim_end_matches(|c: char| !c.is_ascii_alphabetic());
    let is_speaker = ["i", "we", "you", "my", "our", "your"].iter().any(|w| first.eq_ignore_ascii_case(w));
    if !is_speaker {
        return false;
    }
    let at = reading.span(subject.first, subject.end).start;
    let Some(block) = reading.text.article.blocks.iter().find(|b| b.span.start <= at && at <= b.span.end) else { return false };
    let before = reading.text.of(Span::new(block.span.start, at));
    let n = |mark: &str| before.matches(mark).count();
    // A quotation that is open: one mark more than closes it; "``" and "''" are those of news agencies.
    n("\"") % 2 == 1 || n("“") > n("”") || n("``") > n("''")
}
