//! The article as runs of words: which are marked, how, and what each gives evidence of.

use super::target_id;
use crate::article::{BlockKind, Span};
use crate::scene::Theme;
use crate::story::{Certainty, Story, Target};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Words with a mark of their own.
struct Mark {
    span: Span,
    target: Target,
    look: &'static str,
}

/// Returns the blocks of the story: kind, and runs of words; above each of several articles its letter, the number of its colour, and its name. A run is a text, or a list: text, target, look, numbers of the passages it is in.
///
/// The second value lists the passages: the targets each gives evidence of.
pub(super) fn text(story: &Story) -> (Value, Value) {
    let marks = marks(story);
    let (passages, of_passage) = passages(story);
    let mut blocks = Vec::new();
    let (mut last_source, mut head) = (None, String::new());
    for block in story.article.story_blocks().filter(|b| !story.is_hidden(b.span)) {
        let source = story.article.source_at(block.span);
        if story.article.n_sources() > 1 && last_source != Some(source) {
            last_source = Some(source);
            head = clean(&story.article.source_name(source));
            let tag = json!([crate::scene::letter(source), source % Theme::N_SOURCES]);
            blocks.push(json!({"kind": "heading", "tag": tag, "runs": [head]}));
        }
        // The page has the title at its head already.
        // One without a source is named by its headline.
        if block.kind == BlockKind::Title && [clean(story.title()), head.clone()].contains(&words(story, block.span)) {
            continue;
        }
        let mut cuts = vec![block.span.start, block.span.end];
        let spans = marks.iter().map(|m| m.span).chain(passages.iter().copied()).filter(|s| s.overlaps(block.span));
        cuts.extend(spans.flat_map(|s| [s.start, s.end]).filter(|c| (block.span.start..block.span.end).contains(c)));
        cuts.sort_unstable();
        cuts.dedup();
        let pairs = cuts.windows(2).filter_map(|w| if let [a, b] = *w { Some(Span::new(a, b)) } else { None });
        let runs = pairs.map(|span| run(story, span, &marks, &passages)).filter(|r| *r != json!(""));
        blocks.push(json!({"kind": block.kind.as_str(), "runs": runs.collect::<Vec<_>>()}));
    }
    let of_passage = of_passage.into_iter().map(|targets| targets.into_iter().map(target_id).collect::<Vec<_>>());
    (Value::Array(blocks), json!(of_passage.collect::<Vec<_>>()))
}

fn run(story: &Story, span: Span, marks: &[Mark], passages: &[Span]) -> Value {
    let text = words(story, span);
    let mark = marks.iter().find(|m| m.span.contains(span));
    let within: Vec<usize> = passages.iter().enumerate().filter(|(_, p)| p.contains(span)).map(|(i, _)| i).collect();
    match (mark, within.is_empty()) {
        (None, true) => json!(text),
        (None, false) => json!([text, null, null, within]),
        (Some(mark), _) => json!([text, target_id(mark.target), mark.look, within]),
    }
}

/// The words under a span on one line.
fn words(story: &Story, span: Span) -> String {
    clean(span.of(&story.article.text))
}

/// `text` without control characters and without what would turn the line around; line ends become spaces.
pub(super) fn clean(text: &str) -> String {
    let letter = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => None,
        // Bidirectional controls. Source: Unicode Standard Annex 9, table 4.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        other => Some(other),
    };
    text.chars().filter_map(letter).collect()
}

/// The marks in reading order; of two on the same words, the first counts.
fn marks(story: &Story) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (i, place) in story.places.iter().enumerate() {
        let look = match place.certainty {
            Certainty::Sure if !place.is_on_map => "aside",
            Certainty::Sure => "sure",
            Certainty::Unsure => "unsure",
            Certainty::Unresolved => "unresolved",
            // What the user said is no place is not marked in what is published.
            Certainty::Ignored => continue,
        };
        let toponyms = place.mentions.iter().filter_map(|&m| story.reading.toponyms.get(m));
        marks.extend(toponyms.map(|t| Mark { span: t.span, target: Target::Place(i), look }));
    }
    let timexes = story.reading.timexes.iter().enumerate();
    marks.extend(timexes.map(|(i, t)| Mark { span: t.span, target: Target::Date(i), look: "date" }));
    marks.retain(|m| !m.span.is_empty());
    marks.sort_by_key(|m| (m.span, m.target));
    let mut kept: Vec<Mark> = Vec::new();
    for mark in marks {
        if kept.last().is_none_or(|last| !last.span.overlaps(mark.span)) {
            kept.push(mark);
        }
    }
    kept
}

/// The stretches of text that give evidence of something, each once, with what they give evidence of.
fn passages(story: &Story) -> (Vec<Span>, Vec<Vec<Target>>) {
    let mut found: BTreeMap<Span, Vec<Target>> = BTreeMap::new();
    let events = (0..story.reading.events.len()).map(Target::Event);
    let journeys = (0..story.routes.len()).map(Target::Journey);
    let legs = story.routes.iter().enumerate().flat_map(|(r, route)| (0..route.legs.len()).map(move |l| Target::Leg(r, l)));
    for target in events.chain(journeys).chain(legs) {
        for span in story.evidence(target).into_iter().filter(|s| !s.is_empty()) {
            found.entry(span).or_default().push(target);
        }
    }
    found.into_iter().unzip()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::gazetteer::Gazetteer;

    fn story(text: &str) -> Story {
        Story::new(Article::from_text(text), Gazetteer::embedded())
    }

    #[test]
    fn the_runs_of_a_block_are_its_words() {
        let story = story(
            "Talks in Vienna\n\nMay 5, 2020\n\nThe ministers flew from Berlin to Vienna on Monday, an aide said.\n\nThey meet in Łódź next week.",
        );
        let (blocks, _) = text(&story);
        let mut all = String::new();
        for run in blocks.as_array().unwrap().iter().flat_map(|b| b["runs"].as_array().unwrap()) {
            all.push_str(run.as_str().or(run[0].as_str()).unwrap());
        }
        assert!(all.contains("The ministers flew from Berlin to Vienna on Monday, an aide said."), "{all}");
        assert!(all.contains("They meet in Łódź next week."), "{all}");
        let marked: Vec<String> = blocks
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|b| b["runs"].as_array().unwrap())
            .filter(|r| r[1].is_string())
            .map(|r| r[0].as_str().unwrap().to_owned())
            .collect();
        assert!(["Berlin", "Vienna", "Monday", "Łódź"].iter().all(|w| marked.iter().any(|m| m == w)), "{marked:?}");
    }

    #[test]
    fn controls_are_left_out() {
        assert_eq!(clean("a\u{202e}b\u{0}c\nd\u{2028}e"), "abc d e");
    }
}
