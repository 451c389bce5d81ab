//! An MBTiles file, a small SQLite database, as a source of pictures.
//!
//! Source: MBTiles specification, version 1.3 (github.com/mapbox/mbtiles-spec).

use super::{About, Source, TileId, decoded, words_of};
use crate::app::language::{tr, tr_with};
use egui::ColorImage;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::Path;

/// An open file.
pub(super) struct Mbtiles {
    database: Connection,
    about: About,
}

impl Mbtiles {
    /// Opens the file at `path`; it is only read.
    pub fn open(path: &Path) -> Result<Box<dyn Source>, String> {
        let told = |what: &str| tr_with("Could not open the map: {}: {}", &[&what, &path.display()]);
        if !path.is_file() {
            return Err(told(tr("there is no such file")));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(path, flags).map_err(|e| told(&e.to_string()))?;
        let is_of_tiles = "SELECT count(*) FROM sqlite_master WHERE name = 'tiles'";
        let n: i64 = database.query_row(is_of_tiles, [], |row| row.get(0)).map_err(|_| told(tr("it is no MBTiles file")))?;
        if n == 0 {
            return Err(told(tr("it is no MBTiles file")));
        }
        // A file without metadata has pictures all the same.
        let said = |name: &str| -> Option<String> {
            database.query_row("SELECT value FROM metadata WHERE name = ?1", [name], |row| row.get(0)).optional().ok().flatten()
        };
        if said("format").is_some_and(|f| f == "pbf") {
            return Err(told(tr("it holds vector tiles; only tiles that are pictures can be shown")));
        }
        let zoom = |name: &str, extreme: &str| {
            let counted = || database.query_row(&format!("SELECT {extreme}(zoom_level) FROM tiles"), [], |row| row.get::<_, i64>(0)).ok();
            said(name).and_then(|z| z.parse::<i64>().ok()).or_else(counted).unwrap_or(0).clamp(0, 24) as u8
        };
        let zooms = (zoom("minzoom", "min"), zoom("maxzoom", "max"));
        let name = path.file_name().unwrap_or(path.as_os_str()).display().to_string();
        let credit = said("attribution").map(|a| words_of(&a)).filter(|a| !a.is_empty());
        let about = About { credit: credit.unwrap_or_else(|| tr_with("Map: {}", &[&name])), zooms };
        Ok(Box::new(Mbtiles { database, about }))
    }
}

impl Source for Mbtiles {
    fn tile(&mut self, id: TileId) -> Result<Option<ColorImage>, String> {
        // Rows are counted from the south. Source: "Content" of the tiles table.
        let row = (1u64 << id.zoom.min(31)).saturating_sub(1).saturating_sub(u64::from(id.y));
        let wanted = "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3";
        let bytes: Option<Vec<u8>> = self
            .database
            .prepare(wanted)
            .and_then(|mut query| query.query_row((i64::from(id.zoom), i64::from(id.x), row as i64), |r| r.get(0)).optional())
            .map_err(|e| e.to_string())?;
        bytes.map(|b| decoded(&b)).transpose()
    }

    fn about(&self) -> About {
        self.about.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::basemaps::png;

    fn file(folder: &Path, format: &str) -> std::path::PathBuf {
        let path = folder.join("world.mbtiles");
        let database = Connection::open(&path).unwrap();
        database.execute_batch("CREATE TABLE metadata (name TEXT, value TEXT); CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)").unwrap();
        for (name, value) in [("format", format), ("attribution", "<b>Testers</b>")] {
            database.execute("INSERT INTO metadata VALUES (?1, ?2)", (name, value)).unwrap();
        }
        for (zoom, column, row, red) in [(0, 0, 0, 10), (1, 0, 1, 20), (1, 0, 0, 30)] {
            let tile = png(256, [red, 0, 0, 255]);
            database.execute("INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)", (zoom, column, row, tile)).unwrap();
        }
        path
    }

    #[test]
    fn rows_are_counted_from_the_south() {
        let folder = tempfile::tempdir().unwrap();
        let mut source = Mbtiles::open(&file(folder.path(), "png")).unwrap();
        assert_eq!(source.about(), About { credit: "Testers".into(), zooms: (0, 1) });
        let mut red = |zoom, x, y| source.tile(TileId { zoom, x, y }).unwrap().map(|p| p.pixels[0].r());
        assert_eq!((red(0, 0, 0), red(1, 0, 0), red(1, 0, 1), red(1, 1, 1)), (Some(10), Some(20), Some(30), None));
    }

    #[test]
    fn what_cannot_be_shown_is_said_in_one_line() {
        let folder = tempfile::tempdir().unwrap();
        let vector = Mbtiles::open(&file(folder.path(), "pbf")).err().unwrap();
        assert!(vector.contains("vector tiles"), "{vector}");
        let text = folder.path().join("text.mbtiles");
        std::fs::write(&text, "no database at all, but long enough to be looked into by anyone who would").unwrap();
        let error = Mbtiles::open(&text).err().unwrap();
        assert!(error.contains("no MBTiles file") && error.contains("text.mbtiles") && !error.contains('\n'), "{error}");
        assert!(Mbtiles::open(&folder.path().join("none.mbtiles")).err().unwrap().contains("no such file"));
    }
}
