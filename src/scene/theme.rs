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

impl Theme {
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
