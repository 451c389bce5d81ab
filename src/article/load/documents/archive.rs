//! Documents that are zip archives: which kind, and their parts, within bounds.

use super::Kind;
use crate::article::load::Fault;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most bytes that all parts of a document unpack to.
pub(super) const MOST_UNPACKED: u64 = 100_000_000;

/// Most parts of a document.
const MOST_PARTS: usize = 20_000;

/// The kind of document in an archive; `None` where it is another archive.
pub(super) fn kind_of(bytes: &[u8]) -> Option<Kind> {
    // What is no whole archive may still say what it was: the first part of OpenDocument and EPUB is their media type, unpacked.
    let head = bytes.get(..bytes.len().min(200)).unwrap_or(bytes);
    let says = |words: &[u8]| head.windows(words.len()).any(|w| w == words);
    if says(b"mimetypeapplication/epub+zip") {
        return Some(Kind::Epub);
    }
    if says(b"mimetypeapplication/vnd.oasis.opendocument.text") {
        return Some(Kind::Odt);
    }
    // An archive that cannot be opened is none of these documents.
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("word/document.xml") {
        Some(Kind::Docx)
    } else if has("META-INF/container.xml") {
        Some(Kind::Epub)
    } else {
        None
    }
}

/// The parts of a document.
pub(super) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Parts<'a> {
    /// Opens the archive of a document.
    pub fn open(bytes: &'a [u8]) -> Result<Parts<'a>, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(Fault::Swollen);
        }
        Ok(Parts { archive, left: MOST_UNPACKED })
    }

    /// Unpacks the part of a name; `None` where there is none.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(i) = self.archive.index_for_name(name) else { return Ok(None) };
        self.unpack(i).map(Some)
    }

    /// Unpacks every part, to see that all together stay within bounds: what a part says of its own size may be a lie.
    pub fn check(mut self) -> Result<(), Fault> {
        (0..self.archive.len()).try_for_each(|i| self.unpack(i).map(|_| ()))
    }

    fn unpack(&mut self, i: usize) -> Result<Vec<u8>, Fault> {
        let part = match self.archive.by_index(i) {
            Ok(part) => part,
            Err(zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)) => return Err(Fault::Locked),
            Err(_) => return Err(Fault::Damaged),
        };
        let mut unpacked = Vec::new();
        part.take(self.left + 1).read_to_end(&mut unpacked).map_err(|_| Fault::Damaged)?;
        self.left = self.left.checked_sub(unpacked.len() as u64).ok_or(Fault::Swollen)?;
        Ok(unpacked)
    }
}
