//! The panels of the window, side by side, and their sizes.

use super::state::{Camera, State};
use super::{App, inspector_card, look, opaque, overlays, settings_sheet, toolbar, transport};
use egui::{CentralPanel, Frame, Panel, Rect, Ui, UiBuilder, pos2, vec2};

impl App {
    /// Shows all panels, and what lies over them.
    pub(super) fn panels_ui(&mut self, ui: &mut Ui) {
        let theme = look::theme(ui);
        let window = ui.max_rect();
        let sizes = Sizes::of(window.width(), window.height());
        let story = self.state.story.clone();
        self.state.is_narrow = sizes.inspector == 0.0;
        let axis = self.state.axis.take();
        let (state, out) = (&self.state, &mut self.out);
        let chrome = look::color32(theme.chrome);
        // The window is cleared to paper, and no panel fills itself: that would cost a fifth of a frame where there is no GPU.
        let bare = Frame::new();
        opaque::sharpen(ui.painter());
        let retained = &mut self.retained;
        retained.panel(ui, "toolbar", |ui| {
            opaque::fill(ui.painter(), window.with_max_y(window.top() + 40.0), chrome);
            let panel = Panel::top("toolbar").exact_size(40.0).frame(bare.inner_margin(egui::Margin::symmetric(12, 0)));
            (panel.show(ui, |ui| toolbar::toolbar_ui(ui, state, out)).response.rect, ())
        });
        let has_article = story.is_some() && sizes.article > 0.0;
        let strip_left = match (has_article, story.is_some()) {
            (true, _) => self.article_width,
            (false, true) => 260.0,
            (false, false) => 0.0,
        };
        let mut shown_sizes = Vec::new();
        let reset = self.reset_panel.take();
        let sized = |panel: Panel, name: &'static str, usual: f32, range: std::ops::RangeInclusive<f32>| {
            let panel = panel.resizable(true).default_size(size_of(state, name, &sizes, usual)).frame(bare);
            if reset == Some(name) { panel.exact_size(usual) } else { panel.size_range(range) }
        };
        let panel = sized(Panel::bottom(egui::Id::unique(("timeline", sizes.class))), "timeline", sizes.timeline, 88.0..=320.0);
        let shown = retained.panel(ui, "timeline", |ui| {
            let shown = panel.show(ui, |ui| {
                let rect = ui.max_rect();
                ui.allocate_rect(rect, egui::Sense::hover());
                opaque::fill(ui.painter(), rect, chrome);
                let split = rect.left() + strip_left;
                let left = Rect::from_min_max(rect.min, pos2(split, rect.bottom()));
                let mut transport = ui.new_child(UiBuilder::new().max_rect(left));
                transport.set_clip_rect(left.intersect(ui.clip_rect()));
                if story.is_some() {
                    transport::transport_ui(&mut transport, state, out);
                }
                ui.painter().vline(split, rect.y_range(), look::rule(theme));
                let right = Rect::from_min_max(pos2(split, rect.top()), rect.max);
                let mut strip = ui.new_child(UiBuilder::new().max_rect(right).id_salt("strip"));
                self.timeline.timeline_ui(&mut strip, story.as_deref(), state, axis, out);
            });
            (shown.response.rect, shown)
        });
        shown_sizes.push(("timeline", shown.response.rect.height(), sizes.timeline));
        let mut edges = vec![("timeline", shown.response.rect.with_max_y(shown.response.rect.top()))];
        if let Some(story) = story.as_deref().filter(|_| has_article) {
            let panel = sized(Panel::left(egui::Id::unique(("article", sizes.class))), "article", sizes.article, 280.0..=560.0);
            let shown = retained.panel(ui, "article", |ui| {
                let shown = panel.show(ui, |ui| self.article.article_panel_ui(ui, story, state, out));
                (shown.response.rect, shown)
            });
            self.article_width = shown.response.rect.width();
            shown_sizes.push(("article", self.article_width, sizes.article));
            edges.push(("article", shown.response.rect.with_min_x(shown.response.rect.right())));
        }
        if let Some(story) = story.as_deref().filter(|_| state.is_inspector_open && sizes.inspector > 0.0) {
            let panel = sized(Panel::right(egui::Id::unique(("inspector", sizes.class))), "inspector", sizes.inspector, 280.0..=440.0);
            let shown = retained.panel(ui, "inspector", |ui| {
                let shown = panel.show(ui, |ui| self.inspector.inspector_ui(ui, story, state, out));
                (shown.response.rect, shown)
            });
            shown_sizes.push(("inspector", shown.response.rect.width(), sizes.inspector));
            edges.push(("inspector", shown.response.rect.with_max_x(shown.response.rect.left())));
        }
        self.reset_panel = double_clicked(ui, &edges);
        for (name, now, usual) in shown_sizes {
            let key = panel_key(name, &sizes);
            if (now - usual).abs() < 1.0 {
                self.state.panels.remove(&key);
            } else if self.state.panels.get(&key) != Some(&now) {
                self.state.panels.insert(key, now);
            }
        }
        let wish: Option<Camera> = self.state.camera.take();
        let (state, out) = (&self.state, &mut self.out);
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            self.map_rect = ui.max_rect();
            let has_drawer = sizes.inspector == 0.0 && story.is_some();
            let drawer = Rect::from_min_max(pos2(self.map_rect.right() - 304.0, self.map_rect.top()), self.map_rect.max);
            let card =
                Rect::from_min_max(self.map_rect.right_bottom() - vec2(280.0, 128.0), self.map_rect.right_bottom() - vec2(16.0, 36.0));
            let is_inspected = if has_drawer { state.is_drawer_open } else { state.is_inspector_open };
            let ghosts = story.as_deref().filter(|_| is_inspected).map_or(Vec::new(), |s| self.inspector.candidates.ghosts(s, state));
            let covered = match (has_drawer, state.is_drawer_open, state.selected) {
                (true, true, _) => vec![drawer],
                (true, false, Some(_)) => vec![card],
                _ => Vec::new(),
            };
            self.map.map_ui(ui, state, wish, &ghosts, &covered, out);
            if state.story.is_none() {
                overlays::empty_ui(ui, self.map_rect, state, out);
            }
            let Some(story) = story.as_deref().filter(|_| has_drawer) else { return };
            if state.is_drawer_open {
                // Keeps clicks from the map below.
                ui.interact(drawer, ui.scope_id().with("drawer"), egui::Sense::click_and_drag());
                ui.painter().rect(drawer, 0, look::color32(theme.paper), look::rule(theme), egui::StrokeKind::Inside);
                let mut over = ui.new_child(UiBuilder::new().max_rect(drawer).id_salt("inspector"));
                over.set_clip_rect(drawer);
                self.inspector.inspector_ui(&mut over, story, state, out);
            } else if let Some(target) = state.selected {
                inspector_card::card_ui(ui, card, story, target, out);
            }
        });
        let ctx = ui.ctx().clone();
        overlays::work_ui(&ctx, (window, self.map_rect), state, theme, out);
        overlays::toasts_ui(&ctx, self.map_rect, state, theme);
        overlays::sheets_ui(&ctx, state, theme, out);
        self.palette.palette_ui(&ctx, state, theme, out);
        self.picker.picker_ui(&ctx, state, theme, out);
        self.articles.articles_ui(&ctx, state, theme, out);
        self.add_event.add_event_ui(&ctx, state, theme, out);
        self.export.export_ui(&ctx, state, self.map.view(), theme, out);
        self.basemap.basemap_ui(&ctx, state, theme, out);
        settings_sheet::settings_ui(&ctx, state, theme, out);
    }
}

