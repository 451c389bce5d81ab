//! Films read back: frames, times, sizes.

use super::*;
use crate::export::png::pixels;
use crate::scene::{self, page, samples};
use crate::story::Playhead;

const WIDTH: u32 = 320;
const HEIGHT: u32 = 200;

fn options(format: Format) -> Options {
    Options { format, width: WIDTH, height: HEIGHT, fps: 5, theme: &Theme::LIGHT, pace: Pace::Seconds(6.0) }
}

/// A film of the sample story, as bytes.
fn made(options: &Options) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film");
    let summary = film(&samples::remains(), options, &path, |_| ControlFlow::Continue(())).unwrap();
    let bytes = std::fs::read(path).unwrap();
    assert_eq!(bytes.len(), summary.n_bytes);
    bytes
}

/// The snapshots of the instants of all frames: RGBA.
fn snapshots(options: &Options) -> Vec<Vec<u8>> {
    let story = samples::remains();
    let timing = Timing::new(&story.playback, options.fps, options.pace).unwrap();
    let draw = |playhead: Playhead| {
        let look = scene::Options { theme: options.theme, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
        pixels(&page(&story, playhead, options.width as f32, options.height as f32, &look), 1.0).unwrap().take()
    };
    (0..timing.n_frames).map(|f| draw(timing.playhead(f))).collect()
}

/// The mean difference of two pictures, in steps of a channel.
fn difference(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len());
    let sum: u64 = a.iter().zip(b).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.len() as f64
}

#[test]
fn every_frame_of_an_apng_is_the_snapshot_of_its_instant() {
    let options = options(Format::Apng);
    let bytes = made(&options);
    let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let n_shots = reader.info().animation_control.unwrap().num_frames;
    let mut shown: Vec<Vec<u8>> = Vec::new();
    let mut canvas = vec![0u8; (WIDTH * HEIGHT * 4) as usize];
    let mut buffer = vec![0u8; reader.output_buffer_size().unwrap()];
    let (mut n_pixels, mut first_size) = (0, 0);
    for shot in 0..n_shots {
        reader.next_frame(&mut buffer).unwrap();
        let control = *reader.info().frame_control.as_ref().unwrap();
        for (y, row) in buffer.chunks_exact(control.width as usize * 4).take(control.height as usize).enumerate() {
            for (x, pixel) in row.as_chunks::<4>().0.iter().enumerate() {
                let at = ((control.y_offset as usize + y) * WIDTH as usize + control.x_offset as usize + x) * 4;
                match pixel[3] {
                    255 => canvas[at..at + 4].copy_from_slice(pixel),
                    alpha => assert_eq!(alpha, 0, "a pixel is new or as before"),
                }
            }
        }
        n_pixels += control.width * control.height;
        if shot == 0 {
            first_size = n_pixels;
        }
        assert_eq!(control.delay_den, 5);
        shown.extend(vec![canvas.clone(); usize::from(control.delay_num)]);
    }
    let expected = snapshots(&options);
    assert_eq!(shown.len(), 30, "6 seconds at 5 frames");
    assert!(shown == expected, "{:?}", shown.iter().zip(&expected).position(|(a, b)| a != b));
    assert!(n_shots < 25, "held pictures are written once: {n_shots}");
    assert_eq!(first_size, WIDTH * HEIGHT);
    assert!(n_pixels < n_shots * first_size, "only what changed is written");
}

