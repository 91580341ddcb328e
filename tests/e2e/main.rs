//! The built page in a browser, used as a person uses it. Needs `cargo xtask build` first; pictures go to
//! `target/e2e/`.

mod access;
mod analyse;
mod builds;
mod early;
mod faults;
mod firefox;
mod keeping;
mod layout;
mod live;
mod loading;
mod measure;
mod media;
mod models;
mod other_reports;
mod reading;
mod report;
mod take_away;
