//! A line on the picture, measured along its way: cut, dashed, followed.

use super::{PicturePoint, PictureRect};

/// A line with the distance of each point from its start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Track {
    points: Vec<PicturePoint>,
    /// Points travelled at each point of the line, rising.
    travelled: Vec<f32>,
}

impl Track {
    pub fn new(points: Vec<PicturePoint>) -> Track {
        let mut sum = 0.0;
        let mut last: Option<PicturePoint> = None;
        let travelled = points
            .iter()
            .map(|&p| {
                sum += last.map_or(0.0, |l| l.distance(p));
                last = Some(p);
                sum
            })
            .collect();
        Track { points, travelled }
    }

    pub fn points(&self) -> &[PicturePoint] {
        &self.points
    }

    pub fn length(&self) -> f32 {
        self.travelled.last().copied().unwrap_or(0.0)
    }

    pub fn bounds(&self) -> Option<PictureRect> {
        PictureRect::bounding(self.points.iter().copied())
    }

    pub fn moved(&self, dx: f32) -> Track {
        Track { points: self.points.iter().map(|p| p.moved(dx, 0.0)).collect(), travelled: self.travelled.clone() }
    }

    /// The distance at a share (0 to 1) of the line's points: of the ground, where they are evenly spaced on it.
    pub fn share(&self, share: f32) -> f32 {
        let at = share.clamp(0.0, 1.0) * (self.travelled.len().max(1) - 1) as f32;
        let before = self.travelled.get(at.floor() as usize).copied().unwrap_or(0.0);
        let after = self.travelled.get(at.ceil() as usize).copied().unwrap_or(before);
        before + (after - before) * at.fract()
    }

    /// The two points around `distance`, and how far between them it lies.
    fn around(&self, distance: f32) -> Option<(PicturePoint, PicturePoint, f32)> {
        let after = self.travelled.partition_point(|&t| t < distance).clamp(1, self.points.len().max(2) - 1);
        let (a, b) = (*self.points.get(after - 1)?, *self.points.get(after)?);
        let (from, to) = (*self.travelled.get(after - 1)?, *self.travelled.get(after)?);
        let fraction = if to > from { ((distance - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        Some((a, b, fraction))
    }

    /// The point at `distance` from the start, clamped to the ends.
    pub fn at(&self, distance: f32) -> PicturePoint {
        match self.around(distance) {
            Some((a, b, fraction)) => a.toward(b, fraction),
            None => self.points.first().copied().unwrap_or_default(),
        }
    }

    /// The direction of travel at `distance`, in radians clockwise from the right.
    pub fn heading(&self, distance: f32) -> f32 {
        self.around(distance).map_or(0.0, |(a, b, _)| a.angle_to(b))
    }

    /// The line between two distances; empty where there is none.
    pub fn slice(&self, from: f32, to: f32) -> Vec<PicturePoint> {
        let (from, to) = (from.max(0.0), to.min(self.length()));
        if to <= from {
            return Vec::new();
        }
        let mut line = vec![self.at(from)];
        line.extend(self.points.iter().zip(&self.travelled).filter(|&(_, &t)| t > from && t < to).map(|(p, _)| *p));
        line.push(self.at(to));
        line
    }

    /// Whether the part of the line between two distances comes within `clear` points of `rect`.
    pub fn meets(&self, rect: &PictureRect, clear: f32) -> bool {
        let rect = rect.grown(clear);
        self.points.windows(2).any(|pair| matches!(*pair, [a, b] if rect.is_crossed(a, b)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bent() -> Track {
        Track::new(vec![PicturePoint::new(0.0, 0.0), PicturePoint::new(10.0, 0.0), PicturePoint::new(10.0, 10.0)])
    }

    #[test]
    fn a_track_is_followed_by_distance() {
        let track = bent();
        assert_eq!(track.length(), 20.0);
        assert_eq!(track.at(15.0), PicturePoint::new(10.0, 5.0));
        assert_eq!(track.at(-1.0), PicturePoint::new(0.0, 0.0));
        assert_eq!(track.at(99.0), PicturePoint::new(10.0, 10.0));
        assert_eq!(track.heading(5.0), 0.0);
    }

    #[test]
    fn a_slice_keeps_the_bend() {
        assert_eq!(bent().slice(5.0, 15.0), [PicturePoint::new(5.0, 0.0), PicturePoint::new(10.0, 0.0), PicturePoint::new(10.0, 5.0)]);
        assert!(bent().slice(15.0, 5.0).is_empty());
        assert!(Track::new(Vec::new()).slice(0.0, 1.0).is_empty());
    }
}
