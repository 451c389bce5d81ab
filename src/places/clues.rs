//! Evidence for and against a span being the name of a place, each piece with its weight and its words.

use super::context;
use super::lexicon::{List, WordClass};
use super::names::{Name, NameIdx, Sense};
use super::scan::{Match, Scan};
use crate::gazetteer::{Feature, NameKind};
use crate::text::TokenKind;

macro_rules! clues {
    ($($name:ident $weight:literal $words:literal,)*) => {
        /// A piece of evidence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Clue { $(#[doc = $words] $name,)* }

        /// The weight of each clue, in its order, in log-odds.
        pub(super) const WEIGHTS: &[f32] = &[$($weight,)*];
    };
}

clues! {
    Bias 0.3 "a name with a capital",
    Great 4.0 "the name of a country, a continent or a great city",
    State 3.0 "the name of a state or province",
    Large 2.2 "the name of a large city",
    Middling 0.9 "the name of a town",
    Small -0.4 "the name of a small place only",
    Demonym 3.0 "a people or an adjective of nationality",
    Abbreviation 0.5 "an abbreviation of a place",
    Alternate -0.7 "not the usual name of the place",
    SeveralWords 1.2 "a name of several words",
    Common -1.6 "a common word too",
    Frequent -1.6 "a frequent word too",
    Given -1.0 "a given name too",
    Surname -0.8 "a surname too",
    RareSurname -0.3 "a rare surname too",
    Stop -4.0 "nearly always something else",
    Calendar -5.0 "a month, a day or an era",
    Postal -3.0 "a postal code without a town before it",
    ShortUpper -1.5 "short and in capitals",
    Initial -0.3 "the first word of its sentence",
    InitialCommon -2.0 "a common word at the start of its sentence",
    Loud -0.8 "in a line of capitals",
    LowerToo -2.0 "in lower case elsewhere in the article",
    AfterIn 2.2 "after “in”",
    AfterNear 2.2 "after “near”, “outside” or the like",
    AfterPreposition 0.9 "after “at”, “from” or “to”",
    AfterNounOf 2.2 "after “city of” or the like",
    AfterOf 0.2 "after “of”",
    AfterDirection 1.2 "after a direction",
    AfterThe -0.5 "after “the”",
    AfterTitle -2.5 "after a title",
    AfterGiven -3.0 "after a given name",
    AfterLetter -2.5 "after an initial",
    AfterCapital -1.2 "after another name",
    AfterPlace 0.4 "after another place",
    AfterTownComma 2.5 "after a town in it and a comma",
    AfterPlaceComma 0.8 "in a list of places",
    AfterPossessor 1.2 "after the name of what it lies in",
    BeforeContainer 3.5 "followed by what it lies in",
    BeforePlaceComma 0.6 "in a list of places",
    BeforeSpeech -1.0 "followed by “said” or the like",
    BeforeCapital -1.0 "followed by another name",
    BeforeOrganisation 0.8 "followed by the rest of an organisation's name",
    BeforeSite 0.2 "followed by the rest of a site's name",
    BeforeLocal 2.2 "followed by “man”, “police” or the like",
    OutletHome 2.0 "part of what the outlet calls itself",
    BeforeNoun 1.5 "followed by “province”, “city” or the like",
    BeforeBased 3.0 "followed by “-based”",
    BeforePossessive 0.2 "with a possessive",
    BeforeInitials -1.5 "followed by an initial",
    Dateline 4.0 "opens the article as a dateline",
    Person -5.5 "part of a person's name",
    SurnameHere -2.5 "a surname in this article",
    TailHere -1.2 "ends a longer name of the article that is no known place",
    Party 3.0 "after the letter of a party and a hyphen",
    PlaceElsewhere 2.0 "clearly a place elsewhere in the article",
    NotFound -1.0 "not in the gazetteer",
    GeoHead 3.5 "ends with “River”, “County” or the like",
    StreetHead 2.5 "ends with “Street” or the like",
    SiteHead 1.5 "ends with “Airport”, “Hospital” or the like",
    OrganisationHead -2.0 "ends with “University”, “Times” or the like",
    HyphenAfter -0.6 "joined by a hyphen to what follows",
    HyphenBefore -0.6 "joined by a hyphen to what precedes",
    Numbered -2.0 "before a number",
}

/// A set of clues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clues(pub u64);

impl Clues {
    pub fn set(&mut self, clue: Clue, on: bool) {
        if on {
            self.0 |= 1 << clue as u64;
        }
    }

