//! The axis of time as shapes: a story and a playhead in, ticks, marks, bands, gaps and the playhead's flag out.
//!
//! The window's timeline and the strip under a printed map are the same shapes.

mod marks;
mod ticks;

use super::words::{self, Year};
use super::{Anchor, Color, Face, Hotspot, Layer, Options, PicturePoint, PictureRect, Shape, Stroke, fonts, icons};
use crate::dates::Range;
use crate::events::Status;
use crate::language::tr;
use crate::story::{Playhead, Story, Target, Timeline};
use jiff::civil::DateTime;
use marks::Mark;

/// Where a strip is drawn, which decides what is on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StripKind {
    /// In the window: with the flag of the playhead.
    Window,
    /// Under a map in print: without flag, without margins.
    Print,
}

/// The axis of time, laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// In painting order: "strip hatch", "strip bands", "strip marks".
    pub layers: Vec<Layer>,
    /// Events and legs, by time.
    pub hotspots: Vec<Hotspot>,
    /// The axis: from its first to its last instant, at the height of its line. Empty where nothing is dated.
    pub axis: PictureRect,
    /// The playhead's line and flag, widened to 24 points, to be dragged; `None` where there is no date.
    pub playhead: Option<PictureRect>,
}

/// The frame of a strip: where the axis runs and which heights the lanes have.
struct Frame<'a> {
    timeline: &'a Timeline,
    /// What lights up with the selected thing, itself included.
    selected: Vec<Target>,
    options: &'a Options,
    rect: PictureRect,
    kind: StripKind,
    from: f32,
    to: f32,
    axis: f32,
}

impl<'a> Frame<'a> {
    fn new(story: &'a Story, rect: PictureRect, options: &'a Options, kind: StripKind) -> Frame<'a> {
        let margin = if kind == StripKind::Window { 24.0 } else { 2.0 };
        Frame {
            timeline: &story.timeline,
            selected: options.selected.map_or(Vec::new(), |t| story.related(t)),
            options,
            rect,
            kind,
            from: rect.min.x + margin,
            to: rect.max.x - margin,
            axis: rect.max.y - if kind == StripKind::Window { 32.0 } else { 22.0 },
        }
    }

    fn x(&self, at: DateTime) -> f32 {
        self.from + (self.to - self.from) * self.timeline.position(at) as f32
    }

    /// The colour behind the strip, which halos take.
    fn ground(&self) -> Color {
        match self.kind {
            StripKind::Window => self.options.theme.chrome,
            StripKind::Print => self.options.theme.paper,
        }
    }

    fn text(&self, at: PicturePoint, anchor: Anchor, text: String, face: Face, size: f32, color: Color) -> Shape {
        Shape::Text { at, anchor, text, face, size, spacing: 0.0, color, halo: Some((self.ground(), 1.5)) }
    }

    /// Where names may begin: under the flag, wherever it stands, so that none comes and goes while it passes.
    fn below_the_flag(&self) -> f32 {
        self.rect.min.y + if self.kind == StripKind::Window { 26.0 } else { 0.0 }
    }

    /// Top of the lanes: below the flag, if there is one.
    fn top(&self) -> f32 {
        self.rect.min.y + if self.kind == StripKind::Window { 30.0 } else { 2.0 }
    }
}

/// What of a strip stays where it is while the playhead moves. A story of thousands of events is laid out once, and not at every frame.
#[derive(Clone, Debug)]
pub struct Axis {
    /// What lies under the playhead's line, in painting order: "strip hatch", "strip bands".
    pub below: Vec<Layer>,
    /// What lies over it.
    pub marks: Layer,
    /// Events and legs, by time.
    pub hotspots: Vec<Hotspot>,
    /// From the first to the last instant, at the height of the line.
    pub line: PictureRect,
    rect: PictureRect,
    kind: StripKind,
    /// Rectangles that marks and names take.
    taken: Vec<PictureRect>,
    /// Rectangles of words over the axis, which the playhead's line leaves out.
    words: Vec<PictureRect>,
    /// Where the time after the article begins.
    after: Option<f32>,
}

