//! Points of the story: discs, rings, numbers, the marker of what is selected or hovered.

use super::cast::{Actor, Role, Sign};
use super::{Anchor, Color, Face, Layer, Options, PicturePoint, Shape, Sizes, Stroke, icons};
use crate::events::Status;

/// Draws the pin of `actor` at `at`.
pub(crate) fn pin(layer: &mut Layer, actor: &Actor, at: PicturePoint, options: &Options, sizes: &Sizes) {
    let Role::Pin { sign, number } = actor.role else { return };
    let theme = options.theme;
    let scale = sizes.pin;
    let target = actor.target;
    // What is still to come is quieter, but solid, so that no line shows through it.
    let tone = |color: Color| if actor.is_reached || actor.is_selected || actor.is_hovered { color } else { color.over(theme.paper, 0.45) };
    let radius = scale * if number.is_some() { 9.0 } else { 5.0 } + if actor.is_hovered && !actor.is_selected { scale } else { 0.0 };
    if actor.is_selected || actor.is_hovered {
        let opacity = theme.accent_ring_opacity() * if actor.is_selected { 1.0 } else { 0.5 };
        layer.push_for(target, Shape::disc(at, radius + 8.0 * scale, theme.accent_ring.at(opacity)));
    }
    if actor.is_selected || actor.is_current {
        layer.push_for(target, Shape::ring(at, radius + 4.5 * scale, Some(theme.paper), Stroke::solid(theme.ink, 2.0 * scale)));
    } else {
        layer.push_for(target, Shape::disc(at, radius + 2.0 * scale, theme.paper));
    }
    let ring = |width: f32, color: Color| {
        let radius = radius - width * scale / 2.0;
        Shape::ring(at, radius, Some(theme.paper), Stroke::solid(tone(color), width * scale))
    };
    let dashed = |color: Color| {
        let r = radius - scale;
        Shape::ring(at, r, Some(theme.paper), Stroke::solid(tone(color), 2.0 * scale).dashed(3.0 * scale, 2.0 * scale))
    };
    let shape = match sign {
        Sign::Sure => Shape::disc(at, radius, tone(theme.ink)),
        Sign::Unsure => dashed(theme.place_unsure),
        Sign::Status(Status::Done | Status::Ongoing) => Shape::disc(at, radius, tone(theme.done)),
        Sign::Status(Status::Planned) => ring(2.25, theme.planned),
        Sign::Status(Status::Possible) => dashed(theme.possible),
        Sign::Status(Status::Cancelled) => ring(1.25, theme.cancelled),
        Sign::Storm(status) => Shape::disc(at, 3.5 * scale, tone(theme.status(status))),
    };
    layer.push_for(target, shape);
    if sign == Sign::Status(Status::Cancelled) {
        layer.push_for(target, icons::cross(at, radius, Stroke::round(tone(theme.cancelled), 1.25 * scale)));
    }
    if let Some(number) = number {
        let color = match sign {
            Sign::Sure | Sign::Storm(_) | Sign::Status(Status::Done | Status::Ongoing) => theme.paper,
            Sign::Status(status) => tone(theme.status(status)),
            Sign::Unsure => tone(theme.place_unsure),
        };
        let size = 12.0 * scale;
        layer.push_for(target, text_in_the_middle(at, &number.to_string(), size, color));
    }
}

/// A short text centred on a point, as in numbered pins and pills.
pub(crate) fn text_in_the_middle(at: PicturePoint, text: &str, size: f32, color: Color) -> Shape {
    let baseline = at.y + super::fonts::cap_height(Face::SansSemibold, size) / 2.0;
    Shape::Text {
        at: PicturePoint { x: at.x, y: baseline },
        anchor: Anchor::Middle,
        text: text.to_owned(),
        face: Face::SansSemibold,
        size,
        spacing: 0.0,
        color,
        halo: None,
    }
}
