//! What is known of each token before anything is decided: how it is written, whose name it is, which names start there.

use std::collections::HashSet;

use super::hash;
use super::lexicon::{self, List, Lists, WordClass};
use super::names::{Hasher, Name, NameIdx, Names};
use crate::gazetteer::{Gazetteer, NameKind, Walk};
use crate::text::{Case, Text, TokenKind};

/// What is known of a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact<'a> {
    pub word: &'a str,
    /// The hash of the word as it is written.
    pub exact: u64,
    /// The hash of the word in lower case.
    pub lower: u64,
    pub lists: Lists,
    pub class: WordClass,
    /// Whether it is a word with a capital.
    pub is_capital: bool,
    /// Whether it is the first word of its sentence, or of a quotation or after a colon.
    pub is_initial: bool,
    /// Whether its sentence is written in capitals, or each word of it with one, so that capitals say nothing.
    pub is_loud: bool,
    /// Whether it is part of a person's name.
    pub is_person: bool,
    /// Index of its sentence.
    pub sentence: u32,
}

/// What is known of a token that there is not.
static NO_FACT: Fact<'static> = Fact {
    word: "",
    exact: 0,
    lower: 0,
    lists: Lists::NONE,
    class: WordClass::NONE,
    is_capital: false,
    is_initial: false,
    is_loud: false,
    is_person: false,
    sentence: u32::MAX,
};

/// A name of the gazetteer that stands in the text, as a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub first: u32,
    pub end: u32,
    pub name: NameIdx,
}

/// An article, looked up.
pub(super) struct Scan<'a> {
    pub text: &'a Text<'a>,
    pub gazetteer: &'a Gazetteer,
    /// What the outlet calls itself: "gainesvilletimes".
    pub home: &'a str,
    pub facts: Vec<Fact<'a>>,
    pub names: Names,
    /// In order of `first`, the longest first among those that start together.
    pub matches: Vec<Match>,
    /// Where the matches of each token start in `matches`; one more at the end.
    starts: Vec<u32>,
    /// How often each name stands in the text.
    counts: Vec<u32>,
    /// Surnames of the persons of the article, by hash.
    pub surnames: HashSet<u64, Hasher>,
    /// Words that end longer names which are not known places, by hash: "Mubarak" of "Hosni Mubarak".
    pub tails: HashSet<u64, Hasher>,
    /// Words that stand in lower case in the article, by hash.
    lower: HashSet<u64, Hasher>,
    /// Whether a word of the article is of flying: without one, "Chopin" is no airport.
    pub speaks_of_flights: bool,
}

/// The longest name that is looked up, in words.
const MAX_WORDS: u32 = 9;

