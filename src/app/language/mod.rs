//! The language of the interface: English words in, those of the reader's language out.
//!
//! English is written in the source; `words` holds the others. What has no row there is shown as it is: names, and words of the article.

mod dates;
mod words;

pub(super) use dates::{long_date, short_date};

use std::sync::atomic::{AtomicU8, Ordering};
use words::WORDS;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
    French,
}

/// The language in use. The program speaks one language from its start to its end, so that this is no state but a part of the program.
static LANGUAGE: AtomicU8 = AtomicU8::new(0);

impl Language {
    /// The language that a tag such as "de_DE.UTF-8" begins with; `None` where it is none of ours.
    pub fn of_tag(tag: &str) -> Option<Language> {
        match tag.split(['_', '-', '.', '@']).next()? {
            "en" | "C" | "POSIX" => Some(Language::English),
            "de" => Some(Language::German),
            "fr" => Some(Language::French),
            _ => None,
        }
    }

    /// The language of the desktop, as gettext looks it up: the first that is set of these.
    pub fn of_desktop() -> Language {
        let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let tags = ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default();
        tags.split(':').find_map(Language::of_tag).unwrap_or(Language::English)
    }

    /// Speaks this language from now on. Once, when the window opens.
    pub fn speak(self) {
        LANGUAGE.store(self as u8, Ordering::Relaxed);
    }

    fn spoken() -> Language {
        match LANGUAGE.load(Ordering::Relaxed) {
            1 => Language::German,
            2 => Language::French,
            _ => Language::English,
        }
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

/// The words of the interface that are `english` in the source.
pub(super) fn tr(english: &str) -> &str {
    match Language::spoken() {
        Language::English => english,
        other => other.say(english).unwrap_or(english),
    }
}

/// The words that are `english` in the source, each `{}` filled in, in order.
pub(super) fn tr_with(english: &str, values: &[&dyn std::fmt::Display]) -> String {
    filled(tr(english), values)
}

/// Whether the words that are `english` in the source have a row.
#[cfg(test)]
pub(super) fn is_known(english: &str) -> bool {
    Language::German.say(english).is_some()
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
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
        let mut said = Vec::new();
        let files = |folder: &std::path::Path| std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect::<Vec<_>>();
        let all = files(&folder).into_iter().chain(files(&folder.join("basemaps")));
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
                "field(ui, &mut self.date, \"",
                "field(ui, &mut self.title, \"",
                "field(ui, &mut self.words, \"",
                "transport_ui(ui, \"",
            ] {
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
