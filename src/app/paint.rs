//! The painter: a [`Scene`] in, egui's shapes out. Decides nothing.

use super::halos::{Halos, Lettering};
use super::look::{color32, font};
use super::strokes::{self, Strokes};
use crate::scene::{Anchor, Item, Layer, PicturePoint, PictureRect, Scene, Shape, Stroke, View};
use egui::epaint::Vertex;
use egui::epaint::text::LayoutJob;
use egui::text::Galley;
use egui::{Color32, CornerRadius, Mesh, Painter, Pos2, Rect, StrokeKind, TextFormat, Vec2, pos2, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// Paints scenes and keeps the triangles of their areas between frames.
#[derive(Default)]
pub(super) struct ScenePainter {
    /// Triangles of areas by the shape of their rings; an area that only moved keeps them.
    triangles: HashMap<Key, Triangles>,
    halos: Halos,
    strokes: Strokes,
    frame: u64,
}

struct Triangles {
    indices: Vec<u32>,
    used: u64,
}

/// What identifies an area: a digest of its points, seen from its corner. Triangles depend on nothing else while an area only moves.
type Key = u64;

impl ScenePainter {
    /// Paints `scene` with its top left at `origin`. `ground` paints the base map of an inset.
    pub fn paint(&mut self, painter: &Painter, origin: Pos2, scene: &Scene, ground: &mut dyn FnMut(&Painter, Rect, &View)) {
        self.frame += 1;
        self.halos.begin();
        let mut insets = scene.insets.iter();
        for layer in &scene.layers {
            if layer.name == "inset basemap"
                && let Some(inset) = insets.next()
            {
                ground(painter, rect(origin, inset.rect), &inset.view);
            }
            self.layer(painter, origin, layer);
        }
        let frame = self.frame;
        self.triangles.retain(|_, t| frame - t.used < 120);
    }

    /// Paints `layers` with their top left at `origin`.
    pub fn paint_layers<'a>(&mut self, painter: &Painter, origin: Pos2, layers: impl IntoIterator<Item = &'a Layer>) {
        self.frame += 1;
        self.halos.begin();
        for layer in layers {
            self.layer(painter, origin, layer);
        }
    }

    fn layer(&mut self, painter: &Painter, origin: Pos2, layer: &Layer) {
        let clip = layer.clip.map_or(painter.clip_rect(), |c| rect(origin, c).intersect(painter.clip_rect()));
        let painter = painter.with_clip_rect(clip);
        // All halos first: they share a texture, and each change of texture is a call to the driver.
        for item in &layer.items {
            self.halo(&painter, origin, &item.shape);
        }
        for item in &layer.items {
            self.item(&painter, origin, item);
        }
    }

    fn item(&mut self, painter: &Painter, origin: Pos2, item: &Item) {
        match &item.shape {
            Shape::Path { lines, is_closed, fill, stroke } => {
                let lines: Vec<Vec<Pos2>> = lines.iter().map(|line| line.iter().map(|&p| pos(origin, p)).collect()).collect();
                let seen = painter.clip_rect();
                if let Some(fill) = fill.filter(|_| *is_closed) {
                    self.fill(painter, &lines, color32(fill));
                }
                if let Some(stroke) = stroke {
                    for mut line in lines {
                        if !seen.expand(stroke.width).intersects(Rect::from_points(&line)) {
                            continue;
                        }
                        if *is_closed && let Some(&first) = line.first() {
                            line.push(first);
                        }
                        self.stroke(painter, line, *is_closed, stroke);
                    }
                }
            }
            Shape::Circle { centre, radius, fill, stroke } => {
                self.circle(painter, pos(origin, *centre), *radius, fill.map(color32), stroke.as_ref())
            }
            Shape::Rect { rect: r, radius, fill, stroke } => {
                let r = rect(origin, *r);
                let corner = CornerRadius::same(radius.round() as u8);
                if let Some(fill) = fill {
                    painter.rect_filled(r, corner, color32(*fill));
                }
                match stroke {
                    Some(s) if s.dash.is_none() => {
                        painter.rect_stroke(r, corner, egui::Stroke::new(s.width, color32(s.color)), StrokeKind::Inside);
                    }
                    Some(s) => {
                        let r = r.shrink(s.width / 2.0);
                        let corners = vec![r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
                        self.stroke(painter, corners, true, s);
                    }
                    None => {}
                }
            }
            Shape::Text { color, .. } => {
                if let Some((at, galley)) = set(painter, origin, &item.shape) {
                    painter.galley(at, galley, color32(*color));
                }
            }
        }
    }

    /// Paints the halo of a line of type.
    fn halo(&mut self, painter: &Painter, origin: Pos2, shape: &Shape) {
        let Shape::Text { text, face, size, spacing, halo: Some((halo, width)), .. } = shape else { return };
        let Some((at, galley)) = set(painter, origin, shape) else { return };
        let lettering = Lettering { text, face: *face, size: *size, spacing: *spacing, width: *width };
        if !self.halos.paint(painter, at, &galley, &lettering, *halo) {
            for offset in halo_offsets(*width) {
                painter.galley_with_override_text_color(at + offset, galley.clone(), color32(*halo));
            }
        }
    }

    fn circle(&mut self, painter: &Painter, centre: Pos2, radius: f32, fill: Option<Color32>, stroke: Option<&Stroke>) {
        if let Some(fill) = fill {
            painter.circle_filled(centre, radius, fill);
        }
        match stroke {
            Some(s) if s.dash.is_some() => {
                let n = (radius * 3.0).ceil().clamp(24.0, 180.0) as usize;
                let ring = (0..=n).map(|i| centre + Vec2::angled(i as f32 / n as f32 * std::f32::consts::TAU) * radius).collect();
                self.stroke(painter, ring, true, s);
            }
            Some(s) => {
                painter.circle_stroke(centre, radius, egui::Stroke::new(s.width, color32(s.color)));
            }
            None => {}
        }
    }

    fn stroke(&mut self, painter: &Painter, line: Vec<Pos2>, is_closed: bool, stroke: &Stroke) {
        let pen = egui::Stroke::new(stroke.width, color32(stroke.color));
        match stroke.dash {
            None => {
                if !is_closed
                    && stroke.is_round
                    && stroke.width >= 2.0
                    && stroke.color.a == 255
                    && let (Some(&first), Some(&last)) = (line.first(), line.last())
                {
                    painter.circle_filled(first, stroke.width / 2.0, pen.color);
                    painter.circle_filled(last, stroke.width / 2.0, pen.color);
                }
                self.strip(painter, line, is_closed, pen);
            }
            Some([dash, gap]) if dash <= 0.05 => {
                for point in dots(&line, gap.max(0.5)) {
                    painter.circle_filled(point, stroke.width / 2.0, pen.color);
                }
            }
            Some([dash, gap]) => {
                for piece in dashes(&line, dash, gap) {
                    self.strip(painter, piece, false, pen);
                }
            }
        }
    }

    fn strip(&mut self, painter: &Painter, line: Vec<Pos2>, is_closed: bool, pen: egui::Stroke) {
        let texture = self.strokes.texture(painter.ctx());
        match strokes::strip(texture, &line, is_closed, pen.width, pen.color, painter.pixels_per_point()) {
            Some(mesh) => painter.add(mesh),
            None if is_closed => painter.add(egui::Shape::closed_line(line, pen)),
            None => painter.add(egui::Shape::line(line, pen)),
        };
    }

    /// Fills rings by the even-odd rule.
    fn fill(&mut self, painter: &Painter, rings: &[Vec<Pos2>], color: Color32) {
        let bounds = rings.iter().fold(Rect::NOTHING, |b, ring| b.union(Rect::from_points(ring)));
        if !bounds.intersects(painter.clip_rect()) {
            return;
        }
        if let [ring] = rings
            && is_convex(ring)
        {
            painter.add(egui::Shape::convex_polygon(ring.clone(), color, egui::Stroke::NONE));
            return;
        }
        let (frame, key) = (self.frame, key(rings, bounds));
        let triangles = self.triangles.entry(key).or_insert_with(|| Triangles { indices: triangulate(rings), used: frame });
        triangles.used = frame;
        let mut mesh = Mesh::with_texture(self.strokes.texture(painter.ctx()));
        mesh.vertices.extend(rings.iter().flatten().map(|&pos| Vertex { pos, uv: strokes::WHITE, color }));
        mesh.indices.clone_from(&triangles.indices);
        if mesh.is_valid() {
            painter.add(mesh);
        }
        // A mesh has hard edges: a thin line of the same colour smooths those of small solid silhouettes.
        if bounds.width().max(bounds.height()) < 48.0 && color.a() == 255 {
            for ring in rings {
                self.strip(painter, ring.clone(), true, egui::Stroke::new(0.6, color));
            }
        }
    }
}

/// A line of type set in its place; `None` where it would not be seen, and for other shapes.
fn set(painter: &Painter, origin: Pos2, shape: &Shape) -> Option<(Pos2, Arc<Galley>)> {
    let Shape::Text { at, anchor, text, face, size, spacing, color, .. } = shape else { return None };
    let format =
        TextFormat { font_id: font(*face, *size), color: color32(*color), extra_letter_spacing: *spacing, ..TextFormat::default() };
    let mut job = LayoutJob::single_section(text.clone(), format);
    job.wrap.max_width = f32::INFINITY;
    job.break_on_newline = false;
    let galley = super::turned::in_order(painter.layout_job(job), text);
    let row = galley.rows.first()?;
    let baseline = row.pos.y + row.row.glyphs.first().map_or(0.0, |g| g.pos.y);
    // The space after the last letter is not part of the word.
    let width = galley.size().x - spacing;
    let left = match anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    };
    let at = pos(origin, *at) - vec2(left, baseline);
    let is_seen = painter.clip_rect().expand(4.0).intersects(Rect::from_min_size(at, galley.size()));
    is_seen.then_some((at, galley))
}

