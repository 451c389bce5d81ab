//! What the reader knows beside the article: when it appeared, where it is, and which places there are.

use super::Failure;
use super::gazetteer::Choice;
use crate::gazetteer::Gazetteer;
use crate::places::Near;
use crate::story::Decisions;
use jiff::civil::Date;
use std::num::NonZeroUsize;

#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Known {
    /// The day the article appeared, YYYY-MM-DD, in place of the one found in it
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// Where the article is: a country, its code, a region, a town, or latitude,longitude. Biases the choice among places of one name
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    near: Option<String>,
    /// Which article of a feed, a book or a folder, counted from 1; dateline article lists them
    #[arg(long, value_name = "N")]
    item: Option<NonZeroUsize>,
    #[command(flatten)]
    choice: Choice,
}

/// The same, opened and checked.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// The places that are known.
    pub gazetteer: &'static Gazetteer,
    /// The day the article appeared.
    pub published: Option<Date>,
    /// Where it is, in words that `gazetteer` knows.
    pub near: Option<String>,
    /// Which article of a listing, from 1.
    pub item: Option<NonZeroUsize>,
}

impl Known {
    /// Opens the gazetteer, and looks for the place that was named in it.
    ///
    /// # Errors
    /// Where the gazetteer cannot be opened, or does not know the place.
    pub(super) fn setting(self) -> Result<Setting, Failure> {
        let gazetteer = self.choice.open()?;
        if let Some(words) = &self.near
            && Near::of(words, gazetteer).is_none()
        {
            let what = if words.trim().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.')) {
                "no point of the Earth; give latitude,longitude in degrees, -90 to 90 and -180 to 180"
            } else {
                "no place has this name; give a country, region or town, or latitude,longitude"
            };
            return Err(Failure(format!("{what}: --near {words}")));
        }
        Ok(Setting { gazetteer, published: self.published, near: self.near, item: self.item })
    }
}

impl Setting {
    /// Puts what is known in the place of what the decisions say.
    pub(super) fn put_into(&self, decisions: &mut Decisions) {
        decisions.published = self.published.or(decisions.published);
        if self.near.is_some() {
            decisions.near.clone_from(&self.near);
        }
    }
}
