//! The article, set for reading, with its places and dates marked under the words.

use super::Outbox;
use super::command::Command;
use super::controls::{Toggle, Weight, button, icon_button, name_field, tab};
use super::corrections::Forms;
use super::icons::Icon;
use super::language::{tr, tr_with};
use super::lists::Lists;
use super::look::{Type, color32, font, rule, theme};
use super::marks::{self, Look, Mark, Row};
use super::sources;
use super::state::{State, Tab};
use super::turned::{self, Extent};
use crate::article::{BlockKind, Span};
use crate::export::system_fonts::is_foreign;
use crate::scene::{Face, Theme};
use crate::story::Story;
use egui::epaint::text::LayoutJob;
use egui::{Align, Color32, Galley, Margin, Pos2, Rect, Role, Sense, TextEdit, TextFormat, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Blocks laid out in one frame at most, beside those in sight: a long article opens at once and settles while it is read.
const BLOCKS_A_FRAME: usize = 60;
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

/// Words picked with the pointer: letters of a block.
struct Picked {
    block: Span,
    from: usize,
    to: usize,
}

/// The search in the article.
#[derive(Default)]
struct Find {
    query: String,
    matches: Vec<Span>,
    current: usize,
    is_open: bool,
    wants_scroll: bool,
}

/// One block as it is set.
struct BlockText {
    span: Span,
    kind: BlockKind,
    /// The words with line ends as spaces: byte for byte as long as in the article.
    text: String,
    marks: Vec<Mark>,
    galley: Option<Arc<Galley>>,
    /// Where each letter lies, where some are read from right to left.
    turned: Option<Vec<Extent>>,
    height: f32,
    /// Index and line of the article that begins with this block, where the story is of several.
    head: Option<(usize, String)>,
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
        self.find_ui(ui, story, state);
        self.undated_ui(ui, story, state, out);
        let padding = if ui.available_width() >= 400.0 { 32.0 } else { 24.0 };
        let measure = (ui.available_width() - 2.0 * padding - 4.0).clamp(120.0, MAX_MEASURE);
        let size = self.size(ui);
        let n_faces = super::look::n_faces(ui.ctx());
        let made_for = (state.generation, measure.round() as u32, (size * 4.0).round() as u32, theme(ui).is_dark, n_faces);
        if self.made_for != Some(made_for) {
            self.made_for = Some(made_for);
            self.picked = None;
            self.blocks = blocks(story, size, measure);
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
        let mut left = BLOCKS_A_FRAME;
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
            if block.galley.is_none() && (in_sight || is_wanted || left > 0) {
                left = left.saturating_sub(1);
                let mut galley = ui.painter().layout_job(job(block, size, measure, theme));
                if block.text.chars().any(turned::is_right_to_left) {
                    block.turned = Some(turned::turn(Arc::make_mut(&mut galley), &block.text, measure, is_foreign));
                }
                block.height = galley.size().y;
                block.galley = Some(galley);
            }
            y += block.height;
            let Some(galley) = block.galley.clone() else { continue };
            if is_wanted && let Some(wanted) = wanted {
                let at = block.rects(&galley, top, block.chars(wanted)).first().map_or(rect, |row| row.rect);
                if !ui.clip_rect().shrink(24.0).contains_rect(at) {
                    ui.scroll_to_rect(at.expand(60.0), Some(Align::Center));
                }
            }
            if in_sight {
                pick_ui(ui, block, &galley, top, &mut self.picked, theme, out);
                block_ui(ui, block, &galley, top, theme, &[(&selected, 1.0), (&hovered, 0.5), (&self.find.matches, 0.5)], state, out);
            }
        }
        if self.blocks.iter().any(|b| b.galley.is_none()) {
            ui.ctx().request_repaint();
        }
        ui.allocate_exact_size(vec2(measure + 2.0 * padding, y + 40.0), Sense::hover());
    }

    /// The words to bring into sight: those newly selected, or the current match of the search.
    fn scroll_target(&mut self, state: &State, selected: &[Span]) -> Option<Span> {
        if std::mem::take(&mut self.find.wants_scroll) {
            return self.find.matches.get(self.find.current).copied();
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
            self.forms.undated_ui(ui, state.generation, out);
        });
        ui.painter().hline(shown.response.rect.x_range(), shown.response.rect.bottom(), rule(theme));
    }

    fn find_ui(&mut self, ui: &mut Ui, story: &Story, state: &State) {
        let find = &mut self.find;
        if !state.is_finding {
            if find.is_open {
                *find = Find::default();
            }
            return;
        }
        let theme = theme(ui);
        egui::Frame::new().inner_margin(Margin::symmetric(24, 8)).show(ui, |ui| {
            ui.horizontal(|ui| {
                let field =
                    TextEdit::singleline(&mut find.query).hint_text(tr("Find in the article")).desired_width(ui.available_width() - 72.0);
                let response = ui.add(field);
                name_field(&response, Role::SearchInput, tr("Find in the article"), &find.query);
                if !std::mem::replace(&mut find.is_open, true) {
                    response.request_focus();
                }
                if response.changed() {
                    find.matches = matches(&story.article.text, &find.query);
                    find.matches.retain(|m| !story.is_hidden(*m));
                    find.current = 0;
                    find.wants_scroll = true;
                }
                if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) && !find.matches.is_empty() {
                    let back = ui.input(|i| i.modifiers.shift);
                    let n = find.matches.len();
                    find.current = if back { (find.current + n - 1) % n } else { (find.current + 1) % n };
                    find.wants_scroll = true;
                    response.request_focus();
                }
                let words = match (find.query.is_empty(), find.matches.len()) {
                    (true, _) => String::new(),
                    (_, 0) => tr("None").to_owned(),
                    (_, n) => tr_with("{} of {}", &[&(find.current + 1), &n]),
                };
                ui.label(Type::SECOND.text(words, theme.ink_weak));
            });
        });
    }
}

