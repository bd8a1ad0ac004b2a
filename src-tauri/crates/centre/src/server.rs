//! Listening: connections within bounds, and an orderly end.
//!
//! Plain HTTP is served. What machines send is confidential, so beyond the loopback a proxy has to
//! stand before it that speaks TLS; `behind_proxy` is how the people who run it say that one does.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::api::{Centre, Shared, operators, router};
use crate::clock::{SharedClock, SystemClock};
use crate::secrets::token_digest;
use crate::storage::{OpenError, StorageAt};

/// Connections at the same time; more wait to be accepted.
const MAX_CONNECTIONS: usize = 1_024;
/// Connections that the system keeps until they are accepted, where it allows as many: a ministry's machines may all
/// come back in the same moment, and one beyond is cut off without a word.
const WAITING_CONNECTIONS: u32 = 4_096;
/// The longest head of a request: several times the longest that a machine sends, which names its points of the feed.
/// Each connection may take so much memory before anybody knows who it is.
const MAX_HEAD_BYTES: usize = 64 * 1024;
/// How long a connection may take for the head of its next request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(75);
/// How long requests under way may take once it is to stop.
const STOP_TIMEOUT: Duration = Duration::from_secs(20);
/// Pause after an accept that failed, so that running out of file handles does not spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// What to serve, and where.
#[derive(Clone)]
pub struct Config {
    /// Where the data are; made at first start.
    pub storage: StorageAt,
    /// Address and port; port 0 for any.
    pub listen: SocketAddr,
    /// A proxy before it speaks TLS: then it may listen beyond the loopback.
    pub behind_proxy: bool,
    /// Where the people who run it look, if anywhere.
    pub operators: Option<Operators>,
    /// Tells the time.
    pub clock: SharedClock,
}

/// An address of its own for figures and the status page.
#[derive(Clone)]
pub struct Operators {
    /// Address and port; port 0 for any.
    pub listen: SocketAddr,
    /// What is asked for there; needed beyond the loopback.
    pub token: Option<String>,
}

impl Config {
    /// On the loopback, at any port, by the system's clock.
    #[must_use]
    pub fn loopback(storage: impl Into<StorageAt>) -> Self {
        Self {
            storage: storage.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            behind_proxy: false,
            operators: None,
            clock: Arc::new(SystemClock),
        }
    }
}

/// It cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Asked to listen beyond the loopback without TLS before it.
    #[error(
        "{0} can be reached from elsewhere, and this serves plain HTTP: entries and tokens would \
         cross the network in the clear. Put a proxy before it that speaks TLS and say --behind-proxy, \
         or listen on 127.0.0.1"
    )]
    PlainBeyondLoopback(SocketAddr),
    /// Asked to show how machines are to everybody, or in the clear.
    #[error(
        "{0}, where operators look, can be reached from elsewhere: give it a token of its own by \
         --operators-token-file, and put a proxy before it that speaks TLS (--behind-proxy)"
    )]
    OperatorsBeyondLoopback(SocketAddr),
    /// The data cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}")]
    Listen(SocketAddr, #[source] io::Error),
}

/// A centre that serves. Dropping it stops it at once; what it has answered is on the disk either way.
pub struct Running {
    address: SocketAddr,
    operators: Option<SocketAddr>,
    stop: watch::Sender<bool>,
    done: JoinHandle<()>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the people who run it look.
    #[must_use]
    pub const fn operators(&self) -> Option<SocketAddr> {
        self.operators
    }

    /// Takes no more connections, lets requests under way finish, and ends.
    pub async fn shutdown(mut self) {
        let _gone = self.stop.send(true);
        let _ended = (&mut self.done).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.done.abort();
    }
}

