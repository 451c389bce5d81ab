//! The language that is spoken to the reader: English words in, those of the reader's language out.
//!
//! English is written in the source; `words` holds the others. What has no row there is shown as it is: names, and words of the article.
//! A thread speaks English until it is told otherwise, so whatever is written without a window is English; only the window tells, and
//! gives its language on to the threads that work for it. A parameter in its place would go through every line that says a word.

mod dates;
mod words;

pub(crate) use dates::date;

use std::cell::Cell;
use words::WORDS;

/// A language that can be spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English, the language of the source.
    English,
    /// German.
    German,
    /// French.
    French,
}

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

impl Language {
    /// All, in the order in which they are offered.
    pub const ALL: [Language; 3] = [Language::English, Language::German, Language::French];

    /// The language that a tag such as "de_DE.UTF-8" begins with; `None` where it is none of ours.
    pub fn of_tag(tag: &str) -> Option<Language> {
        match tag.split(['_', '-', '.', '@']).next()? {
            "en" | "C" | "POSIX" => Some(Language::English),
            "de" => Some(Language::German),
            "fr" => Some(Language::French),
            _ => None,
        }
    }

    /// Its tag: "de".
    pub const fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
        }
    }

    /// Its name in itself, as lists of languages give it.
    pub const fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::German => "Deutsch",
            Language::French => "Français",
        }
    }

    /// The language of the desktop, as gettext looks it up: the first that is set of these.
    pub fn of_desktop() -> Language {
        let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let tags = ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default();
        tags.split(':').find_map(Language::of_tag).unwrap_or(Language::English)
    }

    /// Speaks this language on this thread from now on.
    pub fn speak(self) {
        SPOKEN.set(self);
    }

    /// The language that this thread speaks.
    pub fn spoken() -> Language {
        SPOKEN.get()
    }

    /// Does `work` in English on this thread: what others read by machine is in one language.
    #[cfg(feature = "gui")]
    pub(crate) fn in_english<T>(work: impl FnOnce() -> T) -> T {
        let spoken = Language::spoken();
        Language::English.speak();
        let done = work();
        spoken.speak();
        done
    }

    /// `english` in this language.
    fn say(self, english: &str) -> Option<&'static str> {
        let row = WORDS.binary_search_by(|row| row.0.cmp(english)).ok().and_then(|i| WORDS.get(i))?;
        Some(match self {
            Language::English => row.0,
            Language::German => row.1,
            Language::French => row.2,
        })
    }
}

/// Starts a thread that speaks as this one does.
#[cfg(feature = "gui")]
pub(crate) fn spawn(work: impl FnOnce() + Send + 'static) {
    let spoken = Language::spoken();
    std::thread::spawn(move || {
        spoken.speak();
        work();
    });
}

/// The words that are `english` in the source.
pub(crate) fn tr(english: &str) -> &str {
    match Language::spoken() {
        Language::English => english,
        other => other.say(english).unwrap_or(english),
    }
}

/// What was said in English elsewhere, with names and numbers filled in: a reason, an error. It is known again by the row whose words
/// stand around them; the longest of several.
#[cfg(feature = "gui")]
pub(crate) fn tr_said(english: &str) -> String {
    let spoken = Language::spoken();
    if spoken == Language::English {
        return english.to_owned();
    }
    if let Some(words) = spoken.say(english) {
        return words.to_owned();
    }
    let known = WORDS.iter().filter(|row| row.0.contains("{}")).filter_map(|row| Some((row, gaps(row.0, english)?)));
    let Some((row, values)) = known.max_by_key(|(row, _)| row.0.len()) else { return english.to_owned() };
    let values: Vec<String> = values.into_iter().map(value_said).collect();
    let values: Vec<&dyn std::fmt::Display> = values.iter().map(|v| v as &dyn std::fmt::Display).collect();
    filled(if spoken == Language::German { row.1 } else { row.2 }, &values)
}

/// What fills a gap: a number as its readers write it, words as they are said, a name as it is.
#[cfg(feature = "gui")]
fn value_said(english: &str) -> String {
    english.replace(',', "").parse::<u32>().map_or_else(|_| tr_said(english), |n| number(n.into()))
}

/// What stands in `said` where `template` has gaps; `None` where the words around them are others. Where there are few of these, as in
/// "{} of {}", only numbers fill the gaps: any sentence has an "of".
#[cfg(feature = "gui")]
fn gaps<'s>(template: &str, said: &'s str) -> Option<Vec<&'s str>> {
    let mut parts = template.split("{}");
    let mut rest = said.strip_prefix(parts.next()?)?;
    let mut values = Vec::new();
    let parts: Vec<&str> = parts.collect();
    for (i, part) in parts.iter().enumerate() {
        let is_last = i + 1 == parts.len();
        let at = if part.is_empty() {
            is_last.then_some(rest.len())?
        } else if is_last {
            rest.ends_with(part).then(|| rest.len() - part.len())?
        } else {
            rest.find(part)?
        };
        let value = rest.get(..at).filter(|v| !v.is_empty())?;
        values.push(value);
        rest = rest.get(at + part.len()..)?;
    }
    let is_number = |v: &&str| v.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let n_letters = template.chars().filter(|c| c.is_alphabetic()).count();
    (n_letters >= 8 || values.iter().all(is_number)).then_some(values)
}

/// The words that are `english` in the source, each `{}` filled in, in order.
pub(crate) fn tr_with(english: &str, values: &[&dyn std::fmt::Display]) -> String {
    filled(tr(english), values)
}

