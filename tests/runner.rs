//! All integration tests, in one program: it links once.

mod command_line;
mod layers;
