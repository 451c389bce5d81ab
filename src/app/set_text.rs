//! The article's blocks as they are set: type, measure, marks, and where letters lie.

use super::look::{Type, color32, font};
use super::marks::{self, Look, Mark, Row};
use super::sources;
use super::turned::{self, Extent};
use crate::article::{BlockKind, Span};
use crate::export::system_fonts::is_foreign;
use crate::scene::{Face, Theme};
use crate::story::Story;
use egui::epaint::text::LayoutJob;
use egui::{Color32, Galley, Painter, Pos2, TextFormat};
use std::sync::Arc;

/// One block as it is set.
pub(super) struct BlockText {
    pub span: Span,
    pub kind: BlockKind,
    /// The words with line ends as spaces: byte for byte as long as in the article.
    pub text: String,
    pub marks: Vec<Mark>,
    /// The set words: only while they are near what is in sight, for letters take a hundred times the room of their words.
    pub galley: Option<Arc<Galley>>,
    /// Whether the height is that of the set words, and not a guess.
    pub is_measured: bool,
    /// Where each letter lies, where some are read from right to left.
    turned: Option<Vec<Extent>>,
    pub height: f32,
    /// Index and line of the article that begins with this block, where the story is of several.
    pub head: Option<(usize, String)>,
}

impl BlockText {
    /// Sets the block.
    pub fn set(&mut self, painter: &Painter, size: f32, measure: f32, theme: &Theme) {
        let mut galley = painter.layout_job(job(self, size, measure, theme));
        if self.text.chars().any(turned::is_right_to_left) {
            self.turned = Some(turned::turn(Arc::make_mut(&mut galley), &self.text, measure, is_foreign));
        }
        (self.height, self.is_measured) = (galley.size().y, true);
        self.galley = Some(galley);
    }

    /// Forgets how the words are set, but not how high they are.
    pub fn forget(&mut self) {
        (self.galley, self.turned) = (None, None);
    }

    /// Whether it is set as `other` is: the same words with the same dates in them.
    fn is_set_as(&self, other: &BlockText) -> bool {
        let dates = |b: &BlockText| b.marks.iter().filter(|m| m.look == Look::Date).map(|m| m.span).collect::<Vec<_>>();
        self.span == other.span && self.kind == other.kind && self.text == other.text && dates(self) == dates(other)
    }

    /// The letters of the block that lie under `span`, as indices of letters.
    pub fn chars(&self, span: Span) -> std::ops::Range<usize> {
        marks::chars(&self.text, self.span.start, span)
    }

    /// The areas on which letters lie.
    pub fn rects(&self, galley: &Galley, top: Pos2, letters: std::ops::Range<usize>) -> Vec<Row> {
        match &self.turned {
            Some(extents) => marks::turned_rects(galley, top, extents.get(letters).unwrap_or_default()),
            None => marks::rects(galley, top, letters),
        }
    }

    /// The letter at `at`, from the top left of the block.
    pub fn letter_at(&self, galley: &Galley, at: egui::Vec2) -> usize {
        let Some(extents) = &self.turned else { return usize::from(galley.cursor_from_pos(at).index) };
        let away = |e: &Extent| {
            let Some(row) = galley.rows.get(e.row) else { return f32::INFINITY };
            let x = row.pos.x + f32::midpoint(e.left, e.right);
            (row.pos.y + row.row.size.y / 2.0 - at.y).abs() * 1000.0 + (x - at.x).abs()
        };
        let nearest = extents.iter().enumerate().min_by(|(_, a), (_, b)| away(a).total_cmp(&away(b)));
        nearest.map_or(0, |(i, _)| i)
    }
}

