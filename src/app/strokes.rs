//! Lines as strips of two triangles a segment, their soft edges from a texture.
//!
//! Egui blends a line's edges by strips of their own, six triangles a segment, and its mitres grow into thorns where a coast turns
//! sharply. A map has thousands of segments, and without a GPU each triangle costs more than its few pixels do.

use egui::epaint::Vertex;
use egui::{Color32, ColorImage, Context, Mesh, Pos2, TextureHandle, TextureId, TextureOptions, Vec2, pos2};

/// Texels across a line: some twenty to a pixel of a thin one.
const ACROSS: usize = 64;
/// Widths are told apart by this part of a pixel.
const STEPS: f32 = 8.0;
/// The widest line of the texture, in pixels.
const WIDEST: usize = 8;
/// Rows of the texture: one for each width, and a white one for areas.
const ROWS: usize = WIDEST * STEPS as usize + 1;
/// How far a line may be drawn from where it runs, in pixels: less than its soft edge shows.
const STRAIGHT: f32 = 0.15;
/// How far a corner may reach out, in half widths: what is sharper is cut off.
const MITRE: f32 = 1.6;

/// The texture of line profiles.
#[derive(Default)]
pub(super) struct Strokes {
    texture: Option<TextureHandle>,
}

impl Strokes {
    /// Returns the texture; it is made the first time.
    pub fn texture(&mut self, ctx: &Context) -> TextureId {
        self.texture.get_or_insert_with(|| ctx.load_texture("strokes", profiles(), TextureOptions::NEAREST)).id()
    }
}

/// Where areas take their colour from.
pub(super) const WHITE: Pos2 = pos2(0.5, (ROWS as f32 - 0.5) / ROWS as f32);

/// Coverage across lines of every width, a row each.
fn profiles() -> ColorImage {
    let mut image = ColorImage::filled([ACROSS, ROWS], Color32::WHITE);
    for row in 0..ROWS - 1 {
        let width = (row + 1) as f32 / STEPS;
        let reach = reach(width);
        for column in 0..ACROSS {
            let away = ((column as f32 + 0.5) / ACROSS as f32 * 2.0 - 1.0).abs() * reach;
            // A box of the line's width seen through a pixel.
            let covered = (width / 2.0 + 0.5 - away).clamp(0.0, width.min(1.0));
            image[(column, row)] = Color32::from_white_alpha((covered * 255.0).round() as u8);
        }
    }
    image
}

/// How far a line of a width is seen from its middle, both in pixels.
fn reach(width: f32) -> f32 {
    width / 2.0 + 0.5
}

/// A line as a mesh of `texture`, in points; `None` where it is wider than the texture knows, or no line.
pub(super) fn strip(texture: TextureId, line: &[Pos2], is_closed: bool, width: f32, color: Color32, pixels_per_point: f32) -> Option<Mesh> {
    let row = (width * pixels_per_point * STEPS).round().max(1.0) - 1.0;
    if row >= (ROWS - 1) as f32 {
        return None;
    }
    let v = (row + 0.5) / ROWS as f32;
    let reach = reach((row + 1.0) / STEPS) / pixels_per_point;
    let soft = 0.5 / pixels_per_point;
    let points = simplified(distinct(line, is_closed, 0.25 * soft), STRAIGHT / pixels_per_point);
    let n = points.len();
    if n < 2 {
        return None;
    }
    let is_closed = is_closed && n > 2;
    let mut mesh = Mesh::with_texture(texture);
    mesh.vertices.reserve(2 * n + 4);
    mesh.indices.reserve(6 * n + 12);
    let at = |i: usize| points.get(i).copied().unwrap_or_default();
    let towards = |i: usize| (at((i + 1) % n) - at(i)).normalized();
    let mut pair = |p: Pos2, out: Vec2, color: Color32| {
        for (side, u) in [(1.0, 0.0), (-1.0, 1.0)] {
            mesh.vertices.push(Vertex { pos: p + side * out, uv: pos2(u, v), color });
        }
    };
    let (first, last) = (towards(0), towards(n.saturating_sub(2)));
    if !is_closed {
        pair(at(0) - first * soft, first.rot90() * reach, Color32::TRANSPARENT);
        pair(at(0) + first * soft, first.rot90() * reach, color);
    }
    let inner = if is_closed { 0..n } else { 1..n - 1 };
    for i in inner {
        let (before, after) = (towards((i + n - 1) % n), towards(i));
        pair(at(i), corner(before, after) * reach, color);
    }
    if !is_closed {
        pair(at(n - 1) - last * soft, last.rot90() * reach, color);
        pair(at(n - 1) + last * soft, last.rot90() * reach, Color32::TRANSPARENT);
    }
    let n_pairs = (mesh.vertices.len() / 2) as u32;
    let n_quads = if is_closed { n_pairs } else { n_pairs - 1 };
    for i in 0..n_quads {
        let (a, b) = (2 * i, 2 * ((i + 1) % n_pairs));
        mesh.add_triangle(a, a + 1, b);
        mesh.add_triangle(b, a + 1, b + 1);
    }
    Some(mesh)
}

