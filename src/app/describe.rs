//! Things of a story in words: kinds, whereabouts, coordinates, dates, lengths.

use super::language::{self, tr, tr_with};
use crate::dates::Range;
use crate::earth::LatLon;
use crate::gazetteer::{Feature, Gazetteer, Place, PlaceId};
use crate::scene::words;
use crate::story::{Certainty, Leg, Story, StoryPlace, Target};

/// What a place is: "Military base".
pub(super) const fn feature(feature: Feature) -> &'static str {
    match feature {
        Feature::Country => "Country",
        Feature::HistoricCountry => "Former country",
        Feature::Admin1 => "State or province",
        Feature::Admin2 => "County or district",
        Feature::City => "City",
        Feature::District => "Part of a city",
        Feature::Continent => "Continent",
        Feature::Region => "Region",
        Feature::Sea => "Sea",
        Feature::River => "River",
        Feature::Lake => "Lake",
        Feature::Mountain => "Mountain",
        Feature::Island => "Island",
        Feature::Park => "Park or reserve",
        Feature::Airport => "Airport",
        Feature::Base => "Military base",
        Feature::Port => "Port",
        Feature::Zone => "Zone",
        Feature::Site => "Site",
    }
}

/// Where a place of the gazetteer lies: "Gyeonggi, South Korea". Empty for what lies in no country.
pub(super) fn whereabouts(place: &Place<'_>) -> String {
    let gazetteer = Gazetteer::current();
    let name = |id: Option<PlaceId>| id.filter(|id| *id != place.id).and_then(|id| gazetteer.place(id)).map(|p| p.name);
    let mut parts: Vec<&str> = Vec::new();
    for part in [name(place.admin2), name(place.admin1), name(place.country.and_then(|c| gazetteer.country(c)))].into_iter().flatten() {
        if part != place.name && parts.last() != Some(&part) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

/// The row of the gazetteer of a place of the story.
pub(super) fn row(place: &StoryPlace) -> Option<Place<'static>> {
    place.place.and_then(|id| Gazetteer::current().place(id))
}

/// Degrees as readers know them: "37.0906° N, 127.0296° E".
pub(super) fn coordinates(p: LatLon) -> String {
    let (ns, ew) = (if p.lat() < 0.0 { "S" } else { "N" }, if p.lon() < 0.0 { "W" } else { "E" });
    format!("{:.4}° {ns}, {:.4}° {ew}", p.lat().abs(), p.lon().abs())
}

/// A date with its weekday, for reading: "Friday 27 July 2018".
pub(super) fn long_date(range: &Range) -> String {
    words::long_date(range)
}

/// A date for a label: "27 July 2018".
pub(super) fn short_date(range: &Range) -> String {
    words::short_date(range, words::Year::Said)
}

/// A length: "8 km", "2,276 km", "under 1 km".
pub(super) fn kilometres(a: LatLon, b: LatLon) -> String {
    let km = crate::earth::distance(a, b).km();
    if km < 1.0 { tr("under 1 km").to_owned() } else { format!("{} km", language::number(km.round())) }
}

/// How sure a place is: "Sure".
pub(super) fn certainty(certainty: Certainty) -> String {
    tr(&words::capital(words::certainty(certainty))).to_owned()
}

/// The mover of a journey with its first and last stop: "The remains, North Korea to Hawaii".
pub(super) fn journey(story: &Story, route: usize) -> String {
    let Some(route) = story.routes.get(route) else { return String::new() };
    let main: Vec<&Leg> = route.legs.iter().filter(|l| l.option == 0).collect();
    let ends = main.first().zip(main.last()).map(|(a, b)| tr_with("{} to {}", &[&a.from.name, &b.to.name])).unwrap_or_default();
    if route.mover.trim().is_empty() { words::capital(&ends) } else { format!("{}, {ends}", words::capital(route.mover.trim())) }
}

/// A target in a few words, as a title.
pub(super) fn target(story: &Story, target: Target) -> String {
    match target {
        Target::Place(p) => story.places.get(p).map_or(String::new(), |p| p.name.clone()),
        Target::Date(d) => story.reading.timexes.get(d).map_or(String::new(), |t| match t.interval.or(t.range) {
            Some(range) => long_date(&range),
            None => words::capital(t.span.of(&story.article.text)),
        }),
        Target::Event(e) => story.reading.events.get(e).map_or(String::new(), |e| e.title.clone()),
        Target::Journey(j) => journey(story, j),
        Target::Leg(r, l) => {
            let leg = story.routes.get(r).and_then(|r| r.legs.get(l));
            leg.map_or(String::new(), |l| tr_with("{} to {}", &[&l.from.name, &l.to.name]))
        }
    }
}

/// How long before or after the article: "ten days after the article". `None` without both dates.
pub(super) fn from_article(story: &Story, when: &Range) -> Option<String> {
    let published = story.article.published?.date;
    let days = i64::from(published.duration_until(when.start.date()).as_hours() as i32 / 24);
    let covers = when.start.date() <= published && published < when.end.date();
    let count = |n: i64| match (n, n / 30, n / 365) {
        (1, ..) => tr("a day").to_owned(),
        (n, ..) if n < 60 => tr_with("{} days", &[&n]),
        (_, months, _) if months < 24 => tr_with("{} months", &[&months]),
        (.., years) => tr_with("{} years", &[&years]),
    };
    Some(match days {
        _ if covers => tr("when the article appeared").to_owned(),
        d if d > 0 => tr_with("{} after the article", &[&count(d)]),
        d => tr_with("{} before the article", &[&count(-d)]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_read_as_on_a_map() {
        assert_eq!(coordinates(LatLon::wrapped(37.0906, 127.02964)), "37.0906° N, 127.0296° E");
        assert_eq!(coordinates(LatLon::wrapped(-33.5, -70.0)), "33.5000° S, 70.0000° W");
    }
}
