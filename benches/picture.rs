//! Speed of pictures: a frame of the window's map, and a snapshot for print.
//!
//! `cargo bench --bench picture`

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::article::Article;
use dateline::export;
use dateline::gazetteer::Gazetteer;
use dateline::scene::{Options, Theme, best_view, page, scene};
use dateline::story::{Playhead, Story};

fn pictures(criterion: &mut Criterion) {
    let text = include_str!("../data/articles/state-visit.txt");
    let story = Story::new(Article::from_text(text), Gazetteer::embedded());
    let middle = Playhead(story.playback.duration_secs / 2.0);
    let mut options = Options { theme: &Theme::LIGHT, has_basemap: false, selected: None, hovered: None, reserved: Vec::new() };
    let view = best_view(&story, 944.0, 632.0);
    criterion.bench_function("scene of a window, base map apart", |b| b.iter(|| scene(&story, middle, &view, &options)));
    options.has_basemap = true;
    criterion.bench_function("page 1920 × 1080 as SVG", |b| b.iter(|| export::svg::svg(&page(&story, middle, 1920.0, 1080.0, &options))));
    criterion.bench_function("page 1920 × 1080 as PDF", |b| b.iter(|| export::pdf::pdf(&page(&story, middle, 1920.0, 1080.0, &options))));
    criterion.bench_function("story as an HTML page", |b| b.iter(|| export::html::html(&story)));
    criterion.bench_function("page 1920 × 1080 as PNG", |b| b.iter(|| export::png(&page(&story, middle, 1920.0, 1080.0, &options), 1.0)));
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = pictures
}
criterion_main!(benches);
