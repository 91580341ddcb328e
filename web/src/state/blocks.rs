//! A text cut into blocks of lines. A block has an id that outlives edits, so that a key draws one of them anew.
//!
//! A browser lays out a block by itself. Blocks far from the viewport have no marks and no layout
//! (`platform/in_viewport.rs`, and `content-visibility` in the styles).

use std::ops::Range;

use namelight_text::Span;

/// A block ends with the first line that makes it this long, in bytes.
const BLOCK_BYTES: usize = 1_200;

/// Lines longer than this, in bytes, are cut as well where cutting lines is allowed.
const LINE_BYTES: usize = 8_000;

/// A block of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The block keeps this number as long as it is there, whatever happens around it.
    pub id: u32,
    /// The byte range of its lines in the text, the last line break included.
    pub span: Span,
}

/// All blocks of a text; together they are the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Blocks {
    blocks: Vec<Block>,
    next_id: u32,
    /// Whether a long line may go on in another block.
    cuts_lines: bool,
}

impl Blocks {
    /// Cuts a text into blocks; `cuts_lines` says whether a long line may go on in another block.
    pub fn new(text: &str, cuts_lines: bool) -> Self {
        let mut blocks = Self {
            cuts_lines,
            ..Self::default()
        };
        let ends = ends(text, 0..text.len(), cuts_lines);
        blocks.replace(0..0, 0, &ends);
        blocks
    }

    /// The blocks, in order.
    pub fn as_slice(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks after an edit that left `prefix` bytes in front and `suffix` bytes behind as they were. Blocks that
    /// the edit did not touch keep their id, and so does the first of the others.
    pub fn edited(&self, old_len: usize, text: &str, prefix: usize, suffix: usize) -> Self {
        let is_in_front = |block: &Block| block.span.end <= prefix;
        let first = self.blocks.partition_point(is_in_front);
        // Behind a last line without a break there is nothing to go on with.
        let first = first.min(self.blocks.len().saturating_sub(1));
        let mut last = self
            .blocks
            .partition_point(|block| block.span.start < old_len - suffix)
            .max((first + 1).min(self.blocks.len()));
        let start = self.blocks.get(first).map_or(0, |block| block.span.start);
        loop {
            let old_end = last
                .checked_sub(1)
                .map_or(0, |last| self.blocks[last].span.end);
            let end = text.len() - (old_len - old_end);
            if end == text.len() || text[..end].ends_with('\n') && end > start {
                let mut edited = self.clone();
                for block in &mut edited.blocks[last..] {
                    block.span.start = block.span.start - old_end + end;
                    block.span.end = block.span.end - old_end + end;
                }
                let ends = ends(text, start..end, self.cuts_lines);
                edited.replace(first..last, start, &ends);
                return edited;
            }
            // The line goes on in the next block.
            last += 1;
        }
    }

    fn replace(&mut self, old: Range<usize>, start: usize, ends: &[usize]) {
        let first_id = self.blocks[old.clone()].first().map(|block| block.id);
        let mut start = start;
        let mut new = Vec::with_capacity(ends.len());
        for end in ends {
            let kept = first_id.filter(|_| new.is_empty());
            let id = kept.unwrap_or_else(|| {
                self.next_id = self.next_id.wrapping_add(1);
                self.next_id
            });
            let span = Span { start, end: *end };
            new.push(Block { id, span });
            start = *end;
        }
        self.blocks.splice(old, new);
    }
}

/// The bytes at which the blocks of a part of a text end.
fn ends(text: &str, part: Range<usize>, cuts_lines: bool) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut start, mut at) = (part.start, part.start);
    for line in text[part.clone()].split_inclusive('\n') {
        let end = at + line.len();
        while cuts_lines && end - at > LINE_BYTES {
            let cut = text.floor_char_boundary(at + LINE_BYTES);
            at = text[at..cut].rfind(' ').map_or(cut, |space| at + space + 1);
            ends.push(at);
            start = at;
        }
        at = end;
        if at - start >= BLOCK_BYTES {
            ends.push(at);
            start = at;
        }
    }
    if start < part.end {
        ends.push(part.end);
    }
    ends
}

#[cfg(test)]
#[path = "blocks_tests.rs"]
mod tests;
