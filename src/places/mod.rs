//! Tokens in, [`Toponym`]s out: the names of places, recognised and resolved, with every candidate's score and reasons.
//!
//! Reads neither dates nor events, and cannot fail: a name that cannot be resolved stays in the list without a place.
//!
//! ```
//! use dateline::article::Article;
//! use dateline::gazetteer::Gazetteer;
//! use dateline::places::{Hints, explain, find_places};
//! use dateline::text::Text;
//!
//! let article = Article::from_text("The fair opened in Paris, Texas, on Friday.");
//! let text = Text::new(&article);
//! let gazetteer = Gazetteer::embedded();
//! let hints = Hints::default(); // or the address of the paper: one in Paris, Texas writes about Texas
//! let mut toponyms = find_places(&text, gazetteer, &hints);
//! explain(&text, gazetteer, &hints, &mut toponyms); // only where the reasons are wanted: it reads the text again
//!
//! let paris = &toponyms[0];
//! assert_eq!(text.of(paris.span), "Paris");
//! assert_eq!(paris.place.map(|id| gazetteer.full_name(id)).as_deref(), Some("Paris, Texas, United States"));
//! assert!(paris.confidence > 0.9);
//! assert!(paris.candidates[0].reasons.iter().any(|r| r.words == "in Texas, named in the same phrase"));
//! ```
//!
//! # How it works
//! 1. `scan` looks up every name of the gazetteer that stands in the text, and finds the persons.
//! 2. `clues` gathers what speaks for and against each stretch being the name of a place: its words, its neighbours, the rest of the article.
//!    Each clue has a weight in log-odds; `model` adds a small learned correction (`data/MODEL.md`).
//! 3. `recognise` takes the stretches that do not overlap and score best together.
//! 4. `resolve` scores every place that each name may mean, in three rounds: what is believed of one name is evidence for the others
//!    (`focus`). The features are in `features`, each with the words in which it is explained.
//! 5. `calibration` turns the belief into a confidence that keeps its word.

mod apart;
mod around;
mod calibration;
mod clues;
mod context;
#[cfg(test)]
mod county_tests;
mod features;
mod focus;
mod given;
mod hash;
mod headed;
mod lexicon;
mod local_life;
mod metonymy;
mod model;
mod names;
mod near;
mod otherwise;
mod outlet;
mod persons;
mod phrase;
mod reasons;
mod recognise;
mod resolve;
mod scan;
#[cfg(feature = "generate")]
pub mod training;

use crate::article::Span;
use crate::earth::LatLon;
use crate::gazetteer::{Gazetteer, PlaceId};
use crate::text::Text;

pub use near::Near;

use outlet::Outlet;
use recognise::Mention;
use resolve::{Answers, Reasons};
use scan::Scan;

/// What a toponym is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToponymKind {
    /// A place: "Seoul", "Hawaii", "the Rhine".
    Place,
    /// A facility: "Osan Air Base", "Heathrow".
    Facility,
    /// People or an adjective: "South Korean", "Texans".
    Demonym,
    /// A place inside the name of something else: "University of Texas".
    Nested,
    /// A political body that is named like a place or has its place: "European Union".
    Political,
}

impl ToponymKind {
    /// The word of batch records: "place", "facility", "demonym", "nested", "political".
    pub const fn as_str(self) -> &'static str {
        match self {
            ToponymKind::Place => "place",
            ToponymKind::Facility => "facility",
            ToponymKind::Demonym => "demonym",
            ToponymKind::Nested => "nested",
            ToponymKind::Political => "political",
        }
    }
}

/// One reason for or against a candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What it adds to the score; the weights of a candidate add up to its score.
    pub weight: f32,
    /// Why, in words a reader understands: "in South Korea, named in the same phrase".
    pub words: String,
}

