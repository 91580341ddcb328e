//! The origins of the numbers that README.md quotes.

/// A piece of README.md's text and the origin of each number in it, in order.
pub struct Quote(pub &'static str, pub &'static [Origin]);

/// The place that a number was taken from.
#[derive(Clone, Copy)]
pub enum Origin {
    /// A JSON file, a path in it as [`record::number`](crate::record::number) takes it, and the factor from the
    /// file's unit to the quoted one.
    Record(&'static str, &'static str, f64),
    /// The mean of a number over the objects of a list: the file, the list, the number.
    Mean(&'static str, &'static str, &'static str),
    /// The standard deviation of the same, with one less than the count below.
    Deviation(&'static str, &'static str, &'static str),
    /// A setting or the version of another program: it was not measured here.
    Setting,
}

use Origin::{Deviation, Mean, Record, Setting};

const SMALL: &str = "web/model/small/report.json";
const BASE: &str = "web/model/base/report.json";

/// The newest records of these subjects are meant.
const BROWSER: &str = "bench/record/amd-epyc-26-2-1/*-browser.json";
const PAGE: &str = "bench/record/amd-epyc/*-page.json";
const TRAIN: &str = "bench/record/amd-epyc/*-train.json";
const SIZE: &str = "bench/record/any-machine/*-size.json";

const MILLIONS: f64 = 1e-6;
const SECONDS: f64 = 1e-3;

/// The F1 of both models under one condition.
const fn f1(path: &'static str) -> [Origin; 2] {
    [Record(SMALL, path, 1.0), Record(BASE, path, 1.0)]
}

const VALIDATION: &[Origin] = &f1("evaluations[split=validation&weights=int8]/scores/overall/f1");
const TEST: &[Origin] = &f1("evaluations[split=test&weights=int8]/scores/overall/f1");
const TEST_F32: &[Origin] = &f1("evaluations[split=test&weights=f32]/scores/overall/f1");
const LINES: &[Origin] = &f1("trust/conditions[split=test&condition=lines]/score/f1");
const ONE_LINE: &[Origin] = &f1("trust/conditions[split=test&condition=text]/score/f1");

/// Capitals and small letters of `small`, then of `base`.
const CASES: &[Origin] = &[
    f1("trust/conditions[split=test&condition=upper-case]/score/f1")[0],
    f1("trust/conditions[split=test&condition=lower-case]/score/f1")[0],
    f1("trust/conditions[split=test&condition=upper-case]/score/f1")[1],
    f1("trust/conditions[split=test&condition=lower-case]/score/f1")[1],
];

const WEIGHTS: &str = "evaluations[split=test&weights=int8]/weight_bytes";

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
    Quote("Beyond 150 KB a text is for reading only", &[Setting]),
    Quote("| Safari | 17.5 |", &[Setting]),
    Quote(
        "| 22.6 million, 22.9 MB | 66.4 million, 66.9 MB |",
        &[
            Record(SMALL, "model/parameters", MILLIONS),
            Record(SMALL, WEIGHTS, MILLIONS),
            Record(BASE, "model/parameters", MILLIONS),
            Record(BASE, WEIGHTS, MILLIONS),
        ],
    ),
    Quote("| validation | .935 | .947 |", VALIDATION),
    Quote("| test | .893 | .905 |", TEST),
    Quote("| test, f32 | .892 | .906 |", TEST_F32),
    Quote("a sentence a line | .892 | .905 |", LINES),
    Quote("on one line | .882 | .899 |", ONE_LINE),
    Quote("small letters | .874, .872 | .905, .905 |", CASES),
    Quote(
        "have .933 ± .003 there and .893 ± .002 on test",
        &[
            Mean(SMALL, "seeds", "validation_f1"),
            Deviation(SMALL, "seeds", "validation_f1"),
            Mean(SMALL, "seeds", "test_f1"),
            Deviation(SMALL, "seeds", "test_f1"),
        ],
    ),
    Quote(
        "| 2.26 MB, with brotli 0.68 MB |",
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
