//! The names under which the files of training, validation and test data are looked for.

use std::fmt;

use anyhow::{Result, bail, ensure};

/// The names of a split's files: that in the shared task, and the words that it is called by elsewhere.
pub struct SplitNames {
    shared_task: &'static str,
    words: &'static [&'static str],
}

/// The file that is learnt from.
pub const TRAIN: SplitNames = SplitNames {
    shared_task: "eng.train",
    words: &["train"],
};
/// The file that is scored after each epoch.
pub const VALIDATION: SplitNames = SplitNames {
    shared_task: "eng.testa",
    words: &["validation", "valid", "dev", "val"],
};
/// The file that is scored at the end.
pub const TEST: SplitNames = SplitNames {
    shared_task: "eng.testb",
    words: &["test"],
};

/// What the names of files end with: columns, JSON Lines with spans or token rows, and token rows in parquet.
const EXTENSIONS: [&str; 9] = [
    "txt", "conll", "jsonl", "ndjson", "json", "tsv", "bio", "iob2", "parquet",
];

/// A file whose name says that it is one of a split.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate<'a> {
    /// Number of folders above it.
    depth: usize,
    /// Place of its name among those that are looked for.
    rank: usize,
    /// The folder of the whole data set.
    folder: &'a str,
    path: &'a str,
    /// Into how many files the split is cut, where the name says so.
    parts: Option<usize>,
}

impl SplitNames {
    /// The files of this split among those of a folder, given with `/` from that folder on: one, or its parts in order
    /// (`train-00000-of-00002.parquet`, or `train/0000.parquet` and so on). Those with the fewest folders above them come
    /// first, then the order of the names decides.
    ///
    /// # Errors
    /// When several folders have such files, or a part is missing.
    pub fn files<'a>(&self, paths: &'a [String]) -> Result<Vec<&'a str>> {
        let candidates = paths.iter().filter_map(|path| self.candidate(path));
        let mut candidates: Vec<_> = candidates.collect();
        candidates.sort();
        let Some(Candidate { depth, rank, .. }) = candidates.first() else {
            return Ok(Vec::new());
        };
        let best = (*depth, *rank);
        candidates.retain(|it| (it.depth, it.rank) == best);
        let folder = candidates[0].folder;
        if let Some(other) = candidates.iter().find(|it| it.folder != folder) {
            bail!(
                "several data sets are there, {folder}/ and {}/; name the folder of one",
                other.folder
            );
        }
        let found = candidates.len();
        let parts = candidates.iter().filter_map(|it| it.parts).max();
        ensure!(
            parts.is_none_or(|parts| parts == found),
            "{} is cut into {} files, of which {found} are there",
            candidates[0].path,
            parts.unwrap_or_default()
        );
        Ok(candidates.into_iter().map(|it| it.path).collect())
    }

    fn candidate<'a>(&self, path: &'a str) -> Option<Candidate<'a>> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let candidate = |folder: &'a str, rank, parts| Candidate {
            depth: folder.split('/').filter(|part| !part.is_empty()).count(),
            rank,
            folder,
            path,
            parts,
        };
        if name == self.shared_task {
            return Some(candidate(folder, 0, None));
        }
        let (stem, extension) = name.rsplit_once('.')?;
        let extension = EXTENSIONS.iter().position(|known| *known == extension)?;
        let rank = |word: &str| {
            let word = self.words.iter().position(|known| *known == word)?;
            Some(1 + word * EXTENSIONS.len() + extension)
        };
        let (word, parts) = without_part(stem);
        if let Some(rank) = rank(word) {
            return Some(candidate(folder, rank, parts));
        }
        let (folder, word) = folder.rsplit_once('/').unwrap_or(("", folder));
        let is_numbered = stem.bytes().all(|byte| byte.is_ascii_digit());
        rank(word)
            .filter(|_| is_numbered)
            .map(|rank| candidate(folder, rank, None))
    }
}

/// `train-00001-of-00002` is a part of `train`, of which there are two.
fn without_part(stem: &str) -> (&str, Option<usize>) {
    let parts = || {
        let (rest, parts) = stem.rsplit_once("-of-")?;
        let (word, part) = rest.rsplit_once('-')?;
        part.parse::<usize>().ok()?;
        Some((word, Some(parts.parse().ok()?)))
    };
    parts().unwrap_or((stem, None))
}

impl fmt::Display for SplitNames {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let words = self.words.join("|");
        write!(
            formatter,
            "{}, {words}.{}",
            self.shared_task,
            EXTENSIONS.join("|")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &SplitNames, paths: &[&str]) -> Result<Vec<String>> {
        let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        let files = names.files(&paths)?;
        Ok(files.into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn the_file_of_the_shared_task_comes_first_and_then_the_order_of_names() {
        let paths = [
            "dev.txt",
            "valid.jsonl",
            "eng.testa",
            "validation.csv",
            "valid.conll",
        ];
        assert_eq!(files(&VALIDATION, &paths).unwrap(), ["eng.testa"]);
        let without = ["dev.txt", "valid.jsonl", "valid.conll", "x/validation.txt"];
        assert_eq!(files(&VALIDATION, &without).unwrap(), ["valid.conll"]);
        assert!(files(&TEST, &without).unwrap().is_empty());
    }

    #[test]
    fn the_layouts_of_the_hub_are_known() {
        let parquet = [
            "README.md",
            "data/test-00000-of-00001.parquet",
            "data/train-00001-of-00002.parquet",
            "data/train-00000-of-00002.parquet",
        ];
        assert_eq!(files(&TRAIN, &parquet).unwrap(), [parquet[3], parquet[2]]);
        let converted = [
            "conll2003/train/0000.parquet",
            "conll2003/test/0000.parquet",
        ];
        assert_eq!(files(&TRAIN, &converted).unwrap(), [converted[0]]);
        let lines = [
            "dataset/train.json",
            "dataset/valid.json",
            "dataset/label.json",
        ];
        assert_eq!(files(&VALIDATION, &lines).unwrap(), [lines[1]]);
    }

    #[test]
    fn two_data_sets_and_missing_parts_are_told() {
        let message = |paths: &[&str]| files(&TRAIN, paths).unwrap_err().to_string();
        let two = message(&["de/train.txt", "en/train.txt"]);
        assert_eq!(
            two,
            "several data sets are there, de/ and en/; name the folder of one"
        );
        let part = message(&["data/train-00000-of-00002.parquet"]);
        assert!(
            part.ends_with("is cut into 2 files, of which 1 are there"),
            "{part}"
        );
    }
}
