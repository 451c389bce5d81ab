//! The HTML page in a browser: it opens offline, plays, scrubs, and links words and map. Skipped where no Chromium is installed.

use dateline::article::Article;
use dateline::export::html::html;
use dateline::gazetteer::Gazetteer;
use dateline::story::{Playhead, Story};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Nothing is painted while a page is only dumped, so no frame ever comes; a clock gives them.
const FRAMES: &str = "window.requestAnimationFrame = (frame) => setTimeout(() => frame(performance.now()), 16);";

/// What the test does in the page, as a reader would, and what it writes down.
const DRIVE: &str = r##"
const seen = {};
const root = document.documentElement.dataset;
const note = (name) => {
  const heads = [...document.querySelectorAll("#overlay > .chart .head")];
  seen[name] = {
    time: Number(root.time), playing: root.playing, selected: root.selected,
    date: document.getElementById("plate-date").textContent,
    heads: heads.map((h) => [h.dataset.leg, Number(h.dataset.fraction), h.getAttribute("transform")]),
    lit: document.querySelectorAll("#words .lit").length,
    halos: document.querySelectorAll("#overlay .halo:not(.on-hover)").length,
    value: document.getElementById("slider").getAttribute("aria-valuetext"),
  };
};
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const key = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const slide = (share) => {
  const slider = document.getElementById("slider");
  slider.value = Number(slider.max) * share;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
};
(async () => {
  while (root.ready !== "true") await wait(20);
  note("start");
  document.getElementById("play").click();
  await wait(1500);
  note("playing");
  await wait(1000);
  note("later");
  key(" ");
  note("paused");
  for (let i = 1; i < 20; i++) { slide(i / 20); note("slide" + i); }
  key("Home"); note("home");
  key("ArrowRight"); note("right");
  key("End"); note("end");
  key("ArrowLeft"); note("left");
  const word = document.querySelector("#words a.word.sure");
  if (word) { word.click(); note("word"); }
  key("Escape"); note("escape");
  const pin = document.querySelector("#overlay .pin:not([style*=none])");
  if (pin) { pin.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true })); note("pin"); }
  document.getElementById("tab-events").click();
  const rows = [...document.querySelectorAll("#event-list button")];
  seen.rows = rows.length;
  if (rows.length) { rows[rows.length - 1].click(); note("row"); }
  seen.nameless = [...document.querySelectorAll("button, a, select, input, [role=button]")]
    .filter((e) => !(e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.length)).length;
  seen.errors = root.errors;
  seen.requests = root.requests;
  const results = document.createElement("pre");
  results.id = "results";
  results.textContent = JSON.stringify(seen);
  document.body.append(results);
})();
"##;

fn chromium() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    std::env::split_paths(&folders).flat_map(|f| names.map(|n| f.join(n))).find(|p| p.is_file())
}

