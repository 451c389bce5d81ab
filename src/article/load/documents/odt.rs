//! An OpenDocument text in, its article out. Source: OpenDocument 1.3, part 3, 5 and 6.

use super::archive::Parts;
use super::docx::kind_of_style;
use super::with_properties;
use super::xml::{Element, Step, first_words, walk};
use crate::article::load::Fault;
use crate::article::load::draft::Draft;
use crate::article::{Article, BlockKind, parts};
use std::collections::BTreeMap;

/// What holds words that are not in the text: comments, deleted words, notes, the small letters over others, titles of pictures, tables of contents.
const NO_TEXT: &[&str] = &[
    "annotation",
    "annotation-end",
    "tracked-changes",
    "note",
    "ruby-text",
    "title",
    "desc",
    "hidden-text",
    "script",
    "forms",
    "table-of-content",
    "alphabetical-index",
    "illustration-index",
    "table-index",
    "object-index",
    "user-index",
];

/// Reads the article of an OpenDocument text.
pub(super) fn article(bytes: &[u8]) -> Result<Article, Fault> {
    let mut archive = Parts::open(bytes)?;
    let manifest = archive.read("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.windows(15).any(|w| w == b"encryption-data") {
        return Err(Fault::Locked);
    }
    let content = archive.read("content.xml")?.ok_or(Fault::Damaged)?;
    let properties = archive.read("meta.xml")?.unwrap_or_default();
    let mut body = Body::default();
    walk(&content, |step| body.see(&step))?;
    let kind = body.kind();
    body.draft.end_block(kind);
    // The creator is who changed it last; programs leave that out where nobody did.
    let [title, author, editor] = first_words(&properties, ["title", "initial-creator", "creator"]);
    let author = author.or(editor);
    Ok(with_properties(parts::read_marked_up(body.draft.text, body.draft.blocks), title.as_deref(), author.as_deref()))
}

/// The text under way.
#[derive(Default)]
struct Body {
    draft: Draft,
    /// The styles that the document made of others, by name.
    parents: BTreeMap<String, String>,
    /// The kinds of the paragraphs that are open: a text box stands in one.
    kinds: Vec<BlockKind>,
    lists: usize,
    /// The first block of the innermost table's row under way.
    row_start: Option<usize>,
    skipped: usize,
    is_text: bool,
}

impl Body {
    fn kind(&self) -> BlockKind {
        self.kinds.last().copied().unwrap_or(BlockKind::Paragraph)
    }

    fn see(&mut self, step: &Step<'_>) {
        match step {
            Step::Open(element) if element.name == "style" => {
                if let (Some(name), Some(parent)) = (element.attribute("name"), element.attribute("parent-style-name")) {
                    self.parents.insert(name, parent);
                }
            }
            Step::Open(element) if element.name == "text" => self.is_text = true,
            _ if !self.is_text => {}
            Step::Open(element) if NO_TEXT.contains(&element.name) => self.skipped += 1,
            Step::Close(name) if NO_TEXT.contains(name) => self.skipped = self.skipped.saturating_sub(1),
            _ if self.skipped > 0 => {}
            Step::Open(element) => match element.name {
                "p" | "h" => {
                    self.draft.end_block(self.kind());
                    let kind = self.kind_of(element);
                    self.kinds.push(kind);
                }
                "list-item" => self.lists += 1,
                "table-row" => {
                    self.draft.end_block(self.kind());
                    self.row_start = Some(self.draft.blocks.len());
                }
                "s" => {
                    let n = element.attribute("c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1); // no number: one space
                    self.draft.push(&" ".repeat(n.min(8)));
                }
                "tab" => self.draft.push(" "),
                "line-break" => self.draft.push("\n"),
                _ => {}
            },
            Step::Close(name) => match *name {
                "p" | "h" => {
                    self.draft.end_block(self.kind());
                    self.kinds.pop();
                }
                "list-item" => self.lists = self.lists.saturating_sub(1),
                "table-row" => {
                    if let Some(first) = self.row_start.take() {
                        self.draft.end_row(first);
                    }
                }
                _ => {}
            },
            Step::Words(words) => {
                if !self.kinds.is_empty() {
                    self.draft.push_collapsed(words);
                }
            }
        }
    }

    fn kind_of(&self, element: &Element<'_>) -> BlockKind {
        let style = element.attribute("style-name").unwrap_or_default();
        let style = self.parents.get(&style).unwrap_or(&style).replace("_20_", " ");
        match kind_of_style(&style) {
            Some(BlockKind::Title) if self.draft.has(BlockKind::Title) => BlockKind::Heading,
            Some(BlockKind::Title) => BlockKind::Title,
            _ if element.name == "h" => BlockKind::Heading,
            _ if self.lists > 0 => BlockKind::ListItem,
            Some(kind) => kind,
            None => BlockKind::Paragraph,
        }
    }
}
