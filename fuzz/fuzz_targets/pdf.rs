//! Any bytes, as a PDF, and with no mark of their own the words drawn on the page of one.
#![no_main]

use dateline_fuzz::{open, page_of_pdf};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"%PDF-") { open(bytes, "a.pdf") } else { open(&page_of_pdf(bytes), "a.pdf") }
});
