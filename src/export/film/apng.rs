//! The animated PNG writer: every pixel as in the snapshot, of each frame only what changed.
//!
//! Source: PNG specification, third edition, sections 11.3.6 (animation information).

use super::difference::{Area, changed};
use super::reel::Shot;
use png::{BitDepth, BlendOp, ColorType, Compression, DisposeOp, Encoder, EncodingError, Filter, Writer};
use std::io::Write;

type Pixel = [u8; 4];
const UNCHANGED: Pixel = [0; 4];

/// Writes pictures of one size, in order.
pub(super) struct Apng<W: Write> {
    writer: Writer<W>,
    fps: u16,
    width: usize,
    height: usize,
    last: Vec<Pixel>,
}

impl<W: Write> Apng<W> {
    /// Begins a film of `n_shots` pictures of `width` × `height` pixels that plays over and over, `fps` frames a second.
    pub fn new(out: W, width: u32, height: u32, fps: u32, n_shots: usize) -> Result<Self, EncodingError> {
        let mut encoder = Encoder::new(out, width, height);
        encoder.set_color(ColorType::Rgba);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Balanced);
        // Most of a changed rectangle did not change: no filter keeps its empty runs empty.
        encoder.set_filter(Filter::NoFilter);
        encoder.set_animated(u32::try_from(n_shots).unwrap_or(u32::MAX), 0)?;
        encoder.validate_sequence(true);
        let writer = encoder.write_header()?;
        Ok(Apng { writer, fps: u16::try_from(fps).unwrap_or(u16::MAX), width: width as usize, height: height as usize, last: Vec::new() })
    }

    /// Writes a picture: `width` × `height` solid pixels.
    pub fn write(&mut self, picture: Vec<Pixel>, shot: &Shot) -> Result<(), EncodingError> {
        self.writer.set_frame_delay(u16::try_from(shot.n_frames).unwrap_or(u16::MAX), self.fps)?;
        self.writer.set_dispose_op(DisposeOp::None)?;
        if self.last.is_empty() {
            self.writer.set_blend_op(BlendOp::Source)?;
            self.writer.write_image_data(picture.as_flattened())?;
        } else {
            // A shot differs in what is to be painted; where not one pixel does, its time has to be written all the same.
            let area = changed(&self.last, &picture, self.width).unwrap_or(Area { left: 0, top: 0, width: 1, height: 1 });
            let pairs = area.rows(&picture, self.width).zip(area.rows(&self.last, self.width));
            let part: Vec<Pixel> =
                pairs.flat_map(|(now, last)| now.iter().zip(last)).map(|(n, l)| if n == l { UNCHANGED } else { *n }).collect();
            self.writer.reset_frame_position()?;
            self.writer.set_frame_dimension(area.width as u32, area.height as u32)?;
            self.writer.set_frame_position(area.left as u32, area.top as u32)?;
            self.writer.set_blend_op(BlendOp::Over)?;
            self.writer.write_image_data(part.as_flattened())?;
        }
        self.last = picture;
        Ok(())
    }

    /// Ends the film.
    pub fn finish(self) -> Result<(), EncodingError> {
        debug_assert!(self.last.len() == self.width * self.height, "every picture has one size");
        self.writer.finish()
    }
}

/// The pixels of a picture. Solid ones are the same premultiplied or not.
pub(super) fn pixels(picture: &tiny_skia::Pixmap) -> Vec<Pixel> {
    picture.data().as_chunks::<4>().0.to_vec()
}
