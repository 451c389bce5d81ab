//! A story, an instant and a view in, a [`Scene`] out: everything that is on the picture, in picture points, ready to be painted.
//!
//! Pure. Opens no file, knows no toolkit: the window, SVG, PNG and film paint the same scene with painters that decide nothing.

mod areas;
pub mod basemap;
mod cast;
mod chips;
mod crowds;
mod extent;
pub mod fonts;
mod forks;
pub(crate) mod ground;
mod icons;
mod labels;
mod map;
mod page;
mod picture;
mod pins;
mod plates;
mod projection;
mod routes;
#[cfg(test)]
pub(crate) mod samples;
mod source_tags;
pub(crate) mod stage;
mod strip;
#[cfg(test)]
mod tests;
mod theme;
mod track;
mod view;
pub(crate) mod words;

pub use extent::extent;
pub use page::page;
pub use source_tags::letter;
pub use strip::{Axis, Moving, Strip, StripKind, strip};
pub use theme::{Color, Theme};
pub use view::best_view;

use crate::earth::LatLon;
use crate::language::{tr, tr_with};
use crate::story::{Certainty, Instant, Playhead, Story, Target};
use map::{Edge, Map};
use plates::{Entry, EntrySign};
use projection::Projection;
use routes::DrawnLeg;

/// A point of the picture, in points, y down, 0,0 at the top left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PicturePoint {
    /// Points from the left.
    pub x: f32,
    /// Points from the top.
    pub y: f32,
}

/// A rectangle of the picture, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PictureRect {
    /// Top left.
    pub min: PicturePoint,
    /// Bottom right.
    pub max: PicturePoint,
}

/// The part of the world a map shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The middle of the map.
    pub centre: LatLon,
    /// Web map zoom: the world is `256 · 2^zoom` points wide.
    pub zoom: f64,
    /// Width of the map in points.
    pub width: f32,
    /// Height of the map in points.
    pub height: f32,
}

/// A typeface of the house, embedded in `assets/fonts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Source Serif 4, regular.
    Serif,
    /// Source Serif 4, semibold.
    SerifSemibold,
    /// Source Serif 4, italic.
    SerifItalic,
    /// Source Sans 3, regular.
    Sans,
    /// Source Sans 3, medium.
    SansMedium,
    /// Source Sans 3, semibold.
    SansSemibold,
}

/// Where a text hangs on its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The point is at its left end.
    Start,
    /// The point is in its middle.
    Middle,
    /// The point is at its right end.
    End,
}

/// A line's look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour and alpha.
    pub color: Color,
    /// Width in points.
    pub width: f32,
    /// Dash and gap in points; `None` for an unbroken line. A dash of 0 with a round cap is a dot.
    pub dash: Option<[f32; 2]>,
    /// Whether ends and joins are round; else butt ends and mitred joins.
    pub is_round: bool,
}

/// One thing to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Lines or an area. Rings are filled by the even-odd rule.
    Path {
        /// Polylines or rings, each of two or more points.
        lines: Vec<Vec<PicturePoint>>,
        /// Whether each line is closed.
        is_closed: bool,
        /// Fill of closed lines.
        fill: Option<Color>,
        /// Stroke.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Its middle.
        centre: PicturePoint,
        /// Its radius in points.
        radius: f32,
        /// Fill.
        fill: Option<Color>,
        /// Stroke.
        stroke: Option<Stroke>,
    },
    /// A rectangle.
    Rect {
        /// Where.
        rect: PictureRect,
        /// Radius of its corners in points.
        radius: f32,
        /// Fill.
        fill: Option<Color>,
        /// Stroke, inside the edge.
        stroke: Option<Stroke>,
    },
    /// One line of text.
    Text {
        /// Its point on the baseline.
        at: PicturePoint,
        /// Which end of it is at the point.
        anchor: Anchor,
        /// The words.
        text: String,
        /// Typeface.
        face: Face,
        /// Size in points.
        size: f32,
        /// Extra space between letters in points.
        spacing: f32,
        /// Colour.
        color: Color,
        /// Colour and width in points of a halo around the letters.
        halo: Option<(Color, f32)>,
    },
}

/// A shape with what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What to paint.
    pub shape: Shape,
    /// What it stands for in the story.
    pub target: Option<Target>,
}

/// A part of the picture that reacts: pins, heads, legs, labels, one for each target and place on the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Hotspot {
    /// What it stands for.
    pub target: Target,
    /// Where, at least 24 × 24 points.
    pub rect: PictureRect,
    /// Its accessible name: "Place: Osan Air Base, sure, planned stop".
    pub name: String,
}

/// Shapes painted in order, inside a clip.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Its name, kept in SVG: "basemap", "areas", "routes", "pins", "labels", "inset", "plates", …
    pub name: &'static str,
    /// What is painted only inside this.
    pub clip: Option<PictureRect>,
    /// In painting order.
    pub items: Vec<Item>,
}

/// A part of the map shown larger in a corner of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inset {
    /// Where it lies on the picture.
    pub rect: PictureRect,
    /// What it shows; as wide and high as `rect`.
    pub view: View,
}

/// Everything on the picture at one instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Colour behind everything.
    pub background: Color,
    /// In painting order.
    pub layers: Vec<Layer>,
    /// The parts shown again larger, in the order of their layers "inset basemap", "inset areas", "inset names", "inset", "inset frame". Where the base map is left out of
    /// the scene, the layer "inset basemap" is empty: the painter paints the base map there.
    pub insets: Vec<Inset>,
    /// What reacts; later ones lie over earlier ones.
    pub hotspots: Vec<Hotspot>,
    /// Its description for those who cannot see it: title, date, places, routes.
    pub description: String,
}

