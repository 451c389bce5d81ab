//! The house's look in egui's terms: colours, typefaces, sizes of type, and the style that replaces egui's own.

use crate::export::system_fonts::SystemFace;
use crate::scene::{Color, Face, Theme, fonts};
use egui::epaint::text::{FontData, FontDefinitions};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, RichText, Shadow, Stroke, Style, TextFormat, TextStyle, Ui, Visuals, vec2,
};
use std::sync::{Arc, LazyLock};

/// All faces, with the names egui knows them by.
const FACES: [(Face, &str); 6] = [
    (Face::Serif, "serif"),
    (Face::SerifSemibold, "serif-semibold"),
    (Face::SerifItalic, "serif-italic"),
    (Face::Sans, "sans"),
    (Face::SansMedium, "sans-medium"),
    (Face::SansSemibold, "sans-semibold"),
];

/// How long a selection takes to show. Source: visual.md, Motion.
pub(super) const ANIMATION_SECS: f32 = 0.12;

/// A use of type: face, size and leading in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub face: Face,
    pub size: f32,
    pub line: f32,
}

impl Type {
    pub const HEADLINE: Type = Type { face: Face::SerifSemibold, size: 24.0, line: 30.0 };
    pub const HEADLINE_WIDE: Type = Type { face: Face::SerifSemibold, size: 28.0, line: 34.0 };
    pub const TITLE: Type = Type { face: Face::SerifSemibold, size: 22.0, line: 28.0 };
    pub const QUOTATION: Type = Type { face: Face::Serif, size: 14.0, line: 22.0 };
    pub const NAME: Type = Type { face: Face::SansMedium, size: 13.0, line: 18.0 };
    pub const STRONG: Type = Type { face: Face::SansSemibold, size: 13.0, line: 18.0 };
    pub const SECOND: Type = Type { face: Face::Sans, size: 12.0, line: 16.0 };
    pub const CHIP: Type = Type { face: Face::SansSemibold, size: 12.0, line: 16.0 };
    pub const KICKER: Type = Type { face: Face::SansSemibold, size: 11.0, line: 16.0 };
    pub const SMALL: Type = Type { face: Face::Sans, size: 11.0, line: 14.0 };
    pub const BRAND: Type = Type { face: Face::SerifSemibold, size: 17.0, line: 22.0 };

    /// Egui's name of face and size.
    pub fn font(self) -> FontId {
        font(self.face, self.size)
    }

    /// The format of a run of text in `color`.
    pub fn format(self, color: Color32) -> TextFormat {
        let spacing = if self == Type::KICKER { 0.7 } else { 0.0 };
        TextFormat { font_id: self.font(), color, line_height: Some(self.line), extra_letter_spacing: spacing, ..TextFormat::default() }
    }

    /// `words` set in this type in `color`.
    pub fn text(self, words: impl Into<String>, color: Color) -> RichText {
        let spacing = if self == Type::KICKER { 0.7 } else { 0.0 };
        RichText::new(words).font(self.font()).line_height(Some(self.line)).extra_letter_spacing(spacing).color(color32(color))
    }
}

/// Egui's colour of one of ours.
pub(super) fn color32(c: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(c.r, c.g, c.b, c.a)
}

/// Egui's name of a face at a size in points.
pub(super) fn font(face: Face, size: f32) -> FontId {
    static FAMILIES: LazyLock<Vec<(Face, FontFamily)>> =
        LazyLock::new(|| FACES.iter().map(|&(face, name)| (face, FontFamily::Name(name.into()))).collect());
    let family = FAMILIES.iter().find(|(f, _)| *f == face).map_or(FontFamily::Proportional, |(_, family)| family.clone());
    FontId::new(size, family)
}

/// The theme that `ui` is drawn in.
pub(super) fn theme(ui: &Ui) -> &'static Theme {
    theme_of(ui.visuals().dark_mode)
}

/// The dark or the light theme.
pub(super) fn theme_of(is_dark: bool) -> &'static Theme {
    static LIGHT: Theme = Theme::LIGHT;
    static DARK: Theme = Theme::DARK;
    if is_dark { &DARK } else { &LIGHT }
}

/// A one-point line in the colour of panel edges.
pub(super) fn rule(theme: &Theme) -> Stroke {
    Stroke::new(1.0, color32(theme.rule))
}

