//! Whose local life an article tells: sheriffs and townships are American, Crown Courts and councillors British.

use super::lexicon::List;
use super::scan::Scan;

/// How much an article sounds like local news of a country, 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LocalLife {
    shares: [f32; 3],
}

/// The countries that are told apart.
const COUNTRIES: [[u8; 2]; 3] = [*b"US", *b"GB", *b"CA"];

impl LocalLife {
    /// Counts the words of local life.
    pub fn of(scan: &Scan<'_>) -> LocalLife {
        let mut counts = [0u16; 3];
        for idx in 0..scan.text.tokens.len() {
            if let Some(count) = cue(scan, idx).and_then(|c| counts.get_mut(c)) {
                *count = count.saturating_add(1);
            }
        }
        let total: f32 = counts.iter().map(|&n| f32::from(n)).sum();
        let share = |n: u16| f32::from(n) / (total + 1.0);
        LocalLife { shares: counts.map(share) }
    }

    /// How much it sounds like local news of the country with code `country`.
    pub fn share(&self, country: [u8; 2]) -> f32 {
        COUNTRIES.iter().zip(self.shares).find(|(c, _)| **c == country).map_or(0.0, |(_, s)| s)
    }
}

/// The number of the country whose local life the word at `idx` tells.
fn cue(scan: &Scan<'_>, idx: usize) -> Option<usize> {
    let lists = scan.fact(idx).lists;
    if !lists.has_any([List::AmericanLife, List::BritishLife, List::CanadianLife, List::LifeOpener]) {
        return None;
    }
    match (scan.word(idx), scan.word(idx + 1)) {
        _ if lists.has(List::AmericanLife) => Some(0),
        _ if lists.has(List::BritishLife) => Some(1),
        _ if lists.has(List::CanadianLife) => Some(2),
        ("City", "Council" | "Hall" | "Manager")
        | ("School", "District" | "Board")
        | ("Police", "Department")
        | ("Fire", "Department")
        | ("High" | "Middle" | "Elementary", "School")
        | ("Circuit" | "District" | "Municipal", "Court")
        | ("city", "manager")
        | ("grand", "jury") => Some(0),
        ("Crown" | "Magistrates", "Court" | "’" | "'")
        | ("County" | "Borough", "Council")
        | ("Detective", "Constable" | "Sergeant" | "Inspector")
        | ("council" | "Council", "tax" | "leader") => Some(1),
        ("Tim", "Hortons") => Some(2),
        _ => None,
    }
}
