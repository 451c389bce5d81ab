//! What the targets share: the door to the loaders, and the wrapping of parts that a fuzzer would not find by itself.

use dateline::article::{Error, Fault, Loaded, Origin, open_from};
use std::io::{Cursor, Write};
use std::sync::Once;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Opens `bytes` as the document of a name, and every article in it.
///
/// Loading catches the panics of other people's parsers, which is what it is for. A panic in our own code is a finding all the same, and
/// so is a document that takes the whole of its time.
pub fn open(bytes: &[u8], name: &str) {
    tell_our_panics();
    match open_from(bytes, &Origin { name, ..Origin::default() }) {
        Ok(Loaded::Article(article)) => assert!(article.story_blocks().next().is_some()),
        Ok(Loaded::Listing(listing)) => {
            for item in &listing.items {
                // One of a feed may be an address alone.
                let _ = item.load();
            }
        }
        Err(Error::Document { fault: Fault::Slow, .. }) => std::process::abort(),
        Err(e) => assert_eq!(e.to_string().lines().count(), 1, "{e:?}"),
    }
}

/// Ends the program at a panic in a file of our own, on whatever thread.
fn tell_our_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // The first document puts the loaders' hook in place; ours goes around it.
        let _ = open_from(b"{\\rtf1 a}", &Origin::default());
        let tell = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            tell(panic);
            let file = panic.location().map_or("", |place| place.file());
            if !file.contains("/registry/") && !file.starts_with("/rustc/") {
                eprintln!("{panic}");
                std::process::abort();
            }
        }));
    });
}

/// The three parts of `bytes` between its first nils.
pub fn parts(bytes: &[u8]) -> [&[u8]; 3] {
    let mut parts = bytes.splitn(3, |&b| b == 0);
    std::array::from_fn(|_| parts.next().unwrap_or(&[]))
}

/// An archive of parts, not packed.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A PDF of one page on which `content` draws.
pub fn page_of_pdf(content: &[u8]) -> Vec<u8> {
    let objects: [&[u8]; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ];
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let stream = [format!("<</Length {}>>stream\n", content.len()).as_bytes(), content, b"\nendstream"].concat();
    for (i, object) in objects.into_iter().chain([stream.as_slice()]).enumerate() {
        places.push(pdf.len());
        pdf.extend([format!("{} 0 obj", i + 1).as_bytes(), object, b"endobj\n"].concat());
    }
    let table = pdf.len();
    let rows: String = places.iter().map(|at| format!("{at:010} 00000 n \n")).collect();
    pdf.extend(format!("xref\n0 6\n0000000000 65535 f \n{rows}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    pdf
}
