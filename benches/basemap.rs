//! Speed of the base map: tiles of 512 pixels at each zoom, and the layer of a whole map.
//!
//! `cargo bench --bench basemap`

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::earth::LatLon;
use dateline::export::raster::{TileId, tile_of_points};
use dateline::scene::basemap::basemap_layer;
use dateline::scene::{Theme, View};

fn tiles(criterion: &mut Criterion) {
    // Over Korea or Europe, where coasts are rich.
    for (z, x, y) in [(0, 0, 0), (1, 1, 0), (2, 2, 1), (3, 4, 2), (4, 8, 5), (5, 27, 12), (6, 54, 24), (7, 109, 49), (8, 218, 99)] {
        let id = TileId { z, x, y };
        criterion.bench_function(&format!("tile {z}/{x}/{y}"), |b| b.iter(|| tile_of_points(&Theme::LIGHT, id, 512.0, 512)));
    }
}

fn layers(criterion: &mut Criterion) {
    for zoom in [1.0, 2.5, 4.5, 6.0] {
        let view = View { centre: LatLon::wrapped(37.0, 127.0), zoom, width: 1920.0, height: 1080.0 };
        criterion.bench_function(&format!("layer 1920 × 1080 at zoom {zoom}"), |b| b.iter(|| basemap_layer(&view, &Theme::LIGHT)));
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = tiles, layers
}
criterion_main!(benches);
