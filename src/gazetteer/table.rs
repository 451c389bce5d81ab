//! An index opened for reading: rows and names are read where they lie.

use std::ops::Range;
use std::sync::Arc;

use super::index::kinds::NameKind;
use super::index::layout::{self, RawRow, Section};

/// The bytes of an index, wherever they come from.
#[derive(Debug)]
pub(super) enum Bytes {
    /// Part of the program's file.
    Static(&'static [u8]),
    /// Made at run time: a user's own places.
    Owned(Vec<u8>),
    /// A file that a user made.
    Mapped(memmap2::Mmap),
}

impl Bytes {
    fn all(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Owned(bytes) => bytes,
            Bytes::Mapped(bytes) => bytes,
        }
    }
}

/// A section of an index.
#[derive(Clone, Debug)]
pub(super) struct Part {
    bytes: Arc<Bytes>,
    range: Range<usize>,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        self.bytes.all().get(self.range.clone()).unwrap_or_default()
    }
}

/// An opened index.
pub(super) struct Table {
    pub(super) names: fst::raw::Fst<Part>,
    postings: Part,
    rows: Part,
    text: Part,
    geoname_ids: Part,
    countries: Part,
    members: Part,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("rows", &self.n_rows()).finish_non_exhaustive()
    }
}

/// Where a walk through the names stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor {
    node: usize,
    output: u64,
}

impl Table {
    /// Opens an index; `None` where the bytes are not one.
    pub(super) fn open(bytes: Bytes) -> Option<Table> {
        let bytes = Arc::new(bytes);
        let part = |section| Some(Part { range: layout::section(bytes.all(), section)?, bytes: Arc::clone(&bytes) });
        Some(Table {
            names: fst::raw::Fst::new(part(Section::Names)?).ok()?,
            postings: part(Section::Postings)?,
            rows: part(Section::Rows)?,
            text: part(Section::Text)?,
            geoname_ids: part(Section::GeonameIds)?,
            countries: part(Section::Countries)?,
            members: part(Section::Members)?,
        })
    }

    /// Number of rows.
    pub(super) fn n_rows(&self) -> u32 {
        (self.rows.range.len() / layout::ROW_SIZE) as u32
    }

    pub(super) fn row(&self, row: u32) -> Option<RawRow> {
        let start = (row as usize).checked_mul(layout::ROW_SIZE)?;
        RawRow::from_bytes(self.rows.as_ref().get(start..start.checked_add(layout::ROW_SIZE)?)?)
    }

    pub(super) fn name(&self, row: &RawRow) -> Option<&str> {
        let start = row.name_start as usize;
        std::str::from_utf8(self.text.as_ref().get(start..start + usize::from(row.name_len))?).ok()
    }

    /// The rows of a name, most prominent first, from the position that the map of names gives.
    pub(super) fn postings(&self, position: u64) -> impl Iterator<Item = (u32, NameKind)> + '_ {
        let bytes = self.postings.as_ref();
        let mut at = usize::try_from(position).ok();
        std::iter::from_fn(move || {
            let posting = layout::u32_at(bytes, at?)?;
            at = if posting & 1 == 1 { None } else { at.map(|at| at + 1) };
            Some((posting >> 4, NameKind::from_number((posting >> 1 & 7) as u8)))
        })
    }

    pub(super) fn start(&self) -> Cursor {
        Cursor { node: self.names.root().addr(), output: 0 }
    }

    /// Steps over one byte of a name.
    pub(super) fn step(&self, cursor: Cursor, byte: u8) -> Option<Cursor> {
        let node = self.names.node(cursor.node);
        let transition = node.transition(node.find_input(byte)?);
        Some(Cursor { node: transition.addr, output: cursor.output + transition.out.value() })
    }

    /// The bytes that names go on with, rising.
    pub(super) fn inputs(&self, cursor: Cursor) -> impl Iterator<Item = u8> + '_ {
        let node = self.names.node(cursor.node);
        (0..node.len()).map(move |i| node.transition(i).inp)
    }

    /// The position of the postings where a name ends here.
    pub(super) fn end(&self, cursor: Cursor) -> Option<u64> {
        let node = self.names.node(cursor.node);
        node.is_final().then(|| cursor.output + node.final_output().value())
    }

    pub(super) fn by_geonameid(&self, geonameid: u32) -> Option<u32> {
        let bytes = self.geoname_ids.as_ref();
        let found = search(bytes.len() / 8, |i| layout::u32_at(bytes, 2 * i).map(|id| id.cmp(&geonameid)))?;
        layout::u32_at(bytes, 2 * found + 1)
    }

    pub(super) fn country(&self, code: [u8; 2]) -> Option<u32> {
        let (entries, _) = self.countries.as_ref().as_chunks::<6>();
        let found = entries.binary_search_by_key(&code, |&[a, b, ..]| [a, b]).ok()?;
        let [_, _, row @ ..] = *entries.get(found)?;
        Some(u32::from_le_bytes(row))
    }

    /// Pairs of a region's row and the code of a country in it.
    pub(super) fn members(&self) -> impl Iterator<Item = (u32, [u8; 2])> + '_ {
        let (entries, _) = self.members.as_ref().as_chunks::<6>();
        entries.iter().map(|&[a, b, c, d, e, f]| (u32::from_le_bytes([a, b, c, d]), [e, f]))
    }

    /// Whether the country with `code` lies in the region or continent of `row`.
    pub(super) fn has_member(&self, row: u32, code: [u8; 2]) -> bool {
        let (entries, _) = self.members.as_ref().as_chunks::<6>();
        entries.binary_search_by_key(&(row, code), |&[a, b, c, d, e, f]| (u32::from_le_bytes([a, b, c, d]), [e, f])).is_ok()
    }
}

/// Binary search by a comparison that reads where the entries lie.
fn search(len: usize, compare: impl Fn(usize) -> Option<std::cmp::Ordering>) -> Option<usize> {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        match compare(middle)? {
            std::cmp::Ordering::Equal => return Some(middle),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}
