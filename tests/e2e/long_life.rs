//! A page that stays open for long: memory stays as it is, and answers come as fast as before.
//!
//! Each test has a short form, which runs every time, and a long one, for which `NAMELIGHT_LONG` asks.

use std::time::{Duration, Instant};

use namelight_tests::{Page, Site, View, figure, short_or_long, visit};
use serde_json::json;

/// How much more memory there may be at the end than after the first part, in percent.
const MOST_GROWTH: f64 = 5.0;

/// What a short form may take more than that, in bytes: code that was compiled and caches that filled in between.
const SLACK: f64 = 4e6;

/// Lets a worker tell how many bytes its WebAssembly memory has.
const TELLS_MEMORY: &str = "let memory;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...all) => {
    const made = await instantiate.apply(WebAssembly, all);
    memory = (made.instance ?? made).exports.memory;
    return made;
};
addEventListener('message', event => {
    if (event.data !== 'memory') return;
    event.stopImmediatePropagation();
    postMessage({ type: 'memory', bytes: memory.buffer.byteLength });
});";

/// Starts a worker with the smaller model, asks it about random sentences one after the other, and then compares it with a fresh
/// one.
const RECOGNIZE: &str = "const [count] = arguments;
const life = window.life = { done: 0, memory: [], entities: 0 };
const pick = (from) => from[Math.floor(Math.random() * from.length)];
const people = ['Amara Lindqvist', 'Zoë Šimůnková', 'Tomás Falk', 'Ms Okonkwo', 'Y. Tanaka', 'Ada'];
const places = ['Tromsø', 'Porto', 'São Paulo', 'Haifa', 'New York', '東京'];
const others = ['Quillon Robotics', 'the Polar Institute', 'AT&T', 'the Winter Games', 'nobody'];
const verbs = ['met', 'wrote to', 'left', 'has never heard of', 'sold 42 boats to', 'will sue'];
const sentence = () => Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () =>
    `${pick(people)} ${pick(verbs)} ${pick(others)} in ${pick(places)}`).join(', and ') + pick(['.', '!', '', ' …']);
const start = async () => {
    const worker = await namelight.startWorker(true);
    let heard;
    worker.onmessage = ({ data }) => { if (data.type !== 'progress') heard(data); };
    worker.onerror = ({ message }) => { life.error = message; };
    const answer = (message) => new Promise((resolve) => {
        heard = resolve;
        if (message) worker.postMessage(message);
    });
    await answer();
    await answer({ id: 1, task: { load: { url: new URL('model/small/manifest.json', document.baseURI).href } } });
    return { worker, answer };
};
const recognize = async ({ answer }, text) => {
    const started = performance.now();
    const { found, message } = await answer({ id: 2, task: { recognize: { sentences: [text] } } });
    if (message) throw new Error(message);
    life.entities += found[0].entities.length;
    return performance.now() - started;
};
const live = async () => {
    const old = await start();
    for (; life.done < count; life.done += 1) {
        await recognize(old, sentence());
        if (life.done + 1 === life.first || life.done + 1 === count) life.memory.push((await old.answer('memory')).bytes);
    }
    // Side by side, because the machine may be busier by now than it was at the start.
    const fresh = await start();
    const millis = [[], []];
    for (let pair = 0; pair < life.first; pair += 1) {
        const text = sentence();
        millis[0].push(await recognize(old, text));
        millis[1].push(await recognize(fresh, text));
    }
    const median = (all) => all.sort((one, other) => one - other)[all.length >> 1];
    life.drift = median(millis[0]) / median(millis[1]);
    for (const { worker } of [old, fresh]) worker.terminate();
};
life.first = Math.min(1000, count / 2);
live().catch(({ message }) => { life.error = message; });";

