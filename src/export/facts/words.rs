//! Places, events and journeys in lines of words: for descriptions, balloons and slides, the same in every format.

use super::{EventFact, Facts, JourneyFact, LegFact, PlaceFact, Quote, Way, headed, line};
use crate::events::Status;
use crate::scene::words;
use jiff::civil::DateTime;

impl Facts<'_> {
    /// The article's source and byline on one line: "Ann Example, example.org"; `None` where neither is known.
    pub fn origin(&self) -> Option<String> {
        let article = &self.story.article;
        let parts: Vec<String> = [&article.byline, &article.source].into_iter().flatten().map(|p| line(p)).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// The article's address, where its source is one.
    pub fn address(&self) -> Option<&str> {
        let source = self.story.article.source.as_deref()?;
        let is_address = source.starts_with("https://") || source.starts_with("http://");
        // Nothing that would have to be escaped in an address.
        let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`');
        (is_address && source.chars().all(is_plain)).then_some(source)
    }

    /// The identifier of the article: its address; without one a name made of its text, the same for the same text.
    pub fn document_id(&self) -> String {
        self.address().map_or_else(|| format!("urn:x-dateline:{:016x}", fingerprint(&self.story.article.text)), str::to_owned)
    }

    /// The identifier of something told, inside the article's: "https://example.org/a#place-1".
    pub fn id_of(&self, id: &str) -> String {
        let document = self.document_id();
        let base = document.split('#').next().unwrap_or(&document);
        format!("{base}#{id}")
    }

    /// The identifier of some words of the article. Source: RFC 5147, §2.1.1, fragments of plain text: positions between characters.
    pub fn quote_id(&self, quote: &Quote) -> String {
        self.id_of(&format!("char={},{}", quote.start, quote.end))
    }

    /// The article that some words stand in, as a citation names it, where the story is of several; else the one there is.
    pub fn citation_of(&self, quote: &Quote) -> String {
        let article = &self.story.article;
        if article.n_sources() == 1 {
            return self.citation();
        }
        let index = article.source_at(quote.span);
        let (_, alone) = article.alone(index);
        let name = line(&alone.title.unwrap_or_else(|| article.source_name(index)));
        alone.published.map_or_else(|| name.clone(), |p| format!("{name}, {}", super::when::iso_day(p.date)))
    }

    /// Who tells of something, and that others tell it otherwise: a line each, none where the story is of one article.
    fn told(&self, sources: &[String], contradicted_by: &[String]) -> Vec<String> {
        let mut lines = Vec::new();
        if !sources.is_empty() {
            lines.push(format!("Told by {}", sources.join(", ")));
        }
        lines.extend(contradicted_by.iter().filter_map(|id| self.otherwise(id)));
        lines
    }

    /// What another article tells otherwise, by the identifier of its event or leg: "Gull News: 5 May 2020 (cancelled)".
    fn otherwise(&self, id: &str) -> Option<String> {
        let event = self.events.iter().find(|e| e.id == id).map(|e| (&e.source, e.when, e.status));
        let leg = || self.journeys.iter().flat_map(|j| &j.legs).find(|l| l.id == id).map(|l| (&l.source, l.when, l.status));
        let (source, when, status) = event.or_else(leg)?;
        let when = when.map_or_else(|| "no date".to_owned(), |r| words::long_date(&r));
        Some(headed(&format!("Told otherwise by {}: {when}", source.as_deref().unwrap_or_default()), status))
    }

    /// The article as a citation names it: "Fifty-five soldiers may soon come home, 2018-07-17".
    pub fn citation(&self) -> String {
        self.published.map_or_else(|| self.title.clone(), |d| format!("{}, {}", self.title, super::when::iso_day(d)))
    }

    /// What the whole is, for the head of a document: origin, day of publication.
    pub fn about(&self) -> Vec<String> {
        let published = self.published.and_then(crate::dates::Range::day).map(|r| format!("Published {}", words::long_date(&r)));
        if self.story.article.n_sources() > 1 {
            return self.articles();
        }
        self.origin().into_iter().chain(published).collect()
    }

    /// The articles of a story of several that are shown, a line each: name, title, day of publication.
    fn articles(&self) -> Vec<String> {
        let article = &self.story.article;
        let shown = (0..article.n_sources()).filter(|i| !self.story.decisions.hidden_sources.contains(&(*i as u32)));
        let line_of = |i: usize| {
            let (_, alone) = article.alone(i);
            let name = line(&article.source_name(i));
            let title = alone.title.map(|t| line(&t)).filter(|t| *t != name);
            let day = alone.published.and_then(|p| crate::dates::Range::day(p.date)).map(|r| words::long_date(&r));
            std::iter::once(name).chain(title).chain(day).collect::<Vec<_>>().join(", ")
        };
        shown.map(line_of).collect()
    }

    /// What is known of a place, a line each.
    pub fn about_place(&self, place: &PlaceFact) -> Vec<String> {
        let feature = place.feature.map_or("place", |f| match f {
            "admin1" | "admin2" => "region",
            "historic" => "former country",
            f => f,
        });
        let country = place.country.as_ref().map_or(String::new(), |c| format!(", {c}"));
        let mut lines = vec![format!("{}{country}; {}, confidence {}", words::capital(feature), place.certainty, place.confidence)];
        lines.extend(place.when.map(|r| format!("First {}", words::long_date(&r))));
        lines.extend(self.told(&place.sources, &[]));
        lines.extend(place.context.as_ref().map(in_quotes));
        lines
    }

    /// What is known of an event, a line each.
    pub fn about_event(&self, event: &EventFact) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(event.when.map(|r| words::long_date(&r)));
        lines.push(status(event.status, event.may_change));
        lines.extend(self.place(event.place).map(|p| p.name.clone()));
        lines.extend(self.told(event.source.as_slice(), &event.contradicted_by));
        lines.extend(event.evidence.iter().map(in_quotes));
        lines.extend(event.notes.clone());
        lines
    }

    /// What is known of a leg, a line each.
    pub fn about_leg(&self, leg: &LegFact) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(leg.when.map(|r| words::long_date(&r)));
        let by = leg.transport.map_or(String::new(), |t| format!(", by {t}"));
        let or = if leg.is_branch { "; one of several ways" } else { "" };
        lines.push(format!("{}{by}{or}", status(leg.status, leg.may_change)));
        lines.extend(self.told(leg.source.as_slice(), &leg.contradicted_by));
        lines.extend(leg.evidence.iter().map(in_quotes));
        lines
    }

    /// The stretch that players show: from the first to the last of what travels, or else of what happens and is no background.
    pub fn clock(&self) -> Option<(DateTime, DateTime)> {
        let points = self.journeys.iter().flat_map(|j| &j.legs).flat_map(|l| &l.track).filter_map(|p| p.at);
        let events = || self.events.iter().filter(|e| !e.is_background).filter_map(|e| e.when);
        let whole = events().chain(self.events.iter().filter_map(|e| e.when).take(usize::from(events().next().is_none())));
        let ends = whole.flat_map(|r| [r.start, r.end]).filter(|at| (1..=9999).contains(&at.year()));
        let all: Vec<DateTime> = points.chain(ends).collect();
        let (first, last) = (all.iter().min().copied()?, all.iter().max().copied()?);
        (first < last).then_some((first, last))
    }
}

impl EventFact {
    /// The title with its status, where it did not simply happen: "Fly the remains out (planned)".
    pub fn heading(&self) -> String {
        headed(&self.title, self.status)
    }
}

impl JourneyFact {
    /// "Remains: North Korea to Osan Air Base to United States (planned)".
    pub fn way_title(&self, way: &Way) -> String {
        let legs: Vec<&LegFact> = way.legs.iter().filter_map(|&i| self.legs.get(i)).collect();
        let first = legs.first().map(|l| l.from.name.as_str());
        let names: Vec<&str> = first.into_iter().chain(legs.iter().map(|l| l.to.name.as_str())).collect();
        let way_words = names.join(" to ");
        let mover = if self.mover.is_empty() { way_words } else { format!("{}: {way_words}", words::capital(&self.mover)) };
        headed(&mover, self.way_status(way))
    }

    /// How far along a way is: as its last leg.
    pub fn way_status(&self, way: &Way) -> Status {
        way.legs.last().and_then(|&i| self.legs.get(i)).map_or(self.status, |l| l.status)
    }
}

/// A fingerprint of a text: FNV-1a, 64 bits. Source: Fowler, Noll and Vo, RFC 9923.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn status(status: Status, may_change: bool) -> String {
    let tail = if may_change { "; the article says that this may change" } else { "" };
    format!("{}{tail}", words::status(status))
}

fn in_quotes(quote: &Quote) -> String {
    format!("“{}”", quote.line)
}
