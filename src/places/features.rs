//! What is weighed of a place that a name may mean: features, each with its weight and its words.

macro_rules! features {
    ($($name:ident $weight:literal $words:literal,)*) => {
        /// A feature of a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum F { $(#[doc = $words] $name,)* }

        pub(super) const FEATURE_WORDS: &[&str] = &[$($words,)*];
        pub(super) const WEIGHTS: [f32; N_FEATURES] = [$($weight,)*];
    };
}

pub(super) const N_FEATURES: usize = 30;

features! {
    Prominence 8.5 "how well known it is",
    Main 0.8 "its usual name",
    Code -1.5 "only its code",
    InPhrase 5.0 "in what is named in the same phrase",
    NotInPhrase -3.0 "not in what is named in the same phrase",
    CountryFocus 2.5 "in the country the article is mostly about",
    StateFocus 2.5 "in the state or province the article is mostly about",
    CountryNamed 0.9 "in a country named in the article",
    StateNamed 1.2 "in a state or province named in the article",
    CountyNamed 2.0 "in a county named in the article",
    HoldsNamed 2.0 "holds a place named in the article",
    Close 2.0 "close to another place of the article",
    OutletCountry 1.0 "in the country of the outlet",
    OutletPlace 1.5 "near the home of the outlet",
    Hint 3.0 "near where the reader said",
    HoldsPhrase 3.0 "holds what is named before it in the same phrase",
    TownNotState 2.0 "a great town rather than the state of the same name",
    CountryPeople 1.5 "the people of a country",
    CountyAlone -1.0 "a county named without “County”",
    SiteAlone -1.0 "a site named without its kind",
    Capital 0.8 "a capital",
    District -0.5 "only a part of a city",
    ListKind 3.0 "of the kind of its neighbours in a list",
    OldName -1.2 "only a lesser name, which another place of the country bears outright",
    SaidKind 3.5 "of the kind that the words beside it say",
    LocalLife 2.0 "in a country whose local life the article tells",
    Flown 1.0 "an airport or a base, where the article speaks of flights",
    Foreign -0.6 "only a lesser name, which a place of another country bears outright",
    Lone -1.0 "a small place to which nothing in the article points",
    LesserLone -1.0 "a lesser name of a small place to which nothing in the article points",
}

/// The values of the features of a candidate, in their order.
pub(super) type Values = [f32; N_FEATURES];

/// The score: the sum of values times weights.
pub(super) fn weigh(values: &Values) -> f32 {
    values.iter().zip(&WEIGHTS).map(|(v, w)| v * w).sum()
}

/// The features that what is believed of the other names decides: they change between the rounds, all others stay.
pub(super) const MOVING: [F; N_MOVING] =
    [F::CountryFocus, F::CountryNamed, F::HoldsNamed, F::StateFocus, F::StateNamed, F::CountyNamed, F::Close, F::Lone, F::LesserLone];

pub(super) const N_MOVING: usize = 9;

/// The values of [`MOVING`], in its order.
pub(super) type Moving = [f32; N_MOVING];

/// What the moving features add to the score.
pub(super) fn weigh_moving(moving: &Moving) -> f32 {
    MOVING.iter().zip(moving).map(|(&feature, value)| value * WEIGHTS.get(feature as usize).copied().unwrap_or(0.0)).sum()
}

/// Raises a feature to `value` where it is lower.
pub(super) fn raise(values: &mut Values, feature: F, value: f32) {
    if let Some(slot) = values.get_mut(feature as usize) {
        *slot = slot.max(value);
    }
}
