//! The selected thing in short, on a card over the map where the window has no room for the inspector.

use super::Outbox;
use super::command::Command;
use super::controls::{Toggle, icon_button};
use super::describe::{self, short_date};
use super::icons::Icon;
use super::inspector::status_ui;
use super::language::tr;
use super::look::{Type, color32, theme};
use super::signs;
use crate::scene::words;
use crate::story::{Story, Target};
use egui::{Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Shows the selected thing in short, on a card over the map of a narrow window.
pub(super) fn card_ui(ui: &mut Ui, card: egui::Rect, story: &Story, target: Target, out: &mut Outbox) {
    let theme = theme(ui);
    ui.interact(card, ui.scope_id().with("card"), Sense::click_and_drag());
    ui.painter().rect_filled(card, 0, color32(theme.paper));
    ui.painter().rect_filled(egui::Rect::from_min_size(card.min, vec2(card.width(), 2.0)), 0, color32(theme.ink));
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(card.shrink2(vec2(12.0, 10.0))).id_salt("card"));
    inner.set_clip_rect(card);
    let ui = &mut inner;
    ui.spacing_mut().item_spacing.y = 4.0;
    let close = egui::Rect::from_min_size(pos2(card.right() - 34.0, card.top() + 6.0), vec2(28.0, 28.0));
    let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(close).id_salt("close"));
    if icon_button(&mut corner, Icon::Close, "Clear the selection", 28.0, Toggle::None).clicked() {
        out.send(Command::Select(None));
    }
    let name = describe::target(story, target);
    let title = Type { size: 17.0, line: 22.0, ..Type::TITLE };
    super::lists::line(ui, ui.cursor().min, &name, title, color32(theme.ink), card.width() - 60.0);
    ui.add_space(24.0);
    ui.horizontal(|ui| match target {
        Target::Place(p) => {
            let Some(place) = story.places.get(p) else { return };
            let (sign, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
            signs::certainty(ui.painter(), sign.center(), place.certainty, theme);
            ui.label(Type::STRONG.text(describe::certainty(place.certainty), theme.ink));
            if place.place.is_some() {
                ui.label(Type::NAME.text(format!("{:.2}", place.confidence), theme.ink_weak));
            }
        }
        Target::Event(e) => {
            let Some(event) = story.reading.events.get(e) else { return };
            status_ui(ui, event.status.status, tr(words::status(event.status.status)), theme);
            if let Some(when) = event.when {
                ui.label(Type::NAME.text(short_date(&when), theme.date));
            }
        }
        Target::Journey(j) | Target::Leg(j, _) => {
            let Some(journey) = story.reading.journeys.get(j) else { return };
            status_ui(ui, journey.status.status, tr(words::status(journey.status.status)), theme);
            super::itinerary::unsure_ui(ui, story, j);
        }
        Target::Date(d) => {
            let range = story.reading.timexes.get(d).and_then(|t| t.range);
            let far = range.and_then(|r| describe::from_article(story, &r)).unwrap_or_default();
            ui.label(Type::SECOND.text(words::capital(&far), theme.ink_weak));
        }
    });
    ui.add_space(6.0);
    let more = ui.add(egui::Label::new(Type::CHIP.text(tr("Why, and what else"), theme.ink).underline()).sense(Sense::click()));
    more.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr("Why, and what else")));
    if more.clicked() {
        out.send(Command::ToggleInspector);
    }
}
