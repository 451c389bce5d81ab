//! Makes `data/gazetteer.zst` of the packages that `data/fetch.sh` fetches and of the tables in `data/curated`.
//!
//! `cargo run --release --no-default-features --features generate --bin generate`

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool of the build, run by hand")]

#[allow(dead_code, reason = "reads nothing of what it writes")]
#[path = "../../gazetteer/index/mod.rs"]
mod index;

mod airports;
mod cities;
mod countries;
mod curated;
mod gather;
mod postal;
mod table;
mod units;

use anyhow::Context;

use gather::Gathered;

fn main() -> anyhow::Result<()> {
    let mut gathered = Gathered::default();
    countries::read(&mut gathered)?;
    units::read(&mut gathered)?;
    cities::read(&mut gathered)?;
    postal::read(&mut gathered)?;
    units::place(&mut gathered)?;
    airports::read(&mut gathered)?;
    curated::read(&mut gathered)?;
    let places = gathered.finish();
    let n_names: usize = places.iter().map(|place| place.names.len() + 1).sum();
    let packed = index::pack::pack(&places);
    let compressed = zstd::encode_all(packed.as_slice(), 19)?;
    std::fs::write("data/gazetteer.zst", &compressed).context("data/gazetteer.zst")?;
    println!("{} places, {n_names} names, {} bytes packed, {} compressed", places.len(), packed.len(), compressed.len());
    Ok(())
}
