//! Trains the small learned model of the recogniser: `cargo run --release --features generate --bin train -- OUT GOLD.jsonl…`.
//!
//! Each GOLD line holds `text` and `toponyms` with `start` and `end` in code points. Deterministic: the same files give the same bytes.

use std::collections::HashSet;
use std::error::Error;

use dateline::article::{Article, Span};
use dateline::gazetteer::Gazetteer;
use dateline::places::training::{Example, N_WEIGHTS, examples, judgements};
use dateline::text::Text;

/// Passes over the examples.
const EPOCHS: usize = 12;
/// First step of AdaGrad.
const RATE: f32 = 0.08;
/// Pull towards zero, per step.
const DECAY: f32 = 1e-2;

/// The examples of one article, each with whether it is the name of a place.
type Document = Vec<(Example, bool)>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or("usage: train OUT GOLD.jsonl…")?;
    if out == "--senses" {
        return senses(args);
    }
    if out == "--list" {
        return list(args);
    }
    let mut documents = Vec::new();
    for path in args {
        for line in std::fs::read_to_string(&path)?.lines().filter(|l| !l.trim().is_empty()) {
            documents.push(document(&serde_json::from_str(line)?));
        }
    }
    // Every fifth article is held out to report on; then all of them are used.
    for fold in 0..5 {
        let (train, test): (Vec<_>, Vec<_>) = documents.iter().enumerate().partition(|(i, _)| i % 5 != fold);
        let weights = fit(&train.into_iter().map(|(_, d)| d).collect::<Vec<_>>());
        report(fold, &test.into_iter().map(|(_, d)| d).collect::<Vec<_>>(), &weights);
    }
    let weights = fit(&documents.iter().collect::<Vec<_>>());
    std::fs::write(&out, pack(&weights))?;
    println!("{}: {} weights, {} of them not zero", out, weights.len(), weights.iter().filter(|w| **w != 0.0).count());
    Ok(())
}

/// Writes every stretch of every article with its features, one article a line, for experiments.
fn list(paths: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    for path in paths {
        for line in std::fs::read_to_string(&path)?.lines().filter(|l| !l.trim().is_empty()) {
            let stretches: Vec<serde_json::Value> = document(&serde_json::from_str(line)?)
                .into_iter()
                .map(|(e, is_place)| serde_json::json!([e.span.start, e.span.end, is_place, e.rules, e.learned, e.features]))
                .collect();
            println!("{}", serde_json::Value::from(stretches));
        }
    }
    Ok(())
}

/// Writes every gold toponym with the senses of its name and their features, one a line, for experiments.
fn senses(paths: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    for path in paths {
        for line in std::fs::read_to_string(&path)?.lines().filter(|l| !l.trim().is_empty()) {
            let record: serde_json::Value = serde_json::from_str(line)?;
            let article = Article::from_text(record.get("text").and_then(serde_json::Value::as_str).unwrap_or(""));
            let text = Text::new(&article);
            let offsets: Vec<u32> = article.text.char_indices().map(|(i, _)| i as u32).chain([article.text.len() as u32]).collect();
            let at = |t: &serde_json::Value, key: &str| {
                t.get(key).and_then(serde_json::Value::as_u64).and_then(|i| offsets.get(i as usize)).copied()
            };
            let gold: Vec<&serde_json::Value> =
                record.get("toponyms").and_then(serde_json::Value::as_array).into_iter().flatten().collect();
            let spans: Vec<Span> = gold.iter().map(|t| Span::new(at(t, "start").unwrap_or(0), at(t, "end").unwrap_or(0))).collect();
            let source = record.get("source").and_then(serde_json::Value::as_str).filter(|s| s.starts_with("http"));
            for (toponym, senses) in gold.iter().zip(judgements(&text, Gazetteer::embedded(), source, &spans)) {
                let senses: Vec<_> =
                    senses.iter().map(|s| serde_json::json!([s.point.lat(), s.point.lon(), s.probability, s.values])).collect();
                println!("{}", serde_json::json!([record.get("id"), toponym.get("text"), toponym.get("lat"), toponym.get("lon"), senses]));
            }
        }
    }
    Ok(())
}

