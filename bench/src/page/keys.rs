//! The latency from a key to the painted name.

use namelight_tests::Page;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::story::story;
use crate::summary::Summary;
use crate::table::Row;

/// What is typed in the middle of the text, key by key, after as much that does not count.
const WARM_UP: &str = "Then Ada Brandt saw Oslo. ";
const TYPED: &str = "Later Zoe Castellan met Tom Lindgren of Siemens in Bergen. ";

/// Keeps for each key the milliseconds from the event to the frame after the one that shows all that was found.
const WATCH: &str = "
    window.keys = [];
    let pressed = null;
    const status = document.getElementById('status');
    document.getElementById('text').addEventListener('input', event => { pressed ??= event.timeStamp; }, true);
    new MutationObserver(() => {
        if (pressed === null || status.dataset.analysed !== status.dataset.requested) return;
        const since = pressed;
        pressed = null;
        requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => keys.push(performance.now() - since);
            painted.port2.postMessage(0);
        });
    }).observe(status, { attributes: true });";

/// The latency of a key in a text of one length.
#[derive(Debug, Serialize, Deserialize)]
pub struct Keys {
    words: usize,
    bytes: usize,
    summary: Summary,
}

impl Keys {
    pub fn row(&self) -> Row {
        let what = format!("{} words", self.words);
        Row::new(
            "From a key to the painted name, milliseconds",
            what,
            self.summary.cell(),
        )
    }
}

/// Types into a text of this many words.
pub async fn measure(page: &Page, words: usize) -> Keys {
    let text = story(words);
    page.analyse(&text).await;
    let middle = text.encode_utf16().count() / 2;
    let caret = "const field = document.getElementById('text');
        const at = field.value.indexOf('. ', arguments[0]) + 2;
        field.focus();
        field.setSelectionRange(at, at);";
    page.run::<()>(caret, json!([middle])).await;
    type_keys(page, WARM_UP).await;
    page.run::<()>(WATCH, json!([])).await;
    type_keys(page, TYPED).await;
    let millis: Vec<f64> = page.ask("return keys").await;
    assert_eq!(millis.len(), TYPED.len(), "every key was seen");
    Keys {
        words,
        bytes: text.len(),
        summary: Summary::of(&millis),
    }
}

/// Presses one key after the other, each once the one before has been painted: so each is a measurement.
async fn type_keys(page: &Page, keys: &str) {
    for key in keys.chars() {
        page.press_key(key).await;
        page.until_analysed().await;
        page.run::<()>(
            "return new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))",
            json!([]),
        )
        .await;
    }
}
