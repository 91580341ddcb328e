//! What is to be learnt of a word.

use std::sync::Arc;

/// What is to be learnt of a word.
#[derive(Clone, Debug)]
pub struct Target {
    /// The position of its first wordpiece in the row.
    pub place: usize,
    /// Its label, unless nothing is known of that or only a teacher labels it.
    pub label: Option<Label>,
    /// A teacher's probability of each label; empty without a teacher.
    pub soft: Vec<f32>,
}

/// What is known of the label of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// It is this one.
    One(u32),
    /// It is one of these, of which there are several.
    OneOf(Arc<[u32]>),
}