    pub fn has(self, clue: Clue) -> bool {
        self.0 >> clue as u64 & 1 == 1
    }

    /// The numbers of the clues that are set, rising.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let idx = rest.trailing_zeros() as usize;
            (rest != 0).then(|| {
                rest &= rest - 1;
                idx
            })
        })
    }

    /// The sum of the weights.
    pub fn score(self) -> f32 {
        self.iter().filter_map(|i| WEIGHTS.get(i)).sum()
    }
}

/// What a name ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    None,
    Geo,
    Street,
    Site,
    Organisation,
}

/// A stretch of tokens that may be the name of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub first: usize,
    pub end: usize,
    pub name: Option<NameIdx>,
    pub head: Head,
}

/// Returns the clues of `stretch`, but for those that need the rest of the article read.
pub(super) fn clues(scan: &Scan<'_>, stretch: Stretch) -> Clues {
    let mut clues = Clues::default();
    clues.set(Clue::Bias, true);
    of_name(scan, stretch, &mut clues);
    of_position(scan, stretch, &mut clues);
    of_left(scan, stretch, &mut clues);
    of_right(scan, stretch, &mut clues);
    clues
}

fn of_name(scan: &Scan<'_>, stretch: Stretch, clues: &mut Clues) {
    let name = stretch.name.and_then(|n| scan.name(n));
    let single = stretch.end == stretch.first + 1;
    let word = scan.word(stretch.first);
    if let Some(best) = name.and_then(Name::best) {
        let demonym = best.kind == NameKind::Demonym;
        clues.set(Clue::Demonym, demonym);
        if !demonym {
            match (best.feature, best.prominence) {
                (_, 205..) | (Feature::Country, _) => clues.set(Clue::Great, true),
                (Feature::Admin1, 110..) => clues.set(Clue::State, true),
                (_, 140..) => clues.set(Clue::Large, true),
                (_, 95..) => clues.set(Clue::Middling, true),
                _ => clues.set(Clue::Small, true),
            }
        }
        clues.set(Clue::Abbreviation, best.kind == NameKind::Abbreviation);
        clues.set(Clue::Alternate, best.kind == NameKind::Alternate);
        clues.set(Clue::Postal, best.kind == NameKind::PostalCode);
        let words = scan.words(stretch.first, stretch.end);
        let upper = words.len() <= 5 && words.chars().all(char::is_uppercase);
        clues.set(Clue::ShortUpper, upper && best.kind != NameKind::Abbreviation && !scan.fact(stretch.first).is_loud);
    } else if stretch.head != Head::None {
        clues.set(Clue::NotFound, true);
    }
    clues.set(Clue::SeveralWords, !single);
    if single {
        let class = scan.fact(stretch.first).class;
        clues.set(Clue::Common, class.is(WordClass::COMMON));
        clues.set(Clue::Frequent, class.is(WordClass::FREQUENT));
        clues.set(Clue::Given, class.is(WordClass::GIVEN));
        clues.set(Clue::Surname, class.is(WordClass::SURNAME));
        clues.set(Clue::RareSurname, class.is(WordClass::RARE_SURNAME));
        clues.set(Clue::LowerToo, scan.is_in_lower_case(stretch.first));
        clues.set(Clue::SurnameHere, scan.is_surname(stretch.first));
        clues.set(Clue::TailHere, scan.is_tail(stretch.first) && !scan.is_surname(stretch.first));
        clues.set(Clue::Calendar, scan.is(stretch.first, List::Calendar) || is_era(scan, stretch.first));
        clues.set(Clue::InitialCommon, scan.fact(stretch.first).is_initial && class.is(WordClass::COMMON));
        // "Chopin" is the airport of Warsaw only where something flies.
        let unflown = name.and_then(Name::best).is_some_and(|s| s.feature == Feature::Airport && s.kind != NameKind::Main);
        let handle = scan.before(stretch.first).is_some_and(|b| scan.word(b) == "@") && !is_spaced(scan, stretch.first);
        let unflown = unflown && !scan.speaks_of_flights;
        clues.set(Clue::Stop, word.len() < 2 || scan.is(stretch.first, List::Stop) || unflown || handle);
    }
    clues.set(Clue::GeoHead, stretch.head == Head::Geo);
    clues.set(Clue::StreetHead, stretch.head == Head::Street);
    clues.set(Clue::SiteHead, stretch.head == Head::Site);
    clues.set(Clue::OrganisationHead, stretch.head == Head::Organisation);
}

