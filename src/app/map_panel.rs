//! The map: gestures by walkers, tiles and scene painted by ourselves, so that the world repeats without an end.

use super::basemaps::{Basemap, RasterTiles};
use super::candidates::Ghost;
use super::command::Command;
use super::controls::{Toggle, focus_ring, icon_button};
use super::icons::Icon;
use super::language::tr;
use super::look::{Type, color32, rule, theme};
use super::paint::{self, ScenePainter};
use super::pin_drag::{self, PinDrag};
use super::state::{Camera, State};
use super::tiles::Tiles;
use super::{Outbox, camera, signs};
use crate::earth::{LatLon, WorldPoint};
use crate::scene::{self, Options, PicturePoint, PictureRect, View};
use crate::story::{CueKind, Story};
use egui::{Context, CornerRadius, EventFilter, Rect, Role, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::path::PathBuf;
use walkers::{Map, MapMemory};

/// How far the camera goes in.
const MAX_ZOOM: f64 = 17.0;
/// A flight of the camera takes this long.
const FLIGHT_SECS: f32 = 0.6;

/// What the map remembers between frames.
pub(super) struct MapPanel {
    memory: MapMemory,
    tiles: Tiles,
    /// The basemap that lies over the embedded one, if the user chose one.
    raster: Option<RasterTiles>,
    /// Where fetched tiles are kept.
    cache: Option<PathBuf>,
    painter: ScenePainter,
    flight: Option<Flight>,
    /// The cue the camera followed last.
    followed: Option<usize>,
    is_placed: bool,
    /// The size of the map for which it was fitted to the story, as long as nobody has looked elsewhere since.
    fitted: Option<egui::Vec2>,
    widget: Option<egui::Id>,
    view: Option<View>,
    drag: Option<PinDrag>,
}

/// The camera on its way.
struct Flight {
    from: (WorldPoint, f64),
    to: (WorldPoint, f64),
    secs: f32,
}

impl MapPanel {
    pub fn new(ctx: &Context) -> MapPanel {
        MapPanel {
            memory: MapMemory::default(),
            tiles: Tiles::new(ctx),
            raster: None,
            cache: None,
            painter: ScenePainter::default(),
            flight: None,
            followed: None,
            is_placed: false,
            fitted: None,
            widget: None,
            view: None,
            drag: None,
        }
    }

    /// Shows the map in the rest of `ui`.
    ///
    /// `ghosts` are other places that the selected name may mean; labels keep clear of `covered`.
    pub fn map_ui(&mut self, ui: &mut Ui, state: &State, wish: Option<Camera>, ghosts: &[Ghost], covered: &[Rect], out: &mut Outbox) {
        let rect = ui.available_rect_before_wrap();
        self.steer(ui, state, wish, rect);
        let response = Map::new(None, &mut self.memory, camera::position(LatLon::wrapped(0.0, 0.0)))
            .zoom_with_ctrl(false)
            .show(ui, |_, _, _, _| ())
            .response;
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, tr("Map")));
        self.widget = Some(response.id);
        if wish == Some(Camera::Focus) {
            response.request_focus();
        }
        if response.has_focus() {
            // Arrows move the map and not the keyboard; Tab goes on.
            let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|m| m.set_focus_lock_filter(response.id, arrows));
        }
        if response.dragged() || response.changed() {
            (self.flight, self.fitted) = (None, None);
        }
        if response.clicked() && state.moving.is_none() && state.selected.is_some() {
            out.send(Command::Select(None));
        }
        let theme = theme(ui);
        let view = self.clamped_view(rect);
        self.view = Some(view);
        if let Some(story) = &state.story {
            pin_drag::await_ui(ui, story, state, &response, rect, &view, out);
        }
        let painter = ui.painter_at(rect);
        self.open_basemap(ui.ctx(), state, out);
        self.tiles.begin(ui.ctx(), view.zoom);
        ground(&mut self.tiles, &mut self.raster, &painter, rect, &view, theme);
        let controls = Rect::from_min_size(pos2(rect.right() - 48.0, rect.top() + 16.0), vec2(32.0, 128.0));
        let credit = self.raster.as_ref().and_then(|raster| Credit::new(ui, raster, rect, covered));
        if let Some(story) = &state.story {
            let clear: Vec<Rect> = covered.iter().copied().chain([controls]).chain(credit.as_ref().map(|c| c.plate)).collect();
            self.scene_ui(ui, story, state, &view, rect, &clear, out);
            ghosts_ui(&painter, story, state, &view, rect, ghosts, theme);
            pin_drag::moved_ui(ui, story, state, rect, &view);
        }
        self.tiles.end(ui.ctx());
        if let Some(raster) = &mut self.raster {
            raster.end();
        }
        if let Some(credit) = credit {
            credit.credit_ui(ui, &state.basemap);
        }
        controls_ui(ui, controls, state, out);
        pin_drag::mark_ui(ui, state, &response, rect);
        focus_ring(&painter, &response, rect.shrink(4.0), theme);
    }

    /// What the map shows, once it was shown.
    pub fn view(&self) -> Option<View> {
        self.view
    }

    /// Keeps tiles that are fetched under `folder` from now on.
    pub fn keep_tiles_in(&mut self, folder: Option<PathBuf>) {
        self.cache = folder;
    }

    /// Opens the basemap that the user chose, closes one that failed.
    fn open_basemap(&mut self, ctx: &Context, state: &State, out: &mut Outbox) {
        let wanted = Some(&state.basemap).filter(|b| **b != Basemap::Embedded && !state.is_basemap_broken);
        if self.raster.as_ref().map(RasterTiles::basemap) != wanted {
            self.raster = wanted.map(|basemap| RasterTiles::new(basemap, self.cache.clone(), ctx));
        }
        if let Some(words) = self.raster.as_mut().and_then(|raster| raster.begin(ctx)) {
            self.raster = None;
            out.send(Command::BasemapFailed(words));
        }
    }

    /// The map's widget, once it was shown.
    pub fn widget(&self) -> Option<egui::Id> {
        self.widget
    }

    #[expect(clippy::too_many_arguments, reason = "one call")]
    fn scene_ui(&mut self, ui: &mut Ui, story: &Story, state: &State, view: &View, rect: Rect, reserved: &[Rect], out: &mut Outbox) {
        let reserved = reserved.iter().map(|r| picture_rect(rect, *r)).collect();
        let options = Options { theme: theme(ui), has_basemap: false, selected: state.selected, hovered: state.hovered, reserved };
        let mut scene = scene::scene(story, state.playhead, view, &options);
        if self.raster.is_some() {
            // A map of pictures has its own names.
            scene.layers.retain(|l| !matches!(l.name, "names" | "inset names"));
        }
        let (tiles, raster) = (&mut self.tiles, &mut self.raster);
        self.painter.paint(&ui.painter_at(rect), rect.min, &scene, &mut |painter, area, view| {
            ground(tiles, raster, painter, area, view, options.theme);
        });
        let (mut n_pins, mut is_dragged) = (0, false);
        for (i, hotspot) in scene.hotspots.iter().enumerate() {
            let area = paint::rect(rect.min, hotspot.rect).intersect(rect);
            if !area.is_positive() {
                continue;
            }
            // One target may show several times: in an inset, in another copy of the world.
            let in_inset = scene.insets.iter().any(|inset| inset.rect.contains(hotspot.rect.centre()));
            let pin = pin_drag::draggable(story, state, hotspot.target).filter(|_| !in_inset);
            let (id, sense) = match pin {
                None => (ui.scope_id().with(("hotspot", hotspot.target, i)), Sense::click()),
                // Known again while it is dragged, whatever else comes and goes meanwhile.
                Some(_) => {
                    n_pins += 1;
                    (ui.scope_id().with(("pin", n_pins)), Sense::click_and_drag())
                }
            };
            let response = ui.interact(area, id, sense);
            if let Some(place) = pin {
                is_dragged |= response.dragged();
                PinDrag::drag(&mut self.drag, ui, &response, area, (story, place), (rect, view), out);
            }
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, state.selected == Some(hotspot.target), &hotspot.name));
            if response.clicked() {
                out.send(Command::Select(Some(hotspot.target)));
            }
            if response.hovered() || response.has_focus() {
                out.hover(hotspot.target);
            }
            if response.hovered() && !response.dragged() {
                ui.ctx().set_cursor_icon(if pin.is_some() { egui::CursorIcon::Grab } else { egui::CursorIcon::PointingHand });
            }
            focus_ring(ui.painter(), &response, area.shrink(4.0), options.theme);
        }
        if !is_dragged {
            self.drag = None;
        }
        if let Some(drag) = &self.drag {
            drag.paint(&ui.painter_at(rect), rect, view, options.theme);
        }
    }

    /// Moves the camera: what was asked for, the story when it is opened, what plays while it is followed.
    fn steer(&mut self, ui: &Ui, state: &State, wish: Option<Camera>, rect: Rect) {
        let (width, height) = (rect.width(), rect.height());
        let whole = || {
            let view = scene::best_view(state.story.as_deref()?, width, height);
            Some((WorldPoint::from_lat_lon(view.centre), view.zoom))
        };
        // A window that is made larger or a panel that is closed shows the whole story anew, and not the same part of it in more room.
        let is_resized = self.fitted.is_some_and(|size| size != rect.size());
        if is_resized && let Some((centre, zoom)) = whole() {
            (self.flight, self.fitted) = (None, Some(rect.size()));
            self.place(centre, crisp(self.clamp_zoom(zoom, rect), ui.pixels_per_point()));
        }
        let target = match wish {
            Some(Camera::Fit) => whole(),
            Some(Camera::FitSelection) => {
                let story = state.story.as_deref();
                story.zip(state.selected).and_then(|(story, target)| camera::fit(&camera::points_of(story, target), width, height, 8.0))
            }
            Some(Camera::Show(point, zoom)) => Some((WorldPoint::from_lat_lon(point), zoom)),
            Some(Camera::Zoom(steps)) => {
                let (centre, zoom) = self.flight.as_ref().map_or_else(|| self.at(), |f| f.to);
                Some((centre, zoom + steps))
            }
            Some(Camera::Pan(x, y)) => {
                let (centre, zoom) = self.flight.as_ref().map_or_else(|| self.at(), |f| f.to);
                let world = 256.0 * zoom.exp2();
                let (dx, dy) = (f64::from(x * width) / world, f64::from(y * height) / world);
                Some((WorldPoint { x: centre.x + dx, y: centre.y + dy }, zoom))
            }
            None | Some(Camera::Focus) => self.follow(state, width, height),
        };
        if let Some((centre, zoom)) = target {
            self.fitted = (wish == Some(Camera::Fit)).then_some(rect.size());
            let zoom = self.clamp_zoom(zoom, rect);
            let zoom = crisp(zoom, ui.pixels_per_point());
            if self.is_placed && !state.is_motion_reduced() {
                let from = self.at();
                let nearest = centre.x - (centre.x - from.0.x).round();
                self.flight = Some(Flight { from, to: (WorldPoint { x: nearest, y: centre.y }, zoom), secs: 0.0 });
            } else {
                self.place(centre, zoom);
            }
        }
        if !self.is_placed {
            self.place(WorldPoint { x: 0.92, y: 0.42 }, self.clamp_zoom(1.9, rect));
        }
        if let Some(flight) = &mut self.flight {
            flight.secs += ui.input(|i| i.stable_dt).min(0.1);
            let share = (flight.secs / FLIGHT_SECS).min(1.0);
            let eased = f64::from(egui::emath::easing::cubic_in_out(share));
            let mix = |a: f64, b: f64| a + (b - a) * eased;
            let centre = WorldPoint { x: mix(flight.from.0.x, flight.to.0.x), y: mix(flight.from.0.y, flight.to.0.y) };
            let zoom = mix(flight.from.1, flight.to.1);
            if share >= 1.0 {
                self.flight = None;
            }
            self.place(centre, zoom);
            ui.ctx().request_repaint();
        }
    }

    /// Where the camera should go to keep what plays in sight; `None` where it is.
    fn follow(&mut self, state: &State, width: f32, height: f32) -> Option<(WorldPoint, f64)> {
        let story = state.story.as_deref().filter(|_| state.is_playing && state.is_following)?;
        let cue = story.playback.at(state.playhead).cue;
        if cue == self.followed {
            return None;
        }
        self.followed = cue;
        let points = match story.playback.cues.get(cue?)?.kind {
            CueKind::Event(e) => camera::points_of(story, crate::story::Target::Event(e)),
            CueKind::Step(route, step) => camera::points_of_step(story, route, step),
        };
        let (centre, zoom) = self.at();
        if camera::all_in_sight(&points, centre, zoom, width, height) {
            return None;
        }
        let (to, fitting) = camera::fit(&points, width, height, zoom)?;
        Some((to, fitting.min(zoom)))
    }

    fn at(&self) -> (WorldPoint, f64) {
        let centre = self.memory.detached().map_or(WorldPoint { x: 0.5, y: 0.5 }, camera::world_point);
        (centre, self.memory.zoom())
    }

    fn place(&mut self, centre: WorldPoint, zoom: f64) {
        self.is_placed = true;
        self.memory.center_at(camera::position_of_world(centre));
        // Always within walkers' 0 to 26.
        let _ = self.memory.set_zoom(zoom.clamp(0.0, MAX_ZOOM));
    }

    /// The least zoom at which the poles stay outside.
    fn clamp_zoom(&self, zoom: f64, rect: Rect) -> f64 {
        let least = (f64::from(rect.height().max(64.0)) / 256.0).log2().max(0.0);
        zoom.clamp(least, MAX_ZOOM)
    }

    /// The view after the gestures of this frame, kept inside the poles.
    fn clamped_view(&mut self, rect: Rect) -> View {
        let (centre, zoom) = self.at();
        let clamped_zoom = self.clamp_zoom(zoom, rect);
        let half = f64::from(rect.height()) / 2.0 / (256.0 * clamped_zoom.exp2());
        let y = if half < 0.5 { centre.y.clamp(half, 1.0 - half) } else { 0.5 };
        if (y - centre.y).abs() > 1e-12 || (clamped_zoom - zoom).abs() > 1e-12 {
            self.place(WorldPoint { x: centre.x, y }, clamped_zoom);
        }
        let centre = WorldPoint { x: centre.x, y };
        View { centre: centre.lat_lon(), zoom: clamped_zoom, width: rect.width(), height: rect.height() }
    }
}

