//! Areas without transparency, painted by calls of our own to the graphics driver.
//!
//! Egui blends everything. Where there is no GPU, blending the ground of the map and the panels' fills, which cover most of the window, costs
//! more than all that lies on them: it reads what was there, weighs it with nothing, and takes the mean of four texels where one is meant.
//! A window without a graphics driver of its own, as in tests, and one with a driver of before 2009, paint the same by egui's shapes.

use eframe::egui_glow::{CallbackFn, ShaderVersion};
use eframe::glow::{self, HasContext as _};
use egui::{Color32, Context, Id, PaintCallback, PaintCallbackInfo, Painter, Rect, TextureId};
use std::sync::Arc;

/// A rectangle of pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Picture {
    pub texture: TextureId,
    /// Where it shows, in points.
    pub place: Rect,
    /// Which part of the texture shows: the whole is 0 to 1.
    pub part: Rect,
    /// Whether a pixel of the screen is a texel: no mean of several is needed then.
    pub is_exact: bool,
}

/// Paints `pictures` one after the other, within the painter's clip. What they hold of transparency is ignored.
pub(super) fn pictures(painter: &Painter, pictures: Vec<Picture>) {
    let Some(program) = program(painter.ctx()) else {
        for p in pictures {
            painter.image(p.texture, p.place, p.part, Color32::WHITE);
        }
        return;
    };
    let all = pictures.iter().fold(Rect::NOTHING, |all, p| all.union(p.place));
    call(painter, all, move |info, egui| program.draw(egui, info, &pictures));
}

/// Fills `rect` with a colour without transparency.
pub(super) fn fill(painter: &Painter, rect: Rect, color: Color32) {
    if program(painter.ctx()).is_none() {
        painter.rect_filled(rect, 0, color);
        return;
    }
    call(painter, rect, move |info, egui| clear(egui.gl(), info, rect, color));
}

/// Lets windows of `ctx` paint by `gl` from now on, if it can.
pub(super) fn install(ctx: &Context, gl: &glow::Context) {
    if let Some(program) = Program::new(gl) {
        ctx.data_mut(|data| data.insert_temp(Id::NULL, Arc::new(program)));
        // Discs are parts of the texture of letters, drawn larger or smaller than they are there: not with `sharpen`.
        ctx.tessellation_options_mut(|options| options.prerasterized_discs = false);
    }
}

/// Lets letters take the texel they lie on. Egui sets them on whole pixels, and asks for the mean of four texels all the same.
pub(super) fn sharpen(painter: &Painter) {
    if program(painter.ctx()).is_some() {
        // A callback without area is not called.
        call(painter, painter.clip_rect(), |_, egui| nearest(egui, TextureId::default()));
    }
}

fn program(ctx: &Context) -> Option<Arc<Program>> {
    ctx.data(|data| data.get_temp(Id::NULL))
}

fn call(painter: &Painter, rect: Rect, draw: impl Fn(&PaintCallbackInfo, &eframe::egui_glow::Painter) + Send + Sync + 'static) {
    let callback = Arc::new(CallbackFn::new(move |info, painter| draw(&info, painter)));
    painter.add(PaintCallback { rect: rect.intersect(painter.clip_rect()), callback });
}

/// What of the driver paints pictures: corners of a rectangle come from the number of the vertex.
struct Program {
    program: glow::Program,
    vertices: glow::VertexArray,
    place: Option<glow::UniformLocation>,
    part: Option<glow::UniformLocation>,
}

const VERTEX: &str = "
uniform vec4 u_place;
uniform vec4 u_part;
out vec2 v_at;
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    v_at = mix(u_part.xy, u_part.zw, corner);
    gl_Position = vec4(mix(u_place.xy, u_place.zw, corner), 0.0, 1.0);
}
";

const FRAGMENT: &str = "
uniform sampler2D u_picture;
in vec2 v_at;
out vec4 f_color;
void main() {
    f_color = texture(u_picture, v_at);
}
";

