//! Films as others read them.

use super::samples::{hostile, pacific};
use dateline::export::film::{Format, Options, Pace, Summary, film};
use dateline::story::Story;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A film of 2 seconds of `story` in `folder`.
fn made(story: &Story, format: Format, folder: &Path) -> (PathBuf, Summary) {
    let path = folder.join(format!("film.{format:?}").to_lowercase());
    let options = Options { width: 200, height: 120, fps: 10, pace: Pace::Seconds(2.0), ..Options::usual(format) };
    let summary = film(story, &options, &path, |_| ControlFlow::Continue(())).unwrap();
    (path, summary)
}

#[test]
fn films_of_hostile_words_are_films() {
    let folder = tempfile::tempdir().unwrap();
    for format in Format::ALL.into_iter().filter(|f| f.is_built()) {
        let (path, summary) = made(&hostile(), format, folder.path());
        assert_eq!((summary.n_frames, summary.n_bytes as u64), (20, std::fs::metadata(path).unwrap().len()), "{format:?}");
    }
}

#[cfg(feature = "video")]
#[test]
fn an_mp4_is_read_by_another_parser() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = made(&pacific(), Format::Mp4, folder.path());
    let bytes = std::fs::read(path).unwrap();
    let mut demuxer = shiguredo_mp4::demux::Mp4FileDemuxer::new();
    while demuxer.required_input().is_some() {
        demuxer.handle_input(shiguredo_mp4::demux::Input { position: 0, data: &bytes });
    }
    let track = demuxer.tracks().unwrap()[0].clone();
    assert_eq!((demuxer.tracks().unwrap().len(), track.kind), (1, shiguredo_mp4::TrackKind::Video));
    let secs = |ticks: u64| ticks as f64 / f64::from(track.timescale.get());
    assert!((secs(track.duration) - 2.0).abs() < 1e-3, "{track:?}");
    let (mut starts, mut end) = (Vec::new(), 0);
    while let Some(sample) = demuxer.next_sample().unwrap() {
        if let Some(shiguredo_mp4::boxes::SampleEntry::Avc1(entry)) = sample.sample_entry {
            assert_eq!((entry.visual.width, entry.visual.height), (200, 120));
        }
        assert!(sample.keyframe || !starts.is_empty(), "it begins with a frame that needs no other");
        assert!(sample.data_offset + sample.data_size as u64 <= bytes.len() as u64);
        starts.push(secs(sample.timestamp));
        end = sample.timestamp + u64::from(sample.duration);
    }
    assert_eq!(starts.len(), 20);
    assert!(starts.iter().enumerate().all(|(i, at)| (at - i as f64 / 10.0).abs() < 1e-3) && (secs(end) - 2.0).abs() < 1e-3, "{starts:?}");
}

#[cfg(feature = "video")]
#[test]
fn a_webm_is_read_by_another_parser() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = made(&pacific(), Format::Webm, folder.path());
    let file = matroska::open(path).unwrap();
    let track = &file.tracks[0];
    // A string may end in a zero. Source: RFC 8794, section 7.4.
    let codec = track.codec_id.trim_end_matches('\0');
    assert_eq!((file.tracks.len(), codec, track.tracktype), (1, "V_AV1", matroska::Tracktype::Video));
    assert_eq!(file.info.duration, Some(std::time::Duration::from_secs(2)));
    let matroska::Settings::Video(video) = &track.settings else { panic!("{track:?}") };
    assert_eq!((video.pixel_width, video.pixel_height), (200, 120));
}

