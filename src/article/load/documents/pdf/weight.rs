//! A PDF in, the same opened in, within bounds: what its parts unpack to is measured before a parser unpacks them.
//!
//! The parser unpacks streams whole, some as it opens the file; it follows parts that name each other for ever. Both are seen to here.

use crate::article::load::Fault;
use crate::article::load::documents::archive::MOST_UNPACKED;
use pdf_extract::content::Content;
use pdf_extract::encryption::decrypt_object;
use pdf_extract::{Dictionary, Document, EncryptionState, LoadOptions, Object, ObjectId, Stream, dictionary};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{Read, Write};

/// Most bytes that all pictures unpack to, and one of them: nobody unpacks them unless a file says that they are something else, too.
const MOST_IN_PICTURES: [u64; 2] = [1_000_000_000, 256_000_000];

/// Most packings of a stream in each other; no program makes three.
const MOST_PACKINGS: usize = 5;

/// Most bytes that a page draws, with all its parts: a map of many lines has a few million. The parser holds thirty times as much of them.
const MOST_DRAWN: u64 = 10_000_000;

/// Parts of a page drawn in each other, and pages of pages, no deeper than these.
const DEEPEST: usize = 60;

/// Opens a PDF whose streams unpack to no more than [`MOST_UNPACKED`] in all, without its pictures.
pub(super) fn open(bytes: &[u8]) -> Result<Document, Fault> {
    check_streams(bytes)?;
    let mut document = loaded(bytes)?;
    if let Some(lock) = document.trailer.remove(HIDDEN_LOCK) {
        unlock(&mut document, lock)?;
    }
    let pictures = document.objects.values_mut().filter_map(|o| o.as_stream_mut().ok()).filter(|s| is_picture(&s.dict));
    pictures.for_each(|picture| picture.set_plain_content(Vec::new()));
    check_pages(&mut document)?;
    Ok(document)
}

/// What the key of the lock is hidden as while a file is loaded: the parser would unpack what it unlocks without a measure.
const HIDDEN_LOCK: &[u8] = b"Unlocks";

/// What a stream of objects is hidden as until it is unlocked.
const HIDDEN_OBJECTS: &[u8] = b"ObjStX";

/// What was seen of a file that is being loaded.
#[derive(Default)]
struct Loading {
    seen: BTreeSet<ObjectId>,
    left: u64,
    is_locked: bool,
    is_swollen: bool,
}

thread_local! {
    static LOADING: RefCell<Loading> = RefCell::default();
}

/// Loads a file with its lock hidden.
fn loaded(bytes: &[u8]) -> Result<Document, Fault> {
    let (hidden, is_locked) = with_hidden_lock(bytes);
    LOADING.set(Loading { left: MOST_UNPACKED, is_locked, ..Loading::default() });
    let document = Document::load_mem_with_options(&hidden, LoadOptions::with_filter(look_at));
    if LOADING.take().is_swollen {
        return Err(Fault::Swollen);
    }
    let document = document.map_err(|_| Fault::Damaged)?;
    // A key written in another way was none of a program's.
    if document.is_encrypted() || document.encryption_state.is_some() { Err(Fault::Damaged) } else { Ok(document) }
}

/// The bytes with the key of their lock hidden, and whether there is one.
fn with_hidden_lock(bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut hidden = bytes.to_vec();
    let places: Vec<usize> = bytes
        .windows(9)
        .enumerate()
        .filter(|(_, w)| w.starts_with(b"/Encrypt") && w.last().is_some_and(|b| !b.is_ascii_alphanumeric()))
        .map(|(i, _)| i)
        .collect();
    for &at in &places {
        if let Some(key) = hidden.get_mut(at + 1..at + 8) {
            key.copy_from_slice(HIDDEN_LOCK);
        }
    }
    (hidden, !places.is_empty())
}

/// Looks at an object before the parser unpacks it; `None` leaves it out.
fn look_at(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    LOADING.with_borrow_mut(|loading| {
        if let Ok(stream) = object.as_stream_mut() {
            // A file that gives one stream a thousand numbers would have it loaded a thousand times.
            if !loading.seen.insert(id) {
                return None;
            }
            if stream.dict.has_type(b"ObjStm") {
                if loading.is_locked {
                    stream.dict.set("Type", Object::Name(HIDDEN_OBJECTS.to_vec()));
                } else {
                    let Ok(n) = unpacked(stream, loading.left) else {
                        loading.is_swollen = true;
                        return None;
                    };
                    loading.left -= n;
                }
            }
        }
        // Of a stream itself only what was done to it counts.
        Some((id, if object.as_stream().is_ok() { Object::Null } else { object.clone() }))
    })
}

