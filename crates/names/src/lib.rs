//! The names of a document: which of its entities are mentions of one person, place or organisation.
//!
//! ```
//! use namelight_names::{Mention, groups};
//!
//! let mention = |surface| Mention { surface, entity_type: "PER" };
//! let mentions = ["Ada Berg", "Bo Falk", "ADA  BERG", "Berg"].map(mention);
//! assert_eq!(groups(&mentions), [0, 1, 0, 0]);
//! ```
//!
//! 1. `spelling.rs` says when two spellings are the same ([`spelling`]), with `composition.rs` for letters whose accents
//!    are written apart.
//! 2. `person.rs` reads the parts of a person's name, and `persons.rs` finds whose shorter form a name is.
//! 3. `groups.rs` gives each mention the number of its name ([`groups`]).
//! 4. `types.rs` gives all mentions of a name one type ([`one_type_per_name`]).

mod composition;
mod groups;
mod person;
mod persons;
mod spelling;
mod types;

pub use groups::{Mention, groups};
pub use spelling::spelling;
pub use types::{TypedMention, one_type_per_name};