/// What of a strip moves.
#[derive(Clone, Debug)]
pub struct Moving {
    /// The playhead's line, under the marks.
    pub line: Layer,
    /// The playhead's flag, over the marks, and words that give way to it.
    pub flag: Layer,
    /// Line and flag, widened to 24 points, to be dragged; `None` where there is no date.
    pub playhead: Option<PictureRect>,
}

/// Returns the axis of `story`'s time with everything on it, in `rect`. The window gives it at least 88 points of height, print 80.
pub fn strip(story: &Story, playhead: Playhead, rect: PictureRect, options: &Options, kind: StripKind) -> Strip {
    let axis = Axis::new(story, rect, options, kind);
    let Moving { line, flag, playhead } = axis.moving(story, playhead, options);
    let mut layers = axis.below;
    let items = line.items.into_iter().chain(axis.marks.items).chain(flag.items).collect();
    layers.push(Layer { items, ..axis.marks });
    Strip { layers, hotspots: axis.hotspots, axis: axis.line, playhead }
}

impl Axis {
    /// Lays out what stays.
    pub fn new(story: &Story, rect: PictureRect, options: &Options, kind: StripKind) -> Axis {
        let frame = Frame::new(story, rect, options, kind);
        let line = PictureRect { min: PicturePoint { x: frame.from, y: frame.axis }, max: PicturePoint { x: frame.to, y: frame.axis } };
        let (mut hatch, mut bands, mut marks) = (Layer::new("strip hatch"), Layer::new("strip bands"), Layer::new("strip marks"));
        let (mut taken, mut hotspots) = (Vec::new(), Vec::new());
        if story.timeline.is_empty() {
            empty(&frame, &mut marks);
            return Axis {
                below: Vec::new(),
                marks,
                hotspots,
                line: PictureRect { max: line.min, ..line },
                rect,
                kind,
                taken,
                words: Vec::new(),
                after: None,
            };
        }
        let published = story.article.published.and_then(|p| Range::day(p.date));
        let after = published.and_then(|p| after_the_article(&frame, &mut hatch, &mut bands, p));
        ticks::axis(&frame, &mut bands, &mut taken);
        marks::draw(&frame, story, &mut bands, &mut marks, &mut taken, &mut hotspots);
        hatch.clip = Some(rect);
        let items = bands.items.iter().chain(&marks.items);
        let words: Vec<_> = items.filter_map(|i| words_rect(&i.shape)).filter(|r| r.min.y < frame.axis).collect();
        bands.items.iter_mut().for_each(|item| leave_out(&words, &mut item.shape));
        Axis { below: vec![hatch, bands], marks, hotspots, line, rect, kind, taken, words, after }
    }

