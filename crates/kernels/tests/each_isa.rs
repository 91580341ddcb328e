//! Every check of each instruction set, natively: those of a set that this machine lacks are reported as ignored.

#[cfg(not(target_arch = "wasm32"))]
#[path = "isa/case.rs"]
mod case;
#[cfg(not(target_arch = "wasm32"))]
#[path = "isa/common.rs"]
mod common;
#[cfg(not(target_arch = "wasm32"))]
#[path = "isa/each.rs"]
mod each;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use namelight_kernels::Isa;
    use namelight_test_runner::{ignore, run};

    let checks = Isa::all().iter().flat_map(|isa| {
        each::CHECKS.map(|(name, check)| {
            let test = move || {
                if !isa.is_available() {
                    ignore(format!("this machine has no {}", isa.name()));
                }
                check(isa);
            };
            (format!("{}: {name}", isa.name()), test)
        })
    });
    run(checks)
}

/// In a browser `isa/main.rs` runs the checks.
#[cfg(target_arch = "wasm32")]
fn main() {}
