//! Any bytes, as the parts of an OpenDocument text: what it says, its properties, its manifest, parted by a nil.
#![no_main]

use dateline_fuzz::{open, parts, zipped};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [content, properties, manifest] = parts(bytes);
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.text";
    let parts = [("mimetype", mimetype), ("content.xml", content), ("meta.xml", properties), ("META-INF/manifest.xml", manifest)];
    open(&zipped(&parts), "a.odt");
});
