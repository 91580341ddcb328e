//! Lawful inputs of each target, from the fixtures and from what the project writes.

use std::path::PathBuf;

use namelight_encoder::weights::{
    GroupedBits, QuantizedMetadata, read, read_base, write_f32, write_grouped, write_int8,
};
use namelight_encoder::{Config, Device, Parameters};
use namelight_manifest::Manifest;
use namelight_masking::{Item, mask, table_to_json};
use namelight_protocol::{Request, RequestId, Response, Task};
use namelight_recognizer::ModelFiles;
use namelight_text::Span;
use namelight_web::export::share_link;

/// The labels of the tiny model.
const LABELS: [&str; 5] = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];

/// Sentences of many kinds.
const TEXTS: [&str; 8] = [
    "Amara Lindqvist of Quillon Robotics met Zoë Šimůnková in Tromsø. They left at 10 a.m. for St. Pölten!",
    "\u{feff}Hel-\r\nsinki\r\n\r\n* item one\n* item two\t42\n> quoted: \"He said: 'no.'\"",
    "İstanbul'da 👩‍👩‍👧 José\u{301} — 東京の Toyota\u{a0}plant.\rשלום from Haifa\u{2028}end",
    "amara@example.org +49 30 901820 DE89 3704 0044 0532 0130 00 192.0.2.1 https://example.org/a?b=c",
    "[PER_1] and [PER_2b] wrote PER 3\\_4 to LOC-1's.",
    "",
    "\0\u{1}\u{7f}\u{200b}\u{202e}x\u{fffd}",
    "A.B.C. vs. e.g. U.S. Army, No. 5... ?! (see p. 7) AT&T's O'Neill-Smith",
];

const COLUMNS: &str = "-DOCSTART- -X- O O\n\nAmara NNP B-NP B-PER\nleft VBD B-VP O\nOslo NNP B-NP B-LOC\n\n# id 2\n\
    Zoë NNP B-NP I-PER\nFalk NNP I-NP E-PER\n";

const SPANS: &str = "{\"text\": \"Zoë Falk left Oslo.\", \"entities\": [[0, 8, \"PER\"], {\"start\": 14, \"end\": 18, \"label\": \
    \"LOC\"}]}\n{\"text\": \"No names.\", \"labels\": []}\n{\"text\": \"Ada\", \"spans\": [{\"start\": 0, \"end\": 3, \"label\": \
    \"PER\"}]}\n";

const ROWS: &str = "{\"tokens\": [\"Zoë\", \"left\", \"Oslo\"], \"ner_tags\": [\"B-PER\", \"O\", \"B-LOC\"], \"pos_tags\": [\"NNP\", \
    \"VBD\", \"NNP\"]}\n{\"tokens\": [\"No\"], \"ner_tags\": [\"O\"], \"pos_tags\": [\"DT\"]}\n";

/// The inputs of a target.
///
/// # Panics
/// When a fixture is missing, or there is no such target.
pub fn of(target: &str) -> Vec<Vec<u8>> {
    match target {
        "weights" => weights(),
        "config" => encoder_files("config.json"),
        "tokenizer" => vec![fixture("tokenizer/tokenizer.json"), model_files().tokenizer],
        "manifest" => manifests(),
        "report" => vec![shipped("report.json")],
        "columns" => with_choices(&[0, 1], COLUMNS.as_bytes()),
        "spans" => vec![SPANS.into(), texts_without_names()],
        "token_rows" => {
            let rows = with_choices(&[0, 1], ROWS.as_bytes());
            [rows, with_choices(&[2], &parquet())].concat()
        }
        "hub" => hub(),
        "text" => TEXTS.map(|text| text.as_bytes().to_vec()).into(),
        "restore" => TEXTS.iter().map(|text| table_and_answer(text)).collect(),
        "messages" => messages(),
        "share_link" => TEXTS.iter().map(|text| link(text)).collect(),
        other => panic!("no target is called {other}"),
    }
}

/// A file of each fixture of the encoder.
pub fn encoder_files(name: &str) -> Vec<Vec<u8>> {
    let folders = ["bert", "distilbert", "mpnet"];
    let path = |folder| format!("encoder/{folder}/{name}");
    folders
        .iter()
        .map(|folder| fixture(&path(folder)))
        .collect()
}

/// A tiny model with random weights.
pub fn model_files() -> ModelFiles {
    let (config, parameters) = tiny();
    ModelFiles {
        config: config.to_json().into_bytes(),
        tokenizer: fixture("tiny-base/tokenizer.json"),
        weights: write_f32(&parameters).expect("a model can be written"),
    }
}

