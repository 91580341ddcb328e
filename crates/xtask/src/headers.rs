//! The response headers of the site, for hosts that can be told: as the build writes them, and as `cargo xtask headers`
//! prints them. `Trunk.toml` has the same for `cargo xtask serve`, and `index.html` the policy for hosts that send none.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum;

/// What the page may do: run and fetch files of its own host, compile WebAssembly, and start workers from blobs, which have
/// this policy as well.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// What browsers take from a header alone: the page is shown in no frame.
const HEADER_ONLY: &str = "; frame-ancestors 'none'";

/// The other headers: browsers share memory between threads on an isolated page alone, and the rest is what the page can do
/// without.
const OTHERS: [(&str, &str); 7] = [
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    ),
    ("Cache-Control", "no-cache"),
];

/// A host that headers are written for.
#[derive(Clone, Copy, ValueEnum)]
pub enum Host {
    /// The file `_headers` of Netlify, Cloudflare Pages and others
    Netlify,
    /// Lines for a `server` or `location` block
    Nginx,
    /// Lines for a site block
    Caddy,
}

/// All headers, each with its value.
pub fn all() -> Vec<(&'static str, String)> {
    let policy = ("Content-Security-Policy", format!("{POLICY}{HEADER_ONLY}"));
    let others = OTHERS.map(|(name, value)| (name, value.to_owned()));
    [policy].into_iter().chain(others).collect()
}

/// The headers in a host's own form.
pub fn for_host(host: Host) -> String {
    let mut text = String::new();
    let (before, after) = match host {
        Host::Netlify => ("/*\n", ""),
        Host::Nginx => ("", ""),
        Host::Caddy => ("header {\n", "}\n"),
    };
    text.push_str(before);
    for (name, value) in all() {
        // Writing to a string cannot fail.
        let _ = match host {
            Host::Netlify => writeln!(text, "  {name}: {value}"),
            Host::Nginx => writeln!(text, "add_header {name} \"{value}\" always;"),
            Host::Caddy => writeln!(text, "  {name} \"{value}\""),
        };
    }
    text + after
}

/// Writes the file `_headers` into a site.
///
/// # Errors
/// When it cannot be written.
pub fn write(site: &Path) -> Result<()> {
    std::fs::write(site.join("_headers"), for_host(Host::Netlify)).context("writing _headers")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    fn read(name: &str) -> String {
        std::fs::read_to_string(workspace::root().join(name)).unwrap()
    }

    #[test]
    fn the_page_has_the_same_policy() {
        let meta = format!("http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"");
        assert!(read("index.html").contains(&meta));
    }

    #[test]
    fn the_page_is_served_with_the_same_headers() {
        let trunk: toml::Table = read("Trunk.toml").parse().unwrap();
        let served = trunk["serve"]["headers"].as_table().unwrap();
        assert_eq!(served.len(), all().len());
        for (name, value) in all() {
            assert_eq!(served[name].as_str(), Some(&*value), "{name}");
        }
    }

    #[test]
    fn each_host_gets_every_header() {
        for host in Host::value_variants() {
            let text = for_host(*host);
            for (name, value) in all() {
                assert!(text.contains(name) && text.contains(&value), "{text}");
            }
        }
    }
}