/// Waits for up to an hour, and asks so seldom that the page is not kept busy by it.
async fn until(page: &Page, script: &str, what: &str) {
    let started = Instant::now();
    while !page.ask::<bool>(script).await {
        assert!(
            started.elapsed() < Duration::from_secs(3600),
            "waited in vain until {what}"
        );
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// The bytes of the page and its workers, after garbage is collected.
async fn memory(page: &Page) -> f64 {
    page.run::<()>(
        "window.measured = null;
        performance.measureUserAgentSpecificMemory().then(({ bytes }) => window.measured = bytes);",
        json!([]),
    )
    .await;
    let script = "return window.measured !== null";
    page.until_within(script, "memory is measured", Duration::from_secs(120))
        .await;
    page.ask("return window.measured").await
}

/// Compares memory at the end with that after the first part, and returns the growth in percent.
fn assert_stays(what: &str, first: f64, last: f64) -> f64 {
    let growth = (last / first - 1.0) * 100.0;
    println!("{what}: {first} bytes, then {last}");
    assert!(
        last <= first * (1.0 + MOST_GROWTH / 100.0) + short_or_long(1, 0) as f64 * SLACK,
        "{what}: {first} bytes, then {last}"
    );
    growth
}

#[tokio::test(flavor = "multi_thread")]
async fn one_worker_recognizes_sentence_after_sentence_in_the_same_memory() {
    let site = Site::serve_with_own_headers().await;
    let count = short_or_long(600, 100_000);
    visit("long-life", &site, View::WIDE, move |page| async move {
        page.reload_spoilt(TELLS_MEMORY).await;
        page.until_ready().await;
        page.run::<()>(RECOGNIZE, json!([count])).await;
        let until_done = |what: &'static str| format!("return Boolean(life.error) || {what}");
        let first = until_done("life.memory.length === 1");
        until(&page, &first, "the first sentences are read").await;
        let before = memory(&page).await;
        let all = until_done("life.drift !== undefined");
        until(&page, &all, "all are read").await;
        let error: Option<String> = page.ask("return life.error ?? null").await;
        assert_eq!(error, None);
        let bytes: Vec<f64> = page.ask("return life.memory").await;
        let growth = assert_stays("the worker", bytes[0], bytes[1]);
        let of_page = assert_stays("page and workers", before, memory(&page).await);
        let entities: usize = page.ask("return life.entities").await;
        assert!(entities > count, "{entities} entities");
        let drift: f64 = page.ask("return life.drift").await;
        figure("long_life.recognitions", count);
        figure("long_life.worker_growth_percent", growth);
        figure("long_life.page_growth_percent", of_page);
        figure("long_life.latency_ratio", drift);
    })
    .await;
}

/// Types a sentence at the end and takes it away again, key by key, and waits for a frame after each.
const TYPE: &str = "const [count] = arguments;
window.typed = 0;
const field = document.getElementById('text');
field.focus();
field.setSelectionRange(field.value.length, field.value.length);
const sentence = [...' Then Amara Lindqvist left Tromsø for Porto with Tomás Falk.'];
(async () => {
    for (let key = 0; key < count; key += 1) {
        const place = key % (2 * sentence.length);
        if (place < sentence.length) document.execCommand('insertText', false, sentence[place]);
        else document.execCommand('delete');
        await new Promise(requestAnimationFrame);
        window.typed += 1;
    }
})();";

async fn type_keys(page: &Page, count: usize) {
    page.run::<()>(TYPE, json!([count])).await;
    let typed = format!("return window.typed === {count}");
    until(page, &typed, "all is typed").await;
    page.until_analysed().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_in_a_long_text_leaves_memory_as_it_is() {
    // A multiple of both ways of the sentence; an hour has 18,000 keys at five a second.
    let keys = short_or_long(236, 18_054);
    let words = short_or_long(2_000, 10_000);
    let site = Site::serve_with_own_headers().await;
    visit("long-typing", &site, View::WIDE, move |page| async move {
        page.until_ready().await;
        let line = "On Friday Amara Lindqvist will meet the board of Quillon Robotics in Porto.\n";
        page.paste(&line.repeat(words / line.split(' ').count()))
            .await;
        page.until_analysed().await;
        type_keys(&page, keys.min(1_180)).await;
        let before = memory(&page).await;
        type_keys(&page, keys).await;
        let growth = assert_stays("page and workers", before, memory(&page).await);
        assert_eq!(page.complaints().await, [""; 0]);
        figure("long_life.keys", keys);
        figure("long_life.typing_growth_percent", growth);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_of_megabytes_is_read_to_its_end() {
    let site = Site::serve_with_own_headers().await;
    let bytes = short_or_long(200_000, 5_000_000);
    visit("long-text", &site, View::WIDE, move |page| async move {
        page.until_ready().await;
        let line = "On Friday Amara Lindqvist will meet the board of Quillon Robotics in Porto.\n";
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.txt");
        std::fs::write(&path, line.repeat(bytes / line.len())).unwrap();
        page.open_files("#files", &[path]).await;
        let all = "const status = document.getElementById('status').dataset;
            return status.state === 'ready' && status.requested > 0 && status.analysed === status.requested";
        until(&page, all, "all is read").await;
        let found: usize = page
            .ask("return Number(document.querySelector('#legend [data-kind=PER] .count').textContent.replace(/\\D/g, ''))")
            .await;
        assert_eq!(found, bytes / line.len());
        assert_eq!(page.complaints().await, [""; 0]);
        figure("long_life.text_bytes", bytes);
    })
    .await;
}
