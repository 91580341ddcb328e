//! All that a training run needs, read and checked before the first step.

use anyhow::{Context, Result};
use candle_core::Device;
use namelight_encoder::{Config, ConfigError, Ops, Parameters, weights};
use namelight_manifest::sha256_hex;
use namelight_scores::report::{Distillation, Recipe};
use namelight_text::{LabelSet, Task};

use crate::base::classification_head::head_weight;
use crate::base::{Base, word_shapes};
use crate::cli::{Precision, TrainArgs};
use crate::commands::compute;
use crate::data::DataSet;
use crate::distill::{TeacherLabels, Unlabelled};
use crate::model_dir::tokenizer_config::tokenizer_config;
use crate::model_dir::{self, Folder};
use crate::recipe;
use crate::train::Training;
use crate::train::checkpoint::CheckpointPolicy;
use crate::train::identity::RunIdentity;
use crate::train::rounding::Rounding;

/// The inputs of a run.
pub struct PreparedRun {
    /// Where to compute.
    pub device: Device,
    /// The operations that the network is made of.
    pub ops: Ops,
    /// Training, validation and test data.
    pub data: DataSet,
    /// Sentences that only a teacher labels.
    pub unlabelled: Unlabelled,
    /// The labels of the data.
    pub labels: LabelSet,
    /// What reports call the base.
    pub base_name: String,
    /// The configuration of the student.
    pub config: Config,
    /// The student's `tokenizer.json`.
    pub tokenizer: Vec<u8>,
    /// The student's `tokenizer_config.json`.
    pub tokenizer_config: Vec<u8>,
    /// The hyper-parameters.
    pub recipe: Recipe,
    /// The recipe as the file that goes beside the weights: a run is too long to find at its end that there can be none.
    pub recipe_toml: String,
    /// The first weights.
    pub start: Parameters,
    /// All that the result depends on.
    pub identity: RunIdentity,
}

impl PreparedRun {
    /// Reads what the arguments name. The current rayon pool is the one that will train.
    ///
    /// # Errors
    /// When something is missing, broken or does not fit.
    pub fn new(args: &TrainArgs) -> Result<Self> {
        let device = compute::device(args.compute.device)?;
        let precision = compute::precision(&args.compute, &device)?;
        let ops = compute::ops(precision, args.compute.plain_ops, &device);
        let task = Task::from(args.task);
        let data = DataSet::read(&args.data, task, args.validation_split)?;
        let base = Base::open(&args.base)?;
        let base_path = || args.base.display().to_string();
        let labels = data.labels();
        let config = base_config(args, &base.files.config)
            .with_context(base_path)?
            .with_labels(labels.names())
            .with_f32_weights()
            .with_task(task.name());
        let config = match labels.scheme() {
            Some(scheme) => config.with_label_scheme(scheme.name()),
            None => config,
        };
        let tokenizer_config = tokenizer_config(&base.directory, &config, &base.files.tokenizer)?;
        let unlabelled = Unlabelled::read(&args.unlabelled)?;
        let distillation = distillation(args, &unlabelled)?;
        let recipe = recipe::resolve(&args.recipe, &config, distillation)?;
        let recipe_toml = recipe::to_toml(&recipe)?;
        let head = head_weight(&config, recipe.seed);
        let start = base.files.parameters(&config, head, &device);
        let mut start = start.with_context(base_path)?;
        let config = match recipe.word_shapes {
            true => word_shapes::give(config, &mut start)?,
            false => config,
        };
        if let Some(rounding) = Rounding::of(&recipe) {
            rounding.check(&start)?;
        }
        let data = data.limited(recipe.max_samples);
        let identity = RunIdentity {
            recipe: recipe.clone(),
            task: task.name().to_owned(),
            base: base.files.sha256(),
            layers: config.layers,
            config: sha256_hex(config.to_json().as_bytes()),
            tokenizer: sha256_hex(&base.files.tokenizer),
            train: data.train_identity(),
            validation: data.validation_identity(),
            validation_split: args.validation_split,
            test: data.test_identity(),
            unlabelled: unlabelled.sha256.clone(),
            device: args.compute.device.name().to_owned(),
            threads: rayon::current_num_threads(),
            ops: ops_name(ops, precision),
        };
        Ok(Self {
            device,
            ops,
            data,
            unlabelled,
            labels,
            base_name: base.name,
            config,
            tokenizer: base.files.tokenizer,
            tokenizer_config,
            recipe,
            recipe_toml,
            start,
            identity,
        })
    }

    /// The training that these inputs are for.
    pub fn training<'a>(
        &'a self,
        teacher_labels: Option<&'a TeacherLabels>,
        checkpoints: &'a CheckpointPolicy,
    ) -> Training<'a> {
        Training {
            config: &self.config,
            recipe: &self.recipe,
            labels: &self.labels,
            data: &self.data,
            teacher_labels: teacher_labels.map(|labels| labels.train.as_slice()),
            unlabelled: teacher_labels.map_or((&[], &[]), |labels| {
                (&self.unlabelled.sentences, &labels.unlabelled)
            }),
            tokenizer: &self.tokenizer,
            ops: self.ops,
            checkpoints,
        }
    }
}

/// The name of operations and the precision of their products.
fn ops_name(ops: Ops, precision: Precision) -> String {
    match precision {
        Precision::Tf32 => format!("{}, tf32", ops.name()),
        Precision::F32 | Precision::Bf16 => ops.name().to_owned(),
    }
}

fn base_config(args: &TrainArgs, json: &[u8]) -> Result<Config, ConfigError> {
    let config = Config::from_json(json)?;
    match args.layers {
        Some(layers) => config.with_layers(layers),
        None => Ok(config),
    }
}

/// How the student learns from its teacher, where there is one; the recipe still says how much.
fn distillation(args: &TrainArgs, unlabelled: &Unlabelled) -> Result<Option<Distillation>> {
    let Some(teacher) = &args.teacher else {
        return Ok(None);
    };
    let weights = Folder::open(teacher)?.read(weights::FILE_NAME)?;
    Ok(Some(recipe::distillation(
        model_dir::name_of(teacher),
        sha256_hex(&weights),
        unlabelled.sentences.len(),
    )))
}
