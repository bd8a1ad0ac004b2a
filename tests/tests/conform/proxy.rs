//! A thin proxy before a real centre, which lets one mutant at what goes through.

use std::sync::{Arc, Mutex, PoisonError};

use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::mutant::{Asked, Memory, Mutant, Told};

type Upstream = Client<HttpConnector, Full<Bytes>>;

/// The endpoint that breaks one promise.
pub(crate) struct Proxy {
    pub(crate) url: String,
    accepting: JoinHandle<()>,
}

impl Proxy {
    pub(crate) async fn before(centre: &str, mutant: &'static Mutant) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let passing = Arc::new(Passing {
            centre: centre.to_owned(),
            upstream: Client::builder(TokioExecutor::new()).build_http(),
            mutant,
            memory: Mutex::new(Memory::default()),
        });
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Arc::clone(&passing).serve(stream));
            }
        });
        Self { url, accepting }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

struct Passing {
    centre: String,
    upstream: Upstream,
    mutant: &'static Mutant,
    memory: Mutex<Memory>,
}

impl Passing {
    async fn serve(self: Arc<Self>, stream: TcpStream) {
        let service = service_fn(|request| {
            let passing = Arc::clone(&self);
            async move { Ok::<_, std::convert::Infallible>(passing.pass(request).await) }
        });
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        // A connection that broke off is the other side's to notice.
        let _broken = connection.await;
    }

    async fn pass(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let (head, body) = request.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        let mut asked = Asked {
            method: head.method,
            path: head.uri.path_and_query().unwrap().to_string(),
            headers: head.headers,
            body,
        };
        let answered = (self.mutant.ask)(&mut asked, &mut self.memory());
        let mut told = match answered {
            Some(told) => return told.into_response(),
            None => self.forward(&asked).await,
        };
        (self.mutant.tell)(&asked, &mut told, &mut self.memory());
        told.into_response()
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn forward(&self, asked: &Asked) -> Told {
        let mut request = Request::builder()
            .method(asked.method.clone())
            .uri(format!("{}{}", self.centre, asked.path));
        for (name, value) in &asked.headers {
            if !matches!(name.as_str(), "host" | "content-length" | "connection") {
                request = request.header(name, value);
            }
        }
        let body = Full::new(Bytes::from(asked.body.clone()));
        let response = self.upstream.request(request.body(body).unwrap()).await;
        let (head, body) = response.unwrap().into_parts();
        Told {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }
}

impl Told {
    fn into_response(self) -> Response<Full<Bytes>> {
        let mut response = Response::builder().status(self.status);
        let lengths = |name: &str| matches!(name, "content-length" | "transfer-encoding");
        let headers: HeaderMap = self.headers;
        for (name, value) in headers.iter().filter(|(name, _)| !lengths(name.as_str())) {
            response = response.header(name, value);
        }
        response.body(Full::new(Bytes::from(self.body))).unwrap()
    }
}