#[test]
fn every_frame_of_a_gif_looks_like_the_snapshot_of_its_instant() {
    let options = options(Format::Gif);
    let bytes = made(&options);
    let mut decoder = ::gif::DecodeOptions::new();
    decoder.set_color_output(::gif::ColorOutput::Indexed);
    let mut reader = decoder.read_info(&bytes[..]).unwrap();
    let palette = reader.global_palette().unwrap().to_vec();
    let mut canvas = vec![255u8; (WIDTH * HEIGHT * 4) as usize];
    let mut shown: Vec<(u32, Vec<u8>)> = Vec::new();
    let mut hundredths = 0;
    while let Some(frame) = reader.read_next_frame().unwrap() {
        assert!(frame.palette.is_none(), "one palette for all");
        for (i, &index) in frame.buffer.iter().enumerate() {
            let (x, y) = (usize::from(frame.left) + i % usize::from(frame.width), usize::from(frame.top) + i / usize::from(frame.width));
            if Some(index) != frame.transparent {
                let at = (y * WIDTH as usize + x) * 4;
                canvas[at..at + 3].copy_from_slice(&palette[usize::from(index) * 3..][..3]);
            }
        }
        shown.push((hundredths, canvas.clone()));
        hundredths += u32::from(frame.delay);
    }
    assert_eq!(hundredths, 600, "6 seconds");
    let expected = snapshots(&options);
    for (frame, expected) in expected.iter().enumerate() {
        let now = frame as u32 * 20;
        let (_, picture) = shown.iter().rev().find(|(start, _)| *start <= now).unwrap();
        assert!(difference(picture, expected) < 1.0, "frame {frame}: {}", difference(picture, expected));
    }
}

#[test]
fn films_are_the_same_on_every_run() {
    for format in Format::ALL.into_iter().filter(|f| f.is_built() && *f != Format::Webm) {
        let options = options(format);
        assert!(made(&options) == made(&options), "{format:?}");
    }
}

#[test]
fn a_film_that_is_stopped_leaves_what_was_there() {
    for format in Format::ALL.into_iter().filter(|f| f.is_built()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("film");
        std::fs::write(&path, "before").unwrap();
        let mut n_told = 0;
        let stopped = film(&samples::remains(), &options(format), &path, |progress| {
            n_told += 1;
            assert!(progress.done <= progress.total && progress.total == 30);
            if n_told == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(stopped, Err(Error::Cancelled)), "{format:?}");
        assert_eq!(n_told, 3, "{format:?}");
        assert_eq!(std::fs::read(&path).unwrap(), b"before");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "{format:?}: no half file");
    }
}

