//! Pictures in the memory of the graphics driver, in the order of colours of the screen.
//!
//! Where there is no GPU, the driver copies a picture whose pixels are laid out as those of the window, and computes each one of any other.
//! Egui lays them out the other way. A window without a graphics driver of its own, as in tests, has its textures from egui.

use super::opaque;
use eframe::glow::{self, HasContext as _};
use egui::{ColorImage, Context, TextureHandle, TextureId, TextureOptions};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A picture to be painted any number of times. It is given up with its last clone.
#[derive(Clone)]
pub(super) struct Texture(Arc<Kind>);

enum Kind {
    Own(Own),
    OfEgui(TextureHandle),
}

/// Pixels as they are drawn: row by row from the top, red, green, blue and alpha of each, colours times alpha.
pub(super) struct Pixels {
    pub size: [usize; 2],
    pub bytes: Vec<u8>,
}

/// A texture of ours: its pixels, until it is painted for the first time.
struct Own {
    pixels: Mutex<Option<Pixels>>,
    name: OnceLock<glow::Texture>,
    all: Arc<Textures>,
}

impl Drop for Own {
    fn drop(&mut self) {
        self.all.waste.lock().unwrap_or_else(PoisonError::into_inner).extend(self.name.get());
    }
}

/// What the textures of a window have in common.
pub(super) struct Textures {
    is_embedded: bool,
    /// Those that nobody wants any more: only while it paints may a window give them back.
    waste: Mutex<Vec<glow::Texture>>,
}

impl Texture {
    /// Takes a picture in.
    pub fn new(ctx: &Context, name: &str, pixels: Pixels) -> Texture {
        match opaque::textures(ctx) {
            Some(all) => Texture::taken(&all, pixels),
            None => {
                let image = ColorImage::from_rgba_premultiplied(pixels.size, &pixels.bytes);
                Texture(Arc::new(Kind::OfEgui(ctx.load_texture(name, image, TextureOptions::LINEAR))))
            }
        }
    }

    /// Takes in a picture of the window.
    pub fn taken(all: &Arc<Textures>, pixels: Pixels) -> Texture {
        Texture(Arc::new(Kind::Own(Own { pixels: Mutex::new(Some(pixels)), name: OnceLock::new(), all: all.clone() })))
    }

    /// The texture of egui, in a window that paints by it.
    pub fn of_egui(&self) -> Option<TextureId> {
        if let Kind::OfEgui(texture) = &*self.0 { Some(texture.id()) } else { None }
    }

    /// The texture in the driver: its pixels go there the first time.
    pub fn own(&self, gl: &glow::Context) -> Option<glow::Texture> {
        let Kind::Own(own) = &*self.0 else { return None };
        let pixels = own.pixels.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(name) = pixels.and_then(|pixels| upload(gl, pixels, own.all.is_embedded)) {
            // It is empty: the pixels were there to be taken.
            let _ = own.name.set(name);
        }
        own.name.get().copied()
    }
}

impl Textures {
    pub fn new(is_embedded: bool) -> Textures {
        Textures { is_embedded, waste: Mutex::default() }
    }

    /// Gives back what nobody wants any more.
    #[allow(unsafe_code, reason = "every call to a graphics driver is")]
    pub fn sweep(&self, gl: &glow::Context) {
        for texture in self.waste.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // Safety: the texture is of this context, and its last owner is gone.
            unsafe { gl.delete_texture(texture) };
        }
    }
}

/// Gives a picture to the driver; `None` where it has no room.
#[allow(unsafe_code, reason = "every call to a graphics driver is")]
fn upload(gl: &glow::Context, Pixels { size, mut bytes }: Pixels, is_embedded: bool) -> Option<glow::Texture> {
    let [width, height] = size.map(|n| n as i32);
    // The embedded kind of driver need not know the other order.
    let order = if is_embedded { glow::RGBA } else { glow::BGRA };
    if !is_embedded {
        bytes.chunks_exact_mut(4).for_each(|pixel| pixel.swap(0, 2));
    }
    // Safety: there are as many bytes as the sizes say.
    unsafe {
        let texture = gl.create_texture().ok()?;
        gl.bind_texture(glow::TEXTURE_2D, Some(texture));
        for way in [glow::TEXTURE_WRAP_S, glow::TEXTURE_WRAP_T] {
            gl.tex_parameter_i32(glow::TEXTURE_2D, way, glow::CLAMP_TO_EDGE as i32);
        }
        gl.pixel_store_i32(glow::UNPACK_ALIGNMENT, 4);
        // A sized format would settle the order of colours. This one leaves it to the pixels.
        let kind = glow::RGBA as i32;
        let pixels = glow::PixelUnpackData::Slice(Some(&bytes));
        gl.tex_image_2d(glow::TEXTURE_2D, 0, kind, width, height, 0, order, glow::UNSIGNED_BYTE, pixels);
        Some(texture)
    }
}
