//! The marks in an article: which words are marked how, where they lie in the set text, and how the marks are drawn.

use super::language::{tr, tr_with};
use super::look::{color32, font};
use super::turned::Extent;
use crate::article::Span;
use crate::scene::{Face, Theme};
use crate::story::{Certainty, Story, Target};
use egui::{Align2, Galley, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};
use std::ops::Range;

/// How words are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Sure,
    /// Named, but nothing of the story is there.
    Aside,
    Unsure,
    Unresolved,
    Ignored,
    Date,
}

/// Marked words.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub span: Span,
    pub target: Target,
    pub look: Look,
    /// For those who cannot see it.
    pub name: String,
}

/// All marks of a story, in reading order.
pub(super) fn of(story: &Story) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (i, place) in story.places.iter().enumerate() {
        let (look, how) = match place.certainty {
            Certainty::Sure if !place.is_on_map => (Look::Aside, "place, named only"),
            Certainty::Sure => (Look::Sure, "place, sure"),
            Certainty::Unsure => (Look::Unsure, "place, unsure"),
            Certainty::Unresolved => (Look::Unresolved, "place, not found"),
            Certainty::Ignored => (Look::Ignored, "ignored"),
        };
        for toponym in place.mentions.iter().filter_map(|&m| story.reading.toponyms.get(m)) {
            let name = tr_with("In the text: {}, {}", &[&toponym.span.of(&story.article.text), &tr(how)]);
            marks.push(Mark { span: toponym.span, target: Target::Place(i), look, name });
        }
    }
    for (i, timex) in story.reading.timexes.iter().enumerate() {
        let name = tr_with("In the text: {}, date", &[&timex.span.of(&story.article.text)]);
        marks.push(Mark { span: timex.span, target: Target::Date(i), look: Look::Date, name });
    }
    marks.sort_by_key(|m| (m.span, m.target));
    marks
}

/// One line of marked words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The area of the words: as wide as they are, as high as the line.
    pub rect: Rect,
    baseline: f32,
}

impl Row {
    /// Where a date's tint lies.
    pub fn tint(&self) -> Rect {
        Rect::from_min_max(pos2(self.rect.left() - 2.0, self.baseline - 12.0), pos2(self.rect.right() + 2.0, self.baseline + 4.0))
    }

    /// Where the highlighter lies.
    pub fn highlight(&self) -> Rect {
        Rect::from_min_max(pos2(self.rect.left() - 2.0, self.baseline - 13.0), pos2(self.rect.right() + 2.0, self.baseline + 5.0))
    }
}

/// The letters of a block that lie under `span`. `start` is the byte at which `text` begins in the article.
pub(super) fn chars(text: &str, start: u32, span: Span) -> Range<usize> {
    let from = span.start.saturating_sub(start) as usize;
    let to = span.end.saturating_sub(start) as usize;
    let mut before = 0;
    let mut within = 0;
    for (i, _) in text.char_indices() {
        if i >= to {
            break;
        }
        if i < from {
            before += 1;
        } else {
            within += 1;
        }
    }
    before..before + within
}

/// The lines on which letters of a set text lie, its top left at `top`.
pub(super) fn rects(galley: &Galley, top: Pos2, letters: Range<usize>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut first = 0usize;
    for placed in &galley.rows {
        let n = placed.row.glyphs.len();
        let (from, to) = (letters.start.max(first), letters.end.min(first + n));
        if from < to {
            let x = |i: usize| top.x + placed.pos.x + placed.row.x_offset((i - first).into());
            let y = top.y + placed.pos.y;
            let baseline = y + placed.row.glyphs.first().map_or(0.0, |g| g.pos.y);
            // A space at the end of a line is not part of the mark.
            let ends_in_space = to == first + n && placed.row.glyphs.last().is_some_and(|g| g.chr == ' ');
            let right = if ends_in_space && to > from + 1 { x(to - 1) } else { x(to) };
            rows.push(Row { rect: Rect::from_min_max(pos2(x(from), y), pos2(right, y + placed.row.size.y)), baseline });
        }
        first += placed.char_count_including_newline().0;
    }
    rows
}

/// The areas on which letters with these extents lie, from the left in each line: words of two directions may lie apart.
pub(super) fn turned_rects(galley: &Galley, top: Pos2, extents: &[Extent]) -> Vec<Row> {
    let mut extents = extents.to_vec();
    extents.sort_by(|a, b| a.row.cmp(&b.row).then(a.left.total_cmp(&b.left)));
    let mut joined: Vec<Extent> = Vec::new();
    for next in extents {
        match joined.last_mut().filter(|last| last.row == next.row && next.left <= last.right + 1.0) {
            Some(last) => last.right = last.right.max(next.right),
            None => joined.push(next),
        }
    }
    let area = |e: Extent| {
        let placed = galley.rows.get(e.row)?;
        let (x, y) = (top.x + placed.pos.x, top.y + placed.pos.y);
        let baseline = y + placed.row.glyphs.first().map_or(0.0, |g| g.pos.y);
        Some(Row { rect: Rect::from_min_max(pos2(x + e.left, y), pos2(x + e.right, y + placed.row.size.y)), baseline })
    };
    joined.into_iter().filter_map(area).collect()
}

/// Draws the line under a mark, and its sign where it ends.
pub(super) fn underline(painter: &Painter, row: &Row, look: Look, theme: &Theme, is_last: bool, is_hovered: bool) {
    let y = row.baseline + 3.0;
    let (from, to) = (pos2(row.rect.left(), y), pos2(row.rect.right(), y));
    let sign = |words: &str, color| {
        if is_last {
            painter.text(
                pos2(row.rect.right() + 0.5, row.baseline - 5.0),
                Align2::LEFT_CENTER,
                words,
                font(Face::SansSemibold, 10.0),
                color,
            );
        }
    };
    match look {
        Look::Sure => {
            painter.line_segment([from, to], Stroke::new(1.5, color32(theme.ink)));
        }
        Look::Aside => {
            painter.line_segment([from, to], Stroke::new(1.0, color32(theme.ink_weak.at(0.55))));
        }
        Look::Unsure => {
            let color = color32(theme.place_unsure);
            painter.extend(Shape::dashed_line(&[from, to], Stroke::new(2.0, color), 5.0, 3.0));
            sign("?", color);
        }
        Look::Unresolved => {
            let color = color32(theme.place_unresolved);
            painter.extend(Shape::dashed_line(&[from, to], Stroke::new(2.0, color), 2.0, 3.0));
            sign("×", color);
        }
        Look::Ignored => {
            if is_hovered {
                let y = row.baseline - 4.0;
                painter.line_segment([pos2(from.x, y), pos2(to.x, y)], Stroke::new(1.0, color32(theme.ink_weak)));
            }
        }
        Look::Date => {}
    }
    if is_hovered && look != Look::Ignored {
        painter.rect_filled(Rect::from_min_max(from + vec2(0.0, -0.5), to + vec2(0.0, 1.5)), 0, color32(theme.ink.at(0.25)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_in_bytes_become_letters_of_the_block() {
        let check = |text: &str, start: u32, span: (u32, u32), expected: Range<usize>| {
            assert_eq!(chars(text, start, Span::new(span.0, span.1)), expected, "{text} {span:?}");
        };
        check("“Osan” base", 10, (13, 17), 1..5);
        check("Żagań", 0, (0, 8), 0..5);
        check("whole block", 5, (0, 99), 0..11);
        check("before it", 20, (0, 5), 0..0);
    }
}
