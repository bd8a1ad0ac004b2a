//! Where the database is, how the line to it is kept from others, and how long it is waited for.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio::task::JoinHandle;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};
use tokio_postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Where PostgreSQL's socket lies on Debian, for an address that names no host.
const SOCKET_FOLDER: &str = "/run/postgresql";
/// How the sessions are called in the server's lists.
const SESSION_NAME: &str = "nida centre";

/// A PostgreSQL database, and how it is spoken to.
#[derive(Debug, Clone)]
pub struct Server {
    config: Config,
    /// Encrypts the line; none on this computer.
    tls: Option<Arc<ClientConfig>>,
    waits: Waits,
}

/// What stands in no address.
#[derive(Debug, Clone, Copy, Default)]
pub struct Access<'a> {
    /// The password, where one is asked for.
    pub password: Option<&'a str>,
    /// The authorities that vouch for the server, as PEM: the line is encrypted then, and leads to nobody
    /// else.
    pub authorities: Option<&'a [u8]>,
}

/// Bounds of what the centre asks of its database.
#[derive(Debug, Clone, Copy)]
pub struct Waits {
    /// Connections of one process.
    pub connections: usize,
    /// For a connection: a new one, or one that others use.
    pub connection: Duration,
    /// For a lock that another transaction holds.
    pub lock: Duration,
    /// For one statement.
    pub statement: Duration,
}

impl Default for Waits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Waits {
    /// Those of a centre that serves.
    pub const DEFAULT: Self = Self {
        connections: 16,
        connection: Duration::from_secs(5),
        lock: Duration::from_secs(5),
        statement: Duration::from_secs(30),
    };

    /// For one operation in all: a few statements, each of which ends by itself where the server lives.
    pub(super) fn whole(self) -> Duration {
        self.statement * 2
    }
}

/// The address cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadServer {
    /// It is not the address of a PostgreSQL database.
    #[error("not an address of the form postgres://USER@HOST/DATABASE")]
    Unreadable,
    /// A password in it could be read by everyone on this computer, in the list of processes.
    #[error(
        "the address holds a password, and everyone on this computer could read it in the list of \
         processes: give it in a file or as PGPASSWORD"
    )]
    PasswordInAddress,
    /// What is said would cross a network in the clear.
    #[error(
        "the line to the database would not be encrypted: give the certificate of the authority that \
         vouches for the server, or name a server on this computer"
    )]
    Plain,
    /// The authorities cannot be read.
    #[error("no certificate of an authority can be read from what was given as such")]
    BadAuthorities,
}

impl Server {
    /// Reads an address of the form `postgres://USER@HOST/DATABASE`, also with PostgreSQL's own parameters;
    /// without a host it is the socket of this computer.
    ///
    /// # Errors
    /// When it is not one, holds a password, or leads over a network in the clear.
    pub fn parse(address: &str, access: Access<'_>) -> Result<Self, BadServer> {
        let schemes = ["postgres://", "postgresql://"];
        if !schemes.iter().any(|scheme| address.starts_with(scheme)) {
            return Err(BadServer::Unreadable);
        }
        let mut config: Config = address.parse().map_err(|_| BadServer::Unreadable)?;
        if config.get_password().is_some() {
            return Err(BadServer::PasswordInAddress);
        }
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            config.host(SOCKET_FOLDER);
        }
        let tls = access.authorities.map(tls).transpose()?;
        if tls.is_some() {
            config.ssl_mode(SslMode::Require);
        } else if config.get_ssl_mode() == SslMode::Require || !is_near(&config) {
            return Err(BadServer::Plain);
        } else {
            config.ssl_mode(SslMode::Disable);
        }
        if let Some(password) = access.password {
            config.password(password);
        }
        Ok(Self {
            config,
            tls,
            waits: Waits::default(),
        })
    }

    /// The same, with other bounds.
    #[must_use]
    pub fn with(self, waits: Waits) -> Self {
        Self { waits, ..self }
    }

    pub(super) const fn waits(&self) -> Waits {
        self.waits
    }

    /// Opens the sessions of a pool.
    pub(super) fn manager(&self, config: ManagerConfig) -> Manager {
        let session = self.session(self.waits.lock, self.waits.statement);
        match &self.tls {
            None => Manager::from_config(session, NoTls, config),
            Some(tls) => {
                let tls = MakeRustlsConnect::new(ClientConfig::clone(tls));
                Manager::from_config(session, tls, config)
            }
        }
    }

    /// Opens a session that may wait this long, and answers it with the task that speaks for it.
    pub(super) async fn connect(
        &self,
        lock: Duration,
        statement: Duration,
    ) -> Result<(Client, JoinHandle<()>), tokio_postgres::Error> {
        let session = self.session(lock, statement);
        // What goes wrong with the line is told by the operation that it goes wrong for.
        Ok(match &self.tls {
            None => {
                let (client, line) = session.connect(NoTls).await?;
                (client, tokio::spawn(async move { drop(line.await) }))
            }
            Some(tls) => {
                let tls = MakeRustlsConnect::new(ClientConfig::clone(tls));
                let (client, line) = session.connect(tls).await?;
                (client, tokio::spawn(async move { drop(line.await) }))
            }
        })
    }

    /// How a session is opened that may wait this long.
    fn session(&self, lock: Duration, statement: Duration) -> Config {
        let mut config = self.config.clone();
        let own = config.get_options().unwrap_or_default();
        let (lock_ms, statement_ms) = (lock.as_millis(), statement.as_millis());
        // Everything here reads a few rows by their keys: compiling a plan for it, or sending for other
        // processes, takes longer than the work. Moments are written in UTC, whatever the server's own zone is.
        let options = format!(
            "{own} -c lock_timeout={lock_ms} -c statement_timeout={statement_ms} \
             -c idle_in_transaction_session_timeout={statement_ms} -c jit=off \
             -c max_parallel_workers_per_gather=0 -c TimeZone=UTC"
        );
        config
            .options(options.trim_start())
            .application_name(SESSION_NAME)
            .connect_timeout(self.waits.connection)
            // After the other end has gone without a word.
            .keepalives_idle(self.waits.statement)
            .tcp_user_timeout(self.waits.statement)
            // Of several hosts the one that can be written to.
            .target_session_attrs(TargetSessionAttrs::ReadWrite);
        config
    }
}

