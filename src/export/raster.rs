//! The tile rasteriser: the scene's base map as pixels, for the window's map.

use super::paint::{Canvas, color};
use crate::earth::WorldPoint;
use crate::scene::basemap::basemap_layer;
use crate::scene::{Layer, Theme, View};
use tiny_skia::Pixmap;

/// A tile of the web map scheme: the world is cut into `2^z` by `2^z` squares, counted from the north-west.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// Zoom, 0 to 24.
    pub z: u8,
    /// From the west, 0 to `2^z - 1`; others wrap around the world.
    pub x: u32,
    /// From the north, 0 to `2^z - 1`.
    pub y: u32,
}

/// Returns a tile as pixels, `size_px` on a side, to be shown 256 points wide.
pub fn tile(theme: &Theme, id: TileId, size_px: u32) -> Pixmap {
    tile_of_points(theme, id, 256.0, size_px)
}

/// Returns a tile as pixels, `size_px` on a side, to be shown `points` wide: its lines are as wide as on a map of that zoom.
///
/// No tile is smaller than one pixel or larger than 4096.
pub fn tile_of_points(theme: &Theme, id: TileId, points: f32, size_px: u32) -> Pixmap {
    let n_tiles = f64::from(id.z.min(24)).exp2();
    let middle = WorldPoint { x: (f64::from(id.x) + 0.5) / n_tiles, y: (f64::from(id.y) + 0.5) / n_tiles };
    let points = points.clamp(1.0, 4096.0);
    let zoom = f64::from(id.z.min(24)) + f64::from(points / 256.0).log2();
    let view = View { centre: middle.lat_lon(), zoom, width: points, height: points };
    let size_px = size_px.clamp(1, 4096);
    let scale = size_px as f32 / points;
    // A square of 1 to 4096 pixels can always be made; the other arm only keeps the signature plain.
    let Some(mut canvas) = Canvas::new(size_px, size_px, 0, (scale, scale)) else { return empty() };
    canvas.pixmap.fill(color(theme.sea));
    // The layer is cut to the tile already.
    canvas.layer(&Layer { clip: None, ..basemap_layer(&view, theme) });
    canvas.pixmap
}

#[expect(clippy::unwrap_used, reason = "one pixel by one pixel is a picture")]
fn empty() -> Pixmap {
    Pixmap::new(1, 1).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Color;

    fn pixel(pixmap: &Pixmap, x: u32, y: u32) -> [u8; 3] {
        let p = pixmap.pixel(x, y).unwrap();
        [p.red(), p.green(), p.blue()]
    }

    fn rgb(c: Color) -> [u8; 3] {
        [c.r, c.g, c.b]
    }

    #[test]
    fn the_world_is_land_and_sea_where_it_should_be() {
        for theme in [&Theme::LIGHT, &Theme::DARK] {
            let world = tile(theme, TileId { z: 0, x: 0, y: 0 }, 512);
            // Algeria, South Pacific, the bottom of Antarctica, Siberia across the antimeridian's west side.
            assert_eq!(pixel(&world, 260, 214), rgb(theme.land));
            assert_eq!(pixel(&world, 70, 310), rgb(theme.sea));
            assert_eq!(pixel(&world, 200, 510), rgb(theme.land));
        }
    }

    #[test]
    fn neighbouring_tiles_meet() {
        // The last column of one tile and the first of the next are one pixel apart: land may begin there, but not everywhere.
        for (z, x, y) in [(3, 6, 3), (5, 27, 12), (5, 31, 7)] {
            let n = 1 << z;
            let (a, b) = (tile(&Theme::LIGHT, TileId { z, x, y }, 256), tile(&Theme::LIGHT, TileId { z, x: (x + 1) % n, y }, 256));
            let differ = (0..256).filter(|row| pixel(&a, 255, *row) != pixel(&b, 0, *row)).count();
            assert!(differ < 90, "{z}/{x}/{y}: {differ}");
        }
    }

    #[test]
    fn sizes_that_make_no_sense_make_a_tile() {
        assert_eq!(tile(&Theme::LIGHT, TileId { z: 200, x: 7, y: 9 }, 0).width(), 1);
        assert_eq!(tile_of_points(&Theme::LIGHT, TileId { z: 3, x: 700, y: 9 }, f32::NAN, 64).width(), 64);
    }
}