/// Unlocks a file that is locked against change alone, with no word needed to read.
fn unlock(document: &mut Document, lock: Object) -> Result<(), Fault> {
    let lock = if lock.as_reference().is_ok() { lock } else { Object::Reference(document.add_object(lock)) };
    document.trailer.set("Encrypt", lock);
    let state = EncryptionState::decode(document, b"").map_err(|_| Fault::Locked)?;
    document.authenticate_password("").map_err(|_| Fault::Locked)?;
    let mut left = MOST_UNPACKED;
    for (&id, object) in &mut document.objects {
        if !object.as_stream().is_ok_and(|s| s.dict.has_type(HIDDEN_OBJECTS)) {
            continue;
        }
        let mut open = object.clone();
        decrypt_object(&state, id, &mut open).map_err(|_| Fault::Damaged)?;
        left -= open.as_stream().map_or(Ok(0), |stream| unpacked(stream, left))?;
        if let Ok(stream) = object.as_stream_mut() {
            stream.dict.set("Type", "ObjStm");
        }
    }
    document.decrypt("").map_err(|_| Fault::Locked)
}

fn is_picture(dictionary: &Dictionary) -> bool {
    dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
}

/// Takes the content from pages that draw more than [`MOST_DRAWN`] or parts that draw themselves: they cost none of the others.
fn check_pages(document: &mut Document) -> Result<(), Fault> {
    let mut left = MOST_UNPACKED;
    for stream in document.objects.values().filter_map(|o| o.as_stream().ok()) {
        left -= unpacked(stream, left)?;
    }
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    for page in pages {
        if !is_page_within_bounds(document, page)
            && let Ok(dictionary) = document.get_dictionary_mut(page)
        {
            // A page without a size is none to the parser.
            for key in [&b"Contents"[..], b"Parent", b"MediaBox"] {
                dictionary.remove(key);
            }
        }
    }
    Ok(())
}

fn is_page_within_bounds(document: &Document, page: ObjectId) -> bool {
    // A page may name the same content again and again.
    let mut left = MOST_DRAWN;
    for id in document.get_page_contents(page) {
        let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else { continue };
        let Some(rest) = unpacked(stream, left).ok().and_then(|n| left.checked_sub(n.max(stream.content.len() as u64) + 1)) else {
            return false;
        };
        left = rest;
    }
    let Some(resources) = resources_of(document, page) else { return false };
    let Some(resources) = resources else { return true };
    document.get_page_content(page).map_or(true, |content| draw(document, &content, resources, 0, &mut left))
}

/// The resources of a page, its own or those of the pages above it; `None` where there is no end of pages above it.
fn resources_of(document: &Document, page: ObjectId) -> Option<Option<&Dictionary>> {
    let mut found = None;
    let mut at = document.get_dictionary(page).ok();
    for _ in 0..DEEPEST {
        let Some(dictionary) = at else { return Some(found) };
        found = found.or_else(|| inner(document, dictionary, b"Resources"));
        at = dictionary.get(b"Parent").and_then(Object::as_reference).and_then(|id| document.get_dictionary(id)).ok();
    }
    None
}

/// The dictionary under a key, where there is one.
fn inner<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    document.dereference(dictionary.get(key).ok()?).ok()?.1.as_dict().ok() // no such key, or something else under it
}

/// Whether `content` with all the parts that it draws, and those that they draw, stays within bounds.
fn draw(document: &Document, content: &[u8], resources: &Dictionary, depth: usize, left: &mut u64) -> bool {
    let Some(parts) = inner(document, resources, b"XObject") else { return true };
    let part = |name: &[u8]| document.dereference(parts.get(name).ok()?).ok()?.1.as_stream().ok(); // no such part
    if depth > DEEPEST {
        return false;
    }
    // Most pages have pictures alone.
    if !parts.iter().any(|(name, _)| part(name).is_some_and(|p| !is_picture(&p.dict))) {
        return true;
    }
    let Ok(content) = Content::decode(content) else { return true };
    for operation in content.operations.iter().filter(|o| o.operator == "Do") {
        let Some(part) = operation.operands.first().and_then(|o| o.as_name().ok()).and_then(part) else { continue };
        let Some(rest) = unpacked(part, *left).ok().and_then(|n| left.checked_sub(n.max(part.content.len() as u64) + 1)) else {
            return false;
        };
        *left = rest;
        let drawn = part.get_plain_content().unwrap_or_default();
        if !draw(document, &drawn, inner(document, &part.dict, b"Resources").unwrap_or(resources), depth + 1, left) {
            return false;
        }
    }
    true
}

