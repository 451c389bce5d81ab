//! Any bytes, as a line of a batch; one that is a record is read.
#![no_main]

use dateline::article::Article;
use dateline::export::json::BatchRecord;
use dateline::gazetteer::Gazetteer;
use dateline::places::Hints;
use dateline::story::Reading;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(record) = serde_json::from_slice::<BatchRecord>(bytes) {
        let article = Article::from_text(record.text);
        Reading::new(&article, Gazetteer::embedded(), &Hints { source: record.source.as_deref(), near: None });
    }
});
