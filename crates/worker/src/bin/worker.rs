//! The program of the worker: starts listening.

#[cfg(target_arch = "wasm32")]
fn main() {
    namelight_worker::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this program runs in a browser; build the page with `cargo xtask build`");
}