    /// Returns what the playhead brings. `options` and story are those that the axis was laid out with.
    pub fn moving(&self, story: &Story, playhead: Playhead, options: &Options) -> Moving {
        let (mut line, mut flag) = (Layer::new("strip playhead"), Layer::new("strip flag"));
        if story.timeline.is_empty() {
            return Moving { line, flag, playhead: None };
        }
        let (kind, rect) = (self.kind, self.rect);
        let unselected = Options { selected: None, ..options.clone() };
        let frame = Frame::new(story, rect, &unselected, kind);
        let instant = story.playback.at(playhead);
        let is_over = playhead.0 >= story.playback.duration_secs;
        let mut grip = None;
        if let Some(at) = instant.at.filter(|_| kind == StripKind::Window || !is_over) {
            let x = frame.x(at);
            let top = frame.rect.min.y + if kind == StripKind::Window { 20.0 } else { 0.0 };
            for (from, to) in beside(&self.words, x, top, frame.axis + 4.0) {
                let points = vec![PicturePoint { x, y: from }, PicturePoint { x, y: to }];
                line.push(Shape::line(points, Stroke::solid(options.theme.ink, 2.0)));
            }
            grip = Some(PictureRect {
                min: PicturePoint { x: x - 12.0, y: rect.min.y },
                max: PicturePoint { x: x + 12.0, y: frame.axis + 6.0 },
            });
        }
        if let Some(x) = self.after {
            let playhead = instant.at.map(|at| PictureRect::around(PicturePoint { x: frame.x(at), y: frame.axis - 10.0 }, 4.0));
            say_after(&frame, &mut flag, x, &self.taken, playhead);
        }
        if let (StripKind::Window, Some(at)) = (kind, instant.at) {
            // At a cue its own date, as exactly as it is known; on the way to the next, the day.
            // Before the first cue the calendar stands at that cue's date.
            let first = || story.playback.cues.iter().find_map(|c| c.when).filter(|r| instant.when.is_none() && r.start == at);
            let range = instant.when.filter(|r| r.start <= at && at <= r.end).or_else(first).or_else(|| Range::day(at.date()));
            let words = range.map(|r| words::short_date(&r, Year::Said)).unwrap_or_default();
            let flag = self::flag(&frame, &mut flag, frame.x(at), &words::capital(&words));
            grip = grip.map(|g| PictureRect {
                min: PicturePoint { x: g.min.x.min(flag.min.x), y: g.min.y },
                max: PicturePoint { x: g.max.x.max(flag.max.x), y: g.max.y },
            });
        }
        Moving { line, flag, playhead: grip }
    }

    /// The instant under a point of the axis; clamped to its ends. `None` where nothing is dated.
    pub fn instant(&self, story: &Story, x: f32) -> Option<DateTime> {
        let share = (x - self.line.min.x) / self.line.width().max(1.0);
        story.timeline.instant(f64::from(share))
    }
}

/// Where one line of text lies, from its capitals to its baseline.
fn words_rect(shape: &Shape) -> Option<PictureRect> {
    let Shape::Text { at, anchor, text, face, size, spacing, .. } = shape else { return None };
    let (width, height) = (fonts::width(text, *face, *size, *spacing), fonts::cap_height(*face, *size));
    let left = match anchor {
        Anchor::Start => at.x,
        Anchor::Middle => at.x - width / 2.0,
        Anchor::End => at.x - width,
    };
    Some(PictureRect::new(left, at.y - height, width, height))
}

/// Cuts words out of a shape that is one upright line: the stem of a dot, the end of the day of the article.
fn leave_out(words: &[PictureRect], shape: &mut Shape) {
    let Shape::Path { lines, is_closed: false, .. } = shape else { return };
    let [line] = lines.as_slice() else { return };
    let &[a, b] = line.as_slice() else { return };
    if (a.x - b.x).abs() < 0.01 {
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        let at = |y| PicturePoint { x: a.x, y };
        *lines = beside(words, a.x, top, bottom).into_iter().map(|(from, to)| vec![at(from), at(to)]).collect();
    }
}

/// The parts of an upright line at `x` from `top` to `bottom` that cross no words: a line through a name makes it hard to read.
fn beside(words: &[PictureRect], x: f32, top: f32, bottom: f32) -> Vec<(f32, f32)> {
    // Points that are kept clear beside and above words.
    let clear = 3.0;
    let mut gaps: Vec<(f32, f32)> =
        words.iter().map(|r| r.grown(clear)).filter(|r| r.min.x < x && x < r.max.x).map(|r| (r.min.y, r.max.y)).collect();
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut parts = Vec::new();
    let mut from = top;
    for (start, end) in gaps {
        parts.push((from, start));
        from = from.max(end);
    }
    parts.push((from, bottom));
    parts.retain(|(from, to)| to - from > 1.0);
    parts
}

/// In place of an axis, where nothing is dated.
fn empty(frame: &Frame<'_>, layer: &mut Layer) {
    let words = tr("No dated events in this article").to_owned();
    layer.push(frame.text(frame.rect.centre(), Anchor::Middle, words, Face::Sans, 13.0, frame.options.theme.ink_weak));
}

