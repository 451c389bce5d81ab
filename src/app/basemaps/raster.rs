//! The pictures of a [`Basemap`] under the map: asked for on threads, kept as textures, laid out around the world without an end.

use super::{About, Basemap, Source, TileId};
use crate::app::look::color32;
use crate::earth::WorldPoint;
use crate::scene::{Theme, View};
use egui::{Color32, ColorImage, Context, Painter, Rect, TextureHandle, TextureOptions, pos2};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Pictures kept as textures; the least recently used go first. A screen of 2560 by 1440 shows about 84.
const MOST_TILES: usize = 192;
/// After so many failures in a row the basemap has failed.
const MOST_FAILURES: u32 = 4;
/// What failed is asked for again after this long, in seconds.
const AGAIN_SECS: f64 = 20.0;
/// How far up a coarser tile is looked for.
pub(super) const MOST_UP: u8 = 6;

/// What the threads and the window share. `None` ends the threads.
type Queue = Arc<(Mutex<Option<Orders>>, Condvar)>;

#[derive(Default)]
struct Orders {
    wanted: Vec<TileId>,
    under_way: Vec<TileId>,
}

/// What a thread has to say.
enum News {
    Opened(About),
    /// It could not be opened.
    Broken(String),
    Tile(TileId, Result<Option<ColorImage>, String>),
}

/// A basemap of pictures.
pub(in crate::app) struct RasterTiles {
    basemap: Basemap,
    /// With the frame of the last use; `None` where the source has no such tile.
    textures: HashMap<TileId, (Option<TextureHandle>, u64)>,
    /// When each may be asked for again, in seconds of the window's clock.
    failed: HashMap<TileId, f64>,
    n_failures: u32,
    about: Option<About>,
    queue: Queue,
    news: Receiver<News>,
    missing: Vec<TileId>,
    frame: u64,
}

impl Drop for RasterTiles {
    fn drop(&mut self) {
        *self.queue.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.queue.1.notify_all();
    }
}

impl RasterTiles {
    /// Starts to open `basemap` on threads, which wake the window. Fetched tiles are kept under `cache`.
    pub fn new(basemap: &Basemap, cache: Option<PathBuf>, ctx: &Context) -> RasterTiles {
        let queue: Queue = Arc::new((Mutex::new(Some(Orders::default())), Condvar::new()));
        let (sender, news) = channel();
        for _ in 0..basemap.n_workers() {
            let (basemap, cache, queue, sender, ctx) = (basemap.clone(), cache.clone(), queue.clone(), sender.clone(), ctx.clone());
            crate::language::spawn(move || {
                match basemap.open(cache.as_deref()) {
                    Ok(source) => work(source, &queue, &sender, &ctx),
                    // Where the window has closed the map, nobody waits.
                    Err(words) => drop(sender.send(News::Broken(words))),
                }
                ctx.request_repaint();
            });
        }
        RasterTiles {
            basemap: basemap.clone(),
            textures: HashMap::new(),
            failed: HashMap::new(),
            n_failures: 0,
            about: None,
            queue,
            news,
            missing: Vec::new(),
            frame: 0,
        }
    }

    /// What it shows.
    pub fn basemap(&self) -> &Basemap {
        &self.basemap
    }

    /// Whom its pictures are owed to; empty until it is open.
    pub fn credit(&self) -> &str {
        self.about.as_ref().map_or("", |a| &a.credit)
    }

    /// Begins a frame: takes in what the threads brought. Returns why the map has failed, if it has.
    pub fn begin(&mut self, ctx: &Context) -> Option<String> {
        self.frame += 1;
        self.missing.clear();
        let now = ctx.input(|i| i.time);
        while let Ok(news) = self.news.try_recv() {
            match news {
                News::Opened(about) => self.about = Some(about),
                News::Broken(words) => return Some(words),
                News::Tile(id, Ok(image)) => {
                    self.n_failures = 0;
                    let name = format!("map {}/{}/{}", id.zoom, id.x, id.y);
                    let texture = image.map(|image| ctx.load_texture(name, image, TextureOptions::LINEAR));
                    self.textures.insert(id, (texture, self.frame));
                }
                News::Tile(id, Err(words)) => {
                    self.failed.insert(id, now + AGAIN_SECS);
                    self.n_failures += 1;
                    if self.n_failures >= MOST_FAILURES {
                        return Some(words);
                    }
                }
            }
        }
        self.failed.retain(|_, again| *again > now);
        None
    }

    /// Whether tiles cover the whole of `rect` under `view`: nothing else need be painted there.
    pub fn covers(&self, rect: Rect, view: &View, scale: f32) -> bool {
        let Some(grid) = self.grid(rect, view, scale) else { return false };
        let cells = grid.cells();
        !cells.is_empty() && cells.iter().all(|c| self.nearest(grid.id(*c)).is_some()) && grid.reaches_poles()
    }

