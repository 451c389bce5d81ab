//! The tiles under the map: drawn from the embedded basemap on a thread, kept as textures, laid out around the world without an end.

use super::look::color32;
use super::opaque::{self, Picture};
use super::textures::{Pixels, Texture};
use crate::earth::WorldPoint;
use crate::export::raster::{self, TileId};
use crate::scene::{Theme, View};
use egui::{Context, Painter, Rect, pos2};
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Textures kept beside those in sight, in bytes: about the tiles along one edge of the map. The least recently used go first.
const KEPT_BYTES: usize = 4 << 20;

/// One tile of one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Key {
    is_dark: bool,
    zoom: u8,
    x: u32,
    y: u32,
    /// Pixels of a side: a tile is drawn at the very size at which it shows.
    side: u16,
    /// Pixels to the point, in parts of 256.
    scale: u16,
}

/// What the worker is to draw, most wanted first. `None` ends it.
type Wanted = Arc<(Mutex<Option<Vec<Key>>>, Condvar)>;

/// The embedded basemap as textures.
pub(super) struct Tiles {
    textures: HashMap<Key, (Texture, u64)>,
    wanted: Wanted,
    drawn: Receiver<(Key, Pixels)>,
    frame: u64,
    /// The zoom of the last frame, and for how many frames it has stayed.
    last_zoom: (f64, u32),
    /// What this frame lacks.
    missing: Vec<Key>,
}

impl Drop for Tiles {
    fn drop(&mut self) {
        *self.wanted.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.wanted.1.notify_all();
    }
}

impl Tiles {
    /// Starts the worker, which wakes the window with every tile.
    pub fn new(ctx: &Context) -> Tiles {
        let wanted: Wanted = Arc::new((Mutex::new(Some(Vec::new())), Condvar::new()));
        let (sender, drawn) = channel();
        let (queue, ctx) = (wanted.clone(), ctx.clone());
        std::thread::spawn(move || work(&queue, &sender, &ctx));
        Tiles { textures: HashMap::new(), wanted, drawn, frame: 0, last_zoom: (0.0, 0), missing: Vec::new() }
    }

    /// Begins a frame of the map at `zoom`: takes in the tiles that were drawn meanwhile.
    pub fn begin(&mut self, ctx: &Context, zoom: f64) {
        self.frame += 1;
        self.missing.clear();
        self.note_zoom(zoom);
        while let Ok((key, pixels)) = self.drawn.try_recv() {
            let name = format!("tile {}/{}/{}", key.zoom, key.x, key.y);
            self.textures.insert(key, (Texture::new(ctx, &name, pixels), self.frame));
        }
    }

    /// Paints the tiles under `view`, which fills `rect`. Tiles still missing show as what is there of coarser and finer ones.
    pub fn paint(&mut self, painter: &Painter, rect: Rect, view: &View, theme: &'static Theme) {
        let painter = &painter.with_clip_rect(rect.intersect(painter.clip_rect()));
        let grid = Grid::new(rect, view, painter.pixels_per_point(), theme.is_dark);
        let cells = grid.cells();
        // Tiles are opaque: what they cover whole needs no ground.
        let is_covered = cells.iter().all(|&(column, row)| self.textures.contains_key(&grid.key(column, row)));
        let tiled = cells.iter().fold(Rect::NOTHING, |r, &(column, row)| r.union(grid.place(column, row)));
        if !is_covered || !tiled.contains_rect(rect) {
            opaque::fill(painter, rect, color32(theme.sea));
        }
        // Antarctica goes on below the edge of the Mercator world.
        let foot = grid.y(1.0);
        if foot < rect.bottom() {
            opaque::fill(painter, Rect::from_min_max(pos2(rect.left(), foot), rect.max), color32(theme.land));
        }
        let mut pictures = Vec::new();
        for (column, row) in cells {
            let key = grid.key(column, row);
            let place = grid.place(column, row);
            if !self.paint_exact(&mut pictures, key, place, painter.pixels_per_point()) {
                if !self.missing.contains(&key) {
                    self.missing.push(key);
                }
                self.paint_substitute(&mut pictures, key, place);
            }
        }
        opaque::pictures(painter, pictures);
    }

    /// Ends a frame: asks the worker for what was missing.
    pub fn end(&mut self, ctx: &Context) {
        let mut missing = std::mem::take(&mut self.missing);
        if !self.is_still() && !missing.is_empty() {
            // While the zoom runs, every frame would want other tiles: only one size of each is worth drawing.
            ctx.request_repaint_after_secs(0.06);
            missing.retain(|k| !self.has_any_side(k));
            for key in &mut missing {
                key.side = 512;
            }
        } else if let Some(first) = missing.first() {
            // The whole world in one tile stands in for whatever is missing: it is kept for later.
            let world = Key { zoom: 0, x: 0, y: 0, side: 512, ..*first };
            if !self.textures.contains_key(&world) {
                missing.push(world);
            }
        }
        self.want(missing);
        self.forget();
    }

