//! A user's GeoNames dump in, an index in a file out, within two gigabytes of memory.

mod class;
mod dump;
mod names;
pub(super) mod own;
mod write;

use std::path::Path;

use super::error::Error;
use super::table::Table;
use dump::Dump;

/// What an index was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Built {
    /// Rows of the dump that were read.
    pub n_read: u64,
    /// Places in the index.
    pub n_places: u64,
    /// Different names in the index.
    pub n_names: u64,
}

/// Makes an index of a GeoNames dump (`allCountries.txt` or one country's file), with the other names of `alternateNamesV2.txt` where it is
/// given. What the program's own gazetteer knows beyond GeoNames (people, abbreviations, regions, bases) is put in too. Streams both files:
/// memory is about 80 bytes a place. Works in files beside `out`, which is put in its place when it is whole.
///
/// # Errors
/// [`Error::File`] where a file cannot be read or written, [`Error::Row`] with the first row that is not as it should be, [`Error::Empty`]
/// where no place is in the dump.
///
/// Source: the dump's columns, <https://download.geonames.org/export/dump/readme.txt> (data CC BY 4.0).
pub fn build(geonames: &Path, alternates: Option<&Path>, out: &Path) -> Result<Built, Error> {
    let mut dump = Dump::new(out);
    dump.read_places(geonames)?;
    if dump.rows.is_empty() {
        return Err(Error::Empty { path: geonames.to_owned() });
    }
    dump.link();
    if let Some(path) = alternates {
        dump.read_names(path)?;
    }
    if let Some(table) = Table::open(super::table::Bytes::Static(super::EMBEDDED_BYTES)) {
        dump.add_embedded(&table)?;
    }
    write::write(dump, out)
}

#[cfg(test)]
mod tests;
