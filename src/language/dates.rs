//! Dates in the language of the interface. How exactly a date is said is decided once, in `scene::words`; this says the same in other words.

use super::Language;

/// English, German, French.
const MONTHS: [[&str; 3]; 12] = [
    ["January", "Januar", "janvier"],
    ["February", "Februar", "février"],
    ["March", "März", "mars"],
    ["April", "April", "avril"],
    ["May", "Mai", "mai"],
    ["June", "Juni", "juin"],
    ["July", "Juli", "juillet"],
    ["August", "August", "août"],
    ["September", "September", "septembre"],
    ["October", "Oktober", "octobre"],
    ["November", "November", "novembre"],
    ["December", "Dezember", "décembre"],
];

/// As above, for labels.
const SHORT_MONTHS: [[&str; 3]; 7] = [
    ["Jan", "Jan.", "janv."],
    ["Feb", "Feb.", "févr."],
    ["Aug", "Aug.", "août"],
    ["Sept", "Sept.", "sept."],
    ["Oct", "Okt.", "oct."],
    ["Nov", "Nov.", "nov."],
    ["Dec", "Dez.", "déc."],
];

/// As above.
const WEEKDAYS: [[&str; 3]; 7] = [
    ["Monday", "Montag,", "lundi"],
    ["Tuesday", "Dienstag,", "mardi"],
    ["Wednesday", "Mittwoch,", "mercredi"],
    ["Thursday", "Donnerstag,", "jeudi"],
    ["Friday", "Freitag,", "vendredi"],
    ["Saturday", "Samstag,", "samedi"],
    ["Sunday", "Sonntag,", "dimanche"],
];

/// The English words of a date in the language that is spoken: "Freitag, 27. Juli 2018".
pub(crate) fn date(english: String) -> String {
    match Language::spoken() {
        Language::English => english,
        other => said_in(other, &english),
    }
}

/// The English words of a date, in `language`.
fn said_in(language: Language, english: &str) -> String {
    let column = match language {
        Language::English => return english.to_owned(),
        Language::German => 1,
        Language::French => 2,
    };
    let of = |table: &[[&'static str; 3]], word: &str| table.iter().find(|row| row[0] == word).and_then(|row| row.get(column)).copied();
    let month = |word: &str| of(&MONTHS, word).or_else(|| of(&SHORT_MONTHS, word));
    let parts: Vec<&str> = english.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(parts.len());
    for (i, part) in parts.iter().enumerate() {
        let (word, comma) = part.strip_suffix(',').map_or((*part, ""), |word| (word, ","));
        let after = |n: usize| parts.get(i + n).copied().unwrap_or("");
        // "27 July", and "4 – 8 July", where the month is said once.
        let is_day = !word.is_empty()
            && word.bytes().all(|b| b.is_ascii_digit())
            && (month(after(1)).is_some() || (after(1) == "–" && month(after(3)).is_some()));
        let said = match (word, language) {
            _ if is_day && language == Language::German => format!("{word}."),
            ("1", Language::French) if is_day => "1er".to_owned(),
            ("Week" | "week", Language::German) => "Woche".to_owned(),
            ("Week", _) => "Semaine".to_owned(),
            ("week", _) => "semaine".to_owned(),
            ("of", Language::German) => "vom".to_owned(),
            ("of", _) => "du".to_owned(),
            ("BC", Language::German) => "v. Chr.".to_owned(),
            ("BC", _) => "av. J.-C.".to_owned(),
            ("century", Language::German) => "Jahrhundert".to_owned(),
            ("century", _) => "siècle".to_owned(),
            _ => month(word).or_else(|| of(&WEEKDAYS, word)).map_or_else(|| number(language, word), str::to_owned),
        };
        out.push(said + comma);
    }
    out.join(" ")
}

/// "1950s" and "20th" in `language`; every other word as it is.
fn number(language: Language, word: &str) -> String {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    match (word.get(digits.len()..), language) {
        (Some("s"), Language::German) => format!("{digits}er"),
        (Some("s"), _) => format!("années {digits}"),
        (Some("st" | "nd" | "rd" | "th"), Language::German) => format!("{digits}."),
        (Some("st" | "nd" | "rd" | "th"), _) => format!("{digits}e"),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_said_as_their_readers_say_them() {
        let check = |english: &str, german: &str, french: &str| {
            assert_eq!(said_in(Language::German, english), german);
            assert_eq!(said_in(Language::French, english), french);
            assert_eq!(said_in(Language::English, english), english);
        };
        check("Friday 27 July 2018", "Freitag, 27. Juli 2018", "vendredi 27 juillet 2018");
        check("Friday 1 June 2018, 14:05", "Freitag, 1. Juni 2018, 14:05", "vendredi 1er juin 2018, 14:05");
        check("Week of 23 July 2018", "Woche vom 23. Juli 2018", "Semaine du 23 juillet 2018");
        check("4 – 8 Sept 2018", "4. – 8. Sept. 2018", "4 – 8 sept. 2018");
        check("26 Aug – 20 Dec 2018", "26. Aug. – 20. Dez. 2018", "26 août – 20 déc. 2018");
        check("June 2018", "Juni 2018", "juin 2018");
        check("1950 – 1953", "1950 – 1953", "1950 – 1953");
        check("1950s", "1950er", "années 1950");
        check("20th century", "20. Jahrhundert", "20e siècle");
        check("44 BC", "44 v. Chr.", "44 av. J.-C.");
    }
}
