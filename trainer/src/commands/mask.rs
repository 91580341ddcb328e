//! `namelight mask`.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use namelight_masking::{mask_names_and_forms, table_to_json};
use namelight_recognizer::Recognizer;
use namelight_text::DecodingOptions;

use super::{list_file, output, text_file};
use crate::cli::MaskArgs;
use crate::model_dir;

/// What is said each time, since it is forgotten easily.
const NO_PROMISE: &str = "masking is not anonymisation: the model misses names, and the text around them can tell who is meant";

pub fn run(args: &MaskArgs) -> Result<()> {
    let list = list_file::read(args.list.as_deref())?;
    check_table(&args.table, args.overwrite)?;
    let directory = model_dir::or_shipped(args.model.clone())?;
    let files = model_dir::read(&directory)?;
    let recognizer = Recognizer::load(&files).with_context(|| directory.display().to_string())?;
    let text = text_file::read(args.file.as_deref(), args.encoding)?;
    let options = DecodingOptions::with_recall_bias(args.recall_bias);
    let names = list.apply(&text, recognizer.recognize_with(&text, &options)?);
    let masked = mask_names_and_forms(&text, &names, |kind| args.keep.contains(&kind));
    // The table comes first: a text whose names are lost cannot be restored.
    write_table(&args.table, &table_to_json(&masked.table), args.overwrite)?;
    output::print(&masked.text)?;
    eprintln!(
        "note: {} places masked, their names are in {}; {NO_PROMISE}",
        masked.spans.len(),
        args.table.display()
    );
    Ok(())
}

/// Refuses a table that is there before the model has worked for minutes.
fn check_table(path: &Path, overwrite: bool) -> Result<()> {
    if path.exists() && !overwrite {
        bail!(
            "{} exists, and a text that was masked with it needs it; choose another --table or add --overwrite",
            path.display()
        );
    }
    Ok(())
}

/// Writes the table so that only its owner can read it, where the system knows owners.
fn write_table(path: &Path, table: &str, overwrite: bool) -> Result<()> {
    let mut options = OpenOptions::new();
    options
        .write(true)
        .create(overwrite)
        .create_new(!overwrite)
        .truncate(overwrite);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options
        .open(path)
        .with_context(|| format!("writing {}", path.display()))?;
    file.write_all(table.as_bytes())
        .with_context(|| format!("writing {}", path.display()))
}
