//! The tags of the articles of a story of several: a letter on a colour, so that neither has to be told by the other.

use super::routes::DrawnLeg;
use super::{Face, Layer, Options, PicturePoint, PictureRect, Shape, Sizes, Theme, fonts};
use crate::story::{Story, Target};

/// Shorter legs, in points, carry no tag: their stops say who tells of them.
const SHORTEST: f32 = 44.0;
/// The size of the tags on legs, in points.
const ON_LEG: f32 = 11.0;

/// The letter of one of the story's articles, by its index: A to Z, then from A again.
pub fn letter(index: usize) -> String {
    char::from(b'A' + (index % 26) as u8).to_string()
}

/// The side of a tag in points, for words of a size.
pub(crate) fn side(size: f32) -> f32 {
    (size * 1.15).round()
}

/// The space between two tags, and before the first, in points.
pub(crate) fn gap(size: f32) -> f32 {
    (size * 0.25).max(2.0)
}

/// The width of `n` tags side by side in points.
pub(crate) fn width(n: usize, size: f32) -> f32 {
    n as f32 * side(size) + n.saturating_sub(1) as f32 * gap(size)
}

/// The tag of an article around `middle`, for words of `size` points.
pub(crate) fn tag(index: usize, middle: PicturePoint, size: f32, theme: &Theme) -> [Shape; 2] {
    let side = side(size);
    let ground = PictureRect { min: middle.moved(-side / 2.0, -side / 2.0), max: middle.moved(side / 2.0, side / 2.0) };
    let size = size * 0.92;
    let text = Shape::Text {
        at: middle.moved(0.0, fonts::cap_height(Face::SansSemibold, size) / 2.0),
        anchor: super::Anchor::Middle,
        text: letter(index),
        face: Face::SansSemibold,
        size,
        spacing: 0.0,
        color: theme.paper,
        halo: None,
    };
    [Shape::Rect { rect: ground, radius: side * 0.2, fill: Some(theme.source(index)), stroke: None }, text]
}

/// The tags of several articles, from `left`, its middle height, to the right.
pub(crate) fn tags(indices: &[usize], left: PicturePoint, size: f32, theme: &Theme) -> Vec<Shape> {
    let step = side(size) + gap(size);
    let middle = |nth: usize| left.moved(side(size) / 2.0 + nth as f32 * step, 0.0);
    indices.iter().enumerate().flat_map(|(nth, &index)| tag(index, middle(nth), size, theme)).collect()
}

/// Puts the tag of its article on each leg, where the story is of several; returns where they are. Where articles tell the same leg, their tags
/// stand side by side on it.
pub(crate) fn on_legs(
    legs: &[DrawnLeg<'_>],
    story: &Story,
    frame: &PictureRect,
    barred: &[PictureRect],
    options: &Options,
    sizes: &Sizes,
) -> (Layer, Vec<PictureRect>) {
    let (mut layer, mut taken) = (Layer::new("sources"), Vec::new());
    if story.article.n_sources() == 1 {
        return (layer, taken);
    }
    let size = ON_LEG * sizes.line;
    for leg in legs.iter().filter(|l| l.to - l.from >= SHORTEST * sizes.line) {
        let index = story.source_of_journey(leg.route);
        let step = side(size) + gap(size) + 2.0;
        // The middle first, then to and fro along the leg.
        let places = (0..8).map(|i| (leg.from + leg.to) / 2.0 + step * if i % 2 == 0 { -(i / 2) as f32 } else { (i / 2 + 1) as f32 });
        let rect = |along: f32| PictureRect::around(leg.track.at(along), side(size) / 2.0);
        let is_free = |r: &PictureRect| frame.encloses(r) && !taken.iter().chain(barred).any(|t: &PictureRect| t.meets(r));
        let inside = |along: &f32| *along > leg.from + step / 2.0 && *along < leg.to - step;
        let Some(spot) = places.filter(inside).map(rect).find(is_free) else { continue };
        let target = Some(Target::Leg(leg.route, leg.leg));
        let edge = options.theme.paper;
        let ground = Shape::Rect { rect: spot.grown(1.5 * sizes.line), radius: side(size) * 0.3, fill: Some(edge), stroke: None };
        layer.push_for(target, ground);
        tag(index, spot.centre(), size, options.theme).into_iter().for_each(|s| layer.push_for(target, s));
        taken.push(spot.grown(1.5 * sizes.line));
    }
    (layer, taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 1, 25, 26].map(letter), ["A", "B", "Z", "A"]);
    }
}
