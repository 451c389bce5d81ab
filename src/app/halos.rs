//! Halos of labels: each is drawn once, as a stencil in a texture, and shown as one rectangle a frame.
//!
//! The outlines are those that the SVG writer strokes, so that a label has the same halo on the screen as in an export.

use super::look::color32;
use crate::export::Pen;
use crate::scene::{Color, Face, fonts};
use egui::text::Galley;
use egui::{Color32, ColorImage, Context, Mesh, Painter, Pos2, Rect, TextureHandle, TextureOptions, pos2, vec2};
use std::collections::HashMap;
use tiny_skia::{FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, Transform};

/// Pixels of a side of the texture: room for some two hundred labels.
const SIDE: usize = 1024;

/// What a stencil depends on. Sizes in parts of 256.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    text: String,
    face: Face,
    size: u32,
    spacing: i32,
    width: u32,
    scale: u32,
}

/// Where a stencil lies in the texture, in pixels, and how far it begins left of and above the text.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stencil {
    at: [usize; 2],
    size: [usize; 2],
    margin: f32,
}

/// A line of type with a halo.
pub(super) struct Lettering<'a> {
    pub text: &'a str,
    pub face: Face,
    /// Points to the em.
    pub size: f32,
    /// Points after every letter.
    pub spacing: f32,
    /// Points around the letters.
    pub width: f32,
}

/// The stencils drawn so far.
#[derive(Default)]
pub(super) struct Halos {
    texture: Option<TextureHandle>,
    stencils: HashMap<Key, Option<Stencil>>,
    shelves: Shelves,
    is_full: bool,
}

impl Halos {
    /// Begins a frame: throws the stencils away when the texture is full, so that those of what is gone make room.
    pub fn begin(&mut self) {
        if std::mem::take(&mut self.is_full) {
            self.stencils.clear();
            self.shelves = Shelves::default();
        }
    }

    /// Paints the halo of `galley`, whose top left is at `at`. Returns false where a letter has no outline in its face, and where
    /// the texture is full.
    pub fn paint(&mut self, painter: &Painter, at: Pos2, galley: &Galley, lettering: &Lettering<'_>, color: Color) -> bool {
        let scale = painter.pixels_per_point();
        let Some(stencil) = self.stencil(painter.ctx(), galley, lettering, scale) else { return false };
        let Some(texture) = &self.texture else { return false };
        // Egui sets type on whole pixels.
        let corner = pos2((at.x * scale).round(), (at.y * scale).round()) - vec2(stencil.margin, stencil.margin);
        let [width, height] = stencil.size.map(|n| n as f32);
        let place = Rect::from_min_size(pos2(corner.x / scale, corner.y / scale), vec2(width, height) / scale);
        let uv = Rect::from_min_size(pos2(stencil.at[0] as f32, stencil.at[1] as f32), vec2(width, height)) / SIDE as f32;
        let mut mesh = Mesh::with_texture(texture.id());
        mesh.add_rect_with_uv(place, uv, color32(color));
        painter.add(mesh);
        true
    }

    fn stencil(&mut self, ctx: &Context, galley: &Galley, lettering: &Lettering<'_>, scale: f32) -> Option<Stencil> {
        let parts = |points: f32| (points * 256.0).round() as u32;
        let key = Key {
            text: lettering.text.to_owned(),
            face: lettering.face,
            size: parts(lettering.size),
            spacing: (lettering.spacing * 256.0).round() as i32,
            width: parts(lettering.width),
            scale: parts(scale),
        };
        if let Some(&known) = self.stencils.get(&key) {
            return known;
        }
        let margin = (lettering.width * scale).ceil() + 1.0;
        let image = outlined(galley, lettering, scale, margin);
        let stencil = image.and_then(|image| self.put(ctx, image, margin));
        self.stencils.insert(key, stencil);
        stencil
    }

    fn put(&mut self, ctx: &Context, image: ColorImage, margin: f32) -> Option<Stencil> {
        let size = image.size;
        let Some(at) = self.shelves.place(size) else {
            self.is_full = true;
            return None;
        };
        let texture = self.texture.get_or_insert_with(|| {
            ctx.load_texture("halos", ColorImage::filled([SIDE, SIDE], Color32::TRANSPARENT), TextureOptions::NEAREST)
        });
        texture.set_partial(at, image, TextureOptions::NEAREST);
        Some(Stencil { at, size, margin })
    }
}

/// Rectangles side by side on shelves, top down.
#[derive(Default)]
struct Shelves {
    /// Where the lowest shelf begins, how high it is, how far it is filled.
    top: usize,
    height: usize,
    filled: usize,
}

