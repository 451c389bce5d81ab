//! The parts of a plain text: blocks, headline, byline, publication date.
//!
//! A block's kind follows from its words, its length and where it stands; a sentence with a stop is running text unless
//! something says otherwise. Where nothing is known a block is a paragraph, and is read.

mod byline;
mod furniture;
mod lines;

use super::{Article, Block, BlockKind, Published, Span};

/// Longest headline, in characters.
const LONGEST_TITLE: usize = 200;

/// Reads the parts of `text`.
pub(super) fn read(text: String) -> Article {
    let spans = lines::blocks(&text);
    let blocks: Vec<Block> = spans.iter().map(|&span| Block { span, kind: kind_alone(span.of(&text), spans.len()) }).collect();
    let mut article = Article { text, blocks, ..Article::default() };
    place_headings(&mut article);
    read_byline(&mut article);
    article
}

/// Reads the parts of a marked-up document: `blocks` come with the kinds that its markup tells, paragraphs are looked at.
pub(super) fn read_marked_up(text: String, mut blocks: Vec<Block>) -> Article {
    let n = blocks.len();
    for block in blocks.iter_mut().filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::ListItem)) {
        match kind_alone(block.span.of(&text), n) {
            BlockKind::ListItem | BlockKind::Paragraph => {}
            other => block.kind = other,
        }
    }
    let title = blocks.iter().find(|b| b.kind == BlockKind::Title).map(|b| one_line(b.span.of(&text)));
    let mut article = Article { text, blocks, title, ..Article::default() };
    if article.title.is_none() && !article.blocks.iter().any(|b| b.kind == BlockKind::Heading) {
        place_headings(&mut article);
    }
    read_byline(&mut article);
    article
}

/// Fills in what the words of an article say about itself, where nothing better is known: byline and publication date.
pub(super) fn read_byline(article: &mut Article) {
    let text = article.text.as_str();
    let n = article.blocks.len();
    let first_body = article.blocks.iter().position(|b| is_body(b, text)).unwrap_or(n);
    let mut found: Option<(byline::Rank, Published)> = None;
    let mut author = None;
    for (i, block) in article.blocks.iter().enumerate() {
        // Who and when stand above the story, just below its first paragraph, or at its very end.
        if i > first_body + 1 && i + 3 < n {
            continue;
        }
        let words = block.span.of(text);
        if block.kind == BlockKind::Byline && author.is_none() {
            author = byline::author(words);
        }
        let dated = match block.kind {
            BlockKind::Byline => byline::published(words),
            BlockKind::Paragraph if i <= first_body + 1 => byline::published_in_dateline(words),
            _ => None,
        };
        if let Some((rank, date)) = dated
            && found.as_ref().is_none_or(|(best, _)| rank < *best)
        {
            let span = Span::new(block.span.start + date.span.start, block.span.start + date.span.end);
            found = Some((rank, Published { date: date.date, span: Some(span) }));
        }
    }
    article.byline = article.byline.take().or(author);
    article.published = article.published.or(found.map(|(_, published)| published));
}

/// The kind of a block by its own words.
fn kind_alone(words: &str, n_blocks: usize) -> BlockKind {
    if n_blocks > 1 && furniture::is_furniture(words) {
        BlockKind::Boilerplate
    } else if byline::is_byline(words) {
        BlockKind::Byline
    } else if byline::is_caption(words) {
        BlockKind::Caption
    } else if lines::is_list_item(words) {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    }
}