fn pos(origin: Pos2, p: PicturePoint) -> Pos2 {
    pos2(origin.x + p.x, origin.y + p.y)
}

/// The rectangle of the picture, on the screen.
pub(super) fn rect(origin: Pos2, r: PictureRect) -> Rect {
    Rect::from_min_max(pos(origin, r.min), pos(origin, r.max))
}

/// Where copies of letters make a halo of those that have no outline here.
fn halo_offsets(width: f32) -> impl Iterator<Item = Vec2> {
    (0..8).map(move |i| Vec2::angled(i as f32 * std::f32::consts::FRAC_PI_4) * width)
}

/// Points every `step` along `line`, from its first.
fn dots(line: &[Pos2], step: f32) -> Vec<Pos2> {
    let mut points = Vec::new();
    let mut until = 0.0;
    for pair in line.windows(2) {
        let &[a, b] = pair else { continue };
        let length = a.distance(b);
        while until <= length && length > 0.0 {
            points.push(a.lerp(b, until / length));
            until += step;
        }
        until -= length;
    }
    points
}

/// The dashes of `line`, each a polyline of its own, so that corners inside a dash stay whole.
fn dashes(line: &[Pos2], dash: f32, gap: f32) -> Vec<Vec<Pos2>> {
    let mut pieces = Vec::new();
    let (mut is_dash, mut left) = (true, dash);
    let mut piece: Vec<Pos2> = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        let &[a, b] = pair else { continue };
        let length = a.distance(b);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let at = a.lerp(b, done / length);
            if is_dash {
                piece.push(at);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![at];
            }
            is_dash = !is_dash;
            left = if is_dash { dash } else { gap.max(0.5) };
        }
        left -= length - done;
        if is_dash {
            piece.push(b);
        }
    }
    if is_dash && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

