//! Corrections at once, and what follows from them as soon as it is read: off the window's thread.
//!
//! A decision is made in no time: it can be undone, saved and kept from then on. What the article says with it takes a reading. One reading
//! goes on at a time; edits that come meanwhile are read together in the next.

use super::command::Command;
use super::language::tr;
use super::read::explained;
use super::state::State;
use crate::article::Article;
use crate::earth::LatLon;
use crate::gazetteer::Gazetteer;
use crate::story::file::StoryFile;
use crate::story::{Decisions, Edit, PlaceDecision, Story};
use egui::Context;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The window waits so long for a short article to be read, so that a correction shows in the next frame; half a frame at 60 a second.
const PATIENCE: Duration = Duration::from_millis(8);

/// So many places that move are shown at most.
const MOST_MOVED: usize = 8;

/// What is decided beyond what the story on the screen was read with.
pub(super) struct Rereading {
    /// The article as read and the decisions with all edits; `None` where the story on the screen has them.
    ahead: Option<(Article, Decisions)>,
    /// The reading under way, and the number of the last edit that is in it.
    under_way: Option<(Receiver<Story>, u64)>,
    /// Commands that need the story as decided.
    waiting: Vec<Command>,
    /// When the readings began that the screen waits for, in seconds of the window's clock.
    since: Option<f64>,
    patience: Duration,
    /// Readings wait for it before they are done: a test looks at what shows meanwhile.
    gate: Option<Gate>,
    /// Number of the last edit; counts up with every new story too.
    pub last_edit: u64,
}

/// Readings wait while it is locked.
pub type Gate = Arc<Mutex<()>>;

impl Default for Rereading {
    fn default() -> Rereading {
        Rereading { ahead: None, under_way: None, waiting: Vec::new(), since: None, patience: PATIENCE, gate: None, last_edit: 1 }
    }
}

impl Rereading {
    /// Whether the screen does not show yet what is decided.
    pub fn is_ahead(&self) -> bool {
        self.ahead.is_some()
    }

    /// Seconds that the screen has been waiting for readings.
    pub fn for_secs(&self, ctx: &Context) -> f32 {
        let now = ctx.input(|i| i.time);
        self.since.filter(|_| self.is_ahead()).map_or(0.0, |since| (now - since) as f32)
    }

    /// Whether something waits that can be given up.
    pub fn can_give_up(&self) -> bool {
        self.waiting.iter().any(Command::can_be_given_up)
    }

    /// Gives up what waits and can be given up.
    pub fn give_up_waiting(&mut self) {
        self.waiting.retain(|c| !c.can_be_given_up());
    }

    /// Whether a correction waits to be made.
    pub fn is_correction_waiting(&self) -> bool {
        self.waiting.iter().any(|c| !c.can_be_given_up())
    }

    /// Lets readings wait for `gate`, from now on, and nobody for them.
    pub fn hold(&mut self, gate: Gate) {
        (self.gate, self.patience) = (Some(gate), Duration::ZERO);
    }

    /// Places that are decided to be elsewhere than the story on the screen has them: where that has them, if it does, and where they will be.
    pub fn moved(&self, story: &Story) -> Vec<(Option<LatLon>, LatLon)> {
        let Some((_, decisions)) = &self.ahead else { return Vec::new() };
        let mut moved: Vec<(Option<LatLon>, LatLon)> = Vec::new();
        for (span, decision) in decisions.places.iter().filter(|(span, d)| story.decisions.places.get(span) != Some(*d)) {
            let PlaceDecision::Choose(chosen) = decision else { continue };
            // One decision for all mentions of a place is one move.
            if moved.last().is_some_and(|(_, to)| *to == chosen.point) || moved.len() >= MOST_MOVED {
                continue;
            }
            let toponym = story.reading.toponyms.iter().position(|t| t.span == *span);
            let from = toponym.and_then(|t| story.place_of(t)).and_then(|p| story.places.get(p)?.point);
            moved.push((from, chosen.point));
        }
        moved
    }

