//! The kit over TLS, as it meets every endpoint but those of its own machine.

use std::net::SocketAddr;
use std::sync::Arc;

use conform::{Options, Verdict, examine};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::centre::Centre;
use crate::kit::HEAVY;

/// TLS before a centre, by an issuer of its own.
struct Tls {
    url: String,
    ca: String,
    accepting: JoinHandle<()>,
}

impl Tls {
    async fn before(centre: &str) -> Self {
        let mut authority = CertificateParams::new(vec![]).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority =
            CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let names = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let certificate = names.signed_by(&key, &authority).unwrap();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let centre: SocketAddr = centre.trim_start_matches("http://").parse().unwrap();
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(carry(acceptor.clone(), stream, centre));
            }
        });
        Self {
            url: format!("https://localhost:{port}"),
            ca: authority.pem(),
            accepting,
        }
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn carry(acceptor: TlsAcceptor, stream: TcpStream, centre: SocketAddr) {
    let (Ok(mut desk), Ok(mut centre)) = (
        acceptor.accept(stream).await,
        TcpStream::connect(centre).await,
    ) else {
        return;
    };
    // Either side may hang up.
    let _ended = tokio::io::copy_bidirectional(&mut desk, &mut centre).await;
}

/// An issuer of the ministry's own is named, and all holds as it does in the clear.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endpoint_behind_tls_is_tried_alike() {
    let centre = Centre::start().await;
    let tls = Tls::before(&centre.url).await;
    let options = Options {
        ca: vec![tls.ca.clone()],
        without: HEAVY.map(String::from).into(),
        ..centre.options(&tls.url).await
    };
    let report = examine(options, centre).await.unwrap();
    assert_eq!(
        (report.fail, report.not_tested),
        (0, HEAVY.len()),
        "{report}"
    );
}

/// No machine would trust it, so nothing holds; the developer is told why.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_that_nobody_trusts_is_told() {
    let centre = Centre::start().await;
    let (tls, other) = (
        Tls::before(&centre.url).await,
        Tls::before(&centre.url).await,
    );
    let options = Options {
        ca: vec![other.ca.clone()],
        ..centre.options(&tls.url).await
    };
    let report = examine(options, centre).await.unwrap();
    assert_eq!((report.fail, report.hold), (1, 0), "{report}");
    let Verdict::Fails { seen } = &report.promises[0].verdict else {
        panic!("{report}");
    };
    assert!(seen.contains("certificate"), "{seen}");
}
