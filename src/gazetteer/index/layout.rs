//! How an index lies in its bytes. All numbers little-endian; read where they lie, never copied.
//!
//! A head of [`MAGIC`] and, for each [`Section`], offset and length as two `u64`; then the sections.

/// First bytes of an index; the last one is the version of the layout.
pub const MAGIC: [u8; 8] = *b"dlgaz\0\0\x01";

/// A part of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Section {
    /// An `fst` map of folded names to the position of their first posting.
    Names = 0,
    /// Postings, `u32` each: row · 16 + kind of name · 2 + 1 on the last of a name. Most likely first:
    /// by prominence, a place under another name than its shown one after those that are shown by it.
    Postings = 1,
    /// Rows of [`ROW_SIZE`] bytes, most prominent first.
    Rows = 2,
    /// The shown names, one after another.
    Text = 3,
    /// Pairs of GeoNames id and row, `u32` each, by id.
    GeonameIds = 4,
    /// Pairs of country code (two letters) and row + 1, 2 and 4 bytes, by code.
    Countries = 5,
    /// Pairs of region's row (4 bytes) and country code (2 bytes), by row then code: what lies in a continent or region.
    Members = 6,
}

/// Number of sections.
pub const SECTIONS: usize = 7;

/// Length of the head in bytes.
pub const HEAD: usize = 8 + 16 * SECTIONS;

/// Length of a row in bytes.
pub const ROW_SIZE: usize = 36;

/// Units of a stored latitude or longitude in one degree.
pub const UNITS_PER_DEGREE: f64 = 100_000.0;

/// A row as it lies in an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RawRow {
    /// Where its shown name begins in the text section.
    pub name_start: u32,
    /// Length of its shown name in bytes.
    pub name_len: u8,
    /// Number of its feature.
    pub feature: u8,
    /// 2 for a country's capital, 1 for a first-level unit's, else 0.
    pub capital: u8,
    /// How prominent it is.
    pub prominence: u8,
    /// Latitude in [`UNITS_PER_DEGREE`].
    pub lat: i32,
    /// Longitude in [`UNITS_PER_DEGREE`].
    pub lon: i32,
    /// Country code, zeros for none.
    pub country: [u8; 2],
    /// Row of its first-level unit + 1, 0 for none.
    pub admin1: u32,
    /// Row of its second-level unit + 1, 0 for none.
    pub admin2: u32,
    /// Inhabitants.
    pub population: u32,
    /// GeoNames id, 0 for none.
    pub geonameid: u32,
}

impl RawRow {
    /// The row's bytes.
    pub fn to_bytes(self) -> [u8; ROW_SIZE] {
        let mut bytes = [0; ROW_SIZE];
        let parts: [&[u8]; 11] = [
            &self.name_start.to_le_bytes(),
            &[self.name_len, self.feature, self.capital, self.prominence],
            &self.lat.to_le_bytes(),
            &self.lon.to_le_bytes(),
            &self.country,
            &[0, 0],
            &self.admin1.to_le_bytes(),
            &self.admin2.to_le_bytes(),
            &self.population.to_le_bytes(),
            &self.geonameid.to_le_bytes(),
            &[],
        ];
        for (to, from) in bytes.iter_mut().zip(parts.into_iter().flatten()) {
            *to = *from;
        }
        bytes
    }

    /// Reads the row that `to_bytes` wrote; `None` where `bytes` is of another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<RawRow> {
        let bytes: &[u8; ROW_SIZE] = bytes.try_into().ok()?;
        let [a0, a1, a2, a3, name_len, feature, capital, prominence, rest @ ..] = *bytes;
        let [b0, b1, b2, b3, c0, c1, c2, c3, country0, country1, _, _, rest @ ..] = rest;
        let [d0, d1, d2, d3, e0, e1, e2, e3, f0, f1, f2, f3, g0, g1, g2, g3] = rest;
        Some(RawRow {
            name_start: u32::from_le_bytes([a0, a1, a2, a3]),
            name_len,
            feature,
            capital,
            prominence,
            lat: i32::from_le_bytes([b0, b1, b2, b3]),
            lon: i32::from_le_bytes([c0, c1, c2, c3]),
            country: [country0, country1],
            admin1: u32::from_le_bytes([d0, d1, d2, d3]),
            admin2: u32::from_le_bytes([e0, e1, e2, e3]),
            population: u32::from_le_bytes([f0, f1, f2, f3]),
            geonameid: u32::from_le_bytes([g0, g1, g2, g3]),
        })
    }
}

/// Returns where a section lies in `bytes`; `None` where the head is not that of an index or points outside.
pub fn section(bytes: &[u8], section: Section) -> Option<std::ops::Range<usize>> {
    if bytes.get(..8)? != MAGIC {
        return None;
    }
    let at = 8 + 16 * section as usize;
    let start = usize::try_from(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?)).ok()?;
    let len = usize::try_from(u64::from_le_bytes(bytes.get(at + 8..at + 16)?.try_into().ok()?)).ok()?;
    let end = start.checked_add(len)?;
    (end <= bytes.len()).then_some(start..end)
}

/// Reads the `u32` number `at` of `bytes`.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let start = at.checked_mul(4)?;
    Some(u32::from_le_bytes(bytes.get(start..start.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::RawRow;

    #[test]
    fn a_row_comes_back_from_its_bytes() {
        let row = RawRow {
            name_start: 70_000,
            name_len: 9,
            feature: 15,
            capital: 1,
            prominence: 200,
            lat: -3_709_060,
            lon: 12_703_000,
            country: *b"KR",
            admin1: 5,
            admin2: 300_000,
            population: 4_000_000_000,
            geonameid: 1_839_652,
        };
        assert_eq!(RawRow::from_bytes(&row.to_bytes()), Some(row));
        assert_eq!(RawRow::from_bytes(&[0; 7]), None);
    }
}
