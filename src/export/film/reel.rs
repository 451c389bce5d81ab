//! The pictures of a film: a playhead in, the same pixels as a snapshot's out, painted fast.
//!
//! The ground, land and sea, is the same in every frame and is painted once. Of the rest, a painter keeps the layers below the first one that
//! moves: they are painted again only when they change.

use super::timing::Timing;
use crate::export::Error;
use crate::export::paint::{Canvas, color};
use crate::scene::{Inset, Layer, Options, Scene, Theme, page};
use crate::story::{Playhead, Story};
use tiny_skia::Pixmap;

/// Name of the layer that is the same in every frame.
const GROUND: &str = "basemap";
use crate::export::png::INSET_GROUND;

/// A run of frames that show the same picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shot {
    /// Number of its first frame.
    pub first: u32,
    /// How many frames it lasts, 1 or more.
    pub n_frames: u32,
    /// What it shows.
    pub playhead: Playhead,
}

/// What the pictures of a film are made of.
pub struct Reel<'a> {
    story: &'a Story,
    theme: &'static Theme,
    width: u32,
    height: u32,
    /// The background and the ground.
    ground: Canvas,
}

impl<'a> Reel<'a> {
    /// Prepares pictures of `width` × `height` pixels.
    ///
    /// # Errors
    /// [`Error::Draw`] where there is no memory.
    pub fn new(story: &'a Story, theme: &'static Theme, width: u32, height: u32) -> Result<Reel<'a>, Error> {
        // A pixel is a point, as in a snapshot.
        let mut ground = Canvas::new(width, height, 0, (1.0, 1.0)).ok_or_else(|| Error::Draw("no memory".to_owned()))?;
        let first = page(story, Playhead(0.0), width as f32, height as f32, &options(theme, true));
        ground.pixmap.fill(color(first.background));
        if let Some(layer) = first.layers.first().filter(|l| l.name == GROUND) {
            ground.layer(layer);
        }
        Ok(Reel { story, theme, width, height, ground })
    }

    /// The picture at `playhead` without its ground.
    fn scene(&self, playhead: Playhead) -> Scene {
        page(self.story, playhead, self.width as f32, self.height as f32, &options(self.theme, false))
    }

    /// The runs of equal pictures, in order: all frames of the film.
    pub(super) fn shots(&self, timing: &Timing) -> Vec<Shot> {
        let mut shots: Vec<Shot> = Vec::new();
        let mut last: Option<Scene> = None;
        for frame in 0..timing.n_frames {
            let playhead = timing.playhead(frame);
            if let Some(shot) = shots.last_mut()
                && shot.playhead == playhead
            {
                shot.n_frames += 1;
                continue;
            }
            let scene = self.scene(playhead);
            let is_same = last.as_ref().is_some_and(|l| l.layers == scene.layers && l.insets == scene.insets);
            match shots.last_mut().filter(|_| is_same) {
                Some(shot) => shot.n_frames += 1,
                None => shots.push(Shot { first: frame, n_frames: 1, playhead }),
            }
            last = Some(scene);
        }
        shots
    }

    /// Returns someone to paint its pictures; each thread has its own.
    pub fn painter(&self) -> Painter<'_> {
        Painter { reel: self, canvas: self.ground.clone(), layers: Vec::new(), kept: None, insets: (Vec::new(), Vec::new()) }
    }
}

fn options(theme: &'static Theme, has_basemap: bool) -> Options {
    Options { theme, has_basemap, selected: None, hovered: None, reserved: Vec::new() }
}

/// Paints one picture after the other.
pub struct Painter<'a> {
    reel: &'a Reel<'a>,
    canvas: Canvas,
    /// The layers of the picture before.
    layers: Vec<Layer>,
    /// How many layers lie on the ground in the picture kept, and that picture.
    kept: Option<(usize, Pixmap)>,
    /// Insets and their grounds, as last seen.
    insets: (Vec<Inset>, Vec<Layer>),
}

impl Painter<'_> {
    /// Paints the picture at `playhead`: row by row, RGBA, every pixel solid.
    pub fn picture(&mut self, playhead: Playhead) -> &Pixmap {
        let mut scene = self.reel.scene(playhead);
        self.add_inset_grounds(&mut scene, playhead);
        let n_same = scene.layers.iter().zip(&self.layers).take_while(|(now, before)| now == before).count();
        if self.kept.as_ref().is_some_and(|(n, _)| *n > n_same) {
            self.kept = None;
        }
        let (n_kept, below) = self.kept.as_ref().map_or((0, &self.reel.ground.pixmap), |(n, kept)| (*n, kept));
        self.canvas.pixmap.data_mut().copy_from_slice(below.data());
        for (i, layer) in scene.layers.iter().enumerate().skip(n_kept) {
            if i == n_same && n_same > n_kept {
                self.kept = Some((i, self.canvas.pixmap.clone()));
            }
            self.canvas.layer(layer);
        }
        self.layers = scene.layers;
        &self.canvas.pixmap
    }

    /// Puts the ground under insets. It is made anew only when an inset comes, goes or moves.
    fn add_inset_grounds(&mut self, scene: &mut Scene, playhead: Playhead) {
        if scene.insets.is_empty() {
            return;
        }
        if self.insets.0 != scene.insets {
            let reel = self.reel;
            let whole = page(reel.story, playhead, reel.width as f32, reel.height as f32, &options(reel.theme, true));
            self.insets = (whole.insets, whole.layers.into_iter().filter(|l| l.name == INSET_GROUND).collect());
        }
        let empty = scene.layers.iter_mut().filter(|l| l.name == INSET_GROUND);
        for (layer, ground) in empty.zip(&self.insets.1) {
            layer.clone_from(ground);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Pace;
    use super::*;
    use crate::export::png::pixels;
    use crate::scene::samples;

    #[test]
    fn a_picture_of_a_film_is_the_snapshot_of_its_instant() {
        for (name, story) in samples::all() {
            for (theme, width, height) in [(&Theme::LIGHT, 640, 400), (&Theme::DARK, 360, 540)] {
                let reel = Reel::new(&story, theme, width, height).unwrap();
                let mut painter = reel.painter();
                // There and back, so that what was kept has to be given up again.
                for share in [0.0, 0.1, 0.11, 0.12, 0.5, 0.51, 1.0, 0.3, 0.3, 0.31] {
                    let playhead = Playhead(share * story.playback.duration_secs);
                    let snapshot = page(&story, playhead, width as f32, height as f32, &options(theme, true));
                    let expected = pixels(&snapshot, 1.0).unwrap();
                    assert!(painter.picture(playhead).data() == expected.data(), "{name} {width} × {height} at {share}");
                }
            }
        }
    }

    #[test]
    fn shots_cover_all_frames_and_differ_from_their_neighbours() {
        let story = samples::remains();
        let timing = Timing::new(&story.playback, 10, Pace::Speed(1.0)).unwrap();
        let reel = Reel::new(&story, &Theme::LIGHT, 320, 200).unwrap();
        let shots = reel.shots(&timing);
        let mut next = 0;
        for shot in &shots {
            assert_eq!(shot.first, next);
            next += shot.n_frames;
        }
        assert_eq!(next, timing.n_frames);
        assert!(shots.len() < timing.n_frames as usize - 25, "the holds of 1 and 2 seconds are shots of many frames: {}", shots.len());
        for pair in shots.windows(2) {
            assert_ne!(reel.scene(pair[0].playhead).layers, reel.scene(pair[1].playhead).layers, "{pair:?}");
        }
    }
}
