//! The icons of the interface: 1.5-point strokes on a grid of 16, no font and no picture file.

use egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2, pos2, vec2};

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    Open,
    Save,
    Undo,
    Redo,
    Search,
    Moon,
    Sun,
    Sidebar,
    Plus,
    Minus,
    Fit,
    Layers,
    Previous,
    Play,
    Pause,
    Next,
    Loop,
    Follow,
    Close,
    Paste,
    Drop,
    Text,
    Keys,
    More,
}

/// Paints `icon` in a 16-point square around `centre`.
pub(super) fn paint(painter: &Painter, icon: Icon, centre: Pos2, color: Color32) {
    let pen = Pen { painter, corner: centre - vec2(8.0, 8.0), stroke: Stroke::new(1.5, color) };
    match icon {
        Icon::Open => {
            pen.line(&[(2.0, 13.0), (2.0, 3.5), (6.2, 3.5), (7.8, 5.5), (13.0, 5.5), (13.0, 7.5)]);
            pen.closed(&[(2.0, 13.0), (4.2, 7.5), (15.0, 7.5), (12.6, 13.0)]);
        }
        Icon::Save => {
            pen.closed(&[(2.5, 2.5), (11.0, 2.5), (13.5, 5.0), (13.5, 13.5), (2.5, 13.5)]);
            pen.line(&[(5.0, 2.5), (5.0, 5.8), (10.0, 5.8), (10.0, 2.5)]);
            pen.line(&[(4.8, 13.5), (4.8, 9.0), (11.2, 9.0), (11.2, 13.5)]);
        }
        Icon::Undo => {
            pen.line(&[(5.5, 2.5), (2.5, 5.5), (5.5, 8.5)]);
            pen.line(&[(2.5, 5.5), (10.0, 5.5)]);
            pen.arc((10.0, 9.2), 3.7, -90.0, 90.0);
            pen.line(&[(10.0, 12.9), (6.0, 12.9)]);
        }
        Icon::Redo => {
            pen.line(&[(10.5, 2.5), (13.5, 5.5), (10.5, 8.5)]);
            pen.line(&[(13.5, 5.5), (6.0, 5.5)]);
            pen.arc((6.0, 9.2), 3.7, 90.0, 270.0);
            pen.line(&[(6.0, 12.9), (10.0, 12.9)]);
        }
        Icon::Search => {
            pen.arc((6.8, 6.8), 4.6, 0.0, 360.0);
            pen.line(&[(10.2, 10.2), (14.0, 14.0)]);
        }
        Icon::Moon => {
            // The outer edge, and the bite out of it.
            pen.arc((8.2, 8.0), 5.8, 20.0, 250.0);
            pen.arc((11.2, 5.3), 5.0, 82.0, 187.0);
        }
        Icon::Sun => {
            pen.arc((8.0, 8.0), 2.8, 0.0, 360.0);
            for i in 0..8 {
                let way = Vec2::angled(i as f32 * std::f32::consts::FRAC_PI_4);
                let (a, b) = (pos2(8.0, 8.0) + way * 5.0, pos2(8.0, 8.0) + way * 6.8);
                pen.line(&[(a.x, a.y), (b.x, b.y)]);
            }
        }
        Icon::Sidebar => {
            pen.closed(&[(2.0, 3.0), (14.0, 3.0), (14.0, 13.0), (2.0, 13.0)]);
            pen.line(&[(9.5, 3.0), (9.5, 13.0)]);
        }
        Icon::Plus => {
            pen.line(&[(8.0, 3.0), (8.0, 13.0)]);
            pen.line(&[(3.0, 8.0), (13.0, 8.0)]);
        }
        Icon::Minus => pen.line(&[(3.0, 8.0), (13.0, 8.0)]),
        Icon::Fit => {
            for (x, y, dx, dy) in [(2.5, 2.5, 1.0, 1.0), (13.5, 2.5, -1.0, 1.0), (13.5, 13.5, -1.0, -1.0), (2.5, 13.5, 1.0, -1.0)] {
                pen.line(&[(x + 3.5 * dx, y), (x, y), (x, y + 3.5 * dy)]);
            }
        }
        Icon::Layers => {
            pen.closed(&[(8.0, 2.0), (14.5, 5.5), (8.0, 9.0), (1.5, 5.5)]);
            pen.line(&[(1.5, 8.4), (8.0, 11.9), (14.5, 8.4)]);
            pen.line(&[(1.5, 11.2), (8.0, 14.7), (14.5, 11.2)]);
        }
        Icon::Previous => {
            pen.solid(&[(12.5, 3.0), (12.5, 13.0), (5.0, 8.0)]);
            pen.line(&[(3.6, 3.0), (3.6, 13.0)]);
        }
        Icon::Next => {
            pen.solid(&[(3.5, 3.0), (11.0, 8.0), (3.5, 13.0)]);
            pen.line(&[(12.4, 3.0), (12.4, 13.0)]);
        }
        Icon::Play => pen.solid(&[(4.5, 2.5), (13.5, 8.0), (4.5, 13.5)]),
        Icon::Pause => {
            pen.solid(&[(3.8, 2.8), (6.6, 2.8), (6.6, 13.2), (3.8, 13.2)]);
            pen.solid(&[(9.4, 2.8), (12.2, 2.8), (12.2, 13.2), (9.4, 13.2)]);
        }
        Icon::Loop => {
            pen.line(&[(2.5, 7.5), (2.5, 4.8), (13.0, 4.8)]);
            pen.line(&[(10.8, 2.4), (13.4, 4.8), (10.8, 7.2)]);
            pen.line(&[(13.5, 8.5), (13.5, 11.2), (3.0, 11.2)]);
            pen.line(&[(5.2, 8.8), (2.6, 11.2), (5.2, 13.6)]);
        }
        Icon::Follow => {
            pen.arc((8.0, 8.0), 4.2, 0.0, 360.0);
            for (a, b) in [((8.0, 1.2), (8.0, 3.8)), ((8.0, 12.2), (8.0, 14.8)), ((1.2, 8.0), (3.8, 8.0)), ((12.2, 8.0), (14.8, 8.0))] {
                pen.line(&[a, b]);
            }
        }
        Icon::Close => {
            pen.line(&[(3.5, 3.5), (12.5, 12.5)]);
            pen.line(&[(12.5, 3.5), (3.5, 12.5)]);
        }
        Icon::Paste => {
            pen.closed(&[(3.0, 3.5), (13.0, 3.5), (13.0, 14.0), (3.0, 14.0)]);
            pen.closed(&[(5.8, 2.0), (10.2, 2.0), (10.2, 5.0), (5.8, 5.0)]);
        }
        Icon::Drop => {
            pen.line(&[(8.0, 2.0), (8.0, 10.0)]);
            pen.line(&[(4.8, 7.0), (8.0, 10.2), (11.2, 7.0)]);
            pen.line(&[(2.5, 9.5), (2.5, 13.5), (13.5, 13.5), (13.5, 9.5)]);
        }
        Icon::More => {
            for x in [3.5, 8.0, 12.5] {
                painter.circle_filled(pen.corner + vec2(x, 8.0), 1.4, color);
            }
        }
        Icon::Text => {
            for y in [3.5, 6.5, 9.5] {
                pen.line(&[(2.5, y), (13.5, y)]);
            }
            pen.line(&[(2.5, 12.5), (9.0, 12.5)]);
        }
        Icon::Keys => {
            pen.closed(&[(1.5, 4.0), (14.5, 4.0), (14.5, 12.0), (1.5, 12.0)]);
            pen.line(&[(5.0, 9.6), (11.0, 9.6)]);
            for x in [4.2, 8.0, 11.8] {
                painter.circle_filled(pen.at((x, 6.8)), 0.9, color);
            }
        }
    }
}

