//! Colours for the types of the model in use, wherever a component needs them.

use yew::prelude::*;

use crate::entity_types::Palette;

/// The colours that the analyse view has set; those of CoNLL-2003 where it has not.
#[hook]
pub fn use_palette() -> Palette {
    use_context().unwrap_or_default()
}
