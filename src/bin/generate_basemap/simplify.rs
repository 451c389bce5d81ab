//! Simplification of lines by effective area. Source: Visvalingam and Whyatt (1993), Line generalisation by repeated elimination of points.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A point of the grid, unwrapped.
pub type Point = (i64, i64);

/// Twice the area of a triangle.
fn twice_area(a: Point, b: Point, c: Point) -> i64 {
    ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs()
}

/// Twice the area of a ring.
pub fn twice_ring_area(ring: &[Point]) -> i64 {
    ring.windows(2).map(|p| p[0].0 * p[1].1 - p[1].0 * p[0].1).sum::<i64>().abs()
}

/// Returns `points` without those whose triangle with their neighbours is smaller than `min_area`; ends stay, and at least `n_min` points.
pub fn simplify(points: &[Point], min_area: f64, n_min: usize) -> Vec<Point> {
    let n = points.len();
    if n <= n_min.max(2) {
        return points.to_vec();
    }
    let (mut before, mut after): (Vec<usize>, Vec<usize>) = ((0..n).map(|i| i.wrapping_sub(1)).collect(), (1..=n).collect());
    let mut area = vec![i64::MAX; n];
    let mut heap = BinaryHeap::new();
    for i in 1..n - 1 {
        area[i] = twice_area(points[i - 1], points[i], points[i + 1]);
        heap.push(Reverse((area[i], i)));
    }
    let (mut is_kept, mut n_kept) = (vec![true; n], n);
    let limit = (min_area * 2.0) as i64;
    while let Some(Reverse((size, i))) = heap.pop() {
        if size > limit || n_kept <= n_min {
            break;
        }
        if !is_kept[i] || size != area[i] {
            continue;
        }
        is_kept[i] = false;
        n_kept -= 1;
        let (a, b) = (before[i], after[i]);
        (after[a], before[b]) = (b, a);
        for j in [a, b] {
            if j > 0 && j < n - 1 {
                // A point never counts less than the one removed before it, so that points go in the order of their size.
                area[j] = twice_area(points[before[j]], points[j], points[after[j]]).max(size);
                heap.push(Reverse((area[j], j)));
            }
        }
    }
    points.iter().zip(is_kept).filter(|(_, kept)| *kept).map(|(p, _)| *p).collect()
}
