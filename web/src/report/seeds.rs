//! The section on seeds: what chance makes of a recipe.

use namelight_scores::report::{Report, SeedRow, tables};

use super::row_chart::RowChart;
use super::{Content, Figure, Section, Table};

/// The chart of F1 by seed.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("seeds", "Seeds");
    match &report.seeds[..] {
        [] => {
            let seed = report.recipe.seed;
            let note = format!(
                "The report has one run of this recipe, with seed {seed}; nothing is known of the deviation between seeds."
            );
            Section::note(id, title, note)
        }
        rows => Section::new(id, title, vec![Content::Figures(vec![figure(rows)])]),
    }
}

fn figure(rows: &[SeedRow]) -> Figure {
    let series = |split: &str, f1: fn(&SeedRow) -> Option<f64>| {
        let values = rows.iter().map(|row| Some(f1(row)? * 100.0));
        (split.to_owned(), values.collect())
    };
    let names = rows.iter().map(|row| format!("seed {}", row.seed));
    let caption = "F1 by seed, in f32";
    RowChart {
        id: "seeds-figure".to_owned(),
        title: "F1 by seed".to_owned(),
        finding: finding(SeedRow::statistics(rows)),
        unit: "F1, %",
        names: names.collect(),
        series: vec![
            series("validation", |row| Some(row.validation_f1)),
            series("test", |row| row.test_f1),
        ],
        table: Table::of("seeds-table", caption, &tables::seeds(rows)),
    }
    .dots()
}

fn finding([validation, test]: [Option<(f64, Option<f64>)>; 2]) -> String {
    let told = |(split, statistics): (&str, Option<(f64, Option<f64>)>)| {
        let (mean, deviation) = statistics?;
        let points = deviation.map(|deviation| format!(" ± {:.2}", deviation * 100.0));
        let points = points.unwrap_or_default();
        Some(format!("{:.2}{points} % on {split} data", mean * 100.0))
    };
    let both = [("validation", validation), ("test", test)];
    let both: Vec<_> = both.into_iter().filter_map(told).collect();
    format!("Mean and standard deviation of F1: {}.", both.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_is_told_without_a_deviation() {
        assert_eq!(
            finding([Some((0.9, None)), None]),
            "Mean and standard deviation of F1: 90.00 % on validation data."
        );
    }
}
