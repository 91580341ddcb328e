//! `namelight train --seeds`: one run for each seed, and the mean and the deviation of their scores.

use std::path::Path;

use anyhow::{Result, ensure};
use namelight_scores::report::{Report, SeedRow, Value, VariantRow};

use super::run::{finished, run_once};
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
    let mut teacher_labels = None;
    for seed in &args.seeds {
        println!("seed {seed}");
        reports.push(report_of(args, *seed, &mut teacher_labels)?);
    }
    let row = |report| VariantRow::of(report).seed_row();
    let rows: Vec<SeedRow> = reports.iter().map(row).collect();
    for report in &mut reports {
        report.seeds.clone_from(&rows);
        let directory = args.out.join(folder(report.recipe.seed));
        let card = card(report, Weights::F32)?;
        let json = model_dir::to_json(report)?;
        let changed = [(REPORT, json.as_bytes()), (CARD, card.as_bytes())];
        model_dir::replace_files(&directory, &changed)?;
    }
    print_summary(&rows, &args.out);
    Ok(())
}

fn folder(seed: u64) -> String {
    format!("seed-{seed}")
}

/// Trains with a seed, unless an interrupted row of runs has finished this one.
fn report_of(
    args: &TrainArgs,
    seed: u64,
    teacher_labels: &mut Option<TeacherLabels>,
) -> Result<Report> {
    let mut args = args.clone();
    args.out = args.out.join(folder(seed));
    args.recipe
        .flags
        .insert("seed".to_owned(), Value::Count(seed));
    if !args.resume {
        return run_once(&args, teacher_labels);
    }
    if let Some(report) = finished(&args)? {
        return Ok(report);
    }
    args.resume = CheckpointFile::beside(&args.out).exists()?;
    run_once(&args, teacher_labels)
}

fn print_summary(rows: &[SeedRow], out: &Path) {
    println!("{:<10} {:>13} {:>9}", "seed", "validation F1", "test F1");
    for row in rows {
        let test = row
            .test_f1
            .map_or_else(String::new, |f1| format!("{f1:.4}"));
        println!("{:<10} {:>13.4} {test:>9}", row.seed, row.validation_f1);
    }
    let [validation, test] = SeedRow::statistics(rows);
    for (name, statistics) in [("validation F1", validation), ("test F1", test)] {
        if let Some((mean, deviation)) = statistics {
            println!(
                "{name} {mean:.4} ± {:.4}, {} seeds",
                deviation.unwrap_or(0.0),
                rows.len()
            );
        }
    }
    let best = rows
        .iter()
        .max_by(|a, b| a.validation_f1.total_cmp(&b.validation_f1));
    if let Some(best) = best {
        let folder = out.join(folder(best.seed));
        println!("best on validation: {}", folder.display());
    }
}
