//! A site that the gazetteer does not know in, the town in which the words say it stands out: "Fishers' Hall in Leeds".

use super::reading::Spot;
use crate::gazetteer::Feature;
use crate::places::ToponymKind;
use crate::text::Text;

/// How far the point of a town is to be trusted for a site in it.
const TRUST: f32 = 0.5;

/// Gives the sites without a point that of the town they are said to stand in, here or where the article names them first.
pub(super) fn place_sites(text: &Text<'_>, spots: &mut [Spot]) {
    for i in 0..spots.len() {
        let Some(site) = spots.get(i).filter(|s| s.kind == ToponymKind::Facility && s.point.is_none()) else { continue };
        let words = text.of(site.span);
        let Some(town) = town_after(text, spots, site).or_else(|| town_before(text, spots, site)) else { continue };
        let (point, confidence) = (town.point, town.confidence * TRUST);
        for same in spots.iter_mut().filter(|s| s.point.is_none() && s.kind == ToponymKind::Facility && text.of(s.span) == words) {
            (same.point, same.confidence, same.feature, same.stands_in_town) = (point, confidence, Some(Feature::Site), true);
        }
    }
}

/// "Fishers' Hall in Leeds".
fn town_after<'s>(text: &Text<'_>, spots: &'s [Spot], site: &Spot) -> Option<&'s Spot> {
    let next = text.tokens.partition_point(|t| t.span.start < site.span.end);
    let town = text.tokens.get(next + 1).filter(|_| text.word(next) == "in")?;
    spots.iter().find(|s| s.span.start == town.span.start && is_town(s))
}

/// "Leeds's Fishers' Hall".
fn town_before<'s>(text: &Text<'_>, spots: &'s [Spot], site: &Spot) -> Option<&'s Spot> {
    let owner = text.tokens.partition_point(|t| t.span.start < site.span.start).checked_sub(1)?;
    let mark = text.tokens.get(owner).filter(|_| matches!(text.word(owner), "'s" | "’s" | "'" | "’"))?;
    spots.iter().find(|s| s.span.end == mark.span.start && is_town(s))
}

fn is_town(spot: &Spot) -> bool {
    spot.kind == ToponymKind::Place && spot.point.is_some() && matches!(spot.feature, Some(Feature::City | Feature::District))
}
