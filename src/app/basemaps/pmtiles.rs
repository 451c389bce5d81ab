//! A PMTiles file as a source of pictures. Only what is looked at is read.
//!
//! Source: PMTiles specification, version 3 (github.com/protomaps/PMTiles, spec/v3). The kept readers of it need an asynchronous runtime.

use super::{About, Source, TileId, decoded, words_of};
use crate::app::language::{tr, tr_with};
use egui::ColorImage;
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// The header's length in bytes. Source: section 3.
const HEADER: usize = 127;
/// Directories and metadata larger than this are not read; the format asks writers to stay far below.
const MOST_BYTES: u64 = 64 << 20;
/// Leaves kept in memory.
const MOST_LEAVES: usize = 32;

/// An open file.
pub(super) struct Pmtiles {
    file: File,
    header: Header,
    root: Vec<Entry>,
    leaves: HashMap<u64, Vec<Entry>>,
    about: About,
}

/// What the header says. Offsets and lengths in bytes.
struct Header {
    root: (u64, u64),
    metadata: (u64, u64),
    leaves: u64,
    tiles: u64,
    is_packed: bool,
    are_tiles_packed: bool,
    kind: u8,
    zooms: (u8, u8),
}

/// A row of a directory: tiles `id` to `id + run`, one picture; or a leaf where `run` is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    id: u64,
    run: u64,
    offset: u64,
    length: u64,
}

impl Pmtiles {
    /// Opens the file at `path`.
    pub fn open(path: &Path) -> Result<Box<dyn Source>, String> {
        let told = |what: &str| tr_with("Could not open the map: {}: {}", &[&what, &path.display()]);
        let mut file = File::open(path).map_err(|e| told(&e.to_string()))?;
        let mut bytes = [0u8; HEADER];
        file.read_exact(&mut bytes).map_err(|_| told(tr("it is no PMTiles file")))?;
        let header = Header::read(&bytes).map_err(|words| told(&words))?;
        let mut source =
            Pmtiles { file, header, root: Vec::new(), leaves: HashMap::new(), about: About { credit: String::new(), zooms: (0, 0) } };
        let (at, length) = source.header.root;
        let root = source.section(at, length, source.header.is_packed).map_err(|words| told(&words))?;
        source.root = directory(&root).ok_or_else(|| told(tr("its directory is broken")))?;
        let (at, length) = source.header.metadata;
        // A file without metadata has pictures all the same.
        let metadata = source.section(at, length, source.header.is_packed).unwrap_or_default();
        let metadata: serde_json::Value = serde_json::from_slice(&metadata).unwrap_or_default();
        let credit = metadata.get("attribution").and_then(|v| v.as_str()).map(words_of).filter(|c| !c.is_empty());
        let name = path.file_name().unwrap_or(path.as_os_str()).display().to_string();
        source.about = About { credit: credit.unwrap_or_else(|| tr_with("Map: {}", &[&name])), zooms: source.header.zooms };
        Ok(Box::new(source))
    }

    fn section(&mut self, at: u64, length: u64, is_packed: bool) -> Result<Vec<u8>, String> {
        if length > MOST_BYTES {
            return Err(tr("a part of it is too large").to_owned());
        }
        self.file.seek(SeekFrom::Start(at)).map_err(|e| e.to_string())?;
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        self.file.read_exact(&mut bytes).map_err(|_| tr("the file is cut off").to_owned())?;
        if !is_packed {
            return Ok(bytes);
        }
        let mut out = Vec::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).take(MOST_BYTES).read_to_end(&mut out).map_err(|e| e.to_string())?;
        Ok(out)
    }

    /// Where a tile's picture lies.
    fn find(&mut self, id: u64) -> Result<Option<(u64, u64)>, String> {
        let mut found = look_up(&self.root, id);
        // Source: section 4.2, at most three leaves deep.
        for _ in 0..4 {
            let Some(entry) = found else { return Ok(None) };
            if entry.run > 0 {
                return Ok(Some((self.header.tiles.saturating_add(entry.offset), entry.length)));
            }
            if !self.leaves.contains_key(&entry.offset) {
                let leaf = self.section(self.header.leaves.saturating_add(entry.offset), entry.length, self.header.is_packed)?;
                let leaf = directory(&leaf).ok_or_else(|| tr("its directory is broken").to_owned())?;
                if self.leaves.len() >= MOST_LEAVES {
                    self.leaves.clear();
                }
                self.leaves.insert(entry.offset, leaf);
            }
            found = self.leaves.get(&entry.offset).and_then(|leaf| look_up(leaf, id));
        }
        Ok(None)
    }
}

