//! HTML tags in a pasted text.

/// Length of the longest tag that is looked for, in bytes. The bound keeps the search linear.
const LONGEST_TAG: usize = 1024;

/// Length of the longest name of [`INLINE`] and [`SEPARATING`], in bytes.
const LONGEST_NAME: usize = 10;

/// An HTML tag or comment at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Its length in bytes, both angle brackets included.
    pub(crate) length: usize,
    /// Whether what stands in front of it and what stands behind it are apart, as cells and paragraphs are. Words may
    /// go on over any other tag, as in `<b>O</b>slo`.
    pub(crate) separates: bool,
}

/// Returns the HTML tag or comment that `text` starts with, if it starts with one. What is in angle brackets but is no
/// element of HTML, such as an e-mail address, is text.
pub(crate) fn tag_at(text: &str) -> Option<Tag> {
    let inner = text.strip_prefix('<')?;
    let window = inner.get(..inner.floor_char_boundary(LONGEST_TAG))?;
    if window.starts_with("!--") {
        let length = window.find("-->")? + "<-->".len();
        return Some(Tag {
            length,
            separates: false,
        });
    }
    let close = window.find('>')?;
    let tag = window.get(..close)?;
    if tag.contains('<') {
        return None;
    }
    let tag_name = name_of(tag)?;
    let separates = match tag_name.as_str() {
        name if SEPARATING.contains(&name) => true,
        name if INLINE.contains(&name) => false,
        _ => return None,
    };
    Some(Tag {
        length: close + "<>".len(),
        separates,
    })
}

/// Returns the name of the element in lower case, or `None` when what follows the name are no attributes.
fn name_of(tag: &str) -> Option<String> {
    let is_declaration = tag
        .get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("!doctype"));
    if is_declaration {
        return Some("html".to_owned());
    }
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let tag = tag.strip_suffix('/').unwrap_or(tag);
    let length = tag
        .bytes()
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(tag.len());
    let (name, rest) = tag.split_at_checked(length)?;
    let is_followed_by_attributes = rest.is_empty()
        || rest.starts_with(char::is_whitespace) && (rest.trim().is_empty() || rest.contains('='));
    (name.len() <= LONGEST_NAME && is_followed_by_attributes).then(|| name.to_ascii_lowercase())
}

/// Elements of the HTML standard that stand in a line of text.
const INLINE: [&str; 30] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "u", "var", "wbr",
];

/// Elements of the HTML standard that end a line of text.
const SEPARATING: [&str; 63] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "img",
    "input",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "meta",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "script",
    "section",
    "select",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, bool)> {
        tag_at(text).map(|tag| (&text[..tag.length], tag.separates))
    }

    #[test]
    fn elements_of_html_are_tags() {
        assert_eq!(found("<td>Oslo"), Some(("<td>", true)));
        assert_eq!(found("</TD><td>"), Some(("</TD>", true)));
        assert_eq!(found("<br/>x"), Some(("<br/>", true)));
        assert_eq!(found("<b>Oslo</b>"), Some(("<b>", false)));
        let link = "<a href=\"x\" title='y'>";
        assert_eq!(found(&format!("{link}z</a>")), Some((link, false)));
        assert_eq!(found("<!-- a > b -->c"), Some(("<!-- a > b -->", false)));
        assert_eq!(found("<!DOCTYPE html>c"), Some(("<!DOCTYPE html>", true)));
    }

    #[test]
    fn what_is_no_element_of_html_is_text() {
        for text in [
            "",
            "Oslo",
            "<",
            "<>",
            "< b>",
            "<b",
            "<ada@example.com>",
            "<Ada>",
            "<b and c>",
            "<a < b>",
            "<3",
            "<!-- open",
            "</s >x",
            "<tdé>",
            "<span😀>",
        ] {
            let expected = (text == "</s >x").then_some(("</s >", false));
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_tag_is_looked_for_in_a_bounded_window() {
        let far = format!("<a title=\"{}\">", "é".repeat(LONGEST_TAG));
        assert_eq!(found(&far), None);
    }
}
