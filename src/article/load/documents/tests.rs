use super::*;
use crate::article::{BlockKind, Error, load_bytes, open_from};
use std::io::{Cursor, Write};

/// An archive of parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (i, (name, bytes)) in parts.iter().enumerate() {
        let method = if i == 0 && *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        writer.start_file(*name, zip::write::SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn outline(article: &Article) -> String {
    article.blocks.iter().map(|b| format!("{:?}: {}", b.kind, b.span.of(&article.text))).collect::<Vec<_>>().join("\n")
}

const STORY: &str = "Title: Ferry crews end their strike\nParagraph: Crews of the ferries to Crete went back to work on Monday.\n\
    Heading: What they won\nListItem: More pay for nights\nParagraph: The ministry in Athens was glad – “very”.";

#[test]
fn word_documents_keep_their_styles() {
    let document = r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>
        <w:p><w:pPr><w:pStyle w:val="Titre"/></w:pPr><w:r><w:t>Ferry crews</w:t></w:r><w:r><w:t xml:space="preserve"> end their strike</w:t></w:r></w:p>
        <w:p><w:r><w:t>Crews of the ferries to Crete </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r><w:r><w:t>went back to work on Monday.</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr><w:r><w:t>What they won</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>More pay for nights</w:t></w:r></w:p>
        <w:p><w:r><w:t>The ministry in Athens was glad &#8211; &#x201C;very”.</w:t></w:r></w:p></w:body></w:document>"#;
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="Titre"><w:name w:val="Title"/></w:style>
        <w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style></w:styles>"#;
    let core = "<p><dc:title>Untitled</dc:title><dc:creator>Ann Example</dc:creator></p>";
    let bytes = zipped(&[
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ]);
    // The name says nothing: the content decides.
    let article = load_bytes(&bytes, "a.txt").unwrap();
    assert_eq!(outline(&article), STORY);
    assert_eq!(article.title.as_deref(), Some("Ferry crews end their strike"));
    assert_eq!(article.byline.as_deref(), Some("Ann Example"));
}

#[test]
fn open_documents_keep_their_styles() {
    let content = r#"<o:document-content><o:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/></o:automatic-styles>
        <o:body><o:text><text:tracked-changes><text:p>Gone</text:p></text:tracked-changes>
        <text:table-of-content><text:index-body><text:p>What they won 1</text:p></text:index-body></text:table-of-content>
        <text:p text:style-name="P1">Ferry crews<text:s/>end their strike</text:p>
        <text:p>Crews of the ferries<text:note><text:note-body><text:p>A note</text:p></text:note-body></text:note> to Crete <text:span>went
        back</text:span> to work on Monday.</text:p>
        <text:h text:outline-level="1">What they won</text:h>
        <text:list><text:list-item><text:p>More pay for nights</text:p></text:list-item></text:list>
        <text:p>The ministry in Athens was glad – “very”.</text:p></o:text></o:body></o:document-content>"#;
    let bytes = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())]);
    assert_eq!(outline(&load_bytes(&bytes, "a").unwrap()), STORY);
    let meta = b"<m><meta:initial-creator>Ann Example</meta:initial-creator><dc:creator>Bo Other</dc:creator></m>";
    let bytes =
        zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes()), ("meta.xml", meta)]);
    assert_eq!(load_bytes(&bytes, "a").unwrap().byline.as_deref(), Some("Ann Example"));
}

#[test]
fn a_row_of_a_table_is_a_line() {
    let word = r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>The minister travels for three days.</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>4 May</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Athens</w:t></w:r></w:p></w:tc></w:tr>
        <w:tr><w:tc><w:p><w:r><w:t>5 May</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Rome</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>noon</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>talks</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr>
        <w:tr><w:tc><w:p><w:r><w:t>She comes back on Friday.</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"#;
    let article = load_bytes(&zipped(&[("word/document.xml", word.as_bytes())]), "a").unwrap();
    let rows: Vec<&str> = article.blocks.iter().map(|b| b.span.of(&article.text)).collect();
    let expected =
        ["The minister travels for three days.", "4 May | Athens", "5 May", "Rome", "noon | talks", "She comes back on Friday.", "Note"];
    assert_eq!(rows, expected, "running text and what holds another table stay apart");
    assert_eq!(article.blocks.get(1).map(|b| b.kind), Some(BlockKind::ListItem));

    let open = r#"<o:document-content><o:body><o:text><text:p>The minister travels for three days.</text:p><table:table><table:table-row>
        <table:table-cell><text:p>4 May</text:p></table:table-cell><table:table-cell><text:p>Athens</text:p></table:table-cell></table:table-row>
        </table:table><text:p>She comes back on Friday.</text:p></o:text></o:body></o:document-content>"#;
    let bytes = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", open.as_bytes())]);
    let expected = "Paragraph: The minister travels for three days.\nListItem: 4 May | Athens\nParagraph: She comes back on Friday.";
    assert_eq!(outline(&load_bytes(&bytes, "a").unwrap()), expected);
}

