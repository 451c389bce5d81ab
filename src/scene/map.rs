//! A map of a scene, put together: what lies on what, insets and badges, what reacts.

use super::cast::{Actor, Role};
use super::labels::{self, Room};
use super::projection::Projection;
use super::routes::{self, DrawnLeg};
use super::{
    Hotspot, Inset, Item, Layer, Options, PicturePoint, PictureRect, Scene, Shape, Sizes, Stroke, View, areas, basemap, chips, crowds,
    empty, forks, pins, source_tags, words,
};
use crate::language::tr_with;
use crate::story::{Instant, Story, Target};
use std::collections::{BTreeMap, BTreeSet};

/// A circle around a place known to some miles is a region from this width on, in points.
const WIDE_SPOT: f32 = 48.0;

/// What the parts of a map are drawn from.
pub(super) struct Map<'a> {
    pub story: &'a Story,
    pub instant: Instant,
    pub options: &'a Options,
    pub sizes: Sizes,
}

/// What becomes of places that lie outside the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// They are named at the edge they lie behind.
    Chips,
    /// Nothing.
    Bare,
}

/// Where the actors stand on one map.
#[derive(Clone, Debug, Default)]
pub(super) struct Staging {
    /// Indices of actors that are shown elsewhere: in an inset or behind a badge.
    pub hidden: BTreeSet<usize>,
    /// Actors that stand beside their place, in the ring of an opened badge.
    pub moved: BTreeMap<usize, PicturePoint>,
}

/// What was found for one map.
struct Cast<'a> {
    actors: &'a [Actor],
    shapes: &'a areas::Shapes,
    legs: &'a [DrawnLeg<'a>],
    crowds: &'a [crowds::Crowd],
    staging: &'a Staging,
    is_inset: bool,
}

