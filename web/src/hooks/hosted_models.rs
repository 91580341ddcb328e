//! The models that the page's host has.

use std::rc::Rc;

use yew::prelude::*;

use crate::models::hosted::{self, HOSTED, HostedModel};
use crate::models::hosted_files;
use crate::platform::fetch;

/// The models of the host, asked for when they are first wanted; the first of all is always there.
#[hook]
pub fn use_hosted_models(wanted: bool) -> Rc<[HostedModel]> {
    let first = |name| HostedModel { name, bytes: None };
    let found = use_state(move || Rc::<[HostedModel]>::from([first(HOSTED[0])]));
    let set = found.setter();
    use_effect_with(wanted, move |wanted| {
        if *wanted {
            wasm_bindgen_futures::spawn_local(async move { set.set(find_hosted().await) });
        }
    });
    (*found).clone()
}

async fn find_hosted() -> Rc<[HostedModel]> {
    let mut found = Vec::new();
    for name in HOSTED {
        let bytes = weight_bytes(name).await;
        if bytes.is_some() || found.is_empty() {
            found.push(HostedModel { name, bytes });
        }
    }
    found.into()
}

async fn weight_bytes(model: &str) -> Option<u64> {
    let url = hosted_files::manifest_url(model).ok()?;
    hosted::weight_bytes(&fetch::bytes(&url).await.ok()?)
}
