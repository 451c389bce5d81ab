//! Which way an expression points: back, if the verb that governs it tells of the past, or forward, if it tells of a plan.

use super::lexicon::Word;
use super::phrase::Phrase;
use super::words::Words;
use crate::text::{Case, TokenKind};

/// Which side of the reference time an expression lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Before it.
    Past,
    /// After it.
    Future,
    /// The words do not say.
    Unknown,
}

/// What a word says about the time of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Past,
    Future,
    /// "is", "are": the present, which announces as often as it tells.
    Present,
    None,
}

impl Words<'_> {
    /// Which way `p` points by the words that govern it.
    pub(super) fn direction(&self, p: &Phrase) -> Direction {
        if let Some(direction) = self.by_preposition(p) {
            return direction;
        }
        let left = self.scan_left(p.first);
        let right = self.scan_right(p.end);
        let cues = if self.is_fronted(p) { [right, left] } else { [left, right] };
        for cue in cues {
            match cue {
                Cue::Past => return Direction::Past,
                Cue::Future => return Direction::Future,
                Cue::Present | Cue::None => {}
            }
        }
        let is_limit = self.before(p.first) == Word::Until || self.is(p.first.wrapping_sub(1), "by");
        if left == Cue::Present || is_limit { Direction::Future } else { Direction::Unknown }
    }

    /// Prepositions that settle it alone.
    fn by_preposition(&self, p: &Phrase) -> Option<Direction> {
        let i = p.first;
        let is_possessive = matches!(self.word(p.end), "'s" | "’s" | "'" | "’");
        match self.before(i) {
            Word::Since => return Some(Direction::Past),
            // "They have until Friday".
            Word::Until if self.is_any(i.wrapping_sub(2), &["have", "has"]) => return Some(Direction::Future),
            Word::After if is_possessive => return Some(Direction::Past),
            Word::Before if is_possessive => return Some(Direction::Future),
            // Nobody plans an earthquake: "Wednesday's ruling" has come.
            _ if is_possessive && (1..=3).any(|n| self.is_any(p.end + n, UNPLANNED)) => return Some(Direction::Past),
            Word::Of if is_possessive && self.is(i.wrapping_sub(2), "ahead") => return Some(Direction::Future),
            _ => {}
        }
        // "as early as Tuesday", "no later than Friday", "starting Monday".
        let as_soon_as = self.is(i.wrapping_sub(1), "as") && self.is_any(i.wrapping_sub(2), &["early", "soon", "late"]);
        if as_soon_as
            || self.is(i.wrapping_sub(2), "later") && self.before(i) == Word::Than
            || self.is_any(i.wrapping_sub(1), &["starting", "beginning", "effective", "payable", "due"])
        {
            return Some(Direction::Future);
        }
        None
    }

    /// Whether the expression opens its clause, so that its verb comes after it.
    fn is_fronted(&self, p: &Phrase) -> bool {
        let mut i = p.first;
        if matches!(self.before(i), Word::On | Word::In | Word::At | Word::Until | Word::Since | Word::After | Word::Before)
            || self.is_any(i.wrapping_sub(1), &["by", "late", "early", "for"])
        {
            i -= 1;
        }
        let opens = i <= self.first
            || matches!(self.before(i), Word::And | Word::Mark(b',' | b';' | b'-' | b'"' | b'(' | b':'))
            || self.is_any(i.wrapping_sub(1), &["but", "that", "when", "while", "then", "which"]);
        let subject_follows = self.is_mark(p.end, b',')
            || matches!(self.at(p.end), Word::The | Word::A)
            || self.is_any(p.end, &["he", "she", "it", "they", "we", "i", "his", "her", "its", "their"])
            || self.case(p.end) != Case::Lower;
        opens && (i <= self.first || subject_follows)
    }

    /// The cue of the nearest verb to the left of `i`, within its clause.
    fn scan_left(&self, i: usize) -> Cue {
        let mut k = i;
        let mut present = Cue::None;
        while k > self.first {
            k -= 1;
            match self.mark(k) {
                Some(b';') => break,
                Some(b'"') if present == Cue::None && k + 1 < i => {}
                _ => {}
            }
            match self.cue(k) {
                Cue::None => {}
                Cue::Present if present == Cue::None => present = Cue::Present,
                Cue::Present => {}
                cue => return if present == Cue::Present && cue == Cue::Past { Cue::Present } else { cue },
            }
        }
        present
    }

    /// The cue of the nearest verb to the right of `i`.
    fn scan_right(&self, i: usize) -> Cue {
        for k in i..self.end {
            match self.mark(k) {
                Some(b';') => break,
                _ => match self.cue(k) {
                    Cue::None => {}
                    cue => return cue,
                },
            }
        }
        Cue::None
    }

    /// What the token at `k` says, with the auxiliaries before it.
    fn cue(&self, k: usize) -> Cue {
        let Some(token) = self.text.tokens.get(k) else { return Cue::None };
        if token.kind != TokenKind::Word {
            return Cue::None;
        }
        let word = self.word(k);
        if self.is_any(k, MODALS) {
            // "may have killed" looks back.
            if self.is(k + 1, "have") && !self.is_any(k + 2, &["to", "a", "the", "no"]) {
                return Cue::Past;
            }
            // "May 5" and "Will Smith" are no verbs.
            return if token.case == Case::Lower || k == self.first { Cue::Future } else { Cue::None };
        }
        if token.case == Case::Upper || token.case == Case::Title && k > self.first {
            return Cue::None;
        }
        if matches!(self.at(k), Word::To) {
            return self.infinitive(k);
        }
        if self.is_any(k, PLANS) {
            return self.plan(k);
        }
        if self.is_any(k, PRESENT) {
            // "The envoys are to travel".
            let is_plan = self.at(k + 1) == Word::To && (self.is(k + 2, "be") || self.infinitive(k + 1) == Cue::Future);
            return if is_plan { Cue::Future } else { Cue::Present };
        }
        if self.is_any(k, FUTURE_VERBS) {
            return Cue::Future;
        }
        // "a still unspecified date" is no deed.
        let is_adjective = word.starts_with("un") && !word.starts_with("unv") && !word.starts_with("unl") && !word.starts_with("under");
        if self.is_any(k, PAST) || word.len() > 4 && word.ends_with("ed") && !self.is_any(k, NOT_PAST) && !is_adjective {
            return self.past(k);
        }
        Cue::None
    }

    /// A past form: the past, unless "will be", "to be" or "is being" stands before it.
    fn past(&self, k: usize) -> Cue {
        // "The reduced dividend": an adjective.
        let is_adjective =
            matches!(self.before(k), Word::The | Word::A) || self.is_any(k.wrapping_sub(1), &["its", "his", "her", "their", "our"]);
        if is_adjective && !self.is_any(k, PAST) {
            return Cue::None;
        }
        let mut i = k;
        for _ in 0..5 {
            if i <= self.first {
                break;
            }
            i -= 1;
            if self.is_any(i, MODALS) {
                // "would have been", "may have left" look back.
                return if self.is_any(i + 1, &["have"]) { Cue::Past } else { Cue::Future };
            }
            if self.at(i) == Word::To && self.is(i + 1, "be") {
                return Cue::Future;
            }
            if !self.is_any(i, AUXILIARIES) && !self.word(i).ends_with("ly") {
                break;
            }
        }
        Cue::Past
    }

    /// "to" with a verb after it: a plan, unless what stands before it says that it came about.
    fn infinitive(&self, k: usize) -> Cue {
        let is_verb = self.case(k + 1) == Case::Lower
            && self.text.tokens.get(k + 1).is_some_and(|t| t.kind == TokenKind::Word)
            && self.at(k + 1) == Word::Other
            && !self.is_any(k + 1, NO_VERBS)
            && !self.word(k + 1).ends_with("ing")
            && !self.word(k + 1).ends_with("ers");
        if !is_verb || self.is_any(k.wrapping_sub(1), HAPPENED) {
            return Cue::None;
        }
        Cue::Future
    }

    /// "would arrive", "was expected to arrive": what was still to come when it was told.
    pub(super) fn is_foreseen_before(&self, p: &Phrase) -> bool {
        (self.first..p.first).any(|k| {
            self.is(k, "would")
                || self.is_any(k, &["expected", "scheduled", "due", "set", "supposed", "forecast", "slated", "planned"])
                    && self.is_any(k.wrapping_sub(1), &["was", "were"])
        })
    }

    /// "scheduled", "due", "expected": a plan, unless it was one.
    fn plan(&self, k: usize) -> Cue {
        if self.is(k, "set")
            && !matches!(self.at(k + 1), Word::To)
            && !self.is(k + 1, "for")
            && !self.is_any(k.wrapping_sub(1), AUXILIARIES)
        {
            return Cue::Past;
        }
        // "had been due": it was a plan, once.
        if self.is(k.wrapping_sub(1), "been") && self.is(k.wrapping_sub(2), "had") {
            return Cue::Past;
        }
        Cue::Future
    }
}

