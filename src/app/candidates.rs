//! Correcting a place: why it was taken, what else the name may mean, the gazetteer, and the choice.

use super::command::Command;
use super::controls::{Weight, button, focus_ring, hairline, name_field};
use super::inspector::part;
use super::language::{tr, tr_said, tr_with};
use super::look::{Type, color32, theme};
use super::state::State;
use super::{Outbox, describe, lists, signs};
use crate::article::Span;
use crate::gazetteer::{Gazetteer, PlaceId};
use crate::places::ScoredCandidate;
use crate::scene::words;
use crate::story::{ChosenPlace, Edit, PlaceDecision, Story, StoryPlace, Target};
use egui::{Color32, Margin, Role, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

/// The choice that is being made. Nothing of it is in the story before it is made.
#[derive(Default)]
pub(super) struct Choice {
    /// The place of the story it is about, and the story it belongs to.
    about: Option<(u64, usize)>,
    /// The candidate pointed at.
    chosen: Option<PlaceId>,
    /// Only the words that were clicked, not all that name the place.
    is_only_here: bool,
    query: String,
    is_searching: bool,
    found: Vec<PlaceId>,
}

/// Another place that a name may mean, on the map.
pub(super) struct Ghost {
    pub index: usize,
    pub point: crate::earth::LatLon,
    pub is_pointed_at: bool,
}

/// Height of the actions at the foot.
pub(super) fn foot_height(story: &Story, target: Target) -> f32 {
    let Target::Place(p) = target else { return 0.0 };
    if story.places.get(p).is_some_and(|p| p.mentions.len() > 1) { 112.0 } else { 56.0 }
}

/// The candidates of a place: those of its surest mention, best first.
pub(super) fn of(story: &Story, place: &StoryPlace) -> Vec<ScoredCandidate> {
    let toponyms = place.mentions.iter().filter_map(|&m| story.reading.toponyms.get(m));
    let surest = toponyms.max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    surest.map_or(Vec::new(), |t| t.candidates.clone())
}

impl Choice {
    /// The place pointed at, beside the one that is taken.
    pub fn preview(&self, place: &StoryPlace) -> Option<PlaceId> {
        self.chosen.filter(|c| place.place != Some(*c))
    }

    /// The places that the selected name may also mean, to be shown on the map: their letters, and which is pointed at.
    pub fn ghosts(&self, story: &Story, state: &State) -> Vec<Ghost> {
        let Some(Target::Place(index)) = state.selected else { return Vec::new() };
        let Some(place) = story.places.get(index) else { return Vec::new() };
        let preview = self.about.filter(|a| *a == (state.generation, index)).and_then(|_| self.preview(place));
        let candidates = of(story, place);
        let n = candidates.len();
        let found = self.found.iter().enumerate().map(|(i, id)| (n + i, *id));
        let all = candidates.iter().map(|c| c.place).enumerate().chain(found);
        all.filter(|(_, id)| place.place != Some(*id))
            .filter_map(|(i, id)| {
                Some(Ghost { index: i, point: Gazetteer::current().place(id)?.point, is_pointed_at: preview == Some(id) })
            })
            .collect()
    }

    fn reset_for(&mut self, state: &State, index: usize) {
        if self.about != Some((state.generation, index)) {
            *self = Choice { about: Some((state.generation, index)), ..Choice::default() };
        }
    }

    /// Shows why the place was taken and what else it may be.
    pub fn place_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, index: usize, out: &mut Outbox) {
        self.reset_for(state, index);
        let theme = theme(ui);
        let Some(place) = story.places.get(index) else { return };
        let candidates = of(story, place);
        let shown = self.chosen.or(place.place);
        let reasons = candidates.iter().find(|c| Some(c.place) == shown).map_or(&[][..], |c| &c.reasons[..]);
        if !reasons.is_empty() {
            part(ui, "Why this one");
            let mut reasons: Vec<_> = reasons.iter().collect();
            reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
            for reason in reasons.into_iter().take(5) {
                ui.horizontal_top(|ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(36.0, 18.0), Sense::hover());
                    let weight = format!("{:+.2}", reason.weight).replace("0.", ".").replace('-', "−");
                    lists::right(ui, rect.right_top(), &weight, Type::CHIP, color32(theme.ink));
                    ui.add(egui::Label::new(Type::NAME.text(words::capital(&tr_said(&reason.words)), theme.ink)).wrap());
                });
            }
        }
        part(ui, "Candidates");
        if candidates.is_empty() && !self.is_searching {
            ui.label(Type::SECOND.text(tr("The gazetteer knows no place of this name"), theme.ink_weak));
        }
        let scale = scale(&candidates, place);
        for (i, candidate) in candidates.iter().enumerate() {
            self.candidate_ui(ui, place, i, candidate.place, Some((candidate.probability * scale).min(1.0)), out);
        }
        self.search_ui(ui, place, candidates.len(), out);
    }

    fn candidate_ui(&mut self, ui: &mut Ui, place: &StoryPlace, i: usize, id: PlaceId, probability: Option<f32>, out: &mut Outbox) {
        let theme = theme(ui);
        let Some(row) = Gazetteer::current().place(id) else { return };
        let is_taken = place.place == Some(id);
        let is_chosen = self.chosen == Some(id);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
        let whereabouts = describe::whereabouts(&row);
        let mut second = tr(describe::feature(row.feature)).to_owned();
        if is_taken {
            second.push_str(tr(" · chosen"));
        } else {
            if !whereabouts.is_empty() {
                second = format!("{second}, {whereabouts}");
            }
            if let Some(point) = place.point {
                second = format!("{second} · {}", tr_with("{} away", &[&describe::kilometres(point, row.point)]));
            }
        }
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListItem, true, is_chosen, tr_with("Candidate {}: {}, {}", &[&signs::letter(i), &row.name, &second]))
        });
        let fill = match (is_chosen, is_taken || response.hovered()) {
            (true, _) => color32(theme.accent.at(0.6)),
            (_, true) => color32(theme.chrome),
            _ => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect.expand2(vec2(12.0, 0.0)), 0, fill);
        signs::candidate(ui.painter(), pos2(rect.left() + 10.0, rect.center().y), i, is_taken, theme);
        let room = rect.width() - 32.0 - 48.0;
        lists::line(ui, pos2(rect.left() + 32.0, rect.top() + 5.0), row.name, Type::STRONG, color32(theme.ink), room);
        let weak = color32(if is_chosen { theme.ink } else { theme.ink_weak });
        lists::line(
            ui,
            pos2(rect.left() + 32.0, rect.top() + 23.0),
            &second,
            Type::SECOND,
            weak,
            room + if probability.is_some() { 0.0 } else { 48.0 },
        );
        if let Some(p) = probability {
            lists::right(ui, rect.right_top() + vec2(0.0, 6.0), &format!("{p:.2}"), Type::NAME, color32(theme.ink));
            signs::bar(ui.painter(), rect.right_top() + vec2(-40.0, 28.0), p, theme);
        }
        focus_ring(ui.painter(), &response, rect, theme);
        if response.clicked() {
            self.chosen = if is_chosen { None } else { Some(id) };
            out.send(Command::ShowPlace(row.point, 5.0));
        }
    }

    fn search_ui(&mut self, ui: &mut Ui, place: &StoryPlace, n_candidates: usize, out: &mut Outbox) {
        if !self.is_searching {
            return;
        }
        ui.add_space(6.0);
        let field = TextEdit::singleline(&mut self.query)
            .hint_text(tr("Search the gazetteer"))
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(8, 5));
        let response = ui.add(field);
        name_field(&response, Role::SearchInput, tr("Search the gazetteer"), &self.query);
        if self.query.is_empty() && self.found.is_empty() && !response.has_focus() {
            response.request_focus();
        }
        if response.changed() {
            self.found = Gazetteer::current().search(&self.query, 8).into_iter().map(|hit| hit.place).collect();
        }
        for (i, id) in self.found.clone().into_iter().enumerate() {
            self.candidate_ui(ui, place, n_candidates + i, id, None, out);
        }
    }

    /// Shows the actions at the foot of the inspector.
    pub fn foot_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, index: usize, out: &mut Outbox) {
        self.reset_for(state, index);
        let Some(place) = story.places.get(index) else { return };
        hairline(ui);
        egui::Frame::new().inner_margin(Margin { left: 16, right: 16, top: 11, bottom: 0 }).show(ui, |ui| {
            let n = place.mentions.len();
            if n > 1 {
                ui.spacing_mut().item_spacing.y = 6.0;
                ui.spacing_mut().interact_size.y = 20.0;
                let everywhere = tr_with("Everywhere in this article, {} mentions", &[&n]);
                if ui.radio(!self.is_only_here, everywhere).clicked() {
                    self.is_only_here = false;
                }
                if ui.radio(self.is_only_here, tr("Only here")).clicked() {
                    self.is_only_here = true;
                }
            }
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let preview = self.preview(place).and_then(|id| Gazetteer::current().place(id));
                if let Some(row) = preview {
                    let candidates = of(story, place);
                    let known = candidates.iter().position(|c| c.place == row.id);
                    let i = known.or_else(|| self.found.iter().position(|f| *f == row.id).map(|i| candidates.len() + i)).unwrap_or(0);
                    if button(ui, &tr_with("Use {}", &[&signs::letter(i)]), Weight::Primary).clicked() {
                        let chosen = ChosenPlace { geonameid: row.geonameid, name: row.name.to_owned(), point: row.point };
                        out.send(Command::Edit(self.edit(story, state, place, &PlaceDecision::Choose(chosen))));
                    }
                    if button(ui, "Keep", Weight::Bordered).clicked() {
                        self.chosen = None;
                    }
                } else {
                    let words = if state.moving == Some(index) { "Click the map" } else { "Move pin" };
                    if button(ui, words, Weight::Bordered).clicked() {
                        out.send(Command::MovePin(if state.moving == Some(index) { None } else { Some(index) }));
                    }
                    if button(ui, "Search…", Weight::Bordered).clicked() {
                        self.is_searching = !self.is_searching;
                        self.query.clear();
                        self.found.clear();
                    }
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if place.certainty == crate::story::Certainty::Ignored {
                        if button(ui, "Restore", Weight::Bare).clicked() {
                            out.send(Command::Edit(every(self.spans(story, state, place), None)));
                        }
                    } else if button(ui, "Not a place", Weight::Bare).clicked() {
                        out.send(Command::Edit(self.edit(story, state, place, &PlaceDecision::Ignore)));
                    }
                });
            });
        });
    }

    fn spans(&self, story: &Story, state: &State, place: &StoryPlace) -> Vec<Span> {
        let all: Vec<Span> = place.mentions.iter().filter_map(|&m| story.reading.toponyms.get(m)).map(|t| t.span).collect();
        if self.is_only_here {
            let clicked = state.selected_words.filter(|w| all.contains(w));
            return clicked.or(all.first().copied()).into_iter().collect();
        }
        all
    }

    fn edit(&self, story: &Story, state: &State, place: &StoryPlace, decision: &PlaceDecision) -> Edit {
        every(self.spans(story, state, place), Some(decision))
    }
}

/// The edit that takes one decision for all of `spans`, as one step.
pub(super) fn every(spans: Vec<Span>, decision: Option<&PlaceDecision>) -> Edit {
    let mut edits: Vec<Edit> = spans.into_iter().map(|span| Edit::Place(span, decision.cloned())).collect();
    if edits.len() == 1
        && let Some(edit) = edits.pop()
    {
        return edit;
    }
    Edit::Many(edits)
}
/// What makes the belief in each candidate the confidence that is said elsewhere: that in the one which was taken says it already.
fn scale(candidates: &[ScoredCandidate], place: &StoryPlace) -> f32 {
    let taken = candidates.iter().find(|c| Some(c.place) == place.place).map_or(0.0, |c| c.probability);
    // What the user decided is sure, whatever was believed.
    if place.confidence >= 1.0 || taken < 0.02 { 1.0 } else { place.confidence / taken }
}
