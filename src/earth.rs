//! Positions on the Earth in, distances, great circles and Web Mercator out.
//!
//! Only geometry. The only file, besides the format writers, where longitude may stand before latitude.

use std::f64::consts::PI;

/// Mean Earth radius in metres. Source: Moritz (2000), Geodetic Reference System 1980, R1.
pub const EARTH_RADIUS_METRES: f64 = 6_371_008.8;

/// The latitude at which Web Mercator is a square, in degrees. Source: EPSG:3857.
pub const MERCATOR_MAX_LAT: f64 = 85.051_128_779_806_59;

/// A position on the Earth: WGS 84, degrees, latitude first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LatLon {
    lat: f64,
    lon: f64,
}

impl LatLon {
    /// Returns the position, or `None` where `lat` is outside ±90, `lon` outside ±180, or either is not a number.
    pub const fn new(lat: f64, lon: f64) -> Option<LatLon> {
        if lat >= -90.0 && lat <= 90.0 && lon >= -180.0 && lon <= 180.0 { Some(LatLon { lat, lon }) } else { None }
    }

    /// Returns the nearest valid position: latitude clamped to ±90, longitude wrapped into ±180, not-a-number as 0.
    pub fn wrapped(lat: f64, lon: f64) -> LatLon {
        let lat = if lat.is_nan() { 0.0 } else { lat.clamp(-90.0, 90.0) };
        let lon = if lon.is_finite() { wrap_lon(lon) } else { 0.0 };
        LatLon { lat, lon }
    }

    /// Latitude in degrees, −90 to 90, north positive.
    pub const fn lat(self) -> f64 {
        self.lat
    }

    /// Longitude in degrees, −180 to 180, east positive.
    pub const fn lon(self) -> f64 {
        self.lon
    }
}

/// A length on the Earth in metres.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Metres(pub f64);

impl Metres {
    /// The length in kilometres.
    pub fn km(self) -> f64 {
        self.0 / 1000.0
    }
}

/// A box of latitudes and longitudes in degrees. `east` is below `west` where the box crosses the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Southern edge, degrees.
    pub south: f64,
    /// Western edge, degrees, −180 to 180.
    pub west: f64,
    /// Northern edge, degrees.
    pub north: f64,
    /// Eastern edge, degrees, −180 to 180; below `west` across the antimeridian.
    pub east: f64,
}

impl Bounds {
    /// Returns the smallest box around `points`, across the antimeridian where that is narrower; `None` without points.
    pub fn around(points: impl IntoIterator<Item = LatLon>) -> Option<Bounds> {
        let points: Vec<LatLon> = points.into_iter().collect();
        let mut lons: Vec<f64> = points.iter().map(|p| p.lon).collect();
        lons.sort_by(f64::total_cmp);
        let (&first, &last) = (lons.first()?, lons.last()?);
        // The box is the circle less its widest empty arc.
        let mut widest = (360.0 - (last - first), first, last);
        for pair in lons.windows(2) {
            if let [a, b] = *pair
                && b - a > widest.0
            {
                widest = (b - a, b, a);
            }
        }
        let south = points.iter().map(|p| p.lat).fold(f64::INFINITY, f64::min);
        let north = points.iter().map(|p| p.lat).fold(f64::NEG_INFINITY, f64::max);
        Some(Bounds { south, west: widest.1, north, east: widest.2 })
    }

    /// Width in degrees of longitude, 0 to 360.
    pub fn width(&self) -> f64 {
        if self.east >= self.west { self.east - self.west } else { self.east - self.west + 360.0 }
    }

    /// Height in degrees of latitude.
    pub fn height(&self) -> f64 {
        self.north - self.south
    }

    /// The middle of the box in degrees.
    pub fn centre(&self) -> LatLon {
        LatLon::wrapped((self.south + self.north) / 2.0, self.west + self.width() / 2.0)
    }

    /// Whether `point` lies in the box, edges included.
    pub fn contains(&self, point: LatLon) -> bool {
        let from_west = (point.lon - self.west).rem_euclid(360.0);
        point.lat >= self.south && point.lat <= self.north && from_west <= self.width()
    }
}

/// A point of the Mercator world: x 0 at 180° west to 1 at 180° east, y 0 at the north edge to 1 at the south edge.
///
/// `x` may leave 0..1: the world repeats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorldPoint {
    /// 0 at the antimeridian, growing east; 1 is once around.
    pub x: f64,
    /// 0 at latitude 85.05° north, 1 at 85.05° south.
    pub y: f64,
}

impl WorldPoint {
    /// Projects a position by Web Mercator. Source: EPSG:3857, scaled to the unit square.
    pub fn from_lat_lon(p: LatLon) -> WorldPoint {
        let lat = p.lat.clamp(-MERCATOR_MAX_LAT, MERCATOR_MAX_LAT).to_radians();
        WorldPoint { x: p.lon / 360.0 + 0.5, y: 0.5 - lat.tan().asinh() / (2.0 * PI) }
    }

