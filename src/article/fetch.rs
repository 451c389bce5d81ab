//! An address in, the article of its page out, or one clear error. The only file that opens a connection for an article.
//!
//! Only the page itself is fetched, when the user names it; nothing that it refers to. Redirects, time and size are bounded.

use super::{LARGEST_DOCUMENT, Loaded, Origin, open_from};
use std::io::Read;
use std::time::Duration;
use ureq::ResponseExt;

/// How long a page may take, all in all.
const LONGEST: Duration = Duration::from_secs(20);

/// How often a server may send on to another address.
const MOST_REDIRECTS: u32 = 8;

/// Fewer words than this are no article, but the front of a paywall or a page that a script fills.
const LEAST_WORDS: usize = 40;

/// What this program calls itself.
const USER_AGENT: &str = concat!("Dateline/", env!("CARGO_PKG_VERSION"), " (reads one page for its user)");

/// Why a page could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address is none.
    #[error("could not open the page: this is no address of a page; it should begin with https://: {url}")]
    Address {
        /// The address.
        url: String,
    },
    /// The server has no such page.
    #[error("could not open the page: the server has no such page ({status}); check the address: {url}")]
    NotFound {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The server gives the page to nobody, or only to subscribers.
    #[error("could not open the page: the server does not give it out ({status}); save it in a browser and give the file: {url}")]
    Refused {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The server has trouble.
    #[error("could not open the page: the server could not answer ({status}); try again later: {url}")]
    Server {
        /// The address.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The server sends from address to address.
    #[error("could not open the page: the server sends on and on to other addresses; save it in a browser and give the file: {url}")]
    Redirects {
        /// The address.
        url: String,
    },
    /// The name of the server is not known.
    #[error("could not open the page: there is no such server, or no network; check the address: {url}")]
    Host {
        /// The address.
        url: String,
    },
    /// The connection failed or broke.
    #[error("could not open the page: the connection failed ({what}); try again: {url}")]
    Connection {
        /// The address.
        url: String,
        /// What failed.
        what: String,
    },
    /// The connection is not secure.
    #[error("could not open the page: the connection is not secure ({what}); nothing was read: {url}")]
    Insecure {
        /// The address.
        url: String,
        /// What failed.
        what: String,
    },
    /// The page took too long.
    #[error("could not open the page: the server took longer than {} seconds; try again: {url}", LONGEST.as_secs())]
    TooSlow {
        /// The address.
        url: String,
    },
    /// The page is larger than [`LARGEST_DOCUMENT`].
    #[error("could not open the page: it is larger than 20 MB; give one article: {url}")]
    TooLarge {
        /// The address.
        url: String,
    },
    /// What is at the address is no text.
    #[error("could not open the page: it is {kind}, not text; give the address of an article: {url}")]
    NotText {
        /// The address.
        url: String,
        /// Its media type.
        kind: String,
    },
    /// It is a document that cannot be read.
    #[error(transparent)]
    Document(super::Error),
    /// The page holds no article.
    #[error(
        "could not open the page: it holds no article; it may need a subscription or a browser: save it there and give the file: {url}"
    )]
    NoArticle {
        /// The address.
        url: String,
    },
}

/// Fetches what is at `url`: a page or a document with an article, or a feed of several.
///
/// # Errors
/// As [`FetchError`] tells.
pub fn fetch(url: &str) -> Result<Loaded, FetchError> {
    fetch_within(url, LONGEST)
}

