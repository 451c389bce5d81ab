//! How far a long run has come, told on standard error where that is a terminal.

use std::io::{IsTerminal, Write};
use std::time::Instant;

/// How far a run over a corpus has come.
pub(super) struct Progress {
    started: Instant,
    told: Instant,
    /// Bytes of the corpus on the disk, where they are known, and where the run began in it.
    size: Option<u64>,
    first_position: u64,
    /// Bytes of lines that were read.
    n_bytes: u64,
    n_lines: u64,
    is_shown: bool,
}

impl Progress {
    /// Starts to count at `first_position` of a corpus of `size` bytes.
    pub(super) fn new(size: Option<u64>, first_position: u64) -> Progress {
        let now = Instant::now();
        Progress { started: now, told: now, size, first_position, n_bytes: 0, n_lines: 0, is_shown: std::io::stderr().is_terminal() }
    }

    /// Counts some lines more, up to `position` of the corpus; tells it once a second.
    pub(super) fn add(&mut self, n_lines: u64, n_bytes: u64, position: u64) {
        self.n_lines += n_lines;
        self.n_bytes += n_bytes;
        if !self.is_shown || self.told.elapsed().as_secs_f64() < 1.0 {
            return;
        }
        self.told = Instant::now();
        let words = self.words(self.started.elapsed().as_secs_f64(), position);
        // Progress that cannot be told is no failure of the run.
        let _ = write!(std::io::stderr(), "\r{words}   ");
    }

    /// Ends the line that was written over and over.
    pub(super) fn end(&self) {
        if self.is_shown && self.told > self.started {
            let _ = writeln!(std::io::stderr());
        }
    }

    /// "1200 articles, 400 articles/s, 1.4 MB/s, 41 s left".
    fn words(&self, elapsed_secs: f64, position: u64) -> String {
        let secs = elapsed_secs.max(1e-3);
        let (lines, megabytes) = (self.n_lines as f64 / secs, self.n_bytes as f64 / secs / 1e6);
        let done = position.saturating_sub(self.first_position) as f64;
        let left = self.size.map(|size| size.saturating_sub(position) as f64 / done.max(1.0) * secs);
        let left = left.map_or(String::new(), |secs| format!(", {} left", spoken(secs)));
        format!("{} articles, {lines:.0} articles/s, {megabytes:.1} MB/s{left}", self.n_lines)
    }
}

/// A time in the words of a clock: "41 s", "3 min", "2 h 5 min".
fn spoken(secs: f64) -> String {
    let secs = secs.round() as u64;
    match secs {
        0..=99 => format!("{secs} s"),
        100..=5399 => format!("{} min", secs.div_ceil(60)),
        _ => format!("{} h {} min", secs / 3600, secs % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_time_left_are_told() {
        let mut progress = Progress::new(Some(3_000_000), 1_000_000);
        progress.add(500, 4_000_000, 2_000_000);
        assert_eq!(progress.words(10.0, 2_000_000), "500 articles, 50 articles/s, 0.4 MB/s, 10 s left");
        progress.size = None;
        assert_eq!(progress.words(10.0, 2_000_000), "500 articles, 50 articles/s, 0.4 MB/s");
    }

    #[test]
    fn times_are_spoken() {
        let check = |secs: f64, expected: &str| assert_eq!(spoken(secs), expected);
        check(0.2, "0 s");
        check(99.4, "99 s");
        check(150.0, "3 min");
        check(7500.0, "2 h 5 min");
    }
}
