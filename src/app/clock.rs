//! Time going on: the playhead, toasts, theme and motion.

use super::state::ThemeChoice;
use super::{App, look};
use crate::story::Playhead;
use egui::Context;

impl App {
    /// Lets time go on.
    pub(super) fn advance(&mut self, ctx: &Context) {
        let dt = ctx.input(|i| i.stable_dt).min(0.25);
        let state = &mut self.state;
        if state.is_playing {
            let end = state.duration_secs();
            let next = if state.is_motion_reduced() {
                // Event by event, one a second: nothing moves in between.
                state.waited_secs += f64::from(dt) * state.speed;
                let is_due = state.waited_secs >= 1.0;
                if is_due {
                    state.waited_secs = 0.0;
                }
                let next = state.story.as_ref().filter(|_| is_due).map_or(state.playhead, |s| s.playback.next(state.playhead)).0;
                if is_due && next <= state.playhead.0 { end } else { next }
            } else {
                state.playhead.0 + f64::from(dt) * state.speed
            };
            state.playhead = Playhead(next.min(end));
            if next >= end {
                if state.is_looping {
                    state.playhead = Playhead(0.0);
                } else {
                    state.is_playing = false;
                }
            }
            ctx.request_repaint();
        }
        if !state.toasts.is_empty() {
            for toast in &mut state.toasts {
                toast.left_secs -= dt;
            }
            state.toasts.retain(|t| t.left_secs > 0.0);
            let next = state.toasts.iter().map(|t| t.left_secs).fold(6.0, f32::min);
            ctx.request_repaint_after_secs(next.clamp(0.05, 0.25));
        }
        let choice = match state.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        };
        if ctx.options(|o| o.theme_preference) != choice {
            ctx.set_theme(choice);
        }
        let animation_secs = if self.state.is_motion_reduced() { 0.0 } else { look::ANIMATION_SECS };
        if (ctx.global_style().animation_time - animation_secs).abs() > 1e-6 {
            ctx.all_styles_mut(|style| style.animation_time = animation_secs);
        }
    }
}