/// A place that a toponym may mean, with its score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredCandidate {
    /// The place.
    pub place: PlaceId,
    /// Higher is better; only comparable within one toponym.
    pub score: f32,
    /// Share of the belief, 0 to 1; those of one toponym add up to at most 1, the rest is "none of these".
    pub probability: f32,
    /// Why. Filled on demand by [`explain`] where the reader did not ask for it.
    pub reasons: Vec<Reason>,
}

/// A place named in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Toponym {
    /// Its words.
    pub span: Span,
    /// What it is in its sentence.
    pub kind: ToponymKind,
    /// Whether the name stands for a government, a team or a people rather than the ground: "Moscow accused Washington".
    pub metonymic: bool,
    /// The places it may mean, best first; at most eight.
    pub candidates: Vec<ScoredCandidate>,
    /// The place taken; `None` where none of the candidates is good enough.
    pub place: Option<PlaceId>,
    /// The point taken: that of `place`, moved for "northern Syria" and the like. `None` without a place.
    pub point: Option<LatLon>,
    /// How sure the resolution is, 0 to 1, calibrated.
    pub confidence: f32,
}

/// What is known about an article beside its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The article's address or outlet: a paper in Paris, Texas writes about Texas.
    pub source: Option<&'a str>,
    /// Where the reader says the article is.
    pub near: Option<Near>,
}

/// Returns the places named in `text`, in reading order, resolved.
pub fn find_places(text: &Text<'_>, gazetteer: &Gazetteer, hints: &Hints<'_>) -> Vec<Toponym> {
    let outlet = Outlet::of(hints.source, gazetteer);
    let scan = Scan::new(text, gazetteer, &outlet.label);
    let mentions = recognise::recognise(&scan);
    toponyms(&scan, &mentions, &outlet, hints, Reasons::Omitted)
}

/// Resolves exactly `mentions`, one toponym each, in their order.
pub fn resolve_mentions(text: &Text<'_>, gazetteer: &Gazetteer, hints: &Hints<'_>, mentions: &[Span]) -> Vec<Toponym> {
    let outlet = Outlet::of(hints.source, gazetteer);
    let mut scan = Scan::new(text, gazetteer, &outlet.label);
    let n = mentions.len();
    let mentions = given::mentions(&mut scan, mentions);
    let mut toponyms = toponyms(&scan, &mentions, &outlet, hints, Reasons::Omitted);
    toponyms.truncate(n);
    toponyms
}

/// Fills the reasons of every candidate of every toponym of `toponyms`, which came from `text` with the same `hints`.
pub fn explain(text: &Text<'_>, gazetteer: &Gazetteer, hints: &Hints<'_>, toponyms: &mut [Toponym]) {
    let outlet = Outlet::of(hints.source, gazetteer);
    let mut scan = Scan::new(text, gazetteer, &outlet.label);
    let recognised = recognise::recognise(&scan);
    let same = recognised.len() == toponyms.len() && recognised.iter().zip(toponyms.iter()).all(|(m, t)| m.span == t.span);
    let mentions = if same { recognised } else { given::mentions(&mut scan, &toponyms.iter().map(|t| t.span).collect::<Vec<_>>()) };
    let explained = self::toponyms(&scan, &mentions, &outlet, hints, Reasons::Given(&scan));
    for (toponym, explained) in toponyms.iter_mut().zip(explained) {
        toponym.candidates = explained.candidates;
    }
}

fn toponyms(scan: &Scan<'_>, mentions: &[Mention], outlet: &Outlet, hints: &Hints<'_>, reasons: Reasons<'_>) -> Vec<Toponym> {
    let answers = resolve::resolve(scan, mentions, outlet, hints);
    let mut toponyms: Vec<Toponym> = mentions.iter().map(|mention| toponym(scan, mention, &answers, reasons)).collect();
    around::forget_namesakes(scan, mentions, &mut toponyms);
    toponyms
}

