//! The articles of a story of several: their colours and names, which of them are shown, and what they tell otherwise.

use super::Outbox;
use super::command::Command;
use super::describe::long_date;
use super::inspector::part;
use super::look::{Type, color32, theme};
use crate::scene::Theme;
use crate::story::{Edit, Shown, Story, Target};
use egui::{Label, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Shows the articles of a story, each with its colour, to be shown or hidden; nothing where there is one.
pub(super) fn sources_ui(ui: &mut Ui, story: &Story, out: &mut Outbox) {
    let n = story.article.n_sources();
    if n < 2 {
        return;
    }
    part(ui, "Articles of the story");
    for i in 0..n {
        let mut is_shown = !story.decisions.hidden_sources.contains(&(i as u32));
        ui.horizontal(|ui| {
            swatch_ui(ui, i);
            let name = story.article.source_name(i);
            let response = ui.checkbox(&mut is_shown, Type::NAME.text(&name, theme(ui).ink));
            response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_shown, &name));
            if response.changed() {
                out.send(Command::Edit(Edit::Source(i as u32, if is_shown { Shown::Yes } else { Shown::No })));
            }
        });
    }
}

/// Shows which article tells something; nothing where there is one.
pub(super) fn source_ui(ui: &mut Ui, story: &Story, index: usize) {
    if story.article.n_sources() > 1 {
        ui.horizontal(|ui| {
            swatch_ui(ui, index);
            ui.label(Type::SECOND.text(story.article.source_name(index), theme(ui).ink_weak));
        });
    }
}

/// Shows the dates that other articles give for an event, beside its own; none is taken for the right one.
pub(super) fn otherwise_ui(ui: &mut Ui, story: &Story, event: usize, out: &mut Outbox) {
    let others = story.contradictions(event);
    if others.is_empty() {
        return;
    }
    let theme = theme(ui);
    part(ui, "Told otherwise");
    for i in std::iter::once(event).chain(others) {
        let Some(when) = story.reading.events.get(i).and_then(|e| e.when) else { continue };
        let words = format!("{}: {}", story.article.source_name(story.source_of_event(i)), long_date(&when));
        ui.horizontal(|ui| {
            swatch_ui(ui, story.source_of_event(i));
            let response = ui.add(Label::new(Type::NAME.text(&words, theme.ink)).sense(Sense::click()));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
            if response.clicked() {
                out.send(Command::Select(Some(Target::Event(i))));
            }
        });
    }
}

fn swatch_ui(ui: &mut Ui, index: usize) {
    let theme: &Theme = theme(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 18.0), Sense::hover());
    let square = egui::Rect::from_center_size(pos2(rect.center().x, rect.center().y), vec2(8.0, 8.0));
    ui.painter().rect_filled(square, 0, color32(theme.source(index)));
}

/// Index and name of the article that tells a thing, where a story is of several.
pub(super) fn told_by(story: &Story, target: Target) -> Option<(usize, String)> {
    let index = match target {
        _ if story.article.n_sources() < 2 => return None,
        Target::Event(i) => story.source_of_event(i),
        Target::Journey(i) | Target::Leg(i, _) => story.source_of_journey(i),
        Target::Place(_) | Target::Date(_) => return None,
    };
    Some((index, story.article.source_name(index)))
}
