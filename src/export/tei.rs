//! A story as TEI: the text with its places and dates marked up, and lists of places, events and journeys beside it.
//!
//! Source: TEI P5, chapters 4 (default text structure), 14 (names and dates) and 17 (`standOff`). The subset: `head`, `p`, `list`, `placeName`
//! with `ref` and `cert`, `date` with `when`, `from`, `to` or `dur`; `listPlace`, `listEvent`. Every word of the article stands in `text`.

use super::facts::{self, EventFact, Facts, JourneyFact, PlaceFact, when};
use super::xml::{self, Layout, Xml};
use super::{Error, degrees};
use crate::article::{Block, BlockKind, Span};
use crate::dates::Range;
use crate::gazetteer::Gazetteer;
use crate::story::Story;
use std::io;

/// Returns `story` as a TEI document.
///
/// # Errors
/// None: every story can be written.
pub fn tei(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    // White space means something between words.
    xml::document(Layout::Running, |xml| {
        xml::element(xml, "TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0")], |xml| {
            header(xml, &facts)?;
            stand_off(xml, &facts)?;
            xml::element(xml, "text", &[], |xml| xml::element(xml, "body", &[], |xml| body(xml, &facts)))
        })
    })
}

fn header(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    let article = &facts.story.article;
    xml::element(xml, "teiHeader", &[], |xml| {
        xml::element(xml, "fileDesc", &[], |xml| {
            xml::element(xml, "titleStmt", &[], |xml| {
                xml::text(xml, "title", &facts.title)?;
                article.byline.as_ref().map_or(Ok(()), |byline| xml::text(xml, "author", &facts::line(byline)))
            })?;
            xml::element(xml, "publicationStmt", &[], |xml| xml::text(xml, "p", &format!("Made by {}.", facts::GENERATOR)))?;
            xml::element(xml, "sourceDesc", &[], |xml| {
                if article.n_sources() > 1 {
                    return (0..article.n_sources()).try_for_each(|i| bibl(xml, facts, i));
                }
                xml::element(xml, "bibl", &[], |xml| {
                    xml::text(xml, "title", &facts.title)?;
                    if let Some(source) = &article.source {
                        xml::text(xml, "publisher", &facts::line(source))?;
                    }
                    facts.published.map_or(Ok(()), |d| xml::text_with(xml, "date", &[("when", &when::iso_day(d))], &when::iso_day(d)))
                })
            })
        })?;
        xml::element(xml, "encodingDesc", &[], |xml| xml::text(xml, "p", facts::CREDIT))
    })
}

/// One of several articles, which events and journeys point to as their source.
fn bibl(xml: &mut Xml, facts: &Facts<'_>, index: usize) -> io::Result<()> {
    let (_, alone) = facts.story.article.alone(index);
    let name = facts::line(&facts.story.article.source_name(index));
    xml::element(xml, "bibl", &[("xml:id", &format!("source-{}", index + 1))], |xml| {
        xml::text(xml, "title", &alone.title.map_or_else(|| name.clone(), |t| facts::line(&t)))?;
        alone.byline.map_or(Ok(()), |byline| xml::text(xml, "author", &facts::line(&byline)))?;
        alone.source.map_or(Ok(()), |source| xml::text(xml, "publisher", &facts::line(&source)))?;
        let day = alone.published.map(|p| when::iso_day(p.date));
        day.map_or(Ok(()), |day| xml::text_with(xml, "date", &[("when", &day)], &day))
    })
}

/// TEI's pointer to the article that some words stand in, where the story is of several.
fn sourced(facts: &Facts<'_>, quote: Option<&facts::Quote>) -> Option<(String, String)> {
    let article = &facts.story.article;
    let quote = quote.filter(|_| article.n_sources() > 1)?;
    Some(("source".to_owned(), format!("#source-{}", article.source_at(quote.span) + 1)))
}

/// What the marks in the text point to.
fn stand_off(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    if facts.places.is_empty() && facts.events.is_empty() && facts.journeys.is_empty() {
        return Ok(());
    }
    xml::element(xml, "standOff", &[], |xml| {
        if !facts.places.is_empty() {
            xml::element(xml, "listPlace", &[], |xml| facts.places.iter().try_for_each(|p| place(xml, p)))?;
        }
        if !facts.events.is_empty() || !facts.journeys.is_empty() {
            xml::element(xml, "listEvent", &[], |xml| {
                facts.events.iter().try_for_each(|e| event(xml, facts, e))?;
                facts.journeys.iter().try_for_each(|j| journey(xml, facts, j))
            })?;
        }
        Ok(())
    })
}

