//! What floats on the map: date plate, legend, scale bar, attribution.

use super::icons::{self, Body};
use super::projection::Projection;
use super::words::{self};
use super::{Anchor, Color, Face, Layer, Options, PicturePoint, PictureRect, Shape, Sizes, Stroke, Theme, fonts, source_tags};
use crate::events::{Status, Transport};
use crate::language::{self, tr, tr_with};
use crate::story::{CueKind, Instant, Story};

/// Space between plates and the edge of the map, in points.
pub(crate) const MARGIN: f32 = 16.0;

/// What plays just now, as the second line of the date plate says it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Playing {
    pub status: Status,
    /// Whether it is a journey; else an event.
    pub is_leg: bool,
    pub transport: Transport,
    pub words: String,
    /// Index and name of the article that tells it, where the story is of several.
    pub source: Option<(usize, String)>,
}

/// What plays at an instant: the cue under way or last passed.
pub(crate) fn playing(story: &Story, instant: &Instant) -> Option<Playing> {
    let cue = instant.cue.and_then(|c| story.playback.cues.get(c))?;
    let of = |index: usize| (story.article.n_sources() > 1).then(|| (index, story.article.source_name(index)));
    match cue.kind {
        CueKind::Event(idx) => {
            let event = story.reading.events.get(idx)?;
            Some(Playing {
                status: event.status.status,
                is_leg: false,
                transport: Transport::Unknown,
                words: event.title.clone(),
                source: of(story.source_of_event(idx)),
            })
        }
        CueKind::Step(route, step) => {
            let source = of(story.source_of_journey(route));
            let route = story.routes.get(route)?;
            let legs: Vec<_> = route.legs.iter().filter(|l| l.to.number == step + 1).collect();
            let first = legs.first()?;
            let to: Vec<&str> = legs.iter().map(|l| l.to.name.as_str()).collect();
            let status = first.status.status;
            Some(Playing { status, is_leg: true, transport: first.transport, words: words::leg(status, first.transport, &to), source })
        }
    }
}

/// The date shown, in words; `None` where the story has no date at all.
pub(crate) fn date_words(story: &Story, instant: &Instant) -> Option<String> {
    let published = story.article.published.map(|p| p.date);
    // Before the first dated cue the calendar stands at the day the article appeared.
    instant.when.or_else(|| published.and_then(crate::dates::Range::day)).map(|range| words::long_date(&range))
}

/// `text` cut with "…" to fit `width`.
pub(crate) fn fitted(text: &str, face: Face, size: f32, width: f32) -> String {
    if fonts::width(text, face, size, 0.0) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if fonts::width(&kept, face, size, 0.0) + fonts::width("…", face, size, 0.0) > width {
            kept.pop();
            break;
        }
    }
    // Not in the middle of a word, where that costs little.
    if let Some(cut) = kept.rfind(' ').filter(|&c| c * 3 > kept.len() * 2) {
        kept.truncate(cut);
    }
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '.']))
}

/// `text` in lines no wider than `width`, at most `n_lines`; the last is cut where more would follow.
pub(crate) fn wrapped(text: &str, face: Face, size: f32, width: f32, n_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fonts::width(&longer, face, size, 0.0) <= width || line.is_empty() {
            line = longer;
            continue;
        }
        if lines.len() + 1 == n_lines {
            let rest: Vec<&str> = std::iter::once(word).chain(words).collect();
            lines.push(fitted(&format!("{line} {}", rest.join(" ")), face, size, width));
            return lines;
        }
        lines.push(std::mem::replace(&mut line, word.to_owned()));
    }
    if !line.is_empty() {
        lines.push(fitted(&line, face, size, width));
    }
    lines
}

/// A plate that is laid out: where it is, and what is to be painted.
pub(crate) struct Plate {
    pub rect: PictureRect,
    pub shapes: Vec<Shape>,
}

/// The two lines of the date plate: the date, and what plays; `None` where the story has neither.
pub(crate) fn plate_words(story: &Story, instant: &Instant) -> Option<(String, Option<Playing>)> {
    let playing = playing(story, instant);
    let title = match (date_words(story, instant), &playing) {
        (Some(date), _) => date,
        (None, Some(_)) => tr("No date given").to_owned(),
        (None, None) => return None,
    };
    let words = match playing {
        Some(playing) => Some(playing),
        None if instant.when.is_none() => {
            Some(Playing { status: Status::Done, is_leg: false, transport: Transport::Unknown, words: opening_words(story), source: None })
        }
        None => None,
    };
    Some((title, words))
}

