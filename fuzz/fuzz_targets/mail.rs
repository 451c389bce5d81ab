//! Any bytes, as a mail: fields, parts, encodings.
#![no_main]

use dateline_fuzz::open;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    open(&[b"From: a@tide.example\n", bytes].concat(), "a.eml");
});
