//! Any bytes, as an index of places, or a table of a user's own.
#![no_main]

use dateline::gazetteer::Gazetteer;
use std::io::Write;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    if let Ok(gazetteer) = Gazetteer::open(file.path()) {
        for candidate in gazetteer.candidates("Rome") {
            gazetteer.place(candidate.place);
        }
        gazetteer.search("ro", 5);
    }
    let _ = Gazetteer::fresh().with_places(file.path());
});
