//! Texts out of documents that are no plain text. A script reads them (`web/document_reader.js`), which is fetched with the
//! first of them: the browser has parsers of its own for all that is in there.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlScriptElement;

use super::text_files::{TextFile, TextFileError};
use super::{BrowserError, newlines, url};

/// The ends of names that tell a document. The script and the file dialog have them too.
const SUFFIXES: [&str; 10] = [
    ".docx", ".html", ".htm", ".xhtml", ".eml", ".srt", ".vtt", ".json", ".jsonl", ".ndjson",
];

/// The name of the script.
const SCRIPT: &str = "document_reader.js";

/// What the script defines.
const READER: &str = "namelightReadDocument";

/// Whether a file of this name is a document that the script reads.
pub fn is_document(name: &str) -> bool {
    let name = name.to_lowercase();
    SUFFIXES.iter().any(|suffix| name.ends_with(suffix))
}

/// The text of a document, and what of it is left out.
///
/// # Errors
/// When the document is damaged, or the script cannot be fetched.
pub async fn read(name: &str, bytes: &[u8]) -> Result<TextFile, TextFileError> {
    let damaged = |thrown: JsValue| TextFileError::Document {
        name: name.to_owned(),
        reason: thrown.into(),
    };
    let reader = reader().await.map_err(damaged)?;
    let answer = reader
        .call2(&JsValue::UNDEFINED, &name.into(), &Uint8Array::from(bytes))
        .map_err(damaged)?;
    let answer = JsFuture::from(Promise::from(answer))
        .await
        .map_err(damaged)?;
    let field = |field: &str| Reflect::get(&answer, &field.into()).map_err(damaged);
    let cut = Array::from(&field("cut")?);
    Ok(TextFile {
        text: newlines::normalized(field("text")?.as_string().unwrap_or_default()),
        encoding: "utf-8".to_owned(),
        cut: cut.iter().filter_map(|cut| cut.as_string()).collect(),
    })
}

/// The script's function. The script is fetched when it is not there yet, and again after that has failed.
async fn reader() -> Result<Function, JsValue> {
    if let Some(reader) = loaded() {
        return Ok(reader);
    }
    let loading = Promise::new(&mut |done, failed| {
        if load(&done, &failed).is_err() {
            // A function of a promise takes any value, and throws nothing.
            let _ = failed.call0(&JsValue::UNDEFINED);
        }
    });
    let missing = || {
        JsValue::from_str("the page's reader of documents cannot be fetched; is the network there?")
    };
    JsFuture::from(loading).await.map_err(|_| missing())?;
    loaded().ok_or_else(missing)
}

fn loaded() -> Option<Function> {
    let reader = Reflect::get(&js_sys::global(), &READER.into()).ok()?;
    reader.dyn_into().ok()
}

fn load(done: &Function, failed: &Function) -> Result<(), BrowserError> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(BrowserError::Missing("document"))?;
    let script = document.create_element("script")?;
    let script: HtmlScriptElement = script.unchecked_into();
    if let Some(hash) = url::integrity(SCRIPT) {
        script.set_integrity(&hash);
    }
    script.set_src(&url::program(SCRIPT)?);
    script.set_onload(Some(done));
    script.set_onerror(Some(failed));
    let head = document.head().ok_or(BrowserError::Missing("head"))?;
    head.append_child(&script)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::text_files::ACCEPT;
    use super::*;

    #[test]
    fn the_dialog_offers_and_the_script_reads_every_document() {
        let script = include_str!("../../document_reader.js");
        for suffix in SUFFIXES {
            assert!(script.contains(&format!("\"{suffix}\"")), "{suffix}");
            assert!(
                ACCEPT.split(',').any(|offered| offered == suffix),
                "{suffix}"
            );
        }
    }

    #[test]
    fn documents_are_told_by_the_ends_of_their_names() {
        for name in [
            "Letter.DOCX",
            "a.b.html",
            "mail.eml",
            "film.srt",
            "data.json",
        ] {
            assert!(is_document(name), "{name}");
        }
        for name in ["notes.txt", "table.csv", "docx", "README.md"] {
            assert!(!is_document(name), "{name}");
        }
    }
}
