//! Another article in, the edit that adds it to a story out: with what was decided about it, where it comes from a story of its own.

use super::derive::decided_article;
use super::edit::{Decisions, Edit, EventDecision, JourneyDecision, StopDecision};
use crate::article::{Article, Span};

/// Returns the edit that adds `other`, about which `decisions` were made, behind `article`, as that was read.
///
/// The title and the whereabouts that were decided for the other stay behind: the story has its own.
pub fn adding(article: &Article, other: Article, decisions: Decisions) -> Edit {
    let n = article.n_sources() as u32;
    let other = decided_article(other, &decisions);
    let mut joined = article.clone();
    let by = joined.add(other);
    let mut edits = vec![Edit::Articles(Box::new(joined))];
    edits.extend(decisions.places.into_iter().map(|(span, d)| Edit::Place(on(span, by), Some(d))));
    edits.extend(decisions.dates.into_iter().map(|(span, d)| Edit::Date(on(span, by), Some(d))));
    let event = |d: EventDecision| EventDecision { at: d.at.map(|s| on(s, by)), ..d };
    edits.extend(decisions.events.into_iter().map(|(span, d)| Edit::Event(on(span, by), Some(event(d)))));
    let journeys = decisions.journeys.into_iter();
    edits.extend(journeys.map(|((span, nth), d)| Edit::Journey((on(span, by), nth), Some(journey(d, by)))));
    edits.extend(decisions.hidden_sources.into_iter().map(|i| Edit::Source(i + n, super::Shown::No)));
    Edit::Many(edits)
}

const fn on(span: Span, by: u32) -> Span {
    Span::new(span.start + by, span.end + by)
}

fn journey(decision: JourneyDecision, by: u32) -> JourneyDecision {
    JourneyDecision {
        stops: decision.stops.into_iter().map(|s| stop(s, by)).collect(),
        evidence: decision.evidence.into_iter().map(|s| on(s, by)).collect(),
        ..decision
    }
}

fn stop(decision: StopDecision, by: u32) -> StopDecision {
    StopDecision {
        at: decision.at.map(|s| on(s, by)),
        evidence: decision.evidence.into_iter().map(|s| on(s, by)).collect(),
        options: decision.options.into_iter().map(|s| stop(s, by)).collect(),
        ..decision
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Gazetteer;
    use crate::story::{PlaceDecision, Story};

    #[test]
    fn what_was_decided_about_the_other_article_comes_with_it() {
        let gazetteer = Gazetteer::embedded();
        let other = Story::new(Article::from_text("The ferry left Volos on May 4, 2020."), gazetteer);
        let at = other.article.text.find("Volos").unwrap() as u32;
        let (other, _) = other.edited(Edit::Place(Span::new(at, at + 5), Some(PlaceDecision::Ignore)), gazetteer);
        let (other, _) = other.edited(Edit::Published(Some(jiff::civil::date(2020, 5, 6))), gazetteer);
        let first = Story::new(Article::from_text("The ferry stayed in Piraeus.\n"), gazetteer);
        let edit = adding(&first.article_as_read(), other.article_as_read(), other.decisions.clone());
        let (both, inverse) = first.edited(edit, gazetteer);
        let ignored: Vec<&str> = both.decisions.places.keys().map(|s| s.of(&both.article.text)).collect();
        assert_eq!(ignored, ["Volos"]);
        assert_eq!(both.article.added[0].published.map(|p| p.date), Some(jiff::civil::date(2020, 5, 6)));
        // Taken back, it is as if it had never been; and again.
        let (alone, again) = both.edited(inverse, gazetteer);
        assert_eq!((alone.article_as_read(), &alone.decisions), (first.article_as_read(), &first.decisions));
        let (once_more, _) = alone.edited(again, gazetteer);
        assert_eq!((once_more.article_as_read(), &once_more.decisions), (both.article_as_read(), &both.decisions));
    }
}
