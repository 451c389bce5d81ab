//! Any bytes, as a feed: RSS, Atom, RDF or JSON, and with no root of their own the entries of one.
#![no_main]

use dateline_fuzz::open;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    match bytes.first() {
        Some(b'<' | b'{') => open(bytes, "a.xml"),
        _ => open(&[b"<rss version='2.0'><channel>", bytes].concat(), "a.xml"),
    }
});
