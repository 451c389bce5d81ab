//! The PNG writer: the SVG of a scene, rasterised.

use super::{Error, svg};
use crate::scene::{Face, Scene, fonts};
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, OnceLock};

/// The most pixels on a side.
const MAX_SIDE: f32 = 8192.0;

/// Returns `scene` as a PNG, `scale` pixels to the point.
///
/// Only the typefaces of the house are used, so the same scene gives the same bytes on every machine.
///
/// # Errors
/// [`Error::Draw`] where the picture would be empty or larger than 8192 × 8192 pixels.
pub fn png(scene: &Scene, scale: f32) -> Result<Vec<u8>, Error> {
    let pixmap = pixels(scene, scale)?;
    // Every pixel is solid: the scene has a background.
    let rgb: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|p| p.iter().take(3).copied()).collect();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let failed = |e: png::EncodingError| Error::Draw(e.to_string());
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&rgb).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

/// Returns `scene` as pixels, `scale` to the point, row by row, premultiplied RGBA.
///
/// # Errors
/// [`Error::Draw`] where the picture would be empty or larger than 8192 × 8192 pixels.
pub fn pixels(scene: &Scene, scale: f32) -> Result<tiny_skia::Pixmap, Error> {
    let (width, height) = ((scene.width * scale).round(), (scene.height * scale).round());
    // Written so that not-a-number is refused too.
    if !(width >= 1.0 && height >= 1.0 && width <= MAX_SIDE && height <= MAX_SIDE) {
        return Err(Error::Draw(format!("{width} × {height} pixels; from 1 × 1 to 8192 × 8192 are possible")));
    }
    let text = svg::document(scene, svg::Fonts::Known);
    let options = usvg::Options { fontdb: database(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&text, &options).map_err(|e| Error::Draw(e.to_string()))?;
    let mut pixmap = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or_else(|| Error::Draw("no memory".to_owned()))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(width / scene.width, height / scene.height), &mut pixmap.as_mut());
    Ok(pixmap)
}

/// The typefaces of the house, and no others.
fn database() -> Arc<usvg::fontdb::Database> {
    static DATABASE: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut database = usvg::fontdb::Database::new();
        for face in [Face::Serif, Face::SerifSemibold, Face::SerifItalic, Face::Sans, Face::SansMedium, Face::SansSemibold] {
            database.load_font_source(usvg::fontdb::Source::Binary(Arc::new(fonts::bytes(face))));
        }
        Arc::new(database)
    };
    Arc::clone(DATABASE.get_or_init(load))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Anchor, Color, Item, Layer, PicturePoint, Shape};

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
}
