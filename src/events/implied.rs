//! Why a stop is in a journey, or where it is, where no clause says so.

/// Why a stop belongs to a journey, or is where it is shown, where the clause that tells the leg does not say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Implied {
    /// Who travels was last told to be there: "spoke in Esk. She then flew to Tarn."
    LastTold,
    /// It is the home of who travels: "the Danish minister arrived in Lima".
    Home,
    /// The article is told from there: "LONDON –".
    ToldFrom,
    /// What the story tells of happened there: "was flown to a hospital in Tarn".
    Scene,
    /// The journey began there: "returned".
    Start,
    /// Its own point is not known, and it is shown at the town in which it is said to stand: "Fishers' Hall in Leeds".
    StandsIn,
}

impl Implied {
    /// The reason in words, to stand after the name of the stop: "the home of who travels".
    pub const fn as_str(self) -> &'static str {
        match self {
            Implied::LastTold => "where who travels was last told to be",
            Implied::Home => "the home of who travels",
            Implied::ToldFrom => "where the article is told from",
            Implied::Scene => "where the story was",
            Implied::Start => "where the journey began",
            Implied::StandsIn => "shown at its town, its own point is not known",
        }
    }
}
