//! The signs of status and certainty, the same in lists and in the inspector. They hold without colour.

use super::look::color32;
use crate::events::Status;
use crate::scene::Theme;
use crate::story::Certainty;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

/// Paints the sign of how sure a place is, 10 across.
pub(super) fn certainty(painter: &Painter, centre: Pos2, certainty: Certainty, theme: &Theme) {
    match certainty {
        Certainty::Sure => {
            painter.circle_filled(centre, 5.0, color32(theme.ink));
        }
        Certainty::Unsure => ring(painter, centre, 4.5, Stroke::new(2.0, color32(theme.place_unsure)), 3.0, 2.0),
        Certainty::Unresolved => cross(painter, centre, 3.5, Stroke::new(2.0, color32(theme.place_unresolved))),
        Certainty::Ignored => {
            painter.circle_stroke(centre, 4.5, Stroke::new(1.0, color32(theme.cancelled)));
        }
    }
}

/// Paints a line with an arrowhead in the look of a status, 24 wide, its left end at `left`.
pub(super) fn status(painter: &Painter, left: Pos2, status: Status, theme: &Theme) {
    let color = color32(theme.status(status));
    let (from, to) = (left, left + vec2(14.0, 0.0));
    match status {
        Status::Done => {
            painter.line_segment([from, to], Stroke::new(3.0, color));
        }
        Status::Ongoing => {
            painter.line_segment([from, from + vec2(8.0, 0.0)], Stroke::new(3.0, color));
            painter.line_segment([from + vec2(10.0, 0.0), to], Stroke::new(3.0, color));
        }
        Status::Planned => painter.extend(Shape::dashed_line(&[from, to + vec2(1.0, 0.0)], Stroke::new(3.0, color), 6.0, 3.0)),
        Status::Possible => {
            for i in 0..3 {
                painter.circle_filled(from + vec2(2.0 + 5.0 * i as f32, 0.0), 1.75, color);
            }
        }
        Status::Cancelled => {
            painter.line_segment([from, from + vec2(22.0, 0.0)], Stroke::new(1.25, color));
            cross(painter, from + vec2(11.0, 0.0), 3.0, Stroke::new(1.25, color));
        }
    }
    let head = vec![to + vec2(0.0, -4.5), to + vec2(9.0, 0.0), to + vec2(0.0, 4.5)];
    match status {
        Status::Done | Status::Ongoing => painter.add(Shape::convex_polygon(head, color, Stroke::NONE)),
        Status::Planned | Status::Possible => painter.add(Shape::convex_polygon(head, Color32::TRANSPARENT, Stroke::new(1.5, color))),
        Status::Cancelled => painter.add(Shape::Noop),
    };
}

/// Paints a disc or ring in the look of a status, for events: 10 across.
pub(super) fn dot(painter: &Painter, centre: Pos2, status: Status, theme: &Theme) {
    let color = color32(theme.status(status));
    match status {
        Status::Done | Status::Ongoing => {
            painter.circle_filled(centre, 5.0, color);
        }
        Status::Planned => {
            painter.circle(centre, 4.0, color32(theme.paper), Stroke::new(2.25, color));
        }
        Status::Possible => ring(painter, centre, 4.0, Stroke::new(2.0, color), 3.0, 2.0),
        Status::Cancelled => {
            painter.circle_stroke(centre, 4.5, Stroke::new(1.25, color));
            cross(painter, centre, 2.2, Stroke::new(1.25, color));
        }
    }
}

/// Paints a numbered disc of a stop, r 9.
pub(super) fn stop(painter: &Painter, centre: Pos2, number: usize, status: Status, theme: &Theme) {
    let color = color32(theme.status(status));
    let solid = matches!(status, Status::Done | Status::Ongoing);
    if solid {
        painter.circle_filled(centre, 9.0, color);
    } else if status == Status::Possible {
        painter.circle_filled(centre, 9.0, color32(theme.paper));
        ring(painter, centre, 8.5, Stroke::new(2.0, color), 3.0, 2.0);
    } else {
        painter.circle(centre, 8.5, color32(theme.paper), Stroke::new(2.0, color));
    }
    let ink = if solid { color32(theme.paper) } else { color };
    let font = super::look::font(crate::scene::Face::SansSemibold, 11.0);
    painter.text(centre, egui::Align2::CENTER_CENTER, number.to_string(), font, ink);
}

/// Paints the letter of a candidate in a ring: solid for the one taken, dashed for the others.
pub(super) fn candidate(painter: &Painter, centre: Pos2, index: usize, is_taken: bool, theme: &Theme) {
    let ink = color32(theme.ink);
    if is_taken {
        painter.circle_filled(centre, 9.5, ink);
    } else {
        painter.circle_filled(centre, 9.5, color32(theme.paper));
        ring(painter, centre, 9.0, Stroke::new(1.25, ink), 3.0, 2.0);
    }
    let font = super::look::font(crate::scene::Face::SansSemibold, 11.0);
    let color = if is_taken { color32(theme.paper) } else { ink };
    painter.text(centre, egui::Align2::CENTER_CENTER, letter(index), font, color);
}

/// The letter of a candidate: A, B, …
pub(super) fn letter(index: usize) -> String {
    char::from_u32('A' as u32 + index as u32 % 26).unwrap_or('?').to_string()
}

/// Paints a bar of 40 × 6 filled to a share.
pub(super) fn bar(painter: &Painter, corner: Pos2, share: f32, theme: &Theme) {
    painter.rect_filled(Rect::from_min_size(corner, vec2(40.0, 6.0)), 0, color32(theme.hover));
    painter.rect_filled(Rect::from_min_size(corner, vec2(40.0 * share.clamp(0.0, 1.0), 6.0)), 0, color32(theme.ink));
}

fn ring(painter: &Painter, centre: Pos2, radius: f32, stroke: Stroke, dash: f32, gap: f32) {
    let n = 48;
    let points: Vec<Pos2> = (0..=n).map(|i| centre + Vec2::angled(i as f32 / n as f32 * std::f32::consts::TAU) * radius).collect();
    // Whole dashes around: the gap is stretched to fit.
    let around = radius * std::f32::consts::TAU;
    let whole = (around / (dash + gap)).round().max(1.0);
    painter.extend(Shape::dashed_line(&points, stroke, dash, around / whole - dash));
}

fn cross(painter: &Painter, centre: Pos2, half: f32, stroke: Stroke) {
    let (x, y) = (centre.x, centre.y);
    painter.line_segment([pos2(x - half, y - half), pos2(x + half, y + half)], stroke);
    painter.line_segment([pos2(x + half, y - half), pos2(x - half, y + half)], stroke);
}
