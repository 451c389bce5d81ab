//! Where results go: a file or standard output.

use super::Failure;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;

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

/// What an earlier run wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// Whole lines.
    pub n_lines: u64,
    /// Those with an error.
    pub n_errors: u64,
}

/// Opens the file at `path` to go on behind the whole lines in it; a line that was cut off is taken away. Without a file, makes one.
///
/// # Errors
/// Where the file cannot be read or written.
pub(super) fn reopen(path: &Path) -> Result<(Box<dyn Write + Send>, Written), Failure> {
    let failed = |e: std::io::Error| unwritable(Some(path), &e);
    let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path).map_err(failed)?;
    let mut written = Written::default();
    let mut end = 0u64;
    let mut reader = BufReader::with_capacity(1 << 18, &file);
    let mut line = Vec::new();
    loop {
        line.clear();
        let n = reader.read_until(b'\n', &mut line).map_err(failed)?;
        if n == 0 || !line.ends_with(b"\n") {
            break;
        }
        end += n as u64;
        written.n_lines += 1;
        written.n_errors += u64::from(crate::export::json::has_error(&line));
    }
    file.set_len(end).map_err(failed)?;
    file.seek(SeekFrom::End(0)).map_err(failed)?;
    Ok((Box::new(BufWriter::with_capacity(1 << 18, file)), written))
}

/// Tells something on standard error that is no failure.
pub(super) fn note(words: &str) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "dateline: {words}");
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
