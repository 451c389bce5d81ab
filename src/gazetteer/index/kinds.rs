//! What a place is and how a name belongs to it.

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Feature {
    /// An independent or dependent country, today's.
    Country = 0,
    /// A country that is no more: USSR, Yugoslavia.
    HistoricCountry = 1,
    /// A first-level unit: state, province, region.
    Admin1 = 2,
    /// A second-level unit: county, district.
    Admin2 = 3,
    /// A city, town or village.
    City = 4,
    /// A part of a city.
    District = 5,
    /// A continent.
    Continent = 6,
    /// A region of no or several countries: the Middle East, the Sahel, Silicon Valley.
    Region = 7,
    /// An ocean, sea, gulf, bay, strait or canal.
    Sea = 8,
    /// A river.
    River = 9,
    /// A lake or reservoir.
    Lake = 10,
    /// A mountain, range, volcano, pass or valley.
    Mountain = 11,
    /// An island or group of islands.
    Island = 12,
    /// A desert, forest, park or reserve.
    Park = 13,
    /// A civil airport.
    Airport = 14,
    /// An air, naval or army base.
    Base = 15,
    /// A port.
    Port = 16,
    /// A border or demilitarised zone.
    Zone = 17,
    /// Another site: building, monument, stadium, plant.
    Site = 18,
}

impl Feature {
    /// Every feature, in the order of its number.
    pub const ALL: [Feature; 19] = [
        Feature::Country,
        Feature::HistoricCountry,
        Feature::Admin1,
        Feature::Admin2,
        Feature::City,
        Feature::District,
        Feature::Continent,
        Feature::Region,
        Feature::Sea,
        Feature::River,
        Feature::Lake,
        Feature::Mountain,
        Feature::Island,
        Feature::Park,
        Feature::Airport,
        Feature::Base,
        Feature::Port,
        Feature::Zone,
        Feature::Site,
    ];

    /// Returns the feature with a number; [`Feature::Site`] for a number of none.
    pub fn from_number(number: u8) -> Feature {
        Feature::ALL.get(usize::from(number)).copied().unwrap_or(Feature::Site)
    }

    /// The word of tables of places: "country", "admin1", "city".
    pub const fn as_str(self) -> &'static str {
        match self {
            Feature::Country => "country",
            Feature::HistoricCountry => "historic",
            Feature::Admin1 => "admin1",
            Feature::Admin2 => "admin2",
            Feature::City => "city",
            Feature::District => "district",
            Feature::Continent => "continent",
            Feature::Region => "region",
            Feature::Sea => "sea",
            Feature::River => "river",
            Feature::Lake => "lake",
            Feature::Mountain => "mountain",
            Feature::Island => "island",
            Feature::Park => "park",
            Feature::Airport => "airport",
            Feature::Base => "base",
            Feature::Port => "port",
            Feature::Zone => "zone",
            Feature::Site => "site",
        }
    }

    /// Returns the feature with the word `word`, as [`Feature::as_str`] writes it.
    pub fn from_word(word: &str) -> Option<Feature> {
        Feature::ALL.into_iter().find(|feature| feature.as_str() == word)
    }

    /// Whether the place is drawn and measured as an area and not as a point.
    pub const fn is_area(self) -> bool {
        matches!(
            self,
            Feature::Country
                | Feature::HistoricCountry
                | Feature::Admin1
                | Feature::Admin2
                | Feature::Continent
                | Feature::Region
                | Feature::Sea
                | Feature::Zone
        )
    }
}

/// How a name belongs to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameKind {
    /// The name the gazetteer shows.
    Main = 0,
    /// Another full name, in any language or time: Burma, Peking, München.
    Alternate = 1,
    /// A short form: U.S., UAE, DMZ, Calif., W.Va.
    Abbreviation = 2,
    /// A postal code of a state or province: KY, ON, NSW. Too short to stand alone. Folding takes the stops, so "Ky." and "N.C." are these
    /// too: whoever reads "N.C." sees by its stops that it is the written abbreviation and can stand alone.
    PostalCode = 3,
    /// The people or the adjective of the place: South Korean, Texans.
    Demonym = 4,
    /// An airport's code: OSN. Too short to stand alone.
    AirportCode = 5,
}

impl NameKind {
    /// Every kind, in the order of its number.
    pub const ALL: [NameKind; 6] =
        [NameKind::Main, NameKind::Alternate, NameKind::Abbreviation, NameKind::PostalCode, NameKind::Demonym, NameKind::AirportCode];

    /// Returns the kind with a number; [`NameKind::Alternate`] for a number of none.
    pub fn from_number(number: u8) -> NameKind {
        NameKind::ALL.get(usize::from(number)).copied().unwrap_or(NameKind::Alternate)
    }
}
