//! The silhouettes of the moving heads and other small signs, as lists of points.
//!
//! Heads are drawn for 22 × 20 points, nose to the right (heading 0), around 0,0.

use super::{Color, PicturePoint, Shape, Stroke};
use crate::events::Transport;

/// Upper half of an aircraft from above, nose first; the lower half mirrors it.
const PLANE: &[(f32, f32)] = &[
    (11.0, 0.0),
    (10.2, -1.1),
    (8.4, -1.6),
    (3.6, -1.6),
    (-2.2, -9.6),
    (-4.9, -9.6),
    (-1.9, -1.6),
    (-6.6, -1.5),
    (-8.9, -4.4),
    (-10.9, -4.4),
    (-9.4, 0.0),
];

/// A ship from above: pointed bow, square stern.
const SHIP: &[(f32, f32)] = &[(11.0, 0.0), (8.4, -2.6), (4.6, -4.4), (0.0, -5.0), (-8.6, -5.0), (-10.4, -3.6), (-10.4, 0.0)];

/// A railway engine from above: long, blunt nose.
const TRAIN: &[(f32, f32)] = &[(11.0, 0.0), (10.6, -2.4), (8.6, -4.2), (5.6, -4.8), (-10.2, -4.8), (-11.0, -4.0), (-11.0, 0.0)];

/// A motor car from above: bonnet, mirrors, boot.
const CAR: &[(f32, f32)] =
    &[(10.0, 0.0), (9.6, -3.4), (8.0, -4.8), (3.8, -5.0), (3.0, -6.6), (1.4, -6.6), (1.6, -5.0), (-7.8, -5.0), (-9.4, -3.8), (-9.8, 0.0)];

/// The plain arrowhead of a journey whose way of travel is not known.
const ARROW: &[(f32, f32)] = &[(11.0, 0.0), (-8.0, -8.6), (-3.6, 0.0)];

/// A sole of a shoe, pointing right, around its own middle.
const SOLE: &[(f32, f32)] = &[(5.4, 0.0), (4.6, -2.0), (2.4, -2.8), (0.0, -2.2), (-1.4, -1.6), (-3.6, -2.0), (-5.0, -1.4), (-5.4, 0.0)];

/// The silhouette of a head as closed outlines around 0,0, nose to the right.
pub(crate) fn outline(transport: Transport) -> Vec<Vec<PicturePoint>> {
    let sole = |dx: f32, dy: f32| mirrored(SOLE).into_iter().map(|p| p.moved(dx, dy)).collect::<Vec<_>>();
    match transport {
        Transport::Air => vec![mirrored(PLANE)],
        Transport::Sea => vec![mirrored(SHIP)],
        Transport::Rail => vec![mirrored(TRAIN)],
        Transport::Road => vec![mirrored(CAR)],
        Transport::Foot => vec![sole(4.4, -3.6), sole(-4.4, 3.6)],
        Transport::Storm => vec![storm()],
        Transport::Unknown => vec![mirrored(ARROW)],
    }
}

fn mirrored(half: &[(f32, f32)]) -> Vec<PicturePoint> {
    let upper = half.iter().map(|&(x, y)| PicturePoint::new(x, y));
    let lower = half.iter().rev().filter(|&&(_, y)| y != 0.0).map(|&(x, y)| PicturePoint::new(x, -y));
    upper.chain(lower).collect()
}

/// The sign of a storm on weather maps: a disc with two arms, turning as storms of the northern hemisphere do.
fn storm() -> Vec<PicturePoint> {
    let arm = |half_turn: f32| {
        // From the disc's edge outward along a spiral, and back along the disc.
        (0..=12).map(move |i| {
            let t = i as f32 / 12.0;
            let angle = half_turn + std::f32::consts::PI * (0.5 - t);
            PicturePoint::default().polar(5.6 + if t < 0.5 { 5.4 * (1.0 - 2.0 * t).powf(1.3) } else { 0.0 }, angle)
        })
    };
    arm(0.0).chain(arm(std::f32::consts::PI)).collect()
}

