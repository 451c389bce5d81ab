//! "90 miles (145 km) south of Bermuda": a distance, a direction and a place in, the point that they name out.

use super::lexicon::{is, look_up};
use super::reading::Spot;
use crate::article::Span;
use crate::basemap::admin1_area;
use crate::earth::{LatLon, WorldPoint};
use crate::gazetteer::{Feature, Gazetteer};
use crate::text::{Text, TokenKind};

/// Returns the points named by distance and direction, in reading order.
pub(super) fn find(text: &Text<'_>, spots: &[Spot], gazetteer: &Gazetteer) -> Vec<Spot> {
    let mut out = Vec::new();
    for spot in spots {
        let Some(point) = spot.point else { continue };
        let Some(away) = before(text, spot) else { continue };
        out.push(away.from(point, spot));
    }
    for i in 0..text.tokens.len() {
        if matches!(text.word(i), "coast" | "coastline" | "shore" | "shoreline") {
            out.extend(off_the_coast(text, spots, gazetteer, i));
        }
    }
    out.sort_by_key(|spot| spot.span.start);
    out
}

/// "90 miles south of the coast", whose name is not repeated: that of the state or province named first.
fn off_the_coast(text: &Text<'_>, spots: &[Spot], gazetteer: &Gazetteer, coast: usize) -> Option<Spot> {
    let words = text.tokens.get(coast)?.span;
    let sentence = text.sentences.get(text.sentence_at(words.start)?)?.span;
    let names_it = |s: &&Spot| s.span.start >= words.end && s.span.start < sentence.end && s.span.start - words.end < 16;
    if spots.iter().any(|s| names_it(&s)) {
        return None; // "the coast of Florida"
    }
    let unit = spots.iter().find(|s| s.span.end <= words.start && s.feature == Some(Feature::Admin1))?;
    let named = Spot { span: words, ..*unit };
    let away = before(text, &named)?;
    // From the edge of the land, not from its middle.
    let edge = unit.point.map(|centre| edge_of(unit, gazetteer, centre, away.degrees))?;
    Some(away.from(edge, &named))
}

/// The last point of a state or province on the way from its middle in the direction `degrees`.
fn edge_of(unit: &Spot, gazetteer: &Gazetteer, centre: LatLon, degrees: f64) -> LatLon {
    let area = unit.place.and_then(|p| gazetteer.place(p)).and_then(|p| p.geonameid).and_then(admin1_area);
    let Some(area) = area else { return centre };
    let on_the_way = (1..=EDGE_STEPS).map(|n| moved(centre, degrees, f64::from(n) * EDGE_STEP_KM));
    on_the_way.rev().find(|&p| is_inside(&area.lines, WorldPoint::from_lat_lon(p))).unwrap_or(centre)
}

/// How far apart the points are that [`edge_of`] tries.
const EDGE_STEP_KM: f64 = 5.0;
/// How many they are: as far as the edge of Alaska may be from its middle.
const EDGE_STEPS: u32 = 260;

/// Whether a point lies in the rings of an area, by the even-odd rule.
fn is_inside(rings: &[Vec<WorldPoint>], p: WorldPoint) -> bool {
    let crossings = rings.iter().flat_map(|ring| ring.windows(2)).filter(|edge| {
        let [a, b] = edge else { return false };
        (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x
    });
    crossings.count() % 2 == 1
}

/// A distance and a direction, with their words.
#[derive(Debug)]
struct Away {
    span: Span,
    degrees: f64,
    km: f64,
}

impl Away {
    /// The point that lies so from `point`, which the words of `spot` name.
    fn from(&self, point: LatLon, spot: &Spot) -> Spot {
        let point = Some(moved(point, self.degrees, self.km));
        Spot { span: self.span, point, place: None, toponym: None, feature: None, is_capital: false, stands_in_town: false, ..*spot }
    }
}

/// Reads backwards from a place: "of", a direction, a unit, a number.
fn before(text: &Text<'_>, spot: &Spot) -> Option<Away> {
    let mut i = text.token_at(spot.span.start);
    let sentence = text.sentences.get(text.sentence_at(spot.span.start)?)?;
    let first = sentence.tokens().start;
    let mut steps = 0;
    // "of", at most three words before: "of the coast of", "of Florida's".
    loop {
        i = i.checked_sub(1).filter(|&i| i >= first)?;
        steps += 1;
        if steps > 4 {
            return None;
        }
        if matches!(text.word(i), "of" | "from") && bearing(text.word(i.checked_sub(1)?)).is_some() {
            break;
        }
    }
    i = i.checked_sub(1).filter(|&i| i >= first)?;
    let mut degrees = bearing(text.word(i))?;
    // "south-southwest" and "east southeast" are two or three tokens.
    let hyphen = i.checked_sub(1).filter(|&h| h > first && text.word(h) == "-");
    if let Some(h) = hyphen
        && let Some(other) = bearing(text.word(h.checked_sub(1)?))
    {
        degrees = between(degrees, other);
        i = h.checked_sub(1)?;
    }
    i = i.checked_sub(1).filter(|&i| i >= first)?;
    while matches!(text.word(i), "to" | "the" | "due") && i > first {
        i -= 1;
    }
    if text.word(i) == ")" {
        while text.word(i) != "(" {
            i = i.checked_sub(1).filter(|&i| i >= first)?;
        }
        i = i.checked_sub(1).filter(|&i| i >= first)?;
    }
    let km = match text.word(i) {
        "miles" | "mile" | "mi" => 1.609_344,
        "kilometers" | "kilometres" | "km" | "kilometer" | "kilometre" => 1.0,
        _ => return None,
    };
    i = i.checked_sub(1).filter(|&i| i >= first)?;
    if matches!(text.word(i), "nautical") {
        i = i.checked_sub(1).filter(|&i| i >= first)?;
    }
    let number = text.tokens.get(i).filter(|t| t.kind == TokenKind::Number)?;
    let value: f64 = text.of(number.span).replace(',', "").parse().ok()?; // "90th" and the like are no distance.
    if !(1.0..=3000.0).contains(&value) {
        return None;
    }
    Some(Away { span: number.span.join(spot.span), degrees, km: value * km })
}

/// The compass bearing of a word, in degrees from north.
fn bearing(word: &str) -> Option<f64> {
    let degrees = match word {
        "north" => 0.0,
        "northeast" => 45.0,
        "east" => 90.0,
        "southeast" => 135.0,
        "south" => 180.0,
        "southwest" => 225.0,
        "west" => 270.0,
        "northwest" => 315.0,
        _ => return None,
    };
    debug_assert!(look_up(word).is_some_and(|e| e.is(is::DIRECTION)));
    Some(degrees)
}

/// The bearing half way between two.
fn between(a: f64, b: f64) -> f64 {
    let turn = ((b - a + 540.0) % 360.0) - 180.0;
    (a + turn / 2.0).rem_euclid(360.0)
}

/// The point `km` away from `from` in the direction `degrees`.
fn moved(from: LatLon, degrees: f64, km: f64) -> LatLon {
    let north = km * degrees.to_radians().cos() / 111.195;
    let east = km * degrees.to_radians().sin() / (111.195 * from.lat().to_radians().cos().max(0.05));
    LatLon::wrapped(from.lat() + north, from.lon() + east)
}