impl Source for Pmtiles {
    fn tile(&mut self, id: TileId) -> Result<Option<ColorImage>, String> {
        let Some((at, length)) = self.find(number_of(id))? else { return Ok(None) };
        let bytes = self.section(at, length, self.header.are_tiles_packed)?;
        decoded(&bytes).map(Some)
    }

    fn about(&self) -> About {
        self.about.clone()
    }
}

impl Header {
    fn read(bytes: &[u8; HEADER]) -> Result<Header, String> {
        if !bytes.starts_with(b"PMTiles") {
            return Err(tr("it is no PMTiles file").to_owned());
        }
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
        let number = |at: usize| bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
        if byte(7) != 3 {
            return Err(tr_with("it is PMTiles version {}; version 3 is read", &[&byte(7)]));
        }
        // Source: section 3, 1 is none and 2 is gzip.
        let packing = |at: usize| match byte(at) {
            0 | 1 => Ok(false),
            2 => Ok(true),
            _ => Err(tr("it is packed in a way that is not read; gzip is").to_owned()),
        };
        let header = Header {
            root: (number(8), number(16)),
            metadata: (number(24), number(32)),
            leaves: number(40),
            tiles: number(56),
            is_packed: packing(97)?,
            are_tiles_packed: packing(98)?,
            kind: byte(99),
            zooms: (byte(100).min(24), byte(101).min(24)),
        };
        match header.kind {
            // Source: section 3: MVT, PNG, JPEG, WebP, AVIF.
            1 => Err(tr("it holds vector tiles; only tiles that are pictures can be shown").to_owned()),
            5 => Err(tr("it holds AVIF pictures; PNG, JPEG and WebP can be shown").to_owned()),
            _ => Ok(header),
        }
    }
}

/// The last entry that begins at `id` or before, if it covers it or is a leaf.
fn look_up(entries: &[Entry], id: u64) -> Option<Entry> {
    let after = entries.partition_point(|e| e.id <= id);
    let entry = *entries.get(after.checked_sub(1)?)?;
    (entry.run == 0 || id - entry.id < entry.run).then_some(entry)
}

/// The rows of a directory; `None` where it is broken. Source: section 4.2.
fn directory(bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut at = 0;
    let mut next = || varint(bytes, &mut at);
    let n = usize::try_from(next()?).ok().filter(|n| *n <= bytes.len())?;
    let mut entries = vec![Entry { id: 0, run: 0, offset: 0, length: 0 }; n];
    let mut id = 0u64;
    for entry in &mut entries {
        id = id.checked_add(next()?)?;
        entry.id = id;
    }
    for entry in &mut entries {
        entry.run = next()?;
    }
    for entry in &mut entries {
        entry.length = next()?;
    }
    let mut end = 0u64;
    for (i, entry) in entries.iter_mut().enumerate() {
        entry.offset = match next()? {
            // Right after the one before.
            0 if i > 0 => end,
            offset => offset.checked_sub(1)?,
        };
        end = entry.offset.checked_add(entry.length)?;
    }
    Some(entries)
}