    /// Waits so long for every reading, from now on.
    pub fn set_patience(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// Forgets what was ahead of a story that is gone.
    pub fn forget(&mut self) {
        (self.ahead, self.under_way, self.since) = (None, None, None);
        self.waiting.clear();
        self.last_edit += 1;
    }
}

/// The article and the decisions as they stand, with the edits that are not read yet; `None` where no story is open.
pub(super) fn as_decided(state: &State) -> Option<(Article, Decisions)> {
    let story = state.story.as_ref()?;
    Some(state.rereading.ahead.clone().unwrap_or_else(|| (story.article_as_read(), story.decisions.clone())))
}

/// Whether `file` holds all that is decided.
pub(super) fn is_in(state: &State, file: &StoryFile) -> bool {
    as_decided(state).is_none_or(|(article, decisions)| article == file.article && decisions == file.decisions)
}

/// Makes `edit` and returns its inverse; `None` where no story is open. The story follows once it is read.
pub(super) fn edited(state: &mut State, ctx: &Context, edit: Edit) -> Option<Edit> {
    let (mut article, mut decisions) = as_decided(state)?;
    let inverse = edit.apply(&mut article, &mut decisions);
    state.rereading.ahead = Some((article, decisions));
    state.rereading.last_edit += 1;
    state.is_unsaved = true;
    state.rereading.since.get_or_insert(ctx.input(|i| i.time));
    begin(state, ctx, state.rereading.patience);
    Some(inverse)
}

/// Runs `command` once the story is read as decided; at once where it is.
pub(super) fn once_read(state: &mut State, ctx: &Context, command: Command) {
    if state.rereading.is_ahead() {
        state.rereading.waiting.push(command);
    } else {
        command.run(state, ctx);
    }
}

/// Takes a reading that is done.
pub(super) fn collect(state: &mut State, ctx: &Context) {
    let Some((receiver, _)) = &state.rereading.under_way else { return };
    match receiver.try_recv() {
        Ok(story) => take(state, ctx, story),
        Err(TryRecvError::Empty) => {
            // What is long is shown to go on.
            let shows_in = super::overlays::WORK_SHOWS_AFTER_SECS - state.rereading.for_secs(ctx);
            ctx.request_repaint_after_secs(shows_in.max(0.05));
        }
        Err(TryRecvError::Disconnected) => give_up(state),
    }
}

fn begin(state: &mut State, ctx: &Context, patience: Duration) {
    let Some((article, decisions)) = state.rereading.ahead.clone().filter(|_| state.rereading.under_way.is_none()) else { return };
    let (sender, receiver) = channel();
    let (wake, gate) = (ctx.clone(), state.rereading.gate.clone());
    std::thread::spawn(move || {
        let story = explained(Story::with_decisions(article, decisions, Gazetteer::current()));
        drop(gate.as_ref().map(|gate| gate.lock()));
        // Where another story was opened meanwhile, nobody listens.
        let _ = sender.send(story);
        wake.request_repaint();
    });
    let result = receiver.recv_timeout(patience);
    state.rereading.under_way = Some((receiver, state.rereading.last_edit));
    match result {
        Ok(story) => take(state, ctx, story),
        Err(RecvTimeoutError::Timeout) => {}
        Err(RecvTimeoutError::Disconnected) => give_up(state),
    }
}

fn take(state: &mut State, ctx: &Context, story: Story) {
    let Some((_, edit)) = state.rereading.under_way.take() else { return };
    state.replace(story);
    if edit == state.rereading.last_edit {
        (state.rereading.ahead, state.rereading.since) = (None, None);
        for command in std::mem::take(&mut state.rereading.waiting) {
            once_read(state, ctx, command);
        }
    } else {
        begin(state, ctx, Duration::ZERO);
    }
}

/// The decisions stay, and are saved; only what follows from the last is not on the screen.
fn give_up(state: &mut State) {
    (state.rereading.under_way, state.rereading.since) = (None, None);
    state.rereading.waiting.clear();
    state.toast(tr("The article could not be read with this change: undo it, or save the story and open it again"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Tab;
    use crate::story::{ChosenPlace, PlaceDecision};

    const TEXT: &str = "Paris, France, July 1, 2020\n\nShe flew from Paris to Rome on Friday. She goes on to Vienna on Monday.";

    fn state() -> State {
        let mut state = State::new(Some(explained(Story::new(Article::from_text(TEXT), Gazetteer::current()))));
        state.rereading.set_patience(Duration::ZERO);
        state
    }

    /// Runs the readings to their end.
    fn settle(state: &mut State, ctx: &Context) {
        for _ in 0..2000 {
            collect(state, ctx);
            if !state.rereading.is_ahead() {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the readings do not end");
    }

    fn title(words: &str) -> Command {
        Command::Edit(Edit::Title(Some(words.to_owned())))
    }

    #[test]
    fn edits_faster_than_readings_are_all_made_in_order() {
        let (mut state, ctx) = (state(), Context::default());
        let place = state.story.as_ref().unwrap().reading.toponyms[0].span;
        title("One").run(&mut state, &ctx);
        Command::Edit(Edit::Place(place, Some(PlaceDecision::Ignore))).run(&mut state, &ctx);
        title("Two").run(&mut state, &ctx);
        let (_, decisions) = as_decided(&state).unwrap();
        assert_eq!(decisions.title.as_deref(), Some("Two"), "decided before it is read");
        assert!(decisions.places.contains_key(&place));
        assert!(state.is_unsaved && state.undo.len() == 3);
        settle(&mut state, &ctx);
        let story = state.story.clone().unwrap();
        assert_eq!((&story.decisions, story.title()), (&decisions, "Two"));
        let expected = explained(Story::with_decisions(Article::from_text(TEXT), decisions, Gazetteer::current()));
        assert_eq!(format!("{:?}", story.reading), format!("{:?}", expected.reading));
    }

    #[test]
    fn undo_and_redo_do_not_wait_for_a_reading() {
        let (mut state, ctx) = (state(), Context::default());
        let before = state.story.as_ref().unwrap().reading.clone();
        title("One").run(&mut state, &ctx);
        title("Two").run(&mut state, &ctx);
        Command::Undo.run(&mut state, &ctx);
        assert_eq!(as_decided(&state).unwrap().1.title.as_deref(), Some("One"));
        Command::Undo.run(&mut state, &ctx);
        assert_eq!(as_decided(&state).unwrap().1, Decisions::default());
        Command::Redo.run(&mut state, &ctx);
        Command::Undo.run(&mut state, &ctx);
        settle(&mut state, &ctx);
        assert_eq!(format!("{:?}", state.story.as_ref().unwrap().reading), format!("{before:?}"));
        assert_eq!((state.undo.len(), state.redo.len()), (0, 2));
    }

    #[test]
    fn what_is_saved_has_the_edits_that_are_not_read_yet() {
        let (mut state, ctx) = (state(), Context::default());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.dateline");
        title("Saved").run(&mut state, &ctx);
        Command::SaveAs(path.clone()).run(&mut state, &ctx);
        let job = state.job.take().unwrap();
        while job.poll().is_none() {
            std::thread::sleep(Duration::from_millis(5));
        }
        let file = StoryFile::load(&path).unwrap();
        assert_eq!(file.decisions.title.as_deref(), Some("Saved"));
        assert!(is_in(&state, &file));
        title("Not saved").run(&mut state, &ctx);
        assert!(!is_in(&state, &file));
    }

    #[test]
    fn words_marked_as_a_place_are_selected_once_they_are_read() {
        let (mut state, ctx) = (state(), Context::default());
        let at = TEXT.find("She goes").unwrap() as u32;
        let words = crate::article::Span::new(at, at + 3);
        let oslo = Gazetteer::current().search("Oslo", 1)[0].place;
        let oslo = Gazetteer::current().place(oslo).unwrap();
        let chosen = ChosenPlace { geonameid: oslo.geonameid, name: oslo.name.to_owned(), point: oslo.point };
        Command::Edit(Edit::Place(words, Some(PlaceDecision::Choose(chosen)))).run(&mut state, &ctx);
        once_read(&mut state, &ctx, Command::SelectPlaceNamed(words));
        once_read(&mut state, &ctx, Command::ShowTab(Tab::Places));
        settle(&mut state, &ctx);
        assert_eq!((state.selected_words, state.tab), (Some(words), Tab::Places));
        assert!(state.selected.is_some());
    }

    #[test]
    fn another_story_is_not_changed_by_a_reading_of_the_one_before() {
        let (mut state, ctx) = (state(), Context::default());
        title("One").run(&mut state, &ctx);
        state.open(Story::new(Article::from_text("They met in Oslo."), Gazetteer::current()));
        std::thread::sleep(Duration::from_millis(50));
        settle(&mut state, &ctx);
        collect(&mut state, &ctx);
        assert_eq!(state.story.as_ref().unwrap().article.text, "They met in Oslo.");
        assert!(!state.is_unsaved);
    }
}
