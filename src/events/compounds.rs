//! The nouns that go with a place's name in, whether the whole names that place out.

use super::lexicon::Lower;
use super::reading::Reading;
use crate::gazetteer::Feature;
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

impl Reading<'_, '_> {
    /// "Boeing 737", "the Airbus A320-200": a maker and a model.
    pub(super) fn is_aircraft(&self, first: usize, head: usize) -> bool {
        const MAKERS: &[&str] = &[
            "Airbus",
            "Boeing",
            "Cessna",
            "Tupolev",
            "Antonov",
            "Ilyushin",
            "Sukhoi",
            "Embraer",
            "Bombardier",
            "Fokker",
            "Learjet",
            "Beechcraft",
            "Piper",
            "Gulfstream",
            "Lockheed",
            "McDonnell",
            "Bell",
            "Sikorsky",
            "Eurocopter",
            "Mil",
            "ATR",
        ];
        let has_digit = |t: usize| self.word(t).bytes().any(|b| b.is_ascii_digit());
        (first..head).any(|t| MAKERS.contains(&self.word(t)) && (t + 1..=head).any(has_digit))
    }

    /// "the southern African country": one of many, and not the middle of Africa.
    pub(super) fn is_part_of_world(&self, spot: u32, head: usize) -> bool {
        let feature = self.spots.get(spot as usize).and_then(|s| s.feature);
        matches!(feature, Some(Feature::Continent | Feature::Region))
            && matches!(
                self.word(head),
                "country" | "nation" | "state" | "kingdom" | "republic" | "city" | "capital" | "town" | "village" | "island" | "port"
            )
    }
}
