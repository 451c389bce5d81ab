use super::*;
use flate2::write::{DeflateEncoder, ZlibEncoder};

fn flate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn lzw(bytes: &[u8]) -> Vec<u8> {
    weezl::encode::Encoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8).encode(bytes).unwrap()
}

fn bomb() -> Vec<u8> {
    vec![b' '; MOST_UNPACKED as usize + 1]
}

fn stream(dictionary: &str, packed: &[u8]) -> Vec<u8> {
    [b"%PDF-1.4\n1 0 obj<<", dictionary.as_bytes(), b">>stream\n", packed, b"\nendstream endobj 2 0 obj<<>>endobj"].concat()
}

#[test]
fn streams_that_swell_are_told_apart_from_pictures() {
    fn check(dictionary: &str, packed: &[u8], expected: Result<(), Fault>) {
        assert_eq!(check_streams(&stream(dictionary, packed)), expected, "{dictionary}");
    }
    let flated = flate(&bomb());
    check("/Filter/FlateDecode", &flated, Err(Fault::Swollen));
    check("/Filter[/FlateDecode/FlateDecode]", &flate(&flated), Err(Fault::Swollen));
    check("/Subtype/Image/Filter/FlateDecode", &flated, Ok(()));
    check("/Filter/FlateDecode", &flate(b"BT (Rome) Tj ET"), Ok(()));
    let lzwed = lzw(&bomb());
    check("/Filter/LZWDecode", &lzwed, Err(Fault::Swollen));
    check("/Filter[/FlateDecode/L#5aWDecode]", &flate(&lzwed), Err(Fault::Swollen));
    check("/Filter/LZWDecode", &lzw(b"BT (Rome) Tj ET"), Ok(()));
    // The parser tries again without the head where it is none.
    let mut headless = DeflateEncoder::new(b"xx".to_vec(), flate2::Compression::best());
    headless.write_all(&bomb()).unwrap();
    check("/Filter/FlateDecode", &headless.finish().unwrap(), Err(Fault::Swollen));
    // Base 85 of zlib's head and of what follows.
    let base85: Vec<u8> = flated
        .chunks(4)
        .flat_map(|four| {
            let mut bytes = [0; 4];
            bytes[..four.len()].copy_from_slice(four);
            let mut n = u32::from_be_bytes(bytes);
            let mut digits = [0; 5];
            for digit in digits.iter_mut().rev() {
                *digit = (n % 85) as u8 + b'!';
                n /= 85;
            }
            digits
        })
        .collect();
    check("/Filter[/ASCII85Decode/FlateDecode]", &base85, Err(Fault::Swollen));
    let mut chain = flate(&vec![b' '; 4096]);
    (0..MOST_PACKINGS + 1).for_each(|_| chain = flate(&[&chain[..], &[b' '; 200]].concat()));
    check("/Filter/FlateDecode", &chain, Err(Fault::Swollen));
}

#[test]
fn files_that_claim_more_than_there_is_are_refused() {
    fn check(words: &str, expected: Result<(), Fault>) {
        assert_eq!(check_numbers(&plain_names(words.as_bytes())), expected, "{words}");
    }
    check("/W[1 3 1]/Index[0 40]/Size 40/Columns 5/Colors 3/BitsPerComponent 8", Ok(()));
    check("/W[3[278 0 0]120 130 500]/Widths 99999999999", Ok(()));
    check("/W[0 0 0]/Index[0 999]", Err(Fault::Damaged));
    check("/W [ 1 99999999999 1 ]", Err(Fault::Damaged));
    check("/Index[0 3 7 4000000000]", Err(Fault::Damaged));
    check("/Columns%a\n 20000000000", Err(Fault::Damaged));
    check("/C#6flumns 20000000000", Err(Fault::Damaged));
}

