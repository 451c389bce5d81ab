use super::*;

const DETAILS: [Detail; 3] = [Detail::Low, Detail::Middle, Detail::High];

/// Whether a point lies in an area, by the even-odd rule.
fn is_in(feature: &Feature, lat: f64, lon: f64) -> bool {
    let p = WorldPoint::from_lat_lon(LatLon::new(lat, lon).unwrap());
    [-1.0, 0.0, 1.0].iter().any(|k| {
        let mut is_in = false;
        for ring in &feature.lines {
            for pair in ring.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                if (a.y > p.y) != (b.y > p.y) && p.x + k < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x {
                    is_in = !is_in;
                }
            }
        }
        is_in
    })
}

fn is_land(detail: Detail, lat: f64, lon: f64) -> bool {
    features(detail).iter().filter(|f| f.kind == Kind::Land).filter(|f| is_in(f, lat, lon)).count() % 2 == 1
}

#[test]
fn every_ring_is_closed() {
    for detail in DETAILS {
        for feature in features(detail).iter().filter(|f| matches!(f.kind, Kind::Land | Kind::Lake)) {
            for ring in &feature.lines {
                assert_eq!(ring.first(), ring.last(), "{detail:?} {:?}", feature.bounds);
            }
        }
    }
}

#[test]
fn land_is_land_and_sea_is_sea() {
    let check = |lat: f64, lon: f64, expected: bool| {
        for detail in DETAILS {
            assert_eq!(is_land(detail, lat, lon), expected, "{detail:?} {lat} {lon}");
        }
    };
    check(37.5, 127.0, true);
    check(40.0, 127.0, true);
    check(67.0, 179.0, true);
    check(67.0, -177.0, true);
    check(-80.0, 0.0, true);
    check(-80.0, 120.0, true);
    check(19.6, -155.5, true);
    check(30.0, -170.0, false);
    check(42.0, 51.0, false);
    check(0.0, 0.0, false);
    check(80.0, -170.0, false);
}

#[test]
fn small_islands_are_there_in_middle_and_high_detail() {
    for detail in [Detail::Middle, Detail::High] {
        for code in [*b"SG", *b"MT", *b"MV", *b"TV", *b"NR", *b"BB"] {
            assert!(country_area(code, detail).is_some(), "{detail:?} {}", String::from_utf8_lossy(&code));
        }
        assert!(is_in(country_area(*b"SG", detail).unwrap(), 1.35, 103.82));
    }
}

#[test]
fn areas_are_found_by_code_and_id() {
    let check = |code: &[u8; 2], lat: f64, lon: f64| {
        for detail in DETAILS {
            assert!(is_in(country_area(*code, detail).unwrap(), lat, lon), "{} {detail:?}", String::from_utf8_lossy(code));
        }
    };
    check(b"KP", 40.0, 127.0);
    check(b"KR", 36.5, 127.75);
    check(b"US", 39.8, -98.5);
    check(b"RU", 67.0, -177.0);
    check(b"FJ", -17.8, 178.0);
    check(b"EH", 24.5, -13.0);
    check(b"XK", 42.6, 20.9);
    assert!(!is_in(country_area(*b"KR", Detail::High).unwrap(), 40.0, 127.0));
    assert!(country_area([0, 0], Detail::High).is_none() && country_area(*b"QQ", Detail::Low).is_none());
    // Hawaii, Texas, Gyeonggi, Ile-de-France (made of departments), Scotland (made of counties).
    for (id, lat, lon) in
        [(5_855_797, 19.6, -155.5), (4_736_286, 31.0, -99.0), (1_841_610, 37.5, 127.5), (3_012_874, 48.6, 2.5), (2_638_360, 57.0, -4.5)]
    {
        assert!(is_in(admin1_area(id).unwrap(), lat, lon), "{id}");
    }
    assert!(admin1_area(1).is_none());
}

#[test]
fn the_demarcation_line_crosses_korea() {
    let line = border_between(*b"KR", *b"KP").unwrap();
    let [west, north, east, south] = line.bounds;
    let (nw, se) = (WorldPoint { x: west, y: north }.lat_lon(), WorldPoint { x: east, y: south }.lat_lon());
    assert!((126.0..127.0).contains(&nw.lon()) && (128.0..129.0).contains(&se.lon()), "{nw:?} {se:?}");
    assert!((38.0..39.0).contains(&nw.lat()) && (37.0..38.0).contains(&se.lat()), "{nw:?} {se:?}");
    assert!(border_between(*b"KR", *b"JP").is_none());
}

#[test]
fn names_are_there_most_important_first() {
    let labels = labels();
    let first = |kind: LabelKind, name: &str| labels.iter().find(|l| l.kind == kind && l.name == name);
    for (kind, name) in [
        (LabelKind::Country, "United States"),
        (LabelKind::Country, "North Korea"),
        (LabelKind::Country, "Singapore"),
        (LabelKind::Country, "Kiribati"),
        (LabelKind::Admin1, "Hawaii"),
        (LabelKind::Admin1, "Gyeonggi"),
        (LabelKind::Sea, "North Pacific Ocean"),
        (LabelKind::City, "Seoul"),
        (LabelKind::City, "Pyongyang"),
        (LabelKind::City, "Washington"),
        (LabelKind::City, "Sariwon"),
    ] {
        assert!(first(kind, name).is_some(), "{kind:?} {name}");
    }
    assert!(labels.windows(2).all(|pair| pair[0].min_zoom <= pair[1].min_zoom));
    assert_eq!(first(LabelKind::City, "Seoul").unwrap().rank, 0);
}
