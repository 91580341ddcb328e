//! Names of a text masked, and put back into an answer.
//!
//! ```
//! use namelight_masking::{Item, mask, restore};
//! use namelight_text::Span;
//!
//! let text = "Ada Berg lives in Oslo. Berg sings.";
//! let item = |start, end, kind| Item { span: Span { start, end }, kind };
//! let items = [item(0, 8, "PER"), item(18, 22, "LOC"), item(24, 28, "PER")];
//! let masked = mask(text, &items);
//! assert_eq!(masked.text, "[PER_1] lives in [LOC_1]. [PER_1b] sings.");
//!
//! // A chatbot reads the masked text and answers.
//! let answer = restore("**[PER_1]**'s home is LOC_1.", &masked.table);
//! assert_eq!(answer.text, "**Ada Berg**'s home is Oslo.");
//! assert_eq!(answer.unused, ["[PER_1b]"]);
//! assert_eq!(restore(&masked.text, &masked.table).text, text);
//! ```
//!
//! 1. `patterns/` finds what has a fixed form: addresses, numbers of accounts and phones, keys ([`fixed_forms`]).
//! 2. `lists/` adds what a person always wants masked, and takes away what is never a name ([`List`]).
//! 3. `mask.rs` puts placeholders in place of names ([`mask()`]), with `items.rs` for what overlaps and `numbers.rs`
//!    for numbers that are free.
//! 4. `placeholders/` says how placeholders are written and what is read as one.
//! 5. `restore.rs` puts the names back ([`restore()`]).
//! 6. `table.rs` writes the table of names to a file and reads it ([`table_to_json`], [`table_from_json`]).
//!
//! All places are half-open ranges of bytes. All of it takes time that grows linearly with the length of the text.

mod characters;
mod items;
mod lists;
mod mask;
mod numbers;
mod patterns;
mod placeholders;
mod restore;
mod table;

pub use items::Item;
pub use lists::{Entry, EntryProblem, List, ListError, UNTYPED, Verdict};
pub use mask::{Masked, Placeholder, mask, mask_by_type, mask_names_and_forms};
pub use patterns::{FixedForm, Kind, fixed_forms};
pub use placeholders::type_name;
pub use restore::{Restored, Unrestored, restore};
pub use table::{TableError, table_from_json, table_to_json};