#[test]
fn rich_text_keeps_paragraphs_code_pages_and_styles() {
    let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}{\f1\fcharset204 Arial Cyr;}}{\colortbl;\red0;}
{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 Title;}}{\info{\title Draft}{\author Ann Example}}{\*\generator X;}
\pard\s2 Ferry crews end their strike\par
\pard Crews of the ferries to Crete {\b went} back to {\v secretly }work on Monday.{\footnote A note}\par
\pard\s1 What they won\par
{\pntext\f3\'b7\tab}\pard\plain{\listtext \bullet\tab}More pay for nights\par
\pard The ministry in Athens was glad \'96 \u8220?very\rdblquote .\par
\pard {\f1\'cc\'ee\'f1\'ea\'e2\'e0} \u-10179?\u-8704?\par}";
    let article = load_bytes(rtf, "a").unwrap();
    assert_eq!(outline(&article), format!("{STORY}\nParagraph: Москва \u{1f600}"));
    assert_eq!(article.byline.as_deref(), Some("Ann Example"));
    let twice = br"{\rtf1{\info{\author Ann Example}{\creatim\yr2026}{\author Bo Other}}Crews of the ferries went back.\par}";
    assert_eq!(load_bytes(twice, "a").unwrap().byline.as_deref(), Some("Ann Example"), "the first is who wrote it");
    // Spaces and hyphens at which no line ends stand where they were.
    let bound = br"{\rtf1 The 9\~May train left Rome\_Termini at noon.\par}";
    assert_eq!(load_bytes(bound, "a").unwrap().text, "The 9\u{a0}May train left Rome\u{2011}Termini at noon.");
    for broken in [r"{\rtf1 \u55357 x", r"{\rtf1 \'", r"{\rtf1\uc-5 \u1 {{{", r"{\rtf1 \bin99999999999 a}", r"{\rtf1}}}}a\par"] {
        let _ = load_bytes(broken.as_bytes(), "a");
    }
    let deep = format!("{{\\rtf1 {}Rome", "{".repeat(1_000_000));
    assert!(matches!(load_bytes(deep.as_bytes(), "a"), Err(Error::Document { fault: Fault::Damaged, .. })));
}

#[test]
fn books_are_lists_of_chapters() {
    let chapter = |heading: &str| {
        let words = "The ship sailed from Lisbon to Goa and lost two masts off the Cape in a storm of three days. ".repeat(4);
        format!(
            "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><h1>{heading}</h1><p>{words}</p></body></html>"
        )
    };
    let container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'><rootfiles><rootfile \
        full-path='c.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
    let package = "<package xmlns='http://www.idpf.org/2007/opf' version='3.0' unique-identifier='i'><metadata \
        xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:identifier id='i'>x</dc:identifier><dc:title>Three Masts</dc:title>\
        <dc:language>en</dc:language><dc:creator>Ann Example</dc:creator></metadata><manifest>\
        <item id='a' href='a.xhtml' media-type='application/xhtml+xml'/><item id='b' href='b.xhtml' media-type='application/xhtml+xml'/>\
        </manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let (first, second) = (chapter("The Cape"), chapter("Goa"));
    let bytes = zipped(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("c.opf", package.as_bytes()),
        ("a.xhtml", first.as_bytes()),
        ("b.xhtml", second.as_bytes()),
    ]);
    let Loaded::Listing(book) = open_from(&bytes, &Origin { name: "a", ..Origin::default() }).unwrap() else { panic!("no list") };
    assert_eq!(book.title.as_deref(), Some("Three Masts"));
    assert_eq!(book.items.iter().map(|i| i.title.as_str()).collect::<Vec<_>>(), ["The Cape", "Goa"]);
    let article = book.items[1].load().unwrap();
    assert_eq!((article.byline.as_deref(), article.source.as_deref()), (Some("Ann Example"), Some("Three Masts")));
    assert!(article.text.starts_with("Goa\n\nThe ship sailed"), "{}", article.text);
    let said = load_bytes(&bytes, "b.epub").unwrap_err().to_string();
    assert!(said.contains("a book of 2") && said.contains("--item N") && said.ends_with("b.epub"), "{said}");
}

#[test]
fn mails_give_subject_sender_and_day() {
    let mail = "Received: from a by b\r\nFrom: =?utf-8?Q?Ann_Ex=C3=A4mple?= <ann@tide.example>\r\nTo: bo@tide.example\r\n\
        Subject: Ferry crews\r\n end their strike\r\nDate: Tue, 5 May 2020 23:30:00 -0700\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nCrews of the ferries from Cort=E9s went back to work on Monday.\r\n\r\n\
        They were glad.\r\n\r\n-- \r\nAnn\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>The same.\r\n--x--\r\n";
    let article = load_bytes(mail.as_bytes(), "a").unwrap();
    assert_eq!(article.title.as_deref(), Some("Ferry crews end their strike"));
    assert_eq!(article.byline.as_deref(), Some("Ann Exämple"));
    assert_eq!(article.published.map(|p| p.date.to_string()).as_deref(), Some("2020-05-05"));
    assert_eq!(
        article.text,
        "Ferry crews end their strike\n\nCrews of the ferries from Cortés went back to work on Monday.\n\nThey were glad."
    );
    // A head in an encoding that it does not name, and a part that was saved alone.
    let mail = b"From: Zo\xeb <zoe@tide.example>\nTo: bo@tide.example\nSubject: Fr\xf6sche und Hasen in M\xfcnchen\n\nDie Hasen.";
    let article = load_bytes(mail, "a").unwrap();
    assert_eq!((article.title.as_deref(), article.byline.as_deref()), (Some("Frösche und Hasen in München"), Some("Zoë")));
    let part = "Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>The train left <b>Rome</b>.\n--x--\n";
    assert_eq!(load_bytes(part.as_bytes(), "a.eml").unwrap().text, "The train left Rome.");
    // A text with a few words and colons in its first lines is none.
    assert!(!mail::is_mail(b"Dateline: Rome\nTo: the editor\n\nThe train left.", "a.txt"));
    assert!(!mail::is_mail(b"From: Rome\n\nThe train left.", "a.txt"));
}

