//! How many counties of Britain and Ireland are known by their bare names, where nothing else in the text says where it is.

use super::{Hints, find_places};
use crate::article::Article;
use crate::earth::{self, LatLon};
use crate::gazetteer::Gazetteer;
use crate::text::Text;

/// Counties that have namesakes, with a point about their middle; from general knowledge.
const COUNTIES: &[(&str, f64, f64)] = &[
    ("Kent", 51.2, 0.7),
    ("Norfolk", 52.65, 0.95),
    ("Suffolk", 52.2, 1.0),
    ("Essex", 51.8, 0.6),
    ("Devon", 50.75, -3.75),
    ("Cornwall", 50.4, -4.9),
    ("Dorset", 50.8, -2.3),
    ("Somerset", 51.1, -2.9),
    ("Surrey", 51.25, -0.4),
    ("Sussex", 50.95, -0.1),
    ("Cumbria", 54.6, -2.9),
    ("Northumberland", 55.25, -2.0),
    ("Rutland", 52.65, -0.6),
    ("Hampshire", 51.05, -1.3),
    ("Cheshire", 53.2, -2.5),
    ("Berkshire", 51.45, -1.0),
    ("Lancashire", 53.8, -2.6),
    ("Lincolnshire", 53.1, -0.2),
    ("Wiltshire", 51.3, -1.9),
    ("Merseyside", 53.4, -3.0),
    ("Fife", 56.2, -3.1),
    ("Angus", 56.7, -2.9),
    ("Moray", 57.5, -3.25),
    ("Highland", 57.4, -4.8),
    ("Orkney", 59.0, -3.0),
    ("Shetland", 60.3, -1.3),
    ("Gwynedd", 52.9, -3.8),
    ("Powys", 52.3, -3.4),
    ("Anglesey", 53.3, -4.4),
    ("Glamorgan", 51.6, -3.6),
    ("Conwy", 53.2, -3.8),
    ("Kerry", 52.1, -9.6),
    ("Cork", 51.95, -8.7),
    ("Clare", 52.85, -9.0),
    ("Galway", 53.35, -8.9),
    ("Mayo", 53.9, -9.3),
    ("Sligo", 54.2, -8.6),
    ("Donegal", 54.9, -7.9),
    ("Tipperary", 52.6, -7.9),
    ("Kilkenny", 52.6, -7.25),
    ("Wexford", 52.5, -6.6),
    ("Wicklow", 53.0, -6.4),
    ("Waterford", 52.2, -7.5),
    ("Kildare", 53.2, -6.8),
    ("Meath", 53.65, -6.7),
    ("Louth", 53.9, -6.5),
    ("Cavan", 54.0, -7.3),
    ("Monaghan", 54.2, -6.9),
    ("Roscommon", 53.75, -8.25),
    ("Leitrim", 54.1, -8.0),
    ("Longford", 53.7, -7.7),
    ("Westmeath", 53.5, -7.5),
    ("Offaly", 53.2, -7.6),
    ("Laois", 53.0, -7.5),
    ("Carlow", 52.7, -6.8),
    ("Limerick", 52.5, -8.7),
    ("Antrim", 54.8, -6.2),
    ("Armagh", 54.3, -6.6),
    ("Fermanagh", 54.35, -7.6),
    ("Tyrone", 54.6, -7.2),
];

/// Whether the county is put within 120 km of its middle.
fn is_right(&(name, lat, lon): &(&str, f64, f64)) -> bool {
    let article = Article::from_text(format!("Heavy rain fell in {name} on Tuesday, and many roads were closed."));
    let text = Text::new(&article);
    let found = find_places(&text, Gazetteer::embedded(), &Hints::default());
    let point = found.iter().find(|t| text.of(t.span) == name).and_then(|t| t.point);
    point.zip(LatLon::new(lat, lon)).is_some_and(|(is, should)| earth::distance(is, should).km() < 120.0)
}

#[test]
fn counties_are_known_by_their_bare_names() {
    let wrong: Vec<&str> = COUNTIES.iter().filter(|county| !is_right(county)).map(|&(name, ..)| name).collect();
    println!("{} of {} counties; not {wrong:?}", COUNTIES.len() - wrong.len(), COUNTIES.len());
    assert!(wrong.len() <= 3, "{wrong:?}");
}
