//! State to HTML.

mod analyse;
mod chart;
mod entities;
mod highlights;
mod report;
mod status;
mod tables;

pub(crate) use analyse::Analyse;
pub(crate) use report::Report;

/// The name of an entity type for people.
pub(crate) fn kind_name(kind: &str) -> &str {
    match kind {
        "PER" => "Person",
        "ORG" => "Organisation",
        "LOC" => "Place",
        "MISC" => "Other",
        other => other,
    }
}
