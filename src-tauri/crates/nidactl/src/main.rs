//! The command line over the application: tells the condition of a machine, checks the journal, makes the tables anew,
//! writes bulletins and the chain, makes backups and a key file, restores.
//! Apart from these, it tries a central endpoint against the contract (`conform`).
//!
//! It asks for passphrase, person and secret as the window does, and passes the same rights table. What
//! only reads runs beside the open window and writes nothing; what writes is refused meanwhile by the
//! store's lock. An endpoint is tried without any store.

mod ask;
mod backups;
mod conformance;
mod doctor;
mod importing;
mod report;
mod restoring;
mod tell;
mod watch;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use app::clock::SystemClock;
use app::dto::{ChainOrder, OpenStore, SignIn};
use app::{App, Config, PolicyPlace, SecretCost, StoreCost};
use clap::{Parser, Subcommand};
use conformance::Conform;
use doctor::Doctor;
use report::Report;

/// How the program ends where it was asked wrongly: no task means something else by it (`sysexits.h`).
const USAGE: u8 = 64;

/// Looks after the store of a machine, and tries central endpoints.
#[derive(Debug, Parser)]
#[command(name = "nidactl", version, about)]
#[command(
    after_help = "Ends with 0 when it was done, 1 when not, 3 when it was done and something was found wrong; \
                        64 when it was asked wrongly. doctor and conform tell their own."
)]
struct Args {
    /// Folder of the store; else $NIDA_DATA, else $XDG_DATA_HOME/nida.
    #[arg(long, global = true)]
    data: Option<PathBuf>,
    /// Login name of the person who asks.
    #[arg(long, global = true)]
    login: Option<String>,
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    #[command(flatten)]
    Store(StoreTask),
    /// Restores the store from a backup, or from what can still be read of a damaged one; with the window closed. Says what
    /// it holds first, and changes nothing without `--yes`.
    Restore(restoring::Wanted),
    /// Tells the condition of this machine: data, journal, slots, backups, disk, clock, central server, policy, versions;
    /// what is wrong and what to do. Also while the window is open; writes nothing.
    #[command(
        after_help = "Ends with 0 when all is well, 1 when something should be looked after, 2 when something is wrong; \
                            4 when it could not be done (a secret was wrong, it was stopped), 64 when it was asked wrongly. \
                            Without the station passphrase (NIDA_PASSPHRASE) it tells what can be seen from outside."
    )]
    Doctor(Doctor),
    /// Tries a central endpoint against the sync contract, from outside, as made-up machines with made-up
    /// entries: they stay, so take a site for tests. Ends with 0 when every promise that was tried holds,
    /// else with 1.
    Conform(Box<Conform>),
}

