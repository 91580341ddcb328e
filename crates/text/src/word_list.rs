//! Lists of words that are kept as files in `data/`. In them `#` begins a line of comment and `[name]` a section.

/// The text of a list without its comments, which nobody has to download.
macro_rules! word_list {
    ($path:literal) => {{
        const FILE: &[u8] = include_bytes!($path);
        const LENGTH: usize = crate::word_list::without_comments(FILE, &mut []);
        const LIST: [u8; LENGTH] = {
            let mut list = [0; LENGTH];
            crate::word_list::without_comments(FILE, &mut list);
            list
        };
        match std::str::from_utf8(&LIST) {
            Ok(list) => list,
            Err(_) => panic!("a list is not UTF-8"),
        }
    }};
}
pub(crate) use word_list;

/// Copies the lines of a list that are no comments, as far as there is room, and returns their length in bytes.
pub(crate) const fn without_comments(file: &[u8], list: &mut [u8]) -> usize {
    let (mut at, mut length) = (0, 0);
    let (mut begins_line, mut is_comment) = (true, false);
    while at < file.len() {
        if begins_line {
            is_comment = file[at] == b'#';
        }
        begins_line = file[at] == b'\n';
        if !is_comment {
            if length < list.len() {
                list[length] = file[at];
            }
            length += 1;
        }
        at += 1;
    }
    length
}

/// The words of a list, each with the name of its section.
pub(crate) struct WordList(Vec<(&'static str, &'static str)>);

impl WordList {
    /// Reads a list whose words stand between blanks and line ends.
    pub(crate) fn new(list: &'static str) -> Self {
        let mut section = "";
        let mut words = Vec::new();
        for line in list.lines() {
            match line
                .strip_prefix('[')
                .and_then(|line| line.strip_suffix(']'))
            {
                Some(name) => section = name,
                None => words.extend(line.split_whitespace().map(|word| (word, section))),
            }
        }
        Self::sorted(words)
    }

    /// Reads a list that has a pair a line, with a blank between its halves. The second half takes the section's place.
    pub(crate) fn of_pairs(list: &'static str) -> Self {
        Self::sorted(
            list.lines()
                .filter_map(|line| line.split_once(' '))
                .collect(),
        )
    }

    fn sorted(mut words: Vec<(&'static str, &'static str)>) -> Self {
        words.sort_unstable();
        Self(words)
    }

    /// Returns the section that a word is in.
    pub(crate) fn section_of(&self, word: &str) -> Option<&'static str> {
        let place = self.0.binary_search_by_key(&word, |(listed, _)| *listed);
        self.0.get(place.ok()?).map(|(_, section)| *section)
    }

    /// Whether a word is listed.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.section_of(word).is_some()
    }

    /// The words with their sections, in alphabetical order.
    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.iter().copied()
    }

    /// Fails when a word is listed twice.
    #[cfg(test)]
    pub(crate) fn assert_unique(&self) {
        for pair in self.0.windows(2) {
            assert_ne!(pair[0].0, pair[1].0, "listed twice");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_left_out() {
        const FILE: &[u8] = b"# a list\nOslo Bergen\n#\n\nBod\xc3\xb8 #1\n# end";
        let mut list = [0; 32];
        let length = without_comments(FILE, &mut list);
        assert_eq!(
            str::from_utf8(&list[..length]).unwrap(),
            "Oslo Bergen\n\nBodø #1\n"
        );
    }

    #[test]
    fn a_word_is_found_with_its_section() {
        let list = WordList::new("Oslo\n[north]\nTromsø Bodø\n[west]\nBergen\n");
        assert_eq!(list.section_of("Oslo"), Some(""));
        assert_eq!(list.section_of("Bodø"), Some("north"));
        assert_eq!(list.section_of("Bergen"), Some("west"));
        assert!(!list.contains("Bod") && !list.contains("") && !list.contains("[west]"));
    }

    #[test]
    fn a_pair_is_found_by_its_first_half() {
        let list = WordList::of_pairs("shy AD\namp 26\n");
        assert_eq!(list.section_of("amp"), Some("26"));
        assert_eq!(list.section_of("26"), None);
    }
}
