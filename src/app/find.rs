//! The search in the article.

use super::controls::name_field;
use super::language::{tr, tr_with};
use super::look::{Type, theme};
use super::state::State;
use crate::article::Span;
use crate::story::Story;
use egui::{Margin, Role, TextEdit, Ui};

/// The search in the article.
#[derive(Default)]
pub(super) struct Find {
    query: String,
    pub matches: Vec<Span>,
    current: usize,
    is_open: bool,
    wants_scroll: bool,
}

impl Find {
    /// The match to bring into sight, once.
    pub fn scroll_target(&mut self) -> Option<Option<Span>> {
        std::mem::take(&mut self.wants_scroll).then(|| self.matches.get(self.current).copied())
    }

    /// Shows the field while the search is open.
    pub fn find_ui(&mut self, ui: &mut Ui, story: &Story, state: &State) {
        let find = self;
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

#[cfg(test)]
mod tests {
    use super::*;

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