/// Paints the sign of the program, 20 wide and 16 high, around `centre`: a line from a pin to a place, over a ground line.
pub(super) fn paint_sign(painter: &Painter, centre: Pos2, ink: Color32, route: Color32, paper: Color32) {
    let pen = Pen { painter, corner: centre - vec2(9.0, 8.0), stroke: Stroke::new(2.0, ink) };
    pen.line(&[(0.5, 14.0), (17.5, 14.0)]);
    let arc = Pen { painter, corner: pen.corner, stroke: Stroke::new(2.0, ink) };
    arc.arc((9.0, 9.5), 6.2, 190.0, 305.0);
    painter.circle_filled(pen.at((2.8, 9.0)), 2.4, ink);
    painter.circle(pen.at((14.0, 5.0)), 2.9, paper, Stroke::new(2.0, route));
}

struct Pen<'p> {
    painter: &'p Painter,
    corner: Pos2,
    stroke: Stroke,
}

impl Pen<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.corner + vec2(x, y)
    }

    fn line(&self, points: &[(f32, f32)]) {
        self.painter.add(Shape::line(points.iter().map(|&p| self.at(p)).collect(), self.stroke));
    }

    fn closed(&self, points: &[(f32, f32)]) {
        self.painter.add(Shape::closed_line(points.iter().map(|&p| self.at(p)).collect(), self.stroke));
    }

    fn solid(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|&p| self.at(p)).collect();
        self.painter.add(Shape::convex_polygon(points, self.stroke.color, Stroke::new(1.0, self.stroke.color)));
    }

    /// An arc from `from` to `to` degrees, clockwise from east.
    fn arc(&self, centre: (f32, f32), radius: f32, from: f32, to: f32) {
        let centre = self.at(centre);
        if to - from >= 360.0 {
            self.painter.circle_stroke(centre, radius, self.stroke);
            return;
        }
        let n = 24;
        let points = (0..=n).map(|i| centre + Vec2::angled((from + (to - from) * i as f32 / n as f32).to_radians()) * radius).collect();
        self.painter.add(Shape::line(points, self.stroke));
    }
}