/// Whether a head is filled or only outlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// What happened and what is under way.
    Filled,
    /// What is planned or possible.
    Hollow,
}

/// Where and how a head stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stand {
    pub at: PicturePoint,
    /// Radians clockwise from the right.
    pub heading: f32,
    /// Times its usual size.
    pub scale: f32,
    pub is_southern: bool,
}

/// Returns the head of a way of travel.
///
/// A storm is not turned but mirrored south of the equator, where storms turn the other way.
pub(crate) fn head(transport: Transport, stand: Stand, color: Color, paper: Color, body: Body) -> Vec<Shape> {
    let Stand { at, heading, scale, is_southern } = stand;
    let (sin, cos) = if transport == Transport::Storm { (0.0, 1.0) } else { heading.sin_cos() };
    let flip = if transport == Transport::Storm && is_southern { -1.0 } else { 1.0 };
    let lines: Vec<Vec<PicturePoint>> = outline(transport)
        .into_iter()
        .map(|line| {
            line.into_iter()
                .map(|p| {
                    let (x, y) = (p.x * scale, p.y * scale * flip);
                    at.moved(x * cos - y * sin, x * sin + y * cos)
                })
                .collect()
        })
        .collect();
    let path = |fill, stroke| Shape::Path { lines: lines.clone(), is_closed: true, fill, stroke };
    let casing = path(Some(paper), Some(Stroke::round(paper, 6.0 * scale)));
    let mut shapes = vec![casing];
    match body {
        Body::Filled => shapes.push(path(Some(color), None)),
        Body::Hollow => shapes.push(path(Some(paper), Some(Stroke::round(color, 1.75 * scale)))),
    }
    if transport == Transport::Storm {
        shapes.push(Shape::disc(at, 2.4 * scale, paper));
    }
    shapes
}

/// Returns an arrowhead with its tip at `tip`, `length` long.
pub(crate) fn arrowhead(tip: PicturePoint, heading: f32, length: f32, color: Color, paper: Color, body: Body) -> Vec<Shape> {
    // 9.6 wide where 10 long.
    let half = length * 0.48;
    let back = tip.polar(-length, heading);
    let side = heading + std::f32::consts::FRAC_PI_2;
    let points = vec![tip, back.polar(half, side), back.polar(-half, side)];
    let casing = Shape::area(points.clone(), Some(paper), Some(Stroke::round(paper, 3.0)));
    let shape = match body {
        Body::Filled => Shape::area(points, Some(color), None),
        Body::Hollow => Shape::area(points, Some(paper), Some(Stroke { is_round: false, ..Stroke::round(color, 1.5) })),
    };
    vec![casing, shape]
}

/// Returns a cross inside a circle of `radius`.
pub(crate) fn cross(at: PicturePoint, radius: f32, stroke: Stroke) -> Shape {
    let r = radius * 0.5;
    Shape::Path {
        lines: vec![vec![at.moved(-r, -r), at.moved(r, r)], vec![at.moved(-r, r), at.moved(r, -r)]],
        is_closed: false,
        fill: None,
        stroke: Some(stroke),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_keep_their_size() {
        use Transport::{Air, Foot, Rail, Road, Sea, Storm, Unknown};
        for transport in [Air, Sea, Rail, Road, Foot, Storm, Unknown] {
            for p in outline(transport).into_iter().flatten() {
                assert!(p.x.abs() <= 11.1 && p.y.abs() <= 11.1, "{transport:?} {p:?}");
            }
        }
    }

    #[test]
    fn an_arrow_points_where_it_goes() {
        let shapes = arrowhead(PicturePoint::new(50.0, 50.0), 0.0, 10.0, Color::rgb(0), Color::rgb(0xFFFFFF), Body::Filled);
        let Shape::Path { lines, .. } = &shapes[1] else { panic!() };
        assert!(lines[0].iter().skip(1).all(|p| (p.x - 40.0).abs() < 1e-4));
    }
}
