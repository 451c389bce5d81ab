//! The article, set for reading, with its places and dates marked under the words.

use super::Outbox;
use super::command::Command;
use super::controls::{Toggle, icon_button, tab};
use super::corrections::Forms;
use super::find::Find;
use super::icons::Icon;
use super::language::{tr, tr_with};
use super::lists::Lists;
use super::look::{Type, color32, rule, theme};
use super::marks::{self, Look};
use super::picking::{Picked, pick_ui};
use super::set_text::{self, BlockText, space_before};
use super::sources;
use super::state::{State, Tab};
use crate::article::{BlockKind, Span};
use crate::scene::Theme;
use crate::story::Story;
use egui::{Align, Galley, Margin, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Blocks are set for so long in one frame, beside those in sight: a long article opens at once and settles while it is read.
const SETTING_A_FRAME: Duration = Duration::from_millis(3);
/// Height of the line above each of several articles, in points.
const ARTICLE_HEAD: f32 = 20.0;
/// The widest measure: 66 letters of the article's type at 15 points.
const MAX_MEASURE: f32 = 470.0;

/// What the article panel remembers between frames.
pub(super) struct ArticlePanel {
    made_for: Option<(u64, u32, u32, bool, usize)>,
    blocks: Vec<BlockText>,
    /// Size of the text in points; 0 for that of the window's width.
    text_size: f32,
    scrolled_to: u64,
    find: Find,
    lists: Lists,
    picked: Option<Picked>,
    forms: Forms,
}

impl ArticlePanel {
    pub fn new() -> ArticlePanel {
        ArticlePanel {
            made_for: None,
            blocks: Vec::new(),
            text_size: 0.0,
            scrolled_to: 0,
            find: Find::default(),
            lists: Lists::default(),
            picked: None,
            forms: Forms::default(),
        }
    }

    /// Shows the panel: tabs, then the article or a list.
    pub fn article_panel_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, out: &mut Outbox) {
        tabs_ui(ui, story, state, out);
        if state.tab != Tab::Article {
            return self.lists.lists_ui(ui, story, state, out);
        }
        self.find.find_ui(ui, story, state);
        self.undated_ui(ui, story, state, out);
        let padding = if ui.available_width() >= 400.0 { 32.0 } else { 24.0 };
        let measure = (ui.available_width() - 2.0 * padding - 4.0).clamp(120.0, MAX_MEASURE);
        let size = self.size(ui);
        let n_faces = super::look::n_faces(ui.ctx());
        let made_for = (state.generation, measure.round() as u32, (size * 4.0).round() as u32, theme(ui).is_dark, n_faces);
        if self.made_for != Some(made_for) {
            let is_set_alike =
                self.made_for.is_some_and(|m| m.1 == made_for.1 && m.2 == made_for.2 && m.3 == made_for.3 && m.4 == made_for.4);
            self.made_for = Some(made_for);
            self.picked = None;
            let before = std::mem::replace(&mut self.blocks, set_text::blocks(story, size, measure));
            if is_set_alike {
                set_text::keep(before, &mut self.blocks);
            }
        }
        let scroll = egui::ScrollArea::vertical().id_salt(("article", state.opened)).auto_shrink(false);
        scroll.show(ui, |ui| self.text_ui(ui, story, state, padding, measure, size, out));
    }

    fn size(&mut self, ui: &Ui) -> f32 {
        let usual = if ui.ctx().content_rect().width() >= 1600.0 { 16.0 } else { 15.0 };
        let over = ui.rect_contains_pointer(ui.max_rect());
        let factor = if over { ui.input(|i| i.zoom_delta()) } else { 1.0 };
        if (factor - 1.0).abs() > 1e-3 {
            let now = if self.text_size > 0.0 { self.text_size } else { usual };
            self.text_size = (now * factor).clamp(13.0, 22.0);
        }
        if self.text_size > 0.0 { self.text_size } else { usual }
    }

    #[expect(clippy::too_many_arguments, reason = "one call")]
    fn text_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, padding: f32, measure: f32, size: f32, out: &mut Outbox) {
        let theme = theme(ui);
        ui.add_space(20.0);
        let selected: Vec<Span> = state.selected.map_or(Vec::new(), |t| story.evidence(t));
        let hovered: Vec<Span> = state.hovered.filter(|h| state.selected != Some(*h)).map_or(Vec::new(), |t| story.evidence(t));
        let wanted = self.scroll_target(state, &selected);
        let seen = ui.clip_rect().expand(200.0);
        let near = ui.clip_rect().expand(2000.0);
        let until = Instant::now() + SETTING_A_FRAME;
        let mut is_settled = true;
        let (corner, mut y) = (ui.cursor().min, 0.0);
        for index in 0..self.blocks.len() {
            let Some(block) = self.blocks.get_mut(index) else { break };
            y += space_before(block.kind, index, size);
            if let Some((source, words)) = &block.head {
                y += if index == 0 { 0.0 } else { 16.0 };
                let line = Rect::from_min_size(pos2(corner.x + padding, corner.y + y), vec2(measure, ARTICLE_HEAD));
                y += ARTICLE_HEAD + 8.0;
                if line.intersects(seen) {
                    article_head_ui(ui, line, *source, words, index == 0, theme);
                }
            }
            let top = pos2(corner.x + padding, corner.y + y);
            let rect = Rect::from_min_size(top, vec2(measure, block.height));
            let is_wanted = wanted.is_some_and(|w| block.span.overlaps(w));
            let in_sight = rect.intersects(seen);
            let is_due = in_sight || is_wanted || (!block.is_measured && Instant::now() < until);
            if block.galley.is_none() && is_due {
                block.set(ui.painter(), size, measure, theme);
            }
            y += block.height;
            let Some(galley) = block.galley.clone() else {
                is_settled &= block.is_measured;
                continue;
            };
            if is_wanted && let Some(wanted) = wanted {
                let at = block.rects(&galley, top, block.chars(wanted)).first().map_or(rect, |row| row.rect);
                if !ui.clip_rect().shrink(24.0).contains_rect(at) {
                    ui.scroll_to_rect(at.expand(60.0), Some(Align::Center));
                }
            }
            if !is_wanted && !rect.intersects(near) {
                block.forget();
            }
            if in_sight {
                pick_ui(ui, block, &galley, top, &mut self.picked, theme, out);
                block_ui(ui, block, &galley, top, theme, &[(&selected, 1.0), (&hovered, 0.5), (&self.find.matches, 0.5)], state, out);
            }
        }
        if !is_settled {
            ui.ctx().request_repaint();
        }
        ui.allocate_exact_size(vec2(measure + 2.0 * padding, y + 40.0), Sense::hover());
    }

    /// The words to bring into sight: those newly selected, or the current match of the search.
    fn scroll_target(&mut self, state: &State, selected: &[Span]) -> Option<Span> {
        if let Some(found) = self.find.scroll_target() {
            return found;
        }
        if self.scrolled_to == state.selections {
            return None;
        }
        self.scrolled_to = state.selections;
        selected.first().copied()
    }

    /// Asks when the article appeared, where nothing says so.
    fn undated_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, out: &mut Outbox) {
        if story.article.published.is_some() || state.is_date_asked {
            return;
        }
        let theme = theme(ui);
        let frame = egui::Frame::new().fill(color32(theme.chrome)).inner_margin(Margin::symmetric(24, 12));
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.forms.undated_ui(ui, state, out);
        });
        ui.painter().hline(shown.response.rect.x_range(), shown.response.rect.bottom(), rule(theme));
    }
}

