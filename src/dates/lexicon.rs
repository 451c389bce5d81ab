//! A token's letters in, its [`Word`] out: what it can mean in a temporal expression.
//!
//! Never allocates: words are folded into a small buffer and found in a hash table built at compile time.

use super::words::Manner;
use crate::text::{Case, Token, TokenKind};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Whether a word stands for one thing or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    One,
    Many,
}

/// A season, in TIMEX3's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A part of the day, in TIMEX3's terms, or a time of day that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Noon,
    Midnight,
    Dawn,
    Dusk,
    Daytime,
}

/// Days named from where the speaker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayName {
    Today,
    Yesterday,
    Tomorrow,
    Tonight,
    Overnight,
}

/// Words that say which one is meant, seen from somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointer {
    This,
    That,
    Last,
    Past,
    Previous,
    Next,
    Coming,
    Following,
    Same,
    Latest,
    Every,
    Each,
    Another,
    Any,
}

/// Parts of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Early,
    Middle,
    Late,
    Start,
    End,
    Turn,
    Earlier,
    Later,
}

/// How exact a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    About,
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
}

/// Quantities without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Some {
    Few,
    Several,
    Couple,
    Many,
    Dozen,
    Dozens,
    Half,
}

/// Adverbs and adjectives that name no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    Now,
    Current,
    Recent,
    Soon,
    Future,
}

/// What a token can mean in a temporal expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing.
    Other,
    /// Digits only, without separators.
    Digits(u32),
    /// Digits with a separator or letters that are read elsewhere ("5,300", "3pm", "2.5").
    Mixed,
    /// "27th", "first".
    Ordinal(u16),
    /// "three", "hundred".
    Cardinal(u16),
    /// "1990s", "90s": the first year.
    Decade(u16),
    /// "nineties", "twenties".
    Tens(u8),
    Month(u8),
    Weekday(u8, Number),
    Unit(Unit, Number),
    Season(Season, Number),
    Part(Part, Number),
    DayName(DayName),
    /// "Christmas": the name of a day, however it is written.
    Feast,
    Pointer(Pointer),
    Edge(Edge),
    Bound(Bound),
    Some(Some),
    Vague(Vague),
    /// "daily", "weekly".
    Frequency(Unit),
    /// "a", "an".
    A,
    The,
    Ago,
    Later,
    Earlier,
    Before,
    After,
    From,
    Since,
    Old,
    /// "of", "in", "on", "at".
    Of,
    In,
    On,
    At,
    To,
    Until,
    And,
    Or,
    Than,
    Only,
    /// "fiscal", "financial", "FY".
    Fiscal,
    /// "FY2019".
    FiscalYear(u16),
    /// "financial", "calendar", "full", "whole", "entire": words that may stand before a unit.
    Whole,
    Long,
    /// "right" in "right now".
    Right,
    /// "date".
    DateNoun,
    /// "anniversary", "centenary".
    Anniversary,
    /// "Q3".
    QuarterName(u8),
    /// The first word of a feast's name: "New" Year's Eve, "Labor" Day.
    FeastHead,
    /// "per".
    Per,
    /// "am", "pm".
    HalfDay(u8),
    OClock,
    /// A time zone's letters.
    Zone,
    /// "BC", "AD".
    Era(u8),
    /// One of `- – — / : , . ' ’ ( )` and others, as its character.
    Mark(u8),
}

const LONGEST: usize = 14;

