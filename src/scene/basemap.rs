//! Stand-in until the base map lands.
use super::{Layer, Theme, View};
/// Nothing yet.
pub fn basemap_layer(_: &View, _: &Theme) -> Layer {
    Layer::new("basemap")
}