impl Map<'_> {
    /// Draws a map with its insets, badges and chips.
    #[expect(clippy::too_many_arguments, reason = "the map, and what was found for it")]
    pub fn draw_whole(
        &self,
        view: &View,
        projection: &Projection,
        actors: Vec<Actor>,
        legs: Vec<DrawnLeg<'_>>,
        mut taken: Vec<PictureRect>,
        edge: Edge,
        scene: &mut Scene,
    ) {
        let (options, sizes) = (self.options, &self.sizes);
        if options.has_basemap {
            let mut ground = basemap::basemap_layer(view, options.theme).placed(1.0, projection.rect.min.x, projection.rect.min.y);
            let sea = Item { shape: Shape::block(projection.rect, options.theme.sea), target: None };
            ground.items.insert(0, sea);
            scene.layers.push(ground);
        }
        let shapes = areas::Shapes::new(&actors, projection);
        let mut chips = Layer::new("chips");
        if edge == Edge::Chips {
            taken.extend(chips::chips(&mut chips, &actors, &shapes, projection, &taken, options, &mut scene.hotspots));
        }
        let crowds = crowds::crowds(&actors, &legs, projection, &taken, sizes);
        let mut staging = Staging::default();
        for crowd in &crowds {
            staging.hidden.extend(crowd.members.iter().copied());
            taken.extend(crowd.inset.map(|(rect, _)| rect.grown(4.0)));
            taken.push(crowd.mark());
            if crowd.inset.is_none() && crowd.members.iter().any(|&m| actors.get(m).is_some_and(|a| a.is_selected)) {
                crowd.open(&mut staging);
            }
        }
        let in_crowd = |l: &DrawnLeg<'_>| {
            let ends = [l.track.at(0.0), l.track.at(l.track.length())];
            crowds.iter().any(|c| c.inset.is_some() && ends.iter().all(|e| c.frame.contains(*e)))
        };
        let main: Vec<DrawnLeg<'_>> = legs.into_iter().filter(|l| !in_crowd(l)).collect();
        self.draw(
            projection,
            &Cast { actors: &actors, shapes: &shapes, legs: &main, crowds: &crowds, staging: &staging, is_inset: false },
            taken,
            scene,
        );
        scene.layers.push(chips);
        for crowd in &crowds {
            if let Some((rect, view)) = crowd.inset {
                self.draw_inset(crowd, rect, &view, &actors, scene);
            }
        }
    }

    /// Draws a part of the map again, larger, in a corner.
    fn draw_inset(&self, crowd: &crowds::Crowd, rect: PictureRect, view: &View, actors: &[Actor], scene: &mut Scene) {
        let (theme, sizes) = (self.options.theme, &self.sizes);
        let projection = Projection::within(view, rect.min);
        let legs = routes::legs(self.story, &self.instant, actors, &projection, self.options, sizes);
        let mut inside = empty(view.width, view.height, theme.sea, String::new());
        let shapes = areas::Shapes::new(actors, &projection);
        let cast = Cast { actors, shapes: &shapes, legs: &legs, crowds: &[], staging: &Staging::default(), is_inset: true };
        self.draw(&projection, &cast, Vec::new(), &mut inside);
        let mut ground = Layer { clip: Some(rect), ..Layer::new("inset basemap") };
        if self.options.has_basemap {
            ground.push(Shape::block(rect, theme.sea));
            ground.items.extend(basemap::basemap_layer(view, theme).placed(1.0, rect.min.x, rect.min.y).items);
        }
        let mut frame = Layer::new("inset frame");
        frame.push(Shape::Rect { rect, radius: 0.0, fill: None, stroke: Some(Stroke::solid(theme.ink, 1.25)) });
        if let Some((from, to)) = crowd.leader {
            frame.push(Shape::line(vec![from, to], Stroke::solid(theme.ink.at(0.55), 1.0)));
        }
        scene.layers.push(ground);
        // The names of the base map apart: over a map of pictures, which has its own, they are left out.
        let mut layers = inside.layers.into_iter();
        let mut part = |name: &'static str, n: usize| {
            let items: Vec<_> = layers.by_ref().take(n).flat_map(|l| l.items).collect();
            scene.layers.push(Layer { name, clip: Some(rect), items });
        };
        part("inset areas", 1);
        part("inset names", 1);
        part("inset", usize::MAX);
        scene.layers.push(frame);
        scene.insets.push(Inset { rect, view: *view });
        scene.hotspots.extend(inside.hotspots.into_iter().filter(|h| rect.contains(h.rect.centre())));
    }

    /// Draws everything under a projection, with labels clear of what is `taken`.
    fn draw(&self, projection: &Projection, cast: &Cast<'_>, taken: Vec<PictureRect>, scene: &mut Scene) {
        let &Cast { actors, shapes, legs, crowds, staging, is_inset } = cast;
        let (options, sizes) = (self.options, &self.sizes);
        let frame = projection.rect;
        let areas = areas::areas(actors, shapes, projection, options);
        let (heads, head_spots) = routes::heads(legs, options, sizes);
        let head_rects: Vec<PictureRect> = head_spots.iter().map(|(rect, _)| *rect).collect();
        let (forks, pills) = forks::forks(legs, &frame, &head_rects, options, sizes);
        let barred: Vec<PictureRect> = taken.iter().chain(&pills).chain(&head_rects).copied().collect();
        let (tags, tag_rects) = source_tags::on_legs(legs, self.story, &frame, &barred, options, sizes);
        let mut room = Room::new(frame.grown(-6.0), taken);
        room.is_inset = is_inset;
        room.taken.extend(pills);
        room.taken.extend(tag_rects);
        room.taken.extend(head_spots.iter().map(|(rect, _)| rect.grown(-3.0)));
        room.add_legs(legs);
        room.lines.extend(crowds.iter().filter_map(|c| c.leader));
        let mut pins = Layer::new("pins");
        crowds::marks(&mut pins, crowds, actors, projection, options, sizes);
        let boxes: Vec<Vec<PictureRect>> =
            actors.iter().enumerate().map(|(idx, actor)| boxes(actor, idx, shapes, staging, projection, sizes)).collect();
        for (actor, spots) in actors.iter().zip(&boxes) {
            // A place known to some miles bars no names, once it is a region to look at and not a spot.
            let is_spot = |s: &&PictureRect| match actor.role {
                Role::Pin { .. } => true,
                Role::Around(_) => s.width() < WIDE_SPOT,
                Role::Area(_) => s.width() < areas::WIDEST_SPECK,
                Role::Border(..) | Role::NameOnly => false,
            };
            let ring = (actor.extent() - actor.radius()) * sizes.pin;
            room.pins.extend(spots.iter().filter(is_spot).map(|s| (s.centre(), s.width() / 2.0 + ring)));
        }
        // The most important pins are painted last, on top.
        for (actor, spots) in actors.iter().zip(&boxes).rev() {
            for spot in spots {
                pins::pin(&mut pins, actor, spot.centre(), options, sizes);
            }
        }
        let mut labels = Layer::new("labels");
        let placed = labels::story_labels(&mut labels, actors, (&boxes, shapes), &mut room, projection, options, sizes);
        labels::crowd_labels(&mut labels, crowds, actors, &mut room, projection, options, sizes);
        let mut base = Layer::new("names");
        labels::base_labels(&mut base, actors, &mut room, projection, options, sizes);
        self.add_hotspots(projection, cast, &boxes, &placed, head_spots, scene);
        scene.layers.extend([areas, base, routes::routes(legs, options, sizes), pins, forks, tags, heads, labels]);
    }

    /// Which article tells a journey, as its accessible name says it.
    fn told_by(&self, route: usize) -> String {
        super::cast::told_by(self.story, &[self.story.source_of_journey(route)])
    }

    fn add_hotspots(
        &self,
        projection: &Projection,
        cast: &Cast<'_>,
        boxes: &[Vec<PictureRect>],
        placed: &[labels::Placed],
        heads: Vec<(PictureRect, usize)>,
        scene: &mut Scene,
    ) {
        let &Cast { actors, legs, crowds, .. } = cast;
        let frame = projection.rect;
        for leg in legs {
            let middle = leg.track.at((leg.from + leg.to) / 2.0);
            if frame.contains(middle) {
                let target = Target::Leg(leg.route, leg.leg);
                scene.hotspots.push(Hotspot {
                    target,
                    rect: PictureRect::around(middle, 12.0),
                    name: leg_name(leg) + &self.told_by(leg.route),
                });
            }
        }
        for crowd in crowds.iter().filter(|c| c.inset.is_none()) {
            if let Some(target) = crowd.members.first().and_then(|&m| actors.get(m)).and_then(|a| a.target) {
                let rect = crowd.mark().at_least_a_target();
                scene.hotspots.push(Hotspot { target, rect, name: crowd.accessible(actors) });
            }
        }
        // The most important come last: they lie on top.
        for (idx, actor) in actors.iter().enumerate().rev() {
            let Some(target) = actor.target else { continue };
            for (copy, spot) in boxes.get(idx).into_iter().flatten().enumerate() {
                let name = placed.iter().filter(|p| p.actor == idx).nth(copy).map(|p| p.rect);
                let rect = if actor.is_pin() { *spot } else { name.unwrap_or(PictureRect::around(spot.centre(), 12.0)) };
                if frame.meets(&rect) {
                    scene.hotspots.push(Hotspot { target, rect: rect.at_least_a_target(), name: actor.accessible.clone() });
                }
            }
        }
        for (rect, route) in heads.into_iter().filter(|(rect, _)| frame.meets(rect)) {
            let mover = self.story.routes.get(route).map_or("", |r| r.mover.as_str());
            scene.hotspots.push(Hotspot {
                target: Target::Journey(route),
                rect,
                name: tr_with("Journey: {}", &[&mover]) + &self.told_by(route),
            });
        }
    }
}

