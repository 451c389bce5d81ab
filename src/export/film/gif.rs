//! The GIF writer: one palette for the whole film, made from the theme; of each frame only what changed.
//!
//! Source: GIF89a specification (CompuServe, 1990).

use super::difference::{Area, changed};
use super::reel::Shot;
use crate::scene::{Color, Theme};
use gif::{DisposalMethod, Encoder, EncodingError, Frame, Repeat};
use std::collections::BTreeMap;
use std::io::Write;
use tiny_skia::Pixmap;

/// Colours of a palette; the last index of the 256 says "as before".
const N_COLOURS: usize = 255;
const UNCHANGED: u8 = 255;
/// How far apart two colours of the palette are at first, in steps of a channel; halved until it is full.
const APART: [i32; 4] = [24, 12, 6, 3];

type Rgb = [u8; 3];

/// The colours of a film.
pub(super) struct Palette {
    colours: Vec<Rgb>,
}

impl Palette {
    /// Chooses the colours for pictures such as these: those of the theme, then the most frequent ones in between, spread evenly.
    pub fn new(theme: &Theme, samples: &[Pixmap]) -> Palette {
        let mut counts: BTreeMap<Rgb, u64> = BTreeMap::new();
        for sample in samples {
            for run in sample.data().as_chunks::<4>().0.chunk_by(|a, b| a == b) {
                if let Some(pixel) = run.first() {
                    *counts.entry(rgb(pixel)).or_default() += run.len() as u64;
                }
            }
        }
        let mut common: Vec<(Rgb, u64)> = counts.into_iter().collect();
        // Stable: of equally frequent colours the darker one first.
        common.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let mut colours: Vec<Rgb> = Vec::with_capacity(N_COLOURS);
        for c in theme_colours(theme) {
            if !colours.contains(&c) {
                colours.push(c);
            }
        }
        for apart in APART {
            for (colour, _) in &common {
                if colours.len() < N_COLOURS && colours.iter().all(|c| distance(*c, *colour) >= apart * apart) {
                    colours.push(*colour);
                }
            }
        }
        Palette { colours }
    }

    /// The picture as indices of the nearest colours.
    pub fn indices(&self, picture: &Pixmap) -> Vec<u8> {
        // Pictures are flat: the colour before, or one seen lately, is nearly always the same.
        const N_KNOWN: usize = 1 << 12;
        let mut known: Vec<Option<(Rgb, u8)>> = vec![None; N_KNOWN];
        let mut last: (Rgb, u8) = ([0; 3], self.nearest([0; 3]));
        let pixels = picture.data().as_chunks::<4>().0.iter();
        pixels
            .map(|p| {
                let colour = rgb(p);
                if colour != last.0 {
                    let [r, g, b] = colour.map(usize::from);
                    let slot = known.get_mut((r * 31 + g * 1009 + b * 37) % N_KNOWN);
                    let found = slot.as_ref().and_then(|s| **s).filter(|(c, _)| *c == colour);
                    last = found.unwrap_or_else(|| (colour, self.nearest(colour)));
                    if let Some(slot) = slot {
                        *slot = Some(last);
                    }
                }
                last.1
            })
            .collect()
    }

    fn nearest(&self, colour: Rgb) -> u8 {
        let nearest = self.colours.iter().enumerate().min_by_key(|(_, c)| distance(**c, colour));
        nearest.map_or(0, |(i, _)| i as u8)
    }

    /// The colours in order, then the one that is never shown.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.colours.as_flattened().to_vec();
        bytes.resize((N_COLOURS + 1) * 3, 0);
        bytes
    }
}

fn rgb(pixel: &[u8; 4]) -> Rgb {
    let [r, g, b, _] = *pixel;
    [r, g, b]
}

/// Squared distance, green counting most. Source: the weights of luma in whole numbers, as in ITU-R BT.601, section 2.5.
fn distance(a: Rgb, b: Rgb) -> i32 {
    let [r, g, b] = std::array::from_fn(|i| {
        let of = |c: &Rgb| c.get(i).copied().map_or(0, i32::from);
        of(&a) - of(&b)
    });
    (3 * r * r + 6 * g * g + b * b) * 3 / 10
}

fn theme_colours(theme: &Theme) -> impl Iterator<Item = Rgb> {
    let t = theme;
    let colours = [
        t.paper,
        t.ink,
        t.ink_weak,
        t.sea,
        t.land,
        t.coast,
        t.border,
        t.graticule,
        t.sea_label,
        t.land_label,
        t.city_label,
        t.done,
        t.planned,
        t.possible,
        t.cancelled,
        t.place_unsure,
        t.rule,
        t.hair,
        t.date,
    ];
    colours.into_iter().map(|Color { r, g, b, .. }| [r, g, b])
}