/// Paints what lies beneath the story: the basemap that the user chose, and the embedded one where that has nothing.
fn ground(
    tiles: &mut Tiles,
    raster: &mut Option<RasterTiles>,
    painter: &egui::Painter,
    rect: Rect,
    view: &View,
    theme: &'static scene::Theme,
) {
    if !raster.as_ref().is_some_and(|r| r.covers(rect, view, painter.pixels_per_point())) {
        tiles.paint(painter, rect, view, theme);
    }
    if let Some(raster) = raster {
        raster.paint(painter, rect, view, theme);
    }
}

/// Whom the basemap is owed to: a plate beside that of the embedded map.
struct Credit {
    plate: Rect,
    galley: std::sync::Arc<egui::Galley>,
}

impl Credit {
    fn new(ui: &Ui, raster: &RasterTiles, map: Rect, covered: &[Rect]) -> Option<Credit> {
        if raster.credit().is_empty() {
            return None;
        }
        let words = raster.credit().to_owned();
        let mut job = egui::text::LayoutJob::simple_singleline(words, Type::SMALL.font(), color32(theme(ui).ink));
        job.wrap = egui::text::TextWrapping::truncate_at_width((map.width() - 220.0).max(80.0));
        let galley = ui.painter().layout_job(job);
        let size = vec2(galley.size().x + 12.0, 17.0);
        // Left of what lies over the map and of the embedded map's own credit, which is 150 wide.
        let right = covered.iter().map(|r| r.left() - 8.0).fold(map.right() - 166.0, f32::min);
        let min = pos2((right - size.x).max(map.left() + 8.0), map.bottom() - 9.0 - size.y);
        Some(Credit { plate: Rect::from_min_size(min, size), galley })
    }

