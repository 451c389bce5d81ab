//! The words of a block in, what they say about the article out: who wrote it, when it appeared, whose picture this is.

use crate::article::calendar::{DayOrder, WrittenDate, month_named, written_dates};

/// How much a date says that the article appeared on it; the first is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// "Published: July 17, 2018".
    Said,
    /// A date alone on its line, or behind the author's name.
    Alone,
    /// "SEOUL, July 17, 2018 (Agency) —".
    Dateline,
    /// "Updated July 18, 2018".
    Updated,
}

/// Words that may stand beside the date on its line.
const BESIDE_DATE: &[&str] = &[
    "a.m",
    "am",
    "and",
    "at",
    "bst",
    "by",
    "cdt",
    "cest",
    "cet",
    "central",
    "cst",
    "date",
    "dated",
    "day",
    "east",
    "eastern",
    "edt",
    "est",
    "et",
    "filed",
    "first",
    "fri",
    "friday",
    "gmt",
    "h",
    "hours",
    "hrs",
    "issued",
    "ist",
    "jst",
    "kst",
    "last",
    "local",
    "min",
    "minute",
    "minutes",
    "modified",
    "mon",
    "monday",
    "mountain",
    "mst",
    "on",
    "p.m",
    "pacific",
    "pdt",
    "pm",
    "posted",
    "pst",
    "pt",
    "publication",
    "published",
    "read",
    "released",
    "sat",
    "saturday",
    "story",
    "sun",
    "sunday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "time",
    "tue",
    "tues",
    "tuesday",
    "updated",
    "utc",
    "wed",
    "wednesday",
];

/// Words before an author's name.
const AUTHOR_OPENINGS: &[&str] =
    &["by ", "written by ", "author: ", "reporting by ", "story by ", "words by ", "reported by ", "(reporting by "];

/// Words of a picture's credit.
const CREDITS: &[&str] = &[
    "afp",
    "ap",
    "archive",
    "bloomberg",
    "courtesy",
    "credit",
    "dpa",
    "epa",
    "file",
    "flickr",
    "getty",
    "graphic",
    "handout",
    "illustration",
    "image",
    "images",
    "nasa",
    "photo",
    "photographer",
    "photos",
    "picture",
    "reuters",
    "screenshot",
    "shutterstock",
    "unsplash",
    "upi",
    "via",
    "wikimedia",
    "xinhua",
];

/// Beginnings of captions.
const CAPTION_OPENINGS: &[&str] = &[
    "caption:",
    "credit:",
    "file - ",
    "file – ",
    "file — ",
    "file photo",
    "file picture",
    "file:",
    "handout photo",
    "image caption",
    "image credit",
    "image:",
    "photo by ",
    "photo caption",
    "photo credit",
    "photo courtesy",
    "photo:",
    "photograph:",
    "photos:",
    "picture:",
];

/// Whether a block says who wrote the article or when it appeared.
pub(super) fn is_byline(words: &str) -> bool {
    is_author_line(words) || published(words).is_some()
}