    /// Paints the tiles under `view`, which fills `rect`, over what is there; asks for those that are missing.
    pub fn paint(&mut self, painter: &Painter, rect: Rect, view: &View, theme: &Theme) {
        let painter = &painter.with_clip_rect(rect.intersect(painter.clip_rect()));
        let Some(grid) = self.grid(rect, view, painter.pixels_per_point()) else { return };
        for cell in grid.cells() {
            let id = grid.id(cell);
            self.ask(id);
            let Some((found, uv)) = self.nearest(id) else { continue };
            let frame = self.frame;
            let Some((Some(texture), used)) = self.textures.get_mut(&found) else { continue };
            *used = frame;
            let place = grid.place(cell);
            painter.image(texture.id(), place, uv, Color32::WHITE);
            if theme.is_dark {
                // Maps are drawn for daylight. Source: visual.md, Colour tokens.
                painter.rect_filled(place, 0, color32(theme.paper.at(0.35)));
            }
        }
    }

    /// Ends a frame: tells the threads what was missing.
    pub fn end(&mut self) {
        let missing = std::mem::take(&mut self.missing);
        if let Some(orders) = self.queue.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            orders.wanted = missing.into_iter().filter(|id| !orders.under_way.contains(id)).collect();
            self.queue.1.notify_all();
        }
        while self.textures.len() > MOST_TILES {
            let oldest = self.textures.iter().min_by_key(|(_, (_, used))| *used).map(|(id, (_, used))| (*id, *used));
            match oldest {
                Some((id, used)) if used < self.frame => self.textures.remove(&id),
                _ => break,
            };
        }
    }

    /// Asks for a tile, or where the source has none, for the one that it is a part of.
    fn ask(&mut self, id: TileId) {
        let mut id = id;
        for _ in 0..=MOST_UP {
            match self.textures.get(&id) {
                Some((Some(_), _)) => return,
                Some((None, _)) if id.zoom > 0 => id = up(id, 1),
                Some((None, _)) => return,
                None => {
                    if !self.failed.contains_key(&id) && !self.missing.contains(&id) {
                        self.missing.push(id);
                    }
                    return;
                }
            }
        }
    }

    /// The finest tile there is of a place, and which part of it.
    fn nearest(&self, id: TileId) -> Option<(TileId, Rect)> {
        (0..=MOST_UP.min(id.zoom)).find_map(|n| {
            let coarser = up(id, n);
            self.textures.get(&coarser)?.0.as_ref()?;
            let side = f32::from(1u16 << n);
            let (x, y) = ((id.x - (coarser.x << n)) as f32 / side, (id.y - (coarser.y << n)) as f32 / side);
            Some((coarser, Rect::from_min_max(pos2(x, y), pos2(x + 1.0 / side, y + 1.0 / side))))
        })
    }

    fn grid(&self, rect: Rect, view: &View, scale: f32) -> Option<Grid> {
        let (least, most) = self.about.as_ref()?.zooms;
        Some(Grid::new(rect, view, scale, least, most.max(least)))
    }
}

/// The tile `n` zooms coarser that a tile is a part of.
pub(super) fn up(id: TileId, n: u8) -> TileId {
    TileId { zoom: id.zoom - n, x: id.x >> n, y: id.y >> n }
}

/// Where the tiles of a view lie. Edges fall on whole pixels, so that neighbours meet without a seam.
pub(super) struct Grid {
    rect: Rect,
    centre: WorldPoint,
    /// Points around the world.
    world: f64,
    scale: f32,
    zoom: u8,
}

impl Grid {
    pub fn new(rect: Rect, view: &View, scale: f32, least: u8, most: u8) -> Grid {
        let world = 256.0 * view.zoom.exp2();
        // Tiles of 256 pixels, shown at 181 to 362.
        let zoom = (world * f64::from(scale) / 256.0).log2().round().clamp(f64::from(least), f64::from(most)) as u8;
        Grid { rect, centre: WorldPoint::from_lat_lon(view.centre), world, scale, zoom }
    }

    fn n(&self) -> i64 {
        1i64 << self.zoom
    }

    /// Columns and rows in sight, from the middle outwards. Columns run on beyond the world; rows end at the poles.
    pub fn cells(&self) -> Vec<(i64, i64)> {
        let n = self.n() as f64;
        let (half_width, half_height) = (f64::from(self.rect.width()) / 2.0 / self.world, f64::from(self.rect.height()) / 2.0 / self.world);
        let columns = ((self.centre.x - half_width) * n).floor() as i64..=((self.centre.x + half_width) * n).floor() as i64;
        let (first, last) =
            (((self.centre.y - half_height) * n).floor().max(0.0), ((self.centre.y + half_height) * n).floor().min(n - 1.0));
        // A file that begins at a deep zoom has too many tiles to show from far away.
        if columns.clone().count() > 64 || last - first > 64.0 {
            return Vec::new();
        }
        let mut cells: Vec<(i64, i64)> = columns.flat_map(|c| (first as i64..=last as i64).map(move |row| (c, row))).collect();
        let middle = (self.centre.x * n - 0.5, self.centre.y * n - 0.5);
        let distance = |c: &(i64, i64)| (c.0 as f64 - middle.0).powi(2) + (c.1 as f64 - middle.1).powi(2);
        cells.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
        cells
    }

