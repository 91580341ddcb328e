//! The files of a model directory.

use std::sync::LazyLock;

use namelight_encoder::weights::Reader;
use namelight_encoder::{Classifier, Config, Input, Int8Classifier};
use namelight_manifest::Manifest;
use namelight_tokenizer::Tokenizer;

use super::{Answer, NOTHING, refused};
use crate::seeds;

/// The configurations that weight files are read with.
static CONFIGS: LazyLock<Vec<Config>> = LazyLock::new(|| {
    let configs = seeds::encoder_files("config.json").into_iter();
    let read = |json: Vec<u8>| Config::from_json(&json).expect("fixtures are lawful");
    configs.map(read).collect()
});

/// The first byte chooses the configuration and whether floats are quantized, the second how large the pieces are that the
/// file comes in; the rest is `model.safetensors`.
pub fn weights(data: &[u8]) -> Answer {
    let [choice, pieces, file @ ..] = data else {
        return Err(NOTHING.to_owned());
    };
    let config = &CONFIGS[usize::from(choice >> 1) % CONFIGS.len()];
    let bytes = file.len() as u64;
    let mut reader = match choice & 1 {
        0 => Reader::new(config, bytes),
        _ => Reader::quantizing(config, bytes),
    };
    for piece in file.chunks(usize::from(*pieces) * 64 + 1) {
        reader.push(piece).map_err(refused)?;
    }
    let weights = reader.finish().map_err(refused)?;
    let model = Int8Classifier::load(weights, config).map_err(refused)?;
    let input = Input {
        ids: &[2, 3, 4],
        token_types: None,
    };
    let logits = model.logits(&[input]).map_err(refused)?;
    assert_eq!(logits.len(), 3 * config.labels.len());
    Ok(())
}

/// `config.json`: what is read is read again from what is written.
pub fn config(data: &[u8]) -> Answer {
    let config = Config::from_json(data).map_err(refused)?;
    let again = Config::from_json(config.to_json().as_bytes());
    let again = again.expect("a configuration that is written can be read");
    assert_eq!(again.labels, config.labels);
    assert_eq!(again.hidden_size, config.hidden_size);
    Ok(())
}

/// `tokenizer.json`: words have wordpieces.
pub fn tokenizer(data: &[u8]) -> Answer {
    let tokenizer = Tokenizer::from_bytes(data).map_err(refused)?;
    let words = ["Ada", "Zoë’s", "東京", "👩‍👧", "", "a\u{301}"];
    let pieces = tokenizer.encode(&words).map_err(refused)?;
    assert!(pieces.ids.len() <= 4096, "{} wordpieces", pieces.ids.len());
    Ok(())
}

/// `manifest.json`: addresses stay beside the manifest.
pub fn manifest(data: &[u8]) -> Answer {
    let manifest = Manifest::from_json(data).map_err(refused)?;
    for file in &manifest.files {
        for path in [file.path().ok(), file.compressed_path().ok().flatten()] {
            assert!(
                path.is_none_or(|path| !path.contains(['/', '\\'])),
                "{path:?}"
            );
        }
    }
    Ok(())
}
