//! Tiles of a server, as its users may look at them: under our own name, one at a time, kept as long as the server says.
//!
//! Source: the tile usage policy of the OpenStreetMap Foundation. Nothing is fetched ahead of what is looked at.

use super::{About, Source, TileId, decoded, host_of};
use crate::app::language::tr_with;
use egui::ColorImage;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What this program calls itself.
const USER_AGENT: &str = concat!("Dateline/", env!("CARGO_PKG_VERSION"), " (map of one window, with a cache)");
/// How long a tile may take.
const LONGEST: Duration = Duration::from_secs(15);
/// Kept for a week where the server does not say. Source: the policy, "Technical Usage Requirements".
const USUAL_AGE_SECS: u64 = 7 * 24 * 3600;
/// A larger picture is none of a tile.
const MOST_BYTES: u64 = 4 << 20;
/// What the cache may grow to.
const MOST_CACHE_BYTES: u64 = 256 << 20;
/// The deepest zoom of the server of OpenStreetMap; most others stop there too.
const DEEPEST: u8 = 19;

/// A server of tiles.
pub(super) struct Online {
    template: String,
    credit: String,
    agent: ureq::Agent,
    folder: Option<PathBuf>,
}

/// What is kept beside a tile: until when it is good, and how to ask whether it still is.
#[derive(Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default)]
struct Kept {
    until_secs: u64,
    etag: Option<String>,
    modified: Option<String>,
}

impl Online {
    /// The server that `template` names; its tiles are kept under `cache`.
    pub fn new(template: &str, credit: String, cache: Option<&Path>) -> Online {
        let config =
            ureq::Agent::config_builder().timeout_global(Some(LONGEST)).user_agent(USER_AGENT).http_status_as_error(false).max_redirects(3);
        let folder = cache.map(|c| c.join("tiles").join(name_of(template)));
        if let Some(folder) = &folder {
            sweep(folder, MOST_CACHE_BYTES);
        }
        Online { template: template.to_owned(), credit, agent: ureq::Agent::new_with_config(config.build()), folder }
    }

    fn address(&self, id: TileId) -> String {
        let number = |n: u32| n.to_string();
        self.template.replace("{z}", &number(id.zoom.into())).replace("{x}", &number(id.x)).replace("{y}", &number(id.y))
    }

    fn path(&self, id: TileId) -> Option<PathBuf> {
        self.folder.as_ref().map(|f| f.join(id.zoom.to_string()).join(id.x.to_string()).join(format!("{}.tile", id.y)))
    }

    /// Asks the server; `None` where it says that there is no such tile.
    fn fetch(&self, id: TileId, old: Option<(Kept, Vec<u8>)>) -> Result<Option<Vec<u8>>, String> {
        let url = self.address(id);
        let told = |what: &str| tr_with("Could not get the map from {}: {}", &[&host_of(&self.template).unwrap_or(""), &what]);
        let mut request = self.agent.get(&url);
        if let Some((kept, _)) = &old {
            request = match (&kept.etag, &kept.modified) {
                (Some(etag), _) => request.header("If-None-Match", etag),
                (None, Some(modified)) => request.header("If-Modified-Since", modified),
                (None, None) => request,
            };
        }
        let mut response = match (request.call(), old) {
            (Ok(response), old) if response.status() == 304 => {
                let Some((_, bytes)) = old else { return Err(told("304")) };
                self.keep(id, &kept_of(&response), &bytes);
                return Ok(Some(bytes));
            }
            (Ok(response), _) if matches!(response.status().as_u16(), 204 | 404 | 410) => return Ok(None),
            (Ok(response), _) if response.status().is_success() => response,
            // What was good last week is better than nothing.
            (_, Some((_, bytes))) => return Ok(Some(bytes)),
            (Ok(response), None) => return Err(told(response.status().as_str())),
            (Err(e), None) => return Err(told(&e.to_string())),
        };
        let kept = kept_of(&response);
        let bytes = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec().map_err(|e| told(&e.to_string()))?;
        if kept.until_secs > 0 {
            self.keep(id, &kept, &bytes);
        }
        Ok(Some(bytes))
    }

    /// Keeps a tile. What cannot be kept is fetched again: no reason to show no map.
    fn keep(&self, id: TileId, kept: &Kept, bytes: &[u8]) {
        let (Some(path), Ok(mut content)) = (self.path(id), serde_json::to_vec(kept)) else { return };
        content.push(b'\n');
        content.extend_from_slice(bytes);
        let partial = path.with_extension(format!("{}.part", std::process::id()));
        let _ = path.parent().map(std::fs::create_dir_all);
        if std::fs::write(&partial, content).is_ok() {
            let _ = std::fs::rename(&partial, &path);
        }
    }

    fn kept(&self, id: TileId) -> Option<(Kept, Vec<u8>)> {
        // What cannot be read is fetched again.
        let content = std::fs::read(self.path(id)?).ok()?;
        let end = content.iter().position(|b| *b == b'\n')?;
        let kept = serde_json::from_slice(content.get(..end)?).ok()?;
        Some((kept, content.get(end + 1..)?.to_vec()))
    }
}

impl Source for Online {
    fn tile(&mut self, id: TileId) -> Result<Option<ColorImage>, String> {
        let bytes = match self.kept(id) {
            Some((kept, bytes)) if kept.until_secs > now_secs() => Some(bytes),
            old => self.fetch(id, old)?,
        };
        bytes.map(|b| decoded(&b)).transpose()
    }

    fn about(&self) -> About {
        About { credit: self.credit.clone(), zooms: (0, DEEPEST) }
    }
}

