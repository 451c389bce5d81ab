//! A file of JSON lines or a table in, compressed or not, its lines out, one at a time.

use super::Failure;
#[cfg(feature = "parquet")]
use super::table_in::Rows;
use flate2::bufread::MultiGzDecoder;
use std::cell::Cell;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

/// Longest line that is read, in bytes: no article is longer, and what is longer must not fill the memory.
const LONGEST_LINE: u64 = 32 << 20;

/// What to do about a table that cannot be read here.
#[cfg(feature = "parquet")]
const NO_PARQUET: &str = "as Parquet, whose end is read first; give it as a file";
#[cfg(not(feature = "parquet"))]
const NO_PARQUET: &str = "as Parquet, which this program was built without; write it out as JSON lines";

/// A corpus that is being read.
pub(super) struct Corpus {
    records: Records,
    /// Bytes of the file, compressed or not; `None` where it has no length, so that no time left can be told.
    pub size: Option<u64>,
    n_read: Rc<Cell<u64>>,
}

/// Where the records of a corpus come from.
enum Records {
    Lines(Box<dyn BufRead>),
    #[cfg(feature = "parquet")]
    Rows(Box<Rows>),
}

/// A line of a corpus.
pub(super) enum Line {
    /// Its bytes, with their end.
    Whole(Vec<u8>),
    /// It was longer than any article; so many bytes were passed over.
    TooLong(u64),
}

impl Line {
    /// Its length in bytes.
    pub(super) fn len(&self) -> u64 {
        match self {
            Line::Whole(bytes) => bytes.len() as u64,
            Line::TooLong(n_bytes) => *n_bytes,
        }
    }
}

/// Opens the corpus at `path`, "-" for standard input. Gzip, Zstandard and Parquet are known by their first bytes.
///
/// # Errors
/// Where there is none, or it is packed in another way.
pub(super) fn open(path: &Path) -> Result<Corpus, Failure> {
    let name = path.display();
    let failed = |e: std::io::Error| Failure(format!("could not read the corpus: {e}: {name}"));
    let mut size = None;
    let raw: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        let file = File::open(path).map_err(failed)?;
        let about = file.metadata();
        if about.as_ref().is_ok_and(|m| m.is_dir()) {
            return Err(Failure(format!("could not read the corpus: it is a folder; give a file of JSON lines: {name}")));
        }
        size = about.ok().filter(|m| m.is_file()).map(|m| m.len()); // Without a size there is no time left to tell.
        Box::new(file)
    };
    let n_read = Rc::new(Cell::new(0));
    let mut bytes = BufReader::with_capacity(1 << 18, Counted { raw, n_read: Rc::clone(&n_read) });
    let head = bytes.fill_buf().map_err(failed)?;
    #[cfg(feature = "parquet")]
    if head.starts_with(b"PAR1") && size.is_some() {
        let rows = Rows::open(path, n_read.clone())?;
        return Ok(Corpus { records: Records::Rows(Box::new(rows)), size, n_read });
    }
    let how = match head {
        #[cfg(not(feature = "parquet"))]
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some("by Zstandard; unpack it on the way: zstd -dc FILE | dateline extract --jsonl -"),
        [b'P', b'A', b'R', b'1', ..] => Some(NO_PARQUET),
        [b'P', b'K', 3, 4, ..] => Some("as a ZIP archive; take the file out of it"),
        [b'B', b'Z', b'h', ..] => Some("by bzip2; unpack it on the way: bzip2 -dc FILE | dateline extract --jsonl -"),
        [0xfd, b'7', b'z', b'X', b'Z', ..] => Some("by xz; unpack it on the way: xz -dc FILE | dateline extract --jsonl -"),
        _ => None,
    };
    if let Some(how) = how {
        return Err(Failure(format!("could not read the corpus: it is packed {how}: {name}")));
    }
    let mut lines: Box<dyn BufRead> = match head {
        [0x1f, 0x8b, ..] => Box::new(BufReader::with_capacity(1 << 18, MultiGzDecoder::new(bytes))),
        #[cfg(feature = "parquet")]
        [0x28, 0xb5, 0x2f, 0xfd, ..] => {
            Box::new(BufReader::with_capacity(1 << 18, zstd::stream::read::Decoder::with_buffer(bytes).map_err(failed)?))
        }
        _ => Box::new(bytes),
    };
    // Windows' editors put a mark before the first line.
    if lines.fill_buf().map_err(failed)?.starts_with(b"\xEF\xBB\xBF") {
        lines.consume(3);
    }
    Ok(Corpus { records: Records::Lines(lines), size, n_read })
}