fn is_convex(ring: &[Pos2]) -> bool {
    if ring.len() > 12 {
        return false;
    }
    let mut sign = 0.0f32;
    let n = ring.len();
    for i in 0..n {
        let (Some(&a), Some(&b), Some(&c)) = (ring.get(i), ring.get((i + 1) % n), ring.get((i + 2) % n)) else { return false };
        let turn = (b - a).x * (c - b).y - (b - a).y * (c - b).x;
        if turn.abs() > 1e-4 {
            if sign * turn < 0.0 {
                return false;
            }
            sign = turn.signum();
        }
    }
    true
}

fn key(rings: &[Vec<Pos2>], bounds: Rect) -> Key {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    rings.len().hash(&mut hasher);
    for ring in rings {
        ring.len().hash(&mut hasher);
        for p in ring {
            // An area that is cut by the edge of the map may keep its number of points and change them.
            let from = (*p - bounds.min) * 4.0;
            (from.x.round() as i32, from.y.round() as i32).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Triangles over the rings' points in order, by the even-odd rule: rings inside an odd number of others are holes.
fn triangulate(rings: &[Vec<Pos2>]) -> Vec<u32> {
    let boxes: Vec<Rect> = rings.iter().map(|ring| Rect::from_points(ring)).collect();
    let starts: Vec<u32> = rings
        .iter()
        .scan(0u32, |next, ring| {
            let start = *next;
            *next += ring.len() as u32;
            Some(start)
        })
        .collect();
    let mut depth = vec![0usize; rings.len()];
    let mut parent: Vec<Option<usize>> = vec![None; rings.len()];
    for (i, ring) in rings.iter().enumerate() {
        let Some(&probe) = ring.first() else { continue };
        for (j, other) in rings.iter().enumerate() {
            if i == j || !boxes.get(j).is_some_and(|b| b.contains(probe)) || !holds(other, probe) {
                continue;
            }
            if let Some(d) = depth.get_mut(i) {
                *d += 1;
            }
            // The parent is the smallest ring around.
            let size = |k: usize| boxes.get(k).map_or(f32::INFINITY, |b| b.area());
            if let Some(p) = parent.get_mut(i)
                && p.is_none_or(|k| size(j) < size(k))
            {
                *p = Some(j);
            }
        }
    }
    let mut indices = Vec::new();
    for (i, ring) in rings.iter().enumerate() {
        if depth.get(i).is_some_and(|d| d % 2 == 1) || ring.len() < 3 {
            continue;
        }
        let mut coordinates: Vec<f64> = Vec::with_capacity(ring.len() * 2);
        let mut points: Vec<u32> = Vec::with_capacity(ring.len());
        let mut holes = Vec::new();
        let mut push = |k: usize| {
            let (Some(ring), Some(&start)) = (rings.get(k), starts.get(k)) else { return };
            for (n, p) in ring.iter().enumerate() {
                coordinates.extend([f64::from(p.x), f64::from(p.y)]);
                points.push(start + n as u32);
            }
        };
        push(i);
        let mut n_points = ring.len();
        for (j, hole) in rings.iter().enumerate() {
            if parent.get(j) == Some(&Some(i)) && depth.get(j).is_some_and(|d| d % 2 == 1) {
                holes.push(n_points);
                n_points += hole.len();
                push(j);
            }
        }
        let triangles = earcutr::earcut(&coordinates, &holes, 2).unwrap_or_default(); // A ring that cannot be cut stays unfilled; its outline is drawn.
        indices.extend(triangles.iter().filter_map(|&t| points.get(t)));
    }
    indices
}

/// Whether `point` lies in `ring`, by counting crossings.
fn holds(ring: &[Pos2], point: Pos2) -> bool {
    let mut inside = false;
    let mut last = ring.last().copied();
    for &b in ring {
        if let Some(a) = last
            && (a.y > point.y) != (b.y > point.y)
            && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
        {
            inside = !inside;
        }
        last = Some(b);
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f32, y: f32, side: f32) -> Vec<Pos2> {
        vec![pos2(x, y), pos2(x + side, y), pos2(x + side, y + side), pos2(x, y + side)]
    }

    fn area(rings: &[Vec<Pos2>]) -> f32 {
        let points: Vec<Pos2> = rings.iter().flatten().copied().collect();
        triangulate(rings)
            .chunks(3)
            .map(|t| {
                let [a, b, c] = [0, 1, 2].map(|i| points[t[i] as usize]);
                ((b - a).x * (c - a).y - (b - a).y * (c - a).x).abs() / 2.0
            })
            .sum()
    }

    #[test]
    fn areas_are_filled_by_the_even_odd_rule() {
        let check =
            |rings: &[Vec<Pos2>], expected: f32| assert!((area(rings) - expected).abs() < 0.01, "{} is not {expected}", area(rings));
        check(&[square(0.0, 0.0, 10.0)], 100.0);
        check(&[square(0.0, 0.0, 10.0), square(2.0, 2.0, 5.0)], 75.0);
        check(&[square(2.0, 2.0, 5.0), square(0.0, 0.0, 10.0)], 75.0);
        check(&[square(0.0, 0.0, 10.0), square(2.0, 2.0, 5.0), square(3.0, 3.0, 1.0)], 76.0);
        check(&[square(0.0, 0.0, 10.0), square(20.0, 0.0, 10.0)], 200.0);
    }

    #[test]
    fn an_area_keeps_its_triangles_while_it_only_moves() {
        let of = |ring: &[Pos2]| key(&[ring.to_vec()], Rect::from_points(ring));
        let ring = [pos2(0.0, 0.0), pos2(10.0, 2.0), pos2(20.0, 0.0), pos2(20.0, 20.0), pos2(0.0, 20.0)];
        let moved = ring.map(|p| p + vec2(100.0, 7.0));
        assert_eq!(of(&ring), of(&moved));
        let mut other = ring;
        other[1] = pos2(10.0, 18.0);
        assert_ne!(of(&ring), of(&other));
    }

    #[test]
    fn dashes_keep_their_corners() {
        let corner = [pos2(0.0, 0.0), pos2(6.0, 0.0), pos2(6.0, 6.0)];
        assert_eq!(
            dashes(&corner, 9.0, 1.0),
            vec![vec![pos2(0.0, 0.0), pos2(6.0, 0.0), pos2(6.0, 3.0)], vec![pos2(6.0, 4.0), pos2(6.0, 6.0)]]
        );
    }

    #[test]
    fn dots_are_evenly_spaced_around_a_corner() {
        let corner = [pos2(0.0, 0.0), pos2(6.0, 0.0), pos2(6.0, 6.0)];
        assert_eq!(dots(&corner, 4.0), vec![pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(6.0, 2.0), pos2(6.0, 6.0)]);
    }
}
