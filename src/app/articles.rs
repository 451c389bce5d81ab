//! The articles of a feed, a book or a folder, to choose one of.

use super::Outbox;
use super::chooser::{Answer, Chooser, Row};
use super::command::Command;
use super::describe::short_date;
use super::icons::Icon;
use super::language::tr;
use super::read::Source;
use super::state::{Overlay, State};
use crate::article::{Listing, ListingKind};
use crate::dates::Range;
use crate::gazetteer::fold;
use crate::scene::Theme;
use egui::Context;

/// Most rows that are shown at once: who looks for one of more types a word of its title.
const MOST_ROWS: usize = 500;

/// What the sheet remembers between frames.
#[derive(Default)]
pub(super) struct Articles {
    chooser: Chooser<usize>,
}

impl Articles {
    /// Shows the articles of the listing that was opened, while they are to be chosen from.
    pub fn articles_ui(&mut self, ctx: &Context, state: &State, theme: &Theme, out: &mut Outbox) {
        let listing = state.listing.as_deref().filter(|_| state.overlay == Some(Overlay::Articles));
        let Some(listing) = listing else {
            self.chooser.close();
            return;
        };
        let title = listing.title.clone().unwrap_or_else(|| tr("Articles").to_owned());
        match self.chooser.chooser_ui(ctx, &title, tr("Find an article"), theme, |query| rows(listing, query)) {
            Answer::Picked(i) => {
                out.send(Command::Escape);
                if let Some(item) = listing.items.get(i) {
                    let source = Source::Item(Box::new(item.clone()));
                    out.send(if state.is_adding { Command::Add(source) } else { Command::Open(source) });
                }
            }
            Answer::Closed => out.send(Command::Escape),
            Answer::Open => {}
        }
    }
}

/// The articles with the typed words in their titles, in the order of the listing.
fn rows(listing: &Listing, query: &str) -> Vec<Row<usize>> {
    let wanted = fold(query);
    let icon = if listing.kind == ListingKind::Folder { Icon::Open } else { Icon::Text };
    let items = listing.items.iter().enumerate().filter(|(_, item)| fold(&item.title).contains(&wanted));
    let row = |(i, item): (usize, &crate::article::Item)| Row {
        icon,
        name: item.title.clone(),
        second: item.published.and_then(Range::day).map_or(String::new(), |day| short_date(&day)),
        value: i,
    };
    items.map(row).take(MOST_ROWS).collect()
}
