//! Every door that takes other people's bytes, hammered with broken ones: the entry points of `fuzz/`, for a compiler without a fuzzer.
//!
//! In a test run each door takes a few hundred inputs, the same on every run. `HAMMER_SECS=600 cargo test --release hammer -- --nocapture` goes
//! on for that long a door.

use dateline::article::{Article, Origin, open_from};
use dateline::dates::find_dates;
use dateline::export::json::BatchRecord;
use dateline::gazetteer::Gazetteer;
use dateline::places::Hints;
use dateline::story::Reading;
use dateline::story::file::StoryFile;
use dateline::text::Text;
use std::io::Write;
use std::time::{Duration, Instant};

/// Numbers that look like chance and are the same on every run. Source: xorshift64*, Vigna (2016), ACM TOMS 42(4).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// One of the seeds, broken in a few places: bytes changed, cut, doubled, put in, or taken from another seed.
fn broken(seeds: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    const PIECES: &[&[u8]] = &[
        b"\0",
        b"\xff\xfe",
        b"{",
        b"}}}}",
        b"<<<<",
        b"</p>",
        b"\\u-1 ",
        b"\\bin99999 ",
        b"99999999999999999999",
        b"-1",
        b"&#x110000;",
        b"\n\n",
        b"\r",
        b"=?utf-8?b?",
        b"%PDF-",
        b"PK\x03\x04",
        b"]]>",
        b"\xed\xa0\x80",
        b"1950-13-45",
        b"tomorrow ",
        b"\"",
        b"[[[[[[[[",
    ];
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len() + 1);
        match chance.below(7) {
            0 if at < bytes.len() => bytes[at] = chance.next() as u8,
            1 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            2 => bytes.truncate(at),
            3 => {
                let piece = PIECES[chance.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            4 => {
                let end = (at + chance.below(64)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                for _ in 0..chance.below(9) {
                    bytes.splice(at..at, part.iter().copied());
                }
            }
            5 => {
                let end = (at + chance.below(64)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let other = &seeds[chance.below(seeds.len())];
                let from = chance.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
        }
    }
    bytes.truncate(200_000);
    bytes
}

/// Hammers one door: its own seeds first, whole, then broken.
fn hammer(name: &str, seeds: &[Vec<u8>], door: impl Fn(&[u8])) {
    let secs: Option<u64> = std::env::var("HAMMER_SECS").ok().and_then(|s| s.parse().ok());
    let (start, mut chance) = (Instant::now(), Chance(0x9E37_79B9_7F4A_7C15));
    seeds.iter().for_each(|seed| door(seed));
    let mut n = seeds.len();
    let goes_on = |n: usize| secs.map_or(n < 300, |secs| start.elapsed() < Duration::from_secs(secs));
    let mut slowest = Duration::ZERO;
    while goes_on(n) {
        let bytes = broken(seeds, &mut chance);
        let one = Instant::now();
        door(&bytes);
        slowest = slowest.max(one.elapsed());
        n += 1;
    }
    println!("{name}: {n} inputs in {:.0} s, slowest {:.0} ms", start.elapsed().as_secs_f64(), slowest.as_secs_f64() * 1e3);
    assert!(slowest < Duration::from_secs(30), "{name}: {slowest:?}");
}

/// The seeds of a door: our own small files, kept for the fuzzer too.
fn seeds(door: &str) -> Vec<Vec<u8>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(door);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} has no seed", folder.display());
    files.iter().map(|f| std::fs::read(f).unwrap()).collect()
}

#[test]
fn documents_of_every_kind() {
    hammer("documents", &seeds("documents"), |bytes| {
        for name in ["a", "a.eml"] {
            let _ = open_from(bytes, &Origin { name, ..Origin::default() });
        }
    });
}

#[test]
fn story_files() {
    hammer("story", &seeds("story"), |bytes| {
        if let Ok(file) = StoryFile::parse(bytes, "a") {
            assert!(StoryFile::parse(file.to_json().as_bytes(), "a").is_ok(), "{}", file.to_json());
        }
    });
}

#[test]
fn lines_of_a_batch() {
    hammer("batch", &seeds("batch"), |bytes| {
        if let Ok(record) = serde_json::from_slice::<BatchRecord>(bytes) {
            let article = Article::from_text(record.text);
            Reading::new(&article, Gazetteer::embedded(), &Hints { source: record.source.as_deref(), near: None });
        }
    });
}

#[test]
fn gazetteer_files() {
    hammer("gazetteer", &seeds("gazetteer"), |bytes| {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        if let Ok(gazetteer) = Gazetteer::open(file.path()) {
            for candidate in gazetteer.candidates("Rome") {
                gazetteer.place(candidate.place);
            }
            gazetteer.search("ro", 5);
        }
        let _ = Gazetteer::fresh().with_places(file.path());
    });
}

#[test]
fn words_of_dates() {
    hammer("dates", &seeds("dates"), |bytes| {
        let article = Article::from_text(String::from_utf8_lossy(bytes));
        let text = Text::new(&article);
        for published in [None, Some("2018-07-17".parse().unwrap())] {
            for timex in find_dates(&text, published) {
                assert!(!timex.span.of(&article.text).is_empty());
            }
        }
    });
}
