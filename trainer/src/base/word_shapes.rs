//! Word shapes: token types that tell a model how a word is written.

use anyhow::{Context, Result};
use candle_core::{DType, Tensor};
use namelight_encoder::{Config, Parameters};
use namelight_tokenizer::WordShape;

/// Adds word shapes to a configuration and its parameters. Every shape starts as the type of the first segment, or as nothing
/// where the architecture knows no types, so that the network computes at first what it did before. A model that has word
/// shapes already keeps them.
pub fn give(config: Config, parameters: &mut Parameters) -> Result<Config> {
    if config.word_shapes {
        return Ok(config);
    }
    let config = config.with_word_shapes(WordShape::COUNT);
    let words = parameters.get(&config.word_embeddings());
    let device = words
        .context("a model without word embeddings")?
        .device()
        .clone();
    let table = match parameters.get(&config.token_type_embeddings()) {
        Some(table) => table.narrow(0, 0, 1)?.repeat((WordShape::COUNT, 1))?,
        None => Tensor::zeros((WordShape::COUNT, config.hidden_size), DType::F32, &device)?,
    };
    parameters.insert(config.token_type_embeddings(), table);
    Ok(config)
}

#[cfg(test)]
mod tests {
    use candle_core::{Device, Tensor};

    use super::*;

    fn config(text: &str) -> Config {
        Config::from_json(text.as_bytes()).unwrap()
    }

    #[test]
    fn every_shape_starts_as_the_first_type_and_once_given_they_stay() {
        let bert = config(
            r#"{"model_type": "bert", "hidden_size": 2, "num_hidden_layers": 1, "num_attention_heads": 1,
                "intermediate_size": 4, "type_vocab_size": 2, "vocab_size": 9, "max_position_embeddings": 9,
                "hidden_act": "gelu", "layer_norm_eps": 1e-12, "hidden_dropout_prob": 0.1,
                "attention_probs_dropout_prob": 0.1}"#,
        );
        let name = bert.token_type_embeddings();
        let table = Tensor::new(&[[1f32, 2.0], [3.0, 4.0]], &Device::Cpu).unwrap();
        let words = Tensor::zeros((9, 2), DType::F32, &Device::Cpu).unwrap();
        let words = (bert.word_embeddings(), words);
        let mut parameters = Parameters::from([(name.clone(), table), words]);
        let shaped = give(bert, &mut parameters).unwrap();
        assert_eq!(parameters[&name].to_vec2::<f32>().unwrap(), [[1.0, 2.0]; 4]);
        let read_back = config(&shaped.to_json());
        assert!(read_back.word_shapes);
        assert_eq!(read_back.token_types, 4);

        parameters.insert(
            name.clone(),
            Tensor::ones((4, 2), DType::F32, &Device::Cpu).unwrap(),
        );
        give(read_back, &mut parameters).unwrap();
        assert_eq!(parameters[&name].to_vec2::<f32>().unwrap(), [[1.0, 1.0]; 4]);
    }

    #[test]
    fn an_architecture_without_token_types_gets_a_table_of_nothing() {
        let distilbert = config(
            r#"{"model_type": "distilbert", "dim": 2, "n_layers": 1, "n_heads": 1, "hidden_dim": 4, "vocab_size": 9,
                "max_position_embeddings": 9, "dropout": 0.1, "attention_dropout": 0.1, "activation": "gelu"}"#,
        );
        assert_eq!(distilbert.token_types, 0);
        let words = Tensor::ones((9, 2), DType::F32, &Device::Cpu).unwrap();
        let mut parameters = Parameters::from([(distilbert.word_embeddings(), words)]);
        let shaped = give(distilbert, &mut parameters).unwrap();
        let table = &parameters[&shaped.token_type_embeddings()];
        assert_eq!(table.to_vec2::<f32>().unwrap(), [[0.0, 0.0]; 4]);
        assert_eq!(config(&shaped.to_json()).token_types, 4);
    }
}
