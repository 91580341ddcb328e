//! A web page of its own: no scripts, no requests.

use std::fmt::Write;

use super::palette::{BADGE, GROUND, hue, is_known};
use super::{Document, Piece};
use crate::entity_types;

/// Colours follow the reader's theme; on paper they are those of the day.
const STYLE: &str = "
:root { color-scheme: light dark; }
body { background: light-dark(#fff, #14171e); color: light-dark(#1c2230, #e9ecf3); font: 1.1rem/2 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem; }
#text { overflow-wrap: anywhere; white-space: pre-wrap; }
mark { border-radius: .4rem; color: inherit; padding: .15rem .35rem; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
b { font-size: .72rem; margin-inline-start: .4rem; white-space: nowrap; }
li b { margin: 0; }
ul { border-top: 1px solid #8888; display: flex; flex-wrap: wrap; gap: 0 1.5rem; list-style: none; margin: 2rem 0 0; padding: .75rem 0 0; }
@media (forced-colors: active) { mark { border: 1px solid; } }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; } mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
";

/// The page.
pub fn render(document: &Document) -> String {
    let kinds = kinds_of(document);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>Names in a text</title>\n<style>{STYLE}{}</style>\n</head>\n<body>\n<main>\n<div id=\"text\" dir=\"auto\">",
        colours(&kinds)
    );
    let (pieces, rest) = document.pieces();
    for piece in &pieces {
        page.push_str(&escaped(piece.before));
        page.push_str(&mark(piece, &kinds));
    }
    page.push_str(&escaped(rest));
    page.push_str("</div>\n");
    page.push_str(&legend(document, &kinds));
    page + "</main>\n</body>\n</html>\n"
}

/// The types in the order in which they appear.
fn kinds_of<'a>(document: &'a Document) -> Vec<&'a str> {
    let mut kinds: Vec<&str> = Vec::new();
    for entity in &document.entities {
        if !kinds.contains(&entity.entity_type.as_str()) {
            kinds.push(&entity.entity_type);
        }
    }
    kinds
}

/// The rules of the marks. The types are named by their place, since a name may hold anything.
fn colours(kinds: &[&str]) -> String {
    let mut rules = String::new();
    let both = |tones: [super::palette::Tone; 2]| {
        let [light, dark] = tones.map(|tone| tone.css());
        format!("light-dark({light}, {dark})")
    };
    // Writing to a string does not fail.
    let _ = writeln!(
        rules,
        "mark {{ background: {}; }}\nmark b {{ color: {}; }}",
        both(GROUND),
        both(BADGE)
    );
    let mut others = 0;
    for (index, kind) in kinds.iter().enumerate() {
        let _ = writeln!(rules, ".k{index} {{ --hue: {}; }}", hue(kind, others));
        others += usize::from(!is_known(kind));
    }
    rules
}

fn mark(piece: &Piece, kinds: &[&str]) -> String {
    let kind = piece.entity.entity_type.as_str();
    let class = kinds.iter().position(|other| *other == kind);
    format!(
        "<mark class=\"k{}\"><bdi>{}</bdi><b>{}</b></mark>",
        class.unwrap_or_default(),
        escaped(piece.name),
        escaped(kind)
    )
}

/// How many names of each type there are.
fn legend(document: &Document, kinds: &[&str]) -> String {
    if kinds.is_empty() {
        return String::new();
    }
    let mut list = "<ul>\n".to_owned();
    for (index, kind) in kinds.iter().enumerate() {
        let same = document
            .entities
            .iter()
            .filter(|entity| entity.entity_type == *kind);
        let _ = writeln!(
            list,
            "<li><mark class=\"k{index}\"><b>{}</b></mark> {}: {}</li>",
            escaped(kind),
            escaped(entity_types::full_name(kind)),
            same.count()
        );
    }
    list + "</ul>\n"
}

/// A text that is no markup. No such page can hold the character 0.
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
    use super::super::{Format, tests::rendered};

    #[test]
    fn a_name_is_marked_with_its_type_and_all_text_is_there() {
        let page = rendered(Format::Html, "👋 Zoë\nleft", &[("Zoë", "PER")]);
        assert!(
            page.contains("👋 <mark class=\"k0\"><bdi>Zoë</bdi><b>PER</b></mark>\nleft</div>"),
            "{page}"
        );
        assert!(page.contains("Person: 1"), "{page}");
    }

    #[test]
    fn markup_in_text_and_types_stays_text() {
        let text = "<script>alert(\"1\")</script> & </div></style><!-- Ada";
        let page = rendered(Format::Html, text, &[("Ada", "<b>&\"x")]);
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
        let page = rendered(Format::Html, "Ada in Oslo", &[("Ada", "PER")]);
        for asking in ["http:", "https:", "url(", "src=", "href", "@import"] {
            assert!(!page.contains(asking), "{asking}");
        }
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn every_type_has_a_colour_also_one_that_nobody_foresaw() {
        let names = [("Ada", "PER"), ("Monday", "DATE"), ("May", "TIME")];
        let page = rendered(Format::Html, "Ada on Monday in May", &names);
        for rule in [
            ".k0 { --hue: 225; }",
            ".k1 { --hue: 280; }",
            ".k2 { --hue: 95; }",
        ] {
            assert!(page.contains(rule), "{rule} is not in {page}");
        }
    }
}
