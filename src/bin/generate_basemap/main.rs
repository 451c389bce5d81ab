//! Makes `data/basemap.zst` from the packages that `data/fetch_basemap.sh` fetches.
//!
//! `cargo run --release --no-default-features --features generate --bin generate_basemap -- data/sources/basemap data/basemap.zst`
//!
//! One topology of Natural Earth's first-level units gives everything that is land: an edge with one unit is coast, an edge between two
//! units is a border of some class. So outlines of countries, their fills and the coast coincide at every level of detail.

mod labels;
mod levels;
mod pack;
mod seas;
mod simplify;
mod sources;
mod standing;
mod topology;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

fn main() -> Result<()> {
    let args: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, to] = args.as_slice() else { bail!("usage: generate_basemap SOURCES_DIR OUT.zst") };
    let regions = sources::regions(&from.join("subdivisions.tsv"))?;
    let units = sources::units(&from.join("build.json"), &regions)?;
    eprintln!("{} first-level units", units.len());
    let land = sources::shapefile(&from.join("ne_10m_land.shp"))?;
    let edges = topology::edges(&units, &land);
    eprintln!("{} edges", edges.len());
    let lakes = sources::shapefile(&from.join("ne_10m_lakes.shp"))?;
    let rivers = sources::rivers(&from.join("rivers.json"))?;
    let levels = levels::levels(&units, &edges, &lakes, &rivers);
    let labels = labels::labels(from, &units, &regions)?;
    let bytes = pack::pack(&levels, &labels);
    let packed = zstd::encode_all(bytes.as_slice(), 19).context("could not compress")?;
    eprintln!("{} bytes, {} compressed", bytes.len(), packed.len());
    std::fs::write(to, packed).with_context(|| format!("could not write {}", to.display()))
}
