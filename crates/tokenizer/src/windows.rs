//! Overlapping windows for sentences that are longer than a model can read at once.

use std::ops::Range;

/// A part of a sentence that is read at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The range of wordpieces that go through the model together.
    pub pieces: Range<usize>,
    /// The range of wordpieces whose outputs count. The output of a piece near the cut is taken from the neighbouring
    /// window, where it has context on both sides.
    pub keep: Range<usize>,
}

/// Covers `0..len` with windows of at most `max` wordpieces that overlap by `overlap`, the last one by more where that
/// fills it. The `keep` ranges follow each other without gap from 0 to `len`; each cut lies in the middle of an
/// overlap.
///
/// A sentence of at most `max` wordpieces gets one window, an empty one none. A `max` of 0 counts as 1, and an
/// `overlap` of `max` or more as `max - 1`.
pub fn windows(len: usize, max: usize, overlap: usize) -> Vec<Window> {
    let max = max.max(1);
    let step = max - overlap.min(max - 1);
    let mut windows: Vec<Window> = Vec::new();
    let mut covered = 0;
    while covered < len {
        let start = match windows.last() {
            None => 0,
            Some(last) => (last.pieces.start + step).min(len - max),
        };
        let end = len.min(start + max);
        let cut = start + (covered - start) / 2;
        if let Some(last) = windows.last_mut() {
            last.keep.end = cut;
        }
        windows.push(Window {
            pieces: start..end,
            keep: cut..end,
        });
        covered = end;
    }
    windows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn window(pieces: Range<usize>, keep: Range<usize>) -> Window {
        Window { pieces, keep }
    }

    #[test]
    fn what_fits_is_one_window() {
        assert_eq!(windows(510, 510, 128), [window(0..510, 0..510)]);
        assert_eq!(windows(1, 510, 128), [window(0..1, 0..1)]);
    }

    #[test]
    fn an_empty_sentence_needs_no_window() {
        assert_eq!(windows(0, 510, 128), []);
    }

    #[test]
    fn cuts_lie_in_the_middle_of_the_overlap() {
        assert_eq!(
            windows(16, 10, 4),
            [window(0..10, 0..8), window(6..16, 8..16)]
        );
    }

    #[test]
    fn the_last_window_is_full() {
        assert_eq!(
            windows(11, 10, 4),
            [window(0..10, 0..5), window(1..11, 5..11)]
        );
    }

    #[test]
    fn senseless_sizes_are_made_sensible() {
        assert_eq!(windows(3, 0, 0).len(), 3);
        assert_eq!(windows(5, 2, 9).len(), 4);
    }

    proptest! {
        #[test]
        fn kept_ranges_partition_the_sentence_and_have_context(
            len in 0_usize..2000, max in 1_usize..600, overlap in 0_usize..600,
        ) {
            let windows = windows(len, max, overlap);
            let mut next = 0;
            for window in &windows {
                prop_assert!(window.pieces.len() <= max);
                prop_assert_eq!(window.keep.start, next);
                prop_assert!(window.keep.start < window.keep.end);
                prop_assert!(window.pieces.start <= window.keep.start);
                prop_assert!(window.keep.end <= window.pieces.end);
                next = window.keep.end;

                let context = overlap.min(max - 1) / 2;
                let before = window.keep.start - window.pieces.start;
                let behind = window.pieces.end - window.keep.end;
                prop_assert!(window.pieces.start == 0 || before >= context);
                prop_assert!(window.pieces.end == len || behind >= context);
            }
            prop_assert_eq!(next, len);
            prop_assert_eq!(windows.len() <= 1, len <= max);
        }
    }
}