impl BlockText {
    /// The letters of the block that lie under `span`, as indices of letters.
    fn chars(&self, span: Span) -> std::ops::Range<usize> {
        marks::chars(&self.text, self.span.start, span)
    }

    /// The areas on which letters lie.
    fn rects(&self, galley: &Galley, top: Pos2, letters: std::ops::Range<usize>) -> Vec<Row> {
        match &self.turned {
            Some(extents) => marks::turned_rects(galley, top, extents.get(letters).unwrap_or_default()),
            None => marks::rects(galley, top, letters),
        }
    }

    /// The letter at `at`, from the top left of the block.
    fn letter_at(&self, galley: &Galley, at: egui::Vec2) -> usize {
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

/// Where `query` stands in `text`, whatever the case of its letters and the ends of lines; at most 1,000 places.
pub(super) fn matches(text: &str, query: &str) -> Vec<Span> {
    let lower = |c: char| if c.is_whitespace() { ' ' } else { c.to_lowercase().next().unwrap_or(c) };
    let query: Vec<char> = query.trim().chars().map(lower).collect();
    let Some(&first) = query.first() else { return Vec::new() };
    let letters: Vec<(usize, char)> = text.char_indices().map(|(i, c)| (i, lower(c))).collect();
    let mut found = Vec::new();
    for (start, window) in letters.windows(query.len()).enumerate() {
        if window.first().is_some_and(|(_, c)| *c == first) && window.iter().zip(&query).all(|((_, c), q)| c == q) {
            let from = window.first().map_or(0, |(i, _)| *i);
            let to = letters.get(start + query.len()).map_or(text.len(), |(i, _)| *i);
            found.push(Span::new(from as u32, to as u32));
            if found.len() == 1000 {
                break;
            }
        }
    }
    found
}

/// Lets the reader pick words of a block with the pointer, and offers to take them as a place.
fn pick_ui(ui: &mut Ui, block: &BlockText, galley: &Galley, top: Pos2, picked: &mut Option<Picked>, theme: &Theme, out: &mut Outbox) {
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
    let letters = words.from.min(words.to)..words.from.max(words.to);
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

fn blocks(story: &Story, size: f32, measure: f32) -> Vec<BlockText> {
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
        blocks.push(BlockText { span: block.span, kind: block.kind, text, marks: own, galley: None, turned: None, height, head });
    }
    blocks
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

fn space_before(kind: BlockKind, index: usize, size: f32) -> f32 {
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
        use crate::scene::fonts;
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

    #[test]
    fn words_are_found_whatever_their_case() {
        let check = |text: &str, query: &str, expected: &[&str]| {
            let found: Vec<&str> = matches(text, query).into_iter().map(|s| s.of(text)).collect();
            assert_eq!(found, expected, "{query} in {text}");
        };
        check("From Osan to OSAN", "osan", &["Osan", "OSAN"]);
        check("Żagań and żagań", "ŻAGAŃ", &["Żagań", "żagań"]);
        check("nothing here", "osan", &[]);
        check("anything", "  ", &[]);
        check("aaaa", "aa", &["aa", "aa", "aa"]);
        check("they met\nin Oslo", "Met in", &["met\nin"]);
    }
}
