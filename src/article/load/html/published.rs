//! A web page in, the day it appeared out: from its markup first, from its words last.
//!
//! In this order: JSON-LD, OpenGraph and other metadata, marked-up elements, the address, `time` elements, elements named like
//! dates, the words near the top, the day of its last change. Source: the order of sources follows htmldate (Barbaresi 2020, JOSS 5(51)).

use super::markup::Page;
use crate::article::calendar::{DayOrder, month_named, written_dates};
use dom_query::{NodeRef, Selection};
use jiff::civil::Date;
use serde_json::Value;

/// Names of metadata that hold the day of publication, best first. Source: Dublin Core, OpenGraph, schema.org and the systems that newspapers use.
const PUBLISHED_NAMES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "og:regdate",
    "datepublished",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.created",
    "date.published",
    "datepublication",
    "publication_date",
    "publication-date",
    "publicationdate",
    "publish_date",
    "publish-date",
    "publishdate",
    "publisheddate",
    "published-date",
    "published_date",
    "published",
    "published_at",
    "pubdate",
    "pub_date",
    "article:publicationdate",
    "article.published",
    "article_date_original",
    "article:published",
    "article:published_date",
    "originalpublicationdate",
    "parsely-pub-date",
    "sailthru.date",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "shareaholic:article_published_time",
    "citation_publication_date",
    "citation_date",
    "displaydate",
    "release_date",
    "issued",
    "video:release_date",
    "created",
    "created_time",
    "creation_date",
    "datecreated",
    "dc.date",
    "dcterms.date",
    "dcterms.available",
    "date",
    "pdate",
    "ptime",
    "timestamp",
    "time",
    "icbm:date",
    "analytics:date",
    "mediator_published_time",
    "vr:published_time",
];

/// Names of metadata that hold the day of the last change.
const MODIFIED_NAMES: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "date.modified",
    "lastmod",
    "lastmodified",
    "last-modified",
    "modified",
    "modificationdate",
    "moddate",
    "revised",
    "updated",
    "dateupdate",
    "utime",
];

/// Returns the day on which the page appeared.
pub(super) fn published(page: &Page, url: Option<&str>, body_text: &str) -> Option<Date> {
    let order = day_order(page, url);
    let linked_data = linked_data(page);
    let day = |value: &str| day_in(value, order);
    from_linked_data(&linked_data, &["datePublished"])
        .or_else(|| from_metadata(page, PUBLISHED_NAMES, order))
        .or_else(|| from_marked_elements(page, order))
        .or_else(|| url.and_then(from_address))
        .or_else(|| from_linked_data(&linked_data, &["dateCreated", "uploadDate"]))
        .or_else(|| from_time_elements(page, order))
        .or_else(|| from_named_elements(page, order))
        .or_else(|| from_words(&page.text_near_top(), order, true))
        .or_else(|| from_words(body_text, order, false))
        .or_else(|| from_linked_data(&linked_data, &["dateModified"]))
        .or_else(|| from_metadata(page, MODIFIED_NAMES, order))
        .or_else(|| page.comment_dates().iter().find_map(|words| day(words)))
}

/// How "03/04/2018" is meant on this page: by its language and country, or by its address.
fn day_order(page: &Page, url: Option<&str>) -> DayOrder {
    let language = page.language().to_lowercase().replace('_', "-");
    let host = url.and_then(|u| u.split("://").nth(1)).and_then(|rest| rest.split(['/', '?', ':']).next()).unwrap_or("");
    let is_american = host.ends_with(".com")
        || host.ends_with(".org")
        || host.ends_with(".us")
        || host.ends_with(".gov")
        || host.ends_with(".edu")
        || host.ends_with(".net");
    match language.as_str() {
        "en-us" => DayOrder::MonthFirst,
        "en" | "" if is_american => DayOrder::MonthFirst,
        "" if host.is_empty() => DayOrder::Unknown,
        _ => DayOrder::DayFirst,
    }
}

/// The day that a machine-readable value, or words, begin with.
fn day_in(value: &str, order: DayOrder) -> Option<Date> {
    let value = value.trim();
    let digits: &str = value.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
    let number = || digits.parse::<i64>().ok(); // More digits than a number holds are no date.
    match digits.len() {
        // Seconds or milliseconds since 1970, as of 2001 to 2100.
        10 if digits.len() == value.len() => jiff::Timestamp::from_second(number()?).ok().and_then(day_of),
        13 if digits.len() == value.len() => jiff::Timestamp::from_millisecond(number()?).ok().and_then(day_of),
        // 20180717, also with a time behind it.
        8 | 12 | 14 => compact_day(digits.get(..8)?),
        _ => written_dates(value, order).first().map(|d| d.date).filter(|d| is_web_day(*d)),
    }
}

