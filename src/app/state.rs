//! What the window shows: the story, the playhead, the selection. Panels read it; only [`super::command::Command::run`] writes it.

use super::read::Job;
use crate::article::{Listing, Span};
use crate::story::file::StoryFile;
use crate::story::{Edit, Playhead, Story, Target, Way};
use std::path::PathBuf;
use std::sync::Arc;

/// A tab of the article panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    #[default]
    Article,
    Places,
    Events,
}

/// What lies over the window and takes the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overlay {
    /// Commands and places by name.
    Palette,
    /// The sheet of keys.
    Keys,
    /// Asks whether to leave with unsaved changes.
    Leaving,
    /// Offers work that a window lost when it ended unasked.
    Recovery,
    /// Asks for a place.
    Pick(Pick),
    /// Asks for words of the article that name a place.
    Mark,
    /// The form of a new event.
    AddEvent,
    /// What to export to.
    Export,
    /// Which map lies beneath the story.
    Basemap,
    /// Colours, language, motion, size.
    Settings,
    /// The articles of a feed, a book or a folder.
    Articles,
}

/// What a place is asked for. Journeys and events by their indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// In place of a stop.
    Reroute(usize, Way),
    /// For a stop before this one; after the last where there is none.
    NewStop(usize, usize),
    /// Beside a stop: either this or that.
    Option(usize, usize),
    /// Where an event happens.
    EventPlace(usize),
    /// The end of a new journey from this place of the story.
    JourneyFrom(usize),
}

impl Pick {
    /// The same question in a story where things are found `again` under other indices; `None` where what it is about is gone.
    fn again(self, again: impl Fn(Target) -> Option<Target>) -> Option<Pick> {
        let index = |target| match again(target)? {
            Target::Place(i) | Target::Event(i) | Target::Journey(i) => Some(i),
            _ => None,
        };
        Some(match self {
            Pick::Reroute(j, way) => Pick::Reroute(index(Target::Journey(j))?, way),
            Pick::NewStop(j, stop) => Pick::NewStop(index(Target::Journey(j))?, stop),
            Pick::Option(j, stop) => Pick::Option(index(Target::Journey(j))?, stop),
            Pick::EventPlace(e) => Pick::EventPlace(index(Target::Event(e))?),
            Pick::JourneyFrom(p) => Pick::JourneyFrom(index(Target::Place(p))?),
        })
    }
}

/// What the map should do next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Camera {
    /// Show the whole story.
    Fit,
    /// Show what is selected.
    FitSelection,
    /// Zoom by this many steps.
    Zoom(f64),
    /// Pan by this share of the map's width and height.
    Pan(f32, f32),
    /// Show a place at a zoom.
    Show(crate::earth::LatLon, f64),
    /// Give the map the keyboard.
    Focus,
}

/// A message that goes away by itself.
#[derive(Clone, Debug)]
pub(super) struct Toast {
    /// What happened.
    pub words: String,
    /// Seconds it still stays.
    pub left_secs: f32,
}

/// The colours to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ThemeChoice {
    /// As the desktop says.
    #[default]
    System,
    Light,
    Dark,
}

/// How much moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Motion {
    /// As the desktop says.
    #[default]
    System,
    /// Things jump where they would move: the camera, and the playing from event to event.
    Less,
    Full,
}

/// What the window shows.
#[derive(Default)]
pub(super) struct State {
    /// The story; `None` while nothing is open.
    pub story: Option<Arc<Story>>,
    /// Counts up with every new or changed story: what is cached from the story is stale.
    pub generation: u64,
    /// Counts up with every new story, not with edits: the camera starts afresh.
    pub opened: u64,
    pub playhead: Playhead,
    pub is_playing: bool,
    /// Seconds of playing in a second.
    pub speed: f64,
    pub is_looping: bool,
    pub motion: Motion,
    /// Whether the desktop wants less motion; `None` where it does not say.
    pub desktop_motion: Option<bool>,
    /// The language chosen; `None` for that of the desktop.
    pub language: Option<super::language::Language>,
    /// Answers file dialogs in place of the desktop.
    pub asker: Option<super::read::Asker>,
    /// Sizes of the panels that the user dragged, by name, in points.
    pub panels: std::collections::BTreeMap<String, f32>,
    /// Seconds waited at an event while playing so.
    pub waited_secs: f64,
    /// Whether the camera follows the playing.
    pub is_following: bool,
    pub selected: Option<Target>,
    /// The words that were clicked, where the selection came from the article.
    pub selected_words: Option<Span>,
    /// Index of the place whose pin the next click on the map moves.
    pub moving: Option<usize>,
    /// Words of the article that were picked for a new event.
    pub picked: Option<Span>,
    /// Whether the reader was asked when the article appeared, and did not want to say.
    pub is_date_asked: bool,
    /// Counts up with every selection: panels scroll to it once.
    pub selections: u64,
    pub hovered: Option<Target>,
    pub theme: ThemeChoice,
    /// The map beneath the story.
    pub basemap: super::basemaps::Basemap,
    /// Whether it failed, so that the embedded one stands in for it.
    pub is_basemap_broken: bool,
    pub is_inspector_open: bool,
    pub is_fullscreen: bool,
    pub tab: Tab,
    /// Inverses of the edits made, latest last.
    pub undo: Vec<Edit>,
    /// Edits undone, latest last.
    pub redo: Vec<Edit>,
    /// What is decided beyond what the story was read with.
    pub rereading: super::rereading::Rereading,
    /// Whether there are edits since the story was opened or saved.
    pub is_unsaved: bool,
    /// The story file, with what it holds beside the story.
    pub file: Option<(PathBuf, Box<StoryFile>)>,
    /// What waits for the answer whether to save first.
    pub pending: Option<Box<super::command::Command>>,
    /// Whether `pending` runs once the story is saved.
    pub is_leaving: bool,
    /// Journals of windows that ended unasked.
    pub lost: Vec<super::keep::Lost>,
    /// Files opened and saved, latest first.
    pub recent: Vec<PathBuf>,
    /// Whether the window is too narrow for an inspector beside the map.
    pub is_narrow: bool,
    /// Whether the inspector lies over the map of a narrow window.
    pub is_drawer_open: bool,
    /// Reading under way.
    pub job: Option<Job>,
    /// The articles to choose from, where several were opened.
    pub listing: Option<Arc<Listing>>,
    /// Whether what is chosen of `listing` is added to the story.
    pub is_adding: bool,
    /// A file dialog under way.
    pub dialog: Option<super::read::Dialog>,
    /// What was exported last.
    pub export: super::export_kinds::Choice,
    /// Where a file was opened or saved last.
    pub folder: Option<PathBuf>,
    pub toasts: Vec<Toast>,
    pub overlay: Option<Overlay>,
    /// What the map should do at its next frame.
    pub camera: Option<Camera>,
    /// What the timeline should do at its next frame.
    pub axis: Option<super::axis::Wish>,
    /// Whether the search in the article is open.
    pub is_finding: bool,
    /// The first digit of a chord of two that sets the speed.
    pub speed_chord: bool,
}

