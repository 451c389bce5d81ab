//! The bytes of the base map in, levels of arcs and names out.
//!
//! # Format
//! `DLBM1`, the number of sections, the length of each, then the sections: low, middle and high detail, names. Numbers are seven bits a
//! byte, lowest first; signed ones carry their sign in the lowest bit. A level is: bits of its grid; groups (country, GeoNames ids); the
//! arcs' kinds, zooms and sides; the arcs' points; lakes; rivers. Points are steps from the point before, the first of a line from the
//! first of the line before. An arc's sides are groups, 0 the sea: so one set of arcs gives the coast, every border, and the outline of
//! every country and unit, all of them the very same points.

use super::{Label, LabelKind};
use crate::earth::LatLon;

/// A point of a level's grid, unwrapped over the antimeridian.
pub(super) type GridPoint = (i32, i32);

/// What an arc is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ArcKind {
    Coast,
    Border,
    Disputed,
    Admin1,
}

/// A line between junctions.
pub(super) struct Arc {
    pub kind: ArcKind,
    pub min_zoom: f32,
    /// Groups on both sides, 0 the sea.
    pub sides: [u32; 2],
    pub line: Line,
}

/// Where the points of a line lie in the file. They are read anew each time: kept, those of high detail would be 10 MB.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    /// The point before its first.
    before: GridPoint,
    n_points: u32,
    /// Bytes from the end of the level to its first point.
    to_end: u32,
}

/// What lies on a side of arcs.
pub(super) struct Group {
    /// ISO 3166-1 alpha-2, zeros for none.
    pub country: [u8; 2],
    pub geonameids: Vec<u32>,
}

/// A lake's ring or a river's line.
pub(super) struct Water {
    pub min_zoom: f32,
    pub line: Line,
}

/// One level of detail.
#[derive(Default)]
pub(super) struct Level {
    /// The world is `2^bits` steps wide.
    pub bits: u32,
    pub groups: Vec<Group>,
    pub arcs: Vec<Arc>,
    pub lakes: Vec<Water>,
    pub rivers: Vec<Water>,
    bytes: &'static [u8],
}

impl Level {
    /// Returns the points of one of its lines.
    pub fn points(&self, line: &Line) -> impl Iterator<Item = GridPoint> + use<> {
        let at = self.bytes.len().saturating_sub(line.to_end as usize);
        let mut reader = Reader(self.bytes.get(at..).unwrap_or_default());
        let mut last = line.before;
        (0..line.n_points).map_while(move |_| {
            last = reader.step(last)?;
            Some(last)
        })
    }
}

/// Reads numbers off the front of bytes. `None` at their end.
struct Reader(&'static [u8]);

impl Reader {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn bytes(&mut self, n: usize) -> Option<&'static [u8]> {
        let (head, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(head)
    }

    fn number(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i32> {
        let value = self.number()?;
        Some((value >> 1) as i32 ^ -((value & 1) as i32))
    }

    /// The point one step from `last`.
    fn step(&mut self, last: GridPoint) -> Option<GridPoint> {
        Some((last.0.wrapping_add(self.signed()?), last.1.wrapping_add(self.signed()?)))
    }

    /// Passes over a line whose first point is a step from `last`, which becomes that point.
    fn line(&mut self, last: &mut GridPoint) -> Option<Line> {
        let n_points = self.number()?;
        let line = Line { before: *last, n_points, to_end: u32::try_from(self.0.len()).ok()? };
        let mut point = *last;
        for i in 0..n_points {
            point = self.step(point)?;
            if i == 0 {
                *last = point;
            }
        }
        Some(line)
    }

    fn waters(&mut self) -> Option<Vec<Water>> {
        let n = self.number()?;
        let mut last = (0, 0);
        (0..n).map(|_| Some(Water { min_zoom: f32::from(self.byte()?) / 10.0, line: self.line(&mut last)? })).collect()
    }
}

/// Returns a section of the file, `None` where the file is not one.
fn section(file: &'static [u8], index: usize) -> Option<&'static [u8]> {
    let mut reader = Reader(file.strip_prefix(b"DLBM1")?);
    let n = reader.number()?;
    let lengths: Vec<usize> = (0..n).map(|_| reader.number().map(|l| l as usize)).collect::<Option<_>>()?;
    let before: usize = lengths.iter().take(index).sum();
    reader.0.get(before..before + lengths.get(index)?)
}

/// Returns the level at `index`, 0 the one of least detail.
pub(super) fn level(file: &'static [u8], index: usize) -> Option<Level> {
    let bytes = section(file, index)?;
    let mut reader = Reader(bytes);
    let bits = reader.number()?;
    let n_groups = reader.number()?;
    let groups = (0..n_groups)
        .map(|_| {
            let country = reader.bytes(2)?.try_into().ok()?;
            let n = reader.number()?;
            Some(Group { country, geonameids: (0..n).map(|_| reader.number()).collect::<Option<_>>()? })
        })
        .collect::<Option<_>>()?;
    let n_arcs = reader.number()?;
    let mut arcs = (0..n_arcs)
        .map(|_| {
            let kind = match reader.byte()? {
                0 => ArcKind::Coast,
                1 => ArcKind::Border,
                2 => ArcKind::Disputed,
                _ => ArcKind::Admin1,
            };
            let min_zoom = f32::from(reader.byte()?) / 10.0;
            Some(Arc { kind, min_zoom, sides: [reader.number()?, reader.number()?], line: Line::default() })
        })
        .collect::<Option<Vec<Arc>>>()?;
    let mut last = (0, 0);
    for arc in &mut arcs {
        arc.line = reader.line(&mut last)?;
    }
    Some(Level { bits, groups, arcs, lakes: reader.waters()?, rivers: reader.waters()?, bytes })
}

/// Returns all names.
pub(super) fn labels(file: &'static [u8]) -> Option<Vec<Label>> {
    let mut reader = Reader(section(file, 3)?);
    let n = reader.number()?;
    (0..n)
        .map(|_| {
            let kind = match reader.byte()? {
                0 => LabelKind::Country,
                1 => LabelKind::Admin1,
                2 => LabelKind::Sea,
                _ => LabelKind::City,
            };
            let rank = reader.byte()?;
            let min_zoom = f32::from(reader.byte()?) / 10.0;
            let point = LatLon::wrapped(f64::from(reader.signed()?) / 1e4, f64::from(reader.signed()?) / 1e4);
            let length = reader.number()? as usize;
            let name = std::str::from_utf8(reader.bytes(length)?).ok()?;
            Some(Label { name, kind, point, rank, min_zoom })
        })
        .collect()
}
