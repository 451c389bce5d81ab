//! Two places in, how they lie to each other out: the same, one in the other, far apart.

use super::chain::Chains;
use super::reading::Spot;
use crate::earth::distance;
use crate::gazetteer::{Feature, PlaceId};

impl Chains<'_, '_, '_> {
    pub(super) fn near_spots(&self, a: u32, b: u32) -> bool {
        self.same_area(a, b) || !self.far(a, b)
    }

    /// More than a short hop apart.
    pub(super) fn far(&self, a: u32, b: u32) -> bool {
        matches!((self.spot(a).and_then(|s| s.point), self.spot(b).and_then(|s| s.point)), (Some(p), Some(q)) if distance(p, q).km() > 50.0)
    }

    pub(super) fn same_place(&self, a: u32, b: u32) -> bool {
        if a == b {
            return true;
        }
        let (Some(a), Some(b)) = (self.spot(a), self.spot(b)) else { return false };
        if a.place.is_some() && a.place == b.place {
            return true;
        }
        matches!((a.point, b.point), (Some(p), Some(q)) if distance(p, q).km() < 0.2)
    }

    /// Whether two places are one, or one lies in the other.
    pub(super) fn same_area(&self, a: u32, b: u32) -> bool {
        if self.same_place(a, b) {
            return true;
        }
        let (Some(a), Some(b)) = (self.spot(a), self.spot(b)) else { return false };
        self.place_holds(a.place, b.place) || self.place_holds(b.place, a.place) || self.is_within_city(a, b) || self.is_within_city(b, a)
    }

    pub(super) fn holds(&self, outer: u32, inner: u32) -> bool {
        matches!((self.spot(outer), self.spot(inner)), (Some(a), Some(b)) if self.place_holds(a.place, b.place))
    }

    /// Whether `outer` is the country or unit of `inner`.
    pub(super) fn place_holds(&self, outer: Option<PlaceId>, inner: Option<PlaceId>) -> bool {
        matches!((outer, inner), (Some(outer), Some(inner)) if self.gazetteer.contains(outer, inner))
    }

    /// Whether a site or district lies in a city: movement between the two is none on a map.
    fn is_within_city(&self, city: &Spot, site: &Spot) -> bool {
        // "Henderson Airport" is Henderson's, though it stands at its edge.
        let reach = if self.reading.text.of(site.span).contains(self.reading.text.of(city.span)) { 25.0 } else { 8.0 };
        city.feature == Some(Feature::City)
            && matches!(site.feature, Some(Feature::Site | Feature::District | Feature::Airport))
            && matches!((city.point, site.point), (Some(p), Some(q)) if distance(p, q).km() < reach)
    }
}
