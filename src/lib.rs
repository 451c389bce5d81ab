//! Dateline reads an article and plays it on a map.
//!
//! # Steps
//! Data flows one way, from the words to the picture. A module uses only modules above it in this table
//! (`tests/layers.rs` checks it):
//!
//! | module | in → out |
//! |---|---|
//! | [`earth`] | numbers → [`earth::LatLon`], [`earth::Bounds`], great circles, the antimeridian |
//! | [`basemap`] | the embedded Natural Earth → land, borders, rivers and labels at a level of detail |
//! | [`article`] | a file, a paste → [`article::Article`]: text, title, source, publication date |
//! | [`text`] | an article → sentences and tokens as byte [`article::Span`]s |
//! | [`gazetteer`] | a name → candidate [`gazetteer::Place`]s; a prefix → search results |
//! | [`places`] | tokens → [`places::Toponym`]s, recognised and resolved, with every candidate's score and reason |
//! | [`dates`] | tokens and the publication date → [`dates::Timex`]es with value, grain and range |
//! | [`events`] | sentences, places and dates → [`events::Event`]s and [`events::Journey`]s |
//! | [`story`] | the article, what was found in it and the user's decisions → the [`story::Story`] that is edited, played and saved |
//! | [`language`] | English words → those of the reader's language, where one is spoken |
//! | [`scene`] | a story at one instant under one view → the [`scene::Scene`]: everything on the picture |
//! | [`export`] | a scene → pictures; a story → a page, data for maps, timelines and tables; the formats are in [`export::FORMATS`] |
//! | [`evaluate`] | labelled records and found ones → the field's measures of how well an article is read |
//! | [`cli`] | the same path without a window |
#![cfg_attr(feature = "gui", doc = "| [`app`] | the window: panels that read the state and send commands |")]
// Two exceptions, each with its reason: `gazetteer::mapped` maps a file, `app::opaque` and `app::textures` call the graphics driver.
#![deny(unsafe_code)]
#![warn(missing_docs)]

#[cfg(feature = "gui")]
pub mod app;
pub mod article;
pub mod basemap;
pub mod cli;
pub mod dates;
pub mod earth;
pub mod evaluate;
pub mod events;
pub mod export;
pub mod gazetteer;
pub mod language;
pub mod places;
pub mod scene;
pub mod story;
pub mod text;
