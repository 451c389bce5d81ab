//! Why a stop is in a journey that no clause names as its start or end.

/// Why a stop belongs to a journey where the clause that tells the leg does not name it.
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
        }
    }
}
