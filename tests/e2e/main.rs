//! The built page in a browser, used as a person uses it. Needs `cargo xtask build` first; pictures go to
//! `target/e2e/`.

mod access;
mod analyse;
mod autosave;
mod builds;
mod documents;
mod export_menu;
mod faults;
mod firefox;
mod hosts;
mod layout;
mod letters;
mod live;
mod loading;
mod masking;
mod measure;
mod media;
mod memory;
mod models;
mod other_reports;
mod prerendered;
mod reading;
mod report;
mod report_layout;
mod surface;
mod workers;
