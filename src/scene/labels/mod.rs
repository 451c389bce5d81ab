//! Names on the map without collisions: those of the story first, then seas, countries and cities of the base map.
//!
//! Tried in a stable order, so that labels do not flicker while the map moves. A label without room is left out, never cut.

mod base;

use super::areas::{Shapes, is_land};
use super::cast::{Actor, Role};
use super::crowds::Crowd;
use super::projection::Projection;
use super::routes::DrawnLeg;
use super::{Anchor, Color, Face, Layer, Options, PicturePoint, PictureRect, Shape, Sizes, Theme, fonts, source_tags};
use crate::language::tr_with;
use crate::story::Target;
pub(crate) use base::base_labels;

/// Room kept around a label, in points.
const CLEAR: f32 = 4.0;
/// Room between a label and the middle of a route, whose line and casing are up to 7 wide.
const CLEAR_OF_LINES: f32 = 5.0;
/// Nearer than this to a pin, in points, a name is read as the pin's.
const FOREIGN: f32 = 7.0;

/// No further than this from a pin, in points, an arrowhead points at it.
const OWN_TIP: f32 = 24.0;

/// What is taken already.
pub(crate) struct Room {
    /// Labels lie wholly inside.
    pub frame: PictureRect,
    /// Plates, controls, insets, heads, pills, and the labels placed so far.
    pub taken: Vec<PictureRect>,
    /// Pins: middle and radius.
    pub pins: Vec<(PicturePoint, f32)>,
    /// Routes.
    pub lines: Vec<(PicturePoint, PicturePoint)>,
    /// Where routes end in arrowheads, which no name hides.
    tips: Vec<PictureRect>,
    /// Whether it is the room of an inset, where routes fill much of it.
    pub is_inset: bool,
}

impl Room {
    pub fn new(frame: PictureRect, taken: Vec<PictureRect>) -> Room {
        Room { frame, taken, pins: Vec::new(), lines: Vec::new(), tips: Vec::new(), is_inset: false }
    }

    pub fn add_legs(&mut self, legs: &[DrawnLeg<'_>]) {
        let frame = self.frame.grown(20.0);
        for leg in legs {
            let line = leg.track.slice(leg.from, leg.to);
            let pairs = line.windows(2).filter_map(|w| if let [a, b] = *w { Some((a, b)) } else { None });
            self.lines.extend(pairs.filter(|&(a, b)| frame.is_crossed(a, b)));
            self.tips.push(PictureRect::around(leg.track.at((leg.to - 5.0).max(0.0)), 8.0));
        }
    }

    /// How much of what is taken a label would hide: pins and arrowheads above all.
    fn hidden_by(&self, rect: &PictureRect) -> usize {
        let n_pins = self.pins.iter().filter(|&&(at, radius)| distance_to(rect, at) < radius).count();
        let n_tips = self.tips.iter().filter(|t| t.meets(rect)).count();
        10 * (n_pins + n_tips) + self.taken.iter().filter(|t| t.meets(rect)).count()
    }

    fn is_free(&self, rect: &PictureRect, own: Option<PicturePoint>, lines: Lines) -> bool {
        let wide = rect.grown(CLEAR);
        // Where routes must be crossed the map is full, and names stand as near as they can.
        let near = if lines == Lines::AreAvoided { FOREIGN } else { 1.0 };
        self.frame.encloses(rect)
            && !self.taken.iter().any(|t| t.meets(&wide))
            && !self.pins.iter().any(|&(at, radius)| own != Some(at) && distance_to(rect, at) < radius + near)
            && match lines {
                Lines::AreAvoided => !self.lines.iter().any(|&(a, b)| rect.grown(CLEAR_OF_LINES).is_crossed(a, b)),
                // An arrowhead is hidden by the name of what it points at, if it must, and by no other.
                Lines::MayCross => !self.tips.iter().any(|t| t.meets(rect) && own.is_none_or(|own| t.centre().distance(own) > OWN_TIP)),
            }
    }
}

/// Whether a label may lie over a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lines {
    AreAvoided,
    MayCross,
}

fn distance_to(rect: &PictureRect, p: PicturePoint) -> f32 {
    let dx = (rect.min.x - p.x).max(p.x - rect.max.x).max(0.0);
    let dy = (rect.min.y - p.y).max(p.y - rect.max.y).max(0.0);
    (dx * dx + dy * dy).sqrt()
}

/// A line of a label.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    face: Face,
    size: f32,
    spacing: f32,
    color: Color,
    /// The articles that say so, where the story is of several: their tags stand behind the words.
    tags: Vec<usize>,
}

impl Line {
    fn words(text: String, face: Face, size: f32, color: Color) -> Line {
        Line { text, face, size, spacing: 0.0, color, tags: Vec::new() }
    }