    fn credit_ui(self, ui: &Ui, basemap: &Basemap) {
        let theme = theme(ui);
        let url = basemap.about_url();
        let response = ui.interact(self.plate, ui.scope_id().with("credit"), if url.is_some() { Sense::click() } else { Sense::hover() });
        let role = if url.is_some() { Role::Link } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, self.galley.text()));
        ui.painter().rect_filled(self.plate, 2, color32(theme.paper));
        ui.painter().galley(self.plate.min + vec2(6.0, 1.0), self.galley, color32(theme.ink));
        focus_ring(ui.painter(), &response, self.plate, theme);
        if let Some(url) = url.filter(|_| response.clicked()) {
            ui.ctx().open_url(egui::OpenUrl::new_tab(url));
        }
    }
}

/// The nearest zoom at which a tile is a whole number of pixels wide: its lines then stay crisp.
fn crisp(zoom: f64, pixels_per_point: f32) -> f64 {
    let pixels = 256.0 * zoom.exp2() * f64::from(pixels_per_point);
    let tiles = (pixels / 512.0).log2().round().max(0.0).exp2();
    ((pixels / tiles).round() * tiles / 256.0 / f64::from(pixels_per_point)).log2()
}

/// Paints the other places that the selected name may mean, and a dotted way to the one pointed at.
fn ghosts_ui(
    painter: &egui::Painter,
    story: &Story,
    state: &State,
    view: &View,
    rect: Rect,
    ghosts: &[Ghost],
    theme: &'static scene::Theme,
) {
    let Some(crate::story::Target::Place(place)) = state.selected else { return };
    let from = story.places.get(place).and_then(|p| p.point).map(|p| camera::on_screen(view, rect, p));
    for ghost in ghosts.iter().rev() {
        let at = camera::on_screen(view, rect, ghost.point);
        if !rect.expand(12.0).contains(at) {
            continue;
        }
        if ghost.is_pointed_at {
            if let Some(from) = from {
                let way = egui::Stroke::new(1.75, color32(theme.ink));
                painter.extend(egui::Shape::dashed_line(&[from, at], way, 2.0, 4.0));
            }
            painter.circle_filled(at, 17.0, color32(theme.accent_ring.at(theme.accent_ring_opacity())));
        }
        signs::candidate(painter, at, ghost.index, false, theme);
    }
}