impl State {
    /// The state with `story` open, at its start.
    pub fn new(story: Option<Story>) -> State {
        let mut state = State { speed: 1.0, is_inspector_open: true, is_following: true, ..State::default() };
        if let Some(story) = story {
            state.open(story);
        }
        state
    }

    /// Puts `story` in place of the one that is open.
    pub fn open(&mut self, story: Story) {
        self.close();
        self.story = Some(Arc::new(story));
        self.is_unsaved = false;
        self.tab = Tab::Article;
        self.camera = Some(Camera::Fit);
    }

    /// Leaves nothing open.
    pub fn close(&mut self) {
        let_go(self.story.take());
        self.rereading.forget();
        self.generation += 1;
        self.opened += 1;
        self.playhead = Playhead(0.0);
        self.is_playing = false;
        self.selected = None;
        self.selected_words = None;
        self.moving = None;
        self.hovered = None;
        self.picked = None;
        self.is_date_asked = false;
        self.undo.clear();
        self.redo.clear();
        self.file = None;
    }

    /// Takes an edited story in place of the one that is open, and keeps what is selected.
    pub fn replace(&mut self, story: Story) {
        if let Some(old) = &self.story {
            let again = |t: Target| found_again(old, &story, t);
            (self.selected, self.hovered) = (self.selected.and_then(again), None);
            self.moving = self.moving.and_then(|place| match again(Target::Place(place))? {
                Target::Place(place) => Some(place),
                _ => None,
            });
            if let Some(Overlay::Pick(pick)) = self.overlay {
                self.overlay = pick.again(again).map(Overlay::Pick);
            }
        }
        self.playhead = Playhead(self.playhead.0.min(story.playback.duration_secs));
        let_go(self.story.replace(Arc::new(story)));
        self.generation += 1;
        self.is_unsaved = true;
    }

    /// Length of the playing in seconds.
    pub fn duration_secs(&self) -> f64 {
        self.story.as_ref().map_or(0.0, |s| s.playback.duration_secs)
    }

    /// Whether anything can be played.
    pub fn can_play(&self) -> bool {
        self.duration_secs() > 0.0
    }

    /// Whether things jump where they would move.
    pub fn is_motion_reduced(&self) -> bool {
        match self.motion {
            Motion::System => self.desktop_motion.unwrap_or(false),
            Motion::Less => true,
            Motion::Full => false,
        }
    }

    /// Whether the playhead stands at the end.
    pub fn is_at_end(&self) -> bool {
        self.playhead.0 >= self.duration_secs() - 1e-6
    }

    /// Tells the reader `words`.
    pub fn toast(&mut self, words: impl Into<String>) {
        self.toasts.push(Toast { words: words.into(), left_secs: 6.0 });
    }
}

/// Lets go of a story that is not shown any more: of a long one there is so much to take down that the window would stand still.
fn let_go(story: Option<Arc<Story>>) {
    if let Some(story) = story.filter(|s| s.article.text.len() > 20_000) {
        std::thread::spawn(move || drop(story));
    }
}

/// The same thing in `new` that `target` is in `old`: known again by its words. `None` where it is gone.
pub(super) fn found_again(old: &Story, new: &Story, target: Target) -> Option<Target> {
    let journey = |j: usize| new.journey_of(old.journey_key(j)?);
    match target {
        Target::Place(_) => {
            // The place of its first mention that is still there.
            let again = |words| new.reading.toponyms.iter().position(|t| t.span == words).and_then(|t| new.place_of(t));
            old.evidence(target).into_iter().find_map(again).map(Target::Place)
        }
        Target::Date(i) => {
            let words = old.reading.timexes.get(i)?.span;
            new.reading.timexes.iter().position(|t| t.span == words).map(Target::Date)
        }
        Target::Event(i) => {
            let words = old.reading.events.get(i)?.span;
            new.reading.events.iter().position(|e| e.span == words).map(Target::Event)
        }
        Target::Journey(j) => journey(j).map(Target::Journey),
        Target::Leg(j, leg) => {
            // A leg that is no more leaves its journey selected.
            let again = journey(j)?;
            let there = new.routes.get(again).is_some_and(|r| leg < r.legs.len());
            Some(if there { Target::Leg(again, leg) } else { Target::Journey(again) })
        }
    }
}
