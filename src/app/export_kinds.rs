//! What a story can be exported to: the tables of the writers of pictures, films and data, as one list with what was chosen last.

use crate::export::{self, Error};
use crate::scene::Scene;
use crate::story::Story;
use serde::{Deserialize, Serialize};

/// How a kind is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    /// From a page at one instant.
    Picture(fn(&Scene) -> Result<Vec<u8>, Error>),
    /// From the story.
    Data(fn(&Story) -> Result<Vec<u8>, Error>),
}

/// What can be exported.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// What names of its files end in, without the dot, the usual one first.
    pub extensions: &'static [&'static str],
    /// What it is, in one line.
    pub about: &'static str,
    pub how: How,
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

/// All kinds, group by group in the order of their tables.
pub(super) fn all() -> Vec<Kind> {
    let picture = |ending: &'static [&'static str], about, write| Kind { extensions: ending, about, how: How::Picture(write) };
    vec![
        picture(&["png"], "picture in pixels", |page| export::png(page, 1.0)),
        picture(&["svg"], "picture in lines and letters, with named layers", |page| Ok(export::svg::svg(page).into_bytes())),
        picture(&["pdf"], "page for print, with its fonts", export::pdf::pdf),
        Kind {
            extensions: &["html"],
            about: "page that plays offline, with the article beside the map",
            how: How::Data(|story| Ok(export::html::html(story).into_bytes())),
        },
    ]
}

impl Kind {
    pub const fn group(self) -> Group {
        match self.how {
            How::Picture(_) => Group::Pictures,
            How::Data(_) => Group::Data,
        }
    }

    /// The usual ending.
    pub fn extension(self) -> &'static str {
        self.extensions.first().copied().unwrap_or("")
    }

    /// Whether it becomes several files in a folder.
    pub const fn is_folder(self) -> bool {
        false
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
    /// Seconds that a film lasts.
    pub length_secs: u32,
}

impl Default for Choice {
    fn default() -> Choice {
        Choice { extension: "png".to_owned(), size: [1600, 1000], is_dark: false, length_secs: 12 }
    }
}

impl Choice {
    /// The kind that is chosen; the first one where the program knows it no more.
    pub fn kind(&self) -> Option<Kind> {
        let kinds = all();
        kinds.iter().copied().find(|k| k.extension() == self.extension).or_else(|| kinds.first().copied())
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
    fn a_choice_of_another_time_is_still_a_choice() {
        assert_eq!(Choice::default().kind().map(Kind::extension), Some("png"));
        let unknown = Choice { extension: "betamax".into(), ..Choice::default() };
        assert!(unknown.kind().is_some());
    }
}