fn picture_rect(map: Rect, r: Rect) -> PictureRect {
    let point = |p: egui::Pos2| PicturePoint { x: p.x - map.left(), y: p.y - map.top() };
    PictureRect { min: point(r.min), max: point(r.max) }
}

fn controls_ui(ui: &mut Ui, rect: Rect, state: &State, out: &mut Outbox) {
    let theme = theme(ui);
    ui.painter().rect(rect, CornerRadius::same(4), color32(theme.paper), rule(theme), StrokeKind::Outside);
    let mut column = ui.new_child(UiBuilder::new().max_rect(rect));
    column.spacing_mut().item_spacing = vec2(0.0, 0.0);
    for (icon, command) in [
        (Icon::Plus, Command::ZoomIn),
        (Icon::Minus, Command::ZoomOut),
        (Icon::Fit, Command::FitStory),
        (Icon::Layers, Command::BasemapDialog),
    ] {
        let name = super::keys::name_of(&command);
        let is_possible = command.is_possible(state);
        let response = column.add_enabled_ui(is_possible, |ui| icon_button(ui, icon, name, 32.0, Toggle::None)).inner;
        if response.clicked() {
            out.send(command);
        }
        if response.rect.bottom() < rect.bottom() - 1.0 {
            column.painter().hline(rect.x_range(), response.rect.bottom(), rule(theme));
        }
    }
}
