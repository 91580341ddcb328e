//! Operating points in words, and what was measured of them.

use namelight_scores::{OPERATING_POINTS, OperatingPoint, OperatingPointRow};

use super::format;

/// What names are shown at a point.
pub fn name(point: OperatingPoint) -> String {
    if point.recall_bias > 0.0 {
        return format!("also less likely names, bias {}", point.recall_bias);
    }
    match point.threshold > 0.0 {
        true => format!("names from {}", format::percent(f64::from(point.threshold))),
        false => "likely names".to_owned(),
    }
}

/// The rows of a point, one for each source.
pub fn rows_at(
    rows: &[OperatingPointRow],
    point: OperatingPoint,
) -> impl Iterator<Item = &OperatingPointRow> {
    let measured = OPERATING_POINTS[point.index()];
    rows.iter().filter(move |row| row.point == measured)
}

/// Precision and recall at a point, in a sentence; none where nothing was measured.
pub fn precision_and_recall(rows: &[OperatingPointRow], point: OperatingPoint) -> Option<String> {
    let (precision, recall) = OperatingPointRow::pooled(rows_at(rows, point))?;
    let kinds = match rows_at(rows, point).count() {
        1 => String::new(),
        kinds => format!(" of {kinds} kinds of text"),
    };
    Some(format!(
        "On validation data{kinds}, {} of the names shown are right, and {} of all names are shown.",
        format::percent(precision),
        format::percent(recall),
    ))
}

/// The recall of each source at a point, in a sentence; none where nothing was measured.
pub fn recall_by_source(rows: &[OperatingPointRow], point: OperatingPoint) -> Option<String> {
    let sources = rows_at(rows, point).map(|row| {
        let source = row.source.as_deref().unwrap_or("validation data");
        format!("{} in {source}", format::percent(row.score.recall))
    });
    let sources: Vec<String> = sources.collect();
    (!sources.is_empty()).then(|| {
        format!(
            "As the slider is set, the model finds of all names {}.",
            sources.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use namelight_scores::EntitySpan;

    use super::*;

    fn rows(sources: &[&str]) -> Vec<OperatingPointRow> {
        let span = |start| EntitySpan {
            entity_type: "PER".to_owned(),
            start,
            end: start + 1,
        };
        let gold = [span(0), span(1)];
        let predicted = [(span(0), 0.9), (span(7), 0.8)];
        let rows = sources.iter().flat_map(|source| {
            OPERATING_POINTS
                .map(|point| OperatingPointRow::new(Some(source), point, &gold, &predicted))
        });
        rows.collect()
    }

    fn sure(threshold: f32) -> OperatingPoint {
        OperatingPoint {
            threshold,
            recall_bias: 0.0,
        }
    }

    #[test]
    fn the_two_numbers_are_those_of_the_point_that_is_set() {
        let rows = rows(&["news", "web"]);
        let told = precision_and_recall(&rows, OperatingPoint::default()).unwrap();
        assert_eq!(
            told,
            "On validation data of 2 kinds of text, 50.0 % of the names shown are right, and 50.0 % of all names are shown."
        );
        // 0.91 is no point of the slider; the next one towards the default is 0.9.
        let told = precision_and_recall(&rows, sure(0.91)).unwrap();
        assert!(told.contains("100.0 % of the names shown"), "{told}");
        assert_eq!(precision_and_recall(&[], sure(0.9)), None);
    }

    #[test]
    fn recall_is_told_for_each_kind_of_text() {
        let told = recall_by_source(&rows(&["news", "web"]), sure(0.99)).unwrap();
        assert!(told.ends_with("0.0 % in news, 0.0 % in web."), "{told}");
        assert_eq!(recall_by_source(&[], sure(0.0)), None);
    }

    #[test]
    fn a_point_has_a_name() {
        let names = [0, 5, 9].map(|index| name(OPERATING_POINTS[index]));
        assert_eq!(
            names,
            [
                "names from 97.0 %",
                "likely names",
                "also less likely names, bias 3"
            ]
        );
    }
}
