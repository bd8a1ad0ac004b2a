//! Who may be believed over TLS: a certificate of an issuer that is trusted, for this name, at this time.

use std::net::TcpListener;
use std::sync::Arc;
use std::thread::JoinHandle;

use domain::wire::Hello;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use sync::{EnrolError, LinkProblem};

use crate::centre::Centre;
use crate::strangers::{CODE, Desk, json, serve};

/// One server with a certificate, on the loopback.
struct Server {
    url: String,
    ca: String,
    _thread: JoinHandle<()>,
}

impl Server {
    /// Greets as a centre, with a certificate that was changed so.
    fn with(change: impl FnOnce(&mut CertificateParams)) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut authority = CertificateParams::new(vec![]).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority =
            CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &authority).unwrap();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap();
        let config = Arc::new(config);
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!(
            "https://localhost:{}",
            listener.local_addr().unwrap().port()
        );
        // Ends with the process; each test makes few.
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let session = ServerConnection::new(Arc::clone(&config)).unwrap();
                serve(StreamOwned::new(session, stream), &json(&greeting()));
            }
        });
        Self {
            url,
            ca: authority.pem(),
            _thread: thread,
        }
    }
}

fn greeting() -> String {
    let hello: Hello = Centre::new().hello(None, &[]).unwrap();
    serde_json::to_string(&hello).unwrap()
}

/// An impostor with a certificate of their own must not get the code that a person types.
#[test]
fn an_issuer_that_nobody_trusts_is_refused() {
    let server = Server::with(|_| {});
    assert_eq!(
        Desk::new().syncer.enrol(&server.url, CODE),
        Err(EnrolError::Certificate)
    );
}

/// A ministry's own issuer, told at enrolment, is trusted for its centre and no other is.
#[test]
fn the_issuer_of_the_enrolment_is_trusted_alone() {
    let server = Server::with(|_| {});
    let desk = Desk::enrolled_trusting(&server.url, &server.ca);
    // It got as far as what was said: a greeting that does not know the machine.
    desk.wait("it was heard", |status| {
        status.problem == Some(LinkProblem::NotACentre)
    });
    let other = Server::with(|_| {});
    let desk = Desk::enrolled_trusting(&server.url, &other.ca);
    desk.wait("it is told", |status| {
        status.problem == Some(LinkProblem::Certificate)
    });
}

#[test]
fn another_name_and_an_expired_certificate_are_refused() {
    let other_name = Server::with(|params| {
        *params = CertificateParams::new(vec!["elsewhere.example.om".to_owned()]).unwrap();
    });
    let expired = Server::with(|params| {
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2021, 1, 1);
    });
    for server in [other_name, expired] {
        let desk = Desk::enrolled_trusting(&server.url, &server.ca);
        desk.wait("it is told", |status| {
            status.problem == Some(LinkProblem::Certificate)
        });
    }
}
