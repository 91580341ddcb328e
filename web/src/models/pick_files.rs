//! Finds the model among the files that a person picked, or says what is missing.

use namelight_protocol::{MODEL_FILES, TOKENIZER_CONFIG, VOCABULARY};
use thiserror::Error;

/// The advice for every folder that is not a model's.
const WANTED: &str = "open the folder of a Hugging Face token classifier, with config.json, tokenizer.json (or vocab.txt) and model.safetensors in it";

/// The advice where transformers can turn a file into the one that is missing.
const SAVE_AGAIN: &str =
    "load and save the model once with transformers (from_pretrained, save_pretrained)";

/// Files that are missing with what other programs write in place of them, and what is said of that.
const INSTEAD: [(&str, &str, &str); 5] = [
    (
        "model.safetensors",
        "model.safetensors.index.json",
        "model.safetensors.index.json says that the weights are in several files, which are not put together here",
    ),
    (
        "model.safetensors",
        "pytorch_model.bin",
        "there is pytorch_model.bin, which is not read, since such a file is a program",
    ),
    (
        "model.safetensors",
        "tf_model.h5",
        "there is tf_model.h5, a file of TensorFlow's",
    ),
    (
        "model.safetensors",
        "flax_model.msgpack",
        "there is flax_model.msgpack, a file of Flax's",
    ),
    (
        "model.safetensors",
        "adapter_model.safetensors",
        "there is adapter_model.safetensors, which only changes another model",
    ),
];

/// A file that was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its path below the folder that was picked: `my-model/config.json`.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
}

/// The files of a model among the candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundModel {
    /// The name of the model's folder.
    pub name: String,
    /// Indices of the candidates, in the order of [`MODEL_FILES`]. That of the tokenizer may be a vocabulary, and how it is
    /// used comes last then, if that is said.
    pub places: Vec<usize>,
    /// Size of the weight file in bytes.
    pub bytes: u64,
}

/// Why there is no model among the files.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum FilesError {
    /// There is no file at all.
    #[error("there is no file in what was opened; {WANTED}")]
    Nothing,
    /// More than one file is missing.
    #[error("{folder} holds no model: {missing} are missing; {WANTED}")]
    NoModel {
        /// The folder that was picked.
        folder: String,
        /// All files that are missing.
        missing: String,
    },
    /// One file is missing.
    #[error("{missing} is missing in {folder}; {WANTED}")]
    Missing {
        /// The folder that was picked.
        folder: String,
        /// The file that is missing.
        missing: &'static str,
    },
    /// Something else is there in place of a missing file.
    #[error("{missing} is missing in {folder}: {instead}; {SAVE_AGAIN}")]
    Instead {
        /// The folder that was picked.
        folder: String,
        /// The file that is missing.
        missing: &'static str,
        /// What is there instead.
        instead: &'static str,
    },
    /// There is more than one model.
    #[error(
        "there is more than one model in what was opened ({0}); open the folder of one of them"
    )]
    Several(String),
}

/// Finds the model among these files.
///
/// # Errors
/// When there is none, or more than one.
pub fn choose(candidates: &[Candidate]) -> Result<FoundModel, FilesError> {
    let mut folders: Vec<&str> = candidates.iter().map(Candidate::folder).collect();
    folders.sort_by(|one, other| (depth(one), one).cmp(&(depth(other), other)));
    folders.dedup();
    let mut models = Vec::new();
    for folder in &folders {
        models.extend(model_in(folder, candidates).map(|places| (*folder, places)));
    }
    let Some((folder, places)) = models.first() else {
        return Err(what_is_missing(&folders, candidates));
    };
    // A folder may hold a copy in another form below it.
    let others = models
        .iter()
        .filter(|(other, _)| depth(other) == depth(folder));
    let others: Vec<&str> = others.map(|(other, _)| label(other)).collect();
    if others.len() > 1 {
        return Err(FilesError::Several(others.join(", ")));
    }
    Ok(FoundModel {
        name: label(folder).to_owned(),
        bytes: candidates[places[2]].bytes,
        places: places.clone(),
    })
}

impl Candidate {
    fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    fn name(&self) -> &str {
        self.path
            .rsplit_once('/')
            .map_or(&*self.path, |(_, name)| name)
    }
}

fn depth(folder: &str) -> usize {
    folder.split('/').filter(|part| !part.is_empty()).count()
}

/// The last part of a folder's path; files that were picked one by one have none.
fn label(folder: &str) -> &str {
    let last = folder.rsplit('/').next().unwrap_or_default();
    if last.is_empty() { "your model" } else { last }
}

fn place(folder: &str, name: &str, candidates: &[Candidate]) -> Option<usize> {
    candidates
        .iter()
        .position(|candidate| candidate.folder() == folder && candidate.name() == name)
}

fn model_in(folder: &str, candidates: &[Candidate]) -> Option<Vec<usize>> {
    let place = |name: &str| place(folder, name, candidates);
    let [config, tokenizer, weights] = MODEL_FILES.map(place);
    if let Some(tokenizer) = tokenizer {
        return Some(vec![config?, tokenizer, weights?]);
    }
    let model = [config?, place(VOCABULARY)?, weights?];
    Some(model.into_iter().chain(place(TOKENIZER_CONFIG)).collect())
}

