//! The colours of entity types, wherever a component needs them.

use yew::prelude::*;

use crate::entity_types::Palette;

/// The palette of the model in use, which the analyse view provides; elsewhere that of CoNLL-2003.
#[hook]
pub fn use_palette() -> Palette {
    use_context().unwrap_or_default()
}
