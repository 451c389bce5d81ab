//! Where the reader says an article is, in words in, the place or point out, and how near another place is to it.

use super::names::Sense;
use crate::earth::{self, LatLon};
use crate::gazetteer::{Candidate, Feature, Gazetteer, NameKind, Place, PlaceId};

/// Where the reader says an article is. It biases the choice among places of one name; it decides nothing alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Near {
    /// A point of the Earth.
    Point(LatLon),
    /// A country, region, town or any other place of the gazetteer.
    Place(PlaceId),
}

/// Kilometres over which nearness falls to a third: about a day's drive, the size of what a regional paper covers.
const REACH_KM: f64 = 500.0;

impl Near {
    /// Reads `words`: a latitude and longitude in degrees ("48.2, 16.4", "33.9S 151.2E"), the code of a country ("AT"), or the name of a place, where
    /// wanted with what it lies in ("Paris, Texas"). The most prominent place of the name is taken; `None` where there is none.
    ///
    /// # Example
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    /// use dateline::places::Near;
    /// let gazetteer = Gazetteer::embedded();
    /// assert!(matches!(Near::of("48.2, 16.4", gazetteer), Some(Near::Point(_))));
    /// assert_eq!(Near::of("AT", gazetteer), Near::of("Austria", gazetteer));
    /// assert_eq!(Near::of("Nowhere at all", gazetteer), None);
    /// ```
    pub fn of(words: &str, gazetteer: &Gazetteer) -> Option<Near> {
        let parts: Vec<&str> = words.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let (name, within) = parts.split_first()?;
        if let Some(point) = point(words) {
            return point.map(Near::Point);
        }
        if let (&[a, b], []) = (name.as_bytes(), within)
            && let Some(country) = gazetteer.country([a.to_ascii_uppercase(), b.to_ascii_uppercase()])
        {
            return Some(Near::Place(country));
        }
        // "Mo" is a town and the post's Missouri: who writes a code means the state.
        let candidates = named(gazetteer, name);
        let holders: Vec<Vec<Candidate>> = within.iter().map(|part| named(gazetteer, part)).collect();
        let is_within = |c: &&Candidate| holders.iter().all(|h| h.iter().any(|holder| gazetteer.contains(holder.place, c.place)));
        candidates.iter().find(is_within).map(|c| Near::Place(c.place))
    }

    /// How near the place of `sense` is, 0 to 1: 1 in the country or region that was given, or where it is itself.
    pub(super) fn share(self, sense: &Sense, gazetteer: &Gazetteer) -> f32 {
        let Some(at) = LatLon::new(sense.lat.into(), sense.lon.into()) else { return 0.0 };
        // Five reaches away it is no reason any more, and none is told.
        let fading = |from: LatLon| Some((-earth::distance(from, at).km() / REACH_KM).exp() as f32).filter(|&s| s > 0.01).unwrap_or(0.0);
        match self {
            Near::Point(point) => fading(point),
            Near::Place(id) => {
                let Some(place) = gazetteer.place(id) else { return 0.0 };
                if id == sense.place || gazetteer.contains(id, sense.place) {
                    1.0
                } else if gazetteer.contains(sense.place, id) {
                    // Its state is as near as can be; half the world's towns lie in some great country.
                    if sense.feature == Feature::Admin1 || sense.feature == Feature::Admin2 { 1.0 } else { 0.5 }
                } else if has_an_inside(&place) {
                    0.0
                } else {
                    fading(place.point)
                }
            }
        }
    }

    /// The same in words: "in Texas, where the article is said to be".
    pub(super) fn in_words(self, sense: &Sense, gazetteer: &Gazetteer) -> Option<String> {
        let at = LatLon::new(sense.lat.into(), sense.lon.into())?;
        let km = |from: LatLon| earth::distance(from, at).km();
        match self {
            Near::Point(point) => Some(format!("{:.0} km from where the article is said to be", km(point))),
            Near::Place(id) => {
                let place = gazetteer.place(id)?;
                let said = format!("{}, where the article is said to be", place.name);
                Some(if id == sense.place {
                    said
                } else if gazetteer.contains(id, sense.place) {
                    format!("in {said}")
                } else if gazetteer.contains(sense.place, id) {
                    format!("around {said}")
                } else {
                    format!("{:.0} km from {said}", km(place.point))
                })
            }
        }
    }
}

