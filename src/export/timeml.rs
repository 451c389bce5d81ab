//! An article's expressions of time as a TimeML document.
//!
//! Source: TimeML 1.2.1 (Saurí et al. 2006), in the form of TempEval-3: `DOCID`, `DCT`, `TITLE`, `TEXT` with inline `TIMEX3`.

use crate::article::{Article, Span};
use crate::dates::{Timex, TimexType};
use crate::gazetteer::Gazetteer;
use crate::scene::letter;
use crate::story::Story;
use jiff::civil::Date;

/// Returns the TimeML document of `article` with its `timexes`, which are in reading order and do not overlap.
///
/// The text stands in `TEXT` as it is, but for characters that XML cannot hold. Mentions ("The date") are left out: TimeML marks none.
pub fn timeml(id: &str, article: &Article, published: Option<Date>, timexes: &[Timex]) -> String {
    written(id, article, published, timexes, &[Span::new(0, article.text.len() as u32)], "")
}

/// As [`timeml`], with those words alone that stand in `kept`, in order, and what is to be said beside them.
fn written(id: &str, article: &Article, published: Option<Date>, timexes: &[Timex], kept: &[Span], beside: &str) -> String {
    let mut out = String::with_capacity(article.text.len() * 5 / 4 + 512);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n\n<DOCID>");
    push_escaped(&mut out, id);
    out.push_str("</DOCID>\n\n<DCT>");
    if let Some(date) = published {
        out.push_str(&format!(
            "<TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{date}\" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">{date}</TIMEX3>"
        ));
    }
    out.push_str("</DCT>\n\n");
    if let Some(title) = &article.title {
        out.push_str("<TITLE>");
        push_escaped(&mut out, title);
        out.push_str("</TITLE>\n\n");
    }
    if !beside.is_empty() {
        out.push_str("<EXTRAINFO>");
        push_escaped(&mut out, beside);
        out.push_str("</EXTRAINFO>\n\n");
    }
    out.push_str("<TEXT>");
    let mut kept = kept.iter().copied();
    let mut at = kept.next().unwrap_or_default();
    let marked = timexes.iter().filter(|t| t.kind != TimexType::Mention);
    for (i, timex) in marked.enumerate() {
        // Words of another article: what is left of the one before goes first.
        while timex.span.start >= at.end {
            push_escaped(&mut out, at.of(&article.text));
            let Some(next) = kept.next() else { break };
            at = next;
        }
        if !at.contains(timex.span) {
            continue;
        }
        push_escaped(&mut out, Span::new(at.start, timex.span.start).of(&article.text));
        out.push_str(&format!("<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"", i + 1, timex.kind.as_str()));
        push_escaped(&mut out, &timex.value);
        if let Some(modifier) = timex.modifier {
            out.push_str("\" mod=\"");
            out.push_str(modifier);
        }
        out.push_str("\">");
        push_escaped(&mut out, timex.span.of(&article.text));
        out.push_str("</TIMEX3>");
        at.start = timex.span.end;
    }
    push_escaped(&mut out, at.of(&article.text));
    kept.for_each(|rest| push_escaped(&mut out, rest.of(&article.text)));
    out.push_str("</TEXT>\n\n</TimeML>\n");
    out
}

/// Returns `story` as a TimeML document.
///
/// Of several articles those that are shown stand one after the other in `TEXT`. TimeML has one time of creation, that of the first of them; `EXTRAINFO`
/// says of each its letter, its name, the day from which its words are read, and where they stand in `TEXT`, in Unicode code points.
///
/// # Errors
/// None: every story can be written.
pub fn of_story(story: &Story, _: &Gazetteer) -> Result<Vec<u8>, super::Error> {
    let article = &story.article;
    if article.n_sources() == 1 {
        let published = article.published.map(|p| p.date);
        return Ok(timeml(story.title(), article, published, &story.reading.timexes).into_bytes());
    }
    let (mut kept, mut beside, mut n_before, mut first) = (Vec::new(), String::from("\n"), 0, None);
    for index in 0..article.n_sources() {
        let (start, alone) = article.alone(index);
        let span = Span::new(start, start + alone.text.len() as u32);
        if story.is_hidden(span) {
            continue;
        }
        let published = alone.published.map(|p| p.date);
        first.get_or_insert(published);
        let n = alone.text.chars().count();
        let day = published.map_or_else(|| "no date".to_owned(), |d| d.to_string());
        beside.push_str(&format!(
            "{}: {}, {day}, {n_before} to {}\n",
            letter(index),
            super::facts::line(&article.source_name(index)),
            n_before + n
        ));
        n_before += n;
        kept.push(span);
    }
    Ok(written(story.title(), article, first.flatten(), &story.reading.timexes, &kept, &beside).into_bytes())
}

/// Appends words as XML text; characters that XML 1.0 cannot hold become U+FFFD.
fn push_escaped(out: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            // A bare carriage return would be read as a line's end.
            '\r' => out.push_str("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::find_dates;
    use crate::story::{Edit, Shown};
    use crate::text::Text;

    fn marked_up(text: &str, published: Option<Date>) -> String {
        let article = Article::from_text(text);
        let timexes = find_dates(&Text::new(&article), published);
        timeml("a&b", &article, published, &timexes)
    }

    #[test]
    fn expressions_stand_inside_the_text() {
        let out = marked_up("Smith & Sons said on Friday that <all> is well.", Date::new(2024, 5, 27).ok());
        let text = "<TEXT>Smith &amp; Sons said on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-05-24\">Friday</TIMEX3> that &lt;all&gt; is well.</TEXT>";
        assert!(out.contains(text), "{out}");
        assert!(
            out.contains("<DOCID>a&amp;b</DOCID>") && out.contains("functionInDocument=\"CREATION_TIME\">2024-05-27</TIMEX3></DCT>"),
            "{out}"
        );
    }

    #[test]
    fn mentions_and_what_xml_cannot_hold_are_left_out() {
        let out = marked_up("They sail on June 3.\u{1} The date is near.", Date::new(2024, 5, 27).ok());
        assert_eq!(out.matches("<TIMEX3").count(), 2, "{out}");
        assert!(out.contains('\u{fffd}') && out.contains(" The date is near.</TEXT>"), "{out}");
    }

    #[test]
    fn without_a_date_the_creation_time_is_empty() {
        assert!(marked_up("Nothing happened.", None).contains("<DCT></DCT>"));
    }

    #[test]
    fn several_articles_are_named_and_hidden_ones_are_not_there() {
        let mut article = Article::from_text("Ferries strike\n\nMay 4, 2020\n\nThe ferries stayed in Piraeus on Monday.");
        article.source = Some("https://www.tide.example/a".to_owned());
        article.add(Article::from_text("Strike ends\n\nMay 9, 2020\n\nThe ferries left on Łódź & Friday."));
        article.add(Article::from_text("Bread comes\n\nMay 12, 2020\n\nThe islands had bread on Tuesday."));
        let gazetteer = Gazetteer::embedded();
        let story = Story::new(article, gazetteer);
        let of = |story: &Story| String::from_utf8(of_story(story, gazetteer).unwrap()).unwrap();
        let words = |out: &str| {
            let text = out.split_once("<TEXT>").unwrap().1.split_once("</TEXT>").unwrap().0;
            let tags = text.split('<').enumerate().map(|(i, p)| if i == 0 { p } else { p.split_once('>').unwrap().1 });
            tags.collect::<String>().replace("&amp;", "&")
        };
        let out = of(&story);
        assert_eq!(words(&out), story.article.text, "{out}");
        assert!(out.contains("<EXTRAINFO>\nA: tide.example, 2020-05-04, 0 to ") && out.contains("\nB: Strike ends, 2020-05-09, "), "{out}");
        assert!(out.contains("value=\"2020-05-08\">Friday<") && out.contains("value=\"2020-05-12\">"), "{out}");
        // Where each stands in the text.
        let place = out.split_once("\nB: Strike ends, 2020-05-09, ").unwrap().1.lines().next().unwrap();
        let (from, to) = place.split_once(" to ").map(|(a, b)| (a.parse::<usize>().unwrap(), b.parse::<usize>().unwrap())).unwrap();
        let there: String = words(&out).chars().skip(from).take(to - from).collect();
        assert!(there.starts_with("Strike ends") && there.trim_end().ends_with("Friday."), "{there}");
        let out = of(&story.edited(Edit::Source(1, Shown::No), gazetteer).0);
        assert!(!words(&out).contains("Łódź") && words(&out).contains("bread") && words(&out).contains("Piraeus"), "{out}");
        assert!(!out.contains("Strike ends") && out.contains("\nC: Bread comes, 2020-05-12"), "{out}");
    }
}
