//! Areas without transparency, painted by calls of our own to the graphics driver.
//!
//! Egui blends everything. Where there is no GPU, blending the ground of the map and the panels' fills, which cover most of the window, costs
//! more than all that lies on them: it reads what was there, weighs it with nothing, and takes the mean of four texels where one is meant.
//! A window without a graphics driver of its own, as in tests, and one with a driver of before 2009, paint the same by egui's shapes.

use super::textures::{Pixels, Texture, Textures};
use eframe::egui_glow::{CallbackFn, ShaderVersion};
use eframe::glow::{self, HasContext as _};
use egui::{Color32, Context, Id, PaintCallback, PaintCallbackInfo, Painter, Rect, Shape, TextureId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A rectangle of pixels.
#[derive(Clone)]
pub(super) struct Picture {
    pub texture: Texture,
    /// Where it shows, in points.
    pub place: Rect,
    /// Which part of the texture shows: the whole is 0 to 1.
    pub part: Rect,
    /// Whether a pixel of the screen is a texel: no mean of several is needed then.
    pub is_exact: bool,
}

/// A picture that is taken of a part of the window.
#[derive(Default)]
pub(super) struct Photo(OnceLock<Texture>);

impl Photo {
    /// The picture, once it was taken.
    pub fn texture(&self) -> Option<Texture> {
        self.0.get().cloned()
    }
}

/// Paints `pictures` one after the other, within the painter's clip. What they hold of transparency is ignored.
pub(super) fn pictures(painter: &Painter, pictures: Vec<Picture>) {
    if program(painter.ctx()).is_none() {
        for p in pictures {
            if let Some(texture) = p.texture.of_egui() {
                painter.image(texture, p.place, p.part, Color32::WHITE);
            }
        }
        return;
    }
    let all = pictures.iter().fold(Rect::NOTHING, |all, p| all.union(p.place));
    if let Some(shape) = shape(painter.ctx(), pictures, all.intersect(painter.clip_rect())) {
        painter.add(shape);
    }
}

/// What paints `pictures`, all within `rect`; `None` in a window that paints by egui.
pub(super) fn shape(ctx: &Context, pictures: Vec<Picture>, rect: Rect) -> Option<Shape> {
    let program = program(ctx)?;
    Some(callback(rect, move |info, egui| program.draw(egui.gl(), info, &pictures)))
}

/// Whether copying pixels within the window costs less than painting them: there is no GPU.
pub(super) fn can_copy(ctx: &Context) -> bool {
    program(ctx).is_some_and(|program| program.can_copy)
}

/// What takes a picture of `rect` of the window as it is painted so far.
pub(super) fn photograph(ctx: &Context, rect: Rect, photo: &Arc<Photo>) -> Option<Shape> {
    let (program, photo) = (program(ctx)?, photo.clone());
    Some(callback(rect, move |info, egui| {
        // A frame may be painted twice.
        photo.0.get_or_init(|| Texture::taken(&program.textures, read(egui.gl(), info, rect)));
    }))
}

/// Fills `rect` with a colour without transparency.
pub(super) fn fill(painter: &Painter, rect: Rect, color: Color32) {
    let Some(program) = program(painter.ctx()) else {
        painter.rect_filled(rect, 0, color);
        return;
    };
    painter.add(PaintCallback { rect: rect.intersect(painter.clip_rect()), callback: program.fill(color) });
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
        painter.add(callback(painter.clip_rect(), |_, egui| nearest(egui, TextureId::default())));
    }
}

/// Where windows of `ctx` keep textures of their own, if they can.
pub(super) fn textures(ctx: &Context) -> Option<Arc<Textures>> {
    program(ctx).map(|program| program.textures.clone())
}

fn program(ctx: &Context) -> Option<Arc<Program>> {
    ctx.data(|data| data.get_temp(Id::NULL))
}

