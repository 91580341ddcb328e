//! Bytes that a visit downloads.

use std::fmt::Write;

use anyhow::Result;

use crate::sizes::kept::Sizes;
use crate::{process, tools};

pub fn bench() -> Result<()> {
    let toolbox = tools::ensure()?;
    process::run(&mut toolbox.trunk("build"))?;
    let sizes = Sizes::of_site()?;
    super::keep("size", &sizes, &markdown(&sizes))
}

fn markdown(sizes: &Sizes) -> String {
    let mut text = "| file | bytes | gzip | brotli |\n|---|---|---|---|\n".to_owned();
    let rows = sizes.files.iter().map(|row| (row.name.as_str(), row.size));
    let visit = ("**one visit's wasm, JavaScript and styles**", sizes.visit);
    for (name, size) in rows.chain([visit]) {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} |",
            size.raw,
            size.gzip,
            size.sent()
        );
    }
    text += "\nA visit downloads one build of the worker; the largest counts. Model files are not in this table.\n";
    for module in &sizes.modules {
        let _ = write!(text, "\n```\n{module}```\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sizes::{Row, Size};

    #[test]
    fn the_table_has_a_row_a_file_and_one_for_the_visit() {
        let size = Size {
            raw: 30,
            gzip: 20,
            brotli: Some(10),
        };
        let name = "boot.js".to_owned();
        let text = markdown(&Sizes {
            visit: size,
            files: vec![Row { name, size }],
            modules: Vec::new(),
        });
        assert!(text.contains("| boot.js | 30 | 20 | 10 |"), "{text}");
        assert!(text.contains("styles** | 30 | 20 | 10 |"), "{text}");
    }
}