impl Shelves {
    /// Returns the top left of a free rectangle of `size`; `None` where none is left.
    fn place(&mut self, size: [usize; 2]) -> Option<[usize; 2]> {
        let [width, height] = size;
        if self.filled + width > SIDE {
            (self.top, self.height, self.filled) = (self.top + self.height, 0, 0);
        }
        if width > SIDE || self.top + height > SIDE {
            return None;
        }
        let at = [self.filled, self.top];
        self.filled += width;
        self.height = self.height.max(height);
        Some(at)
    }
}

/// Draws the letters of a galley of one row with their strokes, in white, `margin` pixels inside the picture.
fn outlined(galley: &Galley, lettering: &Lettering<'_>, scale: f32, margin: f32) -> Option<ColorImage> {
    let face = ttf_parser::Face::parse(fonts::bytes(lettering.face), 0).ok()?; // Then no letter has an outline.
    let row = galley.rows.first()?;
    let em = lettering.size * scale / f32::from(face.units_per_em());
    let mut outline = Pen { builder: PathBuilder::new(), x: 0.0, y: 0.0, scale: em };
    for glyph in &row.row.glyphs {
        let id = face.glyph_index(glyph.chr)?;
        outline.x = margin + (row.pos.x + glyph.pos.x) * scale;
        outline.y = margin + (row.pos.y + glyph.pos.y) * scale;
        face.outline_glyph(id, &mut outline); // None for a space.
    }
    let path = outline.builder.finish()?;
    let side = |points: f32| (points * scale).ceil() as u32 + 2 * margin as u32;
    let mut pixmap = Pixmap::new(side(galley.size().x), side(galley.size().y))?;
    let mut paint = Paint::default();
    paint.set_color(tiny_skia::Color::WHITE);
    let pen = tiny_skia::Stroke {
        width: 2.0 * lettering.width * scale,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..tiny_skia::Stroke::default()
    };
    pixmap.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    pixmap.stroke_path(&path, &paint, &pen, Transform::identity(), None);
    let pixels = pixmap.pixels().iter().map(|p| Color32::from_rgba_premultiplied(p.red(), p.green(), p.blue(), p.alpha())).collect();
    Some(ColorImage::new([pixmap.width() as usize, pixmap.height() as usize], pixels))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::look;
    use egui::FontId;

    fn galley(ctx: &Context, text: &str, font: FontId) -> std::sync::Arc<Galley> {
        let mut galley = None;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            galley = Some(ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::BLACK));
        });
        output.textures_delta.clear();
        galley.unwrap()
    }

    #[test]
    fn a_halo_reaches_its_width_around_the_letters_and_no_farther() {
        let ctx = Context::default();
        look::install(&ctx);
        let face = Face::SansSemibold;
        let galley = galley(&ctx, "I", look::font(face, 40.0));
        let halo = |width| outlined(&galley, &Lettering { text: "I", face, size: 40.0, spacing: 0.0, width }, 1.0, 8.0).unwrap();
        let columns = |image: &ColorImage| {
            let inked = |x: usize| (0..image.size[1]).any(|y| image[(x, y)].a() > 127);
            let inked: Vec<usize> = (0..image.size[0]).filter(|&x| inked(x)).collect();
            (inked[0], inked[inked.len() - 1])
        };
        let (thin, wide) = (columns(&halo(1.0)), columns(&halo(4.0)));
        assert!(thin.0.abs_diff(wide.0 + 3) <= 1 && wide.1.abs_diff(thin.1 + 3) <= 1, "{thin:?} {wide:?}");
    }

    #[test]
    fn letters_that_the_face_lacks_have_no_stencil() {
        let ctx = Context::default();
        look::install(&ctx);
        let galley = galley(&ctx, "平壤", look::font(Face::Sans, 14.0));
        let lettering = Lettering { text: "平壤", face: Face::Sans, size: 14.0, spacing: 0.0, width: 1.5 };
        assert!(outlined(&galley, &lettering, 1.0, 3.0).is_none());
    }

    #[test]
    fn shelves_hold_rectangles_apart_until_they_are_full() {
        let mut shelves = Shelves::default();
        let mut placed: Vec<[usize; 4]> = Vec::new();
        while let Some([x, y]) = shelves.place([100 + placed.len() % 37, 20 + placed.len() % 7]) {
            let size = [100 + placed.len() % 37, 20 + placed.len() % 7];
            for other in &placed {
                let apart = x >= other[0] + other[2] || other[0] >= x + size[0] || y >= other[1] + other[3] || other[1] >= y + size[1];
                assert!(apart, "{x} {y} {other:?}");
            }
            placed.push([x, y, size[0], size[1]]);
        }
        assert!(placed.len() > 200, "{}", placed.len());
        assert!(placed.iter().all(|p| p[0] + p[2] <= SIDE && p[1] + p[3] <= SIDE));
    }
}
