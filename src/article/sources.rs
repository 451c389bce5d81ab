//! Several articles in one: each keeps its words, its day and where it comes from; spans run through all of them.

use super::{Article, Block, Published, Span};

/// An article that was added to another. Its words stand behind those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Where its words stand in [`Article::text`].
    pub span: Span,
    /// Its headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Where it comes from: an address, or the outlet's name.
    pub source: Option<String>,
    /// When it appeared.
    pub published: Option<Published>,
}

impl Article {
    /// Adds another article behind this one, and returns how many bytes stand before its words then. Spans into this one stay true.
    pub fn add(&mut self, other: Article) -> u32 {
        // What stands between two articles belongs to neither.
        self.text.truncate(self.text.trim_end().len().max(self.end_of_blocks()));
        self.text.push_str("\n\n");
        let by = self.text.len() as u32;
        let first_end = other.added.first().map_or(other.text.len() as u32, |a| a.span.start);
        let published = |p: Option<Published>| p.map(|p| Published { span: p.span.map(|s| moved(s, by)), ..p });
        self.text.push_str(&other.text);
        self.blocks.extend(other.blocks.iter().map(|b| Block { span: moved(b.span, by), kind: b.kind }));
        self.added.push(Added {
            span: Span::new(by, by + first_end),
            title: other.title,
            byline: other.byline,
            source: other.source,
            published: published(other.published),
        });
        self.added.extend(other.added.into_iter().map(|a| Added { span: moved(a.span, by), published: published(a.published), ..a }));
        by
    }

    fn end_of_blocks(&self) -> usize {
        self.blocks.last().map_or(0, |b| b.span.end as usize)
    }

    /// How many articles this is; at least one.
    pub fn n_sources(&self) -> usize {
        1 + self.added.len()
    }

    /// Which of its articles some words stand in, from 0.
    pub fn source_at(&self, span: Span) -> usize {
        self.added.iter().take_while(|a| a.span.start <= span.start).count()
    }

    /// What a reader calls one of its articles: the outlet of an address, the source as it is given, or the headline.
    pub fn source_name(&self, index: usize) -> String {
        let (source, title) = match index.checked_sub(1) {
            None => (&self.source, &self.title),
            Some(i) => self.added.get(i).map_or((&None, &None), |a| (&a.source, &a.title)),
        };
        let host = |source: &str| {
            let (_, rest) = source.split_once("://")?;
            Some(rest.split(['/', '?', '#', ':']).next().unwrap_or(rest).trim_start_matches("www.").to_owned())
        };
        let named = source.as_deref().map(|s| host(s).unwrap_or_else(|| s.to_owned()));
        named.or_else(|| title.clone()).unwrap_or_else(|| format!("Article {}", index + 1))
    }

    /// One of its articles by itself, and how many bytes before it stand in the whole.
    pub fn alone(&self, index: usize) -> (u32, Article) {
        let start = index.checked_sub(1).map_or(0, |i| self.added.get(i).map_or(self.text.len() as u32, |a| a.span.start));
        let end = self.added.get(index).map_or(self.text.len() as u32, |a| a.span.start);
        let whole = Span::new(start, end);
        let back = |s: Span| Span::new(s.start - start, s.end - start);
        let blocks = self.blocks.iter().filter(|b| whole.contains(b.span)).map(|b| Block { span: back(b.span), kind: b.kind }).collect();
        let (title, byline, source, published) = match index.checked_sub(1).and_then(|i| self.added.get(i)) {
            None => (&self.title, &self.byline, &self.source, self.published),
            Some(a) => (&a.title, &a.byline, &a.source, a.published),
        };
        let published = published.map(|p| Published { span: p.span.filter(|s| whole.contains(*s)).map(back), ..p });
        let article = Article {
            text: whole.of(&self.text).to_owned(),
            blocks,
            title: title.clone(),
            byline: byline.clone(),
            source: source.clone(),
            published,
            added: Vec::new(),
        };
        (start, article)
    }
}

fn moved(span: Span, by: u32) -> Span {
    Span::new(span.start + by, span.end + by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_several_articles_comes_out_as_it_went_in() {
        let mut first = Article::from_text("Ferries strike\n\nMay 4, 2020\n\nThe ferries stayed in Piraeus, the crews said.\n\n");
        first.source = Some("https://www.tide.example/a".to_owned());
        let second = Article::from_text("Strike ends\n\nMay 9, 2020\n\nThe ferries left Łódź, of all places.");
        let third = Article::from_text("After the strike the islands had bread.");
        let mut joined = first.clone();
        joined.add(second.clone());
        joined.add(third.clone());
        assert_eq!(joined.n_sources(), 3);
        assert!(joined.text.starts_with(first.text.trim_end()));
        for (i, whole) in [&second, &third].into_iter().enumerate() {
            let (start, alone) = joined.alone(i + 1);
            assert_eq!(alone.text.trim_end(), whole.text);
            assert_eq!((&alone.blocks, alone.published, &alone.title), (&whole.blocks, whole.published, &whole.title));
            assert_eq!(joined.source_at(Span::new(start + 3, start + 5)), i + 1);
        }
        assert_eq!((joined.source_name(0), joined.source_name(1)), ("tide.example".to_owned(), "Strike ends".to_owned()));
        // Adding a joined article adds all of its own.
        let mut other = Article::from_text("One more.");
        other.add(joined);
        assert_eq!(other.n_sources(), 4);
        assert_eq!(other.alone(2).1.text.trim_end(), second.text);
    }
}
