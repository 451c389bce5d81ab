//! The words of a block in, whether it is furniture of the page out: subscription banners, share bars, related links, copyright.
//!
//! A block is furniture by what it does: it tells the reader to join, follow or click; it names nothing but buttons; it says
//! who owns the words. It must be short, and stand alone.

/// Longest furniture in words. Longer blocks are read: to lose a paragraph costs more than to read a banner.
const MOST_WORDS: usize = 40;

/// Verbs with which pages speak to their readers, first in the block.
const ASKS: &[&str] = &[
    "add",
    "become",
    "buy",
    "catch",
    "check",
    "click",
    "create",
    "discover",
    "donate",
    "don't",
    "download",
    "enjoy",
    "enter",
    "explore",
    "find",
    "follow",
    "get",
    "give",
    "have",
    "hear",
    "help",
    "join",
    "keep",
    "learn",
    "like",
    "listen",
    "load",
    "log",
    "never",
    "please",
    "read",
    "receive",
    "register",
    "save",
    "see",
    "send",
    "share",
    "sign",
    "start",
    "stay",
    "submit",
    "subscribe",
    "support",
    "swipe",
    "switch",
    "tap",
    "try",
    "tune",
    "unlock",
    "view",
    "visit",
    "want",
    "watch",
];

/// What they ask for: never what a story asks of its people.
const CHANNELS: &[&str] = &[
    "account",
    "ad-free",
    "alerts",
    "app",
    "apple news",
    "browser",
    "daily briefing",
    "discord",
    "e-newsletter",
    "email address",
    "facebook",
    "feed",
    "free trial",
    "google news",
    "here for more",
    "here to",
    "inbox",
    "instagram",
    "latest news",
    "linkedin",
    "mailing list",
    "member",
    "membership",
    "morning briefing",
    "more stories",
    "newsletter",
    "newsletters",
    "notifications",
    "our channel",
    "our coverage",
    "our journalism",
    "our live",
    "our site",
    "our website",
    "podcast",
    "premium",
    "push",
    "rss",
    "scan",
    "sign in",
    "special offer",
    "subscriber",
    "subscribers",
    "subscribing",
    "subscription",
    "telegram",
    "this article",
    "this link",
    "this page",
    "this story",
    "tiktok",
    "twitter",
    "uncensored",
    "updates",
    "us on",
    "viber",
    "wechat",
    "whatsapp",
    "your friends",
    "youtube",
];

/// Beginnings that say it alone.
const OPENINGS: &[&str] = &[
    "(c) ",
    "© ",
    "advertisement",
    "advertising",
    "all rights reserved",
    "also read:",
    "article continues",
    "click here",
    "comments (",
    "continue reading",
    "editor's picks",
    "editors' picks",
    "follow us",
    "for more information, visit",
    "have a story",
    "have a tip",
    "jump to",
    "listen to this article",
    "more from ",
    "more on this",
    "more stories",
    "most popular",
    "most read",
    "our privacy policy",
    "photo gallery:",
    "print this",
    "privacy policy",
    "read also:",
    "read more",
    "read next",
    "recommended for you",
    "related:",
    "related articles",
    "related content",
    "related coverage",
    "related links",
    "related news",
    "related reading",
    "related stories",
    "related topics",
    "report a typo",
    "report an error",
    "see also:",
    "share on ",
    "share this",
    "show comments",
    "sign up",
    "skip to ",
    "sponsored",
    "story continues",
    "subscribe",
    "terms of ",
    "this article is available",
    "this content is available",
    "this material may not be",
    "trending now",
    "use of this site",
    "view comments",
    "we use cookies",
    "what to read next",
    "you may also like",
    "you might also like",
    "you might also be interested",
];

/// Words of buttons: a block of nothing else is a share bar or a menu.
const BUTTONS: &[&str] = &[
    "0",
    "ad",
    "ads",
    "advertise",
    "advertisement",
    "bookmark",
    "bsky",
    "bluesky",
    "close",
    "comment",
    "comments",
    "copy",
    "email",
    "e-mail",
    "embed",
    "facebook",
    "flipboard",
    "follow",
    "home",
    "icon",
    "instagram",
    "like",
    "link",
    "linkedin",
    "login",
    "mail",
    "menu",
    "messenger",
    "more",
    "next",
    "pin",
    "pinterest",
    "pocket",
    "previous",
    "print",
    "reddit",
    "save",
    "search",
    "share",
    "shares",
    "share:",
    "sms",
    "subscribe",
    "telegram",
    "threads",
    "tumblr",
    "tweet",
    "twitter",
    "via",
    "whatsapp",
    "x",
    "youtube",
];

