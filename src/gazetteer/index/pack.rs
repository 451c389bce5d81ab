//! The compact form in which the places are committed: columns, each packed so that zstd finds what repeats.
//!
//! `data/gazetteer.zst` holds these bytes under zstd. Written by `generate`, read by `build.rs`.

use super::build::PlaceIn;
use super::kinds::NameKind;

/// First line of the packed bytes.
const MAGIC: &[u8] = b"dateline places 1\n";

/// Units of a degree: 0.0001° is 11 m, less than a village is wide.
const UNITS_PER_DEGREE: f64 = 10_000.0;

/// Returns the packed bytes of `places`.
pub fn pack(places: &[PlaceIn]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend((places.len() as u32).to_le_bytes());
    column(&mut out, &lines(places, |p, line| line.extend_from_slice(p.name.as_bytes())));
    column(
        &mut out,
        &lines(places, |p, line| {
            for (i, (kind, name)) in p.names.iter().enumerate() {
                if i > 0 {
                    line.push(b'\t');
                }
                // An alternate, the usual kind, goes without its digit; no folded name begins with '#'.
                if *kind != NameKind::Alternate {
                    line.extend([b'#', b'0' + *kind as u8]);
                }
                line.extend_from_slice(name.as_bytes());
            }
        }),
    );
    column(&mut out, &lines(places, |p, line| line.extend(p.members.iter().flatten())));
    column(&mut out, &places.iter().map(|p| p.feature).collect::<Vec<_>>());
    column(&mut out, &places.iter().map(|p| p.capital).collect::<Vec<_>>());
    column(&mut out, &places.iter().map(|p| p.rank).collect::<Vec<_>>());
    column(&mut out, &places.iter().flat_map(|p| p.country).collect::<Vec<_>>());
    let scaled = |degrees: f64| (degrees * UNITS_PER_DEGREE).round() as i32 as u32;
    column(&mut out, &planes(places, Delta::Yes, |p| scaled(p.lat)));
    column(&mut out, &planes(places, Delta::Yes, |p| scaled(p.lon)));
    column(&mut out, &planes(places, Delta::Yes, |p| p.admin1));
    column(&mut out, &planes(places, Delta::Yes, |p| p.admin2));
    column(&mut out, &planes(places, Delta::No, |p| p.population));
    column(&mut out, &planes(places, Delta::Yes, |p| p.geonameid));
    out
}

/// Returns the places that [`pack`] wrote; `None` where the bytes are not its own.
pub fn unpack(bytes: &[u8]) -> Option<Vec<PlaceIn>> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (count, mut rest) = rest.split_first_chunk::<4>()?;
    let count = u32::from_le_bytes(*count) as usize;
    let mut next = || {
        let (len, after) = rest.split_first_chunk::<4>()?;
        let (column, after) = after.split_at_checked(u32::from_le_bytes(*len) as usize)?;
        rest = after;
        Some(column)
    };
    let mut names = std::str::from_utf8(next()?).ok()?.split('\n');
    let mut others = std::str::from_utf8(next()?).ok()?.split('\n');
    let mut members = next()?.split(|&b| b == b'\n');
    let (features, capitals, ranks, countries) = (next()?, next()?, next()?, next()?);
    let lat = unplaned(next()?, count, Delta::Yes)?;
    let lon = unplaned(next()?, count, Delta::Yes)?;
    let admin1 = unplaned(next()?, count, Delta::Yes)?;
    let admin2 = unplaned(next()?, count, Delta::Yes)?;
    let population = unplaned(next()?, count, Delta::No)?;
    let geonameid = unplaned(next()?, count, Delta::Yes)?;
    let degrees = |units: u32| f64::from(units as i32) / UNITS_PER_DEGREE;
    (0..count)
        .map(|i| {
            Some(PlaceIn {
                name: names.next()?.to_owned(),
                names: others.next()?.split('\t').filter(|name| !name.is_empty()).map(other_name).collect(),
                members: members.next()?.as_chunks::<2>().0.to_vec(),
                feature: *features.get(i)?,
                capital: *capitals.get(i)?,
                rank: *ranks.get(i)?,
                country: countries.get(2 * i..2 * i + 2)?.try_into().ok()?,
                lat: degrees(*lat.get(i)?),
                lon: degrees(*lon.get(i)?),
                admin1: *admin1.get(i)?,
                admin2: *admin2.get(i)?,
                population: *population.get(i)?,
                geonameid: *geonameid.get(i)?,
            })
        })
        .collect()
}

fn other_name(entry: &str) -> (NameKind, String) {
    let mut chars = entry.chars();
    match (chars.next(), chars.next()) {
        (Some('#'), Some(digit)) => (NameKind::from_number((digit as u32).wrapping_sub(48) as u8), chars.as_str().to_owned()),
        _ => (NameKind::Alternate, entry.to_owned()),
    }
}

fn column(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend((bytes.len() as u32).to_le_bytes());
    out.extend_from_slice(bytes);
}

fn lines(places: &[PlaceIn], write: impl Fn(&PlaceIn, &mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    for place in places {
        write(place, &mut bytes);
        bytes.push(b'\n');
    }
    bytes
}

/// Whether a column holds numbers or their steps from one row to the next.
#[derive(Clone, Copy, PartialEq)]
enum Delta {
    Yes,
    No,
}

/// Numbers as four planes of bytes, lowest first; steps are zigzag-coded so that small ones have empty high bytes.
fn planes(places: &[PlaceIn], delta: Delta, value: impl Fn(&PlaceIn) -> u32) -> Vec<u8> {
    let mut previous = 0u32;
    let coded: Vec<[u8; 4]> = places
        .iter()
        .map(|place| {
            let value = value(place);
            if delta == Delta::No {
                return value.to_le_bytes();
            }
            let step = value.wrapping_sub(previous) as i32;
            previous = value;
            ((step << 1) ^ (step >> 31)).to_le_bytes()
        })
        .collect();
    (0..4).flat_map(|plane| coded.iter().filter_map(move |bytes| bytes.get(plane).copied())).collect()
}

fn unplaned(bytes: &[u8], count: usize, delta: Delta) -> Option<Vec<u32>> {
    let mut previous = 0u32;
    (0..count)
        .map(|i| {
            let byte = |plane: usize| bytes.get(plane * count + i).copied();
            let value = u32::from_le_bytes([byte(0)?, byte(1)?, byte(2)?, byte(3)?]);
            if delta == Delta::No {
                return Some(value);
            }
            let step = (value >> 1) as i32 ^ -((value & 1) as i32);
            previous = previous.wrapping_add(step as u32);
            Some(previous)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use crate::gazetteer::index::build::PlaceIn;
    use crate::gazetteer::index::kinds::NameKind;

    #[test]
    fn places_come_back_from_their_packed_form() {
        let places = vec![
            PlaceIn { name: "Asia".into(), members: vec![*b"KR", *b"KP"], lat: 29.8407, lon: 89.2969, ..PlaceIn::default() },
            PlaceIn {
                name: "Busan".into(),
                names: vec![(NameKind::Alternate, "pusan".into()), (NameKind::AirportCode, "pus".into())],
                feature: 4,
                lat: 35.1017,
                lon: -129.03,
                country: *b"KR",
                admin1: 1,
                population: 3_678_555,
                capital: 1,
                geonameid: 1_838_524,
                ..PlaceIn::default()
            },
        ];
        assert_eq!(unpack(&pack(&places)), Some(places));
        assert_eq!(unpack(b"something else"), None);
    }
}