/// The author's name in a byline: "By Ann Example | 5 May" gives "Ann Example".
pub(super) fn author(words: &str) -> Option<String> {
    is_author_line(words).then_some(())?;
    let opening = AUTHOR_OPENINGS.iter().find(|o| starts_with_ignoring_case(words, o))?;
    let name = words.get(opening.len()..)?;
    let end = written_dates(name, DayOrder::Unknown).first().map_or(name.len(), |d| d.span.start as usize);
    let name = name.get(..end)?.split(['|', '•', '·', '\n', ';', '/', '(', '@']).next()?;
    let name = ["Published", "Updated", "Posted", " for ", " in ", " - ", " – ", " — "]
        .iter()
        .fold(name, |n, mark| n.split(mark).next().unwrap_or(n));
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | ')'));
    (!name.is_empty()).then(|| name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The publication date of a line that says little else, and how much it says so.
pub(super) fn published(words: &str) -> Option<(Rank, WrittenDate)> {
    if words.split_whitespace().nth(24).is_some() {
        return None;
    }
    let dates = written_dates(words, DayOrder::Unknown);
    let first = *dates.first()?;
    let lower = words.to_lowercase();
    let is_said = |verb: &str, date: &WrittenDate| {
        // The nearest verb before a date is its own: "Published May 1, 2020, updated May 3, 2020".
        let before = words.get(..date.span.start as usize).map(str::to_lowercase).unwrap_or_default();
        let nearest = ["published", "posted", "first", "updated", "modified", "issued", "released"]
            .iter()
            .filter_map(|v| before.rfind(v).map(|i| (i, *v)))
            .max();
        nearest.is_some_and(|(_, v)| v == verb)
    };
    let said = dates.iter().find(|d| ["published", "posted", "first", "issued", "released"].iter().any(|v| is_said(v, d)));
    // What is left beside dates must be words of such lines, numbers of a clock, or names: of the author behind "By", of a town.
    let mut rest = String::new();
    let mut from = 0;
    for date in &dates {
        rest.push_str(words.get(from..date.span.start as usize)?);
        rest.push(' ');
        from = date.span.end as usize;
    }
    rest.push_str(words.get(from..)?);
    let parts = rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '(' | ')' | ':' | '-' | '–' | '—' | '/'));
    let mut n_names = 0;
    for part in parts.map(|p| p.trim_matches('.')).filter(|p| !p.is_empty()) {
        let is_beside = BESIDE_DATE.contains(&part.to_lowercase().as_str()) || part.chars().all(|c| c.is_ascii_digit() || c == '.');
        let is_clock = part.starts_with(|c: char| c.is_ascii_digit()) && part.len() <= 7;
        if is_beside || is_clock {
            continue;
        }
        if !part.starts_with(char::is_uppercase) {
            return None;
        }
        n_names += 1;
    }
    // Names need room of their own: an author line, or few words and no sentence.
    if n_names > 0
        && !(is_author_line(words) || (n_names <= 4 && !words.ends_with('.') && (said.is_some() || has_mark_beside(words, &first))))
    {
        return None;
    }
    match said {
        Some(date) => Some((Rank::Said, *date)),
        None if lower.contains("updated") || lower.contains("modified") => Some((Rank::Updated, first)),
        None => Some((Rank::Alone, first)),
    }
}

/// The date of an agency's dateline with a year: "SEOUL, July 17, 2018 (Agency) — Troops …".
pub(super) fn published_in_dateline(words: &str) -> Option<(Rank, WrittenDate)> {
    let head: String = words.chars().take(120).collect();
    let date = *written_dates(&head, DayOrder::Unknown).first()?;
    let before = head.get(..date.span.start as usize)?;
    let after = head.get(date.span.end as usize..)?.trim_start();
    // Only a town in capitals comes before, only an agency or the dash comes after.
    let town = before.trim_end().strip_suffix(',')?.split([',', ';']).next()?.trim();
    let is_town = town.chars().any(char::is_alphabetic) && !town.chars().any(char::is_lowercase);
    let has_dash =
        ["—", "–", "--", "- "].iter().any(|dash| after.get(..).unwrap_or("").chars().take(40).collect::<String>().contains(dash));
    (is_town && (after.starts_with('(') || has_dash)).then_some((Rank::Dateline, date))
}

/// Whether a block is the words under a picture: it ends or begins with a credit.
pub(super) fn is_caption(words: &str) -> bool {
    if words.split_whitespace().nth(70).is_some() {
        return false;
    }
    if CAPTION_OPENINGS.iter().any(|opening| starts_with_ignoring_case(words, opening)) {
        return true;
    }
    let Some(credit) = closing_brackets(words) else { return false };
    let n_words = credit.split_whitespace().count();
    let is_named = credit.split(|c: char| !c.is_alphanumeric()).any(|w| CREDITS.contains(&w.to_lowercase().as_str()));
    // "Person/Agency": two names with a stroke between them.
    let is_stroked = credit.split('/').count() == 2 && credit.split('/').all(|side| side.trim().starts_with(char::is_uppercase));
    n_words <= 10 && (is_stroked || (is_named && credit.split_whitespace().all(|w| !w.ends_with('.') || w.len() <= 4)))
}

/// The words in the brackets that end a block.
fn closing_brackets(words: &str) -> Option<&str> {
    let words = words.trim_end_matches(['.', '"', '”']);
    let (open, inner) = match words.strip_suffix(')') {
        Some(inner) => ('(', inner),
        None => ('[', words.strip_suffix(']')?),
    };
    inner.rfind(open).and_then(|i| inner.get(i + 1..))
}

