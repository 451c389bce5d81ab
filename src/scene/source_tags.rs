//! The tags of the articles of a story of several: a letter on a colour, so that neither has to be told by the other.

/// The letter of one of the story's articles, by its index: A to Z, then from A again.
pub fn letter(index: usize) -> String {
    char::from(b'A' + (index % 26) as u8).to_string()
}
