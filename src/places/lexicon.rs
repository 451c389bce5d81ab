//! Words that tell places from other names: head nouns, titles, prepositions; English words and personal names of `data/words.tsv`.

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

    /// Whether one of the classes in `other` is set.
    pub const fn is(self, other: WordClass) -> bool {
        self.0 & other.0 != 0
    }
}

/// The list, sorted by bytes: word, tab, classes. It is searched where it lies, so that nothing is read at start.
static WORDS: &str = include_str!("../../data/words.tsv");

/// Returns what is known of `word`, in any case.
pub(super) fn word_class(word: &str) -> WordClass {
    let mut buffer = [0u8; 32];
    let Some(buffer) = buffer.get_mut(..word.len()) else { return WordClass::default() };
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    let bytes = WORDS.as_bytes();
    let (low, high) = match buffer {
        &mut [a @ b'a'..=b'z', b @ b'a'..=b'z', ..] => {
            let at = usize::from(a - b'a') * 26 + usize::from(b - b'a');
            match (STARTS.get(at), STARTS.get(at + 1)) {
                (Some(&low), Some(&high)) => (low, high),
                _ => (0, bytes.len()),
            }
        }
        _ => (0, bytes.len()),
    };
    bytes.get(low..high).and_then(|part| find(part, buffer)).unwrap_or_default()
}

/// Where the words of each pair of first letters start.
static STARTS: std::sync::LazyLock<Vec<usize>> = std::sync::LazyLock::new(|| {
    let pairs = (b'a'..=b'z').flat_map(|a| (b'a'..=b'z').map(move |b| [a, b]));
    let starts = pairs.map(|pair| start_of(WORDS.as_bytes(), &pair));
    starts.chain([WORDS.len()]).collect()
});

/// Where the first line that is not less than `prefix` starts.
fn start_of(lines: &[u8], prefix: &[u8]) -> usize {
    let (mut low, mut high) = (0, lines.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = lines.get(low..middle).and_then(|part| part.iter().rposition(|&b| b == b'\n')).map_or(low, |p| low + p + 1);
        let end = lines.get(start..).and_then(|part| part.iter().position(|&b| b == b'\n')).map_or(lines.len(), |p| start + p + 1);
        if lines.get(start..end).is_some_and(|line| line < prefix) { low = end } else { high = start }
    }
    low
}

