//! What training reads of an article: the stretches with their features, and the senses with theirs. Only built with `generate`.

use super::clues::Clues;
use super::model;
use super::recognise;
use super::scan::Scan;
use crate::article::Span;
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
    let outlet = super::outlet::Outlet::of(source, gazetteer);
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