/// What the plate says before anything plays: why the date is the article's and the timeline stands earlier.
fn opening_words(story: &Story) -> String {
    let first = story.playback.cues.iter().find_map(|cue| cue.when);
    let published = story.article.published.map(|p| p.date);
    match (first, published) {
        (Some(first), Some(published)) if first.end.date() <= published => {
            let first = words::long_date(&first).replacen("Week of", "the week of", 1);
            tr_with("The article appears. Its story goes back to {}", &[&first])
        }
        _ => tr("The article appears").to_owned(),
    }
}

/// The date plate, at the top left of the map; `None` where the story has neither date nor anything that plays.
pub(crate) fn date_plate(story: &Story, instant: &Instant, map: &PictureRect, options: &Options, sizes: &Sizes) -> Option<Plate> {
    let theme = options.theme;
    let (title, words) = plate_words(story, instant)?;
    let (pad, size, small) = (12.0 * sizes.unit, sizes.plate, sizes.plate_line);
    // Room is left for the controls at the top right.
    let widest = (map.width() - 2.0 * MARGIN - 64.0).min(22.0 * size).max(120.0);
    let title = fitted(&title, Face::SerifSemibold, size, widest - 2.0 * pad);
    let sign = small * 2.2;
    let lines = words.iter().flat_map(|p| wrapped(&p.words, Face::SansSemibold, small, widest - 2.0 * pad - sign, 2)).collect::<Vec<_>>();
    let title_width = fonts::width(&title, Face::SerifSemibold, size, 0.0);
    let source = words.as_ref().and_then(|p| p.source.clone());
    let source = source.map(|(i, name)| (i, fitted(&name, Face::Sans, small, widest - 2.0 * pad - sign)));
    let source_width = source.as_ref().map_or(0.0, |(_, name)| fonts::width(name, Face::Sans, small, 0.0) + sign);
    let line_width = lines.iter().map(|l| fonts::width(l, Face::SansSemibold, small, 0.0) + sign).fold(0.0, f32::max);
    let width = title_width.max(line_width).max(source_width) + 2.0 * pad;
    let (x, y) = (map.min.x + MARGIN, map.min.y + MARGIN);
    let first_baseline = y + 10.0 * sizes.unit + size * 0.98;
    let line_height = small * 1.33;
    let n_lines = lines.len() + usize::from(source.is_some());
    let bottom = match n_lines {
        0 => first_baseline + 13.0 * sizes.unit,
        n => first_baseline + small * 1.7 + (n as f32 - 1.0) * line_height + 13.0 * sizes.unit,
    };
    let rect = PictureRect { min: PicturePoint { x, y }, max: PicturePoint { x: x + width, y: bottom } };
    let text = |text: String, x: f32, y: f32, face, size, color| Shape::Text {
        at: PicturePoint { x, y },
        anchor: Anchor::Start,
        text,
        face,
        size,
        spacing: 0.0,
        color,
        halo: None,
    };
    let mut shapes = vec![
        Shape::Rect { rect, radius: 2.0, fill: Some(theme.paper), stroke: None },
        Shape::block(PictureRect::new(x, y, width, 2.0 * sizes.unit), theme.ink),
        text(title, x + pad, first_baseline, Face::SerifSemibold, size, theme.ink),
    ];
    if let Some((index, name)) = source {
        let baseline = first_baseline + small * 1.7 + (n_lines as f32 - 1.0) * line_height + small * 0.2;
        let middle = baseline - fonts::cap_height(Face::Sans, small) / 2.0;
        shapes.extend(source_tags::tags(&[index], PicturePoint { x: x + pad, y: middle }, small * 0.9, theme));
        shapes.push(text(name, x + pad + small * 1.5, baseline, Face::Sans, small, theme.ink_weak));
    }
    if let Some(playing) = words {
        let color = theme.status(playing.status);
        for (i, line) in lines.into_iter().enumerate() {
            let baseline = first_baseline + small * 1.7 + i as f32 * line_height;
            if i == 0 {
                let middle = baseline - fonts::cap_height(Face::SansSemibold, small) / 2.0;
                let at = PicturePoint { x: x + pad, y: middle };
                shapes.extend(if playing.is_leg {
                    leg_sign(playing.status, at, small * 2.0, theme, 1.0)
                } else {
                    event_sign(playing.status, at, small / 12.0, theme)
                });
            }
            let indent = if playing.is_leg { sign + small * 0.3 } else { small * 1.25 };
            shapes.push(text(line, x + pad + indent, baseline, Face::SansSemibold, small, color));
        }
    }
    Some(Plate { rect, shapes })
}

