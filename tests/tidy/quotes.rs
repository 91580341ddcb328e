//! The origins of the numbers that README.md quotes.

/// A piece of README.md's text and the origin of each number in it, in order.
pub struct Quote(pub &'static str, pub &'static [Origin]);

/// The place that a number was taken from.
#[derive(Clone, Copy)]
pub enum Origin {
    /// A JSON file, a path in it as [`record::number`](crate::record::number) takes it, and the factor from the
    /// file's unit to the quoted one.
    Record(&'static str, &'static str, f64),
    /// A setting or the version of another program: it was not measured here.
    Setting,
}

use Origin::{Record, Setting};

const SMALL: &str = "web/model/small/report.json";
const BASE: &str = "web/model/base/report.json";

/// The newest records of these subjects are meant.
const BROWSER: &str = "bench/record/amd-epyc-26-2-1/*-browser.json";
const PAGE: &str = "bench/record/amd-epyc/*-page.json";
const TRAIN: &str = "bench/record/amd-epyc/*-train.json";
const SIZE: &str = "bench/record/any-machine/*-size.json";

/// What `cargo xtask trust` counted.
const TRUST: &str = "tests/trust.json";

const MILLIONS: f64 = 1e-6;
const SECONDS: f64 = 1e-3;

/// The F1 of both models under one condition.
const fn f1(path: &'static str) -> [Origin; 2] {
    [Record(SMALL, path, 1.0), Record(BASE, path, 1.0)]
}

const VALIDATION: &[Origin] =
    &f1("evaluations[source=CoNLL-2003&split=validation&weights=int8]/scores/overall/f1");
const TEST: &[Origin] =
    &f1("evaluations[source=CoNLL-2003&split=test&weights=int8]/scores/overall/f1");
const TEST_F32: &[Origin] =
    &f1("evaluations[source=CoNLL-2003&split=test&weights=f32]/scores/overall/f1");
const LINES: &[Origin] = &f1("trust/conditions[split=test&condition=lines]/score/f1");
const ONE_LINE: &[Origin] = &f1("trust/conditions[split=test&condition=text]/score/f1");

const NEWS: &[Origin] =
    &f1("evaluations[source=world news&split=validation&weights=int8]/scores/overall/f1");
const WEB: &[Origin] =
    &f1("evaluations[source=web&split=validation&weights=int8]/scores/overall/f1");
const TWEETS: &[Origin] =
    &f1("evaluations[source=tweets&split=validation&weights=int8]/scores/overall/f1");
const NOISY_TWEETS: &[Origin] =
    &f1("evaluations[source=noisy tweets&split=validation&weights=int8]/scores/overall/f1");
const RARE: &[Origin] =
    &f1("evaluations[source=rare names&split=validation&weights=int8]/scores/overall/f1");
const WIKIPEDIA: &[Origin] =
    &f1("evaluations[source=Wikipedia&split=validation&weights=int8]/scores/overall/f1");

/// Capitals and small letters of `small`, then of `base`.
const CASES: &[Origin] = &[
    f1("trust/conditions[split=test&condition=upper-case]/score/f1")[0],
    f1("trust/conditions[split=test&condition=lower-case]/score/f1")[0],
    f1("trust/conditions[split=test&condition=upper-case]/score/f1")[1],
    f1("trust/conditions[split=test&condition=lower-case]/score/f1")[1],
];

const WEIGHTS: &str = "evaluations[source=CoNLL-2003&split=test&weights=int8]/weight_bytes";

/// The median time of 32 wordpieces in an engine.
macro_rules! pass {
    ($engine:literal) => {
        Record(
            BROWSER,
            concat!(
                "results/passes[model=small&wordpieces=32]/engines[engine=",
                $engine,
                "]/median_millis"
            ),
            1.0,
        )
    };
}

/// The median seconds from opening a page to its first name, with an empty cache.
macro_rules! first_name {
    ($page:literal) => {
        Record(
            BROWSER,
            concat!("results/first_entity[page=", $page, "]/cold/median_millis"),
            SECONDS,
        )
    };
}

