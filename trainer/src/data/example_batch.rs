//! A batch of examples as tensors.

use candle_core::{Device, Result, Tensor};
use namelight_encoder::{Batch, Ops};

use super::examples::Example;
use super::targets::Label;

/// A batch of examples as tensors.
pub struct ExampleBatch {
    /// The input; its ids are rows of the table that the embeddings are looked up in.
    pub input: Batch,
    /// The wordpieces of which only the label is known.
    pub untaught: Labelled,
    /// The wordpieces that a teacher labelled as well.
    pub labelled: Labelled,
    /// The wordpieces that a teacher labelled `(n)`, and its probabilities `(n, labels)`; `None` if there are none.
    pub softened: Option<(Tensor, Tensor)>,
}

/// Wordpieces with what is known of their labels.
pub struct Labelled {
    /// Wordpieces whose label is known, and that label, `(n)` each; `None` if there are none.
    pub one: Option<(Tensor, Tensor)>,
    /// Wordpieces `(n)` of which several labels are possible, and a table `(n, labels)` with 1 for each of those and 0
    /// elsewhere; `None` if there are none.
    pub one_of: Option<(Tensor, Tensor)>,
}

impl ExampleBatch {
    /// `touched` are the ids of the rows of the table that embeddings are looked up in, in ascending order, at least
    /// those that occur in the examples. `labels` is the number of labels, and `ops` are what the network is made of.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn new(
        examples: &[&Example],
        touched: &[u32],
        labels: usize,
        (ops, device): (Ops, &Device),
    ) -> Result<Self> {
        let row_of = |id: &u32| touched.partition_point(|other| other < id) as u32;
        let rows = examples.iter();
        let rows: Vec<Vec<u32>> = rows
            .map(|example| example.ids.iter().map(row_of).collect())
            .collect();
        let (mut labelled, mut untaught) = (Places::default(), Places::default());
        let (mut soft_places, mut soft) = (Vec::new(), Vec::new());
        let mut start = 0;
        for example in examples {
            for word in &example.words {
                let place = (start + word.place) as u32;
                if let Some(label) = &word.label {
                    let known = match word.soft.is_empty() {
                        true => &mut untaught,
                        false => &mut labelled,
                    };
                    known.add(place, label, labels);
                }
                if !word.soft.is_empty() {
                    soft_places.push(place);
                    soft.extend_from_slice(&word.soft);
                }
            }
            start += example.ids.len();
        }
        Ok(Self {
            input: input(ops.batch(&rows, device)?, examples)?,
            untaught: untaught.tensors(device)?,
            labelled: labelled.tensors(device)?,
            softened: rows_of(soft_places, soft, device)?,
        })
    }
}

fn input(batch: Batch, examples: &[&Example]) -> Result<Batch> {
    let types = examples
        .iter()
        .map(|example| example.token_types.as_deref());
    match types.collect::<Option<Vec<_>>>() {
        Some(types) => batch.with_token_types(&types),
        None => Ok(batch),
    }
}

/// Places `(n)` and a table `(n, labels)` with a row for each; `None` if there are none.
fn rows_of(places: Vec<u32>, table: Vec<f32>, device: &Device) -> Result<Option<(Tensor, Tensor)>> {
    match places.len() {
        0 => Ok(None),
        count => {
            let table = Tensor::from_vec(table, (count, ()), device)?;
            Ok(Some((Tensor::new(places, device)?, table)))
        }
    }
}

/// Positions of wordpieces, and what is known of their labels.
#[derive(Default)]
struct Places {
    places: Vec<u32>,
    labels: Vec<u32>,
    places_of_sets: Vec<u32>,
    /// A row for each set, with 1 for each of its labels.
    sets: Vec<f32>,
}

impl Places {
    fn add(&mut self, place: u32, label: &Label, labels: usize) {
        match label {
            Label::One(label) => {
                self.places.push(place);
                self.labels.push(*label);
            }
            Label::OneOf(possible) => {
                let is_possible = |label: usize| possible.contains(&(label as u32));
                self.places_of_sets.push(place);
                self.sets
                    .extend((0..labels).map(|label| f32::from(u8::from(is_possible(label)))));
            }
        }
    }

    fn tensors(self, device: &Device) -> Result<Labelled> {
        let one = match self.places.is_empty() {
            true => None,
            false => Some((
                Tensor::new(self.places, device)?,
                Tensor::new(self.labels, device)?,
            )),
        };
        Ok(Labelled {
            one,
            one_of: rows_of(self.places_of_sets, self.sets, device)?,
        })
    }
}
