//! What changed between two pictures of one size.

/// A rectangle of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub left: usize,
    pub top: usize,
    pub width: usize,
    pub height: usize,
}

/// Returns the smallest rectangle with all pixels in which `now` differs from `before`; `None` where they are the same.
///
/// Both hold rows of `width` pixels.
pub(super) fn changed<P: PartialEq>(before: &[P], now: &[P], width: usize) -> Option<Area> {
    let mut rows = before.chunks_exact(width.max(1)).zip(now.chunks_exact(width.max(1))).enumerate().filter(|(_, (a, b))| a != b);
    let (top, first) = rows.next()?;
    let (mut left, mut right, mut bottom) = (width, 0, top);
    for (row, (a, b)) in std::iter::once((top, first)).chain(rows) {
        bottom = row;
        let differs = |(a, b): (&P, &P)| a != b;
        left = left.min(a.iter().zip(b).position(differs).unwrap_or(left));
        right = right.max(a.iter().zip(b).rposition(differs).unwrap_or(right));
    }
    Some(Area { left, top, width: right + 1 - left, height: bottom + 1 - top })
}

impl Area {
    /// The rows of this part of a picture whose rows are `width` pixels long.
    pub fn rows<'p, P>(&self, picture: &'p [P], width: usize) -> impl Iterator<Item = &'p [P]> + use<'p, P> {
        let Area { left, top, width: n, height } = *self;
        picture.chunks_exact(width.max(1)).skip(top).take(height).filter_map(move |row| row.get(left..left + n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changed_rectangle_is_the_smallest() {
        let before = [0u8; 5 * 4];
        let check = |changes: &[usize], expected: Option<(usize, usize, usize, usize)>| {
            let mut now = before;
            for &i in changes {
                now[i] = 1;
            }
            let area = changed(&before, &now, 5);
            assert_eq!(area.map(|a| (a.left, a.top, a.width, a.height)), expected, "{changes:?}");
        };
        check(&[], None);
        check(&[0], Some((0, 0, 1, 1)));
        check(&[19], Some((4, 3, 1, 1)));
        check(&[7, 11], Some((1, 1, 2, 2)));
        check(&[0, 19], Some((0, 0, 5, 4)));
    }

    #[test]
    fn the_rows_of_an_area_are_cut_out() {
        let picture: Vec<u8> = (0..12).collect();
        let area = Area { left: 1, top: 1, width: 2, height: 2 };
        assert_eq!(area.rows(&picture, 4).collect::<Vec<_>>(), [[5, 6], [9, 10]]);
    }
}