/// The document as the browser has it after some seconds, and what it wrote to its console.
fn dump(browser: &Path, folder: &Path, name: &str, page: &str, fragment: &str) -> (String, String) {
    let file = folder.join(name);
    std::fs::write(&file, page).unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args([
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--window-size=1280,800",
            "--virtual-time-budget=20000",
        ])
        // No name is ever found: nothing could be loaded if it were asked for.
        .args(["--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--log-level=0"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg("--dump-dom")
        .arg(format!("file://{}{fragment}", file.display()))
        .output()
        .unwrap();
    let said: Vec<String> = String::from_utf8_lossy(&output.stderr).lines().filter(|l| l.contains("CONSOLE")).map(str::to_owned).collect();
    (String::from_utf8_lossy(&output.stdout).into_owned(), said.join("\n"))
}

fn attribute<'a>(document: &'a str, name: &str) -> &'a str {
    document.split_once(&format!(" data-{name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
}

fn story(text: &str) -> Story {
    Story::new(Article::from_text(text), Gazetteer::embedded())
}

/// Lets the test's own script run in the page, which its policy forbids.
fn driven(page: &str) -> String {
    let (before, rest) = page.split_once("script-src 'sha256-").unwrap();
    let (_, rest) = rest.split_once('\'').unwrap();
    let (head, rest) = rest.split_once("</head>").unwrap();
    let (middle, end) = rest.rsplit_once("</body>").unwrap();
    format!("{before}script-src 'unsafe-inline'{head}<script>{FRAMES}</script></head>{middle}<script>{DRIVE}</script></body>{end}")
}

#[test]
fn a_reader_plays_scrubs_and_selects() {
    let Some(browser) = chromium() else {
        eprintln!("skipped: no Chromium on this machine; the page was not opened in a browser");
        return;
    };
    let story = story(include_str!("../data/articles/repatriation.txt"));
    let page = html(&story);
    let folder = tempfile::tempdir().unwrap();

    // As it is published, with its policy.
    let (document, said) = dump(&browser, folder.path(), "page.html", &page, "#t=0.5");
    assert_eq!(
        (attribute(&document, "errors"), attribute(&document, "requests"), said.as_str()),
        ("0", "0", ""),
        "errors, requests, console"
    );
    let time: f64 = attribute(&document, "time").parse().unwrap();
    assert!((time - story.playback.duration_secs / 2.0).abs() < 0.001, "{time}");

    // Driven by a reader.
    let (document, said) = dump(&browser, folder.path(), "driven.html", &driven(&page), "");
    let (_, rest) = document.split_once("<pre id=\"results\">").unwrap_or_else(|| panic!("the page did not run through: {said}"));
    let seen: Value =
        serde_json::from_str(&rest.split_once("</pre>").unwrap().0.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))
            .unwrap();
    assert_eq!((&seen["errors"], &seen["requests"], said.as_str()), (&"0".into(), &"0".into(), ""), "errors, requests, console");
    assert_eq!(seen["nameless"], 0, "every control has a name");
    let at = |name: &str| seen[name]["time"].as_f64().unwrap();

    assert_eq!(at("start"), 0.0);
    assert!(at("playing") > 0.2 && at("later") > at("playing"), "it plays: {} {}", at("playing"), at("later"));
    assert_eq!((&seen["playing"]["playing"], &seen["paused"]["playing"]), (&"true".into(), &"false".into()));

    // Wherever the slider is put, the heads are where the playback has them.
    let mut n_heads = 0;
    for i in 1..20 {
        let noted = &seen[format!("slide{i}")];
        assert!((noted["time"].as_f64().unwrap() - story.playback.duration_secs * f64::from(i) / 20.0).abs() < 0.01);
        let instant = story.playback.at(Playhead(noted["time"].as_f64().unwrap()));
        for head in noted["heads"].as_array().unwrap() {
            let leg = instant.legs.iter().find(|l| format!("l{}.{}", l.route, l.leg) == head[0].as_str().unwrap()).unwrap();
            assert!((leg.fraction - head[1].as_f64().unwrap()).abs() < 1e-3, "{leg:?} {head}");
            n_heads += 1;
        }
        assert!(!noted["value"].as_str().unwrap().is_empty());
    }
    assert!(n_heads >= 2, "a head moves");
    let transforms: std::collections::BTreeSet<String> =
        (1..20).flat_map(|i| seen[format!("slide{i}")]["heads"].as_array().unwrap().clone()).map(|h| h[2].to_string()).collect();
    assert!(transforms.len() >= 2, "and is drawn elsewhere: {transforms:?}");

    assert_eq!(at("home"), 0.0);
    assert!((at("right") - story.playback.next(Playhead(0.0)).0).abs() < 0.001);
    assert!((at("end") - story.playback.duration_secs).abs() < 0.001);
    assert!((at("left") - story.playback.previous(Playhead(at("end"))).0).abs() < 0.001);
    assert!(seen["word"]["selected"].as_str().unwrap().starts_with('p') && seen["word"]["lit"].as_u64().unwrap() > 0, "{}", seen["word"]);
    assert!(
        seen["word"]["halos"].as_u64().unwrap() > 0 || seen["word"]["lit"].as_u64().unwrap() > 1,
        "the pin of the word: {}",
        seen["word"]
    );
    assert_eq!((&seen["escape"]["selected"], &seen["escape"]["lit"]), (&"".into(), &0.into()));
    assert!(seen["pin"]["halos"].as_u64().unwrap() > 0 && seen["pin"]["lit"].as_u64().unwrap() > 0, "the words of a pin: {}", seen["pin"]);
    assert!(seen["rows"].as_u64().unwrap() as usize >= story.playback.cues.len());
    assert!(seen["row"]["selected"].as_str().is_some_and(|s| !s.is_empty()));
}

#[test]
fn hostile_words_run_nothing_in_a_browser() {
    let Some(browser) = chromium() else {
        eprintln!("skipped: no Chromium on this machine; the page was not opened in a browser");
        return;
    };
    let title = "</script><script>document.documentElement.dataset.owned=1</script><img src=x onerror=\"document.documentElement.dataset.owned=2\">]]>";
    let text = format!("{title}\n\nMay 5, 2020\n\nShe flew from Berlin to Vienna on Monday, an aide said. {title}\n\n{title}");
    let folder = tempfile::tempdir().unwrap();
    let (document, said) = dump(&browser, folder.path(), "page.html", &html(&story(&text)), "#t=1");
    assert_eq!((attribute(&document, "owned"), attribute(&document, "errors"), said.as_str()), ("", "0", ""));
    assert_eq!(attribute(&document, "ready"), "true");
    assert!(document.contains("&lt;img src=x"), "shown as words");
}
