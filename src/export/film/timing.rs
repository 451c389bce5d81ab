//! The clock of a film: the number of a frame in, the playhead it shows out.

use super::Pace;
use crate::export::Error;
use crate::story::{Playback, Playhead};

/// The first picture is held this long, in seconds,
const HOLD_FIRST_SECS: f64 = 1.0;
/// and the last one this long: time to read the whole route.
const HOLD_LAST_SECS: f64 = 2.0;
/// Holds take no more than this share of a film.
const MAX_HOLD_SHARE: f64 = 0.5;
/// The longest film, in seconds.
const MAX_SECS: f64 = 600.0;
/// Slowest and fastest pace.
const SPEEDS: std::ops::RangeInclusive<f64> = 0.1..=20.0;

/// Which instant each frame shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Timing {
    /// Frames a second.
    pub fps: u32,
    /// How many frames.
    pub n_frames: u32,
    hold_first: f64,
    /// Seconds of story in a second of film.
    speed: f64,
    /// Where the story starts to move and where it has come to rest, as playheads.
    moving: (f64, f64),
    end: f64,
}

impl Timing {
    /// Times `playback` at `fps` frames a second.
    ///
    /// The playback has passed over idle years already; here its rests before the first cue and after the last give way to the holds.
    ///
    /// # Errors
    /// [`Error::Refused`] where the film would be longer than ten minutes, or the pace is no pace.
    pub fn new(playback: &Playback, fps: u32, pace: Pace) -> Result<Timing, Error> {
        let moving = match (playback.cues.first(), playback.cues.last()) {
            (Some(first), Some(last)) => (first.start, last.end.max(first.start)),
            _ => (0.0, 0.0),
        };
        let length = moving.1 - moving.0;
        let holds = HOLD_FIRST_SECS + HOLD_LAST_SECS;
        let (secs, speed, hold_share) = match pace {
            Pace::Speed(speed) if SPEEDS.contains(&speed) => (length / speed + holds, speed, 1.0),
            Pace::Seconds(secs) if secs >= 0.5 => {
                let share = (secs * MAX_HOLD_SHARE / holds).min(1.0);
                // At rest all the same where nothing moves.
                (secs, (length / (secs - holds * share)).max(1e-6), share)
            }
            Pace::Speed(speed) => {
                return Err(Error::Refused(format!("a speed from {} to {} is possible, not {speed}", SPEEDS.start(), SPEEDS.end())));
            }
            Pace::Seconds(secs) => return Err(Error::Refused(format!("a film of 0.5 to {MAX_SECS} seconds is possible, not {secs}"))),
        };
        if secs.is_nan() || secs > MAX_SECS {
            return Err(Error::Refused(format!("the film would last {secs:.0} seconds; up to {MAX_SECS} are possible: play it faster")));
        }
        let n_frames = ((secs * f64::from(fps)).round() as u32).max(1);
        Ok(Timing { fps, n_frames, hold_first: HOLD_FIRST_SECS * hold_share, speed, moving, end: playback.duration_secs })
    }

    /// The playhead that frame number `frame`, from 0, shows.
    pub fn playhead(&self, frame: u32) -> Playhead {
        let secs = f64::from(frame) / f64::from(self.fps);
        if secs <= self.hold_first {
            return Playhead(0.0);
        }
        let playhead = self.moving.0 + (secs - self.hold_first) * self.speed;
        // The last frame is the whole story, as a snapshot without a date is.
        Playhead(if playhead >= self.moving.1 || frame + 1 >= self.n_frames { self.end } else { playhead })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::samples;

    #[test]
    fn first_and_last_frame_are_held() {
        let playback = samples::voyage().playback;
        let timing = Timing::new(&playback, 30, Pace::Speed(1.0)).unwrap();
        let at = |frame: u32| playback.at(timing.playhead(frame));
        let n_first = (0..timing.n_frames).take_while(|&f| at(f) == at(0)).count();
        let n_last = (0..timing.n_frames).rev().take_while(|&f| timing.playhead(f).0 == playback.duration_secs).count();
        assert!((30..=32).contains(&n_first), "{n_first}");
        assert!((60..=62).contains(&n_last), "{n_last}");
        let playheads: Vec<f64> = (0..timing.n_frames).map(|f| timing.playhead(f).0).collect();
        assert!(playheads.is_sorted());
    }

    #[test]
    fn a_film_is_as_long_as_was_asked() {
        let check = |pace: Pace, fps: u32, expected: u32| {
            assert_eq!(Timing::new(&samples::voyage().playback, fps, pace).unwrap().n_frames, expected, "{pace:?}");
        };
        check(Pace::Seconds(12.0), 30, 360);
        check(Pace::Seconds(2.0), 25, 50);
        check(Pace::Seconds(0.5), 10, 5);
        let normal = Timing::new(&samples::voyage().playback, 30, Pace::Speed(1.0)).unwrap().n_frames;
        let double = Timing::new(&samples::voyage().playback, 30, Pace::Speed(2.0)).unwrap().n_frames;
        assert!((i64::from(double) - 90 - (i64::from(normal) - 90) / 2).abs() <= 1, "{normal} {double}");
    }

    #[test]
    fn impossible_paces_are_refused() {
        let playback = samples::voyage().playback;
        let numbers = [0.0, -1.0, f64::NAN, f64::INFINITY, 1e9];
        for pace in numbers.map(Pace::Speed).into_iter().chain(numbers.map(Pace::Seconds)) {
            assert!(matches!(Timing::new(&playback, 30, pace), Err(Error::Refused(_))), "{pace:?}");
        }
    }

    #[test]
    fn a_story_in_which_nothing_plays_is_a_still() {
        let timing = Timing::new(&Playback::default(), 30, Pace::Speed(1.0)).unwrap();
        assert_eq!(timing.n_frames, 90);
        assert!((0..90).all(|f| timing.playhead(f) == Playhead(0.0)));
    }
}