    fn text_width(&self) -> f32 {
        fonts::width(&self.text, self.face, self.size, self.spacing)
    }

    fn width(&self) -> f32 {
        let tags = if self.tags.is_empty() { 0.0 } else { self.size * 0.4 + source_tags::width(self.tags.len(), self.tag_size()) };
        self.text_width() + tags
    }

    /// Tags are a little smaller than the words.
    fn tag_size(&self) -> f32 {
        self.size * 0.85
    }

    fn height(&self) -> f32 {
        (self.size * 1.22).ceil()
    }
}

/// Where a block of lines hangs.
#[derive(Clone, Copy, Debug)]
struct Hung {
    rect: PictureRect,
    anchor: Anchor,
}

fn size_of(lines: &[Line]) -> (f32, f32) {
    (lines.iter().map(Line::width).fold(0.0, f32::max), lines.iter().map(Line::height).sum())
}

/// Eight positions around `box_`, the best first: right, left, the four corners, above, below.
fn around(box_: &PictureRect, lines: &[Line]) -> Vec<Hung> {
    let (w, h) = size_of(lines);
    let first = lines.first().map_or(h, Line::height);
    let c = box_.centre();
    // Beside a small pin the name stands on its height and the date below; beside a tall thing the block is centred.
    let side_top = if box_.height() > 18.0 { c.y - h / 2.0 } else { c.y - first / 2.0 };
    let (right, left) = (box_.max.x + CLEAR, box_.min.x - CLEAR - w);
    let inset = (box_.width() * 0.15).min(6.0);
    let (above, below) = (box_.min.y + inset - h, box_.max.y - inset);
    let at = |x: f32, y: f32, anchor| Hung { rect: PictureRect::new(x, y, w, h), anchor };
    vec![
        at(right, side_top, Anchor::Start),
        at(left, side_top, Anchor::End),
        at(right - inset, above, Anchor::Start),
        at(right - inset, below, Anchor::Start),
        at(left + inset, above, Anchor::End),
        at(left + inset, below, Anchor::End),
        at(c.x - w / 2.0, box_.min.y - 2.0 - h, Anchor::Middle),
        at(c.x - w / 2.0, box_.max.y + 2.0, Anchor::Middle),
    ]
}

/// Positions on top of `c`: its middle, then a little off it.
fn upon(c: PicturePoint, lines: &[Line], step: f32) -> Vec<Hung> {
    let (w, h) = size_of(lines);
    let shifts = [(0.0, 0.0), (0.0, -1.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 0.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0), (-1.0, -1.0)];
    let hung = shifts.iter().map(|(dx, dy)| {
        let at = c.moved(dx * step, dy * step);
        Hung { rect: PictureRect::new(at.x - w / 2.0, at.y - h / 2.0, w, h), anchor: Anchor::Middle }
    });
    hung.collect()
}

/// Positions all over the box of an area, those near its middle first.
fn within(box_: &PictureRect, lines: &[Line]) -> Vec<Hung> {
    let (w, h) = size_of(lines);
    let c = box_.centre();
    let steps = (-4..=4).flat_map(|i| (-4..=4).map(move |j| (i as f32 / 9.0, j as f32 / 9.0)));
    let mut at: Vec<PicturePoint> = steps.map(|(x, y)| c.moved(x * box_.width(), y * box_.height())).collect();
    at.sort_by(|a, b| a.distance(c).total_cmp(&b.distance(c)));
    at.into_iter().map(|at| Hung { rect: PictureRect::new(at.x - w / 2.0, at.y - h / 2.0, w, h), anchor: Anchor::Middle }).collect()
}

fn draw(layer: &mut Layer, lines: &[Line], hung: &Hung, target: Option<Target>, halo: Color, theme: &Theme) {
    let x = match hung.anchor {
        Anchor::Start => hung.rect.min.x,
        Anchor::Middle => hung.rect.centre().x,
        Anchor::End => hung.rect.max.x,
    };
    let mut top = hung.rect.min.y;
    for line in lines {
        let baseline = top + (line.height() + fonts::cap_height(line.face, line.size)) / 2.0;
        // Before tags the words begin where the whole line does.
        let left = match hung.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - line.width() / 2.0,
            Anchor::End => x - line.width(),
        };
        let (x, anchor) = if line.tags.is_empty() { (x, hung.anchor) } else { (left, Anchor::Start) };
        layer.push_for(
            target,
            Shape::Text {
                at: PicturePoint { x, y: baseline },
                anchor,
                text: line.text.clone(),
                face: line.face,
                size: line.size,
                spacing: line.spacing,
                color: line.color,
                halo: Some((halo, 1.5)),
            },
        );
        if !line.tags.is_empty() {
            let middle = baseline - fonts::cap_height(line.face, line.size) / 2.0;
            let at = PicturePoint { x: left + line.text_width() + line.size * 0.4, y: middle };
            source_tags::tags(&line.tags, at, line.tag_size(), theme).into_iter().for_each(|s| layer.push_for(target, s));
        }
        top += line.height();
    }
}

