//! What training reads of an article: the stretches with their features, and the senses with theirs. Only built with `generate`.

use super::clues::Clues;
use super::outlet::Outlet;
use super::recognise::{self, Mention};
use super::scan::Scan;
use super::{Hints, given, model, resolve};
use crate::article::Span;
use crate::earth::LatLon;
use crate::gazetteer::Gazetteer;
use crate::text::Text;

/// Number of weights of the recogniser's model.
pub const N_WEIGHTS: usize = model::N_WEIGHTS;

/// A stretch of tokens that may be the name of a place.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its words.
    pub span: Span,
    /// Its features, as numbers below [`N_WEIGHTS`].
    pub features: Vec<u32>,
    /// What the rules say of it, in log-odds.
    pub rules: f32,
    /// What the committed model adds.
    pub learned: f32,
}

/// Returns every stretch of `text` that the recogniser weighs.
pub fn examples(text: &Text<'_>, gazetteer: &Gazetteer, source: Option<&str>) -> Vec<Example> {
    let outlet = Outlet::of(source, gazetteer);
    let scan = Scan::new(text, gazetteer, &outlet.label);
    let example = |(stretch, clues): (super::clues::Stretch, Clues)| {
        let mut features = Vec::new();
        model::features(&scan, stretch, clues, &mut features);
        let span = match (text.tokens.get(stretch.first), text.tokens.get(stretch.end - 1)) {
            (Some(a), Some(b)) => a.span.join(b.span),
            _ => Span::new(0, 0),
        };
        Example { span, rules: clues.score(), learned: model::correction(&features), features }
    };
    recognise::with_clues(&scan).into_iter().map(example).collect()
}

/// A sense of a name, as the resolver judged it.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Where it lies.
    pub point: LatLon,
    /// What the resolver believes of it.
    pub probability: f32,
    /// Its features, in the resolver's order.
    pub values: Vec<f32>,
}

/// Returns the senses of each of `mentions`, as the resolver judges them with the whole article in view.
pub fn judgements(text: &Text<'_>, gazetteer: &Gazetteer, source: Option<&str>, mentions: &[Span]) -> Vec<Vec<Judgement>> {
    let outlet = Outlet::of(source, gazetteer);
    let mut scan = Scan::new(text, gazetteer, &outlet.label);
    let n = mentions.len();
    let mentions = given::mentions(&mut scan, mentions);
    let answers = resolve::resolve(&scan, &mentions, &outlet, &Hints::default());
    let judgements = |mention: &Mention| mention.name.map(|name| answers.judgements(name).collect()).unwrap_or_default();
    mentions.iter().take(n).map(judgements).collect()
}
