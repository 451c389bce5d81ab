//! The parts of a plain text: blocks, headline, byline, publication date.

use super::{Article, Block, BlockKind, Span};

/// Reads the parts of `text`.
pub(super) fn read(text: String) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0usize;
    for part in text.split_inclusive("\n\n") {
        let trimmed = part.trim();
        if !trimmed.is_empty() {
            let lead = part.len() - part.trim_start().len();
            let from = (start + lead) as u32;
            blocks.push(Block { span: Span::new(from, from + trimmed.len() as u32), kind: BlockKind::Paragraph });
        }
        start += part.len();
    }
    Article { text, blocks, ..Article::default() }
}
