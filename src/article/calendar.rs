//! A short text in, the full calendar dates written in it out: day, month and year, in the forms of bylines and page markup.
//!
//! Only for finding when an article appeared; the dates an article tells of are read by [`crate::dates`].

use super::Span;
use jiff::civil::Date;

/// A date with its day, month and year all written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WrittenDate {
    /// The day.
    pub date: Date,
    /// Its words, in the text given.
    pub span: Span,
}

/// How "03/04/2018" is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "html"), allow(dead_code))] // only web pages say which way round their dates are
pub(super) enum DayOrder {
    /// 3 April.
    DayFirst,
    /// March 4.
    MonthFirst,
    /// Nobody knows: such dates are left out.
    Unknown,
}

#[derive(Clone, Copy, Debug)]
enum Item<'a> {
    Number(u32, usize),
    Word(&'a str),
    Mark(char),
}

/// Returns the full dates of `text`, in reading order.
pub(super) fn written_dates(text: &str, order: DayOrder) -> Vec<WrittenDate> {
    let items = items(text);
    let mut found = Vec::new();
    let mut i = 0;
    while i < items.len() {
        let rest = items.get(i..).unwrap_or(&[]);
        match date_at(rest, order) {
            Some((date, n)) => {
                let (start, end) = (rest.first().map_or(0, |r| r.1), rest.get(n - 1).map_or(0, |r| r.2));
                found.push(WrittenDate { date, span: Span::new(start as u32, end as u32) });
                i += n;
            }
            None => i += 1,
        }
    }
    found
}

/// The number of the month that `word` names in one of the languages known here; abbreviations with or without a stop.
pub(super) fn month_named(word: &str) -> Option<i8> {
    let word = word.trim_matches('.').to_lowercase();
    MONTHS.iter().find(|(_, names)| names.split(' ').any(|n| n == word)).map(|&(number, _)| number)
}

