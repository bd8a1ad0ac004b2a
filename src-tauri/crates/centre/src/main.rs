//! The command line of the centre: serve, let a machine in, look at what has come, cut a machine off.
//!
//! Prints for the people who run it; entries' contents only when they are asked for.

mod commands;
mod log;
mod unfinished;

use std::env::VarError;
use std::error::Error;
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use centre::{
    Access, Clock as _, Config, Listed, Operators, Progress, Server, Sqlite, Storage, StorageAt,
    SystemClock, Waits, keep_name,
};
use clap::{Args, Parser, Subcommand};
use domain::id::{MachineId, Millis};
use log::{LogFormat, log};
use unfinished::{Readers, Unfinished};

/// How long a person's command may count in a big database.
const PATIENT: Waits = Waits {
    connections: 1,
    statement: Duration::from_secs(10 * 60),
    ..Waits::DEFAULT
};

/// The central endpoint of Nida.
#[derive(Parser)]
#[command(name = "centre", version)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve machines until stopped (ctrl-c or SIGTERM).
    Serve {
        #[command(flatten)]
        data: Data,
        /// Address and port to listen on.
        #[arg(long, env = "NIDA_CENTRE_LISTEN", default_value = "127.0.0.1:8440")]
        listen: SocketAddr,
        /// A proxy that speaks TLS stands before it: it may listen beyond the loopback.
        #[arg(long, env = "NIDA_CENTRE_BEHIND_PROXY")]
        behind_proxy: bool,
        /// Address and port for the people who run it: figures for Prometheus (/metrics) and the status page (/).
        #[arg(long, env = "NIDA_CENTRE_OPERATORS", value_name = "ADDRESS")]
        operators: Option<SocketAddr>,
        /// A file that holds the token asked for there (a password to a browser) and nothing else, not
        /// readable by others. Needed beyond the loopback.
        #[arg(
            long,
            env = "NIDA_CENTRE_OPERATORS_TOKEN_FILE",
            value_name = "FILE",
            requires = "operators"
        )]
        operators_token_file: Option<PathBuf>,
        /// How the log is written.
        #[arg(long, env = "NIDA_CENTRE_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
        log_format: LogFormat,
    },
    /// Print a one-time code that lets one machine in, good for 24 hours. Works while it serves.
    Enrol {
        #[command(flatten)]
        data: Data,
        /// Name of the site, made if there is none; without it the first site.
        #[arg(long)]
        site: Option<String>,
    },
    /// List sites, machines and the newest entries.
    Entries {
        #[command(flatten)]
        data: Data,
        /// How many of the newest.
        #[arg(long, default_value_t = 20)]
        last: usize,
        /// Print what they say too, with all that is personal in it.
        #[arg(long)]
        content: bool,
    },
    /// Cut a machine off. It goes on logging, and can be enrolled again.
    Revoke {
        #[command(flatten)]
        data: Data,
        /// Id of the machine, as `entries` lists it.
        machine: MachineId,
    },
    /// Move a centre from its folder into an empty PostgreSQL database, check what arrived, and mark the
    /// folder. Stop what serves it first; a move that was interrupted is begun again by the same command.
    Move {
        /// The data folder.
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
        /// The database, as `serve --storage` takes it.
        #[arg(long, value_name = "ADDRESS")]
        to: String,
        #[command(flatten)]
        access: DatabaseAccess,
    },
    /// Write calls, issues, cases or moves into a file, as the views for reporting have them, or entries as they
    /// came in. It is recorded.
    Export(commands::Export),
    /// Print a token by which a site's reporting may be fetched over the line (GET /v1/export/calls …).
    ExportToken(commands::Token),
    /// Revoke such a token, by its name.
    RevokeExport(commands::Revoke),
    /// List the tokens for exports and the newest exports.
    Exports(commands::List),
    /// Take in a file that a courier brought, and write its receipt. Works while it serves.
    Courier {
        #[command(subcommand)]
        task: CourierTask,
    },
    /// Publish packs: what all machines of a site take over, signed by this centre. Works while it serves.
    Pack {
        #[command(subcommand)]
        task: PackTask,
    },
    /// Print the contract as an OpenAPI document.
    Openapi,
}