/// Finds the headline and the headings among the paragraphs.
fn place_headings(article: &mut Article) {
    let text = article.text.as_str();
    let n = article.blocks.len();
    let heads: Vec<bool> = article.blocks.iter().map(|b| b.kind == BlockKind::Paragraph && is_heading_like(b.span.of(text))).collect();
    let is_head = |i: usize| heads.get(i).copied().unwrap_or(false);
    // The headline stands before the first running text, and some text must follow it.
    let first_body = article.blocks.iter().position(|b| is_body(b, text)).unwrap_or(n);
    let mut title = (0..first_body.min(n.saturating_sub(1))).find(|&i| is_head(i));
    // A section's name of one or two words above the headline ("World") is not it.
    if let Some(i) = title
        && n_words(article, i) <= 2
        && let Some(longer) = (i + 1..first_body).find(|&j| is_head(j) && n_words(article, j) >= 4)
    {
        title = Some(longer);
    }
    for i in 0..n {
        let is_title = title == Some(i);
        let is_heading = is_head(i) && i + 1 < n && n_words(article, i) <= 12;
        if let Some(block) = article.blocks.get_mut(i) {
            if is_title {
                block.kind = BlockKind::Title;
            } else if is_heading {
                block.kind = BlockKind::Heading;
            }
        }
    }
    article.title = title.and_then(|i| article.blocks.get(i)).map(|b| one_line(b.span.of(&article.text)));
}

fn n_words(article: &Article, block_idx: usize) -> usize {
    article.blocks.get(block_idx).map_or(0, |b| b.span.of(&article.text).split_whitespace().count())
}

/// Whether a block is running text: it ends a sentence, and is longer than a headline with a question mark.
fn is_body(block: &Block, text: &str) -> bool {
    let words = block.span.of(text);
    block.kind == BlockKind::Paragraph && !is_heading_like(words)
}

/// Whether words can be a heading: one line, no stop at the end, at least a letter.
fn is_heading_like(words: &str) -> bool {
    let is_short = words.chars().nth(LONGEST_TITLE).is_none() && !words.contains('\n') || words.chars().nth(LONGEST_TITLE / 2).is_none();
    let is_question = words.ends_with(['?', '!']) && words.split_whitespace().count() <= 16;
    let is_abbreviation =
        words.ends_with('.') && words.split_whitespace().next_back().is_some_and(|w| w.matches('.').count() >= 2) && !words.contains(". ");
    let starts_quoted_speech = words.starts_with(['"', '“']) && words.ends_with(['"', '”']) && words.contains([',', '.']);
    is_short
        && words.chars().any(char::is_alphabetic)
        && !starts_quoted_speech
        && (is_question || is_abbreviation || !lines::ends_sentence(words) || words.ends_with([')', ']']))
        && !words.ends_with([',', ';', '_', '-', '–', '—'])
        && !is_dateline(words)
}

/// Whether a line is an agency's dateline and nothing else: "NAIROBI, Kenya (AP) —", "Washington (CNN)".
fn is_dateline(words: &str) -> bool {
    let Some((town, agency)) = words.trim_end_matches(['-', '–', '—', '_', ' ']).strip_suffix(')').and_then(|w| w.rsplit_once('('))
    else {
        return false;
    };
    let is_short = town.split_whitespace().count() <= 5 && agency.split_whitespace().count() == 1;
    is_short && town.starts_with(char::is_uppercase) && agency.chars().filter(|c| c.is_uppercase()).count() * 2 > agency.chars().count()
}