fn day_of(instant: jiff::Timestamp) -> Option<Date> {
    Some(jiff::tz::TimeZone::UTC.to_datetime(instant).date()).filter(|d| is_web_day(*d))
}

fn compact_day(digits: &str) -> Option<Date> {
    let (year, month, day) = (digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?, digits.get(6..)?.parse().ok()?); // Digits only: always numbers.
    Date::new(year, month, day).ok().filter(|d| is_web_day(*d)) // No such day: no date.
}

/// Whether a page can have appeared then: there were none before 1995.
fn is_web_day(date: Date) -> bool {
    (1995..=2100).contains(&date.year())
}

/// The documents of linked data on the page.
fn linked_data(page: &Page) -> Vec<Value> {
    page.scripts("application/ld+json").iter().filter_map(|script| lenient_json(script)).collect()
}

/// JSON as pages have it: in comments, with line ends in strings, with a comma too many.
fn lenient_json(script: &str) -> Option<Value> {
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(script).ok().or_else(|| {
        // What cannot be read at all tells no date; other sources may.
        let flat: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&flat).ok().or_else(|| {
            let dates = ["datePublished", "dateCreated", "dateModified"].iter().filter_map(|key| {
                let rest = flat.split_once(&format!("\"{key}\""))?.1.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
                Some(((*key).to_owned(), Value::from(rest.split('"').next()?)))
            });
            Some(Value::Object(dates.collect()))
        })
    })
}

