//! The markup of a web page: metadata, scripts with data, language, and the words near the top.

use dom_query::{Document, Selection};
use std::collections::BTreeMap;

/// A parsed page.
pub(super) struct Page {
    document: Document,
    metadata: BTreeMap<String, Vec<String>>,
    comments: Vec<String>,
}

impl Page {
    /// Parses a page; any text is one.
    pub fn parse(html: &str) -> Page {
        let document = Document::from(html);
        let mut metadata: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for element in document.select("meta[content]").iter() {
            let Some(content) = element.attr("content") else { continue };
            for key in ["name", "property", "itemprop", "http-equiv"] {
                if let Some(name) = element.attr(key) {
                    metadata.entry(name.trim().to_lowercase()).or_default().push(content.trim().to_owned());
                }
            }
        }
        Page { document, metadata, comments: comments(html) }
    }

    /// The values of a piece of metadata, by its name in lower case.
    pub fn metadata(&self, name: &str) -> &[String] {
        self.metadata.get(name).map_or(&[], Vec::as_slice)
    }

    /// The first of several pieces of metadata that says something.
    pub fn first_metadata(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|n| self.metadata(n).iter().find(|v| !v.is_empty()).cloned())
    }

    /// The elements that a CSS selector picks, in order.
    pub fn select(&self, selector: &str) -> Selection<'_> {
        self.document.try_select(selector).unwrap_or_default()
    }

    /// The content of scripts of a type, which are data and are never run.
    pub fn scripts(&self, kind: &str) -> Vec<String> {
        let scripts = self.select(&format!("script[type='{kind}']"));
        scripts.iter().map(|s| s.text().to_string()).filter(|s| s.len() < 2_000_000).collect()
    }

    /// The language that the page gives itself: "en-GB".
    pub fn language(&self) -> String {
        let of_root = self.select("html[lang]").attr("lang").map(|l| l.to_string());
        of_root.or_else(|| self.first_metadata(&["language", "content-language", "og:locale"])).unwrap_or_default().trim().to_owned()
    }

    /// The visible words of the first part of the page.
    pub fn text_near_top(&self) -> String {
        let mut out = String::new();
        if let Some(body) = self.document.body() {
            collect_words(&body, 0, &mut out);
        }
        out
    }

    /// What comments in the markup say, where they hold a date: some systems put it there.
    pub fn comment_dates(&self) -> &[String] {
        &self.comments
    }
}

/// The visible words below a node, until there are enough of them.
fn collect_words(node: &dom_query::NodeRef<'_>, depth: u32, out: &mut String) {
    const ENOUGH: usize = 6000;
    if depth > 200 || out.len() > ENOUGH {
        return;
    }
    for child in node.children_it(false) {
        if child.is_text() {
            out.push_str(&child.text());
        } else if !matches!(
            child.node_name().as_deref(),
            Some("script" | "style" | "noscript" | "template" | "nav" | "footer" | "aside" | "svg")
        ) {
            out.push(' ');
            collect_words(&child, depth + 1, out);
        }
    }
}

/// Comments that speak of publication.
fn comments(html: &str) -> Vec<String> {
    let comments = html.split("<!--").skip(1).filter_map(|rest| rest.split("-->").next());
    comments
        .filter(|c| c.len() < 200 && ["publi", "date", "generated", "created"].iter().any(|w| c.to_lowercase().contains(w)))
        .map(str::to_owned)
        .collect()
}
