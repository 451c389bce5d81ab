//! How well expressions of time are found and valued.

use super::record::{Expression, Record};
use super::spans::{Stretch, pair};
use super::{Pair, Ratio};

/// How well dates are read. The first five are those of the TempEval-3 shared task, the last two ask what a timeline needs.
///
/// Source: UzZaman et al. (2013), SemEval-2013 Task 1: TempEval-3, section 4.1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DateScores {
    /// Expressions found with the very stretch.
    pub strict: Ratio,
    /// Expressions found with a stretch that overlaps, one to one.
    pub relaxed: Ratio,
    /// Of those found, the ones with the right type.
    pub n_type: u64,
    /// Of those found, the ones with the right value.
    pub n_value: u64,
    /// Stretch, type and value right.
    pub strict_value: Ratio,
    /// Dates and times of a known year, right but for the time of day.
    pub date_value: Ratio,
    /// The same, of a known day.
    pub day_value: Ratio,
}

impl DateScores {
    /// F1 of the type: the share of right types among those found, times the F1 of finding them.
    pub fn type_f1(&self) -> f64 {
        self.of_relaxed(self.n_type)
    }

    /// F1 of the value, by which the shared task ranks.
    pub fn value_f1(&self) -> f64 {
        self.of_relaxed(self.n_value)
    }

    fn of_relaxed(&self, n_right: u64) -> f64 {
        if self.relaxed.hits == 0 { 0.0 } else { n_right as f64 / self.relaxed.hits as f64 * self.relaxed.f1() }
    }
}

/// Scores the dates of `pairs`.
pub fn score_dates(pairs: &[Pair<'_>]) -> DateScores {
    let mut scores = DateScores::default();
    for (gold, found) in pairs {
        let text = gold.text.as_deref();
        let mut found = trimmed(*found, text);
        found.retain(|e| e.stretch.1 > e.stretch.0);
        score_one(&trimmed(Some(gold), text), &once(found), &mut scores);
    }
    scores
}

/// An expression without white space around it.
#[derive(Clone, Debug, PartialEq)]
struct Marked<'r> {
    stretch: Stretch,
    kind: String,
    value: &'r str,
}

fn trimmed<'r>(record: Option<&'r Record>, text: Option<&str>) -> Vec<Marked<'r>> {
    let letters: Vec<char> = text.map(|t| t.chars().collect()).unwrap_or_default();
    let is_white = |at: u64| usize::try_from(at).ok().and_then(|at| letters.get(at)).is_some_and(|c| c.is_whitespace());
    let marked = |e: &'r Expression| {
        let (mut start, mut end) = (e.start, e.end);
        while start < end && is_white(start) {
            start += 1;
        }
        while end > start && is_white(end - 1) {
            end -= 1;
        }
        Marked { stretch: (start, end), kind: e.kind.to_uppercase(), value: e.value.trim() }
    };
    record.and_then(|r| r.timexes.as_deref()).unwrap_or_default().iter().map(marked).collect()
}

/// The same without those that are there twice.
fn once(expressions: Vec<Marked<'_>>) -> Vec<Marked<'_>> {
    let mut out: Vec<Marked<'_>> = Vec::with_capacity(expressions.len());
    for expression in expressions {
        if !out.contains(&expression) {
            out.push(expression);
        }
    }
    out
}

fn score_one(gold: &[Marked<'_>], found: &[Marked<'_>], scores: &mut DateScores) {
    let pairs = paired(gold, found);
    let (n_gold, n_found) = (gold.len() as u64, found.len() as u64);
    let count = |is_right: &dyn Fn(&Marked<'_>, &Marked<'_>) -> bool| pairs.iter().filter(|(a, b)| is_right(a, b)).count() as u64;
    let ratio = |hits| Ratio { hits, found: n_found, gold: n_gold };
    scores.strict += ratio(count(&|a, b| a.stretch == b.stretch));
    scores.relaxed += ratio(pairs.len() as u64);
    scores.n_type += count(&|a, b| a.kind == b.kind);
    scores.n_value += count(&|a, b| a.value == b.value);
    scores.strict_value += ratio(count(&|a, b| a == b));
    for (sum, has_enough) in [(&mut scores.date_value, has_year as fn(&str) -> bool), (&mut scores.day_value, has_day)] {
        let is_dated = |e: &&Marked<'_>| e.is_calendar() && has_enough(e.value);
        let [gold, found] = [gold, found].map(|all| all.iter().filter(is_dated).cloned().collect::<Vec<_>>());
        let hits =
            paired(&gold, &found).iter().filter(|(a, b)| without_time_of_day(a.value) == without_time_of_day(b.value)).count() as u64;
        *sum += Ratio { hits, found: found.len() as u64, gold: gold.len() as u64 };
    }
}

fn paired<'e, 'r>(gold: &'e [Marked<'r>], found: &'e [Marked<'r>]) -> Vec<(&'e Marked<'r>, &'e Marked<'r>)> {
    let stretches = |all: &[Marked<'_>]| all.iter().map(|e| e.stretch).collect::<Vec<Stretch>>();
    pair(&stretches(gold), &stretches(found)).into_iter().filter_map(|(g, f)| Some((gold.get(g)?, found.get(f)?))).collect()
}

impl Marked<'_> {
    fn is_calendar(&self) -> bool {
        self.kind == "DATE" || self.kind == "TIME"
    }
}

