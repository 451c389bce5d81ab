//! Days that have a name: feasts that come every year, and days of history that came once.

use super::calendar::days_from;
use super::lexicon::{Word, same};
use super::phrase::Phrase;
use super::words::Words;
use crate::text::Case;
use jiff::civil::{Date, Weekday};

/// The rule by which a named day falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    /// The same month and day every year.
    Fixed(i8, i8),
    /// The nth weekday of a month; -1 is the last one.
    Nth(i8, i8, Weekday),
    /// Days after Easter Sunday.
    Easter(i32),
    /// Days after the fourth Thursday of November.
    Thanksgiving(i32),
    /// The Tuesday after the first Monday of November, in the United States.
    Election,
    /// 20 January of the year after an election of the President of the United States.
    Inauguration,
    /// A day of history: year, month and day.
    Once(i16, i8, i8),
}

impl Feast {
    /// The day in a year; `None` where it does not fall in that year.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        let day = |month: i8, day: i8| Date::new(year, month, day).ok(); // Outside jiff's years.
        let nth = |month: i8, n: i8, weekday: Weekday| Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok(); // Outside jiff's years.
        match self {
            // A day of history that stands with another year is kept every year since.
            Feast::Fixed(m, d) | Feast::Once(_, m, d) => day(m, d),
            Feast::Nth(month, n, weekday) => nth(month, n, weekday),
            Feast::Easter(after) => days_from(easter(year)?, after),
            Feast::Thanksgiving(after) => days_from(nth(11, 4, Weekday::Thursday)?, after),
            Feast::Election => days_from(nth(11, 1, Weekday::Monday)?, 1),
            Feast::Inauguration if year.rem_euclid(4) == 1 => day(1, 20),
            Feast::Inauguration => None,
        }
    }

    /// The day of history, where the name alone says the year.
    pub(super) fn once(self) -> Option<Date> {
        match self {
            Feast::Once(year, month, day) => Date::new(year, month, day).ok(), // All of the table are days.
            _ => None,
        }
    }
}

/// Easter Sunday of the Gregorian calendar.
///
/// Source: the anonymous algorithm of Nature 13 (1876), as in Meeus, Astronomical Algorithms (1991), chapter 8.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok() // Outside jiff's years.
}

impl Words<'_> {
    /// A phrase whose heart is the name of a day at `i`.
    pub(super) fn feast(&self, p: Phrase, i: usize) -> Option<Phrase> {
        if self.is_foreign_feast(i) || p.count.is_some() {
            return None;
        }
        let (feast, end) = self.named_day(i)?;
        let mut p = Phrase { feast: Some(feast), end, ..p };
        self.year_of(&mut p);
        Some(p)
    }

    /// The named day whose name starts at `i`, with the index after it: the longest one.
    pub(super) fn named_day(&self, i: usize) -> Option<(Feast, usize)> {
        if !matches!(self.at(i), Word::Feast) && self.case(i) == Case::Lower {
            return None;
        }
        let is_word = |k: usize, word: &str| match word {
            "'s" => matches!(self.word(k), "'s" | "’s"),
            "'" => self.is_mark(k, b'\''),
            "-" => self.is_mark(k, b'-') && !self.is_spaced(k),
            _ => same(self.word(k).trim_end_matches('.'), word),
        };
        let end_of = |name: &str| {
            let mut k = i;
            for word in name.split(' ') {
                if !is_word(k, word) {
                    return None;
                }
                k += 1;
            }
            Some(k)
        };
        NAMES.iter().filter_map(|(name, feast)| Some((*feast, end_of(name)?))).max_by_key(|(_, end)| *end)
    }

    /// "Chinese New Year", "Ukraine's Independence Day": the name of another people's day.
    fn is_foreign_feast(&self, i: usize) -> bool {
        let k = i.wrapping_sub(1);
        if self.is(i, "new") {
            return self.is_any(k, OTHER_NEW_YEARS);
        }
        if self.is_any(i, &["independence", "constitution", "victory", "flag"]) {
            let is_american = self.is_any(k, &["american", "us", "u.s."]) || self.is_any(k.wrapping_sub(1), &["america", "states"]);
            return (matches!(self.word(k), "'s" | "’s") || self.case(k) != Case::Lower && i > self.first + 1) && !is_american;
        }
        self.is(k, "orthodox")
    }
}

/// Whose new year does not begin on 1 January.
const OTHER_NEW_YEARS: &[&str] = &[
    "chinese",
    "lunar",
    "jewish",
    "islamic",
    "persian",
    "tamil",
    "thai",
    "hindu",
    "khmer",
    "bengali",
    "sinhalese",
    "korean",
    "vietnamese",
    "tibetan",
    "ethiopian",
    "muslim",
    "coptic",
    "orthodox",
    "nepali",
    "kurdish",
];

