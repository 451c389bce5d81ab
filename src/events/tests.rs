//! The tests of this step: places are marked with brackets, dates with braces.

use super::clause::Clauses;
use super::reading::Reading;
use super::*;
use crate::article::Article;
use crate::dates::{Grain, TimexType};
use crate::places::ToponymKind;

/// A sentence's places and dates, as its brackets and braces say: "[Rome]", "[Danes|demonym]", "{2018-05-03|Thursday}".
struct Marked {
    text: String,
    toponyms: Vec<Toponym>,
    timexes: Vec<Timex>,
}

/// A point for a made-up place: the same name gives the same point.
fn point_of(name: &str) -> LatLon {
    let hash = name.bytes().fold(17u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b)));
    LatLon::wrapped(f64::from(hash % 120) - 60.0, f64::from(hash / 7 % 360) - 180.0)
}

fn marked(source: &str) -> Marked {
    let mut out = Marked { text: String::new(), toponyms: Vec::new(), timexes: Vec::new() };
    let mut rest = source;
    while let Some(at) = rest.find(['[', '{']) {
        out.text.push_str(&rest[..at]);
        let close = if rest.as_bytes()[at] == b'[' { ']' } else { '}' };
        let end = at + rest[at..].find(close).unwrap();
        let (a, b) = rest[at + 1..end].split_once('|').unwrap_or((&rest[at + 1..end], ""));
        let start = out.text.len() as u32;
        out.text.push_str(if close == ']' || b.is_empty() { a } else { b });
        let span = Span::new(start, out.text.len() as u32);
        if close == ']' {
            let demonym = !b.is_empty();
            let name = if demonym { b } else { a };
            out.toponyms.push(Toponym {
                span,
                kind: if demonym { ToponymKind::Demonym } else { ToponymKind::Place },
                metonymic: false,
                candidates: Vec::new(),
                place: None,
                point: Some(point_of(name)),
                confidence: 0.9,
            });
        } else {
            let date: Date = a.parse().unwrap();
            let range = Range { grain: Grain::Day, ..Range::day(date).unwrap() };
            out.timexes.push(Timex {
                span,
                kind: TimexType::Date,
                value: a.to_owned(),
                modifier: None,
                range: Some(range),
                interval: None,
                remembers: None,
                reason: String::new(),
            });
        }
        rest = &rest[end + 1..];
    }
    out.text.push_str(rest);
    out
}

fn happenings(source: &str) -> Happenings {
    let m = marked(source);
    let article = Article::from_text(m.text);
    let text = Text::new(&article);
    find_events(&text, Gazetteer::embedded(), &m.toponyms, &m.timexes, Some(Date::constant(2018, 7, 17)))
}

/// "Oslo > Bergen or Narvik planned 2018-05-03; …"
fn routes(source: &str) -> String {
    let told = |j: &Journey| {
        let mut out = String::new();
        for (i, stop) in j.stops.iter().enumerate() {
            if i > 0 {
                out.push_str(" > ");
            }
            out.push_str(&stop.name);
            for fork in j.forks.iter().filter(|f| f.at == i) {
                for option in &fork.options {
                    out.push_str(" or ");
                    out.push_str(&option.name);
                }
            }
            if let Some(when) = stop.when {
                out.push_str(&format!(" {}", when.start.date()));
            }
            if i > 0 && j.leg_status(i).status != Status::Done {
                out.push_str(&format!(" ({})", j.leg_status(i).status.as_str()));
            }
        }
        out
    };
    happenings(source).journeys.iter().map(told).collect::<Vec<_>>().join("; ")
}

fn check(source: &str, expected: &str) {
    assert_eq!(routes(source), expected, "{source}");
}

/// Prints how `source` is read; not a test of anything, run it by hand with DUMP set.
#[test]
fn a_dump_shows_chunks_and_frames() {
    let Ok(source) = std::env::var("DUMP") else { return };
    let m = marked(&source);
    let article = Article::from_text(m.text);
    let text = Text::new(&article);
    let reading = Reading::new(&text, Gazetteer::embedded(), &m.toponyms, &m.timexes);
    let mut clauses = Clauses::new(&reading, None);
    let mut chunks = Vec::new();
    for (i, sentence) in text.sentences.iter().enumerate() {
        reading.chunks(sentence, &mut chunks);
        clauses.read(i as u32, &chunks);
        for (n, c) in chunks.iter().enumerate() {
            let subject = clauses.subjects().get(n).copied().flatten();
            println!("{n:3} {:?} «{}» subject {subject:?} place {:?}", kind_name(c), text.of(reading.span(c.first, c.end)), c.toponym);
        }
    }
    for f in &clauses.frames {
        println!("{f:?}");
    }
    println!("{}", routes(&source));
}

fn kind_name(c: &super::reading::Chunk) -> String {
    let s = format!("{:?}", c.kind);
    s.split([' ', '(']).next().unwrap_or("").to_owned()
}
