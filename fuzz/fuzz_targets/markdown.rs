//! Any bytes, as Markdown.
#![no_main]

use dateline_fuzz::open;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    open(bytes, "a.md");
});
