//! The rows of a GeoNames dump, kept compact: 36 bytes and the name.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::class::feature;
use super::names::Names;
use crate::gazetteer::error::Error;
use crate::gazetteer::index::build::each_spelling;
use crate::gazetteer::index::kinds::{Feature, NameKind};
use crate::gazetteer::index::layout::{RawRow, UNITS_PER_DEGREE};
use crate::gazetteer::index::prominence::prominence;
use crate::gazetteer::table::Table;
use fst::Streamer;

/// Columns of a dump of places.
const PLACE_COLUMNS: usize = 19;

/// Longest list of other names that a row keeps, in bytes: the dump cuts it at 10,000.
const LINE_LIMIT: usize = 1 << 16;

/// The rows of a dump. Positions are those in `rows`.
#[derive(Debug)]
pub(super) struct Dump {
    /// Until [`Dump::link`], `admin1` and `admin2` hold numbers of codes in `codes`, from 1.
    pub(super) rows: Vec<RawRow>,
    pub(super) text: Vec<u8>,
    pub(super) names: Names,
    /// GeoNames ids and positions, by id.
    pub(super) ids: Vec<(u32, u32)>,
    /// What lies in which region: position and country.
    pub(super) members: Vec<(u32, [u8; 2])>,
    pub(super) n_read: u64,
    /// Codes of units ("US.CA") and their numbers, from 1.
    codes: HashMap<String, u32>,
    /// Position + 1 of the unit of each code; 0 where the dump has no row of it.
    units: Vec<u32>,
}

impl Dump {
    pub(super) fn new(out: &Path) -> Dump {
        Dump {
            rows: Vec::new(),
            text: Vec::new(),
            names: Names::new(out),
            ids: Vec::new(),
            members: Vec::new(),
            n_read: 0,
            codes: HashMap::new(),
            units: vec![0],
        }
    }

    /// Reads a dump of places.
    pub(super) fn read_places(&mut self, path: &Path) -> Result<(), Error> {
        each_line(path, |number, line| {
            self.n_read += 1;
            self.read_place(line).map_err(|what| Error::Row { what, row: number, path: path.to_owned() })?
        })
    }