/// Sets the embedded fonts and both styles. Call once, when the window opens.
pub(super) fn install(ctx: &Context) {
    ctx.set_fonts(font_definitions());
    // A desktop that does not say is taken to be light, like paper.
    ctx.options_mut(|o| o.fallback_theme = egui::Theme::Light);
    ctx.set_style_of(egui::Theme::Light, style(&Theme::LIGHT));
    ctx.set_style_of(egui::Theme::Dark, style(&Theme::DARK));
}

/// Lends the window typefaces of the system, behind the embedded ones.
pub(super) fn lend(ctx: &Context, faces: &[&'static SystemFace]) {
    let mut definitions = font_definitions();
    for face in faces {
        let name = face.path.display().to_string();
        definitions.font_data.insert(name.clone(), Arc::new(FontData::from_static(face.bytes)));
        definitions.families.values_mut().for_each(|chain| chain.push(name.clone()));
    }
    ctx.set_fonts(definitions);
    ctx.request_repaint();
}

/// Number of typefaces in force. What was set before it changed has the letters of other pictures of type, and is to be set again.
///
/// Those that [`lend`] gives count from the pass in which they are in force, not from when they were given.
pub(super) fn n_faces(ctx: &Context) -> usize {
    ctx.fonts(|fonts| fonts.definitions().font_data.len())
}

fn font_definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::default();
    let fallback = definitions.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (face, name) in FACES {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(fonts::bytes(face))));
        let mut chain = vec![name.to_owned()];
        chain.extend(fallback.iter().cloned());
        if face == Face::Sans {
            definitions.families.insert(FontFamily::Proportional, chain.clone());
        }
        definitions.families.insert(FontFamily::Name(name.into()), chain);
    }
    definitions
}

fn style(theme: &Theme) -> Style {
    let mut style = Style {
        visuals: visuals(theme),
        text_styles: [
            (TextStyle::Heading, Type::TITLE.font()),
            (TextStyle::Body, Type::NAME.font()),
            (TextStyle::Button, Type::NAME.font()),
            (TextStyle::Small, Type::SECOND.font()),
            (TextStyle::Monospace, FontId::monospace(12.0)),
        ]
        .into(),
        animation_time: ANIMATION_SECS,
        ..Style::default()
    };
    style.spacing.item_spacing = vec2(8.0, 4.0);
    style.spacing.button_padding = vec2(8.0, 4.0);
    style.spacing.interact_size = vec2(28.0, 28.0);
    style.spacing.menu_margin = Margin::same(4);
    style.spacing.window_margin = Margin::same(16);
    style.spacing.scroll.fade.strength = 0.0;
    style.interaction.selectable_labels = false;
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let mut v = if theme.is_dark { Visuals::dark() } else { Visuals::light() };
    let (paper, chrome, hover, ink) = (color32(theme.paper), color32(theme.chrome), color32(theme.hover), color32(theme.ink));
    v.dark_mode = theme.is_dark;
    v.override_text_color = None;
    v.panel_fill = chrome;
    v.window_fill = paper;
    v.extreme_bg_color = paper;
    v.faint_bg_color = chrome;
    v.code_bg_color = chrome;
    v.window_stroke = rule(theme);
    v.window_shadow = Shadow::NONE;
    v.popup_shadow = Shadow::NONE;
    v.window_corner_radius = CornerRadius::same(2);
    v.menu_corner_radius = CornerRadius::same(2);
    v.hyperlink_color = ink;
    v.weak_text_color = Some(color32(theme.ink_weak));
    v.warn_fg_color = color32(theme.place_unsure);
    v.error_fg_color = color32(theme.place_unresolved);
    // The highlighter marks what is selected in the story, and nothing else.
    v.selection.bg_fill = color32(theme.rule);
    v.selection.stroke = Stroke::new(1.0, ink);
    v.text_cursor.stroke = Stroke::new(1.5, ink);
    v.disabled_alpha = 0.55;
    let states = [
        (&mut v.widgets.noninteractive, paper, theme.rule),
        (&mut v.widgets.inactive, paper, theme.rule),
        (&mut v.widgets.hovered, hover, theme.rule),
        (&mut v.widgets.active, hover, theme.ink),
        (&mut v.widgets.open, hover, theme.rule),
    ];
    for (widget, fill, edge) in states {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, color32(edge));
        widget.fg_stroke = Stroke::new(1.0, ink);
        widget.corner_radius = CornerRadius::same(4);
        widget.expansion = 0.0;
    }
    v
}
