//! A text with its names, in forms to take elsewhere.

mod conll;
mod csv;
mod html;
mod json;
mod masked;
mod palette;
pub mod share_link;

use namelight_text::Entity;

use masked::Masks;

/// A form to take a text away in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The text and its names with their places.
    Json,
    /// A row a name.
    Csv,
    /// A word a line with its tag.
    Conll,
    /// A page of its own.
    Html,
    /// The text with each name replaced by its type.
    Masked,
    /// The text with each name replaced by its type and a number.
    Pseudonyms,
}

impl Format {
    /// All, in the order of the menu.
    pub const ALL: [Self; 6] = [
        Self::Json,
        Self::Csv,
        Self::Conll,
        Self::Html,
        Self::Masked,
        Self::Pseudonyms,
    ];

    /// The name in the menu.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Conll => "CoNLL columns",
            Self::Html => "Web page",
            Self::Masked => "Names masked",
            Self::Pseudonyms => "Names numbered",
        }
    }

    /// What is in it.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Json => "the fields of transformers, places in characters, bytes and UTF-16",
            Self::Csv => "a row a name, for spreadsheets",
            Self::Conll => "a word a line with its tag, IOB2",
            Self::Html => "names lit up, one file, no scripts",
            Self::Masked => "the text with [PER] for a person",
            Self::Pseudonyms => "[PER_1]: the same name, the same number",
        }
    }

    /// What a download is called.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Json => "namelight.json",
            Self::Csv => "namelight.csv",
            Self::Conll => "namelight.conll",
            Self::Html => "namelight.html",
            Self::Masked => "namelight-masked.txt",
            Self::Pseudonyms => "namelight-numbered.txt",
        }
    }

    /// What a browser calls such a file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv;charset=utf-8",
            Self::Html => "text/html;charset=utf-8",
            Self::Conll | Self::Masked | Self::Pseudonyms => "text/plain;charset=utf-8",
        }
    }

    /// What a download holds. Excel reads a table as UTF-8 only when it starts with a byte order mark.
    pub fn file(self, document: &Document) -> String {
        let mark = match self {
            Self::Csv => "\u{feff}",
            _ => "",
        };
        mark.to_owned() + &render(self, document)
    }
}

/// A text with its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Document<'a> {
    text: &'a str,
    entities: Vec<Entity>,
}

impl<'a> Document<'a> {
    /// Entities that are no place in the text, are empty or overlap an earlier one are left out.
    pub fn new(text: &'a str, entities: &[Entity]) -> Self {
        let mut kept: Vec<Entity> = Vec::with_capacity(entities.len());
        for entity in entities {
            let at = kept.last().map_or(0, |last| last.span.end);
            let is_name = entity.span.slice(text).is_some_and(|name| !name.is_empty());
            if is_name && entity.span.start >= at {
                kept.push(entity.clone());
            }
        }
        Self {
            text,
            entities: kept,
        }
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

/// A text with its names in a form.
pub fn render(format: Format, document: &Document) -> String {
    match format {
        Format::Json => json::render(document),
        Format::Csv => csv::render(document),
        Format::Conll => conll::render(document),
        Format::Html => html::render(document),
        Format::Masked => masked::render(document, Masks::Types),
        Format::Pseudonyms => masked::render(document, Masks::Numbered),
    }
}

#[cfg(test)]
mod tests;
