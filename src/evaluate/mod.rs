//! Labelled records and found records in, the field's measures out: how well places, dates and journeys are read.
//!
//! A record has the form of a batch's output, so what one run wrote can be corrected by hand and used as the labels of the next.
//! Opens no file and runs nothing: the command line reads the records and reads the articles.

mod dates;
mod distances;
mod journeys;
mod places;
mod ratio;
mod record;
mod spans;

pub use dates::{DateScores, score_dates};
pub use distances::Distances;
pub use journeys::{JourneyScores, score_journeys};
pub use places::{Confidence, Filter, PlaceScores, score_places};
pub use ratio::{Ratio, Share};
pub use record::{Alternative, Expression, JourneyMarked, Mention, Record, StopMarked};

/// A labelled record with what was found in the same text; nothing found where the system left it out.
pub type Pair<'r> = (&'r Record, Option<&'r Record>);

/// Pairs each labelled record with the found one of the same id, and of the same corpus where both name one.
///
/// # Errors
/// The ids of found records that no labelled record has, and ids that are there twice: then the files do not belong together.
pub fn pairs<'r>(gold: &'r [Record], found: &'r [Record]) -> Result<Vec<Pair<'r>>, String> {
    let mut by_key = std::collections::BTreeMap::new();
    for record in found {
        if by_key.insert((record.corpus.as_deref(), record.id.to_string()), record).is_some() {
            return Err(format!("an id is there twice: {}", record.id));
        }
    }
    let mut pairs = Vec::with_capacity(gold.len());
    for record in gold {
        let id = record.id.to_string();
        let found = by_key.remove(&(record.corpus.as_deref(), id.clone())).or_else(|| by_key.remove(&(None, id)));
        pairs.push((record, found));
    }
    match by_key.keys().next() {
        Some((_, id)) => Err(format!("{} records are not among the labelled ones, the first of them: {id}", by_key.len())),
        None => Ok(pairs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(lines: &[&str]) -> Vec<Record> {
        lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn records_meet_by_id_and_corpus() {
        let gold = records(&[r#"{"id": 1, "corpus": "a"}"#, r#"{"id": "1", "corpus": "a"}"#, r#"{"id": 1, "corpus": "b"}"#]);
        let found = records(&[r#"{"id": 1, "corpus": "b", "toponyms": []}"#, r#"{"id": "1", "timexes": []}"#]);
        let pairs = pairs(&gold, &found).unwrap();
        let said: Vec<bool> = pairs.iter().map(|(_, f)| f.is_some()).collect();
        assert_eq!(said, [false, true, true]);
        assert!(pairs[2].1.unwrap().toponyms.is_some());
        let error = super::pairs(&gold, &records(&[r#"{"id": 7}"#])).unwrap_err();
        assert_eq!(error, "1 records are not among the labelled ones, the first of them: 7");
        assert!(super::pairs(&gold, &records(&[r#"{"id": 7}"#, r#"{"id": 7}"#])).unwrap_err().contains("twice"));
    }
}
