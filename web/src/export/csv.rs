//! CSV (RFC 4180) with a row for each name.

use std::borrow::Cow;

use csv::{Error, Terminator, WriterBuilder};
use namelight_text::EntityRecord;

use super::{AnnotatedText, Format};

/// What the menu says of this form.
pub const FORMAT: Format = Format {
    name: "CSV",
    explanation: "a row a name, for spreadsheets; places as in JSON",
    file_name: "namelight.csv",
    media_type: "text/csv;charset=utf-8",
    replaces_names: false,
    // Excel reads a table as UTF-8 only when it starts with a byte order mark.
    file_start: "\u{feff}",
    write,
};

/// The characters with which a formula starts in a spreadsheet, in any language.
const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The table, with the names of the JSON's fields above it.
fn write(annotated: &AnnotatedText) -> String {
    // Writing to memory does not fail.
    table(&annotated.record().entities).unwrap_or_default()
}

fn table(entities: &[EntityRecord]) -> Result<String, Error> {
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .has_headers(false)
        .from_writer(Vec::new());
    table.write_record(EntityRecord::FIELDS)?;
    for entity in entities {
        table.serialize(EntityRecord {
            entity_group: &disarmed(entity.entity_group),
            word: &disarmed(entity.word),
            ..entity.clone()
        })?;
    }
    let bytes = table.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The text as one that no spreadsheet computes: an apostrophe in front makes it plain text.
fn disarmed(text: &str) -> Cow<'_, str> {
    match text.starts_with(FORMULA_STARTS) {
        true => Cow::from(format!("'{text}")),
        false => Cow::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::rendered;
    use super::FORMAT;

    fn rows(text: &str, names: &[(&str, &str)]) -> Vec<Vec<String>> {
        let table = rendered(FORMAT, text, names);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let rows = reader.records();
        rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn a_table_has_a_row_a_name_under_the_names_of_the_fields() {
        let table = rendered(FORMAT, "👋 Zoë left", &[("Zoë", "PER")]);
        assert_eq!(
            table,
            "entity_group,score,word,start,end,byte_start,byte_end,utf16_start,utf16_end\r\n\
             PER,0.875,Zoë,2,5,5,9,3,6\r\n"
        );
    }

    #[test]
    fn quotes_commas_and_line_ends_stay_inside_their_cell() {
        let names = [
            ("Ada \"the\nfirst\"", "PER"),
            ("Finch, Harrow\r\n& Co", "ORG"),
        ];
        let text = "Ada \"the\nfirst\" of Finch, Harrow\r\n& Co";
        let rows = rows(text, &names);
        assert_eq!(rows.len(), 2);
        for (row, (name, entity_type)) in rows.iter().zip(names) {
            assert_eq!((row[2].as_str(), row[0].as_str()), (name, entity_type));
        }
    }

    #[test]
    fn a_name_that_looks_like_a_formula_is_no_formula() {
        for name in [
            "=cmd|'/c calc'!A1",
            "@SUM(1)",
            "+Ada",
            "-Ada",
            "\tAda",
            "＝1",
        ] {
            let rows = rows(name, &[(name, "PER")]);
            assert_eq!(rows[0][2], format!("'{name}"));
        }
        let rows = rows("=X", &[("=X", "=KIND")]);
        assert_eq!(rows[0][0], "'=KIND");
    }

    #[test]
    fn a_table_without_names_has_its_head() {
        assert_eq!(rendered(FORMAT, "", &[]).lines().count(), 1);
    }
}
