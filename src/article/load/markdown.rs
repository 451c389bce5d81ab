//! Markdown in, an article out: its marks become kinds of blocks, its links their words.

use crate::article::calendar::{DayOrder, written_dates};
use crate::article::load::draft::Draft;
use crate::article::{Article, BlockKind, Published, parts};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Whether `text` looks like Markdown: a heading mark, with links or strong words.
pub(super) fn is_markdown(text: &str) -> bool {
    let has_heading = text.lines().any(|l| {
        let rest = l.trim_start_matches('#');
        (1..=6).contains(&(l.len() - rest.len())) && rest.starts_with(' ') && rest.trim().len() > 1
    });
    let has_link = text.contains("](http") || text.contains("](/") || text.contains("![");
    let has_strong = text.matches("**").count() >= 2;
    has_heading && (has_link || has_strong || text.lines().next().is_some_and(|l| l.starts_with("# "))) || text.starts_with("---\ntitle:")
}

/// Reads the article written in Markdown.
pub(super) fn article(markdown: &str) -> Article {
    let options =
        Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut draft = Draft::default();
    let mut metadata = String::new();
    let mut kind = BlockKind::Paragraph;
    let (mut is_metadata, mut is_picture, mut list_depth) = (false, false, 0u32);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => is_metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => is_metadata = false,
            Event::Text(words) if is_metadata => metadata.push_str(&words),
            Event::Start(Tag::Heading { level, .. }) => {
                draft.end_block(kind);
                kind = if level == HeadingLevel::H1 && !draft.has(BlockKind::Title) { BlockKind::Title } else { BlockKind::Heading };
            }
            Event::End(TagEnd::Heading(_)) => {
                draft.end_block(kind);
                kind = BlockKind::Paragraph;
            }
            Event::Start(Tag::List(_)) => {
                draft.end_block(kind);
                list_depth += 1;
            }
            Event::End(TagEnd::List(_)) => {
                draft.end_block(kind);
                list_depth = list_depth.saturating_sub(1);
                kind = BlockKind::Paragraph;
            }
            Event::Start(Tag::Item | Tag::FootnoteDefinition(_)) => {
                draft.end_block(kind);
                kind = BlockKind::ListItem;
            }
            // What stands for a picture is read to those who cannot see it; it is no part of the story.
            Event::Start(Tag::Image { .. }) => is_picture = true,
            Event::End(TagEnd::Image) => is_picture = false,
            Event::Start(Tag::Paragraph) => {
                draft.end_block(kind);
                kind = if list_depth > 0 { BlockKind::ListItem } else { BlockKind::Paragraph };
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead | TagEnd::CodeBlock | TagEnd::BlockQuote(_),
            ) => {
                draft.end_block(kind);
            }
            Event::End(TagEnd::TableCell) => draft.push(" "),
            Event::Text(words) | Event::Code(words) if !is_picture => draft.push(&words),
            Event::SoftBreak => draft.push(" "),
            Event::HardBreak => draft.push("\n"),
            Event::Rule => draft.end_block(kind),
            _ => {}
        }
    }
    draft.end_block(kind);
    let mut article = parts::read_marked_up(draft.text, draft.blocks);
    read_metadata(&mut article, &metadata);
    article
}

/// Takes title, author, date and address from the lines of a front matter: "title: …".
fn read_metadata(article: &mut Article, metadata: &str) {
    for line in metadata.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() || line.starts_with(char::is_whitespace) {
            continue;
        }
        match key.trim().to_lowercase().as_str() {
            "title" => article.title = Some(value.to_owned()),
            "author" | "authors" | "byline" => article.byline = Some(value.trim_matches(['[', ']']).to_owned()),
            "source" | "url" | "canonical_url" | "link" => article.source = Some(value.to_owned()),
            "date" | "published" | "publishdate" | "pubdate" => {
                if let Some(found) = written_dates(value, DayOrder::Unknown).first() {
                    article.published = Some(Published { date: found.date, span: None });
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_kinds_and_links_their_words() {
        let text = "---\ntitle: \"Ferry crews strike\"\ndate: 2020-05-04\nauthor: Ann Example\nsource: https://tide.example/a\n---\n\n\
            ![A ferry](a.png)\n\n# Ferry crews *strike*\n\nCrews in [Piraeus](https://example.org/p) left\nthe **ships** at noon.\n\n\
            ## What they want\n\n- more pay\n- fewer hours\n\n> Nobody sails, the union said.\n\nSubscribe to our newsletter!\n";
        assert!(is_markdown(text));
        let article = article(text);
        let blocks: Vec<String> = article.blocks.iter().map(|b| format!("{:?}: {}", b.kind, b.span.of(&article.text))).collect();
        assert_eq!(
            blocks.join("\n"),
            "Title: Ferry crews strike\nParagraph: Crews in Piraeus left the ships at noon.\nHeading: What they want\n\
             ListItem: more pay\nListItem: fewer hours\nParagraph: Nobody sails, the union said.\nBoilerplate: Subscribe to our newsletter!"
        );
        assert_eq!(article.title.as_deref(), Some("Ferry crews strike"));
        assert_eq!(article.byline.as_deref(), Some("Ann Example"));
        assert_eq!(article.source.as_deref(), Some("https://tide.example/a"));
        assert_eq!(article.published.map(|p| p.date.to_string()).as_deref(), Some("2020-05-04"));
    }

    #[test]
    fn plain_text_is_not_taken_for_markdown() {
        assert!(!is_markdown("Ferry crews strike\n\nCrews left # 12 the ships * at noon *."));
        assert!(!is_markdown("#ferries are late"));
    }
}