fn tiny() -> (Config, Parameters) {
    let config = Config::from_json(&fixture("tiny-base/config.json"));
    let config = config.expect("fixtures are lawful");
    let config = config.with_labels(&LABELS.map(str::to_owned));
    // Spread out, so that every label occurs.
    let head = (0..LABELS.len() * config.hidden_size)
        .map(|index| ((index * 7919 % 1000) as f32 / 500.0 - 1.0) * 0.8)
        .collect();
    let weights = fixture("tiny-base/model.safetensors");
    let parameters = read_base(&weights, &config, head, &Device::Cpu);
    (config, parameters.expect("fixtures are lawful"))
}

/// Weight files of every form, with the bytes in front that the target takes.
fn weights() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    let configs = encoder_files("config.json").into_iter();
    for (place, (config, file)) in configs.zip(encoder_files("model.safetensors")).enumerate() {
        let config = Config::from_json(&config).expect("fixtures are lawful");
        let parameters = read(&file, &config, &Device::Cpu).expect("fixtures are lawful");
        let int8 = QuantizedMetadata::int8("tiny", &config.labels);
        let grouped = QuantizedMetadata::grouped("tiny", &config.labels, 8);
        let bits = GroupedBits {
            words: 3,
            layers: 4,
        };
        let int8 = write_int8(&parameters, &int8);
        let grouped = write_grouped(&parameters, &grouped, bits);
        let choice = u8::try_from(2 * place).expect("there are three");
        for (choice, file) in [(choice | 1, Ok(file)), (choice, int8), (choice, grouped)] {
            let file = file.expect("a model can be written");
            seeds.push([&[choice, 63], &file[..]].concat());
        }
    }
    seeds
}

fn manifests() -> Vec<Vec<u8>> {
    let own = Manifest::new(
        "tiny",
        &[("config.json", b"{}"), ("model.safetensors", b"")],
    );
    let own = serde_json::to_vec(&own).expect("a manifest can be written");
    vec![own, shipped("manifest.json")]
}

/// Answers of a hub, with the byte in front that says which.
fn hub() -> Vec<Vec<u8>> {
    let listing = r#"{"sha": "0f1e", "siblings": [{"rfilename": "data/train.jsonl"}, {"rfilename": "README.md"}]}"#;
    let headers = "x-repo-commit: 0f1e\netag: \"ab12\"\nx-linked-etag: \"cd34\"\nx-linked-size: 12\ncontent-length: 7";
    let card = "---\nlicense: other\ndataset_info:\n  features:\n  - name: ner_tags\n    sequence:\n      class_label:\n        \
        names:\n          '0': O\n          '1': B-PER\n---\n# A data set\n";
    let labels = r#"{"B-PER": 1, "O": 0}"#;
    let infos =
        r#"{"default": {"features": {"ner_tags": {"feature": {"names": ["O", "B-PER"]}}}}}"#;
    let bodies = [
        (0, listing),
        (1, headers),
        (2, card),
        (3, labels),
        (4, infos),
    ];
    let with = |(choice, body): (u8, &str)| [&[choice], body.as_bytes()].concat();
    bodies.map(with).into()
}

fn messages() -> Vec<Vec<u8>> {
    let tasks = [
        Task::Ping,
        Task::Explain {
            sentence: TEXTS[0].to_owned(),
        },
        Task::Load {
            url: "https://example.org/model/manifest.json".to_owned(),
            sha256: None,
        },
    ];
    let id = RequestId(7);
    let requests = tasks.map(|task| serde_json::to_vec(&Request { id, task }));
    let response = serde_json::to_vec(&Response::Alive { request: id });
    let messages = requests.into_iter().chain([response]);
    messages
        .map(|message| message.expect("a message can be written"))
        .collect()
}

fn link(text: &str) -> Vec<u8> {
    share_link::fragment(text)
        .expect("a short text has a link")
        .into_bytes()
}

fn table_and_answer(text: &str) -> Vec<u8> {
    let length = text.chars().next().map_or(0, char::len_utf8);
    let span = Span {
        start: 0,
        end: length,
    };
    let masked = mask(text, &[Item { span, kind: "PER" }]);
    format!("{}\0{}", table_to_json(&masked.table), masked.text).into_bytes()
}

/// An input with each of these first bytes, by which a target chooses how it reads.
fn with_choices(choices: &[u8], input: &[u8]) -> Vec<Vec<u8>> {
    let with = |choice: &u8| [&[*choice], input].concat();
    choices.iter().map(with).collect()
}

fn texts_without_names() -> Vec<u8> {
    TEXTS
        .iter()
        .map(|text| serde_json::json!({ "text": text, "label": [] }).to_string() + "\n")
        .collect::<String>()
        .into_bytes()
}

fn parquet() -> Vec<u8> {
    fixture("hub/data/validation-00000-of-00001.parquet")
}

fn fixture(path: &str) -> Vec<u8> {
    file(&format!("../fixtures/{path}"))
}

fn shipped(name: &str) -> Vec<u8> {
    file(&format!("../../web/model/small/{name}"))
}

fn file(path: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
