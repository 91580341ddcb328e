//! Other seeds and other recipes.

use namelight_scores::report::{Recipe, Report, SeedRow, VariantRow};

use super::row_chart::RowChart;
use super::{Content, Figure, Section, Table};
use crate::plot::{Axis, Mark, Plot, Point};
use crate::presentation::format::{count, counted, duration, percent, score, small};

/// What chance makes of a recipe.
pub fn seeds(report: &Report) -> Section {
    let contents = match &report.seeds[..] {
        [] => vec![Content::Note(format!(
            "The report has one run of this recipe, with seed {}; nothing is known of the deviation between seeds.",
            report.recipe.seed
        ))],
        rows => vec![Content::Figures(vec![seed_figure(rows)])],
    };
    Section {
        id: "seeds",
        title: "Seeds",
        contents,
    }
}

/// Mean and sample deviation; the latter from two values on.
fn mean_and_deviation(values: &[f64]) -> Option<(f64, Option<f64>)> {
    let count = values.len() as f64;
    if values.is_empty() {
        return None;
    }
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let deviation = (values.len() > 1).then(|| (squares / (count - 1.0)).sqrt());
    Some((mean, deviation))
}

fn seed_figure(rows: &[SeedRow]) -> Figure {
    let validation: Vec<f64> = rows.iter().map(|row| row.validation_f1).collect();
    let test: Vec<f64> = rows.iter().filter_map(|row| row.test_f1).collect();
    let cells = |row: &SeedRow| {
        vec![
            row.seed.to_string(),
            score(row.validation_f1),
            row.test_f1.map_or_else(String::new, score),
            duration(row.seconds),
        ]
    };
    let statistics = (mean_and_deviation(&validation), mean_and_deviation(&test));
    let summary = |name: &str, of: fn((f64, Option<f64>)) -> Option<f64>| {
        let cell = |it: Option<(f64, Option<f64>)>| it.and_then(of).map_or_else(String::new, score);
        let (validation, test) = (cell(statistics.0), cell(statistics.1));
        vec![name.to_owned(), validation, test, String::new()]
    };
    let summaries = [
        summary("Mean", |it| Some(it.0)),
        summary("Standard deviation", |it| it.1),
    ];
    let percents = |value: Option<f64>| value.map(|value| value * 100.0);
    RowChart {
        id: "seeds-figure".to_owned(),
        title: "F1 by seed".to_owned(),
        finding: seed_finding(statistics),
        unit: "F1, %",
        names: rows
            .iter()
            .map(|row| format!("seed {}", row.seed))
            .collect(),
        series: vec![
            (
                "validation".to_owned(),
                rows.iter()
                    .map(|row| percents(Some(row.validation_f1)))
                    .collect(),
            ),
            (
                "test".to_owned(),
                rows.iter().map(|row| percents(row.test_f1)).collect(),
            ),
        ],
        table: Table::new(
            "seeds-table",
            "F1 by seed, in f32",
            &["Seed", "Validation F1", "Test F1", "Time"],
            rows.iter().map(cells).chain(summaries),
        ),
    }
    .dots()
}

type Statistics = Option<(f64, Option<f64>)>;

fn seed_finding((validation, test): (Statistics, Statistics)) -> String {
    let told = |split: &str, it: Statistics| {
        let (mean, deviation) = it?;
        let points = deviation.map(|deviation| format!(" ± {:.2}", deviation * 100.0));
        let points = points.unwrap_or_default();
        Some(format!("{:.2}{points} % on {split} data", mean * 100.0))
    };
    let both = [told("validation", validation), told("test", test)];
    let both: Vec<_> = both.into_iter().flatten().collect();
    format!("Mean and standard deviation of F1: {}.", both.join(", "))
}

/// All models that were trained on the way.
pub fn variants(report: &Report) -> Section {
    let contents = match &report.variants[..] {
        [] => vec![Content::Note(
            "The report names no other models that were tried.".to_owned(),
        )],
        rows => vec![
            Content::Table(variant_sheet(rows)),
            Content::Figures(vec![variant_figure(rows)]),
        ],
    };
    Section {
        id: "variants",
        title: "All that was tried",
        contents,
    }
}

fn thread_hours(row: &VariantRow) -> f64 {
    row.seconds * row.threads as f64 / 3600.0
}