fn place(xml: &mut Xml, place: &PlaceFact) -> io::Result<()> {
    let kind = place.feature.unwrap_or("place");
    xml::element(xml, "place", &[("xml:id", &place.id), ("type", kind), ("cert", cert(place.certainty))], |xml| {
        xml::text(xml, "placeName", &place.name)?;
        if let Some(country) = &place.country {
            xml::text_with(xml, "country", &[("key", country)], country)?;
        }
        if let Some(point) = place.point {
            // Latitude before longitude: TEI P5, 14.3.4.
            let geo = format!("{} {}", degrees(point.lat()), degrees(point.lon()));
            xml::element(xml, "location", &[], |xml| xml::text(xml, "geo", &geo))?;
        }
        place.geonameid.map_or(Ok(()), |id| xml::text_with(xml, "idno", &[("type", "GeoNames")], &id.to_string()))
    })
}

fn event(xml: &mut Xml, facts: &Facts<'_>, event: &EventFact) -> io::Result<()> {
    let place = facts.place(event.place).map(|p| format!("#{}", p.id));
    let mut attributes = vec![("xml:id".to_owned(), event.id.clone()), ("type".to_owned(), event.status.as_str().to_owned())];
    attributes.extend(place.map(|p| ("where".to_owned(), p)));
    attributes.extend(datable(event.when));
    attributes.extend(sourced(facts, event.evidence.first()));
    xml::element(xml, "event", &borrowed(&attributes), |xml| {
        xml::text(xml, "label", &event.title)?;
        event.notes.as_ref().map_or(Ok(()), |notes| xml::text(xml, "note", notes))
    })
}

/// A journey is an event whose parts are its legs.
fn journey(xml: &mut Xml, facts: &Facts<'_>, journey: &JourneyFact) -> io::Result<()> {
    let mut attributes = vec![
        ("xml:id".to_owned(), journey.id.clone()),
        ("type".to_owned(), "journey".to_owned()),
        ("subtype".to_owned(), journey.status.as_str().to_owned()),
    ];
    attributes.extend(sourced(facts, journey.evidence.first()));
    xml::element(xml, "event", &borrowed(&attributes), |xml| {
        xml::text(xml, "label", if journey.mover.is_empty() { "journey" } else { &journey.mover })?;
        for leg in &journey.legs {
            let mut attributes = vec![("xml:id".to_owned(), leg.id.clone()), ("type".to_owned(), leg.status.as_str().to_owned())];
            attributes.extend(datable(leg.when));
            xml::element(xml, "event", &borrowed(&attributes), |xml| xml::text(xml, "label", &leg.title))?;
        }
        Ok(())
    })
}

/// The blocks of the article: headings begin divisions, items of a list stand together.
fn body(xml: &mut Xml, facts: &Facts<'_>) -> io::Result<()> {
    // What the user hides is not in the text either.
    let blocks: Vec<Block> = facts.story.article.blocks.iter().filter(|b| !facts.story.is_hidden(b.span)).copied().collect();
    let is_head = |b: &Block| matches!(b.kind, BlockKind::Title | BlockKind::Heading);
    let mut rest = blocks.as_slice();
    if rest.is_empty() {
        return xml::element(xml, "div", &[], |xml| xml::empty(xml, "p", &[]));
    }
    while !rest.is_empty() {
        let n_heads = rest.iter().take_while(|b| is_head(b)).count();
        let n = n_heads + rest.iter().skip(n_heads).take_while(|b| !is_head(b)).count();
        let (division, after) = rest.split_at(n);
        rest = after;
        xml.get_mut().push(b'\n');
        xml::element(xml, "div", &[], |xml| self::division(xml, facts, division))?;
    }
    Ok(())
}

