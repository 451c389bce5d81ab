//! Where results go: a file or standard output.

use super::Failure;
use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};
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
