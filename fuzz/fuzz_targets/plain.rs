//! Any bytes, as a plain text: its encoding, title, byline and day.
#![no_main]

use dateline_fuzz::open;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    open(bytes, "a.txt");
});
