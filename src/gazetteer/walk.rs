//! A walk through the names, word by word.

use super::index::fold::Folder;
use super::table::{Cursor, Table};
use super::{Candidate, Gazetteer, PlaceId};

/// A position in the index of names. Copy it to branch.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer,
    folder: Folder,
    cursor: Option<Cursor>,
    /// The same among the user's own places.
    own: Option<Cursor>,
}

impl<'g> Walk<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer) -> Walk<'g> {
        let start = |table: &Option<Table>| table.as_ref().map(Table::start);
        Walk { gazetteer, folder: Folder::default(), cursor: start(&gazetteer.table), own: start(&gazetteer.own) }
    }

    /// Steps over one more word (folded here; a space is put between words). Returns `false` where no name goes on this way.
    ///
    /// A word that folds to nothing, as a hyphen or a stop, is stepped over.
    pub fn push(&mut self, word: &str) -> bool {
        self.folder.separate();
        let (cursor, own) = (&mut self.cursor, &mut self.own);
        let gazetteer = self.gazetteer;
        self.folder.push(word, |byte| {
            step(&gazetteer.table, cursor, byte);
            step(&gazetteer.own, own, byte);
            cursor.is_some() || own.is_some()
        });
        self.cursor.is_some() || self.own.is_some()
    }

    /// The candidates of the words pushed so far, most likely first; empty where they are no whole name.
    pub fn candidates(&self) -> Vec<Candidate> {
        self.iter().collect()
    }

    /// The same as [`Walk::candidates`], one by one.
    pub fn iter(&self) -> impl Iterator<Item = Candidate> + 'g {
        let gazetteer = self.gazetteer;
        let n_below = gazetteer.table.as_ref().map_or(0, Table::n_rows);
        let layer = |table: &'g Option<Table>, cursor: Option<Cursor>, first: u32| {
            let found = table.as_ref().and_then(|table| Some((table, table.end(cursor?)?)));
            found
                .into_iter()
                .flat_map(|(table, position)| table.postings(position))
                .map(move |(row, name)| Candidate { place: PlaceId(first + row), name })
        };
        layer(&gazetteer.own, self.own, n_below).chain(layer(&gazetteer.table, self.cursor, 0))
    }

    /// Whether the words pushed so far are a whole name. Cheaper than [`Walk::candidates`].
    pub fn is_name(&self) -> bool {
        let ends = |table: &Option<Table>, cursor: Option<Cursor>| {
            table.as_ref().is_some_and(|table| cursor.is_some_and(|at| table.end(at).is_some()))
        };
        ends(&self.gazetteer.table, self.cursor) || ends(&self.gazetteer.own, self.own)
    }
}

fn step(table: &Option<Table>, cursor: &mut Option<Cursor>, byte: u8) {
    if let (Some(table), Some(at)) = (table, *cursor) {
        *cursor = table.step(at, byte);
    }
}
