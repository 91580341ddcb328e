//! A model with its tokenizer, which labels batches of sentences.

use namelight_encoder::weights::{self, WeightFormat, Weights, WeightsError};
use namelight_encoder::{Classifier, Config, Device, Input, Int8Classifier, TokenClassifier};
use namelight_text::{DecodingOptions, LabelError, LabelScheme, LabelSet};
use namelight_tokenizer::{Tokenizer, WordShape};

use crate::word_probabilities::{Labelled, WordProbabilities};
use crate::{InputRow, RecognizerError, encode_rows};

/// The files of a model directory, as bytes.
#[derive(Clone, Debug)]
pub struct ModelFiles {
    /// `config.json`.
    pub config: Vec<u8>,
    /// `tokenizer.json`.
    pub tokenizer: Vec<u8>,
    /// `model.safetensors`, float or int8.
    pub weights: Vec<u8>,
}

/// A tokenizer, an encoder and its labels.
pub struct Recognizer {
    tokenizer: Tokenizer,
    model: Box<dyn Classifier>,
    labels: LabelSet,
    word_shapes: bool,
    temperature: f32,
}

impl Recognizer {
    /// Reads and checks a model for the CPU. A model with int8 weights computes with them, as it does in the browser.
    ///
    /// # Errors
    /// When a file is damaged or the files do not belong together.
    pub fn load(files: &ModelFiles) -> Result<Self, RecognizerError> {
        Self::load_on(files, &Device::Cpu)
    }

    /// Reads and checks a model for a device. Elsewhere than on the CPU it computes in f32, whatever its weights are.
    ///
    /// # Errors
    /// As [`Self::load`], and when the device has no room.
    pub fn load_on(files: &ModelFiles, device: &Device) -> Result<Self, RecognizerError> {
        let (config, tokenizer) = read_texts(&files.config, &files.tokenizer)?;
        let mut reader = weights::Reader::new(&config, files.weights.len() as u64);
        reader.push(&files.weights)?;
        let weights = reader.finish()?;
        if device.is_cpu() && weights.format() == WeightFormat::Int8 {
            return Self::int8(tokenizer, weights, &config);
        }
        let parameters = weights::to_parameters(weights, &config, device)?;
        let model = TokenClassifier::load(&parameters, &config).map_err(WeightsError::from)?;
        Self::new(tokenizer, model, &config)
    }

    /// Makes a recognizer that computes with int8 weights; float weights are quantized.
    ///
    /// # Errors
    /// Fails as [`Self::new`] does, and when a tensor is missing.
    pub fn int8(
        tokenizer: Tokenizer,
        weights: Weights,
        config: &Config,
    ) -> Result<Self, RecognizerError> {
        Self::new(tokenizer, Int8Classifier::load(weights, config)?, config)
    }

    /// Joins parts that are loaded already.
    ///
    /// # Errors
    /// When tokenizer and encoder have different vocabularies, the labels are of a scheme that cannot be read, or a
    /// model with word shapes has too few token types.
    pub fn new(
        tokenizer: Tokenizer,
        model: impl Classifier + 'static,
        config: &Config,
    ) -> Result<Self, RecognizerError> {
        check_vocabulary(&tokenizer, config)?;
        check_word_shapes(config)?;
        let labels = label_set(config)?;
        Ok(Self {
            tokenizer,
            model: Box::new(model),
            labels,
            word_shapes: config.word_shapes,
            temperature: config.temperature as f32,
        })
    }

    /// Returns the same model with the network's own probabilities, which distillation and calibration need.
    pub fn uncalibrated(self) -> Self {
        Self {
            temperature: 1.0,
            ..self
        }
    }

    /// Returns the temperature that logits are divided by before they become probabilities.
    pub(crate) fn temperature(&self) -> f32 {
        self.temperature
    }

    pub(crate) fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    pub(crate) fn model(&self) -> &dyn Classifier {
        self.model.as_ref()
    }

    /// Returns the length of the longest input in wordpieces, special tokens included.
    pub fn max_positions(&self) -> usize {
        self.model.max_positions()
    }

    /// Returns the labels of the model.
    pub fn labels(&self) -> &LabelSet {
        &self.labels
    }

    /// Returns the wordpieces of a word, as the vocabulary writes them.
    ///
    /// # Errors
    /// When the tokenizer refuses the word.
    pub fn wordpieces(&self, word: &str) -> Result<Vec<String>, RecognizerError> {
        let pieces = self.tokenizer.encode(&[word])?;
        let tokens = pieces.ids.iter().filter_map(|id| self.tokenizer.token(*id));
        Ok(tokens.collect())
    }

    /// Labels a batch of sentences, each given as its words.
    ///
    /// # Errors
    /// When the tokenizer or the encoder fails.
    pub fn label(&self, sentences: &[Vec<&str>]) -> Result<Vec<Labelled>, RecognizerError> {
        let mut probabilities = Vec::with_capacity(sentences.len());
        let mut rows: Vec<InputRow> = Vec::new();
        let mut row_sentences = Vec::new();
        for (index, words) in sentences.iter().enumerate() {
            probabilities.push(WordProbabilities::unread(words.len(), self.labels.len()));
            let encoded = self.encode(words)?;
            row_sentences.extend(encoded.iter().map(|_| index));
            rows.extend(encoded);
        }
        let mut row_sentences = row_sentences.into_iter();
        for rows in batches(&rows) {
            let logits = self.logits(rows)?;
            for ((row, logits), sentence) in rows.iter().zip(&logits).zip(&mut row_sentences) {
                probabilities[sentence].take(row, logits, self.temperature);
            }
        }
        let options = DecodingOptions::default();
        let probabilities = probabilities.into_iter();
        Ok(probabilities
            .map(|probabilities| probabilities.labelled(&self.labels, &options))
            .collect())
    }

