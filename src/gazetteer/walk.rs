//! A walk through the names, word by word.

use super::index::fold::Folder;
use super::table::Cursor;
use super::{Candidate, Gazetteer, PlaceId};

/// A position in the index of names. Copy it to branch.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer,
    folder: Folder,
    cursor: Option<Cursor>,
}

impl<'g> Walk<'g> {
    pub(super) fn new(gazetteer: &'g Gazetteer) -> Walk<'g> {
        Walk { gazetteer, folder: Folder::default(), cursor: gazetteer.table.as_ref().map(super::table::Table::start) }
    }

    /// Steps over one more word (folded here; a space is put between words). Returns `false` where no name goes on this way.
    ///
    /// A word that folds to nothing, as a hyphen or a stop, is stepped over.
    pub fn push(&mut self, word: &str) -> bool {
        self.folder.separate();
        let Some(table) = &self.gazetteer.table else { return false };
        let cursor = &mut self.cursor;
        self.folder.push(word, |byte| {
            *cursor = cursor.and_then(|at| table.step(at, byte));
            cursor.is_some()
        });
        self.cursor.is_some()
    }

    /// The candidates of the words pushed so far, most likely first; empty where they are no whole name.
    pub fn candidates(&self) -> Vec<Candidate> {
        self.iter().collect()
    }

    /// The same as [`Walk::candidates`], one by one.
    pub fn iter(&self) -> impl Iterator<Item = Candidate> + 'g {
        let table = self.gazetteer.table.as_ref();
        let position = self.position();
        table
            .zip(position)
            .into_iter()
            .flat_map(|(table, position)| table.postings(position))
            .map(|(row, name)| Candidate { place: PlaceId(row), name })
    }

    /// Whether the words pushed so far are a whole name. Cheaper than [`Walk::candidates`].
    pub fn is_name(&self) -> bool {
        self.position().is_some()
    }

    fn position(&self) -> Option<u64> {
        self.gazetteer.table.as_ref()?.end(self.cursor?)
    }
}