/// Every quotation of a number in README.md.
pub const QUOTES: &[Quote] = &[
    Quote("Beyond 150 KB a text is shown for reading", &[Setting]),
    Quote("| Safari | 17.5 |", &[Setting]),
    Quote("all CC BY 4.0", &[Setting]),
    Quote(
        "a silent worker was found | 4,006 ms |",
        &[Record(TRUST, "figures/page.silent_worker_millis_most", 1.0)],
    ),
    Quote(
        "growth of its memory after the first thousand | 0.0 %",
        &[Record(
            TRUST,
            "figures/long_life.worker_growth_percent",
            1.0,
        )],
    ),
    Quote(
        "growth of all memory of the page by these keys | 0.0 %",
        &[Record(
            TRUST,
            "figures/long_life.typing_growth_percent",
            1.0,
        )],
    ),
    Quote(
        "a fresh worker had answered | 1,286 ms |",
        &[Record(TRUST, "figures/page.fresh_worker_millis_most", 1.0)],
    ),
    Quote(
        "| 22.6 million, 10.7 MB | 66.4 million, 34.6 MB |",
        &[
            Record(SMALL, "model/parameters", MILLIONS),
            Record(SMALL, WEIGHTS, MILLIONS),
            Record(BASE, "model/parameters", MILLIONS),
            Record(BASE, WEIGHTS, MILLIONS),
        ],
    ),
    Quote("| CoNLL-2003, validation | .939 | .952 |", VALIDATION),
    Quote("| CoNLL-2003, test | .907 | .922 |", TEST),
    Quote(
        "| the same in f32, without the bias of O | .903 | .914 |",
        TEST_F32,
    ),
    Quote(
        "| the same read as plain text, a sentence a line | .907 | .921 |",
        LINES,
    ),
    Quote(
        "| the same read as plain text on one line | .898 | .915 |",
        ONE_LINE,
    ),
    Quote(
        "| the same in capitals and in small letters | .886, .883 | .908, .906 |",
        CASES,
    ),
    Quote(
        "| news of today from outside the West | .855 | .884 |",
        NEWS,
    ),
    Quote(
        "| web answers and e-mails, never trained on | .749 | .796 |",
        WEB,
    ),
    Quote("| tweets | .665 | .724 |", TWEETS),
    Quote("| noisy tweets | .574 | .613 |", NOISY_TWEETS),
    Quote("| rare names in comments and tweets | .694 | .740 |", RARE),
    Quote("| Wikipedia | .756 | .834 |", WIKIPEDIA),
    Quote(
        "| 2.54 MB, with brotli 0.76 MB |",
        &[
            Record(SIZE, "results/visit/raw", MILLIONS),
            Record(SIZE, "results/visit/brotli", MILLIONS),
        ],
    ),
    Quote(
        "| 4.8 ms with relaxed SIMD, 7.1 ms without; onnxruntime-web int8 9.3 ms |",
        &[
            pass!("namelight relaxed"),
            pass!("namelight simd128"),
            pass!("onnxruntime-web, 1 thread"),
        ],
    ),
    Quote(
        "| 0.52 s; transformers.js 0.84 to 1.5 s |",
        &[
            first_name!("namelight"),
            first_name!("transformers.js without WebGPU, fused graph"),
            first_name!("transformers.js, plain graph"),
        ],
    ),
    Quote(
        "in 10,000 words | 39 ms |",
        &[Record(
            PAGE,
            "results/typing[words=10000]/summary/p95_millis",
            1.0,
        )],
    ),
    Quote(
        "| first name after 0.4 s, all names after 33 s |",
        &[
            Record(PAGE, "results/long/first_name_millis", SECONDS),
            Record(PAGE, "results/long/all_millis", SECONDS),
        ],
    ),
    Quote(
        "one thread | 0.54 of its time |",
        &[Record(
            TRAIN,
            "results[namelight.threads=1]/namelight_by_pytorch",
            1.0,
        )],
    ),
];
