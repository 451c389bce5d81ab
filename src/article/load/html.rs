//! A web page in, its article out: the main text by a kept extractor, title, author, day and address from the markup.
//!
//! Scripts never run, and nothing that the page refers to is loaded.

mod bounds;
mod densest;
mod links;
mod markup;
mod published;

use super::apart::apart;
use super::draft::Draft;
use super::{Error, Origin};
use crate::article::{Article, BlockKind, Published, parts};
use bounds::{DEEPEST, is_overgrown, without_nesting};
use dom_query::{Document, NodeRef};
use markup::Page;
use rs_trafilatura::Options;
use rs_trafilatura::page_type::PageType;
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Least words of an extraction, in bytes; with fewer the whole body is read.
const LEAST_BYTES: usize = 120;

/// An extraction shorter than this, in bytes, may have left the story out; a longer one is believed.
const MOST_LEFT_OUT: usize = 2000;

/// How many times the extraction the running text of another element must be, to be read in its place.
const LEAST_MISSED: usize = 2;

/// Opens a web page, apart: a page may be made so that it takes hours.
pub(super) fn open(html: String, origin: &Origin<'_>) -> Result<Article, Error> {
    let url = origin.url.map(str::to_owned);
    let opened = apart(move || Ok(article(&html, url)));
    opened.map_err(|fault| Error::Document { path: origin.name.to_owned(), what: "a web page", fault })
}

/// Reads the article of a web page.
fn article(html: &str, url: Option<String>) -> Article {
    let flat;
    let html = if is_overgrown(html) {
        flat = without_nesting(html);
        flat.as_str()
    } else {
        html
    };
    let page = Page::parse(html);
    let url = url.or_else(|| address(&page, html));
    let title = title(&page);
    let mut draft = Draft::default();
    let content = main_content(html, url.as_deref());
    if let Some(content) = &content {
        read_blocks(&content.html_root(), &mut draft);
    }
    if draft.text.len() < LEAST_BYTES {
        let mut whole = Draft::default();
        if let Some(body) =
            page.select("article, main, [role='main']").nodes().first().copied().or_else(|| page.select("body").nodes().first().copied())
        {
            read_blocks(&body, &mut whole);
        }
        if whole.text.len() > draft.text.len() {
            draft = whole;
        }
    }
    if draft.text.len() < MOST_LEFT_OUT
        && let Some((element, _)) = densest::densest(&page).filter(|(_, len)| *len > LEAST_MISSED * draft.text.len().max(LEAST_BYTES))
    {
        draft = Draft::default();
        read_blocks(&element, &mut draft);
    }
    links::mark(&mut draft);
    let draft = with_title(draft, title.as_deref());
    let mut article = parts::read_marked_up(draft.text, draft.blocks);
    article.title = title.or(article.title);
    article.byline = author(&page).or(article.byline);
    article.source = url.clone().or_else(|| page.first_metadata(&["og:site_name", "application-name"]));
    if let Some(date) = published::published(&page, url.as_deref(), &article.text) {
        // Words that say the same day are its evidence.
        let span = article.published.filter(|p| p.date == date).and_then(|p| p.span);
        article.published = Some(Published { date, span });
    }
    article
}

/// Reads the blocks of a page that is all article: a chapter of a book, a mail, an entry of a feed.
#[cfg(feature = "documents")]
pub(super) fn blocks(html: &str) -> Draft {
    let flat = is_overgrown(html).then(|| without_nesting(html));
    let document = Document::from(flat.as_deref().unwrap_or(html));
    let mut draft = Draft::default();
    if let Some(body) = document.select("body").nodes().first() {
        read_blocks(body, &mut draft);
    }
    draft
}

/// The main text of a page as markup of its own; `None` where the extractor finds none.
fn main_content(html: &str, url: Option<&str>) -> Option<Document> {
    let options = Options { url: url.map(str::to_owned), page_type: Some(PageType::Article), include_links: true, ..Options::default() };
    // The extractor is not ours: what it cannot read, the fallback may.
    let extracted = catch_unwind(AssertUnwindSafe(|| rs_trafilatura::extract_with_options(html, &options))).ok()?.ok()?;
    extracted.content_html.filter(|h| !h.trim().is_empty()).map(|h| Document::from(h.as_str()))
}

