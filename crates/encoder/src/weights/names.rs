//! The names under which checkpoints of several ages hold one and the same parameter.

/// The present and the old name of each of a layer norm's two vectors. Converters from TensorFlow kept its names, and
/// BERT's first checkpoints still have them.
const OLD_NORMS: [(&str, &str); 2] = [("weight", "gamma"), ("bias", "beta")];

/// The ends of a layer norm's path, in any architecture.
const NORMS: [&str; 2] = ["LayerNorm", "layer_norm"];

/// Every name of a parameter, the present one first: with the architecture's prefix, and without it as in a bare encoder.
pub(super) fn spellings(name: &str, prefix: &str) -> Vec<String> {
    let bare = name.strip_prefix(prefix).unwrap_or(name);
    let stems = [Some(name), (bare != name).then_some(bare)];
    let stems = stems.into_iter().flatten();
    stems
        .flat_map(|stem| [Some(stem.to_owned()), old_norm(stem)])
        .flatten()
        .collect()
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
