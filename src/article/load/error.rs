//! Why a document could not be loaded, in one line: what, which, what to do.

/// Why a document could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be read.
    #[error("could not read the article: {}: {path}", said(.source))]
    Read {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The path is that of a folder with no file in it.
    #[error("could not read the article: it is a folder with no file in it; give one with articles: {path}")]
    Folder {
        /// Which folder.
        path: String,
    },
    /// The document holds nothing.
    #[error("could not read the article: it holds no text; give a file with an article in it: {path}")]
    Empty {
        /// Which document.
        path: String,
    },
    /// The document is larger than [`super::LARGEST_DOCUMENT`].
    #[error("could not read the article: it is larger than 20 MB; cut out one article, or give a corpus to extract --jsonl: {path}")]
    TooLarge {
        /// Which document.
        path: String,
    },
    /// The document is of a kind that holds no article, or that cannot be opened here.
    #[error("could not read the article: it is {what}; save its text and give that: {path}")]
    NotText {
        /// Which document.
        path: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// The document is of a kind that is read here, and cannot be.
    #[error("could not read the article: {}: {path}", .fault.said(.what))]
    Document {
        /// Which document.
        path: String,
        /// What it is, with its article.
        what: &'static str,
        /// What is wrong with it.
        fault: Fault,
    },
    /// The document holds several articles.
    #[error("could not read the article: it is {what} of {n}; list them with dateline article, and take one with --item N: {path}")]
    Several {
        /// Which document.
        path: String,
        /// What it is, with its article.
        what: &'static str,
        /// How many articles it holds.
        n: usize,
    },
    /// The feed holds the address of an article without its words; nothing is fetched unasked.
    #[error("could not read the article: the feed holds only its address; give that instead: {url}")]
    Elsewhere {
        /// The address.
        url: String,
    },
}

/// What is wrong with a document of a known kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It breaks the rules of its kind.
    Damaged,
    /// It needs a password.
    Locked,
    /// It unpacks to far more than it says.
    Swollen,
    /// It took too long.
    Slow,
    /// It holds pictures of words.
    Scanned,
}

impl Fault {
    fn said(self, what: &str) -> String {
        match self {
            Fault::Damaged => format!("it is {what} that is damaged, or of an unusual make; save it anew in its program, or give its text"),
            Fault::Locked => format!("it is {what} that needs a password; save it without one"),
            Fault::Swollen => format!("it is {what} that unpacks to more than 100 MB; give its text"),
            Fault::Slow => format!("it is {what} that takes longer than 20 seconds to read; give its text"),
            Fault::Scanned => format!("it is {what} that holds no text, only pictures of it; recognise its text first (OCR) and give that"),
        }
    }
}

/// What an error of the system says, and what to do.
fn said(e: &std::io::Error) -> String {
    match e.kind() {
        std::io::ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read; check its permissions".to_owned(),
        _ => e.to_string(),
    }
}
