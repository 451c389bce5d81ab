//! What snapshot and animate ask alike: size and colours of a picture.

use crate::export::LARGEST_SIDE;
use crate::scene::Theme;
use clap::ValueEnum;
use std::str::FromStr;

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ThemeName {
    Light,
    Dark,
}

impl ThemeName {
    pub fn theme(self) -> &'static Theme {
        match self {
            ThemeName::Light => &Theme::LIGHT,
            ThemeName::Dark => &Theme::DARK,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub width: u32,
    pub height: u32,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(words: &str) -> Result<Size, String> {
        let edge = |part: &str| part.trim().parse().ok().filter(|px| (64..=LARGEST_SIDE).contains(px)); // Any other number is told below.
        let (width, height) = words.split_once(['x', 'X', '×']).unwrap_or((words, ""));
        match (edge(width), edge(height)) {
            (Some(width), Some(height)) => Ok(Size { width, height }),
            _ => Err(format!("give width x height, each from 64 to {LARGEST_SIDE} pixels, such as 1920x1080")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_two_numbers() {
        let check = |words: &str, expected: Option<(u32, u32)>| {
            assert_eq!(words.parse::<Size>().ok().map(|s| (s.width, s.height)), expected, "{words}");
        };
        check("1920x1080", Some((1920, 1080)));
        check("640×480", Some((640, 480)));
        check("1920", None);
        check("0x0", None);
        check("99999x10", None);
        check("-5x500", None);
        check("ax b", None);
    }
}
