//! A story of two articles in the window, driven by accessible names.

use crate::app::window;
use dateline::article::{Article, Published};
use dateline::gazetteer::Gazetteer;
use dateline::story::{Story, Target};
use egui_kittest::kittest::{NodeT, Queryable};

const TIDE: &str = "The Daily Tide";
const GULL: &str = "Gull News";

fn article(text: &str, source: &str) -> Article {
    let mut article = Article::from_text(text);
    article.source = Some(source.to_owned());
    article.published = Some(Published { date: jiff::civil::date(2020, 5, 8), span: None });
    article
}

fn story() -> Story {
    let mut both =
        article("The rebels attacked the harbour of Piraeus on Monday. The ferry Daria sailed from Piraeus to Rhodes on Monday.", TIDE);
    both.add(article(
        "The rebels attacked the harbour of Piraeus on Tuesday. The ferry Daria sailed from Piraeus to Rhodes on Wednesday. Volos was quiet.",
        GULL,
    ));
    Story::new(both, Gazetteer::embedded())
}

fn attack(story: &Story, source: usize) -> usize {
    let is_it =
        |i: &usize| story.source_of_event(*i) == source && story.reading.events[*i].span.of(&story.article.text).contains("attacked");
    (0..story.reading.events.len()).find(is_it).unwrap()
}

#[test]
fn dates_that_contradict_stand_side_by_side_and_lead_to_each_other() {
    let story = story();
    let (one, other) = (attack(&story, 0), attack(&story, 1));
    let mut harness = window(Some(story));
    harness.get_by_label_contains("Events ").click();
    harness.run_steps(3);
    let row = |node: &egui_kittest::Node<'_>| {
        let label = node.accesskit_node().label().unwrap_or_default();
        node.accesskit_node().role() == egui::Role::ListItem && label.contains(TIDE)
    };
    harness.get_all_by_label_contains("attacked").find(row).unwrap().click();
    harness.run_steps(3);
    assert_eq!(harness.state().selected(), Some(Target::Event(one)));
    harness.get_by_label_contains(&format!("{TIDE}: Monday"));
    harness.get_by_label_contains(&format!("{GULL}: Tuesday")).click();
    harness.run_steps(3);
    assert_eq!(harness.state().selected(), Some(Target::Event(other)));
    harness.get_by_label_contains(&format!("{TIDE}: Monday"));
}

#[test]
fn an_article_that_is_hidden_shows_nothing_until_it_is_shown_again() {
    let mut harness = window(Some(story()));
    let shows =
        |harness: &egui_kittest::Harness<'static, dateline::app::App>, words: &str| harness.query_all_by_label_contains(words).count();
    assert!(shows(&harness, "Volos") > 0 && shows(&harness, "told by Gull News") > 0);
    harness.get_by_label(GULL).click();
    harness.run_steps(3);
    assert_eq!((shows(&harness, "Volos"), shows(&harness, "told by Gull News")), (0, 0));
    assert!(shows(&harness, "told by The Daily Tide") > 0 && shows(&harness, "attacked") > 0);
    harness.get_by_label("Undo").click();
    harness.run_steps(3);
    assert!(shows(&harness, "Volos") > 0 && shows(&harness, "told by Gull News") > 0);
}
