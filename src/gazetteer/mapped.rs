//! A file in, its bytes mapped into memory out: the system reads what is looked at.

use std::fs::File;
use std::path::Path;

use super::error::Error;
use memmap2::Mmap;

/// Maps a file into memory.
///
/// # Errors
/// [`Error::File`] where the file cannot be opened or mapped.
#[allow(unsafe_code, reason = "there is no safe way to map a file; this is the only place")]
pub(super) fn map(path: &Path) -> Result<Mmap, Error> {
    let file = File::open(path).map_err(Error::file(path))?;
    // SAFETY: another program could shorten or change the file while it is mapped. `gazetteer build` never writes into an index, it puts
    // a new one in its place, and every read is checked against the length that was mapped.
    unsafe { Mmap::map(&file) }.map_err(Error::file(path))
}
