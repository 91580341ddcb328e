//! `cargo xtask serve`

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Child;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{process, setup};

/// Installs what is missing, builds, and serves until it is interrupted.
pub fn serve(port: u16) -> Result<()> {
    // Said before minutes of building, not after.
    ensure_free(port)?;
    let toolbox = setup::for_building()?;
    process::note_flags();
    let mut command = toolbox.trunk("serve");
    command.args(["--port", &port.to_string()]);
    println!("$ {}", process::shown(&command));
    let mut trunk = command.spawn().context("starting trunk")?;
    wait_for_port(&mut trunk, port)?;
    println!("\nNamelight is at http://localhost:{port}/ (Ctrl-C ends it)\n");
    let status = trunk.wait().context("waiting for trunk")?;
    if !status.success() {
        bail!("trunk ended ({status})");
    }
    Ok(())
}

fn ensure_free(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => bail!("cannot listen on port {port} ({error}); choose another with --port"),
    }
}

/// Waits until trunk, which builds before it listens, is to be reached.
fn wait_for_port(trunk: &mut Child, port: u16) -> Result<()> {
    loop {
        if let Some(status) = trunk.try_wait().context("waiting for trunk")? {
            bail!("trunk ended before it served anything ({status})");
        }
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(200));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_an_error_that_names_the_way_out() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = ensure_free(port).unwrap_err().to_string();
        assert!(error.contains(&port.to_string()), "{error}");
        assert!(error.contains("--port"), "{error}");
    }
}