    /// Takes one row; the outer error says what is wrong with it, the inner one with the files of names.
    fn read_place(&mut self, line: &str) -> Result<Result<(), Error>, String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, name, _, others, lat, lon, class, code, country, _, admin1, admin2, _, _, population, ..] = columns.as_slice() else {
            return Err(wrong_count(columns.len(), PLACE_COLUMNS));
        };
        if columns.len() != PLACE_COLUMNS {
            return Err(wrong_count(columns.len(), PLACE_COLUMNS));
        }
        if columns.last().is_none_or(|date| !matches!(date.len(), 0 | 10)) {
            return Err("column 19 is no date: the file seems cut off".to_owned());
        }
        let geonameid: u32 = id.parse().map_err(|_| format!("column 1 is no GeoNames id ({id:?})"))?;
        let lat = degrees(lat, 90.0).ok_or_else(|| format!("column 5 is no latitude ({lat:?})"))?;
        let lon = degrees(lon, 180.0).ok_or_else(|| format!("column 6 is no longitude ({lon:?})"))?;
        let population: u64 = match *population {
            "" => 0,
            number => number.parse().map_err(|_| format!("column 15 is no number of people ({number:?})"))?,
        };
        let Some((feature, capital)) = feature(class, code) else { return Ok(Ok(())) };
        let country = <[u8; 2]>::try_from(country.as_bytes()).unwrap_or_default();
        let first = if admin1.is_empty() || *admin1 == "00" { None } else { Some(code_of(country, &[*admin1])) };
        let second = first.as_ref().filter(|_| !admin2.is_empty()).map(|_| code_of(country, &[*admin1, *admin2]));
        let position = self.rows.len() as u32;
        let (mut admin1, mut admin2) = (self.number(first), self.number(second));
        match *code {
            "ADM1" => (admin1, admin2) = (self.settle(admin1, position), 0),
            "ADM2" => admin2 = self.settle(admin2, position),
            _ => {}
        }
        let population = u32::try_from(population).unwrap_or(u32::MAX);
        let row = RawRow {
            feature: feature as u8,
            capital,
            prominence: prominence(feature, population, capital, 0),
            lat,
            lon,
            country,
            admin1,
            admin2,
            population,
            geonameid,
            ..RawRow::default()
        };
        self.push_row(row, name);
        let mut result = self.push_name(name, position, NameKind::Main);
        for other in others.split(',').filter(|other| is_usable(other)) {
            result = result.and_then(|()| self.push_name(other, position, NameKind::Alternate));
        }
        Ok(result)
    }

    /// The number of a unit's code.
    fn number(&mut self, code: Option<String>) -> u32 {
        let Some(code) = code else { return 0 };
        let next = self.units.len() as u32;
        let number = *self.codes.entry(code).or_insert(next);
        if number == next {
            self.units.push(0);
        }
        number
    }

    /// Says where the unit of a code stands; a unit is not its own parent.
    fn settle(&mut self, number: u32, position: u32) -> u32 {
        if number != 0
            && let Some(unit) = self.units.get_mut(number as usize)
        {
            *unit = position + 1;
        }
        0
    }

    fn push_row(&mut self, mut row: RawRow, name: &str) {
        let name = name.get(..name.floor_char_boundary(255)).unwrap_or_default();
        row.name_start = self.text.len() as u32;
        row.name_len = name.len() as u8;
        self.text.extend_from_slice(name.as_bytes());
        self.rows.push(row);
    }

    fn push_name(&mut self, name: &str, position: u32, kind: NameKind) -> Result<(), Error> {
        let mut result = Ok(());
        each_spelling(name, kind, |folded, kind| {
            if result.is_ok() {
                result = self.names.push(folded.as_bytes(), position, kind);
            }
        });
        result
    }

    /// Puts the positions of units in the place of their codes, and the ids in order.
    pub(super) fn link(&mut self) {
        let units = &self.units;
        let unit = |number: u32| units.get(number as usize).copied().unwrap_or(0);
        for row in &mut self.rows {
            (row.admin1, row.admin2) = (unit(row.admin1), unit(row.admin2));
        }
        self.codes = HashMap::new();
        self.ids = self.rows.iter().enumerate().map(|(position, row)| (row.geonameid, position as u32)).collect();
        self.ids.sort_unstable();
        self.ids.dedup_by_key(|&mut (id, _)| id);
    }

    fn position_of(&self, geonameid: u32) -> Option<u32> {
        let found = self.ids.binary_search_by_key(&geonameid, |&(id, _)| id).ok()?;
        self.ids.get(found).map(|&(_, position)| position)
    }

    /// Reads a dump of other names.
    pub(super) fn read_names(&mut self, path: &Path) -> Result<(), Error> {
        each_line(path, |number, line| {
            let wrong = |what| Error::Row { what, row: number, path: path.to_owned() };
            let columns: Vec<&str> = line.split('\t').collect();
            // Version 2 has ten columns, the older file eight.
            let [_, id, language, name, ..] = columns.as_slice() else { return Err(wrong(wrong_count(columns.len(), 10))) };
            if columns.len() != 10 && columns.len() != 8 {
                return Err(wrong(wrong_count(columns.len(), 10)));
            }
            let geonameid: u32 = id.parse().map_err(|_| wrong(format!("column 2 is no GeoNames id ({id:?})")))?;
            let kind = match *language {
                "post" | "link" | "wkdt" | "unlc" | "icao" | "faac" | "tcid" | "phon" | "piny" => return Ok(()),
                "iata" => NameKind::AirportCode,
                "abbr" => NameKind::Abbreviation,
                _ => NameKind::Alternate,
            };
            let Some(position) = self.position_of(geonameid).filter(|_| kind != NameKind::Alternate || is_usable(name)) else {
                return Ok(());
            };
            self.push_name(name, position, kind)
        })
    }

    /// Adds what the program's own gazetteer knows beyond the dump: names and standing of the same places, and places without GeoNames id.
    pub(super) fn add_embedded(&mut self, table: &Table) -> Result<(), Error> {
        let mut positions: Vec<Option<u32>> = Vec::with_capacity(table.n_rows() as usize);
        // Rows that the dump lacks: number in the table, position here.
        let mut added: Vec<(u32, u32)> = Vec::new();
        let mut added_ids = Vec::new();
        for number in 0..table.n_rows() {
            let Some(row) = table.row(number) else { continue };
            let same = if row.geonameid == 0 { None } else { self.position_of(row.geonameid) };
            if let Some(same) = same.and_then(|position| self.rows.get_mut(position as usize)) {
                same.prominence = same.prominence.max(row.prominence);
            }
            // Towns without an id are postal places: the dump has them under ids of its own.
            let wanted = row.geonameid != 0 || !matches!(Feature::from_number(row.feature), Feature::City | Feature::District);
            let position = same.or_else(|| wanted.then_some(self.rows.len() as u32));
            positions.push(position);
            if let Some(position) = position.filter(|_| same.is_none()) {
                let name = table.name(&row).unwrap_or_default().to_owned();
                self.push_row(row, &name);
                added.push((number, position));
                if row.geonameid != 0 {
                    added_ids.push((row.geonameid, position));
                }
            }
        }
        let moved = |reference: u32| {
            let position = reference.checked_sub(1).and_then(|row| *positions.get(row as usize)?);
            position.map_or(0, |position| position + 1)
        };
        for (number, position) in added {
            if let (Some(old), Some(row)) = (table.row(number), self.rows.get_mut(position as usize)) {
                (row.admin1, row.admin2) = (moved(old.admin1), moved(old.admin2));
            }
        }
        self.ids.append(&mut added_ids);
        self.ids.sort_unstable();
        self.members.extend(table.members().filter_map(|(row, code)| Some(((*positions.get(row as usize)?)?, code))));
        let mut stream = table.names.stream();
        while let Some((name, position)) = stream.next() {
            for (row, kind) in table.postings(position.value()) {
                if let Some(&Some(position)) = positions.get(row as usize) {
                    self.names.push(name, position, kind)?;
                }
            }
        }
        Ok(())
    }
}

