//! What a pass spends its time on.

/// A part of a pass; several may belong to each layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Rows of the embedding tables, their sum and its norm.
    Embeddings,
    /// Floats to the integers that go into a product, with the norm or the activation function before it.
    Quantize,
    /// Queries, keys and values.
    Projections,
    /// Scores, softmax and what is gathered by them.
    Attention,
    /// The product behind attention, with its residual connection.
    AttentionOutput,
    /// The feed-forward network's first product.
    Intermediate,
    /// Its activation function, and its result to integers.
    Activation,
    /// Its second product, with the residual connection.
    Output,
    /// A layer's last norm.
    LayerNorm,
    /// The head's product.
    Head,
}

impl Stage {
    /// Every part, in the order of a pass.
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

    /// Its name in a profile.
    pub fn name(self) -> &'static str {
        match self {
            Self::Embeddings => "embeddings",
            Self::Quantize => "norm and rounding to integers",
            Self::Projections => "product: queries, keys, values",
            Self::Attention => "attention",
            Self::AttentionOutput => "product: attention output",
            Self::Intermediate => "product: feed-forward in",
            Self::Activation => "GELU and rounding to integers",
            Self::Output => "product: feed-forward out",
            Self::LayerNorm => "last norm of a layer",
            Self::Head => "product: head",
        }
    }
}