/// What else decides about a picture.
#[derive(Clone, Debug)]
pub struct Options {
    /// Colours.
    pub theme: &'static Theme,
    /// Whether the basemap's areas and lines are in the scene. The window leaves them out: it paints tiles from the same data.
    pub has_basemap: bool,
    /// The selected thing.
    pub selected: Option<Target>,
    /// The thing under the pointer.
    pub hovered: Option<Target>,
    /// Rectangles of controls that labels and insets keep clear of, in points.
    pub reserved: Vec<PictureRect>,
}

/// How large things are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sizes {
    /// Names of the story, in points.
    pub label: f32,
    /// Their dates, in points.
    pub label_date: f32,
    /// Names of the base map, times their usual size.
    pub base: f32,
    /// Pins, times their usual size.
    pub pin: f32,
    /// Lines, heads, arrowheads and pills, times their usual size.
    pub line: f32,
    /// The date on its plate, in points.
    pub plate: f32,
    /// The second line of the plate, in points.
    pub plate_line: f32,
    /// Everything else, times its usual size.
    pub unit: f32,
}

impl Sizes {
    /// The sizes for a map in a window. Source: visual.md, Type.
    fn screen(width: f32, height: f32) -> Sizes {
        let is_large = width >= 1100.0;
        let plate = if is_large {
            26.0
        } else if height < 520.0 {
            20.0
        } else {
            22.0
        };
        Sizes {
            label: if is_large { 14.0 } else { 13.0 },
            label_date: 12.0,
            base: 1.0,
            pin: 1.0,
            line: 1.0,
            plate,
            plate_line: 12.0,
            unit: 1.0,
        }
    }
}

/// Unpacks what pictures need of the basemap, once. Without it, the first picture does, and takes as much longer.
#[cfg(feature = "gui")]
pub(crate) fn unpack() {
    areas::is_land(LatLon::wrapped(0.0, 0.0));
}

/// Returns the map of `story` at `playhead` under `view`: basemap, areas, routes, pins, labels, inset, date plate, scale, legend, attribution.
pub fn scene(story: &Story, playhead: Playhead, view: &View, options: &Options) -> Scene {
    let map = Map { story, instant: story.playback.at(playhead), options, sizes: Sizes::screen(view.width, view.height) };
    let mut scene = empty(view.width, view.height, options.theme.sea, description(story, &map.instant));
    let projection = Projection::new(view);
    let mut plates = Layer::new("plates");
    let mut taken = options.reserved.clone();
    taken.extend(plates::date_plate(story, &map.instant, &projection.rect, options, &map.sizes).map(|p| plates::add(&mut plates, p)));
    taken.push(plates::add(&mut plates, plates::scale_bar(&projection, options, &map.sizes)));
    taken.push(plates::add(&mut plates, plates::attribution(&projection.rect, options, &map.sizes)));
    let actors = cast::cast(story, &map.instant, options);
    let legs = routes::legs(story, &map.instant, &actors, &projection, options, &map.sizes);
    let mut entries = plates::source_entries(story, 12.0);
    entries.extend(legend_entries(&legs, &projection));
    taken.extend(plates::legend(&entries, &projection.rect, options, &map.sizes).map(|p| plates::add(&mut plates, p)));
    map.draw_whole(view, &projection, actors, legs, taken, Edge::Chips, &mut scene);
    scene.layers.push(plates);
    scene
}

fn empty(width: f32, height: f32, background: Color, description: String) -> Scene {
    Scene { width, height, background, layers: Vec::new(), insets: Vec::new(), hotspots: Vec::new(), description }
}

/// What the legend explains: the statuses of the legs in view, in their order, and the faint lines of journeys that are not sure.
fn legend_entries(legs: &[DrawnLeg<'_>], projection: &Projection) -> Vec<Entry> {
    let is_in_view = |l: &&DrawnLeg<'_>| l.track.meets(&projection.rect, 0.0);
    let mut statuses: Vec<crate::events::Status> = legs.iter().filter(is_in_view).map(DrawnLeg::status).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let mut entries: Vec<Entry> =
        statuses.into_iter().map(|s| Entry { sign: EntrySign::Leg(s), words: words::status(s).to_owned() }).collect();
    if let Some(leg) = legs.iter().filter(is_in_view).find(|l| l.certainty != Certainty::Sure) {
        entries.push(Entry { sign: EntrySign::UnsureLeg(leg.status()), words: tr("Journey not sure").to_owned() });
    }
    entries
}

/// The picture in words, for those who cannot see it.
fn description(story: &Story, instant: &Instant) -> String {
    let mut parts = vec![tr_with("Map of {}", &[&story.title()])];
    parts.extend(plates::date_words(story, instant));
    parts.extend(plates::playing(story, instant).map(|p| p.words));
    let places: Vec<&str> = story.places.iter().filter(|p| p.is_on_map && p.point.is_some()).map(|p| p.name.as_str()).collect();
    if !places.is_empty() {
        parts.push(tr_with("Places: {}", &[&places.join(", ")]));
    }
    for route in &story.routes {
        let main: Vec<&str> = route.legs.iter().filter(|l| l.option == 0).map(|l| l.to.name.as_str()).collect();
        let Some(first) = route.legs.first() else { continue };
        parts.push(format!("{}: {}", words::status(first.status.status), tr_with("{} to {}", &[&first.from.name, &main.join(", ")])));
    }
    parts.join(". ")
}
