//! Any words: their dates, with and without a day of publication.
#![no_main]

use dateline::article::Article;
use dateline::dates::find_dates;
use dateline::text::Text;

libfuzzer_sys::fuzz_target!(|words: &str| {
    let article = Article::from_text(words);
    let text = Text::new(&article);
    for published in [None, Some("2018-07-17".parse().unwrap())] {
        for timex in find_dates(&text, published) {
            assert!(!timex.span.of(&article.text).is_empty());
        }
    }
});