fn fetch_within(url: &str, longest: Duration) -> Result<Loaded, FetchError> {
    let at = || url.to_owned();
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(longest))
        .max_redirects(MOST_REDIRECTS)
        .http_status_as_error(false)
        .user_agent(USER_AGENT)
        .accept("text/html, application/xhtml+xml, text/plain, text/markdown;q=0.9, */*;q=0.1")
        .build();
    let response = ureq::Agent::new_with_config(config).get(url).call().map_err(|e| told(e, url))?;
    match response.status().as_u16() {
        200..=299 => {}
        status @ (404 | 410) => return Err(FetchError::NotFound { url: at(), status }),
        status @ (401 | 402 | 403 | 405 | 406 | 407 | 451) => return Err(FetchError::Refused { url: at(), status }),
        300..=399 => return Err(FetchError::Redirects { url: at() }),
        status => return Err(FetchError::Server { url: at(), status }),
    }
    let final_url = response.get_uri().to_string();
    let body = response.into_body();
    let kind = body.mime_type().unwrap_or("text/html").to_lowercase();
    let charset = body.charset().map(str::to_owned);
    // What is none of these its content decides: servers call documents and feeds by many names.
    if ["audio/", "font/", "image/", "video/"].iter().any(|none| kind.starts_with(none)) {
        return Err(FetchError::NotText { url: at(), kind });
    }
    let mut bytes = Vec::new();
    // The limit is on what comes out of the decompressor: a small answer may unpack into a large one.
    let reader = body.into_with_config().limit(u64::MAX).reader();
    reader.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes).map_err(|e| told(e.into(), url))?;
    if bytes.len() as u64 > LARGEST_DOCUMENT {
        return Err(FetchError::TooLarge { url: at() });
    }
    let loaded = open_from(&bytes, &Origin { name: url, url: Some(&final_url), charset: charset.as_deref() }).map_err(|e| match e {
        super::Error::NotText { what, .. } => FetchError::NotText { url: at(), kind: what.to_owned() },
        document @ super::Error::Document { .. } => FetchError::Document(document),
        _ => FetchError::NoArticle { url: at() },
    })?;
    if let Loaded::Article(article) = &loaded {
        let n_words: usize = article.story_blocks().map(|b| b.span.of(&article.text).split_whitespace().count()).sum();
        if n_words < LEAST_WORDS && article.text.is_ascii() {
            // Languages without spaces have few "words"; only texts of ASCII are counted so.
            return Err(FetchError::NoArticle { url: at() });
        }
    }
    Ok(loaded)
}

