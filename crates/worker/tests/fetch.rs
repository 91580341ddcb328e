//! Files over HTTP.
#![cfg(target_arch = "wasm32")]

use namelight_worker::{FetchError, fetch};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::RequestCache;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const HELLO: &str = "data:text/plain,Zo%C3%AB";

#[wasm_bindgen_test]
async fn a_file_comes_with_its_bytes_counted() {
    let mut counted = Vec::new();
    let bytes = fetch(HELLO, 100, RequestCache::Default, |here| counted.push(here)).await;
    assert_eq!(bytes.unwrap(), "Zoë".as_bytes());
    assert_eq!(counted.last(), Some(&4));
    assert!(counted.is_sorted());
}

#[wasm_bindgen_test]
async fn a_file_may_be_as_long_as_the_limit_and_no_longer() {
    let limited = |limit| fetch(HELLO, limit, RequestCache::Default, |_| ());
    assert_eq!(limited(4).await.unwrap().len(), 4);
    let error = limited(3).await.unwrap_err();
    assert!(
        matches!(error, FetchError::TooLong { expected: 3, .. }),
        "{error}"
    );
}

#[wasm_bindgen_test]
async fn an_empty_file_is_no_error() {
    let bytes = fetch("data:,", 10, RequestCache::Default, |_| ()).await;
    assert_eq!(bytes.unwrap(), b"");
}

#[wasm_bindgen_test]
async fn an_address_that_nothing_answers_is_an_error_that_names_it() {
    let url = "http://127.0.0.1:1/model.safetensors";
    let error = fetch(url, 10, RequestCache::Default, |_| ())
        .await
        .unwrap_err();
    assert!(matches!(error, FetchError::Network { .. }), "{error}");
    assert!(error.to_string().contains(url), "{error}");
}
