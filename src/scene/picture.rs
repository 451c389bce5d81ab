//! Points, rectangles and shapes of a picture: how they are made, measured, moved and scaled.

use super::{Color, Item, Layer, PicturePoint, PictureRect, Scene, Shape, Stroke};
use crate::story::Target;

impl PicturePoint {
    /// Returns the point `x` points from the left and `y` from the top.
    pub const fn new(x: f32, y: f32) -> PicturePoint {
        PicturePoint { x, y }
    }

    /// The distance to another point, in points.
    pub fn distance(self, other: PicturePoint) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point moved right by `dx` and down by `dy`.
    pub fn moved(self, dx: f32, dy: f32) -> PicturePoint {
        PicturePoint { x: self.x + dx, y: self.y + dy }
    }

    /// The point a `fraction` of the way to another.
    pub fn toward(self, other: PicturePoint, fraction: f32) -> PicturePoint {
        PicturePoint { x: self.x + (other.x - self.x) * fraction, y: self.y + (other.y - self.y) * fraction }
    }

    /// The point at `distance` in the direction of `angle`, in radians clockwise from the right.
    pub(crate) fn polar(self, distance: f32, angle: f32) -> PicturePoint {
        PicturePoint { x: self.x + distance * angle.cos(), y: self.y + distance * angle.sin() }
    }

    /// The direction to another point, in radians clockwise from the right.
    pub(crate) fn angle_to(self, other: PicturePoint) -> f32 {
        (other.y - self.y).atan2(other.x - self.x)
    }
}

impl PictureRect {
    /// Returns the rectangle with its top left at `x`, `y`.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> PictureRect {
        PictureRect { min: PicturePoint { x, y }, max: PicturePoint { x: x + width, y: y + height } }
    }

    /// Returns the square with sides of `2 · radius` around `centre`.
    pub fn around(centre: PicturePoint, radius: f32) -> PictureRect {
        PictureRect { min: centre.moved(-radius, -radius), max: centre.moved(radius, radius) }
    }

    /// Returns the smallest rectangle around `points`; `None` without points.
    pub fn bounding(points: impl IntoIterator<Item = PicturePoint>) -> Option<PictureRect> {
        let mut points = points.into_iter();
        let first = points.next()?;
        let mut rect = PictureRect { min: first, max: first };
        for p in points {
            rect.min = PicturePoint { x: rect.min.x.min(p.x), y: rect.min.y.min(p.y) };
            rect.max = PicturePoint { x: rect.max.x.max(p.x), y: rect.max.y.max(p.y) };
        }
        Some(rect)
    }

    /// Width in points.
    pub fn width(&self) -> f32 {
        self.max.x - self.min.x
    }

    /// Height in points.
    pub fn height(&self) -> f32 {
        self.max.y - self.min.y
    }

    /// The middle.
    pub fn centre(&self) -> PicturePoint {
        self.min.toward(self.max, 0.5)
    }

    /// Whether `p` lies inside or on the edge.
    pub fn contains(&self, p: PicturePoint) -> bool {
        p.x >= self.min.x && p.x <= self.max.x && p.y >= self.min.y && p.y <= self.max.y
    }

    /// Whether `other` lies wholly inside.
    pub fn encloses(&self, other: &PictureRect) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether the two share more than an edge.
    pub fn meets(&self, other: &PictureRect) -> bool {
        self.min.x < other.max.x && other.min.x < self.max.x && self.min.y < other.max.y && other.min.y < self.max.y
    }

    /// The rectangle with every edge `by` points further out; further in where negative.
    pub fn grown(&self, by: f32) -> PictureRect {
        PictureRect { min: self.min.moved(-by, -by), max: self.max.moved(by, by) }
    }

    /// The part inside `frame`; `None` where there is none.
    pub(crate) fn cut_to(&self, frame: &PictureRect) -> Option<PictureRect> {
        let min = PicturePoint { x: self.min.x.max(frame.min.x), y: self.min.y.max(frame.min.y) };
        let max = PicturePoint { x: self.max.x.min(frame.max.x), y: self.max.y.min(frame.max.y) };
        (min.x < max.x && min.y < max.y).then_some(PictureRect { min, max })
    }

    /// The largest part of the rectangle that has `p`, a point inside, in its middle.
    pub(crate) fn centred(&self, p: PicturePoint) -> PictureRect {
        let (w, h) = ((p.x - self.min.x).min(self.max.x - p.x).max(0.0), (p.y - self.min.y).min(self.max.y - p.y).max(0.0));
        PictureRect { min: p.moved(-w, -h), max: p.moved(w, h) }
    }

    /// The rectangle moved right by `dx` and down by `dy`.
    pub fn moved(&self, dx: f32, dy: f32) -> PictureRect {
        PictureRect { min: self.min.moved(dx, dy), max: self.max.moved(dx, dy) }
    }

    /// Grown evenly to at least 24 × 24 points, the smallest area that is easily hit. Source: WCAG 2.2, success criterion 2.5.8.
    pub fn at_least_a_target(&self) -> PictureRect {
        let (dx, dy) = (((24.0 - self.width()) / 2.0).max(0.0), ((24.0 - self.height()) / 2.0).max(0.0));
        PictureRect { min: self.min.moved(-dx, -dy), max: self.max.moved(dx, dy) }
    }

    /// Whether the straight line from `a` to `b` touches the rectangle. Source: Liang and Barsky (1984), line clipping.
    pub(crate) fn is_crossed(&self, a: PicturePoint, b: PicturePoint) -> bool {
        let (mut enter, mut leave) = (0.0f32, 1.0f32);
        for (start, delta, low, high) in [(a.x, b.x - a.x, self.min.x, self.max.x), (a.y, b.y - a.y, self.min.y, self.max.y)] {
            if delta.abs() < 1e-6 {
                if start < low || start > high {
                    return false;
                }
                continue;
            }
            let (near, far) = ((low - start) / delta, (high - start) / delta);
            enter = enter.max(near.min(far));
            leave = leave.min(near.max(far));
        }
        enter <= leave
    }
}

