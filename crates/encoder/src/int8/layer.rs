//! One layer of the encoder.

use namelight_kernels::{Dense, Norm, Output, RowChange, crew};

use super::Part;
use super::distances::Distances;
use super::share::Share;
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

    /// Replaces the hidden states by the next ones, and says which part is done; where several threads share the rows,
    /// of the first half of the layer only the last part, and of the second.
    pub(super) fn forward(
        &self,
        pass: &mut Pass,
        shares: &mut [Share],
        done: &mut dyn FnMut(Part),
    ) {
        let projected = pass.share_rows * self.projections.outputs();
        if let [share] = shares {
            self.project(share, pass.projected, done);
            self.finish(share, pass, done);
            return;
        }
        let parts = pass.projected.chunks_mut(projected);
        crew::each(shares.iter_mut().zip(parts), |(share, projected)| {
            self.project(share, projected, &mut |_| ());
        });
        done(Part::Projections);
        let pass = &*pass;
        crew::each(shares.iter_mut(), |share| {
            self.finish(share, pass, &mut |_| ())
        });
        done(Part::Norm);
    }

    /// Queries, keys and values of a share.
    fn project(&self, share: &mut Share, projected: &mut [f32], done: &mut dyn FnMut(Part)) {
        share
            .activations
            .fill(&share.hidden, self.attention_norm.width());
        done(Part::Quantize);
        self.projections
            .forward(&share.activations, projected, Output::Write);
        done(Part::Projections);
    }

    /// Attention and all that follows, which looks at other rows through their keys and values alone.
    fn finish(&self, share: &mut Share, pass: &Pass, done: &mut dyn FnMut(Part)) {
        pass.attend(share);
        done(Part::Attention);
        let width = self.attention_norm.width();
        let Share {
            hidden,
            context,
            inside,
            activations,
            ..
        } = share;
        activations.fill(context, width);
        done(Part::Quantize);
        self.attention_output
            .forward(activations, hidden, Output::Add);
        done(Part::AttentionOutput);
        activations.fill_changed(hidden, width, RowChange::Norm(&self.attention_norm));
        done(Part::Quantize);
        inside.resize(activations.rows() * self.intermediate.outputs(), 0.0);
        self.intermediate
            .forward(activations, inside, Output::Write);
        done(Part::Intermediate);
        activations.fill_changed(inside, self.intermediate.outputs(), RowChange::Gelu);
        done(Part::Activation);
        self.output.forward(activations, hidden, Output::Add);
        done(Part::Output);
        self.output_norm.forward(hidden);
        done(Part::Norm);
    }
}

/// What all shares of a pass look at.
pub(super) struct Pass<'a> {
    pub(super) sentences: &'a [Sentence<'a>],
    pub(super) distances: Option<&'a Distances>,
    /// Queries, keys and values of all rows, `(wordpieces, 3 · hidden)`.
    pub(super) projected: &'a mut [f32],
    /// Of each share but the last.
    pub(super) share_rows: usize,
}

impl Pass<'_> {
    /// Attention of a share's rows, each to its own sentence.
    fn attend(&self, share: &mut Share) {
        let width = share.attention.hidden();
        share.context.resize(share.hidden.len(), 0.0);
        let rows = share.first..share.first + share.hidden.len() / width;
        let mut start = 0;
        for sentence in self.sentences {
            let end = start + sentence.ids.len();
            let (first, last) = (rows.start.max(start), rows.end.min(end));
            if first < last {
                let bias = self.distances.map(|distances| {
                    distances.bias(sentence.ids.len(), &mut share.bias);
                    share.bias.as_slice()
                });
                share.attention.forward(
                    &self.projected[start * 3 * width..end * 3 * width],
                    bias,
                    first - start,
                    &mut share.context[(first - rows.start) * width..(last - rows.start) * width],
                );
            }
            start = end;
        }
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