impl<'a> Scan<'a> {
    /// Looks up every name of `text`; `home` is what the outlet calls itself, in lower case.
    pub fn new(text: &'a Text<'a>, gazetteer: &'a Gazetteer, home: &'a str) -> Scan<'a> {
        let mut scan = Scan {
            text,
            gazetteer,
            home,
            facts: facts(text),
            names: Names::default(),
            matches: Vec::new(),
            starts: Vec::with_capacity(text.tokens.len() + 1),
            counts: Vec::new(),
            surnames: HashSet::default(),
            tails: HashSet::default(),
            lower: HashSet::default(),
            speaks_of_flights: false,
        };
        scan.speaks_of_flights = scan.facts.iter().any(|fact| fact.lists.has(List::Flight));
        for (token, fact) in text.tokens.iter().zip(&scan.facts) {
            if token.kind == TokenKind::Word && token.case == Case::Lower && token.span.len() > 2 {
                scan.lower.insert(fact.lower);
            }
        }
        for first in 0..text.tokens.len() {
            scan.starts.push(scan.matches.len() as u32);
            scan.look_up(first);
        }
        scan.starts.push(scan.matches.len() as u32);
        scan.counts.resize(scan.names.list.len(), 0);
        for found in &scan.matches {
            if let Some(count) = scan.counts.get_mut(found.name.0 as usize) {
                *count += 1;
            }
        }
        scan.find_persons();
        scan.find_tails();
        scan
    }

    pub fn word(&self, idx: usize) -> &'a str {
        self.fact(idx).word
    }

    pub fn fact(&self, idx: usize) -> &Fact<'a> {
        self.facts.get(idx).unwrap_or(&NO_FACT)
    }

    /// Whether the word of token `idx` stands in `list`.
    pub fn is(&self, idx: usize, list: List) -> bool {
        self.fact(idx).lists.has(list)
    }

    pub fn name(&self, idx: NameIdx) -> Option<&Name> {
        self.names.get(idx)
    }

    /// The words from token `first` up to `end`.
    pub fn words(&self, first: usize, end: usize) -> &'a str {
        match (self.text.tokens.get(first), self.text.tokens.get(end.wrapping_sub(1))) {
            (Some(a), Some(b)) => self.text.of(a.span.join(b.span)),
            _ => "",
        }
    }

    /// The names that start at token `first`, the longest first.
    pub fn matches_at(&self, first: usize) -> &[Match] {
        match (self.starts.get(first), self.starts.get(first + 1)) {
            (Some(&start), Some(&end)) => self.matches.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The longest name that starts at token `first`.
    pub fn longest_at(&self, first: usize) -> Option<Match> {
        self.matches_at(first).first().copied()
    }

    /// The names that end before token `end`.
    pub fn matches_ending(&self, end: usize) -> impl Iterator<Item = Match> + '_ {
        (1..=MAX_WORDS as usize)
            .filter_map(move |n| end.checked_sub(n))
            .flat_map(move |first| self.matches_at(first).iter().copied())
            .filter(move |m| m.end as usize == end)
    }

    /// Whether tokens `a` and `b` stand in the same sentence.
    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        matches!((self.facts.get(a), self.facts.get(b)), (Some(x), Some(y)) if x.sentence == y.sentence)
    }

    /// The index before `idx`, where it stands in the same sentence.
    pub fn before(&self, idx: usize) -> Option<usize> {
        idx.checked_sub(1).filter(|&p| self.same_sentence(p, idx))
    }

    /// The index `idx`, where it stands in the sentence of the token before it.
    pub fn after(&self, idx: usize) -> Option<usize> {
        (idx > 0 && self.same_sentence(idx - 1, idx)).then_some(idx)
    }

    /// How often the name stands in the text.
    pub fn n_matches(&self, name: NameIdx) -> u32 {
        self.counts.get(name.0 as usize).copied().unwrap_or(0)
    }

    /// Whether the word of token `idx` is the surname of someone in the article.
    pub fn is_surname(&self, idx: usize) -> bool {
        self.surnames.contains(&self.fact(idx).exact)
    }

    /// Whether the article has the word of token `idx` in lower case too.
    pub fn is_in_lower_case(&self, idx: usize) -> bool {
        self.lower.contains(&self.fact(idx).lower)
    }

    fn look_up(&mut self, first: usize) {
        let fact = self.fact(first);
        // "US$40 million", "$US".
        let is_money = self.word(first + 1) == "$" && self.text.tokens.get(first + 1).is_some_and(|t| !t.spaced)
            || first > 0 && self.word(first - 1) == "$" && self.text.tokens.get(first).is_some_and(|t| !t.spaced);
        if is_money || !fact.is_capital && !self.starts_low(first) || is_no_name(self.word(first)) {
            return;
        }
        let mut ends: [(u32, Option<Walk<'a>>); MAX_WORDS as usize + 1] = [(0, None); MAX_WORDS as usize + 1];
        let mut n = 0;
        self.walk(self.gazetteer.walk(), first, first, &mut |end, walk| {
            if let Some(slot) = ends.get_mut(n) {
                *slot = (end as u32, Some(walk));
                n += 1;
            }
        });
        let Some(found) = ends.get_mut(..n) else { return };
        found.sort_by_key(|&(end, _)| std::cmp::Reverse(end));
        let mut last = 0;
        for &(end, walk) in found.iter() {
            if end == last {
                continue;
            }
            last = end;
            let Some(walk) = walk else { continue };
            let words = self.words(first, end as usize);
            let name = self.names.intern(words, self.gazetteer, walk.iter());
            // A postal code stands after a comma only: "Troy, MI", not "in MI5" or "OR".
            let after_comma = self.before(first).is_some_and(|b| self.word(b) == ",");
            let is_known = |n: &Name| n.best().is_some_and(|s| s.kind != NameKind::PostalCode || after_comma);
            // "The North" is a part of what the text is about, never one of the villages of that name.
            let is_quarter = end as usize == first + 1
                && self.is(first, List::Direction)
                && self.before(first).is_some_and(|b| self.word(b).eq_ignore_ascii_case("the"));
            if self.names.get(name).is_some_and(is_known) && !is_quarter {
                self.matches.push(Match { first: first as u32, end, name });
            }
        }
    }

    /// Whether a name may start at this token without a capital: "al-Qaim".
    fn starts_low(&self, first: usize) -> bool {
        matches!(self.word(first), "al" | "el" | "ad" | "ar" | "as" | "ash" | "az" | "an" | "sub")
            && self.word(first + 1) == "-"
            && self.fact(first + 2).is_capital
            && self.text.tokens.get(first + 1).is_some_and(|t| !t.spaced)
    }

    /// Walks on from token `idx` in every way its words may be written, and calls `found` at each end of a name.
    fn walk(&self, walk: Walk<'a>, first: usize, idx: usize, found: &mut dyn FnMut(usize, Walk<'a>)) {
        if idx - first >= MAX_WORDS as usize || idx > first && self.after(idx).is_none() {
            return;
        }
        let Some(token) = self.text.tokens.get(idx) else { return };
        let word = self.word(idx);
        match token.kind {
            TokenKind::Punct => {
                let joins =
                    matches!(word, "-" | "–" | "/" | "‑") && !token.spaced && self.text.tokens.get(idx + 1).is_some_and(|t| !t.spaced);
                if idx > first && joins {
                    self.walk(walk, first, idx + 1, found);
                }
                return;
            }
            TokenKind::Number => {}
            TokenKind::Word => {
                let joined = idx > first && !token.spaced;
                if token.case == Case::Lower && idx > first && !self.is(idx, List::Inner) && !joined {
                    return;
                }
            }
        }
        // Returns whether a name ends there.
        let step = |word: &str, next: usize, may_end: bool, found: &mut dyn FnMut(usize, Walk<'a>)| {
            let mut walk = walk;
            if !walk.push(word) {
                return false;
            }
            let is_end = may_end && walk.is_name();
            if is_end {
                found(next, walk);
            }
            self.walk(walk, first, next, found);
            is_end
        };
        // "N." alone is a letter; "6" after "October" is a day.
        let is_letter = idx == first && word.len() == 2 && word.ends_with('.');
        let is_day = token.kind == TokenKind::Number && idx == first + 1 && self.is(first, List::Calendar);
        let may_end = (token.kind == TokenKind::Number || token.case != Case::Lower || !token.spaced) && !is_letter && !is_day;
        let mut is_end = step(word, idx + 1, may_end, found);
        if let Some(full) = full_form(word) {
            is_end |= step(full, idx + 1, may_end, found);
        }
        // "St. John's", "King's Lynn": the possessive belongs to the name.
        if self.text.tokens.get(idx + 1).is_some_and(|t| !t.spaced && t.kind == TokenKind::Word) && self.after(idx + 1).is_some() {
            let both = self.words(idx, idx + 2);
            if !both.contains('-') && both.ends_with(['s', 'S']) {
                // "King's" alone is no name, and "London's" is London's, not a place called Londons.
                step(both, idx + 2, may_end && !is_end && idx > first, found);
            }
        }
    }

    /// Whether the word of token `idx` ends a longer name of the article that is no known place.
    pub fn is_tail(&self, idx: usize) -> bool {
        self.tails.contains(&self.fact(idx).exact)
    }
}

