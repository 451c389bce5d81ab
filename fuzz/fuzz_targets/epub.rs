//! Any bytes, as the parts of a book: its package, a chapter, its contents, parted by a nil.
#![no_main]

use dateline_fuzz::{open, parts, zipped};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [package, chapter, contents] = parts(bytes);
    let container: &[u8] = b"<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'><rootfiles>\
        <rootfile full-path='c.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
    let mimetype: &[u8] = b"application/epub+zip";
    let parts = [
        ("mimetype", mimetype),
        ("META-INF/container.xml", container),
        ("c.opf", package),
        ("a.xhtml", chapter),
        ("nav.xhtml", contents),
    ];
    open(&zipped(&parts), "a.epub");
});