/// How a stream is packed, as far as the parser unpacks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Flate,
    Lzw,
    Base85,
}

/// How many bytes all unpackings of a stream are together, as the parser would do them.
fn unpacked(stream: &Stream, most: u64) -> Result<u64, Fault> {
    // One that is not packed, or that the parser cannot unpack, stays as it is.
    let Ok(names) = stream.filters() else { return Ok(0) };
    let mut total = 0;
    let mut last = None;
    for (i, name) in names.into_iter().enumerate() {
        let packing = match name {
            b"FlateDecode" => Packing::Flate,
            b"LZWDecode" => Packing::Lzw,
            b"ASCII85Decode" => Packing::Base85,
            _ => break,
        };
        if i >= MOST_PACKINGS {
            return Err(Fault::Swollen);
        }
        let bytes = unpack(packing, last.as_deref().unwrap_or(&stream.content), most - total);
        total += bytes.len() as u64;
        if total > most {
            return Err(Fault::Swollen);
        }
        last = Some(bytes);
    }
    Ok(total)
}

/// Unpacks as the parser does, but no more than one byte beyond `most`.
fn unpack(packing: Packing, packed: &[u8], most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What is unpacked before a fault counts.
    let _ = match packing {
        Packing::Flate => {
            let read = flate2::read::ZlibDecoder::new(packed).take(most + 1).read_to_end(&mut bytes);
            match packed.get(2..) {
                // The parser tries again without the head.
                Some(bare) if bytes.is_empty() => flate2::read::DeflateDecoder::new(bare).take(most + 1).read_to_end(&mut bytes),
                _ => read,
            }
        }
        Packing::Lzw => {
            // The widths of codes may grow one code earlier or later; how much comes out is nearly the same.
            let mut decoder = weezl::decode::Decoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
            let mut out = Bounded { bytes: &mut bytes, most };
            decoder.into_stream(&mut out).decode_all(packed).status.map(|()| 0)
        }
        Packing::Base85 => {
            // Four bytes for one at most: this cannot swell.
            let stream = Stream::new(dictionary! { "Filter" => "ASCII85Decode" }, packed.to_vec());
            bytes = stream.decompressed_content().unwrap_or_default();
            Ok(0)
        }
    };
    bytes
}

/// Takes bytes up to one more than `most`.
struct Bounded<'a> {
    bytes: &'a mut Vec<u8>,
    most: u64,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() as u64 > self.most {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Sees that no stream of a file swells, whatever the file says of it: the parser unpacks some to find its way through the file.
///
/// Streams are looked for by their word, because a file that means harm need not list them.
fn check_streams(bytes: &[u8]) -> Result<(), Fault> {
    let words = plain_names(bytes);
    check_numbers(&words)?;
    let packings = packings_named(&words);
    let [mut left_in_pictures, most_in_one] = MOST_IN_PICTURES;
    let mut left = MOST_UNPACKED;
    let mut rest = bytes;
    while let Some(at) = rest.windows(6).position(|w| w == b"stream") {
        let (before, behind) = rest.split_at(at);
        let behind = behind.get(6..).unwrap_or(&[]);
        if !before.ends_with(b"end") {
            // The dictionary of a stream stands before it, behind the object's number.
            let head = before.get(before.len().saturating_sub(1024)..).unwrap_or(before);
            let object = head.windows(4).rposition(|w| w == b" obj").map_or(head, |i| head.get(i..).unwrap_or(head));
            let packed = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")).unwrap_or(behind);
            let left = if object.windows(6).any(|w| w == b"/Image") { &mut left_in_pictures } else { &mut left };
            *left -= most_unpacked(packed, &packings, (*left).min(most_in_one), 0)?;
        }
        rest = behind;
    }
    Ok(())
}

/// The bytes of a file with its names as they read: any letter of one may be written as a number, "#4c" for L.
fn plain_names(bytes: &[u8]) -> Vec<u8> {
    let mut words = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, behind @ ..] = rest {
        let digits = behind.get(..2).filter(|_| *first == b'#').and_then(|d| std::str::from_utf8(d).ok()); // bytes that are no letters
        let letter = digits.and_then(|d| u8::from_str_radix(d, 16).ok()); // no number
        words.push(letter.unwrap_or(*first));
        rest = if letter.is_some() { behind.get(2..).unwrap_or(&[]) } else { behind };
    }
    words
}

