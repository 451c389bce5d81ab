//! A story as W3C Web Annotations: what was found as notes on the words, each with its quotation and its place in the text.
//!
//! Source: Web Annotation Data Model, W3C Recommendation 2017. Offsets count Unicode code points (§4.2.4 with the note on "code points").
//! `story::annotations` reads them back as decisions.

use super::facts::{self, Facts, Quote, when};
use super::{Error, json};
use crate::gazetteer::Gazetteer;
use crate::story::Story;
use serde_json::{Map, Value, json};

/// Code points of the text before and after a quotation that stand with it.
const CONTEXT_CHARS: usize = 32;

/// Returns `story` as a collection of annotations: places, dates, events, journeys.
///
/// # Errors
/// None: every story can be written.
pub fn annotations(story: &Story, gazetteer: &Gazetteer) -> Result<Vec<u8>, Error> {
    let facts = Facts::new(story, gazetteer);
    let mut items = Vec::new();
    for place in &facts.places {
        for (i, mention) in place.mentions.iter().enumerate() {
            let mut bodies = vec![tag("place"), text("describing", &place.name), text("assessing", place.certainty)];
            if let Some(id) = place.geonameid {
                bodies.push(identifying(&format!("https://sws.geonames.org/{id}/")));
            }
            if let Some(point) = place.point {
                // RFC 5870: latitude before longitude.
                bodies.push(identifying(&format!("geo:{},{}", super::degrees(point.lat()), super::degrees(point.lon()))));
            }
            items.push(annotation(
                &facts,
                &format!("{}-mention-{}", place.id, i + 1),
                "identifying",
                bodies,
                std::slice::from_ref(mention),
            ));
        }
    }
    for date in &facts.dates {
        let mut bodies = vec![tag("date"), text("describing", &date.reason), text("classifying", &format!("{} {}", date.kind, date.value))];
        bodies.extend(date.when.map(|r| text("identifying", &when::exact(&r))));
        items.push(annotation(&facts, &date.id, "identifying", bodies, std::slice::from_ref(&date.quote)));
    }
    for event in &facts.events {
        let mut bodies = vec![tag("event"), tag(event.status.as_str()), text("describing", &event.title)];
        bodies.extend(event.when.map(|r| text("identifying", &when::exact(&r))));
        bodies.extend(facts.place(event.place).map(|p| identifying(&facts.id_of(&p.id))));
        bodies.extend(event.notes.as_ref().map(|n| text("commenting", n)));
        items.push(annotation(&facts, &event.id, "describing", bodies, &event.evidence));
    }
    for leg in facts.journeys.iter().flat_map(|j| &j.legs) {
        let mut bodies = vec![tag("journey"), tag(leg.status.as_str()), text("describing", &leg.title)];
        bodies.extend(leg.when.map(|r| text("identifying", &when::exact(&r))));
        items.push(annotation(&facts, &leg.id, "describing", bodies, &leg.evidence));
    }
    let page = json!({"id": facts.id_of("annotations-page-1"), "type": "AnnotationPage", "startIndex": 0, "items": items});
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": facts.id_of("annotations"),
        "type": "AnnotationCollection",
        "label": facts.title,
        "creator": {"type": "Software", "name": facts::GENERATOR},
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "summary": facts::CREDIT,
        "total": items.len(),
        "first": page,
    });
    Ok(json::document(&collection))
}

fn annotation(facts: &Facts<'_>, id: &str, motivation: &str, bodies: Vec<Value>, quotes: &[Quote]) -> Value {
    let targets: Vec<Value> = quotes.iter().map(|q| target(facts, q)).collect();
    let mut out = Map::new();
    out.insert("id".to_owned(), json!(facts.id_of(id)));
    out.insert("type".to_owned(), json!("Annotation"));
    out.insert("motivation".to_owned(), json!(motivation));
    out.insert("body".to_owned(), json!(bodies));
    out.insert("target".to_owned(), json!(targets));
    Value::Object(out)
}

/// The words exactly as they stand, with what stands around them.
fn target(facts: &Facts<'_>, quote: &Quote) -> Value {
    let text = &facts.story.article.text;
    let before = text.get(..quote.span.start as usize).unwrap_or_default();
    let after = text.get(quote.span.end as usize..).unwrap_or_default();
    let from = before.char_indices().rev().take(CONTEXT_CHARS).last().map_or(before.len(), |(i, _)| i);
    let prefix = before.get(from..).unwrap_or_default();
    let suffix: String = after.chars().take(CONTEXT_CHARS).collect();
    json!({
        "source": facts.document_id(),
        "selector": [
            {"type": "TextQuoteSelector", "exact": quote.span.of(text), "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
        ],
    })
}

fn tag(value: &str) -> Value {
    text("tagging", value)
}

fn text(purpose: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "value": value})
}

fn identifying(source: &str) -> Value {
    json!({"type": "SpecificResource", "purpose": "identifying", "source": source})
}
