//! A story file in, the article, the decisions and the view it holds out; and back.
//!
//! `NAME.dateline` is UTF-8 JSON, `"dateline": VERSION` first. Offsets count Unicode code points of the article's text. What is not
//! known here is kept and written again. A file is replaced whole or not at all.
//!
//! # Versions
//! A file says the first version that holds all that is in it, so that an older Dateline opens, and may save, every story it can hold whole.
//! What a later version added lies in fields that an earlier one does not know; it shows the story without them, and does not save over it.
//!
//! | version | holds |
//! |---|---|
//! | 1 | the article, decisions about places, dates, events and journeys, the view |
//! | 2 | stops of journeys by the words that name them, their sentences and means of transport; options with dates of their own; events without place |
//! | 3 | several articles; which of them are hidden |

mod records;

use super::{Decisions, Playhead};
use crate::article::Article;
use crate::earth::LatLon;
use records::{ArticleRecord, DecisionsRecord, ViewRecord};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The last version of the format that is known here.
pub const VERSION: u64 = 3;

/// The largest story file that is opened, in bytes: 100 MB.
pub const LARGEST_FILE: u64 = 100_000_000;

/// Why a story could not be opened or saved.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be read.
    #[error("could not read the story: {source}: {path}")]
    Read {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file is larger than [`LARGEST_FILE`].
    #[error("could not read the story: it is larger than 100 MB, which no story is: {path}")]
    TooLarge {
        /// Which file.
        path: String,
    },
    /// The file ends in the middle.
    #[error("could not read the story: it was cut short; take an earlier copy: {path}")]
    CutShort {
        /// Which file.
        path: String,
    },
    /// The file is not what a story is.
    #[error("could not read the story: {what}; take an earlier copy: {path}")]
    Damaged {
        /// Which file.
        path: String,
        /// What is wrong, with line and column.
        what: String,
    },
    /// A newer program saved it, in a form that cannot be read here.
    #[error("could not read the story: a newer Dateline saved it (format {version}, this one reads {VERSION}); update Dateline: {path}")]
    Newer {
        /// Which file.
        path: String,
        /// Its version.
        version: u64,
    },
    /// A newer program saved it; saving here would lose what it put there.
    #[error("could not save over the story: a newer Dateline saved it; save under another name: {path}")]
    ReadOnly {
        /// Which file.
        path: String,
    },
    /// The file could not be written.
    #[error("could not save the story: {source}: {path}")]
    Write {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

/// What the user looked at when the story was saved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SavedView {
    /// The middle of the map.
    pub centre: LatLon,
    /// Web map zoom.
    pub zoom: f64,
    /// Where playing stood.
    pub playhead: Playhead,
}

/// The content of a story file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StoryFile {
    /// The article.
    pub article: Article,
    /// What the user decided.
    pub decisions: Decisions,
    /// What the user looked at; `None` for the view that shows all.
    pub view: Option<SavedView>,
    /// Whether a newer program saved it: it is shown, and not saved over.
    pub is_read_only: bool,
    /// The file as it was read: what is not known here stays in it.
    original: Value,
}

/// The file as the derived reader sees it.
#[derive(Deserialize)]
struct FileRecord {
    article: ArticleRecord,
    #[serde(default)]
    decisions: DecisionsRecord,
    #[serde(default)]
    view: Option<ViewRecord>,
}

/// Enough of a file to know whether it is a story, and whose.
#[derive(Deserialize)]
struct Probe {
    dateline: u64,
}

/// Whether `bytes` begin like a story file.
pub fn is_story(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200)).unwrap_or(&[]));
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with("\"dateline\""))
}

/// Whether the file at `path` begins like a story file. What cannot be read is none.
pub fn is_story_at(path: &Path) -> bool {
    let mut head = Vec::new();
    File::open(path).is_ok_and(|file| file.take(200).read_to_end(&mut head).is_ok()) && is_story(&head)
}

impl StoryFile {
    /// Returns the file of an article and what was decided about it.
    pub fn new(article: Article, decisions: Decisions) -> StoryFile {
        StoryFile { article, decisions, ..StoryFile::default() }
    }

