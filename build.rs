//! Unpacks the base map, unpacks the places and makes their index, all to be built into the program: no parsing at start.

#[allow(dead_code, reason = "the library reads what is only written here")]
#[path = "src/gazetteer/index/mod.rs"]
mod index;

#[allow(dead_code, reason = "the library uses more of it")]
#[path = "src/places/hash.rs"]
mod hash;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

const BASEMAP: &str = "data/basemap.zst";
const PLACES: &str = "data/gazetteer.zst";
const WORDS: &str = "data/words.tsv";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={BASEMAP}");
    println!("cargo::rerun-if-changed={PLACES}");
    println!("cargo::rerun-if-changed={WORDS}");
    println!("cargo::rerun-if-changed=src/gazetteer/index");
    println!("cargo::rerun-if-changed=src/places/hash.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    fs::write(out.join("basemap.bin"), zstd::decode_all(fs::File::open(BASEMAP)?)?)?;
    let packed = zstd::decode_all(fs::File::open(PLACES)?)?;
    let places = index::pack::unpack(&packed).ok_or("data/gazetteer.zst is not a packed list of places")?;
    fs::write(out.join("gazetteer.index"), index::build::index(&places)?)?;
    fs::write(out.join("words.table"), words(&fs::read_to_string(WORDS)?)?)?;
    Ok(())
}

/// The table that the library looks words up in; see `WORDS` in `src/places/lexicon.rs`.
fn words(list: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut slots = vec![[0u8; 4]; (list.lines().count() * 2).next_power_of_two()];
    for line in list.lines() {
        let (word, classes) = line.split_once('\t').ok_or_else(|| format!("{WORDS}: no tab in the line \"{line}\""))?;
        let (_, lower) = hash::both(word.as_bytes());
        let [a, b, c] = hash::check(lower);
        let classes = classes.bytes().fold(0, |all, class| all | hash::class_bit(class));
        let mut at = hash::slot(lower, slots.len()).ok_or("no words")?;
        while slots[at][3] != 0 {
            at = (at + 1) % slots.len();
        }
        slots[at] = [a, b, c, classes];
    }
    Ok(slots.concat())
}
