//! Files of lists: a line for each entry.

use std::fmt;
use std::str::FromStr;

use super::{Entry, EntryProblem, List, ListError, Verdict};

/// The mark that some programs put in front of UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

impl FromStr for List {
    type Err = ListError;

    /// Reads lines such as `always PER: Ada Berg` and `never: Paris`. Blank lines and those that begin with `#` are
    /// left out. The text begins behind the first colon, so it may have others; the type stands in front of it and may
    /// be left out.
    ///
    /// # Errors
    ///
    /// A line is neither an entry nor a comment.
    fn from_str(file: &str) -> Result<Self, ListError> {
        let file = file.strip_prefix(BYTE_ORDER_MARK).unwrap_or(file);
        let lines = file.lines().map(str::trim).zip(1..);
        let entries = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
        let entries = entries
            .map(|(entry, line)| entry.parse().map_err(|problem| ListError { line, problem }));
        let entries = entries.collect::<Result<_, _>>()?;
        Ok(Self { entries })
    }
}

impl FromStr for Entry {
    type Err = EntryProblem;

    /// Reads one line of a list.
    ///
    /// # Errors
    ///
    /// The line does not begin with `always` or `never`, or lacks the colon or the text behind it.
    fn from_str(line: &str) -> Result<Self, EntryProblem> {
        let line = line.trim();
        let ends_word = |mark: char| mark == ':' || mark.is_whitespace();
        let word = line.split(ends_word).next().unwrap_or_default();
        let verdicts = [Verdict::Always, Verdict::Never];
        let verdict = verdicts
            .into_iter()
            .find(|verdict| verdict.word().eq_ignore_ascii_case(word))
            .ok_or_else(|| EntryProblem::UnknownVerdict(word.to_owned()))?;
        let rest = line.get(word.len()..).unwrap_or_default();
        let (kind, text) = rest.split_once(':').ok_or(EntryProblem::NoColon)?;
        Self::new(verdict, Some(kind), text)
    }
}

impl fmt::Display for List {
    /// Writes the file that [`List::from_str`] reads, with a line for each entry.
    fn fmt(&self, file: &mut fmt::Formatter) -> fmt::Result {
        self.entries
            .iter()
            .try_for_each(|entry| writeln!(file, "{entry}"))
    }
}

impl fmt::Display for Entry {
    /// Writes the line of an entry, without its end.
    fn fmt(&self, line: &mut fmt::Formatter) -> fmt::Result {
        let word = self.verdict().word();
        match self.kind() {
            Some(kind) => write!(line, "{word} {kind}: {}", self.text()),
            None => write!(line, "{word}: {}", self.text()),
        }
    }
}
