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
