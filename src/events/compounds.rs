//! The nouns that go with a place's name in, whether the whole names that place out.

use super::lexicon::Lower;
use super::reading::Reading;
use crate::text::Case;

impl Reading<'_, '_> {
    /// "the Danish embassy": it stands in another country.
    pub(super) fn is_mission(&self, head: usize) -> bool {
        let word = Lower::new(self.word(head));
        matches!(word.as_ref().map_or("", Lower::as_str), "embassy" | "embassies" | "consulate" | "consulates")
    }

    /// "St. Michael's Hospital": of the saint, not of a town of that name.
    pub(super) fn is_of_saint(&self, spot: u32, stop: usize, head: usize) -> bool {
        let name = self.spots.get(spot as usize).map_or("", |s| self.text.of(s.span));
        let is_saint = ["St. ", "St ", "Saint "].iter().any(|p| name.starts_with(p));
        let mark = matches!(self.word(stop), "'s" | "’s") || matches!(self.word(stop.saturating_sub(1)), "'s" | "’s");
        is_saint && mark && head >= stop && self.case(head) == Case::Title
    }

    /// "various Arab countries", "Danish hospitals": any of them, no place.
    pub(super) fn is_any_of(&self, head: usize) -> bool {
        self.case(head) == Case::Lower
            && matches!(
                self.word(head),
                "countries"
                    | "states"
                    | "cities"
                    | "towns"
                    | "villages"
                    | "hospitals"
                    | "airports"
                    | "ports"
                    | "provinces"
                    | "prisons"
                    | "camps"
                    | "bases"
                    | "hotels"
                    | "schools"
                    | "universities"
            )
    }
}
