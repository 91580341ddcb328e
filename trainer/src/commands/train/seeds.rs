//! `namelight train --seeds`: one run a seed, and what they come to together.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use namelight_scores::report::{Report, SeedRow, VariantRow};

use super::run::run_once;
use crate::card::{Weights, card};
use crate::cli::TrainArgs;
use crate::distill::TeacherLabels;
use crate::model_dir::{self, CARD, REPORT};
use crate::train::checkpoint::CheckpointFile;

/// Trains into `--out/seed-N`, then writes the table of all seeds into the report of each.
pub fn run(args: &TrainArgs) -> Result<()> {
    let mut seeds = args.seeds.clone();
    seeds.sort_unstable();
    seeds.dedup();
    ensure!(
        seeds.len() == args.seeds.len(),
        "--seeds names a seed twice"
    );
    if !args.resume {
        model_dir::check_output(&args.out, args.overwrite)?;
    }
    let mut reports = Vec::new();
    let mut lesson = None;
    for seed in &args.seeds {
        println!("seed {seed}");
        reports.push(report_of(args, *seed, &mut lesson)?);
    }
    let row = |report| VariantRow::of(report).seed_row();
    let rows: Vec<SeedRow> = reports.iter().map(row).collect();
    for report in &mut reports {
        report.seeds.clone_from(&rows);
        let text = serde_json::to_string_pretty(report)? + "\n";
        let directory = args.out.join(folder(report.recipe.seed));
        model_dir::replace_file(&directory, REPORT, text.as_bytes())?;
        let card = card(report, Weights::F32)?;
        model_dir::replace_file(&directory, CARD, card.as_bytes())?;
    }
    print_summary(&rows, &args.out);
    Ok(())
}

fn folder(seed: u64) -> String {
    format!("seed-{seed}")
}

/// Trains with a seed, unless an interrupted run did so already.
fn report_of(args: &TrainArgs, seed: u64, lesson: &mut Option<TeacherLabels>) -> Result<Report> {
    let mut args = args.clone();
    args.out = args.out.join(folder(seed));
    args.recipe.seed = Some(seed);
    let path = args.out.join(REPORT);
    if args.resume && path.exists() {
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        return serde_json::from_slice(&bytes).with_context(|| path.display().to_string());
    }
    args.resume &= CheckpointFile::beside(&args.out).exists();
    run_once(&args, lesson)
}

fn print_summary(rows: &[SeedRow], out: &Path) {
    println!("{:<10} {:>13} {:>9}", "seed", "validation F1", "test F1");
    for row in rows {
        let test = row
            .test_f1
            .map_or_else(String::new, |f1| format!("{f1:.4}"));
        println!("{:<10} {:>13.4} {test:>9}", row.seed, row.validation_f1);
    }
    let validation: Vec<f64> = rows.iter().map(|row| row.validation_f1).collect();
    let test: Vec<f64> = rows.iter().filter_map(|row| row.test_f1).collect();
    let (mean, deviation) = mean_and_deviation(&validation);
    print!("validation F1 {mean:.4} ± {deviation:.4}");
    if !test.is_empty() {
        let (mean, deviation) = mean_and_deviation(&test);
        print!(", test F1 {mean:.4} ± {deviation:.4}");
    }
    println!(", {} seeds", rows.len());
    let best = rows
        .iter()
        .max_by(|a, b| a.validation_f1.total_cmp(&b.validation_f1));
    if let Some(best) = best {
        let folder = out.join(folder(best.seed));
        println!("best on validation: {}", folder.display());
    }
}

/// The mean and the sample's standard deviation, 0 of one number.
fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count.max(1.0);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (count - 1.0).max(1.0)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deviation_is_that_of_a_sample() {
        let (mean, deviation) = mean_and_deviation(&[0.9, 0.92, 0.94]);
        assert!((mean - 0.92).abs() < 1e-12);
        assert!((deviation - 0.02).abs() < 1e-12);
        assert_eq!(mean_and_deviation(&[0.9]), (0.9, 0.0));
    }
}
