//! Whose names stand in the article: words of persons are no places.

use super::lexicon::{List, WordClass};
use super::names::Name;
use super::scan::Scan;
use crate::text::TokenKind;

impl Scan<'_> {
    /// Marks the names of persons, by titles and given names.
    pub fn find_persons(&mut self) {
        let mut idx = 0;
        while idx < self.text.tokens.len() {
            let end = self.person_end(idx);
            if end > idx {
                for fact in self.facts.get_mut(idx..end).unwrap_or_default() {
                    fact.is_person = true;
                }
                let last = if matches!(self.word(end - 1), "Jr." | "Jr" | "Sr." | "III" | "II") { end.saturating_sub(2) } else { end - 1 };
                self.surnames.insert(self.fact(last).exact);
                idx = end;
            } else {
                idx += 1;
            }
        }
    }

    /// Notes the last words of runs of capitals whose first words are neither places nor common words.
    pub fn find_tails(&mut self) {
        for idx in 1..self.text.tokens.len() {
            let (before, fact) = (self.fact(idx - 1), self.fact(idx));
            let joined = self.text.tokens.get(idx).is_some_and(|t| t.spaced) && self.after(idx).is_some();
            let unlike = |class: WordClass| !class.is(WordClass::COMMON) || class.is(WordClass::GIVEN);
            if fact.is_capital
                && before.is_capital
                && joined
                && !fact.is_loud
                && unlike(before.class)
                && !(self.fact(idx + 1).is_capital && self.after(idx + 1).is_some())
                && self.matches_ending(idx).next().is_none()
                && !self.matches_at(idx - 1).iter().any(|m| m.end as usize > idx)
            {
                let previous = before.lists.has_any([List::Title, List::Direction, List::Calendar]);
                if !previous && !before.word.ends_with('.') {
                    self.tails.insert(fact.exact);
                }
            }
        }
    }

    /// One past the end of the person's name that starts at token `idx`; `idx` where none does.
    fn person_end(&self, idx: usize) -> usize {
        let fact = self.fact(idx);
        if !fact.is_capital || fact.is_loud && fact.class == WordClass::default() {
            return idx;
        }
        let given = fact.class.is(WordClass::GIVEN) && !(fact.is_initial && fact.class.is(WordClass::FREQUENT));
        let titled = idx > 0 && self.after(idx).is_some() && self.is(idx - 1, List::Title) && !fact.lists.has(List::Title);
        if !given && !titled {
            return self.introduced_end(idx);
        }
        let place = self.longest_at(idx);
        // "Charlotte, N.C.", "Georgia", "Austin Police": a place of several words or a great one is no given name.
        if let Some(found) = place
            && let Some(best) = self.name(found.name).and_then(Name::best)
            && (found.end as usize > idx + 1
                || !titled && best.prominence >= 110 && self.is_plain_word(idx + 1)
                || !titled && best.prominence >= 205 && !self.fact(idx + 1).class.is(WordClass::SURNAME)
                || titled && self.name(found.name).is_some_and(Name::is_demonym))
        {
            return idx;
        }
        // "West Virginia", "Prince William County": a word inside the name of a place.
        if !titled && self.is_inside_place(idx) {
            return idx;
        }
        let mut end = idx + 1;
        let mut is_spaced = false;
        while end < idx + 4 {
            let (Some(token), Some(_)) = (self.text.tokens.get(end), self.after(end)) else { break };
            let next = self.word(end);
            let is_initial_letter = next.ends_with('.') && next.len() == 2;
            let is_particle = matches!(
                next,
                "de" | "van" | "von" | "bin" | "al" | "el" | "ben" | "la" | "der" | "den" | "del" | "di" | "da" | "Van" | "De"
            ) && self.fact(end + 1).is_capital;
            let joins = next == "-" && !token.spaced && self.fact(end + 1).is_capital;
            if is_initial_letter || is_particle || joins {
                end += 1;
                continue;
            }
            if token.kind != TokenKind::Word || !self.fact(end).is_capital || !token.spaced && self.word(end - 1) != "-" {
                break;
            }
            let lists = self.fact(end).lists;
            if lists.has(List::GeoHead) && !titled || lists.has_any([List::OrganisationHead, List::StreetHead, List::SiteHead]) {
                // "Madison County", "Lincoln University", "James Street" are no persons.
                return if titled && end > idx + 1 { end } else { idx };
            }
            if lists.has(List::Calendar) {
                break;
            }
            is_spaced |= token.spaced;
            end += 1;
        }
        // "Logan-Rogersville" is no person, "Jean-Claude Juncker" is.
        if !titled && !is_spaced {
            return idx;
        }
        end
    }

    /// One past the end of two or three words with capitals whose office or age follows: "Vladimir Putin, president of Russia",
    /// "Troy Polamalu, 38, said"; `idx` where none does.
    fn introduced_end(&self, idx: usize) -> usize {
        let is_name = |at: usize| {
            let fact = self.fact(at);
            let is_word = self.text.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && t.spaced);
            let is_head = fact.lists.has_any([List::GeoHead, List::OrganisationHead, List::StreetHead, List::SiteHead, List::Calendar]);
            fact.is_capital && !fact.is_loud && is_word && !is_head && !fact.class.is(WordClass::COMMON) && self.after(at).is_some()
        };
        let opens = !self.fact(idx).is_loud && self.before(idx).is_none_or(|b| !self.fact(b).is_capital);
        let end = (idx + 1..idx + 3).take_while(|&at| is_name(at)).last().map_or(idx, |at| at + 1);
        if end == idx || !opens || self.matches_at(idx).is_empty() || self.matches_at(idx).iter().any(|m| m.end as usize > idx + 1) {
            return idx;
        }
        // A known place after it is no surname: "in Perth Amboy, mayor of …" is rare, "Santiago Chile, president" rarer.
        let is_known =
            |at: usize| self.matches_at(at).iter().any(|m| self.name(m.name).and_then(Name::best).is_some_and(|s| s.prominence >= 95));
        let comma = self.word(end) == "," && self.after(end).is_some() && self.after(end + 1).is_some();
        let said = if matches!(self.word(end + 1), "the" | "a" | "an" | "former") { end + 2 } else { end + 1 };
        let aged = self.text.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2);
        let introduced = self.is(said, List::Office) || aged && matches!(self.word(end + 2), "," | ".");
        if comma && introduced && !is_known(end - 1) { end } else { idx }
    }

    /// Whether the word at `idx` is a common word and nobody's name: "Virginia Freedom of Information Act", not "Virginia Woods".
    fn is_plain_word(&self, idx: usize) -> bool {
        let class = self.fact(idx).class;
        class.is(WordClass::COMMON) && !class.is(WordClass::GIVEN) && !class.is(WordClass::SURNAME) && !class.is(WordClass::RARE_SURNAME)
    }

    /// Whether the word at `idx` goes on the name of a place that is better known than a village.
    fn is_inside_place(&self, idx: usize) -> bool {
        let before = (1..3).filter_map(|n| idx.checked_sub(n));
        before
            .flat_map(|first| self.matches_at(first))
            .any(|m| m.end as usize > idx && self.name(m.name).and_then(Name::best).is_some_and(|s| s.prominence >= 110))
    }
}
