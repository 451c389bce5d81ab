//! When and how surely: the date, place and status of a verb.

use super::clause::{Clauses, FrameKind};
use super::lexicon::{is, role};
use super::reading::{Chunk, Kind, Mood, Reading, VerbGroup};
use super::{Status, StatusFound};
use crate::dates::{Grain, TimexType};

/// What people come together for: "at the event".
const EVENTS: &[&str] = &[
    "ceremony",
    "competition",
    "concert",
    "conference",
    "congress",
    "convention",
    "event",
    "exhibition",
    "expo",
    "fair",
    "festival",
    "funeral",
    "game",
    "gathering",
    "match",
    "meeting",
    "rally",
    "show",
    "summit",
    "tournament",
    "wedding",
];

impl Clauses<'_, '_, '_> {
    /// The date of the clause around chunk `i`: after the verb, before it, then anywhere in the sentence but after a verb of saying.
    pub(super) fn time_of(&self, chunks: &[Chunk], i: usize, after: &[u32]) -> Option<u32> {
        // A day before a time of the day: "at 8 p.m. on Wednesday".
        if let Some(&t) = after.iter().find(|&&t| !is_time_of_day(self.reading, t)).or(after.first()) {
            return Some(t);
        }
        // "arrived today, a year after he had left": the date is not that of what came before.
        let is_perfect = chunks.get(i).and_then(Chunk::verb_group).is_some_and(|g| g.perfect);
        let said = |j: usize| {
            (0..j)
                .rev()
                .map_while(|k| chunks.get(k).filter(|c| !matches!(c.kind, Kind::Noun | Kind::Comma | Kind::Stop | Kind::Subordinator)))
                .any(|c| c.verb_group().is_some() && self.reading.entry(c.head as usize).is(is::REPORTS))
        };
        // "Last month Lee said the talks would end": the date is that of saying.
        let said_between = |j: usize| {
            (j..i).any(|k| chunks.get(k).is_some_and(|c| c.verb_group().is_some() && self.reading.entry(c.head as usize).is(is::REPORTS)))
        };
        // "struck Esk on Monday and will reach Tarn": the date is the first verb's. "On Monday it struck Esk and …": it is both verbs'.
        let is_finite = |k: usize| chunks.get(k).and_then(Chunk::verb_group).is_some_and(|g| g.finite);
        let of_other_verb = |j: usize| {
            let joined = (j..i).any(|k| is_finite(k) || chunks.get(k).is_some_and(|c| matches!(c.kind, Kind::And | Kind::But)));
            let has_verb = |k: usize| chunks.get(k).is_some_and(|c| c.verb_group().is_some());
            joined && (0..j).any(has_verb)
        };
        // "formed on Monday before heading north": the date is the first verb's.
        let is_sequel = chunks.get(i).and_then(Chunk::verb_group).is_some_and(|g| g.ing)
            && i.checked_sub(1).and_then(|p| chunks.get(p)).is_some_and(|c| {
                matches!(self.reading.word(c.head as usize), "before" | "after") && !matches!(c.kind, Kind::Noun | Kind::Time)
            });
        for j in (0..i).rev().take_while(|_| !is_sequel) {
            let Some(chunk) = chunks.get(j) else { break };
            match chunk.kind {
                Kind::Time if self.reading.is_possessive(chunk) || self.is_since(chunks, j) => {}
                Kind::Time if !said(j) && !said_between(j) && !of_other_verb(j) => return chunk.timex,
                Kind::Stop => break,
                Kind::Relative | Kind::Subordinator if is_perfect => break,
                _ => {}
            }
        }
        let end = (i + 1..chunks.len())
            .find(|&j| {
                // "her first visit since taking office in 2003": the date of another verb.
                chunks.get(j).is_some_and(|c| match &c.kind {
                    Kind::Relative | Kind::Subordinator => true,
                    // "A flight to Rome was diverted on Monday": the noun's own verb.
                    Kind::Verb(inner) => !inner.infinitive && !inner.base && self.subjects.get(j).copied().flatten() != Some(i),
                    _ => false,
                })
            })
            .unwrap_or(chunks.len());
        (i..end).find_map(|j| {
            let is_own =
                |c: &&Chunk| matches!(c.kind, Kind::Time) && !said(j) && !self.reading.is_possessive(c) && !self.is_since(chunks, j);
            chunks.get(j).filter(is_own).and_then(|c| c.timex)
        })
    }

    /// "since the building of the church 900 years ago": the time of what something began with that lasts. "since 2009" is its own.
    pub(super) fn is_since(&self, chunks: &[Chunk], time: usize) -> bool {
        let before = chunks.get(..time).unwrap_or_default().iter().rev().skip_while(|c| c.is_preposition());
        before
            .take_while(|c| matches!(c.kind, Kind::Noun | Kind::Preposition | Kind::Adverb))
            .any(|c| c.is_preposition() && matches!(self.reading.word(c.head as usize), "since" | "until" | "till"))
    }

    /// Gives the frames of a sentence, from number `known` on, the dates that the sentence and those before it tell.
    pub(super) fn date_frames(&mut self, sentence: u32, chunks: &[Chunk], known: usize) {
        // What is done was not done after the article appeared: such a date is misread, and none is better.
        let (timexes, published) = (self.reading.timexes, self.published);
        let is_later = |t: u32| timexes.get(t as usize).and_then(|t| t.range).zip(published).is_some_and(|(r, p)| r.start.date() > p);
        for frame in self.frames.iter_mut().skip(known).filter(|f| f.status.status == Status::Done) {
            frame.timex = frame.timex.filter(|&t| !is_later(t));
        }
        // A leg that happened without a date of its own happened when the sentences before it did.
        let block = |s: u32| self.reading.text.sentences.get(s as usize).map(|s| s.block);
        let is_recent = |s: u32| sentence.saturating_sub(s) <= 3 || block(s) == block(sentence);
        // What the article begins with is what it is about: its day holds a little longer.
        let lead = self.lead_time.filter(|&(_, s)| sentence.saturating_sub(s) <= 8);
        let carried = self.story_time.filter(|&(_, s)| is_recent(s)).or(lead).map(|(t, _)| t);
        let before = |trigger: u32| {
            let is_date = |c: &&Chunk| matches!(c.kind, Kind::Time) && c.head < trigger && !self.reading.is_possessive(c);
            let mut of_sentence = chunks.iter().filter(is_date).filter_map(|c| c.timex);
            of_sentence.rfind(|&t| !is_time_of_day(self.reading, t) && !is_later(t))
        };
        let is_at_event = chunks.windows(2).any(|w| match w {
            [p, n] => {
                p.is_preposition()
                    && self.reading.word(p.head as usize) == "at"
                    && n.is_definite
                    && n.toponym.is_none()
                    && EVENTS.contains(&self.reading.word(n.head as usize))
            }
            _ => false,
        });
        for frame in self.frames.iter_mut().skip(known).filter(|f| f.kind == FrameKind::Move && f.roles & role::LIFE == 0) {
            if frame.status.status != Status::Done || frame.is_earlier {
                continue;
            }
            // "The vendors at the festival came from Ohio": when it was held, which may stand far above.
            let of_event = self.event_time.filter(|_| is_at_event && frame.roles & role::HITHER != 0 && frame.goals.is_empty());
            // "8:17 a.m." is a time of the day that the story is at.
            let known =
                frame.timex.filter(|&t| !is_time_of_day(self.reading, t)).or_else(|| before(frame.trigger)).or(of_event).or(carried);
            frame.timex = known.or(frame.timex);
        }
        let is_past = |t: u32| {
            let range = timexes.get(t as usize).and_then(|t| t.range);
            range.zip(published).is_some_and(|(r, p)| r.grain >= Grain::Month && r.end.date() < p)
        };
        if sentence > 2 && chunks.iter().filter_map(|c| c.timex).any(is_past) {
            self.lead_time = None; // The story turns to what was before.
        }
        let own = (0..chunks.len())
            .find(|&i| chunks.get(i).and_then(Chunk::verb_group).is_some_and(|g| g.finite && !g.perfect))
            // "The agency said on Monday that the ship …": the day of saying so.
            .filter(|&i| !chunks.get(i).is_some_and(|c| self.reading.entry(c.head as usize).is(is::REPORTS)))
            .and_then(|i| self.time_of(chunks, i, &[]))
            .filter(|&t| !is_time_of_day(self.reading, t) && is_of_the_story(self.reading, t));
        if let Some(t) = own {
            self.story_time = Some((t, sentence));
            if sentence <= 2 {
                self.lead_time = self.lead_time.or(self.story_time);
                self.event_time = self.event_time.or(Some(t));
            }
        }
    }

    /// The date of the verb at chunk `i`, for its event.
    pub(super) fn time_of_verb(&mut self, chunks: &[Chunk], i: usize) -> Option<u32> {
        let group = chunks.get(i).and_then(Chunk::verb_group).copied()?;
        let args = self.arguments(chunks, i, group.verb.map_or(role::STAY, |v| v.roles), &group);
        self.time_of(chunks, i, &args.times)
    }

    /// The place of the verb at chunk `i`, for its event: where it ends, where it happens, where it begins.
    pub(super) fn place_of_verb(&mut self, chunks: &[Chunk], i: usize) -> Option<u32> {
        let group = chunks.get(i).and_then(Chunk::verb_group).copied()?;
        let args = self.arguments(chunks, i, group.verb.map_or(role::STAY, |v| v.roles), &group);
        let found = args
            .goals
            .first()
            .map(|g| g.toponym)
            .or(args.ats.first().copied())
            .or(args.vias.first().copied())
            .or(args.sources.first().copied());
        // In front of the clause, or the country that acts.
        let found = found.or_else(|| self.goal_before(chunks, i));
        let subject = self.subjects.get(i).copied().flatten();
        let before = (0..subject.unwrap_or(i).min(i)).rev().find_map(|j| {
            let after_in = j.checked_sub(1).and_then(|p| chunks.get(p)).is_some_and(|p| {
                p.is_preposition()
                    && matches!(self.reading.word(p.head as usize), "in" | "In" | "at" | "At" | "On" | "on" | "near" | "Near")
            });
            chunks.get(j).and_then(|c| c.toponym).filter(|_| after_in)
        });
        found.or(before).or(subject.and_then(|s| chunks.get(s)).and_then(|c| c.toponym))
    }

    /// The status of the verb group at chunk `i`, with its cue.
    pub(super) fn status(&self, chunks: &[Chunk], i: usize, group: &VerbGroup) -> StatusFound {
        let mut status = match group.mood {
            Mood::Done => Status::Done,
            Mood::Ongoing => Status::Ongoing,
            Mood::PastOngoing => Status::Done,
            Mood::Planned => Status::Planned,
            Mood::Possible => Status::Possible,
            Mood::Failed => Status::Cancelled,
        };
        let mut cue = group.cue;
        if matches!(status, Status::Done) && (group.infinitive || group.ing) {
            let noun = (1..=2).find_map(|back| i.checked_sub(back).and_then(|n| chunks.get(n)).filter(|c| c.is_noun()));
            // "looked forward to visiting"
            let looks_forward = group.ing && self.looks_forward(chunks, i);
            if let Some(looks) = looks_forward.then(|| chunks.get(i.saturating_sub(2))).flatten() {
                status = Status::Planned;
                cue = Some(self.reading.span(looks.first, looks.end));
            } else if let Some(noun) =
                noun.filter(|n| n.entry.is(is::PLANS | is::WISHES)).or_else(|| self.noun_before_list(chunks, i, group))
            {
                // "a plan to send", "the agreement on sending".
                status = if noun.entry.is(is::PLANS) { Status::Planned } else { Status::Possible };
                cue = Some(self.reading.span(noun.head, noun.head + 1));
            } else if let Some((outer, chunk)) = chunks.get(..i).and_then(|c| c.iter().rev().find_map(|c| c.verb_group().map(|g| (g, c)))) {
                let entry = self.reading.entry(chunk.head as usize);
                status = if entry.is(is::FAILS) {
                    Status::Cancelled
                } else if entry.is(is::PLANS) && outer.mood == Mood::Done {
                    Status::Planned
                } else if entry.is(is::WISHES) && !(outer.mood == Mood::Planned) {
                    Status::Possible
                } else {
                    match outer.mood {
                        Mood::Planned => Status::Planned,
                        Mood::Possible => Status::Possible,
                        Mood::Failed => Status::Cancelled,
                        _ => status,
                    }
                };
                if status != Status::Done {
                    cue = cue.or(Some(self.reading.span(chunk.first, chunk.end)));
                }
            }
        }
        let process =
            i.checked_sub(2).and_then(|n| chunks.get(n)).is_some_and(|c| c.is_noun() && self.reading.word(c.head as usize) == "process");
        if group.ing && process {
            status = Status::Ongoing;
        }
        if status == Status::Planned
            && let Some(sub) = chunks.get(..i).and_then(|c| c.iter().rev().find(|c| matches!(c.kind, Kind::Subordinator)))
            && matches!(self.reading.word(sub.head as usize), "if" | "unless" | "If" | "whether" | "Whether")
            // "It is uncertain whether she will be sent to Lima", not "If it rains she will go to Lima".
            && (self.reading.word(sub.head as usize).eq_ignore_ascii_case("whether")
                || group.cue.is_none_or(|c| !self.reading.text.of(c).starts_with("will")))
        {
            status = Status::Possible;
            cue = Some(self.reading.span(sub.head, sub.head + 1));
        }
        StatusFound { status, cue, may_change: None }
    }

    fn looks_forward(&self, chunks: &[Chunk], i: usize) -> bool {
        let word = |back: usize| i.checked_sub(back).and_then(|j| chunks.get(j)).map_or("", |c| self.reading.word(c.head as usize));
        word(1) == "to" && word(2) == "forward"
    }

    /// "a plot to seize the boys and smuggle them to Oslo": the noun before the first of the verbs that share "to".
    fn noun_before_list<'c>(&self, chunks: &'c [Chunk], i: usize, group: &VerbGroup) -> Option<&'c Chunk> {
        let joined = i.checked_sub(1).and_then(|b| chunks.get(b)).is_some_and(|c| matches!(c.kind, Kind::And | Kind::Or));
        if !(group.base && group.infinitive && joined) {
            return None;
        }
        let first = (1..i).rev().find(|&j| chunks.get(j).and_then(Chunk::verb_group).is_some_and(|g| g.infinitive && !g.base))?;
        chunks.get(first - 1).filter(|c| c.is_noun() && c.entry.is(is::PLANS | is::WISHES))
    }

    /// "She flies on to Rome": planned where the story is of plans, else under way.
    pub(super) fn futurate(&self, sentence: u32, timex: Option<u32>, head: u32) -> StatusFound {
        let start = timex.and_then(|t| self.reading.timexes.get(t as usize)).and_then(|t| t.range).map(|r| r.start.date());
        let after_plan =
            self.frames.iter().rev().take(6).any(|f| sentence.saturating_sub(f.sentence) <= 3 && f.status.status == Status::Planned);
        let status = match (start, self.published) {
            _ if self.in_title => Status::Done,
            (Some(date), Some(published)) if date < published => Status::Done,
            (Some(_), Some(_)) => Status::Planned,
            _ if after_plan => Status::Planned,
            _ => Status::Ongoing,
        };
        StatusFound { status, cue: (status != Status::Done).then(|| self.reading.span(head, head + 1)), may_change: None }
    }

    pub(super) fn first_before(&self, chunks: &[Chunk], i: usize) -> bool {
        let Some(chunk) = chunks.get(i) else { return false };
        (chunk.first..chunk.end).any(|t| self.reading.entry(t as usize).is(is::FIRST))
            || i.checked_sub(1)
                .and_then(|p| chunks.get(p))
                .is_some_and(|c| self.reading.entry(c.head as usize).is(is::FIRST) && matches!(c.kind, Kind::Adverb))
    }

    pub(super) fn when_follows(&self, chunks: &[Chunk], end: usize) -> bool {
        chunks.get(end..).is_some_and(|rest| {
            rest.iter().take(6).any(|c| matches!(c.kind, Kind::Subordinator) && self.reading.word(c.head as usize) == "when")
        })
    }
}

/// Whether a date is only a time of some day: "8:17 a.m. local time", "noon".
pub(super) fn is_time_of_day(reading: &Reading<'_, '_>, timex: u32) -> bool {
    let Some(timex) = reading.timexes.get(timex as usize).filter(|t| t.kind == TimexType::Time) else { return false };
    const WORDS: &[&str] = &[
        "a", "p", "m", "am", "pm", "local", "time", "utc", "gmt", "est", "edt", "ast", "bst", "cet", "cest", "pst", "pdt", "cst", "cdt",
        "mst", "ist", "noon", "midnight", "o", "clock", "hours", "hrs", "around", "about",
    ];
    reading.text.of(timex.span).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|w| {
        let is_clock = w.len() <= 4 && w.starts_with(|c: char| c.is_ascii_digit());
        is_clock || WORDS.iter().any(|x| w.eq_ignore_ascii_case(x))
    })
}

/// Whether a date is exact enough to date what follows: "invented three years ago" dates nothing but itself.
pub(super) fn is_of_the_story(reading: &Reading<'_, '_>, timex: u32) -> bool {
    reading.timexes.get(timex as usize).and_then(|t| t.range).is_some_and(|r| r.grain < Grain::Month)
}
