//! What was aimed for, and what was reached.

use super::results::{InBrowser, Results, Summary};

/// A ratio with its aims: what it must reach, and what was hoped for.
pub struct Target {
    pub what: String,
    must: Option<f64>,
    hope: f64,
    /// Whether less is better.
    less: bool,
    /// Of medians, or the number itself.
    pub reached: f64,
    /// Of the least times, where there are.
    pub of_minima: Option<f64>,
}

const LENGTHS: [usize; 5] = [16, 32, 64, 128, 256];
const RELAXED: &str = "namelight relaxed";
const SIMD128: &str = "namelight simd128";
const OUR_THREADS: &str = "namelight 2 threads";
const ONE: &str = "onnxruntime-web, 1 thread";
const TWO: &str = "onnxruntime-web, 2 threads";
const DEFAULT_PAGE: &str = "transformers.js, ";

/// A comparison of two engines: ours, theirs, model, shortest length, and its aims.
type Versus = (
    &'static str,
    &'static str,
    &'static str,
    usize,
    Option<f64>,
    f64,
);

const VERSUS: [Versus; 5] = [
    (RELAXED, ONE, "small", 16, Some(0.55), 0.45),
    (RELAXED, ONE, "distilbert", 16, Some(0.60), 0.50),
    (SIMD128, ONE, "small", 16, Some(0.80), 0.65),
    (RELAXED, TWO, "small", 16, Some(1.0), 0.8),
    (OUR_THREADS, TWO, "small", 64, None, 0.55),
];

/// Every target that something was measured for.
pub fn targets(results: &Results) -> Vec<Target> {
    let page = &results.in_browser;
    let mut targets: Vec<Target> = VERSUS
        .iter()
        .flat_map(|versus| {
            LENGTHS
                .iter()
                .filter_map(move |length| passes(page, versus, *length))
        })
        .collect();
    targets.extend(first_entity(page));
    targets.extend(share(page));
    targets.extend(page.two_workers.iter().map(|pair| Target {
        what: format!(
            "tokens a second of 2 workers by 1, {}, {} wordpieces",
            pair.engine, pair.wordpieces
        ),
        must: Some(1.8),
        hope: 1.95,
        less: false,
        reached: pair.two_by_one,
        of_minima: None,
    }));
    targets.extend(results.native.rows.iter().map(|row| Target {
        what: format!("native tokens a second by onnxruntime's, {}", row.work),
        must: Some(1.0),
        hope: 1.3,
        less: false,
        reached: row.tokens_per_second_by_onnxruntime,
        of_minima: Some(row.onnxruntime.min_millis / row.namelight.min_millis),
    }));
    targets
}

fn passes(page: &InBrowser, versus: &Versus, length: usize) -> Option<Target> {
    let (ours, theirs, model, shortest, must, hope) = *versus;
    let engine = |name| {
        page.engine(model, length, name)
            .filter(|_| length >= shortest)
    };
    let what = format!("{ours} by {theirs}, {model}, {length} wordpieces");
    Some(time(
        what,
        &engine(ours)?.summary,
        &engine(theirs)?.summary,
        must,
        hope,
    ))
}

fn time(what: String, ours: &Summary, theirs: &Summary, must: Option<f64>, hope: f64) -> Target {
    Target {
        what,
        must,
        hope,
        less: true,
        reached: ours.median_millis / theirs.median_millis,
        of_minima: Some(ours.min_millis / theirs.min_millis),
    }
}

/// Beside transformers.js as it comes, and beside its fastest page.
fn first_entity(page: &InBrowser) -> Vec<Target> {
    let (ours, theirs): (Vec<_>, Vec<_>) = page
        .first_entity
        .iter()
        .partition(|page| page.page == "namelight");
    let Some(ours) = ours.first() else {
        return Vec::new();
    };
    let aims = [
        ("transformers.js as it comes", true),
        ("the fastest page with transformers.js", false),
    ];
    let target = |(name, as_it_comes): (&str, bool)| {
        let pages = theirs
            .iter()
            .filter(|page| !as_it_comes || page.page.starts_with(DEFAULT_PAGE));
        let best = pages
            .min_by(|one, other| one.cold.median_millis.total_cmp(&other.cold.median_millis))?;
        let what = format!("navigation to first name, nothing cached, by {name}");
        Some(time(what, &ours.cold, &best.cold, Some(0.5), 0.3))
    };
    aims.into_iter().filter_map(target).collect()
}

/// The share of a pass that its products are: so much of their speed the pass as a whole reaches.
fn share(page: &InBrowser) -> Vec<Target> {
    let share = |engine: &&str| {
        let (products, all) = page.engine("small", 128, engine)?.product_millis()?;
        Some(Target {
            what: format!(
                "share of its products' speed that a pass reaches, {engine}, 128 wordpieces"
            ),
            must: Some(0.75),
            hope: 0.90,
            less: false,
            reached: products / all,
            of_minima: None,
        })
    };
    [RELAXED, SIMD128].iter().filter_map(share).collect()
}

impl Target {
    /// As a row of a table.
    pub fn row(&self) -> String {
        let sign = if self.less { "≤" } else { "≥" };
        let aim = |aim: Option<f64>| aim.map_or("–".to_owned(), |aim| format!("{sign} {aim:.2}"));
        let minima = self
            .of_minima
            .map_or("–".to_owned(), |ratio| format!("{ratio:.2}"));
        format!(
            "| {} | {:.2} | {minima} | {} | {} | {} |\n",
            self.what,
            self.reached,
            aim(self.must),
            aim(Some(self.hope)),
            self.verdict()
        )
    }

    fn verdict(&self) -> &'static str {
        let meets = |aim: f64| {
            if self.less {
                self.reached <= aim
            } else {
                self.reached >= aim
            }
        };
        match (meets(self.hope), self.must.map(meets)) {
            (true, _) => "hoped for",
            (false, Some(true)) => "reached",
            (false, Some(false)) => "missed",
            (false, None) => "not reached",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(less: bool, reached: f64) -> Target {
        Target {
            what: "w".to_owned(),
            must: Some(1.0),
            hope: if less { 0.5 } else { 1.5 },
            less,
            reached,
            of_minima: None,
        }
    }

    #[test]
    fn a_ratio_is_held_against_both_aims_in_its_direction() {
        let verdicts = [0.5, 0.9, 1.1].map(|reached| target(true, reached).verdict());
        assert_eq!(verdicts, ["hoped for", "reached", "missed"]);
        let verdicts = [1.6, 1.1, 0.9].map(|reached| target(false, reached).verdict());
        assert_eq!(verdicts, ["hoped for", "reached", "missed"]);
    }

    #[test]
    fn a_row_shows_ratio_and_aims() {
        assert_eq!(
            target(true, 0.9).row(),
            "| w | 0.90 | – | ≤ 1.00 | ≤ 0.50 | reached |\n"
        );
    }
}