/// Hatches what lies after the day the article appeared; returns where that begins.
fn after_the_article(frame: &Frame<'_>, hatch: &mut Layer, bands: &mut Layer, published: Range) -> Option<f32> {
    let (_, last) = frame.timeline.span()?;
    if published.end >= last || frame.to - frame.x(published.end) < 8.0 {
        return None;
    }
    let x = frame.x(published.end);
    let (top, bottom) = (frame.top() - 2.0, frame.axis);
    let theme = frame.options.theme;
    let end = if frame.kind == StripKind::Window { frame.rect.max.x } else { frame.to };
    let height = bottom - top;
    let mut start = x - height;
    let mut lines = Vec::new();
    while start < end {
        // From the foot upward to the right, cut at both sides.
        let (a, b) = ((x - start).max(0.0), (end - start).min(height));
        if b > a {
            lines.push(vec![PicturePoint { x: start + a, y: bottom - a }, PicturePoint { x: start + b, y: bottom - b }]);
        }
        start += 6.0;
    }
    hatch.push(Shape::Path { lines, is_closed: false, fill: None, stroke: Some(Stroke::solid(theme.ink_weak.at(0.22), 1.0)) });
    bands.push(Shape::line(vec![PicturePoint { x, y: top }, PicturePoint { x, y: bottom }], Stroke::solid(theme.ink_weak, 1.0)));
    Some(x)
}

fn say_after(frame: &Frame<'_>, layer: &mut Layer, x: f32, taken: &[PictureRect], playhead: Option<PictureRect>) {
    let width = fonts::width(tr("after the article"), Face::Sans, 11.0, 0.0);
    let at = |dx: f32| PictureRect::new(x + dx, frame.axis - 18.0, width, 14.0);
    let is_free = |r: &PictureRect| r.max.x < frame.rect.max.x && !taken.iter().chain(&playhead).any(|t| t.meets(r));
    if let Some(rect) = [6.0, 18.0, 34.0, 54.0].map(at).into_iter().find(is_free) {
        let color = frame.options.theme.ink_weak;
        layer.push(frame.text(
            PicturePoint { x: rect.min.x, y: rect.max.y - 3.0 },
            Anchor::Start,
            tr("after the article").to_owned(),
            Face::Sans,
            11.0,
            color,
        ));
    }
}

/// The flag with the date over the playhead, kept inside the strip.
fn flag(frame: &Frame<'_>, layer: &mut Layer, x: f32, words: &str) -> PictureRect {
    let theme = frame.options.theme;
    let width = fonts::width(words, Face::SansSemibold, 12.0, 0.0) + 28.0;
    let left = (x - width / 2.0).clamp(frame.rect.min.x + 4.0, (frame.rect.max.x - 4.0 - width).max(frame.rect.min.x + 4.0));
    let rect = PictureRect::new(left, frame.rect.min.y + 3.0, width, 20.0);
    layer.push(Shape::Rect { rect, radius: 3.0, fill: Some(theme.ink), stroke: None });
    let tip = vec![
        PicturePoint { x: x - 5.0, y: rect.max.y - 1.0 },
        PicturePoint { x: x + 5.0, y: rect.max.y - 1.0 },
        PicturePoint { x, y: rect.max.y + 4.0 },
    ];
    layer.push(Shape::area(tip, Some(theme.ink), None));
    let at = PicturePoint { x: rect.centre().x, y: rect.centre().y + fonts::cap_height(Face::SansSemibold, 12.0) / 2.0 };
    layer.push(Shape::Text {
        at,
        anchor: Anchor::Middle,
        text: words.to_owned(),
        face: Face::SansSemibold,
        size: 12.0,
        spacing: 0.0,
        color: theme.paper,
        halo: None,
    });
    rect
}