    /// Reads a story file.
    ///
    /// # Errors
    /// [`Error::Read`] and [`Error::TooLarge`] where there is no such file, and as [`StoryFile::parse`].
    pub fn load(path: &Path) -> Result<StoryFile, Error> {
        let name = path.display().to_string();
        let read = |source| Error::Read { path: name.clone(), source };
        let mut bytes = Vec::new();
        File::open(path).map_err(read)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(read)?;
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(Error::TooLarge { path: name });
        }
        StoryFile::parse(&bytes, &name)
    }

    /// Reads the bytes of a story file; `name` stands for it in errors.
    ///
    /// # Errors
    /// [`Error::CutShort`], [`Error::Damaged`] or [`Error::Newer`], by what is wrong.
    pub fn parse(bytes: &[u8], name: &str) -> Result<StoryFile, Error> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let damaged = |e: serde_json::Error| match e.classify() {
            serde_json::error::Category::Eof => Error::CutShort { path: name.to_owned() },
            _ => Error::Damaged { path: name.to_owned(), what: e.to_string() },
        };
        let original: Value = serde_json::from_slice(bytes).map_err(damaged)?;
        let version = serde_json::from_slice::<Probe>(bytes).map_err(damaged)?.dateline;
        let is_read_only = version > VERSION;
        let record: FileRecord = serde_json::from_slice(bytes)
            .map_err(|e| if is_read_only { Error::Newer { path: name.to_owned(), version } } else { damaged(e) })?;
        let article = record.article.article();
        let decisions = record.decisions.decisions(&article).map_err(|what| Error::Damaged { path: name.to_owned(), what })?;
        Ok(StoryFile { view: record.view.and_then(ViewRecord::view), article, decisions, is_read_only, original })
    }

    /// The bytes of the file: the same content gives the same bytes.
    pub fn to_json(&self) -> String {
        let mut file = Map::new();
        file.insert("dateline".to_owned(), Value::from(records::version_for(&self.article, &self.decisions)));
        file.insert("article".to_owned(), json(&ArticleRecord::of(&self.article)));
        file.insert("decisions".to_owned(), json(&DecisionsRecord::of(&self.decisions, &self.article)));
        file.insert("view".to_owned(), json(&self.view.map(ViewRecord::of)));
        let merged = merged(Value::Object(file), &self.original);
        format!("{merged:#}\n")
    }

    /// Saves the file: written beside the old one, brought to the disk, then put in its place.
    ///
    /// # Errors
    /// [`Error::ReadOnly`] where a newer program saved what is at `path`, [`Error::Write`] where the disk refuses. The old file is then as it was.
    pub fn save(&self, path: &Path) -> Result<(), Error> {
        let name = || path.display().to_string();
        if is_newer(path) {
            return Err(Error::ReadOnly { path: name() });
        }
        replace(path, self.to_json().as_bytes()).map_err(|source| Error::Write { path: name(), source })
    }
}

/// Whether a newer program saved the file at `path`. What cannot be read is not known to be newer.
fn is_newer(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| serde_json::from_slice::<Probe>(&bytes).is_ok_and(|p| p.dateline > VERSION))
}

/// Replaces the file at `path` by `bytes`, whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    // A link stays a link: what it points to is replaced. A file that is not there yet has no other name.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut beside = path.clone().into_os_string();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let result = (|| {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if let Ok(old) = fs::metadata(&path) {
            fs::set_permissions(&beside, old.permissions())?;
        }
        fs::rename(&beside, &path)
    })();
    if result.is_err() {
        // The failure is told; that the unfinished copy stays too would tell nothing more.
        let _ = fs::remove_file(&beside);
    }
    result
}

/// A record as JSON. Records hold nothing that JSON cannot.
fn json<T: serde::Serialize>(record: &T) -> Value {
    serde_json::to_value(record).unwrap_or(Value::Null)
}