/// Whether there is white space before the token.
fn is_spaced(scan: &Scan<'_>, idx: usize) -> bool {
    scan.text.tokens.get(idx).is_some_and(|t| t.spaced)
}

/// Whether the word at `idx` counts years: "100 B.C." is no province.
fn is_era(scan: &Scan<'_>, idx: usize) -> bool {
    matches!(scan.word(idx), "B.C." | "BC" | "A.D." | "AD")
        && scan.before(idx).is_some_and(|b| scan.text.tokens.get(b).is_some_and(|t| t.kind == TokenKind::Number))
}

fn of_position(scan: &Scan<'_>, stretch: Stretch, clues: &mut Clues) {
    let fact = scan.fact(stretch.first);
    clues.set(Clue::Initial, fact.is_initial);
    clues.set(Clue::Loud, fact.is_loud);
    let persons = (stretch.first..stretch.end).filter(|&i| scan.fact(i).is_person).count();
    clues.set(Clue::Person, persons > 0);
    clues.set(Clue::Dateline, is_dateline(scan, stretch));
    let words = scan.words(stretch.first, stretch.end);
    let home = scan.home.strip_prefix("the").unwrap_or(scan.home);
    let letters = words.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase());
    clues.set(
        Clue::OutletHome,
        words.len() >= 4 && home.len() >= words.len() && letters.clone().zip(home.bytes()).all(|(a, b)| a == b) && words.is_ascii(),
    );
}

/// Whether the stretch opens a paragraph as a dateline: "SEOUL, South Korea (AP) —", "LONDON –", "Paris (Reuters) -", "Muscat: The".
fn is_dateline(scan: &Scan<'_>, stretch: Stretch) -> bool {
    if scan.before(stretch.first).is_none()
        && scan.word(stretch.end) == ":"
        && scan.text.tokens.get(stretch.first).is_some_and(|t| t.span.start < 200)
    {
        let best = stretch.name.and_then(|n| scan.name(n)).and_then(Name::best);
        return scan.fact(stretch.end + 1).is_capital && best.is_some_and(|s| s.feature == Feature::City && s.prominence >= 110);
    }
    if scan.before(stretch.first).is_some_and(|b| scan.before(b).is_some_and(|c| scan.before(c).is_some_and(|d| scan.before(d).is_some())))
    {
        return false;
    }
    let mut dash = false;
    for idx in stretch.end..stretch.end + 9 {
        if scan.after(idx).is_none() {
            return false;
        }
        match scan.word(idx) {
            "—" | "–" | "--" => {
                dash = true;
                break;
            }
            "-" if scan.text.tokens.get(idx).is_some_and(|t| t.spaced)
                && scan.text.tokens.get(idx + 1).is_some_and(|t| t.spaced || scan.word(idx + 1) == "-") =>
            {
                dash = true;
                break;
            }
            "," | "(" | ")" | "." | "/" | ":" => {}
            _ if scan.fact(idx).is_capital || scan.text.tokens.get(idx).is_some_and(|t| t.kind == TokenKind::Number) => {}
            _ => return false,
        }
    }
    dash
}