/// A short sample of a leg's line with its arrowhead, from `at` to the right.
pub(crate) fn leg_sign(status: Status, at: PicturePoint, width: f32, theme: &Theme, opacity: f32) -> Vec<Shape> {
    let color = theme.status(status).at(opacity);
    let scale = width / 24.0;
    let head = 8.0 * scale;
    let line = |a: f32, b: f32, w: f32| Shape::line(vec![at.moved(a, 0.0), at.moved(b, 0.0)], Stroke::solid(color, w));
    let arrow = |body| icons::arrowhead(at.moved(width, 0.0), 0.0, head, color, theme.paper, body).into_iter().skip(1);
    match status {
        Status::Done | Status::Ongoing => std::iter::once(line(0.0, width - head + 1.0, 3.0 * scale)).chain(arrow(Body::Filled)).collect(),
        Status::Planned => {
            let dashes = [line(0.0, 6.0 * scale, 2.5 * scale), line(9.0 * scale, 15.0 * scale, 2.5 * scale)];
            dashes.into_iter().chain(arrow(Body::Hollow)).collect()
        }
        Status::Possible => {
            let dots = [1.5, 7.0, 12.5].map(|x| Shape::disc(at.moved(x * scale, 0.0), 1.6 * scale, color));
            dots.into_iter().chain(arrow(Body::Hollow)).collect()
        }
        Status::Cancelled => {
            vec![line(0.0, width, 1.25 * scale), icons::cross(at.moved(width / 2.0, 0.0), 7.0 * scale, Stroke::round(color, 1.25 * scale))]
        }
    }
}

/// The sign of an event: filled dot, ring, dashed ring, crossed ring.
pub(crate) fn event_sign(status: Status, at: PicturePoint, scale: f32, theme: &Theme) -> Vec<Shape> {
    let color = theme.status(status);
    let centre = at.moved(4.5 * scale, 0.0);
    let ring = |stroke| Shape::ring(centre, 3.6 * scale, Some(theme.paper), stroke);
    match status {
        Status::Done | Status::Ongoing => vec![Shape::disc(centre, 4.5 * scale, color)],
        Status::Planned => vec![ring(Stroke::solid(color, 2.0 * scale))],
        Status::Possible => vec![ring(Stroke::solid(color, 1.75 * scale).dashed(2.5 * scale, 1.5 * scale))],
        Status::Cancelled => {
            vec![ring(Stroke::solid(color, 1.25 * scale)), icons::cross(centre, 4.0 * scale, Stroke::round(color, 1.25 * scale))]
        }
    }
}

/// The scale bar, at the bottom left: a round length no longer than 110 points, true at the middle latitude of the map.
pub(crate) fn scale_bar(projection: &Projection, options: &Options, sizes: &Sizes) -> Plate {
    let theme = options.theme;
    let map = projection.rect;
    let per_point = projection.metres_per_point();
    let longest = per_point * f64::from(110.0 * sizes.unit);
    let power = 10f64.powf(longest.max(1e-3).log10().floor());
    let metres = [5.0, 2.5, 2.0, 1.0].into_iter().map(|f| f * power).find(|&m| m <= longest).unwrap_or(power);
    let width = (metres / per_point) as f32;
    let label = if metres >= 1000.0 { format!("{} km", language::number(metres / 1000.0)) } else { format!("{metres} m") };
    let size = 11.0 * sizes.unit;
    let (x, y) = (map.min.x + MARGIN, map.max.y - MARGIN + 3.0);
    let p = |dx: f32, dy: f32| PicturePoint { x: x + dx, y: y + dy };
    let tick = 6.0 * sizes.unit;
    let bar = vec![p(0.5, -tick), p(0.5, 0.0), p(width, 0.0), p(width, -tick)];
    let ground = theme.paper.at(0.7);
    let text_width = fonts::width(&label, Face::Sans, size, 0.0);
    let shapes = vec![
        Shape::line(bar.clone(), Stroke::solid(ground, 3.5)),
        Shape::line(bar, Stroke::solid(theme.ink, 1.25)),
        Shape::Text {
            at: p(width + 6.0, 0.5),
            anchor: Anchor::Start,
            text: label,
            face: Face::Sans,
            size,
            spacing: 0.0,
            color: theme.ink,
            halo: Some((ground, 1.5)),
        },
    ];
    Plate { rect: PictureRect { min: p(0.0, -size), max: p(width + 6.0 + text_width, 4.0) }, shapes }
}

