//! Published runs, each beside our run of the same recipe.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use namelight_scores::report::{Comparison, PublishedRun};

use crate::model_dir::{self, REPORT};

/// The checkpoint that the published runs started from.
const BASE: &str = "distilbert-base-uncased";

/// The published DistilBERT run of a task on CoNLL-2003, where there is one: learning rate 2e-5, batches of 16, 3 epochs.
/// The run on parts of speech was scored with seqeval too, on tags without `B-` and `I-`.
fn published(task: &str) -> Option<PublishedRun> {
    let run = match task {
        "pos" => PublishedRun {
            base: BASE.to_owned(),
            loss: Some(0.3165),
            precision: 0.9109,
            recall: 0.9144,
            f1: 0.9126,
            accuracy: 0.9246,
            epochs: vec![0.9011, 0.9098, 0.9126],
        },
        "ner" => PublishedRun {
            base: BASE.to_owned(),
            loss: None,
            precision: 0.9239,
            recall: 0.9359,
            f1: 0.9299,
            accuracy: 0.9834,
            epochs: vec![0.9206],
        },
        _ => return None,
    };
    Some(run)
}

/// The runs in these directories, each beside the published run of its task.
///
/// # Errors
/// When a directory has no report, or no run of its task was published.
pub fn comparisons(directories: &[PathBuf]) -> Result<Vec<Comparison>> {
    directories.iter().map(|it| comparison(it)).collect()
}

fn comparison(directory: &Path) -> Result<Comparison> {
    let name = || directory.display().to_string();
    let task = model_dir::task_of(&model_dir::read(directory)?)?.name();
    let Some(report) = model_dir::read_report(directory)? else {
        bail!("{} has no {REPORT}", name());
    };
    let published = published(task);
    Ok(Comparison {
        published: published
            .with_context(|| format!("{}: no published run of the task {task} is known", name()))?,
        task: task.to_owned(),
        base: report.model.base,
        epochs: report.epochs,
        seconds: report.duration_seconds,
    })
}
