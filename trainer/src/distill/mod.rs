//! Learning from a larger model: its probabilities of each word take the place of a part of the labels (Hinton, Vinyals
//! and Dean, 2015).

mod teacher;
mod teacher_labels;
mod unlabelled;

pub use teacher_labels::TeacherLabels;
pub use unlabelled::Unlabelled;
