//! A plain HTTP client for the tests, one connection a request, so that no pool hides what a centre does
//! with a connection.

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::http::request::Builder;
use hyper::{HeaderMap, Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;

/// Nobody listens, or the connection broke off.
#[derive(Debug)]
pub(crate) struct NoAnswer;

#[derive(Clone)]
pub(crate) struct Line;

impl Line {
    pub(crate) fn get(&self, url: impl AsRef<str>) -> Asking {
        self.request(Method::GET, url)
    }

    pub(crate) fn post(&self, url: impl AsRef<str>) -> Asking {
        self.request(Method::POST, url)
    }

    #[expect(clippy::unused_self, reason = "it reads like the other two")]
    pub(crate) fn request(&self, method: Method, url: impl AsRef<str>) -> Asking {
        let rest = url.as_ref().strip_prefix("http://").expect("plain HTTP");
        let at = rest.find('/').expect("a path");
        let (address, path) = rest.split_at(at);
        Asking {
            address: address.to_owned(),
            head: Request::builder()
                .method(method)
                .uri(path)
                .header(HOST, address),
            body: Vec::new(),
        }
    }
}

pub(crate) struct Asking {
    address: String,
    head: Builder,
    body: Vec<u8>,
}

impl Asking {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head = self.head.header(name, value);
        self
    }

    pub(crate) fn bearer_auth(self, token: &str) -> Self {
        self.header(AUTHORIZATION.as_str(), &format!("Bearer {token}"))
    }

    pub(crate) fn json<T: Serialize>(self, value: &T) -> Self {
        let body = serde_json::to_vec(value).unwrap();
        self.header(CONTENT_TYPE.as_str(), "application/json")
            .body(body)
    }

    pub(crate) fn body(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    pub(crate) async fn send(self) -> Result<Told, NoAnswer> {
        let stream = TcpStream::connect(&self.address)
            .await
            .map_err(|_| NoAnswer)?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
            .await
            .map_err(|_| NoAnswer)?;
        let request = self.head.body(Full::new(Bytes::from(self.body))).unwrap();
        let talk = async move {
            let answer = sender.send_request(request).await.map_err(|_| NoAnswer)?;
            let (status, headers) = (answer.status(), answer.headers().clone());
            let body = answer.into_body().collect().await.map_err(|_| NoAnswer)?;
            Ok(Told {
                status,
                headers,
                body: body.to_bytes().to_vec(),
            })
        };
        let (told, _broken_off) = tokio::join!(talk, connection);
        told
    }
}

pub(crate) struct Told {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Told {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap().to_str().unwrap()
    }

    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap()
    }
}
