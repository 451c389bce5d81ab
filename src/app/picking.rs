//! Words picked in the article with the pointer, and what can be made of them.

use super::Outbox;
use super::command::Command;
use super::controls::{Weight, button};
use super::look::{color32, rule};
use super::set_text::BlockText;
use crate::article::Span;
use crate::scene::Theme;
use egui::{Galley, Pos2, Rect, Sense, Ui, pos2, vec2};
use std::ops::Range;

/// Words picked with the pointer: letters of a block.
pub(super) struct Picked {
    block: Span,
    from: usize,
    to: usize,
}

/// Lets the reader pick words of a block with the pointer, and offers to take them as a place.
pub(super) fn pick_ui(
    ui: &mut Ui,
    block: &BlockText,
    galley: &Galley,
    top: Pos2,
    picked: &mut Option<Picked>,
    theme: &Theme,
    out: &mut Outbox,
) {
    let area = Rect::from_min_size(top, galley.size());
    let response = ui.interact(area, ui.scope_id().with(("pick", block.span)), Sense::drag());
    let letter = |at: Pos2| block.letter_at(galley, at - top);
    if response.drag_started()
        && let Some(at) = ui.input(|i| i.pointer.press_origin())
    {
        *picked = Some(Picked { block: block.span, from: letter(at), to: letter(at) });
    }
    let Some(words) = picked.as_mut().filter(|p| p.block == block.span) else { return };
    if response.dragged()
        && let Some(at) = response.interact_pointer_pos()
    {
        words.to = letter(at);
    }
    let letters = whole_words(&block.text, words.from.min(words.to)..words.from.max(words.to));
    let rows = block.rects(galley, top, letters.clone());
    for row in &rows {
        ui.painter().rect_filled(row.highlight(), 0, color32(theme.accent.at(0.6)));
    }
    let is_done = !response.dragged();
    let Some(last) = rows.last().filter(|_| is_done) else {
        if is_done && letters.is_empty() {
            *picked = None;
        }
        return;
    };
    if ui.input(|i| i.pointer.any_pressed())
        && !last.rect.expand2(vec2(200.0, 48.0)).contains(ui.input(|i| i.pointer.interact_pos().unwrap_or_default()))
    {
        *picked = None;
        return;
    }
    let at = pos2(last.rect.left().min(area.right() - 240.0).max(area.left()), last.rect.bottom() + 4.0);
    let offer = egui::Area::new(egui::Id::unique("mark a place")).order(egui::Order::Foreground).fixed_pos(at);
    let command = offer.show(ui.ctx(), |ui| offer_ui(ui, theme)).inner;
    if let Some(command) = command {
        let byte = |n: usize| block.text.char_indices().nth(n).map_or(block.text.len(), |(i, _)| i);
        let (from, to) = (byte(letters.start), byte(letters.end));
        let words = block.text.get(from..to).unwrap_or("");
        let lead = words.len() - words.trim_start().len();
        let start = block.span.start + (from + lead) as u32;
        let span = Span::new(start, start + words.trim().len() as u32);
        if !span.is_empty() {
            out.send(command(span));
        }
        *picked = None;
    }
}

/// The letters that a pointer went over, and the rest of the words that it began or ended in.
fn whole_words(text: &str, letters: Range<usize>) -> Range<usize> {
    if letters.is_empty() {
        return letters;
    }
    let chars: Vec<char> = text.chars().collect();
    let is_inside = |at: usize| {
        let of_word = |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|c| c.is_alphanumeric() && !is_without_spaces(*c));
        of_word(at.checked_sub(1)) && of_word(Some(at))
    };
    let start = (0..=letters.start).rev().find(|&at| !is_inside(at)).unwrap_or(letters.start);
    let end = (letters.end..=chars.len()).find(|&at| !is_inside(at)).unwrap_or(letters.end);
    start..end
}

/// Whether `c` is of a script that sets no spaces between words: Thai and its neighbours, Khmer, Chinese, Japanese.
fn is_without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Shows what can be made of picked words; returns what was chosen.
fn offer_ui(ui: &mut Ui, theme: &Theme) -> Option<fn(Span) -> Command> {
    let mut command: Option<fn(Span) -> Command> = None;
    egui::Frame::new().fill(color32(theme.paper)).stroke(rule(theme)).corner_radius(2).inner_margin(4).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if button(ui, "Mark as a place", Weight::Primary).clicked() {
                command = Some(Command::MarkPlace);
            }
            if button(ui, "Add an event", Weight::Bordered).clicked() {
                command = Some(|span| Command::AddEventDialog(Some(span)));
            }
        });
    });
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_touched_is_picked_whole() {
        let text = "The men died in Osan, at 7:30.";
        let check = |letters: Range<usize>, expected: &str| {
            let found: String =
                text.chars().skip(whole_words(text, letters.clone()).start).take(whole_words(text, letters).len()).collect();
            assert_eq!(found, expected);
        };
        check(17..18, "Osan");
        check(16..20, "Osan");
        check(1..10, "The men died");
        check(20..21, ",");
        assert_eq!(whole_words(text, 5..5), 5..5);
        assert_eq!(whole_words("東京で会談", 1..2), 1..2, "no spaces say where words end");
        assert_eq!(whole_words("Osan", 0..4), 0..4);
    }
}