/// How long a response says that it is good; 0 where it is not to be kept.
fn kept_of(response: &ureq::http::Response<ureq::Body>) -> Kept {
    let header = |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let control = header("cache-control").unwrap_or_default().to_ascii_lowercase();
    let age = control.split(',').find_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok()).unwrap_or(USUAL_AGE_SECS);
    let until_secs = if control.contains("no-store") { 0 } else { now_secs().saturating_add(age).max(1) };
    Kept { until_secs, etag: header("etag"), modified: header("last-modified") }
}

#[expect(clippy::disallowed_methods, reason = "how old a fetched tile is: nothing of a story hangs on it")]
fn now_secs() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs())
}

/// A folder's name for a template: its host, and a digest of the whole (FNV-1a, 64 bits).
fn name_of(template: &str) -> String {
    let digest = template.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    let host: String = host_of(template).unwrap_or("").chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
    format!("{host}-{digest:016x}")
}

/// Removes the tiles that were written longest ago, until `most` bytes are left.
fn sweep(folder: &Path, most: u64) {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        // A folder that cannot be read has nothing to sweep.
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(m) if m.is_dir() => folders.push(entry.path()),
                Ok(m) => files.push((m.modified().unwrap_or(UNIX_EPOCH), m.len(), entry.path())),
                Err(_) => {}
            }
        }
    }
    files.sort();
    let mut total: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
    for (_, bytes, path) in files {
        if total <= most {
            return;
        }
        if std::fs::remove_file(path).is_ok() {
            total -= bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::basemaps::png;
    use std::io::{Read, Write};
    use std::net::TcpListener;

    /// A server on this machine that gives one answer after the other; returns its template, and then the requests.
    fn server(answers: Vec<(&'static str, Vec<u8>)>) -> (String, std::thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let template = format!("http://{}/{{z}}/{{x}}/{{y}}.png", listener.local_addr().unwrap());
        let thread = std::thread::spawn(move || {
            answers
                .into_iter()
                .map(|(head, body)| {
                    let (mut stream, _) = listener.accept().unwrap();
                    let mut request = Vec::new();
                    while !request.ends_with(b"\r\n\r\n") {
                        let mut byte = [0];
                        stream.read_exact(&mut byte).unwrap();
                        request.extend(byte);
                    }
                    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
                    stream.write_all(head.as_bytes()).unwrap();
                    stream.write_all(&body).unwrap();
                    String::from_utf8(request).unwrap()
                })
                .collect()
        });
        (template, thread)
    }

    const TILE: TileId = TileId { zoom: 3, x: 1, y: 2 };

    #[test]
    fn a_tile_is_fetched_once_under_our_own_name_and_asked_after_when_it_is_old() {
        let (folder, tile) = (tempfile::tempdir().unwrap(), png(256, [7, 8, 9, 255]));
        let answers = vec![
            ("200 OK\r\nCache-Control: max-age=600\r\nETag: \"a\"", tile.clone()),
            ("304 Not Modified\r\nCache-Control: max-age=600", Vec::new()),
            ("503 Busy", Vec::new()),
        ];
        let (template, requests) = server(answers);
        let mut source = Online::new(&template, "Testers".into(), Some(folder.path()));
        for _ in 0..3 {
            assert_eq!(source.tile(TILE).unwrap().unwrap().pixels[0].g(), 8);
        }
        let make_old = |source: &Online| {
            let (kept, bytes) = source.kept(TILE).unwrap();
            source.keep(TILE, &Kept { until_secs: 1, ..kept }, &bytes);
        };
        make_old(&source);
        assert!(source.tile(TILE).unwrap().is_some(), "it has not changed");
        source.keep(TILE, &Kept { until_secs: 1, ..Kept::default() }, &tile);
        assert!(source.tile(TILE).unwrap().is_some(), "what was good is shown where the server is busy");
        let requests = requests.join().unwrap();
        assert!(
            requests[0].starts_with("GET /3/1/2.png ") && requests[0].to_lowercase().contains("user-agent: dateline/"),
            "{}",
            requests[0]
        );
        assert!(requests[1].to_lowercase().contains("if-none-match: \"a\""), "{}", requests[1]);
    }

    #[test]
    fn a_server_that_fails_is_named_and_a_hole_in_its_map_is_none() {
        let answers =
            vec![("403 Forbidden", Vec::new()), ("404 Not Found", Vec::new()), ("200 OK\r\nCache-Control: no-store", png(256, [0; 4]))];
        let (template, requests) = server(answers);
        let folder = tempfile::tempdir().unwrap();
        let mut source = Online::new(&template, "Testers".into(), Some(folder.path()));
        let error = source.tile(TILE).unwrap_err();
        assert!(error.contains("127.0.0.1") && error.contains("403"), "{error}");
        assert!(source.tile(TILE).unwrap().is_none());
        assert!(source.tile(TILE).unwrap().is_some());
        assert!(source.kept(TILE).is_none(), "what is not to be stored is not stored");
        requests.join().unwrap();
        assert!(source.tile(TILE).is_err(), "nobody listens any more");
    }

    #[test]
    fn the_cache_stays_within_its_bounds() {
        let folder = tempfile::tempdir().unwrap();
        let source = Online::new(super::super::OPENSTREETMAP, String::new(), Some(folder.path()));
        for y in 0..4 {
            source.keep(TileId { y, ..TILE }, &Kept::default(), &[0; 1000]);
        }
        sweep(folder.path(), 2500);
        assert_eq!((0..4).filter(|y| source.kept(TileId { y: *y, ..TILE }).is_some()).count(), 2);
    }
}