/// Whether a value begins with a year, "2018…", and not with a longer number.
fn has_year(value: &str) -> bool {
    begins_as(value, "dddd")
}

/// Whether a value begins with a day, "2018-07-16…".
fn has_day(value: &str) -> bool {
    begins_as(value, "dddd-dd-dd")
}

/// Whether `value` has a digit at each `d` of `form` and its other signs where they stand, and no digit after it.
fn begins_as(value: &str, form: &str) -> bool {
    let mut signs = value.chars();
    let fits = |form: char, sign: Option<char>| sign.is_some_and(|s| if form == 'd' { s.is_ascii_digit() } else { s == form });
    form.chars().all(|f| fits(f, signs.next())) && !signs.next().is_some_and(|s| s.is_ascii_digit())
}

/// "2018-07-16TMO" and "2018-07-16T09:00" are both of the day 2018-07-16; coarser values stay as they are.
fn without_time_of_day(value: &str) -> &str {
    if has_day(value) { value.get(..10).unwrap_or(value) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores of made-up marks in "On Monday, 16 July at noon, for two days".
    fn check(found: &str, expected: &str) {
        let gold = r#"{"text": "On Monday, 16 July at noon, for two days", "timexes": [
            {"start": 3, "end": 18, "type": "DATE", "value": "2018-07-16"},
            {"start": 22, "end": 26, "type": "TIME", "value": "2018-07-16T12:00"},
            {"start": 32, "end": 40, "type": "DURATION", "value": "P2D"}]}"#;
        let gold: Record = serde_json::from_str(gold).unwrap();
        let found: Record = serde_json::from_str(&format!(r#"{{"timexes": {found}}}"#)).unwrap();
        let s = score_dates(&[(&gold, Some(&found))]);
        let f1 = [s.strict.f1(), s.relaxed.f1(), s.type_f1(), s.value_f1(), s.strict_value.f1(), s.date_value.f1(), s.day_value.f1()];
        assert_eq!(f1.map(|f| format!("{f:.2}")).join(" "), expected, "{found:?}");
    }

    #[test]
    fn each_measure_asks_its_own_question() {
        check("[]", "0.00 0.00 0.00 0.00 0.00 0.00 0.00");
        // A blank at the end is no fault; the time of day is none where the day is asked for.
        let good = r#"{"start": 3, "end": 19, "type": "date", "value": "2018-07-16 "}"#;
        let noon = r#"{"start": 22, "end": 26, "type": "TIME", "value": "2018-07-16TMO"}"#;
        check(&format!("[{good}, {noon}]"), "0.80 0.80 0.80 0.40 0.40 1.00 1.00");
        // Two halves of one expression: one of them counts.
        let halves =
            r#"{"start": 3, "end": 9, "type": "DATE", "value": "2018-07-16"}, {"start": 11, "end": 18, "type": "SET", "value": 2018}"#;
        check(&format!("[{halves}]"), "0.00 0.40 0.00 0.00 0.00 0.67 0.67");
        check(&format!("[{good}, {good}]"), "0.50 0.50 0.50 0.50 0.50 0.67 0.67");
    }

    #[test]
    fn values_are_cut_behind_the_day() {
        let check = |value: &str, expected: &str, year: bool, day: bool| {
            assert_eq!((without_time_of_day(value), has_year(value), has_day(value)), (expected, year, day), "{value}");
        };
        check("2018-07-16T09:00", "2018-07-16", true, true);
        check("2018-W29", "2018-W29", true, false);
        check("20180716", "20180716", false, false);
        check("2018-07-161", "2018-07-161", true, false);
        check("XXXX-07-16", "XXXX-07-16", false, false);
        check("PRESENT_REF", "PRESENT_REF", false, false);
        check("", "", false, false);
    }
}
