//! An article in, the place its dateline names out: "SEOUL, South Korea (AP) —", "LONDON –".

use super::reading::Reading;

/// How many sentences from the top a dateline may stand.
const TOP: usize = 5;
/// How many tokens a dateline may have.
const LENGTH: usize = 14;

/// Agencies whose name in parentheses makes a dateline without a dash.
const AGENCIES: [&str; 9] = ["AP", "AFP", "Reuters", "CNN", "UPI", "Xinhua", "VOA", "BBC", "dpa"];

impl Reading<'_, '_> {
    /// The place from which the article is told: its dateline's, the first name of it.
    pub(super) fn dateline(&self) -> Option<u32> {
        let mut block = None;
        for sentence in self.text.sentences.iter().take(TOP) {
            // Only what opens a paragraph.
            if block.replace(sentence.block) == Some(sentence.block) {
                continue;
            }
            let first = sentence.tokens().start;
            if let Some(place) = self.toponym(first).filter(|_| self.is_dateline(first)) {
                return Some(place);
            }
        }
        None
    }

    /// Whether the place at token `first` is followed by other places, an agency in parentheses, a date, and then a dash.
    fn is_dateline(&self, first: usize) -> bool {
        let mut i = first;
        while i < first + LENGTH {
            match self.word(i) {
                "—" | "–" | "--" => return true,
                "-" => return i > first && self.is_spaced(i) || self.word(i + 1) == "-",
                "(" => {
                    // "(AP) --"
                    let Some(close) = (i + 1..i + 8).find(|&j| self.word(j) == ")") else { return false };
                    return matches!(self.word(close + 1), "—" | "–" | "--" | "-") || AGENCIES.contains(&self.word(i + 1));
                }
                "," | "." | "/" => i += 1,
                _ if self.toponym(i).is_some() || self.timex(i).is_some() => i += 1,
                _ => return false,
            }
        }
        false
    }
}
