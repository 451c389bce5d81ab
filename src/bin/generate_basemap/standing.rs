//! Who holds a unit, which country it belongs to, and which lines between units are disputed.
//!
//! Natural Earth draws who holds the ground. Lines that many states do not recognise are drawn dashed; this file says which and why.

use serde_json::Value;

/// Who holds a unit and what it counts to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// ISO 3166-1 alpha-2 of the country whose area it belongs to (as GeoNames sees it), zeros where it has none.
    pub country: [u8; 2],
    /// Natural Earth's code of who holds it, with a part after `-` where a line around that part is disputed.
    pub zone: String,
}

impl Standing {
    /// The holder without the part.
    fn holder(&self) -> &str {
        self.zone.split('-').next().unwrap_or_default()
    }
}

/// What the line between two units is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// A border between states.
    Border,
    /// A border that many states do not recognise.
    Disputed,
    /// A line inside a state.
    Inner,
}

/// Disputed lines: a zone, the zones across the line (by their beginning), and why.
const DISPUTED: &[(&str, &str, &str)] = &[
    ("CNM", "", "United Nations buffer zone in Cyprus"),
    ("CYN", "CYP", "Northern Cyprus"),
    ("EH-W", "MAR", "Western Sahara under Moroccan administration"),
    ("EH-W", "EH-E", "the berm in Western Sahara"),
    ("GEO-A", "GEO", "Abkhazia"),
    ("IND-A", "CHN", "Arunachal Pradesh, the McMahon Line"),
    ("IND-K", "CHN", "Ladakh and Aksai Chin, the Line of Actual Control"),
    ("IND-K", "PAK", "Kashmir, the Line of Control"),
    ("ISR", "SYR", "the Golan Heights"),
    ("KAS", "", "the Siachen Glacier"),
    ("KOS", "SRB", "Kosovo"),
    ("PSX", "ISR", "the Green Line and Gaza"),
    ("RUS-C", "UKR", "Crimea"),
    ("SOL", "SOM", "Somaliland"),
];

/// Countries of units whose own code Natural Earth leaves out or keeps under the state that rules them: unit code, country.
const COUNTRIES: &[(&str, &[u8; 2])] = &[
    ("BVT", b"BV"),
    ("CCK", b"CC"),
    ("CXR", b"CX"),
    ("CYN", b"CY"),
    ("GLP", b"GP"),
    ("GUF", b"GF"),
    ("KAB", b"KZ"),
    ("MTQ", b"MQ"),
    ("MYT", b"YT"),
    ("NSV", b"SJ"),
    ("REU", b"RE"),
    ("SOL", b"SO"),
    ("TKL", b"TK"),
    ("USG", b"CU"),
];

/// Returns the standing of a unit by its Natural Earth attributes.
pub fn standing(attributes: &Value) -> Standing {
    let text = |key: &str| attributes.get(key).and_then(Value::as_str).unwrap_or_default();
    let (holder, unit, name) = (text("adm0_a3"), text("gu_a3"), text("name_en"));
    let own = match text("iso_a2").as_bytes() {
        &[a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => [a, b],
        _ => [0, 0],
    };
    let other = COUNTRIES.iter().find(|(code, _)| *code == unit || *code == holder).map(|(_, country)| **country);
    let (zone, country) = match (holder, name) {
        ("MAR", _) if text("FCLASS_ISO") == "Unrecognized" => ("EH-W", Some(*b"EH")),
        ("SAH", _) => ("EH-E", Some(*b"EH")),
        // Baikonur is leased to Russia, not ceded.
        ("KAB", _) => ("KAZ", None),
        ("GEO", "Abkhazia") => ("GEO-A", None),
        ("IND", "Arunachal Pradesh") => ("IND-A", None),
        ("IND", "Jammu and Kashmir" | "Ladakh") => ("IND-K", None),
        ("RUS", "Autonomous Republic of Crimea" | "Sevastopol") => ("RUS-C", Some(*b"UA")),
        _ => (holder, None),
    };
    Standing { country: country.or(other).unwrap_or(own), zone: zone.to_owned() }
}

/// Returns what the line between two units is.
pub fn line(a: &Standing, b: &Standing) -> Line {
    let is = |x: &Standing, y: &Standing| {
        DISPUTED.iter().any(|(zone, across, _)| x.zone == *zone && y.zone.starts_with(across) && x.zone != y.zone)
    };
    if is(a, b) || is(b, a) {
        Line::Disputed
    } else if a.holder() != b.holder() {
        Line::Border
    } else {
        Line::Inner
    }
}
