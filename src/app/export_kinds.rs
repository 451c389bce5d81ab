//! What a story can be exported to: the table of formats, as the list of the sheet, with what was chosen last.

use super::basemaps::Basemap;
use super::look::theme_of;
use crate::export::{self, FORMATS, Writer, film};
use crate::scene::{self, Options, Scene, View};
use crate::story::{Playhead, Story};
use serde::{Deserialize, Serialize};

/// What can be exported: a row of [`FORMATS`] that this program can write.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// What names of its files end in, without the dot, the usual one first.
    pub extensions: &'static [&'static str],
    /// What it is, in one line.
    pub about: &'static str,
    pub writer: Writer,
}

/// The groups of the list, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Pictures,
    Films,
    Data,
}

impl Group {
    pub const ALL: [Group; 3] = [Group::Pictures, Group::Films, Group::Data];

    pub const fn name(self) -> &'static str {
        match self {
            Group::Pictures => "Pictures",
            Group::Films => "Films",
            Group::Data => "Pages and data",
        }
    }
}

/// All kinds, in the order of their table.
pub(super) fn all() -> Vec<Kind> {
    let is_written = |writer: &Writer| !matches!(writer, Writer::Film(film) if !film.is_built());
    let kind = |f: &'static export::Format| Kind { extensions: f.extensions, about: f.about, writer: f.writer };
    FORMATS.iter().filter(|f| is_written(&f.writer)).map(kind).collect()
}

impl Kind {
    pub const fn group(self) -> Group {
        match self.writer {
            Writer::Pixels(_) | Writer::Picture(_) => Group::Pictures,
            Writer::Film(_) => Group::Films,
            Writer::Data(_) | Writer::Folder(_) => Group::Data,
        }
    }

    /// The usual ending.
    pub fn extension(self) -> &'static str {
        self.extensions.first().copied().unwrap_or("")
    }

    /// Whether it becomes several files in a folder.
    pub const fn is_folder(self) -> bool {
        matches!(self.writer, Writer::Folder(_))
    }

    /// Whether it is made of pixels, and may have more of them to the point.
    pub const fn has_pixels(self) -> bool {
        matches!(self.writer, Writer::Pixels(_))
    }

    /// Whether it can have this size, in pixels.
    pub fn fits(self, [width, height]: [u32; 2]) -> bool {
        match self.writer {
            Writer::Film(_) => film::is_size(width, height),
            _ => width.max(height) <= export::LARGEST_SIDE,
        }
    }
}

/// The sizes on offer, in pixels, with what they are for.
pub(super) const SIZES: [([u32; 2], &str); 7] = [
    ([1600, 1000], "print and web"),
    ([1920, 1080], "television, slides"),
    ([3840, 2160], "television, sharp"),
    ([1280, 720], "small film"),
    ([1080, 1080], "square"),
    ([1080, 1920], "telephone, upright"),
    ([4800, 3000], "large print"),
];

/// How many pixels a picture has to the point.
pub(super) const SCALES: [u32; 4] = [1, 2, 3, 4];

/// How long a film lasts, in seconds.
pub(super) const LENGTHS: [u32; 5] = [8, 12, 20, 30, 60];

/// What was chosen; the next export begins with it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(super) struct Choice {
    /// The usual ending of its kind.
    pub extension: String,
    /// Pixels across and down, of pictures and films.
    pub size: [u32; 2],
    /// Whether pictures and films are dark.
    pub is_dark: bool,
    /// Pixels to the point, of pictures made of pixels.
    pub scale: u32,
    /// Whether a picture is the map as it is on the screen, and not the whole story on a page.
    pub is_screen: bool,
    /// What the map on the screen shows. Not kept: the next window has another.
    #[serde(skip)]
    pub view: Option<View>,
    /// The map of pictures beneath it on the screen; the embedded one where it is that.
    #[serde(skip)]
    pub basemap: Basemap,
    /// Seconds that a film lasts.
    pub length_secs: u32,
}

impl Default for Choice {
    fn default() -> Choice {
        Choice {
            extension: "png".to_owned(),
            size: [1600, 1000],
            is_dark: false,
            scale: 1,
            is_screen: false,
            view: None,
            basemap: Basemap::default(),
            length_secs: 12,
        }
    }
}

