//! Time to load an article: a web page, a PDF, a Word document.
//!
//! `cargo bench --bench pages` loads one of each, made here. `PAGES=FOLDER cargo bench --bench pages` loads the web pages of a folder, too,
//! packed by gzip or not: one round over all of them, and pages a second.

#![allow(clippy::unwrap_used)] // what is made here can be made

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::{Origin, load_from};
use flate2::read::GzDecoder;
use std::hint::black_box;
use std::io::{Cursor, Read, Write};
use std::path::Path;

const SENTENCE: &str =
    "The ferry left Piraeus for Heraklion at noon on Monday with four hundred people on board, the union in Athens said. ";

/// A page of the size of a newspaper's: its article, navigation, teasers, a script with data, scripts that are never run.
fn web_page() -> Vec<u8> {
    let links: String =
        (0..150).map(|i| format!("<li class=\"item\"><a href=\"/section/{i}\" data-track=\"{i}\">Section {i}</a></li>")).collect();
    let teasers: String = (0..60)
        .map(|i| {
            format!("<div class=\"card\"><a href=\"/story/{i}\"><img src=\"{i}.jpg\" alt=\"\"><h3>Another story, number {i}</h3></a></div>")
        })
        .collect();
    let paragraphs: String = (0..25).map(|_| format!("<p>{}</p>", SENTENCE.repeat(3))).collect();
    let script = format!("<script>{}</script>", "var a = function(b) { return b + 1 };\n".repeat(1500));
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Ferry crews end their strike | The Daily Tide</title>\
        <meta property=\"article:published_time\" content=\"2020-05-05T08:00:00Z\"><script type=\"application/ld+json\">\
        {{\"@type\":\"NewsArticle\",\"headline\":\"Ferry crews end their strike\",\"datePublished\":\"2020-05-05\"}}</script>{script}</head>\
        <body><nav><ul>{links}</ul></nav><article><h1>Ferry crews end their strike</h1>{paragraphs}</article>\
        <aside>{teasers}</aside><footer><ul>{links}</ul></footer></body></html>"
    )
    .into_bytes()
}

/// A PDF of four pages of text.
fn pdf() -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let line = |i: usize| format!("1 0 0 1 72 {} Tm ({}) Tj ", 760 - i * 15, SENTENCE.trim_end());
    let content: String = format!("BT /F1 10 Tf {}ET", (0..45).map(line).collect::<String>());
    let kids: Vec<Object> = (0..4)
        .map(|_| {
            let mut stream = Stream::new(dictionary! {}, content.clone().into_bytes());
            stream.compress().unwrap();
            let content = document.add_object(stream);
            let page = dictionary! {
                "Type" => "Page", "Parent" => pages, "Contents" => content,
                "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            };
            document.add_object(page).into()
        })
        .collect();
    document.objects.insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 4 }));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A Word document of as many words.
fn word_document() -> Vec<u8> {
    let paragraphs: String = (0..60).map(|_| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", SENTENCE.repeat(3))).collect();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    write!(writer, "<w:document xmlns:w=\"w\"><w:body>{paragraphs}</w:body></w:document>").unwrap();
    writer.finish().unwrap().into_inner()
}

/// The pages in a folder, in the order of their names.
fn pages(folder: &Path) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|p| p.is_file()).collect();
    files.sort();
    let read = |path: &Path| {
        let bytes = std::fs::read(path).unwrap();
        let mut page = Vec::new();
        if bytes.starts_with(b"\x1f\x8b") { GzDecoder::new(&bytes[..]).read_to_end(&mut page).map(|_| page).unwrap() } else { bytes }
    };
    files.iter().map(|f| read(f)).collect()
}

fn load(bytes: &[u8], name: &str) -> usize {
    load_from(black_box(bytes), &Origin { name, ..Origin::default() }).map_or(0, |a| a.text.len())
}

fn loading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pages");
    for (name, bytes) in [("a.html", web_page()), ("a.pdf", pdf()), ("a.docx", word_document())] {
        assert!(load(&bytes, name) > 8000, "{name}");
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| b.iter(|| load(&bytes, name)));
    }
    if let Some(folder) = std::env::var_os("PAGES") {
        let pages = pages(Path::new(&folder));
        group.sample_size(10);
        group.throughput(Throughput::Elements(pages.len() as u64));
        group.bench_function("a folder of pages", |b| b.iter(|| pages.iter().map(|page| load(page, "a.html")).sum::<usize>()));
    }
    group.finish();
}

criterion_group!(benches, loading);
criterion_main!(benches);
