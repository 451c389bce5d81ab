use std::fs;
use std::path::Path;

use super::build;
use crate::gazetteer::{Feature, Gazetteer};

/// A dump of GeoNames' shape with a few rows, three of them made up.
fn dump() -> String {
    let row = |id: u32, name: &str, others: &str, lat: f64, lon: f64, class: &str, country: &str, admin: &str, people: u32| {
        let (class, code) = class.split_once('.').unwrap();
        format!(
            "{id}\t{name}\t{name}\t{others}\t{lat}\t{lon}\t{class}\t{code}\t{country}\t\t{admin}\t\t\t\t{people}\t\t0\tEurope/Paris\t2026-01-01\n"
        )
    };
    [
        row(90_000_001, "Val-Inventé", "Valinventé,Инвенте,invente", 45.5, 4.5, "P.PPL", "FR", "84", 812),
        row(2_988_507, "Paris", "Lutetia", 48.85341, 2.3488, "P.PPLC", "FR", "11", 2_138_551),
        row(3_012_874, "Île-de-France", "", 48.5, 2.5, "A.ADM1", "FR", "11", 11_341_257),
        row(3_017_382, "France", "", 46.0, 2.0, "A.PCLI", "FR", "00", 66_987_244),
        row(90_000_002, "Puits Perdu", "", 48.1, 2.1, "H.WLL", "FR", "11", 0),
        row(90_000_003, "Invented River", "", 48.1, 2.1, "H.STM", "FR", "11", 0),
    ]
    .concat()
}

fn first(gazetteer: &Gazetteer, name: &str) -> (String, Feature) {
    let candidate = gazetteer.candidates(name)[0];
    let place = gazetteer.place(candidate.place).unwrap();
    (gazetteer.full_name(candidate.place), place.feature)
}

fn built(folder: &Path, places: &str, names: Option<&str>) -> Result<Gazetteer, String> {
    let (dump, alternates, out) = (folder.join("places.txt"), folder.join("names.txt"), folder.join("big.gaz"));
    fs::write(&dump, places).unwrap();
    if let Some(names) = names {
        fs::write(&alternates, names).unwrap();
    }
    build(&dump, names.map(|_| alternates.as_path()), &out).map_err(|error| error.to_string())?;
    Gazetteer::open(&out).map_err(|error| error.to_string())
}

#[test]
fn a_dump_becomes_an_index_with_what_the_program_knows() {
    let folder = tempfile::tempdir().unwrap();
    let names = "1\t90000001\ten\tMade-up Valley\t1\t\t\t\t\t\n2\t90000001\tlink\thttps://example.org\t\t\t\t\t\t\n";
    let gazetteer = built(folder.path(), &dump(), Some(names)).unwrap();
    let check =
        |name: &str, full_name: &str, feature: Feature| assert_eq!(first(&gazetteer, name), (full_name.to_owned(), feature), "{name}");
    check("Val Invente", "Val-Inventé, France", Feature::City);
    check("made-up valley", "Val-Inventé, France", Feature::City);
    check("Lutetia", "Paris, Île-de-France, France", Feature::City);
    check("Invented River", "Invented River, Île-de-France, France", Feature::River);
    check("Parisians", "Paris, Île-de-France, France", Feature::City);
    check("Osan Air Base", "Osan Air Base, South Korea", Feature::Base);
    check("Europeans", "Europe", Feature::Continent);
    assert!(gazetteer.candidates("Puits Perdu").is_empty());
    assert!(gazetteer.candidates("Инвенте").is_empty());
    let france = gazetteer.country(*b"FR").unwrap();
    let paris = gazetteer.by_geonameid(2_988_507).unwrap();
    assert!(gazetteer.contains(france, paris));
    assert!(gazetteer.contains(gazetteer.by_geonameid(3_012_874).unwrap(), paris));
    assert!(gazetteer.contains(gazetteer.candidates("Europe")[0].place, paris));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn a_broken_dump_is_told_by_its_row() {
    let folder = tempfile::tempdir().unwrap();
    let check = |places: &str, names: Option<&str>, expected: &str| {
        let message = built(folder.path(), places, names).unwrap_err();
        assert!(message.starts_with(expected), "{message}");
        assert!(message.contains(folder.path().to_str().unwrap()), "{message}");
    };
    let whole = dump();
    check(&whole[..whole.len() - 30], None, "the row has 14 columns instead of 19");
    check(&whole[..whole.len() - 3], None, "column 19 is no date: the file seems cut off");
    check(&whole.replace("48.85341", "x"), None, "column 5 is no latitude (\"x\")");
    check(&whole.replace("48.85341", "98.1"), None, "column 5 is no latitude");
    check(&format!("geonameid{}", &whole[8..]), None, "column 1 is no GeoNames id");
    check(&whole.replace("2138551", "many"), None, "column 15 is no number of people");
    check(&whole, Some("1\t2988507\ten\n"), "the row has 3 columns instead of 10");
    check("", None, "no place in it");
    fs::write(folder.path().join("not.gaz"), "not an index").unwrap();
    let message = Gazetteer::open(&folder.path().join("not.gaz")).unwrap_err().to_string();
    assert!(message.starts_with("not an index of this version"), "{message}");
}

#[test]
fn own_places_come_first_and_say_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.tsv");
    let load = |table: &str| {
        fs::write(&path, table).unwrap();
        Gazetteer::fresh().with_places(&path).map_err(|error| error.to_string())
    };
    let gazetteer = load("name\tlat\tlon\tkind\tnames\nParis\t10.5\t20.5\tsite\tOur Paris|Depot 7\nCamp Kettle\t1\t2\tbase\t\n").unwrap();
    assert_eq!(first(&gazetteer, "Paris").1, Feature::Site);
    assert_eq!(gazetteer.candidates("Paris").len(), Gazetteer::embedded().candidates("Paris").len() + 1);
    assert_eq!(first(&gazetteer, "depot 7").0, "Paris");
    assert_eq!(first(&gazetteer, "Camp Kettle").1, Feature::Base);
    assert_eq!(first(&gazetteer, "Berlin").0, "Berlin, Berlin, Germany");
    assert_eq!(gazetteer.search("camp ket", 3)[0].matched, "Camp Kettle");
    assert_eq!(gazetteer.len(), Gazetteer::embedded().len() + 2);
    let check = |table: &str, expected: &str| {
        let message = load(table).unwrap_err();
        assert!(message.starts_with(expected), "{message}");
    };
    check("name\tlat\n", "the head has no column \"lon\"");
    check("name\tlat\tlon\nA\t1\n", "the row has 2 columns instead of 3");
    check("name\tlat\tlon\nA\t91\t2\n", "no position on the Earth (\"91\", \"2\")");
    check("name\tlat\tlon\tkind\nA\t1\t2\tcastle\n", "no kind of place is called \"castle\"");
    check("name\tlat\tlon\n", "no place in it");
    check("", "no place in it");
}
