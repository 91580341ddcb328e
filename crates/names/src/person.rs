//! The parts of a person's name.

/// Most parts of a name whose shorter forms are looked at. No name has more; the bound keeps the time linear.
pub(crate) const LONGEST: usize = 8;

/// A person's name: its parts in full, and its initials. `Christina M. Berg` has the parts `christina` and `berg` and the
/// initial `m`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// The words that are longer than an initial.
    pub(crate) parts: Vec<String>,
    pub(crate) initials: Vec<char>,
}

impl Person {
    /// Reads a spelling (see [`crate::spelling`]).
    pub(crate) fn new(spelling: &str) -> Self {
        let (mut parts, mut initials) = (Vec::new(), Vec::new());
        for word in spelling.split(' ') {
            match initials_of(word) {
                Some(found) => initials.extend(found),
                None if is_title(word) => {}
                None => parts.push(word.to_owned()),
            }
        }
        Self { parts, initials }
    }

    /// Whether a shorter name may be this person's as far as its first initial says.
    pub(crate) fn allows_initials_of(&self, shorter: &Self) -> bool {
        let firsts = self.parts.iter().filter_map(|part| part.chars().next());
        let mut own = firsts.chain(self.initials.iter().copied());
        let initial = shorter.initials.first();
        initial.is_none_or(|initial| own.any(|letter| letter == *initial))
    }

    /// Whether two names with the same ends may be one person's: a middle name may be missing, but not be another.
    pub(crate) fn agrees_with(&self, other: &Self) -> bool {
        let (one, other) = (self.middle(), other.middle());
        one.is_empty() || other.is_empty() || one == other
    }

    fn middle(&self) -> &[String] {
        let end = self.parts.len().saturating_sub(1);
        self.parts.get(1..end).unwrap_or_default()
    }

    /// Whether this name has a first and a last part.
    pub(crate) fn is_full(&self) -> bool {
        self.parts.len() > 1
    }

    /// The names that are shorter by parts at the start or at the end: first names, and last names with their particles.
    pub(crate) fn shorter(&self) -> impl Iterator<Item = String> {
        let count = self.parts.len().min(LONGEST);
        let fronts = (1..count).map(|end| self.parts.get(..end));
        let backs = (1..count).map(|length| self.parts.get(self.parts.len() - length..));
        fronts.chain(backs).flatten().map(|parts| parts.join(" "))
    }
}

/// Returns the letters of initials: `m.`, `j.k.`, `m`.
fn initials_of(word: &str) -> Option<Vec<char>> {
    let groups = word.split('.').filter(|group| !group.is_empty());
    let letter = |group: &str| {
        let mut letters = group.chars();
        letters
            .next()
            .filter(|first| first.is_alphabetic() && letters.next().is_none())
    };
    let letters: Option<Vec<char>> = groups.map(letter).collect();
    letters.filter(|letters| !letters.is_empty())
}

/// Whether a word of a name says which of a family is meant, or how to address somebody.
fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    matches!(
        word,
        "jr" | "sr" | "mr" | "mrs" | "ms" | "miss" | "dr" | "prof" | "," | "'s"
    )
}