#[derive(Subcommand)]
enum PackTask {
    /// Check a file, sign it, and let every machine of the site take it over with its next greeting.
    Publish(commands::Publish),
    /// List the newest pack of each site and kind.
    List(commands::List),
}

#[derive(Subcommand)]
enum CourierTask {
    /// Write the centre's card for machines that have no line to it, and print its fingerprint: whoever enrols
    /// one compares it there.
    Card {
        /// Where the centre would answer, should there ever be a line: https://…
        #[arg(long)]
        address: String,
        /// Where the card is written: a new file, best ending in .nida-centre.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        data: Data,
    },
    /// Append what the file holds, as if it had come over the line, and write what goes back.
    Take {
        /// The file, as the machine wrote it.
        file: PathBuf,
        /// Where the receipt is written: a new file, best ending in .nida-receipt.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        data: Data,
    },
}

/// Where the data are: a folder, or a database.
#[derive(Args)]
struct Data {
    /// The data folder; `serve` and `enrol` make it where there is none.
    #[arg(
        long,
        env = "NIDA_CENTRE_DATA",
        value_name = "DIR",
        required_unless_present = "storage"
    )]
    data: Option<PathBuf>,
    /// A PostgreSQL database instead: postgres://USER@HOST/DATABASE, without HOST the socket of this
    /// computer. Never with a password: everyone could read it in the list of processes.
    #[arg(
        long,
        env = "NIDA_CENTRE_STORAGE",
        value_name = "ADDRESS",
        conflicts_with = "data"
    )]
    storage: Option<String>,
    #[command(flatten)]
    access: DatabaseAccess,
}

/// What a database asks for, and what is asked of it.
#[derive(Args)]
struct DatabaseAccess {
    /// A file that holds the password of the database and nothing else, not readable by others; without
    /// it PGPASSWORD is looked at.
    #[arg(long, env = "NIDA_CENTRE_PASSWORD_FILE", value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// The certificate (PEM) of the authority that vouches for the database's server: the line to it is
    /// encrypted. Needed for one on another computer.
    #[arg(long, env = "NIDA_CENTRE_DATABASE_CA", value_name = "FILE")]
    database_ca: Option<PathBuf>,
}

impl DatabaseAccess {
    fn server(&self, address: &str) -> Result<Server, Box<dyn Error>> {
        let password = password(self.password_file.as_deref())?;
        let authorities = match &self.database_ca {
            Some(file) => Some(std::fs::read(file).map_err(|error| {
                format!("the certificate {} cannot be read: {error}", file.display())
            })?),
            None => None,
        };
        let access = Access {
            password: password.as_deref(),
            authorities: authorities.as_deref(),
        };
        Ok(Server::parse(address, access)?)
    }
}

impl Data {
    fn at(self) -> Result<StorageAt, Box<dyn Error>> {
        match (self.data, self.storage) {
            (_, Some(address)) => Ok(self.access.server(&address)?.into()),
            (Some(folder), None) => Ok(folder.into()),
            (None, None) => Err("neither --data nor --storage".into()),
        }
    }

    /// For a command that a person waits for, and not a machine: it may count for a while. A folder without a centre
    /// is a slip of the pen, and a new centre made there would answer for the one that was meant.
    async fn open(self) -> Result<Box<dyn Storage>, Box<dyn Error>> {
        if let (Some(folder), None) = (&self.data, &self.storage)
            && !Sqlite::is_in(folder)
        {
            let folder = folder.display();
            return Err(format!("there is no centre in {folder}; `serve` makes one").into());
        }
        self.open_or_make().await
    }

    /// The same for the first command of a new centre, which says that it made one.
    async fn open_or_make(self) -> Result<Box<dyn Storage>, Box<dyn Error>> {
        let at: StorageAt = match self.at()? {
            StorageAt::Postgres(server) => server.with(PATIENT).into(),
            StorageAt::Folder(folder) => {
                if !Sqlite::is_in(&folder) {
                    writeln!(std::io::stderr(), "a new centre, in {}", folder.display())?;
                }
                folder.into()
            }
        };
        Ok(at.open(SystemClock.now()).await?)
    }
}

