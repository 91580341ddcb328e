//! The sentences of an edited text, found without segmenting all of it again.

use namelight_text::{Span, split_sentences};

use super::sentence::Sentence;

/// The sentences of `text`, of which the first `prefix` bytes are those of an older text with these sentences. Those well
/// in front of the edit are taken over; the others are looked for from a sentence on that begins a line, since there
/// the splitter knows nothing of what came before. Where a line ends a sentence depends on all of the next line and on
/// nothing behind that, so the edit is not in the line that is begun with.
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
    let Some(line_end) = text.get(..prefix).and_then(|same| same.rfind('\n')) else {
        return 0;
    };
    let in_front = old.partition_point(|sentence| sentence.span.start < line_end);
    let begins_a_line = |index: &usize| {
        let gap = Span {
            start: old[*index - 1].span.end,
            end: old[*index].span.start,
        };
        gap.slice(text).is_some_and(|gap| gap.contains('\n'))
    };
    (1..in_front).rev().find(begins_a_line).unwrap_or(0)
}
