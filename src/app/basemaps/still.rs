//! The map of pictures beneath a picture that is exported: its tiles, put together once, with whom they are owed to.

use super::raster::{Grid, MOST_UP, up};
use super::{Basemap, Source, TileId};
use crate::app::keep::Keep;
use crate::app::language::tr;
use crate::export::{self, pixels_over};
use crate::scene::{Anchor, Color, Face, Item, Layer, Options, PicturePoint, PictureRect, Scene, Shape, Theme, View, fonts, scene};
use crate::story::{Playhead, Story};
use egui::{ColorImage, Rect, pos2};
use std::collections::BTreeMap;
use tiny_skia::{FilterQuality, Pixmap, PixmapPaint, Transform};

/// The map of `story` as the window shows it over `basemap`, `scale` pixels to the point.
///
/// # Errors
/// In words, where the map cannot be opened or a tile cannot be had.
pub(in crate::app) fn picture(
    story: &Story,
    playhead: Playhead,
    view: &View,
    (basemap, theme, scale): (&Basemap, &'static Theme, f32),
) -> Result<Pixmap, String> {
    let mut source = basemap.open(Keep::cache_of_user().as_deref())?;
    let options = Options { theme, has_basemap: false, selected: None, hovered: None, reserved: Vec::new() };
    let mut scene = scene(story, playhead, view, &options);
    // A map of pictures has its own names.
    scene.layers.retain(|l| !matches!(l.name, "names" | "inset names"));
    credit(&mut scene, &source.about().credit, theme);
    // Of a server no more is asked for than the window has shown; a file may give its finest.
    let fineness = if matches!(basemap, Basemap::File(_)) { scale } else { 1.0 };
    let mut tiles = Tiles { source: source.as_mut(), kept: BTreeMap::new(), trouble: None };
    let mut ground = |canvas: &mut Pixmap, part: &PictureRect, view: &View| tiles.paint(canvas, part, view, (scale, fineness, theme));
    let picture = pixels_over(&scene, view, scale, &mut ground).map_err(|e: export::Error| e.to_string())?;
    tiles.trouble.map_or(Ok(picture), Err)
}

/// Puts whom the tiles are owed to on a plate beside that of the places.
fn credit(scene: &mut Scene, words: &str, theme: &Theme) {
    if words.is_empty() {
        return;
    }
    let width = fonts::width(words, Face::Sans, 11.0, 0.0) + 12.0;
    // The plate of the embedded map's credit is 150 wide.
    let rect = PictureRect::new((scene.width - 166.0 - width).max(8.0), scene.height - 26.0, width, 17.0);
    let text = Shape::Text {
        at: PicturePoint { x: rect.min.x + 6.0, y: rect.max.y - 4.5 },
        anchor: Anchor::Start,
        text: words.to_owned(),
        face: Face::Sans,
        size: 11.0,
        spacing: 0.0,
        color: theme.ink,
        halo: None,
    };
    let plate = Shape::Rect { rect, radius: 2.0, fill: Some(theme.paper), stroke: None };
    let items = [plate, text].map(|shape| Item { shape, target: None }).into();
    scene.layers.push(Layer { items, ..Layer::new("credit") });
}

/// Tiles of one picture, each fetched once.
struct Tiles<'s> {
    source: &'s mut dyn Source,
    kept: BTreeMap<(u8, u32, u32), Option<Pixmap>>,
    /// What went wrong first.
    trouble: Option<String>,
}