type Entry = (&'static str, Word);

/// Words with what they can mean, folded to lower case, without a stop at the end.
#[rustfmt::skip]
const WORDS: &[Entry] = &[
    ("january", Word::Month(1)), ("jan", Word::Month(1)), ("february", Word::Month(2)), ("feb", Word::Month(2)),
    ("march", Word::Month(3)), ("mar", Word::Month(3)), ("april", Word::Month(4)), ("apr", Word::Month(4)),
    ("may", Word::Month(5)), ("june", Word::Month(6)), ("jun", Word::Month(6)), ("july", Word::Month(7)), ("jul", Word::Month(7)),
    ("august", Word::Month(8)), ("aug", Word::Month(8)), ("september", Word::Month(9)), ("sept", Word::Month(9)), ("sep", Word::Month(9)),
    ("october", Word::Month(10)), ("oct", Word::Month(10)), ("november", Word::Month(11)), ("nov", Word::Month(11)),
    ("december", Word::Month(12)), ("dec", Word::Month(12)),
    ("monday", Word::Weekday(1, Number::One)), ("tuesday", Word::Weekday(2, Number::One)), ("wednesday", Word::Weekday(3, Number::One)),
    ("thursday", Word::Weekday(4, Number::One)), ("friday", Word::Weekday(5, Number::One)), ("saturday", Word::Weekday(6, Number::One)),
    ("sunday", Word::Weekday(7, Number::One)),
    ("mon", Word::Weekday(1, Number::One)), ("tue", Word::Weekday(2, Number::One)), ("tues", Word::Weekday(2, Number::One)),
    ("wed", Word::Weekday(3, Number::One)), ("thu", Word::Weekday(4, Number::One)), ("thur", Word::Weekday(4, Number::One)),
    ("thurs", Word::Weekday(4, Number::One)), ("fri", Word::Weekday(5, Number::One)), ("sat", Word::Weekday(6, Number::One)),
    ("sun", Word::Weekday(7, Number::One)),
    ("mondays", Word::Weekday(1, Number::Many)), ("tuesdays", Word::Weekday(2, Number::Many)), ("wednesdays", Word::Weekday(3, Number::Many)),
    ("thursdays", Word::Weekday(4, Number::Many)), ("fridays", Word::Weekday(5, Number::Many)), ("saturdays", Word::Weekday(6, Number::Many)),
    ("sundays", Word::Weekday(7, Number::Many)),
    ("second", Word::Ordinal(2)), ("seconds", Word::Unit(Unit::Second, Number::Many)), ("secs", Word::Unit(Unit::Second, Number::Many)),
    ("minute", Word::Unit(Unit::Minute, Number::One)), ("minutes", Word::Unit(Unit::Minute, Number::Many)),
    ("min", Word::Unit(Unit::Minute, Number::One)), ("mins", Word::Unit(Unit::Minute, Number::Many)),
    ("hour", Word::Unit(Unit::Hour, Number::One)), ("hours", Word::Unit(Unit::Hour, Number::Many)),
    ("hr", Word::Unit(Unit::Hour, Number::One)), ("hrs", Word::Unit(Unit::Hour, Number::Many)),
    ("day", Word::Unit(Unit::Day, Number::One)), ("days", Word::Unit(Unit::Day, Number::Many)),
    ("week", Word::Unit(Unit::Week, Number::One)), ("weeks", Word::Unit(Unit::Week, Number::Many)),
    ("wk", Word::Unit(Unit::Week, Number::One)), ("wks", Word::Unit(Unit::Week, Number::Many)),
    ("weekend", Word::Unit(Unit::Weekend, Number::One)), ("weekends", Word::Unit(Unit::Weekend, Number::Many)),
    ("fortnight", Word::Unit(Unit::Fortnight, Number::One)), ("fortnights", Word::Unit(Unit::Fortnight, Number::Many)),
    ("month", Word::Unit(Unit::Month, Number::One)), ("months", Word::Unit(Unit::Month, Number::Many)),
    ("mth", Word::Unit(Unit::Month, Number::One)), ("mths", Word::Unit(Unit::Month, Number::Many)),
    ("quarter", Word::Unit(Unit::Quarter, Number::One)), ("quarters", Word::Unit(Unit::Quarter, Number::Many)),
    ("season", Word::Unit(Unit::Season, Number::One)), ("seasons", Word::Unit(Unit::Season, Number::Many)),
    ("year", Word::Unit(Unit::Year, Number::One)), ("years", Word::Unit(Unit::Year, Number::Many)),
    ("yr", Word::Unit(Unit::Year, Number::One)), ("yrs", Word::Unit(Unit::Year, Number::Many)),
    ("decade", Word::Unit(Unit::Decade, Number::One)), ("decades", Word::Unit(Unit::Decade, Number::Many)),
    ("century", Word::Unit(Unit::Century, Number::One)), ("centuries", Word::Unit(Unit::Century, Number::Many)),
    ("millennium", Word::Unit(Unit::Millennium, Number::One)), ("millennia", Word::Unit(Unit::Millennium, Number::Many)),
    ("spring", Word::Season(Season::Spring, Number::One)), ("springtime", Word::Season(Season::Spring, Number::One)),
    ("summer", Word::Season(Season::Summer, Number::One)), ("summertime", Word::Season(Season::Summer, Number::One)),
    ("midsummer", Word::Season(Season::Summer, Number::One)), ("midwinter", Word::Season(Season::Winter, Number::One)),
    ("autumn", Word::Season(Season::Autumn, Number::One)), ("fall", Word::Season(Season::Autumn, Number::One)),
    ("winter", Word::Season(Season::Winter, Number::One)), ("wintertime", Word::Season(Season::Winter, Number::One)),
    ("springs", Word::Season(Season::Spring, Number::Many)), ("summers", Word::Season(Season::Summer, Number::Many)),
    ("autumns", Word::Season(Season::Autumn, Number::Many)), ("winters", Word::Season(Season::Winter, Number::Many)),
    ("morning", Word::Part(Part::Morning, Number::One)), ("mornings", Word::Part(Part::Morning, Number::Many)),
    ("noon", Word::Part(Part::Noon, Number::One)), ("midday", Word::Part(Part::Midday, Number::One)), ("noontime", Word::Part(Part::Midday, Number::One)),
    ("lunchtime", Word::Part(Part::Midday, Number::One)),
    ("afternoon", Word::Part(Part::Afternoon, Number::One)), ("afternoons", Word::Part(Part::Afternoon, Number::Many)),
    ("midafternoon", Word::Part(Part::Afternoon, Number::One)), ("midmorning", Word::Part(Part::Morning, Number::One)),
    ("evening", Word::Part(Part::Evening, Number::One)), ("evenings", Word::Part(Part::Evening, Number::Many)),
    ("night", Word::Part(Part::Night, Number::One)), ("nights", Word::Part(Part::Night, Number::Many)),
    ("nite", Word::Part(Part::Night, Number::One)), ("nighttime", Word::Part(Part::Night, Number::One)),
    ("midnight", Word::Part(Part::Midnight, Number::One)), ("dawn", Word::Part(Part::Dawn, Number::One)),
    ("daybreak", Word::Part(Part::Dawn, Number::One)), ("sunrise", Word::Part(Part::Dawn, Number::One)),
    ("dusk", Word::Part(Part::Dusk, Number::One)), ("nightfall", Word::Part(Part::Dusk, Number::One)),
    ("sunset", Word::Part(Part::Dusk, Number::One)), ("daytime", Word::Part(Part::Daytime, Number::One)),
    ("today", Word::DayName(DayName::Today)), ("yesterday", Word::DayName(DayName::Yesterday)),
    ("tomorrow", Word::DayName(DayName::Tomorrow)), ("tonight", Word::DayName(DayName::Tonight)),
    ("overnight", Word::DayName(DayName::Overnight)), ("tdy", Word::DayName(DayName::Today)), ("tmr", Word::DayName(DayName::Tomorrow)),
    ("tmrw", Word::DayName(DayName::Tomorrow)), ("tomo", Word::DayName(DayName::Tomorrow)), ("tonite", Word::DayName(DayName::Tonight)), ("tomoro", Word::DayName(DayName::Tomorrow)),
    ("tmw", Word::DayName(DayName::Tomorrow)), ("2day", Word::DayName(DayName::Today)), ("2moro", Word::DayName(DayName::Tomorrow)),
    ("2nite", Word::DayName(DayName::Tonight)), ("2morrow", Word::DayName(DayName::Tomorrow)), ("ytd", Word::DayName(DayName::Yesterday)),
    ("christmas", Word::Feast), ("xmas", Word::Feast), ("thanksgiving", Word::Feast),
    ("easter", Word::Feast), ("halloween", Word::Feast),
    ("this", Word::Pointer(Pointer::This)), ("these", Word::Pointer(Pointer::This)),
    ("that", Word::Pointer(Pointer::That)), ("those", Word::Pointer(Pointer::That)),
    ("last", Word::Pointer(Pointer::Last)), ("past", Word::Pointer(Pointer::Past)), ("previous", Word::Pointer(Pointer::Previous)),
    ("preceding", Word::Pointer(Pointer::Previous)), ("prior", Word::Pointer(Pointer::Previous)),
    ("next", Word::Pointer(Pointer::Next)), ("nxt", Word::Pointer(Pointer::Next)), ("coming", Word::Pointer(Pointer::Coming)), ("upcoming", Word::Pointer(Pointer::Coming)),
    ("following", Word::Pointer(Pointer::Following)), ("ensuing", Word::Pointer(Pointer::Following)), ("subsequent", Word::Pointer(Pointer::Following)),
    ("same", Word::Pointer(Pointer::Same)), ("latest", Word::Pointer(Pointer::Latest)), ("every", Word::Pointer(Pointer::Every)),
    ("each", Word::Pointer(Pointer::Each)), ("another", Word::Pointer(Pointer::Another)), ("additional", Word::Pointer(Pointer::Another)),
    ("any", Word::Pointer(Pointer::Any)),
    ("early", Word::Edge(Edge::Early)), ("mid", Word::Edge(Edge::Middle)), ("middle", Word::Edge(Edge::Middle)), ("late", Word::Edge(Edge::Late)),
    ("beginning", Word::Edge(Edge::Start)), ("start", Word::Edge(Edge::Start)), ("end", Word::Edge(Edge::End)), ("close", Word::Edge(Edge::End)),
    ("turn", Word::Edge(Edge::Turn)), ("outset", Word::Edge(Edge::Start)), ("ending", Word::Other),
    ("about", Word::Bound(Bound::About)), ("abt", Word::Bound(Bound::About)), ("around", Word::Bound(Bound::About)), ("nearly", Word::Bound(Bound::LessThan)),
    ("almost", Word::Bound(Bound::LessThan)), ("roughly", Word::Bound(Bound::About)), ("approximately", Word::Bound(Bound::About)),
    ("some", Word::Bound(Bound::About)), ("circa", Word::Bound(Bound::About)), ("over", Word::Bound(Bound::MoreThan)),
    ("more", Word::Bound(Bound::MoreThan)), ("less", Word::Bound(Bound::LessThan)), ("fewer", Word::Bound(Bound::LessThan)),
    ("under", Word::Bound(Bound::LessThan)), ("least", Word::Bound(Bound::AtLeast)), ("most", Word::Bound(Bound::AtMost)),
    ("up", Word::Bound(Bound::AtMost)), ("within", Word::Bound(Bound::AtMost)),
    ("few", Word::Some(Some::Few)), ("several", Word::Some(Some::Several)), ("couple", Word::Some(Some::Couple)), ("many", Word::Some(Some::Many)),
    ("dozen", Word::Some(Some::Dozen)), ("dozens", Word::Some(Some::Dozens)), ("half", Word::Some(Some::Half)), ("numerous", Word::Some(Some::Many)),
    ("hundreds", Word::Some(Some::Many)), ("thousands", Word::Some(Some::Many)), ("scores", Word::Some(Some::Many)),
    ("now", Word::Vague(Vague::Now)), ("nowadays", Word::Vague(Vague::Now)), ("currently", Word::Vague(Vague::Now)),
    ("presently", Word::Vague(Vague::Now)), ("current", Word::Vague(Vague::Current)), ("present", Word::Vague(Vague::Current)),
    ("recently", Word::Vague(Vague::Recent)), ("recent", Word::Vague(Vague::Recent)), ("lately", Word::Vague(Vague::Recent)),
    ("soon", Word::Vague(Vague::Soon)), ("future", Word::Vague(Vague::Future)),
    ("daily", Word::Frequency(Unit::Day)), ("weekly", Word::Frequency(Unit::Week)), ("monthly", Word::Frequency(Unit::Month)),
    ("quarterly", Word::Frequency(Unit::Quarter)), ("yearly", Word::Frequency(Unit::Year)), ("annual", Word::Frequency(Unit::Year)),
    ("hourly", Word::Frequency(Unit::Hour)), ("nightly", Word::Frequency(Unit::Night)),
    ("a", Word::A), ("an", Word::A), ("the", Word::The), ("ago", Word::Ago), ("later", Word::Later), ("earlier", Word::Earlier),
    ("before", Word::Before), ("after", Word::After), ("from", Word::From), ("since", Word::Since), ("old", Word::Old),
    ("of", Word::Of), ("in", Word::In), ("on", Word::On), ("at", Word::At), ("to", Word::To), ("through", Word::Until), ("thru", Word::Until),
    ("until", Word::Until), ("till", Word::Until), ("and", Word::And), ("or", Word::Or), ("than", Word::Than), ("only", Word::Only), ("just", Word::Only),
    ("fiscal", Word::Fiscal), ("fy", Word::Fiscal), ("financial", Word::Fiscal), ("calendar", Word::Whole), ("full", Word::Whole), ("whole", Word::Whole), ("entire", Word::Whole),
    ("long", Word::Long), ("per", Word::Per), ("new", Word::FeastHead), ("good", Word::FeastHead), ("independence", Word::FeastHead),
    ("valentine", Word::FeastHead), ("valentines", Word::FeastHead), ("labor", Word::FeastHead), ("labour", Word::FeastHead), ("memorial", Word::FeastHead),
    ("veterans", Word::FeastHead), ("armistice", Word::FeastHead), ("remembrance", Word::FeastHead), ("columbus", Word::FeastHead), ("martin", Word::FeastHead),
    ("presidents", Word::FeastHead), ("boxing", Word::FeastHead), ("st", Word::FeastHead), ("all", Word::FeastHead), ("mother", Word::FeastHead),
    ("father", Word::FeastHead), ("bastille", Word::FeastHead),
    ("mothers", Word::FeastHead), ("fathers", Word::FeastHead), ("epiphany", Word::FeastHead), ("burns", Word::FeastHead), ("inauguration", Word::FeastHead),
    ("groundhog", Word::FeastHead), ("candlemas", Word::FeastHead), ("international", Word::FeastHead), ("earth", Word::FeastHead), ("anzac", Word::FeastHead),
    ("cinco", Word::FeastHead), ("victory", Word::FeastHead), ("flag", Word::FeastHead), ("juneteenth", Word::FeastHead), ("canada", Word::FeastHead),
    ("assumption", Word::FeastHead), ("michaelmas", Word::FeastHead), ("indigenous", Word::FeastHead), ("guy", Word::FeastHead), ("bonfire", Word::FeastHead),
    ("election", Word::FeastHead), ("black", Word::FeastHead), ("cyber", Word::FeastHead), ("australia", Word::FeastHead), ("mardi", Word::FeastHead),
    ("shrove", Word::FeastHead), ("ash", Word::FeastHead), ("palm", Word::FeastHead), ("maundy", Word::FeastHead), ("holy", Word::FeastHead),
    ("ascension", Word::FeastHead), ("pentecost", Word::FeastHead), ("whit", Word::FeastHead), ("trinity", Word::FeastHead), ("hogmanay", Word::FeastHead),
    ("d", Word::FeastHead), ("v", Word::FeastHead), ("ve", Word::FeastHead), ("vj", Word::FeastHead), ("pearl", Word::FeastHead), ("kristallnacht", Word::FeastHead),
    ("q1", Word::QuarterName(1)), ("q2", Word::QuarterName(2)), ("q3", Word::QuarterName(3)), ("q4", Word::QuarterName(4)), ("right", Word::Right),
    ("am", Word::HalfDay(0)), ("a.m", Word::HalfDay(0)), ("pm", Word::HalfDay(12)), ("p.m", Word::HalfDay(12)), ("o'clock", Word::OClock), ("oclock", Word::OClock),
    ("est", Word::Zone), ("edt", Word::Zone), ("cst", Word::Zone), ("cdt", Word::Zone), ("mst", Word::Zone), ("mdt", Word::Zone), ("pst", Word::Zone),
    ("pdt", Word::Zone), ("gmt", Word::Zone), ("utc", Word::Zone), ("bst", Word::Zone), ("cet", Word::Zone), ("cest", Word::Zone), ("jst", Word::Zone),
    ("ist", Word::Zone), ("et", Word::Zone), ("pt", Word::Zone), ("ct", Word::Zone), ("sgt", Word::Zone), ("hkt", Word::Zone), ("kst", Word::Zone),
    ("bc", Word::Era(0)), ("b.c", Word::Era(0)), ("bce", Word::Era(0)), ("b.c.e", Word::Era(0)), ("ad", Word::Era(1)), ("a.d", Word::Era(1)),
    ("ce", Word::Era(1)), ("c.e", Word::Era(1)),
    ("first", Word::Ordinal(1)), ("third", Word::Ordinal(3)), ("fourth", Word::Ordinal(4)), ("fifth", Word::Ordinal(5)), ("sixth", Word::Ordinal(6)),
    ("seventh", Word::Ordinal(7)), ("eighth", Word::Ordinal(8)), ("ninth", Word::Ordinal(9)), ("tenth", Word::Ordinal(10)), ("eleventh", Word::Ordinal(11)),
    ("twelfth", Word::Ordinal(12)), ("thirteenth", Word::Ordinal(13)), ("fourteenth", Word::Ordinal(14)), ("fifteenth", Word::Ordinal(15)),
    ("sixteenth", Word::Ordinal(16)), ("seventeenth", Word::Ordinal(17)), ("eighteenth", Word::Ordinal(18)), ("nineteenth", Word::Ordinal(19)),
    ("twentieth", Word::Ordinal(20)), ("thirtieth", Word::Ordinal(30)), ("fortieth", Word::Ordinal(40)), ("fiftieth", Word::Ordinal(50)),
    ("sixtieth", Word::Ordinal(60)), ("seventieth", Word::Ordinal(70)), ("eightieth", Word::Ordinal(80)), ("ninetieth", Word::Ordinal(90)),
    ("hundredth", Word::Ordinal(100)), ("date", Word::DateNoun), ("anniversary", Word::Anniversary), ("centenary", Word::Anniversary), ("centennial", Word::Anniversary),
    ("bicentennial", Word::Anniversary), ("bicentenary", Word::Anniversary),
    ("one", Word::Cardinal(1)), ("two", Word::Cardinal(2)), ("three", Word::Cardinal(3)), ("four", Word::Cardinal(4)), ("five", Word::Cardinal(5)),
    ("six", Word::Cardinal(6)), ("seven", Word::Cardinal(7)), ("eight", Word::Cardinal(8)), ("nine", Word::Cardinal(9)), ("ten", Word::Cardinal(10)),
    ("eleven", Word::Cardinal(11)), ("twelve", Word::Cardinal(12)), ("thirteen", Word::Cardinal(13)), ("fourteen", Word::Cardinal(14)),
    ("fifteen", Word::Cardinal(15)), ("sixteen", Word::Cardinal(16)), ("seventeen", Word::Cardinal(17)), ("eighteen", Word::Cardinal(18)),
    ("nineteen", Word::Cardinal(19)), ("twenty", Word::Cardinal(20)), ("thirty", Word::Cardinal(30)), ("forty", Word::Cardinal(40)),
    ("fifty", Word::Cardinal(50)), ("sixty", Word::Cardinal(60)), ("seventy", Word::Cardinal(70)), ("eighty", Word::Cardinal(80)),
    ("ninety", Word::Cardinal(90)), ("hundred", Word::Cardinal(100)), ("thousand", Word::Cardinal(1000)),
    ("tens", Word::Other), ("twenties", Word::Tens(20)), ("thirties", Word::Tens(30)), ("forties", Word::Tens(40)),
    ("fifties", Word::Tens(50)), ("sixties", Word::Tens(60)), ("seventies", Word::Tens(70)), ("eighties", Word::Tens(80)),
    ("nineties", Word::Tens(90)),
];

const SLOTS: usize = 2048;
const NONE: u16 = u16::MAX;

/// Index into [`WORDS`] by hash, linear probing.
static TABLE: [u16; SLOTS] = table();

const fn hash(bytes: &[u8], len: usize) -> usize {
    // FNV-1a, 32 bits.
    let mut h: u32 = 0x811c_9dc5;
    let mut i = 0;
    while i < len {
        h ^= bytes[i] as u32;
        h = h.wrapping_mul(0x0100_0193);
        i += 1;
    }
    ((h ^ (h >> 15)) as usize) & (SLOTS - 1)
}

const fn table() -> [u16; SLOTS] {
    let mut slots = [NONE; SLOTS];
    let mut i = 0;
    while i < WORDS.len() {
        let bytes = WORDS[i].0.as_bytes();
        let mut at = hash(bytes, bytes.len());
        while slots[at] != NONE {
            at = (at + 1) & (SLOTS - 1);
        }
        slots[at] = i as u16;
        i += 1;
    }
    slots
}

/// Returns what a folded word can mean.
fn lookup(bytes: &[u8]) -> Option<Word> {
    let mut at = hash(bytes, bytes.len());
    loop {
        let idx = *TABLE.get(at)?;
        let (word, meaning) = WORDS.get(idx as usize)?;
        if word.as_bytes() == bytes {
            return Some(*meaning);
        }
        at = (at + 1) & (SLOTS - 1);
    }
}

/// Returns what `token`, written as `word`, can mean.
pub(super) fn read(token: &Token, word: &str, manner: Manner) -> Word {
    match token.kind {
        TokenKind::Punct => match word {
            "–" | "—" | "−" | "‐" | "‑" => Word::Mark(b'-'),
            "’" | "‘" | "`" => Word::Mark(b'\''),
            "“" | "”" => Word::Mark(b'"'),
            _ => word.bytes().next().map_or(Word::Other, |b| if b.is_ascii() { Word::Mark(b) } else { Word::Other }),
        },
        TokenKind::Number => number(word),
        TokenKind::Word => {
            let known = fold(word).and_then(|(buf, len)| buf.get(..len).and_then(lookup));
            known.or_else(|| fiscal_year(word)).unwrap_or(Word::Other).guarded(token, word, manner)
        }
    }
}

impl Word {
    /// Drops meanings that the way a word is written forbids.
    fn guarded(self, token: &Token, word: &str, manner: Manner) -> Word {
        let capital = token.case != Case::Lower;
        match self {
            // "may", "march" are verbs, "sun", "mar", "sat", "wed" are words.
            Word::Month(_)
                if !capital && matches!(word.len(), 3 | 5) && matches!(word, "may" | "march" | "mar" | "jan" | "dec" | "sep") =>
            {
                Word::Other
            }
            // People write "mon" for Monday in posts only; there `named` looks around it.
            Word::Weekday(..)
                if !capital && manner == Manner::Prose && matches!(word, "sun" | "sat" | "wed" | "mon" | "thu" | "tue" | "fri") =>
            {
                Word::Other
            }
            Word::Weekday(..) | Word::Month(_)
                if token.case == Case::Upper
                    && word.len() == 3
                    && !matches!(word, "JAN" | "FEB" | "AUG" | "OCT" | "NOV" | "DEC" | "JUN" | "JUL" | "APR") =>
            {
                Word::Other
            }
            // Time zones and eras are written in capitals.
            Word::Fiscal if word.len() == 2 && token.case != Case::Upper => Word::Other,
            Word::Zone if token.case != Case::Upper => Word::Other,
            Word::Era(_) if token.case != Case::Upper => Word::Other,
            Word::QuarterName(_) | Word::FeastHead if !capital => Word::Other,
            word => word,
        }
    }
}

/// Folds a word to lower case without its final stop; `None` for words that are too long or not of ASCII letters.
fn fold(word: &str) -> Option<([u8; LONGEST], usize)> {
    let mut buf = [0u8; LONGEST];
    let mut len = 0;
    let word = word.strip_suffix('.').unwrap_or(word);
    for c in word.chars() {
        let c = if c == '’' { '\'' } else { c };
        if !c.is_ascii() {
            return None;
        }
        *buf.get_mut(len)? = c.to_ascii_lowercase() as u8;
        len += 1;
    }
    Some((buf, len))
}

/// "FY2019", "FY19".
fn fiscal_year(word: &str) -> Option<Word> {
    let digits = word.strip_prefix("FY").filter(|d| matches!(d.len(), 2 | 4) && d.bytes().all(|b| b.is_ascii_digit()))?;
    let n: u32 = digits.parse().ok()?; // Two or four digits always are a number.
    let year = if digits.len() == 2 { super::numbers::full_year(n) } else { n as i16 };
    (1900..=2100).contains(&year).then_some(Word::FiscalYear(year as u16))
}

fn number(word: &str) -> Word {
    let bytes = word.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let (Some(head), Some(tail)) = (word.get(..digits), word.get(digits..)) else { return Word::Mixed };
    let Ok(value) = head.parse::<u32>() else { return Word::Mixed };
    if digits > 8 {
        return Word::Mixed;
    }
    if tail.is_empty() {
        return Word::Digits(value);
    }
    if tail.eq_ignore_ascii_case("s") {
        return match (digits, value) {
            (4, 1000..=2090) if value % 10 == 0 => Word::Decade(value as u16),
            (2, 10..=90) if value % 10 == 0 => Word::Tens(value as u8),
            _ => Word::Mixed,
        };
    }
    if ["st", "nd", "rd", "th"].iter().any(|suffix| tail.eq_ignore_ascii_case(suffix)) && value > 0 && value < 1000 {
        return Word::Ordinal(value as u16);
    }
    fold(word).and_then(|(buf, len)| buf.get(..len).and_then(lookup)).unwrap_or(Word::Mixed)
}

/// What letters alone can mean.
pub(super) fn of_letters(word: &str) -> Word {
    fold(word).and_then(|(buf, len)| buf.get(..len).and_then(lookup)).unwrap_or(Word::Other)
}

/// Whether two words are the same but for capitals.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_once() {
        for (i, (word, meaning)) in WORDS.iter().enumerate() {
            assert!(word.len() <= LONGEST, "{word}");
            assert_eq!(lookup(word.as_bytes()), Some(*meaning), "{word} stands twice");
            assert_eq!(WORDS.iter().position(|w| w.0 == *word), Some(i));
        }
    }
}
