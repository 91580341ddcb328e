//! The results of what was measured in the browser, and their tables.

use serde::{Deserialize, Serialize};

use crate::record::Subject;
use crate::summary::Summary;
use crate::table::Row;

/// Everything that was measured in the browser.
#[derive(Debug, Serialize, Deserialize)]
pub struct InBrowser {
    /// Its name and version.
    pub browser: String,
    pub passes: Vec<Passes>,
    pub two_workers: Vec<Pair>,
    pub first_entity: Vec<FirstEntity>,
}

/// A forward pass at one length, by engine.
#[derive(Debug, Serialize, Deserialize)]
pub struct Passes {
    pub model: String,
    pub wordpieces: usize,
    pub engines: Vec<EnginePasses>,
}

/// A forward pass of one engine.
#[derive(Debug, Serialize, Deserialize)]
pub struct EnginePasses {
    pub engine: String,
    /// The form of the model that was the fastest for it, where there is a choice.
    pub variant: Option<String>,
    #[serde(flatten)]
    pub summary: Summary,
    /// The mean of the turns; only Namelight's engines tell.
    pub parts: Vec<PartTime>,
}

/// A part of a forward pass.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartTime {
    pub name: String,
    pub millis: f64,
}

/// The throughput of two workers beside that of one.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pair {
    pub engine: String,
    pub wordpieces: usize,
    pub one_tokens_per_second: f64,
    pub two_tokens_per_second: f64,
    pub two_by_one: f64,
}

/// The time from navigation to the first name that is highlighted.
#[derive(Debug, Serialize, Deserialize)]
pub struct FirstEntity {
    pub page: String,
    /// The time with nothing cached.
    pub cold: Summary,
    /// The time of another visit in the same browser.
    pub warm: Summary,
    /// The time with nothing cached over a link of 20 Mbit/s and 40 ms; records of before 2026-11-27 have none.
    #[serde(default)]
    pub slow: Option<Summary>,
}

/// One of a page's times.
type Time = fn(&FirstEntity) -> Option<&Summary>;

/// The ways of visiting a page, as tables name them.
const WAYS: [(&str, Time); 3] = [
    ("nothing cached", |page| Some(&page.cold)),
    ("cached", |page| Some(&page.warm)),
    ("nothing cached, 20 Mbit/s and 40 ms", |page| {
        page.slow.as_ref()
    }),
];

/// The pairs of engines whose times are divided, the first by the second.
const RATIOS: [(&str, &str); 4] = [
    ("namelight simd128", "onnxruntime-web, 1 thread"),
    ("namelight relaxed", "onnxruntime-web, 1 thread"),
    ("namelight relaxed", "onnxruntime-web, 2 threads"),
    ("namelight 2 threads", "onnxruntime-web, 2 threads"),
];

/// The lengths whose parts are shown.
const PROFILED: [usize; 2] = [32, 128];

impl Subject for InBrowser {
    const NAME: &'static str = "browser";
    const ABOUT: &'static str = "Milliseconds are a median, and in brackets the minimum and the 95th percentile. A \
        ratio is of medians, and in brackets of minima; below 1 Namelight is faster. Engines took turns, and \
        onnxruntime got the fastest of several forms of the model for each length.";

    fn versions(&self) -> String {
        self.browser.clone()
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = self.passes.iter().flat_map(Passes::ratios).collect();
        rows.extend(self.passes.iter().flat_map(Passes::times));
        rows.extend(self.first_entity.iter().flat_map(FirstEntity::rows));
        rows.extend(first_entity_ratios(&self.first_entity));
        rows.extend(self.two_workers.iter().map(Pair::row));
        rows.extend(self.passes.iter().flat_map(Passes::parts));
        rows
    }
}

impl Passes {
    fn ratios(&self) -> Vec<Row> {
        let engine = |name: &str| self.engines.iter().find(|engine| engine.engine == name);
        let ratio = |(ours, theirs): &(&str, &str)| {
            let value = engine(ours)?.summary.by(&engine(theirs)?.summary);
            let what = self.named(&format!("{ours} by {theirs}"));
            Some(Row::new("Time of a pass by another's", what, value))
        };
        RATIOS.iter().filter_map(ratio).collect()
    }

    fn times(&self) -> Vec<Row> {
        let time = |engine: &EnginePasses| {
            let what = self.named(&engine.engine);
            Row::new(
                "Milliseconds of a forward pass",
                what,
                engine.summary.cell(),
            )
        };
        self.engines.iter().map(time).collect()
    }

    fn parts(&self) -> Vec<Row> {
        if self.model != "small" || !PROFILED.contains(&self.wordpieces) {
            return Vec::new();
        }
        let parts = self.engines.iter().flat_map(|engine| {
            let all: f64 = engine.parts.iter().map(|part| part.millis).sum();
            let table = self.named(&format!(
                "parts of a pass of {}, milliseconds",
                engine.engine
            ));
            engine.parts.iter().map(move |part| {
                let share = part.millis / all * 100.0;
                Row::new(
                    &table,
                    &part.name,
                    format!("{:.2} ({share:.0} %)", part.millis),
                )
            })
        });
        parts.collect()
    }

    fn named(&self, what: &str) -> String {
        format!("{}, {} wordpieces: {what}", self.model, self.wordpieces)
    }
}

impl FirstEntity {
    fn rows(&self) -> Vec<Row> {
        let table = "From navigation to the first name, milliseconds";
        let mut rows = Vec::new();
        for (way, time) in WAYS {
            if let Some(summary) = time(self) {
                rows.push(Row::new(
                    table,
                    format!("{}, {way}", self.page),
                    summary.cell(),
                ));
            }
        }
        rows
    }
}

/// The first page's time by that of the fastest of the others, for each way of visiting.
fn first_entity_ratios(pages: &[FirstEntity]) -> Vec<Row> {
    let Some((ours, others)) = pages.split_first() else {
        return Vec::new();
    };
    let table = "From navigation to the first name, by the fastest page of transformers.js";
    let row = |(way, time): &(&str, Time)| {
        let others = others.iter().filter_map(time);
        let fastest =
            others.min_by(|left, right| left.median_millis.total_cmp(&right.median_millis))?;
        Some(Row::new(table, *way, time(ours)?.by(fastest)))
    };
    WAYS.iter().filter_map(row).collect()
}

impl Pair {
    fn row(&self) -> Row {
        let what = format!("{}, {} wordpieces", self.engine, self.wordpieces);
        Row::new(
            "Throughput of two workers by that of one",
            what,
            format!("{:.2}", self.two_by_one),
        )
    }
}
