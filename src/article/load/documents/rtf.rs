//! A rich text document in, its article out. Source: Rich Text Format specification 1.9.1.
//!
//! Our own reader: the crates for it (2026) lose paragraph ends, read bytes of code pages as Latin letters, and panic on half a
//! surrogate. Groups are a stack on the heap, so nesting costs nothing.

use super::with_properties;
use crate::article::load::Fault;
use crate::article::load::draft::Draft;
use crate::article::{Article, BlockKind, parts};
use encoding_rs::Encoding;
use std::collections::BTreeMap;

/// Destinations whose words are not the document's.
const NO_TEXT: &[&str] = &[
    "annotation",
    "atnauthor",
    "atnid",
    "bkmkend",
    "bkmkstart",
    "colorschememapping",
    "colortbl",
    "datastore",
    "fldinst",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "footnote",
    "ftncn",
    "ftnsep",
    "ftnsepc",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "latentstyles",
    "listoverridetable",
    "listtable",
    "nonshppict",
    "objdata",
    "pict",
    "pntxta",
    "pntxtb",
    "revtbl",
    "rsidtbl",
    "themedata",
    "xmlnstbl",
];

/// Deepest nesting of groups: far beyond any program's, and a bound on memory.
const DEEPEST: usize = 10_000;

/// Reads the article of a rich text document.
pub(super) fn article(bytes: &[u8]) -> Result<Article, Fault> {
    let mut reader = Reader { stack: vec![Group::default()], ..Reader::default() };
    reader.read(bytes)?;
    reader.flush();
    reader.end_block();
    let Reader { draft, title, author, .. } = reader;
    Ok(with_properties(parts::read_marked_up(draft.text, draft.blocks), Some(&title), Some(&author)))
}

/// Where the words of a group go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum To {
    #[default]
    Text,
    Nowhere,
    Fonts,
    Styles,
    /// Properties: none of a known name yet.
    Properties,
    Title,
    Author,
}

/// What holds until the end of a group.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    to: To,
    font: i32,
    style: i32,
    /// How many bytes stand in for a character after it, for programs of before 1997; less 1.
    n_stand_in: i32,
    is_hidden: bool,
    is_list: bool,
    has_outline: bool,
}

#[derive(Default)]
struct Reader {
    draft: Draft,
    stack: Vec<Group>,
    /// Bytes of words in the code page under way.
    bytes: Vec<u8>,
    /// Units of UTF-16 under way.
    units: Vec<u16>,
    /// Bytes that stand in for a character, still to be left out.
    left_out: i32,
    code_page: Option<&'static Encoding>,
    charsets: BTreeMap<i32, &'static Encoding>,
    style_name: String,
    styles: BTreeMap<i32, BlockKind>,
    title: String,
    author: String,
    /// Whether the next group is of a kind that may be ignored, and was not known here.
    is_ignorable: bool,
}

impl Reader {
    fn read(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let mut i = 0;
        while let Some(&byte) = bytes.get(i) {
            i += 1;
            match byte {
                b'{' => {
                    self.flush();
                    if self.stack.len() > DEEPEST {
                        return Err(Fault::Damaged);
                    }
                    let group = self.group();
                    self.stack.push(group);
                }
                b'}' => {
                    self.flush();
                    self.end_group();
                    if self.stack.is_empty() {
                        break; // what follows the document is not of it
                    }
                }
                b'\r' | b'\n' => {}
                b'\\' => i += self.control(bytes.get(i..).unwrap_or(&[])),
                _ => self.byte(byte),
            }
        }
        Ok(())
    }

    fn group(&self) -> Group {
        self.stack.last().copied().unwrap_or_default()
    }

    fn set(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.stack.last_mut() {
            change(group);
        }
    }

    fn end_group(&mut self) {
        if let Some(group) = self.stack.pop()
            && group.to == To::Styles
        {
            // "heading 1;", the words of the style's group.
            if let Some(kind) = super::docx::kind_of_style(self.style_name.trim_end_matches(';')) {
                self.styles.insert(group.style, kind);
            }
            self.style_name.clear();
        }
        self.is_ignorable = false;
    }

    /// Reads what follows a backslash; returns how many bytes it is.
    fn control(&mut self, rest: &[u8]) -> usize {
        let Some(&first) = rest.first() else { return 0 };
        if !first.is_ascii_alphabetic() {
            return self.symbol(first, rest);
        }
        let n_name = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        let name = std::str::from_utf8(rest.get(..n_name).unwrap_or(&[])).unwrap_or("");
        let is_negative = rest.get(n_name) == Some(&b'-');
        let from = n_name + usize::from(is_negative);
        let n_digits = rest.get(from..).unwrap_or(&[]).iter().take(10).take_while(|b| b.is_ascii_digit()).count();
        let digits = std::str::from_utf8(rest.get(from..from + n_digits).unwrap_or(&[])).unwrap_or("");
        let number = digits.parse::<i32>().ok().map(|n| if is_negative { -n } else { n }); // no number, or none that means anything
        let mut n = from + n_digits;
        n += usize::from(rest.get(n) == Some(&b' '));
        if name == "bin" {
            n += usize::try_from(number.unwrap_or(0)).unwrap_or(0);
        }
        if name != "u" {
            self.flush();
        }
        self.word(name, number);
        n
    }