    /// The position under this point, longitude wrapped into ±180.
    pub fn lat_lon(self) -> LatLon {
        let lat = ((0.5 - self.y) * 2.0 * PI).sinh().atan().to_degrees();
        LatLon::wrapped(lat, (self.x - 0.5) * 360.0)
    }
}

/// Wraps a longitude into −180 (included) to 180 (included; only for 180 itself).
pub fn wrap_lon(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 }
}

/// Returns the shortest way from longitude `from` to longitude `to` in degrees, −180 to 180, east positive.
pub fn delta_lon(from: f64, to: f64) -> f64 {
    let d = (to - from).rem_euclid(360.0);
    if d > 180.0 { d - 360.0 } else { d }
}

/// Returns the great-circle distance. Source: the haversine formula, sphere of [`EARTH_RADIUS_METRES`].
pub fn distance(a: LatLon, b: LatLon) -> Metres {
    let (la, lb) = (a.lat.to_radians(), b.lat.to_radians());
    let dlat = lb - la;
    let dlon = (b.lon - a.lon).to_radians();
    let h = (dlat / 2.0).sin().powi(2) + la.cos() * lb.cos() * (dlon / 2.0).sin().powi(2);
    Metres(2.0 * EARTH_RADIUS_METRES * h.sqrt().min(1.0).asin())
}

