//! The table of all models that were trained on the way to a released one.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use namelight_scores::report::{Recipe, Report, SeedRow, VariantRow};

use crate::model_dir::{self, REPORT};

/// The start of the names of folders that hold one seed of several.
const SEED: &str = "seed-";

/// The rows of these models and of the one in `own`, which comes last. A model whose report has such a table brings all
/// its rows; a recipe that is listed already is not listed twice.
///
/// # Errors
/// When a directory has no report.
pub fn table(own: &Path, report: &Report, others: &[PathBuf]) -> Result<Vec<VariantRow>> {
    let mut rows: Vec<VariantRow> = Vec::new();
    for directory in others {
        let Some(report) = model_dir::read_report(directory)? else {
            bail!("{} has no {REPORT}", directory.display());
        };
        let found = match report.variants.is_empty() {
            true => vec![row(directory, &report)],
            false => report.variants,
        };
        rows.extend(found.into_iter().map(|row| VariantRow {
            is_this: false,
            ..row
        }));
    }
    rows.push(VariantRow {
        is_this: true,
        ..row(own, report)
    });
    // The later of two equal ones: that of this model is last.
    let is_last = |(place, row): (usize, &VariantRow)| {
        !rows[place + 1..]
            .iter()
            .any(|later| later.recipe == row.recipe && later.base == row.base)
    };
    let kept = rows.iter().enumerate().filter(|row| is_last(*row));
    Ok(kept.map(|(_, row)| row.clone()).collect())
}

/// The rows that differ from that of this model in nothing but the seed, and that one; none where there is no other.
pub fn seeds(rows: &[VariantRow]) -> Vec<SeedRow> {
    let Some(this) = rows.iter().find(|row| row.is_this) else {
        return Vec::new();
    };
    let is_twin = |row: &&VariantRow| {
        let seed = this.recipe.seed;
        let recipe = Recipe {
            seed,
            ..row.recipe.clone()
        };
        row.base == this.base && recipe == this.recipe
    };
    let twins: Vec<SeedRow> = rows
        .iter()
        .filter(is_twin)
        .map(VariantRow::seed_row)
        .collect();
    match twins.len() {
        1 => Vec::new(),
        _ => twins,
    }
}

fn row(directory: &Path, report: &Report) -> VariantRow {
    let name = model_dir::name_of(directory);
    let name = match name.starts_with(SEED) {
        true => format!(
            "{}/{name}",
            model_dir::name_of(model_dir::parent_of(directory))
        ),
        false => name,
    };
    VariantRow {
        name,
        ..VariantRow::of(report)
    }
}