    /// Encodes the words of a sentence into input rows.
    pub(crate) fn encode(&self, words: &[&str]) -> Result<Vec<InputRow>, RecognizerError> {
        let rows = encode_rows(&self.tokenizer, words, self.model.max_positions())?;
        Ok(rows)
    }

    /// Computes the logits `(seq, labels)` of each row.
    pub(crate) fn logits(&self, rows: &[InputRow]) -> Result<Vec<Vec<Vec<f32>>>, RecognizerError> {
        let sentences = rows.iter().map(|row| Input {
            ids: &row.ids,
            token_types: self.word_shapes.then_some(&row.token_types),
        });
        let logits = self.model.logits(&sentences.collect::<Vec<_>>())?;
        let mut logits = logits
            .chunks_exact(self.model.labels())
            .map(<[f32]>::to_vec);
        Ok(rows
            .iter()
            .map(|row| logits.by_ref().take(row.ids.len()).collect())
            .collect())
    }
}

/// Reads and checks the small files of a model, `config.json` and `tokenizer.json`. This is done before the weights are
/// read, since files of different models are the likeliest mistake and are told best here.
///
/// # Errors
/// When a file is damaged or they do not belong together.
pub fn read_texts(config: &[u8], tokenizer: &[u8]) -> Result<(Config, Tokenizer), RecognizerError> {
    let config = read_config(config)?;
    let tokenizer = read_tokenizer(tokenizer, &config)?;
    Ok((config, tokenizer))
}

/// Reads the `config.json` of a token classifier.
///
/// # Errors
/// When it is unusable, or of a model that does something else, or its labels are of a scheme that cannot be read.
pub fn read_config(config: &[u8]) -> Result<Config, RecognizerError> {
    let config = Config::from_json(config)?;
    config.check_token_classifier()?;
    label_set(&config)?;
    Ok(config)
}

/// Reads a `tokenizer.json`.
///
/// # Errors
/// When it is unusable, or belongs to another model.
pub fn read_tokenizer(tokenizer: &[u8], config: &Config) -> Result<Tokenizer, RecognizerError> {
    let tokenizer = Tokenizer::from_bytes(tokenizer)?;
    check_vocabulary(&tokenizer, config)?;
    Ok(tokenizer)
}

/// The largest number of pairs of positions that attention compares at once: those of four rows of 512 positions, or of
/// a usual batch. A batch of many long rows would take gigabytes.
const MAX_PAIRS: usize = 4 * 512 * 512;

/// Splits rows into batches that stay below [`MAX_PAIRS`] when they are padded to the longest row.
fn batches(mut rows: &[InputRow]) -> impl Iterator<Item = &[InputRow]> {
    std::iter::from_fn(move || {
        let mut longest = 0;
        let fits = rows.iter().enumerate().take_while(|(index, row)| {
            longest = row.ids.len().max(longest);
            *index == 0 || (index + 1) * longest * longest <= MAX_PAIRS
        });
        let (batch, rest) = rows.split_at(fits.count());
        rows = rest;
        (!batch.is_empty()).then_some(batch)
    })
}

/// Reads the labels of a model, in the scheme that its `config.json` states.
fn label_set(config: &Config) -> Result<LabelSet, LabelError> {
    let scheme = config.label_scheme().map(LabelScheme::from_name);
    LabelSet::new(config.labels.clone(), scheme.transpose()?)
}

/// Some checkpoints round the size of their table up, so this number of rows without a wordpiece is no mistake.
const VOCABULARY_PADDING: usize = 128;

fn check_vocabulary(tokenizer: &Tokenizer, config: &Config) -> Result<(), RecognizerError> {
    let (tokenizer, config) = (tokenizer.vocab_size(), config.vocab_size);
    if tokenizer > config || config - tokenizer >= VOCABULARY_PADDING {
        return Err(RecognizerError::Vocabulary { tokenizer, config });
    }
    Ok(())
}

fn check_word_shapes(config: &Config) -> Result<(), RecognizerError> {
    let (found, needed) = (config.token_types, WordShape::COUNT);
    if config.word_shapes && found < needed {
        return Err(RecognizerError::WordShapes { found, needed });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lengths: &[usize]) -> Vec<InputRow> {
        let row = |length: &usize| InputRow {
            ids: vec![0; *length],
            token_types: vec![0; *length],
            words: Vec::new(),
        };
        lengths.iter().map(row).collect()
    }

    #[test]
    fn batches_follow_each_other_and_are_never_too_large() {
        let rows = rows(&[12, 512, 512, 30, 512, 512, 8, 9, 5000, 3].repeat(5));
        let batches: Vec<_> = batches(&rows).collect();
        assert_eq!(batches.concat(), rows);
        for batch in batches {
            let longest = batch.iter().map(|row| row.ids.len()).max().unwrap();
            let pairs = batch.len() * longest * longest;
            assert!(pairs <= MAX_PAIRS || batch.len() == 1, "{pairs}");
        }
    }

    #[test]
    fn a_usual_batch_stays_in_one_piece() {
        let rows = rows(&[128; 64]);
        assert_eq!(batches(&rows).count(), 1);
        assert_eq!(batches(&[]).count(), 0);
    }
}
