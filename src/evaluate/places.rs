//! How well the names of places are found, and where they are put.

use super::distances::{Distances, LARGEST_KM, RIGHT_KM};
use super::record::Mention;
use super::spans::{Stretch, pair, shared};
use super::{Pair, Ratio, Share};
use crate::earth;
use std::collections::BTreeSet;

/// Which marks are left aside, on both sides. What the system gave only there is neither right nor wrong.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Kinds of mentions: "demonym" for labels that do not mark them.
    pub kinds: Vec<String>,
    /// Whether the commonest names of countries and continents are left aside: their point is a convention, and they are never in doubt.
    pub leaves_out_common: bool,
}

/// Names that are left aside as common.
///
/// Source: Hu et al. (2022), How can voting mechanisms improve the robustness and generalizability of toponym disambiguation?, whose figures
/// are without them.
const COMMON: &[&str] = &[
    "africa",
    "algeria",
    "america",
    "american",
    "americans",
    "asia",
    "australia",
    "canada",
    "canadian",
    "canadians",
    "china",
    "chinese",
    "europe",
    "european",
    "india",
    "middle east",
    "north africa",
    "north america",
    "russia",
    "russian",
    "russians",
    "south america",
    "u.s",
    "u.s.",
    "united states",
    "united states of america",
    "us",
    "usa",
    "west africa",
    "western europe",
];

/// How well places are read. Mentions of the same stretch count once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceScores {
    /// Mentions found with the very stretch.
    pub exact: Ratio,
    /// Mentions found with a stretch that overlaps, one to one.
    pub overlap: Ratio,
    /// Errors over the labelled mentions with a point that were found; one without an answer has the largest error.
    pub of_found: Distances,
    /// Errors over all labelled mentions with a point; one that was not found has the largest error.
    pub of_all: Distances,
    /// Found and put within 161 km: the found are those with a point, save those of a labelled mention without one.
    pub end_to_end: Ratio,
    /// The same, with the very stretch.
    pub end_to_end_exact: Ratio,
    /// How often the found ones are within 161 km, by how sure the system said it was.
    pub reliability: Vec<Confidence>,
}

/// Answers that were about as sure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    /// The least that they were sure.
    pub at_least: f64,
    /// How many are within 161 km.
    pub right: Share,
    /// The sum of how sure they were; over their number, the share that should be right.
    pub sum: f64,
}

/// Where the steps of the reliability begin.
const STEPS: [f64; 6] = [0.0, 0.5, 0.7, 0.8, 0.9, 0.95];

