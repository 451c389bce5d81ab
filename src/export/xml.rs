//! Elements of XML documents, in the order they are written.
//!
//! Characters that XML 1.0 cannot hold become U+FFFD; everything else is escaped by the library.

use super::Error;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::borrow::Cow;
use std::io;

/// A document that is being written.
pub(super) type Xml = Writer<Vec<u8>>;

/// Whether elements stand on lines of their own: not where white space means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Each on its line.
    Indented,
    /// As the words have it.
    Running,
}

/// Returns the bytes of a document whose root `content` writes.
pub(super) fn document(layout: Layout, content: impl FnOnce(&mut Xml) -> io::Result<()>) -> Result<Vec<u8>, Error> {
    let mut xml = match layout {
        Layout::Indented => Writer::new_with_indent(Vec::new(), b' ', 1),
        Layout::Running => Writer::new(Vec::new()),
    };
    let written = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).and_then(|()| {
        if layout == Layout::Running {
            xml.get_mut().push(b'\n');
        }
        content(&mut xml)
    });
    written.map_err(|e| Error::Draw(e.to_string()))?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// Writes an element with `attributes` and what `content` writes in it.
pub(super) fn element(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    content: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let attributes = attributes.iter().map(|&(key, value)| (key, clean(value)));
    xml.create_element(name).with_attributes(attributes).write_inner_content(content).map(|_| ())
}

/// Writes an element that holds words only.
pub(super) fn text(xml: &mut Xml, name: &str, words: &str) -> io::Result<()> {
    text_with(xml, name, &[], words)
}

/// Writes an element with attributes that holds words only.
pub(super) fn text_with(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], words: &str) -> io::Result<()> {
    let attributes = attributes.iter().map(|&(key, value)| (key, clean(value)));
    xml.create_element(name).with_attributes(attributes).write_text_content(BytesText::new(&clean(words))).map(|_| ())
}

/// Writes an element that holds nothing.
pub(super) fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let attributes = attributes.iter().map(|&(key, value)| (key, clean(value)));
    xml.create_element(name).with_attributes(attributes).write_empty().map(|_| ())
}

/// Writes words between elements.
pub(super) fn words(xml: &mut Xml, words: &str) -> io::Result<()> {
    xml.write_event(Event::Text(BytesText::new(&clean(words))))
}

/// `words` without characters that XML cannot hold. Source: XML 1.0, fifth edition, production 2 (`Char`).
pub(super) fn clean(words: &str) -> Cow<'_, str> {
    let is_char = |c: char| !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if words.chars().all(is_char) {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(words.chars().map(|c| if is_char(c) { c } else { '\u{fffd}' }).collect())
    }
}

/// `words` as HTML shows them as they are: for descriptions, which map programs read as HTML.
pub(super) fn html(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in clean(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_come_back_from_another_parser() {
        let words = "]]> </script> & \"x\" 'y' \u{202e}abc\u{202c}\r\n\t=cmd()";
        let bytes = document(Layout::Running, |xml| {
            element(xml, "a", &[("b", words)], |xml| {
                text(xml, "c", words)?;
                self::words(xml, words)?;
                empty(xml, "d", &[("e", "\u{1}\u{b}")])
            })
        });
        let bytes = bytes.unwrap();
        let text = std::str::from_utf8(&bytes).unwrap();
        let tree = roxmltree::Document::parse(text).unwrap();
        let root = tree.root_element();
        assert_eq!(root.attribute("b"), Some(words));
        assert_eq!(root.first_element_child().unwrap().text(), Some(words));
        assert_eq!(root.last_element_child().unwrap().attribute("e"), Some("\u{fffd}\u{fffd}"));
    }
}