/// Whether the words that are `english` in the source have a row.
#[cfg(all(test, feature = "gui"))]
pub(crate) fn is_known(english: &str) -> bool {
    Language::German.say(english).is_some()
}

/// A number as its readers write it: "2,500", "2.500", "2 500"; one decimal where it is no whole number.
pub(crate) fn number(value: f64) -> String {
    let (comma, point) = match Language::spoken() {
        Language::English => (",", "."),
        Language::German => (".", ","),
        // A space that does not break.
        Language::French => ("\u{a0}", ","),
    };
    let digits = format!("{:.0}", if value.fract() == 0.0 { value } else { value.trunc() });
    let mut out = String::with_capacity(digits.len() + 8);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(comma);
        }
        out.push(digit);
    }
    let tenths = (value.fract() * 10.0).round();
    if tenths > 0.0 && tenths < 10.0 { format!("{out}{point}{tenths:.0}") } else { out }
}

fn filled(template: &str, values: &[&dyn std::fmt::Display]) -> String {
    let mut out = String::with_capacity(template.len() + 16 * values.len());
    let mut values = values.iter();
    let mut parts = template.split("{}");
    out.push_str(parts.next().unwrap_or(""));
    for part in parts {
        if let Some(value) = values.next() {
            out.push_str(&value.to_string());
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_whole() {
        for pair in WORDS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{:?} before {:?}", pair[0].0, pair[1].0);
        }
        for (english, german, french) in WORDS {
            let gaps = |words: &str| words.matches("{}").count();
            assert!(!german.is_empty() && !french.is_empty(), "{english}");
            assert_eq!((gaps(german), gaps(french)), (gaps(english), gaps(english)), "{english}");
            let opens = |words: &str| words.trim_end().ends_with('…');
            assert!(opens(german) == opens(english) && opens(french) == opens(english), "{english}: what opens a dialog says so");
        }
    }

    /// The English words that the window's sources give to `tr` and to the controls that translate.
    fn said() -> Vec<(String, String)> {
        let folder = |name: &str| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name);
        let mut said = Vec::new();
        let files = |folder: &std::path::Path| std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect::<Vec<_>>();
        let all = ["app", "app/basemaps", "scene", "scene/strip"].into_iter().flat_map(|name| files(&folder(name)));
        for file in all.filter(|p| p.extension().is_some_and(|e| e == "rs")) {
            let source = std::fs::read_to_string(&file).unwrap();
            for door in [
                "icon_button(ui, Icon::More, \"",
                "icon_button(&mut corner, Icon::Close, \"",
                "tr(\"",
                "tr_with(\"",
                "button(ui, \"",
                "kicker(ui, \"",
                "part(ui, \"",
                "label(ui, \"",
                "ask(ui, \"",
                "edit(ui, \"",
                "name: \"",
                "typed(ui, &mut self.date, \"",
                "typed(ui, &mut self.title, \"",
                "typed_date(ui, &mut self.date, \"",
                "field(ui, &mut self.date, \"",
                "field(ui, &mut self.title, \"",
                "field(ui, &mut self.words, \"",
                "transport_ui(ui, \"",
            ] {
                if door == "name: \"" && file.starts_with(folder("scene")) {
                    // There a name is that of a layer.
                    continue;
                }
                for (at, _) in source.match_indices(door) {
                    let words = source[at + door.len()..].split('"').next().unwrap();
                    said.push((file.file_name().unwrap().to_string_lossy().into_owned(), words.to_owned()));
                }
            }
        }
        said
    }

    #[test]
    fn every_word_of_the_interface_has_its_translations() {
        let said = said();
        assert!(said.len() > 150, "{}", said.len());
        let missing: Vec<_> = said.iter().filter(|(_, words)| Language::German.say(words).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn a_template_is_filled_in_order() {
        assert_eq!(filled("{} von {}", &[&3, &"vier"]), "3 von vier");
        assert_eq!(filled("nichts", &[]), "nichts");
        assert_eq!(Language::French.say("Undo"), Some("Annuler"));
        assert_eq!(Language::German.say("Pyongyang"), None);
    }

    #[cfg(feature = "gui")]
    #[test]
    fn what_was_said_in_english_is_known_again() {
        let check = |english: &str, german: &str| assert_eq!(tr_said(english), german);
        check("in Texas, named in the same phrase", "in Texas, named in the same phrase");
        Language::German.speak();
        check("in Texas, named in the same phrase", "in Texas, in derselben Wendung genannt");
        check("the Wednesday before the article appeared", "Mittwoch vor dem Erscheinen");
        check("2 years before the article appeared", "2 Jahre vor dem Erscheinen");
        check("a city of 1,240,000 people", "eine Stadt mit 1.240.000 Einwohnern");
        check("could not write: Permission denied (os error 13): /a/of/b.png", "ließ sich nicht schreiben: kein Zugriff: /a/of/b.png");
        check("the University of Oslo", "the University of Oslo");
        assert_eq!((number(2500.0), number(2.5)), ("2.500".to_owned(), "2,5".to_owned()));
        Language::English.speak();
        assert_eq!((number(1_234_567.0), number(2.5), number(999.0)), ("1,234,567".to_owned(), "2.5".to_owned(), "999".to_owned()));
    }

    #[test]
    fn the_language_is_that_of_the_desktop() {
        let check = |tag: &str, expected: Option<Language>| assert_eq!(Language::of_tag(tag), expected, "{tag}");
        check("de_DE.UTF-8", Some(Language::German));
        check("fr", Some(Language::French));
        check("fr-CA", Some(Language::French));
        check("C.UTF-8", Some(Language::English));
        check("den", None);
        check("", None);
    }
}
