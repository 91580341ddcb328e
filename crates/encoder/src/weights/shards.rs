//! The tensors of a checkpoint in one file, or in several shards with an index.

use std::collections::{BTreeMap, BTreeSet};

use safetensors::SafeTensors;
use safetensors::tensor::TensorView;
use serde::Deserialize;

use super::WeightsError;

/// `model.safetensors.index.json`.
#[derive(Deserialize)]
struct Index {
    /// The file name of each tensor's shard.
    weight_map: BTreeMap<String, String>,
}

/// The files that an index names, in alphabetical order. They lie beside it: a name with a folder in it is refused.
///
/// # Errors
/// When the index is not in its schema, names no file, or one that is not a safetensors file beside it.
pub fn shard_names(index: &[u8]) -> Result<Vec<String>, WeightsError> {
    let names: BTreeSet<String> = weight_map(index)?.into_values().collect();
    if names.is_empty() {
        return Err(WeightsError::Index("its weight_map is empty".to_owned()));
    }
    if let Some(name) = names.iter().find(|name| !is_plain(name)) {
        return Err(WeightsError::Index(format!(
            "{name:?} is not the name of a safetensors file beside it"
        )));
    }
    Ok(names.into_iter().collect())
}

fn weight_map(index: &[u8]) -> Result<BTreeMap<String, String>, WeightsError> {
    match serde_json::from_slice::<Index>(index) {
        Ok(index) => Ok(index.weight_map),
        Err(error) => Err(WeightsError::Index(error.to_string())),
    }
}

fn is_plain(name: &str) -> bool {
    name.ends_with(".safetensors") && !name.starts_with('.') && !name.contains(['/', '\\', ':'])
}

/// The tensors of a checkpoint, in one file or in several.
pub(super) enum Tensors<'a> {
    /// All in one file.
    File(SafeTensors<'a>),
    /// Each in the shard that the index names.
    Shards {
        places: BTreeMap<String, String>,
        files: BTreeMap<&'a str, SafeTensors<'a>>,
    },
}

impl<'a> Tensors<'a> {
    pub(super) fn in_shards(
        index: &[u8],
        shards: &'a [(String, Vec<u8>)],
    ) -> Result<Self, WeightsError> {
        let read = |(name, bytes): &'a (String, Vec<u8>)| match SafeTensors::deserialize(bytes) {
            Ok(file) => Ok((name.as_str(), file)),
            Err(error) => Err(WeightsError::Shard {
                shard: name.clone(),
                error,
            }),
        };
        Ok(Self::Shards {
            places: weight_map(index)?,
            files: shards.iter().map(read).collect::<Result<_, _>>()?,
        })
    }

    /// The names of all tensors.
    pub(super) fn names(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::File(file) => Box::new(file.names().into_iter()),
            Self::Shards { places, .. } => Box::new(places.keys().map(String::as_str)),
        }
    }

    /// The tensor under the first of these names that there is, with that name.
    pub(super) fn first_of<'n>(
        &self,
        names: &'n [String],
    ) -> Result<Option<(&'n str, TensorView<'a>)>, WeightsError> {
        for name in names {
            if let Some(tensor) = self.tensor(name)? {
                return Ok(Some((name, tensor)));
            }
        }
        Ok(None)
    }

    fn tensor(&self, name: &str) -> Result<Option<TensorView<'a>>, WeightsError> {
        let (places, files) = match self {
            Self::File(file) => return Ok(file.tensor(name).ok()),
            Self::Shards { places, files } => (places, files),
        };
        let Some(shard) = places.get(name) else {
            return Ok(None);
        };
        let Some(file) = files.get(shard.as_str()) else {
            return Err(WeightsError::MissingShard(shard.clone()));
        };
        match file.tensor(name) {
            Ok(tensor) => Ok(Some(tensor)),
            Err(_) => Err(WeightsError::NotInShard {
                name: name.to_owned(),
                shard: shard.clone(),
            }),
        }
    }
}
