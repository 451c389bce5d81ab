//! The WebM writer: AV1, free of royalties.
//!
//! Source: AV1 Codec Mapping in Matroska/WebM (AOMedia, 2021); RFC 9559, Matroska.

use super::failed;
use super::reel::Shot;
use super::yuv::Yuv;
use crate::export::Error;
use mkv_element::io::blocking_impl::WriteTo;
use mkv_element::prelude::*;
use rav1e::color::{ColorDescription, ColorPrimaries, MatrixCoefficients, PixelRange, TransferCharacteristics};
use rav1e::prelude::{ChromaSampling, Config, Context, EncoderConfig, EncoderStatus, FrameType, Rational, SceneDetectionSpeed};

/// Speed preset, 0 to 10: the fastest, and still three times the work of H.264.
const SPEED: u8 = 10;
/// Quantiser, 0 to 255. Measured on the bundled example: letters stay clean, pale areas keep their colour.
const QUANTISER: usize = 45;
/// A player can begin at a frame that needs no other; one every so many pictures.
const SEEK_PICTURES: u64 = 90;
/// A block says how many milliseconds after its cluster it is shown, in 16 bits; a new cluster begins well before that is full.
const MAX_CLUSTER_MS: u64 = 20_000;

/// An encoded picture.
struct Packet {
    ms: u64,
    is_key: bool,
    data: Vec<u8>,
}

/// Writes pictures of one size, in order. A picture is encoded once, however long it is shown.
pub(super) struct Webm {
    encoder: Context<u8>,
    width: u32,
    height: u32,
    fps: u32,
    /// When each picture that went into the encoder is shown, in milliseconds.
    times: Vec<u64>,
    packets: Vec<Packet>,
    last: Option<Yuv>,
    n_frames: u32,
}

impl Webm {
    /// Begins a film of pictures of `width` × `height` pixels, both even.
    ///
    /// # Errors
    /// [`Error::Draw`] where the encoder cannot start.
    pub fn new(width: u32, height: u32, fps: u32) -> Result<Self, Error> {
        let mut config = EncoderConfig::with_speed_preset(SPEED);
        config.width = width as usize;
        config.height = height as usize;
        config.time_base = Rational::new(1, u64::from(fps));
        config.chroma_sampling = ChromaSampling::Cs420;
        config.pixel_range = PixelRange::Limited;
        config.color_description = Some(ColorDescription {
            color_primaries: ColorPrimaries::BT709,
            transfer_characteristics: TransferCharacteristics::BT709,
            matrix_coefficients: MatrixCoefficients::BT709,
        });
        config.quantizer = QUANTISER;
        config.low_latency = true;
        config.speed_settings.scene_detection_mode = SceneDetectionSpeed::None;
        config.set_key_frame_interval(SEEK_PICTURES, SEEK_PICTURES);
        // Cut the same on every machine; the threads only share the work.
        config.tiles = 4;
        let encoder = Config::new().with_encoder_config(config).new_context();
        let encoder = encoder.map_err(failed)?;
        Ok(Webm { encoder, width, height, fps, times: Vec::new(), packets: Vec::new(), last: None, n_frames: 0 })
    }

    /// Encodes a picture.
    ///
    /// # Errors
    /// [`Error::Draw`] of the encoder.
    pub fn write(&mut self, picture: Yuv, shot: &Shot) -> Result<(), Error> {
        self.send(&picture, shot.first)?;
        self.n_frames = shot.first + shot.n_frames;
        self.last = Some(picture);
        Ok(())
    }

    fn send(&mut self, picture: &Yuv, frame_number: u32) -> Result<(), Error> {
        let mut frame = self.encoder.new_frame();
        let planes = [(&picture.y, picture.width), (&picture.u, picture.width / 2), (&picture.v, picture.width / 2)];
        for (plane, (data, width)) in frame.planes.iter_mut().zip(planes) {
            plane.copy_from_raw_u8(data, width, 1);
        }
        self.times.push(self.ms(frame_number));
        self.encoder.send_frame(frame).map_err(failed)?;
        self.receive()
    }

    /// Takes what the encoder has ready.
    fn receive(&mut self) -> Result<(), Error> {
        loop {
            match self.encoder.receive_packet() {
                Ok(packet) => {
                    let ms = usize::try_from(packet.input_frameno).ok().and_then(|i| self.times.get(i)).copied().unwrap_or_default();
                    // Blocks have no temporal delimiter. Source: AV1 in Matroska, Block Data.
                    let data = packet.data.strip_prefix(&[0x12, 0x00]).map(<[u8]>::to_vec);
                    self.packets.push(Packet { ms, is_key: packet.frame_type == FrameType::KEY, data: data.unwrap_or(packet.data) });
                }
                Err(EncoderStatus::Encoded) => {}
                Err(EncoderStatus::NeedMoreData | EncoderStatus::LimitReached) => return Ok(()),
                Err(error) => return Err(failed(error)),
            }
        }
    }

    fn ms(&self, frame: u32) -> u64 {
        let fps = u64::from(self.fps.max(1));
        (u64::from(frame) * 1000 + fps / 2) / fps
    }

