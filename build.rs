//! Unpacks the base map, unpacks the places and makes their index, all to be built into the program: no parsing at start.

#[allow(dead_code, reason = "the library reads what is only written here")]
#[path = "src/gazetteer/index/mod.rs"]
mod index;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

const BASEMAP: &str = "data/basemap.zst";
const PLACES: &str = "data/gazetteer.zst";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={BASEMAP}");
    println!("cargo::rerun-if-changed={PLACES}");
    println!("cargo::rerun-if-changed=src/gazetteer/index");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    fs::write(out.join("basemap.bin"), zstd::decode_all(fs::File::open(BASEMAP)?)?)?;
    let packed = zstd::decode_all(fs::File::open(PLACES)?)?;
    let places = index::pack::unpack(&packed).ok_or("data/gazetteer.zst is not a packed list of places")?;
    fs::write(out.join("gazetteer.index"), index::build::index(&places)?)?;
    Ok(())
}
