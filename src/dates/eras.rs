//! Years and centuries before and after Christ: "44 BC", "A.D. 70", "from 264 to 146 BC", "10,000 BC".

use super::lexicon::Word;
use super::numbers::decimal;
use super::phrase::{Count, Phrase};
use super::words::Words;

/// The earliest year before Christ that is read as one.
const EARLIEST: i16 = 30_000;

/// The last year that is read with an era before it: "AD 2100".
const LAST_YEAR: i16 = 2100;

impl Words<'_> {
    /// A year with its era at `i`.
    pub(super) fn era_year(&self, p: Phrase, i: usize) -> Option<Phrase> {
        if p.pointer.is_some() {
            return None;
        }
        let with = |year: i16, end: usize| Some(Phrase { year: Some(year), has_own_year: true, end, ..p });
        if self.at(i) == Word::Era(1) {
            let year = self.year_of_any_length(i + 1).filter(|year| *year <= LAST_YEAR)?;
            return with(year, i + 2);
        }
        let year = self.year_of_any_length(i)?;
        if let Word::Era(era) = self.at(i + 1) {
            return with(astronomical(year, era), i + 2);
        }
        // "58-50 BC", "between 264 and 146 BC": the era stands with the later year.
        let is_joined = matches!(self.at(i + 1), Word::Mark(b'-') | Word::To | Word::And | Word::Until | Word::Or);
        let later = self.year_of_any_length(i + 2).filter(|_| is_joined)?;
        let Word::Era(era) = self.at(i + 3) else { return None };
        let (first, last) = (astronomical(year, era), astronomical(later, era));
        if first < last { with(first, i + 1) } else { None }
    }

    /// Figures at `i` that may be a year of any length: "44", "10,000".
    fn year_of_any_length(&self, i: usize) -> Option<i16> {
        let n = match self.at(i) {
            Word::Digits(n) => n,
            Word::Mixed => match decimal(self.word(i))? {
                Count::Tenths(tenths) if tenths % 10 == 0 => tenths / 10,
                _ => return None,
            },
            _ => return None,
        };
        i16::try_from(n).ok().filter(|n| (1..=EARLIEST).contains(n)) // No year that is dated.
    }
}

/// The year as astronomers count: 0 is 1 BC.
const fn astronomical(year: i16, era: u8) -> i16 {
    if era == 0 { 1 - year } else { year }
}