    /// Ends the film and returns its file.
    ///
    /// # Errors
    /// [`Error::Draw`] of the encoder or the container.
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        // The last picture once more as the last frame: players that stop at the last block hold it to the end all the same.
        if let Some(last) = self.last.take()
            && self.times.last().is_some_and(|&t| t < self.ms(self.n_frames.saturating_sub(1)))
        {
            self.send(&last, self.n_frames - 1)?;
        }
        self.encoder.flush();
        self.receive()?;
        self.packets.sort_by_key(|p| p.ms);
        self.file().map_err(failed)
    }

    fn file(&self) -> mkv_element::Result<Vec<u8>> {
        let clusters: Vec<Cluster> = self.clusters();
        let mut info = Vec::new();
        Info {
            timestamp_scale: TimestampScale(1_000_000),
            duration: Some(Duration(self.ms(self.n_frames) as f64)),
            muxing_app: MuxingApp("Dateline".to_owned()),
            writing_app: WritingApp("Dateline".to_owned()),
            ..Info::default()
        }
        .write_to(&mut info)?;
        let mut tracks = Vec::new();
        Tracks { track_entry: vec![self.track()], ..Tracks::default() }.write_to(&mut tracks)?;
        let mut media = Vec::new();
        let mut starts = Vec::new();
        for cluster in &clusters {
            starts.push((*cluster.timestamp, media.len()));
            cluster.write_to(&mut media)?;
        }
        // Positions are of eight bytes each, so the index before them has the same length whatever they are.
        let head_length = seek_head(0, 0, 0)?.len();
        let media_at = head_length + info.len() + tracks.len();
        let mut cues = Vec::new();
        let points = starts.iter().map(|&(ms, at)| CuePoint {
            cue_time: CueTime(ms),
            cue_track_positions: vec![CueTrackPositions {
                cue_track: CueTrack(1),
                cue_cluster_position: CueClusterPosition((media_at + at) as u64),
                ..CueTrackPositions::default()
            }],
            ..CuePoint::default()
        });
        Cues { cue_point: points.collect(), ..Cues::default() }.write_to(&mut cues)?;
        let mut head = seek_head(head_length, head_length + info.len(), media_at + media.len())?;
        let mut out = Vec::new();
        Ebml {
            ebml_version: Some(EbmlVersion(1)),
            ebml_read_version: Some(EbmlReadVersion(1)),
            ebml_max_id_length: EbmlMaxIdLength(4),
            ebml_max_size_length: EbmlMaxSizeLength(8),
            doc_type: Some(DocType("webm".to_owned())),
            doc_type_version: Some(DocTypeVersion(4)),
            doc_type_read_version: Some(DocTypeReadVersion(2)),
            ..Ebml::default()
        }
        .write_to(&mut out)?;
        let size = head.len() + info.len() + tracks.len() + media.len() + cues.len();
        Header { id: Segment::ID, size: VInt64::new(size as u64) }.write_to(&mut out)?;
        for part in [&mut head, &mut info, &mut tracks, &mut media, &mut cues] {
            out.append(part);
        }
        Ok(out)
    }

    fn track(&self) -> TrackEntry {
        TrackEntry {
            track_number: TrackNumber(1),
            track_uid: TrackUid(1),
            track_type: TrackType(1),
            flag_lacing: FlagLacing(0),
            default_duration: Some(DefaultDuration(1_000_000_000 / u64::from(self.fps.max(1)))),
            codec_id: CodecId("V_AV1".to_owned()),
            codec_private: Some(CodecPrivate(self.encoder.container_sequence_header().into())),
            video: Some(Video {
                pixel_width: PixelWidth(u64::from(self.width)),
                pixel_height: PixelHeight(u64::from(self.height)),
                colour: Some(Colour {
                    // 1 is BT.709 in all three, and limited range.
                    matrix_coefficients: mkv_element::prelude::MatrixCoefficients(1),
                    transfer_characteristics: mkv_element::prelude::TransferCharacteristics(1),
                    primaries: Primaries(1),
                    range: Range(1),
                    bits_per_channel: BitsPerChannel(8),
                    ..Colour::default()
                }),
                ..Video::default()
            }),
            ..TrackEntry::default()
        }
    }

    /// The pictures in clusters, each of which begins with one that needs no other, where it can.
    fn clusters(&self) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        for packet in &self.packets {
            let is_full = clusters.last().is_none_or(|c| packet.ms - *c.timestamp > MAX_CLUSTER_MS);
            if packet.is_key || is_full {
                clusters.push(Cluster { timestamp: Timestamp(packet.ms), ..Cluster::default() });
            }
            let Some(cluster) = clusters.last_mut() else { continue };
            let after = i16::try_from(packet.ms - *cluster.timestamp).unwrap_or(i16::MAX).to_be_bytes();
            // Track 1; when; flags, the first of which says that it needs no other.
            let mut block = vec![0x81, after[0], after[1], if packet.is_key { 0x80 } else { 0x00 }];
            block.extend(&packet.data);
            cluster.blocks.push(SimpleBlock(block.into()).into());
        }
        clusters
    }
}

/// The index at the start: where the parts begin, in bytes from the start of the segment. Of the same length whatever they are.
fn seek_head(info: usize, tracks: usize, cues: usize) -> mkv_element::Result<Vec<u8>> {
    let mut body = Vec::new();
    for (id, at) in [(Info::ID, info), (Tracks::ID, tracks), (Cues::ID, cues)] {
        let mut seek = Vec::new();
        SeekId(id.as_encoded().to_be_bytes().into_iter().skip_while(|&b| b == 0).collect()).write_to(&mut seek)?;
        // An unsigned number of eight bytes; the library would shorten it.
        Header { id: SeekPosition::ID, size: VInt64::new(8) }.write_to(&mut seek)?;
        seek.extend((at as u64).to_be_bytes());
        Header { id: Seek::ID, size: VInt64::new(seek.len() as u64) }.write_to(&mut body)?;
        body.append(&mut seek);
    }
    let mut head = Vec::new();
    Header { id: SeekHead::ID, size: VInt64::new(body.len() as u64) }.write_to(&mut head)?;
    head.append(&mut body);
    Ok(head)
}
