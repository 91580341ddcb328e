//! The machine that something was measured on, as far as it tells.

use std::collections::BTreeSet;
use std::fs;

use serde::{Deserialize, Serialize};

/// A processor and how many of its cores there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    pub processor: Processor,
    pub cores: usize,
}

/// A processor. Its name alone says little: virtual machines of very different processors all call theirs "AMD EPYC".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Processor {
    pub name: String,
    pub family: Option<u32>,
    pub model: Option<u32>,
    pub stepping: Option<u32>,
    /// Those of [`FLAGS`] that the processor has.
    pub flags: Vec<String>,
}

/// Sets of instructions that change what Namelight, or what it is compared with, computes with.
const FLAGS: [&str; 11] = [
    "sse4_1",
    "avx2",
    "fma",
    "avx_vnni",
    "avx512f",
    "avx512_vnni",
    "avx512_bf16",
    "amx_int8",
    "asimddp",
    "i8mm",
    "bf16",
];

impl Machine {
    /// The machine that this runs on.
    pub fn this() -> Self {
        let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        Self {
            processor: Processor::read(&about),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

impl Processor {
    /// Reads the first processor of a `/proc/cpuinfo`.
    fn read(about: &str) -> Self {
        let value = |key: &str| {
            let mut lines = about.lines().filter_map(|line| line.split_once(':'));
            let (_, value) = lines.find(|(name, _)| name.trim() == key)?;
            Some(value.trim())
        };
        let number = |key| value(key)?.parse().ok();
        let flags = value("flags").or_else(|| value("Features"));
        let flags: BTreeSet<&str> = flags.unwrap_or_default().split(' ').collect();
        let known = FLAGS.iter().filter(|flag| flags.contains(**flag));
        Self {
            name: value("model name").unwrap_or("unknown").to_owned(),
            family: number("cpu family"),
            model: number("model"),
            stepping: number("stepping"),
            flags: known.map(|flag| (*flag).to_owned()).collect(),
        }
    }

    /// The folder of its records, such as `amd-epyc-25-17-1` for family 25, model 17, stepping 1.
    pub fn folder(&self) -> String {
        let name = self.name.to_lowercase();
        let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
        let numbers = [self.family, self.model, self.stepping];
        let numbers = numbers.iter().flatten().map(u32::to_string);
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .chain(numbers)
            .collect::<Vec<_>>()
            .join("-")
    }

    /// Its name, numbers and flags in words.
    pub fn title(&self) -> String {
        let numbers = [
            ("family", self.family),
            ("model", self.model),
            ("stepping", self.stepping),
        ];
        let mut title = self.name.clone();
        for (name, number) in numbers {
            if let Some(number) = number {
                title += &format!(", {name} {number}");
            }
        }
        if self.flags.is_empty() {
            return title + ", of an unknown model";
        }
        title + ", with " + &self.flags.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: &str = "processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 26\nmodel\t\t: 2\n\
                         model name\t: AMD EPYC\nstepping\t: 1\nflags\t\t: fpu avx2 avx512_vnni avx_vnni2\n";

    #[test]
    fn a_processor_is_told_by_its_numbers_and_by_the_flags_that_matter() {
        let processor = Processor::read(ABOUT);
        assert_eq!(processor.folder(), "amd-epyc-26-2-1");
        assert_eq!(processor.flags, ["avx2", "avx512_vnni"]);
        let title = "AMD EPYC, family 26, model 2, stepping 1, with avx2, avx512_vnni";
        assert_eq!(processor.title(), title);
    }

    #[test]
    fn a_system_that_tells_nothing_has_an_unknown_processor() {
        assert_eq!(Processor::read("").folder(), "unknown");
    }
}
