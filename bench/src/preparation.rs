//! The time of preparing text, which is to find its sentences and words, beside that of the model that reads them.

use std::time::Instant;

use anyhow::{Context, Result};
use namelight_recognizer::{ModelFiles, Recognizer};
use namelight_text::{is_field_name, is_prose, split_sentences, split_words};
use serde::{Deserialize, Serialize};

use crate::page::story::story;
use crate::record::{self, Subject};
use crate::root;
use crate::table::Row;

/// Words of the text that the model reads.
const WORDS: usize = 5_000;
const RUNS: usize = 5;
const MEGABYTE: usize = 1 << 20;

/// Lines of kinds that text comes in, each with its name.
const KINDS: [(&str, &str); 12] = [
    (
        "prose",
        "Ada Lindqvist of the Polar Institute wrote to her brother in Oslo. The ice was late.\n",
    ),
    (
        "prose without line breaks",
        "Ada Lindqvist of the Polar Institute wrote to her brother. ",
    ),
    ("one sentence", "Ada Lindqvist and "),
    (
        "invisible marks",
        "A\u{ad}da\u{200b} Lind\u{200d}qvist\u{feff} left Os\u{2060}lo. ",
    ),
    (
        "hyphenated lines",
        "The ferry from Hel-\nsinki reached Stock-\nholm late, the cap-\n",
    ),
    (
        "quoted mail",
        "> > Ada Lindqvist wrote to her brother in Oslo, who\n> > had left.\n",
    ),
    (
        "HTML",
        "<tr><td><b>Ada</b> Lindqvist</td><td>S&atilde;o Paulo &amp; Oslo</td></tr>\n",
    ),
    ("tables", "| Ada Lindqvist | Oslo | 12 |\n"),
    (
        "links and handles",
        "@ada #oslo https://example.org/a/b?c=d ada@example.org /usr/share/x ",
    ),
    ("letters of other forms", "Ａｄａ 𝐋𝐢𝐧𝐝 ﬁnd Ⓞslo’s Ada¹, "),
    (
        "logs",
        "2026-03-22 08:51:06 INFO net: index #1, interface up\n",
    ),
    ("one word", "a’b-c.d/e_f&g"),
];

/// What preparing takes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Preparation {
    /// Words that the model reads.
    words: usize,
    /// Milliseconds of the fastest run that finds sentences and words.
    prepare_millis: f64,
    /// Milliseconds of the fastest run that finds the names as well, one thread.
    recognize_millis: f64,
    kinds: Vec<Kind>,
}

/// What preparing a kind of text takes, in nanoseconds a byte.
#[derive(Debug, Serialize, Deserialize)]
struct Kind {
    name: String,
    of_one_megabyte: f64,
    of_five_megabytes: f64,
}

impl Subject for Preparation {
    const NAME: &'static str = "preparation";
    const ABOUT: &'static str = "Finding sentences and words, with everything that is normalized, beside the whole \
        analysis by the small model on one thread; and the time a byte for one megabyte and for five of text of several \
        kinds, which is equal where the time is linear.";

    fn rows(&self) -> Vec<Row> {
        let share = self.prepare_millis / self.recognize_millis;
        let table = format!("{} words of prose", self.words);
        let millis = |millis: f64| format!("{millis:.1} ms");
        let mut rows = Vec::from([
            Row::new(&table, "sentences and words", millis(self.prepare_millis)),
            Row::new(&table, "names as well", millis(self.recognize_millis)),
            Row::new(
                &table,
                "share of preparing",
                format!("{:.1} %", 100.0 * share),
            ),
        ]);
        for kind in &self.kinds {
            let ratio = kind.of_five_megabytes / kind.of_one_megabyte;
            let cell = format!(
                "{:.0} and {:.0} ns, {ratio:.2}",
                kind.of_one_megabyte, kind.of_five_megabytes
            );
            rows.push(Row::new(
                "A byte, of one and of five megabytes",
                &kind.name,
                cell,
            ));
        }
        rows
    }
}

/// Measures on this machine.
///
/// # Errors
/// When the shipped model cannot be read or run.
pub fn bench() -> Result<()> {
    let recognizer = shipped()?;
    let text = story(WORDS);
    let recognize = || recognizer.recognize(&text).map(|names| names.len());
    recognize()?;
    let kinds = KINDS.iter().map(|(name, line)| Kind {
        name: (*name).to_owned(),
        of_one_megabyte: nanos_a_byte(line, MEGABYTE),
        of_five_megabytes: nanos_a_byte(line, 5 * MEGABYTE),
    });
    record::keep(Preparation {
        words: prepare(&text),
        prepare_millis: fastest_millis(|| prepare(&text)),
        recognize_millis: fastest_millis(|| recognize().unwrap_or_default()),
        kinds: kinds.collect(),
    })
}

fn shipped() -> Result<Recognizer> {
    let folder = root().join("web/model/small");
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).with_context(|| path.display().to_string())
    };
    Ok(Recognizer::load(&ModelFiles {
        config: read("config.json")?,
        tokenizer: read("tokenizer.json")?,
        weights: read("model.safetensors")?,
    })?)
}

/// Does what comes in front of the tokenizer, and returns the number of words.
fn prepare(text: &str) -> usize {
    let sentences = split_sentences(text).into_iter();
    let sentences = sentences.filter_map(|span| span.slice(text));
    let read = sentences.filter(|sentence| is_prose(sentence) && !is_field_name(sentence));
    read.map(|sentence| split_words(sentence).len()).sum()
}

fn nanos_a_byte(line: &str, bytes: usize) -> f64 {
    let text = line.repeat(bytes / line.len());
    fastest_millis(|| prepare(&text)) * 1e6 / text.len() as f64
}

fn fastest_millis(mut run: impl FnMut() -> usize) -> f64 {
    let millis = (0..RUNS).map(|_| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed().as_secs_f64() * 1e3
    });
    millis.fold(f64::INFINITY, f64::min)
}
