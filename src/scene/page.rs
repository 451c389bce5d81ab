//! A page for print: title, deck, map, legend, axis of time, source and attribution.
//!
//! Laid out for 1600 × 1000 points. Where there is less room, first the axis goes, then the deck, then the legend moves onto the map; title,
//! date and attribution stay.

use super::cast::{self, Actor, Role, Sign};
use super::map::{Edge, Map};
use super::plates::{self, Entry, EntrySign};
use super::projection::Projection;
use super::strip::{StripKind, strip};
use super::words::{self, Year};
use super::{Anchor, Face, Layer, Options, PicturePoint, PictureRect, Scene, Shape, Sizes, best_view, description, empty, routes};
use crate::events::{Status, Transport};
use crate::language::{tr, tr_with};
use crate::story::{Playhead, Story};

/// The width that the sizes below are meant for, in points.
const BASE_WIDTH: f32 = 1600.0;
/// No smaller than this share of the sizes, whatever the width: text stays readable.
const MIN_SCALE: f32 = 0.62;
const MARGIN: f32 = 48.0;
/// Of the height of the page, at least this share is map.
const MIN_MAP_SHARE: f32 = 0.52;
const STRIP_HEIGHT: f32 = 84.0;

const SIZES: Sizes = Sizes { label: 18.0, label_date: 14.0, base: 1.18, pin: 1.25, line: 1.17, plate: 30.0, plate_line: 14.0, unit: 1.2 };

/// How the parts of a page share its height, in points of the layout.
#[derive(Clone, Debug, PartialEq)]
struct Layout {
    scale: f32,
    width: f32,
    height: f32,
    title: Vec<String>,
    deck: Option<String>,
    map: PictureRect,
    has_legend_line: bool,
    strip: Option<PictureRect>,
}

fn layout(story: &Story, width: f32, height: f32) -> Layout {
    let scale = (width / BASE_WIDTH).max(MIN_SCALE).max(f32::MIN_POSITIVE);
    let (w, h) = (width / scale, height / scale);
    let margin = margin(w);
    let inner = (w - 2.0 * margin).max(1.0);
    let title = plates::wrapped(story.title(), Face::SerifSemibold, 38.0, inner, 2);
    let deck = deck(story).map(|d| plates::fitted(&d, Face::Serif, 19.0, inner));
    let head = margin * 0.7 + 14.0 + 44.0 * title.len() as f32;
    let foot = 56.0;
    let mut has = (deck.is_some(), true, !story.timeline.is_empty());
    loop {
        let (has_deck, has_legend, has_strip) = has;
        let top = head + if has_deck { 34.0 } else { 0.0 } + 12.0;
        let below = if has_legend { 52.0 } else { 10.0 } + if has_strip { STRIP_HEIGHT + 14.0 } else { 0.0 };
        let map_height = h - top - below - foot;
        if map_height < h * MIN_MAP_SHARE && (has_strip || has_deck || has_legend) {
            has = if has_strip {
                (has_deck, has_legend, false)
            } else if has_deck {
                (false, has_legend, false)
            } else {
                (false, false, false)
            };
            continue;
        }
        let map = PictureRect::new(margin, top, inner, map_height.max(40.0));
        let strip = has_strip.then(|| PictureRect::new(margin, h - foot - STRIP_HEIGHT, inner, STRIP_HEIGHT));
        return Layout { scale, width: w, height: h, title, deck: deck.filter(|_| has_deck), map, has_legend_line: has_legend, strip };
    }
}

fn margin(width: f32) -> f32 {
    if width < 900.0 { 24.0 } else { MARGIN }
}

/// Returns a page for print: title, deck, map, legend, axis of time, source and attribution, `width` × `height` points.
///
/// Laid out for 1600 × 1000; other sizes scale and leave out parts. Nothing is shown as selected or hovered.
pub fn page(story: &Story, playhead: Playhead, width: f32, height: f32, options: &Options) -> Scene {
    let options = &Options { selected: None, hovered: None, reserved: Vec::new(), ..options.clone() };
    let layout = layout(story, width, height);
    let theme = options.theme;
    let map = Map { story, instant: story.playback.at(playhead), options, sizes: SIZES };
    let mut page = empty(layout.width, layout.height, theme.paper, description(story, &map.instant));
    let mut frame = Layer::new("page");
    head(&mut frame, &layout, options);
    let view = best_view(story, layout.map.width(), layout.map.height());
    let projection = Projection::within(&view, layout.map.min);
    let actors = cast::cast(story, &map.instant, options);
    let legs = routes::legs(story, &map.instant, &actors, &projection, options, &SIZES);
    let mut list = plates::source_entries(story, 14.0);
    list.extend(legend(&actors, &legs, &projection));
    let mut plates_layer = Layer::new("plates");
    let mut taken = Vec::new();
    taken.extend(plates::date_plate(story, &map.instant, &layout.map, options, &SIZES).map(|p| plates::add(&mut plates_layer, p)));
    taken.push(plates::add(&mut plates_layer, plates::scale_bar(&projection, options, &SIZES)));
    if layout.has_legend_line {
        let at = PicturePoint { x: layout.map.min.x, y: layout.map.max.y + 28.0 };
        let (shapes, _) = plates::entries(&list, at, layout.map.width(), 14.0, theme);
        shapes.into_iter().for_each(|s| frame.push(s));
    } else {
        taken.extend(plates::legend(&list, &layout.map, options, &SIZES).map(|p| plates::add(&mut plates_layer, p)));
    }
    map.draw_whole(&view, &projection, actors, legs, taken, Edge::Bare, &mut page);
    for layer in &mut page.layers {
        layer.clip = layer.clip.or(Some(layout.map));
    }
    page.layers.push(plates_layer);
    if let Some(rect) = layout.strip {
        let strip = strip(story, playhead, rect, options, StripKind::Print);
        page.layers.extend(strip.layers);
        page.hotspots.extend(strip.hotspots);
    }
    foot(&mut frame, story, &layout, options);
    page.layers.push(frame);
    scaled(page, layout.scale, width, height)
}