fn callback(rect: Rect, draw: impl Fn(&PaintCallbackInfo, &eframe::egui_glow::Painter) + Send + Sync + 'static) -> Shape {
    Shape::Callback(PaintCallback { rect, callback: Arc::new(CallbackFn::new(move |info, painter| draw(&info, painter))) })
}

/// What of the driver paints pictures: corners of a rectangle come from the number of the vertex.
struct Program {
    program: glow::Program,
    vertices: glow::VertexArray,
    place: Option<glow::UniformLocation>,
    part: Option<glow::UniformLocation>,
    textures: Arc<Textures>,
    /// What fills an area with a colour: the same each time, so that a panel that fills itself anew looks as it did.
    fills: Mutex<HashMap<Color32, Arc<CallbackFn>>>,
    can_copy: bool,
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
            let is_embedded = version.is_embedded();
            let renderer = gl.get_parameter_string(glow::RENDERER).to_lowercase();
            let is_software = ["llvmpipe", "softpipe", "swiftshader", "software"].iter().any(|name| renderer.contains(name));
            Some(Program {
                program,
                vertices,
                place: uniform("u_place"),
                part: uniform("u_part"),
                textures: Arc::new(Textures::new(is_embedded)),
                fills: Mutex::default(),
                can_copy: is_software && !is_embedded,
            })
        }
    }

    /// What fills its area with `color`.
    fn fill(&self, color: Color32) -> Arc<CallbackFn> {
        let mut fills = self.fills.lock().unwrap_or_else(PoisonError::into_inner);
        let fill = || Arc::new(CallbackFn::new(move |info, egui| clear(egui.gl(), &info, color)));
        fills.entry(color).or_insert_with(fill).clone()
    }

    /// Paints pictures. Egui sets its own state again afterwards.
    fn draw(&self, gl: &glow::Context, info: &PaintCallbackInfo, pictures: &[Picture]) {
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
                let Some(texture) = texture.own(gl) else { continue };
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
        self.textures.sweep(gl);
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

/// The pixels of a rectangle: from the left, from the foot of the window, width, height.
fn pixels(info: &PaintCallbackInfo, rect: Rect) -> [i32; 4] {
    let pixel = |at: f32| (at * info.pixels_per_point).round() as i32;
    let (left, right) = (pixel(rect.left()), pixel(rect.right()));
    let (top, bottom) = (pixel(rect.top()), pixel(rect.bottom()));
    [left, info.screen_size_px[1] as i32 - bottom, (right - left).max(0), (bottom - top).max(0)]
}

/// Reads what is painted in a rectangle, from the top.
#[allow(unsafe_code, reason = "every call to a graphics driver is")]
fn read(gl: &glow::Context, info: &PaintCallbackInfo, rect: Rect) -> Pixels {
    let [left, foot, width, height] = pixels(info, rect);
    let size = [width as usize, height as usize];
    let mut upwards = vec![0; size[0] * size[1] * 4];
    // Safety: there is room for as many bytes as the sizes say.
    unsafe {
        gl.pixel_store_i32(glow::PACK_ALIGNMENT, 4);
        let bytes = glow::PixelPackData::Slice(Some(&mut upwards));
        gl.read_pixels(left, foot, width, height, glow::RGBA, glow::UNSIGNED_BYTE, bytes);
    }
    let rows = upwards.chunks_exact((size[0] * 4).max(4)).rev();
    Pixels { size, bytes: rows.flatten().copied().collect() }
}

/// Fills the area of a callback. Egui's clip is in force, and is set again for what comes next.
#[allow(unsafe_code, reason = "every call to a graphics driver is")]
fn clear(gl: &glow::Context, info: &PaintCallbackInfo, color: Color32) {
    let [left, foot, width, height] = pixels(info, info.viewport.intersect(info.clip_rect));
    let [r, g, b, a] = color.to_normalized_gamma_f32();
    // Safety: plain values.
    unsafe {
        gl.scissor(left, foot, width, height);
        gl.clear_color(r, g, b, a);
        gl.clear(glow::COLOR_BUFFER_BIT);
    }
}
