//! An EPUB book in, its chapters out as a list of articles to choose from.

use super::archive::Parts;
use crate::article::listing::{Held, Item, Listing, ListingKind, Loaded};
use crate::article::load::{Fault, html};
use crate::article::{Article, BlockKind, Published, parts};
use jiff::civil::Date;
use rbook::Epub;
use std::collections::BTreeMap;
use std::io::Cursor;

/// Fewer letters than these are a cover or a half-title, in bytes.
const LEAST_CHAPTER: usize = 200;

/// Opens a book; one with a single chapter is an article.
pub(super) fn open(bytes: Vec<u8>) -> Result<Loaded, Fault> {
    Parts::open(&bytes)?.check()?;
    let book = Epub::options().strict(false).read(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let metadata = book.metadata();
    let title = metadata.title().map(|t| t.value().trim().to_owned()).filter(|t| !t.is_empty());
    let authors: Vec<&str> = metadata.creators().map(|c| c.value().trim()).filter(|c| !c.is_empty()).collect();
    let byline = (!authors.is_empty()).then(|| authors.join(", "));
    let published = metadata.published().and_then(|p| {
        // Books without a day in their date give the first of the month or year: no day on which a chapter could count.
        Date::new(p.date().year(), p.date().month().try_into().ok()?, p.date().day().try_into().ok()?).ok()
    });
    let mut names = BTreeMap::new();
    for entry in book.toc().contents().iter().flat_map(|contents| contents.flatten()) {
        if let Some(resource) = entry.manifest_entry() {
            names.entry(resource.id().to_owned()).or_insert_with(|| entry.label().trim().to_owned());
        }
    }
    let mut items = Vec::new();
    let mut n_long = 0;
    for content in book.reader() {
        // A chapter that cannot be read costs none of the others.
        let Ok(content) = content else { continue };
        let draft = html::blocks(content.content());
        if draft.text.is_empty() || content.manifest_entry().properties().has_property("nav") {
            continue;
        }
        let heading = draft.blocks.iter().find(|b| b.kind == BlockKind::Heading).map(|b| b.span.of(&draft.text).to_owned());
        let named = names.get(content.manifest_entry().id()).filter(|n| !n.is_empty()).cloned();
        let name = named.or(heading).unwrap_or_else(|| format!("Part {}", items.len() + 1));
        n_long += usize::from(draft.text.len() >= LEAST_CHAPTER);
        let article = parts::read_marked_up(draft.text, draft.blocks);
        let article = Article {
            title: Some(name.clone()),
            byline: byline.clone().or(article.byline),
            source: title.clone(),
            published: article.published.or(published.map(|date| Published { date, span: None })),
            ..article
        };
        items.push((article.text.len(), Item::new(name, None, Held::Article(Box::new(article)))));
    }
    // Covers and half-titles are left out, unless the whole book is as short.
    let items: Vec<Item> = items.into_iter().filter(|(n, _)| n_long == 0 || *n >= LEAST_CHAPTER).map(|(_, item)| item).collect();
    match <[Item; 1]>::try_from(items) {
        Ok([item]) => {
            let mut article = item.load().map_err(|_| Fault::Damaged)?;
            // A book of one chapter is named by its title: the chapter may bear the heading of a part of it.
            article.title = title.or(article.title);
            Ok(Loaded::Article(Box::new(article)))
        }
        Err(items) => Ok(Loaded::Listing(Listing { kind: ListingKind::Book, title, items })),
    }
}
