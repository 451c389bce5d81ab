//! Any bytes, as the parts of a Word document: what it says, its styles, its properties, parted by a nil.
#![no_main]

use dateline_fuzz::{open, parts, zipped};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [document, styles, properties] = parts(bytes);
    let parts = [("word/document.xml", document), ("word/styles.xml", styles), ("docProps/core.xml", properties)];
    open(&zipped(&parts), "a.docx");
});