/// Words with every run of white space as one space.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> String {
        let article = Article::from_text(text);
        let mut out = String::new();
        let (title, byline) = (article.title.as_deref().unwrap_or("-"), article.byline.as_deref().unwrap_or("-"));
        let published =
            article.published.map_or("-".to_owned(), |p| format!("{} from {:?}", p.date, p.span.map_or("", |s| s.of(&article.text))));
        out.push_str(&format!("title: {title}\nbyline: {byline}\npublished: {published}\n"));
        for block in &article.blocks {
            let words: String = block.span.of(&article.text).chars().take(24).collect();
            out.push_str(&format!("{:?}: {words}\n", block.kind));
        }
        out
    }

    #[test]
    fn a_banner_a_headline_a_caption_and_a_date_are_told_apart() {
        let text = "Join our new verified Harbour Post Signal channel and get updates first!\n\n\
            Three ferries may be sold to Malta next month: ministry\n\n\
            A ferry in the Port of Piraeus, looking to Salamis. (Jo Person/Imagebank)\nMarch 4, 2019\n\n\
            After talks about the sale of older ships, the ministry has agreed to hand over the first ferries as early as next month.\n\n\
            Officials met on Sunday.";
        insta::assert_snapshot!(outline(text), @r#"
        title: Three ferries may be sold to Malta next month: ministry
        byline: -
        published: 2019-03-04 from "March 4, 2019"
        Boilerplate: Join our new verified Ha
        Title: Three ferries may be sol
        Caption: A ferry in the Port of P
        Byline: March 4, 2019
        Paragraph: After talks about the sa
        Paragraph: Officials met on Sunday.
        "#);
    }

    #[test]
    fn a_byline_names_the_author_and_the_day() {
        let text = "World\n\nLighthouse keeper sails home\n\nBy Ann Example and Bo Sample | Updated: 5 May 2020, 10:30 GMT\n\n\
            The keeper of the last lighthouse left the island on Monday after forty years of service.\n\n\
            What happens next?\n\nThe lamp runs by itself.\n\n\
            © 2020 The Daily Tide";
        insta::assert_snapshot!(outline(text), @r#"
        title: Lighthouse keeper sails home
        byline: Ann Example and Bo Sample
        published: 2020-05-05 from "5 May 2020"
        Heading: World
        Title: Lighthouse keeper sails 
        Byline: By Ann Example and Bo Sa
        Paragraph: The keeper of the last l
        Heading: What happens next?
        Paragraph: The lamp runs by itself.
        Boilerplate: © 2020 The Daily Tide
        "#);
    }

    #[test]
    fn a_dateline_with_a_year_dates_the_article() {
        let text = "Grain ship docks\n\nALEXANDRIA, Egypt, June 2, 2011 (Agency) — A ship with grain for the city docked on Thursday, officials said.";
        insta::assert_snapshot!(outline(text), @r#"
        title: Grain ship docks
        byline: -
        published: 2011-06-02 from "June 2, 2011"
        Title: Grain ship docks
        Paragraph: ALEXANDRIA, Egypt, June 
        "#);
    }

    #[test]
    fn a_date_in_the_story_does_not_date_the_article() {
        let text =
            "The treaty was signed on June 2, 1911, in the old town hall, and was broken within the year.\n\nJune 3, 1911, was a Saturday.";
        insta::assert_snapshot!(outline(text), @r#"
        title: -
        byline: -
        published: -
        Paragraph: The treaty was signed on
        Paragraph: June 3, 1911, was a Satu
        "#);
    }

    #[test]
    fn a_dateline_alone_is_no_headline() {
        for (words, expected) in [
            ("NAIROBI, Kenya (AP) _", false),
            ("Valletta (DPA)", false),
            ("Ferries return to Valletta", true),
            ("What is the Food and Agriculture Organization (FAO)", true),
            ("Will the ferries ever return?", true),
            ("The ferries return.", false),
            ("Back in the U.S.", true),
        ] {
            assert_eq!(is_heading_like(words), expected, "{words}");
        }
    }

    #[test]
    fn any_text_has_blocks_in_order_that_leave_out_only_white_space() {
        for text in ["", " ", "x", "Advertisement", "日本語。\n\n二", "a\r\rb\u{2029}c", "\u{feff}\n\u{0}\n\n)", "• \n1. \n\n— \n"]
        {
            let article = Article::from_text(text);
            let mut end = 0;
            for block in &article.blocks {
                let between = text.get(end..block.span.start as usize).unwrap();
                assert!(between.chars().all(|c| c.is_whitespace() || c == '\u{feff}'), "{text:?} leaves out {between:?}");
                assert!(!block.span.of(text).trim().is_empty());
                end = block.span.end as usize;
            }
            assert!(text.get(end..).unwrap().trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty());
        }
    }
}