/// A file of these objects, the first of them the catalogue, with what its trailer says beside.
fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut pdf = b"%PDF-1.5\n".to_vec();
    let mut table = String::new();
    for (i, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.extend([format!("{} 0 obj\n", i + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (start, n) = (pdf.len(), objects.len() + 1);
    pdf.extend(
        format!("xref\n0 {n}\n0000000000 65535 f \n{table}trailer<</Size {n}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    pdf
}

/// A file of one page with `content` and `resources`, and further objects from number 5 on.
fn page(resources: &str, content: &[u8], further: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<{resources}>>>>").into_bytes(),
        [format!("<</Length {}>>stream\n", content.len()).as_bytes(), content, b"\nendstream"].concat(),
    ];
    objects.extend_from_slice(further);
    file(&objects, "")
}

fn n_content(pdf: &[u8]) -> usize {
    let document = open(pdf).unwrap();
    let page = document.get_pages()[&1];
    document.get_page_content(page).unwrap_or_default().len()
}

#[test]
fn parts_that_draw_themselves_are_not_drawn() {
    let font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec();
    let form = |resources: &str, content: &str| {
        format!("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}/Length {}>>stream\n{content}\nendstream", content.len()).into_bytes()
    };
    let whole = page("/XObject<</A 5 0 R>>", b"BT (Rome) Tj ET /A Do", &[form("", "0 0 m"), font.clone()]);
    assert!(n_content(&whole) > 10);
    for (resources, content) in [
        // Through the page's resources, its own, and one that doubles with every step.
        ("", "/A Do"),
        ("/Resources<</XObject<</B 5 0 R>>>>", "/B Do"),
        ("", "/A Do /A Do"),
    ] {
        let pdf = page("/XObject<</A 5 0 R>>", b"BT (Rome) Tj ET /A Do", &[form(resources, content)]);
        assert_eq!(n_content(&pdf), 0, "{content}");
        let _ = crate::article::load_bytes(&pdf, "a");
    }
    // One that could draw itself and does not is drawn.
    let shared = page("/XObject<</A 5 0 R>>", b"BT (Rome) Tj ET /A Do", &[form("/Resources<</XObject<</A 5 0 R>>>>", "0 0 m")]);
    assert!(n_content(&shared) > 10);
}

#[test]
fn a_page_that_draws_without_end_is_left_out() {
    let flated = flate(&b"0 0 m ".repeat(1_000_000));
    let packed = [format!("<</Filter/FlateDecode/Length {}>>stream\n", flated.len()).as_bytes(), &flated, b"\nendstream"].concat();
    let objects = |contents: &str| {
        [
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {contents}/Resources<<>>>>").into_bytes(),
            packed.clone(),
        ]
    };
    assert!(n_content(&file(&objects("4 0 R"), "")) > 1_000_000);
    assert_eq!(n_content(&file(&objects(&format!("[{}]", "4 0 R ".repeat(50))), "")), 0);
    // Pages of pages of pages.
    let mut rings = objects("4 0 R");
    rings[1] = b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>".to_vec();
    assert_eq!(n_content(&file(&rings, "")), 0);
}

/// A document locked by a word.
fn locked(mut document: Document, word: &str) -> Vec<u8> {
    document.trailer.set("ID", vec![Object::string_literal("a"), Object::string_literal("a")]);
    let version = pdf_extract::EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: word,
        key_length: 128,
        permissions: pdf_extract::Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn locked_files_are_measured_once_they_are_unlocked() {
    let words = b"BT /F1 12 Tf 72 700 Td (The first ship left Piraeus at noon.) Tj ET";
    let plain = page("/Font<</F1 5 0 R>>", words, &[b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec()]);
    let locked_with = |word: &str| locked(Document::load_mem(&plain).unwrap(), word);
    let open_to_all = locked_with("");
    assert!(!open_to_all.windows(7).any(|w| w == b"Piraeus"));
    assert_eq!(crate::article::load_bytes(&open_to_all, "a").unwrap().text.trim(), "The first ship left Piraeus at noon.");
    assert!(matches!(open(&locked_with("secret")), Err(Fault::Locked)));
    // Objects packed in a stream that swells, locked: they are found neither by their bytes nor by the parser's look.
    let flated = flate(&[&b"9 0 <<>> "[..], &bomb()].concat());
    let dictionary = format!("<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {}>>stream\n", flated.len());
    let pdf = page("", words, &[[dictionary.as_bytes(), &flated, b"\nendstream"].concat()]);
    assert!(matches!(open(&pdf), Err(Fault::Swollen)));
    let mut document = Document::load_mem(&page("", words, &[b"<<>>".to_vec()])).unwrap();
    let swollen = Stream::new(dictionary! { "Type" => "ObjStY", "N" => 1, "First" => 4, "Filter" => "FlateDecode" }, flated);
    // The writer leaves out streams of objects: this one is named so behind its back.
    document.objects.insert((5, 0), Object::Stream(swollen));
    let mut locked = locked(document, "");
    let at = locked.windows(6).position(|w| w == b"ObjStY").unwrap();
    locked[at..at + 6].copy_from_slice(b"ObjStm");
    assert!(check_streams(&locked).is_ok(), "nothing is seen from outside");
    assert!(matches!(open(&locked), Err(Fault::Swollen)));
}