/// The credit, at the bottom right. It is on every picture of a map.
pub(crate) fn attribution(map: &PictureRect, options: &Options, sizes: &Sizes) -> Plate {
    let theme = options.theme;
    let size = 11.0 * sizes.unit;
    let text = "Natural Earth · GeoNames";
    let width = fonts::width(text, Face::Sans, size, 0.0) + 12.0;
    let height = size + 6.0;
    let rect = PictureRect::new(map.max.x - MARGIN - width, map.max.y - MARGIN - height + 8.0, width, height);
    let shapes = vec![
        Shape::Rect { rect, radius: 2.0, fill: Some(theme.paper), stroke: None },
        Shape::Text {
            at: PicturePoint { x: rect.min.x + 6.0, y: rect.max.y - 4.5 * sizes.unit },
            anchor: Anchor::Start,
            text: text.to_owned(),
            face: Face::Sans,
            size,
            spacing: 0.0,
            color: theme.ink_weak,
            halo: None,
        },
    ];
    Plate { rect, shapes }
}

/// One entry of a legend.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub sign: EntrySign,
    pub words: String,
}

/// The sample of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntrySign {
    Leg(Status),
    /// A journey that is not told plainly, with the status of its legs.
    UnsureLeg(Status),
    Stop(Status),
    Place,
    Unsure,
    Area,
    Or,
    /// One of the articles of the story.
    Source(usize),
}

/// Draws entries in one line from `at` (left end, middle height) as far as they fit into `width`; returns the shapes and the width used.
pub(crate) fn entries(entries: &[Entry], at: PicturePoint, width: f32, size: f32, theme: &Theme) -> (Vec<Shape>, f32) {
    let mut shapes = Vec::new();
    let mut x = 0.0;
    let scale = size / 12.0;
    for entry in entries {
        let sign_width = scale
            * match entry.sign {
                EntrySign::Leg(_) | EntrySign::UnsureLeg(_) => 28.0,
                EntrySign::Or | EntrySign::Area => 24.0,
                EntrySign::Stop(_) | EntrySign::Place | EntrySign::Unsure => 10.0,
                EntrySign::Source(_) => 13.0,
            };
        let text_width = fonts::width(&entry.words, Face::Sans, size, 0.0);
        let gap = if x > 0.0 { 22.0 * scale } else { 0.0 };
        if x + gap + sign_width + 8.0 * scale + text_width > width {
            break;
        }
        x += gap;
        let left = at.moved(x, 0.0);
        let centre = left.moved(sign_width / 2.0, 0.0);
        match entry.sign {
            EntrySign::Leg(status) => shapes.extend(leg_sign(status, left, sign_width, theme, 1.0)),
            EntrySign::UnsureLeg(status) => shapes.extend(leg_sign(status, left, sign_width, theme, super::routes::UNSURE)),
            EntrySign::Stop(status) => shapes.extend(event_sign(status, left, scale * 1.1, theme)),
            EntrySign::Source(index) => shapes.extend(source_tags::tag(index, centre, size * 0.95, theme)),
            EntrySign::Place => shapes.push(Shape::disc(centre, 5.0 * scale, theme.ink)),
            EntrySign::Unsure => {
                let stroke = Stroke::solid(theme.place_unsure, 2.0 * scale).dashed(3.0 * scale, 2.0 * scale);
                shapes.push(Shape::ring(centre, 4.0 * scale, Some(theme.paper), stroke));
            }
            EntrySign::Area => {
                let tint: Color = theme.ink.at(if theme.is_dark { 0.22 } else { 0.14 });
                let rect = PictureRect { min: centre.moved(-11.0 * scale, -7.0 * scale), max: centre.moved(11.0 * scale, 7.0 * scale) };
                shapes.push(Shape::Rect {
                    rect,
                    radius: 0.0,
                    fill: Some(tint),
                    stroke: Some(Stroke::solid(theme.ink.at(0.75), 1.25 * scale)),
                });
            }
            EntrySign::Or => {
                let half = (fonts::width(tr("or"), Face::SansSemibold, 12.0, 0.0) / 2.0 + 5.0).max(12.0) * scale;
                let rect = PictureRect { min: centre.moved(-half, -9.0 * scale), max: centre.moved(half, 9.0 * scale) };
                let stroke = Stroke::solid(theme.planned, 1.5 * scale);
                shapes.push(Shape::Rect { rect, radius: 9.0 * scale, fill: Some(theme.paper), stroke: Some(stroke) });
                shapes.push(super::pins::text_in_the_middle(centre, tr("or"), 12.0 * scale, theme.planned));
            }
        }
        shapes.push(Shape::Text {
            at: left.moved(sign_width + 8.0 * scale, fonts::cap_height(Face::Sans, size) / 2.0),
            anchor: Anchor::Start,
            text: entry.words.clone(),
            face: Face::Sans,
            size,
            spacing: 0.0,
            color: theme.ink,
            halo: None,
        });
        x += sign_width + 8.0 * scale + text_width;
    }
    (shapes, x)
}