/// Returns the point a `fraction` (0 to 1) of the way along the great circle from `a` to `b`.
///
/// Antipodal ends have no one great circle; the way over the meridian of `a` is taken.
pub fn along(a: LatLon, b: LatLon, fraction: f64) -> LatLon {
    let unit = |p: LatLon| {
        let (lat, lon) = (p.lat.to_radians(), p.lon.to_radians());
        [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
    };
    let (u, v) = (unit(a), unit(b));
    let angle = distance(a, b).0 / EARTH_RADIUS_METRES;
    if angle < 1e-12 {
        return a;
    }
    let sin = angle.sin();
    if sin.abs() < 1e-9 {
        // Antipodal: climb the meridian of `a` over the pole.
        let lat = a.lat + fraction * 180.0;
        return if lat > 90.0 { LatLon::wrapped(180.0 - lat, a.lon + 180.0) } else { LatLon::wrapped(lat, a.lon) };
    }
    let (ka, kb) = (((1.0 - fraction) * angle).sin() / sin, (fraction * angle).sin() / sin);
    let w = [ka * u[0] + kb * v[0], ka * u[1] + kb * v[1], ka * u[2] + kb * v[2]];
    LatLon::wrapped(w[2].atan2(w[0].hypot(w[1])).to_degrees(), w[1].atan2(w[0]).to_degrees())
}

/// Returns the great circle from `a` to `b` as points no more than `step` apart, both ends included, in order.
pub fn great_circle(a: LatLon, b: LatLon, step: Metres) -> Vec<LatLon> {
    let n = (distance(a, b).0 / step.0.max(1.0)).ceil().clamp(1.0, 10_000.0) as usize;
    let mut points: Vec<LatLon> = (0..n).map(|i| along(a, b, i as f64 / n as f64)).collect();
    points.push(b);
    points
}

/// Returns where the shortest way from `a` to `b` crosses the antimeridian: the latitude in degrees and the share 0 to 1 of the way; `None` where it does not.
///
/// The way over a pole is none that crosses. The latitude is that of the great circle's plane at 180°.
pub fn antimeridian_crossing(a: LatLon, b: LatLon) -> Option<(f64, f64)> {
    if (b.lon - a.lon).abs() <= 180.0 {
        return None;
    }
    let unit = |p: LatLon| {
        let (lat, lon) = (p.lat.to_radians(), p.lon.to_radians());
        (lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin())
    };
    let ((ux, uy, uz), (vx, vy, vz)) = (unit(a), unit(b));
    // The plane's normal; at longitude 180° a point of the plane is (−cos lat, 0, sin lat).
    let (nx, nz) = (uy * vz - uz * vy, ux * vy - uy * vx);
    let lat = if nz == 0.0 { a.lat } else { (nx / nz).atan().to_degrees() };
    let whole = distance(a, b).0;
    let share = if whole > 0.0 { (distance(a, LatLon::wrapped(lat, 180.0)).0 / whole).clamp(0.0, 1.0) } else { 0.0 };
    Some((lat, share))
}

/// Returns the initial heading from `a` to `b` in degrees clockwise from north, 0 to 360.
pub fn heading(a: LatLon, b: LatLon) -> f64 {
    let (la, lb) = (a.lat.to_radians(), b.lat.to_radians());
    let dlon = (b.lon - a.lon).to_radians();
    let y = dlon.sin() * lb.cos();
    let x = la.cos() * lb.sin() - la.sin() * lb.cos() * dlon.cos();
    y.atan2(x).to_degrees().rem_euclid(360.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> LatLon {
        LatLon::new(lat, lon).unwrap()
    }

    #[test]
    fn positions_outside_the_world_are_refused() {
        assert!(LatLon::new(91.0, 0.0).is_none());
        assert!(LatLon::new(0.0, 181.0).is_none());
        assert!(LatLon::new(f64::NAN, 0.0).is_none());
    }

    #[test]
    fn a_box_takes_the_short_way_over_the_antimeridian() {
        let b = Bounds::around([at(40.0, 127.0), at(20.75, -156.5)]).unwrap();
        assert_eq!((b.west, b.east), (127.0, -156.5));
        assert!((b.width() - 76.5).abs() < 1e-9);
        assert!(b.contains(at(30.0, 180.0)) && b.contains(at(30.0, -170.0)) && !b.contains(at(30.0, 0.0)));
    }

    #[test]
    fn the_middle_of_a_great_circle_is_equally_far_from_both_ends() {
        let (a, b) = (at(37.0906, 127.03), at(21.3, -157.9));
        let m = along(a, b, 0.5);
        assert!((distance(a, m).0 - distance(m, b).0).abs() < 1e-3);
        assert!((distance(a, m).0 * 2.0 - distance(a, b).0).abs() < 1e-3);
        assert!(m.lon().abs() > 160.0, "over the Pacific, not over Africa: {m:?}");
    }

    #[test]
    fn half_way_is_the_midpoint_of_the_formulary() {
        // By another formula. Source: Ed Williams, Aviation Formulary, "Lat/lon of the midpoint".
        let midpoint = |a: LatLon, b: LatLon| {
            let (la, lb, dlon) = (a.lat.to_radians(), b.lat.to_radians(), (b.lon - a.lon).to_radians());
            let (x, y) = (lb.cos() * dlon.cos(), lb.cos() * dlon.sin());
            let lat = (la.sin() + lb.sin()).atan2((la.cos() + x).hypot(y));
            LatLon::wrapped(lat.to_degrees(), a.lon + y.atan2(la.cos() + x).to_degrees())
        };
        let mut n = 0;
        for i in 0..40 {
            for j in 0..40 {
                let point = |k: i32| at(f64::from(k * 37 % 170 - 85), f64::from(k * 101 % 360 - 180));
                let (a, b) = (point(i), point(j * 7 + 3));
                if distance(a, b).0 > 1.99e7 {
                    continue; // Antipodes have no one middle.
                }
                let (got, expected) = (along(a, b, 0.5), midpoint(a, b));
                assert!((got.lat - expected.lat).abs() < 1e-6, "{a:?} {b:?}: {got:?} {expected:?}");
                assert!(delta_lon(got.lon, expected.lon).abs() * got.lat.to_radians().cos() < 1e-6, "{a:?} {b:?}: {got:?} {expected:?}");
                n += 1;
            }
        }
        assert!(n > 1500, "{n}");
    }

    #[test]
    fn mercator_round_trips() {
        for p in [at(0.0, 0.0), at(60.0, 179.5), at(-45.0, -120.0)] {
            let q = WorldPoint::from_lat_lon(p).lat_lon();
            assert!((p.lat() - q.lat()).abs() < 1e-9 && (p.lon() - q.lon()).abs() < 1e-9);
        }
    }

    #[test]
    fn the_antimeridian_is_crossed_on_the_great_circle() {
        let (a, b) = (at(40.0, 127.0), at(21.3, -157.9));
        let (lat, share) = antimeridian_crossing(a, b).unwrap();
        let on = along(a, b, share);
        assert!((on.lat() - lat).abs() < 1e-9 && delta_lon(on.lon(), 180.0).abs() < 1e-9, "{on:?} {lat}");
        assert_eq!(antimeridian_crossing(at(40.0, 127.0), at(51.0, 0.0)), None);
        let (lat, share) = antimeridian_crossing(at(0.0, 179.0), at(0.0, -179.0)).unwrap();
        assert!(lat.abs() < 1e-9 && (share - 0.5).abs() < 1e-9, "{lat} {share}");
        assert!(antimeridian_crossing(at(10.0, 180.0), at(12.0, -175.0)).unwrap().1 < 1e-9);
    }

    #[test]
    fn headings_are_clockwise_from_north() {
        assert!((heading(at(0.0, 0.0), at(1.0, 0.0)) - 0.0).abs() < 1e-9);
        assert!((heading(at(0.0, 0.0), at(0.0, 1.0)) - 90.0).abs() < 1e-9);
        assert!((heading(at(0.0, 179.0), at(0.0, -179.0)) - 90.0).abs() < 1e-9);
    }
}
