//! Speed of reading events and journeys, places and dates given.
//!
//! `cargo bench --bench events`

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::Article;
use dateline::dates::find_dates;
use dateline::events::find_events;
use dateline::gazetteer::Gazetteer;
use dateline::places::{Hints, find_places};
use dateline::text::Text;

fn events(criterion: &mut Criterion) {
    let articles = [
        include_str!("../data/articles/repatriation.txt"),
        include_str!("../data/articles/state-visit.txt"),
        include_str!("../data/articles/storm.txt"),
    ]
    .map(Article::from_text);
    let gazetteer = Gazetteer::embedded();
    let readings = articles.iter().map(|article| {
        let text = Text::new(article);
        let published = article.published.map(|p| p.date);
        let toponyms = find_places(&text, gazetteer, &Hints::default());
        let timexes = find_dates(&text, published);
        (text, toponyms, timexes, published)
    });
    let readings: Vec<_> = readings.collect();
    let mut group = criterion.benchmark_group("events");
    group.throughput(Throughput::Bytes(articles.iter().map(|a| a.text.len() as u64).sum()));
    group.bench_function("three articles", |b| {
        b.iter(|| {
            readings.iter().map(|(text, places, dates, day)| find_events(text, gazetteer, places, dates, *day).events.len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, events);
criterion_main!(benches);