/// The password of the database, from a file or from the environment, where it has one.
fn password(file: Option<&Path>) -> Result<Option<String>, Box<dyn Error>> {
    let Some(file) = file else {
        return match std::env::var("PGPASSWORD") {
            Ok(password) => Ok(Some(password)),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => Err("PGPASSWORD is not text".into()),
        };
    };
    Ok(Some(read_secret(file)?))
}

/// What a file holds that nobody else may read.
fn read_secret(file: &Path) -> Result<String, Box<dyn Error>> {
    let unusable = |what: &str| format!("the file {} {what}", file.display());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let told = std::fs::metadata(file)
            .map_err(|error| unusable(&format!("cannot be read: {error}")))?;
        if told.permissions().mode() & 0o007 != 0 {
            return Err(unusable("can be read by everyone: chmod o= it").into());
        }
    }
    let text = std::fs::read_to_string(file)
        .map_err(|error| unusable(&format!("cannot be read: {error}")))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn main() -> ExitCode {
    let line = Line::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(run(line.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error.as_ref()),
    }
}

/// Says what went wrong, with its causes.
fn failed(error: &dyn Error) -> ExitCode {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line = format!("{line}: {error}");
        cause = error.source();
    }
    // Nothing is left to be done if even that cannot be written.
    let _unwritten = writeln!(std::io::stderr(), "centre: {line}");
    ExitCode::FAILURE
}

async fn run(command: Command) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout();
    match command {
        Command::Serve {
            data,
            listen,
            behind_proxy,
            operators,
            operators_token_file,
            log_format,
        } => {
            log("info", log_format);
            let token = operators_token_file
                .as_deref()
                .map(read_secret)
                .transpose()?;
            if token.as_ref().is_some_and(String::is_empty) {
                return Err("the file of the operators' token is empty".into());
            }
            let config = Config {
                storage: data.at()?,
                listen,
                behind_proxy,
                operators: operators.map(|listen| Operators { listen, token }),
                clock: Arc::new(SystemClock),
            };
            let stop = told_to_stop()?;
            let running = centre::serve(config).await?;
            writeln!(out, "listening on http://{}", running.address())?;
            if let Some(address) = running.operators() {
                writeln!(out, "operators look at http://{address}")?;
            }
            out.flush()?;
            stop.await?;
            tracing::info!("stopping");
            running.shutdown().await;
        }
        Command::Enrol { data, site } => {
            let storage = data.open_or_make().await?;
            let issued =
                centre::issue_code(storage.as_ref(), site.as_deref(), SystemClock.now()).await?;
            writeln!(out, "{}", issued.code)?;
            let until = time(issued.expires_at);
            writeln!(
                std::io::stderr(),
                "site: {}\ngood once, until {until}",
                issued.site.name
            )?;
        }
        Command::Entries {
            data,
            last,
            content,
        } => {
            list(data.open().await?.as_ref(), last, content).await?;
        }
        Command::Revoke { data, machine } => {
            let storage = data.open().await?;
            if !storage.revoke(machine, SystemClock.now()).await? {
                return Err("there is no such machine".into());
            }
            writeln!(out, "{machine} is cut off")?;
        }
        Command::Move { from, to, access } => {
            log("warn", LogFormat::Text);
            let to = access.server(&to)?;
            let mut tell = |Progress { at, done, of }: Progress| {
                // Whoever does not look at how far it is need not stop it.
                let _unread = writeln!(std::io::stderr(), "{at}: {done} of {of}");
            };
            let entries = centre::move_centre(&from, &to, SystemClock.now(), &mut tell).await?;
            writeln!(out, "moved and checked: {entries} entries")?;
        }
        Command::Export(asked) => commands::export(asked).await?,
        Command::ExportToken(asked) => commands::token(asked).await?,
        Command::RevokeExport(asked) => commands::revoke(asked).await?,
        Command::Exports(asked) => commands::list(asked).await?,
        Command::Courier {
            task:
                CourierTask::Card {
                    address,
                    out: to,
                    data,
                },
        } => {
            let card = centre::centre_card(data.open().await?.as_ref(), address).await?;
            std::fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&to)
                .and_then(|mut file| {
                    file.write_all(&card.to_bytes())?;
                    file.sync_all()?;
                    keep_name(&to)
                })
                .map_err(|error| format!("{} cannot be written: {error}", to.display()))?;
            writeln!(out, "{}", card.fingerprint())?;
        }
        Command::Courier {
            task:
                CourierTask::Take {
                    file,
                    out: to,
                    data,
                },
        } => take_courier(data.open().await?.as_ref(), &file, &to).await?,
        Command::Pack {
            task: PackTask::Publish(asked),
        } => commands::publish(asked).await?,
        Command::Pack {
            task: PackTask::List(asked),
        } => commands::packs(asked).await?,
        Command::Openapi => out.write_all(centre::openapi_json().as_bytes())?,
    }
    Ok(())
}

