//! A user's own gazetteers: an index in a file, a table of places on top.

use std::path::Path;
use std::sync::OnceLock;

use super::error::Error;
use super::import::own::read_own_places;
use super::index::build::index;
use super::mapped::map;
use super::table::{Bytes, Table};
use super::{EMBEDDED_BYTES, Gazetteer};

/// The gazetteer of this run. Set once: a [`PlaceId`](super::PlaceId) is a row of one gazetteer only.
static CURRENT: OnceLock<Gazetteer> = OnceLock::new();

impl Gazetteer {
    /// Returns the gazetteer of this run of the program: the one that was chosen with [`Gazetteer::choose`], else the one built in.
    ///
    /// For the window, whose parts all look into the same one. The steps of the pipeline are given theirs.
    pub fn current() -> &'static Gazetteer {
        CURRENT.get_or_init(Gazetteer::fresh)
    }

    /// Makes this the gazetteer of the run, and returns it. The first choice stands: to be made before any place is looked up.
    pub fn choose(self) -> &'static Gazetteer {
        CURRENT.get_or_init(|| self)
    }

    /// Opens an index that [`build`](super::import::build) made. The file is mapped into memory; only its map of names is read through
    /// once, to see that it is whole: a broken one would lead anywhere.
    ///
    /// # Errors
    /// [`Error::File`] where the file cannot be opened, [`Error::NotAnIndex`] where it is not one.
    pub fn open(path: &Path) -> Result<Gazetteer, Error> {
        match Table::open(Bytes::Mapped(map(path)?)) {
            Some(table) if table.names.verify().is_ok() => Ok(Gazetteer { table: Some(table), own: None }),
            _ => Err(Error::NotAnIndex { path: path.to_owned() }),
        }
    }

    /// Returns a gazetteer of the places built into the program, to put others on top; [`Gazetteer::embedded`] is the one to share.
    pub fn fresh() -> Gazetteer {
        Gazetteer { table: Table::open(Bytes::Static(EMBEDDED_BYTES)), own: None }
    }

    /// Puts the places of a table on top: tab-separated values with a head of `name`, `lat` and `lon`, and, where wanted, `kind` (a word of
    /// [`Feature::as_str`](super::Feature::as_str)), `country` (two letters), `population` and `names` (other names, between bars).
    /// They come before all others of the same name.
    ///
    /// # Errors
    /// [`Error::File`] where the file cannot be read, [`Error::Row`] with the first row that is not as it should be, [`Error::Empty`]
    /// where no place is in it.
    pub fn with_places(self, path: &Path) -> Result<Gazetteer, Error> {
        let places = read_own_places(path)?;
        let not_an_index = || Error::NotAnIndex { path: path.to_owned() };
        let bytes = index(&places).map_err(|_| not_an_index())?;
        let own = Table::open(Bytes::Owned(bytes)).ok_or_else(not_an_index)?;
        Ok(Gazetteer { own: Some(own), ..self })
    }
}