/// Names of days, in words as the tokeniser cuts them. Where countries differ, the rule of the United States is taken.
#[rustfmt::skip]
const NAMES: &[(&str, Feast)] = &[
    ("Christmas", Feast::Fixed(12, 25)), ("Christmas Day", Feast::Fixed(12, 25)), ("Christmas Eve", Feast::Fixed(12, 24)),
    ("Xmas", Feast::Fixed(12, 25)), ("Xmas Day", Feast::Fixed(12, 25)), ("Xmas Eve", Feast::Fixed(12, 24)),
    ("Boxing Day", Feast::Fixed(12, 26)), ("Hogmanay", Feast::Fixed(12, 31)),
    ("New Year 's Eve", Feast::Fixed(12, 31)), ("New Year Eve", Feast::Fixed(12, 31)), ("New Years Eve", Feast::Fixed(12, 31)),
    ("New Year 's Day", Feast::Fixed(1, 1)), ("New Year Day", Feast::Fixed(1, 1)), ("New Years Day", Feast::Fixed(1, 1)),
    ("New Year 's", Feast::Fixed(1, 1)), ("New Year", Feast::Fixed(1, 1)),
    ("Twelfth Night", Feast::Fixed(1, 5)), ("Epiphany", Feast::Fixed(1, 6)), ("Burns Night", Feast::Fixed(1, 25)),
    ("Martin Luther King Day", Feast::Nth(1, 3, Weekday::Monday)), ("Martin Luther King Jr Day", Feast::Nth(1, 3, Weekday::Monday)),
    ("Inauguration Day", Feast::Inauguration), ("Groundhog Day", Feast::Fixed(2, 2)), ("Candlemas", Feast::Fixed(2, 2)),
    ("Valentine 's Day", Feast::Fixed(2, 14)), ("Valentines Day", Feast::Fixed(2, 14)), ("Valentine Day", Feast::Fixed(2, 14)),
    ("Presidents Day", Feast::Nth(2, 3, Weekday::Monday)), ("Presidents ' Day", Feast::Nth(2, 3, Weekday::Monday)),
    ("International Women 's Day", Feast::Fixed(3, 8)), ("St Patrick 's Day", Feast::Fixed(3, 17)), ("St Patricks Day", Feast::Fixed(3, 17)),
    ("April Fools Day", Feast::Fixed(4, 1)), ("April Fools ' Day", Feast::Fixed(4, 1)), ("April Fool 's Day", Feast::Fixed(4, 1)),
    ("Earth Day", Feast::Fixed(4, 22)), ("St George 's Day", Feast::Fixed(4, 23)), ("Anzac Day", Feast::Fixed(4, 25)),
    ("May Day", Feast::Fixed(5, 1)), ("Labour Day", Feast::Fixed(5, 1)), ("International Workers ' Day", Feast::Fixed(5, 1)),
    ("Cinco de Mayo", Feast::Fixed(5, 5)), ("Victory Day", Feast::Fixed(5, 9)),
    ("Mother 's Day", Feast::Nth(5, 2, Weekday::Sunday)), ("Mothers Day", Feast::Nth(5, 2, Weekday::Sunday)),
    ("Memorial Day", Feast::Nth(5, -1, Weekday::Monday)), ("Flag Day", Feast::Fixed(6, 14)),
    ("Father 's Day", Feast::Nth(6, 3, Weekday::Sunday)), ("Fathers Day", Feast::Nth(6, 3, Weekday::Sunday)), ("Juneteenth", Feast::Fixed(6, 19)),
    ("Canada Day", Feast::Fixed(7, 1)), ("Independence Day", Feast::Fixed(7, 4)), ("Bastille Day", Feast::Fixed(7, 14)),
    ("Assumption Day", Feast::Fixed(8, 15)), ("Labor Day", Feast::Nth(9, 1, Weekday::Monday)), ("Michaelmas", Feast::Fixed(9, 29)),
    ("Columbus Day", Feast::Nth(10, 2, Weekday::Monday)), ("Indigenous Peoples ' Day", Feast::Nth(10, 2, Weekday::Monday)),
    ("Halloween", Feast::Fixed(10, 31)), ("All Saints Day", Feast::Fixed(11, 1)), ("All Saints ' Day", Feast::Fixed(11, 1)),
    ("All Souls Day", Feast::Fixed(11, 2)), ("All Souls ' Day", Feast::Fixed(11, 2)),
    ("Guy Fawkes Night", Feast::Fixed(11, 5)), ("Guy Fawkes Day", Feast::Fixed(11, 5)), ("Bonfire Night", Feast::Fixed(11, 5)),
    ("Election Day", Feast::Election), ("Veterans Day", Feast::Fixed(11, 11)), ("Veterans ' Day", Feast::Fixed(11, 11)),
    ("Armistice Day", Feast::Fixed(11, 11)), ("Remembrance Day", Feast::Fixed(11, 11)), ("Remembrance Sunday", Feast::Nth(11, 2, Weekday::Sunday)),
    ("Thanksgiving", Feast::Thanksgiving(0)), ("Thanksgiving Day", Feast::Thanksgiving(0)), ("Thanksgiving Eve", Feast::Thanksgiving(-1)),
    ("Black Friday", Feast::Thanksgiving(1)), ("Cyber Monday", Feast::Thanksgiving(4)), ("Australia Day", Feast::Fixed(1, 26)),
    ("Mardi Gras", Feast::Easter(-47)), ("Shrove Tuesday", Feast::Easter(-47)), ("Ash Wednesday", Feast::Easter(-46)),
    ("Palm Sunday", Feast::Easter(-7)), ("Maundy Thursday", Feast::Easter(-3)), ("Holy Thursday", Feast::Easter(-3)),
    ("Good Friday", Feast::Easter(-2)), ("Holy Saturday", Feast::Easter(-1)), ("Easter", Feast::Easter(0)), ("Easter Day", Feast::Easter(0)),
    ("Easter Eve", Feast::Easter(-1)), ("Easter Sunday", Feast::Easter(0)), ("Easter Monday", Feast::Easter(1)),
    ("Ascension Day", Feast::Easter(39)), ("Pentecost", Feast::Easter(49)), ("Whit Sunday", Feast::Easter(49)),
    ("Whit Monday", Feast::Easter(50)), ("Trinity Sunday", Feast::Easter(56)),
    ("D - Day", Feast::Once(1944, 6, 6)), ("D Day", Feast::Once(1944, 6, 6)), ("VE Day", Feast::Once(1945, 5, 8)),
    ("VE - Day", Feast::Once(1945, 5, 8)), ("V - E Day", Feast::Once(1945, 5, 8)), ("VJ Day", Feast::Once(1945, 8, 15)),
    ("VJ - Day", Feast::Once(1945, 8, 15)), ("V - J Day", Feast::Once(1945, 8, 15)), ("Black Thursday", Feast::Once(1929, 10, 24)),
    ("Black Tuesday", Feast::Once(1929, 10, 29)), ("Black Monday", Feast::Once(1987, 10, 19)), ("Black Wednesday", Feast::Once(1992, 9, 16)),
    ("Pearl Harbor Day", Feast::Once(1941, 12, 7)), ("Kristallnacht", Feast::Once(1938, 11, 9)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::dates::words::Manner;
    use crate::text::Text;

    #[test]
    fn every_name_is_found_where_it_stands() {
        for (name, feast) in NAMES {
            let written = name.replace(" '", "'").replace(" - ", "-");
            let article = Article::from_text(format!("They met on {written} in the rain."));
            let text = Text::new(&article);
            let words: Vec<Word> = text.tokens.iter().map(|t| super::super::lexicon::read(t, text.of(t.span), Manner::Prose)).collect();
            let all = Words { text: &text, words: &words, first: 0, end: words.len(), manner: Manner::Prose };
            assert!(matches!(all.at(3), Word::Feast | Word::FeastHead | Word::Month(_) | Word::Ordinal(_)), "{name}");
            assert_eq!(all.named_day(3).map(|(found, _)| found), Some(*feast), "{name}");
        }
    }

    #[test]
    fn feasts_fall_where_the_calendar_says() {
        let day = |feast: Feast, year: i16| feast.day(year).unwrap().to_string();
        assert_eq!(day(Feast::Easter(0), 2018), "2018-04-01");
        assert_eq!(day(Feast::Easter(0), 2019), "2019-04-21");
        assert_eq!(day(Feast::Easter(-46), 2024), "2024-02-14");
        assert_eq!(day(Feast::Thanksgiving(0), 2018), "2018-11-22");
        assert_eq!(day(Feast::Nth(5, -1, Weekday::Monday), 2018), "2018-05-28");
        assert_eq!(day(Feast::Election, 2016), "2016-11-08");
        assert_eq!(Feast::Inauguration.day(2018), None);
        assert_eq!(Feast::Once(1944, 6, 6).once().unwrap().to_string(), "1944-06-06");
    }
}
