//! Any bytes, as a story file; one that opens is written, and opens again.
#![no_main]

use dateline::story::file::StoryFile;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(file) = StoryFile::parse(bytes, "a") {
        assert!(StoryFile::parse(file.to_json().as_bytes(), "a").is_ok());
    }
});