/// Which of the panels' edges was clicked twice: its panel takes its usual size again.
fn double_clicked(ui: &Ui, edges: &[(&'static str, Rect)]) -> Option<&'static str> {
    if !ui.input(|i| i.pointer.button_double_clicked(egui::PointerButton::Primary)) {
        return None;
    }
    let at = ui.input(|i| i.pointer.interact_pos())?;
    let reach = ui.style().interaction.resize_grab_radius_side;
    let name = edges.iter().find(|(_, edge)| edge.expand(reach).contains(at)).map(|(name, _)| *name)?;
    ui.ctx().request_repaint();
    Some(name)
}

/// A panel in a size of window: its own size is remembered for each.
fn panel_key(name: &str, sizes: &Sizes) -> String {
    format!("{name} {}", sizes.class)
}

/// The size that the user gave a panel, or else its usual one.
fn size_of(state: &State, name: &str, sizes: &Sizes, usual: f32) -> f32 {
    state.panels.get(&panel_key(name, sizes)).copied().unwrap_or(usual)
}

/// Sizes of the panels by the size of the window, in points; 0 where a panel has no room.
struct Sizes {
    /// Which size of window: the user's own sizes are remembered for each.
    class: u8,
    article: f32,
    inspector: f32,
    timeline: f32,
}

impl Sizes {
    fn of(width: f32, height: f32) -> Sizes {
        let (class, article, inspector, timeline) = match width {
            w if w < 800.0 => (0, 280.0, 0.0, 88.0),
            w if w < 1120.0 => (1, 304.0, 0.0, 112.0),
            w if w < 1600.0 => (2, 336.0, 304.0, 128.0),
            w if w < 2240.0 => (3, 400.0, 336.0, 152.0),
            _ => (4, 440.0, 360.0, 168.0),
        };
        Sizes { class, article, inspector, timeline: if height < 560.0 { 88.0 } else { timeline } }
    }
}
