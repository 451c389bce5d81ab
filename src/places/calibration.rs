//! How often a resolution is right of which the ranker is so sure.

/// What the ranker believes, and how often it is right then, on the toponyms of the training texts (`data/MODEL.md`); the ranker's weights are
/// set by hand. It is too sure at the top and not sure enough in the middle. The last three steps are .02 to .06 lower than those texts have
/// them: their names are of world news, and others are harder; how much was read off the development parts.
const STEPS: [(f32, f32); 8] = [(0.0, 0.0), (0.3, 0.15), (0.45, 0.53), (0.55, 0.73), (0.7, 0.81), (0.85, 0.83), (0.95, 0.88), (1.0, 0.965)];

/// Returns how often a resolution is right that the ranker believes in with `belief`, 0 to 1.
pub(super) fn calibrated(belief: f32) -> f32 {
    for pair in STEPS.windows(2) {
        if let &[(low, from), (high, to)] = pair
            && belief <= high
        {
            return from + (to - from) * (belief - low).max(0.0) / (high - low);
        }
    }
    STEPS.last().map_or(belief, |s| s.1)
}

#[cfg(test)]
mod tests {
    use super::calibrated;

    #[test]
    fn more_belief_is_never_less_sure() {
        let all: Vec<f32> = (0..=100).map(|i| calibrated(i as f32 / 100.0)).collect();
        assert!(all.windows(2).all(|w| w[0] < w[1]), "{all:?}");
        assert_eq!((calibrated(0.0), calibrated(-1.0), calibrated(1.0), calibrated(2.0)), (0.0, 0.0, 0.965, 0.965));
    }
}
