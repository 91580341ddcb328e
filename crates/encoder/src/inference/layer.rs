//! One layer of the encoder.

use namelight_kernels::{Dense, Norm, Output, RowChange};

use super::distances::Distances;
use super::{Buffers, Part};
use crate::weights::{Weights, WeightsError};
use crate::{Config, Sentence};

pub(super) struct Layer {
    /// Queries, keys and values.
    projections: Dense,
    attention_output: Dense,
    attention_norm: Norm,
    intermediate: Dense,
    output: Dense,
    output_norm: Norm,
}

impl Layer {
    pub(super) fn load(
        weights: &mut Weights,
        config: &Config,
        index: usize,
    ) -> Result<Self, WeightsError> {
        let path = config.model_type.layer_path(index);
        let names = config.model_type.layer_names();
        let (hidden, inside) = (config.hidden_size, config.intermediate_size);
        let mut projections = Dense::zeroed(hidden, 3 * hidden);
        for (part, name) in [names.query, names.key, names.value]
            .into_iter()
            .enumerate()
        {
            let path = format!("{path}.{name}");
            dense(&mut projections, weights, &path, part * hidden, hidden)?;
        }
        let mut single = |name: &str, input: usize, out: usize| -> Result<Dense, WeightsError> {
            let mut matrix = Dense::zeroed(input, out);
            dense(&mut matrix, weights, &format!("{path}.{name}"), 0, out)?;
            Ok(matrix)
        };
        Ok(Self {
            projections,
            attention_output: single(names.attention_output, hidden, hidden)?,
            intermediate: single(names.intermediate, hidden, inside)?,
            output: single(names.output, inside, hidden)?,
            attention_norm: norm(weights, config, &format!("{path}.{}", names.attention_norm))?,
            output_norm: norm(weights, config, &format!("{path}.{}", names.output_norm))?,
        })
    }

    /// Replaces the hidden states by the next ones, and says which part is done.
    pub(super) fn forward(
        &self,
        sentences: &[Sentence],
        distances: Option<&Distances>,
        buffers: &mut Buffers,
        done: &mut dyn FnMut(Part),
    ) {
        let width = self.attention_norm.width();
        buffers.activations.fill(&buffers.hidden, width);
        done(Part::Quantize);
        let rows = buffers.activations.rows();
        let wide = &mut buffers.wide;
        // What is there is written over.
        wide.resize(rows * self.projections.outputs(), 0.0);
        self.projections
            .forward(&buffers.activations, wide, Output::Write);
        done(Part::Projections);
        attend(sentences, distances, buffers);
        done(Part::Attention);

        let Buffers {
            hidden,
            context,
            wide,
            activations,
            ..
        } = buffers;
        activations.fill(context, width);
        done(Part::Quantize);
        self.attention_output
            .forward(activations, hidden, Output::Add);
        done(Part::AttentionOutput);
        activations.fill_changed(hidden, width, RowChange::Norm(&self.attention_norm));
        done(Part::Quantize);
        let inside = self.intermediate.outputs();
        wide.resize(rows * inside, 0.0);
        self.intermediate.forward(activations, wide, Output::Write);
        done(Part::Intermediate);
        activations.fill_changed(wide, inside, RowChange::Gelu);
        done(Part::Activation);
        self.output.forward(activations, hidden, Output::Add);
        done(Part::Output);
        self.output_norm.forward(hidden);
        done(Part::Norm);
    }
}

/// Attention of each sentence to itself.
fn attend(sentences: &[Sentence], distances: Option<&Distances>, buffers: &mut Buffers) {
    let width = buffers.attention.hidden();
    buffers.context.resize(buffers.hidden.len(), 0.0);
    let mut first = 0;
    for sentence in sentences {
        let places = first..first + sentence.ids.len();
        let bias = distances.map(|distances| {
            distances.bias(sentence.ids.len(), &mut buffers.bias);
            buffers.bias.as_slice()
        });
        buffers.attention.forward(
            &buffers.wide[places.start * 3 * width..places.end * 3 * width],
            bias,
            &mut buffers.context[places.start * width..places.end * width],
        );
        first = places.end;
    }
}

/// Sets `outputs` rows of a matrix, from `first` on, to the weights under this path.
pub(super) fn dense(
    matrix: &mut Dense,
    weights: &mut Weights,
    path: &str,
    first: usize,
    outputs: usize,
) -> Result<(), WeightsError> {
    let (values, scales) = weights.int8(&format!("{path}.weight"), outputs)?;
    matrix.set_weights(first, &values);
    matrix.set_scales(first, &scales);
    matrix.set_bias(first, &weights.floats(&format!("{path}.bias"))?);
    Ok(())
}

pub(super) fn norm(
    weights: &mut Weights,
    config: &Config,
    path: &str,
) -> Result<Norm, WeightsError> {
    let weight = weights.floats(&format!("{path}.weight"))?;
    let bias = weights.floats(&format!("{path}.bias"))?;
    Ok(Norm::new(weight, bias, config.layer_norm_eps as f32))
}
