//! "90 miles (145 km) south of Bermuda": a distance, a direction and a place in, the point that they name out.

use super::lexicon::{is, look_up};
use super::reading::Spot;
use crate::earth::LatLon;
use crate::text::{Text, TokenKind};

/// Returns the points named by distance and direction, in reading order.
pub(super) fn find(text: &Text<'_>, spots: &[Spot]) -> Vec<Spot> {
    let mut out = Vec::new();
    for spot in spots {
        let Some(point) = spot.point else { continue };
        let Some(found) = before(text, spot, point) else { continue };
        out.push(found);
    }
    out
}

/// Reads backwards from a place: "of", a direction, a unit, a number.
fn before(text: &Text<'_>, spot: &Spot, point: LatLon) -> Option<Spot> {
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
    Some(Spot {
        span: number.span.join(spot.span),
        point: Some(moved(point, degrees, value * km)),
        place: None,
        toponym: None,
        feature: None,
        ..*spot
    })
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
