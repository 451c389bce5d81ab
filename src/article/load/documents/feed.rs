//! A feed in, its articles out as a list to choose from: RSS, Atom or JSON Feed. Nothing that it refers to is loaded.

use crate::article::listing::{Held, Item, Listing, ListingKind, Loaded};
use crate::article::load::draft::Draft;
use crate::article::load::{Fault, decode, html};
use crate::article::{Article, BlockKind, Published, parts};
use feed_rs::model::{Entry, Text};
use jiff::civil::Date;

/// Most articles of a feed that are listed.
const MOST_ITEMS: usize = 10_000;

/// Whether bytes are a feed, by the name of its root or the version it gives.
pub(super) fn is_feed(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or(bytes)).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with('{') {
        return head.contains("jsonfeed.org/version") || head.contains("jsonfeed.org\\/version");
    }
    // The root is the first element; declarations, comments and style sheets stand before it.
    let root = head.split('<').skip(1).find(|tag| !tag.starts_with(['?', '!'])).unwrap_or("");
    head.starts_with('<')
        && ["rss", "feed", "rdf:rdf"]
            .iter()
            .any(|name| root.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\r', '\t'])))
}

/// Opens a feed.
pub(super) fn open(bytes: &[u8]) -> Result<Loaded, Fault> {
    let parse = |bytes: &[u8]| feed_rs::parser::parse(bytes).ok(); // why not is said in the same words
    let feed = parse(bytes).or_else(|| parse(plainest(bytes)?.as_bytes())).ok_or(Fault::Damaged)?;
    let title = feed.title.as_ref().map(plain).filter(|t| !t.is_empty());
    let items = feed.entries.iter().take(MOST_ITEMS).filter_map(|entry| item(entry, title.as_deref())).collect();
    Ok(Loaded::Listing(Listing { kind: ListingKind::Feed, title, items }))
}

/// A feed that the parser refuses in the plainest form of its kind: RSS of versions that differ in nothing that is read here (0.9x, or none given),
/// or with a name of its own for its elements; types of content left empty; an encoding that is not the one it names.
fn plainest(bytes: &[u8]) -> Option<String> {
    let text = decode::text(bytes, None).ok()?; // what is no text is no feed
    let text = text.trim_start_matches('\u{feff}').trim_start();
    // The words are decoded: what was said of their encoding is over.
    let text = match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest,
        None => text,
    };
    let text = text.replace(" type=\"\"", "").replace(" type=''", "");
    let Some(start) = text.find("<rss").filter(|i| text.get(i + 4..).is_some_and(|r| r.starts_with(['>', ' ', '\n', '\r', '\t']))) else {
        return Some(text);
    };
    let (before, root) = text.split_at(start);
    let (root, behind) = root.split_once('>')?;
    // Of the root only the prefixes of other vocabularies matter.
    let mut plain = format!("{before}<rss version=\"2.0\"");
    for attribute in root.split_whitespace().filter(|a| a.starts_with("xmlns:") && a.ends_with(['"', '\''])) {
        plain.push(' ');
        plain.push_str(attribute);
    }
    Some(plain + ">" + behind)
}

/// An article of a feed, with its words as far as the feed has them.
fn item(entry: &Entry, feed: Option<&str>) -> Option<Item> {
    let link = entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|rel| rel == "alternate")).or(entry.links.first());
    let link = link.map(|l| l.href.clone());
    let title = entry.title.as_ref().map(plain).filter(|t| !t.is_empty());
    let day = entry.published.or(entry.updated).map(|instant| instant.date_naive().to_string());
    let published: Option<Date> = day.and_then(|d| d.parse().ok()); // a year outside the calendar is no day
    let content = entry.content.as_ref().and_then(|c| c.body.as_deref()).filter(|body| !body.trim().is_empty());
    let summary = entry.summary.as_ref().map(|s| s.content.as_str());
    let mut draft = Draft::default();
    draft.push_collapsed(title.as_deref().unwrap_or(""));
    draft.end_block(BlockKind::Title);
    let n_title = draft.text.len();
    draft.append(&html::blocks(content.or(summary).unwrap_or("")));
    let name = title.clone().or_else(|| draft.text.lines().next().map(|l| l.chars().take(80).collect())).or(link.clone())?;
    if draft.text.len() == n_title {
        return Some(Item::new(name, published, Held::Address(link?)));
    }
    let article = parts::read_marked_up(draft.text, draft.blocks);
    let names: Vec<&str> = entry.authors.iter().filter_map(|a| a.name.as_deref()).map(str::trim).filter(|n| !n.is_empty()).collect();
    let article = Article {
        title: title.or(article.title),
        byline: (!names.is_empty()).then(|| names.join(", ")).or(article.byline),
        source: link.or(feed.map(str::to_owned)),
        published: published.map(|date| Published { date, span: None }).or(article.published),
        ..article
    };
    Some(Item::new(name, published, Held::Article(Box::new(article))))
}

/// The words of a title, which may be markup.
fn plain(text: &Text) -> String {
    let words = if text.content.contains(['<', '&']) { html::blocks(&text.content).text } else { text.content.clone() };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
