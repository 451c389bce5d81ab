//! The controls of the house: icon buttons, text buttons, tabs, fields. Each has an accessible name and a focus ring.

use super::icons::{self, Icon};
use super::language::tr;
use super::look::{Type, color32, rule, theme};
use crate::scene::Theme;
use egui::{Color32, CornerRadius, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// The one main action of a view: ink with paper letters.
    Primary,
    /// Paper with a border.
    Bordered,
    /// Only the words.
    Bare,
}

/// Whether a control is pressed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toggle {
    /// It does not stay pressed.
    None,
    /// It can be on, and is off.
    Off,
    /// It is on.
    On,
}

/// A square button with an icon, named `name` for those who cannot see it and in its tip.
pub(super) fn icon_button(ui: &mut Ui, icon: Icon, name: &str, side: f32, toggle: Toggle) -> Response {
    let name = tr(name);
    let theme = theme(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    let is_on = toggle == Toggle::On;
    let enabled = ui.is_enabled();
    response.widget_info(|| match toggle {
        Toggle::None => WidgetInfo::labeled(Role::Button, enabled, name),
        _ => WidgetInfo::selected(Role::Button, enabled, is_on, name),
    });
    if ui.is_rect_visible(rect) {
        let fill = match (is_on, response.hovered() && enabled) {
            (_, true) | (true, false) => color32(theme.hover),
            _ => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
        let ink = color32(if enabled { theme.ink } else { theme.cancelled.at(0.55) });
        icons::paint(ui.painter(), icon, rect.center(), ink);
        focus_ring(ui.painter(), &response, rect, theme);
    }
    response.on_hover_text(name)
}

/// Names a field for those who cannot see it, with what is typed in it.
pub(super) fn name_field(response: &Response, role: Role, name: &str, typed: &str) {
    response.widget_info(|| WidgetInfo {
        label: Some(name.to_owned()),
        current_text_value: Some(typed.to_owned()),
        ..WidgetInfo::new(role)
    });
}

/// A button with words.
pub(super) fn button(ui: &mut Ui, words: &str, weight: Weight) -> Response {
    let words = tr(words);
    let theme = theme(ui);
    let enabled = ui.is_enabled();
    let ink = match (enabled, weight) {
        (_, Weight::Primary) => theme.paper,
        (true, _) => theme.ink,
        (false, _) => theme.cancelled.at(0.55),
    };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), Type::STRONG.font(), color32(ink));
    let padding = if weight == Weight::Bare { 8.0 } else { 12.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 2.0 * padding, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, words));
    if ui.is_rect_visible(rect) {
        let hovered = response.hovered() && enabled;
        let (fill, edge) = match weight {
            Weight::Primary if !enabled => (color32(theme.cancelled.at(0.55)), Stroke::NONE),
            Weight::Primary if hovered => (color32(theme.ink.at(0.88)), Stroke::NONE),
            Weight::Primary => (color32(theme.ink), Stroke::NONE),
            Weight::Bordered => (color32(if hovered { theme.hover } else { theme.paper }), rule(theme)),
            Weight::Bare => (if hovered { color32(theme.hover) } else { Color32::TRANSPARENT }, Stroke::NONE),
        };
        ui.painter().rect(rect, CornerRadius::same(4), fill, edge, StrokeKind::Inside);
        let at = rect.center() - galley.size() / 2.0;
        ui.painter().galley(at, galley, color32(ink));
        focus_ring(ui.painter(), &response, rect, theme);
    }
    response
}

/// A tab: its words, underlined in ink where it is chosen.
pub(super) fn tab(ui: &mut Ui, words: &str, is_chosen: bool) -> Response {
    let theme = theme(ui);
    let ink = color32(if is_chosen { theme.ink } else { theme.ink_weak });
    let font = if is_chosen { Type::STRONG.font() } else { Type::NAME.font() };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, ink);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, 36.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_chosen, words));
    let ink = if response.hovered() { color32(theme.ink) } else { ink };
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley_with_override_text_color(at, galley, ink);
    if is_chosen {
        ui.painter().rect_filled(Rect::from_min_max(rect.left_bottom() - vec2(0.0, 2.0), rect.right_bottom()), 0, color32(theme.ink));
    }
    focus_ring(ui.painter(), &response, rect.shrink2(vec2(-2.0, 6.0)), theme);
    response
}

/// Draws the ring around a control that has the keyboard: 2 ink, 2 clear of it.
pub(super) fn focus_ring(painter: &Painter, response: &Response, rect: Rect, theme: &Theme) {
    if response.has_focus() {
        let clip = painter.clip_rect().intersect(rect.expand(5.0));
        painter.with_clip_rect(clip).rect_stroke(rect.expand(2.0), 4, Stroke::new(2.0, color32(theme.ink)), StrokeKind::Outside);
    }
}

/// A kicker: small capitals-like words over a group.
pub(super) fn kicker(ui: &mut Ui, words: &str) -> Response {
    let words = tr(words);
    let theme = theme(ui);
    let response = ui.label(Type::KICKER.text(words.to_uppercase(), theme.ink_weak));
    // Capitals are for the eye: a screen reader may spell them.
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

/// A hairline across the panel.
pub(super) fn hairline(ui: &mut Ui) {
    let theme = theme(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, rule(theme));
}
