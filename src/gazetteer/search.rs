//! A few letters in, the most prominent places whose name begins so out; near misses after exact ones.

use std::collections::BinaryHeap;

use super::index::fold::fold;
use super::index::kinds::NameKind;
use super::table::{Cursor, Table};
use super::{Gazetteer, Hit, PlaceId};

/// A name that matches, with the rank of its place. Orders worst last, so that the worst is on top of a heap.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    /// Edits from the query.
    edits: u8,
    /// Whether letters follow the query in the name.
    longer: bool,
    row: u32,
    /// Whether the name is another than the one the place is shown by.
    other: bool,
    name: Vec<u8>,
}

impl Gazetteer {
    /// Returns up to `limit` places whose name begins with `query` (folded; near misses after exact ones), most prominent first.
    ///
    /// A place whose whole name is `query` comes before longer names. Where few names begin so, names one or two letters off are added:
    /// one from four letters on, two from eight on.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let query = fold(query);
        if query.is_empty() || limit == 0 {
            return Vec::new();
        }
        let mut found: Vec<(bool, Match)> = Vec::new();
        for (first, table) in self.layers() {
            let matches = matches(table, &query, limit);
            // A user's own place comes before others that match as well.
            found.extend(matches.into_iter().map(|found| (first == 0, Match { row: first + found.row, ..found })));
        }
        found.sort_by(|(below_a, a), (below_b, b)| (a.edits, a.longer, below_a, a).cmp(&(b.edits, b.longer, below_b, b)));
        let mut hits: Vec<Hit> = Vec::new();
        for (_, found) in found {
            let place = PlaceId(found.row);
            // Paris the city and Paris the department are one to whoever searches.
            let full_name = self.full_name(place);
            if hits.len() < limit && !hits.iter().any(|hit| hit.place == place || self.full_name(hit.place) == full_name) {
                hits.push(Hit { place, matched: self.as_written(place, &found.name) });
            }
        }
        hits
    }

    /// The shown name of a place where `folded` is its folded form, else `folded` with capitals: the index keeps other names folded only.
    fn as_written(&self, place: PlaceId, folded: &[u8]) -> String {
        let folded = String::from_utf8_lossy(folded);
        let shown = self.place(place).map(|place| place.name).filter(|name| fold(name) == folded);
        if let Some(shown) = shown {
            return shown.to_owned();
        }
        let capital = |word: &str| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
        };
        folded.split(' ').map(capital).collect::<Vec<String>>().join(" ")
    }
}

/// The best matches of one table, more than `limit`, since a place may match by several names.
fn matches(table: &Table, query: &str, limit: usize) -> Vec<Match> {
    let mut best = Best { table, keep: limit.saturating_mul(4), heap: BinaryHeap::new() };
    best.add_prefix(query.as_bytes());
    let allowed = match query.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    for edits in 1..=allowed {
        // Whoever wrote a whole name meant it.
        if best.heap.len() >= limit || best.heap.iter().any(|found| !found.longer) {
            break;
        }
        best.add_near(query.as_bytes(), edits);
    }
    best.heap.into_sorted_vec()
}

/// The best matches so far.
struct Best<'t> {
    table: &'t Table,
    keep: usize,
    heap: BinaryHeap<Match>,
}

impl Best<'_> {
    /// Adds the names that begin with `query`.
    fn add_prefix(&mut self, query: &[u8]) {
        let start = query.iter().try_fold(self.table.start(), |at, &byte| self.table.step(at, byte));
        if let Some(at) = start {
            self.add_below(at, &mut query.to_vec(), query.len(), 0);
        }
    }

    /// Adds every name that goes on from `at`.
    fn add_below(&mut self, at: Cursor, name: &mut Vec<u8>, typed: usize, edits: u8) {
        // No name is longer than what is indexed, so the depth is bounded.
        if let Some(position) = self.table.end(at) {
            self.add(position, name, name.len() > typed, edits);
        }
        for byte in self.table.inputs(at) {
            if let Some(next) = self.table.step(at, byte) {
                name.push(byte);
                self.add_below(next, name, typed, edits);
                name.pop();
            }
        }
    }

    fn add(&mut self, position: u64, name: &[u8], longer: bool, edits: u8) {
        for (row, kind) in self.table.postings(position) {
            if matches!(kind, NameKind::PostalCode | NameKind::AirportCode) && longer {
                continue;
            }
            let full = self.heap.len() >= self.keep;
            let worst = self.heap.peek().filter(|_| full);
            if worst.is_some_and(|worst| (edits, longer, row) >= (worst.edits, worst.longer, worst.row)) {
                continue;
            }
            if full {
                self.heap.pop();
            }
            self.heap.push(Match { edits, longer, row, other: kind != NameKind::Main, name: name.to_vec() });
        }
    }

    /// Adds the names whose beginning is `edits` edits from `query`: letters changed, left out, put in or swapped.
    fn add_near(&mut self, query: &[u8], edits: u8) {
        let first: Vec<u8> = (0..=query.len()).map(|i| u8::try_from(i).unwrap_or(u8::MAX)).collect();
        self.near(self.table.start(), &mut Vec::new(), query, &[], &first, edits);
    }

    /// One letter deeper: `row` is the line of the edit table for the letters of `name`, `above` the line before it.
    fn near(&mut self, at: Cursor, name: &mut Vec<u8>, query: &[u8], above: &[u8], row: &[u8], edits: u8) {
        if row.last() == Some(&edits) {
            self.add_below(at, name, name.len(), edits);
            return;
        }
        if row.iter().min().is_none_or(|&least| least > edits) {
            return;
        }
        for byte in self.table.inputs(at) {
            let Some(next) = self.table.step(at, byte) else { continue };
            let line = next_line(query, name.last().copied(), byte, above, row);
            name.push(byte);
            self.near(next, name, query, row, &line, edits);
            name.pop();
        }
    }
}

/// The next line of the table of edit distances with swaps (optimal string alignment).
fn next_line(query: &[u8], before: Option<u8>, byte: u8, above: &[u8], row: &[u8]) -> Vec<u8> {
    let mut line = Vec::with_capacity(row.len());
    let get = |row: &[u8], i: usize| row.get(i).copied().unwrap_or(u8::MAX - 1);
    line.push(get(row, 0).saturating_add(1));
    for (i, &wanted) in query.iter().enumerate() {
        let change = get(row, i) + u8::from(wanted != byte);
        let mut least = change.min(get(row, i + 1).saturating_add(1)).min(get(&line, i).saturating_add(1));
        if i > 0 && before == Some(wanted) && query.get(i - 1) == Some(&byte) {
            least = least.min(get(above, i - 1).saturating_add(1));
        }
        line.push(least);
    }
    line
}
