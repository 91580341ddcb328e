//! Model directories: `config.json`, `tokenizer.json`, `model.safetensors`, and what stands beside them.
//!
//! A directory with a `manifest.json` is read against it: a file that is not listed, or has another size or hash, is
//! refused. One without is read as it is, since checkpoints of other makers have none.

mod folder;
pub mod missing;
pub mod tokenizer_config;
mod write;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use namelight_encoder::{Config, weights};
use namelight_recognizer::{ModelFiles, tokenizer_of_vocabulary};
use namelight_scores::report::{REPORT_FORMAT, Report};
use namelight_text::Task;

pub use folder::{Folder, read_if_there};
pub use write::{check_output, replace_files, to_json, write};

/// The network's shape and its labels. The file name of the weights is [`weights::FILE_NAME`].
pub const CONFIG: &str = "config.json";
/// The tokenizer.
pub const TOKENIZER: &str = "tokenizer.json";
/// How transformers uses the tokenizer.
pub const TOKENIZER_CONFIG: &str = "tokenizer_config.json";
/// The vocabulary of checkpoints that are older than [`TOKENIZER`].
pub const VOCABULARY: &str = "vocab.txt";
/// The weights in PyTorch's own form, which is never read here.
pub const PICKLE: &str = "pytorch_model.bin";
/// The model card.
pub const CARD: &str = "README.md";
/// How the model was trained and how good it is.
pub const REPORT: &str = "report.json";
/// Size and hash of the other files.
pub const MANIFEST: &str = "manifest.json";

/// The model that comes with the repository, looked for from the current directory upwards.
const SHIPPED: &str = "web/model/small";

/// Reads the three files that a model needs.
///
/// # Errors
/// When one is missing, or does not agree with the manifest.
pub fn read(directory: &Path) -> Result<ModelFiles> {
    let folder = Folder::open(directory)?;
    let config = folder.read(CONFIG)?;
    Ok(ModelFiles {
        tokenizer: tokenizer(&folder, &config)?,
        weights: folder.read(weights::FILE_NAME)?,
        config,
    })
}

/// Reads the tokenizer of a folder, or makes it of the vocabulary where the folder is older than that file.
///
/// # Errors
/// When there is neither, or one cannot be read.
pub fn tokenizer(folder: &Folder, config: &[u8]) -> Result<Vec<u8>> {
    if let Some(tokenizer) = folder.read_if_there(TOKENIZER)? {
        return Ok(tokenizer);
    }
    match folder.read_if_there(VOCABULARY)? {
        Some(vocabulary) => {
            let settings = tokenizer_config::read(folder.path)?;
            let config =
                Config::from_json(config).with_context(|| folder.path.display().to_string())?;
            let made = tokenizer_of_vocabulary(&config, settings.as_deref(), &vocabulary);
            made.with_context(|| folder.path.join(VOCABULARY).display().to_string())
        }
        None => Err(missing::no_tokenizer(folder.path.display())),
    }
}

/// Reads the report beside a model, where there is one.
///
/// # Errors
/// When it cannot be read or is not of this version.
pub fn read_report(directory: &Path) -> Result<Option<Report>> {
    let path = directory.join(REPORT);
    let name = || path.display().to_string();
    let Some(bytes) = read_if_there(&path)? else {
        return Ok(None);
    };
    let report: Report = serde_json::from_slice(&bytes).with_context(name)?;
    if report.format != REPORT_FORMAT {
        bail!(
            "{}: format {} is not supported, expected {REPORT_FORMAT}",
            name(),
            report.format
        );
    }
    Ok(Some(report))
}

/// The task of a model: named entities where its configuration does not say.
///
/// # Errors
/// When the configuration cannot be read.
pub fn task_of(files: &ModelFiles) -> Result<Task> {
    let config = Config::from_json(&files.config)?;
    let known = |task: &Task| config.task() == Some(task.name());
    Ok(Task::ALL.into_iter().find(known).unwrap_or_default())
}

/// The text of a file.
///
/// # Errors
/// When it is not UTF-8; the message names the file, the line and the byte.
pub fn text(bytes: Vec<u8>, name: &str) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..place].iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow!("{name}, line {line}: not UTF-8 (byte {place}); convert it first, for example with iconv")
    })
}

/// The directory given, or else the model that comes with the repository.
///
/// # Errors
/// When there is neither.
pub fn or_shipped(directory: Option<PathBuf>) -> Result<PathBuf> {
    if let Some(directory) = directory {
        return Ok(directory);
    }
    let here = std::env::current_dir().context("finding the current directory")?;
    let mut folders = here.ancestors().map(|folder| folder.join(SHIPPED));
    folders.find(|folder| folder.is_dir()).with_context(|| {
        format!("no {SHIPPED} here or in a folder above; name a model with --model")
    })
}

/// The last part of a directory's path.
pub fn name_of(directory: &Path) -> String {
    let absolute = std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned());
    absolute
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The folder that a path is in.
pub fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}