/// Opens the data and serves them until shut down. Needs a Tokio runtime with I/O and time.
///
/// # Errors
/// When the data cannot be opened or the address cannot be listened on.
pub async fn serve(config: Config) -> Result<Running, ServeError> {
    if !config.listen.ip().is_loopback() && !config.behind_proxy {
        return Err(ServeError::PlainBeyondLoopback(config.listen));
    }
    if let Some(Operators { listen, token }) = &config.operators
        && !listen.ip().is_loopback()
        && (token.is_none() || !config.behind_proxy)
    {
        return Err(ServeError::OperatorsBeyondLoopback(*listen));
    }
    let storage = config.storage.open(config.clock.now()).await?;
    let (listener, address) = listen(config.listen)?;
    let mut looking = None;
    if let Some(Operators { listen: at, token }) = config.operators {
        looking = Some((listen(at)?, token));
    }
    let operators_address = looking.as_ref().map(|((_, address), _)| *address);
    let (stop, stopped) = watch::channel(false);
    let centre: Centre = Arc::new(Shared::new(storage, config.clock));
    let done = tokio::spawn(async move {
        let looked_at = async {
            if let Some(((listener, _), token)) = looking {
                let token = token.as_deref().map(token_digest);
                let router = operators(Arc::clone(&centre), token);
                accept(listener, router, stopped.clone()).await;
            }
        };
        tokio::join!(
            accept(listener, router(Arc::clone(&centre)), stopped.clone()),
            looked_at,
            centre.keep_folding(stopped.clone())
        );
        let resting = tokio::time::timeout(STOP_TIMEOUT, centre.come_to_rest());
        if resting.await.is_err() {
            tracing::warn!("some exports did not end in time");
        }
    });
    Ok(Running {
        address,
        operators: operators_address,
        stop,
        done,
    })
}

fn listen(at: SocketAddr) -> Result<(TcpListener, SocketAddr), ServeError> {
    let failed = |error| ServeError::Listen(at, error);
    let socket = match at {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    };
    let socket = socket.map_err(failed)?;
    // As the runtime does by itself: whoever starts again at once gets the address that connections still linger at.
    #[cfg(unix)]
    socket.set_reuseaddr(true).map_err(failed)?;
    socket.bind(at).map_err(failed)?;
    let listener = socket.listen(WAITING_CONNECTIONS).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

async fn accept(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let graceful = GracefulShutdown::new();
    // Connections end with this task when it is aborted.
    let mut connections = tokio::task::JoinSet::new();
    let mut stop = pin!(stopped.wait_for(|stop| *stop));
    loop {
        let accepted = async {
            let permit = Arc::clone(&room).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            biased;
            _ = &mut stop => break,
            Some(_) = connections.join_next() => continue,
            accepted = accepted => accepted,
        };
        match (permit, accepted) {
            (Ok(permit), Ok((stream, _))) => {
                let serving = connection(stream, router.clone(), &graceful);
                connections.spawn(async move {
                    serving.await;
                    drop(permit);
                });
            }
            (Err(_), _) => break,
            (Ok(_), Err(error)) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(STOP_TIMEOUT, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time");
    }
}

fn connection(
    stream: TcpStream,
    router: Router,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + use<> {
    // Answers are small and waited for; a failure here costs a few milliseconds only.
    let _unset = stream.set_nodelay(true);
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let serving = graceful.watch(serving);
    async move {
        // A connection that broke off is the other side's to notice.
        let _broken = serving.await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::time::Instant;

    /// All machines of a ministry come back in one moment: they wait to be accepted, and none is cut off for it. The
    /// library's own bound was 128.
    #[tokio::test]
    async fn a_herd_waits_to_be_accepted() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::loopback(folder.path().to_owned());
        let running = serve(config).await.unwrap();
        // The only thread of the runtime is busy here: nobody accepts meanwhile.
        let lines: Vec<_> = (0..500)
            .map(|_| std::net::TcpStream::connect_timeout(&running.address(), HEAD_TIMEOUT))
            .collect::<Result<_, _>>()
            .unwrap();
        drop(lines);
        running.shutdown().await;
    }

    /// Connections are counted: whoever opens them and says nothing, or half a head, must not keep them.
    #[tokio::test(start_paused = true)]
    async fn who_does_not_finish_a_head_is_hung_up_on() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::loopback(folder.path().to_owned());
        let running = serve(config).await.unwrap();
        let began = Instant::now();
        let mut line = TcpStream::connect(running.address()).await.unwrap();
        line.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n")
            .await
            .unwrap();
        let mut told = Vec::new();
        let _hung_up = line.read_to_end(&mut told).await;
        assert!(!told.starts_with(b"HTTP/1.1 200"), "it is not served");
        assert!(began.elapsed() >= HEAD_TIMEOUT, "{:?}", began.elapsed());
    }
}
