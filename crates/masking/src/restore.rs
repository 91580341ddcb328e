//! Names put back into an answer.

use namelight_text::Span;

use crate::mask::Placeholder;
use crate::placeholders::{Found, Index, LARGEST_COUNT, key_parts, scan};

/// An answer with names in place of placeholders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// The answer with its names.
    pub text: String,
    /// The places of the names that were put back, as half-open ranges of bytes of the restored text.
    pub spans: Vec<Span>,
    /// What looks like a placeholder of one of the table's types, but is none of the table. It stays as it is.
    pub unrestored: Vec<Unrestored>,
    /// The placeholders of the table that the answer does not have, in the order of the table.
    pub unused: Vec<String>,
}

/// What looks like a placeholder, but is none of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrestored {
    /// Its place, as a half-open range of bytes of the answer.
    pub span: Span,
    /// What stands there.
    pub text: String,
}

/// Puts the names of a table back into an answer.
///
/// Placeholders are known in the forms that programs make of them: without brackets as a word of its own (`PER_1`, and
/// `PER 1` in capitals), in other brackets (`【PER_1】`), with escapes (`\[PER\_1\]`), with a blank or a hyphen, and in
/// brackets or with `_` or `-` in any case. What surrounds them stays, such as emphasis; so does the ending of a
/// plural or genitive (`[PER_1]'s`, `PER_1s`), and an ending in other letters than those of ASCII. In brackets, a
/// letter of no spelling of the table gives the name's first spelling.
///
/// Numbers below the first one of a type in the table were in the text before it was masked; they are no placeholders
/// of ours and are not listed. Neither are types that the table does not have.
pub fn restore(answer: &str, table: &[Placeholder]) -> Restored {
    let table = Table::new(table);
    let mut restored = Restored::default();
    let mut used = vec![false; table.placeholders.len()];
    let mut end = 0;
    for found in scan(answer, &table.first) {
        let span = found.span;
        let Some((entry, ending)) = table.entry(&found) else {
            if table.is_listed(&found) {
                let text = span.slice(answer).unwrap_or_default().to_owned();
                restored.unrestored.push(Unrestored { span, text });
            }
            continue;
        };
        let (Some(placeholder), Some(used)) = (table.placeholders.get(entry), used.get_mut(entry))
        else {
            continue;
        };
        restored.text += answer.get(end..span.start).unwrap_or_default();
        let start = restored.text.len();
        restored.text += &placeholder.surface;
        restored.spans.push(Span {
            start,
            end: restored.text.len(),
        });
        restored.text += ending;
        end = span.end;
        *used = true;
    }
    restored.text += answer.get(end..).unwrap_or_default();
    let unused = table.placeholders.iter().zip(used);
    let unused = unused.filter(|(_, is_used)| !is_used);
    restored.unused = unused
        .map(|(unused, _)| unused.placeholder.clone())
        .collect();
    restored
}

/// A table by what placeholders are looked up with.
struct Table<'a> {
    placeholders: &'a [Placeholder],
    /// The lowest number of each type, as placeholders write it.
    first: Index,
    /// The place in the table of each placeholder, without its brackets.
    entries: Index,
}

impl<'a> Table<'a> {
    fn new(placeholders: &'a [Placeholder]) -> Self {
        let (mut first, mut entries) = (Index::new(), Index::new());
        let parts = placeholders.iter().enumerate();
        let parts = parts.filter_map(|(entry, each)| Some((entry, key_parts(&each.placeholder)?)));
        for (entry, (name, number, letters)) in parts.clone() {
            let lowest = first.entry(name.to_owned()).or_insert(number);
            *lowest = number.min(*lowest);
            entries.entry(key(name, number, letters)).or_insert(entry);
        }
        // A table that was cut may have lost the spelling without a letter: the first one that is left stands for it.
        for (entry, (name, number, _)) in parts {
            entries.entry(key(name, number, "")).or_insert(entry);
        }
        Self {
            placeholders,
            first,
            entries,
        }
    }

    /// Returns the entry that a placeholder means, and the ending that stays behind the name.
    fn entry<'f>(&self, found: &'f Found) -> Option<(usize, &'f str)> {
        let of_letters = |letters: &str| {
            let key = key(found.name, found.number, &letters.to_ascii_lowercase());
            self.entries.get(&key).copied()
        };
        let mark = found.mark.as_str();
        if let Some(entry) = of_letters(mark) {
            return Some((entry, ""));
        }
        if let Some(letters) = mark.strip_suffix(['s', 'S'])
            && let Some(entry) = of_letters(letters)
        {
            return Some((entry, mark.get(letters.len()..)?));
        }
        let ending = if found.in_brackets { "" } else { mark };
        let is_ending = found.in_brackets || !mark.starts_with(|letter: char| letter.is_ascii());
        let entry = of_letters("").filter(|_| is_ending)?;
        Some((entry, ending))
    }

    /// Whether a placeholder that the table does not have can be none of the text that was masked.
    fn is_listed(&self, found: &Found) -> bool {
        let first = self.first.get(found.name).copied().unwrap_or(0);
        (first..=LARGEST_COUNT).contains(&found.number)
    }
}

fn key(name: &str, number: usize, letters: &str) -> String {
    format!("{name}_{number}{letters}")
}

#[cfg(test)]
#[path = "restore_tests.rs"]
mod tests;