fn of_left(scan: &Scan<'_>, stretch: Stretch, clues: &mut Clues) {
    let Some(mut left) = scan.before(stretch.first) else { return };
    if matches!(scan.word(left), "-" | "–" | "/") && !is_spaced(scan, stretch.first) {
        // "Sen. Jane Roe, D-Dover".
        let party = scan.before(left).is_some_and(|b| matches!(scan.word(b), "R" | "D" | "I"));
        clues.set(Clue::Party, party);
        clues.set(Clue::HyphenBefore, !party);
        return;
    }
    // "Walker County (Ga.)", "Gori (Georgia)".
    let held = scan.before(left).filter(|_| scan.word(left) == "(" && scan.word(stretch.end) == ")");
    if held.is_some_and(|b| scan.matches_ending(b + 1).any(|m| may_hold(scan, stretch.name, m.name))) {
        clues.set(Clue::AfterTownComma, true);
        return;
    }
    while matches!(scan.word(left), "the" | "The" | "a" | "an" | "“" | "\"" | "(") {
        clues.set(Clue::AfterThe, matches!(scan.word(left), "the" | "The"));
        let Some(next) = scan.before(left) else { return };
        left = next;
    }
    let word = scan.word(left);
    let before = scan.before(left);
    match word {
        "in" | "In" => clues.set(Clue::AfterIn, true),
        "near" | "outside" | "around" | "throughout" | "across" | "towards" | "toward" | "inside" | "within" | "Near" | "Outside"
        | "Across" | "Around" => {
            clues.set(Clue::AfterNear, true);
        }
        "at" | "from" | "to" | "into" | "through" | "From" | "At" | "between" | "via" | "leaving" | "visiting" | "visited" | "reached"
        | "left" => {
            clues.set(Clue::AfterPreposition, true);
        }
        "of" => {
            let noun = before.is_some_and(|b| {
                // "the city of Dover", "Jane Roe, 41, of Dover".
                let aged = scan.word(b) == ","
                    && scan
                        .before(b)
                        .is_some_and(|n| scan.text.tokens.get(n).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2));
                aged || scan.is(b, List::PlaceNounBeforeOf) || scan.is(b, List::Kinds)
            });
            clues.set(Clue::AfterNounOf, noun);
            clues.set(Clue::AfterOf, !noun);
        }
        "," | "and" | "or" | "&" => {
            if let Some(b) = before {
                let ends = |idx: usize| scan.matches_ending(idx + 1);
                let container = ends(b).any(|m| may_hold(scan, stretch.name, m.name));
                let container = container
                    && !ends(b).any(|m| scan.longest_at(stretch.first).is_some_and(|n| is_list(scan, (m.first as usize, Some(m.name)), n)));
                clues.set(Clue::AfterTownComma, word == "," && container);
                clues.set(Clue::AfterNounOf, context::noun_before(scan, stretch.first).is_some());
                // "his wife, Julia".
                clues.set(Clue::AfterTitle, word == "," && scan.is(b, List::Kin));
                let b = if word != "," && scan.word(b) == "," { scan.before(b).unwrap_or(b) } else { b };
                clues.set(
                    Clue::AfterPlaceComma,
                    !(word == "," && container)
                        && ends(b).any(|m| scan.name(m.name).and_then(Name::best).is_some_and(|s| s.prominence > 100)),
                );
            }
        }
        "'s" | "’s" | "'" | "’" => {
            let holds = before.is_some_and(|b| scan.matches_ending(b + 1).any(|m| may_hold(scan, Some(m.name), stretch_name(stretch))));
            clues.set(Clue::AfterPossessor, holds);
        }
        _ => {
            let fact = scan.fact(left);
            if fact.lists.has(List::Direction) {
                clues.set(Clue::AfterDirection, true);
            } else if fact.lists.has_any([List::Title, List::Kin]) {
                clues.set(Clue::AfterTitle, true);
            } else if fact.is_capital && left + 1 == stretch.first {
                let letter = word.len() == 2 && word.ends_with('.');
                let place =
                    scan.matches_ending(left + 1).any(|m| scan.name(m.name).and_then(Name::best).is_some_and(|s| s.prominence >= 120));
                let given = fact.class.is(WordClass::GIVEN);
                clues.set(Clue::AfterLetter, letter);
                clues.set(Clue::AfterPlace, place);
                clues.set(Clue::AfterGiven, given && !place);
                let opener = fact.is_initial && fact.class.is(WordClass::COMMON);
                clues.set(Clue::AfterCapital, !letter && !given && !place && !opener && !fact.lists.has(List::Calendar));
            }
        }
    }
}

fn stretch_name(stretch: Stretch) -> NameIdx {
    stretch.name.unwrap_or(NameIdx(u32::MAX))
}

/// Whether something named `holder` may hold something named `held`.
pub(super) fn may_hold(scan: &Scan<'_>, holder: Option<NameIdx>, held: NameIdx) -> bool {
    let (Some(holder), Some(held)) = (holder.and_then(|h| scan.name(h)), scan.name(held)) else { return false };
    let mut holders = holder.senses.iter().filter(|s| s.is_container() && s.kind != NameKind::Demonym).take(4);
    holders.any(|h| held.senses.iter().any(|s| s.is_in(h, scan.gazetteer)))
}