impl Stroke {
    /// Returns an unbroken line with butt ends and mitred joins.
    pub const fn solid(color: Color, width: f32) -> Stroke {
        Stroke { color, width, dash: None, is_round: false }
    }

    /// Returns an unbroken line with round ends and joins.
    pub const fn round(color: Color, width: f32) -> Stroke {
        Stroke { color, width, dash: None, is_round: true }
    }

    /// The same line, dashed.
    pub const fn dashed(self, dash: f32, gap: f32) -> Stroke {
        Stroke { dash: Some([dash, gap]), ..self }
    }
}

impl Shape {
    /// Returns one open line.
    pub(crate) fn line(points: Vec<PicturePoint>, stroke: Stroke) -> Shape {
        Shape::Path { lines: vec![points], is_closed: false, fill: None, stroke: Some(stroke) }
    }

    /// Returns one closed area.
    pub(crate) fn area(points: Vec<PicturePoint>, fill: Option<Color>, stroke: Option<Stroke>) -> Shape {
        Shape::Path { lines: vec![points], is_closed: true, fill, stroke }
    }

    /// Returns a filled circle.
    pub(crate) fn disc(centre: PicturePoint, radius: f32, fill: Color) -> Shape {
        Shape::Circle { centre, radius, fill: Some(fill), stroke: None }
    }

    /// Returns a circle with a fill and an edge.
    pub(crate) fn ring(centre: PicturePoint, radius: f32, fill: Option<Color>, stroke: Stroke) -> Shape {
        Shape::Circle { centre, radius, fill, stroke: Some(stroke) }
    }

    /// Returns a filled rectangle with square corners.
    pub(crate) fn block(rect: PictureRect, fill: Color) -> Shape {
        Shape::Rect { rect, radius: 0.0, fill: Some(fill), stroke: None }
    }

