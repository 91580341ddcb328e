//! A slow link between a browser and a server on one machine: a proxy that holds back what comes, since the throttling of
//! Chromium's developer tools does not reach what workers fetch.
//!
//! What is left out is the slow start of TCP and the setting up of TLS, which cost every page the same round trips.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until};

/// Bytes a second towards the browser: 20 Mbit/s.
const BYTES_PER_SECOND: f64 = 20e6 / 8.0;
/// The time that a byte is under way in one direction, half of a round trip of 40 ms.
const ONE_WAY: Duration = Duration::from_millis(20);
/// Bytes that a connection sends before it is another one's turn.
const CHUNK: usize = 16 * 1024;
/// Chunks of one direction that can be under way: more than the link holds in [`ONE_WAY`].
const UNDER_WAY: usize = 16;

/// The link; its port closes when this is dropped.
pub struct SlowLink {
    address: SocketAddr,
    task: JoinHandle<()>,
}

/// When the link towards the browser has sent all that was given to it.
type Free = Arc<Mutex<Instant>>;

impl SlowLink {
    /// Opens a link to a server.
    pub async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let free: Free = Arc::new(Mutex::new(Instant::now()));
        let task = tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                tokio::spawn(connect(browser, server, free.clone()));
            }
        });
        Self { address, task }
    }

    /// The address of a path that starts with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for SlowLink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn connect(browser: TcpStream, server: SocketAddr, free: Free) {
    // The handshake: a round trip before the first request can be sent.
    sleep(2 * ONE_WAY).await;
    let Ok(server) = TcpStream::connect(server).await else {
        return;
    };
    // Both ends are loopback's; without this small answers would wait for more.
    let _ = (browser.set_nodelay(true), server.set_nodelay(true));
    let (from_browser, to_browser) = browser.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::join!(
        carry(from_browser, to_server, None),
        carry(from_server, to_browser, Some(free)),
    );
}

/// Carries one direction of a connection, as fast as the link is if that counts.
async fn carry(mut from: OwnedReadHalf, to: OwnedWriteHalf, free: Option<Free>) {
    let (sender, receiver) = mpsc::channel(UNDER_WAY);
    let delivery = tokio::spawn(deliver(receiver, to));
    let mut chunk = vec![0; CHUNK];
    while let Ok(bytes) = from.read(&mut chunk).await {
        if bytes == 0 {
            break;
        }
        let sent = match &free {
            Some(free) => take_turn(free, bytes).await,
            None => Instant::now(),
        };
        sleep_until(sent).await;
        if sender
            .send((sent + ONE_WAY, chunk[..bytes].to_vec()))
            .await
            .is_err()
        {
            break;
        }
    }
    drop(sender);
    // Fails only if it panicked, and then the connection is closed as well.
    let _ = delivery.await;
}

/// Takes the link for some bytes, and returns when they are sent.
async fn take_turn(free: &Free, bytes: usize) -> Instant {
    let mut free = free.lock().await;
    let start = (*free).max(Instant::now());
    *free = start + Duration::from_secs_f64(bytes as f64 / BYTES_PER_SECOND);
    *free
}

async fn deliver(mut receiver: mpsc::Receiver<(Instant, Vec<u8>)>, mut to: OwnedWriteHalf) {
    while let Some((arrival, bytes)) = receiver.recv().await {
        sleep_until(arrival).await;
        if to.write_all(&bytes).await.is_err() {
            return;
        }
    }
}
