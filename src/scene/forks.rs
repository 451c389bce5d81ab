//! The pill that says "or" where a journey forks.

use super::pins::text_in_the_middle;
use super::routes::DrawnLeg;
use super::{Face, Layer, Options, PicturePoint, PictureRect, Shape, Sizes, Stroke, fonts};
use crate::language::tr;

/// How far from the fork the pill stands, in points. Source: visual.md, Fork.
const FROM_FORK: f32 = 48.0;

/// Draws one pill for each pair of neighbouring branches and returns where they are. While a head passes over a pill, the pill gives way.
pub(crate) fn forks(
    legs: &[DrawnLeg<'_>],
    frame: &PictureRect,
    heads: &[PictureRect],
    options: &Options,
    sizes: &Sizes,
) -> (Layer, Vec<PictureRect>) {
    let mut layer = Layer::new("forks");
    let mut taken: Vec<PictureRect> = Vec::new();
    for leg in legs.iter().filter(|l| l.of.is_branch && l.of.option == 0) {
        let is_sibling =
            |l: &&DrawnLeg<'_>| l.route == leg.route && l.of.is_branch && l.of.option > 0 && l.of.to.number == leg.of.to.number;
        let mut before = leg;
        // Copies of the world are told apart by where their tracks begin.
        for option in legs.iter().filter(is_sibling).filter(|l| l.track.at(0.0).distance(leg.track.at(0.0)) < 2.0) {
            let at = place(before, option, sizes);
            // 24 for the English word, more for a longer one.
            let half = (fonts::width(tr("or"), Face::SansSemibold, 12.0, 0.0) / 2.0 + 5.0).max(12.0) * sizes.line;
            let rect = PictureRect { min: at.moved(-half, -9.0 * sizes.line), max: at.moved(half, 9.0 * sizes.line) };
            if frame.encloses(&rect) && !taken.iter().chain(heads).any(|t| t.meets(&rect)) {
                let color = options.theme.status(leg.status());
                layer.push(Shape::Rect {
                    rect,
                    radius: 9.0 * sizes.line,
                    fill: Some(options.theme.paper),
                    stroke: Some(Stroke::solid(color, 1.5 * sizes.line)),
                });
                layer.push(text_in_the_middle(at, tr("or"), 12.0 * sizes.line, color));
                taken.push(rect);
            }
            before = option;
        }
    }
    (layer, taken)
}

/// Between the branches where both are long enough and part; else on the longer one.
fn place(a: &DrawnLeg<'_>, b: &DrawnLeg<'_>, sizes: &Sizes) -> PicturePoint {
    let step = FROM_FORK * sizes.line;
    let (on_a, on_b) = (a.track.at(a.from + step), b.track.at(b.from + step));
    let fork = a.track.at(0.0);
    let between = on_a.toward(on_b, 0.5);
    let are_long = a.to - a.from > 60.0 && b.to - b.from > 60.0;
    if are_long && between.distance(fork) > 26.0 && on_a.distance(on_b) > 34.0 {
        return between;
    }
    let longer = if b.track.length() >= a.track.length() { b } else { a };
    longer.track.at((longer.from + step).min((longer.from + longer.to) / 2.0))
}