/// Reads "48.2, 16.4", "48.2 16.4" and "48.2N 16.4E": `None` where `words` do not begin with a number, `Some(None)` where they do and are no
/// point of the Earth. No place is called by a number.
fn point(words: &str) -> Option<Option<LatLon>> {
    let mut parts = words.split([',', ';', ' ', '\t']).filter(|part| !part.is_empty());
    let mut number = |negative: char, positive: char| {
        let part = parts.next()?;
        let upper = part.trim_end_matches('°').to_ascii_uppercase();
        let (bare, sign) = match upper.strip_suffix(negative) {
            Some(bare) => (bare, -1.0),
            None => (upper.strip_suffix(positive).unwrap_or(&upper), 1.0),
        };
        let is_number = bare.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
        bare.trim_end_matches('°').parse::<f64>().ok().filter(|_| is_number).map(|number| sign * number)
    };
    let lat = number('S', 'N')?;
    let lon = number('W', 'E');
    let is_over = parts.next().is_none();
    Some(lon.filter(|_| is_over).and_then(|lon| LatLon::new(lat, lon)))
}

/// The places of a name, most prominent first, without those that only airports' codes and peoples' names lead to.
fn named(gazetteer: &Gazetteer, name: &str) -> Vec<Candidate> {
    let mut candidates = gazetteer.candidates(name);
    candidates.retain(|c| !matches!(c.name, NameKind::AirportCode | NameKind::Demonym));
    candidates
}

/// Whether the gazetteer knows what lies in the place, so that what does not is outside.
fn has_an_inside(place: &Place<'_>) -> bool {
    matches!(place.feature, Feature::Country | Feature::Admin1 | Feature::Admin2 | Feature::Continent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::places::{Hints, explain, find_places};
    use crate::text::Text;

    #[test]
    fn places_and_points_are_read() {
        let gazetteer = Gazetteer::embedded();
        let check = |words: &str, expected: &str| {
            let said = match Near::of(words, gazetteer) {
                Some(Near::Point(p)) => format!("{:.1} {:.1}", p.lat(), p.lon()),
                Some(Near::Place(id)) => gazetteer.full_name(id),
                None => "none".to_owned(),
            };
            assert_eq!(said, expected, "{words}");
        };
        check("48.2,16.4", "48.2 16.4");
        check(" -33.9 ; 151.2 ", "-33.9 151.2");
        check("48.2 16.4", "48.2 16.4");
        check("33.9°S, 151.2°E", "-33.9 151.2");
        check("44.05N 123W", "44.0 -123.0");
        check("91,0", "none");
        check("48.2, 16.4, 3", "none");
        check("nan, 0", "none");
        check("inf, 0", "none");
        check("12", "none");
        check("48.2, Vienna", "none");
        check("at", "Austria");
        check("Texas", "Texas, United States");
        check("Paris", "Paris, Île-de-France, France");
        check("Paris, Texas", "Paris, Texas, United States");
        check("Paris, Texas, US", "Paris, Texas, United States");
        check("Paris, Bavaria", "none");
        check("", "none");
        check(",", "none");
    }

    /// Where the first name of `input` is put with and without the hint, and what is said of it.
    fn check(input: &str, near: &str, expected: &str) {
        let gazetteer = Gazetteer::embedded();
        let article = Article::from_text(input);
        let text = Text::new(&article);
        let hints = Hints { near: Near::of(near, gazetteer), ..Hints::default() };
        assert!(hints.near.is_some(), "{near}");
        let mut found = find_places(&text, gazetteer, &hints);
        explain(&text, gazetteer, &hints, &mut found);
        let best = &found[0].candidates[0];
        let why = best.reasons.iter().find(|r| r.words.contains("said to be")).map_or("nothing said", |r| &r.words);
        assert_eq!(format!("{}: {why}", gazetteer.full_name(best.place)), expected, "{input} near {near}");
    }

    #[test]
    fn a_hint_biases_the_choice_and_says_so() {
        let plain = "The council met in Springfield on Tuesday.";
        check(plain, "Oregon", "Springfield, Oregon, United States: in Oregon, where the article is said to be");
        check(plain, "Massachusetts", "Springfield, Massachusetts, United States: in Massachusetts, where the article is said to be");
        check(plain, "44.05, -123.0", "Springfield, Oregon, United States: 2 km from where the article is said to be");
        check(
            "The council of Richmond met.",
            "GB",
            "Richmond, England, United Kingdom: in United Kingdom, where the article is said to be",
        );
        // What the article says itself is stronger.
        check("The fair opened in Springfield, Illinois.", "Oregon", "Springfield, Illinois, United States: nothing said");
        check("The president of France spoke in Berlin.", "Oregon", "France: nothing said");
    }
}
