//! Any bytes, as a document of any kind: every loader stands behind this one door.
#![no_main]

use dateline::article::{Origin, open_from};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The last byte chooses among the names that matter.
    let name = ["a", "a.md", "a.html", "a.eml"][usize::from(bytes.last().copied().unwrap_or(0)) % 4];
    let _ = open_from(bytes, &Origin { name, ..Origin::default() });
});