/// `text` in two lines, as even as its words allow; one line where it is a single word.
fn halves(text: &str) -> Vec<String> {
    let middle = text.len() as f32 / 2.0;
    let cut = text.match_indices(' ').map(|(i, _)| i).min_by(|a, b| (*a as f32 - middle).abs().total_cmp(&(*b as f32 - middle).abs()));
    match cut.and_then(|i| text.split_at_checked(i)) {
        Some((first, second)) => vec![first.to_owned(), second.trim_start().to_owned()],
        None => vec![text.to_owned()],
    }
}

/// Typeface and size of an actor's name: waters lean, as on every map, and what is only named is lighter than where something happens.
fn lettering(actor: &Actor, sizes: &Sizes) -> (Face, f32) {
    if actor.is_water {
        (Face::SerifItalic, sizes.label)
    } else if actor.is_only_named && !actor.is_selected {
        (Face::Sans, sizes.label * 0.93)
    } else {
        (Face::SansSemibold, sizes.label)
    }
}

/// An actor's label as it may stand: whole, in two lines, without its date.
fn wordings(actor: &Actor, options: &Options, sizes: &Sizes) -> Vec<Vec<Line>> {
    let theme = options.theme;
    let is_area = matches!(actor.role, Role::Area(_) | Role::Around(_) | Role::Border(..));
    let (face, size) = lettering(actor, sizes);
    let name = |text: String| Line::words(text, face, size, theme.ink);
    // On a tinted area only ink keeps the contrast.
    let date_color = |c: Color| if is_area { theme.ink } else { c };
    let date = |(text, c): &(String, Color)| Line::words(text.clone(), Face::Sans, sizes.label_date, date_color(*c));
    let told = |(text, c, by): &(String, Color, Vec<usize>)| Line { tags: by.clone(), ..date(&(text.clone(), *c)) };
    let date: Vec<Line> =
        if actor.told.lines.is_empty() { actor.line.iter().map(date).collect() } else { actor.told.lines.iter().map(told).collect() };
    // Without a date of its own the name says who tells of it.
    let tagged = |mut lines: Vec<Line>| {
        if let Some(last) = lines.last_mut() {
            last.tags.clone_from(&actor.told.by);
        }
        lines
    };
    if actor.name.is_empty() {
        return if date.is_empty() { Vec::new() } else { vec![date] };
    }
    let bare = tagged(vec![name(actor.name.clone())]);
    if actor.told.lines.is_empty() && !actor.told.by.is_empty() {
        return vec![bare.iter().cloned().chain(date).collect(), bare, tagged(halves(&actor.name).into_iter().map(name).collect())];
    }
    let whole: Vec<Line> = std::iter::once(name(actor.name.clone())).chain(date.clone()).collect();
    let broken: Vec<Line> = halves(&actor.name).into_iter().map(name).collect();
    let mut wordings = vec![whole];
    if broken.len() > 1 {
        wordings.push(broken.iter().cloned().chain(date).collect());
    }
    wordings.push(bare);
    wordings.push(tagged(broken));
    wordings
}

/// A story name that found its room.
pub(crate) struct Placed {
    pub actor: usize,
    pub rect: PictureRect,
}

/// Where a name stands, seen from what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seat {
    /// In the middle of it.
    Middle,
    /// Elsewhere on it.
    Within,
    Beside,
    /// Beside it, but not close.
    Further,
}

/// Where names are tried, in order: an area is named on itself where its name has room there, everything else beside.
const SEATS: [(Lines, Seat); 7] = [
    (Lines::AreAvoided, Seat::Middle),
    (Lines::AreAvoided, Seat::Within),
    (Lines::MayCross, Seat::Within),
    (Lines::AreAvoided, Seat::Beside),
    (Lines::AreAvoided, Seat::Further),
    (Lines::MayCross, Seat::Middle),
    (Lines::MayCross, Seat::Beside),
];

