//! Pixels as video codecs want them: brightness for each, colour for every four.

use tiny_skia::Pixmap;

/// A picture in YUV 4:2:0, ITU-R BT.709, limited range (16 to 235). Width and height are even.
pub(super) struct Yuv {
    pub width: usize,
    pub height: usize,
    /// Brightness, `width` × `height`.
    pub y: Vec<u8>,
    /// Blueness, half as wide and high, on the left of each pair of pixels and between their rows.
    pub u: Vec<u8>,
    /// Redness, alike.
    pub v: Vec<u8>,
}

/// Weights times 65536. Source: ITU-R BT.709-6, table 3, items 3.2 to 3.4 and 4.6; in every row of U and V the weights sum to 0.
const Y: [i32; 3] = [11_966, 40_254, 4_064];
const U: [i32; 3] = [-6_596, -22_189, 28_785];
const V: [i32; 3] = [28_785, -26_145, -2_640];

/// Converts a picture; a last odd column or row is left out.
pub(super) fn yuv(picture: &Pixmap) -> Yuv {
    let row_length = picture.width() as usize;
    let (width, height) = (row_length & !1, picture.height() as usize & !1);
    let pixels = picture.data().as_chunks::<4>().0;
    let mut y = Vec::with_capacity(width * height);
    let (mut u, mut v) = (Vec::with_capacity(width * height / 4), Vec::with_capacity(width * height / 4));
    let mut sums: Vec<[i32; 3]> = Vec::new();
    for pair in pixels.chunks_exact(row_length.max(1) * 2) {
        let (above, below) = pair.split_at(row_length);
        for row in [above, below] {
            y.extend(row.iter().take(width).map(|&[r, g, b, _]| weighted(Y, [r, g, b].map(i32::from), 16, 16)));
        }
        sums.clear();
        sums.extend(above.iter().zip(below).map(|(a, b)| std::array::from_fn(|i| channel(a, i) + channel(b, i))));
        let mut left = sums.first().copied().unwrap_or_default();
        for two in sums.as_chunks::<2>().0 {
            let [here, right] = *two;
            // Sited on the left column, as both codecs assume: 1, 2, 1 over the columns around it, times two rows, makes 8.
            let sum = std::array::from_fn(|i| at(&left, i) + 2 * at(&here, i) + at(&right, i));
            u.push(weighted(U, sum, 19, 128));
            v.push(weighted(V, sum, 19, 128));
            left = right;
        }
    }
    Yuv { width, height, y, u, v }
}

fn channel(pixel: &[u8; 4], i: usize) -> i32 {
    pixel.get(i).copied().map_or(0, i32::from)
}

fn at(sum: &[i32; 3], i: usize) -> i32 {
    sum.get(i).copied().unwrap_or_default()
}

fn weighted([wr, wg, wb]: [i32; 3], [r, g, b]: [i32; 3], shift: u32, offset: i32) -> u8 {
    // The sums lie within 16 to 240: nothing is cut off.
    (((wr * r + wg * g + wb * b + (1 << (shift - 1))) >> shift) + offset) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pixels: &[[u8; 3]], width: u32) -> Yuv {
        let mut pixmap = Pixmap::new(width, pixels.len() as u32 / width).unwrap();
        for (to, [r, g, b]) in pixmap.data_mut().as_chunks_mut::<4>().0.iter_mut().zip(pixels) {
            *to = [*r, *g, *b, 255];
        }
        yuv(&pixmap)
    }

    #[test]
    fn flat_colours_are_those_of_the_standard() {
        // Within one step of the exact formula, computed here in floating point.
        for colour in [[0, 0, 0], [255, 255, 255], [255, 0, 0], [0, 255, 0], [0, 0, 255], [10, 63, 126], [246, 243, 236]] {
            let [r, g, b] = colour.map(|c: u8| f64::from(c) / 255.0);
            let luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
            let expected = [16.0 + 219.0 * luma, 128.0 + 224.0 * (b - luma) / 1.8556, 128.0 + 224.0 * (r - luma) / 1.5748];
            let got = of(&[colour; 4], 2);
            for (value, expected) in [got.y[3], got.u[0], got.v[0]].into_iter().zip(expected) {
                assert!((f64::from(value) - expected).abs() <= 1.0, "{colour:?}: {value} {expected}");
            }
        }
    }

    #[test]
    fn greys_have_no_colour() {
        for grey in 0..=255u8 {
            let got = of(&[[grey; 3]; 4], 2);
            assert_eq!((got.u[0], got.v[0]), (128, 128), "{grey}");
        }
    }

    #[test]
    fn planes_have_the_sizes_of_an_even_picture() {
        let got = of(&[[9; 3]; 15], 5);
        assert_eq!((got.width, got.height, got.y.len(), got.u.len(), got.v.len()), (4, 2, 8, 2, 2));
    }
}
