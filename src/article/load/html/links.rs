//! Blocks of a page in, those that lead to other pages marked as furniture: teasers, lists of links, and what stands under "More from …".
//!
//! An extractor keeps what stands among the paragraphs. What is all link is no sentence of the story, and what follows a heading that
//! offers other stories is none of it either.

use crate::article::load::draft::Draft;
use crate::article::{Block, BlockKind};

/// Longest teaser in words: a longer block of links is read.
const MOST_WORDS: usize = 30;

/// A page loses more than this share of its letters to links, in tenths, only where a text is left.
const MOST_LOST: usize = 6;

/// The least that counts as a text, in letters: two sentences.
const LEAST_LEFT: usize = 200;

/// Beginnings of headings that offer other stories, in the languages of many papers.
const OFFERS: &[&str] = &[
    "also on",
    "also read",
    "artículos relacionados",
    "auch interessant",
    "baca juga",
    "czytaj też",
    "editors' picks",
    "editor's picks",
    "in other news",
    "keep reading",
    "latest news",
    "latest stories",
    "lee también",
    "lees ook",
    "leia também",
    "leggi anche",
    "lesen sie auch",
    "lire aussi",
    "læs også",
    "läs också",
    "mehr zum thema",
    "more coverage",
    "more from",
    "more great",
    "more in ",
    "more like this",
    "more news",
    "more on this",
    "more stories",
    "most popular",
    "most read",
    "noticias relacionadas",
    "read also",
    "read more",
    "read next",
    "recent posts",
    "recommended",
    "related",
    "see also",
    "sur le même sujet",
    "te puede interesar",
    "terkait",
    "top stories",
    "trending",
    "up next",
    "veja também",
    "weitere artikel",
    "what to read next",
    "you may also",
    "you might also",
    "zum thema",
    "à lire aussi",
    "ähnliche artikel",
    "читайте также",
];

/// Headings behind which only readers speak.
const READERS: &[&str] = &[
    "add a comment",
    "comentarios",
    "comentários",
    "comments",
    "commentaires",
    "deixe um comentário",
    "discussion",
    "dodaj komentarz",
    "join the conversation",
    "kommentare",
    "leave a comment",
    "leave a reply",
    "laisser un commentaire",
    "post a comment",
    "reacties",
    "schreibe einen kommentar",
    "tell us what you think",
    "tinggalkan balasan",
    "комментарии",
];

/// Marks what leads to other pages as furniture.
pub(super) fn mark(draft: &mut Draft) {
    let text = &draft.text;
    let n_letters = |block: &Block| block.span.of(text).chars().filter(|c| c.is_alphabetic()).count();
    let mut is_lost = vec![false; draft.blocks.len()];
    let (mut is_offer, mut is_readers) = (false, false);
    for (i, block) in draft.blocks.iter().enumerate() {
        let words = block.span.of(text);
        let lower = words.to_lowercase();
        let n_words = words.split_whitespace().count();
        let n_linked = draft.linked.get(i).copied().unwrap_or(0);
        let is_linked = n_linked > 0 && n_linked * 10 >= n_letters(block) * 9;
        let is_head = n_words <= 8 && !words.ends_with(['.', '!', '"', '”']) && block.kind != BlockKind::Caption;
        // Comments stand behind the story: a heading of that name in its first half is about something else.
        if is_head && i * 2 > draft.blocks.len() && READERS.iter().any(|r| lower.trim_end_matches([':', '.', '…', ' ']) == *r) {
            is_readers = true;
        }
        let offers = is_head && OFFERS.iter().any(|o| lower.starts_with(o));
        if offers {
            is_offer = true;
        } else if is_offer {
            // A paragraph of the story ends the offers.
            let is_short = n_words < 18 && !words.ends_with(['.', '!', '?', '”', '"']) && block.kind != BlockKind::Paragraph;
            is_offer = is_linked || n_linked * 3 > n_letters(block) || is_short;
        }
        let is_teaser = is_linked && n_words <= MOST_WORDS;
        if let Some(lost) = is_lost.get_mut(i) {
            *lost = is_teaser || is_offer || is_readers;
        }
    }
    let all: usize = draft.blocks.iter().map(n_letters).sum();
    let lost: usize = draft.blocks.iter().zip(&is_lost).filter(|(_, lost)| **lost).map(|(b, _)| n_letters(b)).sum();
    // Where teasers stood among a whole page, what is left must still be a text.
    if lost * 10 > all * MOST_LOST && all - lost < LEAST_LEFT {
        return;
    }
    for (block, _) in draft.blocks.iter_mut().zip(is_lost).filter(|(_, lost)| *lost) {
        block.kind = BlockKind::Boilerplate;
    }
}
