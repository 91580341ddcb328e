//! The names under which checkpoints of several ages hold one and the same parameter.

/// The present and the old name of each of a layer norm's two vectors. Converters from TensorFlow kept its names, and
/// BERT's first checkpoints still have them.
const OLD_NORMS: [(&str, &str); 2] = [("weight", "gamma"), ("bias", "beta")];

/// The ends of a layer norm's path, in any architecture.
const NORMS: [&str; 2] = ["LayerNorm", "layer_norm"];

/// The end of the name of the table of wordpieces, in any architecture.
const TABLE: &str = "embeddings.word_embeddings.weight";

/// How the names of a checkpoint begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names<'a> {
    /// The architecture's prefix: `bert.`
    prefix: &'a str,
    /// What programs put in front of all names when they wrap a model: `_orig_mod.`, `module.`
    wrapper: String,
}

impl<'a> Names<'a> {
    /// Looks at all names of a checkpoint.
    pub(super) fn of<'n>(mut names: impl Iterator<Item = &'n str>, prefix: &'a str) -> Self {
        let wrapper = names.find_map(|name| {
            let front = name.strip_suffix(TABLE)?;
            Some(front.strip_suffix(prefix).unwrap_or(front).to_owned())
        });
        Self {
            prefix,
            wrapper: wrapper.unwrap_or_default(),
        }
    }

    /// Every name of a parameter, the present one first: with the architecture's prefix, and without it as in a bare
    /// encoder.
    pub(super) fn spellings(&self, name: &str) -> Vec<String> {
        let bare = name.strip_prefix(self.prefix).unwrap_or(name);
        let stems = [Some(name), (bare != name).then_some(bare)];
        let stems = stems.into_iter().flatten();
        let names = stems.flat_map(|stem| [Some(stem.to_owned()), old_norm(stem)]);
        let wrapped = names
            .flatten()
            .map(|name| format!("{}{name}", self.wrapper));
        wrapped.collect()
    }
}

fn old_norm(name: &str) -> Option<String> {
    let (path, part) = name.rsplit_once('.')?;
    let (_, old) = OLD_NORMS.into_iter().find(|(new, _)| *new == part)?;
    let is_norm = NORMS.iter().any(|end| path.ends_with(end));
    is_norm.then(|| format!("{path}.{old}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(name: &str, prefix: &str) -> Vec<String> {
        Names::of([].into_iter(), prefix).spellings(name)
    }

    #[test]
    fn what_wraps_a_model_is_in_front_of_all_names() {
        for (table, wrapper) in [
            ("bert.embeddings.word_embeddings.weight", ""),
            ("embeddings.word_embeddings.weight", ""),
            (
                "_orig_mod.bert.embeddings.word_embeddings.weight",
                "_orig_mod.",
            ),
            (
                "module._orig_mod.embeddings.word_embeddings.weight",
                "module._orig_mod.",
            ),
        ] {
            let names = Names::of(["a.weight", table].into_iter(), "bert.");
            assert_eq!(names.wrapper, wrapper, "{table}");
            let head = names.spellings("classifier.bias");
            assert_eq!(head, [format!("{wrapper}classifier.bias")]);
        }
    }

    #[test]
    fn a_norm_has_its_old_names_with_and_without_the_prefix() {
        assert_eq!(
            spellings("bert.embeddings.LayerNorm.weight", "bert."),
            [
                "bert.embeddings.LayerNorm.weight",
                "bert.embeddings.LayerNorm.gamma",
                "embeddings.LayerNorm.weight",
                "embeddings.LayerNorm.gamma",
            ]
        );
        let of_distilbert = "distilbert.transformer.layer.0.sa_layer_norm.bias";
        assert_eq!(
            spellings(of_distilbert, "distilbert.")[1],
            "distilbert.transformer.layer.0.sa_layer_norm.beta"
        );
    }

    #[test]
    fn what_is_no_norm_has_no_old_names() {
        assert_eq!(
            spellings("mpnet.encoder.layer.0.output.dense.bias", "mpnet."),
            [
                "mpnet.encoder.layer.0.output.dense.bias",
                "encoder.layer.0.output.dense.bias",
            ]
        );
    }
}
