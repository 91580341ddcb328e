//! Tables with a row for each number and a column for each day, so that a trend shows.

use std::fmt::Write;

/// A number of a record, already in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The title of its table.
    pub table: String,
    /// The name of the measurement.
    pub what: String,
    /// Its value, in words.
    pub value: String,
}

impl Row {
    /// A row of a table.
    pub fn new(
        table: impl Into<String>,
        what: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        Self {
            table: table.into(),
            what: what.into(),
            value: value.into(),
        }
    }
}

/// The rows of a day.
pub struct Day {
    pub date: String,
    pub rows: Vec<Row>,
}

/// The tables of days, oldest first. Tables and rows are those of the newest day, in its order.
pub fn markdown(days: &[Day]) -> String {
    let Some(newest) = days.last() else {
        return String::new();
    };
    let mut text = String::new();
    for rows in newest.rows.chunk_by(|one, other| one.table == other.table) {
        let dates: Vec<&str> = days.iter().map(|day| day.date.as_str()).collect();
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "**{}**\n\n| | {} |\n|---|{}\n",
            rows[0].table,
            dates.join(" | "),
            "---|".repeat(dates.len())
        );
        for row in rows {
            let values: Vec<&str> = days.iter().map(|day| day.value(row)).collect();
            let _ = writeln!(text, "| {} | {} |", row.what, values.join(" | "));
        }
        text.push('\n');
    }
    text
}

impl Day {
    fn value(&self, like: &Row) -> &str {
        let mut rows = self.rows.iter();
        let row = rows.find(|row| (&row.table, &row.what) == (&like.table, &like.what));
        row.map_or("–", |row| row.value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_beside_those_of_the_days_before() {
        let day = |date: &str, rows: Vec<Row>| Day {
            date: date.to_owned(),
            rows,
        };
        let days = [
            day(
                "d1",
                vec![Row::new("t", "a", "1"), Row::new("t", "gone", "2")],
            ),
            day(
                "d2",
                vec![Row::new("t", "a", "3"), Row::new("t", "new", "4")],
            ),
        ];
        let expected = "**t**\n\n| | d1 | d2 |\n|---|---|---|\n| a | 1 | 3 |\n| new | – | 4 |\n\n";
        assert_eq!(markdown(&days), expected);
    }
}
