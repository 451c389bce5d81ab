//! Where results go: a file or standard output.

use super::Failure;
#[cfg(feature = "parquet")]
use super::table_out::Table;
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;
#[cfg(feature = "parquet")]
use std::path::PathBuf;

/// Opens the file at `path` for writing, or standard output without one.
///
/// # Errors
/// Where the file cannot be created.
pub(super) fn create(path: Option<&Path>) -> Result<Box<dyn Write + Send>, Failure> {
    match path {
        None => Ok(Box::new(BufWriter::new(std::io::stdout()))),
        Some(path) => {
            let file = File::create(path).map_err(|e| unwritable(Some(path), &e))?;
            Ok(Box::new(BufWriter::with_capacity(1 << 18, file)))
        }
    }
}

/// Results on their way out.
pub(super) enum Results {
    /// Packed lines.
    Lines(Box<dyn Write + Send>),
    /// Rows of a table, which takes its place when it is whole.
    #[cfg(feature = "parquet")]
    Table {
        /// The table.
        table: Box<Table<BufWriter<File>>>,
        /// Where it is written.
        under_way: PathBuf,
        /// Where it belongs.
        path: PathBuf,
    },
}

impl Results {
    /// Opens the file at `path` for results that are packed so, or standard output without one.
    ///
    /// # Errors
    /// Where the file cannot be created.
    pub(super) fn create(path: Option<&Path>, packing: Packing) -> Result<Results, Failure> {
        #[cfg(feature = "parquet")]
        if let (Some(path), Packing::Parquet) = (path, packing) {
            let mut name = path.as_os_str().to_owned();
            name.push(".part");
            let under_way = PathBuf::from(name);
            let file = File::create(&under_way).map_err(|e| unwritable(Some(path), &e))?;
            let table = Table::new(BufWriter::with_capacity(1 << 18, file)).map_err(|e| unwritable(Some(path), &e))?;
            return Ok(Results::Table { table: Box::new(table), under_way, path: path.to_owned() });
        }
        #[cfg(not(feature = "parquet"))]
        let _ = packing; // without tables all results are lines
        create(path).map(Results::Lines)
    }

    /// Adds lines, packed as was asked for.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub(super) fn add(&mut self, lines: &[u8]) -> std::io::Result<()> {
        match self {
            Results::Lines(out) => out.write_all(lines),
            #[cfg(feature = "parquet")]
            Results::Table { table, .. } => table.add(lines),
        }
    }

    /// Ends the results: what was written is whole.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn end(self) -> std::io::Result<()> {
        match self {
            Results::Lines(mut out) => out.flush(),
            #[cfg(feature = "parquet")]
            Results::Table { table, under_way, path } => {
                let ended = table.end().and_then(|()| std::fs::rename(&under_way, path));
                if ended.is_err() {
                    // Half a table is of no use; where even it cannot be removed, the error before says what is wrong.
                    let _ = std::fs::remove_file(&under_way);
                }
                ended
            }
        }
    }
}

/// What an earlier run wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// Whole lines.
    pub n_lines: u64,
    /// Those with an error.
    pub n_errors: u64,
}

/// How a file of result lines is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// Not at all.
    None,
    /// By Zstandard, in frames that stand in a row as the parts of gzip do.
    #[cfg(feature = "parquet")]
    Zstandard,
    /// As a Parquet table.
    #[cfg(feature = "parquet")]
    Parquet,
    /// As gzip. Each part that is written is a gzip file of its own, and so is all of them in a row: what was written before a run was
    /// stopped stays whole.
    Gzip,
}

impl Packing {
    /// Returns the packing that a file's name asks for.
    ///
    /// # Errors
    /// Where that one is not known here.
    pub(super) fn of(path: &Path) -> Result<Packing, Failure> {
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("gz") => Ok(Packing::Gzip),
            #[cfg(feature = "parquet")]
            Some("zst") => Ok(Packing::Zstandard),
            #[cfg(feature = "parquet")]
            Some("parquet") => Ok(Packing::Parquet),
            #[cfg(not(feature = "parquet"))]
            Some("zst" | "parquet") => {
                Err(Failure(format!("this program was built without it; name the result .jsonl or .jsonl.gz: {}", path.display())))
            }
            Some("xz" | "bz2" | "zip") => {
                Err(Failure(format!("cannot write this; name the result .jsonl, .jsonl.gz or .jsonl.zst: {}", path.display())))
            }
            _ => Ok(Packing::None),
        }
    }

    /// Returns `bytes` packed: the same bytes for the same, on every machine and run.
    pub(super) fn packed(self, bytes: Vec<u8>) -> Vec<u8> {
        match self {
            Packing::None => return bytes,
            Packing::Gzip => {}
            // A vector takes all that is written to it, and the level is a known one.
            #[cfg(feature = "parquet")]
            Packing::Zstandard => return zstd::stream::encode_all(bytes.as_slice(), 3).unwrap_or_default(),
            // The table is packed column by column, where it is written.
            #[cfg(feature = "parquet")]
            Packing::Parquet => return bytes,
        }
        let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
        // A vector takes all that is written to it.
        if encoder.write_all(&bytes).is_err() {
            return Vec::new();
        }
        encoder.finish().unwrap_or_default()
    }
}

