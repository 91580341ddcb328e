//! A web page of its own, without scripts and without requests. Its colours are those of the page.

use std::collections::BTreeSet;

use super::{AnnotatedText, Format, Piece};
use crate::entity_types;

/// What the menu says of this form.
pub const FORMAT: Format = Format {
    name: "Web page",
    explanation: "names lit up, one file, no scripts",
    file_name: "namelight.html",
    media_type: "text/html;charset=utf-8",
    replaces_names: false,
    file_start: "",
    write,
};

/// Colours follow the reader's theme; on paper they are those of the light one. Names of types without a slot have the
/// second values of the variables.
const STYLE: &str = "
:root { color-scheme: light dark; }
body { background: light-dark(#fff, #14171e); color: light-dark(#1c2230, #e9ecf3); font: 1.1rem/2 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem; }
#text { overflow-wrap: anywhere; white-space: pre-wrap; }
mark { background: var(--kind-ground, light-dark(#eceefa, #262d49)); border-radius: .4rem; color: inherit; padding: .15rem .35rem; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
b { font-size: .72rem; margin-inline-start: .4rem; white-space: nowrap; }
mark b { color: var(--kind, light-dark(#3a4ba8, #a9b6ff)); }
li b { margin: 0; }
ul { border-top: 1px solid #8888; display: flex; flex-wrap: wrap; gap: 0 1.5rem; list-style: none; margin: 2rem 0 0; padding: .75rem 0 0; }
@media (forced-colors: active) { mark { border: 1px solid; } }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; } mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
";

fn write(annotated: &AnnotatedText) -> String {
    let types = types_in(annotated);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>Names in a text</title>\n<style>{STYLE}{}</style>\n</head>\n<body>\n<main>\n<div id=\"text\" dir=\"auto\">",
        colours(annotated, &types)
    );
    let (pieces, rest) = annotated.pieces();
    for Piece {
        before,
        entity,
        name,
    } in &pieces
    {
        page.push_str(&escaped(before));
        let name = format!("<bdi>{}</bdi>", escaped(name));
        page.push_str(&mark(annotated, &entity.entity_type, &name));
    }
    page.push_str(&escaped(rest));
    page.push_str("</div>\n");
    page.push_str(&legend(annotated, &types));
    page + "</main>\n</body>\n</html>\n"
}

/// The types in the order in which they appear, each with the number of its names.
fn types_in<'a>(annotated: &'a AnnotatedText) -> Vec<(&'a str, usize)> {
    let mut types: Vec<(&str, usize)> = Vec::new();
    for entity in &annotated.entities {
        match types
            .iter_mut()
            .find(|(known, _)| *known == entity.entity_type)
        {
            Some((_, count)) => *count += 1,
            None => types.push((&entity.entity_type, 1)),
        }
    }
    types
}

/// The rules of the slots that the types have, each once.
fn colours(annotated: &AnnotatedText, types: &[(&str, usize)]) -> String {
    let slots = types
        .iter()
        .filter_map(|(name, _)| annotated.palette.slot(name));
    let rules: BTreeSet<&str> = slots.filter_map(entity_types::css).collect();
    rules.iter().map(|rule| format!("{rule}\n")).collect()
}

/// A mark in the colours of a type, with the type behind what is in it.
fn mark(annotated: &AnnotatedText, entity_type: &str, content: &str) -> String {
    let slot = annotated.palette.slot(entity_type);
    let slot = slot.map(|slot| format!(" data-slot=\"{slot}\""));
    format!(
        "<mark{}>{content}<b>{}</b></mark>",
        slot.unwrap_or_default(),
        escaped(entity_type)
    )
}

/// How many names of each type there are.
fn legend(annotated: &AnnotatedText, types: &[(&str, usize)]) -> String {
    if types.is_empty() {
        return String::new();
    }
    let row = |(name, count): &(&str, usize)| {
        let full_name = escaped(entity_types::full_name(name));
        format!(
            "<li>{} {full_name}: {count}</li>\n",
            mark(annotated, name, "")
        )
    };
    let rows: String = types.iter().map(row).collect();
    format!("<ul>\n{rows}</ul>\n")
}

/// The text without anything that is markup. No web page can hold the character 0.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\0' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::tests::rendered;
    use super::*;

    #[test]
    fn a_name_is_marked_with_its_type_and_all_text_is_there() {
        let page = rendered(FORMAT, "👋 Zoë\nleft", &[("Zoë", "PER")]);
        assert!(
            page.contains("👋 <mark data-slot=\"per\"><bdi>Zoë</bdi><b>PER</b></mark>\nleft</div>"),
            "{page}"
        );
        assert!(page.contains("Person: 1"), "{page}");
    }

    #[test]
    fn markup_in_text_and_types_stays_text() {
        let text = "<script>alert(\"1\")</script> & </div></style><!-- Ada";
        let page = rendered(FORMAT, text, &[("Ada", "<b>&\"x")]);
        assert!(!page.contains("<script"), "{page}");
        assert_eq!(page.matches("</div>").count(), 1);
        assert_eq!(page.matches("</style>").count(), 1);
        assert!(
            page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; "),
            "{page}"
        );
        assert!(page.contains("<b>&lt;b&gt;&amp;&quot;x</b>"), "{page}");
    }

    #[test]
    fn a_page_asks_nothing_of_anybody() {
        let page = rendered(FORMAT, "Ada in Oslo", &[("Ada", "PER")]);
        for asking in ["http:", "https:", "url(", "src=", "href", "@import"] {
            assert!(!page.contains(asking), "{asking}");
        }
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn every_type_has_the_colour_that_it_has_on_the_page() {
        let names = [
            ("Ada", "PERSON"),
            ("Monday", "DATE"),
            ("Zoë", "PER"),
            ("May", "BIRD"),
        ];
        let page = rendered(FORMAT, "Ada on Monday met Zoë in May", &names);
        for slot in ["per", "0"] {
            let rule = entity_types::css(slot).unwrap();
            assert_eq!(page.matches(rule).count(), 1, "{page}");
            assert!(
                page.contains(&format!("<mark data-slot=\"{slot}\">")),
                "{page}"
            );
        }
        assert!(
            page.contains("<mark><bdi>May</bdi><b>BIRD</b></mark>"),
            "{page}"
        );
    }
}