fn variant_sheet(rows: &[VariantRow]) -> Table {
    let cells = |(place, row): (usize, &VariantRow)| {
        let mark = if row.is_this { " (this one)" } else { "" };
        vec![
            (place + 1).to_string(),
            format!("{}{mark}", row.name),
            row.base.clone(),
            count(row.parameters),
            score(row.validation_f1),
            row.test_f1.map_or_else(String::new, score),
            format!("{:.1}", thread_hours(row)),
            settings(&row.recipe),
        ]
    };
    let columns = [
        "Number",
        "Model",
        "Base",
        "Parameters",
        "Validation F1",
        "Test F1",
        "Thread hours",
        "Recipe",
    ];
    let rows = rows.iter().enumerate().map(cells);
    Table::new(
        "variants-table",
        "Every model with score and cost, in f32",
        &columns,
        rows,
    )
}

/// What recipes differ in most.
fn settings(recipe: &Recipe) -> String {
    let mut contents = vec![small(recipe.learning_rate), counted(recipe.epochs, "epoch")];
    if let Some(it) = &recipe.distillation {
        contents.push(format!(
            "teacher {} (temperature {}, mix {})",
            it.teacher, it.temperature, it.mix
        ));
    }
    if recipe.word_shapes {
        contents.push("word shapes".to_owned());
    }
    let shares = [
        ("case change", recipe.case_change),
        ("mention replacement", recipe.mention_replacement),
        ("label smoothing", recipe.label_smoothing),
    ];
    let used = shares.into_iter().filter(|(_, share)| *share > 0.0);
    contents.extend(used.map(|(name, share)| format!("{name} {share}")));
    if recipe.average_last > 1 {
        contents.push(format!("mean of the last {}", recipe.average_last));
    }
    contents.push(format!("seed {}", recipe.seed));
    contents.join(", ")
}

fn variant_figure(rows: &[VariantRow]) -> Figure {
    let place = |row: &VariantRow| -> Point { (thread_hours(row), row.validation_f1 * 100.0) };
    let of = |this: bool| {
        let rows = rows.iter().filter(|row| row.is_this == this);
        rows.map(place).collect::<Vec<_>>()
    };
    let (this, others) = (of(true), of(false));
    let numbers = rows.iter().enumerate();
    let numbers = numbers.map(|(index, row)| Mark::Note(place(row), (index + 1).to_string()));
    let marks = [Mark::Symbols(0, this), Mark::Symbols(1, others)];
    let cells = |(index, row): (usize, &VariantRow)| {
        let hours = format!("{:.1}", thread_hours(row));
        let number = (index + 1).to_string();
        vec![number, row.name.clone(), hours, score(row.validation_f1)]
    };
    let title = "Validation F1 by cost; numbers as in the table";
    Figure {
        id: "variants-figure".to_owned(),
        title: title.to_owned(),
        finding: variant_finding(rows),
        legend: vec!["this model".to_owned(), "others".to_owned()],
        guide: None,
        table: Table::new(
            "variants-figure-table",
            "Validation F1 by cost",
            &["Number", "Model", "Thread hours", "Validation F1"],
            rows.iter().enumerate().map(cells),
        ),
        plot: Plot {
            x: Axis::from_zero(rows.iter().map(thread_hours), 6),
            y: Axis::percent(rows.iter().map(|row| row.validation_f1 * 100.0), 6),
            x_unit: "thread hours of training".to_owned(),
            y_unit: "F1, %".to_owned(),
            marks: marks.into_iter().chain(numbers).collect(),
        },
    }
}

fn variant_finding(rows: &[VariantRow]) -> String {
    let told = |row: &VariantRow| {
        format!(
            "{}, with {} for {:.1} thread hours",
            row.name,
            percent(row.validation_f1),
            thread_hours(row)
        )
    };
    let best = rows
        .iter()
        .max_by(|one, two| one.validation_f1.total_cmp(&two.validation_f1));
    let best = best.map(|row| format!("The best is {}.", told(row)));
    let this = rows.iter().find(|row| row.is_this);
    let this = this.map(|row| format!("This model is {}.", told(row)));
    let both: Vec<_> = best.into_iter().chain(this).collect();
    both.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deviation_is_that_of_a_sample() {
        let (mean, deviation) = mean_and_deviation(&[0.93, 0.94, 0.95]).unwrap();
        assert!((mean - 0.94).abs() < 1e-12);
        assert!((deviation.unwrap() - 0.01).abs() < 1e-12);
    }

    #[test]
    fn one_seed_has_a_mean_and_no_deviation() {
        assert_eq!(mean_and_deviation(&[0.9]), Some((0.9, None)));
        assert_eq!(mean_and_deviation(&[]), None);
        let told = seed_finding((Some((0.9, None)), None));
        assert_eq!(
            told,
            "Mean and standard deviation of F1: 90.00 % on validation data."
        );
    }
}
