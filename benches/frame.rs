//! What a frame of the window costs on the processor: panels, scene, shapes and triangles; without the graphics driver.

use criterion::{Criterion, criterion_group};
use dateline::app::App;
use dateline::article::Article;
use dateline::gazetteer::Gazetteer;
use dateline::story::Story;
use eframe::App as _;
use egui::{Context, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};

struct Window {
    ctx: Context,
    app: App,
    frame: eframe::Frame,
    time: f64,
}

impl Window {
    fn new(story: Option<Story>) -> Window {
        let ctx = Context::default();
        let app = App::new(&ctx, story);
        let mut window = Window { ctx, app, frame: eframe::Frame::_new_kittest(), time: 0.0 };
        window.draw(Vec::new());
        window
    }

    fn draw(&mut self, events: Vec<Event>) -> usize {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 720.0)));
        let input = RawInput { screen_rect, time: Some(self.time), events, focused: true, ..RawInput::default() };
        let (app, frame) = (&mut self.app, &mut self.frame);
        let mut output = self.ctx.run_ui(input, |ui| app.ui(ui, frame));
        output.textures_delta.clear();
        self.ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point).len()
    }

    fn press(&mut self, key: Key) {
        for pressed in [true, false] {
            self.draw(vec![Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }]);
        }
    }
}

fn story() -> Story {
    Story::new(Article::from_text(dateline::app::EXAMPLE), Gazetteer::embedded())
}

/// A made chronicle: 10,000 events, 1,000 journeys between ten cities, 28 years.
fn chronicle() -> String {
    const CITIES: [&str; 10] = ["Paris", "Berlin", "Rome", "Madrid", "Vienna", "Tokyo", "Cairo", "Lima", "Sydney", "Nairobi"];
    const MONTHS: [&str; 4] = ["January", "April", "July", "October"];
    let city = |i: usize| CITIES[i % CITIES.len()];
    let mut words = "A long chronicle\n\nJuly 17, 2018\n".to_owned();
    for i in 0..1000 {
        let (year, month) = (1990 + i % 28, MONTHS[i % 4]);
        words += &format!("\n\nMinister Number {i} flew from {} to {} on {month} {}, {year}.", city(i), city(i + 1 + i % 7), 1 + i % 27);
        for k in 0..9 {
            words += &format!(" Delegates met in {} on {} {}, {year}.", city(i * 3 + k), MONTHS[(i + k) % 4], 1 + (i * 5 + k * 3) % 27);
        }
    }
    words
}

fn frames(c: &mut Criterion) {
    let mut crowded = Window::new(Some(Story::new(Article::from_text(chronicle()), Gazetteer::embedded())));
    crowded.press(Key::L);
    crowded.press(Key::Space);
    c.bench_function("a frame while playing 10,000 events", |b| b.iter(|| crowded.draw(Vec::new())));
    drop(crowded);
    let mut playing = Window::new(Some(story()));
    playing.press(Key::L);
    playing.press(Key::Space);
    c.bench_function("a frame while playing", |b| b.iter(|| playing.draw(Vec::new())));
    let mut panning = Window::new(Some(story()));
    let mut x = 0.0f32;
    panning.draw(vec![Event::PointerMoved(pos2(660.0, 500.0))]);
    let button = |pressed| Event::PointerButton {
        pos: pos2(660.0, 500.0),
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    panning.draw(vec![button(true)]);
    c.bench_function("a frame while panning", |b| {
        b.iter(|| {
            x = (x + 7.0) % 300.0;
            panning.draw(vec![Event::PointerMoved(pos2(560.0 + x, 500.0))])
        });
    });
    c.bench_function("the first frame", |b| b.iter(|| Window::new(Some(story()))));
}

criterion_group!(benches, frames);

/// `cargo bench --bench frame -- --chronicle FILE` writes the chronicle, to be opened in the window.
fn main() {
    let mut arguments = std::env::args().skip_while(|a| a != "--chronicle").skip(1);
    if let Some(path) = arguments.next() {
        if let Err(e) = std::fs::write(&path, chronicle()) {
            eprintln!("cannot write {path}: {e}");
            std::process::exit(1);
        }
        return;
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
}
