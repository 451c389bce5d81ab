//! A mail in, its article out: the subject is its headline, the sender its author, the day it was sent its day.

use crate::article::load::draft::Draft;
use crate::article::load::{Fault, decode, html};
use crate::article::{Article, BlockKind, Published, parts};
use jiff::civil::Date;
use mail_parser::{MessageParser, PartType};
use std::borrow::Cow;

/// Fields that stand in the head of a mail, in lower case. Source: RFC 5322, 3.6; RFC 2045.
const FIELDS: &[&str] = &[
    "bcc",
    "cc",
    "content-type",
    "date",
    "delivered-to",
    "dkim-signature",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "received",
    "reply-to",
    "return-path",
    "sender",
    "subject",
    "to",
];

/// Whether bytes begin with the head of a mail: fields alone, a sender among them. A file named ".eml" need have one field.
pub(super) fn is_mail(bytes: &[u8], name: &str) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(16_384)).unwrap_or(bytes));
    // Parts of mails that a program saved alone have no sender.
    let (mut n_known, mut has_sender) = (0, name.to_lowercase().ends_with(".eml"));
    for (i, line) in head.lines().enumerate() {
        if line.is_empty() {
            break;
        }
        let is_mbox_line = i == 0 && line.starts_with("From ");
        if is_mbox_line || line.starts_with([' ', '\t']) && i > 0 {
            continue;
        }
        let Some((field, _)) = line.split_once(':') else { return false };
        if field.is_empty() || !field.bytes().all(|b| b.is_ascii_graphic()) {
            return false;
        }
        let field = field.to_ascii_lowercase();
        n_known += usize::from(FIELDS.contains(&field.as_str()));
        has_sender |= matches!(field.as_str(), "from" | "message-id" | "received");
    }
    has_sender && n_known >= if name.to_lowercase().ends_with(".eml") { 1 } else { 3 }
}

/// Reads the article of a mail.
pub(super) fn article(bytes: &[u8]) -> Result<Article, Fault> {
    let message = MessageParser::default().parse(with_plain_head(bytes).as_ref()).ok_or(Fault::Damaged)?.into_owned();
    let subject = message.subject().map(str::trim).filter(|s| !s.is_empty());
    let mut draft = Draft::default();
    draft.push_collapsed(subject.unwrap_or(""));
    draft.end_block(BlockKind::Title);
    // Parts in plain text say the same as those in HTML, without its layout; some mails have only the latter.
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(words) => draft.append(&text_blocks(words)),
            PartType::Html(page) => draft.append(&html::blocks(page)),
            _ => {}
        }
    }
    let mut article = parts::read_marked_up(draft.text, draft.blocks);
    let sender = message.from().and_then(|from| from.first());
    let sender = sender.and_then(|s| s.name.as_deref().or(s.address.as_deref())).map(str::trim);
    article.byline = sender.filter(|s| !s.is_empty()).map(str::to_owned).or(article.byline);
    if let Some(sent) = message.date()
        && let Ok(date) = Date::new(sent.year.try_into().unwrap_or(0), sent.month as i8, sent.day as i8)
    {
        article.published = Some(Published { date, span: None });
    }
    Ok(article)
}

/// A mail whose head is UTF-8: some programs wrote letters into it in the encoding of their country, and did not say which.
fn with_plain_head(bytes: &[u8]) -> Cow<'_, [u8]> {
    let end = bytes.windows(2).position(|w| w == b"\n\n").or(bytes.windows(4).position(|w| w == b"\r\n\r\n")).unwrap_or(bytes.len());
    let (head, rest) = bytes.split_at(end);
    if std::str::from_utf8(head).is_ok() {
        return Cow::Borrowed(bytes);
    }
    match decode::text(head, None) {
        Ok(words) => Cow::Owned([words.as_bytes(), rest].concat()),
        Err(_) => Cow::Borrowed(bytes), // no words: the parser may make something of it
    }
}

/// The blocks of a plain text, without the signature below its "-- ". Source: RFC 3676, 4.3.
fn text_blocks(words: &str) -> Draft {
    // Some senders' programs lose the space.
    let lines = words.lines().take_while(|line| line.trim_end() != "--");
    let plain = Article::from_text(lines.collect::<Vec<_>>().join("\n"));
    let mut draft = Draft::default();
    for block in &plain.blocks {
        draft.push(block.span.of(&plain.text));
        draft.end_block(if block.kind == BlockKind::Title { BlockKind::Heading } else { block.kind });
    }
    draft
}
