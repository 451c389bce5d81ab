//! The MP4 writer: H.264, ready to play before it has been read to its end.
//!
//! Source: ITU-T H.264 (08/2021); ISO/IEC 14496-12 and -15.

use super::failed;
use super::reel::Shot;
use super::yuv::Yuv;
use crate::export::Error;
use muxide::api::{Muxer, MuxerBuilder, VideoCodec};
use openh264::OpenH264API;
use openh264::encoder::{
    BitRate, Encoder, EncoderConfig, FrameRate, IntraFramePeriod, QpRange, RateControlMode, SpsPpsStrategy, UsageType, VuiConfig,
};
use openh264::formats::YUVSource;
use std::io::Write;

/// Quantiser of the frames, 0 to 51: small letters stay clean, pale areas keep their colour, flat maps still pack well.
const QUANTISER: u8 = 16;
/// A player can begin at a frame that needs no other; one every so many seconds.
const SEEK_SECS: u32 = 2;

/// Writes pictures of one size, in order.
pub(super) struct Mp4<W: Write> {
    encoder: Encoder,
    muxer: Muxer<W>,
    fps: u32,
}

impl<W: Write> Mp4<W> {
    /// Begins a film of pictures of `width` × `height` pixels, both even, up to 3840 × 2160 or 2160 × 3840.
    ///
    /// # Errors
    /// [`Error::Draw`] where the encoder cannot start.
    pub fn new(out: W, width: u32, height: u32, fps: u32) -> Result<Self, Error> {
        let config = EncoderConfig::new()
            .usage_type(UsageType::ScreenContentRealTime)
            .max_frame_rate(FrameRate::from_hz(fps as f32))
            .intra_frame_period(IntraFramePeriod::from_num_frames(SEEK_SECS * fps))
            // The finest quantiser nearly always: the rate follows from the pictures, and no frame is dropped to keep it down. This mode
            // alone is quiet about that; others warn on standard error before they can be silenced.
            .rate_control_mode(RateControlMode::Bufferbased)
            .qp(QpRange::new(QUANTISER, QUANTISER + 2))
            .bitrate(BitRate::from_bps(20_000_000))
            .skip_frames(false)
            .adaptive_quantization(false)
            .background_detection(false)
            // Demanded, with a warning, of what is no camera.
            .scene_change_detect(true)
            .sps_pps_strategy(SpsPpsStrategy::ConstantId)
            // More threads would slice frames by the number of cores: other bytes on other machines.
            .num_threads(1)
            .vui(VuiConfig::bt709());
        let encoder = Encoder::with_api_config(OpenH264API::from_source(), config).map_err(failed)?;
        let muxer = MuxerBuilder::new(out).video(VideoCodec::H264, width, height, f64::from(fps)).with_fast_start(true).build();
        Ok(Mp4 { encoder, muxer: muxer.map_err(failed)?, fps })
    }

    /// Writes a picture for as many frames as it is shown: every player agrees on an even rate, and a repeated frame costs next to nothing.
    ///
    /// # Errors
    /// [`Error::Draw`] of the encoder or the container.
    pub fn write(&mut self, picture: &Yuv, shot: &Shot) -> Result<(), Error> {
        for frame in shot.first..shot.first + shot.n_frames {
            let encoded = self.encoder.encode(picture).map_err(failed)?;
            let is_key = encoded.frame_type() == openh264::encoder::FrameType::IDR;
            self.muxer.write_video(f64::from(frame) / f64::from(self.fps), &encoded.to_vec(), is_key).map_err(failed)?;
        }
        Ok(())
    }

    /// Ends the film: writes the table of its frames, then the frames.
    ///
    /// # Errors
    /// [`Error::Draw`] of the container.
    pub fn finish(self) -> Result<(), Error> {
        self.muxer.finish().map_err(failed)
    }
}

impl YUVSource for Yuv {
    fn dimensions(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    fn strides(&self) -> (usize, usize, usize) {
        (self.width, self.width / 2, self.width / 2)
    }

    fn y(&self) -> &[u8] {
        &self.y
    }

    fn u(&self) -> &[u8] {
        &self.u
    }

    fn v(&self) -> &[u8] {
        &self.v
    }
}
