//! The colours of the house, light and dark. No colour literal stands anywhere else.

/// A colour: sRGB, 0 to 255, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity, 255 solid.
    pub a: u8,
}

impl Color {
    /// Returns the solid colour of `0xRRGGBB`.
    pub const fn rgb(hex: u32) -> Color {
        Color { r: (hex >> 16) as u8, g: (hex >> 8) as u8, b: hex as u8, a: 255 }
    }

    /// Returns the colour at an opacity of 0 to 1, times its own.
    pub fn at(self, opacity: f32) -> Color {
        Color { a: (f32::from(self.a) * opacity.clamp(0.0, 1.0)).round() as u8, ..self }
    }

    /// Returns the colour as it looks at an opacity of 0 to 1 over `ground`: solid, so that lines may overlap.
    pub fn over(self, ground: Color, opacity: f32) -> Color {
        let share = opacity.clamp(0.0, 1.0);
        let mix = |top: u8, below: u8| (f32::from(top) * share + f32::from(below) * (1.0 - share)).round() as u8;
        Color { r: mix(self.r, ground.r), g: mix(self.g, ground.g), b: mix(self.b, ground.b), a: 255 }
    }
}

/// The colours of one theme. Sizes and roles: see the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether the theme is dark.
    pub is_dark: bool,
    /// Article, inspector, plates, pin halo, route casing.
    pub paper: Color,
    /// Toolbar, timeline, the chosen row.
    pub chrome: Color,
    /// Hover fill.
    pub hover: Color,
    /// Row lines.
    pub hair: Color,
    /// Panel edges and borders of controls.
    pub rule: Color,
    /// Text, sure pins, playhead, primary button, focus ring.
    pub ink: Color,
    /// Second lines, ticks, kickers, hatch.
    pub ink_weak: Color,
    /// Highlighter: selected words, rows.
    pub accent: Color,
    /// Halo of the selected pin, at [`Theme::accent_ring_opacity`].
    pub accent_ring: Color,
    /// The sea.
    pub sea: Color,
    /// Names of seas.
    pub sea_label: Color,
    /// Meridians and parallels.
    pub graticule: Color,
    /// The land.
    pub land: Color,
    /// Names of countries.
    pub land_label: Color,
    /// Names of cities.
    pub city_label: Color,
    /// Coastlines, shores and rivers.
    pub coast: Color,
    /// Borders.
    pub border: Color,
    /// What happened, and what is under way.
    pub done: Color,
    /// What is planned.
    pub planned: Color,
    /// What is possible; also a forecast's cone.
    pub possible: Color,
    /// What was called off; also disabled, at 55 %.
    pub cancelled: Color,
    /// A place of low confidence.
    pub place_unsure: Color,
    /// A place not found, and errors.
    pub place_unresolved: Color,
    /// Dates in text and on labels.
    pub date: Color,
    /// Behind dates in text.
    pub date_tint: Color,
}

/// Colours of the articles of a story, by their order, on light and on dark paper: a letter in the colour of the paper can be read on each, and
/// they stay apart for the colour-blind. Found by a search over hues under the tests below; each stands beside its letter or name.
const SOURCES: [[Color; Theme::N_SOURCES]; 2] = [
    [Color::rgb(0x183E5A), Color::rgb(0x776204), Color::rgb(0xC52C8F), Color::rgb(0x2C655B), Color::rgb(0x5C31A5), Color::rgb(0x5D2902)],
    [Color::rgb(0x4894E0), Color::rgb(0xC27F5F), Color::rgb(0xEF3DB2), Color::rgb(0x50E8B9), Color::rgb(0xCFA7FA), Color::rgb(0xF6D35B)],
];

impl Theme {
    /// Number of colours of articles.
    pub const N_SOURCES: usize = 6;

    /// The colour of one of the story's articles, by its index; the seventh has that of the first again.
    pub fn source(&self, index: usize) -> Color {
        let [light, dark] = &SOURCES;
        let colors = if self.is_dark { dark } else { light };
        colors.get(index % colors.len()).copied().unwrap_or(self.ink)
    }

