//! Hooks that tie the page's state to the browser: what a component uses, and what follows its life.

mod app_state;
mod hosted_models;
mod links;
mod measured;
mod offline;
mod palette;
mod report;
pub mod route;

pub use app_state::use_app_state;
pub use hosted_models::use_hosted_models;
pub use links::use_links;
pub use measured::use_measured;
pub use offline::{Kept, Offline, use_offline};
pub use palette::use_palette;
pub use report::use_report;
pub use route::use_route;
