//! The stages of a pass, for whoever measures what it spends its time on.

/// A stage of a pass; most stages belong to a layer and come once per layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The rows of the embedding tables are added up and normalized.
    Embeddings,
    /// The floats that go into a product are quantized, some after a layer norm.
    Quantize,
    /// The product that gives queries, keys and values.
    Projections,
    /// Scores, softmax, and what is gathered by them.
    Attention,
    /// The product behind attention, added to its residual connection.
    AttentionOutput,
    /// The first product of the feed-forward network.
    Intermediate,
    /// The activation function, and the quantization of its result.
    Activation,
    /// The second product of the feed-forward network, added to its residual connection.
    Output,
    /// The last layer norm of a layer.
    LayerNorm,
    /// The product of the head.
    Head,
}

impl Stage {
    /// Every stage, in the order of a pass.
    pub const ALL: [Self; 10] = [
        Self::Embeddings,
        Self::Quantize,
        Self::Projections,
        Self::Attention,
        Self::AttentionOutput,
        Self::Intermediate,
        Self::Activation,
        Self::Output,
        Self::LayerNorm,
        Self::Head,
    ];

    /// Its name, as a profile shows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Embeddings => "embeddings",
            Self::Quantize => "norm and quantization",
            Self::Projections => "product: queries, keys, values",
            Self::Attention => "attention",
            Self::AttentionOutput => "product: attention output",
            Self::Intermediate => "product: feed-forward in",
            Self::Activation => "GELU and quantization",
            Self::Output => "product: feed-forward out",
            Self::LayerNorm => "last norm of a layer",
            Self::Head => "product: head",
        }
    }
}
