//! The hash of words: the same in the program, in the table of words that `build.rs` makes and in the learned model.

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Stirs `value` into `hash`.
pub const fn mix(hash: u64, value: u64) -> u64 {
    let product = (hash ^ value).wrapping_mul(FACTOR);
    product ^ product >> 29
}

/// Returns the hash of `word` as it is written and that of its form in ASCII lower case, eight bytes at a time.
pub fn both(word: &[u8]) -> (u64, u64) {
    let (chunks, rest) = word.as_chunks::<8>();
    let start = word.len() as u64;
    let (mut exact, mut lower) = (start, start);
    let mut add = |chunk: [u8; 8]| {
        let chunk = u64::from_le_bytes(chunk);
        exact = mix(exact, chunk);
        lower = mix(lower, to_lower(chunk));
    };
    for &chunk in chunks {
        add(chunk);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        add(last);
    }
    (mix(exact, 0), mix(lower, 0))
}

/// Eight bytes in ASCII lower case.
const fn to_lower(chunk: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let low = chunk & (0x7f * ONES);
    let from_a = low + (0x80 - b'A' as u64) * ONES;
    let after_z = low + (0x7f - b'Z' as u64) * ONES;
    let capitals = (from_a ^ after_z) & !chunk & (0x80 * ONES);
    chunk | capitals >> 2
}

/// Where in a table of `n` slots, a power of two, a hash belongs; `None` where there are none.
pub const fn slot(hash: u64, n: usize) -> Option<usize> {
    match n.checked_ilog2() {
        Some(bits) if bits > 0 => Some((hash >> (64 - bits)) as usize),
        _ => None,
    }
}

/// The 24 bits of a hash that a table of words keeps.
pub const fn check(hash: u64) -> [u8; 3] {
    let [a, b, c, ..] = hash.to_le_bytes();
    [a, b, c]
}

/// The bit of a class of `data/words.tsv`.
#[allow(dead_code, reason = "build.rs and the tests use it")]
pub const fn class_bit(class: u8) -> u8 {
    match class {
        b'c' => 1,
        b'f' => 2,
        b'g' => 4,
        b's' => 8,
        b'r' => 16,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn case_is_told_apart_and_not() {
        for word in ["City", "CITY", "Constantinople", "O’Hare", "@[Zz`{", "\u{c0}A"] {
            let (exact, lower) = both(word.as_bytes());
            assert_ne!(exact, lower, "{word}");
            assert_eq!(both(word.to_ascii_lowercase().as_bytes()), (lower, lower), "{word}");
        }
        assert_ne!(both(b"a"), both(b"a\0"));
        assert_ne!(both(b"abcdefgh"), both(b"abcdefghi"));
    }
}