    fn note_zoom(&mut self, zoom: f64) {
        let (last, frames) = self.last_zoom;
        let frames = if (last - zoom).abs() < 1e-9 { frames.saturating_add(1) } else { 0 };
        self.last_zoom = (zoom, frames);
    }

    fn is_still(&self) -> bool {
        self.last_zoom.1 >= 2 || self.frame <= 2
    }

    fn want(&self, keys: Vec<Key>) {
        let mut queue = self.wanted.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = queue.as_mut() {
            *queue = keys;
            self.wanted.1.notify_one();
        }
    }

    fn has_any_side(&self, key: &Key) -> bool {
        self.textures.keys().any(|k| Key { side: key.side, ..*k } == *key)
    }

    fn paint_exact(&mut self, pictures: &mut Vec<Picture>, key: Key, place: Rect, scale: f32) -> bool {
        let frame = self.frame;
        let Some((texture, used)) = self.textures.get_mut(&key) else { return false };
        *used = frame;
        let side = f32::from(key.side);
        let is_exact = (place.size() * scale - egui::Vec2::splat(side)).abs().max_elem() < 0.01;
        pictures.push(Picture { texture: texture.clone(), place, part: WHOLE, is_exact });
        true
    }

    /// Paints what is there of a missing tile: the same at another size, or a part of a coarser one, with finer ones over it.
    fn paint_substitute(&mut self, pictures: &mut Vec<Picture>, key: Key, place: Rect) {
        let frame = self.frame;
        let same_look = |k: &Key| k.is_dark == key.is_dark;
        let best = self.textures.keys().copied().filter(same_look).filter_map(|k| {
            let up = key.zoom.checked_sub(k.zoom)?;
            ((key.x >> up) == k.x && (key.y >> up) == k.y).then_some((up, u16::abs_diff(k.side, key.side), k))
        });
        if let Some((up, _, found)) = best.min_by_key(|&(up, side, k)| (up, side, k.side)) {
            let n = f32::from(2u16.saturating_pow(u32::from(up.min(15))));
            let (fx, fy) = ((key.x - (found.x << up)) as f32 / n, (key.y - (found.y << up)) as f32 / n);
            let part = Rect::from_min_max(pos2(fx, fy), pos2(fx + 1.0 / n, fy + 1.0 / n));
            if let Some((texture, used)) = self.textures.get_mut(&found) {
                *used = frame;
                pictures.push(Picture { texture: texture.clone(), place, part, is_exact: false });
            }
            if up == 0 {
                return;
            }
        }
        for (dx, dy) in [(0u32, 0u32), (1, 0), (0, 1), (1, 1)] {
            let finer = |k: &Key| same_look(k) && k.zoom == key.zoom + 1 && k.x == key.x * 2 + dx && k.y == key.y * 2 + dy;
            let Some(found) = self.textures.keys().copied().filter(finer).min_by_key(|k| k.side) else { continue };
            let half = place.size() / 2.0;
            let corner = place.min + egui::vec2(half.x * dx as f32, half.y * dy as f32);
            if let Some((texture, used)) = self.textures.get_mut(&found) {
                *used = frame;
                let place = Rect::from_min_size(corner, half);
                pictures.push(Picture { texture: texture.clone(), place, part: WHOLE, is_exact: false });
            }
        }
    }

    fn forget(&mut self) {
        let bytes = |k: &Key| usize::from(k.side) * usize::from(k.side) * 4;
        let in_sight: usize = self.textures.iter().filter(|(_, (_, used))| *used == self.frame).map(|(k, _)| bytes(k)).sum();
        let most = in_sight + KEPT_BYTES;
        let mut total: usize = self.textures.keys().map(bytes).sum();
        while total > most {
            let oldest = self
                .textures
                .iter()
                .filter(|(k, (_, used))| k.zoom > 0 && *used != self.frame)
                .min_by_key(|(_, (_, used))| *used)
                .map(|(k, _)| *k);
            let Some(oldest) = oldest else { return };
            total -= bytes(&oldest);
            self.textures.remove(&oldest);
        }
    }
}

const WHOLE: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(1.0, 1.0) };

/// Where the tiles of a view lie. Edges fall on whole pixels, so that neighbours meet without a seam and lines stay crisp.
struct Grid {
    rect: Rect,
    centre: WorldPoint,
    /// Points around the world.
    world: f64,
    scale: f32,
    zoom: u8,
    side: u16,
    is_dark: bool,
}

impl Grid {
    fn new(rect: Rect, view: &View, scale: f32, is_dark: bool) -> Grid {
        let world = 256.0 * view.zoom.exp2();
        let pixels = world * f64::from(scale);
        let zoom = (pixels / 512.0).log2().round().clamp(0.0, 22.0);
        let side = (pixels / zoom.exp2()).round().clamp(64.0, 2048.0) as u16;
        Grid { rect, centre: WorldPoint::from_lat_lon(view.centre), world, scale, zoom: zoom as u8, side, is_dark }
    }

    fn n(&self) -> i64 {
        1i64 << self.zoom
    }

