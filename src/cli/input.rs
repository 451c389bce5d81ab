//! What the user names, in: an article's file, a saved story, an address or "-"; the article or story it holds, out.

use super::Failure;
use super::known::Setting;
use crate::article::{self, Article, Listing, Loaded, Origin};
use crate::story::file::{self, LARGEST_FILE, StoryFile};
use crate::story::{Decisions, Story, adding, annotations};
use std::io::Read;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// The article that opens without an argument.
#[cfg(feature = "gui")]
const EXAMPLE: &str = include_str!("../../data/articles/repatriation.txt");

/// Loads the article at `path`, "-" for standard input; `item` is the number of one in a listing. A saved story gives its article.
pub(super) fn article(path: &Path, item: Option<NonZeroUsize>) -> Result<Article, Failure> {
    match open(path, None)? {
        Opened::Article(article) => Ok(*article),
        Opened::Listing(listing) => chosen(&listing, item, path),
        Opened::Story(file) => Ok(file.article),
    }
}

/// Opens the story at `path`: a saved one, or a new one of the article there.
pub(super) fn story(path: &Path, setting: &Setting) -> Result<Story, Failure> {
    story_in(open(path, None)?, path, setting)
}

/// Opens the one story of all that is at `paths`: the first, with the articles of the others added to it.
pub(super) fn story_of_all(paths: &[PathBuf], setting: &Setting) -> Result<Story, Failure> {
    let Some((first, others)) = paths.split_first() else { return Err(Failure("give an article".to_owned())) };
    let story = story(first, setting)?;
    if others.is_empty() {
        tell_language(&story.article, first);
        return Ok(story);
    }
    tell_language(&story.article, first);
    let (mut article, mut decisions) = (story.article_as_read(), story.decisions);
    for path in others {
        let (other, about_it) = match open(path, None)? {
            Opened::Article(article) => (*article, Decisions::default()),
            Opened::Listing(listing) => (chosen(&listing, setting.item, path)?, Decisions::default()),
            Opened::Story(file) => (file.article, file.decisions),
        };
        tell_language(&other, path);
        adding(&article, other, about_it).apply(&mut article, &mut decisions);
    }
    Ok(story_of(article, decisions, setting))
}

/// Tells where an article is in a language of which only the places are read.
pub(super) fn tell_language(article: &Article, path: &Path) {
    if let Some(language) = article.other_language() {
        let path = path.display();
        let name = language.name;
        super::output::note(&format!(
            "the article is in {name}: places are found by their names, dates and journeys are read in English only: {path}"
        ));
    }
}

/// What stands for inputs in messages: the path of the first.
pub(super) fn named(paths: &[PathBuf]) -> String {
    paths.first().map_or_else(|| "INPUT".to_owned(), |p| p.display().to_string())
}

/// The story of what was opened at `path`.
pub(super) fn story_in(opened: Opened, path: &Path, setting: &Setting) -> Result<Story, Failure> {
    let (article, decisions) = match opened {
        Opened::Article(article) => (*article, Decisions::default()),
        Opened::Listing(listing) => (chosen(&listing, setting.item, path)?, Decisions::default()),
        Opened::Story(file) => (file.article, file.decisions),
    };
    Ok(story_of(article, decisions, setting))
}

/// The story of an article, with what the reader knows.
pub(super) fn story_of(article: Article, mut decisions: Decisions, setting: &Setting) -> Story {
    setting.put_into(&mut decisions);
    Story::with_decisions(article, decisions, setting.gazetteer)
}

/// The article of a number in a listing; the only one without a number.
pub(super) fn chosen(listing: &Listing, item: Option<NonZeroUsize>, path: &Path) -> Result<Article, Failure> {
    let (n, kind, path) = (listing.items.len(), listing.kind.as_str(), path.display());
    let item = match item {
        Some(number) => listing
            .items
            .get(number.get() - 1)
            .ok_or_else(|| Failure(format!("there is no article {number}; it is {kind} of {n}: {path}")))?,
        None => match listing.items.as_slice() {
            [only] => only,
            _ => {
                let name = path.to_string();
                let several = article::Error::Several { path: name, what: kind, n };
                return Err(Failure(several.to_string()));
            }
        },
    };
    item.load().map_err(|e| Failure(e.to_string()))
}

/// Takes the annotations in the file at `path` as decisions about `story`; tells what was not taken.
pub(super) fn annotated(story: Story, path: &Path, setting: &Setting) -> Result<Story, Failure> {
    let name = path.display().to_string();
    let mut json = String::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(LARGEST_FILE).read_to_string(&mut json));
    read.map_err(|e| Failure(format!("could not read the annotations: {e}: {name}")))?;
    let gazetteer = setting.gazetteer;
    let read = annotations::read(&json, &name, &story.article, gazetteer).map_err(|e| Failure(e.to_string()))?;
    if read.n_left > 0 {
        let n = read.n_left + read.n_taken;
        super::output::note(&format!(
            "{} of {n} annotations are about other words, or name no place or date that is known: {name}",
            read.n_left
        ));
    }
    Ok(story.edited(read.edit, gazetteer).0)
}

/// What a path holds.
pub(super) enum Opened {
    /// An article.
    Article(Box<Article>),
    /// Several articles.
    Listing(Listing),
    /// A saved story.
    Story(Box<StoryFile>),
}

/// Opens what is at `path`, "-" for standard input; `url` says where it came from.
pub(super) fn open(path: &Path, url: Option<&str>) -> Result<Opened, Failure> {
    if let Some(url) = path.to_str().filter(|p| is_address(p)) {
        return fetched(url).map(opened);
    }
    let failed = |e: article::Error| Failure(e.to_string());
    if path.as_os_str() == "-" {
        let name = "standard input";
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(LARGEST_FILE + 1).read_to_end(&mut bytes);
        read.map_err(|e| Failure(format!("could not read the article: {e}: {name}")))?;
        if file::is_story(&bytes) {
            return StoryFile::parse(&bytes, name).map(|s| Opened::Story(Box::new(s))).map_err(|e| Failure(e.to_string()));
        }
        return article::open_from(&bytes, &Origin { name, url, charset: None }).map(opened).map_err(failed);
    }
    if path.is_dir() {
        return article::open(path).map(opened).map_err(failed);
    }
    if file::is_story_at(path) {
        return StoryFile::load(path).map(|s| Opened::Story(Box::new(s))).map_err(|e| Failure(e.to_string()));
    }
    let name = path.display().to_string();
    let read = article::read(path).and_then(|bytes| article::open_from(&bytes, &Origin { name: &name, url, charset: None }));
    read.map(opened).map_err(failed)
}

fn opened(loaded: Loaded) -> Opened {
    match loaded {
        Loaded::Article(article) => Opened::Article(article),
        Loaded::Listing(listing) => Opened::Listing(listing),
    }
}

/// The article at an address.
#[cfg(feature = "net")]
fn fetched(url: &str) -> Result<Loaded, Failure> {
    article::fetch(url).map_err(|e| Failure(e.to_string()))
}

#[cfg(not(feature = "net"))]
fn fetched(url: &str) -> Result<Loaded, Failure> {
    Err(Failure(format!("could not open the page: this program was built without network; save the page and give the file: {url}")))
}

/// Opens the story of the bundled example.
#[cfg(feature = "gui")]
pub(super) fn example(setting: &Setting) -> Story {
    let mut decisions = Decisions::default();
    setting.put_into(&mut decisions);
    Story::with_decisions(Article::from_text(EXAMPLE), decisions, setting.gazetteer)
}

fn is_address(words: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| words.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)))
}
