//! Drafts of stops in, journeys out; what is told twice stays once.

use super::chain::{Chains, Draft};
use super::lexicon::role;
use super::movers::{MoverId, MoverKind};
use super::{Fork, Implied, Journey, Status, StatusFound, Stop, Transport};
use crate::article::Span;
use crate::dates::{Grain, Range};
use crate::earth::distance;
use crate::gazetteer::Feature;
use std::borrow::Cow;

impl Chains<'_, '_, '_> {
    pub(super) fn journey(&self, root: MoverId, drafts: &[Draft]) -> Option<Journey> {
        let drafts = &self.without_continents(drafts)[..];
        let label = self.label(root, drafts);
        let mut stops: Vec<Stop> = Vec::with_capacity(drafts.len());
        let mut forks = Vec::new();
        let mut confidence = 1.0f32;
        for (i, draft) in drafts.iter().enumerate() {
            let frame = draft.frames.first().and_then(|&f| self.frame(f));
            // A date beside a verb of leaving is the start's.
            let leaves = frame.is_some_and(|f| f.roles & role::AWAY != 0 && f.transport != Transport::Air);
            let when = if leaves && i > 0 { None } else { draft.when };
            stops.push(self.stop(draft.spot, draft, when)?);
            if !draft.options.is_empty() {
                let options: Vec<Stop> = draft.options.iter().filter_map(|&o| self.stop(o, draft, when)).collect();
                forks.push(Fork { at: i, options, cue: draft.or.map(|t| self.reading.span(t, t + 1)) });
            }
            if i > 0 {
                confidence = confidence.min(draft.sure);
            }
            confidence = confidence.min(0.5 + self.spot(draft.spot).map_or(0.0, |s| s.confidence) / 2.0);
        }
        if stops.len() < 2 {
            return None;
        }
        self.carry_days(&mut stops, &mut forks);
        // The journey's status is that of most legs, the first on a tie; the others keep their own.
        let legs: Vec<StatusFound> = stops.iter().skip(1).filter_map(|s| s.status).collect();
        let count = |s: Status| legs.iter().filter(|l| l.status == s).count();
        let status = legs.iter().copied().max_by(|a, b| count(a.status).cmp(&count(b.status)).then(std::cmp::Ordering::Greater))?;
        let is_storm = self.movers.get(root).is_some_and(|m| m.kind == MoverKind::Storm);
        let transport = if is_storm { Some(Transport::Storm) } else { None }
            .or_else(|| stops.iter().skip(1).find_map(|s| s.transport))
            .unwrap_or(Transport::Unknown);
        for (i, stop) in stops.iter_mut().enumerate() {
            if i == 0 || stop.status.is_some_and(|s| s.status == status.status) {
                stop.status = None;
            }
            if stop.transport == Some(transport) || i == 0 {
                stop.transport = None;
            }
        }
        let mut evidence: Vec<Span> = stops.iter().flat_map(|s| s.evidence.iter().copied()).collect();
        evidence.sort();
        evidence.dedup();
        Some(Journey {
            mover: self.reading.text.of(label).to_owned(),
            mover_span: Some(label),
            status,
            transport,
            stops,
            forks,
            confidence,
            evidence,
        })
    }

    /// "left for Asia … arrived in Tokyo": the journey goes to Tokyo; a continent or a region of the world is no stop beside what lies in it.
    fn without_continents<'d>(&self, drafts: &'d [Draft]) -> Cow<'d, [Draft]> {
        let is_wide = |d: &Draft| self.spot(d.spot).is_some_and(|s| matches!(s.feature, Some(Feature::Continent | Feature::Region)));
        let holds_another = |d: &Draft| is_wide(d) && d.options.is_empty() && drafts.iter().any(|o| self.holds(d.spot, o.spot));
        if !drafts.iter().any(holds_another) {
            return Cow::Borrowed(drafts);
        }
        let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let is_again = kept.last().is_some_and(|k| self.same_area(k.spot, draft.spot));
            if !holds_another(draft) && !is_again {
                kept.push(draft.clone());
            }
        }
        Cow::Owned(kept)
    }

    /// Gives later stops the day of those before: where theirs is only the week or month around it ("next week … on July 27"), and where they
    /// have none and the next sentence tells of them ("They will first travel to …").
    fn carry_days(&self, stops: &mut [Stop], forks: &mut [Fork]) {
        let mut day: Option<(Range, usize)> = None;
        for (i, stop) in stops.iter_mut().enumerate() {
            let options = forks.iter_mut().filter(|fork| fork.at == i).flat_map(|fork| &mut fork.options);
            for stop in std::iter::once(&mut *stop).chain(options) {
                if let Some((told, timex)) = day
                    && match stop.when {
                        Some(wide) => wide.grain > Grain::Day && wide.start <= told.start && told.end <= wide.end,
                        None => self.is_told_beside(stop, timex),
                    }
                {
                    (stop.when, stop.timex) = (Some(told), Some(timex));
                }
            }
            if let (Some(told), Some(timex)) = (stop.when.filter(|when| when.grain == Grain::Day), stop.timex) {
                day = Some((told, timex));
            }
        }
    }

    /// Whether the sentence after that of a date tells of a stop. In the same sentence the date is the start's: "left on Saturday for Rome".
    fn is_told_beside(&self, stop: &Stop, timex: usize) -> bool {
        let Some(at) = self.reading.timexes.get(timex).map(|t| self.sentence_of(t.span)) else { return false };
        stop.evidence.iter().any(|span| self.sentence_of(*span).checked_sub(at) == Some(1))
    }

    /// Index of the sentence at a span.
    fn sentence_of(&self, span: Span) -> u32 {
        self.reading.text.sentences.partition_point(|s| s.span.end <= span.start) as u32
    }

    pub(super) fn stop(&self, spot_idx: u32, draft: &Draft, timex: Option<u32>) -> Option<Stop> {
        let spot = self.spot(spot_idx)?;
        let (when, timex) = self.when(timex);
        let mut evidence: Vec<Span> = draft.frames.iter().filter_map(|&f| self.sentence_span(f)).collect();
        evidence.sort();
        evidence.dedup();
        Some(Stop {
            name: self.reading.text.of(spot.span).to_owned(),
            point: spot.point?,
            place: spot.place,
            toponym: spot.toponym,
            when,
            timex,
            status: Some(draft.status),
            transport: Some(draft.transport).filter(|&t| t != Transport::Unknown),
            implied: if spot.stands_in_town { Some(Implied::StandsIn) } else { draft.implied },
            evidence,
        })
    }

    pub(super) fn when(&self, timex: Option<u32>) -> (Option<Range>, Option<usize>) {
        (self.range(timex), timex.map(|t| t as usize))
    }

    pub(super) fn sentence_span(&self, f: usize) -> Option<Span> {
        let frame = self.frame(f)?;
        self.reading.text.sentences.get(frame.sentence as usize).map(|s| s.span)
    }

    /// Who names a journey best: a person or vehicle before the cargo, a name before a noun.
    pub(super) fn label(&self, root: MoverId, drafts: &[Draft]) -> Span {
        let told = drafts.iter().skip(1).flat_map(|d| &d.frames).filter_map(|&f| self.frame(f)).flat_map(|f| [f.mover, f.along]).flatten();
        let best =
            told.filter_map(|m| self.movers.get(m)).min_by_key(|m| (matches!(m.kind, MoverKind::Cargo | MoverKind::Thing), !m.is_named));
        best.or_else(|| self.movers.get(root)).map_or(Span::new(0, 0), |m| m.label)
    }

    /// Leaves out journeys whose legs all stand in another one.
    pub(super) fn without_repeats(&self, mut journeys: Vec<Journey>) -> Vec<Journey> {
        // "from Rome to Oslo" repeats "from Rome by way of Bonn to Oslo".
        let has_leg = |j: &Journey, a: &Stop, b: &Stop| {
            let from = j.stops.iter().position(|x| self.near(x, a));
            from.is_some_and(|at| j.stops.iter().skip(at + 1).any(|y| self.near(y, b)))
        };
        let mut kept: Vec<Journey> = Vec::new();
        let mut by_size: Vec<usize> = (0..journeys.len()).collect();
        let n_areas = |j: &Journey| {
            j.stops.iter().filter(|s| s.place.and_then(|p| self.gazetteer.place(p)).is_some_and(|p| p.feature.is_area())).count()
        };
        // Longest first, then the one with the finer places: a headline says "to Peru", the story "to Lima".
        by_size.sort_by_key(|&i| journeys.get(i).map_or((0, 0), |j| (usize::MAX - j.stops.len(), n_areas(j))));
        let mut keep = vec![true; journeys.len()];
        let mut repeats: Vec<(usize, usize)> = Vec::new();
        for (rank, &i) in by_size.iter().enumerate() {
            let Some(j) = journeys.get(i) else { continue };
            let repeated = by_size.iter().take(rank).find(|&&k| {
                keep.get(k).copied().unwrap_or(false)
                    && journeys.get(k).is_some_and(|other| {
                        !self.is_of_another(j, other) && j.stops.windows(2).all(|w| matches!(w, [a, b] if has_leg(other, a, b)))
                    })
            });
            if let (Some(&k), Some(slot)) = (repeated, keep.get_mut(i)) {
                *slot = false;
                repeats.push((i, k));
            }
        }
        for (i, k) in repeats {
            // What is left out may say when.
            let told = journeys.get(i).map(|j| j.stops.clone()).unwrap_or_default();
            let Some(kept) = journeys.get_mut(k).filter(|k| k.stops.iter().all(|s| s.when.is_none())) else { continue };
            for stop in &mut kept.stops {
                if let Some(twin) = told.iter().find(|t| t.when.is_some() && self.near(t, stop)) {
                    stop.when = twin.when;
                    stop.timex = twin.timex;
                    stop.evidence.extend(twin.evidence.iter().copied());
                    stop.evidence.sort();
                    stop.evidence.dedup();
                    kept.evidence.extend(twin.evidence.iter().copied());
                }
            }
            kept.evidence.sort();
            kept.evidence.dedup();
        }
        for (j, keep) in journeys.into_iter().zip(keep) {
            if keep {
                kept.push(j);
            }
        }
        kept
    }

    /// Whether two journeys are of two people, each told from its own place: not one told twice.
    fn is_of_another(&self, a: &Journey, b: &Journey) -> bool {
        let starts = |j: &Journey| j.stops.first().and_then(|s| s.place);
        let told_apart = !a.evidence.iter().any(|e| b.evidence.contains(e));
        let is_person = |j: &Journey| {
            let mover = self.movers.all.iter().find(|m| Some(m.label) == j.mover_span);
            mover.is_some_and(|m| matches!(m.kind, MoverKind::Person | MoverKind::Named))
        };
        a.mover != b.mover
            && is_person(a)
            && is_person(b)
            && a.confidence > 0.6
            && told_apart
            && matches!((starts(a), starts(b)), (Some(x), Some(y)) if x != y)
    }

    pub(super) fn near(&self, a: &Stop, b: &Stop) -> bool {
        a.place.is_some() && a.place == b.place
            || distance(a.point, b.point).km() < 5.0
            || self.place_holds(a.place, b.place)
            || self.place_holds(b.place, a.place)
            || self.borders(a, b)
            || self.borders(b, a)
    }

    /// A zone between two countries counts as either.
    pub(super) fn borders(&self, zone: &Stop, country: &Stop) -> bool {
        let feature = |s: &Stop| s.place.and_then(|p| self.gazetteer.place(p)).map(|p| p.feature);
        feature(zone) == Some(Feature::Zone)
            && feature(country) == Some(Feature::Country)
            && distance(zone.point, country.point).km() < 300.0
    }
}
