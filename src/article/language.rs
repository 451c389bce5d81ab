//! The words of an article in, the language it is written in out.
//!
//! Dates and journeys are read in English only; places are known by the gazetteer's names in any language. The reader is told.

use super::Article;
use whatlang::{Info, Script};

/// Fewer letters than these are too few to tell languages of one script apart.
const LEAST_LETTERS: usize = 120;

/// How much of an article is looked at, in bytes.
const HEAD: usize = 8000;

/// A language other than English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// ISO 639-3 code: "deu".
    pub code: &'static str,
    /// Its English name: "German".
    pub name: &'static str,
}

impl Article {
    /// The language that the article is written in, where it surely is another than English.
    pub fn other_language(&self) -> Option<Language> {
        let mut words = String::new();
        for block in self.story_blocks() {
            words.push_str(block.span.of(&self.text));
            words.push('\n');
            if words.len() > HEAD {
                break;
            }
        }
        let info = whatlang::detect(&words)?;
        let n_letters = words.chars().filter(|c| c.is_alphabetic()).count();
        is_sure(&info, n_letters).then(|| Language { code: info.lang().code(), name: info.lang().eng_name() })
    }
}

fn is_sure(info: &Info, n_letters: usize) -> bool {
    match info.script() {
        Script::Latin => info.lang() != whatlang::Lang::Eng && info.is_reliable() && n_letters >= LEAST_LETTERS,
        // Another script is another language, whichever of its languages it is.
        _ => n_letters >= 20,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart_from_english() {
        let check = |words: &str, expected: Option<&str>| {
            let found = Article::from_text(words).other_language();
            assert_eq!(found.map(|l| l.name), expected, "{words}");
        };
        check("The ferries left Piraeus for Heraklion at noon, and the crews said that they were glad.", None);
        check("Rome", None);
        check(&"Łódź, Kraków, Gdańsk. ".repeat(3), None);
        let german = "Die Fähren nach Kreta fuhren am Montag wieder, nachdem die Besatzungen neun Tage lang gestreikt hatten, wie ihre \
            Gewerkschaft mitteilte. Tausende Reisende konnten endlich nach Hause, viele von ihnen hatten im Hafen von Piräus geschlafen.";
        check(german, Some("German"));
        check("Паромы на Крит в понедельник снова вышли в море после забастовки.", Some("Russian"));
        check("غادر القطار القاهرة صباح يوم الاثنين ووصل إلى الإسكندرية ظهرا.", Some("Arabic"));
        check("フェリーは月曜日に再びピレウスを出発した。乗組員は九日間ストライキをしていた。", Some("Japanese"));
        check("", None);
        check("\u{202e}\u{0}\u{fffd}", None);
    }
}
