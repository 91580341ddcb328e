//! One layer of the encoder.

use namelight_kernels::{LayerNorm, Output, QuantizedLinear, RowTransform, thread_pool};

use super::Stage;
use super::relative_bias::RelativeBias;
use super::row_chunk::RowChunk;
use crate::weights::{Weights, WeightsError};
use crate::{Config, Input};

pub(super) struct Layer {
    /// Queries, keys and values.
    projections: QuantizedLinear,
    attention_output: QuantizedLinear,
    attention_norm: LayerNorm,
    intermediate: QuantizedLinear,
    output: QuantizedLinear,
    output_norm: LayerNorm,
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
        let mut projections = QuantizedLinear::zeroed(hidden, 3 * hidden);
        for (part, name) in [names.query, names.key, names.value]
            .into_iter()
            .enumerate()
        {
            let path = format!("{path}.{name}");
            load_linear(&mut projections, weights, &path, part * hidden, hidden)?;
        }
        let mut single =
            |name: &str, input: usize, out: usize| -> Result<QuantizedLinear, WeightsError> {
                let mut matrix = QuantizedLinear::zeroed(input, out);
                load_linear(&mut matrix, weights, &format!("{path}.{name}"), 0, out)?;
                Ok(matrix)
            };
        Ok(Self {
            projections,
            attention_output: single(names.attention_output, hidden, hidden)?,
            intermediate: single(names.intermediate, hidden, inside)?,
            output: single(names.output, inside, hidden)?,
            attention_norm: load_layer_norm(
                weights,
                config,
                &format!("{path}.{}", names.attention_norm),
            )?,
            output_norm: load_layer_norm(
                weights,
                config,
                &format!("{path}.{}", names.output_norm),
            )?,
        })
    }

    /// Replaces the hidden states by the next ones, and says which part is done; where several threads chunk the rows,
    /// of the first half of the layer only the last part, and of the second.
    pub(super) fn forward(
        &self,
        pass: &mut Pass,
        chunks: &mut [RowChunk],
        done: &mut dyn FnMut(Stage),
    ) {
        let projected = pass.chunk_rows * self.projections.outputs();
        if let [chunk] = chunks {
            self.project(chunk, pass.projected, done);
            self.finish(chunk, pass, done);
            return;
        }
        let parts = pass.projected.chunks_mut(projected);
        thread_pool::for_each(chunks.iter_mut().zip(parts), |(chunk, projected)| {
            self.project(chunk, projected, &mut |_| ());
        });
        done(Stage::Projections);
        let pass = &*pass;
        thread_pool::for_each(chunks.iter_mut(), |chunk| {
            self.finish(chunk, pass, &mut |_| ())
        });
        done(Stage::LayerNorm);
    }

    /// Queries, keys and values of a chunk.
    fn project(&self, chunk: &mut RowChunk, projected: &mut [f32], done: &mut dyn FnMut(Stage)) {
        chunk
            .activations
            .quantize(&chunk.hidden, self.attention_norm.width());
        done(Stage::Quantize);
        self.projections
            .forward(&chunk.activations, projected, Output::Write);
        done(Stage::Projections);
    }

    /// Attention and all that follows, which looks at other rows through their keys and values alone.
    fn finish(&self, chunk: &mut RowChunk, pass: &Pass, done: &mut dyn FnMut(Stage)) {
        pass.attend(chunk);
        done(Stage::Attention);
        let width = self.attention_norm.width();
        let RowChunk {
            hidden,
            context,
            inside,
            activations,
            ..
        } = chunk;
        activations.quantize(context, width);
        done(Stage::Quantize);
        self.attention_output
            .forward(activations, hidden, Output::Add);
        done(Stage::AttentionOutput);
        activations.transform_and_quantize(
            hidden,
            width,
            RowTransform::LayerNorm(&self.attention_norm),
        );
        done(Stage::Quantize);
        inside.resize(activations.rows() * self.intermediate.outputs(), 0.0);
        self.intermediate
            .forward(activations, inside, Output::Write);
        done(Stage::Intermediate);
        activations.transform_and_quantize(inside, self.intermediate.outputs(), RowTransform::Gelu);
        done(Stage::Activation);
        self.output.forward(activations, hidden, Output::Add);
        done(Stage::Output);
        self.output_norm.forward(hidden);
        done(Stage::LayerNorm);
    }
}

/// What all chunks of a pass look at.
pub(super) struct Pass<'a> {
    pub(super) inputs: &'a [Input<'a>],
    pub(super) relative_bias: Option<&'a RelativeBias>,
    /// Queries, keys and values of all rows, `(wordpieces, 3 · hidden)`.
    pub(super) projected: &'a mut [f32],
    /// Of each chunk but the last.
    pub(super) chunk_rows: usize,
}

impl Pass<'_> {
    /// Attention of a chunk's rows, each to its own input.
    fn attend(&self, chunk: &mut RowChunk) {
        let width = chunk.attention.hidden();
        chunk.context.resize(chunk.hidden.len(), 0.0);
        let rows = chunk.first..chunk.first + chunk.hidden.len() / width;
        let mut start = 0;
        for input in self.inputs {
            let end = start + input.ids.len();
            let (first, last) = (rows.start.max(start), rows.end.min(end));
            if first < last {
                let bias = self.relative_bias.map(|relative_bias| {
                    relative_bias.bias(input.ids.len(), &mut chunk.bias);
                    chunk.bias.as_slice()
                });
                chunk.attention.forward(
                    &self.projected[start * 3 * width..end * 3 * width],
                    bias,
                    first - start,
                    &mut chunk.context[(first - rows.start) * width..(last - rows.start) * width],
                );
            }
            start = end;
        }
    }
}

/// Sets `outputs` rows of a matrix, from `first` on, to the weights under this path.
pub(super) fn load_linear(
    matrix: &mut QuantizedLinear,
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

pub(super) fn load_layer_norm(
    weights: &mut Weights,
    config: &Config,
    path: &str,
) -> Result<LayerNorm, WeightsError> {
    let weight = weights.floats(&format!("{path}.weight"))?;
    let bias = weights.floats(&format!("{path}.bias"))?;
    Ok(LayerNorm::new(weight, bias, config.layer_norm_eps as f32))
}
