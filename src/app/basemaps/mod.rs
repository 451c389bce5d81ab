//! Basemaps beside the embedded one: tiles of a server, tiles in a file of the user's. Each opens as a [`Source`] of pictures.
//!
//! Nothing is fetched unless the user chose it, and only what is looked at. A basemap that fails gives way to the embedded one.

mod mbtiles;
#[cfg(feature = "net")]
mod online;
mod pmtiles;
mod raster;
mod sheet;
pub(super) mod still;

pub(super) use raster::RasterTiles;
pub(super) use sheet::BasemapSheet;

use super::language::{tr, tr_with};
use egui::ColorImage;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Where OpenStreetMap gives its tiles; whoever wants others names their address.
///
/// Source: the tile usage policy of the OpenStreetMap Foundation, revision of 22 January 2024.
const OPENSTREETMAP: &str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";

/// Sides of a tile that are taken, in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 64..=1024;

/// A basemap as the user chose it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Basemap {
    /// The one that is built in.
    #[default]
    Embedded,
    /// OpenStreetMap's own server.
    OpenStreetMap,
    /// A server's address with `{z}`, `{x}` and `{y}`.
    Address(String),
    /// A PMTiles or MBTiles file.
    File(PathBuf),
}

/// A tile of the usual web map: column and row of the world cut into `2^zoom` by `2^zoom`, from the north-west.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct TileId {
    zoom: u8,
    x: u32,
    y: u32,
}

/// Something that gives pictures of tiles. Errors are in words, for the reader.
trait Source {
    /// The picture of a tile; `None` where it holds none.
    fn tile(&mut self, id: TileId) -> Result<Option<ColorImage>, String>;

    /// What its pictures are, and whom they are owed to.
    fn about(&self) -> About;
}

/// What a source says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
struct About {
    /// Whom the pictures are owed to, always shown.
    credit: String,
    /// Least and largest zoom that it has.
    zooms: (u8, u8),
}

impl Basemap {
    /// How many connections it may use at once.
    fn n_workers(&self) -> usize {
        match self {
            Basemap::Embedded | Basemap::File(_) => 1,
            // Source: the policy allows two.
            Basemap::OpenStreetMap | Basemap::Address(_) => 2,
        }
    }

    /// Opens it; `cache` is where fetched tiles are kept.
    fn open(&self, cache: Option<&Path>) -> Result<Box<dyn Source>, String> {
        match self {
            Basemap::Embedded => Err(tr("The embedded map needs no tiles").to_owned()),
            Basemap::OpenStreetMap => online(OPENSTREETMAP, tr("© OpenStreetMap contributors").to_owned(), cache),
            Basemap::Address(address) => {
                let host = host_of(address).ok_or_else(|| tr("The address of a map begins with https:// and holds {z}, {x} and {y}"))?;
                online(address, tr_with("Map: {}", &[&host]), cache)
            }
            Basemap::File(path) => {
                let is_pmtiles = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pmtiles"));
                if is_pmtiles { pmtiles::Pmtiles::open(path) } else { mbtiles::Mbtiles::open(path) }
            }
        }
    }

    /// Where a click on its credit leads.
    pub fn about_url(&self) -> Option<&'static str> {
        (*self == Basemap::OpenStreetMap).then_some("https://www.openstreetmap.org/copyright")
    }
}

#[cfg(feature = "net")]
fn online(template: &str, credit: String, cache: Option<&Path>) -> Result<Box<dyn Source>, String> {
    Ok(Box::new(online::Online::new(template, credit, cache)))
}

#[cfg(not(feature = "net"))]
fn online(_template: &str, _credit: String, _cache: Option<&Path>) -> Result<Box<dyn Source>, String> {
    Err(tr("This build opens no connection: choose a file of tiles").to_owned())
}

/// The host of an address of tiles; `None` where it is no such address.
fn host_of(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', ':']).next().filter(|h| !h.is_empty())?;
    ["{z}", "{x}", "{y}"].iter().all(|part| rest.contains(part)).then_some(host)
}

/// The pixels of a tile's picture: PNG, JPEG or WebP.
fn decoded(bytes: &[u8]) -> Result<ColorImage, String> {
    let picture = image::load_from_memory(bytes).map_err(|e| tr_with("the tile is no picture ({})", &[&e]))?;
    if !SIDES.contains(&picture.width()) || !SIDES.contains(&picture.height()) {
        return Err(tr_with("the tile is {} pixels wide", &[&picture.width()]));
    }
    let rgba = picture.to_rgba8();
    Ok(ColorImage::from_rgba_unmultiplied([rgba.width() as usize, rgba.height() as usize], rgba.as_raw()))
}

/// Credit as files hold it: HTML, from which the words are kept.
fn words_of(html: &str) -> String {
    let mut words = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            _ if is_tag => {}
            c if c.is_control() => words.push(' '),
            c => words.push(c),
        }
    }
    let words = words.replace("&copy;", "©").replace("&amp;", "&").replace("&nbsp;", " ");
    // Long enough for any list of holders of rights, short enough for one line.
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect()
}

/// Pictures of tiles for tests.
#[cfg(test)]
fn png(side: u32, color: [u8; 4]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbaImage::from_pixel(side, side, image::Rgba(color));
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_tiles_has_a_host_and_three_gaps() {
        assert_eq!(host_of(OPENSTREETMAP), Some("tile.openstreetmap.org"));
        assert_eq!(host_of("http://127.0.0.1:8080/{z}/{x}/{y}"), Some("127.0.0.1"));
        for wrong in ["", "tile.org/{z}/{x}/{y}", "https:///{z}/{x}/{y}", "https://tile.org/{z}/{x}.png", "file:///{z}/{x}/{y}"] {
            assert_eq!(host_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn credit_is_words() {
        assert_eq!(words_of("<a href=\"x\">&copy; Someone</a>,\n <b>others</b>"), "© Someone, others");
        assert_eq!(words_of("a > b"), "a > b");
    }

    #[test]
    fn what_is_no_tile_is_refused() {
        assert_eq!(decoded(&png(256, [1, 2, 3, 255])).unwrap().size, [256, 256]);
        assert!(decoded(b"<html>").is_err());
        assert!(decoded(&png(8, [0; 4])).is_err());
    }

    #[test]
    fn settings_keep_a_basemap() {
        for basemap in
            [Basemap::Embedded, Basemap::OpenStreetMap, Basemap::Address("https://a/{z}".into()), Basemap::File("a b.pmtiles".into())]
        {
            let text = serde_json::to_string(&basemap).unwrap();
            assert_eq!(serde_json::from_str::<Basemap>(&text).unwrap(), basemap, "{text}");
        }
    }
}
