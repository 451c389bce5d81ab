//! Positions on the Earth in, picture points out: Web Mercator under a view, with the world repeated east and west.

use super::{PicturePoint, PictureRect, View};
use crate::earth::{LatLon, Metres, WorldPoint, distance, great_circle};

/// Web Mercator into a rectangle of the picture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Projection {
    centre: WorldPoint,
    /// Width of the world in points.
    world: f64,
    /// Where the map lies on the picture.
    pub rect: PictureRect,
    /// Web map zoom.
    pub zoom: f64,
}

impl Projection {
    /// The projection of a whole view at the top left of the picture.
    pub fn new(view: &View) -> Projection {
        Projection::within(view, PicturePoint::default())
    }

    /// The projection of a view whose top left is at `origin`.
    pub fn within(view: &View, origin: PicturePoint) -> Projection {
        Projection {
            centre: WorldPoint::from_lat_lon(view.centre),
            world: 256.0 * view.zoom.exp2(),
            rect: PictureRect::new(origin.x, origin.y, view.width, view.height),
            zoom: view.zoom,
        }
    }

    /// Width of the world in points.
    pub fn world_width(&self) -> f32 {
        self.world as f32
    }

    /// Projects a point of the Mercator world, on the copy of the world that it is on.
    pub fn world_point(&self, w: WorldPoint) -> PicturePoint {
        let middle = self.rect.centre();
        PicturePoint {
            x: ((w.x - self.centre.x) * self.world) as f32 + middle.x,
            y: ((w.y - self.centre.y) * self.world) as f32 + middle.y,
        }
    }

    /// Projects a position on the copy of the world that brings it nearest to the middle of the map.
    pub fn point(&self, p: LatLon) -> PicturePoint {
        let mut w = WorldPoint::from_lat_lon(p);
        w.x -= (w.x - self.centre.x).round();
        self.world_point(w)
    }

    /// How far right each copy of the world must be moved that shows anything of `bounds`, given where `bounds` is drawn first.
    pub fn copies(&self, bounds: &PictureRect) -> Vec<f32> {
        let world = self.world_width();
        // The view never shows more than a few worlds; the limit guards against views of no width.
        let from = ((self.rect.min.x - bounds.max.x) / world).ceil().max(-4.0) as i32;
        let to = ((self.rect.max.x - bounds.min.x) / world).floor().min(4.0) as i32;
        if bounds.max.y < self.rect.min.y || bounds.min.y > self.rect.max.y {
            return Vec::new();
        }
        (from..=to).map(|k| k as f32 * world).collect()
    }

    /// All places of the map where `p` shows, `margin` points beyond the edge included, west to east.
    pub fn points(&self, p: LatLon, margin: f32) -> Vec<PicturePoint> {
        let at = self.point(p);
        self.copies(&PictureRect::around(at, margin)).into_iter().map(|dx| at.moved(dx, 0.0)).collect()
    }

    /// All places of the map where a point of the Mercator world shows, west to east.
    pub fn world_points(&self, w: WorldPoint) -> Vec<PicturePoint> {
        let at = self.world_point(WorldPoint { x: w.x - (w.x - self.centre.x).round(), ..w });
        self.copies(&PictureRect { min: at, max: at }).into_iter().map(|dx| at.moved(dx, 0.0)).collect()
    }

    /// The great circle from `a` to `b` as one unbroken line, the shortest way, from the copy of `a` nearest to the middle of the map.
    ///
    /// Its points are about four points of the picture apart, further where the map enlarges more, and no segment is longer than half the world.
    pub fn great_circle(&self, a: LatLon, b: LatLon) -> Vec<PicturePoint> {
        let metres = distance(a, b).0;
        // Metres of the equator to the point: an upper bound, as Mercator only enlarges, near the poles a lot.
        let per_point = 40_075_017.0 / self.world;
        let steps = (metres / (4.0 * per_point)).clamp(2.0, 180.0);
        self.unbroken(&great_circle(a, b, Metres(metres / steps)))
    }

    /// The position under a point of the picture.
    pub fn position(&self, at: PicturePoint) -> LatLon {
        let middle = self.rect.centre();
        WorldPoint {
            x: self.centre.x + f64::from(at.x - middle.x) / self.world,
            y: self.centre.y + f64::from(at.y - middle.y) / self.world,
        }
        .lat_lon()
    }

    /// `points` as one unbroken line, each by the shortest way from the one before.
    fn unbroken(&self, points: &[LatLon]) -> Vec<PicturePoint> {
        let mut last: Option<f64> = None;
        points
            .iter()
            .map(|&p| {
                let mut w = WorldPoint::from_lat_lon(p);
                w.x -= (w.x - last.unwrap_or(self.centre.x)).round();
                last = Some(w.x);
                self.world_point(w)
            })
            .collect()
    }

    /// Length on the ground of one point in the middle of the map, in metres.
    pub fn metres_per_point(&self) -> f64 {
        let lat = self.centre.lat_lon().lat().to_radians();
        40_075_016.7 * lat.cos() / self.world
    }
}

impl View {
    /// Where `p` lies on the map, in points from its top left, on the copy of the world nearest to the middle.
    pub fn project(&self, p: LatLon) -> PicturePoint {
        Projection::new(self).point(p)
    }

    /// The position under a point of the map.
    pub fn unproject(&self, at: PicturePoint) -> LatLon {
        Projection::new(self).position(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> LatLon {
        LatLon::new(lat, lon).unwrap()
    }

    fn pacific() -> View {
        View { centre: at(20.0, 180.0), zoom: 2.0, width: 800.0, height: 600.0 }
    }

    #[test]
    fn a_view_round_trips() {
        let view = pacific();
        for p in [at(37.1, 127.0), at(21.3, -157.9), at(-33.0, 151.0)] {
            let q = view.unproject(view.project(p));
            assert!((p.lat() - q.lat()).abs() < 1e-3 && (p.lon() - q.lon()).abs() < 1e-3, "{p:?} {q:?}");
        }
    }

    #[test]
    fn there_is_one_pacific() {
        let projection = Projection::new(&pacific());
        let line = projection.great_circle(at(39.0, 125.8), at(21.3, -157.9));
        for pair in line.windows(2) {
            assert!(pair[0].distance(pair[1]) < projection.world_width() / 2.0);
            assert!(pair[1].x > pair[0].x, "always east");
        }
        assert!(line.len() > 20);
    }

    #[test]
    fn a_world_narrower_than_the_frame_repeats() {
        let view = View { centre: at(0.0, 0.0), zoom: 1.0, width: 1100.0, height: 500.0 };
        assert_eq!(Projection::new(&view).points(at(0.0, 0.0), 0.0).iter().map(|p| p.x).collect::<Vec<_>>(), [38.0, 550.0, 1062.0]);
        assert_eq!(Projection::new(&view).points(at(85.0, 0.0), 0.0).len(), 0);
    }
}