/// Gives the lines of a file and their numbers, from 1, to `each`.
fn each_line(path: &Path, mut each: impl FnMut(u64, &str) -> Result<(), Error>) -> Result<(), Error> {
    let mut reader = BufReader::with_capacity(1 << 20, File::open(path).map_err(Error::file(path))?);
    let mut bytes = Vec::new();
    let mut number = 0;
    loop {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes).map_err(Error::file(path))? == 0 {
            return Ok(());
        }
        number += 1;
        let wrong = |what: &str| Error::Row { what: what.to_owned(), row: number, path: path.to_owned() };
        if bytes.len() > LINE_LIMIT {
            return Err(wrong("the row is too long to be a place's"));
        }
        let line = std::str::from_utf8(&bytes).map_err(|_| wrong("the row is not UTF-8"))?.trim_end_matches(['\n', '\r']);
        if !line.is_empty() {
            each(number, line)?;
        }
    }
}

fn code_of(country: [u8; 2], units: &[&str]) -> String {
    let mut code = String::from_utf8_lossy(&country).into_owned();
    for unit in units {
        code.push('.');
        code.push_str(unit);
    }
    code
}

fn wrong_count(found: usize, wanted: usize) -> String {
    format!("the row has {found} columns instead of {wanted}")
}

fn degrees(text: &str, limit: f64) -> Option<i32> {
    let number: f64 = text.parse().ok()?;
    (number.abs() <= limit).then(|| (number * UNITS_PER_DEGREE).round() as i32)
}

/// Whether an English text may hold another name: Latin letters, more than two, with a capital among them (names without are letters
/// turned by machine).
fn is_usable(name: &str) -> bool {
    let latin =
        |c: char| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || ('\u{2b0}'..'\u{300}').contains(&c);
    name.chars().count() > 2 && name.chars().all(latin) && name.chars().any(char::is_uppercase) && !name.starts_with("http")
}
