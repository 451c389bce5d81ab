//! A Word document in, its article out. Source: ECMA-376, part 1, 17: WordprocessingML.

use super::archive::Parts;
use super::with_properties;
use super::xml::{Step, first_words, walk};
use crate::article::load::Fault;
use crate::article::load::draft::Draft;
use crate::article::{Article, BlockKind, parts};
use std::collections::BTreeMap;

/// What holds words that are not in the text: deleted, moved away, instructions, and the second of two forms of the same thing.
const NO_TEXT: &[&str] = &["del", "moveFrom", "Fallback", "instrText", "delText", "pict", "rt"];

/// Reads the article of a Word document.
pub(super) fn article(bytes: &[u8]) -> Result<Article, Fault> {
    let mut archive = Parts::open(bytes)?;
    let document = archive.read("word/document.xml")?.ok_or(Fault::Damaged)?;
    let styles = archive.read("word/styles.xml")?.map_or_else(BTreeMap::new, |xml| styles(&xml));
    let properties = archive.read("docProps/core.xml")?.unwrap_or_default();
    let mut body = Body {
        draft: Draft::default(),
        kind: BlockKind::Paragraph,
        skipped: 0,
        is_words: false,
        is_hidden: false,
        of: Of::Text,
        row_start: None,
    };
    walk(&document, |step| body.see(&step, &styles))?;
    body.draft.end_block(body.kind);
    let [title, author] = first_words(&properties, ["title", "creator"]);
    Ok(with_properties(parts::read_marked_up(body.draft.text, body.draft.blocks), title.as_deref(), author.as_deref()))
}

/// What properties are of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Text,
    Paragraph,
    Run,
}

/// The text under way.
struct Body {
    draft: Draft,
    kind: BlockKind,
    /// How many open elements hold no text.
    skipped: usize,
    is_words: bool,
    is_hidden: bool,
    of: Of,
    /// The first block of the innermost table's row under way.
    row_start: Option<usize>,
}

impl Body {
    fn see(&mut self, step: &Step<'_>, styles: &BTreeMap<String, BlockKind>) {
        match step {
            Step::Open(element) if NO_TEXT.contains(&element.name) => self.skipped += 1,
            Step::Close(name) if NO_TEXT.contains(name) => self.skipped = self.skipped.saturating_sub(1),
            _ if self.skipped > 0 => {}
            Step::Open(element) => match element.name {
                "p" => {
                    self.draft.end_block(self.kind);
                    self.kind = BlockKind::Paragraph;
                }
                "tr" => {
                    self.draft.end_block(self.kind);
                    self.row_start = Some(self.draft.blocks.len());
                }
                "pPr" => self.of = Of::Paragraph,
                "rPr" if self.of == Of::Text => self.of = Of::Run,
                "pStyle" => {
                    let kind = element.attribute("val").and_then(|id| styles.get(&id).copied());
                    self.kind = match kind {
                        Some(BlockKind::Title) if self.draft.has(BlockKind::Title) => BlockKind::Heading,
                        Some(kind) => kind,
                        None => self.kind,
                    };
                }
                "outlineLvl" if self.kind == BlockKind::Paragraph && element.attribute("val").is_some_and(|l| l != "9") => {
                    self.kind = BlockKind::Heading;
                }
                "numPr" if self.kind == BlockKind::Paragraph => self.kind = BlockKind::ListItem,
                "r" => self.is_hidden = false,
                "vanish" if self.of == Of::Run => {
                    self.is_hidden = !element.attribute("val").is_some_and(|v| matches!(v.as_str(), "0" | "false" | "off"));
                }
                "t" => self.is_words = true,
                "tab" if self.of == Of::Text => self.draft.push(" "),
                "br" | "cr" => self.draft.push("\n"),
                "noBreakHyphen" => self.draft.push("-"),
                _ => {}
            },
            Step::Close(name) => match *name {
                "p" => self.draft.end_block(self.kind),
                "tr" => {
                    // Of a row with a table in it only the innermost rows are known, and the rest stays as it is.
                    if let Some(first) = self.row_start.take() {
                        self.draft.end_row(first);
                    }
                }
                "pPr" => self.of = Of::Text,
                "rPr" if self.of == Of::Run => self.of = Of::Text,
                "t" => self.is_words = false,
                _ => {}
            },
            Step::Words(words) => {
                if self.is_words && !self.is_hidden {
                    self.draft.push(words);
                }
            }
        }
    }
}

/// The kinds of block that a document's styles stand for; their names are the same in every language, their ids are not.
fn styles(xml: &[u8]) -> BTreeMap<String, BlockKind> {
    let mut kinds = BTreeMap::new();
    let mut id = None;
    // Styles that cannot be read say nothing; the text may be whole.
    let _ = walk(xml, |step| match step {
        Step::Open(element) if element.name == "style" => id = element.attribute("styleId"),
        Step::Open(element) if element.name == "name" => {
            if let (Some(id), Some(kind)) = (id.clone(), element.attribute("val").as_deref().and_then(kind_of_style)) {
                kinds.insert(id, kind);
            }
        }
        Step::Close("style") => id = None,
        _ => {}
    });
    kinds
}

/// The kind of block that a style of a name stands for; the names of Word's own styles and OpenDocument's.
pub(super) fn kind_of_style(name: &str) -> Option<BlockKind> {
    let name = name.to_lowercase().replace('_', " ");
    match name.trim() {
        "title" => Some(BlockKind::Title),
        "caption" | "figure" | "illustration" => Some(BlockKind::Caption),
        "subtitle" => Some(BlockKind::Heading),
        name if name.starts_with("heading") => Some(BlockKind::Heading),
        // Tables of contents and of figures, and the index.
        name if name.starts_with("toc") || name.starts_with("table of") || name.starts_with("index ") => Some(BlockKind::Boilerplate),
        name if name.starts_with("list") && name != "list continue" => Some(BlockKind::ListItem),
        _ => None,
    }
}
