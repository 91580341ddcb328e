//! The memory of a worker, which a browser never gets back before the worker ends: it must not grow with every text and
//! model.

use namelight_tests::{Page, Site, View, visit};

/// Starts a worker of its own, whose answers `window.answers` collects by the number of the request.
const START: &str = "window.answers = new Map();
    namelight.startWorker(true).then(worker => {
        window.worker = worker;
        worker.onmessage = ({ data }) => {
            if (data.type === 'failed') console.error(data.message);
            if (data.type !== 'progress') answers.set(data.request ?? 0, data);
        };
    });";

struct Worker {
    page: Page,
    requests: usize,
}

impl Worker {
    async fn start(page: Page) -> Self {
        page.ask::<()>(START).await;
        page.until("return answers.has(0)", "the worker listens")
            .await;
        Self { page, requests: 0 }
    }

    /// Sends a task, which is a script's expression, and waits for the answer.
    async fn task(&mut self, task: &str) {
        self.requests += 1;
        let id = self.requests;
        let send = format!("worker.postMessage({{ id: {id}, task: {task} }})");
        self.page.ask::<()>(&send).await;
        let answered = format!("return answers.has({id})");
        self.page.until(&answered, "the worker answers").await;
    }

    /// Loads a model of the site, and returns the bytes of the worker's memory from then on.
    async fn load(&mut self, model: &str) -> u64 {
        let task = format!(
            "{{ load: {{ url: new URL('model/{model}/manifest.json', document.baseURI).href }} }}"
        );
        self.task(&task).await;
        let id = self.requests;
        self.page
            .ask(&format!("return answers.get({id}).model.memory_bytes"))
            .await
    }

    /// Lets it read a text of about 100 KB, none like another.
    async fn read(&mut self, number: usize) {
        let sentence = format!(
            "`On day ${{day}} of year {number} Amara Lindqvist wrote from Tromsø to the Polar Institute.`"
        );
        let sentences = format!("Array.from({{ length: 1300 }}, (_, day) => {sentence})");
        self.task(&format!("{{ recognize: {{ sentences: {sentences} }} }}"))
            .await;
    }
}

/// Weights of the smaller model, in bytes: a model that was kept would take at least these.
const SMALL: u64 = 22_885_240;

/// A model arrives in pieces of any size, between which the allocator may leave room that nothing fits. So a worker's
/// memory is not the same to the byte each time, but it must not grow by so many bytes.
fn assert_grows_less(first: u64, later: u64, bytes: u64) {
    assert!(later < first + bytes, "{first} bytes, then {later}");
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_stays_as_it_is_after_the_first_text() {
    let site = Site::serve().await;
    visit("memory-of-texts", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        let mut worker = Worker::start(page).await;
        worker.load("small").await;
        worker.read(1).await;
        let first = worker.load("small").await;
        for number in 2..5 {
            worker.read(number).await;
        }
        assert_grows_less(first, worker.load("small").await, SMALL / 4);
        assert_eq!(worker.page.complaints().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_takes_the_place_of_the_one_before() {
    let site = Site::serve().await;
    visit("memory-of-models", &site, View::WIDE, |page| async move {
        page.until_ready().await;
        let mut worker = Worker::start(page).await;
        worker.load("small").await;
        worker.load("base").await;
        worker.load("small").await;
        let first = worker.load("base").await;
        worker.load("small").await;
        let later = worker.load("base").await;
        assert_grows_less(first, later, SMALL);
    })
    .await;
}