/// The articles that are shown, for the legend of a story of several.
pub(crate) fn source_entries(story: &Story, size: f32) -> Vec<Entry> {
    let n = story.article.n_sources();
    let is_shown = |i: &usize| n > 1 && !story.decisions.hidden_sources.contains(&(*i as u32));
    let words = |i: usize| fitted(&story.article.source_name(i), Face::Sans, size, 12.0 * size);
    (0..n).filter(is_shown).map(|i| Entry { sign: EntrySign::Source(i), words: words(i) }).collect()
}

/// The legend, over the scale bar; only where two or more signs of legs or articles are in view.
pub(crate) fn legend(list: &[Entry], map: &PictureRect, options: &Options, sizes: &Sizes) -> Option<Plate> {
    let count = |is: fn(&EntrySign) -> bool| list.iter().filter(|e| is(&e.sign)).count();
    if count(|s| matches!(s, EntrySign::Leg(_) | EntrySign::UnsureLeg(_))) < 2 && count(|s| matches!(s, EntrySign::Source(_))) < 2 {
        return None;
    }
    let (pad, size) = (12.0 * sizes.unit, 12.0 * sizes.unit);
    let height = 36.0 * sizes.unit;
    let bottom = map.max.y - MARGIN - 26.0 * sizes.unit;
    let at = PicturePoint { x: map.min.x + MARGIN + pad, y: bottom - height / 2.0 };
    let (shapes, width) = entries(list, at, map.width() - 2.0 * (MARGIN + pad), size, options.theme);
    let rect = PictureRect::new(map.min.x + MARGIN, bottom - height, width + 2.0 * pad, height);
    let mut all = vec![Shape::Rect { rect, radius: 2.0, fill: Some(options.theme.paper), stroke: None }];
    all.extend(shapes);
    Some(Plate { rect, shapes: all })
}

/// Adds a plate to a layer.
pub(crate) fn add(layer: &mut Layer, plate: Plate) -> PictureRect {
    for shape in plate.shapes {
        layer.push(shape);
    }
    plate.rect
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_and_never_overflow() {
        let words = "Families in several states still keep letters from a ridge the men called Old Baldy, and wait";
        for width in [60.0, 120.0, 300.0] {
            for line in wrapped(words, Face::SansSemibold, 12.0, width, 2) {
                assert!(fonts::width(&line, Face::SansSemibold, 12.0, 0.0) <= width, "{line}");
            }
        }
        assert_eq!(wrapped("short", Face::Sans, 12.0, 100.0, 2), ["short"]);
        assert!(wrapped(words, Face::Sans, 12.0, 120.0, 2)[1].ends_with('…'));
    }
}
