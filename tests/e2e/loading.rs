//! Loading: from the address to a model that is ready.

use std::time::Duration;

use namelight_tests::{Fault, Request, Site, View, visit};

#[tokio::test(flavor = "multi_thread")]
async fn a_person_can_type_while_the_model_is_fetched() {
    let site = Site::serve().await;
    let weights = "model/small/model.safetensors";
    site.damage(weights, Fault::Slow(Duration::from_secs(5)));
    visit("fetching", &site, View::WIDE, |page| async move {
        page.until(
            "return document.getElementById('progress')?.max > 10e6",
            "the size of the model is known",
        )
        .await;
        let status = page.text("#status").await;
        assert!(status.starts_with("Fetching the model: "), "{status}");
        assert!(status.ends_with(" of 11.1 MB"), "{status}");
        page.press("Anna lives in Oslo").await;
        page.until_analysed().await;
        let marks = page.marks().await;
        assert_eq!(marks.len(), 2, "{marks:?}");
        let status = page.text("#status").await;
        assert!(status.contains("10.7 MB"), "{status}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_asks_nothing_of_any_other_host() {
    let site = Site::serve().await;
    let requests = visit("own-host", &site, View::WIDE, |page| async move {
        page.analyse("Anna lives in Oslo").await;
        page.go_to_view("#report").await;
        let drawn = "return document.querySelector('#epochs') !== null";
        page.until(drawn, "the report").await;
    })
    .await;
    // The browser's own requests have no initiator; the page's and the worker's have the page's origin.
    let own = site.origin();
    let made_here = |request: &&Request| request.initiator.as_ref() == Some(&own);
    let made_here: Vec<_> = requests.iter().filter(made_here).collect();
    // The names of a model's files have a hash in front of the extension.
    for (start, end) in [
        ("boot", ".js"),
        ("report.", ".json"),
        ("worker_relaxed", ".js"),
        ("model.", ".safetensors"),
    ] {
        let name = format!("{start}…{end}");
        let asked = made_here.iter().any(|request| {
            let file = request.url.rsplit('/').next().unwrap_or_default();
            file.starts_with(start) && file.ends_with(end)
        });
        assert!(asked, "{name} is not in the browser's log");
    }
    for request in made_here {
        assert_eq!(request.origin(), own, "{request:?}");
    }
}