/// The page with every length times `scale`.
fn scaled(page: Scene, scale: f32, width: f32, height: f32) -> Scene {
    let point = |p: PicturePoint| PicturePoint { x: p.x * scale, y: p.y * scale };
    let rect = |r: PictureRect| PictureRect { min: point(r.min), max: point(r.max) };
    Scene {
        width,
        height,
        layers: page.layers.into_iter().map(|l| l.placed(scale, 0.0, 0.0)).collect(),
        insets: page
            .insets
            .into_iter()
            .map(|i| {
                let zoom = i.view.zoom + f64::from(scale).log2();
                let view = super::View { zoom, width: i.view.width * scale, height: i.view.height * scale, ..i.view };
                super::Inset { rect: rect(i.rect), view }
            })
            .collect(),
        hotspots: page.hotspots.into_iter().map(|h| super::Hotspot { rect: rect(h.rect), ..h }).collect(),
        ..page
    }
}

fn text(x: f32, y: f32, anchor: Anchor, words: String, face: Face, size: f32, color: super::Color) -> Shape {
    Shape::Text { at: PicturePoint { x, y }, anchor, text: words, face, size, spacing: 0.0, color, halo: None }
}

fn head(layer: &mut Layer, layout: &Layout, options: &Options) {
    let theme = options.theme;
    let left = layout.map.min.x;
    let top = margin(layout.width) * 0.7;
    layer.push(Shape::block(PictureRect::new(left, top, layout.map.width(), 3.0), theme.ink));
    let mut y = top + 8.0;
    for line in &layout.title {
        y += 44.0;
        layer.push(text(left, y, Anchor::Start, line.clone(), Face::SerifSemibold, 38.0, theme.ink));
    }
    if let Some(deck) = &layout.deck {
        layer.push(text(left, y + 36.0, Anchor::Start, deck.clone(), Face::Serif, 19.0, theme.ink_weak));
    }
}

fn foot(layer: &mut Layer, story: &Story, layout: &Layout, options: &Options) {
    let color = options.theme.ink_weak;
    let y = layout.height - 30.0;
    let credit = tr("Map: Natural Earth. Places: GeoNames, CC BY 4.0.");
    let width = super::fonts::width(credit, Face::Sans, 13.0, 0.0);
    layer.push(text(layout.map.max.x, y, Anchor::End, credit.to_owned(), Face::Sans, 13.0, color));
    let mut source = match (&story.article.source, story.article.published) {
        (Some(source), Some(_)) => tr_with("Source: {}, ", &[&outlet(source)]),
        (Some(source), None) => tr_with("Source: {}", &[&outlet(source)]),
        (None, Some(_)) => tr("Published ").to_owned(),
        (None, None) => String::new(),
    };
    if let Some(range) = story.article.published.and_then(|p| crate::dates::Range::day(p.date)) {
        source.push_str(&words::short_date(&range, Year::Said));
    }
    let source = if source.is_empty() { tr("Made with Dateline.").to_owned() } else { format!("{source}. {}", tr("Made with Dateline.")) };
    let source = plates::fitted(&source, Face::Sans, 13.0, (layout.map.width() - width - 24.0).max(0.0));
    if source.chars().count() > 8 {
        layer.push(text(layout.map.min.x, y, Anchor::Start, source, Face::Sans, 13.0, color));
    }
}