    /// Whether the world of tiles fills the height of the view.
    fn reaches_poles(&self) -> bool {
        let half = f64::from(self.rect.height()) / 2.0 / self.world;
        self.centre.y - half >= -1e-9 && self.centre.y + half <= 1.0 + 1e-9
    }

    pub fn id(&self, (column, row): (i64, i64)) -> TileId {
        TileId { zoom: self.zoom, x: column.rem_euclid(self.n()) as u32, y: row as u32 }
    }

    pub fn place(&self, (column, row): (i64, i64)) -> Rect {
        let n = self.n() as f64;
        let whole = |at: f64| ((at * f64::from(self.scale)).round() / f64::from(self.scale)) as f32;
        let x = |x: f64| whole(f64::from(self.rect.center().x) + (x - self.centre.x) * self.world);
        let y = |y: f64| whole(f64::from(self.rect.center().y) + (y - self.centre.y) * self.world);
        let (left, top) = (column as f64 / n, row as f64 / n);
        Rect::from_min_max(pos2(x(left), y(top)), pos2(x(left + 1.0 / n), y(top + 1.0 / n)))
    }
}

/// Gives pictures as long as they are asked for.
fn work(mut source: Box<dyn Source>, queue: &Queue, sender: &Sender<News>, ctx: &Context) {
    if sender.send(News::Opened(source.about())).is_err() {
        return;
    }
    ctx.request_repaint();
    loop {
        let id = {
            let mut orders = queue.0.lock().unwrap_or_else(PoisonError::into_inner);
            loop {
                match orders.as_mut() {
                    None => return,
                    Some(o) if !o.wanted.is_empty() => {
                        let id = o.wanted.remove(0);
                        o.under_way.push(id);
                        break id;
                    }
                    Some(_) => orders = queue.1.wait(orders).unwrap_or_else(PoisonError::into_inner),
                }
            }
        };
        let tile = source.tile(id);
        let is_alone = sender.send(News::Tile(id, tile)).is_err();
        if let Some(orders) = queue.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            orders.under_way.retain(|other| *other != id);
        }
        if is_alone {
            return;
        }
        ctx.request_repaint();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::LatLon;
    use egui::vec2;

    fn view(zoom: f64) -> (Rect, View) {
        let rect = Rect::from_min_size(pos2(300.0, 40.0), vec2(640.0, 600.0));
        (rect, View { centre: LatLon::wrapped(20.0, 179.0), zoom, width: rect.width(), height: rect.height() })
    }

    #[test]
    fn tiles_cover_the_map_across_the_antimeridian() {
        for (zoom, scale) in [(2.0, 1.0), (3.4, 1.25), (6.5, 2.0)] {
            let (rect, view) = view(zoom);
            let grid = Grid::new(rect, &view, scale, 0, 19);
            let covered = grid.cells().iter().fold(Rect::NOTHING, |r, &c| r.union(grid.place(c)));
            assert!(covered.contains_rect(rect.shrink(0.5)), "{zoom}: {covered:?}");
            assert!(grid.cells().iter().all(|&c| u64::from(grid.id(c).x) < grid.n() as u64));
        }
        let (rect, far) = view(2.0);
        assert!(Grid::new(rect, &far, 1.0, 12, 14).cells().is_empty(), "a town's file from far away");
    }

    #[test]
    fn what_a_file_lacks_is_shown_from_its_coarser_tiles() {
        let ctx = Context::default();
        let mut raster = RasterTiles::new(&Basemap::Embedded, None, &ctx);
        let id = TileId { zoom: 3, x: 5, y: 2 };
        raster.ask(id);
        assert_eq!(std::mem::take(&mut raster.missing), [id]);
        raster.textures.insert(id, (None, 1));
        raster.ask(id);
        assert_eq!(std::mem::take(&mut raster.missing), [TileId { zoom: 2, x: 2, y: 1 }]);
        assert!(raster.nearest(id).is_none());
        let image = ColorImage::filled([64, 64], Color32::RED);
        let texture = ctx.load_texture("world", image, TextureOptions::LINEAR);
        raster.textures.insert(TileId { zoom: 1, x: 1, y: 0 }, (Some(texture), 1));
        let (found, part) = raster.nearest(id).unwrap();
        assert_eq!((found.zoom, part.min, part.width()), (1, pos2(0.25, 0.5), 0.25));
    }

    #[test]
    fn a_map_that_cannot_be_opened_says_so() {
        let ctx = Context::default();
        let mut raster = RasterTiles::new(&Basemap::File("/nowhere/none.mbtiles".into()), None, &ctx);
        for _ in 0..200 {
            if let Some(words) = raster.begin(&ctx) {
                assert!(words.contains("none.mbtiles"), "{words}");
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("nothing was said");
    }
}
