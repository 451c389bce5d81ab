//! The rows and names of a dump in, the file of an index out.

use std::cmp::Reverse;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Built;
use super::dump::Dump;
use crate::gazetteer::error::Error;
use crate::gazetteer::index::build::{head, push_postings};
use crate::gazetteer::index::kinds::{Feature, NameKind};

/// A file that is removed when it is no longer needed.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        // A file that cannot be removed is left beside the index; the index is whole.
        let _ = fs::remove_file(&self.0);
    }
}

/// Writes the index of `dump` to `out`.
pub(super) fn write(mut dump: Dump, out: &Path) -> Result<Built, Error> {
    let mut order: Vec<u32> = (0..dump.rows.len() as u32).collect();
    let standing = |position: u32| dump.rows.get(position as usize).map_or(0, |row| row.prominence);
    // Stable: places of the same prominence keep the order of the dump.
    order.sort_by_key(|&position| Reverse(standing(position)));
    let mut row_of = vec![0u32; order.len()];
    for (row, &position) in order.iter().enumerate() {
        if let Some(slot) = row_of.get_mut(position as usize) {
            *slot = row as u32;
        }
    }
    let moved = |position: u32| row_of.get(position as usize).copied().unwrap_or(0);

    let names = Scratch(out.with_extension("map.tmp"));
    let postings = Scratch(out.with_extension("postings.tmp"));
    let n_names = write_names(&mut dump, &names.0, &postings.0, moved, &order)?;

    let whole = Scratch(out.with_extension("index.tmp"));
    let file = |path: &Path| File::create(path).map_err(Error::file(path));
    let mut writer = BufWriter::with_capacity(1 << 20, file(&whole.0)?);
    let length = |scratch: &Scratch| fs::metadata(&scratch.0).map(|found| found.len()).map_err(Error::file(&scratch.0));
    let countries: Vec<([u8; 2], u32)> = countries(&dump, &order);
    let mut members: Vec<(u32, [u8; 2])> = dump.members.iter().map(|&(position, code)| (moved(position), code)).collect();
    members.sort_unstable();
    members.dedup();
    let row_bytes = order.len() as u64 * crate::gazetteer::index::layout::ROW_SIZE as u64;
    let lengths = [
        length(&names)?,
        length(&postings)?,
        row_bytes,
        dump.text.len() as u64,
        dump.ids.len() as u64 * 8,
        countries.len() as u64 * 6,
        members.len() as u64 * 6,
    ];
    let result = (|| -> io::Result<()> {
        writer.write_all(&head(lengths))?;
        io::copy(&mut File::open(&names.0)?, &mut writer)?;
        io::copy(&mut File::open(&postings.0)?, &mut writer)?;
        let parent = |reference: u32| reference.checked_sub(1).map_or(0, |position| moved(position) + 1);
        for &position in &order {
            if let Some(row) = dump.rows.get(position as usize) {
                let mut row = *row;
                (row.admin1, row.admin2) = (parent(row.admin1), parent(row.admin2));
                writer.write_all(&row.to_bytes())?;
            }
        }
        writer.write_all(&dump.text)?;
        for &(id, position) in &dump.ids {
            writer.write_all(&id.to_le_bytes())?;
            writer.write_all(&moved(position).to_le_bytes())?;
        }
        for (code, row) in countries {
            writer.write_all(&code)?;
            writer.write_all(&row.to_le_bytes())?;
        }
        for (row, code) in members {
            writer.write_all(&row.to_le_bytes())?;
            writer.write_all(&code)?;
        }
        writer.flush()?;
        writer.get_ref().sync_all()
    })();
    result.map_err(Error::file(&whole.0))?;
    fs::rename(&whole.0, out).map_err(Error::file(out))?;
    Ok(Built { n_read: dump.n_read, n_places: order.len() as u64, n_names })
}

/// Writes the map of names and the postings; returns how many names there are.
fn write_names(dump: &mut Dump, map: &Path, postings: &Path, moved: impl Fn(u32) -> u32, order: &[u32]) -> Result<u64, Error> {
    let create = |path: &Path| File::create(path).map(|file| BufWriter::with_capacity(1 << 20, file)).map_err(Error::file(path));
    let broken = |error: fst::Error| Error::File { reason: io::Error::other(error), path: map.to_owned() };
    let mut builder = fst::MapBuilder::new(create(map)?).map_err(broken)?;
    let mut out = create(postings)?;
    let rows = &dump.rows;
    let score = |row: u32| order.get(row as usize).and_then(|&position| rows.get(position as usize)).map_or(0, |row| row.prominence);
    let (mut current, mut group, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    let (mut n_postings, mut n_names) = (0u64, 0u64);
    let mut close = |name: &[u8], group: &mut Vec<(u32, NameKind)>| {
        if group.is_empty() {
            return Ok(());
        }
        bytes.clear();
        push_postings(&mut bytes, group, score);
        builder.insert(name, n_postings).map_err(broken)?;
        n_postings += bytes.len() as u64 / 4;
        n_names += 1;
        group.clear();
        out.write_all(&bytes).map_err(Error::file(postings))
    };
    dump.names.sorted(|named| {
        if named.name != current {
            close(&current, &mut group)?;
            current = named.name;
        }
        group.push((moved(named.position), NameKind::from_number(named.kind)));
        Ok(())
    })?;
    close(&current, &mut group)?;
    builder.finish().map_err(broken)?;
    out.flush().map_err(Error::file(postings))?;
    Ok(n_names)
}

/// The country of each code: the most prominent row of that class, so that a dump's parts of countries do not take the code.
fn countries(dump: &Dump, order: &[u32]) -> Vec<([u8; 2], u32)> {
    let mut countries: Vec<([u8; 2], u32)> = Vec::new();
    for (row, &position) in order.iter().enumerate() {
        let Some(place) = dump.rows.get(position as usize) else { continue };
        if place.feature == Feature::Country as u8 && place.country != [0, 0] {
            countries.push((place.country, row as u32));
        }
    }
    countries.sort_unstable();
    countries.dedup_by_key(|&mut (code, _)| code);
    countries
}
