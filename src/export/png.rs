//! The PNG writer: a scene, painted and packed.

use super::Error;
use super::paint::{Canvas, color};
use crate::scene::{PictureRect, Scene, View};
use std::io::Write;

/// The most pixels on a side.
pub const LARGEST_SIDE: u32 = 8192;

/// Pictures of more pixels than the largest film frame are painted in strips of at most this many, so that memory stays bounded.
const MAX_PAINTED: u64 = 3840 * 2160;

/// Returns `scene` as a PNG, `scale` pixels to the point.
///
/// Only the typefaces of the house are used, so the same scene gives the same bytes on every machine.
///
/// # Errors
/// [`Error::Draw`] where the picture would be empty or larger than 8192 × 8192 pixels.
pub fn png(scene: &Scene, scale: f32) -> Result<Vec<u8>, Error> {
    let (width, height) = size(scene, scale)?;
    if u64::from(width) * u64::from(height) <= MAX_PAINTED {
        return packed(&pixels(scene, scale)?);
    }
    let mut out = Vec::new();
    let mut writer = writer(&mut out, width, height)?;
    let mut rows = writer.stream_writer().map_err(failed)?;
    let strip = u32::try_from(MAX_PAINTED / u64::from(width)).unwrap_or(1).max(1);
    let mut top = 0;
    while top < height {
        let canvas = painted(scene, (width, height), top, strip.min(height - top))?;
        rows.write_all(&rgb(&canvas)).map_err(|e| Error::Draw(e.to_string()))?;
        top += strip;
    }
    rows.finish().map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

/// Returns pixels as [`pixels`] and [`pixels_over`] give them as a PNG.
///
/// # Errors
/// [`Error::Draw`] where it cannot be packed.
pub fn packed(pixels: &tiny_skia::Pixmap) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut writer = writer(&mut out, pixels.width(), pixels.height())?;
    writer.write_image_data(&rgb(pixels)).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

fn failed(e: png::EncodingError) -> Error {
    Error::Draw(e.to_string())
}

fn writer(out: &mut Vec<u8>, width: u32, height: u32) -> Result<png::Writer<&mut Vec<u8>>, Error> {
    let mut encoder = png::Encoder::new(out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header().map_err(failed)
}

/// The size of the picture of `scene` in pixels, at `scale` pixels to the point.
fn size(scene: &Scene, scale: f32) -> Result<(u32, u32), Error> {
    let (width, height) = ((scene.width * scale).round(), (scene.height * scale).round());
    let largest = LARGEST_SIDE as f32;
    // Written so that not-a-number is refused too.
    if width >= 1.0 && height >= 1.0 && width <= largest && height <= largest {
        return Ok((width as u32, height as u32));
    }
    Err(Error::Draw(format!("{width} × {height} pixels; from 1 × 1 to {largest} × {largest} are possible")))
}

/// Returns `scene` as pixels, `scale` to the point, row by row, premultiplied RGBA. Every pixel is solid: a scene has a background.
///
/// # Errors
/// [`Error::Draw`] where the picture would be empty or larger than 8192 × 8192 pixels.
pub fn pixels(scene: &Scene, scale: f32) -> Result<tiny_skia::Pixmap, Error> {
    let size = size(scene, scale)?;
    painted(scene, size, 0, size.1)
}

/// Returns `scene`, whose base map is left out, as [`pixels`] does, over a ground of others: `ground` paints it, of `view` on the whole
/// picture first, then of each inset on its part of it, in points.
///
/// # Errors
/// [`Error::Draw`] as for [`pixels`].
pub fn pixels_over(
    scene: &Scene,
    view: &View,
    scale: f32,
    ground: &mut dyn FnMut(&mut tiny_skia::Pixmap, &PictureRect, &View),
) -> Result<tiny_skia::Pixmap, Error> {
    let (width, height) = size(scene, scale)?;
    let mut canvas = Canvas::new(width, height, 0, (scale, scale)).ok_or_else(|| Error::Draw("no memory".to_owned()))?;
    canvas.pixmap.fill(color(scene.background));
    ground(&mut canvas.pixmap, &PictureRect::new(0.0, 0.0, scene.width, scene.height), view);
    let mut insets = scene.insets.iter();
    for layer in &scene.layers {
        if layer.name == INSET_GROUND
            && let Some(inset) = insets.next()
        {
            ground(&mut canvas.pixmap, &inset.rect, &inset.view);
        }
        canvas.layer(layer);
    }
    Ok(canvas.pixmap)
}

/// Name of the layers of the ground inside insets.
pub(super) const INSET_GROUND: &str = "inset basemap";

/// The rows from `top` of a picture of `size` pixels.
fn painted(scene: &Scene, size: (u32, u32), top: u32, n_rows: u32) -> Result<tiny_skia::Pixmap, Error> {
    let scale = (size.0 as f32 / scene.width, size.1 as f32 / scene.height);
    let mut canvas = Canvas::new(size.0, n_rows, top, scale).ok_or_else(|| Error::Draw("no memory".to_owned()))?;
    canvas.scene(scene);
    Ok(canvas.pixmap)
}

fn rgb(pixmap: &tiny_skia::Pixmap) -> Vec<u8> {
    pixmap.data().chunks_exact(4).flat_map(|p| p.iter().take(3).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Anchor, Color, Face, Item, Layer, PicturePoint, Shape, fonts};

    fn scene(width: f32) -> Scene {
        worded(width, "Osan")
    }

    fn worded(width: f32, words: &str) -> Scene {
        let shape = Shape::Text {
            at: PicturePoint::new(4.0, 20.0),
            anchor: Anchor::Start,
            text: words.to_owned(),
            face: Face::SansSemibold,
            size: 16.0,
            spacing: 0.0,
            color: Color::rgb(0),
            halo: None,
        };
        let layer = Layer { name: "labels", clip: None, items: vec![Item { shape, target: None }] };
        Scene {
            width,
            height: 30.0,
            background: Color::rgb(0xFFFFFF),
            layers: vec![layer],
            insets: Vec::new(),
            hotspots: Vec::new(),
            description: String::new(),
        }
    }

    #[test]
    fn the_same_scene_gives_the_same_bytes() {
        assert_eq!(png(&scene(60.0), 2.0).unwrap(), png(&scene(60.0), 2.0).unwrap());
    }

    #[test]
    fn text_is_drawn_in_the_house_face() {
        let pixmap = pixels(&scene(60.0), 1.0).unwrap();
        assert!(pixmap.pixels().iter().filter(|p| p.red() < 60).count() > 40, "letters");
        let right = pixmap.pixels().iter().enumerate().filter(|(_, p)| p.red() < 128).map(|(i, _)| i % 60).max().unwrap();
        let expected = 4.0 + fonts::width("Osan", Face::SansSemibold, 16.0, 0.0);
        assert!((right as f32 - expected).abs() < 2.5, "{right} {expected}");
    }

    #[test]
    fn words_are_as_wide_as_the_layout_counts_on() {
        // Pairs that kerning would draw together.
        let words = "AVATAR To Tokyo AVAVAV";
        let pixmap = pixels(&worded(240.0, words), 1.0).unwrap();
        let right = pixmap.pixels().iter().enumerate().filter(|(_, p)| p.red() < 128).map(|(i, _)| i % 240).max().unwrap();
        let expected = 4.0 + fonts::width(words, Face::SansSemibold, 16.0, 0.0);
        assert!((right as f32 - expected).abs() < 2.5, "{right} {expected}");
    }

    #[test]
    fn impossible_sizes_are_refused() {
        for (width, scale) in [(0.0, 1.0), (f32::NAN, 1.0), (9000.0, 1.0), (100.0, 100.0)] {
            assert!(matches!(png(&scene(width), scale), Err(Error::Draw(_))), "{width} {scale}");
        }
    }

    /// What another program paints of the SVG writer's file, with the parts of the faces that the file embeds: they have no ligatures.
    fn by_resvg(scene: &Scene) -> tiny_skia::Pixmap {
        use crate::export::faces;
        use resvg::usvg;
        let letters: std::collections::BTreeSet<char> = scene.texts().flat_map(|(text, _)| text.chars()).collect();
        let mut database = usvg::fontdb::Database::new();
        for (faces, family) in [
            ([Face::Serif, Face::SerifSemibold, Face::SerifItalic], "Dateline Serif"),
            ([Face::Sans, Face::SansMedium, Face::SansSemibold], "Dateline Sans"),
        ] {
            for face in faces {
                database.load_font_data(faces::subset(fonts::bytes(face), &letters, family));
            }
        }
        let options = usvg::Options { fontdb: std::sync::Arc::new(database), ..usvg::Options::default() };
        let tree = usvg::Tree::from_str(&crate::export::svg::svg(scene), &options).unwrap();
        let mut pixmap = tiny_skia::Pixmap::new(scene.width as u32, scene.height as u32).unwrap();
        resvg::render(&tree, tiny_skia::Transform::default(), &mut pixmap.as_mut());
        pixmap
    }

    #[test]
    fn a_png_shows_what_the_svg_shows() {
        use crate::scene::{Options, Theme, page, samples};
        for (name, story) in samples::all() {
            for theme in [&Theme::LIGHT, &Theme::DARK] {
                let options = Options { theme, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
                let mut page = page(&story, crate::story::Playhead(1e9), 900.0, 600.0, &options);
                // Programs differ about the space after the last letter of spaced words, and so about their middle.
                for item in page.layers.iter_mut().flat_map(|l| &mut l.items) {
                    if let Shape::Text { spacing, .. } = &mut item.shape {
                        *spacing = 0.0;
                    }
                }
                let (ours, theirs) = (pixels(&page, 1.0).unwrap(), by_resvg(&page));
                let differs = |(a, b): &(&u8, &u8)| a.abs_diff(**b) > 48;
                let n = ours.data().iter().zip(theirs.data()).filter(differs).count();
                // Coordinates in the file are rounded to hundredths of a point: a few edges differ a little.
                assert!(n < 200, "{name}: {n} of {}", ours.data().len());
            }
        }
    }

    #[test]
    fn a_large_picture_is_painted_in_strips_without_seams() {
        let (whole, strips) = (pixels(&scene(60.0), 4.0).unwrap(), [0, 37, 74, 111]);
        let mut together = Vec::new();
        for top in strips {
            together.extend(painted(&scene(60.0), (240, 120), top, 37.min(120 - top)).unwrap().take());
        }
        // A curve that a seam cuts is divided elsewhere: a few pixels of its edge differ a little.
        let differs = |(a, b): &(&u8, &u8)| a.abs_diff(**b) > 8;
        assert_eq!(together.len(), whole.data().len());
        let n = together.iter().zip(whole.data()).filter(differs).count();
        assert!(n < together.len() / 500, "{n}");
        let large = png(&scene(60.0), 136.0).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&large)).read_info().unwrap();
        let mut rows = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rows).unwrap();
        assert_eq!((info.width, info.height), (8160, 4080));
        assert!(rows.iter().any(|&c| c < 60), "letters");
    }
}
