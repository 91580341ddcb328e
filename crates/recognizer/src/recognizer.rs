//! Batches of sentences to labels.

use namelight_encoder::{Batch, Config, Device, NoDropout, TokenClassifier, weights};
use namelight_text::{LabelSet, decode};
use namelight_wordpieces::WordpieceTokenizer;

use crate::{RecognizerError, Row, encode_rows};

/// The bytes of a model directory's files.
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
    tokenizer: WordpieceTokenizer,
    model: TokenClassifier,
    labels: LabelSet,
    device: Device,
}

/// What the encoder says of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// The most probable legal label sequence, one label a word.
    pub labels: Vec<usize>,
    /// Log probabilities `(words, labels)`, row by row, before decoding. A word without a wordpiece (control characters
    /// only) has equal ones.
    pub log_probabilities: Vec<f32>,
    /// Wordpieces read, special tokens left out.
    pub wordpieces: usize,
}

impl Recognizer {
    /// Reads and checks a model for the CPU.
    ///
    /// # Errors
    /// When a file is damaged or the files do not belong together.
    pub fn load(files: &ModelFiles) -> Result<Self, RecognizerError> {
        let device = Device::Cpu;
        let config = Config::from_json(&files.config)?;
        let tokenizer = WordpieceTokenizer::from_bytes(&files.tokenizer)?;
        // Before the weights are read: files of different models are the likeliest mistake, and this says so best.
        check_vocabulary(&tokenizer, &config)?;
        let parameters = weights::read(&files.weights, &config, &device)?;
        let model = TokenClassifier::load(&parameters, &config)?;
        Self::new(tokenizer, model, &config, device)
    }

    /// Joins parts that are loaded already.
    ///
    /// # Errors
    /// When tokenizer and encoder have different vocabularies or the labels are not BIO labels.
    pub fn new(
        tokenizer: WordpieceTokenizer,
        model: TokenClassifier,
        config: &Config,
        device: Device,
    ) -> Result<Self, RecognizerError> {
        check_vocabulary(&tokenizer, config)?;
        let labels = LabelSet::new(config.labels.clone())?;
        Ok(Self {
            tokenizer,
            model,
            labels,
            device,
        })
    }

    /// The labels, by index.
    pub fn labels(&self) -> &LabelSet {
        &self.labels
    }

    /// Labels a batch of sentences, each given as its words.
    ///
    /// # Errors
    /// When the tokenizer or the encoder fails.
    pub fn label(&self, sentences: &[Vec<&str>]) -> Result<Vec<Labelled>, RecognizerError> {
        let mut rows: Vec<Row> = Vec::new();
        let mut row_sentences = Vec::new();
        for (index, words) in sentences.iter().enumerate() {
            let encoded = encode_rows(&self.tokenizer, words, self.model.max_positions())?;
            row_sentences.extend(encoded.iter().map(|_| index));
            rows.extend(encoded);
        }
        let uniform = -(self.labels.len() as f32).ln();
        let blank = |words: &Vec<&str>| vec![uniform; words.len() * self.labels.len()];
        let mut log_probabilities: Vec<Vec<f32>> = sentences.iter().map(blank).collect();
        for (row, &sentence) in self.run(&rows)?.iter().zip(&row_sentences) {
            for (word, values) in row {
                log_probabilities[sentence][word * values.len()..][..values.len()]
                    .copy_from_slice(values);
            }
        }
        let mut wordpieces = vec![0; sentences.len()];
        for (row, &sentence) in rows.iter().zip(&row_sentences) {
            wordpieces[sentence] += row.ids.len() - 2;
        }
        let labelled = log_probabilities.into_iter().zip(wordpieces);
        Ok(labelled
            .map(|(log_probabilities, wordpieces)| Labelled {
                labels: decode(&log_probabilities, &self.labels),
                log_probabilities,
                wordpieces,
            })
            .collect())
    }

    /// Log probabilities of the labels of each row's words.
    fn run(&self, rows: &[Row]) -> Result<Vec<RowResult>, RecognizerError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<Vec<u32>> = rows.iter().map(|row| row.ids.clone()).collect();
        let batch = Batch::new(&ids, self.tokenizer.pad_id(), &self.device)?;
        let logits = self
            .model
            .forward(&batch, &mut NoDropout)?
            .to_vec3::<f32>()?; // (rows, seq, labels)
        let read = rows.iter().zip(&logits).map(|(row, places)| {
            row.words
                .iter()
                .map(|&(word, place)| (word, log_softmax(&places[place])))
                .collect()
        });
        Ok(read.collect())
    }
}

/// A row's words with the log probabilities of their labels.
type RowResult = Vec<(usize, Vec<f32>)>;

/// Some checkpoints round their table up, so a few rows without a wordpiece are no mistake.
const VOCABULARY_PADDING: usize = 128;

fn check_vocabulary(
    tokenizer: &WordpieceTokenizer,
    config: &Config,
) -> Result<(), RecognizerError> {
    let (tokenizer, config) = (tokenizer.vocab_size(), config.vocab_size);
    if tokenizer > config || config - tokenizer >= VOCABULARY_PADDING {
        return Err(RecognizerError::Vocabulary { tokenizer, config });
    }
    Ok(())
}

/// `logits` minus the logarithm of the sum of their exponentials, taken about the largest so that nothing overflows.
fn log_softmax(logits: &[f32]) -> Vec<f32> {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = logits.iter().map(|logit| (logit - largest).exp()).sum();
    logits
        .iter()
        .map(|logit| logit - largest - sum.ln())
        .collect()
}
