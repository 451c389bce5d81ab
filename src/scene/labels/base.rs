//! The names of the base map, where the story leaves room: seas first, then countries, first-level units and cities.

use super::super::areas::is_land;
use super::super::cast::Actor;
use super::super::projection::Projection;
use super::super::{Face, Layer, Options, PicturePoint, PictureRect, Shape, Sizes, Stroke};
use super::{Line, Lines, Room, around, draw, halves, size_of, upon};
use crate::basemap::{self, Label, LabelKind};
use crate::earth::WorldPoint;
use crate::language::tr;
use std::sync::OnceLock;

/// The names of the base map with their places on the Mercator world.
fn placed_labels() -> &'static [(&'static Label, WorldPoint)] {
    static PLACED: OnceLock<Vec<(&'static Label, WorldPoint)>> = OnceLock::new();
    PLACED.get_or_init(|| basemap::labels().iter().map(|l| (l, WorldPoint::from_lat_lon(l.point))).collect())
}

/// Places the names of the base map that have room and that the story does not show itself.
pub(crate) fn base_labels(layer: &mut Layer, actors: &[Actor], room: &mut Room, projection: &Projection, options: &Options, sizes: &Sizes) {
    let theme = options.theme;
    let or = tr("or ");
    let shown: Vec<&str> = actors.iter().map(|a| a.name.trim_start_matches(or).trim_end_matches('?')).collect();
    for kind in [LabelKind::Sea, LabelKind::Country, LabelKind::Admin1, LabelKind::City] {
        for (label, world) in placed_labels().iter().filter(|(l, _)| l.kind == kind && f64::from(l.min_zoom) <= projection.zoom) {
            let mut spots = projection.world_points(*world);
            // A name lies over or around its point: where that is taken, nothing needs to be measured.
            spots.retain(|at| room.is_free(&PictureRect::around(*at, 0.0), None, Lines::AreAvoided));
            if spots.is_empty() || shown.iter().any(|name| name.eq_ignore_ascii_case(label.name)) {
                continue;
            }
            for at in spots {
                let line = |text: String| match kind {
                    LabelKind::Sea => Line {
                        text,
                        face: Face::SerifItalic,
                        size: sizes.base * if label.rank == 0 { 16.0 } else { 13.0 },
                        spacing: sizes.base * if label.rank == 0 { 2.0 } else { 1.2 },
                        color: theme.sea_label,
                        tags: Vec::new(),
                    },
                    LabelKind::Country => Line {
                        text: text.to_uppercase(),
                        face: Face::SansMedium,
                        size: sizes.base * 11.0,
                        spacing: sizes.base * if label.rank <= 1 { 2.0 } else { 1.2 },
                        color: theme.land_label,
                        tags: Vec::new(),
                    },
                    LabelKind::Admin1 => {
                        Line { text, face: Face::Sans, size: sizes.base * 11.0, spacing: 0.6, color: theme.land_label, tags: Vec::new() }
                    }
                    LabelKind::City => {
                        Line { text, face: Face::Sans, size: sizes.base * 11.0, spacing: 0.0, color: theme.city_label, tags: Vec::new() }
                    }
                };
                if kind == LabelKind::City {
                    city(layer, line(label.name.to_owned()), at, room, projection, options, sizes);
                    continue;
                }
                let whole = vec![line(label.name.to_owned())];
                let broken: Vec<Line> = halves(label.name).into_iter().map(line).collect();
                let (first, second) = if size_of(&whole).0 > 110.0 * sizes.base { (broken, whole) } else { (whole, broken) };
                let free = |lines: &Vec<Line>| {
                    upon(at, lines, 0.0)
                        .into_iter()
                        .take(1)
                        .find(|h| room.is_free(&h.rect, None, Lines::AreAvoided))
                        .map(|h| (lines.clone(), h))
                };
                if let Some((lines, hung)) = free(&first).or_else(|| free(&second)) {
                    let halo = if kind == LabelKind::Sea { theme.sea } else { theme.land };
                    draw(layer, &lines, &hung, None, halo, theme);
                    room.taken.push(hung.rect);
                }
            }
        }
    }
}

fn city(layer: &mut Layer, line: Line, at: PicturePoint, room: &mut Room, projection: &Projection, options: &Options, sizes: &Sizes) {
    let theme = options.theme;
    let radius = 2.0 * sizes.base;
    let dot = PictureRect::around(at, radius);
    let lines = [line];
    // A city without its name would be a riddle: both or neither.
    if !room.is_free(&dot, None, Lines::AreAvoided) {
        return;
    }
    let Some(hung) = around(&dot, &lines).into_iter().find(|h| room.is_free(&h.rect, None, Lines::AreAvoided)) else { return };
    layer.push(Shape::ring(at, radius, Some(theme.land), Stroke::solid(theme.city_label, 1.0)));
    let ground = if is_land(projection.position(hung.rect.centre())) { theme.land } else { theme.sea };
    draw(layer, &lines, &hung, None, ground, theme);
    room.taken.push(hung.rect);
    room.taken.push(dot);
}
