//! Precision, recall and their harmonic mean.

use std::ops::AddAssign;

/// How many were found, how many there are, and how many of the found are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    /// The right ones.
    pub hits: u64,
    /// What the system gave.
    pub found: u64,
    /// What the labels hold.
    pub gold: u64,
}

impl Ratio {
    /// The share of the found that are right. Where nothing was found, 1 if there was nothing to find.
    pub fn precision(self) -> f64 {
        share(self.hits, self.found, self.gold)
    }

    /// The share of the labelled that were found. Where nothing is labelled, 1 if nothing was found.
    pub fn recall(self) -> f64 {
        share(self.hits, self.gold, self.found)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share(hits: u64, of: u64, other: u64) -> f64 {
    match (of, other) {
        (0, 0) => 1.0,
        (0, _) => 0.0,
        _ => hits as f64 / of as f64,
    }
}

impl AddAssign for Ratio {
    fn add_assign(&mut self, other: Ratio) {
        self.hits += other.hits;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// How many of some are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The right ones.
    pub right: u64,
    /// All of them.
    pub all: u64,
}

impl Share {
    /// The share that is right; `None` of none.
    pub fn value(self) -> Option<f64> {
        (self.all > 0).then(|| self.right as f64 / self.all as f64)
    }

    /// Counts one more.
    pub(super) fn count(&mut self, is_right: bool) {
        self.all += 1;
        self.right += u64::from(is_right);
    }
}

#[cfg(test)]
mod tests {
    use super::{Ratio, Share};

    #[test]
    fn nothing_found_where_nothing_is_is_right() {
        let check = |hits, found, gold, p: f64, r: f64, f1: f64| {
            let ratio = Ratio { hits, found, gold };
            assert_eq!((ratio.precision(), ratio.recall(), ratio.f1()), (p, r, f1), "{ratio:?}");
        };
        check(0, 0, 0, 1.0, 1.0, 1.0);
        check(0, 0, 4, 0.0, 0.0, 0.0);
        check(0, 4, 0, 0.0, 0.0, 0.0);
        check(1, 2, 1, 0.5, 1.0, 2.0 / 3.0);
        assert_eq!(Share::default().value(), None);
    }
}
