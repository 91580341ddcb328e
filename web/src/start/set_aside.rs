//! Texts that are kept beside the stored one, so that none is lost unseen.
//!
//! There is one stored text, and all tabs of the page write it. Before a tab writes, it compares what is stored with what
//! it has itself read or written last. Where these differ, the stored text is one that this tab never showed: the
//! person's own draft after a link was opened in its place, or the text of another tab. It is set aside then, and the
//! page offers to show it.

use serde::{Deserialize, Serialize};

/// Characters of a text by which a person knows it again.
const PREVIEW: usize = 60;

/// The texts that are set aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SetAside {
    /// In the order in which they are shown again.
    texts: Vec<String>,
    /// The text of the link that was opened last. While nobody has changed it, it is no draft of the person's.
    link: String,
}

impl SetAside {
    /// Reads what [`SetAside::write`] wrote; of a damaged text nothing.
    pub fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// As JSON.
    pub fn write(&self) -> String {
        // Strings can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A tab replaces the text `stored` by `text`; what it last read or wrote is `seen`.
    pub fn replace(&mut self, stored: &str, seen: &str, text: &str) {
        // Another tab set it aside, and its newer form is stored now.
        self.texts.retain(|kept| kept != seen && kept != text);
        let is_draft = !stored.is_empty() && stored != self.link;
        if is_draft
            && stored != seen
            && stored != text
            && !self.texts.iter().any(|kept| kept == stored)
        {
            self.texts.push(stored.to_owned());
        }
    }

    /// The text that is stored now is that of a link.
    pub fn opened_link(&mut self, text: String) {
        self.link = text;
    }

    /// Takes the next text out.
    pub fn take(&mut self) -> Option<String> {
        (!self.texts.is_empty()).then(|| self.texts.remove(0))
    }

    /// The start of the next text, on one line; none when no text is set aside.
    pub fn preview(&self) -> Option<String> {
        let text = self.texts.first()?;
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let start: String = line.chars().take(PREVIEW).collect();
        Some(if start == line { start } else { start + " …" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tabs of one browser.
    #[derive(Default)]
    struct Store {
        text: String,
        set_aside: SetAside,
    }

    impl Store {
        fn write(&mut self, seen: &mut String, text: &str) {
            self.set_aside.replace(&self.text, seen, text);
            text.clone_into(&mut self.text);
            text.clone_into(seen);
        }

        /// A link is opened in a fresh tab, which has seen nothing.
        fn open_link(&mut self, text: &str) -> String {
            let mut seen = String::new();
            self.write(&mut seen, text);
            self.set_aside.opened_link(text.to_owned());
            seen
        }
    }

    #[test]
    fn what_one_tab_writes_over_its_own_text_is_not_set_aside() {
        let (mut store, mut tab) = (Store::default(), String::new());
        for text in ["A", "Ad", "Ada", "", "Zoë"] {
            store.write(&mut tab, text);
        }
        assert_eq!(store.set_aside, SetAside::default());
    }

    #[test]
    fn a_link_sets_the_draft_aside_and_links_that_nobody_changed_are_not_kept() {
        let (mut store, mut tab) = (Store::default(), String::new());
        store.write(&mut tab, "my draft");
        store.open_link("the text of a link");
        let mut linked = store.open_link("another link");
        assert_eq!(store.set_aside.texts, ["my draft"]);
        // Changed, it is a draft like any other.
        store.write(&mut linked, "another link, changed");
        store.open_link("a third link");
        assert_eq!(store.set_aside.texts, ["my draft", "another link, changed"]);
    }

    #[test]
    fn a_link_to_ones_own_draft_sets_nothing_aside() {
        let (mut store, mut tab) = (Store::default(), String::new());
        store.write(&mut tab, "my draft");
        store.open_link("my draft");
        assert_eq!(store.set_aside.preview(), None);
    }

    #[test]
    fn of_two_tabs_that_write_by_turns_the_newest_text_of_each_is_kept() {
        let (mut store, mut one, mut two) = (Store::default(), String::new(), String::new());
        for text in ["a", "ab", "abc"] {
            store.write(&mut one, text);
            store.write(&mut two, &text.to_uppercase());
        }
        assert_eq!(store.text, "ABC");
        assert_eq!(store.set_aside.texts, ["abc"]);
    }

    #[test]
    fn showing_a_text_again_sets_the_shown_one_aside() {
        let (mut store, mut tab) = (Store::default(), String::new());
        store.write(&mut tab, "my draft");
        let mut linked = store.open_link("link");
        store.write(&mut linked, "link, changed");
        for (shown, kept) in [("my draft", "link, changed"), ("link, changed", "my draft")] {
            assert_eq!(store.set_aside.take().as_deref(), Some(shown));
            let mut nothing = String::new();
            store.write(&mut nothing, shown);
            assert_eq!(store.set_aside.preview().as_deref(), Some(kept));
        }
    }

    #[test]
    fn what_was_written_is_read_and_damaged_texts_are_none() {
        let mut set_aside = SetAside::default();
        set_aside.replace("one \"draft\"\n", "", "other");
        set_aside.opened_link("other".to_owned());
        assert_eq!(SetAside::read(&set_aside.write()), set_aside);
        for damaged in ["", "{", "[]", "7", r#"{"texts":7}"#] {
            assert_eq!(SetAside::read(damaged), SetAside::default(), "{damaged}");
        }
    }

    #[test]
    fn a_preview_is_one_short_line() {
        let mut set_aside = SetAside::default();
        set_aside.replace(&"Ada\nmet Zoë. ".repeat(20), "", "other");
        let preview = set_aside.preview().unwrap();
        assert!(preview.starts_with("Ada met Zoë. Ada"), "{preview}");
        assert!(preview.ends_with(" …") && preview.chars().count() == PREVIEW + 2);
    }
}