/// Leaves out the points of a long line that lie within `near` of the straight line between those that stay. Source: Douglas and Peucker,
/// Algorithms for the reduction of the number of points required to represent a digitized line, 1973.
fn simplified(points: Vec<Pos2>, near: f32) -> Vec<Pos2> {
    // A closed line begins and ends at points of it that stay. Short lines, the dashes of a route, gain nothing.
    if points.len() < 12 {
        return points;
    }
    let mut stays = vec![false; points.len()];
    let mut open = vec![(0, points.len() - 1)];
    while let Some((from, to)) = open.pop() {
        stays.iter_mut().skip(from).step_by((to - from).max(1)).take(2).for_each(|s| *s = true);
        let (Some(&a), Some(&b)) = (points.get(from), points.get(to)) else { continue };
        let (way, length) = (b - a, a.distance(b));
        let away = |p: Pos2| {
            let from = p - a;
            if length < near { from.length() } else { (way.x * from.y - way.y * from.x).abs() / length }
        };
        let inner = points.iter().enumerate().take(to).skip(from + 1).map(|(i, &p)| (i, away(p)));
        if let Some((i, _)) = inner.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, far)| *far > near) {
            open.extend([(from, i), (i, to)]);
        }
    }
    points.into_iter().zip(stays).filter(|(_, stays)| *stays).map(|(p, _)| p).collect()
}

/// The points without those that lie on the one before.
fn distinct(line: &[Pos2], is_closed: bool, near: f32) -> Vec<Pos2> {
    let mut points: Vec<Pos2> = Vec::with_capacity(line.len());
    for &p in line {
        if points.last().is_none_or(|q| q.distance(p) > near) {
            points.push(p);
        }
    }
    while is_closed && points.len() > 1 && points.first().zip(points.last()).is_some_and(|(a, b)| a.distance(*b) <= near) {
        points.pop();
    }
    points
}

/// From the middle of a corner to its outer edge, in half widths, between two directions of length 1.
fn corner(before: Vec2, after: Vec2) -> Vec2 {
    let (a, b) = (before.rot90(), after.rot90());
    let sum = a + b;
    let length = sum.length();
    if length < 1e-3 {
        // It turns back on itself.
        return a;
    }
    // The mitre of a turn by t is 1 / cos(t / 2) long, and |a + b| = 2 cos(t / 2).
    sum / length * (2.0 / length).min(MITRE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTURE: TextureId = TextureId::Managed(7);

    /// The area that a mesh covers, each pixel weighed by the texture and the colour's alpha.
    fn ink(mesh: &Mesh, profiles: &ColorImage) -> f32 {
        let weigh = |v: f32| {
            let row = (v * ROWS as f32) as usize;
            (0..ACROSS).map(|x| f32::from(profiles[(x, row)].a()) / 255.0).sum::<f32>() / ACROSS as f32
        };
        mesh.indices
            .chunks(3)
            .map(|t| {
                let [a, b, c] = [0, 1, 2].map(|i| mesh.vertices[t[i] as usize]);
                let (p, q) = (b.pos - a.pos, c.pos - a.pos);
                let alpha = [a, b, c].iter().map(|v| f32::from(v.color.a()) / 255.0).sum::<f32>() / 3.0;
                (p.x * q.y - p.y * q.x).abs() / 2.0 * alpha * weigh(a.uv.y)
            })
            .sum()
    }

    #[test]
    fn a_line_has_the_ink_of_its_length_and_width() {
        let profiles = profiles();
        let line = [pos2(10.0, 10.0), pos2(60.0, 10.0), pos2(60.0, 40.0)];
        for width in [0.5, 1.0, 1.25, 3.0, 6.0] {
            let mesh = strip(TEXTURE, &line, false, width, Color32::BLACK, 1.0).unwrap();
            let ink = ink(&mesh, &profiles);
            assert!((ink / (80.0 * width) - 1.0).abs() < 0.04, "{width}: {ink}");
        }
        assert!(strip(TEXTURE, &line, false, 9.0, Color32::BLACK, 1.0).is_none());
        assert!(strip(TEXTURE, &line, false, 5.0, Color32::BLACK, 2.0).is_none());
    }

    #[test]
    fn sharp_turns_grow_no_thorns() {
        let line = [pos2(0.0, 0.0), pos2(50.0, 0.0), pos2(0.0, 0.5), pos2(50.0, 1.0), pos2(0.0, 0.0)];
        for is_closed in [false, true] {
            let mesh = strip(TEXTURE, &line, is_closed, 2.0, Color32::BLACK, 1.0).unwrap();
            assert!(mesh.vertices.iter().all(|v| v.pos.x > -3.5 && v.pos.x < 53.5 && v.pos.y.is_finite()), "{mesh:?}");
            assert!(mesh.is_valid());
        }
    }

    #[test]
    fn what_is_straight_needs_no_points() {
        let straight: Vec<Pos2> = (0..100).map(|i| pos2(i as f32, 0.03 * (i % 2) as f32)).collect();
        assert_eq!(simplified(straight.clone(), STRAIGHT), [straight[0], straight[99]]);
        let round: Vec<Pos2> = (0..400).map(|i| Pos2::ZERO + 100.0 * Vec2::angled(i as f32 / 400.0 * std::f32::consts::TAU)).collect();
        let few = simplified(round.clone(), STRAIGHT);
        assert!(few.len() > 20 && few.len() < 120, "{}", few.len());
        for p in round {
            let near = few.windows(2).map(|w| {
                let (a, way) = (w[0], w[1] - w[0]);
                let along = ((p - a).dot(way) / way.length_sq()).clamp(0.0, 1.0);
                p.distance(a + way * along)
            });
            assert!(near.fold(9.0, f32::min) <= STRAIGHT + 0.01 || p.distance(few[few.len() - 1]) < 3.0, "{p:?}");
        }
    }

    #[test]
    fn what_is_no_line_is_none() {
        assert!(strip(TEXTURE, &[], false, 1.0, Color32::BLACK, 1.0).is_none());
        assert!(strip(TEXTURE, &[pos2(1.0, 1.0); 4], true, 1.0, Color32::BLACK, 1.0).is_none());
        let two = strip(TEXTURE, &[pos2(1.0, 1.0), pos2(5.0, 1.0)], true, 1.0, Color32::BLACK, 1.0).unwrap();
        assert_eq!(two.indices.len(), 18);
    }
}
