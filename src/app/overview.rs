//! The inspector with nothing selected: what was understood in all.

use super::Outbox;
use super::command::Command;
use super::controls::{Weight, button, hairline};
use super::corrections::Forms;
use super::describe::{self, long_date};
use super::inspector::{link_ui, part, title};
use super::language::{tr, tr_with};
use super::look::{Type, theme};
use super::state::State;
use crate::article;
use crate::story::{Story, Target};
use egui::{Margin, ScrollArea, Ui};

/// Journeys named in the overview; the list of events has all.
const MOST_LINKS: usize = 12;

/// With nothing selected: what was understood in all.
pub(super) fn overview_ui(
    ui: &mut Ui,
    story: &Story,
    state: &State,
    (forms, language): (&mut Forms, Option<article::Language>),
    out: &mut Outbox,
) {
    let theme = theme(ui);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(Margin { left: 16, right: 12, top: 14, bottom: 16 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            title(ui, story.title());
            let published = story.article.published.and_then(|p| crate::dates::Range::day(p.date));
            let words = published.map_or(tr("No publication date found: “yesterday” cannot be dated").to_owned(), |r| {
                tr_with("Published {}", &[&long_date(&r)])
            });
            ui.label(Type::SECOND.text(words, theme.ink_weak));
            if let Some(source) = &story.article.source {
                ui.label(Type::SECOND.text(source.clone(), theme.ink_weak));
            }
            super::sources::sources_ui(ui, story, out);
            if let Some(language) = language {
                let words = tr("The article is in {}: places are found by their names, dates and journeys are read in English only");
                ui.label(Type::SECOND.text(words.replace("{}", language.name), theme.ink_weak));
            }
            part(ui, "Published");
            forms.published_ui(ui, story, state, out);
            let worth: Vec<usize> = (0..story.places.len())
                .filter(|&i| {
                    let certainty = story.places.get(i).map(|p| p.certainty);
                    matches!(certainty, Some(crate::story::Certainty::Unsure | crate::story::Certainty::Unresolved))
                })
                .collect();
            if !story.routes.is_empty() {
                part(ui, "Journeys");
                for j in 0..story.routes.len().min(MOST_LINKS) {
                    link_ui(ui, &describe::journey(story, j), Target::Journey(j), out);
                }
                if story.routes.len() > MOST_LINKS {
                    ui.label(Type::SECOND.text(tr_with("and {} more", &[&(story.routes.len() - MOST_LINKS)]), theme.ink_weak));
                    if button(ui, "Show the events", Weight::Bordered).clicked() {
                        out.send(Command::ShowTab(super::state::Tab::Events));
                    }
                }
            }
            if !worth.is_empty() {
                part(ui, "Worth a look");
                for i in worth {
                    link_ui(ui, &describe::target(story, Target::Place(i)), Target::Place(i), out);
                }
            }
            if story.places.is_empty() {
                part(ui, "Places");
                ui.label(Type::NAME.text(tr("No places were found in this article"), theme.ink));
            }
            ui.add_space(12.0);
            hairline(ui);
            ui.add_space(8.0);
            ui.label(
                Type::SECOND.text(tr("Click a pin, a marked word or a dot on the timeline to see where it comes from"), theme.ink_weak),
            );
            ui.add_space(8.0);
            if button(ui, "Show the whole story", Weight::Bordered).clicked() {
                out.send(Command::FitStory);
            }
        });
    });
}
