//! The parts of a document that the checks look at.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A code block.
pub struct Block {
    /// Number of the line it begins in, from 1.
    pub line: usize,
    /// What stands behind the opening fence: the language, then `run` or the reason why the block is not run. An
    /// indented block has none.
    pub info: String,
    /// Its text.
    pub code: String,
}

/// A parsed document.
pub struct Markdown {
    /// Its code blocks.
    pub blocks: Vec<Block>,
    /// The addresses of its links and pictures.
    pub links: Vec<String>,
    /// The anchors of its headings, as GitHub makes them.
    pub anchors: Vec<String>,
    /// Its source, with spaces in place of code and of the addresses of links.
    pub prose: String,
}

impl Markdown {
    /// Parses CommonMark with tables.
    pub fn parse(source: &str) -> Self {
        let mut prose = source.to_owned();
        let (mut blocks, mut links, mut anchors) = (Vec::<Block>::new(), Vec::new(), Vec::new());
        let (mut heading, mut in_block) = (String::new(), false);
        for (event, range) in Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    in_block = true;
                    blocks.push(Block {
                        line: source[..range.start].matches('\n').count() + 1,
                        info: info(kind),
                        code: String::new(),
                    });
                    blank(&mut prose, range);
                }
                Event::End(TagEnd::CodeBlock) => in_block = false,
                Event::Text(text) if in_block => blocks.last_mut().unwrap().code.push_str(&text),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    if let Some(end) = source[range.clone()].rfind("](") {
                        blank(&mut prose, range.start + end + 1..range.end);
                    }
                    links.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading.clear(),
                Event::End(TagEnd::Heading(_)) => anchors.push(anchor(&heading)),
                Event::Text(text) => heading.push_str(&text),
                Event::Code(code) => {
                    heading.push_str(&code);
                    blank(&mut prose, range);
                }
                _ => {}
            }
        }
        Self {
            blocks,
            links,
            anchors,
            prose,
        }
    }
}

fn info(kind: CodeBlockKind) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => info.into_string(),
        CodeBlockKind::Indented => String::new(),
    }
}

/// Puts spaces in place of what stands in a range, but keeps line ends.
fn blank(text: &mut String, range: Range<usize>) {
    let spaces: String = text[range.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(range, &spaces);
}

/// Lower case, hyphens for spaces, nothing else but letters, digits, hyphens and underscores.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ if letter.is_alphanumeric() => Some(letter),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_links_anchors_and_prose_are_told_apart() {
        let source = "# Of `code`: a test\n\nSee [1.5](a/2.5.md) and `3.5`.\n\n```sh run\necho 4.5\n```\n\n    indented\n";
        let document = Markdown::parse(source);
        assert_eq!(document.anchors, ["of-code-a-test"]);
        assert_eq!(document.links, ["a/2.5.md"]);
        let blocks: Vec<_> = document
            .blocks
            .iter()
            .map(|block| (block.line, block.info.as_str(), block.code.as_str()))
            .collect();
        assert_eq!(blocks, [(5, "sh run", "echo 4.5\n"), (9, "", "indented\n")]);
        assert!(document.prose.contains("1.5"));
        for blanked in ["2.5", "3.5", "4.5"] {
            assert!(!document.prose.contains(blanked), "{}", document.prose);
        }
    }
}
