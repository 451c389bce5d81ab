//! Names of places in any order in, the same sorted out, through files where they are too many for memory.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::gazetteer::error::Error;
use crate::gazetteer::index::kinds::NameKind;

/// Bytes of names that are kept before they are sorted into a file.
const RUN: usize = 48 << 20;

/// A name, where its place stands in the dump, and how it belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    pub(super) name: Vec<u8>,
    pub(super) position: u32,
    pub(super) kind: u8,
}

/// Names to be sorted.
#[derive(Debug)]
pub(super) struct Names {
    stem: PathBuf,
    runs: Vec<PathBuf>,
    text: Vec<u8>,
    /// Start and length in `text`, position, kind.
    entries: Vec<(u32, u8, u32, u8)>,
}

impl Names {
    /// Names whose files begin with `stem`.
    pub(super) fn new(stem: &Path) -> Names {
        Names { stem: stem.to_owned(), runs: Vec::new(), text: Vec::new(), entries: Vec::new() }
    }

    pub(super) fn push(&mut self, name: &[u8], position: u32, kind: NameKind) -> Result<(), Error> {
        let Ok(len) = u8::try_from(name.len()) else { return Ok(()) };
        self.entries.push((self.text.len() as u32, len, position, kind as u8));
        self.text.extend_from_slice(name);
        if self.text.len() >= RUN { self.flush() } else { Ok(()) }
    }

    /// Sorts what is kept into a file.
    fn flush(&mut self) -> Result<(), Error> {
        let text = std::mem::take(&mut self.text);
        let mut entries = std::mem::take(&mut self.entries);
        let name = |&(start, len, ..): &(u32, u8, u32, u8)| text.get(start as usize..start as usize + usize::from(len)).unwrap_or_default();
        entries.sort_unstable_by(|a, b| (name(a), a.2, a.3).cmp(&(name(b), b.2, b.3)));
        let path = self.stem.with_extension(format!("names{}.tmp", self.runs.len()));
        let mut file = BufWriter::new(File::create(&path).map_err(Error::file(&path))?);
        self.runs.push(path.clone());
        for entry in &entries {
            let (_, len, position, kind) = *entry;
            let mut write = |bytes: &[u8]| file.write_all(bytes).map_err(Error::file(&path));
            write(&[len, kind])?;
            write(&position.to_le_bytes())?;
            write(name(entry))?;
        }
        file.flush().map_err(Error::file(&path))
    }

    /// Gives the names in order to `each`.
    pub(super) fn sorted(&mut self, mut each: impl FnMut(Named) -> Result<(), Error>) -> Result<(), Error> {
        self.flush()?;
        let mut readers = Vec::new();
        for path in &self.runs {
            readers.push((path, BufReader::with_capacity(1 << 18, File::open(path).map_err(Error::file(path))?)));
        }
        let mut heap = BinaryHeap::new();
        for (i, (path, reader)) in readers.iter_mut().enumerate() {
            if let Some(named) = read(path, reader)? {
                heap.push(Reverse((named, i)));
            }
        }
        while let Some(Reverse((named, i))) = heap.pop() {
            each(named)?;
            if let Some((path, reader)) = readers.get_mut(i)
                && let Some(next) = read(path, reader)?
            {
                heap.push(Reverse((next, i)));
            }
        }
        Ok(())
    }
}

impl Drop for Names {
    fn drop(&mut self) {
        for path in &self.runs {
            // A file that cannot be removed is left beside the index; the index is whole.
            let _ = fs::remove_file(path);
        }
    }
}

/// Reads one name; `None` at the end of the file.
fn read(path: &Path, reader: &mut BufReader<File>) -> Result<Option<Named>, Error> {
    let mut head = [0; 6];
    match reader.read_exact(&mut head) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(Error::file(path)(error)),
    }
    let [len, kind, a, b, c, d] = head;
    let mut name = vec![0; usize::from(len)];
    reader.read_exact(&mut name).map_err(Error::file(path))?;
    Ok(Some(Named { name, position: u32::from_le_bytes([a, b, c, d]), kind }))
}
