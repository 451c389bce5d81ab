//! XML in, its elements and words out one after the other. Nothing is kept, so nesting costs nothing; no entity is loaded or expanded.

use crate::article::load::Fault;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One step through a document.
pub(super) enum Step<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element of this local name ends.
    Close(&'a str),
    /// Words.
    Words(&'a str),
}

/// The beginning of an element.
pub(super) struct Element<'a> {
    /// Its name without its prefix.
    pub name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// The value of the attribute of a local name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        // A broken attribute is none; the element still counts.
        let attribute = self.start.attributes().filter_map(Result::ok).find(|a| a.key.local_name().as_ref() == name)?;
        attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|v| v.into_owned()) // a value that cannot be read is none
    }
}

/// Walks through `bytes`.
pub(super) fn walk(bytes: &[u8], mut see: impl FnMut(Step<'_>)) -> Result<(), Fault> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => see(Step::Open(Element { name: start.local_name().as_ref(), start: &start })),
            Ok(Event::Empty(start)) => {
                see(Step::Open(Element { name: start.local_name().as_ref(), start: &start }));
                see(Step::Close(start.local_name().as_ref()));
            }
            Ok(Event::End(end)) => see(Step::Close(end.local_name().as_ref())),
            Ok(Event::Text(words)) => see(Step::Words(&words.xml10_content())),
            Ok(Event::CData(words)) => see(Step::Words(&words.xml10_content())),
            Ok(Event::GeneralRef(reference)) => {
                let name: &str = &reference;
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    see(Step::Words(c.encode_utf8(&mut [0; 4])));
                } else if let Some(words) = quick_xml::escape::resolve_predefined_entity(name) {
                    see(Step::Words(words));
                }
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(Fault::Damaged),
        }
    }
}

/// The words of the first element of each of `names`, in their order.
pub(super) fn first_words<const N: usize>(bytes: &[u8], names: [&str; N]) -> [Option<String>; N] {
    let mut found = [const { None }; N];
    let mut at = None;
    // Properties that cannot be read say nothing; the text may be whole.
    let _ = walk(bytes, |step| match step {
        Step::Open(element) => at = names.iter().position(|n| *n == element.name),
        Step::Close(_) => at = None,
        Step::Words(words) => {
            if let Some(slot) = at.and_then(|i| found.get_mut(i)) {
                slot.get_or_insert_with(String::new).push_str(words);
            }
        }
    });
    found
}
