//! The built page in a browser, used as a person uses it. Needs `cargo xtask build` first; pictures go to
//! `target/e2e/`.

mod analyse;
mod builds;
mod early;
mod faults;
mod keeping;
mod layout;
mod live;
mod loading;
mod measure;
mod media;
mod models;
mod reading;
mod report;
mod take_away;