/// Opens the file at `path` to go on behind the whole lines in it; what was cut off is taken away. Without a file, makes one.
///
/// # Errors
/// Where the file cannot be read or written.
pub(super) fn reopen(path: &Path, packing: Packing) -> Result<(Results, Written), Failure> {
    let failed = |e: std::io::Error| unwritable(Some(path), &e);
    #[cfg(feature = "parquet")]
    if packing == Packing::Parquet {
        return Err(Failure(format!(
            "a Parquet table cannot be gone on with, its contents stand at its end; name the result .jsonl.zst, or leave --resume out: {}",
            path.display()
        )));
    }
    let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path).map_err(failed)?;
    let mut counted = Counted { bytes: BufReader::with_capacity(1 << 18, &file), n_read: 0 };
    let mut written = Written::default();
    let mut end = 0;
    match packing {
        Packing::None => {
            let mut line = Vec::new();
            while let Some(n_errors) = whole_line(&mut counted, &mut line).map_err(failed)? {
                written.n_lines += 1;
                written.n_errors += n_errors;
                end = counted.n_read;
            }
        }
        Packing::Gzip => {
            // A part that cannot be unpacked to its end was being written when the run was stopped.
            while let Some(part) = whole_part(&mut counted, |bytes| Some(GzDecoder::new(bytes))) {
                written.n_lines += part.n_lines;
                written.n_errors += part.n_errors;
                end = counted.n_read;
            }
        }
        #[cfg(feature = "parquet")]
        Packing::Zstandard => {
            while let Some(part) =
                whole_part(&mut counted, |bytes| Some(zstd::stream::read::Decoder::with_buffer(bytes).ok()?.single_frame()))
            {
                written.n_lines += part.n_lines;
                written.n_errors += part.n_errors;
                end = counted.n_read;
            }
        }
        #[cfg(feature = "parquet")]
        Packing::Parquet => {}
    }
    file.set_len(end).map_err(failed)?;
    file.seek(SeekFrom::End(0)).map_err(failed)?;
    Ok((Results::Lines(Box::new(BufWriter::with_capacity(1 << 18, file))), written))
}

/// Reads a line that ends into `line`; returns whether it has an error, as 0 or 1. `None` where no more whole lines are there.
fn whole_line(lines: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<Option<u64>> {
    line.clear();
    lines.read_until(b'\n', line)?;
    Ok(line.ends_with(b"\n").then(|| u64::from(crate::export::json::has_error(line))))
}

/// Reads a part of a packed file; `None` where no more whole part is there.
fn whole_part<'a, B: BufRead, R: Read>(bytes: &'a mut B, unpack: impl FnOnce(&'a mut B) -> Option<R>) -> Option<Written> {
    if bytes.fill_buf().ok()?.is_empty() {
        return None;
    }
    let mut lines = BufReader::new(unpack(bytes)?);
    let (mut part, mut line) = (Written::default(), Vec::new());
    while let Some(n_errors) = whole_line(&mut lines, &mut line).ok()? {
        part.n_lines += 1;
        part.n_errors += n_errors;
    }
    // No part of ours ends within a line.
    line.is_empty().then_some(part)
}

/// Counts the bytes that are taken.
struct Counted<R> {
    bytes: R,
    n_read: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.bytes.read(buffer)?;
        self.n_read += n as u64;
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.bytes.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.n_read += n as u64;
        self.bytes.consume(n);
    }
}

/// Tells something on standard error that is no failure.
pub(super) fn note(words: &str) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "dateline: {words}");
}

/// Notes which letters of `scene` are drawn as empty boxes, because no typeface has them.
pub(super) fn note_missing_letters(scene: &crate::scene::Scene, name: &str) {
    let letters = crate::export::system_fonts::missing(scene);
    if !letters.is_empty() {
        let some: String = letters.chars().take(20).collect();
        note(&format!("no typeface of this machine has these letters, which are drawn as boxes; install one that does ({some}): {name}"));
    }
}

/// Writes a whole result; a file is replaced whole or not at all.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn write_all(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = path else {
        let mut out = std::io::stdout();
        return written(None, out.write_all(bytes).and_then(|()| out.flush()));
    };
    crate::export::write(path, bytes).map_err(|e| Failure(e.to_string()))
}

/// Makes a failure of a write. A reader that closed the pipe (`| head`) has what it wanted: that is none.
///
/// # Errors
/// Any other failure to write.
pub(super) fn written(path: Option<&Path>, result: std::io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(e) if path.is_none() && e.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(e) => Err(unwritable(path, &e)),
        Ok(()) => Ok(()),
    }
}

fn unwritable(path: Option<&Path>, e: &std::io::Error) -> Failure {
    match path {
        Some(path) => Failure(format!("could not write the result: {e}: {}", path.display())),
        None => Failure(format!("could not write to standard output: {e}")),
    }
}