/// Places the names of `actors`, each around its boxes on the picture (none where it is hidden), and draws them.
pub(crate) fn story_labels(
    layer: &mut Layer,
    actors: &[Actor],
    (boxes, shapes): (&[Vec<PictureRect>], &Shapes),
    room: &mut Room,
    projection: &Projection,
    options: &Options,
    sizes: &Sizes,
) -> Vec<Placed> {
    let mut placed = Vec::new();
    for (idx, actor) in actors.iter().enumerate() {
        for box_ in boxes.get(idx).into_iter().flatten() {
            let box_ = &box_.grown((actor.extent() - actor.radius()) * sizes.pin);
            let own = Some(box_.centre());
            let positions = |lines: &[Line], seat: Seat| -> Vec<Hung> {
                let (w, h) = size_of(lines);
                let is_shape = !actor.is_pin() && box_.width() >= 1.0;
                match seat {
                    Seat::Middle if is_shape && box_.width() > w * 1.1 && box_.height() > h * 1.3 => upon(box_.centre(), lines, 14.0),
                    // A name without a shape lies on its point.
                    Seat::Middle if !actor.is_pin() && !is_shape => upon(box_.centre(), lines, 0.0).into_iter().take(1).collect(),
                    Seat::Within if matches!(actor.role, Role::Area(_)) && is_shape => within(box_, lines),
                    Seat::Middle | Seat::Within => Vec::new(),
                    Seat::Further if actor.is_pin() => around(&box_.grown(7.0), lines),
                    Seat::Further => Vec::new(),
                    Seat::Beside if is_shape || actor.is_pin() => around(box_, lines),
                    Seat::Beside => around(&box_.grown(8.0), lines),
                }
            };
            let fits = |h: &Hung, lines: Lines, seat: Seat| {
                room.is_free(&h.rect, own, lines)
                    && (seat != Seat::Within || (shapes.hold(idx, &h.rect) && !room.tips.iter().any(|t| t.meets(&h.rect))))
            };
            let wordings = wordings(actor, options, sizes);
            let mut found = None;
            // What is no stop of a journey gives way to its line: its name shows when it is pointed at.
            let may_cross =
                |lines: Lines| lines == Lines::AreAvoided || !room.is_inset || actor.is_stop() || actor.is_selected || actor.is_hovered;
            for ((lines, seat), wording) in
                SEATS.into_iter().filter(|way| may_cross(way.0)).flat_map(|way| wordings.iter().map(move |w| (way, w)))
            {
                found = positions(wording, seat).into_iter().find(|h| fits(h, lines, seat)).map(|h| (wording.clone(), h));
                if found.is_some() {
                    break;
                }
            }
            if found.is_none() && actor.is_selected {
                // What the user has selected is named in any case, inside the frame, where it hides least.
                found = wordings.last().and_then(|w| {
                    let inside = positions(w, Seat::Beside).into_iter().filter(|h| room.frame.encloses(&h.rect));
                    inside.min_by_key(|h| room.hidden_by(&h.rect)).map(|h| (w.clone(), h))
                });
            }
            let Some((wording, hung)) = found else { continue };
            let ground = if is_land(projection.position(hung.rect.centre())) { options.theme.land } else { options.theme.sea };
            draw(layer, &wording, &hung, actor.target, ground, options.theme);
            room.taken.push(hung.rect);
            placed.push(Placed { actor: idx, rect: hung.rect });
        }
    }
    placed
}

/// Names the crowds beside their frames and badges: the most important of them, and how many more.
pub(crate) fn crowd_labels(
    layer: &mut Layer,
    crowds: &[Crowd],
    actors: &[Actor],
    room: &mut Room,
    projection: &Projection,
    options: &Options,
    sizes: &Sizes,
) {
    let theme = options.theme;
    for crowd in crowds {
        let Some(first) = crowd.members.first().and_then(|&m| actors.get(m)) else { continue };
        let name = |text: String| Line::words(text, Face::SansSemibold, sizes.label, theme.ink);
        let more = tr_with("and {} more", &[&(crowd.members.len() - 1)]);
        let more = Line::words(more, Face::Sans, sizes.label_date, theme.ink_weak);
        let broken = halves(&first.name).into_iter().map(name).chain([more.clone()]).collect();
        let wordings: [Vec<Line>; 2] = [vec![name(first.name.clone()), more], broken];
        let mark = crowd.mark();
        // Its own frame is taken, but not against its own name.
        let own: Vec<PictureRect> = room.taken.iter().copied().filter(|t| *t == mark).collect();
        room.taken.retain(|t| *t != mark);
        let free =
            |w: &Vec<Line>| around(&mark, w).into_iter().find(|h| room.is_free(&h.rect, None, Lines::AreAvoided)).map(|h| (w.clone(), h));
        let found = wordings.iter().find_map(free);
        room.taken.extend(own);
        let Some((lines, hung)) = found else { continue };
        let ground = if is_land(projection.position(hung.rect.centre())) { theme.land } else { theme.sea };
        draw(layer, &lines, &hung, first.target, ground, theme);
        room.taken.push(hung.rect);
    }
}
