//! The main states of the window as pictures, compared with those in `tests/pictures`.
//!
//! `BLESS=1 cargo test app_pictures` takes the pictures as they are now; look at them before you commit them. Where one differs, what was
//! painted lies in `target/pictures`. They are painted by the processor, one pixel to the point, at half the window's size and with 16 steps
//! of each colour: the same on every machine but for the last bit of a sine.

use crate::app::example;
use crate::raster::{Pixels, Textures};
use dateline::app::App;
use egui::{Color32, Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, TestRenderer};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// How far a channel of a pixel may be off: half of one of the 16 steps of the picture that was kept, and as much again.
const MOST_OFF: u8 = 18;
/// How many pixels may be further off: one in 500.
const MOST_SHARE: f32 = 0.002;

/// Gives the textures of a window to whoever paints it.
struct Shared(Rc<RefCell<Textures>>);

impl TestRenderer for Shared {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        self.0.borrow_mut().update(delta);
    }
}

struct Window {
    harness: Harness<'static, App>,
    textures: Rc<RefCell<Textures>>,
}

impl Window {
    fn new(width: f32, height: f32, has_story: bool) -> Window {
        let textures = Rc::new(RefCell::new(Textures::default()));
        let harness = Harness::builder()
            .with_size([width, height])
            .with_step_dt(1.0 / 20.0)
            .with_max_steps(64)
            .with_os(egui::os::OperatingSystem::Nix)
            .with_theme(egui::Theme::Light)
            .allow_missing_glyphs()
            .renderer(Shared(textures.clone()))
            .build_eframe(|cc| App::new(&cc.egui_ctx, has_story.then(example)).waiting_for_readings());
        let mut window = Window { harness, textures };
        window.settle();
        window
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Lets the camera arrive and the threads that draw tiles and previews finish: the picture stays the same for a while.
    fn settle(&mut self) {
        self.harness.run_steps(40);
        let mut last = Vec::new();
        let mut n_same = 0;
        for _ in 0..200 {
            self.harness.run_steps(2);
            std::thread::sleep(std::time::Duration::from_millis(60));
            let now: Vec<egui::TextureId> = self.primitives().iter().filter_map(texture).collect();
            n_same = if now == last { n_same + 1 } else { 0 };
            last = now;
            if n_same >= 8 {
                return;
            }
        }
        panic!("the window never came to rest");
    }

    fn primitives(&self) -> Vec<egui::ClippedPrimitive> {
        self.harness.ctx.tessellate(self.harness.output().shapes.clone(), 1.0)
    }

    fn picture(&self) -> Pixels {
        let size = self.harness.ctx.content_rect().size();
        // The window is cleared to paper; panels of paper are not filled again.
        let ground = self.harness.ctx.global_style().visuals.window_fill;
        self.textures.borrow().paint(&self.primitives(), size.x as usize, size.y as usize, ground).halved()
    }

    /// Compares the window with the picture of this name.
    fn check(&self, name: &str, troubles: &mut Vec<String>) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let now = self.picture();
        let path = root.join("tests/pictures").join(name).with_extension("png");
        if std::env::var_os("BLESS").is_some() {
            write(&path, &coarse(&now));
            return;
        }
        let Some(then) = read(&path) else {
            troubles.push(format!("{name}: there is no such picture; BLESS=1 makes it"));
            return;
        };
        let off = |a: &Color32, b: &Color32| a.to_array().iter().zip(b.to_array()).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0);
        let n_off = now.pixels.iter().zip(&then.pixels).filter(|(a, b)| off(a, b) > MOST_OFF).count();
        let share = n_off as f32 / now.pixels.len() as f32;
        if (now.width, now.height) != (then.width, then.height) || share > MOST_SHARE {
            let shown = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("pictures").join(name).with_extension("png");
            write(&shown, &now);
            troubles.push(format!("{name}: {:.2} % of the pixels differ; see {}", 100.0 * share, shown.display()));
        }
    }
}

fn texture(primitive: &egui::ClippedPrimitive) -> Option<egui::TextureId> {
    if let egui::epaint::Primitive::Mesh(mesh) = &primitive.primitive { Some(mesh.texture_id) } else { None }
}

/// The picture with 16 steps of each colour: it packs better.
fn coarse(picture: &Pixels) -> Pixels {
    let step = |c: u8| ((u16::from(c) + 8) / 17 * 17) as u8;
    let pixels = picture.pixels.iter().map(|p| Color32::from_rgb(step(p[0]), step(p[1]), step(p[2]))).collect();
    Pixels { pixels, ..*picture }
}

