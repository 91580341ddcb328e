//! What a visit starts with, and what is stored for the next one.

pub mod autosave;
pub mod example;
pub mod initial_state;
pub mod prerendered;
pub mod set_aside;
pub mod settings;
