//! Any bytes, as a web page.
#![no_main]

use dateline_fuzz::open;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    open(&[b"<!doctype html>", bytes].concat(), "a.html");
});