/// Whether a block is furniture.
pub(super) fn is_furniture(words: &str) -> bool {
    let n_words = words.split_whitespace().take(MOST_WORDS + 1).count();
    if n_words > MOST_WORDS {
        return false;
    }
    let lower = words.to_lowercase().replace('’', "'");
    let lower = lower.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '»' | '>' | '→' | '[' | ']' | '_' | '#'));
    is_button_row(lower) || is_trail(words) || is_opening(lower, n_words) || is_appeal(lower) || is_owner(lower) || is_rule(words)
}

/// "Facebook Twitter Email", "Share 12".
fn is_button_row(lower: &str) -> bool {
    let mut parts =
        lower.split(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | ',' | '·' | '•' | ':')).filter(|p| !p.is_empty()).peekable();
    let first_is_number = parts.peek().is_some_and(|p| p.chars().all(|c| c.is_ascii_digit()));
    parts.peek().is_some() && !first_is_number && parts.all(|p| BUTTONS.contains(&p) || p.chars().all(|c| c.is_ascii_digit()))
}

/// "Home > World > Asia".
fn is_trail(words: &str) -> bool {
    [" > ", " › ", " » ", " / "].iter().any(|mark| {
        let parts: Vec<&str> = words.split(mark).collect();
        parts.len() >= 2 && parts.iter().all(|p| p.split_whitespace().count() <= 3) && (parts.len() >= 3 || parts.first() == Some(&"Home"))
    })
}

fn is_opening(lower: &str, n_words: usize) -> bool {
    OPENINGS.iter().any(|opening| {
        lower.strip_prefix(opening).is_some_and(|rest| {
            // "Subscribe" opens a banner, "subscribers fled" a story; "advertisement" alone is a label, in a sentence it is news.
            let is_whole_word = opening.ends_with([' ', ':', '(']) || !rest.starts_with(char::is_alphanumeric);
            let is_label = !rest.contains(' ') || n_words <= 6;
            is_whole_word && (is_label || opening.contains([' ', ':']) || rest.starts_with([':', '!']) || has_channel(lower))
        })
    })
}

/// "Join our channel and get the news first!": an imperative, and a channel.
fn is_appeal(lower: &str) -> bool {
    let first = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '!')).next().unwrap_or("");
    ASKS.contains(&first) && has_channel(lower)
}

fn has_channel(lower: &str) -> bool {
    CHANNELS.iter().any(|channel| {
        lower.match_indices(channel).any(|(i, _)| {
            let before = lower.get(..i).and_then(|b| b.chars().next_back());
            let after = lower.get(i + channel.len()..).and_then(|a| a.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

fn is_owner(lower: &str) -> bool {
    let is_marked = lower.starts_with("copyright")
        && (lower.contains(['©', '(']) || lower.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4));
    lower.contains("all rights reserved") || is_marked
}

/// "* * *", "_____".
fn is_rule(words: &str) -> bool {
    !words.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_the_story() {
        fn check(words: &str, expected: bool) {
            assert_eq!(is_furniture(words), expected, "{words}");
        }
        check("Subscribe to our WhatsApp channel for news as it happens!", true);
        check("Sign up for the Morning Tide newsletter", true);
        check("Follow us on Facebook and Instagram", true);
        check("Get the latest news straight to your inbox.", true);
        check("Don’t miss a story: download our app", true);
        check("ADVERTISEMENT", true);
        check("Advertisement - story continues below", true);
        check("Facebook Twitter Email", true);
        check("Share 12", true);
        check("Home > World > Asia", true);
        check("READ MORE: Ferry crews go on strike", true);
        check("© 2021 The Daily Tide. All rights reserved.", true);
        check("Copyright 2021 The Daily Tide", true);
        check("* * *", true);
        check("Click here to support our journalism", true);

        check("Join NATO now, urges the president of a small republic", false);
        check("Follow the river north from Aswan and the fields grow narrow.", false);
        check("Subscribers of the largest Telegram channel in Minsk were arrested on Monday.", false);
        check("The advertisement showed a beach in Cuba.", false);
        check("Advertising revenue fell in Germany by a tenth over the year, the publisher said.", false);
        check("Share prices fell in Tokyo.", false);
        check("12", false);
        check("Get out of the valley before Friday, officials told residents of the dam's lower villages.", false);
        check("Copyright law in Sweden is changing", false);
    }
}
