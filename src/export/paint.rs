//! The painter: layers of a scene onto pixels. Snapshots, films and tiles are all painted here, so that they look the same.

use super::glyphs;
use crate::scene::{Anchor, Color, Layer, PicturePoint, PictureRect, Scene, Shape, Stroke};
use tiny_skia::{FillRule, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, Rect, StrokeDash, Transform};

/// A circle's quarter as a cubic: the share of the radius at which the control points lie. Source: 4/3·(√2 − 1).
const QUARTER: f32 = 0.552_284_8;

/// A picture, or a strip of one, that is being painted.
#[derive(Clone)]
pub(super) struct Canvas {
    /// Premultiplied RGBA.
    pub pixmap: Pixmap,
    transform: Transform,
    /// What of the picture, in points, is on this canvas.
    frame: PictureRect,
    /// Masks already made, by their rectangle: most layers share one.
    masks: Vec<(PictureRect, Mask)>,
}

impl Canvas {
    /// Returns a canvas of `width` × `height` pixels for the strip of a picture that begins `top` pixels below its upper edge, `scale` pixels
    /// to the point across and down. `None` where there is no memory, or no pixel.
    pub fn new(width: u32, height: u32, top: u32, scale: (f32, f32)) -> Option<Canvas> {
        let pixmap = Pixmap::new(width, height)?;
        let transform = Transform::from_row(scale.0, 0.0, 0.0, scale.1, 0.0, -(top as f32));
        let frame = PictureRect::new(0.0, top as f32 / scale.1, width as f32 / scale.0, height as f32 / scale.1);
        Some(Canvas { pixmap, transform, frame, masks: Vec::new() })
    }

    /// Paints a whole scene.
    pub fn scene(&mut self, scene: &Scene) {
        self.pixmap.fill(color(scene.background));
        for layer in &scene.layers {
            self.layer(layer);
        }
    }

    /// Paints a layer over what is there.
    pub fn layer(&mut self, layer: &Layer) {
        for item in &layer.items {
            self.shape(&item.shape, layer.clip);
        }
    }

    fn shape(&mut self, shape: &Shape, clip: Option<PictureRect>) {
        match shape {
            Shape::Path { lines, is_closed, fill, stroke } => {
                let Some(path) = path(lines, *is_closed) else { return };
                self.path(&path, *fill, stroke.as_ref(), clip);
            }
            Shape::Circle { centre, radius, fill, stroke } => {
                let Some(path) = PathBuilder::from_circle(centre.x, centre.y, *radius) else { return };
                self.path(&path, *fill, stroke.as_ref(), clip);
            }
            Shape::Rect { rect, radius, fill, stroke } => {
                // The stroke lies inside the edge; the rasteriser centres it.
                let inset = stroke.map_or(0.0, |s| s.width / 2.0);
                let Some(path) = rectangle(&rect.grown(-inset), radius - inset) else { return };
                self.path(&path, *fill, stroke.as_ref(), clip);
            }
            Shape::Text { at, anchor, text, face, size, spacing, color, halo } => {
                let text = glyphs::printed(text);
                let width = crate::scene::fonts::width(&text, *face, *size, *spacing);
                let left = match anchor {
                    Anchor::Start => at.x,
                    Anchor::Middle => at.x - width / 2.0,
                    Anchor::End => at.x - width,
                };
                // Letters reach a little over their box; an em on every side is plenty.
                let reach = PictureRect::new(left, at.y - size, width, *size).grown(*size);
                if !self.frame.meets(&reach) {
                    return;
                }
                let Some(path) = glyphs::outline(&text, *face, PicturePoint { x: left, y: at.y }, *size, *spacing) else { return };
                let stroke = halo.map(|(color, width)| Stroke::round(color, width * 2.0));
                self.path(&path, None, stroke.as_ref(), clip);
                self.fill(&path, *color, FillRule::Winding, clip, 0.0);
            }
        }
    }