impl Tiles<'_> {
    fn paint(&mut self, canvas: &mut Pixmap, part: &PictureRect, view: &View, (scale, fineness, theme): (f32, f32, &Theme)) {
        let side = |points: f32| ((points * scale).round() as u32).max(1);
        let Some(mut ground) = Pixmap::new(side(part.width()), side(part.height())) else { return };
        ground.fill(solid(theme.sea));
        let whole = Rect::from_min_size(pos2(0.0, 0.0), egui::vec2(view.width, view.height));
        let (least, most) = self.source.about().zooms;
        let grid = Grid::new(whole, view, fineness, least, most.max(least));
        for cell in grid.cells() {
            let place = grid.place(cell);
            if let Some((n, id)) = self.nearest(grid.id(cell))
                && let Some(Some(tile)) = self.kept.get(&(id.zoom, id.x, id.y))
            {
                let parts = 2u32.pow(n.into());
                let (wide, high) = (tile.width() / parts, tile.height() / parts);
                let own = grid.id(cell);
                let (left, top) = ((own.x - (id.x << n)) * wide, (own.y - (id.y << n)) * high);
                let cut = tiny_skia::IntRect::from_xywh(left as i32, top as i32, wide.max(1), high.max(1)).and_then(|r| tile.clone_rect(r));
                let Some(cut) = cut else { continue };
                let (across, down) = (place.width() * scale / cut.width() as f32, place.height() * scale / cut.height() as f32);
                let to = Transform::from_row(across, 0.0, 0.0, down, place.left() * scale, place.top() * scale);
                let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
                ground.draw_pixmap(0, 0, cut.as_ref(), &paint, to, None);
            }
        }
        if theme.is_dark {
            // As in the window: maps are drawn for daylight.
            let mut veil = tiny_skia::Paint::default();
            veil.set_color(solid(theme.paper.at(0.35)));
            if let Some(all) = tiny_skia::Rect::from_xywh(0.0, 0.0, ground.width() as f32, ground.height() as f32) {
                ground.fill_rect(all, &veil, Transform::identity(), None);
            }
        }
        let at = |points: f32| (points * scale).round() as i32;
        canvas.draw_pixmap(at(part.min.x), at(part.min.y), ground.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
    }

    /// The finest tile there is of a place, and how many zooms coarser it is.
    fn nearest(&mut self, id: TileId) -> Option<(u8, TileId)> {
        for n in 0..=MOST_UP.min(id.zoom) {
            let coarser = up(id, n);
            let key = (coarser.zoom, coarser.x, coarser.y);
            if !self.kept.contains_key(&key) {
                // After one failure nothing more is asked for: the picture is given up.
                if self.trouble.is_some() {
                    return None;
                }
                let tile = self.source.tile(coarser).map_err(|words| self.trouble = Some(words)).ok().flatten();
                self.kept.insert(key, tile.as_ref().and_then(pixmap));
            }
            if self.kept.get(&key).is_some_and(Option::is_some) {
                return Some((n, coarser));
            }
        }
        None
    }
}

fn pixmap(image: &ColorImage) -> Option<Pixmap> {
    let [width, height] = image.size.map(|side| u32::try_from(side).unwrap_or(0));
    let data = image.pixels.iter().flat_map(egui::Color32::to_array).collect();
    Pixmap::from_vec(data, tiny_skia::IntSize::from_wh(width, height)?)
}

fn solid(color: Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(color.r, color.g, color.b, color.a)
}

/// What the sheet of exports says of the map beneath a picture.
pub(in crate::app) fn note(basemap: &Basemap) -> &'static str {
    if *basemap == Basemap::Embedded { "" } else { tr("A PNG has the map beneath it and its credit; other formats have the embedded map") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;

    struct Red;

    impl Source for Red {
        fn tile(&mut self, id: TileId) -> Result<Option<ColorImage>, String> {
            if id.zoom > 2 { Ok(None) } else { Ok(Some(ColorImage::filled([64, 64], egui::Color32::from_rgb(200, 0, 0)))) }
        }

        fn about(&self) -> super::super::About {
            super::super::About { credit: "© the red ones".to_owned(), zooms: (0, 9) }
        }
    }

    #[test]
    fn tiles_lie_beneath_the_story_and_are_credited() {
        let story = Story::new(Article::from_text("On 3 May 2020 the ship sailed from Lisbon to Goa."), Gazetteer::embedded());
        let view = View { width: 400.0, height: 300.0, ..crate::scene::best_view(&story, 400.0, 300.0) };
        let mut tiles = Tiles { source: &mut Red, kept: BTreeMap::new(), trouble: None };
        let mut ground = Pixmap::new(800, 600).unwrap();
        tiles.paint(&mut ground, &PictureRect::new(0.0, 0.0, 400.0, 300.0), &view, (2.0, 2.0, &Theme::LIGHT));
        for (x, y) in [(5, 300), (400, 300), (795, 590)] {
            let p = ground.pixel(x, y).unwrap();
            assert!(p.red() > 150 && p.green() < 40, "{x} {y}: {p:?}");
        }
        let options = Options { theme: &Theme::LIGHT, has_basemap: false, selected: None, hovered: None, reserved: Vec::new() };
        let mut scene = scene(&story, Playhead(0.0), &view, &options);
        credit(&mut scene, "© the red ones", &Theme::LIGHT);
        assert!(
            scene.layers.last().unwrap().items.iter().any(|i| matches!(&i.shape, Shape::Text { text, .. } if text == "© the red ones"))
        );
    }
}