#[test]
fn feeds_are_lists_of_articles() {
    let words = "Crews of the ferries to Crete went back to work on Monday.";
    let rss = format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>The Daily Tide</title><item><title>Ferry crews &amp;amp; strike</title>\
        <link>https://tide.example/a</link><pubDate>Tue, 05 May 2020 08:00:00 GMT</pubDate><description>&lt;p&gt;{words}&lt;/p&gt;&lt;script&gt;x\
        &lt;/script&gt;</description></item><item><title>Trains</title><link>https://tide.example/b</link></item></channel></rss>"
    );
    let Loaded::Listing(feed) = open_from(rss.as_bytes(), &Origin { name: "a", ..Origin::default() }).unwrap() else { panic!("no list") };
    assert_eq!(feed.title.as_deref(), Some("The Daily Tide"));
    let article = feed.items[0].load().unwrap();
    assert_eq!(article.text, format!("Ferry crews & strike\n\n{words}"));
    assert_eq!(article.source.as_deref(), Some("https://tide.example/a"));
    assert_eq!(article.published.map(|p| p.date.to_string()).as_deref(), Some("2020-05-05"));
    assert!(feed.items[1].load().unwrap_err().to_string().ends_with("https://tide.example/b"));
    // Versions that say the same in other words, content of no type, and an encoding that is not the one that is named.
    let roots =
        ["<rss>", "<rss version='0.93'>", "<rss version='0.91' xmlns='http://rss.example'\n xmlns:dc='http://purl.org/dc/elements/1.1/'>"];
    for root in roots {
        let feed = format!("<?xml version='1.0' encoding='utf-16'?>\n<!-- x -->{root}{}", rss.split_once("version='2.0'>").unwrap().1);
        let Ok(Loaded::Listing(feed)) = open_from(feed.as_bytes(), &Origin::default()) else { panic!("{root}") };
        assert_eq!((feed.items.len(), feed.items[0].load().unwrap().text), (2, format!("Ferry crews & strike\n\n{words}")), "{root}");
    }
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title type=''>T</title><entry><title>Ferries</title><id>1</id>\
        <updated>2020-05-05T08:00:00Z</updated><content type='html'>{words}</content></entry></feed>"
    );
    assert_eq!(load_bytes(atom.as_bytes(), "a").unwrap().text, format!("Ferries\n\n{words}"));
    let json = format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{{"id": "1", "title": "Ferries", "content_text": "{words}"}}]}}"#
    );
    assert_eq!(load_bytes(json.as_bytes(), "a").unwrap().text, format!("Ferries\n\n{words}"));
}

/// A PDF of one page with the words given, or none.
fn pdf(words: Option<&str>) -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let content = words.map_or(String::new(), |w| format!("BT /F1 12 Tf 72 700 Td ({w}) Tj ET"));
    let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    document.objects.insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn pdfs_give_their_text_or_say_that_they_have_none() {
    let article = load_bytes(&pdf(Some("The first ship left Piraeus at noon.")), "a").unwrap();
    assert_eq!(article.text.trim(), "The first ship left Piraeus at noon.");
    let said = load_bytes(&pdf(None), "scan.pdf").unwrap_err().to_string();
    assert!(said.contains("holds no text") && said.contains("OCR") && said.ends_with("scan.pdf"), "{said}");
    let whole = pdf(Some("The first ship"));
    let said = load_bytes(&whole[..whole.len() / 2], "a").unwrap_err().to_string();
    assert!(said.contains("a PDF that is damaged"), "{said}");
}

#[test]
fn bombs_and_panics_cost_one_line() {
    // 120 MB of nothing, in a hundred kilobytes.
    let bomb = vec![b' '; 120_000_000];
    for name in ["word/document.xml", "META-INF/container.xml"] {
        let said = load_bytes(&zipped(&[(name, &bomb)]), "a").unwrap_err().to_string();
        assert!(said.contains("unpacks to more than 100 MB"), "{said}");
    }
    // Elements without end.
    let deep = format!("<w:document><w:body>{}<w:p><w:t>Rome", "<w:p>".repeat(500_000));
    let _ = load_bytes(&zipped(&[("word/document.xml", deep.as_bytes())]), "a");
}