/// Shows the line above the first block of one of several articles: its tag, its name, the day it appeared.
fn article_head_ui(ui: &Ui, line: Rect, source: usize, words: &str, is_first: bool, theme: &Theme) {
    let response = ui.interact(line, ui.scope_id().with(("article", source)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    if !is_first {
        ui.painter().hline(line.x_range(), line.top() - 8.0, rule(theme));
    }
    sources::paint_tag(ui.painter(), pos2(line.left() + 7.0, line.center().y), source, theme);
    super::lists::line(ui, pos2(line.left() + 22.0, line.top() + 2.0), words, Type::SECOND, color32(theme.ink_weak), line.width() - 22.0);
}

fn tabs_ui(ui: &mut Ui, story: &Story, state: &State, out: &mut Outbox) {
    let theme = theme(ui);
    let places = story.places.len();
    let events = story.reading.events.len() + story.reading.journeys.len();
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 36.0));
    ui.allocate_rect(area, Sense::hover());
    let mut row =
        ui.new_child(egui::UiBuilder::new().max_rect(area.shrink2(vec2(16.0, 0.0))).layout(egui::Layout::left_to_right(Align::Center)));
    {
        let ui = &mut row;
        ui.spacing_mut().item_spacing.x = 20.0;
        ui.add_space(8.0);
        for (words, wanted) in [
            (tr("Article").to_owned(), Tab::Article),
            (tr_with("Places {}", &[&places]), Tab::Places),
            (tr_with("Events {}", &[&events]), Tab::Events),
        ] {
            if tab(ui, &words, state.tab == wanted).clicked() {
                out.send(Command::ShowTab(wanted));
            }
        }
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            let toggle = if state.is_finding { Toggle::On } else { Toggle::Off };
            if icon_button(ui, Icon::Search, "Find in the article", 28.0, toggle).clicked() {
                out.send(Command::Find);
            }
        });
    }
    ui.painter().hline(area.x_range(), area.bottom(), rule(theme));
}

