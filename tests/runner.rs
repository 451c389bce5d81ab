//! All integration tests, in one program: it links once.

#[cfg(feature = "window-tests")]
mod app;
mod command_line;
mod layers;