/// A number in groups of seven bits, the lowest first.
fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// The number of a tile: zooms one after the other, along a Hilbert curve in each. Source: section 4.1.
fn number_of(id: TileId) -> u64 {
    let before = ((1u64 << (2 * u64::from(id.zoom.min(31)))) - 1) / 3;
    let (mut x, mut y) = (u64::from(id.x), u64::from(id.y));
    let mut number = 0;
    let mut side = 1u64 << id.zoom.min(31) >> 1;
    while side > 0 {
        let (right, down) = (u64::from(x & side > 0), u64::from(y & side > 0));
        number += side * side * ((3 * right) ^ down);
        if down == 0 {
            if right == 1 {
                (x, y) = (side.wrapping_sub(1).wrapping_sub(x), side.wrapping_sub(1).wrapping_sub(y));
            }
            (x, y) = (y, x);
        }
        (x, y) = (x & side.wrapping_sub(1), y & side.wrapping_sub(1));
        side >>= 1;
    }
    before + number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::basemaps::png;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    /// A file of one tile a zoom, two of which share a picture in a leaf.
    fn file(kind: u8) -> Vec<u8> {
        let tile = png(256, [200, 30, 30, 255]);
        // One row: tiles 0 to 4, the same picture. In a leaf, so that both kinds of rows are read.
        let leaf = packed(&[1, 0, 5, (tile.len() & 0x7f) as u8 | 0x80, (tile.len() >> 7) as u8, 1]);
        let root = packed(&[1, 0, 0, leaf.len() as u8, 1]);
        let metadata = packed(br#"{"attribution":"<a>&copy; Testers</a>"}"#);
        let mut bytes = b"PMTiles\x03".to_vec();
        let mut at = HEADER as u64;
        for part in [&root, &metadata, &leaf, &tile] {
            bytes.extend(at.to_le_bytes());
            bytes.extend((part.len() as u64).to_le_bytes());
            at += part.len() as u64;
        }
        bytes.extend([0; 24]);
        bytes.extend([1, 2, 1, kind, 0, 1]);
        bytes.resize(HEADER, 0);
        for part in [root, metadata, leaf, tile] {
            bytes.extend(part);
        }
        bytes
    }

    fn open(bytes: &[u8]) -> Result<Box<dyn Source>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("world.pmtiles");
        std::fs::write(&path, bytes).unwrap();
        Pmtiles::open(&path)
    }

    #[test]
    fn tiles_are_numbered_along_the_curve() {
        // Source: the table of section 4.1.
        for (zoom, x, y, number) in
            [(0, 0, 0, 0), (1, 0, 0, 1), (1, 0, 1, 2), (1, 1, 1, 3), (1, 1, 0, 4), (2, 0, 0, 5), (12, 3423, 1763, 19_078_479)]
        {
            assert_eq!(number_of(TileId { zoom, x, y }), number, "{zoom}/{x}/{y}");
        }
    }

    #[test]
    fn a_file_of_pictures_shows_them() {
        let mut source = open(&file(2)).unwrap();
        assert_eq!(source.about(), About { credit: "© Testers".into(), zooms: (0, 1) });
        let picture = source.tile(TileId { zoom: 1, x: 1, y: 0 }).unwrap().unwrap();
        assert_eq!((picture.size, picture.pixels[0].r()), ([256, 256], 200));
        assert!(source.tile(TileId { zoom: 2, x: 0, y: 0 }).unwrap().is_none());
    }

    #[test]
    fn what_cannot_be_shown_is_said_in_one_line() {
        let whole = file(2);
        let cut = &whole[..HEADER + 10];
        for (bytes, words) in [(&file(1)[..], "vector tiles"), (b"PK", "no PMTiles"), (cut, "cut off")] {
            let error = open(bytes).err().unwrap();
            assert!(error.contains(words) && error.contains("world.pmtiles") && !error.contains('\n'), "{error}");
        }
        for length in 0..whole.len() {
            // However it is cut: an error or pictures, never a panic.
            if let Ok(mut source) = open(&whole[..length]) {
                let _ = source.tile(TileId { zoom: 1, x: 0, y: 1 });
            }
        }
    }
}
