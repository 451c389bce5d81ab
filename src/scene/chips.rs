//! Places outside the view, named at the edge they lie behind.

use super::areas::{Shapes, is_out_of_view};
use super::cast::{Actor, Role};
use super::plates::MARGIN;
use super::projection::Projection;
use super::{Anchor, Face, Hotspot, Layer, Options, PicturePoint, PictureRect, Shape, Stroke, fonts};
use crate::language::tr_with;

const HEIGHT: f32 = 24.0;
const PAD: f32 = 10.0;
const SIZE: f32 = 12.0;
/// Names on one chip; the rest is counted.
const MAX_NAMES: usize = 2;

/// The edge of the map that a place lies behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

/// Draws the chips clear of what is `taken`; returns where they are.
pub(crate) fn chips(
    layer: &mut Layer,
    actors: &[Actor],
    shapes: &Shapes,
    projection: &Projection,
    taken: &[PictureRect],
    options: &Options,
    hotspots: &mut Vec<Hotspot>,
) -> Vec<PictureRect> {
    let frame = projection.rect;
    let mut outside: Vec<(Side, f32, &Actor)> = actors
        .iter()
        .enumerate()
        // An area's point may be out of view while the area itself is in it; it is named there.
        .filter(|(_, a)| !matches!(a.role, Role::NameOnly) && projection.points(a.point, 0.0).is_empty())
        .filter(|(i, a)| a.is_pin() || is_out_of_view(a, *i, shapes, projection))
        .map(|(_, a)| {
            let (side, along) = side(projection.point(a.point), &frame);
            (side, along, a)
        })
        .collect();
    outside.sort_by(|a, b| (a.0, a.2.rank).cmp(&(b.0, b.2.rank)).then(a.1.total_cmp(&b.1)));
    let mut rects: Vec<PictureRect> = Vec::new();
    let mut rest = outside.as_slice();
    while let Some(&(side, along, _)) = rest.first() {
        // One chip for an edge: its names in order of importance, as far as they fit.
        let n = rest.iter().take_while(|o| o.0 == side).count();
        let (here, later) = rest.split_at(n);
        rest = later;
        let names: Vec<&Actor> = here.iter().map(|o| o.2).collect();
        let width = width(&names);
        let is_free = |r: &PictureRect| frame.encloses(r) && !taken.iter().chain(&rects).any(|t| t.meets(&r.grown(4.0)));
        let Some(rect) = spots(side, along, width, &frame).into_iter().find(is_free) else { continue };
        draw(layer, &names, side, &rect, options, hotspots);
        rects.push(rect);
    }
    rects
}

fn side(at: PicturePoint, frame: &PictureRect) -> (Side, f32) {
    let beyond = [
        (Side::Left, frame.min.x - at.x, at.y),
        (Side::Right, at.x - frame.max.x, at.y),
        (Side::Top, frame.min.y - at.y, at.x),
        (Side::Bottom, at.y - frame.max.y, at.x),
    ];
    let furthest = beyond.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    furthest.map_or((Side::Right, at.y), |(side, _, along)| (side, along))
}

/// Where a chip may stand along its edge: level with its place first, then further and further off.
fn spots(side: Side, along: f32, width: f32, frame: &PictureRect) -> Vec<PictureRect> {
    let (low, high, length) = match side {
        Side::Left | Side::Right => (frame.min.y + MARGIN, frame.max.y - MARGIN - HEIGHT, HEIGHT),
        Side::Top | Side::Bottom => (frame.min.x + MARGIN, frame.max.x - MARGIN - width, width),
    };
    let wanted = (along - length / 2.0).clamp(low, high.max(low));
    let at = |along: f32| match side {
        Side::Left => PictureRect::new(frame.min.x + MARGIN, along, width, HEIGHT),
        Side::Right => PictureRect::new(frame.max.x - MARGIN - width, along, width, HEIGHT),
        Side::Top => PictureRect::new(along, frame.min.y + MARGIN, width, HEIGHT),
        Side::Bottom => PictureRect::new(along, frame.max.y - MARGIN - HEIGHT, width, HEIGHT),
    };
    (0..60).flat_map(|i| [wanted + 8.0 * i as f32, wanted - 8.0 * i as f32]).filter(|a| *a >= low && *a <= high).map(at).collect()
}

fn words(names: &[&Actor]) -> Vec<String> {
    let mut words: Vec<String> = names.iter().take(MAX_NAMES).map(|a| a.name.clone()).collect();
    if names.len() > MAX_NAMES {
        words.push(tr_with("{} more", &[&(names.len() - MAX_NAMES)]));
    }
    let n = words.len();
    words.into_iter().enumerate().map(|(i, w)| if i + 1 < n { format!("{w}, ") } else { w }).collect()
}

/// Width of the chevron with the space before it.
const CHEVRON: f32 = 14.0;

fn width(names: &[&Actor]) -> f32 {
    words(names).iter().map(|w| fonts::width(w, Face::SansMedium, SIZE, 0.0)).sum::<f32>() + 2.0 * PAD + CHEVRON
}

fn draw(layer: &mut Layer, names: &[&Actor], side: Side, rect: &PictureRect, options: &Options, hotspots: &mut Vec<Hotspot>) {
    let theme = options.theme;
    layer.push(Shape::Rect { rect: *rect, radius: 2.0, fill: Some(theme.paper), stroke: Some(Stroke::solid(theme.rule, 1.0)) });
    let mut x = rect.min.x + PAD + if side == Side::Left { CHEVRON } else { 0.0 };
    let baseline = rect.centre().y + fonts::cap_height(Face::SansMedium, SIZE) / 2.0;
    for (word, actor) in words(names).into_iter().zip(names.iter().map(Some).chain(std::iter::repeat(None))) {
        let width = fonts::width(&word, Face::SansMedium, SIZE, 0.0);
        let target = actor.and_then(|a| a.target);
        let color = if actor.is_some() { theme.ink } else { theme.ink_weak };
        layer.push_for(
            target,
            Shape::Text {
                at: PicturePoint { x, y: baseline },
                anchor: Anchor::Start,
                text: word,
                face: Face::SansMedium,
                size: SIZE,
                spacing: 0.0,
                color,
                halo: None,
            },
        );
        if let (Some(target), Some(actor)) = (target, actor) {
            let spot = PictureRect { min: PicturePoint { x, y: rect.min.y }, max: PicturePoint { x: x + width, y: rect.max.y } };
            hotspots.push(Hotspot { target, rect: spot.at_least_a_target(), name: tr_with("{}, outside the map", &[&actor.accessible]) });
        }
        x += width;
    }
    let tip = match side {
        Side::Left => PicturePoint { x: rect.min.x + PAD + 1.0, y: rect.centre().y },
        _ => PicturePoint { x: rect.max.x - PAD - 1.0, y: rect.centre().y },
    };
    let (dx, dy) = match side {
        Side::Left => (4.0, 0.0),
        Side::Right => (-4.0, 0.0),
        Side::Top => (0.0, 4.0),
        Side::Bottom => (0.0, -4.0),
    };
    let tip = if dy == 0.0 { tip } else { tip.moved(-4.0, -dy / 2.0) };
    let chevron = vec![tip.moved(dx + dy, dy + dx), tip, tip.moved(dx - dy, dy - dx)];
    layer.push(Shape::line(chevron, Stroke::round(theme.ink, 1.5)));
}