/// Scores the places of `pairs`.
pub fn score_places(pairs: &[Pair<'_>], filter: &Filter) -> PlaceScores {
    let steps = STEPS.map(|at_least| Confidence { at_least, right: Share::default(), sum: 0.0 });
    let mut scores = PlaceScores { reliability: steps.to_vec(), ..PlaceScores::default() };
    for (gold, found) in pairs {
        let found = found.and_then(|f| f.toponyms.as_deref()).unwrap_or_default();
        score_one(gold.toponyms.as_deref().unwrap_or_default(), found, filter, &mut scores);
    }
    scores
}

fn score_one(gold: &[Mention], found: &[Mention], filter: &Filter, scores: &mut PlaceScores) {
    let (aside, gold): (Vec<&Mention>, Vec<&Mention>) = gold.iter().partition(|m| filter.leaves_out(m));
    let gold = once(gold.into_iter());
    let touches = |m: &Mention, others: &[&Mention]| others.iter().any(|o| shared(stretch(m), stretch(o)) > 0);
    let found = once(found.iter().filter(|m| !filter.leaves_out_kind(m)));
    let found: Vec<&Mention> = found.into_iter().filter(|m| touches(m, &gold) || !touches(m, &aside)).collect();

    let stretches = |mentions: &[&Mention]| mentions.iter().map(|m| stretch(m)).collect::<Vec<Stretch>>();
    let (gold_stretches, found_stretches) = (stretches(&gold), stretches(&found));
    let pairs = pair(&gold_stretches, &found_stretches);
    let n_equal = found_stretches.iter().filter(|s| gold_stretches.contains(s)).count() as u64;
    let (n_gold, n_found) = (gold.len() as u64, found.len() as u64);
    scores.exact += Ratio { hits: n_equal, found: n_found, gold: n_gold };
    scores.overlap += Ratio { hits: pairs.len() as u64, found: n_found, gold: n_gold };

    let (mut hits, mut exact_hits) = (0, 0);
    for (g, marked) in gold.iter().enumerate() {
        let Some(truth) = marked.point() else { continue };
        let Some(given) = pairs.iter().find(|p| p.0 == g).and_then(|p| found.get(p.1)) else {
            scores.of_all.push(LARGEST_KM);
            continue;
        };
        let answer = given.point().map(|p| earth::distance(truth, p).km());
        let km = answer.unwrap_or(LARGEST_KM);
        scores.of_found.push(km);
        scores.of_all.push(km);
        let is_right = answer.is_some_and(|km| km <= RIGHT_KM);
        hits += u64::from(is_right);
        exact_hits += u64::from(is_right && stretch(marked) == stretch(given));
        if let (Some(sure), Some(_)) = (given.confidence, answer)
            && let Some(step) = scores.reliability.iter_mut().rev().find(|step| sure >= step.at_least)
        {
            step.right.count(is_right);
            step.sum += sure;
        }
    }
    let is_pointless = |f: usize| pairs.iter().any(|&(g, other)| other == f && gold.get(g).is_some_and(|m| m.point().is_none()));
    let n_answers = found.iter().enumerate().filter(|(f, m)| m.point().is_some() && !is_pointless(*f)).count() as u64;
    let n_points = gold.iter().filter(|m| m.point().is_some()).count() as u64;
    scores.end_to_end += Ratio { hits, found: n_answers, gold: n_points };
    scores.end_to_end_exact += Ratio { hits: exact_hits, found: n_answers, gold: n_points };
}

impl Filter {
    fn leaves_out_kind(&self, mention: &Mention) -> bool {
        mention.kind.as_ref().is_some_and(|kind| self.kinds.contains(kind))
    }

    fn leaves_out(&self, mention: &Mention) -> bool {
        self.leaves_out_kind(mention) || self.leaves_out_common && COMMON.contains(&mention.text.to_lowercase().as_str())
    }
}

fn stretch(mention: &Mention) -> Stretch {
    (mention.start, mention.end)
}

/// The mentions, the first of each stretch; those of nothing left out.
fn once<'m>(mentions: impl Iterator<Item = &'m Mention>) -> Vec<&'m Mention> {
    let mut seen = BTreeSet::new();
    mentions.filter(|m| m.start < m.end && seen.insert(stretch(m))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Record;

    fn scores(gold: &str, found: &str, filter: &Filter) -> PlaceScores {
        let record = |json: &str| serde_json::from_str::<Record>(&format!(r#"{{"toponyms": {json}}}"#)).unwrap();
        let (gold, found) = (record(gold), record(found));
        score_places(&[(&gold, Some(&found))], filter)
    }

    const GOLD: &str = r#"[
        {"start": 0, "end": 5, "text": "Osan", "lat": 37.15, "lon": 127.07},
        {"start": 10, "end": 15, "text": "Paris", "lat": 48.85, "lon": 2.35},
        {"start": 20, "end": 25, "text": "Nowhere", "lat": null, "lon": null},
        {"start": 30, "end": 32, "text": "US", "lat": 39.76, "lon": -98.5},
        {"start": 40, "end": 46, "text": "French", "kind": "demonym", "lat": 46, "lon": 2}]"#;

    #[test]
    fn each_measure_counts_what_it_says() {
        // Right; put elsewhere, with a longer stretch; a point where none is labelled; found without answer; nothing there.
        let found = r#"[
            {"start": 0, "end": 5, "lat": 37.2, "lon": 127.0, "confidence": 0.97},
            {"start": 0, "end": 5, "lat": 0, "lon": 0},
            {"start": 9, "end": 15, "lat": 33.66, "lon": -95.56, "confidence": 0.6},
            {"start": 20, "end": 25, "lat": 1, "lon": 1},
            {"start": 30, "end": 32, "lat": null, "lon": null},
            {"start": 50, "end": 55, "lat": 2, "lon": 2}]"#;
        let s = scores(GOLD, found, &Filter::default());
        assert_eq!(s.exact, Ratio { hits: 3, found: 5, gold: 5 });
        assert_eq!(s.overlap, Ratio { hits: 4, found: 5, gold: 5 });
        assert_eq!((s.of_found.len(), s.of_all.len()), (3, 4));
        assert_eq!(s.of_found.within_161_km(), Some(1.0 / 3.0));
        assert_eq!(s.of_all.within_161_km(), Some(0.25));
        assert_eq!(s.end_to_end, Ratio { hits: 1, found: 3, gold: 4 });
        assert_eq!(s.end_to_end_exact, s.end_to_end);
        let told: Vec<(f64, u64, u64)> = s.reliability.iter().map(|c| (c.at_least, c.right.right, c.right.all)).collect();
        assert_eq!(told, [(0.0, 0, 0), (0.5, 0, 1), (0.7, 0, 0), (0.8, 0, 0), (0.9, 0, 0), (0.95, 1, 1)]);
    }

    #[test]
    fn what_is_left_aside_costs_nobody() {
        let found = r#"[
            {"start": 0, "end": 5, "lat": 37.2, "lon": 127.0},
            {"start": 30, "end": 32, "lat": 0, "lon": 0},
            {"start": 40, "end": 46, "lat": 0, "lon": 0},
            {"start": 60, "end": 66, "kind": "demonym", "lat": 0, "lon": 0}]"#;
        let filter = Filter { kinds: vec!["demonym".to_owned()], leaves_out_common: true };
        let s = scores(GOLD, found, &filter);
        assert_eq!(s.exact, Ratio { hits: 1, found: 1, gold: 3 });
        assert_eq!(s.end_to_end, Ratio { hits: 1, found: 1, gold: 2 });
    }

    #[test]
    fn the_labels_themselves_are_all_right() {
        let s = scores(GOLD, GOLD, &Filter::default());
        assert_eq!((s.exact.f1(), s.overlap.f1(), s.end_to_end.f1(), s.end_to_end_exact.f1()), (1.0, 1.0, 1.0, 1.0));
        assert_eq!((s.of_all.mean_km(), s.of_all.auc()), (Some(0.0), Some(0.0)));
    }
}