impl Choice {
    /// The kind that is chosen; the first one where the program knows it no more.
    pub fn kind(&self) -> Option<Kind> {
        let kinds = all();
        kinds.iter().copied().find(|k| k.extension() == self.extension).or_else(|| kinds.first().copied())
    }

    /// The picture of `story` at `playhead`: the page, or the map as it is on the screen.
    pub fn scene(&self, story: &Story, playhead: Playhead) -> Scene {
        let theme = theme_of(self.is_dark);
        let options = Options { theme, has_basemap: true, selected: None, hovered: None, reserved: Vec::new() };
        match self.view.filter(|_| self.is_screen) {
            Some(view) => scene::scene(story, playhead, &view, &options),
            None => {
                let [width, height] = self.size.map(|side| side.max(1) as f32);
                scene::page(story, playhead, width, height, &options)
            }
        }
    }

    /// Whether it is the map as it is on the screen: pictures can be.
    pub fn shows_screen(&self, kind: Kind) -> bool {
        self.is_screen && self.view.is_some() && kind.group() == Group::Pictures
    }

    /// The map of pictures that belongs beneath it, and what of it shows.
    pub fn ground(&self, kind: Kind) -> Option<(&Basemap, View)> {
        let is_over = kind.has_pixels() && self.shows_screen(kind) && self.basemap != Basemap::Embedded;
        self.view.filter(|_| is_over).map(|view| (&self.basemap, view))
    }

    /// The size of the picture or film in pixels.
    pub fn pixels(&self, kind: Kind) -> [u32; 2] {
        let size = match self.view.filter(|_| self.shows_screen(kind)) {
            Some(view) => [view.width, view.height].map(|side| side.round() as u32),
            None => self.size,
        };
        if kind.has_pixels() { size.map(|side| side.saturating_mul(self.scale)) } else { size }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_share_their_usual_ending() {
        let mut endings: Vec<&str> = all().into_iter().map(Kind::extension).collect();
        let n = endings.len();
        endings.sort_unstable();
        endings.dedup();
        assert_eq!(endings.len(), n, "a choice is remembered by its ending");
    }

    #[test]
    fn the_list_has_every_format_of_this_program() {
        assert!(all().len() >= FORMATS.len() - 2, "without video two are missing");
        for group in Group::ALL {
            assert!(all().into_iter().any(|k| k.group() == group), "{}", group.name());
        }
    }

    #[test]
    fn every_format_is_told_in_every_language() {
        for kind in all() {
            assert!(super::super::language::is_known(kind.about), "{}", kind.about);
        }
    }

    #[test]
    fn a_picture_is_as_large_as_it_says() {
        let story = Story::new(crate::article::Article::from_text(super::super::EXAMPLE), crate::gazetteer::Gazetteer::embedded());
        let view = View { width: 500.0, height: 300.0, ..scene::best_view(&story, 500.0, 300.0) };
        let check = |choice: &Choice, extension: &str, expected: [u32; 2]| {
            let kind = all().into_iter().find(|k| k.extension() == extension).unwrap();
            assert_eq!(choice.pixels(kind), expected, "{extension}");
            let scene = choice.scene(&story, Playhead(0.0));
            if let Writer::Pixels(_) = kind.writer {
                let picture = export::pixels(&scene, choice.scale as f32).unwrap();
                assert_eq!([picture.width(), picture.height()], expected);
            }
        };
        let page = Choice { size: [320, 200], scale: 2, view: Some(view), ..Choice::default() };
        check(&page, "png", [640, 400]);
        check(&page, "svg", [320, 200]);
        check(&page, "gif", [320, 200]);
        let screen = Choice { is_screen: true, ..page };
        check(&screen, "png", [1000, 600]);
        check(&screen, "pdf", [500, 300]);
        check(&screen, "gif", [320, 200]);
    }

    #[test]
    fn a_choice_of_another_time_is_still_a_choice() {
        assert_eq!(Choice::default().kind().map(Kind::extension), Some("png"));
        let unknown = Choice { extension: "betamax".into(), ..Choice::default() };
        assert!(unknown.kind().is_some());
    }
}
