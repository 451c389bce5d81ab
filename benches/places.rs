//! Throughput of recognition and resolution on one core, over the bundled articles: `cargo bench --no-default-features --bench places`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::Article;
use dateline::gazetteer::Gazetteer;
use dateline::places::{Hints, find_places};
use dateline::text::Text;

/// The bundled articles, three of our own.
const ARTICLES: &[&str] = &[
    include_str!("../data/articles/repatriation.txt"),
    include_str!("../data/articles/state-visit.txt"),
    include_str!("../data/articles/storm.txt"),
];

fn places(criterion: &mut Criterion) {
    let articles: Vec<Article> = ARTICLES.iter().map(|&text| Article::from_text(text)).collect();
    let n_bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let mut group = criterion.benchmark_group("places");
    group.throughput(Throughput::Bytes(n_bytes as u64));
    group.bench_function("find", |bench| {
        bench.iter(|| {
            for article in &articles {
                let text = Text::new(article);
                black_box(find_places(&text, Gazetteer::embedded(), &Hints::default()));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, places);
criterion_main!(benches);
