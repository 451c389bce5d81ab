//! Lines as short text: the steps from point to point, in digits of base 32.
//!
//! A number is written zigzag (0, −1, 1, −2, … as 0, 1, 2, 3, …), lowest five bits first; a letter of the upper half says that more follows.
//! The letters need no escape in JSON or HTML. `assets/page/model.js` reads it.

/// The lower half ends a number, the upper half goes on.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Returns `lines` of whole numbers, x and y, parted by spaces.
pub(super) fn lines(lines: impl IntoIterator<Item = impl IntoIterator<Item = (i64, i64)>>) -> String {
    let mut out = String::new();
    for line in lines {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut last = (0, 0);
        let mut is_first = true;
        for p in line {
            if is_first || p != last {
                number(&mut out, p.0 - last.0);
                number(&mut out, p.1 - last.1);
            }
            (last, is_first) = (p, false);
        }
    }
    out
}

fn number(out: &mut String, value: i64) {
    let mut rest = ((value << 1) ^ (value >> 63)).cast_unsigned();
    loop {
        let more = u64::from(rest >= 32) << 5;
        out.push(char::from(LETTERS.get((rest & 31 | more) as usize).copied().unwrap_or(b'A')));
        rest >>= 5;
        if more == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the page reads it.
    fn read(packed: &str) -> Vec<Vec<(i64, i64)>> {
        let line = |text: &str| {
            let (mut numbers, mut value, mut shift) = (Vec::new(), 0u64, 0);
            for letter in text.bytes() {
                let digit = LETTERS.iter().position(|&l| l == letter).unwrap() as u64;
                value |= (digit & 31) << shift;
                shift += 5;
                if digit < 32 {
                    numbers.push((value >> 1).cast_signed() ^ -((value & 1).cast_signed()));
                    (value, shift) = (0, 0);
                }
            }
            let mut at = (0, 0);
            numbers
                .chunks(2)
                .map(|step| {
                    at = (at.0 + step[0], at.1 + step[1]);
                    at
                })
                .collect()
        };
        packed.split(' ').map(line).collect()
    }

    #[test]
    fn lines_round_trip() {
        let all = vec![vec![(0, 0), (1, -1), (40, 7), (-5000, 123_456_789)], vec![(-1, 31), (15, 16)]];
        let packed = lines(all.iter().map(|l| l.iter().copied()));
        assert_eq!(read(&packed), all);
        assert!(packed.bytes().all(|b| b == b' ' || LETTERS.contains(&b)));
    }

    #[test]
    fn points_that_do_not_move_are_left_out() {
        assert_eq!(lines([[(3, 3), (3, 3), (4, 3)]]), lines([[(3, 3), (4, 3)]]));
        assert_eq!(lines([[(0, 0); 0]; 0]), "");
    }
}