    fn symbol(&mut self, symbol: u8, rest: &[u8]) -> usize {
        match symbol {
            b'\'' => {
                let byte = rest.get(1..3).and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok());
                if let Some(byte) = byte {
                    self.byte(byte);
                    return 3;
                }
            }
            b'{' | b'}' | b'\\' => self.byte(symbol),
            b'~' | b'_' => {
                self.flush(); // what stands before it
                self.words(if symbol == b'~' { "\u{a0}" } else { "\u{2011}" });
            }
            b'*' => self.is_ignorable = true,
            b'\r' | b'\n' => self.paragraph(),
            _ => {}
        }
        1
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let is_ignorable = std::mem::take(&mut self.is_ignorable);
        let is_on = number != Some(0);
        match name {
            "u" => {
                if self.group().to == To::Nowhere {
                    return;
                }
                self.flush_bytes();
                // Numbers are signed 16-bit ones. Source: as above, "Unicode RTF".
                self.units.push(number.unwrap_or(0xfffd) as u16);
                self.left_out = self.group().n_stand_in + 1;
                return;
            }
            "uc" => self.set(|g| g.n_stand_in = number.unwrap_or(1).clamp(0, 16) - 1),
            "ansicpg" => self.code_page = number.and_then(encoding_of_page),
            "mac" => self.code_page = Some(encoding_rs::MACINTOSH),
            "f" => self.set(|g| g.font = number.unwrap_or(0)),
            "fcharset" => {
                let font = self.group().font;
                if let Some(encoding) = number.and_then(encoding_of_charset) {
                    self.charsets.insert(font, encoding);
                }
            }
            "s" => self.set(|g| g.style = number.unwrap_or(0)),
            "fonttbl" => self.set(|g| g.to = To::Fonts),
            "stylesheet" => self.set(|g| g.to = To::Styles),
            "info" => self.set(|g| g.to = To::Properties),
            "title" if self.group().to == To::Properties => self.set(|g| g.to = To::Title),
            // LibreOffice names the author once more, for who changed it last.
            "author" if self.group().to == To::Properties && self.author.is_empty() => self.set(|g| g.to = To::Author),
            "listtext" | "pntext" => {
                // The bullet is drawn anew; what it stands before is an item. That is said outside this group.
                if let Some(outer) = self.stack.len().checked_sub(2).and_then(|i| self.stack.get_mut(i)) {
                    outer.is_list = true;
                }
                self.set(|g| g.to = To::Nowhere);
            }
            "v" => self.set(|g| g.is_hidden = is_on),
            "deleted" => self.set(|g| g.is_hidden = is_on),
            "plain" => self.set(|g| g.is_hidden = false),
            "outlinelevel" => self.set(|g| g.has_outline = number.is_some_and(|n| n < 9)),
            "pard" => self.set(|g| (g.style, g.is_list, g.has_outline) = (0, false, false)),
            "par" | "sect" | "page" | "row" => self.paragraph(),
            "line" => self.words("\n"),
            "tab" | "cell" | "nestcell" | "emspace" | "enspace" | "qmspace" => self.words(" "),
            "emdash" => self.words("—"),
            "endash" => self.words("–"),
            "lquote" => self.words("‘"),
            "rquote" => self.words("’"),
            "ldblquote" => self.words("“"),
            "rdblquote" => self.words("”"),
            "bullet" => self.words("•"),
            _ if NO_TEXT.contains(&name) => self.set(|g| g.to = To::Nowhere),
            // A destination that this reader does not know, and that says it may be left out.
            _ if is_ignorable && !matches!(name, "shppict" | "shptxt") => self.set(|g| g.to = To::Nowhere),
            _ => {}
        }
        self.left_out = 0;
    }

    /// A byte of words.
    fn byte(&mut self, byte: u8) {
        if self.left_out > 0 {
            self.left_out -= 1;
        } else if self.group().to != To::Nowhere {
            self.flush_units();
            self.bytes.push(byte);
        }
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.flush_units();
    }

    fn flush_units(&mut self) {
        if !self.units.is_empty() {
            let words = String::from_utf16_lossy(&std::mem::take(&mut self.units));
            self.words(&words);
        }
    }

    fn flush_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.charsets.get(&self.group().font).copied().or(self.code_page).unwrap_or(encoding_rs::WINDOWS_1252);
        let words = encoding.decode_without_bom_handling(&bytes).0;
        self.words(&words);
    }

    fn words(&mut self, words: &str) {
        let group = self.group();
        match group.to {
            To::Text if !group.is_hidden => self.draft.push(words),
            To::Styles => self.style_name.push_str(words),
            To::Title => self.title.push_str(words),
            To::Author => self.author.push_str(words),
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        self.flush();
        if self.group().to == To::Text {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        let group = self.group();
        let kind = match self.styles.get(&group.style) {
            Some(BlockKind::Title) if self.draft.has(BlockKind::Title) => BlockKind::Heading,
            Some(kind) if group.style != 0 => *kind,
            _ if group.has_outline => BlockKind::Heading,
            _ if group.is_list => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        };
        self.draft.end_block(kind);
    }
}

/// The encoding of a Windows or Macintosh code page.
fn encoding_of_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        10_007 => "x-mac-cyrillic".to_owned(),
        65_001 => "utf-8".to_owned(),
        866 | 874 | 1250..=1258 => format!("{}{page}", if page == 866 { "ibm" } else { "windows-" }),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font's character set; `None` for the document's own and for symbols.
fn encoding_of_charset(charset: i32) -> Option<&'static Encoding> {
    let page = match charset {
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    encoding_of_page(page)
}
