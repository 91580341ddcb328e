//! What of the analysis the person looks at.

use std::collections::BTreeSet;

use namelight_scores::OperatingPoint;
use namelight_text::{Entity, Span};

/// What the person looks at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The first byte of the text in the viewport.
    pub first_visible: usize,
    /// Which names are shown.
    pub filter: Filter,
    /// The name whose details are open.
    pub selected: Option<Span>,
}

/// Which names are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Entity types that are switched off.
    pub hidden: BTreeSet<String>,
    /// How sure a name has to be.
    pub point: OperatingPoint,
    /// Whether things with a fixed form, such as e-mail addresses, are shown beside the names.
    pub fixed_forms: bool,
}

/// A change of the view.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// An entity type is switched off, or on again.
    EntityType(String),
    /// Names have to be so sure.
    OperatingPoint(OperatingPoint),
    /// Things with a fixed form are switched on, or off again.
    FixedForms,
    /// The details of this name are opened, or those that are open are closed.
    Select(Option<Span>),
}

impl View {
    /// Makes this change.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::EntityType(kind) => {
                if !self.filter.hidden.remove(&kind) {
                    self.filter.hidden.insert(kind);
                }
            }
            Change::OperatingPoint(point) => self.filter.point = point,
            Change::FixedForms => self.filter.fixed_forms = !self.filter.fixed_forms,
            Change::Select(span) => self.selected = span,
        }
    }
}

impl Filter {
    /// Whether an entity is to be shown.
    pub fn shows<S>(&self, entity: &Entity<S>) -> bool {
        entity.score >= self.point.threshold && !self.hidden.contains(&entity.entity_type)
    }
}
