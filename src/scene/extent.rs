//! How far the places of a story reach: countries and first-level units by their outlines, everything else by its point.

use crate::basemap::{self, Detail};
use crate::earth::{LatLon, WorldPoint};
use crate::gazetteer::Feature;
use crate::story::StoryPlace;

/// A part of a country counts where it is at least this share of the largest: France reaches from Brest to Corsica, and not to Guiana.
const SHARE_OF_PART: f64 = 0.2;
/// A country is taken whole where it reaches over no more of the world than this, in turns: a larger one is a map of its own, and its middle stands for it.
const WIDEST: f64 = 0.3;

/// The points that a view of `place` must show: the corners of its outline, or its point; none where it has none.
pub fn extent(place: &StoryPlace) -> Vec<LatLon> {
    let country =
        || place.country.and_then(|code| basemap::country_area(code, Detail::Low).or_else(|| basemap::country_area(code, Detail::Middle)));
    let outline = match place.feature {
        Some(Feature::Country | Feature::HistoricCountry) => country(),
        Some(Feature::Admin1) => place.geonameid.and_then(basemap::admin1_area),
        _ => None,
    };
    let corners = outline.map(|outline| corners(&outline.lines)).unwrap_or_default();
    if corners.is_empty() { place.point.into_iter().collect() } else { corners }
}

/// The corners of the boxes around the larger rings; none where they reach too far.
fn corners(rings: &[Vec<WorldPoint>]) -> Vec<LatLon> {
    let boxes: Vec<[f64; 4]> = rings.iter().map(|ring| bounds(ring)).collect();
    let area = |[west, north, east, south]: [f64; 4]| (east - west) * (south - north);
    let largest = boxes.iter().copied().map(area).fold(0.0, f64::max);
    let kept: Vec<[f64; 4]> = boxes.into_iter().filter(|b| area(*b) >= largest * SHARE_OF_PART).collect();
    let (west, east) = kept.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(w, e), b| (w.min(b[0]), e.max(b[2])));
    if east - west > WIDEST {
        return Vec::new();
    }
    let corner = |x: f64, y: f64| WorldPoint { x, y }.lat_lon();
    kept.into_iter().flat_map(|[w, n, e, s]| [corner(w, n), corner(e, s)]).collect()
}

fn bounds(ring: &[WorldPoint]) -> [f64; 4] {
    ring.iter().fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |[w, n, e, s], p| {
        [w.min(p.x), n.min(p.y), e.max(p.x), s.max(p.y)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;
    use crate::story::Story;

    #[test]
    fn a_country_reaches_as_far_as_its_outline_and_a_town_is_its_point() {
        let story = Story::new(Article::from_text("They met in France, in Texas and in Oslo."), Gazetteer::embedded());
        let of = |name: &str| extent(story.places.iter().find(|p| p.name == name).unwrap());
        let reach = |points: &[LatLon]| {
            let lats = points.iter().map(|p| p.lat());
            let lons = points.iter().map(|p| p.lon());
            [lats.clone().fold(90.0, f64::min), lats.fold(-90.0, f64::max), lons.clone().fold(180.0, f64::min), lons.fold(-180.0, f64::max)]
        };
        let check = |name: &str, expected: [f64; 4]| {
            let found = reach(&of(name));
            assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1.5), "{name}: {found:?}");
        };
        check("France", [42.3, 51.1, -4.8, 8.2]);
        check("Texas", [25.8, 36.5, -106.6, -93.5]);
        assert_eq!(of("Oslo").len(), 1);
    }
}