/// What is missing in the folder that is nearest to being a model's.
fn what_is_missing(folders: &[&str], candidates: &[Candidate]) -> FilesError {
    let missing = |folder: &str| -> Vec<&'static str> {
        let files = MODEL_FILES.into_iter();
        files
            .filter(|name| place(folder, name, candidates).is_none())
            .collect()
    };
    let Some(folder) = folders.iter().min_by_key(|folder| missing(folder).len()) else {
        return FilesError::Nothing;
    };
    let missing = missing(folder);
    let instead = INSTEAD.into_iter().find(|(wanted, other, _)| {
        missing.contains(wanted) && place(folder, other, candidates).is_some()
    });
    let named = match depth(folder) {
        0 => "what was opened".to_owned(),
        _ => format!("{:?}", label(folder)),
    };
    match (instead, &missing[..]) {
        (Some((missing, _, instead)), _) => FilesError::Instead {
            folder: named,
            missing,
            instead,
        },
        (None, [missing]) => FilesError::Missing {
            folder: named,
            missing,
        },
        (None, _) => FilesError::NoModel {
            folder: named,
            missing: missing.join(", "),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(paths: &[&str]) -> Vec<Candidate> {
        let candidate = |(place, path): (usize, &&str)| Candidate {
            path: (*path).to_owned(),
            bytes: place as u64,
        };
        paths.iter().enumerate().map(candidate).collect()
    }

    fn error(paths: &[&str]) -> String {
        choose(&opened(paths)).unwrap_err().to_string()
    }

    #[test]
    fn the_three_files_of_a_folder_are_found_among_others() {
        let files = opened(&[
            "bird-names/README.md",
            "bird-names/model.safetensors",
            "bird-names/tokenizer.json",
            "bird-names/tokenizer_config.json",
            "bird-names/config.json",
            "bird-names/onnx/config.json",
        ]);
        let choice = choose(&files).unwrap();
        assert_eq!(choice.name, "bird-names");
        assert_eq!((choice.places, choice.bytes), (vec![4, 2, 1], 1));
    }

    #[test]
    fn a_vocabulary_stands_in_for_the_tokenizer() {
        let mut paths = vec!["config.json", "model.safetensors", "vocab.txt"];
        assert_eq!(choose(&opened(&paths)).unwrap().places, [0, 2, 1]);
        paths.push("tokenizer_config.json");
        assert_eq!(choose(&opened(&paths)).unwrap().places, [0, 2, 1, 3]);
        paths.push("tokenizer.json");
        assert_eq!(choose(&opened(&paths)).unwrap().places, [0, 4, 1]);
    }

    #[test]
    fn files_without_a_folder_are_a_model_as_well() {
        let choice = choose(&opened(&[
            "config.json",
            "model.safetensors",
            "tokenizer.json",
        ]));
        let choice = choice.unwrap();
        let expected = ("your model", vec![0, 2, 1]);
        assert_eq!((&*choice.name, choice.places), expected);
    }

    #[test]
    fn a_model_further_down_is_found_and_the_upper_one_of_two_is_taken() {
        let deep = [
            "a/b/config.json",
            "a/b/model.safetensors",
            "a/b/tokenizer.json",
        ];
        assert_eq!(choose(&opened(&deep)).unwrap().name, "b");
        let upper = ["a/config.json", "a/model.safetensors", "a/tokenizer.json"];
        assert_eq!(choose(&opened(&[deep, upper].concat())).unwrap().name, "a");
    }

    #[test]
    fn two_models_side_by_side_are_named() {
        let model = |name: &str| MODEL_FILES.map(|file| format!("models/{name}/{file}"));
        let files = [model("cats"), model("birds")].concat();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let message = error(&files);
        assert!(message.contains("birds, cats"), "{message}");
    }

    #[test]
    fn a_missing_file_is_named_with_the_folder() {
        let message = error(&["birds/config.json", "birds/model.safetensors"]);
        assert!(
            message.starts_with("tokenizer.json is missing in \"birds\""),
            "{message}"
        );
        let message = error(&["config.json", "tokenizer.json"]);
        assert!(
            message.starts_with("model.safetensors is missing in what was opened"),
            "{message}"
        );
    }

    #[test]
    fn what_is_there_in_place_of_a_file_is_named_with_the_way_out() {
        for (wanted, other, _) in INSTEAD {
            let others = MODEL_FILES.into_iter().filter(|name| *name != wanted);
            let mut files: Vec<String> = others.map(|name| format!("birds/{name}")).collect();
            files.push(format!("birds/{other}"));
            let files: Vec<&str> = files.iter().map(String::as_str).collect();
            let message = error(&files);
            assert!(message.starts_with(wanted), "{message}");
            assert!(message.contains(other), "{message}");
            assert!(message.contains("save_pretrained"), "{message}");
        }
    }

    #[test]
    fn nothing_and_something_else_are_told_apart() {
        assert!(error(&[]).contains("no file"));
        let message = error(&["photos/a.jpg", "photos/b.jpg"]);
        assert!(message.contains("\"photos\" holds no model"), "{message}");
        assert!(message.contains("config.json, tokenizer.json, model.safetensors are missing"));
    }
}
