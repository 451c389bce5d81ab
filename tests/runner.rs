//! All integration tests, in one program: it links once.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a test that cannot go on says so

#[cfg(feature = "gui")]
mod app;
#[cfg(feature = "gui")]
mod app_commands;
#[cfg(feature = "gui")]
mod app_driven;
#[cfg(feature = "gui")]
mod app_pictures;
#[cfg(feature = "gui")]
mod app_readings;
#[cfg(feature = "gui")]
mod app_sources;
mod command_line;
#[cfg(feature = "gui")]
mod corrections;
mod exports;
mod hammer;
mod layers;
mod page;
#[cfg(feature = "gui")]
mod raster;
