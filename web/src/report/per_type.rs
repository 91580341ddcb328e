//! The section on the scores of each entity type.

use namelight_scores::Score;
use namelight_scores::report::{Evaluation, Report};

use super::row_chart::RowChart;
use super::{Content, Figure, SPLITS, Section, Table};
use crate::entity_types::full_name;
use crate::presentation::format::{count, percent, score};

/// A chart for each split.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("types", "Scores by type");
    let rows = SPLITS.iter().filter_map(|split| report.released(split));
    let figures: Vec<_> = rows.map(figure).collect();
    if figures.is_empty() {
        return Section::note(id, title, "The report has no scores of the finished model.");
    }
    let note = "A name counts as found when its type, its first and its last word are right.";
    Section::new(
        id,
        title,
        vec![Content::Note(note.to_owned()), Content::Figures(figures)],
    )
}

fn figure(evaluation: &Evaluation) -> Figure {
    let (split, weights) = (&evaluation.split, &evaluation.weights);
    let of_type = evaluation.scores.per_type.iter();
    let of_type = of_type.map(|(entity_type, score)| (full_name(entity_type), score));
    let rows: Vec<(&str, &Score)> = of_type
        .chain([("All", &evaluation.scores.overall)])
        .collect();
    let series = |name: &str, of: fn(&Score) -> f64| {
        let values = rows.iter().map(|(_, score)| Some(of(score) * 100.0));
        (name.to_owned(), values.collect())
    };
    let cells = |(name, of): &(&str, &Score)| {
        vec![
            (*name).to_owned(),
            score(of.precision),
            score(of.recall),
            score(of.f1),
            count(of.support),
        ]
    };
    let title = format!("By type, {split} data, {weights} weights");
    RowChart {
        id: format!("types-{split}"),
        finding: finding(evaluation),
        unit: "%",
        names: rows.iter().map(|(name, _)| (*name).to_owned()).collect(),
        series: vec![
            series("F1", |score| score.f1),
            series("precision", |score| score.precision),
            series("recall", |score| score.recall),
        ],
        table: Table::new(
            format!("types-{split}-table"),
            title.clone(),
            &["Type", "Precision", "Recall", "F1", "Names"],
            rows.iter().map(cells),
        ),
        title,
    }
    .dots()
}

fn finding(evaluation: &Evaluation) -> String {
    let scores = &evaluation.scores;
    let all = format!("Over all types F1 is {}.", percent(scores.overall.f1));
    let of_type = || scores.per_type.iter();
    let best = of_type().max_by(|one, two| one.1.f1.total_cmp(&two.1.f1));
    let worst = of_type().min_by(|one, two| one.1.f1.total_cmp(&two.1.f1));
    let (Some(best), Some(worst)) = (best, worst) else {
        return all;
    };
    format!(
        "{all} It is highest for {} ({}) and lowest for {} ({}).",
        full_name(best.0),
        percent(best.1.f1),
        full_name(worst.0),
        percent(worst.1.f1),
    )
}
