//! What splits a text into sentences.

use namelight_text::{Span, split_sentences};

/// The sentences of a text, without white space around them.
pub type Split = fn(&str) -> Vec<Span>;

/// The version of sentencex that `Cargo.toml` pins.
pub const SENTENCEX: &str = "0.1.33";

/// Namelight's splitter and that of others.
pub const SPLITTERS: [(&str, Split); 2] =
    [("namelight", split_sentences), ("sentencex", sentencex)];

/// The sentences that sentencex finds in English. Its breaks between paragraphs are none.
fn sentencex(text: &str) -> Vec<Span> {
    let boundaries = sentencex::get_sentence_boundaries("en", text);
    let sentences = boundaries
        .iter()
        .filter(|boundary| !boundary.is_paragraph_break);
    let span = |boundary: &sentencex::SentenceBoundary| {
        let (start, end) = (boundary.start_byte, boundary.end_byte);
        let slice = text.get(start..end)?;
        let start = start + slice.len() - slice.trim_start().len();
        let end = start + slice.trim().len();
        (start < end).then_some(Span { start, end })
    };
    sentences.filter_map(span).collect()
}