/// The first of `keys` in the linked data: in an article before anything else.
fn from_linked_data(documents: &[Value], keys: &[&str]) -> Option<Date> {
    for is_article_only in [true, false] {
        for key in keys {
            let mut found = None;
            for document in documents {
                visit(document, 0, &mut |node| {
                    if found.is_none() && (!is_article_only || is_article(node)) {
                        found = node.get(*key).and_then(Value::as_str).and_then(|v| day_in(v, DayOrder::Unknown));
                    }
                });
            }
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Visits the objects of a document, outermost first.
pub(super) fn visit<'v>(value: &'v Value, depth: u32, see: &mut impl FnMut(&'v Value)) {
    // Linked data nests a few levels; deeper is an attack.
    if depth > 12 {
        return;
    }
    match value {
        Value::Object(fields) => {
            see(value);
            for (name, field) in fields {
                // What an article has parts of, or is commented with, appeared at other times.
                if !matches!(name.as_str(), "comment" | "review" | "isPartOf" | "hasPart" | "itemListElement" | "citation" | "publisher") {
                    visit(field, depth + 1, see);
                }
            }
        }
        Value::Array(entries) => entries.iter().for_each(|e| visit(e, depth + 1, see)),
        _ => {}
    }
}

/// Whether a node of linked data is an article.
pub(super) fn is_article(node: &Value) -> bool {
    let is_kind = |kind: &str| ["Article", "Posting", "Report", "Review", "Recipe", "Story"].iter().any(|k| kind.ends_with(k));
    match node.get("@type") {
        Some(Value::String(kind)) => is_kind(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is_kind),
        _ => false,
    }
}

fn from_metadata(page: &Page, names: &[&str], order: DayOrder) -> Option<Date> {
    names.iter().find_map(|name| page.metadata(name).iter().find_map(|value| day_in(value, order)))
}

/// Elements that say themselves that they hold the day of publication.
fn from_marked_elements(page: &Page, order: DayOrder) -> Option<Date> {
    const MARKED: &[&str] = &[
        "[itemprop~='datePublished']",
        "[property~='datePublished']",
        "time[pubdate]",
        "time.entry-date.published",
        "time.published",
        "abbr.published",
        "[itemprop~='dateCreated']",
        "[data-published]",
        "[data-publish-date]",
        "[data-datetime]",
    ];
    MARKED.iter().find_map(|selector| page.select(selector).iter().find_map(|element| day_of_element(&element, order)))
}

/// The day that an element holds in an attribute, or in few words.
fn day_of_element(element: &Selection<'_>, order: DayOrder) -> Option<Date> {
    let attributes =
        ["datetime", "content", "title", "data-datetime", "data-published", "data-publish-date", "data-time", "data-timestamp"];
    let in_attribute = attributes.iter().find_map(|name| day_in(&element.attr(name)?, order));
    let words = element.text();
    let in_words = || (words.len() < 200).then(|| day_in_words(&words, order).or_else(|| short_day_in_words(&words))).flatten();
    // Words that call their day that of publication know better than an attribute, which may be that of the last change.
    let lower = words.to_lowercase();
    if ["publi", "posted", "veröffentlicht", "erschienen"].iter().any(|said| lower.trim_start().starts_with(said)) {
        return in_words().or(in_attribute);
    }
    in_attribute.or_else(in_words)
}

/// The first full date in words.
fn day_in_words(words: &str, order: DayOrder) -> Option<Date> {
    written_dates(words, order).iter().map(|d| d.date).find(|d| is_web_day(*d))
}

/// The first date of day, month and the year's last two digits with stops between them, as German-speaking countries write it: "30.10.23".
fn short_day_in_words(words: &str) -> Option<Date> {
    let numbers = |word: &str| -> Option<Date> {
        let mut parts = word.trim_matches(|c: char| !c.is_ascii_digit()).split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let is_short = |part: &str| (1..=2).contains(&part.len());
        if parts.next().is_some() || !is_short(day) || !is_short(month) || year.len() != 2 {
            return None;
        }
        let year: i16 = year.parse().ok()?; // not digits: no date
        Date::new(2000 + year, month.parse().ok()?, day.parse().ok()?).ok() // as above; no such day
    };
    words.split_whitespace().find_map(numbers)
}

/// The day in the path of an address: "/2018/07/17/", "/2018/jul/17/", "-20180717".
fn from_address(url: &str) -> Option<Date> {
    let path = url.split("://").nth(1)?.split_once('/')?.1;
    // The day on which an archive took its copy is not the page's.
    let path = path.strip_prefix("web/").map_or(path, |archived| archived.split_once("://").map_or("", |(_, rest)| rest));
    let parts: Vec<&str> = path.split(|c: char| !c.is_alphanumeric()).collect();
    for three in parts.windows(3) {
        let [year, month, day] = *three else { continue };
        let is_number = |s: &str| s.bytes().all(|b| b.is_ascii_digit()) && !s.is_empty();
        if year.len() == 4 && is_number(year) && is_number(day) && day.len() <= 2 && !month.is_empty() {
            let month = if is_number(month) && month.len() <= 2 { month.parse().ok() } else { month_named(month) };
            let date = month.and_then(|m| Date::new(year.parse().ok()?, m, day.parse().ok()?).ok());
            if let Some(date) = date.filter(|d| is_web_day(*d)) {
                return Some(date);
            }
        }
    }
    parts.iter().filter(|p| p.len() == 8 && p.bytes().all(|b| b.is_ascii_digit())).find_map(|p| compact_day(p))
}

/// `time` elements of the article, or failing that of the page; not of teasers, comments and foot.
fn from_time_elements(page: &Page, order: DayOrder) -> Option<Date> {
    let times = page.select("time");
    let usable: Vec<Selection<'_>> = times.iter().filter(|t| t.nodes().first().is_some_and(|n| !is_aside(n))).collect();
    let is_change = |t: &Selection<'_>| {
        let class = t.attr("class").map(|c| c.to_lowercase()).unwrap_or_default();
        class.contains("updated") && !class.contains("published") || class.contains("modified")
    };
    usable.iter().filter(|t| !is_change(t)).chain(usable.iter()).find_map(|t| day_of_element(t, order))
}

/// Elements whose class or name speaks of dates, with few words.
fn from_named_elements(page: &Page, order: DayOrder) -> Option<Date> {
    const NAMED: &[&str] = &[
        "[class*='publish']",
        "[id*='publish']",
        "[class*='pubdate']",
        "[class*='pub-date']",
        "[class*='entry-date']",
        "[class*='post-date']",
        "[class*='postdate']",
        "[class*='article-date']",
        "[class*='date-header']",
        "[class*='dateline']",
        "[class*='posted']",
        "[class*='datum']",
        "[class*='fecha']",
        "[class*='timestamp']",
        "[class*='time-stamp']",
        "[class*='entry-meta']",
        "[class*='post-meta']",
        "[class*='article-meta']",
        "[class*='postmetadata']",
        "[class*='byline']",
        "[class*='date']",
        "[id*='date']",
        "[class*='Date']",
        "[id*='Date']",
        "[class*='time']",
        "[class*='meta']",
        "[class*='info']",
    ];
    NAMED.iter().find_map(|selector| {
        page.select(selector).iter().find_map(|element| {
            let node = *element.nodes().first()?;
            let words = element.text();
            let is_short = words.trim().len() < 300 && !words.trim().is_empty();
            let is_usable = is_short && !is_aside(&node);
            let short = || selector.contains("date").then(|| short_day_in_words(&words)).flatten();
            is_usable.then(|| day_in_words(&words, order).or_else(short)).flatten()
        })
    })
}

/// Whether an element stands where other articles, comments or the house itself are dated.
fn is_aside(node: &NodeRef<'_>) -> bool {
    const ASIDE: &[&str] =
        &["comment", "related", "sidebar", "widget", "footer", "teaser", "recommend", "most-read", "latest", "trending", "copyright"];
    std::iter::once(*node).chain(node.ancestors(Some(20))).any(|n| {
        let name = n.node_name();
        if matches!(name.as_deref(), Some("aside" | "footer" | "nav")) {
            return true;
        }
        if matches!(name.as_deref(), Some("body" | "html" | "main" | "article")) {
            return false;
        }
        let words = format!("{} {}", n.class().unwrap_or_default(), n.id_attr().unwrap_or_default()).to_lowercase();
        ASIDE.iter().any(|a| words.contains(a))
    })
}

/// The first date of running words: behind a word that says so, else where `is_any_taken` any.
fn from_words(text: &str, order: DayOrder, is_any_taken: bool) -> Option<Date> {
    const SAYS: &[&str] = &[
        "aktualisiert",
        "date:",
        "datum",
        "erschienen",
        "erstellt",
        "fecha",
        "geschrieben",
        "le ",
        "posted",
        "publicado",
        "published",
        "publié",
        "pubblicato",
        "released",
        "stand:",
        "submitted",
        "updated",
        "veröffentlicht",
        "written",
        "опубликовано",
        "eingestellt",
        "vom ",
        "am ",
    ];
    let dates = written_dates(text, order);
    let mut web_days = dates.iter().filter(|d| is_web_day(d.date));
    let said = web_days.clone().find(|d| {
        let start = d.span.start as usize;
        let mut from = start.saturating_sub(40);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = text.get(from..start).unwrap_or("").to_lowercase();
        SAYS.iter().any(|s| before.contains(s))
    });
    said.or_else(|| if is_any_taken { web_days.next() } else { None }).map(|d| d.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, url: Option<&str>, expected: &str) {
        let page = Page::parse(html);
        assert_eq!(published(&page, url, "").map_or("-".to_owned(), |d| d.to_string()), expected, "{html}");
    }

    #[test]
    fn the_day_is_found_in_markup() {
        check(
            r#"<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2001-01-01"},{"@type":"NewsArticle","datePublished":"2018-07-17T23:30:00+02:00"}]}</script>"#,
            None,
            "2018-07-17",
        );
        check(
            "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"text\":\"a\nb\",\"datePublished\":\"2018-07-17\",}</script>",
            None,
            "2018-07-17",
        );
        check(r#"<meta property="article:published_time" content="2020-05-06T10:00:00Z">"#, None, "2020-05-06");
        check(r#"<meta name="DC.date.issued" content="20200506"><meta name="last-modified" content="2021-01-01">"#, None, "2020-05-06");
        check(r#"<meta name="timestamp" content="1588723200">"#, None, "2020-05-06");
        check(r#"<span itemprop="datePublished" content="2020-05-06">yesterday</span>"#, None, "2020-05-06");
        check("<p>A</p><time datetime='2020-05-06T10:00'>6 May</time>", None, "2020-05-06");
        check("<aside><time datetime='2019-01-01'></time></aside><div class='post-date'>6. Mai 2020</div>", None, "2020-05-06");
        check("<html lang='en-GB'><div class='date'>06/05/2020</div>", None, "2020-05-06");
        check("<html lang='en-US'><div class='date'>05/06/2020</div>", None, "2020-05-06");
        check("<p>Posted by Ann on May 6, 2020</p>", None, "2020-05-06");
        check("<time datetime='2020-07-03T10:18:46Z'>Publié le 29 juin 2020</time>", None, "2020-06-29");
        check("<div class='date'>Party, 30.10.23</div>", None, "2023-10-30");
        check("<div class='date'>10.0.0.23, 1.2.3</div>", None, "-");
        check("<footer>© 2020</footer>", None, "-");
    }

    #[test]
    fn the_day_is_found_in_the_address() {
        check("<p>a</p>", Some("https://tide.example/news/2020/05/06/ferry"), "2020-05-06");
        check("<p>a</p>", Some("https://tide.example/2020/may/6/ferry"), "2020-05-06");
        check("<p>a</p>", Some("https://tide.example/ferry-20200506.html"), "2020-05-06");
        check("<p>a</p>", Some("https://tide.example/ferry-12345678"), "-");
        check("<p>a</p>", Some("https://archive.example/web/20200506120000/http://tide.example/ferry"), "-");
    }
}
