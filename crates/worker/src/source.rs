//! A place that a model's files come from.

use namelight_encoder::Config;

use crate::progress::Counted;
use crate::stream::Sink;

/// A place that a model's files come from.
pub(crate) trait Source {
    /// What can go wrong with it.
    type Error;

    /// The model's name.
    fn name(&self) -> &str;

    /// The size in bytes of one of [`MODEL_FILES`](namelight_protocol::MODEL_FILES).
    fn bytes(&self, file: &str) -> Result<u64, Self::Error>;

    /// Makes `tokenizer.json` of what was read in its place.
    async fn tokenizer(&mut self, _config: &Config, read: Vec<u8>) -> Result<Vec<u8>, Self::Error> {
        Ok(read)
    }

    /// Takes one of [`MODEL_FILES`](namelight_protocol::MODEL_FILES) into a sink, checked as far as this source can do so.
    async fn read(
        &mut self,
        file: &'static str,
        to: &mut Counted<'_, impl Sink>,
    ) -> Result<(), Self::Error>;
}
