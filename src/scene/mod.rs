//! A story, an instant and a view in, a [`Scene`] out: everything that is on the picture, in picture points, ready to be painted.
//!
//! Pure. Opens no file, knows no toolkit: the window, SVG, PNG and film paint the same scene with painters that decide nothing.

pub mod fonts;
mod theme;

pub use theme::{Color, Theme};

use crate::earth::LatLon;
use crate::story::{Playhead, Story, Target};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Returns the map of `story` at `playhead` under `view`: basemap, areas, routes, pins, labels, inset, date plate, scale, legend, attribution.
pub fn scene(story: &Story, playhead: Playhead, view: &View, options: &Options) -> Scene {
    let _ = (story, playhead);
    Scene {
        width: view.width,
        height: view.height,
        background: options.theme.sea,
        layers: Vec::new(),
        hotspots: Vec::new(),
        description: String::new(),
    }
}

/// Returns a page for print: title, deck, map, legend, axis of time, source and attribution, `width` × `height` points.
///
/// Laid out for 1600 × 1000; other sizes scale and leave out parts.
pub fn page(story: &Story, playhead: Playhead, width: f32, height: f32, options: &Options) -> Scene {
    let view = best_view(story, width, height);
    scene(story, playhead, &view, options)
}

/// Returns the view that shows the whole story best in `width` × `height` points, across the antimeridian where that is narrower.
pub fn best_view(story: &Story, width: f32, height: f32) -> View {
    let _ = story;
    View { centre: LatLon::wrapped(20.0, 0.0), zoom: 1.0, width, height }
}