/// Numbers, words and marks with their bytes; white space is left out.
fn items(text: &str) -> Vec<(Item<'_>, usize, usize)> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let is_digit = c.is_ascii_digit();
        // Chinese and Japanese marks of the year, month and day stand close to their numbers.
        let is_cjk_mark = matches!(c, '年' | '月' | '日' | '년' | '월' | '일');
        if is_digit || (c.is_alphabetic() && !is_cjk_mark) {
            while let Some(&(i, n)) = chars.peek() {
                if n.is_ascii_digit() != is_digit
                    || !(n.is_alphanumeric() || is_combining(n))
                    || matches!(n, '年' | '月' | '日' | '년' | '월' | '일')
                {
                    break;
                }
                end = i + n.len_utf8();
                chars.next();
            }
        }
        let words = text.get(start..end).unwrap_or("");
        let item = match words.parse() {
            Ok(number) if is_digit => Item::Number(number, words.len()),
            _ if c.is_alphabetic() && !is_cjk_mark => Item::Word(words),
            _ => Item::Mark(c),
        };
        out.push((item, start, end));
    }
    out
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The date that begins at the first item, and how many items it takes.
fn date_at(items: &[(Item<'_>, usize, usize)], order: DayOrder) -> Option<(Date, usize)> {
    let at = |i: usize| items.get(i).map(|r| r.0);
    match at(0)? {
        Item::Word(word) => {
            // July 17, 2018 · Jul. 17th 2018 · július 17, 2018
            let mut i = 1 + usize::from(matches!(at(1), Some(Item::Mark('.'))));
            let Some(Item::Number(day, 1..=2)) = at(i) else { return None };
            // Last, because it is dear: nearly every word of an article comes by here.
            let month = month_named(word)?;
            i += 1;
            i += usize::from(matches!(at(i), Some(Item::Word("st" | "nd" | "rd" | "th"))));
            i += usize::from(matches!(at(i), Some(Item::Mark(',' | '.'))));
            let Some(Item::Number(year, 4)) = at(i) else { return None };
            Some((civil(year, month, day)?, i + 1))
        }
        Item::Number(year, 4) => {
            // 2018-07-17 · 2018/7/17 · 2018年7月17日 · 2018. július 17.
            let mut i = 1;
            let mark = at(i);
            if let Some(Item::Word(word)) = if matches!(mark, Some(Item::Mark('.'))) { at(2) } else { mark } {
                i += 1 + usize::from(matches!(mark, Some(Item::Mark('.'))));
                let month = month_named(word)?;
                i += usize::from(matches!(at(i), Some(Item::Mark('.'))));
                let Some(Item::Number(day, 1..=2)) = at(i) else { return None };
                return Some((civil(year, month, day)?, i + 1));
            }
            let Some(Item::Mark('-' | '/' | '.' | '年' | '년' | '‐' | '–')) = mark else { return None };
            let Some(Item::Number(month, 1..=2)) = at(2) else { return None };
            let Some(Item::Mark('-' | '/' | '.' | '月' | '월' | '‐' | '–')) = at(3) else { return None };
            let Some(Item::Number(day, 1..=2)) = at(4) else { return None };
            i = 5 + usize::from(matches!(at(5), Some(Item::Mark('日' | '일'))));
            Some((civil(year, i8::try_from(month).ok()?, day)?, i))
        }
        Item::Number(first, 1..=2) => {
            let mut i = 1;
            if let (
                Some(Item::Mark(a @ ('.' | '/' | '-'))),
                Some(Item::Number(second, 1..=2)),
                Some(Item::Mark(b)),
                Some(Item::Number(year, 4)),
            ) = (at(1), at(2), at(3), at(4))
                && a == b
            {
                // A day over 12 tells itself; a stop is German, and day first.
                let (day, month) = match (first > 12, second > 12, order) {
                    (true, false, _) => (first, second),
                    (false, true, _) => (second, first),
                    (false, false, _) if first == second || a == '.' => (first, second),
                    (false, false, DayOrder::DayFirst) => (first, second),
                    (false, false, DayOrder::MonthFirst) => (second, first),
                    _ => return None,
                };
                return Some((civil(year, i8::try_from(month).ok()?, day)?, 5));
            }
            // 17 July 2018 · 17. Juli 2018 · 17 de julio de 2018 · 17-Jul-2018 · 1er août 2018
            while matches!(
                at(i),
                Some(Item::Mark('.' | '-' | '/' | 'º' | '°' | ',') | Item::Word("st" | "nd" | "rd" | "th" | "er" | "of" | "de"))
            ) {
                i += 1;
            }
            let Some(Item::Word(word)) = at(i) else { return None };
            let month = month_named(word)?;
            i += 1;
            while matches!(at(i), Some(Item::Mark('.' | '-' | '/' | ',') | Item::Word("de" | "del" | "of"))) {
                i += 1;
            }
            let Some(Item::Number(year, 4)) = at(i) else { return None };
            Some((civil(year, month, first)?, i + 1))
        }
        _ => None,
    }
}

/// The day, where it exists and an article can have appeared on it.
fn civil(year: u32, month: i8, day: u32) -> Option<Date> {
    // The first newspaper is of 1605.
    let year = i16::try_from(year).ok().filter(|y| (1605..=2100).contains(y))?;
    Date::new(year, month, i8::try_from(day).ok()?).ok() // No such day, such as 31 June: no date.
}

/// Names and abbreviations of the months: English, then German, French, Spanish, Italian, Portuguese, Dutch, Danish, Norwegian,
/// Swedish, Finnish, Polish, Czech, Slovak, Croatian, Romanian, Hungarian, Turkish, Indonesian, Greek, Russian, Ukrainian,
/// Bulgarian. In languages that decline, the form that stands in dates. Source: Unicode CLDR 46, `dateFields`, Unicode-3.0.
#[rustfmt::skip]
const MONTHS: [(i8, &str); 12] = [
    (1, "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari tammikuuta stycznia sty ledna januára siječnja ianuarie ian január ocak oca ιανουαρίου ιαν января янв січня січ януари"),
    (2, "february feb februar février févr fév febrero febbraio fevereiro fev februari helmikuuta lutego lut února februára veljače februarie február şubat şub φεβρουαρίου φεβ февраля фев лютого лют февруари"),
    (3, "march mar märz mär mars marzo março maart mrt marts maaliskuuta marca března ožujka martie március márc mart maret μαρτίου μαρ марта мар березня бер март"),
    (4, "april apr avril avr abril abr aprile huhtikuuta kwietnia kwi dubna apríla travnja aprilie április ápr nisan nis απριλίου απρ апреля апр квітня кві април"),
    (5, "may mai mayo maggio mag maio mei maj toukokuuta maja května mája svibnja május máj mayıs μαΐου μάιος мая май травня тра"),
    (6, "june jun juni juin junio giugno giu junho juin kesäkuuta czerwca cze června júna lipnja iunie iun június jún haziran haz ιουνίου ιουν июня июн червня чер юни"),
    (7, "july jul juli juillet juil julio luglio lug julho heinäkuuta lipca lip července júla srpnja iulie iul július júl temmuz tem ιουλίου ιουλ июля июл липня лип юли"),
    (8, "august aug août agosto ago augustus augusti elokuuta sierpnia sie srpna augusta kolovoza augusztus ağustos ağu agustus αυγούστου αυγ августа авг серпня сер август"),
    (9, "september sept sep septembre septiembre settembre set setembro syyskuuta września wrz září septembra rujna septembrie szeptember szept eylül eyl σεπτεμβρίου σεπ сентября сен сент вересня вер септември"),
    (10, "october oct oktober okt octobre octubre ottobre ott outubro out oktober lokakuuta października paź října októbra listopada octombrie október ekim eki οκτωβρίου οκτ октября окт жовтня жов октомври"),
    (11, "november nov novembre noviembre novembro marraskuuta listopadu novembra studenoga noiembrie noi kasım kas νοεμβρίου νοε ноября ноя нояб листопада лис ноември"),
    (12, "december dec dezember dez décembre déc diciembre dic dicembre dezembro joulukuuta grudnia gru prosince decembra prosinca decembrie aralık ara desember des δεκεμβρίου δεκ декабря дек грудня гру декември"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_dates_are_read_in_the_forms_of_bylines() {
        fn check(text: &str, expected: &str) {
            let found = written_dates(text, DayOrder::Unknown);
            let found: Vec<String> = found.iter().map(|d| format!("{}={}", d.span.of(text), d.date)).collect();
            assert_eq!(found.join("; "), expected, "{text}");
        }
        check("July 17, 2018", "July 17, 2018=2018-07-17");
        check("Updated Mon., Sept. 3rd 2012 at 4 p.m.", "Sept. 3rd 2012=2012-09-03");
        check("17 July 2018", "17 July 2018=2018-07-17");
        check("am 3. März 2021 um 12:00", "3. März 2021=2021-03-03");
        check("le 1er août 2019", "1er août 2019=2019-08-01");
        check("5 de enero de 2020", "5 de enero de 2020=2020-01-05");
        check("2018-07-17T08:00:00Z", "2018-07-17=2018-07-17");
        check("2018年7月17日", "2018年7月17日=2018-07-17");
        check("2018. július 17.", "2018. július 17=2018-07-17");
        check("17.07.2018", "17.07.2018=2018-07-17");
        check("07/17/2018 and 17/07/2018", "07/17/2018=2018-07-17; 17/07/2018=2018-07-17");
        check("03/04/2018", "");
        check("June 31, 2018", "");
        check("May 2018; 12 people; 1,200", "");
        check("13 декабря 2022, 10:30", "13 декабря 2022=2022-12-13");
        check("17-Jul-2018", "17-Jul-2018=2018-07-17");
    }

    #[test]
    fn an_order_settles_what_numbers_leave_open() {
        let read = |order| written_dates("03/04/2018", order).first().map(|d| d.date.to_string());
        assert_eq!(read(DayOrder::DayFirst).as_deref(), Some("2018-04-03"));
        assert_eq!(read(DayOrder::MonthFirst).as_deref(), Some("2018-03-04"));
    }
}
