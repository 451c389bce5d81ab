use super::{Feature, Gazetteer, NameKind, Place, fold};
use crate::earth::{LatLon, distance};

fn gazetteer() -> &'static Gazetteer {
    Gazetteer::embedded()
}

/// The most prominent place of a name.
fn first(name: &str) -> Place<'static> {
    let candidates = gazetteer().candidates(name);
    let candidate = candidates.first().unwrap_or_else(|| panic!("no place is called {name}"));
    gazetteer().place(candidate.place).unwrap()
}

fn km(place: Place<'_>, lat: f64, lon: f64) -> f64 {
    distance(place.point, LatLon::new(lat, lon).unwrap()).km()
}

#[test]
fn the_gazetteer_is_there() {
    assert!(gazetteer().len() > 250_000, "{}", gazetteer().len());
}

#[test]
fn a_name_means_first_what_most_readers_think_of() {
    let check = |name: &str, lat: f64, lon: f64, feature: Feature| {
        let place = first(name);
        assert_eq!(place.feature, feature, "{name}: {place:?}");
        assert!(km(place, lat, lon) < 50.0, "{name}: {place:?}");
    };
    check("Paris", 48.85, 2.35, Feature::City);
    check("London", 51.51, -0.13, Feature::City);
    check("Moscow", 55.75, 37.62, Feature::City);
    check("Osan Air Base", 37.0906, 127.030, Feature::Base);
    check("Demilitarized Zone", 38.3, 127.3, Feature::Zone);
    check("DMZ", 38.3, 127.3, Feature::Zone);
    check("JSA", 37.956, 126.677, Feature::Zone);
    check("Joint Security Area", 37.956, 126.677, Feature::Zone);
    check("Panmunjom", 37.956, 126.677, Feature::Zone);
    check("Washington", 38.9, -77.04, Feature::City);
    check("New York", 40.7, -74.0, Feature::City);
    check("Philadelphia", 40.0, -75.2, Feature::City);
    check("Odessa", 46.5, 30.7, Feature::City);
    check("Salisbury", 51.1, -1.8, Feature::City);
    check("Heathrow", 51.5, -0.5, Feature::Airport);
    check("Europeans", 48.69, 9.14, Feature::Continent);
    check("Lanexa", 37.42, -76.9, Feature::City);
    check("N.C.", 35.5, -79.4, Feature::Admin1);
    check("Calif.", 37.25, -119.75, Feature::Admin1);
    check("Texans", 31.5, -99.25, Feature::Admin1);
    check("Londoners", 51.51, -0.13, Feature::City);
    check("Alberta", 52.28, -117.47, Feature::Admin1);
    check("Queensland", -20.0, 145.0, Feature::Admin1);
    check("Scotland", 56.0, -4.0, Feature::Admin1);
    check("Soviet Union", 60.0, 100.0, Feature::HistoricCountry);
    check("Middle East", 29.4, 42.2, Feature::Region);
    check("Asia", 29.84, 89.3, Feature::Continent);
    check("Saint Petersburg", 59.94, 30.31, Feature::City);
    check("St. Petersburg", 59.94, 30.31, Feature::City);
}

#[test]
fn countries_have_the_points_and_names_of_published_scores() {
    let check = |code: &[u8; 2], names: &[&str], lat: f64, lon: f64| {
        let id = gazetteer().country(*code).unwrap();
        let place = gazetteer().place(id).unwrap();
        assert!(km(place, lat, lon) < 5.0, "{place:?}");
        for name in names {
            assert!(gazetteer().candidates(name).iter().any(|candidate| candidate.place == id), "{name}");
        }
    };
    check(b"US", &["US", "U.S.", "USA", "America", "American", "United States of America"], 39.76, -98.5);
    check(b"KP", &["North Korea", "DPRK", "North Koreans", "N. Korea"], 40.0, 127.0);
    check(b"KR", &["South Korea", "ROK", "South Korean", "Republic of Korea"], 36.5, 127.75);
    check(b"GB", &["Britain", "U.K.", "UK", "British", "Britons"], 54.758, -2.695);
    check(b"MM", &["Burma", "Myanmar", "Burmese"], 21.0, 96.0);
    check(b"CD", &["Zaire", "DRC", "Congolese"], -2.5, 23.5);
    check(b"TR", &["Turkey", "Türkiye", "Turks"], 39.06, 34.91);
    check(b"NL", &["Netherlands", "Holland", "Dutch"], 52.25, 5.75);
    check(b"RU", &["Russia", "Russians", "Russian Federation"], 60.0, 100.0);
    check(b"CN", &["China", "PRC", "Chinese"], 35.0, 105.0);
    check(b"SG", &["Singapore"], 1.36667, 103.8);
}

