//! What snapshot and animate ask alike: size and colours of a picture.

use crate::earth::LatLon;
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

/// Where a map looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Middle {
    pub centre: LatLon,
    /// Web map zoom.
    pub zoom: f64,
}

impl FromStr for Middle {
    type Err = String;

    fn from_str(words: &str) -> Result<Middle, String> {
        let numbers: Vec<f64> = words.split(',').filter_map(|part| part.trim().parse().ok()).collect(); // Fewer are told below.
        let middle = match numbers.as_slice() {
            &[lat, lon, zoom] if (0.0..=18.0).contains(&zoom) => LatLon::new(lat, lon).map(|centre| Middle { centre, zoom }),
            _ => None,
        };
        middle.ok_or_else(|| "give latitude, longitude and a zoom from 0 to 18, such as 37.5,127,6".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_middle_is_three_numbers() {
        let check = |words: &str, expected: Option<(f64, f64, f64)>| {
            let got = words.parse::<Middle>().ok().map(|m| (m.centre.lat(), m.centre.lon(), m.zoom));
            assert_eq!(got, expected, "{words}");
        };
        check("37.5,127,6", Some((37.5, 127.0, 6.0)));
        check("-37.5, -127, 0.5", Some((-37.5, -127.0, 0.5)));
        check("95,0,3", None);
        check("1,2", None);
        check("1,2,nan", None);
        check("1,2,99", None);
    }

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