/// The packings that a file names anywhere, and Flate.
fn packings_named(words: &[u8]) -> Vec<Packing> {
    let names = |word: &[u8]| words.windows(word.len()).any(|w| w == word);
    let known = [(Packing::Flate, true), (Packing::Lzw, names(b"LZWDecode")), (Packing::Base85, names(b"ASCII85Decode"))];
    known.into_iter().filter_map(|(packing, is_named)| is_named.then_some(packing)).collect()
}

/// Most objects of a file, and pixels in a row. Source: PDF 1.7, appendix C, table C.1: 8,388,607 objects.
const MOST_OBJECTS: u64 = 8_388_607;

/// Sees that no file says of itself that it has more objects, or wider rows, than there are: the parser makes room for all of them.
fn check_numbers(words: &[u8]) -> Result<(), Fault> {
    for (i, _) in words.windows(2).enumerate().filter(|(_, w)| matches!(w, [b'/', b'C' | b'B' | b'I' | b'S' | b'W'])) {
        let behind = words.get(i + 1..).unwrap_or(&[]);
        for (key, most) in [
            (&b"Columns"[..], MOST_OBJECTS),
            (b"Colors", 64),
            (b"BitsPerComponent", 64),
            (b"Index", MOST_OBJECTS),
            (b"Size", MOST_UNPACKED),
            (b"W", MOST_OBJECTS),
        ] {
            let Some(rest) = behind.strip_prefix(key).filter(|r| !r.first().is_some_and(u8::is_ascii_alphanumeric)) else { continue };
            let numbers = numbers(rest);
            // Entries of no width would have no end.
            let is_endless = key == b"W" && matches!(numbers[..], [a, b, c, ..] if a + b + c < 3);
            if is_endless || numbers.iter().any(|&n| n > most) {
                return Err(Fault::Damaged);
            }
        }
    }
    Ok(())
}

/// The whole numbers that follow a key, alone or as a list of which the first thousand count.
fn numbers(words: &[u8]) -> Vec<u64> {
    let mut numbers = Vec::new();
    let mut rest = words;
    let mut is_list = false;
    while let [first, behind @ ..] = rest {
        match first {
            b'[' if !is_list => is_list = true,
            b'%' => {
                rest = rest.iter().position(|b| matches!(b, b'\r' | b'\n')).and_then(|i| rest.get(i..)).unwrap_or(&[]);
                continue;
            }
            b'0'..=b'9' => {
                let n = rest.iter().take_while(|b| b.is_ascii_digit()).count();
                let (digits, after) = rest.split_at(n);
                numbers.push(digits.iter().fold(0u64, |sum, d| sum.saturating_mul(10).saturating_add(u64::from(d - b'0'))));
                rest = after;
                if !is_list || numbers.len() >= 1000 {
                    break;
                }
                continue;
            }
            b'+' | b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' => {}
            _ => break,
        }
        rest = behind;
    }
    numbers
}

/// How many bytes a stream could unpack to by any of the packings, one after the other: no more than `most`, or it is swollen.
fn most_unpacked(packed: &[u8], packings: &[Packing], most: u64, depth: usize) -> Result<u64, Fault> {
    let mut total = 0;
    for &packing in packings {
        let bytes = unpack(packing, packed, most - total);
        // Whatever comes out of bytes that are not packed so is hardly more than they are.
        if bytes.len() < 64 {
            continue;
        }
        total += bytes.len() as u64;
        if total > most || depth >= MOST_PACKINGS {
            return Err(Fault::Swollen);
        }
        total += most_unpacked(&bytes, packings, most - total, depth + 1)?;
    }
    Ok(total)
}

#[cfg(test)]
mod tests;
