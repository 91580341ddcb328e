//! The choice of a model: those of the site and a person's own.

use std::path::PathBuf;

use namelight_tests::{LocalModel, Page, Site, View, native_entities, visit};

const TEXT: &str =
    "Ada met Zoë in Oslo. The old owl sang of Paris and Rome, and Ban Ki-moon went home.";

/// The files of a model folder that the page is given one by one.
fn files(model: &LocalModel) -> Vec<PathBuf> {
    let names = ["config.json", "tokenizer.json", "model.safetensors"];
    names.map(|name| model.path(name)).to_vec()
}

async fn assert_finds_what_the_same_code_finds_natively(page: &Page, model: &LocalModel) {
    let marks = page.analyse(TEXT).await;
    let native = model.native_entities(TEXT);
    assert!(native.len() > 3, "{native:?}");
    let shown = marks.iter().map(|mark| (&*mark.kind, mark.start, mark.end));
    let expected = native
        .iter()
        .map(|found| (&*found.entity_type, found.span.start, found.span.end));
    assert_eq!(shown.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

/// What the menu offers: value and text of each entry.
async fn offered(page: &Page) -> Vec<(String, String)> {
    let both = "return document.querySelectorAll('#model option').length >= 2";
    page.until(both, "the site's models are offered").await;
    let script = "return [...document.querySelectorAll('#model option')]
        .map(option => [option.value, option.textContent])";
    page.ask(script).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_ones_own_finds_what_the_same_code_finds_natively() {
    let site = Site::serve().await;
    visit("own-folder", &site, View::WIDE, |page| async move {
        let model = LocalModel::write();
        page.until_ready().await;
        page.open_files("#model-folder", &[model.folder()]).await;
        page.until_model("night-birds").await;
        assert_finds_what_the_same_code_finds_natively(&page, &model).await;
        assert_eq!(page.overhang().await, 0);
        page.resize(View::NARROW.in_the_dark()).await;
        assert_eq!(page.overhang().await, 0);
        page.screenshot("own-folder-narrow").await;
        page.resize(View::WIDE.in_the_dark()).await;
        page.screenshot("own-folder-dark").await;
        page.resize(View::WIDE).await;
        assert_eq!(page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_of_few_bits_finds_what_the_same_code_finds_natively() {
    let site = Site::serve().await;
    visit("few-bits", &site, View::WIDE, |page| async move {
        let model = LocalModel::write();
        model.group_weights();
        page.until_ready().await;
        page.open_files("#model-folder", &[model.folder()]).await;
        page.until_model("night-birds").await;
        assert_finds_what_the_same_code_finds_natively(&page, &model).await;
        // A file that is cut off is refused, and the model in use stays.
        let mut weights = model.file("model.safetensors");
        weights.truncate(weights.len() - 100);
        model.put("model.safetensors", &weights);
        page.open_files("#model-folder", &[model.folder()]).await;
        let error = page.until_error().await;
        assert!(error.contains("bytes and its header says"), "{error}");
        page.until_model("night-birds").await;
        let chosen = "return document.getElementById('model').selectedOptions[0].textContent";
        let chosen: String = page.ask(chosen).await;
        assert!(chosen.starts_with("night-birds (your own)"), "{chosen}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_with_a_vocabulary_in_place_of_its_tokenizer_finds_the_same() {
    let site = Site::serve().await;
    visit("own-vocabulary", &site, View::WIDE, |page| async move {
        let (model, other) = (LocalModel::write(), LocalModel::write());
        model.take_vocabulary();
        page.until_ready().await;
        page.open_files("#model-folder", &[model.folder()]).await;
        page.until_model("night-birds").await;
        assert_finds_what_the_same_code_finds_natively(&page, &other).await;
        // With how it is used beside it.
        model.put("tokenizer_config.json", br#"{"do_lower_case": true}"#);
        page.open_files("#model-folder", &[model.folder()]).await;
        page.until_model("night-birds").await;
        assert_finds_what_the_same_code_finds_natively(&page, &other).await;
        // The same vocabulary used otherwise is another model.
        model.put("tokenizer_config.json", br#"{"do_lower_case": false}"#);
        let before = other.native_entities(TEXT);
        other.replace(
            "tokenizer.json",
            "\"lowercase\": true",
            "\"lowercase\": false",
        );
        let native = other.native_entities(TEXT);
        assert_ne!(native, before);
        page.open_files("#model-folder", &[model.folder()]).await;
        // The text stays, and its names change.
        let places = native
            .iter()
            .map(|found| format!("{} {}", found.span.start, found.entity_type));
        let places = places.collect::<Vec<_>>().join(",");
        let shown = format!(
            "const marks = [...document.querySelectorAll('#highlights mark')];
            const start = mark => Number(mark.closest('[data-start]').dataset.start) + Number(mark.dataset.from);
            const place = mark => `${{start(mark)}} ${{mark.dataset.kind}}`;
            return marks.map(place).join() === '{places}'"
        );
        page.until(&shown, "the names of the other model are there").await;
        model.put("vocab.txt", b"a\nb\n");
        page.open_files("#model-folder", &[model.folder()]).await;
        let error = page.until_error().await;
        assert!(
            error.contains("vocab.txt") && error.contains("[UNK]"),
            "{error}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_many_types_has_a_colour_of_its_own() {
    let site = Site::serve().await;
    visit("own-colours", &site, View::WIDE, |page| async move {
        let model = LocalModel::write();
        page.until_ready().await;
        page.open_files("#model-folder", &[model.folder()]).await;
        page.until_model("night-birds").await;
        let script = "return [...document.querySelectorAll('#legend .kind')]
            .map(kind => getComputedStyle(kind).backgroundColor)";
        let mut colours: Vec<String> = page.ask(script).await;
        assert_eq!(colours.len(), 14);
        colours.sort();
        colours.dedup();
        assert_eq!(colours.len(), 14, "{colours:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_can_be_opened_one_by_one_or_dropped() {
    let site = Site::serve().await;
    visit("own-files", &site, View::WIDE, |page| async move {
        let model = LocalModel::write();
        page.until_ready().await;
        page.open_files("#model-files", &files(&model)).await;
        page.until_model("your model").await;
        assert_finds_what_the_same_code_finds_natively(&page, &model).await;
        page.drop_files(".models", &[model.folder()]).await;
        page.until_model("night-birds").await;
        assert_finds_what_the_same_code_finds_natively(&page, &model).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_models_of_the_site_and_ones_own_can_be_changed_at_will() {
    const SHORT: &str = "Anna lives in Oslo";
    let site = Site::serve().await;
    visit("model-menu", &site, View::WIDE, |page| async move {
        let model = LocalModel::write();
        page.analyse(SHORT).await;
        assert_eq!(offered(&page).await.len(), 2);
        page.select("#model", "base").await;
        page.until_model("base").await;
        page.until_analysed().await;
        assert_eq!(page.marks().await.len(), 2);
        page.screenshot("model-menu-base").await;
        page.open_files("#model-folder", &[model.folder()]).await;
        page.until_model("night-birds").await;
        page.until_analysed().await;
        page.select("#model", "small").await;
        page.until_model("small").await;
        page.until_analysed().await;
        let (found, native) = (page.marks().await, native_entities(SHORT));
        assert_eq!(found.len(), native.len());
        let offered = offered(&page).await;
        let labels: Vec<&str> = offered.iter().map(|(_, label)| &**label).collect();
        assert_eq!(labels[..2], ["small, 10.7 MB", "base, 34.6 MB"]);
        assert!(
            labels[2].starts_with("night-birds (your own)"),
            "{labels:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_model_that_was_clicked_wins() {
    let site = Site::serve().await;
    visit("model-race", &site, View::WIDE, |page| async move {
        let model = LocalModel::write();
        page.until_ready().await;
        offered(&page).await;
        for name in ["base", "small", "base"] {
            page.select("#model", name).await;
        }
        page.open_files("#model-folder", &[model.folder()]).await;
        page.until_model("night-birds").await;
        assert_finds_what_the_same_code_finds_natively(&page, &model).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn labels_without_begin_are_read_and_labels_without_names_are_told() {
    let site = Site::serve().await;
    visit("own-labels", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        let noted = "return document.getElementById('unnamed') !== null";
        for (names, is_noted) in [
            (["O", "I-OWL", "I-WREN"], false),
            (["O", "OWL", "WREN"], false),
            (["B-OWL", "L-OWL", "U-WREN"], false),
            (["LABEL_0", "LABEL_1", "LABEL_2"], true),
        ] {
            let model = LocalModel::with_labels(&names.map(str::to_owned));
            page.open_files("#model-folder", &[model.folder()]).await;
            // The page has the model before when it has the old labels.
            let kind = names[2].split_once('-').map_or(names[2], |(_, kind)| kind);
            let there =
                format!("return document.querySelector('#legend [data-kind={kind}]') !== null");
            page.until(&there, "the legend has the model's types").await;
            assert_finds_what_the_same_code_finds_natively(&page, &model).await;
            assert_eq!(page.ask::<bool>(noted).await, is_noted, "{names:?}");
            page.select("#model", "small").await;
            page.until_model("small").await;
        }
    })
    .await;
}

/// A way to spoil a model, and what is said of it.
type Spoilt = (fn(&LocalModel), &'static [&'static str]);

const CONFIG: &str = "config.json";
const TOKENIZER: &str = "tokenizer.json";
const WEIGHTS: &str = "model.safetensors";

const SPOILT: [Spoilt; 12] = [
    (
        |model| model.rename(TOKENIZER, None),
        &["tokenizer.json is missing", "night-birds"],
    ),
    (
        |model| model.rename(CONFIG, None),
        &["config.json is missing"],
    ),
    (
        |model| model.rename(WEIGHTS, Some("pytorch_model.bin")),
        &[
            "model.safetensors is missing",
            "pytorch_model.bin",
            "save_pretrained",
        ],
    ),
    (
        |model| model.rename(WEIGHTS, Some("model.safetensors.index.json")),
        &["model.safetensors.index.json", "several files"],
    ),
    (
        |model| model.replace(CONFIG, "\"bert\"", "\"roberta\""),
        &[
            "config.json",
            "roberta",
            "\"bert\"",
            "\"distilbert\"",
            "\"mpnet\"",
        ],
    ),
    (
        |model| model.replace(CONFIG, "BertForToken", "BertForSequence"),
        &[
            "config.json",
            "BertForSequenceClassification",
            "token classification",
        ],
    ),
    (
        |model| model.replace(CONFIG, "\"I-LAW\"", "\"M-LAW\""),
        &["config.json", "M-LAW", "BILOU"],
    ),
    (|model| model.put(CONFIG, b"birds: 3"), &["config.json"]),
    (
        |model| {
            model.put(
                TOKENIZER,
                br#"{"version":"1.0","model":{"type":"BPE","vocab":{},"merges":[]}}"#,
            )
        },
        &["tokenizer.json", "WordPiece", "BPE"],
    ),
    (
        |model| {
            let weights = model.file(WEIGHTS);
            model.put(WEIGHTS, &weights[..weights.len() / 2]);
        },
        &["model.safetensors", "cut off"],
    ),
    (
        |model| model.put(WEIGHTS, b"<!doctype html>"),
        &["model.safetensors", "safetensors file"],
    ),
    (
        |model| {
            model.replace(
                CONFIG,
                "\"intermediate_size\": 64",
                "\"intermediate_size\": 65",
            )
        },
        &["model.safetensors", "intermediate.dense", "[65"],
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_model_is_refused_with_the_reason_and_the_model_in_use_stays() {
    let site = Site::serve().await;
    visit("own-refused", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        // The answer to the example would clear the message.
        page.until_analysed().await;
        for (number, (spoil, words)) in SPOILT.into_iter().enumerate() {
            let model = LocalModel::write();
            spoil(&model);
            page.open_files("#model-folder", &[model.folder()]).await;
            let error = page.until_error().await;
            for word in words {
                assert!(error.contains(word), "{word:?} is not in {error:?}");
            }
            page.until_model("small").await;
            page.screenshot("own-refused-told").await;
            // An analysis clears the message, so that the next one is new.
            let text = format!("Anna lives in Oslo, no. {number}");
            assert_eq!(page.analyse(&text).await.len(), 2, "{error}");
            let gone = "return document.getElementById('error') === null";
            page.until(gone, "the error goes away").await;
        }
        assert_eq!(offered(&page).await.len(), 2);
    })
    .await;
}