fn document(record: &serde_json::Value) -> Document {
    let article = Article::from_text(record.get("text").and_then(serde_json::Value::as_str).unwrap_or(""));
    let text = Text::new(&article);
    let offsets: Vec<u32> = article.text.char_indices().map(|(i, _)| i as u32).chain([article.text.len() as u32]).collect();
    let at =
        |t: &serde_json::Value, key: &str| t.get(key).and_then(serde_json::Value::as_u64).and_then(|i| offsets.get(i as usize)).copied();
    let gold: HashSet<Span> = record
        .get("toponyms")
        .and_then(serde_json::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|t| Some(Span::new(at(t, "start")?, at(t, "end")?)))
        .map(|span| whole(&article.text, span))
        .collect();
    let source = record.get("source").and_then(serde_json::Value::as_str).filter(|s| s.starts_with("http"));
    examples(&text, Gazetteer::embedded(), source).into_iter().map(|e| (e.clone(), gold.contains(&e.span))).collect()
}

/// The European Union is one name; some of the gold marks its first word only.
fn whole(text: &str, span: Span) -> Span {
    let after = text.get(span.end as usize..).unwrap_or("");
    if span.of(text) == "European" && after.starts_with(" Union") { Span::new(span.start, span.end + 6) } else { span }
}

fn fit(documents: &[&Document]) -> Vec<f32> {
    let mut weights = vec![0.0f32; N_WEIGHTS];
    let mut squares = vec![1e-2f32; N_WEIGHTS];
    let mut order: Vec<(usize, usize)> = documents.iter().enumerate().flat_map(|(d, doc)| (0..doc.len()).map(move |e| (d, e))).collect();
    let mut state = 0x2545_f491_4f6c_dd1du64;
    for _ in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, (state % (i as u64 + 1)) as usize);
        }
        for &(d, e) in &order {
            let Some((example, is_place)) = documents.get(d).and_then(|doc| doc.get(e)) else { continue };
            let score = example.rules + example.features.iter().filter_map(|&f| weights.get(f as usize)).sum::<f32>();
            let error = f32::from(u8::from(*is_place)) - 1.0 / (1.0 + (-score).exp());
            for &f in &example.features {
                if let (Some(w), Some(s)) = (weights.get_mut(f as usize), squares.get_mut(f as usize)) {
                    let gradient = error - DECAY * *w;
                    *s += gradient * gradient;
                    *w += RATE * gradient / s.sqrt();
                }
            }
        }
    }
    weights
}

fn report(fold: usize, documents: &[&Document], weights: &[f32]) {
    let mut counts = [[0u32; 4]; 2];
    for (example, is_place) in documents.iter().flat_map(|d| d.iter()) {
        let learned = example.features.iter().filter_map(|&f| weights.get(f as usize)).sum::<f32>();
        for (row, score) in counts.iter_mut().zip([example.rules, example.rules + learned]) {
            let cell = usize::from(score > 0.0) * 2 + usize::from(*is_place);
            if let Some(n) = row.get_mut(cell) {
                *n += 1;
            }
        }
    }
    for (name, [_, missed, wrong, right]) in ["rules", "with the model"].iter().zip(counts) {
        let f1 = 2.0 * f64::from(right) / f64::from(2 * right + missed + wrong);
        println!("part {fold}, {name}: stretches F1 {f1:.3} ({right} right, {wrong} wrong, {missed} missed)");
    }
}

/// Four bytes of scale, then one signed byte a weight.
fn pack(weights: &[f32]) -> Vec<u8> {
    let largest = weights.iter().fold(1e-6f32, |m, w| m.max(w.abs())).min(4.0);
    let scale = largest / 127.0;
    let bytes = weights.iter().map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8 as u8);
    scale.to_le_bytes().into_iter().chain(bytes).collect()
}
