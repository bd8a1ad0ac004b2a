//! Where the database is, and how long it is waited for.

use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, TargetSessionAttrs};

/// Where PostgreSQL's socket lies on Debian, for an address that names no host.
const SOCKET_FOLDER: &str = "/run/postgresql";
/// How the sessions are called in the server's lists.
const SESSION_NAME: &str = "nida centre";

/// A PostgreSQL database, and how it is spoken to.
#[derive(Debug, Clone)]
pub struct Server {
    config: Config,
    waits: Waits,
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
    /// Entries and the password's proof would cross the network in the clear.
    #[error(
        "the database is on another computer, and the connection to it is not encrypted by the centre: \
         lead it through a tunnel and name its near end, 127.0.0.1 or a socket"
    )]
    PlainBeyondLoopback,
}

impl Server {
    /// Reads an address of the form `postgres://USER@HOST/DATABASE`, also with PostgreSQL's own parameters;
    /// without a host it is the socket of this computer.
    ///
    /// # Errors
    /// When it is not one, holds a password, or leads over a network in the clear.
    pub fn parse(address: &str, password: Option<&str>) -> Result<Self, BadServer> {
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
        if !is_near(&config) {
            return Err(BadServer::PlainBeyondLoopback);
        }
        if let Some(password) = password {
            config.password(password);
        }
        Ok(Self {
            config,
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

    /// How a session of the pool is opened.
    pub(super) fn session(&self) -> Config {
        self.session_with(self.waits.lock, self.waits.statement)
    }

    /// How a session is opened that may wait this long.
    pub(super) fn session_with(&self, lock: Duration, statement: Duration) -> Config {
        let mut config = self.config.clone();
        let own = config.get_options().unwrap_or_default();
        let (lock_ms, statement_ms) = (lock.as_millis(), statement.as_millis());
        let options = format!(
            "{own} -c lock_timeout={lock_ms} -c statement_timeout={statement_ms} \
             -c idle_in_transaction_session_timeout={statement_ms}"
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
        for near in [
            "postgres:///nida",
            "postgres://centre@localhost/nida",
            "postgresql://centre@127.0.0.1:5433/nida",
            "postgres://centre@[::1]/nida",
            "postgres://centre@%2Frun%2Fpostgresql/nida",
            "postgres:///nida?host=/run/postgresql&port=5433",
        ] {
            assert!(Server::parse(near, Some("secret")).is_ok(), "{near}");
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
        ] {
            let refused = Server::parse(far, None);
            assert!(
                matches!(refused, Err(BadServer::PlainBeyondLoopback)),
                "{why}"
            );
        }
        for open in [
            "postgres://centre:secret@localhost/nida",
            "postgres://centre@localhost/nida?password=secret",
        ] {
            let refused = Server::parse(open, None);
            assert!(
                matches!(refused, Err(BadServer::PasswordInAddress)),
                "{open}"
            );
        }
        for other in ["", "./folder", "host=localhost", "mysql://localhost/nida"] {
            let refused = Server::parse(other, None);
            assert!(matches!(refused, Err(BadServer::Unreadable)), "{other}");
        }
    }

    /// What is printed for a person or a log must not hold the password.
    #[test]
    fn the_password_is_not_printed() {
        let server = Server::parse("postgres:///nida", Some("a-planted-secret")).unwrap();
        assert!(!format!("{server:?}").contains("a-planted-secret"));
    }
}
