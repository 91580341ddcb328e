//! The sentences of an edited text, found without segmenting all of it again.

use namelight_text::{Span, split_sentences};

use super::sentence::Sentence;

/// Number of sentences in front of an edit that are looked for again: where one ends may depend on the word behind it.
const AGAIN: usize = 2;

/// The sentences of `text`, of which the first `prefix` bytes are those of an older text with these sentences. Those well
/// in front of the edit are taken over; the others are looked for from a sentence on that begins a line, since there
/// the splitter knows nothing of what came before.
pub fn sentences_of(old: &[Sentence], text: &str, prefix: usize) -> Vec<Span> {
    let kept = kept(old, text, prefix);
    let start = match kept {
        0 => 0,
        kept => old[kept].span.start,
    };
    let mut spans: Vec<Span> = old[..kept].iter().map(|sentence| sentence.span).collect();
    let behind = split_sentences(&text[start..]);
    spans.extend(behind.into_iter().map(|span| Span {
        start: start + span.start,
        end: start + span.end,
    }));
    spans
}

/// The number of sentences that are taken over.
fn kept(old: &[Sentence], text: &str, prefix: usize) -> usize {
    let untouched = old.partition_point(|sentence| sentence.span.end <= prefix);
    let begins_a_line = |index: &usize| {
        let gap = Span {
            start: old[*index - 1].span.end,
            end: old[*index].span.start,
        };
        gap.slice(text).is_some_and(|gap| gap.contains('\n'))
    };
    let mut candidates = (1..untouched.saturating_sub(AGAIN)).rev();
    candidates.find(begins_a_line).unwrap_or(0)
}