/// Whether the word is "I'll", "We've", "CEOs" or the like.
fn is_no_name(word: &str) -> bool {
    let plural = word.strip_suffix('s').is_some_and(|stem| stem.len() > 1 && stem.chars().all(char::is_uppercase));
    if plural {
        return true;
    }
    let tail = word.rsplit_once(['\'', '’']).map_or("", |(_, tail)| tail);
    matches!(tail, "ll" | "ve" | "re" | "d" | "m" | "t" | "LL" | "VE" | "RE")
}

/// The full form of a word that names abbreviate.
fn full_form(word: &str) -> Option<&'static str> {
    match word {
        "St." | "St" | "Sainte" | "Ste." => Some("saint"),
        "Mt." | "Mt" => Some("mount"),
        "Ft." | "Ft" => Some("fort"),
        "N." => Some("north"),
        "S." => Some("south"),
        "E." => Some("east"),
        "W." => Some("west"),
        "Saint" => Some("st"),
        "&" => Some("and"),
        _ => None,
    }
}

fn facts<'a>(text: &Text<'a>) -> Vec<Fact<'a>> {
    let mut facts = Vec::with_capacity(text.tokens.len());
    for (number, sentence) in text.sentences.iter().enumerate() {
        let range = sentence.tokens();
        let tokens = text.tokens.get(range.clone()).unwrap_or_default();
        let long = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() >= 4);
        let (n_long, n_capital) = long.clone().fold((0, 0), |(n, c), t| (n + 1, c + usize::from(t.case != Case::Lower)));
        let n_upper = long.filter(|t| t.case == Case::Upper).count();
        let is_loud = n_long >= 3 && n_capital * 5 >= n_long * 4 || n_long >= 2 && n_upper == n_long;
        let mut is_initial = true;
        for (offset, token) in tokens.iter().enumerate() {
            let is_capital = token.kind == TokenKind::Word && token.case != Case::Lower;
            let word = text.of(token.span);
            let (exact, lower) = hash::both(word.as_bytes());
            facts.push(Fact {
                word,
                exact,
                lower,
                lists: Lists::of(exact, lower),
                class: if is_capital { lexicon::word_class(lower) } else { WordClass::default() },
                is_capital,
                is_initial: is_initial && token.kind != TokenKind::Punct,
                is_loud,
                is_person: false,
                sentence: number as u32,
            });
            let opens = matches!(word, "“" | "\"" | "‘" | ":" | "(" | "•" | "*") || token.kind == TokenKind::Punct && offset == 0;
            is_initial = opens || is_initial && token.kind == TokenKind::Punct;
        }
    }
    facts
}