/// Every frame of every format, decoded by a program that has nothing in common with ours.
#[test]
fn films_play_in_ffmpeg() {
    let folder = tempfile::tempdir().unwrap();
    for format in Format::ALL.into_iter().filter(|f| f.is_built()) {
        let (path, summary) = made(&pacific(), format, folder.path());
        let decoded = Command::new("ffmpeg")
            .args(["-v", "error", "-i"])
            .arg(&path)
            .args(["-r", "10", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"])
            .output();
        let Ok(decoded) = decoded else {
            eprintln!("skipped: no ffmpeg on this machine; the films were not played");
            return;
        };
        let said = String::from_utf8_lossy(&decoded.stderr);
        assert!(decoded.status.success() && said.is_empty(), "{format:?}: {said}");
        let n_frames = decoded.stdout.len() / (200 * 120 * 3);
        assert!(n_frames.abs_diff(summary.n_frames as usize) <= 1, "{format:?}: {n_frames} of {}", summary.n_frames);
        let (first, last) = (&decoded.stdout[..72_000], &decoded.stdout[decoded.stdout.len() - 72_000..]);
        assert!(first != last, "{format:?}: something moved");
    }
}

/// `dateline animate --ffmpeg`: another format, or one line that says what is missing; never half a film.
#[test]
fn a_film_may_be_encoded_by_ffmpeg_where_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "Crew sails\n\nMay 4, 2021\n\nThe ship will leave Tokyo for Honolulu on May 10.").unwrap();
    let animate = |name: &str, path: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["animate", "a.txt", "--ffmpeg", "--size", "201x120", "--fps", "10", "--seconds", "2", "-o", name]);
        path.map(|path| command.env("PATH", path));
        let output = command.current_dir(folder.path()).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = animate("a.mov", Some(""));
    assert!(code == Some(1) && said.contains("could not start ffmpeg") && said.contains("a.mov"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    if Command::new("ffmpeg").arg("-version").output().is_err() {
        eprintln!("skipped: no ffmpeg on this machine; it encoded nothing");
        return;
    }
    assert_eq!(animate("a.mov", None), (Some(0), String::new()));
    assert!(std::fs::read(folder.path().join("a.mov")).unwrap().windows(4).any(|w| w == b"moov"));
    let (code, said) = animate("a.nonsense", None);
    assert!(code == Some(1) && said.contains("ffmpeg") && said.lines().count() == 1, "{said}");
    let (code, said) = animate("none/a.mov", None);
    assert!(code == Some(1) && said.contains("none/a.mov") && said.lines().count() == 1, "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "no half film stays");
}

/// A GIF read by its specification alone. Source: CompuServe, Graphics Interchange Format version 89a (1990).
struct Gif {
    size: (u16, u16),
    /// Hundredths of a second of each frame.
    delays: Vec<u16>,
    /// Of each frame: left, top, width, height.
    places: Vec<[u16; 4]>,
    /// Of each frame: how many pixels its codes give.
    n_pixels: Vec<usize>,
}

fn read_gif(bytes: &[u8]) -> Gif {
    let word = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
    let table = |flags: u8| if flags & 0x80 != 0 { 3 << ((flags & 7) + 1) } else { 0 };
    assert_eq!(&bytes[..6], b"GIF89a");
    let mut gif = Gif { size: (word(6), word(8)), delays: Vec::new(), places: Vec::new(), n_pixels: Vec::new() };
    let mut at = 13 + table(bytes[10]);
    let blocks = |mut at: usize| {
        let mut data = Vec::new();
        while bytes[at] != 0 {
            let end = at + 1 + usize::from(bytes[at]);
            data.extend_from_slice(&bytes[at + 1..end]);
            at = end;
        }
        (data, at + 1)
    };
    loop {
        match bytes[at] {
            0x21 => {
                if bytes[at + 1] == 0xF9 {
                    gif.delays.push(word(at + 4));
                }
                at = blocks(at + 2).1;
            }
            0x2C => {
                gif.places.push([word(at + 1), word(at + 3), word(at + 5), word(at + 7)]);
                let code_at = at + 10 + table(bytes[at + 9]);
                let (data, end) = blocks(code_at + 1);
                gif.n_pixels.push(n_pixels(bytes[code_at], &data));
                at = end;
            }
            0x3B => {
                assert_eq!(at + 1, bytes.len(), "something follows the trailer");
                return gif;
            }
            other => panic!("no block begins with {other:#x}"),
        }
    }
}

/// How many pixels the codes of variable length stand for.
fn n_pixels(least_bits: u8, data: &[u8]) -> usize {
    let (clear, end) = (1usize << least_bits, (1usize << least_bits) + 1);
    let mut lengths: Vec<usize> = Vec::new();
    let (mut bits, mut last, mut total, mut position) = (u32::from(least_bits) + 1, None, 0, 0);
    loop {
        let code = (0..bits).fold(0usize, |code, i| {
            let bit = position + i as usize;
            code | usize::from(data[bit / 8] >> (bit % 8) & 1) << i
        });
        position += bits as usize;
        if code == end {
            return total;
        }
        if code == clear {
            lengths = vec![1; clear];
            lengths.extend([0, 0]);
            (bits, last) = (u32::from(least_bits) + 1, None);
            continue;
        }
        let before: Option<usize> = last;
        let length = match (lengths.get(code), before) {
            (Some(&length), _) => length,
            (None, Some(before)) if code == lengths.len() => before + 1,
            _ => panic!("a code that is not known yet: {code}"),
        };
        total += length;
        if let Some(before) = before
            && lengths.len() < 4096
        {
            lengths.push(before + 1);
        }
        last = Some(length);
        if lengths.len() == 1 << bits && bits < 12 {
            bits += 1;
        }
    }
}

#[test]
fn a_gif_is_read_by_its_specification() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = made(&pacific(), Format::Gif, folder.path());
    let gif = read_gif(&std::fs::read(path).unwrap());
    assert_eq!(gif.size, (200, 120));
    assert!(gif.places.len() > 3 && gif.places.len() == gif.delays.len(), "{:?}", gif.delays);
    assert_eq!(gif.delays.iter().map(|&d| u32::from(d)).sum::<u32>(), 200, "two seconds");
    assert_eq!(gif.places[0], [0, 0, 200, 120]);
    for (place, n) in gif.places.iter().zip(&gif.n_pixels) {
        let [left, top, width, height] = *place;
        assert!(left + width <= 200 && top + height <= 120, "{place:?}");
        assert_eq!(*n, usize::from(width) * usize::from(height), "{place:?}");
    }
}
