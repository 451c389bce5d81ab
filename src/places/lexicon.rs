//! Words that tell places from other names: head nouns, titles, prepositions; English words and personal names of `data/words.tsv`.

use super::hash;

/// What `data/words.tsv` knows of a word, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordClass(u8);

impl WordClass {
    /// A common word of the dictionary.
    pub const COMMON: WordClass = WordClass(1);
    /// Frequent in news, in lower case.
    pub const FREQUENT: WordClass = WordClass(2);
    /// A given name.
    pub const GIVEN: WordClass = WordClass(4);
    /// A surname of the first two thousand.
    pub const SURNAME: WordClass = WordClass(8);
    /// A rarer surname.
    pub const RARE_SURNAME: WordClass = WordClass(16);

    /// None of them.
    pub const NONE: WordClass = WordClass(0);

    /// Whether one of the classes in `other` is set.
    pub const fn is(self, other: WordClass) -> bool {
        self.0 & other.0 != 0
    }
}

/// A table of what `data/words.tsv` knows, made by `build.rs`: slots of four bytes, a power of two of them, where a word lies at the top bits
/// of its hash or after it; 24 bits of the hash, then the classes. An empty slot is all zeros.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.table"));

/// Returns what is known of the word whose lower-case form has the hash `lower`.
pub(super) fn word_class(lower: u64) -> WordClass {
    let (slots, _) = WORDS.as_chunks::<4>();
    let Some(mut at) = hash::slot(lower, slots.len()) else { return WordClass::default() };
    let check = hash::check(lower);
    while let Some(&[a, b, c, classes]) = slots.get(at) {
        if classes == 0 {
            break;
        }
        if [a, b, c] == check {
            return WordClass(classes);
        }
        at = (at + 1) % slots.len();
    }
    WordClass::default()
}

/// The lists that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lists(u32);

impl Lists {
    /// No list.
    pub const NONE: Lists = Lists(0);

    /// Returns the lists of a word by its hash as it is written and the hash of its lower-case form.
    pub fn of(exact: u64, lower: u64) -> Lists {
        let as_written = TABLE.get(exact);
        if exact == lower { Lists(as_written) } else { Lists(as_written & !ANY_CASE | TABLE.get(lower) & ANY_CASE) }
    }

    /// Returns the lists of `word`.
    pub fn of_word(word: &str) -> Lists {
        let (exact, lower) = hash::both(word.as_bytes());
        Lists::of(exact, lower)
    }

    /// Whether the word stands in `list`.
    pub const fn has(self, list: List) -> bool {
        self.0 >> list as u32 & 1 == 1
    }

    /// Whether the word stands in one of `lists`.
    pub fn has_any<const N: usize>(self, lists: [List; N]) -> bool {
        lists.into_iter().any(|list| self.has(list))
    }
}

/// The lists whose words count in any case; the others tell "City" from "city".
const ANY_CASE: u32 = 1 << List::Stop as u32 | 1 << List::PlaceNounBeforeOf as u32;

/// The words of all lists, by their hash: one look tells all the lists of a word.
struct Table {
    /// A power of two of them; zeros where empty.
    slots: Vec<(u64, u32)>,
}

static TABLE: std::sync::LazyLock<Table> = std::sync::LazyLock::new(Table::new);

impl Table {
    fn new() -> Table {
        let mut table = Table { slots: vec![(0, 0); 8192] };
        for (number, words) in LISTS.iter().enumerate() {
            for word in words.split_ascii_whitespace() {
                table.add(hash::both(word.as_bytes()).0, 1 << number);
            }
        }
        table
    }

    fn add(&mut self, key: u64, bit: u32) {
        let Some(mut at) = hash::slot(key, self.slots.len()) else { return };
        while self.slots.get(at).is_some_and(|&(k, bits)| bits != 0 && k != key) {
            at = (at + 1) % self.slots.len();
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (key, slot.1 | bit);
        }
    }

