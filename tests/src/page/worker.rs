//! The page's workers: asked without the page, or with a script in front of them.

use namelight_text::{Entity, SentenceEntity};
use serde_json::json;

use super::Page;

/// Puts a script in front of the real worker's whenever one is started, as long as there is one; counts the workers,
/// and knows the newest.
const SPOILER: &str = "{
        let script;
        const { createObjectURL } = URL;
        URL.createObjectURL = blob => {
            if (blob.type === 'text/javascript') script = blob;
            return createObjectURL(blob);
        };
        window.started = 0;
        window.Worker = class extends Worker {
            constructor(address, options) {
                const spoilt = new Blob([window.spoilt, script], { type: 'text/javascript' });
                super(window.spoilt ? createObjectURL(spoilt) : address, options);
                window.started += 1;
                window.newest = this;
            }
        };
    }";

/// Ends a worker by a WebAssembly trap, for scripts that spoil one.
const TRAP: &str = "const trap = () => new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, \
    0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11))).exports.f();";

impl Page {
    /// Loads the page again, from now on with a script in front of each worker's; none where it is empty. The script may call
    /// `trap()`.
    pub async fn reload_spoilt(&self, script: &str) {
        let spoilt = json!(spoilt(script));
        self.before_every_page(&format!("window.spoilt = {spoilt};\n{SPOILER}"))
            .await;
        self.reload().await;
    }

    /// From now on workers are started with this script in front of theirs.
    pub async fn start_spoilt(&self, script: &str) {
        self.run::<()>("window.spoilt = arguments[0]", json!([spoilt(script)]))
            .await;
    }

    /// From now on the workers that are started are the real ones.
    pub async fn start_real_workers(&self) {
        self.start_spoilt("").await;
    }

    /// The entities, with scores, that the build of the worker which the page has chosen finds in a text.
    pub async fn worker_entities(&self, text: &str) -> Vec<Entity> {
        let spans = namelight_text::split_sentences(text);
        let sentences: Vec<_> = spans.iter().map(|span| span.slice(text)).collect();
        let script = "const [sentences] = arguments;
            window.found = null;
            const url = new URL('model/small/manifest.json', document.baseURI).href;
            namelight.startWorker(true).then(worker => worker.onmessage = ({ data }) => {
                const send = (id, task) => worker.postMessage({ id, task });
                if (data.type === 'ready') send(1, { load: { url } });
                if (data.type === 'loaded') send(2, { recognize: { sentences } });
                if (data.type === 'failed') throw new Error(data.message);
                if (data.type !== 'recognized') return;
                window.found = data.found.map(found => found.entities);
                worker.terminate();
            });";
        self.run::<()>(script, json!([sentences])).await;
        self.until("return window.found !== null", "the worker answers")
            .await;
        let found: Vec<Vec<SentenceEntity>> = self.ask("return window.found").await;
        let in_text = spans.iter().zip(found).flat_map(|(span, entities)| {
            let entities = entities.into_iter();
            entities.map(|entity| entity.in_text(span.start))
        });
        in_text.collect()
    }
}

fn spoilt(script: &str) -> String {
    match script {
        "" => String::new(),
        script => format!("{TRAP}\n{script}\n"),
    }
}