fn write(path: &Path, picture: &Pixels) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let mut encoder = png::Encoder::new(file, picture.width as u32, picture.height as u32);
    encoder.set_compression(png::Compression::High);
    let rgb = |p: &Color32| [p[0], p[1], p[2]];
    let palette: Vec<[u8; 3]> = picture.pixels.iter().map(rgb).collect::<BTreeSet<_>>().into_iter().collect();
    let pixels: Vec<u8> = if palette.len() <= 256 {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette.concat());
        encoder.set_filter(png::Filter::NoFilter);
        picture.pixels.iter().map(|p| palette.binary_search(&rgb(p)).unwrap() as u8).collect()
    } else {
        encoder.set_color(png::ColorType::Rgb);
        picture.pixels.iter().flat_map(rgb).collect()
    };
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
}

fn read(path: &Path) -> Option<Pixels> {
    let mut decoder = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).ok()?));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut rgb).unwrap();
    let pixels = rgb.chunks_exact(3).map(|p| Color32::from_rgb(p[0], p[1], p[2])).collect();
    Some(Pixels { width: frame.width as usize, height: frame.height as usize, pixels })
}

/// Every state is checked before one that differs is reported.
fn report(troubles: &[String]) {
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
}

#[test]
fn the_empty_window_looks_as_it_did() {
    let mut troubles = Vec::new();
    Window::new(1280.0, 800.0, false).check("empty", &mut troubles);
    report(&troubles);
}

#[test]
fn the_story_looks_as_it_did_from_its_start_to_its_end() {
    let mut troubles = Vec::new();
    let mut window = Window::new(1280.0, 800.0, true);
    window.check("start", &mut troubles);
    for _ in 0..6 {
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowRight);
        window.harness.run_steps(2);
    }
    window.settle();
    window.check("middle", &mut troubles);
    window.key(Modifiers::NONE, Key::End);
    window.check("end", &mut troubles);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.check("dark", &mut troubles);
    report(&troubles);
}

#[test]
fn a_selected_place_and_what_lies_over_the_window_look_as_they_did() {
    let mut troubles = Vec::new();
    let mut window = Window::new(1280.0, 800.0, true);
    window.key(Modifiers::ALT, Key::Num2);
    let rows = || window.harness.get_all_by_label_contains("Osan Air Base, ");
    rows().find(|n| n.accesskit_node().role() == Role::ListItem).unwrap().click();
    window.settle();
    window.check("selected", &mut troubles);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Questionmark);
    window.check("keys", &mut troubles);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::K);
    window.harness.event(Event::Text("osan".to_owned()));
    window.settle();
    window.check("palette", &mut troubles);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::E);
    window.check("export", &mut troubles);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::Comma);
    window.check("settings", &mut troubles);
    report(&troubles);
}

#[test]
fn a_window_that_waits_for_a_reading_looks_as_it_did() {
    let mut troubles = Vec::new();
    let mut window = Window::new(1280.0, 800.0, true);
    let gate = Arc::new(std::sync::Mutex::new(()));
    window.harness.state_mut().hold_readings(gate.clone());
    let closed = gate.lock().unwrap();
    window.harness.get_by_label("Title of the story").focus();
    window.harness.run_steps(2);
    window.harness.event(Event::Text(": corrected".to_owned()));
    window.harness.run_steps(2);
    window.harness.key_press(Key::Tab);
    // The focus is on no field whose caret blinks; the bar is where it is after 20 frames.
    window.harness.run_steps(20);
    window.check("reading", &mut troubles);
    drop(closed);
    report(&troubles);
}

#[test]
fn a_small_window_and_an_error_look_as_they_did() {
    let mut troubles = Vec::new();
    let mut window = Window::new(1024.0, 640.0, true);
    window.check("small", &mut troubles);
    window.harness.state_mut().ask_for_files(Arc::new(|_, _| Some("/no/such/article.txt".into())));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::O);
    for _ in 0..100 {
        std::thread::sleep(std::time::Duration::from_millis(10));
        window.harness.run_steps(1);
        if window.harness.query_all_by_role(Role::Alert).next().is_some() {
            break;
        }
    }
    window.check("error", &mut troubles);
    report(&troubles);
}
