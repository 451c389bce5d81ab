//! How prominent a place is, on one scale for all features.

use super::kinds::Feature;

/// Returns how prominent a place is, 0 to 255.
///
/// A town counts by its people: 30 a power of ten, so that 1,000 is 60, a million 150. What has no inhabitants of its own takes
/// `rank`, 1 (known on its spot) to 9 (known to everyone), on the same scale; `rank` also lifts a place above its people.
pub fn prominence(feature: Feature, population: u32, capital: u8, rank: u8) -> u8 {
    let people = if population == 0 { 0.0 } else { 30.0 * (f64::from(population).log10() - 1.0) };
    let ranked = 25.0 * f64::from(rank);
    let score = match feature {
        Feature::Country => 185.0 + 6.5 * (f64::from(population) + 1.0).log10(),
        Feature::HistoricCountry => ranked.max(190.0),
        Feature::Continent => 245.0,
        // Less than its people: "New York" and "São Paulo" are the cities first.
        Feature::Admin1 => (people - 20.0).max(60.0).max(ranked),
        Feature::Admin2 => (people - 18.0).max(25.0).max(ranked),
        Feature::District => (people - 20.0).max(20.0).max(ranked),
        Feature::City => people.max(28.0).max(ranked) + [0.0, 5.0, 18.0].get(usize::from(capital)).copied().unwrap_or(0.0),
        _ => people.max(ranked).max(15.0),
    };
    score.clamp(0.0, 255.0) as u8
}