/// Writes pictures of one size, in order.
pub(super) struct Gif<W: Write> {
    encoder: Encoder<W>,
    width: usize,
    fps: u32,
    last: Vec<u8>,
    /// A shot that nobody can tell from the one before is that shot, held longer: a frame is written when its length is known.
    open: Option<(Area, Vec<u8>, u32)>,
    /// Frames of the film up to the open one.
    n_before: u32,
}

impl<W: Write> Gif<W> {
    /// Begins a film that repeats, of pictures of `width` × `height` pixels, each up to 65535.
    pub fn new(out: W, width: u32, height: u32, fps: u32, palette: &Palette) -> Result<Self, EncodingError> {
        let side = |px: u32| u16::try_from(px).unwrap_or(u16::MAX);
        let mut encoder = Encoder::new(out, side(width), side(height), &palette.bytes())?;
        encoder.set_repeat(Repeat::Infinite)?;
        Ok(Gif { encoder, width: width as usize, fps, last: Vec::new(), open: None, n_before: 0 })
    }

    /// Writes a picture of indices of the palette.
    pub fn write(&mut self, picture: Vec<u8>, shot: &Shot) -> Result<(), EncodingError> {
        let part = if self.last.is_empty() {
            Some((Area { left: 0, top: 0, width: self.width, height: picture.len() / self.width.max(1) }, picture.clone()))
        } else {
            changed(&self.last, &picture, self.width).map(|area| {
                let pairs = area.rows(&picture, self.width).zip(area.rows(&self.last, self.width));
                let part = pairs.flat_map(|(now, last)| now.iter().zip(last)).map(|(n, l)| if n == l { UNCHANGED } else { *n });
                (area, part.collect())
            })
        };
        match (part, &mut self.open) {
            (None, Some((.., n_frames))) => *n_frames += shot.n_frames,
            (part, _) => {
                self.write_open()?;
                self.open = part.map(|(area, part)| (area, part, shot.n_frames));
            }
        }
        self.last = picture;
        Ok(())
    }

    /// Ends the film.
    pub fn finish(mut self) -> Result<(), EncodingError> {
        self.write_open()?;
        self.encoder.into_inner().map(|_| ())
    }

    fn write_open(&mut self) -> Result<(), EncodingError> {
        let Some((area, buffer, n_frames)) = self.open.take() else { return Ok(()) };
        let after = self.n_before + n_frames;
        // Hundredths of a second, rounded so that the film as a whole keeps time: 3, 3, 4 at 30 frames a second.
        let hundredths = |frame: u32| (u64::from(frame) * 100 + u64::from(self.fps) / 2) / u64::from(self.fps.max(1));
        let side = |px: usize| u16::try_from(px).unwrap_or(u16::MAX);
        let frame = Frame {
            delay: u16::try_from(hundredths(after) - hundredths(self.n_before)).unwrap_or(u16::MAX),
            dispose: DisposalMethod::Keep,
            transparent: Some(UNCHANGED),
            left: side(area.left),
            top: side(area.top),
            width: side(area.width),
            height: side(area.height),
            buffer: buffer.into(),
            ..Frame::default()
        };
        self.n_before = after;
        self.encoder.write_frame(&frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(colours: &[Rgb]) -> Pixmap {
        let mut pixmap = Pixmap::new(colours.len() as u32, 1).unwrap();
        for (pixel, [r, g, b]) in pixmap.data_mut().as_chunks_mut::<4>().0.iter_mut().zip(colours) {
            *pixel = [*r, *g, *b, 255];
        }
        pixmap
    }

    #[test]
    fn the_colours_of_the_theme_are_kept_exactly() {
        let colours: Vec<Rgb> = theme_colours(&Theme::DARK).collect();
        let picture = flat(&colours);
        let palette = Palette::new(&Theme::DARK, std::slice::from_ref(&picture));
        let shown: Vec<Rgb> = palette.indices(&picture).iter().map(|&i| palette.colours[usize::from(i)]).collect();
        assert_eq!(shown, colours);
    }

    #[test]
    fn a_palette_is_full_and_spread_over_what_is_shown() {
        let ramp: Vec<Rgb> = (0..=255).flat_map(|i: u8| [[i, i, i], [255 - i, i, 128]]).collect();
        let picture = flat(&ramp);
        let palette = Palette::new(&Theme::LIGHT, std::slice::from_ref(&picture));
        assert!(palette.colours.len() <= N_COLOURS);
        for (index, colour) in palette.indices(&picture).iter().zip(&ramp) {
            assert!(distance(palette.colours[usize::from(*index)], *colour) <= 24 * 24, "{colour:?}");
        }
        assert_eq!(palette.bytes().len(), 768);
    }
}