/// The dot of a mark: filled, ring, dashed ring, crossed ring.
fn dot(layer: &mut Layer, mark: &Mark, at: PicturePoint, frame: &Frame<'_>) {
    let theme = frame.options.theme;
    let color = theme.status(mark.status);
    let is_selected = frame.selected.contains(&mark.target);
    let radius = if mark.number.is_some() { 9.0 } else { 5.0 };
    if is_selected || frame.options.hovered == Some(mark.target) {
        let opacity = theme.accent_ring_opacity() * if is_selected { 1.0 } else { 0.5 };
        layer.push_for(Some(mark.target), Shape::disc(at, radius + 6.0, theme.accent_ring.at(opacity)));
    }
    layer.push_for(Some(mark.target), Shape::disc(at, radius + 1.5, frame.ground()));
    let ring = |stroke: Stroke| Shape::ring(at, radius - stroke.width / 2.0, Some(frame.ground()), stroke);
    let shape = match mark.status {
        Status::Done | Status::Ongoing => Shape::disc(at, radius, color),
        Status::Planned => ring(Stroke::solid(color, 2.25)),
        Status::Possible => ring(Stroke::solid(color, 2.0).dashed(3.0, 2.0)),
        Status::Cancelled => ring(Stroke::solid(color, 1.25)),
    };
    layer.push_for(Some(mark.target), shape);
    if mark.status == Status::Cancelled {
        layer.push_for(Some(mark.target), icons::cross(at, radius, Stroke::round(color, 1.25)));
    } else if let Some(number) = mark.number {
        let color = if matches!(mark.status, Status::Done | Status::Ongoing) { theme.paper } else { color };
        layer.push_for(Some(mark.target), super::pins::text_in_the_middle(at, &number.to_string(), 11.0, color));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Theme, samples};
    use super::*;

    fn drawn(story: &Story, share: f64) -> Strip {
        let options = Options { theme: &Theme::LIGHT, has_basemap: false, selected: None, hovered: None, reserved: Vec::new() };
        let playhead = Playhead(story.playback.duration_secs * share);
        strip(story, playhead, PictureRect::new(336.0, 672.0, 944.0, 128.0), &options, StripKind::Window)
    }

    fn texts(strip: &Strip) -> Vec<String> {
        let shapes = strip.layers.iter().flat_map(|l| &l.items).map(|i| &i.shape);
        shapes.filter_map(|s| if let Shape::Text { text, .. } = s { Some(text.clone()) } else { None }).collect()
    }

    #[test]
    fn empty_years_are_said() {
        let texts = texts(&drawn(&samples::remains(), 1.0));
        assert!(texts.iter().any(|t| t == "64 years"), "{texts:?}");
        assert!(texts.iter().any(|t| t == "after the article"), "{texts:?}");
        assert!(texts.iter().any(|t| t == "27 July 2018"), "{texts:?}");
    }

    #[test]
    fn every_mark_can_be_pointed_at() {
        let strip = drawn(&samples::remains(), 0.5);
        assert_eq!(strip.hotspots.len(), 6, "{:?}", strip.hotspots.iter().map(|h| &h.name).collect::<Vec<_>>());
        assert!(strip.hotspots.iter().all(|h| h.rect.width() >= 24.0 && h.rect.height() >= 24.0));
    }

    #[test]
    fn everything_stays_inside() {
        for (name, story) in samples::all() {
            for share in [0.0, 0.5, 1.0] {
                for item in drawn(&story, share).layers.iter().flat_map(|l| &l.items) {
                    let Shape::Text { at, anchor, text, face, size, .. } = &item.shape else { continue };
                    let width = fonts::width(text, *face, *size, 0.0);
                    let left = at.x
                        - width
                            * match anchor {
                                Anchor::Start => 0.0,
                                Anchor::Middle => 0.5,
                                Anchor::End => 1.0,
                            };
                    assert!(left >= 336.0 && left + width <= 1280.0, "{name}: {text}");
                }
            }
        }
    }

    #[test]
    fn no_upright_line_crosses_words() {
        for (name, story) in samples::all() {
            for share in (0..=100u8).map(|i| f64::from(i) / 100.0) {
                let options = Options { theme: &Theme::LIGHT, has_basemap: false, selected: None, hovered: None, reserved: Vec::new() };
                let axis = Axis::new(&story, PictureRect::new(336.0, 672.0, 944.0, 128.0), &options, StripKind::Window);
                let moving = axis.moving(&story, Playhead(story.playback.duration_secs * share), &options);
                let words: Vec<_> =
                    axis.below.iter().chain([&axis.marks]).flat_map(|l| &l.items).filter_map(|i| words_rect(&i.shape)).collect();
                for item in moving.line.items.iter().chain(axis.below.iter().flat_map(|l| &l.items)) {
                    let Shape::Path { lines, .. } = &item.shape else { continue };
                    for line in lines.iter().filter(|l| l[0].x == l[1].x) {
                        assert!(!words.iter().any(|w| w.is_crossed(line[0], line[1])), "{name} at {share}: {line:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_line_is_left_out_where_words_are() {
        let words =
            [PictureRect::new(0.0, 20.0, 50.0, 10.0), PictureRect::new(0.0, 60.0, 50.0, 10.0), PictureRect::new(80.0, 20.0, 50.0, 10.0)];
        assert_eq!(beside(&words, 25.0, 0.0, 100.0), [(0.0, 17.0), (33.0, 57.0), (73.0, 100.0)]);
        assert_eq!(beside(&words, 65.0, 0.0, 100.0), [(0.0, 100.0)]);
        assert_eq!(beside(&words, 25.0, 0.0, 65.0), [(0.0, 17.0), (33.0, 57.0)]);
    }

    #[test]
    fn names_keep_clear_of_the_flag() {
        for (name, story) in samples::all() {
            for height in [88.0, 112.0, 128.0, 152.0, 168.0, 320.0] {
                let options = Options { theme: &Theme::LIGHT, has_basemap: false, selected: None, hovered: None, reserved: Vec::new() };
                let rect = PictureRect::new(336.0, 400.0, 944.0, height);
                let strip = strip(&story, Playhead(story.playback.duration_secs), rect, &options, StripKind::Window);
                let named = strip.layers.iter().flat_map(|l| &l.items).filter(|i| i.target.is_some());
                for item in named {
                    let Shape::Text { at, text, size, .. } = &item.shape else { continue };
                    assert!(at.y - size * 0.7 >= rect.min.y + 24.0, "{name}: {text} at {} of {height}", at.y - rect.min.y);
                }
            }
        }
    }

    #[test]
    fn a_story_without_dates_says_so_in_place_of_an_axis() {
        let story = samples::story("Undated", jiff::civil::date(2020, 1, 1), vec![], &[], vec![]);
        assert_eq!(texts(&drawn(&story, 0.0)), ["No dated events in this article"]);
    }

    #[test]
    fn a_crowd_of_events_is_one_column_that_can_be_pointed_at() {
        let mut words = "A day of talks\n\nJuly 17, 2018\n\nThey met in Rome on May 2, 2018.".to_owned();
        let cities = "Paris Berlin Madrid Vienna Prague Warsaw Oslo Stockholm Helsinki Athens Lisbon Dublin Brussels Budapest Bucharest Sofia Kyiv \
                      Istanbul Ankara Cairo Nairobi Lagos Accra Tunis Algiers Tokyo Seoul Beijing Shanghai Delhi Mumbai Bangkok Hanoi Manila \
                      Jakarta Sydney Melbourne Toronto Montreal Boston Chicago Denver Seattle Houston Miami Lima Quito Santiago";
        for city in cities.split_whitespace() {
            words += &format!(" Delegates met in {city} on June 3, 2018.");
        }
        let article = crate::article::Article::from_text(words);
        let story = Story::new(article, crate::gazetteer::Gazetteer::embedded());
        let n = story.reading.events.len();
        assert!(n > 36, "{n}");
        let strip = drawn(&story, 0.0);
        assert!(strip.hotspots.len() < 6, "{:?}", strip.hotspots.iter().map(|h| &h.name).collect::<Vec<_>>());
        assert!(strip.hotspots.iter().any(|h| h.name.contains(" events, the first: ")));
        let blocks = strip.layers.iter().flat_map(|l| &l.items).filter(|i| i.target.is_some());
        assert!(blocks.count() < 12);
    }
}
