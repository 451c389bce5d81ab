//! Marked stretches of a text and found ones in, which belongs to which out.

/// A stretch of a text: first code point, one past the last.
pub(super) type Stretch = (u64, u64);

/// How many code points two stretches share.
pub(super) fn shared(a: Stretch, b: Stretch) -> u64 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// Pairs stretches one to one, as indices into `gold` and `found`: equal ones first, then those that share most, of these the leftmost.
/// A long stretch is so credited with one of those it covers.
pub(super) fn pair(gold: &[Stretch], found: &[Stretch]) -> Vec<(usize, usize)> {
    let mut possible = Vec::new();
    for (g, &marked) in gold.iter().enumerate() {
        for (f, &given) in found.iter().enumerate() {
            let n_shared = shared(marked, given);
            if n_shared > 0 {
                possible.push((marked != given, u64::MAX - n_shared, marked.0, given.0, g, f));
            }
        }
    }
    possible.sort_unstable();
    let (mut is_gold_taken, mut is_found_taken) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (.., g, f) in possible {
        if let (Some(a @ false), Some(b @ false)) = (is_gold_taken.get_mut(g), is_found_taken.get_mut(f)) {
            (*a, *b) = (true, true);
            pairs.push((g, f));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn each_stretch_is_credited_once() {
        let check = |gold: &[(u64, u64)], found: &[(u64, u64)], expected: &[(usize, usize)]| assert_eq!(pair(gold, found), expected);
        check(&[(0, 5)], &[(5, 9)], &[]);
        check(&[(0, 5), (6, 9)], &[(0, 9)], &[(0, 0)]);
        check(&[(0, 9)], &[(0, 3), (4, 9)], &[(0, 1)]);
        // The equal pair goes first, though the other shares more.
        check(&[(0, 9), (2, 4)], &[(2, 4), (1, 9)], &[(1, 0), (0, 1)]);
        check(&[(0, 4), (4, 8)], &[(2, 6)], &[(0, 0)]);
    }
}