/// Where an actor is on the picture, once for each copy of the world; nowhere while hidden.
fn boxes(actor: &Actor, idx: usize, shapes: &areas::Shapes, staging: &Staging, projection: &Projection, sizes: &Sizes) -> Vec<PictureRect> {
    let radius = actor.radius() * sizes.pin;
    if let Some(&at) = staging.moved.get(&idx) {
        return vec![PictureRect::around(at, radius)];
    }
    if staging.hidden.contains(&idx) {
        return Vec::new();
    }
    let around = |radius: f32| projection.points(actor.point, radius).into_iter().map(|at| PictureRect::around(at, radius)).collect();
    match actor.role {
        Role::Pin { .. } => around(radius),
        Role::Around(km) => around(areas::around_radius(km, projection)),
        Role::Area(_) => areas::boxes(actor, idx, shapes, projection),
        Role::Border(..) => around(8.0),
        Role::NameOnly => around(0.0),
    }
}

fn leg_name(leg: &DrawnLeg<'_>) -> String {
    let words = words::leg(leg.status(), leg.of.transport, &[&leg.of.to.name]);
    let date = leg.of.when.map(|r| format!(", {}", words::short_date(&r, words::Year::Said))).unwrap_or_default();
    tr_with("Leg: {}", &[&tr_with("{} from {}", &[&words, &leg.of.from.name])]) + &date
}
