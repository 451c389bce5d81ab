//! `dateline search`: a name in, the places of the gazetteer that it may mean out, as the search box shows them.

use super::gazetteer::Choice;
use super::{Failure, output};
use crate::gazetteer::{Feature, Gazetteer, Place};
use std::num::NonZeroUsize;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A name, or its beginning
    #[arg(value_name = "NAME", required = true, num_args = 1..)]
    name: Vec<String>,
    /// Most results shown
    #[arg(long, value_name = "N", default_value = "20")]
    limit: NonZeroUsize,
    #[command(flatten)]
    choice: Choice,
}

pub(super) fn run(args: Args) -> Result<(), Failure> {
    let name = args.name.join(" ");
    let gazetteer = args.choice.open()?;
    let hits = gazetteer.search(&name, args.limit.get());
    if hits.is_empty() {
        return Err(Failure(format!("no place has this name; try fewer letters or another spelling: {name}")));
    }
    let mut out = String::new();
    for hit in hits {
        if let Some(place) = gazetteer.place(hit.place) {
            out.push_str(&line(gazetteer, &place, &hit.matched));
        }
    }
    output::write_all(None, out.as_bytes())
}

/// "Osan\tcity in Gyeonggi-do, South Korea\t37.1522\t127.0706\tGeoNames 1839652".
fn line(gazetteer: &Gazetteer, place: &Place<'_>, matched: &str) -> String {
    let name_of = |id| gazetteer.place(id).map(|p| p.name);
    let country = place.country.and_then(|code| gazetteer.country(code)).filter(|&id| id != place.id).and_then(name_of);
    let admin1 = place.admin1.filter(|&id| id != place.id).and_then(name_of);
    let within: Vec<&str> = [admin1, country].into_iter().flatten().collect();
    let kind = noun(place.feature);
    let what = if within.is_empty() { kind.to_owned() } else { format!("{kind} in {}", within.join(", ")) };
    let also = if matched.is_empty() || matched == place.name { String::new() } else { format!(" ({matched})") };
    let id = place.geonameid.map_or(String::new(), |id| format!("\tGeoNames {id}"));
    format!("{}{also}\t{what}\t{:.4}\t{:.4}{id}\n", place.name, place.point.lat(), place.point.lon())
}

fn noun(feature: Feature) -> &'static str {
    match feature {
        Feature::HistoricCountry => "former country",
        Feature::Admin1 => "first-level unit",
        Feature::Admin2 => "second-level unit",
        other => other.as_str(),
    }
}
