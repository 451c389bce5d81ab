//! Any bytes, as a document of any kind: the one door behind which every loader stands, and what decides among them.
#![no_main]

use dateline_fuzz::open;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The last byte chooses among the names that matter.
    let name = ["a", "a.md", "a.html", "a.eml"][usize::from(bytes.last().copied().unwrap_or(0)) % 4];
    open(bytes, name);
});
