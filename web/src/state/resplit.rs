//! The sentences of an edited text, found without segmenting all of it again.

use namelight_text::{Span, split_sentences};

use super::sentence::Sentence;

/// How many lines behind the edit are segmented at first. Where that is not enough, four times as many are.
const FIRST_LINES: usize = 4;

/// A text that was edited, and what of its older form is still there.
#[derive(Clone, Copy)]
pub struct Edited<'a> {
    /// The sentences of the older form.
    pub old: &'a [Sentence],
    /// The length of the older form, in bytes.
    pub old_len: usize,
    /// The text as it is now.
    pub text: &'a str,
    /// The number of bytes in front of the edit.
    pub prefix: usize,
    /// The number of bytes behind the edit.
    pub suffix: usize,
}

/// The sentences of an edited text. Those well in front of the edit are taken over; the others are looked for from a
/// sentence on that begins a line, since there the splitter knows nothing of what came before. Where a line ends a sentence
/// depends on all of the next line and on nothing behind that, so the edit is not in the line that is begun with. Behind the
/// edit they are looked for until one begins a line where one did before: from there on all are as they were.
pub fn sentences_of(edited: Edited) -> Vec<Span> {
    let Edited { old, text, .. } = edited;
    let kept = kept(old, text, edited.prefix);
    let start = match kept {
        0 => 0,
        kept => old[kept].span.start,
    };
    let mut spans: Vec<Span> = old[..kept].iter().map(|sentence| sentence.span).collect();
    let mut lines = FIRST_LINES;
    loop {
        let end = line_end(text, text.len() - edited.suffix, lines);
        let found = split_sentences(&text[start..end]);
        let found = found.into_iter().map(|span| Span {
            start: start + span.start,
            end: start + span.end,
        });
        let found: Vec<Span> = found.collect();
        if end == text.len() {
            spans.extend(found);
            return spans;
        }
        if let Some((count, same)) = meeting(edited, &found, end) {
            spans.extend_from_slice(&found[..count]);
            spans.extend(old[same..].iter().map(|sentence| edited.moved(sentence)));
            return spans;
        }
        lines *= 4;
    }
}

impl Edited<'_> {
    /// The place of a sentence behind the edit.
    fn moved(&self, sentence: &Sentence) -> Span {
        let place = |old: usize| self.text.len() - (self.old_len - old);
        Span {
            start: place(sentence.span.start),
            end: place(sentence.span.end),
        }
    }
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

/// The byte behind so many lines from a byte on.
fn line_end(text: &str, from: usize, lines: usize) -> usize {
    let breaks = text[from..].match_indices('\n');
    let last = breaks.take(lines).nth(lines - 1);
    last.map_or(text.len(), |(place, _)| from + place + 1)
}

/// The index of the first of the sentences found in the text before `end` that begins a line behind the edit where one of
/// the old sentences does as well, and the index of that one.
fn meeting(edited: Edited, found: &[Span], end: usize) -> Option<(usize, usize)> {
    let Edited { old, text, .. } = edited;
    let edit_end = text.len() - edited.suffix;
    // What begins a sentence is known where the line of its start and the one behind it are whole.
    let last_line = text[..end - 1].rfind('\n')?;
    let known = text[..last_line].rfind('\n')?;
    let first = found.partition_point(|span| span.start < edit_end);
    found
        .iter()
        .enumerate()
        .skip(first)
        .find_map(|(index, span)| {
            let gap = &text[edit_end..span.start];
            let blanks = &gap[gap.trim_end().len()..];
            if span.start > known || !blanks.contains('\n') {
                return None;
            }
            let from_end = text.len() - span.start;
            let same = old.partition_point(|old| edited.old_len - old.span.start > from_end);
            let is_there = |old: &Sentence| edited.old_len - old.span.start == from_end;
            old.get(same).is_some_and(is_there).then_some((index, same))
        })
}