    /// Screen x of a world x, on a whole pixel.
    fn x(&self, x: f64) -> f32 {
        self.snapped(f64::from(self.rect.center().x) + (x - self.centre.x) * self.world)
    }

    /// Screen y of a world y, on a whole pixel.
    fn y(&self, y: f64) -> f32 {
        self.snapped(f64::from(self.rect.center().y) + (y - self.centre.y) * self.world)
    }

    fn snapped(&self, at: f64) -> f32 {
        ((at * f64::from(self.scale)).round() / f64::from(self.scale)) as f32
    }

    /// Columns and rows in sight. Columns run on beyond the world; rows end at the poles. From the middle outwards.
    fn cells(&self) -> Vec<(i64, i64)> {
        let n = self.n() as f64;
        let (half_width, half_height) = (f64::from(self.rect.width()) / 2.0 / self.world, f64::from(self.rect.height()) / 2.0 / self.world);
        let columns = ((self.centre.x - half_width) * n).floor() as i64..=((self.centre.x + half_width) * n).floor() as i64;
        let first = ((self.centre.y - half_height) * n).floor().max(0.0) as i64;
        let last = ((self.centre.y + half_height) * n).floor().min(n - 1.0) as i64;
        let mut cells: Vec<(i64, i64)> = columns.flat_map(|column| (first..=last).map(move |row| (column, row))).collect();
        let middle = (self.centre.x * n - 0.5, self.centre.y * n - 0.5);
        cells.sort_by(|a, b| {
            let distance = |c: &(i64, i64)| (c.0 as f64 - middle.0).powi(2) + (c.1 as f64 - middle.1).powi(2);
            distance(a).total_cmp(&distance(b))
        });
        cells
    }

    fn key(&self, column: i64, row: i64) -> Key {
        Key {
            is_dark: self.is_dark,
            zoom: self.zoom,
            x: column.rem_euclid(self.n()) as u32,
            y: row as u32,
            side: self.side,
            scale: (self.scale * 256.0).round() as u16,
        }
    }

    fn place(&self, column: i64, row: i64) -> Rect {
        let n = self.n() as f64;
        let (x, y) = (column as f64 / n, row as f64 / n);
        Rect::from_min_max(pos2(self.x(x), self.y(y)), pos2(self.x(x + 1.0 / n), self.y(y + 1.0 / n)))
    }
}

fn work(wanted: &Wanted, sender: &Sender<(Key, Pixels)>, ctx: &Context) {
    loop {
        let key = {
            let mut queue = wanted.0.lock().unwrap_or_else(PoisonError::into_inner);
            loop {
                match queue.as_mut() {
                    None => return,
                    Some(keys) if !keys.is_empty() => break keys.remove(0),
                    Some(_) => queue = wanted.1.wait(queue).unwrap_or_else(PoisonError::into_inner),
                }
            }
        };
        if sender.send((key, draw(key))).is_err() {
            return;
        }
        ctx.request_repaint();
    }
}

fn draw(key: Key) -> Pixels {
    let theme = if key.is_dark { &Theme::DARK } else { &Theme::LIGHT };
    let points = f32::from(key.side) * 256.0 / f32::from(key.scale.max(1));
    let pixmap = raster::tile_of_points(theme, TileId { z: key.zoom, x: key.x, y: key.y }, points, u32::from(key.side));
    let size = [pixmap.width() as usize, pixmap.height() as usize];
    Pixels { size, bytes: pixmap.take() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::LatLon;
    use egui::vec2;

    fn grid(lon: f64, zoom: f64, scale: f32) -> Grid {
        let rect = Rect::from_min_size(pos2(300.0, 40.0), vec2(640.0, 600.0));
        let view = View { centre: LatLon::wrapped(20.0, lon), zoom, width: rect.width(), height: rect.height() };
        Grid::new(rect, &view, scale, false)
    }

    #[test]
    fn tiles_cover_the_map_across_the_antimeridian_without_seams() {
        for (lon, zoom, scale) in [(180.0, 2.0, 1.0), (-179.9, 3.37, 1.25), (0.0, 5.5, 2.0)] {
            let grid = grid(lon, zoom, scale);
            let cells = grid.cells();
            let covered = cells.iter().fold(Rect::NOTHING, |r, &(c, w)| r.union(grid.place(c, w)));
            assert!(covered.contains_rect(grid.rect.shrink(0.5)), "{lon} {zoom}: {covered:?}");
            for &(column, row) in &cells {
                assert_eq!(grid.place(column, row).right(), grid.place(column + 1, row).left());
                assert!(u64::from(grid.key(column, row).x) < grid.n() as u64);
            }
        }
    }

    #[test]
    fn tiles_are_drawn_at_the_size_at_which_they_show() {
        for (zoom, scale) in [(2.0, 1.0), (2.6, 1.0), (4.49, 2.0)] {
            let grid = grid(10.0, zoom, scale);
            let shown = grid.place(0, 0).width() * scale;
            assert!((shown - f32::from(grid.side)).abs() <= 1.0, "{shown} {}", grid.side);
            assert!((256..=728).contains(&grid.side), "{}", grid.side);
        }
    }
}