impl Corpus {
    /// Returns the next line; `None` at the end.
    ///
    /// # Errors
    /// Where the file cannot be read or unpacked.
    pub(super) fn next_line(&mut self) -> std::io::Result<Option<Line>> {
        #[cfg_attr(not(feature = "parquet"), allow(clippy::infallible_destructuring_match))] // without tables there is one kind
        let lines = match &mut self.records {
            Records::Lines(lines) => lines,
            #[cfg(feature = "parquet")]
            Records::Rows(rows) => {
                let row = rows.next_line()?;
                return Ok(
                    row.map(|row| if (row.len() as u64) < LONGEST_LINE { Line::Whole(row) } else { Line::TooLong(row.len() as u64) })
                );
            }
        };
        let mut line = Vec::new();
        let n_bytes = lines.take(LONGEST_LINE).read_until(b'\n', &mut line)? as u64;
        if n_bytes == 0 {
            return Ok(None);
        }
        if n_bytes < LONGEST_LINE || line.ends_with(b"\n") {
            return Ok(Some(Line::Whole(line)));
        }
        drop(line);
        lines.skip_until(b'\n').map(|n_more| Some(Line::TooLong(n_bytes + n_more as u64)))
    }

    /// Bytes of the file that were taken so far, compressed or not: some more than the lines given out.
    pub(super) fn position(&self) -> u64 {
        self.n_read.get()
    }
}

/// Counts what is read.
struct Counted {
    raw: Box<dyn Read>,
    n_read: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.raw.read(buffer)?;
        self.n_read.set(self.n_read.get() + n as u64);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// The lengths of the lines of a file; minus those that were too long.
    fn lengths(bytes: &[u8]) -> Vec<i64> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let mut corpus = open(file.path()).unwrap();
        let mut lengths = Vec::new();
        while let Some(line) = corpus.next_line().unwrap() {
            lengths.push(if matches!(line, Line::Whole(_)) { line.len() as i64 } else { -(line.len() as i64) });
        }
        assert_eq!(Some(corpus.position()), corpus.size, "all of it was read");
        lengths
    }

    #[test]
    fn lines_come_out_packed_or_not() {
        let plain = b"one\n\nthree";
        for bytes in [plain.to_vec(), gzip(plain), [gzip(b"one\n"), gzip(b"\nthr"), gzip(b"ee")].concat()] {
            assert_eq!(lengths(&bytes), [4, 1, 5]);
        }
        assert_eq!(lengths(b"\xEF\xBB\xBF{}\n"), [3]);
        assert_eq!(lengths(b""), [] as [i64; 0]);
    }

    #[test]
    fn a_line_without_end_is_passed_over() {
        let longest = LONGEST_LINE as usize;
        let mut bytes = vec![b'a'; longest + 10];
        bytes.extend_from_slice(b"\n{}\n");
        assert_eq!(lengths(&bytes), [-(longest as i64 + 11), 3]);
        assert_eq!(lengths(&vec![b'a'; longest + 10]), [-(longest as i64 + 10)]);
    }

    #[test]
    fn other_packings_are_named() {
        let file = tempfile::NamedTempFile::new().unwrap();
        for (head, word) in [(&b"PAR1...."[..], "Parquet"), (b"\xfd7zXZ...", "xz -dc"), (b"BZh91AY", "bzip2 -dc")] {
            std::fs::write(file.path(), head).unwrap();
            assert!(open(file.path()).is_err_and(|e| e.to_string().contains(word)), "{word}");
        }
    }
}
