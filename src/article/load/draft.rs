//! Blocks of a marked-up document as they are read.

use crate::article::{Block, BlockKind, Span};

/// Longest cell of a table that is put on a line with its neighbours, in bytes.
#[cfg(feature = "documents")]
const LONGEST_CELL: usize = 100;

/// Text and blocks as they grow; blocks stand two line ends apart.
#[derive(Default)]
pub(super) struct Draft {
    pub text: String,
    pub blocks: Vec<Block>,
    /// How many letters of each block stand in links.
    pub linked: Vec<usize>,
    block_start: usize,
    n_linked: usize,
    link_depth: usize,
}

impl Draft {
    /// Begins a link: the words up to its end are in it.
    #[cfg_attr(not(feature = "html"), allow(dead_code))] // only web pages need it
    pub fn begin_link(&mut self) {
        self.link_depth += 1;
    }

    /// Ends the link under way.
    #[cfg_attr(not(feature = "html"), allow(dead_code))] // as above
    pub fn end_link(&mut self) {
        self.link_depth = self.link_depth.saturating_sub(1);
    }

    /// Adds words to the block under way.
    pub fn push(&mut self, words: &str) {
        if self.link_depth > 0 {
            self.n_linked += words.chars().filter(|c| c.is_alphabetic()).count();
        }
        if self.text.len() == self.block_start {
            let words = words.trim_start();
            if words.is_empty() {
                return;
            }
            if !self.blocks.is_empty() {
                self.text.push_str("\n\n");
                self.block_start = self.text.len();
            }
            self.text.push_str(words);
        } else {
            self.text.push_str(words);
        }
    }

    /// Adds words whose white space means nothing but a space.
    #[cfg_attr(not(feature = "html"), allow(dead_code))] // only web pages need it
    pub fn push_collapsed(&mut self, words: &str) {
        let mut is_space = false;
        for c in words.chars() {
            // A no-break space and its like are kept: they part words as any other, and some are letters' own.
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                is_space = true;
            } else {
                if is_space {
                    self.space();
                    is_space = false;
                }
                let mut buffer = [0; 4];
                self.push(c.encode_utf8(&mut buffer));
            }
        }
        if is_space {
            self.space();
        }
    }

    fn space(&mut self) {
        if self.text.len() > self.block_start && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    /// Ends the block under way, which is of a kind; nothing where it has no words.
    pub fn end_block(&mut self, kind: BlockKind) {
        let words = self.text.get(self.block_start..).unwrap_or("");
        let start = self.block_start + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        if end > start {
            self.blocks.push(Block { span: Span::new(start as u32, end as u32), kind });
            self.linked.push(self.n_linked);
            self.n_linked = 0;
        }
        self.text.truncate(end.max(self.block_start));
        self.block_start = self.text.len();
    }

    /// Puts the cells of a table's row, which are the blocks from `first` on, on one line, as a list's item; rows that hold
    /// running text, which are there for the layout, and rows of one cell stay as they are.
    #[cfg(feature = "documents")]
    pub fn end_row(&mut self, first: usize) {
        let cells = self.blocks.get(first..).unwrap_or_default();
        let words: Vec<&str> = cells.iter().map(|b| b.span.of(&self.text)).collect();
        let is_cell = |words: &&str| words.len() <= LONGEST_CELL && !words.contains('\n') && !words.ends_with(['.', '!', '?']);
        if words.len() < 2 || cells.iter().any(|b| b.kind != BlockKind::Paragraph) || !words.iter().all(is_cell) {
            return;
        }
        let row = words.join(" | ");
        let start = cells.first().map_or(self.text.len(), |b| b.span.start as usize);
        self.text.truncate(start);
        self.blocks.truncate(first);
        self.linked.truncate(first);
        self.text.push_str(&row);
        self.block_start = start;
        self.end_block(BlockKind::ListItem);
    }

    /// Adds the blocks of another document.
    #[cfg(feature = "documents")]
    pub fn append(&mut self, other: &Draft) {
        for block in &other.blocks {
            self.push(block.span.of(&other.text));
            self.end_block(block.kind);
        }
    }

    /// Whether a block of a kind was read.
    pub fn has(&self, kind: BlockKind) -> bool {
        self.blocks.iter().any(|b| b.kind == kind)
    }
}
