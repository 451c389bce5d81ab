//! GeoNames' classes of places as ours.

use crate::gazetteer::Feature;

/// Returns what a place of a GeoNames class is, and its rank as a capital; `None` for what no article names: wells, trees, undersea hills,
/// roads.
///
/// Source: GeoNames feature codes, <https://www.geonames.org/export/codes.html> (CC BY 4.0).
pub(super) fn feature(class: &str, code: &str) -> Option<(Feature, u8)> {
    let plain = |feature| Some((feature, 0));
    match class {
        "A" => match code {
            "PCLH" => plain(Feature::HistoricCountry),
            _ if code.starts_with("PCL") => plain(Feature::Country),
            "ADM1" | "ADM1H" => plain(Feature::Admin1),
            "ZN" | "ZNB" => plain(Feature::Zone),
            "TERR" => plain(Feature::Region),
            _ => plain(Feature::Admin2),
        },
        "P" => match code {
            "PPLX" => plain(Feature::District),
            "PPLC" => Some((Feature::City, 2)),
            "PPLA" => Some((Feature::City, 1)),
            _ => plain(Feature::City),
        },
        "H" => match code {
            "LK" | "LKS" | "LKN" | "LKI" | "LKO" | "LKX" | "RSV" | "RSVT" | "RSVI" | "LGN" | "PND" => plain(Feature::Lake),
            "SEA" | "OCN" | "GULF" | "STRT" | "BAY" | "BAYS" | "CHN" | "CNL" | "CNLN" | "SD" | "FJD" | "FJDS" | "INLT" | "COVE"
            | "BGHT" | "RF" => plain(Feature::Sea),
            "STM" | "STMX" | "STMI" | "STMM" | "STMH" | "STMC" | "FLLS" | "RPDS" | "DLTA" | "ESTY" => plain(Feature::River),
            "HBR" | "DCK" => plain(Feature::Port),
            "GLCR" => plain(Feature::Mountain),
            _ => None,
        },
        "T" => match code {
            "ISL" | "ISLS" | "ISLET" | "ATOL" => plain(Feature::Island),
            "DSRT" | "ERG" => plain(Feature::Park),
            "PEN" | "PLAT" | "PLN" => plain(Feature::Region),
            "BCH" | "BCHS" => plain(Feature::Site),
            "MT" | "MTS" | "PK" | "PKS" | "HLL" | "HLLS" | "VLC" | "PASS" | "VAL" | "VALS" | "RDGE" | "CAPE" | "CNYN" | "GRGE" | "CLF"
            | "PT" | "SPUR" | "SLP" => plain(Feature::Mountain),
            _ => None,
        },
        "L" => match code {
            "CONT" => plain(Feature::Continent),
            "PRK" | "RES" | "RESF" | "RESN" | "RESW" | "RESV" => plain(Feature::Park),
            "MILB" | "NVB" => plain(Feature::Base),
            "PRT" => plain(Feature::Port),
            "RGN" | "RGNE" | "RGNH" | "RGNL" | "AREA" | "CST" | "OAS" | "LCTY" => plain(Feature::Region),
            _ => None,
        },
        "S" => match code {
            "AIRP" | "AIRF" | "AIRH" | "AIRS" => plain(Feature::Airport),
            "AIRB" | "INSM" | "MILB" => plain(Feature::Base),
            "BDG" | "BLDG" | "CH" | "MSQE" | "TMPL" | "CSTL" | "PAL" | "MUS" | "UNIV" | "HSP" | "STDM" | "MNMT" | "RUIN" | "HSTS"
            | "DAM" | "PS" | "PSN" | "PRN" | "SQR" | "BDLD" | "MLSG" | "CMP" | "CMPRF" | "CTRS" | "OBS" | "THTR" | "MALL" | "MKT"
            | "SCH" | "SCHC" | "FT" | "BSTN" | "GOVL" | "DIP" | "PYR" | "CMTY" | "BDGE" | "MN" => plain(Feature::Site),
            _ => None,
        },
        "V" => match code {
            "FRST" | "FRSTF" => plain(Feature::Park),
            _ => None,
        },
        _ => None,
    }
}