fn toponym(scan: &Scan<'_>, mention: &Mention, answers: &Answers, reasons: Reasons<'_>) -> Toponym {
    let name = mention.name.or(mention.near);
    let candidates = name.map(|n| answers.candidates(n, reasons)).unwrap_or_default();
    // What stands for an unknown place is only near it.
    let trust = if mention.name.is_some() { 1.0 } else { 0.6 };
    let confidence = trust * name.map_or(0.0, |n| calibration::calibrated(answers.confidence(n)));
    let known: f32 = candidates.iter().map(|c| c.probability).sum();
    let place = candidates.first().filter(|c| c.probability >= 0.02 && known > 0.0).map(|c| c.place);
    let row = place.and_then(|p| scan.gazetteer.place(p));
    Toponym {
        span: mention.span,
        kind: mention.kind,
        metonymic: metonymy::is_metonymic(scan, mention, row.as_ref()),
        point: row.map(|r| r.point),
        place,
        confidence: if place.is_some() { confidence } else { 0.0 },
        candidates,
    }
}

#[cfg(test)]
mod tests {
    use super::{Hints, find_places};
    use crate::article::Article;
    use crate::gazetteer::{Feature, Gazetteer};
    use crate::text::Text;

    /// The names found in `input`, each with its kind where it is no plain place.
    fn names(input: &str) -> String {
        let article = Article::from_text(input);
        let text = Text::new(&article);
        let found = find_places(&text, Gazetteer::embedded(), &Hints::default());
        let name = |t: &super::Toponym| match t.kind {
            super::ToponymKind::Place => text.of(t.span).to_owned(),
            kind => format!("{}/{}", text.of(t.span), kind.as_str()),
        };
        found.iter().map(name).collect::<Vec<_>>().join("; ")
    }

