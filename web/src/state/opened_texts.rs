//! Texts that are open side by side. One of them is in the field, and is kept here as it was when another took its place.

use std::rc::Rc;

/// A text with the name of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedText {
    /// The name.
    pub name: Rc<str>,
    /// The text.
    pub text: Rc<str>,
}

/// All that are open. While no file is, there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenedTexts {
    texts: Vec<OpenedText>,
    shown: usize,
}

impl OpenedTexts {
    /// The name that a text has which came from no file.
    pub const OWN: &str = "Your text";

    /// The texts, in the order in which they were opened.
    pub fn texts(&self) -> &[OpenedText] {
        &self.texts
    }

    /// The index of the text that is in the field.
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// Opens more texts, of which the first is shown. What is in the field stays open; nothing of it, if that need not be.
    #[must_use]
    pub fn opened(&self, in_field: Option<&Rc<str>>, more: Vec<OpenedText>) -> Self {
        let mut texts = match in_field {
            Some(text) if self.texts.is_empty() => vec![OpenedText {
                name: Self::OWN.into(),
                text: text.clone(),
            }],
            Some(text) => self.kept(text).texts,
            None => self.texts.clone(),
        };
        if in_field.is_none() && self.shown < texts.len() {
            texts.remove(self.shown);
        }
        let shown = texts.len();
        texts.extend(more);
        Self { texts, shown }
    }

    /// Shows another text; the one in the field is kept as it is there.
    #[must_use]
    pub fn showing(&self, in_field: &Rc<str>, index: usize) -> Self {
        Self {
            shown: index.min(self.texts.len().saturating_sub(1)),
            ..self.kept(in_field)
        }
    }

    /// Closes a text. When it was the shown one, its neighbour is shown.
    #[must_use]
    pub fn closed(&self, in_field: &Rc<str>, index: usize) -> Self {
        let mut closed = self.kept(in_field);
        if index < closed.texts.len() {
            closed.texts.remove(index);
        }
        let moved = match index < self.shown {
            true => self.shown - 1,
            false => self.shown,
        };
        closed.shown = moved.min(closed.texts.len().saturating_sub(1));
        closed
    }

    /// Puts another text in the place of one, which was read anew.
    #[must_use]
    pub fn replaced(&self, index: usize, text: Rc<str>) -> Self {
        let mut replaced = self.clone();
        if let Some(place) = replaced.texts.get_mut(index) {
            place.text = text;
        }
        replaced
    }

    /// The text that is to be in the field.
    pub fn text(&self) -> Option<&Rc<str>> {
        self.texts.get(self.shown).map(|shown| &shown.text)
    }

    fn kept(&self, in_field: &Rc<str>) -> Self {
        self.replaced(self.shown, in_field.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> OpenedText {
        OpenedText {
            name: name.into(),
            text: format!("text of {name}").into(),
        }
    }

    fn names(opened: &OpenedTexts) -> Vec<&str> {
        opened.texts().iter().map(|text| &*text.name).collect()
    }

    fn shown(opened: &OpenedTexts) -> Option<&str> {
        opened.text().map(|text| &**text)
    }

    fn three() -> OpenedTexts {
        OpenedTexts::default().opened(None, ["a", "b", "c"].map(text).to_vec())
    }

    #[test]
    fn what_was_typed_stays_open_beside_a_file() {
        let typed = Rc::from("typed");
        let opened = OpenedTexts::default().opened(Some(&typed), vec![text("a")]);
        assert_eq!(names(&opened), [OpenedTexts::OWN, "a"]);
        assert_eq!(shown(&opened), Some("text of a"));
        let back = opened.showing(&"edited".into(), 0);
        assert_eq!(shown(&back), Some("typed"));
        assert_eq!(shown(&back.showing(&typed, 1)), Some("edited"));
    }

    #[test]
    fn an_empty_field_gives_its_place_up() {
        let opened = three();
        assert_eq!((names(&opened), opened.shown()), (vec!["a", "b", "c"], 0));
        let opened = opened.opened(None, vec![text("d")]);
        assert_eq!((names(&opened), opened.shown()), (vec!["b", "c", "d"], 2));
    }

    #[test]
    fn closing_a_text_shows_the_same_one_or_its_neighbour() {
        let field = Rc::from("edited");
        let second = three().showing(&field, 1);
        let closed = second.closed(&"b edited".into(), 0);
        assert_eq!(shown(&closed), Some("b edited"));
        let closed = second.closed(&field, 1);
        assert_eq!(shown(&closed), Some("text of c"));
        let closed = second.closed(&field, 2).closed(&field, 1);
        assert_eq!(shown(&closed), Some("edited"));
        let none = closed.closed(&field, 0);
        assert_eq!((shown(&none), none.shown()), (None, 0));
    }

    #[test]
    fn a_text_that_is_read_anew_takes_the_place_of_its_first_reading() {
        let opened = three().replaced(0, "anew".into());
        assert_eq!(shown(&opened), Some("anew"));
        assert_eq!(three().replaced(9, "x".into()), three());
    }
}
