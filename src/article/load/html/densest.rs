//! The element of a page that holds the most paragraphs: a second look where the extractor brought little.

use super::markup::Page;
use dom_query::{NodeId, NodeRef};
use std::collections::HashMap;

/// Least words of a paragraph that counts, in bytes: shorter ones are teasers and buttons.
const LEAST_PARAGRAPH: usize = 60;

/// Elements in which no paragraph is the story's.
const APART: &[&str] = &["aside", "blockquote", "figure", "footer", "form", "li", "nav", "noscript", "td", "template"];

/// Parts of the classes and ids of such elements.
const APART_NAMES: &[&str] = &["comment", "consent", "cookie", "gdpr"];

/// How far above a paragraph its surroundings are looked at.
const ABOVE: usize = 12;

/// The element with the most running text right in it or one element deeper, and at least so many bytes of text stand there: what is deeper
/// counts half.
pub(super) fn densest(page: &Page) -> Option<(NodeRef<'_>, usize)> {
    let mut held: Vec<(NodeRef<'_>, usize)> = Vec::new();
    let mut place: HashMap<NodeId, usize> = HashMap::new();
    let paragraphs = page.select("p");
    for paragraph in paragraphs.nodes() {
        let len = paragraph.text().trim().len();
        if len < LEAST_PARAGRAPH || is_apart(paragraph) {
            continue;
        }
        // The element above the parent holds what its children hold, at half the worth: the nearer one of two is the story's.
        for (above, worth) in paragraph.ancestors_it(Some(2)).zip([2, 1]) {
            if !above.has_name("body") && !above.has_name("html") {
                let at = *place.entry(above.id).or_insert_with(|| {
                    held.push((above, 0));
                    held.len() - 1
                });
                if let Some((_, sum)) = held.get_mut(at) {
                    *sum += len * worth;
                }
            }
        }
    }
    // Of equals the first on the page.
    held.into_iter().rev().max_by_key(|(_, worth)| *worth).map(|(element, worth)| (element, worth / 2))
}

/// Whether a paragraph stands in furniture or in what readers wrote.
fn is_apart(paragraph: &NodeRef<'_>) -> bool {
    paragraph.ancestors_it(Some(ABOVE)).any(|above| {
        above.node_name().is_some_and(|name| APART.contains(&name.as_ref()))
            || above.class().into_iter().chain(above.id_attr()).any(|name| {
                let name = name.to_lowercase();
                APART_NAMES.iter().any(|part| name.contains(part))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_is_where_most_paragraphs_stand() {
        let story = "<p>The ferry left Piraeus for Heraklion at noon with four hundred people on board, the union said.</p>".repeat(3);
        let talk = "<p>I was there, and it was cold in the harbour, I can tell you all, and nobody told us anything.</p>".repeat(9);
        let short = story.get(..99).unwrap_or_default();
        let page = Page::parse(&format!(
            "<html><body><div class='cookie-bar'>{talk}</div><div id=a><div>{story}</div><div>{story}</div><div>{story}</div></div>\
            <div class='comments'>{talk}</div><aside>{talk}</aside><ul><li>{talk}</li></ul><div id=b>{short}</div></body></html>"
        ));
        let (element, len) = densest(&page).unwrap();
        assert_eq!(element.id_attr().as_deref(), Some("a"), "the element around all parts");
        assert!(len > 250, "{len}");
        assert!(densest(&Page::parse("<html><body><p>Short.</p><div></div>")).is_none());
    }
}