/// Puts the headline above the text, where it does not stand there.
fn with_title(draft: Draft, title: Option<&str>) -> Draft {
    let Some(title) = title.filter(|t| !t.trim().is_empty()) else { return draft };
    let mut out = Draft::default();
    out.push_collapsed(title);
    out.end_block(BlockKind::Title);
    let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let same = letters(title);
    for (i, block) in draft.blocks.iter().enumerate() {
        let words = block.span.of(&draft.text);
        if i < 4 && letters(words) == same {
            continue;
        }
        out.push(words);
        out.end_block(if block.kind == BlockKind::Title { BlockKind::Heading } else { block.kind });
    }
    out
}

/// Reads the blocks below a node.
fn read_blocks(node: &NodeRef<'_>, draft: &mut Draft) {
    read_children(node, BlockKind::Paragraph, 0, draft);
    draft.end_block(BlockKind::Paragraph);
}

fn read_children(node: &NodeRef<'_>, kind: BlockKind, depth: usize, draft: &mut Draft) {
    if depth > DEEPEST {
        return;
    }
    for child in node.children_it(false) {
        if child.is_text() {
            draft.push_collapsed(&child.text());
            continue;
        }
        let Some(name) = child.node_name() else { continue };
        match name.as_ref() {
            "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "form" | "button" | "select" | "nav" | "footer" | "head"
            | "aside" | "video" | "audio" | "object" | "canvas" => {}
            "br" => {
                // Two line ends part paragraphs on pages that know no other way.
                if child
                    .next_sibling()
                    .and_then(|n| if n.is_text() && n.text().trim().is_empty() { n.next_sibling() } else { Some(n) })
                    .is_some_and(|n| n.has_name("br"))
                {
                    draft.end_block(kind);
                } else {
                    draft.push_collapsed(" ");
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => block(&child, BlockKind::Heading, kind, depth, draft),
            "li" | "dt" | "dd" => block(&child, BlockKind::ListItem, kind, depth, draft),
            "figcaption" | "caption" => block(&child, BlockKind::Caption, kind, depth, draft),
            "td" | "th" => {
                read_children(&child, kind, depth + 1, draft);
                draft.push_collapsed(" ");
            }
            "p" | "div" | "section" | "article" | "main" | "header" | "blockquote" | "figure" | "pre" | "table" | "tr" | "ul" | "ol"
            | "dl" | "hr" | "address" | "body" | "tbody" | "thead" | "center" | "details" | "summary" | "fieldset" => {
                block(&child, kind, kind, depth, draft)
            }
            "a" => {
                draft.begin_link();
                read_children(&child, kind, depth + 1, draft);
                draft.end_link();
            }
            _ => read_children(&child, kind, depth + 1, draft),
        }
    }
}

/// Reads an element that is a block of its own.
fn block(node: &NodeRef<'_>, kind: BlockKind, outer: BlockKind, depth: usize, draft: &mut Draft) {
    draft.end_block(outer);
    read_children(node, kind, depth + 1, draft);
    draft.end_block(kind);
}

/// The headline: as linked data, the page's heading or its metadata have it.
fn title(page: &Page) -> Option<String> {
    let clean = |words: &str| Some(words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|w| !w.is_empty());
    let headline = || linked(page, |node| node.get("headline").and_then(Value::as_str).and_then(clean));
    let headings = page.select("h1");
    let heading = (headings.length() == 1).then(|| clean(&headings.text())).flatten();
    let shared = page.first_metadata(&["og:title", "twitter:title", "dc.title", "headline"]).and_then(|t| clean(&t));
    let named = || clean(&page.select("head title").text());
    // One heading on the page that is no mere name of the house is the headline.
    let is_house = |h: &str| page.metadata("og:site_name").iter().any(|house| house.eq_ignore_ascii_case(h));
    let heading = heading.filter(|h| h.split(' ').count() >= 3 && !is_house(h));
    heading.or_else(headline).or(shared.map(|t| without_house(&t, page))).or_else(|| named().map(|t| without_house(&t, page)))
}

/// A title without the name of the house behind it: "Ferry crews strike | The Daily Tide".
fn without_house(title: &str, page: &Page) -> String {
    let house = page.first_metadata(&["og:site_name", "application-name"]).map(|h| h.to_lowercase());
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let is_house = house.as_deref() == Some(tail.trim().to_lowercase().as_str());
            if is_house || (mark == " | " && tail.split(' ').count() <= 5 && head.split(' ').count() >= 4) {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// The author: as linked data or metadata name them.
fn author(page: &Page) -> Option<String> {
    let from_linked = linked(page, |node| {
        let name = |v: &Value| {
            v.as_str().or_else(|| v.get("name").and_then(Value::as_str)).map(str::trim).filter(|n| is_name(n)).map(str::to_owned)
        };
        match node.get("author")? {
            Value::Array(authors) => {
                let names: Vec<String> = authors.iter().filter_map(name).collect();
                (!names.is_empty()).then(|| names.join(", "))
            }
            one => name(one),
        }
    });
    let from_metadata = || {
        page.first_metadata(&["author", "byl", "dc.creator", "parsely-author", "sailthru.author", "article:author_name", "citation_author"])
    };
    let from_markup = || {
        let element = page.select("[rel='author'], [itemprop='author'], .byline-name, .author-name, .byline").first().text();
        Some(element.to_string())
    };
    let clean = |words: String| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words =
            words.strip_prefix("By ").or(words.strip_prefix("by ")).or(words.strip_prefix("BY ")).map(str::to_owned).unwrap_or(words);
        is_name(&words).then_some(words)
    };
    from_linked.or_else(|| from_metadata().and_then(clean)).or_else(|| from_markup().and_then(clean))
}

fn is_name(words: &str) -> bool {
    !words.is_empty() && words.len() <= 160 && !words.contains("://") && !words.contains('<') && words.chars().any(char::is_alphabetic)
}

/// The first answer of an article in the linked data.
fn linked<T>(page: &Page, ask: impl Fn(&Value) -> Option<T>) -> Option<T> {
    let mut found = None;
    for script in page.scripts("application/ld+json") {
        let Ok(document) = serde_json::from_str::<Value>(script.trim()) else { continue };
        published::visit(&document, 0, &mut |node| {
            if found.is_none() && published::is_article(node) {
                found = ask(node);
            }
        });
    }
    found
}

/// The address of a saved page: its own, or the one that the browser noted.
fn address(page: &Page, html: &str) -> Option<String> {
    let is_whole = |u: &String| u.starts_with("http://") || u.starts_with("https://");
    let canonical = page.select("link[rel='canonical']").attr("href").map(|h| h.to_string()).filter(is_whole);
    canonical.or_else(|| page.first_metadata(&["og:url"]).filter(is_whole)).or_else(|| {
        let noted = html.split_once("<!-- saved from url=(")?.1.split_once(')')?.1;
        noted.split(char::is_whitespace).next().map(str::to_owned).filter(is_whole)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Ferry crews end their strike | The Daily Tide</title>
        <meta property="og:site_name" content="The Daily Tide"><link rel="canonical" href="https://tide.example/2020/ferry">
        <meta property="article:published_time" content="2020-05-05T08:00:00Z"><meta name="author" content="Ann Example">
        <script>document.write("never run")</script></head><body>
        <nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
        <article><h1>Ferry crews end their strike</h1>
        <figure><img src="a.jpg"><figcaption>A ferry leaves Piraeus. (Jo Person/Imagebank)</figcaption></figure>
        <p>PIRAEUS, Greece — Crews of the ferries to Crete went back to work on Monday after a strike
        of nine days, their union said, and thousands of travellers could go home at last.</p>
        <p>The first ship left <a href="/piraeus">Piraeus</a> for Heraklion at noon with four hundred people on board, many of whom had slept in the harbour.</p>
        <h2>What they won</h2>
        <ul><li>More pay for nights</li><li>Fewer hours in winter</li></ul>
        <p>Join our Telegram channel and get the news first!</p>
        <p>The ministry in Athens said that it was glad, and that the islands would have bread again by the evening of the same day.</p>
        <p><a href="/y">The strike in pictures</a></p><h3>More from Crete</h3><ul><li><a href="/z">Bus drivers</a> are glad</li></ul>
        <p>Trains will run again from Friday, as the ministry of transport in Athens said in the evening of the same long day.</p>
        <h3>Comments</h3><p>I was there, and it was cold in the harbour, I can tell you all.</p></article>
        <aside class="related"><h3>Related</h3><a href="/x">Trains stop in Thessaloniki</a></aside>
        <footer>© 2020 The Daily Tide. All rights reserved.</footer></body></html>"#;

    #[test]
    fn a_page_of_millions_of_elements_is_read_without_them() {
        for tags in ["<div>", "<p>", "<div></div>", "<b></b>", "Rome <div>"] {
            let page = format!("<html><body><p>The train left Rome.{}", tags.repeat(400_000));
            assert!(is_overgrown(&page) && without_nesting(&page).matches('<').count() <= bounds::MOST_TAGS, "{tags}");
            assert!(article(&page, None).text.starts_with("The train left Rome."), "{tags}");
        }
    }

    #[test]
    fn a_page_made_to_take_hours_is_read_without_its_markup() {
        let bold: String = (0..300).map(|i| format!("<b i={i}></x>")).collect();
        for (page, expected) in [
            // Bold in bold, each closed by a tag that closes nothing, and opened again in each paragraph.
            (format!("<p>The train left Rome.{bold}{}", "<p>x".repeat(50_000)), true),
            (format!("<p>The train left Rome.{}", "<b></i>".repeat(500)), true),
            (format!("<p>The train left Rome.<i{}>", (0..40_000).map(|i| format!(" a{i}")).collect::<String>()), true),
            (format!("<p>The train left Rome.<i x='>'{}>", (0..40_000).map(|i| format!(" a{i}=1")).collect::<String>()), true),
            (format!("<p>The train left Rome.<img src='{}'>", "a b/".repeat(1_000_000)), false),
            (format!("<ul>{}", "<li><a href=x>The train left Rome.</a>".repeat(2_000)), false),
        ] {
            assert_eq!(is_overgrown(&page), expected, "{}", &page[..60]);
            assert!(article(&page, None).text.contains("The train left Rome."));
        }
    }

    #[test]
    fn a_page_becomes_an_article() {
        let article = article(PAGE, None);
        assert_eq!(article.title.as_deref(), Some("Ferry crews end their strike"));
        assert_eq!(article.byline.as_deref(), Some("Ann Example"));
        assert_eq!(article.source.as_deref(), Some("https://tide.example/2020/ferry"));
        assert_eq!(article.published.map(|p| p.date.to_string()).as_deref(), Some("2020-05-05"));
        let story: Vec<String> = article.story_blocks().map(|b| format!("{:?} {}", b.kind, b.span.of(&article.text))).collect();
        let story = story.join("\n");
        assert!(story.contains("Title Ferry crews"), "{story}");
        assert!(
            story.contains(
                "Paragraph PIRAEUS, Greece — Crews of the ferries to Crete went back to work on Monday after a strike of nine days"
            ),
            "{story}"
        );
        assert!(story.contains("Heading What they won") && story.contains("ListItem More pay for nights"), "{story}");
        for furniture in ["Telegram", "Home", "never run", "Thessaloniki", "rights reserved", "in pictures", "Bus drivers", "I was there"] {
            assert!(!story.contains(furniture), "{furniture} is furniture:\n{story}");
        }
    }

    #[test]
    fn the_name_of_the_house_is_no_headline() {
        let page = r#"<html><head><title>Ferry crews end their strike | The Daily Tide</title><meta property="og:title" content="Ferry crews end their strike">
            <meta property="og:site_name" content="The Daily Tide"></head><body><h1>The Daily Tide</h1><p>PIRAEUS, Greece — Crews went back.</p></body></html>"#;
        assert_eq!(article(page, None).title.as_deref(), Some("Ferry crews end their strike"));
    }

    #[test]
    fn pages_that_are_hardly_pages_do_no_harm() {
        for html in [
            "<html>",
            "<html><body><p>Short.</p>",
            &format!("<html>{}Rome{}", "<div>".repeat(100_000), "</div>".repeat(100_000)),
            &"<b><i>".repeat(50_000),
            "<html><script type='application/ld+json'>[[[[</script><p>\u{0}\u{fffd}</p>",
            &format!("<html><script type='application/ld+json'>{}</script>", "[".repeat(100_000)),
            "<!DOCTYPE html><html lang='ar' dir='rtl'><p>غادر القطار القاهرة صباح يوم الاثنين.</p>",
        ] {
            article(html, None);
        }
    }
}
