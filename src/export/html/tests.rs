use super::*;
use crate::article::Article;
use crate::gazetteer::Gazetteer;
use crate::scene::samples;

fn example() -> Story {
    Story::new(Article::from_text(include_str!("../../../data/articles/repatriation.txt")), Gazetteer::embedded())
}

/// The JSON of a page, as a browser would hand it to the script: up to the first end of a script element.
fn data_of(page: &str) -> serde_json::Value {
    let (_, rest) = page.split_once(r#"<script type="application/json" id="story">"#).unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(json).unwrap()
}

#[test]
fn the_same_story_gives_the_same_bytes() {
    assert_eq!(html(&example()), html(&example()));
}

#[test]
fn the_example_is_small_enough_to_send() {
    let page = html(&example());
    assert!(page.len() < 600_000, "{} bytes", page.len());
}

#[test]
fn nothing_is_filled_in_twice() {
    let values = [("a", "{{b}}"), ("b", "x")];
    assert_eq!(filled("1 {{a}} 2 {{b}} 3 {{c}} {{", &values), "1 {{b}} 2 x 3  {{");
}

#[test]
fn the_page_loads_nothing() {
    let page = html(&example());
    // Links for readers are no requests; everything that loads is data.
    for (i, _) in page.match_indices("http") {
        let before = &page[i.saturating_sub(24)..i];
        let is_name_of_svg = page[i..].starts_with("http://www.w3.org/2000/svg");
        let is_policy = page[i..].starts_with("http-equiv=");
        assert!(before.ends_with("<a href=\"") || is_name_of_svg || is_policy, "{before}{}", &page[i..i + 30]);
    }
    for (i, _) in page.match_indices("url(") {
        let inside = &page[i + 4..];
        assert!(inside.starts_with("data:font/ttf") || inside.starts_with('#'), "{}", &page[i..i + 30]);
    }
    for word in [
        "@import",
        "<link",
        "<iframe",
        "<img",
        "import(",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "innerHTML",
        "insertAdjacentHTML",
        "eval(",
    ] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn the_policy_allows_only_the_page_s_own_script() {
    let page = html(&example());
    let (_, rest) = page.split_once("script-src 'sha256-").unwrap();
    let (hash, _) = rest.split_once('\'').unwrap();
    let (_, script) = page.rsplit_once("<script>").unwrap();
    let (script, _) = script.split_once("</script>").unwrap();
    assert_eq!(hash, faces::base64(&digest::sha256(script.as_bytes())));
    assert!(page.contains("default-src 'none'") && !page.contains("script-src 'unsafe"));
}

#[test]
fn hostile_words_stay_words() {
    for title in [
        "</script><script>document.title='owned'</script>",
        "]]><!-- <img src=x onerror=alert(1)>",
        "\"quoted\" 'title' & more",
        "bidi \u{202e}dlrow\u{2066} and \u{2028} line",
        "line\nbreak \u{0}\u{1b}",
        "=cmd()|' /C calc'!A0",
        "{{story}}{{script}}",
        "서울 العربية",
    ] {
        let text = format!("{title}\n\nMay 5, 2020\n\nShe flew from Berlin to Vienna on Monday, {title} said. {title}");
        let article = Article { title: Some(title.to_owned()), ..Article::from_text(text) };
        let page = html(&Story::new(article, Gazetteer::embedded()));
        assert_eq!(page.matches("<script").count(), 2, "{title}");
        assert_eq!(page.matches("</script").count(), 2, "{title}");
        assert!(
            !page.contains("<img") && !page.contains("<!--") && !page.contains(['\u{202e}', '\u{2066}', '\u{2028}', '\u{0}']),
            "{title}"
        );
        let data = data_of(&page);
        let shown = data["title"].as_str().unwrap();
        assert_eq!(shown, text::clean(title), "{title}");
        assert!(data["blocks"].to_string().contains("Berlin"));
    }
}

#[test]
fn everything_that_plays_is_told_with_the_times_of_the_playback() {
    for (name, story) in samples::all() {
        let data = data_of(&html(&story));
        let cues = data["cues"].as_array().unwrap();
        assert_eq!(cues.len(), story.playback.cues.len(), "{name}");
        for (told, cue) in cues.iter().zip(&story.playback.cues) {
            assert_eq!((told["start"].as_f64().unwrap(), told["end"].as_f64().unwrap()), (cue.start, cue.end), "{name}");
        }
        assert_eq!(data["duration"].as_f64().unwrap(), story.playback.duration_secs, "{name}");
        assert_eq!(data["legs"].as_array().unwrap().len(), story.routes.iter().map(|r| r.legs.len()).sum::<usize>(), "{name}");
    }
}

#[test]
fn the_credit_is_in_every_page() {
    for (name, story) in samples::all() {
        let page = html(&story);
        for words in ["Natural Earth", "GeoNames", "https://creativecommons.org/licenses/by/4.0/"] {
            assert!(page.contains(words), "{name}: {words}");
        }
    }
}

#[test]
fn a_story_of_nothing_is_a_page() {
    let page = html(&Story::new(Article::from_text("Nothing happened"), Gazetteer::embedded()));
    assert!(data_of(&page)["cues"].as_array().unwrap().is_empty());
}

#[test]
fn each_of_several_articles_has_its_letter_on_its_colour() {
    let mut article = crate::article::Article::from_text("Ferries strike\n\nThe ferries stayed in Piraeus.");
    article.source = Some("https://tide.example/a".to_owned());
    article.add(crate::article::Article::from_text("Strike ends\n\nThe ferries left Athens."));
    let page = html(&Story::new(article, crate::gazetteer::Gazetteer::embedded()));
    assert!(page.contains(r#""tag":["A",0],"runs":["tide.example"]"#) && page.contains(r#""tag":["B",1]"#));
    assert_eq!(page.matches(r#"["Strike ends"]"#).count(), 1, "a headline that is the name stands there once");
    let hex = |theme: &Theme| {
        let c = theme.source(1);
        format!("--source-1:#{:02x}{:02x}{:02x};", c.r, c.g, c.b)
    };
    assert!([&Theme::LIGHT, &Theme::DARK].iter().all(|t| page.contains(&hex(t))) && page.contains(".source-1{background:var(--source-1)}"));
}