fn find(lines: &[u8], word: &[u8]) -> Option<WordClass> {
    let (mut low, mut high) = (0, lines.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = lines.get(low..middle)?.iter().rposition(|&b| b == b'\n').map_or(low, |p| low + p + 1);
        let end = start + lines.get(start..)?.iter().position(|&b| b == b'\n')?;
        let line = lines.get(start..end)?;
        let tab = line.iter().position(|&b| b == b'\t')?;
        let (key, classes) = line.split_at_checked(tab)?;
        match key.cmp(word) {
            std::cmp::Ordering::Equal => return Some(classes.iter().fold(WordClass(0), |all, &c| WordClass(all.0 | bit(c)))),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

const fn bit(class: u8) -> u8 {
    match class {
        b'c' => 1,
        b'f' => 2,
        b'g' => 4,
        b's' => 8,
        b'r' => 16,
        _ => 0,
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident = $list:literal) => {
        $(#[$doc])*
        pub(super) fn $name(word: &str) -> bool {
            static LIST: std::sync::LazyLock<Vec<&str>> = std::sync::LazyLock::new(|| {
                let mut list: Vec<&str> = $list.split_ascii_whitespace().collect();
                list.sort_unstable();
                list
            });
            LIST.binary_search(&word).is_ok()
        }
    };
}

words! {
    /// Whether a name of a natural feature or an administrative unit ends with the word: "Elk River", "Boone County".
    is_geo_head = "County Counties Parish Township Borough Province Prefecture Governorate Oblast Republic Region District State Territory Municipality
        River Rivers Creek Lake Lakes Reservoir Bay Gulf Sea Ocean Strait Straits Sound Channel Canal Inlet Harbor Harbour Lagoon Delta Falls Springs Bayou Brook Fork
        Mountain Mountains Mount Mountaintop Hill Hills Peak Range Ridge Pass Valley Canyon Gorge Plateau Plain Plains Glacier Volcano Caldera Mesa Butte
        Island Islands Isle Isles Peninsula Cape Coast Beach Point Reef Atoll Archipelago Basin Desert Forest Forests Woods Swamp Marsh Wetlands
        Park Preserve Reserve Refuge Monument Village Town City Heights Hamlet Neighborhood Neighbourhood Suburb Quarter Strip Rainforest Zone Area"
}

words! {
    /// Whether a name of a way ends with the word: "Main Street".
    is_street_head = "Street St Avenue Ave Road Rd Boulevard Blvd Drive Dr Lane Ln Highway Hwy Parkway Pkwy Court Terrace Turnpike Freeway Expressway Crescent
        Circle Alley Trail Pike Way Roadway Interstate Square Plaza Street's Ave. St. Rd. Blvd. Dr. Ln. Hwy."
}

words! {
    /// Whether the word, before a number, names a road: "Highway 19", "Interstate 45".
    is_numbered_road = "Highway Hwy Hwy. Interstate Route Rt. Road Rd. Freeway Expressway Autobahn Motorway FM"
}

words! {
    /// Whether a name of a building or a site ends with the word: "Osan Air Base".
    is_site_head = "Airport Airfield Aerodrome Base Camp Fort Barracks Garrison Station Terminal Port Shipyard Dock Docks Pier Wharf Marina Bridge Tunnel Dam Lock
        Stadium Arena Coliseum Field Ballpark Speedway Raceway Racecourse Racetrack Gymnasium Rink Palace Castle Fortress Hotel Inn Resort Hospital Clinic Church Cathedral Basilica Chapel Mosque
        Temple Synagogue Shrine Monastery Abbey Museum Gallery Library Theater Theatre Zoo Aquarium Mall Market Tower Towers Building Hall House Mansion Center Centre
        Complex Plant Refinery Mine Quarry Prison Jail Penitentiary Cemetery Memorial School Academy Laboratory Observatory Farm Ranch Winery Headquarters
        Embassy Consulate Courthouse Auditorium Pavilion Gardens Garden Zoo Depot Warehouse Reactor Range"
}

words! {
    /// Whether a name of a school, a firm, a team, a paper or an office ends with the word or starts after a place with it.
    is_organisation_head = "University College Institute Times Post Herald Tribune Gazette News Journal Star Sun Globe Daily Chronicle Examiner Observer Telegraph Press Review Independent
        Guardian Mail Mirror Record Register Dispatch Courier Inquirer Sentinel Bee Reporter Radio Television TV Network Police Department Sheriff Council Commission Committee
        Board Authority Agency Bureau Ministry Office Court Courts Parliament Senate Congress Assembly Legislature House Government Administration Army Navy Force Forces Guard Marines Bank
        Company Corporation Corp Corp. Inc Inc. Ltd Ltd. LLC Group Association Federation Union League Society Foundation Fund Trust Institute Party Coalition Alliance Front Movement Organization
        Organisation Conference Council Chamber Club United Rovers Wanderers Athletic FC Bulldogs Tigers Lions Eagles Bears Giants Rangers Cowboys Yankees Mets Dodgers Cubs Jets Bulls Knicks
        Lakers Celtics Raiders Panthers Hawks Falcons Ravens Steelers Packers Vikings Chiefs Broncos Saints Rams Titans Colts Texans Jaguars Dolphins Bills Patriots Browns Bengals Redskins
        Thunder Jazz Heat Magic Suns Kings Clippers Warriors Rockets Spurs Mavericks Pistons Pacers Bucks Hornets Wizards Raptors Airlines Airways Railway Railways Railroad Energy Oil Gas Electric
        Power Insurance Hotels Industries Systems Services Partners Capital Securities Motors Foods Museum Symphony Orchestra Opera Ballet Choir Festival Open Marathon Derby Cup Bowl Olympics Games
        Championship Championships Grand Prix Convention Treaty Accord Agreement Protocol Pact Act Law Constitution Declaration War Revolution"
}

words! {
    /// Whether the word stands before the name of a person: "Mr.", "President", "Gov.".
    is_title = "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Dame Lord Lady Prof Prof. Professor Rev Rev. Reverend Father Sister Brother Pastor Bishop Archbishop Cardinal Pope Imam Rabbi Sheikh
        Sgt. Sgt Lt. Lt Col. Col Capt. Capt Maj. Maj Gen. Gen Cpl. Pvt. Adm. Cmdr. Sergeant Lieutenant Colonel Captain Major General Corporal Private Admiral Commander Officer Detective Det.
        Deputy Constable Inspector Superintendent Sheriff Chief Trooper Agent President Vice-President Premier Chancellor Minister Secretary Senator Sen. Sens. Rep. Reps. Congressman Congresswoman
        Representative Governor Gov. Mayor Councilman Councilwoman Councillor Councilor Commissioner Ambassador Judge Justice Attorney Magistrate King Queen Prince Princess Duke Duchess Emperor
        Sultan Coach Manager Director Chairman Chairwoman Spokesman Spokeswoman Speaker Ayatollah Mullah Hon. Supt. Atty. Insp. Uncle Aunt"
}

words! {
    /// Whether the word says of a person what they do or did: "said", "says", "told".
    is_speech = "said says told added explained recalled noted argued replied asked wrote tweeted testified insisted admitted joked laughed smiled pleaded thinks believes hopes died"
}

words! {
    /// Whether the word says of a country what governments do: "accused", "agreed".
    is_act_of_state = "said says accused accuses accusing agreed agrees announced announces warned warns denied denies rejected rejects refused refuses vowed vows pledged pledges threatened threatens
        condemned condemns demanded demands urged urges called calls claimed claims insisted insists argued backed backs supported supports opposed opposes signed ratified recognized recognised
        imposed imposes lifted banned bans expelled expels recalled withdrew withdraws offered offers proposed proposes promised promises wants wanted hopes hoped expects believes considers
        committed decided decides ordered asked asks sent sends agreed voted votes won beat defeated lost plays played hosted hosts faced faces blamed blames stated declared reported reports confirmed"
}

words! {
    /// Whether the word is a direction: "northern", "South".
    is_direction = "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern southeastern southwestern
        North South East West Northern Southern Eastern Western Central Northeast Northwest Southeast Southwest Northeastern Northwestern Southeastern Southwestern upper lower Upper Lower
        downtown Downtown mid central suburban rural"
}

words! {
    /// Whether a lower-case noun after a name makes it a place: "Helmand province".
    is_place_noun = "province county city town village district region state island river valley area parish prefecture governorate oblast township suburb neighborhood neighbourhood
        municipality border coast peninsula mountains desert lake creek port harbor harbour capital republic"
}

words! {
    /// Whether the word after a name says who or what is of that place: "Dover man", "Dover police".
    is_local_noun = "man woman men women boy girl teen teenager couple family families resident residents native natives voters police firefighters firefighter officials mayor
        attorney lawyer businessman school schools hospital airport neighborhood neighbourhood home house restaurant store area suburb branch campus office office's courthouse
        Mayor Police Firefighters Fire Sheriff Township Councilman Councilwoman Selectmen Hospital Airport Schools Library Rotary"
}

words! {
    /// Whether a lower-case noun before "of" and a name makes it a place: "the city of Haditha".
    is_place_noun_before_of = "city town village province state district region island county capital port suburb neighborhood neighbourhood outskirts north south east west northeast
        northwest southeast southwest miles kilometers kilometres km part parts coast republic municipality people streets university outside border area hamlet parish kingdom"
}

words! {
    /// Whether the word, capitalised, is of the calendar.
    is_calendar = "January February March April May June July August September October November December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec.
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon. Tue. Wed. Thu. Fri. Sat. Sun. Christmas Easter"
}

words! {
    /// Whether the word may stand in lower case inside a name.
    is_inner = "of the and de la le las les los del della di da do dos das du des den der el al am an auf bei on upon sur sous en in y e i a o by under over to ul ad as ash az ar at et cum und"
}

words! {
    /// Whether an alternate or minor name of this form is nearly always something else in English.
    is_stop = "the a an and or but if of in on at to by for from with as is are was were be been has have had do does did will would can could may might must shall should not no yes
        he she it they we you i his her its their our my your this that these those who what when where why how which there here then than so such more most many much some any all each every
        other another new old big great good bad best first second third last next one two three four five six seven eight nine ten mr mrs ms dr sir lord lady god jesus christ
        north south east west northern southern eastern western central upper lower federal national international general american olympic olympics passover ramadan christmas easter"
}

#[cfg(test)]
mod tests {
    use super::{WordClass, word_class};

    #[test]
    fn words_are_found_in_any_case() {
        let check = |word: &str, class: WordClass, expected: bool| assert_eq!(word_class(word).is(class), expected, "{word}");
        check("Reading", WordClass::COMMON, true);
        check("mobile", WordClass::FREQUENT, true);
        check("JAMES", WordClass::GIVEN, true);
        check("Smith", WordClass::SURNAME, true);
        check("Kandahar", WordClass::COMMON, false);
        check("", WordClass::COMMON, false);
        check("zzzzzz", WordClass::COMMON, false);
    }
}