#[test]
fn short_names_say_what_they_are() {
    let check = |name: &str, kind: NameKind| {
        let kinds: Vec<NameKind> = gazetteer().candidates(name).iter().map(|candidate| candidate.name).collect();
        assert!(kinds.contains(&kind), "{name}: {kinds:?}");
    };
    check("KY", NameKind::PostalCode);
    check("N.Y.", NameKind::PostalCode);
    check("D.C.", NameKind::Abbreviation);
    check("U.S.", NameKind::Abbreviation);
    check("ON", NameKind::PostalCode);
    check("OSN", NameKind::AirportCode);
    check("Texans", NameKind::Demonym);
    check("Ont.", NameKind::Abbreviation);
    check("Kentucky", NameKind::Main);
    check("Peking", NameKind::Alternate);
}

#[test]
fn candidates_come_most_prominent_first() {
    let candidates = gazetteer().candidates("Springfield");
    let shown = candidates.iter().filter(|candidate| candidate.name == NameKind::Main);
    let prominence: Vec<u8> = shown.map(|candidate| gazetteer().place(candidate.place).unwrap().prominence).collect();
    assert!(prominence.len() > 20, "{prominence:?}");
    assert!(prominence.is_sorted_by(|a, b| a >= b), "{prominence:?}");
}

#[test]
fn a_walk_takes_words_and_knows_whole_names() {
    let mut walk = gazetteer().walk();
    assert!(walk.push("New") && walk.push("York"));
    assert!(walk.is_name());
    let branch = walk;
    assert!(walk.push("City") && walk.is_name());
    assert_eq!(gazetteer().place(walk.candidates()[0].place).unwrap().name, "New York");
    assert!(branch.is_name());
    assert!(!walk.push("Qwertz"));
    assert!(!walk.push("City"), "a dead walk stays dead");
    assert!(walk.candidates().is_empty());
    let mut hyphen = gazetteer().walk();
    assert!(hyphen.push("Winston") && hyphen.push("-") && hyphen.push("Salem") && hyphen.is_name());
    assert!(!gazetteer().walk().is_name());
}

#[test]
fn a_place_is_found_by_its_geonames_id() {
    let check = |id: u32, name: &str| {
        let place = gazetteer().by_geonameid(id).and_then(|place| gazetteer().place(place)).unwrap();
        assert_eq!((place.name, place.geonameid), (name, Some(id)));
    };
    check(2_988_507, "Paris");
    check(6_252_001, "United States");
    check(5_332_921, "California");
    assert_eq!(gazetteer().by_geonameid(1), None);
}

#[test]
fn places_lie_in_one_another() {
    let id = |name: &str| first(name).id;
    let check = |parent: &str, child: &str, expected: bool| {
        assert_eq!(gazetteer().contains(id(parent), id(child)), expected, "{child} in {parent}");
    };
    check("France", "Paris", true);
    check("Asia", "South Korea", true);
    check("Asia", "Seoul", true);
    check("Texas", "Dallas", true);
    check("Middle East", "Baghdad", true);
    check("France", "Seoul", false);
    check("Paris", "France", false);
    check("France", "France", false);
}

#[test]
fn a_place_is_shown_with_what_it_lies_in() {
    let check = |id: u32, expected: &str| assert_eq!(gazetteer().full_name(gazetteer().by_geonameid(id).unwrap()), expected);
    check(1_839_652, "Osan, Gyeonggi, South Korea");
    check(2_988_507, "Paris, Île-de-France, France");
    check(6_252_001, "United States");
    check(5_332_921, "California, United States");
    check(6_255_147, "Asia");
}

#[test]
fn search_forgives_accents_and_slips() {
    let check = |query: &str, expected: &str| {
        let hits = gazetteer().search(query, 5);
        let names: Vec<&str> = hits.iter().filter_map(|hit| gazetteer().place(hit.place)).map(|place| place.name).collect();
        assert!(names.contains(&expected), "{query}: {names:?}");
    };
    check("Osan", "Osan");
    check("osan air", "Osan Air Base");
    check("Zurich", "Zürich");
    check("Pyongy", "Pyongyang");
    check("Pyongjang", "Pyongyang");
    check("Philadelpia", "Philadelphia");
    check("Singapre", "Singapore");
    check("Indinaapolis", "Indianapolis");
    check("peking", "Beijing");
    assert!(gazetteer().search("", 5).is_empty());
    assert!(gazetteer().search("Paris", 0).is_empty());
    assert!(gazetteer().search("Paris", 7).len() <= 7);
    assert_eq!(gazetteer().search("peking", 1)[0].matched, "Peking");
    assert!(gazetteer().search("osan a", 5).iter().any(|hit| hit.matched == "Osan Air Base"));
}

#[test]
fn any_string_is_taken_calmly() {
    for name in ["", " ", "\0", "🦀", "ß", "\u{301}", "東京", &"x".repeat(100_000)] {
        gazetteer().candidates(name);
        gazetteer().walk().push(name);
        fold(name);
    }
}