    /// Where each name of `input` was put, as "name lat lon" in whole degrees.
    fn points(input: &str) -> String {
        let article = Article::from_text(input);
        let text = Text::new(&article);
        let found = find_places(&text, Gazetteer::embedded(), &Hints::default());
        let point = |t: &super::Toponym| match t.point {
            Some(p) => format!("{} {:.0} {:.0}", text.of(t.span), p.lat(), p.lon()),
            None => format!("{} ?", text.of(t.span)),
        };
        found.iter().map(point).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn names_of_places_are_found_and_those_of_persons_are_not() {
        let check = |input: &str, expected: &str| assert_eq!(names(input), expected, "{input}");
        check("Floods reached Budapest on Tuesday.", "Budapest");
        check("Jordan Henderson scored twice in Leeds.", "Leeds");
        check("SEOUL, South Korea (AP) — Officials met on Friday.", "SEOUL; South Korea");
        check("The planes landed at South Korea's Osan Air Base.", "South Korea; Osan Air Base/facility");
        check("He teaches in Troy, Ala., and lives in Mobile.", "Troy; Ala.; Mobile");
        check("A Paris-based firm and the Kenyan army took part.", "Paris; Kenyan/demonym");
        check("The mayor said reading is nice in May.", "");
        check("They crossed northern Syria on the way to the Euphrates River.", "Syria; Euphrates River");
        check("The Supreme Court ruled that Elm Street stays shut.", "Elm Street/facility");
        check("They joined the West Virginia Shine program.", "West Virginia");
        check("He was hurt on Third Street near Lake Tamblyn.", "Third Street/facility; Lake Tamblyn");
        check("Prime Minister Dr Keith Rowley spoke in Dubai.", "Dubai");
        check("The Larkmoor Tea Co. closed at 8 a.m. EST on Friday.", "");
        check("Pots of 100 B.C. were found.", "");
        check("Pupils played Beethoven and Chopin at a concert.", "");
        check("Viewers told @Gillette to stop.", "");
        check("Vladimir Putin, president of Russia, spoke.", "Russia");
        check("Protests in Gori (Georgia) went on.", "Gori; Georgia");
        check("Muscat: The festival opened on Monday.", "Muscat");
    }

    #[test]
    fn the_words_around_a_name_say_that_it_is_a_place() {
        let check = |input: &str, expected: &str| assert_eq!(names(input), expected, "{input}");
        check("Rebels shelled the villages of Qwarra and Zelbun on Monday.", "Qwarra; Zelbun");
        check("They fled from Torqula village at night.", "Torqula");
        check("Girls from Walton and Oconee counties took part.", "Walton; Oconee");
        check("In the town of Dover, Smith spoke to Qwarra, a lawyer.", "Dover");
        check("The Qwarra district attorney resigned.", "");
        check("He and his wife, Julia, left for Dallas.", "Dallas");
        check("It was released under a Virginia Freedom of Information Act request.", "Virginia/nested");
    }

    #[test]
    fn a_part_of_a_state_is_no_village_of_that_name() {
        let check = |input: &str, expected: &str| assert_eq!(points(input), expected, "{input}");
        check("Ranchers across East Texas met in Tyler on Friday.", "East Texas 32 -95; Tyler 32 -95");
        check("Bells rang across North Wales, from Harlech to Barmouth.", "North Wales 52 -4; Harlech 53 -4; Barmouth 53 -4");
        // Its own name comes first where it is known by it.
        check("The ferry goes from West New York, New Jersey.", "West New York 41 -74; New Jersey 40 -75");
    }

    #[test]
    fn a_county_is_a_county_where_the_words_say_so() {
        let article = Article::from_text("Farms in Walton and Oconee counties, Georgia, were flooded.");
        let text = Text::new(&article);
        let gazetteer = Gazetteer::embedded();
        let found = find_places(&text, gazetteer, &Hints::default());
        let features: Vec<_> = found.iter().filter_map(|t| t.place).filter_map(|p| gazetteer.place(p)).map(|p| p.feature).collect();
        assert_eq!(features.get(..2), Some(&[Feature::Admin2; 2][..]));
    }

    #[test]
    fn names_mean_what_the_article_is_about() {
        let check = |input: &str, expected: &str| assert_eq!(points(input), expected, "{input}");
        check("The fair opened in Paris, Texas.", "Paris 34 -96; Texas 32 -99");
        check("The fair opened in Paris, France.", "Paris 49 2; France 46 2");
        check("It was seen in Ohio, Oklahoma, Pennsylvania and Texas.", "Ohio 40 -83; Oklahoma 36 -98; Pennsylvania 41 -78; Texas 32 -99");
        check("Cows fell ill on a Washington state farm.", "Washington 47 -120");
        check("The river rose in Athens, Georgia, and in Macon.", "Athens 34 -83; Georgia 33 -83; Macon 33 -84");
    }

    #[test]
    fn a_well_known_name_is_no_tiny_namesake() {
        let check = |input: &str, expected: &str| assert_eq!(points(input), expected, "{input}");
        check("The flight landed at Heathrow on Monday.", "Heathrow 51 -0");
        check("Boats sank on the Vistula on Monday.", "Vistula 54 19");
        check("The army moved prisoners to Bagram on Monday.", "Bagram 35 69");
        check("The tablets were found in Mesopotamia.", "Mesopotamia 33 44");
        check("The hikers came from Snowdonia National Park.", "Snowdonia National Park 53 -4");
    }

    #[test]
    fn british_and_irish_counties_are_known_by_their_bare_names() {
        let check = |input: &str, expected: &str| assert_eq!(points(input), expected, "{input}");
        check("Heavy rain fell in Norfolk on Tuesday.", "Norfolk 53 1");
        check("Heavy rain fell in Kerry on Tuesday.", "Kerry 52 -10");
        check("Heavy rain fell in Berkshire on Tuesday.", "Berkshire 51 -1");
        check("Ships left Norfolk, Virginia, on Tuesday.", "Norfolk 37 -76; Virginia 38 -79");
    }

    #[test]
    fn no_text_makes_it_fail() {
        for input in ["", " ", "\n\n", "’s", "St.", "-", "(", "U.S.", "京都で会議", "a\u{0}b", "— (AP)", "N. W.", "al-"] {
            names(input);
        }
    }
}