    /// The shape with every length times `scale`, then moved right by `dx` and down by `dy`.
    pub(crate) fn placed(self, scale: f32, dx: f32, dy: f32) -> Shape {
        let point = |p: PicturePoint| PicturePoint { x: p.x * scale + dx, y: p.y * scale + dy };
        let area = |r: PictureRect| PictureRect { min: point(r.min), max: point(r.max) };
        let edge =
            |s: Option<Stroke>| s.map(|s| Stroke { width: s.width * scale, dash: s.dash.map(|[on, off]| [on * scale, off * scale]), ..s });
        match self {
            Shape::Path { mut lines, is_closed, fill, stroke } => {
                for p in lines.iter_mut().flatten() {
                    *p = point(*p);
                }
                Shape::Path { lines, is_closed, fill, stroke: edge(stroke) }
            }
            Shape::Circle { centre, radius, fill, stroke } => {
                Shape::Circle { centre: point(centre), radius: radius * scale, fill, stroke: edge(stroke) }
            }
            Shape::Rect { rect, radius, fill, stroke } => {
                Shape::Rect { rect: area(rect), radius: radius * scale, fill, stroke: edge(stroke) }
            }
            Shape::Text { at, anchor, text, face, size, spacing, color, halo } => Shape::Text {
                at: point(at),
                anchor,
                text,
                face,
                size: size * scale,
                spacing: spacing * scale,
                color,
                halo: halo.map(|(color, width)| (color, width * scale)),
            },
        }
    }
}

impl Layer {
    /// Returns an empty layer.
    pub fn new(name: &'static str) -> Layer {
        Layer { name, clip: None, items: Vec::new() }
    }

    /// Adds a shape that stands for nothing.
    pub(crate) fn push(&mut self, shape: Shape) {
        self.items.push(Item { shape, target: None });
    }

    /// Adds a shape that stands for `target`.
    pub(crate) fn push_for(&mut self, target: Option<Target>, shape: Shape) {
        self.items.push(Item { shape, target });
    }

    /// The layer with every length times `scale`, then moved right by `dx` and down by `dy`.
    pub(crate) fn placed(self, scale: f32, dx: f32, dy: f32) -> Layer {
        let point = |p: PicturePoint| PicturePoint { x: p.x * scale + dx, y: p.y * scale + dy };
        Layer {
            name: self.name,
            clip: self.clip.map(|r| PictureRect { min: point(r.min), max: point(r.max) }),
            items: self.items.into_iter().map(|i| Item { shape: i.shape.placed(scale, dx, dy), target: i.target }).collect(),
        }
    }
}

impl Scene {
    /// The names of the layers, in painting order.
    pub fn layer_names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.layers.iter().map(|l| l.name)
    }

    /// Every text on the picture with its place, in painting order.
    pub fn texts(&self) -> impl Iterator<Item = (&str, PicturePoint)> + '_ {
        self.layers.iter().flat_map(|l| &l.items).filter_map(|i| match &i.shape {
            Shape::Text { text, at, .. } => Some((text.as_str(), *at)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_only_passes_through_a_rectangle_crosses_it() {
        let rect = PictureRect::new(10.0, 10.0, 20.0, 20.0);
        let p = PicturePoint::new;
        assert!(rect.is_crossed(p(0.0, 20.0), p(40.0, 20.0)));
        assert!(rect.is_crossed(p(15.0, 15.0), p(16.0, 16.0)), "inside");
        assert!(rect.is_crossed(p(20.0, 0.0), p(20.0, 40.0)), "upright");
        assert!(!rect.is_crossed(p(0.0, 0.0), p(40.0, 5.0)));
        assert!(!rect.is_crossed(p(0.0, 25.0), p(25.0, 60.0)), "past the corner");
    }

    #[test]
    fn small_things_grow_to_a_target_around_their_middle() {
        let grown = PictureRect::around(PicturePoint::new(50.0, 50.0), 5.0).at_least_a_target();
        assert_eq!(grown, PictureRect::around(PicturePoint::new(50.0, 50.0), 12.0));
    }
}
