//! Speed of films: one frame as it is painted, and a second of each format.
//!
//! `cargo bench --bench film`

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::article::Article;
use dateline::export::film::{Format, Options, Pace, Reel, film};
use dateline::gazetteer::Gazetteer;
use dateline::scene::Theme;
use dateline::story::{Playhead, Story};
use std::ops::ControlFlow;

fn films(criterion: &mut Criterion) {
    let text = include_str!("../data/articles/repatriation.txt");
    let story = Story::new(Article::from_text(text), Gazetteer::embedded());
    let Ok(reel) = Reel::new(&story, &Theme::LIGHT, 1280, 720) else { return };
    let mut painter = reel.painter();
    let mut frame = 0;
    criterion.bench_function("film frame 1280 × 720, painted", |b| {
        b.iter(|| {
            // On through the story, as a film goes.
            frame += 1;
            let secs = f64::from(frame) / 30.0 % story.playback.duration_secs;
            painter.picture(Playhead(secs)).data().len()
        });
    });
    let folder = std::env::temp_dir();
    for format in Format::ALL.into_iter().filter(|f| f.is_built()) {
        let path = folder.join(format!("dateline-bench-{}-{format:?}", std::process::id()));
        let options = Options { format, width: 640, height: 360, fps: 30, theme: &Theme::LIGHT, pace: Pace::Seconds(1.0) };
        criterion.bench_function(&format!("film 640 × 360 of 1 second, {format:?}"), |b| {
            b.iter(|| film(&story, &options, &path, |_| ControlFlow::Continue(())));
        });
        std::fs::remove_file(&path).ok();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = films
}
criterion_main!(benches);
