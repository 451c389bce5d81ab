//! What tells roughly where a place is that the gazetteer does not know: "Fishers' Hall in Leeds", "Dover General Hospital".

use super::clues::{Head, Stretch};
use super::focus::Unit;
use super::lexicon::{List, WordClass};
use super::names::{Name, NameIdx, Sense};
use super::phrase;
use super::recognise::Mention;
use super::scan::{Match, Scan};
use super::{Toponym, ToponymKind};
use crate::earth::{self, LatLon};
use crate::gazetteer::{Feature, NameKind, PlaceId};

/// What tells roughly where an unknown place is: "Dover" of "Dover General Hospital", "Leeds" of "Leeds' Hyde Park".
pub(super) fn near(scan: &Scan<'_>, stretch: Stretch, mention: &Mention) -> Option<NameIdx> {
    let small = |name: &NameIdx| {
        let best = scan.name(*name).and_then(Name::best);
        best.is_some_and(|b| {
            matches!(b.feature, Feature::City | Feature::Admin2 | Feature::District | Feature::Admin1) && b.kind != NameKind::Demonym
        })
    };
    let holder = phrase::phrase_holders(scan, mention).into_iter().find(small);
    // Streets, rivers and bays are named after places far away.
    let after = match stretch.head {
        Head::Street | Head::None => false,
        Head::Geo => matches!(
            scan.word(stretch.end - 1),
            "City"
                | "Town"
                | "Village"
                | "Area"
                | "District"
                | "State"
                | "Province"
                | "Republic"
                | "County"
                | "Region"
                | "Township"
                | "Borough"
                | "Municipality"
                | "Governorate"
        ),
        Head::Site | Head::Organisation => true,
    };
    // "Queen Elizabeth Hospital in Glasgow": where it stands, not the Queen Elizabeth of its name.
    let town = || town_after(scan, stretch.end).filter(|_| stretch.head == Head::Site).filter(small);
    let named = || name_inside(scan, stretch.first, stretch.end).filter(|n| after && small(n));
    let inside = holder.or_else(|| named().map(|name| town().unwrap_or(name)));
    inside.or_else(|| feature_inside(scan, stretch))
}

/// The town after a site: "at Fishers' Hall in Leeds".
fn town_after(scan: &Scan<'_>, end: usize) -> Option<NameIdx> {
    let stands_in = scan.after(end).is_some() && scan.word(end) == "in" && scan.same_sentence(end, end + 1);
    scan.longest_at(end + 1).filter(|_| stands_in).map(|town| town.name)
}

/// How far from a county every namesake must lie for the place to be another one, in kilometres: counties are rarely so wide.
const ELSEWHERE_KM: f32 = 200.0;

/// Looks at all mentions together: a site is where one of them says it is, and "Rachel in Lincoln County" is none of the namesakes far
/// from every county of that name.
pub(super) fn look_around(scan: &Scan<'_>, mentions: &mut [Mention]) {
    for i in 0..mentions.len() {
        let Some(mention) = mentions.get(i) else { continue };
        let found = match mention.name {
            Some(name) => county_elsewhere(scan, mention, name),
            None => mention.near.filter(|&near| mention.kind == ToponymKind::Facility && town_after(scan, mention.end) == Some(near)),
        };
        let Some(around) = found else { continue };
        let (name, words) = (mention.name, scan.words(mention.first, mention.end).to_owned());
        let is_same = |m: &&mut Mention| m.name == name && scan.words(m.first, m.end) == words;
        for same in mentions.iter_mut().filter(is_same) {
            if same.name.is_some() || same.near.is_some() {
                (same.name, same.near) = (None, Some(around));
            }
        }
    }
}

/// The county that `mention` is said to be in, where no place of its name lies in or near a county of that name.
fn county_elsewhere(scan: &Scan<'_>, mention: &Mention, name: NameIdx) -> Option<NameIdx> {
    if scan.after(mention.end).is_none() || !matches!(scan.word(mention.end), "in" | ",") || !scan.fact(mention.end + 1).is_capital {
        return None;
    }
    let county = |holder: &NameIdx| scan.name(*holder).and_then(Name::best).is_some_and(|b| b.feature == Feature::Admin2);
    let holder = phrase::phrase_holders(scan, mention).into_iter().next().filter(county)?;
    let (places, counties) = (&scan.name(name)?.senses, &scan.name(holder)?.senses);
    let far = |a: &Sense, b: &Sense| Unit::of(a).chord_km(Unit::of(b)) > ELSEWHERE_KM;
    let is_elsewhere = places.iter().all(|p| !p.is_container() && counties.iter().all(|c| far(p, c)));
    is_elsewhere.then_some(holder)
}

/// How near a site must be to something else that the article names, in kilometres.
const NEAR_KM: f64 = 200.0;

