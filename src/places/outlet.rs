//! Where the outlet of an article is at home, as far as its address tells.

use crate::gazetteer::{Feature, Gazetteer};

/// The home of an outlet.
#[derive(Clone, Debug, Default)]
pub(super) struct Outlet {
    pub country: Option<[u8; 2]>,
    /// What it calls itself, in lower case: "gainesvilletimes".
    pub label: String,
    /// Places its name holds, as latitude and longitude.
    pub places: Vec<(f32, f32)>,
}

impl Outlet {
    /// Reads the address or the name of an outlet.
    pub fn of(source: Option<&str>, gazetteer: &Gazetteer) -> Outlet {
        let Some(source) = source else { return Outlet::default() };
        let rest = source.split_once("://").map_or(source, |(_, rest)| rest);
        let host = rest.split(['/', ':', '?']).next().unwrap_or("").to_ascii_lowercase();
        let mut outlet = Outlet::default();
        let mut labels = host.rsplit('.');
        let top = labels.next().unwrap_or("");
        if let &[a, b] = top.as_bytes()
            && host.contains('.')
        {
            let code = match top {
                "uk" => *b"GB",
                _ => [a.to_ascii_uppercase(), b.to_ascii_uppercase()],
            };
            // Domains that are sold to everyone.
            if gazetteer.country(code).is_some()
                && !matches!(top, "tv" | "me" | "co" | "io" | "ly" | "fm" | "ai" | "cc" | "ws" | "to" | "eu")
            {
                outlet.country = Some(code);
            }
        }
        let label = labels.find(|l| !matches!(*l, "com" | "co" | "org" | "net" | "gov" | "ac" | "edu")).unwrap_or("");
        outlet.places = places_in(label, gazetteer);
        outlet.label = label.to_owned();
        outlet
    }
}

/// The places whose name, of five letters or more, begins `label`: "gainesvilletimes".
fn places_in(label: &str, gazetteer: &Gazetteer) -> Vec<(f32, f32)> {
    let label = label.strip_prefix("the").unwrap_or(label);
    for end in (5..=label.len()).rev() {
        let Some(head) = label.get(..end) else { continue };
        let found: Vec<_> = gazetteer
            .candidates(head)
            .into_iter()
            .filter_map(|c| gazetteer.place(c.place))
            .filter(|p| matches!(p.feature, Feature::City | Feature::Admin1 | Feature::Admin2 | Feature::Country))
            .map(|p| (p.point.lat() as f32, p.point.lon() as f32))
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