    fn get(&self, key: u64) -> u32 {
        let Some(mut at) = hash::slot(key, self.slots.len()) else { return 0 };
        while let Some(&(k, bits)) = self.slots.get(at) {
            if k == key || bits == 0 {
                return bits;
            }
            at = (at + 1) % self.slots.len();
        }
        0
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $list:literal,)*) => {
        /// A list of words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u32)]
        pub(super) enum List { $($(#[$doc])* $name,)* }

        /// The words of each list, in the order of [`List`].
        const LISTS: &[&str] = &[$($list,)*];
    };
}

lists! {
    /// Whether a name of a natural feature or an administrative unit ends with the word: "Elk River", "Boone County".
    GeoHead = "County Counties Parish Township Borough Province Prefecture Governorate Oblast Republic Region District State Territory Municipality
        River Rivers Creek Lake Lakes Reservoir Bay Gulf Sea Ocean Strait Straits Sound Channel Canal Inlet Harbor Harbour Lagoon Delta Falls Springs Bayou Brook Fork
        Mountain Mountains Mount Mountaintop Hill Hills Peak Range Ridge Pass Valley Canyon Gorge Plateau Plain Plains Glacier Volcano Caldera Mesa Butte
        Island Islands Isle Isles Peninsula Cape Coast Beach Point Reef Atoll Archipelago Basin Desert Forest Forests Woods Swamp Marsh Wetlands
        Park Preserve Reserve Refuge Monument Village Town City Heights Hamlet Neighborhood Neighbourhood Suburb Quarter Strip Rainforest Zone Area",

    /// Whether a name of a way ends with the word: "Main Street".
    StreetHead = "Street St Avenue Ave Road Rd Boulevard Blvd Drive Dr Lane Ln Highway Hwy Parkway Pkwy Terrace Turnpike Freeway Expressway Crescent
        Circle Alley Trail Pike Way Roadway Interstate Square Plaza Street's Ave. St. Rd. Blvd. Dr. Ln. Hwy.",

    /// Whether the word, before a number, names a road: "Highway 19", "Interstate 45".
    NumberedRoad = "Highway Hwy Hwy. Interstate Route Rt. Road Rd. Freeway Expressway Autobahn Motorway FM",

    /// Whether a name of a building or a site ends with the word: "Osan Air Base".
    SiteHead = "Airport Airfield Aerodrome Base Camp Fort Barracks Garrison Station Terminal Port Shipyard Dock Docks Pier Wharf Marina Bridge Tunnel Dam Lock
        Stadium Arena Coliseum Field Ballpark Speedway Raceway Racecourse Racetrack Gymnasium Rink Palace Castle Fortress Hotel Inn Resort Hospital Clinic Church Cathedral Basilica Chapel Mosque
        Temple Synagogue Shrine Monastery Abbey Museum Gallery Library Theater Theatre Zoo Aquarium Mall Market Tower Towers Building Hall House Mansion Center Centre
        Complex Plant Refinery Mine Quarry Prison Jail Penitentiary Cemetery Memorial School Academy Laboratory Observatory Farm Ranch Winery Headquarters
        Embassy Consulate Courthouse Auditorium Pavilion Gardens Garden Zoo Depot Warehouse Reactor Range",

    /// Whether a name of a school, a firm, a team, a paper or an office ends with the word or starts after a place with it.
    OrganisationHead = "University College Institute Times Post Herald Tribune Gazette News Journal Star Sun Globe Daily Chronicle Examiner Observer Telegraph Press Review Independent
        Guardian Mail Mirror Record Register Dispatch Courier Inquirer Sentinel Bee Reporter Radio Television TV Network Police Department Sheriff Council Commission Committee
        Board Authority Agency Bureau Ministry Office Court Courts Parliament Senate Congress Assembly Legislature House Government Administration Army Navy Force Forces Guard Marines Bank
        Company Corporation Corp Corp. Inc Inc. Ltd Ltd. LLC Group Association Federation Union League Society Foundation Fund Trust Institute Party Coalition Alliance Front Movement Organization
        Organisation Conference Council Chamber Club United Rovers Wanderers Athletic FC Bulldogs Tigers Lions Eagles Bears Giants Rangers Cowboys Yankees Mets Dodgers Cubs Jets Bulls Knicks
        Lakers Celtics Blazers Timberwolves Grizzlies Pelicans Nuggets Cavaliers Nets Canucks Flames Oilers Canadiens Bruins Sabres Islanders Flyers Penguins Predators
        Blackhawks Sharks Braves Reds Brewers Pirates Cardinals Phillies Nationals Marlins Astros Royals Twins Sox Orioles Athletics Mariners Padres Bisons Wolves Albion Hotspur Argyle
        Celtics Raiders Panthers Hawks Falcons Ravens Steelers Packers Vikings Chiefs Broncos Saints Rams Titans Colts Texans Jaguars Dolphins Bills Patriots Browns Bengals Redskins
        Thunder Jazz Heat Magic Suns Kings Clippers Warriors Rockets Spurs Mavericks Pistons Pacers Bucks Hornets Wizards Raptors Airlines Airways Railway Railways Railroad Energy Oil Gas Electric
        Power Insurance Hotels Industries Systems Services Partners Capital Securities Motors Foods Museum Symphony Orchestra Opera Ballet Choir Festival Open Marathon Derby Cup Bowl Olympics Games
        Championship Championships Grand Prix Convention Treaty Accord Agreement Protocol Pact Act Law Constitution Declaration War Revolution",

    /// Whether the word stands before the name of a person: "Mr.", "President", "Gov.".
    Title = "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Dame Lord Lady Prof Prof. Professor Rev Rev. Reverend Father Sister Brother Pastor Bishop Archbishop Cardinal Pope Imam Rabbi Sheikh
        Sgt. Sgt Lt. Lt Col. Col Capt. Capt Maj. Maj Gen. Gen Cpl. Pvt. Adm. Cmdr. Sergeant Lieutenant Colonel Captain Major General Corporal Private Admiral Commander Officer Detective Det.
        Deputy Constable Inspector Superintendent Sheriff Chief Trooper Agent President Vice-President Premier Chancellor Minister Secretary Senator Sen. Sens. Rep. Reps. Congressman Congresswoman
        Representative Governor Gov. Mayor Councilman Councilwoman Councillor Councilor Commissioner Ambassador Judge Justice Attorney Magistrate King Queen Prince Princess Duke Duchess Emperor
        Sultan Coach Manager Director Chairman Chairwoman Spokesman Spokeswoman Speaker Ayatollah Mullah Hon. Supt. Atty. Insp. Uncle Aunt",

    /// What the word says a person is, after the name and a comma: "Vladimir Putin, president of Russia".
    Office = "president premier chancellor minister prime secretary senator governor mayor ambassador king queen chairman chairwoman chief leader head director spokesman
        spokeswoman commander captain coach professor lawyer attorney founder author editor who",

    /// Whose the word says a person is, whose name follows: "his wife, Julia".
    Kin = "wife husband mother father son daughter sister brother widow widower girlfriend boyfriend fiancee fiancé fiancée niece nephew cousin grandson granddaughter
        grandmother grandfather stepson stepdaughter stepfather stepmother twin aunt uncle",

    /// Whether the word says of a person what they do or did: "said", "says", "told".
    Speech = "said says told added explained recalled noted argued replied asked wrote tweeted testified insisted admitted joked laughed smiled pleaded thinks believes hopes died",

    /// Whether the word says of a country what governments do: "accused", "agreed".
    ActOfState = "said says accused accuses accusing agreed agrees announced announces warned warns denied denies rejected rejects refused refuses vowed vows pledged pledges threatened threatens
        condemned condemns demanded demands urged urges called calls claimed claims insisted insists argued backed backs supported supports opposed opposes signed ratified recognized recognised
        imposed imposes lifted banned bans expelled expels recalled withdrew withdraws offered offers proposed proposes promised promises wants wanted hopes hoped expects believes considers
        committed decided decides ordered asked asks sent sends agreed voted votes won beat defeated lost plays played hosted hosts faced faces blamed blames stated declared reported reports confirmed",

    /// Whether the word is a direction: "northern", "South".
    Direction = "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern southeastern southwestern
        North South East West Northern Southern Eastern Western Central Northeast Northwest Southeast Southwest Northeastern Northwestern Southeastern Southwestern upper lower Upper Lower
        downtown Downtown mid central suburban rural",

    /// Whether a lower-case noun after a name makes it a place: "Helmand province".
    PlaceNoun = "province county city town village district region state island river valley area parish prefecture governorate oblast township suburb neighborhood neighbourhood
        municipality border coast peninsula mountains desert lake creek port harbor harbour capital republic",

    /// Whether the word is of flying: an article that has one may speak of airports by their short names.
    Flight = "airport airports airfield airbase airline airlines aircraft airplane airplanes aeroplane plane planes jet jets jetliner airliner flight flights flew fly flying
        flown landed landing runway runways terminal terminals tarmac pilot pilots takeoff take-off helicopter helicopters Airport Airlines Airways Flight Airfield Airbase",

    /// Words of American local life.
    AmericanLife = "Sheriff Interstate sophomore sophomores freshman freshmen Township selectmen Selectmen alderman Elks Kiwanis sheriff deputies councilman Councilman
        Councilwoman commissioners varsity downtown trooper troopers Trooper",

    /// Words of British local life.
    BritishLife = "£ Cllr councillor councillors Councillor pence constabulary Constabulary NHS GP pub mum Det MP PC",

    /// Words of Canadian local life.
    CanadianLife = "RCMP MPP MPPs OPP Const. CBC Loonie GTA Mountie Mounties NDP Ont. Que. Alta. Sask. Man.",

    /// Words that tell of local life together with the next: "City Council", "Crown Court".
    LifeOpener = "City School Police Fire High Middle Elementary Circuit District Municipal city grand Crown Magistrates County Borough Detective council Council Tim",

    /// Of what faith, people or party something is: "a Sunni village" is not a village called Sunni.
    Creed = "Sunni Shiite Shi'ite Shi’ite Shia Shi'a Alawite Druze Ismaili Sufi Salafi Muslim Islamic Islamist Christian Catholic Protestant Orthodox Coptic Maronite Jewish
        Hindu Buddhist Sikh Mormon Amish Kurdish Kurd Arab Berber Pashtun Tajik Uzbek Hazara Tamil Sinhalese Rohingya Uighur Uyghur Yazidi Roma Slavic Celtic Hispanic
        Latino Aboriginal Native Indigenous Republican Democratic Democrat Conservative Labour Liberal Tory Communist Socialist Maoist Marxist Nationalist Unionist",

    /// What a name is, said of one: "the town of Dover", "Helmand province".
    Kind = "village town city district province county island suburb neighborhood neighbourhood hamlet settlement municipality commune township slum prefecture
        governorate oblast state river lake",

    /// The same said of several: "Walton and Oconee counties".
    Kinds = "villages towns cities districts provinces counties islands suburbs neighborhoods neighbourhoods hamlets settlements municipalities communes townships
        slums prefectures governorates states rivers lakes",

    /// Whether the word after a name says who or what is of that place: "Dover man", "Dover police".
    LocalNoun = "man woman men women boy girl teen teenager couple family families resident residents native natives voters police firefighters firefighter officials mayor
        attorney lawyer businessman school schools hospital airport neighborhood neighbourhood home house restaurant store area suburb branch campus office office's courthouse
        Mayor Police Firefighters Fire Sheriff Township Councilman Councilwoman Selectmen Hospital Airport Schools Library Rotary",

    /// Whether a lower-case noun before "of" and a name makes it a place: "the city of Haditha".
    PlaceNounBeforeOf = "city town village province state district region island county capital port suburb neighborhood neighbourhood outskirts north south east west northeast
        northwest southeast southwest miles kilometers kilometres km part parts coast republic municipality people streets university outside border area hamlet parish kingdom",

    /// Whether the word, capitalised, is of the calendar.
    Calendar = "January February March April May June July August September October November December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec.
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon. Tue. Wed. Thu. Fri. Sat. Sun. Christmas Easter",

    /// Whether the word may stand in lower case inside a name.
    Inner = "of the and de la le las les los del della di da do dos das du des den der el al am an auf bei on upon sur sous en in y e i a o by under over to ul ad as ash az ar at et cum und",

    /// Whether an alternate or minor name of this form is nearly always something else in English.
    Stop = "the a an and or but if of in on at to by for from with as is are was were be been has have had do does did will would can could may might must shall should not no yes
        he she it they we you i his her its their our my your this that these those who what when where why how which there here then than so such more most many much some any all each every
        other another new old big great good bad best first second third last next one two three four five six seven eight nine ten mr mrs ms dr sir lord lady god jesus christ
        north south east west northern southern eastern western central upper lower federal national international general american olympic olympics passover ramadan christmas easter
        centre center d.a. est edt cst cdt mst mdt pst pdt gmt",
}

#[cfg(test)]
mod tests {
    use super::{List, Lists, WordClass, word_class};
    use crate::places::hash;

    #[test]
    fn words_are_found_in_any_case() {
        let check = |word: &str, class: WordClass, expected: bool| {
            assert_eq!(word_class(hash::both(word.as_bytes()).1).is(class), expected, "{word}");
        };
        check("Reading", WordClass::COMMON, true);
        check("mobile", WordClass::FREQUENT, true);
        check("JAMES", WordClass::GIVEN, true);
        check("Smith", WordClass::SURNAME, true);
        check("Kandahar", WordClass::COMMON, false);
        check("", WordClass::COMMON, false);
        check("zzzzzz", WordClass::COMMON, false);
    }

    #[test]
    fn every_word_of_the_file_is_in_the_table_with_its_classes() {
        for line in include_str!("../../data/words.tsv").lines() {
            let (word, classes) = line.split_once('\t').unwrap_or_default();
            let found = word_class(hash::both(word.as_bytes()).1);
            let expected = classes.bytes().fold(0, |all, class| all | hash::class_bit(class));
            assert_eq!(found, WordClass(expected), "{word}");
        }
    }

    #[test]
    fn lists_tell_capitals_where_they_mean_something() {
        let check = |word: &str, list: List, expected: bool| assert_eq!(Lists::of_word(word).has(list), expected, "{word} {list:?}");
        check("River", List::GeoHead, true);
        check("river", List::GeoHead, false);
        check("The", List::Stop, true);
        check("Outskirts", List::PlaceNounBeforeOf, true);
        check("Ave.", List::StreetHead, true);
        check("Budapest", List::GeoHead, false);
        check("", List::Stop, false);
    }
}
