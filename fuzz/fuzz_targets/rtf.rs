//! Any bytes, as rich text.
#![no_main]

use dateline_fuzz::open;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    open(&[b"{\\rtf1", bytes].concat(), "a.rtf");
});