#[allow(unsafe_code, reason = "every call to a graphics driver is")]
impl Program {
    /// `None` where the driver is too old.
    fn new(gl: &glow::Context) -> Option<Program> {
        let version = ShaderVersion::get(gl);
        if !version.is_new_shader_interface() {
            return None;
        }
        let head = version.version_declaration().to_owned() + if version.is_embedded() { "precision highp float;\n" } else { "" };
        // Safety: what is made here is given to nobody but the context that it is of.
        unsafe {
            let program = gl.create_program().ok()?;
            let kinds = [(glow::VERTEX_SHADER, VERTEX), (glow::FRAGMENT_SHADER, FRAGMENT)];
            for (kind, source) in kinds {
                let shader = gl.create_shader(kind).ok()?;
                gl.shader_source(shader, &format!("{head}{source}"));
                gl.compile_shader(shader);
                gl.attach_shader(program, shader);
                gl.delete_shader(shader);
            }
            gl.link_program(program);
            if !gl.get_program_link_status(program) {
                gl.delete_program(program);
                return None;
            }
            let uniform = |name| gl.get_uniform_location(program, name);
            let vertices = gl.create_vertex_array().ok()?;
            Some(Program { program, vertices, place: uniform("u_place"), part: uniform("u_part") })
        }
    }

    /// Paints pictures. Egui sets its own state again afterwards.
    fn draw(&self, egui: &eframe::egui_glow::Painter, info: &PaintCallbackInfo, pictures: &[Picture]) {
        let gl = egui.gl();
        let [width, height] = info.screen_size_px.map(|n| n as f32 / info.pixels_per_point);
        let x = |x: f32| x / width * 2.0 - 1.0;
        let y = |y: f32| 1.0 - y / height * 2.0;
        // Safety: program and vertices are of this context, and are never deleted.
        unsafe {
            gl.viewport(0, 0, info.screen_size_px[0] as i32, info.screen_size_px[1] as i32);
            gl.disable(glow::BLEND);
            gl.use_program(Some(self.program));
            gl.bind_vertex_array(Some(self.vertices));
            for Picture { texture, place, part, is_exact } in pictures {
                let Some(texture) = egui.texture(*texture) else { continue };
                gl.bind_texture(glow::TEXTURE_2D, Some(texture));
                let filter = if *is_exact { glow::NEAREST } else { glow::LINEAR };
                for when in [glow::TEXTURE_MAG_FILTER, glow::TEXTURE_MIN_FILTER] {
                    gl.tex_parameter_i32(glow::TEXTURE_2D, when, filter as i32);
                }
                gl.uniform_4_f32(self.place.as_ref(), x(place.min.x), y(place.min.y), x(place.max.x), y(place.max.y));
                gl.uniform_4_f32(self.part.as_ref(), part.min.x, part.min.y, part.max.x, part.max.y);
                gl.draw_arrays(glow::TRIANGLE_STRIP, 0, 4);
            }
            gl.bind_vertex_array(None);
        }
    }
}

#[allow(unsafe_code, reason = "every call to a graphics driver is")]
fn nearest(egui: &eframe::egui_glow::Painter, texture: TextureId) {
    let (gl, Some(texture)) = (egui.gl(), egui.texture(texture)) else { return };
    // Safety: the texture is egui's, and alive.
    unsafe {
        gl.bind_texture(glow::TEXTURE_2D, Some(texture));
        for when in [glow::TEXTURE_MAG_FILTER, glow::TEXTURE_MIN_FILTER] {
            gl.tex_parameter_i32(glow::TEXTURE_2D, when, glow::NEAREST as i32);
        }
    }
}

/// Fills a rectangle. Egui's clip is in force, and is set again for what comes next.
#[allow(unsafe_code, reason = "every call to a graphics driver is")]
fn clear(gl: &glow::Context, info: &PaintCallbackInfo, rect: Rect, color: Color32) {
    let pixel = |at: f32| (at * info.pixels_per_point).round() as i32;
    let rect = rect.intersect(info.clip_rect);
    let (left, right) = (pixel(rect.left()), pixel(rect.right()));
    let (top, bottom) = (pixel(rect.top()), pixel(rect.bottom()));
    let [r, g, b, a] = color.to_normalized_gamma_f32();
    // Safety: plain values.
    unsafe {
        gl.scissor(left, info.screen_size_px[1] as i32 - bottom, (right - left).max(0), (bottom - top).max(0));
        gl.clear_color(r, g, b, a);
        gl.clear(glow::COLOR_BUFFER_BIT);
    }
}