fn division(xml: &mut Xml, facts: &Facts<'_>, mut blocks: &[Block]) -> io::Result<()> {
    let is_item = |b: &Block| b.kind == BlockKind::ListItem;
    let n_content = blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Title | BlockKind::Heading)).count();
    while let Some(block) = blocks.first() {
        xml.get_mut().push(b'\n');
        let n_items = blocks.iter().take_while(|b| is_item(b)).count();
        if n_items > 0 {
            let (items, after) = blocks.split_at(n_items);
            blocks = after;
            let item = |xml: &mut Xml, b: &Block| xml::element(xml, "item", &[], |xml| marked(xml, facts, b.span));
            xml::element(xml, "list", &[], |xml| items.iter().try_for_each(|b| item(xml, b)))?;
            continue;
        }
        blocks = blocks.get(1..).unwrap_or_default();
        match block.kind {
            BlockKind::Title | BlockKind::Heading => xml::element(xml, "head", &[], |xml| marked(xml, facts, block.span))?,
            BlockKind::Paragraph | BlockKind::ListItem => xml::element(xml, "p", &[], |xml| marked(xml, facts, block.span))?,
            BlockKind::Caption | BlockKind::Byline | BlockKind::Boilerplate => {
                xml::element(xml, "p", &[("rend", block.kind.as_str())], |xml| marked(xml, facts, block.span))?;
            }
        }
    }
    // A division of headings alone is none.
    if n_content == 0 { xml::empty(xml, "p", &[]) } else { Ok(()) }
}

/// Something to mark up.
enum Mark<'f> {
    Place(&'f PlaceFact),
    Date(&'f facts::DateFact),
}

/// The words of `block` with the marks in it; of two that overlap the first is kept.
fn marked(xml: &mut Xml, facts: &Facts<'_>, block: Span) -> io::Result<()> {
    let text = &facts.story.article.text;
    let places = facts.places.iter().flat_map(|p| p.mentions.iter().map(move |m| (m.span, Mark::Place(p))));
    let dates = facts.dates.iter().map(|d| (d.quote.span, Mark::Date(d)));
    let mut marks: Vec<(Span, Mark<'_>)> = places.chain(dates).filter(|(span, _)| block.contains(*span)).collect();
    marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut at = block.start;
    for (span, mark) in marks {
        if span.start < at {
            continue;
        }
        xml::words(xml, Span::new(at, span.start).of(text))?;
        match mark {
            Mark::Place(place) => {
                let geonames = place.geonameid.map_or(String::new(), |id| format!(" https://www.geonames.org/{id}"));
                let target = format!("#{}{geonames}", place.id);
                xml::text_with(xml, "placeName", &[("ref", &target), ("cert", cert(place.certainty))], span.of(text))?;
            }
            Mark::Date(date) => {
                let mut attributes = vec![("xml:id".to_owned(), date.id.clone()), ("type".to_owned(), date.kind.to_lowercase())];
                attributes.extend(datable(date.when));
                if date.when.is_none() && is_duration(&date.value) {
                    attributes.push(("dur".to_owned(), date.value.clone()));
                }
                xml::text_with(xml, "date", &borrowed(&attributes), span.of(text))?;
            }
        }
        at = span.end;
    }
    xml::words(xml, Span::new(at, block.end).of(text))
}

/// TEI's attributes of a date: `when` for what XML Schema has a type for, else `from` and `to`.
fn datable(range: Option<Range>) -> Vec<(String, String)> {
    let Some(range) = range else { return Vec::new() };
    let exact = when::exact(&range);
    match exact.split_once('/') {
        Some((from, to)) => vec![("from".to_owned(), from.to_owned()), ("to".to_owned(), to.to_owned())],
        None if exact.contains('T') => vec![("when".to_owned(), format!("{exact}:00"))],
        None => vec![("when".to_owned(), exact)],
    }
}

/// Whether a TIMEX3 value is a duration of XML Schema too: "P2D", "PT3H"; not "P2W", "PXD".
fn is_duration(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('P') else { return false };
    let (units, digits) = rest.strip_prefix('T').map_or(("YMD", rest), |time| ("HMS", time));
    let Some(unit) = digits.chars().last() else { return false };
    let number = digits.strip_suffix(unit).unwrap_or_default();
    units.contains(unit) && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

/// TEI's word for how sure a place is.
fn cert(certainty: &str) -> &'static str {
    match certainty {
        "sure" => "high",
        "unsure" => "medium",
        _ => "low",
    }
}

fn borrowed(attributes: &[(String, String)]) -> Vec<(&str, &str)> {
    attributes.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_xml_schema_are_known() {
        let check = |value: &str, expected: bool| assert_eq!(is_duration(value), expected, "{value}");
        check("P2D", true);
        check("PT3H", true);
        check("P2W", false);
        check("PXD", false);
        check("P", false);
        check("2018", false);
    }
}
