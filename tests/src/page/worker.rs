//! The worker's build that the page has chosen, asked without the page.

use namelight_text::{Entity, SentenceEntity};
use serde_json::json;

use super::Page;

impl Page {
    /// The entities, with scores, that the build of the worker which the page has chosen finds in a text.
    pub async fn worker_entities(&self, text: &str) -> Vec<Entity> {
        let spans = namelight_text::split_sentences(text);
        let sentences: Vec<_> = spans.iter().map(|span| span.slice(text)).collect();
        let script = "const [sentences] = arguments;
            window.found = null;
            const worker = new Worker(document.documentElement.dataset.worker, { type: 'module' });
            const url = new URL('model/small/manifest.json', document.baseURI).href;
            const send = (id, task) => worker.postMessage({ id, task });
            worker.onmessage = ({ data }) => {
                if (data.type === 'ready') send(1, { load: { url } });
                if (data.type === 'loaded') send(2, { recognize: { sentences } });
                if (data.type === 'failed') throw new Error(data.message);
                if (data.type !== 'recognized') return;
                window.found = data.found.map(found => found.entities);
                worker.terminate();
            };";
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