/// Puts what `original` holds beside `new` into it: unknown fields of objects, and of the entries of lists that are about the same words.
fn merged(new: Value, original: &Value) -> Value {
    match (new, original) {
        (Value::Object(mut fields), Value::Object(before)) => {
            for (key, old) in before {
                match fields.get_mut(key) {
                    Some(value) => *value = merged(value.take(), old),
                    None => {
                        fields.insert(key.clone(), old.clone());
                    }
                }
            }
            Value::Object(fields)
        }
        (Value::Array(entries), Value::Array(before)) => {
            let key = |v: &Value| Some((v.get("start")?.as_u64()?, v.get("end")?.as_u64()?, v.get("nth").and_then(Value::as_u64)));
            let merge_entry = |entry: Value| {
                let old = key(&entry).and_then(|k| before.iter().find(|b| key(b) == Some(k)));
                match old {
                    Some(old) => merged(entry, old),
                    None => entry,
                }
            };
            Value::Array(entries.into_iter().map(merge_entry).collect())
        }
        (new, _) => new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Span;
    use crate::dates::{Grain, Range};
    use crate::events::{Status, Transport};
    use crate::story::{ChosenPlace, DateDecision, EventDecision, JourneyDecision, PlaceDecision, StopDecision};
    use jiff::civil::date;

    fn place(name: &str, lat: f64, lon: f64) -> ChosenPlace {
        ChosenPlace { geonameid: Some(7), name: name.to_owned(), point: LatLon::new(lat, lon).unwrap() }
    }

    fn story() -> StoryFile {
        let text = "Der Zug nach Łódź\n\nMay 5, 2020\n\nThe train to Łódź left Zürich on Tuesday. It may reach Kraków.";
        let at = |word: &str| {
            let start = text.find(word).unwrap() as u32;
            Span::new(start, start + word.len() as u32)
        };
        let when = Range { start: date(2020, 5, 1).at(0, 0, 0, 0), end: date(2020, 6, 1).at(0, 0, 0, 0), grain: Grain::Month };
        let mut decisions = Decisions {
            published: Some(date(2020, 5, 6)),
            title: Some("Ein „Zug“".to_owned()),
            near: Some("PL".to_owned()),
            ..Decisions::default()
        };
        decisions.places.insert(at("Łódź"), PlaceDecision::Choose(place("Łódź", 51.77, 19.46)));
        decisions.places.insert(at("Zug"), PlaceDecision::Ignore);
        decisions.dates.insert(at("Tuesday"), DateDecision::Set(when));
        decisions.dates.insert(at("May 5"), DateDecision::Ignore);
        let event = EventDecision {
            status: Some(Status::Planned),
            when: Some(when),
            at: Some(at("Kraków")),
            is_added: true,
            ..EventDecision::default()
        };
        decisions.events.insert(at("It may reach Kraków."), event);
        let stop = |p, options| StopDecision { when: Some(when), status: Some(Status::Possible), options, ..StopDecision::at(p) };
        let krakow = stop(place("Kraków", 50.1, 19.9), vec![]);
        let stops = vec![stop(place("Zürich", 47.4, 8.5), vec![]), stop(place("Łódź", 51.77, 19.46), vec![krakow])];
        let (status, transport) = (Status::Done, Transport::Rail);
        let journey = JourneyDecision { mover: "train".to_owned(), status, transport, stops, evidence: vec![] };
        decisions.journeys.insert((at("The train"), 0), journey);
        let view = SavedView { centre: LatLon::new(50.0, 10.0).unwrap(), zoom: 4.5, playhead: Playhead(2.25) };
        StoryFile { view: Some(view), ..StoryFile::new(Article::from_text(text), decisions) }
    }

    #[test]
    fn a_story_comes_back_as_it_was_saved() {
        let story = story();
        let json = story.to_json();
        assert!(json.starts_with("{\n  \"dateline\": 1,\n"), "{json}");
        let read = StoryFile::parse(json.as_bytes(), "x").unwrap();
        assert_eq!((&read.article, &read.decisions, read.view), (&story.article, &story.decisions, story.view));
        assert_eq!(read.to_json(), json);
    }

    #[test]
    fn a_file_says_the_first_version_that_holds_it() {
        let text = story().article.text;
        let lodz = text.find("Łódź").map(|i| Span::new(i as u32, i as u32 + 7)).unwrap();
        let check = |change: &dyn Fn(&mut StopDecision), version: u64| {
            let mut story = story();
            for journey in story.decisions.journeys.values_mut() {
                change(&mut journey.stops[1]);
            }
            let json = story.to_json();
            assert!(json.starts_with(&format!("{{\n  \"dateline\": {version},\n")), "{json}");
            let read = StoryFile::parse(json.as_bytes(), "x").unwrap();
            assert_eq!((read.decisions, read.is_read_only), (story.decisions, false));
        };
        check(&|_| (), 1);
        check(&|stop| stop.when = None, 2);
        check(&|stop| stop.at = Some(lodz), 2);
        check(&|stop| stop.evidence = vec![lodz], 2);
        check(&|stop| stop.transport = Some(Transport::Foot), 2);
        check(&|stop| stop.options[0].at = Some(lodz), 2);
        check(&|stop| stop.options.clear(), 1);
        let mut placeless = story();
        for event in placeless.decisions.events.values_mut() {
            event.is_placeless = true;
        }
        let read = StoryFile::parse(placeless.to_json().as_bytes(), "x").unwrap();
        assert_eq!(read.decisions, placeless.decisions);
    }

    #[test]
    fn unknown_fields_survive_where_their_words_do() {
        let json = story().to_json();
        let mut value: Value = serde_json::from_str(&json).unwrap();
        value["colour"] = Value::from("red");
        value["article"]["language"] = Value::from("de");
        value["decisions"]["places"][0]["why"] = Value::from("seen");
        let mut read = StoryFile::parse(value.to_string().as_bytes(), "x").unwrap();
        let again: Value = serde_json::from_str(&read.to_json()).unwrap();
        assert_eq!(again, value);
        read.decisions.places.clear();
        read.decisions.title = None;
        let again: Value = serde_json::from_str(&read.to_json()).unwrap();
        assert_eq!(again["decisions"]["places"], serde_json::json!([]));
        assert_eq!(again["decisions"]["title"], Value::Null);
        assert_eq!(again["article"]["language"], "de");
    }

    #[test]
    fn damaged_files_say_what_is_wrong() {
        fn check(json: &str, expected: &str) {
            let said = StoryFile::parse(json.as_bytes(), "x.dateline").map_or_else(|e| e.to_string(), |_| "opened".to_owned());
            assert!(said.contains(expected), "{said}");
        }
        let whole = story().to_json();
        for cut in [0, 1, whole.len() / 2, whole.len() - 3] {
            let mut cut = cut;
            while !whole.is_char_boundary(cut) {
                cut += 1;
            }
            check(whole.get(..cut).unwrap(), "cut short");
        }
        check("{}", "missing field `dateline`");
        check("[1]", "could not read the story");
        check(r#"{"dateline": "one"}"#, "invalid type: string \"one\"");
        check(r#"{"dateline": 1}"#, "missing field `article`");
        check(r#"{"dateline": 1, "article": {"text": 5}}"#, "invalid type: integer `5`, expected a string at line 1 column");
        check(r#"{"dateline": 1, "article": {"text": "x", "published": "May"}}"#, "not a day (YYYY-MM-DD): May");
        check(r#"{"dateline": 1, "article": {"text": "x"}, "decisions": {"places": [{"start": 3, "end": 9}]}}"#, "not in its article");
        check(r#"{"dateline": 1, "article": {"text": "x"}, "decisions": {"places": 4}}"#, "expected a sequence");
        check(
            r#"{"dateline": 1, "article": {"text": "x"}, "decisions": {"places": [{"start": 0, "end": 1, "place": {"name": "N", "lat": 99, "lon": 0}}]}}"#,
            "outside the world",
        );
        check(r#"{"dateline": 4, "article": {"words": []}}"#, "a newer Dateline saved it (format 4");
        check(&"[".repeat(100_000), "could not read the story");
        check(
            r#"{"dateline": 1, "article": {"text": "x", "blocks": [{"kind": "odd", "start": 5, "end": 2}]}, "view": {"lat": 1e9, "lon": 0, "zoom": -4, "playhead_secs": 0}}"#,
            "opened",
        );
    }

    #[test]
    fn saving_replaces_the_file_or_leaves_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.dateline");
        let story = story();
        story.save(&path).unwrap();
        story.save(&path).unwrap();
        assert_eq!(StoryFile::load(&path).unwrap().decisions, story.decisions);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no copy is left beside it");

        fs::write(&path, r#"{"dateline": 9, "article": {"text": "From the future"}, "decisions": {}}"#).unwrap();
        let newer = StoryFile::load(&path).unwrap();
        assert!(newer.is_read_only);
        assert!(matches!(newer.save(&path), Err(Error::ReadOnly { .. })));
        assert!(fs::read_to_string(&path).unwrap().contains("From the future"));

        assert!(matches!(story.save(&folder.path().join("no/such/folder.dateline")), Err(Error::Write { .. })));
        assert!(matches!(StoryFile::load(&folder.path().join("none.dateline")), Err(Error::Read { .. })));
    }
}
