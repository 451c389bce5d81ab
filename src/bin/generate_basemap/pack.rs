//! Levels and labels in, the bytes of the base map out. Read by `src/basemap/decode.rs`, which describes the format.

use crate::labels::Label;
use crate::levels::{Level, Water};
use crate::simplify::Point;

/// Appends an unsigned number, seven bits a byte, lowest first.
fn number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a signed number, its sign in the lowest bit.
fn signed(out: &mut Vec<u8>, value: i64) {
    number(out, ((value << 1) ^ (value >> 63)) as u64);
}

fn text(out: &mut Vec<u8>, text: &str) {
    number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Appends points as steps from the one before; `last` carries over from line to line.
fn line(out: &mut Vec<u8>, last: &mut Point, points: &[Point]) {
    number(out, points.len() as u64);
    let mut before = *last;
    for p in points {
        signed(out, p.0 - before.0);
        signed(out, p.1 - before.1);
        before = *p;
    }
    *last = points.first().copied().unwrap_or(*last);
}

fn waters(out: &mut Vec<u8>, waters: &[Water]) {
    number(out, waters.len() as u64);
    let mut last = (0, 0);
    for water in waters {
        out.push(water.zoom10);
        line(out, &mut last, &water.points);
    }
}

fn level(level: &Level) -> Vec<u8> {
    let mut out = Vec::new();
    number(&mut out, u64::from(level.bits));
    number(&mut out, level.groups.len() as u64);
    for group in &level.groups {
        out.extend_from_slice(&group.country);
        number(&mut out, group.geonameids.len() as u64);
        for id in &group.geonameids {
            number(&mut out, u64::from(*id));
        }
    }
    number(&mut out, level.arcs.len() as u64);
    for (label, _) in &level.arcs {
        out.push(label.kind as u8);
        out.push(label.zoom10);
        number(&mut out, u64::from(label.sides[0]));
        number(&mut out, u64::from(label.sides[1]));
    }
    let mut last = (0, 0);
    for (_, points) in &level.arcs {
        line(&mut out, &mut last, points);
    }
    waters(&mut out, &level.lakes);
    waters(&mut out, &level.rivers);
    out
}

fn names(labels: &[Label]) -> Vec<u8> {
    let mut out = Vec::new();
    number(&mut out, labels.len() as u64);
    for label in labels {
        out.push(label.kind as u8);
        out.push(label.rank);
        out.push((label.min_zoom * 10.0).round() as u8);
        signed(&mut out, (label.lat * 1e4).round() as i64);
        signed(&mut out, (label.lon * 1e4).round() as i64);
        text(&mut out, &label.name);
    }
    out
}

/// Returns the whole file.
pub fn pack(levels: &[Level], labels: &[Label]) -> Vec<u8> {
    let sections: Vec<Vec<u8>> = levels.iter().map(level).chain([names(labels)]).collect();
    let mut out = b"DLBM1".to_vec();
    number(&mut out, sections.len() as u64);
    for section in &sections {
        number(&mut out, section.len() as u64);
        eprintln!("section of {} bytes", section.len());
    }
    out.extend(sections.into_iter().flatten());
    out
}
