//! The articles of a story of several: their colours and names, which of them are shown, and what they tell otherwise.

use super::Outbox;
use super::command::Command;
use super::controls::focus_ring;
use super::describe::long_date;
use super::inspector::part;
use super::look::{Type, color32, theme};
use crate::events::Status;
use crate::language::tr;
use crate::scene::{Face, Theme, letter, words};
use crate::story::{Edit, Shown, Story, Target};
use egui::{Label, Pos2, Role, Sense, Ui, WidgetInfo, vec2};

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
            tag_ui(ui, i);
            let name = story.article.source_name(i);
            let response = ui.checkbox(&mut is_shown, Type::NAME.text(&name, theme(ui).ink));
            response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_shown, &name));
            if response.changed() {
                out.send(Command::Edit(Edit::Source(i as u32, if is_shown { Shown::Yes } else { Shown::No })));
            }
        });
    }
}

/// Shows which articles tell something; nothing where the story is of one.
pub(super) fn source_ui(ui: &mut Ui, story: &Story, sources: &[usize]) {
    if story.article.n_sources() > 1 {
        for &index in sources {
            ui.horizontal(|ui| {
                tag_ui(ui, index);
                ui.label(Type::SECOND.text(story.article.source_name(index), theme(ui).ink_weak));
            });
        }
    }
}

/// Shows what other articles tell otherwise, beside what `target` tells; none is taken for the right one.
pub(super) fn otherwise_ui(ui: &mut Ui, story: &Story, target: Target, out: &mut Outbox) {
    let others = story.contradictions(target);
    if others.is_empty() {
        return;
    }
    part(ui, "Told otherwise");
    // A journey contradicts by its legs: each of them stands above the others' that it is about.
    let own: Vec<Target> = match target {
        Target::Journey(j) => {
            let n = story.routes.get(j).map_or(0, |r| r.legs.len());
            (0..n).map(|leg| Target::Leg(j, leg)).filter(|leg| !story.contradictions(*leg).is_empty()).collect()
        }
        one => vec![one],
    };
    for one in own {
        if let Target::Leg(j, leg) = one
            && let Some(leg) = story.routes.get(j).and_then(|r| r.legs.get(leg))
        {
            ui.label(Type::SECOND.text(format!("{} → {}", leg.from.name, leg.to.name), theme(ui).ink_weak));
        }
        for told in std::iter::once(one).chain(story.contradictions(one)) {
            told_ui(ui, story, told, told == one, out);
        }
    }
}

/// One of several tellings: whose it is, when it says that happened, and with which status. A click shows the other.
fn told_ui(ui: &mut Ui, story: &Story, target: Target, is_this: bool, out: &mut Outbox) {
    let theme = theme(ui);
    let (Some((index, name)), Some((when, status))) = (told_by(story, target), story.told(target)) else { return };
    let date = when.map_or(tr("No date").to_owned(), |w| long_date(&w));
    let told = match status {
        Status::Done => date,
        other => format!("{date}, {}", tr(words::status(other)).to_lowercase()),
    };
    ui.horizontal_top(|ui| {
        tag_ui(ui, index);
        let room = ui.available_width();
        let mut job = egui::text::LayoutJob::default();
        job.wrap.max_width = room;
        job.append(&told, 0.0, Type::NAME.format(color32(theme.ink)));
        job.append(&format!("  {name}"), 0.0, Type::SECOND.format(color32(theme.ink_weak)));
        let label = Label::new(job);
        let words = format!("{name}: {told}");
        if is_this {
            ui.add(label).widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
            return;
        }
        let response = ui.add(label.sense(Sense::click()));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        if response.hovered() || response.has_focus() {
            out.hover(target);
        }
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        focus_ring(ui.painter(), &response, response.rect.expand(2.0), theme);
        if response.clicked() {
            out.send(Command::Select(Some(target)));
        }
    });
}

/// Shows the letter of an article on its colour.
fn tag_ui(ui: &mut Ui, index: usize) {
    let (rect, response) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, letter(index)));
    paint_tag(ui.painter(), rect.center(), index, theme(ui));
}

/// Paints the letter of an article on its colour, 14 by 14 points.
pub(super) fn paint_tag(painter: &egui::Painter, middle: Pos2, index: usize, theme: &Theme) {
    let square = egui::Rect::from_center_size(middle, vec2(14.0, 14.0));
    painter.rect_filled(square, 3, color32(theme.source(index)));
    let paper = color32(theme.paper);
    painter.text(middle, egui::Align2::CENTER_CENTER, letter(index), super::look::font(Face::SansSemibold, 11.0), paper);
}

/// Index and name of the article that tells a thing, where a story is of several.
pub(super) fn told_by(story: &Story, target: Target) -> Option<(usize, String)> {
    let index = match target {
        _ if story.article.n_sources() < 2 => return None,
        Target::Event(i) => story.source_of_event(i),
        Target::Journey(i) | Target::Leg(i, _) => story.source_of_journey(i),
        Target::Date(i) => story.article.source_at(story.reading.timexes.get(i)?.span),
        Target::Place(_) => return None,
    };
    Some((index, story.article.source_name(index)))
}

/// The line above one of several articles: "The Daily Tide · 6 May 2020".
pub(super) fn head(story: &Story, index: usize) -> String {
    let published = match index.checked_sub(1) {
        None => story.article.published,
        Some(i) => story.article.added.get(i).and_then(|a| a.published),
    };
    let day = published.and_then(|p| crate::dates::Range::day(p.date)).map(|r| format!(" · {}", long_date(&r)));
    story.article.source_name(index) + &day.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::app::read::Source;
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;
    use egui_kittest::Harness;

    #[test]
    fn an_added_article_is_taken_away_and_comes_back() {
        let story = Story::new(Article::from_text("The ferry stayed in Piraeus on May 4, 2020."), Gazetteer::current());
        let builder = Harness::builder().with_size([1280.0, 800.0]).with_max_steps(8).allow_missing_glyphs();
        let mut harness: Harness<'static, App> = builder.build_eframe(move |cc| App::new(&cc.egui_ctx, Some(story)).waiting_for_readings());
        let run = |harness: &mut Harness<'static, App>, command: Command| {
            let ctx = harness.ctx.clone();
            command.run(&mut harness.state_mut().state, &ctx);
        };
        let n = |harness: &Harness<'static, App>| harness.state().story().map_or(0, |s| s.article.n_sources());
        run(&mut harness, Command::Add(Source::Text("The ferry left Piraeus for Volos on May 5, 2020.".to_owned())));
        // What is edited while the article is read stays.
        run(&mut harness, Command::Edit(Edit::Title(Some("Ferries".to_owned()))));
        for _ in 0..500 {
            harness.step();
            if n(&harness) == 2 {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        assert_eq!(n(&harness), 2);
        assert_eq!(harness.state().story().map(Story::title), Some("Ferries"));
        assert!(harness.state().state.is_unsaved);
        run(&mut harness, Command::Undo);
        assert_eq!((n(&harness), harness.state().story().map(Story::title)), (1, Some("Ferries")));
        run(&mut harness, Command::Redo);
        assert_eq!(n(&harness), 2);
    }
}