    /// Ink on paper white.
    pub const LIGHT: Theme = Theme {
        is_dark: false,
        paper: Color::rgb(0xFFFFFF),
        chrome: Color::rgb(0xF5F3EE),
        hover: Color::rgb(0xEDEAE2),
        hair: Color::rgb(0xE7E3DA),
        rule: Color::rgb(0xD9D5CB),
        ink: Color::rgb(0x1B2126),
        ink_weak: Color::rgb(0x575E65),
        accent: Color::rgb(0xFFE066),
        accent_ring: Color::rgb(0xF2B600),
        sea: Color::rgb(0xDCE7EC),
        sea_label: Color::rgb(0x47697A),
        graticule: Color::rgb(0xCBDAE1),
        land: Color::rgb(0xF6F3EC),
        land_label: Color::rgb(0x6B655A),
        city_label: Color::rgb(0x4A4A46),
        coast: Color::rgb(0x8FA3AD),
        border: Color::rgb(0xB5ADA0),
        done: Color::rgb(0x0A3F7E),
        planned: Color::rgb(0xB53A0C),
        possible: Color::rgb(0xA832A0),
        cancelled: Color::rgb(0x5F6468),
        place_unsure: Color::rgb(0x8A5600),
        place_unresolved: Color::rgb(0xB3202C),
        date: Color::rgb(0x1D5B43),
        date_tint: Color::rgb(0xDFECE5),
    };

    /// Light ink on dark paper.
    pub const DARK: Theme = Theme {
        is_dark: true,
        paper: Color::rgb(0x171B1F),
        chrome: Color::rgb(0x1F2429),
        hover: Color::rgb(0x2A3036),
        hair: Color::rgb(0x2A3036),
        rule: Color::rgb(0x353C42),
        ink: Color::rgb(0xECE8E0),
        ink_weak: Color::rgb(0xA6ACB1),
        accent: Color::rgb(0x5E4A00),
        accent_ring: Color::rgb(0xFFCF40),
        sea: Color::rgb(0x18242D),
        sea_label: Color::rgb(0x85A9BC),
        graticule: Color::rgb(0x20303A),
        land: Color::rgb(0x2B3237),
        land_label: Color::rgb(0xA8A498),
        city_label: Color::rgb(0xC3BFB5),
        coast: Color::rgb(0x5D7380),
        border: Color::rgb(0x545C62),
        done: Color::rgb(0x42A2F4),
        planned: Color::rgb(0xFF8A5C),
        possible: Color::rgb(0xF3BCF0),
        cancelled: Color::rgb(0xA0A6AB),
        place_unsure: Color::rgb(0xEDB458),
        place_unresolved: Color::rgb(0xFF8B88),
        date: Color::rgb(0x93D5B6),
        date_tint: Color::rgb(0x1F3A30),
    };

    /// Opacity of the halo around the selected pin.
    pub fn accent_ring_opacity(&self) -> f32 {
        if self.is_dark { 0.45 } else { 0.55 }
    }