#[expect(clippy::too_many_arguments, reason = "one call")]
fn block_ui(
    ui: &mut Ui,
    block: &BlockText,
    galley: &Arc<Galley>,
    top: Pos2,
    theme: &Theme,
    lights: &[(&[Span], f32)],
    state: &State,
    out: &mut Outbox,
) {
    let whole = ui.interact(Rect::from_min_size(top, galley.size()), ui.scope_id().with(("words", block.span)), Sense::hover());
    let role = if block.kind == BlockKind::Title { Role::Heading } else { Role::Paragraph };
    whole.widget_info(|| WidgetInfo::labeled(role, true, &block.text));
    let painter = ui.painter().clone();
    for mark in &block.marks {
        if mark.look == Look::Date {
            for row in block.rects(galley, top, block.chars(mark.span)) {
                painter.rect_filled(row.tint(), 2, color32(theme.date_tint));
            }
        }
    }
    for (spans, strength) in lights {
        for span in spans.iter().filter(|s| s.overlaps(block.span)) {
            for row in block.rects(galley, top, block.chars(*span)) {
                painter.rect_filled(row.highlight(), 2, color32(theme.accent.at(*strength)));
            }
        }
    }
    painter.galley(top, galley.clone(), color32(theme.ink));
    for mark in &block.marks {
        let rows = block.rects(galley, top, block.chars(mark.span));
        for (i, row) in rows.iter().enumerate() {
            let response = ui.interact(row.rect, ui.scope_id().with(("mark", mark.span, mark.target, i)), Sense::click());
            if i == 0 {
                response.widget_info(|| WidgetInfo::selected(Role::Link, true, state.selected == Some(mark.target), &mark.name));
            }
            if response.hovered() || response.has_focus() {
                out.hover(mark.target);
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
            }
            if response.has_focus() {
                super::controls::focus_ring(ui.painter(), &response, row.tint(), theme);
            }
            if response.clicked() {
                out.send(Command::SelectWords(mark.target, mark.span));
            }
            let is_under_pointer = response.hovered();
            marks::underline(&painter, row, mark.look, theme, i + 1 == rows.len(), is_under_pointer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typefaces_that_arrive_late_set_the_article_again() {
        use crate::article::Article;
        use crate::export::system_fonts::SystemFace;
        use crate::gazetteer::Gazetteer;
        use crate::scene::{Face, fonts};
        let ctx = egui::Context::default();
        super::super::look::install(&ctx);
        let story = Story::new(Article::from_text("The train left Rome on May 4, 2020, and came to 서울."), Gazetteer::embedded());
        let state = State::new(Some(story.clone()));
        let (mut panel, mut out) = (ArticlePanel::new(), Outbox::default());
        let mut pass = |panel: &mut ArticlePanel| {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| panel.article_panel_ui(ui, &story, &state, &mut out));
            output.textures_delta.clear();
        };
        (0..2).for_each(|_| pass(&mut panel));
        let set = |panel: &mut ArticlePanel| panel.blocks.first_mut().map(|b| (b.galley.is_some(), std::mem::take(&mut b.text).is_empty()));
        assert_eq!(set(&mut panel), Some((true, false)));
        pass(&mut panel);
        assert_eq!(set(&mut panel), Some((true, true)), "nothing new: what is set stays");
        let bytes = fonts::bytes(Face::SerifItalic);
        let face = SystemFace { bytes, parsed: ttf_parser::Face::parse(bytes, 0).unwrap(), path: "late.ttf".into() };
        super::super::look::lend(&ctx, &[Box::leak(Box::new(face))]);
        (0..2).for_each(|_| pass(&mut panel));
        assert_eq!(set(&mut panel), Some((true, false)), "set again with what came");
    }
}
