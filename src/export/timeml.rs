//! An article's expressions of time as a TimeML document.
//!
//! Source: TimeML 1.2.1 (Saurí et al. 2006), in the form of TempEval-3: `DOCID`, `DCT`, `TITLE`, `TEXT` with inline `TIMEX3`.

use crate::article::{Article, Span};
use crate::dates::{Timex, TimexType};
use crate::gazetteer::Gazetteer;
use crate::story::Story;
use jiff::civil::Date;

/// Returns the TimeML document of `article` with its `timexes`, which are in reading order and do not overlap.
///
/// The text stands in `TEXT` as it is, but for characters that XML cannot hold. Mentions ("The date") are left out: TimeML marks none.
pub fn timeml(id: &str, article: &Article, published: Option<Date>, timexes: &[Timex]) -> String {
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
    out.push_str("<TEXT>");
    let mut at = 0;
    for (i, timex) in timexes.iter().filter(|t| t.kind != TimexType::Mention).enumerate() {
        push_escaped(&mut out, Span::new(at, timex.span.start).of(&article.text));
        out.push_str(&format!("<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"", i + 1, timex.kind.as_str()));
        push_escaped(&mut out, &timex.value);
        if let Some(modifier) = timex.modifier {
            out.push_str("\" mod=\"");
            out.push_str(modifier);
        }
        out.push_str("\">");
        push_escaped(&mut out, timex.span.of(&article.text));
        out.push_str("</TIMEX3>");
        at = timex.span.end;
    }
    push_escaped(&mut out, article.text.get(at as usize..).unwrap_or(""));
    out.push_str("</TEXT>\n\n</TimeML>\n");
    out
}

/// Returns `story` as a TimeML document.
///
/// # Errors
/// None: every story can be written.
pub fn of_story(story: &Story, _: &Gazetteer) -> Result<Vec<u8>, super::Error> {
    let published = story.article.published.map(|p| p.date);
    Ok(timeml(story.title(), &story.article, published, &story.reading.timexes).into_bytes())
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
    use crate::text::Text;

    fn written(text: &str, published: Option<Date>) -> String {
        let article = Article::from_text(text);
        let timexes = find_dates(&Text::new(&article), published);
        timeml("a&b", &article, published, &timexes)
    }

    #[test]
    fn expressions_stand_inside_the_text() {
        let out = written("Smith & Sons said on Friday that <all> is well.", Date::new(2024, 5, 27).ok());
        let text = "<TEXT>Smith &amp; Sons said on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-05-24\">Friday</TIMEX3> that &lt;all&gt; is well.</TEXT>";
        assert!(out.contains(text), "{out}");
        assert!(
            out.contains("<DOCID>a&amp;b</DOCID>") && out.contains("functionInDocument=\"CREATION_TIME\">2024-05-27</TIMEX3></DCT>"),
            "{out}"
        );
    }

    #[test]
    fn mentions_and_what_xml_cannot_hold_are_left_out() {
        let out = written("They sail on June 3.\u{1} The date is near.", Date::new(2024, 5, 27).ok());
        assert_eq!(out.matches("<TIMEX3").count(), 2, "{out}");
        assert!(out.contains('\u{fffd}') && out.contains(" The date is near.</TEXT>"), "{out}");
    }

    #[test]
    fn without_a_date_the_creation_time_is_empty() {
        assert!(written("Nothing happened.", None).contains("<DCT></DCT>"));
    }
}