const MODALS: &[&str] = &[
    "will",
    "would",
    "shall",
    "should",
    "could",
    "can",
    "might",
    "must",
    "may",
    "'ll",
    "’ll",
    "won't",
    "won’t",
    "cannot",
    "wouldn't",
    "wouldn’t",
    "couldn't",
    "he'll",
    "she'll",
    "we'll",
    "they'll",
    "it'll",
    "i'll",
    "you'll",
    "he’ll",
    "she’ll",
    "we’ll",
    "they’ll",
    "it’ll",
    "i’ll",
    "you’ll",
    "going",
    "gonna",
    "ought",
];

const AUXILIARIES: &[&str] = &[
    "be", "been", "being", "is", "are", "was", "were", "has", "have", "had", "not", "also", "then", "still", "never", "now", "get", "gets",
];

const PRESENT: &[&str] = &["is", "are", "'re", "’re", "am", "isn't", "aren't"];

const PLANS: &[&str] = &[
    "scheduled",
    "expected",
    "slated",
    "due",
    "set",
    "planned",
    "planning",
    "plans",
    "plan",
    "payable",
    "postponed",
    "extended",
    "rescheduled",
    "delayed",
    "deadline",
    "hopes",
    "hope",
    "expects",
    "expect",
    "intends",
    "upcoming",
    "forthcoming",
    "poised",
    "wants",
    "seeks",
    "looming",
    "predict",
    "predicts",
    "forecast",
    "forecasts",
];

