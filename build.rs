//! Unpacks `data/gazetteer.zst` and makes the index that is built into the program: no parsing at start.

#[allow(dead_code, reason = "the library reads what is only written here")]
#[path = "src/gazetteer/index/mod.rs"]
mod index;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

const PACKED: &str = "data/gazetteer.zst";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={PACKED}");
    println!("cargo::rerun-if-changed=src/gazetteer/index");
    let packed = zstd::decode_all(fs::File::open(PACKED)?)?;
    let places = index::pack::unpack(&packed).ok_or("data/gazetteer.zst is not a packed list of places")?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    fs::write(out.join("gazetteer.index"), index::build::index(&places)?)?;
    Ok(())
}
