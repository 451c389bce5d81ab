//! The export as it will be: a picture in small, the first lines of a file. Made on a thread.

use super::basemaps::still;
use super::export_kinds::{Choice, Group, Kind};
use super::language::{self, Language, tr, tr_with};
use super::look::{Type, color32, rule, theme_of};
use crate::export::{self, Writer};
use crate::gazetteer::Gazetteer;
use crate::scene::Theme;
use crate::story::{Playhead, Story};
use egui::{ColorImage, Context, FontId, Rect, Role, Sense, TextureHandle, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// Lines of a file that are shown, and letters of each.
const LINES: usize = 24;
const LETTERS: usize = 90;
/// The longer side of a picture in small, in points.
const SIDE: f32 = 340.0;

/// All that decides how the preview looks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Look {
    pub generation: u64,
    pub playhead: Playhead,
    pub choice: Choice,
}

/// A preview, and the next one on its way.
#[derive(Default)]
pub(super) struct Preview {
    /// What is shown, and what is being made.
    shown: Option<Look>,
    wanted: Option<Look>,
    receiver: Option<Receiver<Result<Made, String>>>,
    texture: Option<TextureHandle>,
    lines: Vec<String>,
    trouble: String,
}

/// What a thread made.
enum Made {
    Picture(ColorImage),
    Lines(Vec<String>),
}

impl Preview {
    /// Shows the preview, `height` points high.
    pub fn preview_ui(&mut self, ui: &mut Ui, story: &Arc<Story>, look: Look, kind: Kind, height: f32, theme: &Theme) {
        self.collect(ui.ctx());
        if self.shown.as_ref() != Some(&look) && self.receiver.is_none() {
            self.make(ui, story, look.clone(), kind);
        }
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height.max(40.0)), Sense::hover());
        let is_data = kind.group() == Group::Data;
        let name = tr(if is_data { "Preview of the file" } else { "Preview of the picture" });
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        let is_current = self.shown.as_ref().is_some_and(|s| s.choice.extension == look.choice.extension);
        let is_there = is_current && if is_data { !self.lines.is_empty() } else { self.texture.is_some() };
        if is_data {
            ui.painter().rect_filled(rect, 0, color32(theme.chrome));
        }
        if !is_there {
            let words = if self.trouble.is_empty() { tr("Drawing…") } else { self.trouble.as_str() };
            ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, words, Type::SECOND.font(), color32(theme.ink_weak));
            return;
        }
        if is_data {
            let painter = ui.painter_at(rect);
            for (i, line) in self.lines.iter().enumerate() {
                let color = color32(if i == 0 { theme.ink } else { theme.ink_weak });
                let at = rect.min + vec2(10.0, 8.0 + 15.0 * i as f32);
                painter.text(at, egui::Align2::LEFT_TOP, line, FontId::monospace(11.0), color);
            }
            return;
        }
        let Some(texture) = &self.texture else { return };
        let size = texture.size_vec2();
        let picture = Rect::from_center_size(rect.center(), size * (rect.width() / size.x).min(rect.height() / size.y));
        ui.painter().rect_filled(picture, 0, color32(theme_of(look.choice.is_dark).paper));
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture.id(), picture, whole, egui::Color32::WHITE);
        ui.painter().rect_stroke(picture, 0, rule(theme), egui::StrokeKind::Outside);
    }

    /// Takes what a thread has made.
    fn collect(&mut self, ctx: &Context) {
        let Some(result) = self.receiver.as_ref().and_then(|r| r.try_recv().ok()) else { return };
        self.receiver = None;
        self.shown = self.wanted.take();
        self.trouble.clear();
        match result {
            Ok(Made::Picture(image)) => {
                self.texture = Some(ctx.load_texture("preview of an export", image, egui::TextureOptions::LINEAR));
            }
            Ok(Made::Lines(lines)) => self.lines = lines,
            Err(words) => {
                (self.texture, self.trouble) = (None, words);
                self.lines.clear();
            }
        }
    }

    fn make(&mut self, ui: &Ui, story: &Arc<Story>, look: Look, kind: Kind) {
        let (sender, receiver) = channel();
        let (story, ctx) = (story.clone(), ui.ctx().clone());
        let side = SIDE * ui.pixels_per_point();
        self.wanted = Some(look.clone());
        self.receiver = Some(receiver);
        language::spawn(move || {
            // Where the sheet was closed, nobody waits.
            let _ = sender.send(made(&story, &look, kind, side));
            ctx.request_repaint();
        });
    }
}

fn made(story: &Story, look: &Look, kind: Kind, side: f32) -> Result<Made, String> {
    let words = |e: export::Error| e.to_string();
    match kind.writer {
        Writer::Pixels(_) | Writer::Picture(_) | Writer::Film(_) => {
            let is_film = matches!(kind.writer, Writer::Film(_));
            let choice = Choice { is_screen: look.choice.is_screen && !is_film, ..look.choice.clone() };
            if let Some((basemap, view)) = choice.ground(kind) {
                let scale = (side / view.width.max(view.height)).min(1.0);
                let picture = still::picture(story, look.playhead, &view, (basemap, theme_of(choice.is_dark), scale))?;
                let size = [picture.width() as usize, picture.height() as usize];
                return Ok(Made::Picture(ColorImage::from_rgba_premultiplied(size, picture.data())));
            }
            let scene = choice.scene(story, look.playhead);
            let scale = (side / scene.width.max(scene.height)).min(1.0);
            let picture = export::pixels(&scene, scale).map_err(words)?;
            let size = [picture.width() as usize, picture.height() as usize];
            Ok(Made::Picture(ColorImage::from_rgba_premultiplied(size, picture.data())))
        }
        Writer::Data(write) => Ok(Made::Lines(lines(&Language::in_english(|| write(story, Gazetteer::current())).map_err(words)?))),
        Writer::Folder(write) => {
            let files = Language::in_english(|| write(story, Gazetteer::current())).map_err(words)?;
            Ok(Made::Lines(files.iter().map(|(name, bytes)| format!("{name}  {}", size(bytes.len()))).collect()))
        }
    }
}

/// How large a file is, and its first lines.
fn lines(bytes: &[u8]) -> Vec<String> {
    let mut lines = vec![size(bytes.len())];
    let text = std::str::from_utf8(bytes).unwrap_or("");
    lines.extend(text.lines().take(LINES).map(shown));
    lines
}

fn size(n_bytes: usize) -> String {
    if n_bytes < 10_000 { tr_with("{} bytes", &[&n_bytes]) } else { tr_with("{} kB", &[&(n_bytes / 1000)]) }
}

/// A line as it can be shown: not too long, and nothing in it that moves what stands beside it.
fn shown(line: &str) -> String {
    let is_shown = |c: &char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    line.chars().filter(is_shown).take(LETTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_shown_by_its_size_and_first_lines() {
        let text = ["{\n  \"a\u{202e}\": \u{7}1\n", &"x".repeat(20_000)].concat();
        let lines = lines(text.as_bytes());
        assert_eq!((lines[0].as_str(), lines[1].as_str(), lines[2].as_str()), ("20 kB", "{", "  \"a\": 1"));
        assert_eq!(lines[3].len(), LETTERS);
        assert_eq!(super::lines(&[0xff; 9]), ["9 bytes"]);
    }
}
