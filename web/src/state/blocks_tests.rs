//! Tests of blocks of lines.

use super::*;

fn spans(blocks: &Blocks) -> Vec<(usize, usize)> {
    let blocks = blocks.as_slice().iter();
    blocks
        .map(|block| (block.span.start, block.span.end))
        .collect()
}

/// Blocks follow each other, cover the text and end with their line.
fn assert_sound(blocks: &Blocks, text: &str) {
    let mut at = 0;
    let mut ids = Vec::new();
    for block in blocks.as_slice() {
        assert_eq!(block.span.start, at);
        let slice = block.span.slice(text).unwrap();
        assert!(!slice.is_empty());
        assert!(slice.ends_with('\n') || block.span.end == text.len());
        assert!(!ids.contains(&block.id));
        ids.push(block.id);
        at = block.span.end;
    }
    assert_eq!(at, text.len());
}

fn lines(count: usize) -> String {
    (0..count)
        .map(|line| format!("This is line {line} of a long text.\n"))
        .collect()
}

/// Replaces bytes of a text and follows it.
fn edit(blocks: &Blocks, text: &str, range: Range<usize>, new: &str) -> (Blocks, String) {
    let edited = format!("{}{new}{}", &text[..range.start], &text[range.end..]);
    let blocks = blocks.edited(text.len(), &edited, range.start, text.len() - range.end);
    assert_sound(&blocks, &edited);
    (blocks, edited)
}

fn ids(blocks: &Blocks) -> Vec<u32> {
    blocks.as_slice().iter().map(|block| block.id).collect()
}

#[test]
fn blocks_are_whole_lines_and_the_text() {
    for count in [0, 1, 40, 400] {
        let text = lines(count) + "The end";
        assert_sound(&Blocks::new(&text, false), &text);
    }
    assert!(Blocks::new("", false).as_slice().is_empty());
}

#[test]
fn an_edit_within_a_block_touches_no_other() {
    let text = lines(400);
    let blocks = Blocks::new(&text, false);
    let before = ids(&blocks);
    let (after, _) = edit(&blocks, &text, 5000..5003, "xy");
    assert_eq!(ids(&after), before);
    let end = blocks.as_slice().last().unwrap().span.end;
    assert_eq!(after.as_slice().last().unwrap().span.end, end - 1);
}

#[test]
fn new_lines_make_new_blocks_among_the_old_ones() {
    let text = lines(400);
    let blocks = Blocks::new(&text, false);
    let (after, _) = edit(&blocks, &text, 5000..5000, &lines(200));
    let kept = ids(&blocks);
    assert!(kept.iter().all(|id| ids(&after).contains(id)));
    assert!(after.as_slice().len() > kept.len());
}

#[test]
fn a_line_that_loses_its_end_takes_the_next_block_in() {
    let text = lines(100);
    let blocks = Blocks::new(&text, false);
    let end = blocks.as_slice()[0].span.end;
    let (after, _) = edit(&blocks, &text, end - 1..end, " ");
    assert_eq!(ids(&after)[0], ids(&blocks)[0]);
}

#[test]
fn any_edit_leaves_sound_blocks() {
    let text = lines(90);
    let blocks = Blocks::new(&text, false);
    let places: Vec<usize> = (0..text.len()).step_by(97).chain([0, text.len()]).collect();
    for &start in &places {
        for &end in places.iter().filter(|end| **end >= start) {
            for new in ["", "\n", "a", "a\nb"] {
                edit(&blocks, &text, start..end, new);
            }
        }
    }
}

#[test]
fn a_text_can_be_emptied_and_filled_again() {
    let text = lines(50);
    let (empty, nothing) = edit(&Blocks::new(&text, false), &text, 0..text.len(), "");
    assert!(empty.as_slice().is_empty());
    let (filled, _) = edit(&empty, &nothing, 0..0, "Ada");
    assert_eq!(spans(&filled), [(0, 3)]);
}

#[test]
fn endless_lines_are_cut_only_where_that_is_allowed() {
    let text = "Zoë ".repeat(10_000);
    assert_eq!(Blocks::new(&text, false).as_slice().len(), 1);
    let cut = Blocks::new(&text, true);
    assert!(cut.as_slice().len() > 4);
    let joined: String = cut
        .as_slice()
        .iter()
        .filter_map(|block| block.span.slice(&text))
        .collect();
    assert_eq!(joined, text);
}
