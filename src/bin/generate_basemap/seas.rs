//! Seas.