/// An outlet as a credit names it: the host of an address, anything else as it is.
pub(crate) fn outlet(source: &str) -> &str {
    let Some((_, rest)) = source.split_once("://") else { return source };
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// The line under the title: the first journey in words, or the first event that is news. Never invented.
pub(crate) fn deck(story: &Story) -> Option<String> {
    let routes = || story.routes.iter().filter(|r| !r.legs.is_empty());
    let route = routes().find(|r| r.legs.iter().any(|l| l.transport != Transport::Storm)).or_else(|| routes().next());
    let Some(route) = route else {
        let news = story.reading.events.iter().find(|e| !e.is_background && e.when.is_some());
        return news.map(|e| e.title.clone()).filter(|t| t != story.title());
    };
    let first = route.legs.first()?;
    let last_number = route.legs.iter().map(|l| l.to.number).max()?;
    // The stops of one step: its main stop and the others of its fork, each once.
    let at = |number: usize| {
        let mut names: Vec<&str> = Vec::new();
        for leg in route.legs.iter().filter(|l| l.to.number == number && l.status.status != Status::Cancelled) {
            if !names.contains(&leg.to.name.as_str()) {
                names.push(&leg.to.name);
            }
        }
        words::either(&names)
    };
    let mut numbers: Vec<usize> = route.legs.iter().map(|l| l.to.number).filter(|&n| n < last_number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let between: Vec<String> = numbers.into_iter().map(at).filter(|names| !names.is_empty()).collect();
    let journey = words::leg(first.status.status, first.transport, &[]);
    let via = match between.as_slice() {
        [] => String::new(),
        [one] => tr_with(" by way of {}", &[one]),
        [rest @ .., last] => tr_with(" by way of {} and {}", &[&rest.join(", "), last]),
    };
    Some(tr_with("{} from {} to {}", &[&journey, &first.from.name, &at(last_number)]) + &via)
}

/// What the legend explains: only what is on the map.
fn legend(actors: &[Actor], legs: &[routes::DrawnLeg<'_>], projection: &Projection) -> Vec<Entry> {
    let mut list = super::legend_entries(legs, projection);
    let ways: Vec<Transport> = {
        let mut ways: Vec<Transport> = Vec::new();
        for leg in legs {
            if !ways.contains(&leg.of.transport) {
                ways.push(leg.of.transport);
            }
        }
        ways
    };
    if let [way] = ways.as_slice() {
        for entry in &mut list {
            if let EntrySign::Leg(status) = entry.sign {
                entry.words = words::leg(status, *way, &[]);
            }
        }
    }
    if legs.iter().any(|l| l.of.is_branch && l.of.option > 0) {
        list.push(Entry { sign: EntrySign::Or, words: tr("One of the two").to_owned() });
    }
    let on_map = || actors.iter().filter(|a| !projection.points(a.point, 0.0).is_empty());
    let has = |sign: Sign| on_map().any(|a| matches!(a.role, Role::Pin { sign: s, number: None } if s == sign));
    let mut add = |is_there: bool, sign: EntrySign, words: &str| {
        if is_there {
            list.push(Entry { sign, words: tr(words).to_owned() });
        }
    };
    add(has(Sign::Sure), EntrySign::Place, "Place in the story");
    add(has(Sign::Status(Status::Planned)), EntrySign::Stop(Status::Planned), "Planned here");
    add(has(Sign::Status(Status::Possible)), EntrySign::Stop(Status::Possible), "Possible here");
    add(has(Sign::Unsure), EntrySign::Unsure, "Place not sure");
    add(
        on_map().any(|a| matches!(a.role, Role::Area(_) | Role::Around(_) | Role::Border(..))),
        EntrySign::Area,
        "Area named, no exact point",
    );
    list
}

#[cfg(test)]
mod tests {
    use super::super::{Theme, samples};
    use super::*;

    fn drawn(width: f32, height: f32) -> Scene {
        let options = Options { theme: &Theme::LIGHT, has_basemap: false, selected: None, hovered: None, reserved: Vec::new() };
        page(&samples::remains(), Playhead(1e9), width, height, &options)
    }

    #[test]
    fn title_date_and_attribution_never_go() {
        for (width, height) in [(1600.0, 1000.0), (1600.0, 600.0), (800.0, 500.0), (400.0, 400.0), (3200.0, 2000.0)] {
            let page = drawn(width, height);
            let texts: Vec<&str> = page.texts().map(|(t, _)| t).collect();
            for part in ["Fifty-five soldiers", "27 July 2018", "Places: GeoNames, CC BY 4.0"] {
                assert!(texts.iter().any(|t| t.contains(part)), "{width}: {part} in {texts:?}");
            }
        }
    }

    #[test]
    fn the_axis_goes_first_then_the_deck() {
        let has = |height: f32| {
            let layout = layout(&samples::remains(), 1600.0, height);
            (layout.strip.is_some(), layout.deck.is_some(), layout.has_legend_line)
        };
        assert_eq!(has(1000.0), (true, true, true));
        assert_eq!(has(560.0), (false, true, true));
        assert_eq!(has(480.0), (false, false, true));
        assert_eq!(has(300.0), (false, false, false));
    }

    #[test]
    fn the_deck_tells_the_journey() {
        assert_eq!(deck(&samples::remains()).unwrap(), "Planned flight from North Korea to Osan Air Base or Hawaii");
        assert_eq!(deck(&samples::voyage()).unwrap(), "Voyage from Busan to San Diego by way of Naha, Guam, Majuro and Honolulu");
    }

    #[test]
    fn an_address_is_credited_by_its_host() {
        assert_eq!(outlet("https://www.example.org/2018/07/17/a?b#c"), "example.org");
        assert_eq!(outlet("The Daily Example"), "The Daily Example");
    }
}