const FUTURE_VERBS: &[&str] = &[
    "begins",
    "starts",
    "opens",
    "ends",
    "expires",
    "resumes",
    "reconvenes",
    "convenes",
    "arrives",
    "leaves",
    "departs",
    "takes",
    "meets",
    "faces",
    "goes",
    "kicks",
    "heads",
    "travels",
    "matures",
    "upcoming",
];

/// Past forms that do not end in "-ed".
const PAST: &[&str] = &[
    "said",
    "was",
    "were",
    "had",
    "did",
    "went",
    "came",
    "took",
    "made",
    "met",
    "told",
    "found",
    "got",
    "gave",
    "left",
    "led",
    "lost",
    "won",
    "fell",
    "rose",
    "sold",
    "bought",
    "held",
    "kept",
    "saw",
    "thought",
    "brought",
    "became",
    "began",
    "broke",
    "built",
    "chose",
    "drew",
    "drove",
    "fled",
    "flew",
    "fought",
    "grew",
    "heard",
    "hit",
    "knew",
    "laid",
    "paid",
    "ran",
    "sank",
    "sat",
    "sent",
    "shot",
    "shook",
    "slid",
    "spoke",
    "spent",
    "stood",
    "struck",
    "swept",
    "taught",
    "threw",
    "understood",
    "withdrew",
    "wrote",
    "wasn't",
    "weren't",
    "didn't",
    "hadn't",
    "been",
    "done",
    "gone",
    "taken",
    "given",
    "known",
    "seen",
    "shown",
    "written",
    "spoken",
    "stolen",
    "slain",
    "born",
    "put",
    "cut",
    "set",
    "quit",
    "read",
    "sought",
    "caught",
    "dropped",
    "felt",
    "hung",
    "lay",
    "lit",
    "meant",
    "overtook",
    "rode",
    "sang",
    "sprang",
    "stuck",
    "swore",
    "tore",
    "woke",
    "wore",
    "overthrew",
    "underwent",
    "arose",
    "bore",
    "dealt",
    "died",
    "tied",
    "has",
    "hasn't",
    "have",
];

/// Happenings that are told of once they are over.
const UNPLANNED: &[&str] = &[
    "accident",
    "announcement",
    "arrest",
    "arrests",
    "attack",
    "attacks",
    "blast",
    "blasts",
    "bombing",
    "bombings",
    "collapse",
    "comments",
    "crash",
    "decision",
    "declaration",
    "defeat",
    "earthquake",
    "explosion",
    "explosions",
    "killing",
    "killings",
    "loss",
    "massacre",
    "news",
    "plunge",
    "quake",
    "raid",
    "remarks",
    "riots",
    "ruling",
    "shooting",
    "shootings",
    "slaying",
    "statement",
    "storm",
    "strike",
    "tragedy",
    "verdict",
    "victory",
    "violence",
    "win",
];

/// Words in "-ed" that are no past forms.
const NOT_PAST: &[&str] = &[
    "need",
    "hundred",
    "united",
    "indeed",
    "exceed",
    "proceed",
    "succeed",
    "speed",
    "feed",
    "embed",
    "sacred",
    "wicked",
    "naked",
    "so-called",
    "armed",
    "unlimited",
];

/// What may follow "to" and is no verb.
const NO_VERBS: &[&str] = &[
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "your",
    "him",
    "them",
    "us",
    "me",
    "you",
    "it",
    "be",
    "which",
    "whom",
    "those",
    "all",
    "both",
    "other",
    "police",
    "reporters",
    "people",
    "nearly",
    "work",
    "date",
    "power",
    "death",
    "court",
];

/// What stands before "to" where the deed was done or refused.
const HAPPENED: &[&str] = &[
    "declined",
    "refused",
    "failed",
    "managed",
    "forced",
    "began",
    "started",
    "continued",
    "used",
    "had",
    "appeared",
    "seemed",
    "able",
    "unable",
    "helped",
    "helping",
    "came",
    "went",
    "enough",
    "according",
    "compared",
    "due",
    "returned",
    "flew",
    "traveled",
    "travelled",
    "led",
    "from",
];
