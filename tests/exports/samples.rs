//! Stories that formats find hard.

use dateline::article::{Article, Span};
use dateline::earth::LatLon;
use dateline::gazetteer::Gazetteer;
use dateline::story::{ChosenPlace, Decisions, EventDecision, PlaceDecision, Story};

/// What no writer may let through as it is: ends of scripts and sections, references, quotes, bidi controls, formulas, lines, a control character.
pub const HOSTILE: &str =
    "=cmd()|' </script><script>alert(1)</script> ]]> & &amp; \"x\" 'y' <img src=x onerror=\"a()\"> \u{202e}abc\u{202c} \u{7}";

fn story(text: &str, decisions: Decisions) -> Story {
    Story::with_decisions(Article::from_text(text), decisions, Gazetteer::embedded())
}

/// The bundled example: places known and unsure, a fork, background of long ago, words beyond ASCII.
pub fn repatriation() -> Story {
    story(include_str!("../../data/articles/repatriation.txt"), Decisions::default())
}

/// A route over the antimeridian.
pub fn pacific() -> Story {
    let text = "Crew sails for Hawaii\n\nMay 4, 2021\n\nThe ship will leave Tokyo for Honolulu on May 10 and sail from Honolulu to Sydney on May 20.";
    story(text, Decisions::default())
}

/// A journey before 1970.
pub fn early() -> Story {
    let text =
        "A flight of long ago\n\nMay 4, 1932\n\nThe pilot flew from London to Paris on May 2, 1932, and from Paris to Rome on May 3, 1932.";
    story(text, Decisions::default())
}

/// A journey and places, and no date.
fn undated() -> Story {
    story("The lorry drove from Berlin to Warsaw. The driver slept in Kraków.", Decisions::default())
}

/// A place on the equator and the meridian.
pub fn equator() -> Story {
    let text = "The buoy floats off Accra.";
    let at = text.find("Accra").unwrap() as u32;
    let mut decisions = Decisions::default();
    let place = ChosenPlace { geonameid: None, name: "Null Island".to_owned(), point: LatLon::new(0.0, 0.0).unwrap() };
    decisions.places.insert(Span::new(at, at + 5), PlaceDecision::Choose(place));
    story(text, decisions)
}

/// Hostile words wherever a user or an article can put some.
pub fn hostile() -> Story {
    let sentence = "The envoy flew from Łódź to Paris on May 2, 2020.";
    let text =
        format!("{HOSTILE}\n\nMay 4, 2020\n\n{HOSTILE} told in Kraków.\n\n{sentence} She met \"friends\" & others in Rome on May 3.");
    let article = Article::from_text(text.as_str());
    let mut decisions = Decisions { title: Some(HOSTILE.to_owned()), ..Decisions::default() };
    let at = text.find("Kraków").unwrap() as u32;
    let place = ChosenPlace { geonameid: None, name: HOSTILE.to_owned(), point: LatLon::new(50.06, 19.94).unwrap() };
    decisions.places.insert(Span::new(at, at + 7), PlaceDecision::Choose(place));
    let start = text.find(sentence).unwrap() as u32;
    let event = EventDecision {
        title: Some(HOSTILE.to_owned()),
        notes: Some(format!("{HOSTILE}\n{HOSTILE}")),
        when: dateline::dates::Range::day(jiff::civil::date(2020, 5, 2)),
        is_added: true,
        ..EventDecision::default()
    };
    decisions.events.insert(Span::new(start, start + sentence.len() as u32), event);
    Story::with_decisions(article, decisions, Gazetteer::embedded())
}

/// All of them, and one of which nothing can be told.
pub fn all() -> Vec<(&'static str, Story)> {
    vec![
        ("repatriation", repatriation()),
        ("pacific", pacific()),
        ("early", early()),
        ("undated", undated()),
        ("equator", equator()),
        ("hostile", hostile()),
        ("empty", story("It was a quiet morning, and nobody had anything to say.", Decisions::default())),
    ]
}
