//! How fast dates are found: the bundled articles, many times over, on one core.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::Article;
use dateline::dates::find_dates;
use dateline::text::Text;
use std::hint::black_box;

const ARTICLES: [&str; 3] = [
    include_str!("../data/articles/repatriation.txt"),
    include_str!("../data/articles/state-visit.txt"),
    include_str!("../data/articles/storm.txt"),
];

fn dates(criterion: &mut Criterion) {
    let articles = ARTICLES.map(Article::from_text);
    let texts: Vec<Text<'_>> = articles.iter().map(Text::new).collect();
    let published = jiff::civil::date(2018, 7, 17);
    let mut group = criterion.benchmark_group("dates");
    group.throughput(Throughput::Bytes(ARTICLES.iter().map(|a| a.len() as u64).sum()));
    group.bench_function("bundled articles", |b| {
        b.iter(|| {
            for text in &texts {
                black_box(find_dates(text, Some(published)));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, dates);
criterion_main!(benches);