/// What the client's error means for the user.
fn told(e: ureq::Error, url: &str) -> FetchError {
    let at = || url.to_owned();
    match e {
        ureq::Error::Timeout(_) => FetchError::TooSlow { url: at() },
        ureq::Error::HostNotFound => FetchError::Host { url: at() },
        ureq::Error::TooManyRedirects | ureq::Error::RedirectFailed => FetchError::Redirects { url: at() },
        ureq::Error::BodyExceedsLimit(_) => FetchError::TooLarge { url: at() },
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => FetchError::Address { url: at() },
        ureq::Error::Tls(what) => FetchError::Insecure { url: at(), what: what.to_owned() },
        ureq::Error::Rustls(what) => FetchError::Insecure { url: at(), what: what.to_string() },
        // The secure connection tells its failures as invalid data.
        ureq::Error::Io(what) if what.kind() == std::io::ErrorKind::InvalidData => {
            FetchError::Insecure { url: at(), what: what.to_string() }
        }
        ureq::Error::Io(what) if what.kind() == std::io::ErrorKind::TimedOut => FetchError::TooSlow { url: at() },
        other => FetchError::Connection { url: at(), what: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    const STORY: &str = "<html><head><title>Ferry crews end their strike</title></head><body><article><h1>Ferry crews end their strike</h1>\
        <p>Crews of the ferries to Crete went back to work on Monday after a strike of nine days, their union said, and thousands of travellers could go home at last.</p>\
        <p>The first ship left Piraeus for Heraklion at noon with four hundred people on board, many of whom had slept in the harbour for a week or more.</p></article></body></html>";

    /// A server on the loopback that knows a few pages; returns its address.
    fn server() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("127.0.0.1:{}", listener.local_addr().unwrap().port());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                std::thread::spawn(move || {
                    // A TLS client greets with the byte 22; a server that speaks only HTTP takes it for a bad request.
                    let mut first = [0];
                    if stream.peek(&mut first).is_ok() && first == [22] {
                        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
                        return;
                    }
                    let mut line = String::new();
                    let mut reader = BufReader::new(stream.try_clone().unwrap());
                    let _ = reader.read_line(&mut line);
                    let path = line.split(' ').nth(1).unwrap_or("").to_owned();
                    // The rest of the request is read, so that closing does not cut the answer off.
                    while reader.read_line(&mut line).is_ok_and(|n| n > 2) {}
                    let page = |status: &str, headers: &str, body: &[u8]| {
                        let mut out = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n", body.len())
                            .into_bytes();
                        out.extend_from_slice(body);
                        out
                    };
                    let html = "Content-Type: text/html; charset=utf-8\r\n";
                    let answer = match path.as_str() {
                        "/story" => page("200 OK", html, STORY.as_bytes()),
                        "/moved" => page("301 Moved", "Location: /story\r\n", b""),
                        "/round" => page("302 Found", "Location: /round\r\n", b""),
                        "/latin" => page(
                            "200 OK",
                            "Content-Type: text/html; charset=iso-8859-2\r\n",
                            &STORY.replace("Crete", "X\u{1}").bytes().map(|b| if b == 1 { 0xB3 } else { b }).collect::<Vec<_>>(),
                        ),
                        "/gone" => page("410 Gone", html, b"gone"),
                        "/secret" => page("403 Forbidden", html, b"no"),
                        "/broken" => page("503 Unavailable", html, b"later"),
                        "/picture" => page("200 OK", "Content-Type: image/png\r\n", b"\x89PNG"),
                        "/wall" => page("200 OK", html, b"<html><body><div id='app'></div><p>Subscribe to read on.</p></body></html>"),
                        "/large" => page("200 OK", html, &vec![b'a'; LARGEST_DOCUMENT as usize + 10]),
                        #[cfg(feature = "documents")]
                        "/feed" => page(
                            "200 OK",
                            "Content-Type: application/rss+xml\r\n",
                            b"<rss version='2.0'><channel><item><title>A</title><link>https://a.example/</link></item>\
                              <item><title>B</title><link>https://b.example/</link></item></channel></rss>",
                        ),
                        #[cfg(feature = "documents")]
                        "/pdf" => page("200 OK", "Content-Type: application/pdf\r\n", b"%PDF-1.7 and no more"),
                        "/slow" => {
                            std::thread::sleep(Duration::from_secs(3));
                            Vec::new()
                        }
                        "/cut" => b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<html>".to_vec(),
                        _ => page("404 Not Found", html, b"not here"),
                    };
                    let _ = stream.write_all(&answer);
                });
            }
        });
        address
    }

    #[test]
    fn every_failure_has_its_words() {
        let server = server();
        let check = |path: &str, expected: &str| {
            let url = if path.contains("://") { path.replace("SERVER", &server) } else { format!("http://{server}{path}") };
            let said = fetch_within(&url, Duration::from_secs(2)).map_or_else(
                |e| e.to_string(),
                |loaded| match loaded {
                    Loaded::Article(a) => format!("opened {:?} from {:?}", a.title, a.source),
                    Loaded::Listing(listing) => format!("opened {} of {}", listing.kind.as_str(), listing.items.len()),
                },
            );
            assert!(said.contains(expected), "{path} should say {expected:?}: {said}");
            assert!(said.contains(&url) || said.starts_with("opened"), "{said}");
        };
        check("/story", "opened Some(\"Ferry crews end their strike\")");
        check("/moved", "/story");
        check("/latin", "opened");
        check("/round", "sends on and on");
        check("/nothing", "no such page (404)");
        check("/gone", "no such page (410)");
        check("/secret", "does not give it out (403)");
        check("/broken", "could not answer (503)");
        check("/picture", "image/png, not text");
        check("/wall", "holds no article");
        check("/large", "larger than 20 MB");
        if cfg!(feature = "documents") {
            check("/feed", "opened a feed of 2");
            check("/pdf", "a PDF that is damaged");
        }
        check("/slow", "took longer");
        check("/cut", "could not open the page");
        check("https://SERVER/story", "not secure");
        check("http://127.0.0.1:1/", "could not open the page");
        check("http://", "could not open the page");
    }
}
