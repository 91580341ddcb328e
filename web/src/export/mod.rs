//! A text with its names, in forms to take elsewhere.
//!
//! Each form is a file with a [`Format`]: what the menu says of it, and a pure function from an [`AnnotatedText`] to what
//! is written. The menu and the downloads are loops over [`FORMATS`], so a new form is a file and an entry there. A form
//! that replaces names is refused while some of the text has not been analysed (`completeness.rs`).

mod completeness;
mod conll;
pub mod corrections;
mod csv;
mod html;
mod json;
mod masked;
pub mod share_link;

#[cfg(test)]
mod tests;

use namelight_text::{Entity, TextRecord};

use crate::entity_types::Palette;

pub use completeness::{Completeness, Unmasked};

/// All forms, in the order of the menu.
pub const FORMATS: [Format; 6] = [
    json::FORMAT,
    csv::FORMAT,
    conll::FORMAT,
    html::FORMAT,
    masked::BY_TYPE,
    masked::NUMBERED,
];

/// A form to export a text in.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The name in the menu.
    pub name: &'static str,
    /// What is in it.
    pub explanation: &'static str,
    /// What a download is called.
    pub file_name: &'static str,
    /// The media type of a download.
    pub media_type: &'static str,
    /// Whether it is meant to hold no name: then it is only written of a text that is analysed to its end.
    pub replaces_names: bool,
    /// What a download starts with.
    file_start: &'static str,
    write: fn(&AnnotatedText) -> String,
}

impl Format {
    /// The text in this form.
    ///
    /// # Errors
    /// When the form replaces names and not all of the text has been analysed.
    pub fn render(&self, text: &AnnotatedText) -> Result<String, Unmasked> {
        text.completeness.allows(self)?;
        Ok((self.write)(text))
    }

    /// The content of a download.
    ///
    /// # Errors
    /// As [`Format::render`].
    pub fn file(&self, text: &AnnotatedText) -> Result<String, Unmasked> {
        Ok(self.file_start.to_owned() + &self.render(text)?)
    }
}

/// A text with its names.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnotatedText<'a> {
    text: &'a str,
    /// In the order of the text, none of them empty, no two overlapping.
    entities: Vec<Entity>,
    palette: Palette,
    completeness: Completeness,
}

impl<'a> AnnotatedText<'a> {
    /// Entities that are no place in the text, are empty or overlap an earlier one are left out.
    pub fn new(
        text: &'a str,
        entities: impl IntoIterator<Item = Entity>,
        palette: Palette,
        completeness: Completeness,
    ) -> Self {
        let mut kept: Vec<Entity> = Vec::new();
        for entity in entities {
            let at = kept.last().map_or(0, |last| last.span.end);
            let is_name = entity.span.slice(text).is_some_and(|name| !name.is_empty());
            if is_name && entity.span.start >= at {
                kept.push(entity);
            }
        }
        Self {
            text,
            entities: kept,
            palette,
            completeness,
        }
    }

    /// Text and names in the schema of `namelight annotate`.
    fn record(&self) -> TextRecord<'_> {
        TextRecord::new(self.text, &self.entities)
    }

    /// The text in pieces: what stands in front of each name with the name, and what is left behind the last.
    fn pieces<'d>(&'d self) -> (Vec<Piece<'d>>, &'a str) {
        let mut at = 0;
        let piece = |entity: &'d Entity| {
            let span = entity.span;
            let before = self.text.get(at..span.start).unwrap_or_default();
            at = span.end;
            Piece {
                before,
                entity,
                name: span.slice(self.text).unwrap_or_default(),
            }
        };
        let pieces = self.entities.iter().map(piece).collect();
        (pieces, self.text.get(at..).unwrap_or_default())
    }
}

/// A name with what stands in front of it.
struct Piece<'a> {
    before: &'a str,
    entity: &'a Entity,
    name: &'a str,
}
