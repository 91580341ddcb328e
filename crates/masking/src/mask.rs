//! A text with placeholders in place of names.

use namelight_names::{Mention, groups};
use namelight_text::{Entity, Span};

use crate::items::{Item, Piece, pieces, replaced};
use crate::numbers::Numbers;
use crate::patterns::{FixedForm, Kind, fixed_forms};
use crate::placeholders::{Index, numbered, type_name};

/// A text whose names are masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masked {
    /// The text with a placeholder in place of each item.
    pub text: String,
    /// What each placeholder stands for, in the order in which they first appear.
    pub table: Vec<Placeholder>,
    /// The places of all placeholders, as half-open ranges of bytes of the masked text, in its order.
    pub spans: Vec<Span>,
}

/// A placeholder and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The placeholder, with its brackets: `[PER_1]`, `[PER_1b]`.
    pub placeholder: String,
    /// The name, byte for byte as it stands in the text.
    pub surface: String,
    /// The type of the name, as it was given.
    pub kind: String,
    /// All places of this spelling, as half-open ranges of bytes of the text that was masked.
    pub places: Vec<Span>,
}

/// What stands in place of an item while the numbers are not known: no less of a border than any placeholder.
const UNNUMBERED: &str = "[]";

/// Puts a placeholder with a number in place of each item: `[PER_1]`.
///
/// Mentions of one name have one number (see [`groups`]), and each of its spellings has a letter but the first:
/// `[PER_1]`, `[PER_1b]`. Each type counts for itself, from the first number that stands in no placeholder of that
/// type in the text, in any form that [`crate::restore()`] reads. Of items that overlap the one that starts first is
/// masked, and of those that start together the longest; empty items and those outside of the text's characters are
/// left out.
///
/// [`crate::restore()`] gives the text back byte for byte.
pub fn mask(text: &str, items: &[Item]) -> Masked {
    let pieces = pieces(text, items);
    let names: Vec<String> = pieces.iter().map(|piece| type_name(piece.kind)).collect();
    // An item may cut what reads as a placeholder in two, or make a word of the rest of one. So the text is looked
    // through as it will be, and as it is.
    let (skeleton, _) = replaced(text, &pieces, pieces.iter().map(|_| UNNUMBERED));
    let types: Index = names.iter().map(|name| (name.clone(), 1)).collect();
    let numbers = Numbers::past([text, &skeleton], &types);
    let (table, entries) = table(&pieces, &names, numbers);
    let entry = |entry: &usize| table.get(*entry);
    let marks = entries.iter().filter_map(entry);
    let marks = marks.map(|entry| entry.placeholder.as_str());
    let (text, spans) = replaced(text, &pieces, marks);
    Masked { text, table, spans }
}

/// Masks a text as [`mask`] does: its names, and what has a fixed form but the kinds that are to stay readable. Of a name and a
/// fixed form at one place the form counts, since the name is a model's guess.
pub fn mask_names_and_forms(
    text: &str,
    names: &[Entity],
    stays_readable: impl Fn(Kind) -> bool,
) -> Masked {
    let forms = fixed_forms(text);
    let forms = forms.iter().filter(|form| !stays_readable(form.kind));
    let item = |form: &FixedForm| Item {
        span: form.span,
        kind: form.kind.name(),
    };
    let names = names.iter().map(Item::from);
    mask(text, &forms.map(item).chain(names).collect::<Vec<_>>())
}

/// Puts the bare type in place of each item: `[PER]`. Nothing can be restored, so the table is empty.
pub fn mask_by_type(text: &str, items: &[Item]) -> Masked {
    let pieces = pieces(text, items);
    let mark = |piece: &Piece| format!("[{}]", type_name(piece.kind));
    let marks: Vec<String> = pieces.iter().map(mark).collect();
    let (text, spans) = replaced(text, &pieces, marks.iter().map(String::as_str));
    let table = Vec::new();
    Masked { text, table, spans }
}

/// Returns the table, and for each piece the place of its entry in the table.
fn table<'a>(
    pieces: &[Piece<'a>],
    names: &[String],
    mut numbers: Numbers,
) -> (Vec<Placeholder>, Vec<usize>) {
    let mention = |piece: &Piece<'a>| Mention {
        surface: piece.surface,
        entity_type: piece.kind,
    };
    let mentions: Vec<Mention> = pieces.iter().map(mention).collect();
    let mut table: Vec<Placeholder> = Vec::new();
    let mut known = Index::new();
    // The number of each name and how many spellings of it there are. Groups are numbered by their first mention, so
    // a new one is the next.
    let mut spellings: Vec<(usize, usize)> = Vec::new();
    let groups = groups(&mentions).into_iter();
    let pairs = pieces.iter().zip(names).zip(groups);
    let entries = pairs.filter_map(|((piece, name), group)| {
        if group == spellings.len() {
            spellings.push((numbers.take(name), 0));
        }
        let (number, count) = spellings.get_mut(group)?;
        let entry = known
            .entry(format!("{group} {}", piece.surface))
            .or_insert_with(|| {
                table.push(Placeholder {
                    placeholder: numbered(name, *number, *count),
                    surface: piece.surface.to_owned(),
                    kind: piece.kind.to_owned(),
                    places: Vec::new(),
                });
                *count += 1;
                table.len() - 1
            });
        table.get_mut(*entry)?.places.push(piece.span);
        Some(*entry)
    });
    let entries = entries.collect();
    (table, entries)
}

#[cfg(test)]
#[path = "mask_tests.rs"]
mod tests;