/// Trusts these authorities and nobody else.
fn tls(authorities: &[u8]) -> Result<Arc<ClientConfig>, BadServer> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(authorities) {
        let certificate = certificate.map_err(|_| BadServer::BadAuthorities)?;
        roots
            .add(certificate)
            .map_err(|_| BadServer::BadAuthorities)?;
    }
    if roots.is_empty() {
        return Err(BadServer::BadAuthorities);
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| BadServer::BadAuthorities)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// Whether nothing of what is said leaves this computer.
fn is_near(config: &Config) -> bool {
    let hosts = config.get_hosts().iter().all(|host| match host {
        #[cfg(unix)]
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost"
                || name
                    .parse::<std::net::IpAddr>()
                    .is_ok_and(|address| address.is_loopback())
        }
    });
    // Where both are given, the address is what is connected to.
    let addresses = config.get_hostaddrs();
    addresses.iter().all(std::net::IpAddr::is_loopback) && (hosts || !addresses.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A password in the list of processes is no secret, and neither is what crosses a network in the clear.
    #[test]
    fn an_address_that_would_give_something_away_is_refused() {
        let secret = Access {
            password: Some("secret"),
            authorities: None,
        };
        for near in [
            "postgres:///nida",
            "postgres://centre@localhost/nida",
            "postgresql://centre@127.0.0.1:5433/nida",
            "postgres://centre@[::1]/nida",
            "postgres://centre@%2Frun%2Fpostgresql/nida",
            "postgres:///nida?host=/run/postgresql&port=5433",
        ] {
            assert!(Server::parse(near, secret).is_ok(), "{near}");
        }
        for (far, why) in [
            ("postgres://centre@db.moh.gov.om/nida", "a name"),
            ("postgres://centre@10.0.0.7/nida", "an address"),
            (
                "postgres://centre@localhost,10.0.0.7/nida",
                "one of two hosts",
            ),
            (
                "postgres://centre@localhost/nida?hostaddr=10.0.0.7",
                "an address behind a name",
            ),
            (
                "postgres://centre@localhost/nida?sslmode=require",
                "asked for what cannot be given",
            ),
        ] {
            let refused = Server::parse(far, secret);
            assert!(matches!(refused, Err(BadServer::Plain)), "{why}");
        }
        for open in [
            "postgres://centre:secret@localhost/nida",
            "postgres://centre@localhost/nida?password=secret",
        ] {
            let refused = Server::parse(open, secret);
            assert!(
                matches!(refused, Err(BadServer::PasswordInAddress)),
                "{open}"
            );
        }
        for other in ["", "./folder", "host=localhost", "mysql://localhost/nida"] {
            let refused = Server::parse(other, secret);
            assert!(matches!(refused, Err(BadServer::Unreadable)), "{other}");
        }
    }

    /// What is printed for a person or a log must not hold the password.
    #[test]
    fn the_password_is_not_printed() {
        let access = Access {
            password: Some("a-planted-secret"),
            authorities: None,
        };
        let server = Server::parse("postgres:///nida", access).unwrap();
        assert!(!format!("{server:?}").contains("a-planted-secret"));
    }

    /// A file without a certificate must not come to mean: trust everybody, or: do without.
    #[test]
    fn authorities_that_are_none_are_refused() {
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for text in ["", "no certificate", broken] {
            let access = Access {
                password: None,
                authorities: Some(text.as_bytes()),
            };
            let refused = Server::parse("postgres://centre@db.moh.gov.om/nida", access);
            assert!(
                matches!(refused, Err(BadServer::BadAuthorities)),
                "{text:?}"
            );
        }
    }
}
