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
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::api::{Centre, Shared, router};
use crate::clock::{SharedClock, SystemClock};
use crate::storage::{OpenError, StorageAt};

/// Connections at the same time; more wait to be accepted.
const MAX_CONNECTIONS: usize = 1_024;
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
    /// Tells the time.
    pub clock: SharedClock,
}

impl Config {
    /// On the loopback, at any port, by the system's clock.
    #[must_use]
    pub fn loopback(storage: impl Into<StorageAt>) -> Self {
        Self {
            storage: storage.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            behind_proxy: false,
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
    stop: watch::Sender<bool>,
    done: JoinHandle<()>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
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
    let storage = config.storage.open(config.clock.now()).await?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| ServeError::Listen(config.listen, error))?;
    let address = listener
        .local_addr()
        .map_err(|error| ServeError::Listen(config.listen, error))?;
    let (stop, stopped) = watch::channel(false);
    let centre: Centre = Arc::new(Shared::new(storage, config.clock));
    let done = tokio::spawn(async move {
        let router = router(Arc::clone(&centre));
        tokio::join!(
            accept(listener, router, stopped.clone()),
            centre.keep_folding(stopped)
        );
    });
    Ok(Running {
        address,
        stop,
        done,
    })
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
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let serving = graceful.watch(serving);
    async move {
        // A connection that broke off is the other side's to notice.
        let _broken = serving.await;
    }
}