/// What is done with the store of a machine.
#[derive(Debug, Subcommand)]
enum StoreTask {
    /// Checks the whole journal and names the first bad place; also while the window is open.
    Verify,
    /// Makes the tables anew from the journal and says whether anything differed; with the window closed.
    Rebuild,
    /// Writes what waits for the centre as a sealed file into a folder, for a courier; with the window closed.
    CourierOut {
        /// The folder, on the stick.
        folder: PathBuf,
    },
    /// Takes in the receipts that a courier brought back into a folder; with the window closed.
    CourierIn {
        /// The folder, on the stick.
        folder: PathBuf,
    },
    /// Writes the bulletin of a period as files into a folder; with the window closed.
    Report(Report),
    /// Writes the chain of the journal, without anybody's words, as a file into a folder, so that anybody can check it
    /// (assets/chain-check); with the window closed.
    ExportChain {
        /// The folder.
        folder: PathBuf,
    },
    /// Brings a sheet of old calls or of survey answers in, or says what would come of it; with the window closed.
    Import(importing::Import),
    /// Makes a backup, which is read again, into the data folder or into one on a stick; with the window closed.
    Backup {
        /// The folder, on the stick or in the network; this machine's backups lie in a subfolder of it.
        #[arg(long)]
        to: Option<PathBuf>,
    },
    /// Lists the backups in the data folder or in one on a stick, the newest first; with the window closed.
    Backups {
        /// The folder that was given to `backup --to`.
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// Makes a key file by which the store opens without a person where the policy names it; with the
    /// window closed. Never writes over a file.
    KeyFile {
        /// Where to write it.
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Where nobody can be told, the code still says it.
            let _ = error.print();
            return if error.use_stderr() {
                ExitCode::from(USAGE)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    // It will hold what opens the store; where the system refuses, the command is done all the same.
    let _ = app::leave_no_dump();
    let (done, not_done) = match &args.command {
        Task::Store(task) => (run(&args, task), ExitCode::FAILURE),
        Task::Restore(wanted) => (restore(&args, wanted), ExitCode::FAILURE),
        Task::Doctor(wanted) => (examine(&args, wanted), ExitCode::from(doctor::NOT_DONE)),
        Task::Conform(wanted) => (conformance::run(wanted), ExitCode::FAILURE),
    };
    match done {
        Ok(code) => code,
        Err(tell::Told(sentence)) => {
            eprintln!("{sentence}");
            not_done
        }
    }
}

fn examine(args: &Args, wanted: &Doctor) -> Result<ExitCode, tell::Told> {
    // Whether a policy holds is part of the answer; every other task does what its person may do.
    let app = application(args, PolicyPlace::of_the_system())?;
    doctor::run(&app, args.login.clone(), wanted)
}

fn restore(args: &Args, wanted: &restoring::Wanted) -> Result<ExitCode, tell::Told> {
    restoring::run(&application(args, None)?, wanted)
}

fn application(args: &Args, policy: Option<PolicyPlace>) -> Result<App, tell::Told> {
    Ok(App::start(Config {
        data_folder: ask::data_folder(args.data.clone())?,
        policy,
        keyring: None,
        clock: Arc::new(SystemClock::default()),
        store_cost: StoreCost::REAL,
        secret_cost: SecretCost::Full,
        on_link: Arc::new(|_| {}),
        on_pop: Arc::new(|| {}),
        notifier: Arc::new(app::NoNotices),
        on_close: Arc::new(|_| {}),
    }))
}

fn run(args: &Args, task: &StoreTask) -> Result<ExitCode, tell::Told> {
    let app = application(args, None)?;
    let passphrase = ask::secret("NIDA_PASSPHRASE", "Station passphrase: ")?;
    let open = OpenStore::Passphrase { passphrase };
    let login = ask::login(args.login.clone())?;
    let secret = ask::secret("NIDA_SECRET", "PIN or password: ")?;
    let sign_in = SignIn { login, secret };
    match task {
        StoreTask::Verify => Ok(tell::verified(&app.verify_beside(&open, &sign_in)?)),
        StoreTask::Rebuild => {
            app.open_store(&open)?;
            app.sign_in(&sign_in)?;
            // Signed out in either case: a duty is not left open by what failed or was refused.
            let rebuilt = app.rebuild_tables();
            app.sign_out()?;
            Ok(tell::rebuilt(&rebuilt?))
        }
        StoreTask::CourierOut { folder } => {
            app.open_store(&open)?;
            app.sign_in(&sign_in)?;
            // As above.
            let far = || app.courier_progress().ok().flatten().map(Into::into);
            let written = watch::told(far, || app.courier_out(&folder.to_string_lossy()));
            app.sign_out()?;
            Ok(tell::courier_written(&written?))
        }
        StoreTask::CourierIn { folder } => {
            app.open_store(&open)?;
            app.sign_in(&sign_in)?;
            // As above.
            let far = || app.courier_progress().ok().flatten().map(Into::into);
            let taken = watch::told(far, || app.courier_in(&folder.to_string_lossy()));
            app.sign_out()?;
            Ok(tell::courier_taken(&taken?))
        }
        StoreTask::Report(wanted) => {
            app.open_store(&open)?;
            app.sign_in(&sign_in)?;
            // As above.
            let far = || app.export_progress().ok().flatten().map(Into::into);
            // Where it cannot be stopped, it is made; that is told by what it says then.
            let stop = || drop(app.export_stop());
            let exported = watch::stoppable(far, stop, || app.report_bulletin(&wanted.order()));
            app.sign_out()?;
            Ok(tell::exported(&exported.map_err(report::refused)?))
        }
        StoreTask::ExportChain { folder } => {
            app.open_store(&open)?;
            app.sign_in(&sign_in)?;
            // As above.
            let far = || app.export_progress().ok().flatten().map(Into::into);
            let stop = || drop(app.export_stop());
            let order = ChainOrder {
                folder: report::whole(folder),
                secret: sign_in.secret.clone(),
            };
            let exported = watch::stoppable(far, stop, || app.report_chain(&order));
            app.sign_out()?;
            Ok(tell::chain_exported(&exported?))
        }
        StoreTask::Import(wanted) => {
            app.open_store(&open)?;
            app.sign_in(&sign_in)?;
            // As above.
            let done = importing::run(&app, wanted);
            app.sign_out()?;
            done
        }
        StoreTask::Backup { to } => {
            app.open_store(&open)?;
            app.sign_in(&sign_in)?;
            // As above.
            let far = || app.backup_progress().ok().flatten().map(Into::into);
            let stop = || drop(app.backup_stop());
            let to = to.as_deref().map(report::whole);
            let made = watch::stoppable(far, stop, || app.make_backup_at(to.as_deref()));
            app.sign_out()?;
            Ok(backups::made(&made?))
        }
        StoreTask::Backups { from } => {
            app.open_store(&open)?;
            app.sign_in(&sign_in)?;
            // As above.
            let from = from.as_deref().map(report::whole);
            let rows = app.backups_at(from.as_deref());
            app.sign_out()?;
            Ok(backups::listed(&rows?))
        }
        StoreTask::KeyFile { out } => {
            app.open_store(&open)?;
            app.sign_in(&sign_in)?;
            // As above.
            let made = app.make_key_file(out);
            app.sign_out()?;
            made?;
            Ok(tell::key_file(out))
        }
    }
}