/// The blocks of a story, not set yet, with heights as they are likely to be.
pub(super) fn blocks(story: &Story, size: f32, measure: f32) -> Vec<BlockText> {
    let article = &story.article;
    let marks = marks::of(story);
    let mut rest = marks.into_iter().peekable();
    let mut blocks: Vec<BlockText> = Vec::with_capacity(article.blocks.len());
    let mut last_source = None;
    for block in article.blocks.iter().filter(|b| !story.is_hidden(b.span)) {
        let source = article.source_at(block.span);
        let is_first = article.n_sources() > 1 && last_source != Some(source);
        last_source = Some(source);
        let head = is_first.then(|| (source, sources::head(story, source)));
        let text: String = block.span.of(&article.text).chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect();
        let text = text.replace('\r', " ");
        let mut own = Vec::new();
        while let Some(mark) = rest.next_if(|m| m.span.start < block.span.end) {
            if mark.span.start >= block.span.start {
                own.push(mark);
            }
        }
        let letters_a_line = measure / (0.46 * type_of(block.kind, size, measure).1);
        let height = (text.len() as f32 / letters_a_line).ceil().max(1.0) * type_of(block.kind, size, measure).2;
        blocks.push(BlockText {
            span: block.span,
            kind: block.kind,
            text,
            marks: own,
            galley: None,
            is_measured: false,
            turned: None,
            height,
            head,
        });
    }
    blocks
}

/// Keeps what was set `before` of the blocks that a correction leaves as they were.
pub(super) fn keep(before: Vec<BlockText>, blocks: &mut [BlockText]) {
    let mut before = before.into_iter().peekable();
    for block in blocks {
        while before.next_if(|b| b.span.start < block.span.start).is_some() {}
        if let Some(old) = before.next_if(|b| b.is_set_as(block)) {
            (block.galley, block.turned, block.height, block.is_measured) = (old.galley, old.turned, old.height, old.is_measured);
        }
    }
}

/// Face, size and leading of a kind of block.
fn type_of(kind: BlockKind, size: f32, measure: f32) -> (Face, f32, f32) {
    let leading = (size * 22.0 / 15.0).round();
    match kind {
        BlockKind::Title => {
            let t = if measure >= 336.0 { Type::HEADLINE_WIDE } else { Type::HEADLINE };
            (t.face, t.size, t.line)
        }
        BlockKind::Heading => (Face::SerifSemibold, size + 2.0, leading + 2.0),
        BlockKind::Paragraph | BlockKind::ListItem => (Face::Serif, size, leading),
        BlockKind::Caption => (Face::SerifItalic, size - 1.0, leading - 2.0),
        BlockKind::Byline | BlockKind::Boilerplate => (Face::Sans, 12.0, 17.0),
    }
}

/// Points above a block.
pub(super) fn space_before(kind: BlockKind, index: usize, size: f32) -> f32 {
    match kind {
        _ if index == 0 => 0.0,
        BlockKind::Title => 8.0,
        BlockKind::Byline => 8.0,
        BlockKind::Heading => size * 1.2,
        BlockKind::ListItem => 6.0,
        BlockKind::Paragraph | BlockKind::Caption | BlockKind::Boilerplate => 10.0,
    }
}

fn job(block: &BlockText, size: f32, measure: f32, theme: &Theme) -> LayoutJob {
    let (face, size, line) = type_of(block.kind, size, measure);
    let ink = match block.kind {
        BlockKind::Byline | BlockKind::Boilerplate | BlockKind::Caption => theme.ink_weak,
        _ => theme.ink,
    };
    let format = |color: Color32| TextFormat { font_id: font(face, size), color, line_height: Some(line), ..TextFormat::default() };
    let mut job = LayoutJob::default();
    job.wrap.max_width = measure;
    let mut done = 0usize;
    for mark in block.marks.iter().filter(|m| m.look == Look::Date) {
        let from = (mark.span.start.saturating_sub(block.span.start)) as usize;
        let to = (mark.span.end.min(block.span.end).saturating_sub(block.span.start)) as usize;
        if let (Some(before), Some(date)) = (block.text.get(done..from), block.text.get(from..to)) {
            job.append(before, 0.0, format(color32(ink)));
            job.append(date, 0.0, format(color32(theme.date)));
            done = to;
        }
    }
    job.append(block.text.get(done..).unwrap_or(""), 0.0, format(color32(ink)));
    job
}