#[test]
fn impossible_films_are_refused_before_any_work() {
    let folder = tempfile::tempdir().unwrap();
    let check = |options: Options, path: &str, expected: &str| {
        let error = film(&samples::one_place(), &options, &folder.path().join(path), |_| unreachable!()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    let usual = options(Format::Gif);
    check(Options { width: 32, ..usual.clone() }, "a.gif", "from 64 × 64 to 3840 × 2160");
    check(Options { width: 3840, height: 2400, ..usual.clone() }, "a.gif", "not 3840 × 2400");
    check(Options { fps: 0, ..usual.clone() }, "a.gif", "1 to 50 frames a second");
    check(Options { fps: 51, ..usual.clone() }, "a.gif", "not 51");
    check(Options { fps: 61, format: Format::Apng, ..usual.clone() }, "a.png", "1 to 60 frames a second");
    check(Options { pace: Pace::Speed(0.001), ..usual.clone() }, "a.gif", "a speed from");
    check(usual, "nowhere/a.gif", "could not write");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_name_says_which_film() {
    let check = |name: &str, expected: Format| assert_eq!(Format::of(Path::new(name)).ok(), Some(expected), "{name}");
    check("a.gif", Format::Gif);
    check("a.APNG", Format::Apng);
    check("b/c.png", Format::Apng);
    let unknown = Format::of(Path::new("film.avi")).unwrap_err().to_string();
    for part in [".mp4", ".webm", ".gif", ".apng", ".png", "film.avi"] {
        assert!(unknown.contains(part), "{unknown}");
    }
    assert!(Format::of(Path::new("film")).is_err());
    let video = Format::of(Path::new("film.mp4"));
    if cfg!(feature = "video") {
        assert_eq!(video.unwrap(), Format::Mp4);
    } else {
        assert!(video.unwrap_err().to_string().contains("--features video"));
    }
}

#[test]
fn video_has_even_sides() {
    assert_eq!(Format::Mp4.fitted(1281, 721), (1280, 720));
    assert_eq!(Format::Webm.fitted(640, 481), (640, 480));
    assert_eq!(Format::Gif.fitted(1281, 721), (1281, 721));
}

#[cfg(feature = "video")]
mod video {
    use super::*;
    use openh264::formats::YUVSource as _;

    fn u32_at(bytes: &[u8], at: usize) -> usize {
        u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
    }

    /// The boxes of an MP4 file or of a box, as (type, body). Source: ISO/IEC 14496-12, section 4.2.
    fn boxes(mut bytes: &[u8]) -> Vec<([u8; 4], &[u8])> {
        let mut found = Vec::new();
        while bytes.len() >= 8 {
            let size = u32_at(bytes, 0);
            assert!((8..=bytes.len()).contains(&size), "a box of {size} in {} bytes", bytes.len());
            found.push((bytes[4..8].try_into().unwrap(), &bytes[8..size]));
            bytes = &bytes[size..];
        }
        assert!(bytes.is_empty());
        found
    }

    fn inside<'b>(bytes: &'b [u8], path: &[&[u8; 4]]) -> &'b [u8] {
        path.iter().fold(bytes, |bytes, name| boxes(bytes).into_iter().find(|(n, _)| n == *name).unwrap_or_else(|| panic!("{name:?}")).1)
    }

    /// A sample with lengths before its parts, as a stream with start codes.
    fn annex_b(mut sample: &[u8]) -> Vec<u8> {
        let mut stream = Vec::new();
        while !sample.is_empty() {
            let (length, rest) = (u32_at(sample, 0), &sample[4..]);
            stream.extend([0, 0, 0, 1]);
            stream.extend(&rest[..length]);
            sample = &rest[length..];
        }
        stream
    }

    #[test]
    fn an_mp4_plays_from_its_first_bytes_at_the_right_rate_and_length() {
        let options = options(Format::Mp4);
        let bytes = made(&options);
        let names: Vec<String> = boxes(&bytes).iter().map(|(n, _)| String::from_utf8_lossy(n).into_owned()).collect();
        assert_eq!(names, ["ftyp", "moov", "mdat"], "the table before the frames");
        let header = inside(&bytes, &[b"moov", b"mvhd"]);
        let (scale, duration) = (u32_at(header, 12), u32_at(header, 16));
        assert!((duration as f64 / scale as f64 - 6.0).abs() < 0.01, "{duration} / {scale}");
        let table = inside(&bytes, &[b"moov", b"trak", b"mdia", b"minf", b"stbl"]);
        let entry = &inside(table, &[b"stsd"])[16..];
        assert_eq!(&inside(table, &[b"stsd"])[12..16], b"avc1");
        assert_eq!((u32_at(entry, 24) >> 16, u32_at(entry, 24) & 0xFFFF), (WIDTH as usize, HEIGHT as usize));
        let timescale = u32_at(inside(&bytes, &[b"moov", b"trak", b"mdia", b"mdhd"]), 12);
        let times = inside(table, &[b"stts"]);
        assert_eq!((u32_at(times, 4), u32_at(times, 8), u32_at(times, 12)), (1, 30, timescale / 5), "30 frames, all as long");
        let keys = inside(table, &[b"stss"]);
        let keys: Vec<usize> = (0..u32_at(keys, 4)).map(|i| u32_at(keys, 8 + 4 * i)).collect();
        assert_eq!(keys, [1, 11, 21], "every 2 seconds a frame to begin at");
    }

    #[test]
    fn every_frame_of_an_mp4_looks_like_the_snapshot_of_its_instant() {
        let options = options(Format::Mp4);
        let bytes = made(&options);
        let table = inside(&bytes, &[b"moov", b"trak", b"mdia", b"minf", b"stbl"]);
        let (sizes, mut at) = (inside(table, &[b"stsz"]), u32_at(inside(table, &[b"stco"]), 8));
        let avcc = &inside(table, &[b"stsd"])[16 + 78..];
        let avcc = inside(avcc, &[b"avcC"]);
        // One sequence and one picture parameter set, each behind its length in 16 bits.
        let sps_length = u32_at(avcc, 4) & 0xFFFF;
        let sps = &avcc[8..8 + sps_length];
        let pps = &avcc[8 + sps_length + 3..];
        let mut decoder = openh264::decoder::Decoder::new().unwrap();
        let mut start = vec![0, 0, 0, 1];
        start.extend(sps);
        start.extend([0, 0, 0, 1]);
        start.extend(pps);
        decoder.decode(&start).unwrap();
        let expected = snapshots(&options);
        let mut shown = 0;
        for (frame, expected) in expected.iter().enumerate() {
            let size = u32_at(sizes, 12 + 4 * frame);
            if let Some(picture) = decoder.decode(&annex_b(&bytes[at..at + size])).unwrap() {
                shown += 1;
                assert_eq!(picture.dimensions(), (WIDTH as usize, HEIGHT as usize));
                let mut pixmap = tiny_skia::Pixmap::new(WIDTH, HEIGHT).unwrap();
                pixmap.data_mut().copy_from_slice(expected);
                let expected = yuv::yuv(&pixmap);
                let (stride, _, _) = picture.strides();
                let rows: Vec<u8> = picture.y().chunks(stride).take(HEIGHT as usize).flat_map(|r| &r[..WIDTH as usize]).copied().collect();
                assert!(difference(&rows, &expected.y) < 1.5, "frame {frame}: {}", difference(&rows, &expected.y));
            }
            at += size;
        }
        assert_eq!(shown, expected.len());
    }

    #[test]
    fn a_webm_says_how_long_it_is_and_where_to_begin() {
        use mkv_element::io::blocking_impl::{ReadElement as _, ReadFrom as _};
        use mkv_element::prelude::*;
        let bytes = made(&Options { width: 128, height: 96, ..options(Format::Webm) });
        let mut rest = &bytes[..];
        let ebml = Ebml::read_from(&mut rest).unwrap();
        assert_eq!(ebml.doc_type.unwrap().0.as_str(), "webm");
        let header = Header::read_from(&mut rest).unwrap();
        let body = rest;
        assert_eq!(*header.size as usize, body.len(), "nothing after the segment");
        let segment = Segment::read_element(&header, &mut rest).unwrap();
        assert_eq!(*segment.info.duration.unwrap(), 6000.0);
        let track = &segment.tracks.unwrap().track_entry[0];
        let video = track.video.as_ref().unwrap();
        assert_eq!((*video.pixel_width, *video.pixel_height, track.codec_id.0.as_str()), (128, 96, "V_AV1"));
        let times: Vec<u64> = segment
            .cluster
            .iter()
            .flat_map(|c| c.blocks.iter().map(move |b| (c, b)))
            .map(|(c, b)| match b {
                mkv_element::ClusterBlock::Simple(b) => *c.timestamp + u64::from(u16::from_be_bytes([b[1], b[2]])),
                mkv_element::ClusterBlock::Group(_) => panic!("simple blocks only"),
            })
            .collect();
        assert!(times.is_sorted_by(|a, b| a < b), "{times:?}");
        assert_eq!((times.first(), times.last()), (Some(&0), Some(&5800)), "from the first frame to the last");
        assert!(times.len() < 25, "held pictures are encoded once: {}", times.len());
        for point in segment.cues.unwrap().cue_point {
            let at = *point.cue_track_positions[0].cue_cluster_position as usize;
            assert_eq!(&body[at..at + 4], [0x1F, 0x43, 0xB6, 0x75], "a cluster begins where the index says");
        }
        // The parts that the index at the start names.
        for seek in &segment.seek_head[0].seek {
            let at = *seek.seek_position as usize;
            assert_eq!(&body[at..at + seek.seek_id.len()], seek.seek_id.0.to_vec());
        }
    }
}