/// Takes from a site the place that lies in its name, where nothing else in the article points there: "St. Michael's Hospital" of Toronto is
/// not in the St. Michael of Barbados, and schools are named after people.
pub(super) fn forget_namesakes(scan: &Scan<'_>, mentions: &[Mention], toponyms: &mut [Toponym]) {
    let known: Vec<(PlaceId, LatLon)> =
        mentions.iter().zip(toponyms.iter()).filter(|(m, _)| m.name.is_some()).filter_map(|(_, t)| Some((t.place?, t.point?))).collect();
    if known.is_empty() {
        return;
    }
    for (mention, toponym) in mentions.iter().zip(toponyms.iter_mut()) {
        let (Some(place), Some(point), None, ToponymKind::Facility) = (toponym.place, toponym.point, mention.name, mention.kind) else {
            continue;
        };
        let points_there = |&(other, at): &(PlaceId, LatLon)| {
            other == place
                || scan.gazetteer.contains(other, place)
                || scan.gazetteer.contains(place, other)
                || earth::distance(at, point).km() < NEAR_KM
        };
        if !known.iter().any(points_there) {
            (toponym.place, toponym.point, toponym.confidence) = (None, None, 0.0);
        }
    }
}

/// What "Snowdonia National Park" and "Java Island" are, where the gazetteer knows "Snowdonia" and "Java".
fn feature_inside(scan: &Scan<'_>, stretch: Stretch) -> Option<NameIdx> {
    let is_kind = |word: &str| {
        matches!(
            word,
            "National"
                | "Park"
                | "Forest"
                | "Reserve"
                | "Island"
                | "Islands"
                | "River"
                | "Lake"
                | "Valley"
                | "Mountains"
                | "Desert"
                | "Peninsula"
        )
    };
    let found = scan.longest_at(stretch.first)?;
    let only_kind = (found.end as usize..stretch.end).all(|at| is_kind(scan.word(at)));
    let natural = |s: &Sense| {
        use Feature::{Island, Lake, Mountain, Park, Region, River, Sea};
        matches!(s.feature, Park | Mountain | Lake | River | Island | Region | Sea) && s.kind != NameKind::Demonym
    };
    (only_kind && scan.name(found.name).and_then(Name::best).is_some_and(natural)).then_some(found.name)
}

/// The longest name that the gazetteer knows within the tokens.
pub(super) fn name_inside(scan: &Scan<'_>, first: usize, end: usize) -> Option<NameIdx> {
    // "Hospital" and "Centre" are towns too, but not inside the name of a hospital.
    let is_name = |m: &Match| {
        let fact = scan.fact(m.first as usize);
        let is_plain = fact.class.is(WordClass::COMMON) || fact.lists.has_any([List::SiteHead, List::Direction]);
        m.end > m.first + 1 || !is_plain
    };
    (first..end)
        .filter_map(|at| scan.longest_at(at))
        .filter(|m| m.end as usize <= end && is_name(m))
        .max_by_key(|m| (m.end - m.first, std::cmp::Reverse(m.first)))
        .map(|m| m.name)
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;
    use crate::places::{Hints, find_places};
    use crate::text::Text;

    /// Where each name of `input` was put, as "name lat lon" in whole degrees.
    fn check(input: &str, expected: &str) {
        let article = Article::from_text(input);
        let text = Text::new(&article);
        let point = |t: &crate::places::Toponym| match t.point {
            Some(p) => format!("{} {:.0} {:.0}", text.of(t.span), p.lat(), p.lon()),
            None => format!("{} ?", text.of(t.span)),
        };
        let found = find_places(&text, Gazetteer::embedded(), &Hints::default());
        assert_eq!(found.iter().map(point).collect::<Vec<_>>().join("; "), expected, "{input}");
    }

    #[test]
    fn a_site_stands_where_the_words_say() {
        // Not at the Queen Elizabeth of another country.
        check(
            "A nurse chose to go to the Queen Elizabeth University Hospital in Glasgow on October 6.",
            "Queen Elizabeth University Hospital 56 -4; Glasgow 56 -4",
        );
        // Of a town that is only named beside it the list has it already.
        check("A man was seen at Fishers' Hall in London.", "Fishers' Hall ?; London 52 -0");
    }

    #[test]
    fn a_site_with_the_name_of_a_far_place_is_not_there() {
        check(
            "A boy from Toronto was taken to Alexandra Memorial Hospital in the morning.",
            "Toronto 44 -79; Alexandra Memorial Hospital ?",
        );
        check(
            "A boy from Johannesburg was taken to Alexandra Memorial Hospital in the morning.",
            "Johannesburg -26 28; Alexandra Memorial Hospital -26 28",
        );
    }

    #[test]
    fn a_village_is_in_the_county_that_is_named_and_in_no_other() {
        check("The nearest village is Rachel in Lincoln County, Nevada.", "Rachel 38 -115; Lincoln County 38 -115; Nevada 39 -117");
        check("They left Rachel, West Virginia.", "Rachel 40 -80; West Virginia 39 -81");
    }
}
