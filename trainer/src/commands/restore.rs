//! `namelight restore`.

use anyhow::{Context, Result};
use namelight_masking::{restore, table_from_json};

use super::{output, text_file};
use crate::cli::RestoreArgs;
use crate::model_dir;

pub fn run(args: &RestoreArgs) -> Result<()> {
    let name = args.table.display().to_string();
    let bytes = std::fs::read(&args.table).with_context(|| format!("reading {name}"))?;
    let table = table_from_json(&model_dir::text(bytes, &name)?).with_context(|| name)?;
    let answer = text_file::read(args.file.as_deref(), args.encoding)?;
    let restored = restore(&answer, &table);
    output::print(&restored.text)?;
    for left in &restored.unrestored {
        let line = answer[..left.span.start].matches('\n').count() + 1;
        eprintln!(
            "note: line {line}: {} is left as it is, the table has no such name",
            left.text
        );
    }
    if !restored.unused.is_empty() {
        eprintln!("note: not in the answer: {}", restored.unused.join(", "));
    }
    Ok(())
}