fn is_author_line(words: &str) -> bool {
    let Some(opening) = AUTHOR_OPENINGS.iter().find(|o| starts_with_ignoring_case(words, o)) else { return false };
    let name = words.get(opening.len()..).unwrap_or("");
    let is_short = words.split_whitespace().nth(18).is_none();
    // Names have capitals: "By noon the water had risen" has not, and is a sentence besides.
    let is_reporting_note = opening.starts_with('(');
    let is_deadline =
        name.split_whitespace().next().is_some_and(|w| BESIDE_DATE.contains(&w.to_lowercase().as_str()) || month_named(w).is_some());
    let mut capitals = name.split_whitespace().map(|w| w.starts_with(char::is_uppercase));
    let n_name = name.split_whitespace().count();
    // "By Ann Example", "By Reuters", "By the Associated Press".
    let is_named = match (capitals.next(), capitals.next()) {
        (Some(true), Some(true)) => true,
        (Some(true), None) => true,
        (Some(false), Some(true)) => starts_with_ignoring_case(name, "the ") && n_name <= 6,
        (Some(true), Some(false)) => {
            name.split_whitespace().nth(1).is_some_and(|w| ["and", "de", "of", "van", "von", "|", "in"].contains(&w))
        }
        _ => false,
    };
    let is_sentence = name.ends_with('.') && name.split_whitespace().count() > 5;
    (is_reporting_note || is_named) && is_short && !is_sentence && !is_deadline
}

/// Whether a comma, a stroke or a dash parts the date from the names beside it.
fn has_mark_beside(words: &str, date: &WrittenDate) -> bool {
    let before = words.get(..date.span.start as usize).unwrap_or("").trim_end();
    let after = words.get(date.span.end as usize..).unwrap_or("").trim_start();
    let marks = [',', '|', '•', '·', '–', '—', '-', ':', '/', '\n', ')'];
    (before.is_empty() || before.ends_with(marks)) && (after.is_empty() || after.starts_with(marks) || after.starts_with('('))
}

fn starts_with_ignoring_case(words: &str, opening: &str) -> bool {
    words.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publication_lines_give_their_date() {
        fn check(words: &str, expected: &str) {
            let found = published(words).map_or("-".to_owned(), |(rank, d)| format!("{rank:?} {}", d.date));
            assert_eq!(found, expected, "{words}");
        }
        check("July 17, 2018", "Alone 2018-07-17");
        check("Tuesday, 17 July 2018 10:45 GMT", "Alone 2018-07-17");
        check("Published: July 17, 2018", "Said 2018-07-17");
        check("Updated July 18, 2018 at 4:30 p.m. EDT", "Updated 2018-07-18");
        check("Published July 17, 2018, updated July 18, 2018", "Said 2018-07-17");
        check("Updated July 18, 2018 | Published July 17, 2018", "Said 2018-07-17");
        check("By Ann Example, July 17, 2018", "Alone 2018-07-17");
        check("Wellington | 17 July 2018", "Alone 2018-07-17");
        check("July 17, 2018, was a Tuesday.", "-");
        check("The treaty of July 17, 2018", "-");
        check("On July 17, 2018 Ann Example left Rome", "-");
        check("July 17", "-");
        check("2018-07-17 08:15", "Alone 2018-07-17");
    }

    #[test]
    fn authors_are_named_without_date_and_desk() {
        fn check(words: &str, expected: Option<&str>) {
            assert_eq!(author(words).as_deref(), expected, "{words}");
        }
        check("By Ann Example", Some("Ann Example"));
        check("BY ANN EXAMPLE AND BO SAMPLE", Some("ANN EXAMPLE AND BO SAMPLE"));
        check("By Ann Example | Updated: 5 May 2020", Some("Ann Example"));
        check("By Ann Example, July 17, 2018", Some("Ann Example"));
        check("Written by Ann Example for The Daily Tide", Some("Ann Example"));
        check("(Reporting by Ann Example in Oslo; editing by Bo Sample)", Some("Ann Example"));
        check("By the Daily Tide desk", Some("the Daily Tide desk"));
        check("By noon the water had risen", None);
        check("By the time Ann arrived, nobody was left.", None);
        check("By Friday", None);
        check("By Reuters", Some("Reuters"));
    }

    #[test]
    fn captions_are_known_by_their_credit() {
        fn check(words: &str, expected: bool) {
            assert_eq!(is_caption(words), expected, "{words}");
        }
        check("The harbour of Valletta at dawn. (Jo Person/Imagebank)", true);
        check("The minister in Rome (AP Photo/Jo Person)", true);
        check("A coast guard ship near Nome. (U.S. Coast Guard photo)", true);
        check("The bridge [Photo/Agency]", true);
        check("Photo: Jo Person", true);
        check("FILE PHOTO: A tanker in the strait", true);
        check("The vote was called off (it had been planned for May).", false);
        check("The Food and Agriculture Organization (FAO)", false);
        check("Photographs of the flood were shown in Dhaka.", false);
    }
}
