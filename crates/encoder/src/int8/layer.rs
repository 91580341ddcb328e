//! One layer of the encoder.

use namelight_kernels::{LayerNorm, Output, QuantizedLinear, RowTransform, thread_pool};

use super::Stage;
use super::pass::Pass;
use super::row_chunk::RowChunk;
use crate::Config;
use crate::weights::{Weights, WeightsError};

pub(super) struct Layer {
    /// Queries, keys and values, side by side.
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

    /// Replaces the hidden states by the next ones, and calls `done` after each stage. Where several threads share the rows,
    /// it is called after each half of the layer, with the last stage of that half.
    ///
    /// Threads meet twice a layer: when all keys and values are there, and when all have been read.
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
        let projections = pass.projected.chunks_mut(projected);
        thread_pool::for_each(chunks.iter_mut().zip(projections), |(chunk, projected)| {
            self.project(chunk, projected, &mut |_| ());
        });
        done(Stage::Projections);
        let pass = &*pass;
        thread_pool::for_each(chunks.iter_mut(), |chunk| {
            self.finish(chunk, pass, &mut |_| ())
        });
        done(Stage::LayerNorm);
    }

    /// Computes queries, keys and values of a chunk.
    fn project(&self, chunk: &mut RowChunk, projected: &mut [f32], done: &mut dyn FnMut(Stage)) {
        chunk
            .activations
            .quantize(&chunk.hidden, self.attention_norm.width());
        done(Stage::Quantize);
        self.projections
            .forward(&chunk.activations, projected, Output::Write);
        done(Stage::Projections);
    }

    /// Computes attention and all that follows, which looks at other rows through their keys and values alone.
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

/// Sets `outputs` rows of a matrix, from row `first` on, to the weights under this path.
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

/// Reads the layer norm under this path.
pub(super) fn load_layer_norm(
    weights: &mut Weights,
    config: &Config,
    path: &str,
) -> Result<LayerNorm, WeightsError> {
    let weight = weights.floats(&format!("{path}.weight"))?;
    let bias = weights.floats(&format!("{path}.bias"))?;
    Ok(LayerNorm::new(weight, bias, config.layer_norm_eps as f32))
}
