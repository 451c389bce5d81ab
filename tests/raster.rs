//! Paints what egui tessellated on the processor: the same pixels on every machine, without a display or a GPU.

use egui::epaint::{ImageDelta, Primitive, Vertex};
use egui::{ClippedPrimitive, Color32, ImageData, Rect, TextureId, TexturesDelta};
use std::collections::HashMap;

/// A picture: premultiplied pixels, row by row.
#[derive(Clone)]
pub(crate) struct Pixels {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<Color32>,
}

impl Pixels {
    fn filled(width: usize, height: usize, color: Color32) -> Pixels {
        Pixels { width, height, pixels: vec![color; width * height] }
    }

    /// The picture at half its size: each pixel is the mean of four.
    pub fn halved(&self) -> Pixels {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut half = Pixels::filled(width, height, Color32::BLACK);
        for y in 0..height {
            for x in 0..width {
                let at = |dx: usize, dy: usize| self.pixels[(2 * y + dy) * self.width + 2 * x + dx].to_array();
                let four = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)];
                let mean = |i: usize| (four.iter().map(|p| u16::from(p[i])).sum::<u16>() / 4) as u8;
                half.pixels[y * width + x] = Color32::from_rgb(mean(0), mean(1), mean(2));
            }
        }
        half
    }
}

/// The textures of a window.
#[derive(Default)]
pub(crate) struct Textures(HashMap<TextureId, Pixels>);

impl Textures {
    /// Takes in what a frame changed.
    pub fn update(&mut self, delta: &mut TexturesDelta) {
        let changed = std::mem::take(delta);
        for (id, ImageDelta { image, pos, .. }) in changed.set.iter().flat_map(|(id, deltas)| deltas.iter().map(move |d| (id, d))) {
            let ImageData::Color(image) = image;
            let [width, height] = image.size;
            let whole = Pixels { width, height, pixels: image.pixels.clone() };
            match pos {
                None => drop(self.0.insert(*id, whole)),
                Some([left, top]) => {
                    let texture = self.0.get_mut(id).unwrap();
                    for row in 0..height {
                        let at = (top + row) * texture.width + left;
                        texture.pixels[at..at + width].copy_from_slice(&whole.pixels[row * width..(row + 1) * width]);
                    }
                }
            }
        }
        for id in &changed.free {
            self.0.remove(id);
        }
        let mut changed = changed;
        changed.clear();
    }

    /// Paints `primitives` on `ground`, one pixel to the point.
    pub fn paint(&self, primitives: &[ClippedPrimitive], width: usize, height: usize, ground: Color32) -> Pixels {
        let mut picture = Pixels::filled(width, height, ground);
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else { panic!("the window paints by itself, not by callbacks") };
            let texture = self.0.get(&mesh.texture_id);
            for triangle in mesh.indices.chunks_exact(3) {
                let [a, b, c] = [triangle[0], triangle[1], triangle[2]].map(|i| mesh.vertices[i as usize]);
                fill(&mut picture, *clip_rect, [a, b, c], texture);
            }
        }
        picture
    }
}

/// Fills one triangle: colours and places in the texture run evenly between its corners.
fn fill(picture: &mut Pixels, clip: Rect, corners: [Vertex; 3], texture: Option<&Pixels>) {
    let [a, b, c] = corners;
    let edge = |p: egui::Pos2, q: egui::Pos2, x: f32, y: f32| (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
    let area = edge(a.pos, b.pos, c.pos.x, c.pos.y);
    if area == 0.0 || corners.iter().all(|v| v.color == Color32::TRANSPARENT) {
        return;
    }
    let (b, c, area) = if area < 0.0 { (c, b, -area) } else { (b, c, area) };
    let least = |f: fn(&Vertex) -> f32| f(&a).min(f(&b)).min(f(&c));
    let most = |f: fn(&Vertex) -> f32| f(&a).max(f(&b)).max(f(&c));
    let from = |low: f32, clip: f32| low.max(clip.round()).max(0.0).floor() as usize;
    let to = |high: f32, clip: f32, end: usize| (high.min(clip.round()).max(0.0).ceil() as usize).min(end);
    let (left, right) = (from(least(|v| v.pos.x), clip.left()), to(most(|v| v.pos.x), clip.right(), picture.width));
    let (top, bottom) = (from(least(|v| v.pos.y), clip.top()), to(most(|v| v.pos.y), clip.bottom(), picture.height));
    // A pixel on an edge belongs to the triangle on one side of it only.
    let owns = |p: egui::Pos2, q: egui::Pos2| q.y < p.y || (q.y == p.y && q.x > p.x);
    let owners = [owns(b.pos, c.pos), owns(c.pos, a.pos), owns(a.pos, b.pos)];
    let is_plain = a.color == b.color && b.color == c.color && a.uv == b.uv && b.uv == c.uv;
    let plain = is_plain.then(|| tinted(a.color.to_array().map(f32::from), texture, a.uv));
    for y in top..bottom {
        for x in left..right {
            let (px, py) = (x as f32 + 0.5, y as f32 + 0.5);
            let weights = [edge(b.pos, c.pos, px, py), edge(c.pos, a.pos, px, py), edge(a.pos, b.pos, px, py)];
            if weights.iter().zip(owners).any(|(w, is_owner)| *w < 0.0 || (*w == 0.0 && !is_owner)) {
                continue;
            }
            let color = plain.unwrap_or_else(|| {
                let share = weights.map(|w| w / area);
                let mix = |f: fn(&Vertex) -> f32| f(&a) * share[0] + f(&b) * share[1] + f(&c) * share[2];
                let color =
                    [mix(|v| v.color[0].into()), mix(|v| v.color[1].into()), mix(|v| v.color[2].into()), mix(|v| v.color[3].into())];
                tinted(color, texture, egui::pos2(mix(|v| v.uv.x), mix(|v| v.uv.y)))
            });
            let under = &mut picture.pixels[y * picture.width + x];
            let rest = 1.0 - color[3] / 255.0;
            let over = |i: usize| (color[i] + f32::from(under[i]) * rest).round().clamp(0.0, 255.0) as u8;
            *under = Color32::from_rgb(over(0), over(1), over(2));
        }
    }
}

/// A colour times what the texture has there, between its pixels.
fn tinted(color: [f32; 4], texture: Option<&Pixels>, uv: egui::Pos2) -> [f32; 4] {
    let Some(texture) = texture else { return color };
    let (x, y) = (uv.x * texture.width as f32 - 0.5, uv.y * texture.height as f32 - 0.5);
    let (dx, dy) = (x - x.floor(), y - y.floor());
    let at = |x: f32, y: f32| {
        let (x, y) = ((x.max(0.0) as usize).min(texture.width - 1), (y.max(0.0) as usize).min(texture.height - 1));
        texture.pixels[y * texture.width + x].to_array().map(f32::from)
    };
    let (p, q, r, s) =
        (at(x.floor(), y.floor()), at(x.floor() + 1.0, y.floor()), at(x.floor(), y.floor() + 1.0), at(x.floor() + 1.0, y.floor() + 1.0));
    std::array::from_fn(|i| {
        let mixed = (p[i] * (1.0 - dx) + q[i] * dx) * (1.0 - dy) + (r[i] * (1.0 - dx) + s[i] * dx) * dy;
        color[i] * mixed / 255.0
    })
}
