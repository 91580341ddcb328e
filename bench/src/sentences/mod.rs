//! How well sentences are found again whose ends are known, beside the crate sentencex.

mod corpora;
mod score;
mod splitters;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::cli;
use crate::record::{self, Subject};
use crate::table::Row;

use corpora::Corpus;
use score::Score;
use splitters::SPLITTERS;

/// How the sentences of a corpus are made one text.
const JOINS: [Join; 3] = [
    Join {
        name: "one line",
        between: " ",
        paragraph: None,
    },
    Join {
        name: "a sentence a line",
        between: "\n",
        paragraph: None,
    },
    Join {
        name: "paragraphs of ten",
        between: " ",
        paragraph: Some(10),
    },
];

/// A way of making one text of sentences.
struct Join {
    name: &'static str,
    /// What stands between two sentences.
    between: &'static str,
    /// After so many sentences a blank line follows instead.
    paragraph: Option<usize>,
}

/// The scores on every corpus.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sentences(Vec<Outcome>);

/// The scores of a splitter on a corpus.
#[derive(Debug, Serialize, Deserialize)]
struct Outcome {
    corpus: String,
    /// Number of sentences.
    sentences: usize,
    join: String,
    splitter: String,
    /// Of the places where sentences end.
    ends: Score,
    /// Of the sentences, which are right when both ends are.
    whole: Score,
}

impl Subject for Sentences {
    const NAME: &'static str = "sentences";
    const ABOUT: &'static str = "Sentences were joined and found again: F1, and in brackets precision and recall. A line \
        of English Worldwide Newswire is often a paragraph of several sentences, so ends inside one count as wrong; words \
        of CoNLL-2003 were joined by blanks, its quotes and full stops too. sentencex reads quotes over a whole paragraph \
        and takes no line break for an end, hence the paragraphs of ten.";

    fn versions(&self) -> String {
        format!("sentencex {}", splitters::SENTENCEX)
    }

    fn rows(&self) -> Vec<Row> {
        let row = |outcome: &Outcome, table: &str, score: &Score| {
            let Outcome {
                corpus,
                sentences,
                join,
                splitter,
                ..
            } = outcome;
            let what = format!("{corpus} ({sentences}), {join}: {splitter}");
            Row::new(table, what, score.cell())
        };
        let ends = self
            .0
            .iter()
            .map(|it| row(it, "Ends of sentences", &it.ends));
        let whole = self
            .0
            .iter()
            .map(|it| row(it, "Whole sentences", &it.whole));
        ends.chain(whole).collect()
    }
}

/// Scores the splitters on all corpora that are there.
///
/// # Errors
/// When a file cannot be read or is of another form.
pub fn bench(arguments: &cli::Sentences) -> Result<()> {
    let corpora = corpora::read(&arguments.data, &arguments.open_data)?;
    let mut outcomes = Vec::new();
    for corpus in &corpora {
        for join in &JOINS {
            outcomes.extend(score_all(corpus, join));
        }
    }
    record::keep_for_any_machine(Sentences(outcomes))
}

fn score_all(corpus: &Corpus, join: &Join) -> Vec<Outcome> {
    let (text, expected) = join.apply(&corpus.sentences);
    let outcome = |(name, split): &(&str, splitters::Split)| {
        let found = split(&text);
        Outcome {
            corpus: corpus.name.to_owned(),
            sentences: expected.len(),
            join: join.name.to_owned(),
            splitter: (*name).to_owned(),
            ends: Score::of_ends(&expected, &found),
            whole: Score::of_whole(&expected, &found),
        }
    };
    SPLITTERS.iter().map(outcome).collect()
}

impl Join {
    /// The text of sentences, and their places in it.
    fn apply(&self, sentences: &[String]) -> (String, Vec<namelight_text::Span>) {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (index, sentence) in sentences.iter().enumerate() {
            if index > 0 {
                let ends_paragraph = self.paragraph.is_some_and(|length| index % length == 0);
                text += if ends_paragraph { "\n\n" } else { self.between };
            }
            let start = text.len();
            text += sentence;
            let end = text.len();
            places.push(namelight_text::Span { start, end });
        }
        (text, places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_joined_and_their_places_kept() {
        let sentences = ["Ada sings.", "Bo dances.", "Cy waits."].map(str::to_owned);
        let join = Join {
            name: "pairs",
            between: " ",
            paragraph: Some(2),
        };
        let (text, places) = join.apply(&sentences);
        assert_eq!(text, "Ada sings. Bo dances.\n\nCy waits.");
        let slices: Vec<_> = places
            .iter()
            .filter_map(|place| place.slice(&text))
            .collect();
        assert_eq!(slices, sentences);
    }

    #[test]
    fn both_splitters_find_sentences_that_nobody_doubts() {
        let corpus = Corpus {
            name: "ours",
            sentences: ["Ada sings.", "Bo dances."].map(str::to_owned).to_vec(),
        };
        for outcome in score_all(&corpus, &JOINS[0]) {
            assert_eq!(outcome.ends.f1, 1.0, "{outcome:?}");
            assert_eq!(outcome.whole.f1, 1.0, "{outcome:?}");
        }
    }
}
