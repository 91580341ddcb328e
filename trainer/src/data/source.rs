//! A source: one corpus among the data of a run, with its splits and how it counts.

use std::sync::Arc;

use anyhow::{Result, ensure};
use namelight_scores::report::DataFacts;
use namelight_text::{LabelSet, Tag, Task, entity_counts};

use super::Split;
use super::targets::Label;
use crate::evaluate::TypeFilter;

/// One corpus among the data of a run.
pub struct Source {
    /// Its name in tables; none where the data is a single folder.
    pub name: Option<String>,
    /// How often an epoch visits its training sentences: 0.5 visits half of them, 2 all of them twice.
    pub share: f64,
    /// The entity types that it labels wherever they occur; none where it labels all.
    pub types: Option<Vec<String>>,
    /// The share of its training data that is held out for validation, where its entry says so.
    pub validation_split: Option<f64>,
    /// The split that is learnt from.
    pub train: Option<Split>,
    /// The split that is scored after each epoch.
    pub validation: Option<Split>,
    /// The split that is scored at the end.
    pub test: Option<Split>,
}

impl Source {
    /// The splits that there are.
    pub fn splits(&self) -> impl Iterator<Item = &Split> {
        let splits = [&self.train, &self.validation, &self.test];
        splits.into_iter().flatten()
    }

    /// What the report says of each split.
    pub fn facts(&self) -> impl Iterator<Item = DataFacts> {
        self.splits().map(|split| DataFacts {
            source: self.name.clone(),
            ..split.facts.clone()
        })
    }

    /// The types that count when a model is scored on this source.
    pub fn type_filter(&self) -> TypeFilter {
        self.types
            .as_ref()
            .map_or_else(TypeFilter::default, |types| TypeFilter::of(types))
    }

    /// What is known of a word that is outside all entities of the source: it is outside, or of a type that the source does
    /// not label.
    pub fn outside(&self, labels: &LabelSet) -> Label {
        let filter = self.type_filter();
        let is_possible = |tag: Tag| match tag.entity_type() {
            None => true,
            Some(entity_type) => !filter.keeps(&labels.entity_types()[entity_type]),
        };
        let tags = labels.tags().iter().enumerate();
        let possible = tags.filter(|(_, tag)| is_possible(**tag));
        let possible: Arc<[u32]> = possible.map(|(label, _)| label as u32).collect();
        match &*possible {
            [label] => Label::One(*label),
            _ => Label::OneOf(possible),
        }
    }

    /// Keeps the first sentences of each split only.
    pub(super) fn limited(self, sentences: usize) -> Self {
        let limit = |split: Option<Split>| split.map(|split| split.limited(sentences));
        Self {
            train: limit(self.train),
            validation: limit(self.validation),
            test: limit(self.test),
            ..self
        }
    }

    /// The same with the types that occur in it as those that it labels, unless it states them.
    ///
    /// # Errors
    /// When it states types though its tags are those of another task.
    pub(super) fn with_types(self, task: Task) -> Result<Self> {
        ensure!(
            task == Task::Ner || self.types.is_none(),
            "types are those of entities; leave them out, or take --task ner"
        );
        ensure!(
            self.types.as_ref().is_none_or(|types| !types.is_empty()),
            "types names none; leave it out where all types are labelled that occur"
        );
        if task != Task::Ner || self.types.is_some() {
            return Ok(self);
        }
        let counts = self.splits().map(|split| entity_counts(&split.sentences));
        let mut types: Vec<String> = counts.flat_map(|counts| counts.into_keys()).collect();
        types.sort();
        types.dedup();
        ensure!(!types.is_empty(), "no entity in its files");
        Ok(Self {
            types: Some(types),
            ..self
        })
    }
}
