//! Texts for the tests of this step: places are marked with brackets, dates with braces.

use super::*;
use crate::article::Article;
use crate::dates::{Grain, TimexType};
use crate::places::ToponymKind;

/// A sentence's places and dates, as its brackets and braces say: "[Rome]", "[Danes|demonym]", "{2018-05-03|Thursday}".
pub(super) struct Marked {
    pub text: String,
    pub toponyms: Vec<Toponym>,
    pub timexes: Vec<Timex>,
}

/// A point for a made-up place: the same name gives the same point.
fn point_of(name: &str) -> LatLon {
    let hash = name.bytes().fold(17u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b)));
    LatLon::wrapped(f64::from(hash % 120) - 60.0, f64::from(hash / 7 % 360) - 180.0)
}

pub(super) fn marked(source: &str) -> Marked {
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

pub(super) fn happenings(source: &str) -> Happenings {
    let m = marked(source);
    let article = Article::from_text(m.text);
    let text = Text::new(&article);
    find_events(&text, Gazetteer::embedded(), &m.toponyms, &m.timexes, Some(Date::constant(2018, 7, 17)))
}

pub(super) fn routes(source: &str) -> String {
    told(&happenings(source).journeys)
}

/// "Oslo > Bergen or Narvik planned 2018-05-03; …"
pub(super) fn told(journeys: &[Journey]) -> String {
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
    journeys.iter().map(told).collect::<Vec<_>>().join("; ")
}

pub(super) fn check(source: &str, expected: &str) {
    assert_eq!(routes(source), expected, "{source}");
}