/// Whether a name that starts at token `first` and the name `next` after its comma are members of a list rather than a place and what it
/// lies in: "Kansas, Missouri, Iowa" has no town of Kansas in Missouri.
pub(super) fn is_list(scan: &Scan<'_>, (first, held): (usize, Option<NameIdx>), next: Match) -> bool {
    let Some(holder) = scan.name(next.name).and_then(Name::best) else { return false };
    // "Oklahoma" is a town too; beside other states it is the state.
    let peer = |name: &Name| {
        let best = name.best().filter(|s| s.feature == holder.feature && s.kind != NameKind::PostalCode).copied();
        let known =
            |s: &&Sense| s.feature == Feature::Admin1 && s.country == holder.country && s.kind == NameKind::Main && s.prominence >= 110;
        best.or_else(|| name.senses.iter().filter(|_| holder.feature == Feature::Admin1).find(known).copied())
    };
    let Some(held) = held.and_then(|h| scan.name(h)).and_then(peer) else { return false };
    if !matches!(holder.feature, Feature::Country | Feature::Admin1) || held.is_in(holder, scan.gazetteer) {
        return false;
    }
    let like = |m: Option<Match>| m.and_then(|m| scan.name(m.name)).and_then(peer).is_some();
    let end = next.end as usize;
    let after = match scan.word(end) {
        "," if matches!(scan.word(end + 1), "and" | "or") => like(scan.longest_at(end + 2)),
        "," | "and" | "or" => like(scan.longest_at(end + 1)),
        _ => false,
    };
    let before = scan.before(first).is_some_and(|b| matches!(scan.word(b), "," | "and") && scan.matches_ending(b).any(|m| like(Some(m))));
    after || before || held.feature == Feature::Country
}

fn of_right(scan: &Scan<'_>, stretch: Stretch, clues: &mut Clues) {
    let Some(right) = scan.after(stretch.end) else { return };
    let word = scan.word(right);
    clues.set(Clue::BeforeNoun, context::noun_after(scan, stretch.end).is_some());
    let spaced = scan.text.tokens.get(right).is_some_and(|t| t.spaced);
    let next_spaced = scan.text.tokens.get(right + 1).is_some_and(|t| t.spaced);
    match word {
        "," | "(" => {
            let holder = scan.longest_at(right + 1).filter(|_| scan.after(right + 1).is_some());
            let held = holder
                .is_some_and(|h| may_hold(scan, Some(h.name), stretch_name(stretch)) && !is_list(scan, (stretch.first, stretch.name), h));
            clues.set(Clue::BeforeContainer, held);
            clues.set(
                Clue::BeforePlaceComma,
                !held && holder.and_then(|h| scan.name(h.name)).and_then(Name::best).is_some_and(|s| s.prominence > 100),
            );
        }
        "and" | "or" => {
            let other = scan.longest_at(right + 1).and_then(|h| scan.name(h.name)).and_then(Name::best);
            clues.set(Clue::BeforePlaceComma, other.is_some_and(|s| s.prominence > 100));
        }
        "-" | "–" | "/" if !spaced && !next_spaced => {
            let based =
                matches!(scan.word(right + 1), "based" | "born" | "bound" | "area" | "educated" | "held" | "led" | "backed" | "controlled");
            clues.set(Clue::BeforeBased, based);
            clues.set(Clue::HyphenAfter, !based);
        }
        "'s" | "’s" | "'" | "’" => clues.set(Clue::BeforePossessive, true),
        _ => {
            let fact = scan.fact(right);
            let is_number = scan.text.tokens.get(right).is_some_and(|t| t.kind == TokenKind::Number);
            if fact.lists.has(List::Speech) {
                clues.set(Clue::BeforeSpeech, true);
            } else if fact.lists.has(List::LocalNoun) {
                clues.set(Clue::BeforeLocal, true);
            } else if fact.lists.has(List::PlaceNoun) {
                clues.set(Clue::BeforeNoun, true);
            } else if is_number {
                clues.set(Clue::Numbered, true);
            } else if fact.is_capital && spaced {
                let letter = word.len() == 2 && word.ends_with('.');
                let organisation = fact.lists.has(List::OrganisationHead)
                    || (1..4).any(|k| scan.fact(right + k).is_capital && scan.is(right + k, List::OrganisationHead));
                let site = fact.lists.has_any([List::SiteHead, List::GeoHead, List::StreetHead]);
                let local = fact.lists.has(List::LocalNoun)
                    || matches!(
                        (word, scan.word(right + 1)),
                        ("City", "Council") | ("High", "School") | ("Middle", "School") | ("City", "Hall")
                    );
                clues.set(Clue::BeforeLocal, local);
                clues.set(Clue::BeforeInitials, letter);
                clues.set(Clue::BeforeOrganisation, organisation);
                clues.set(Clue::BeforeSite, site && !organisation);
                clues.set(Clue::BeforeCapital, !letter && !organisation && !site && !fact.lists.has(List::Calendar));
            }
        }
    }
}
