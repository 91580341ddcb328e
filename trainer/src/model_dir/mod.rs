//! Model directories: `config.json`, `tokenizer.json`, `model.safetensors`, and what stands beside them.

pub mod missing;
pub mod tokenizer_config;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use namelight_encoder::Config;
use namelight_encoder::weights;
use namelight_manifest::Manifest;
use namelight_recognizer::ModelFiles;
use namelight_scores::report::{REPORT_FORMAT, Report};
use namelight_text::Task;

/// File names of a model directory; that of the weights is [`weights::FILE_NAME`].
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
/// Size and hash of the others.
pub const MANIFEST: &str = "manifest.json";

/// The task of a model; that of one which does not say is to find entities.
pub fn task_of(files: &ModelFiles) -> Result<Task> {
    let config = Config::from_json(&files.config)?;
    let known = |task: &Task| config.task() == Some(task.name());
    Ok(Task::ALL.into_iter().find(known).unwrap_or_default())
}

/// The text of a file, or where it stops being one.
pub fn text(bytes: Vec<u8>, name: &str) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..place].iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow!("{name}, line {line}: not UTF-8 (byte {place}); convert it first, for example with iconv")
    })
}

/// The model that comes with the repository, looked for from the current directory upwards.
const SHIPPED: &str = "web/model/small";

/// A folder to read a model from.
pub struct Folder<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// Where there is one, the files have to agree with it.
    manifest: Option<Manifest>,
}

impl<'a> Folder<'a> {
    /// Opens a folder that is there.
    pub fn open(path: &'a Path) -> Result<Self> {
        if !path.is_dir() {
            bail!(
                "{} is not a directory; a model is a folder with {CONFIG}, {TOKENIZER} and {}",
                path.display(),
                weights::FILE_NAME
            );
        }
        let manifest = match fs::read(path.join(MANIFEST)) {
            Ok(bytes) => {
                Some(Manifest::from_json(&bytes).with_context(|| path.display().to_string())?)
            }
            Err(_) => None,
        };
        Ok(Self { path, manifest })
    }

    /// Reads a file that has to be there.
    pub fn read(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.path.join(name);
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        if let Some(manifest) = &self.manifest {
            let file = manifest.file(name).and_then(|file| file.verify(&bytes));
            file.with_context(|| self.path.display().to_string())?;
        }
        Ok(bytes)
    }

    /// Reads a file that need not be there.
    pub fn read_if_there(&self, name: &str) -> Result<Option<Vec<u8>>> {
        if !self.path.join(name).exists() {
            return Ok(None);
        }
        self.read(name).map(Some)
    }
}

/// Reads the three files of a model. Where there is a manifest, it has to agree with them.
pub fn read(directory: &Path) -> Result<ModelFiles> {
    let folder = Folder::open(directory)?;
    Ok(ModelFiles {
        config: folder.read(CONFIG)?,
        tokenizer: folder.read(TOKENIZER)?,
        weights: folder.read(weights::FILE_NAME)?,
    })
}

/// The report beside a model, where there is one.
pub fn read_report(directory: &Path) -> Result<Option<Report>> {
    let path = directory.join(REPORT);
    if !path.exists() {
        return Ok(None);
    }
    let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let report: Report =
        serde_json::from_slice(&bytes).with_context(|| path.display().to_string())?;
    if report.format != REPORT_FORMAT {
        bail!(
            "{}: format {} is not supported, expected {REPORT_FORMAT}",
            path.display(),
            report.format
        );
    }
    Ok(Some(report))
}

/// The directory given, or the shipped model.
pub fn or_shipped(directory: Option<PathBuf>) -> Result<PathBuf> {
    if let Some(directory) = directory {
        return Ok(directory);
    }
    let here = std::env::current_dir().context("finding the current directory")?;
    match here
        .ancestors()
        .map(|folder| folder.join(SHIPPED))
        .find(|folder| folder.is_dir())
    {
        Some(directory) => Ok(directory),
        None => bail!("no {SHIPPED} here or in a folder above; name a model with --model"),
    }
}

/// Refuses an output directory that holds something, unless it may be replaced.
pub fn check_output(directory: &Path, overwrite: bool) -> Result<()> {
    let occupied = match fs::read_dir(directory) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => directory.exists(),
    };
    if occupied && !overwrite {
        bail!(
            "{} exists and is not empty; choose another --out or add --overwrite",
            directory.display()
        );
    }
    Ok(())
}

/// Writes a model directory with its manifest: whole, or not at all. The files are written beside it and take its
/// place at the end.
pub fn write(directory: &Path, files: &[(&str, &[u8])], overwrite: bool) -> Result<()> {
    check_output(directory, overwrite)?;
    let name = name_of(directory);
    let manifest = serde_json::to_string_pretty(&Manifest::new(&name, files))? + "\n";
    let parent = parent_of(directory);
    fs::create_dir_all(parent).with_context(|| format!("creating {}", parent.display()))?;
    let stage = tempfile::Builder::new()
        .prefix(&format!(".{name}."))
        .tempdir_in(parent)
        .with_context(|| format!("creating a folder in {}", parent.display()))?;
    for (name, bytes) in files.iter().chain([&(MANIFEST, manifest.as_bytes())]) {
        write_file(&stage.path().join(name), bytes)
            .with_context(|| format!("writing {name} beside {}", directory.display()))?;
    }
    replace(directory, stage).with_context(|| format!("putting {} in place", directory.display()))
}

/// Replaces one file of a model directory, and with it what the manifest says.
pub fn replace_file(directory: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let read = |name: &str| {
        let path = directory.join(name);
        fs::read(&path).with_context(|| format!("reading {}", path.display()))
    };
    let manifest = Manifest::from_json(&read(MANIFEST)?)?;
    let mut files = Vec::new();
    for file in &manifest.files {
        let bytes = match file.name == name {
            true => bytes.to_vec(),
            false => read(&file.name)?,
        };
        files.push((file.name.as_str(), bytes));
    }
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    write(directory, &files, true)
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

fn write_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// When this fails the stage goes away, and the old directory comes back.
fn replace(directory: &Path, stage: tempfile::TempDir) -> std::io::Result<()> {
    make_readable(stage.path())?;
    let old = tempfile::tempdir_in(parent_of(directory))?;
    let aside = old.path().join("model");
    if directory.exists() {
        fs::rename(directory, &aside)?;
    }
    if let Err(error) = fs::rename(stage.path(), directory) {
        if aside.exists() {
            fs::rename(&aside, directory)?;
        }
        return Err(error);
    }
    let _moved = stage.keep();
    Ok(())
}

/// The folder that a path is in.
pub fn parent_of(directory: &Path) -> &Path {
    match directory.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// Temporary folders are closed to others; a model directory is an ordinary one.
#[cfg(unix)]
fn make_readable(directory: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(directory, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_readable(_directory: &Path) -> std::io::Result<()> {
    Ok(())
}
