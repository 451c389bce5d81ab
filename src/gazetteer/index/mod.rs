//! The index of a gazetteer: how names are folded, how rows and names lie in its bytes, how those bytes are made.
//!
//! Shared with `build.rs`, which makes the embedded index from `data/gazetteer.zst`: uses nothing of the crate but itself.

pub mod build;
pub mod fold;
pub mod kinds;
pub mod latin;
pub mod layout;
pub mod pack;
pub mod prominence;