async fn take_courier(storage: &dyn Storage, file: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    // Begun before anything is appended: a receipt that has no place would have to be asked for again.
    let mut receipt = Unfinished::begin(to, Readers::AsUsual)?;
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|file| {
            let bound = u64::try_from(centre::MAX_COURIER_BYTES).unwrap_or(u64::MAX);
            file.take(bound.saturating_add(1)).read_to_end(&mut bytes)
        })
        .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let taken = centre::take_courier(storage, &bytes, SystemClock.now()).await?;
    receipt
        .write_all(&taken.receipt)
        .map_err(|error| format!("{} cannot be written: {error}", to.display()))?;
    receipt.end()?;
    if let Some(site) = taken.enrolled {
        writeln!(std::io::stdout(), "a machine was enrolled at {site}")?;
        return Ok(());
    }
    writeln!(
        std::io::stdout(),
        "stored {}, already here {}, held {}, refused {}; {} numbers and {} packs go back in {}",
        taken.stored,
        taken.duplicates,
        taken.held,
        taken.refused,
        taken.fed,
        taken.packs,
        to.display()
    )?;
    Ok(())
}

async fn list(storage: &dyn Storage, last: usize, content: bool) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout();
    for site in storage.sites().await? {
        writeln!(
            out,
            "site {} ({}): {} numbers",
            site.site.name, site.site.id, site.last
        )?;
        for machine in site.machines {
            let revoked = machine
                .revoked_at
                .map_or(String::new(), |at| format!(", cut off {}", time(at)));
            writeln!(
                out,
                "  machine {} {:?}: {} entries, enrolled {}{revoked}",
                machine.id,
                machine.name,
                machine.entries,
                time(machine.enrolled_at),
            )?;
        }
    }
    for entry in storage.newest(last).await? {
        let kind = entry.kind.as_deref().unwrap_or("-");
        let held = entry
            .held_code
            .as_deref()
            .map_or(String::new(), |code| format!("  held: {code}"));
        writeln!(
            out,
            "{:>8}  {}  {kind:24}  {}{held}",
            entry.number,
            time(entry.received_at),
            entry.machine,
        )?;
        if content {
            write_content(&mut out, &entry)?;
        }
    }
    Ok(())
}

fn write_content(out: &mut std::io::Stdout, listed: &Listed) -> Result<(), Box<dyn Error>> {
    let Some(entry) = &listed.entry else {
        return Ok(());
    };
    let facts = serde_json::Value::from(entry.read_facts()?);
    writeln!(out, "          facts {facts}")?;
    match &entry.personal {
        Some(_) => {
            let personal = serde_json::Value::from(entry.read_personal()?);
            writeln!(out, "          personal {personal}")?;
        }
        None => writeln!(out, "          personal erased")?,
    }
    Ok(())
}

/// UTC, as in every list of the centre.
fn time(at: Millis) -> String {
    chrono::DateTime::from_timestamp_millis(at.0).map_or_else(
        || "?".to_owned(),
        |at| at.format("%Y-%m-%d %H:%M:%S UTC").to_string(),
    )
}

/// Listens from now on for being told to stop: whoever has read that it serves may say so at once, and it ends in
/// order then too. What is answered is to be awaited.
fn told_to_stop() -> std::io::Result<impl Future<Output = std::io::Result<()>>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            Ok(())
        })
    }
    #[cfg(not(unix))]
    Ok(tokio::signal::ctrl_c())
}