    fn path(&mut self, path: &Path, fill: Option<Color>, stroke: Option<&Stroke>, clip: Option<PictureRect>) {
        if let Some(fill) = fill {
            self.fill(path, fill, FillRule::EvenOdd, clip, 0.0);
        }
        if let Some(stroke) = stroke {
            let paint = paint_of(stroke.color);
            let (transform, pen) = (self.transform, stroke_of(stroke));
            // A mitre reaches at most four widths, the limit of the pen.
            let Some(mask) = self.mask_for(path, clip, stroke.width * 4.0) else { return };
            let mask = mask.and_then(|i| self.masks.get(i)).map(|(_, mask)| mask);
            self.pixmap.stroke_path(path, &paint, &pen, transform, mask);
        }
    }

    fn fill(&mut self, path: &Path, fill: Color, rule: FillRule, clip: Option<PictureRect>, reach: f32) {
        let paint = paint_of(fill);
        let transform = self.transform;
        let Some(mask) = self.mask_for(path, clip, reach) else { return };
        let mask = mask.and_then(|i| self.masks.get(i)).map(|(_, mask)| mask);
        self.pixmap.fill_path(path, &paint, rule, transform, mask);
    }

    /// The mask that a path needs, by index: `None` where nothing of it shows, `Some(None)` where it lies wholly inside the clip.
    fn mask_for(&mut self, path: &Path, clip: Option<PictureRect>, reach: f32) -> Option<Option<usize>> {
        let bounds = path.bounds();
        let bounds = PictureRect {
            min: PicturePoint { x: bounds.left() - reach, y: bounds.top() - reach },
            max: PicturePoint { x: bounds.right() + reach, y: bounds.bottom() + reach },
        };
        // A line has no area but shows all the same.
        let shown = |frame: &PictureRect| frame.meets(&bounds.grown(1.0));
        if !shown(&self.frame) {
            return None;
        }
        let Some(clip) = clip else { return Some(None) };
        if clip.encloses(&bounds) {
            return Some(None);
        }
        if !shown(&clip) {
            return None;
        }
        if let Some(known) = self.masks.iter().position(|(rect, _)| *rect == clip) {
            return Some(Some(known));
        }
        let mut mask = Mask::new(self.pixmap.width(), self.pixmap.height())?;
        let path = rectangle(&clip, 0.0)?;
        mask.fill_path(&path, FillRule::Winding, true, self.transform);
        self.masks.push((clip, mask));
        Some(Some(self.masks.len() - 1))
    }
}

pub(super) fn color(c: Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(c.r, c.g, c.b, c.a)
}

fn paint_of(c: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(color(c));
    paint.anti_alias = true;
    paint
}

fn stroke_of(stroke: &Stroke) -> tiny_skia::Stroke {
    let (line_cap, line_join) = if stroke.is_round { (LineCap::Round, LineJoin::Round) } else { (LineCap::Butt, LineJoin::Miter) };
    let dash = stroke.dash.and_then(|dash| StrokeDash::new(dash.to_vec(), 0.0));
    tiny_skia::Stroke { width: stroke.width, line_cap, line_join, dash, ..tiny_skia::Stroke::default() }
}

fn path(lines: &[Vec<PicturePoint>], is_closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for line in lines {
        let mut points = line.iter();
        let Some(first) = points.next() else { continue };
        builder.move_to(first.x, first.y);
        for p in points {
            builder.line_to(p.x, p.y);
        }
        if is_closed {
            builder.close();
        }
    }
    builder.finish()
}

/// A rectangle with round corners, or square ones where `radius` is not positive.
fn rectangle(rect: &PictureRect, radius: f32) -> Option<Path> {
    let (l, t, r, b) = (rect.min.x, rect.min.y, rect.max.x, rect.max.y);
    let radius = radius.min((r - l) / 2.0).min((b - t) / 2.0);
    if radius.is_nan() || radius <= 0.0 {
        return Rect::from_ltrb(l, t, r, b).map(PathBuilder::from_rect);
    }
    let (far, near) = (radius, radius * (1.0 - QUARTER));
    let mut builder = PathBuilder::new();
    builder.move_to(l + far, t);
    builder.line_to(r - far, t);
    builder.cubic_to(r - near, t, r, t + near, r, t + far);
    builder.line_to(r, b - far);
    builder.cubic_to(r, b - near, r - near, b, r - far, b);
    builder.line_to(l + far, b);
    builder.cubic_to(l + near, b, l, b - near, l, b - far);
    builder.line_to(l, t + far);
    builder.cubic_to(l, t + near, l + near, t, l + far, t);
    builder.close();
    builder.finish()
}