    /// The colour of a status.
    pub fn status(&self, status: crate::events::Status) -> Color {
        use crate::events::Status;
        match status {
            Status::Done | Status::Ongoing => self.done,
            Status::Planned => self.planned,
            Status::Possible => self.possible,
            Status::Cancelled => self.cancelled,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// sRGB to linear light. Source: IEC 61966-2-1.
    fn linear(channel: u8) -> f64 {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    }

    fn channels(c: Color) -> [f64; 3] {
        [linear(c.r), linear(c.g), linear(c.b)]
    }

    /// Contrast of two colours. Source: WCAG 2.2, contrast ratio.
    fn contrast(a: Color, b: Color) -> f64 {
        let luminance = |c: Color| {
            let [r, g, b] = channels(c);
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    fn times(m: [[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
        m.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
    }

    /// Linear sRGB to OKLab. Source: Ottosson (2020), A perceptual color space for image processing.
    fn oklab(rgb: [f64; 3]) -> [f64; 3] {
        let lms = times(
            [
                [0.4122214708, 0.5363325363, 0.0514459929],
                [0.2119034982, 0.6806995451, 0.1073969566],
                [0.0883024619, 0.2817188376, 0.6299787005],
            ],
            rgb,
        );
        times(
            [
                [0.2104542553, 0.7936177850, -0.0040720468],
                [1.9779984951, -2.4285922050, 0.4505937099],
                [0.0259040371, 0.7827717662, -0.8086757660],
            ],
            lms.map(|c| c.max(0.0).cbrt()),
        )
    }

    /// Full colour blindness, linear sRGB. Source: Machado, Oliveira and Fernandes (2009), severity 1.0.
    const BLINDNESS: [(&str, [[f64; 3]; 3]); 4] = [
        ("none", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
        ("deuteranopia", [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
        ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
    ];

    #[test]
    fn every_text_can_be_read() {
        for t in [Theme::LIGHT, Theme::DARK] {
            let status = [t.done, t.planned, t.possible, t.cancelled];
            let pairs = [t.ink, t.ink_weak, t.place_unsure, t.place_unresolved, t.date].into_iter().chain(status);
            for text in pairs {
                for ground in [t.paper, t.sea, t.land] {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 4.5, "dark {}: {text:?} on {ground:?}: {ratio:.2}", t.is_dark);
                }
            }
            for (text, ground) in [
                (t.ink, t.chrome),
                (t.ink_weak, t.chrome),
                (t.ink, t.hover),
                (t.ink, t.accent),
                (t.date, t.date_tint),
                (t.sea_label, t.sea),
                (t.land_label, t.land),
                (t.city_label, t.land),
                (t.paper, t.ink),
            ] {
                assert!(contrast(text, ground) >= 4.5, "dark {}: {text:?} on {ground:?}: {:.2}", t.is_dark, contrast(text, ground));
            }
        }
    }

    #[test]
    fn the_articles_of_a_story_are_told_apart() {
        for t in [Theme::LIGHT, Theme::DARK] {
            let colors: Vec<Color> = (0..6).map(|i| t.source(i)).collect();
            for (i, color) in colors.iter().enumerate() {
                assert!(contrast(t.paper, *color) >= 4.5, "dark {}: {i}: {:.2}", t.is_dark, contrast(t.paper, *color));
                assert!(contrast(*color, t.sea) >= 3.0 && contrast(*color, t.land) >= 2.5, "dark {}: {i}", t.is_dark);
            }
            for (name, matrix) in BLINDNESS {
                let seen: Vec<[f64; 3]> = colors.iter().map(|c| oklab(times(matrix, channels(*c)).map(|v| v.clamp(0.0, 1.0)))).collect();
                for (i, a) in seen.iter().enumerate() {
                    for b in seen.iter().skip(i + 1) {
                        let distance = a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
                        assert!(distance >= 0.08, "dark {} {name} {i}: {distance:.3}", t.is_dark);
                    }
                }
            }
        }
    }

    #[test]
    fn an_untravelled_leg_can_be_seen() {
        for t in [Theme::LIGHT, Theme::DARK] {
            for status in [t.done, t.planned, t.possible, t.cancelled] {
                assert!(contrast(status.over(t.sea, 0.8), t.sea) >= 3.0, "{status:?}");
            }
        }
    }

    #[test]
    fn the_four_statuses_differ_for_the_colour_blind() {
        for (t, least) in [(Theme::LIGHT, 0.08), (Theme::DARK, 0.10)] {
            let status = [t.done, t.planned, t.possible, t.cancelled];
            for (name, matrix) in BLINDNESS {
                let seen = status.map(|c| oklab(times(matrix, channels(c)).map(|v| v.clamp(0.0, 1.0))));
                for (i, a) in seen.iter().enumerate() {
                    for b in seen.iter().skip(i + 1) {
                        let distance = a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt();
                        assert!(distance >= least, "dark {} {name}: {distance:.3}", t.is_dark);
                    }
                }
            }
        }
    }
}
