//! `nidactl conform`: tries a central endpoint against the contract. The only task that needs neither a
//! store nor a login: what it knows of the endpoint are its address and the codes.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use conform::{CutOff, EnrolmentCode, MachineId, Options, Pause, People, Site, examine};

use crate::tell::Told;

/// What to try.
#[derive(Debug, Args)]
pub(crate) struct Conform {
    /// Address of the endpoint: https://…, or http://… on this machine.
    url: String,
    /// A one-time code of a site for tests. A code serves once and is used at once.
    #[arg(long)]
    code: EnrolmentCode,
    /// A second code of the same site: two machines at once.
    #[arg(long)]
    second_code: Option<EnrolmentCode>,
    /// A code of another site for tests: that sites are apart.
    #[arg(long)]
    other_site_code: Option<EnrolmentCode>,
    /// A code that is used up by wrong tries.
    #[arg(long)]
    spare_code: Option<EnrolmentCode>,
    /// A code of more than 24 hours ago that never served.
    #[arg(long)]
    expired_code: Option<EnrolmentCode>,
    /// A certificate (PEM) to trust for it, instead of those of this system.
    #[arg(long)]
    ca: Vec<PathBuf>,
    /// A command that cuts a machine off; the machine's id is put behind it.
    #[arg(long)]
    cut_off: Option<String>,
    /// Wait until a token has expired.
    #[arg(long)]
    wait: bool,
    /// Claim that the endpoint has lost something, so that it begins a new counting: all machines of all
    /// its sites begin anew. Never at an endpoint in use.
    #[arg(long)]
    new_counting: bool,
    /// Leave this promise out, by its name.
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,
    /// The site may have entries already: they are there for tests.
    #[arg(long)]
    yes_a_test_site: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// 0 when every promise that was tried holds, else 1.
pub(crate) fn run(args: &Conform) -> Result<ExitCode, Told> {
    let read = |path: &PathBuf| {
        let pem = std::fs::read_to_string(path);
        pem.map_err(|_| Told(format!("{} cannot be read.", path.display())))
    };
    let options = Options {
        address: args.url.clone(),
        ca: args.ca.iter().map(read).collect::<Result<_, _>>()?,
        code: args.code,
        second_code: args.second_code,
        other_site_code: args.other_site_code,
        spare_code: args.spare_code,
        expired_code: args.expired_code,
        without: args.without.clone(),
        wait: args.wait,
        new_counting: args.new_counting,
    };
    let people = Arc::new(Developer {
        yes_a_test_site: args.yes_a_test_site,
        cut_off: args.cut_off.clone(),
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Told(format!("Not done: {error}.")))?;
    let report = runtime
        .block_on(examine(options, people))
        .map_err(|error| Told(format!("Not done: {error}.")))?;
    let text = if args.json {
        serde_json::to_string_pretty(&report).unwrap_or_default()
    } else {
        report.to_string()
    };
    println!("{text}");
    Ok(if report.conforms() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Whoever sits at the terminal.
struct Developer {
    yes_a_test_site: bool,
    cut_off: Option<String>,
}

impl People for Developer {
    fn is_for_tests(&self, site: &Site, entries: Option<u64>) -> bool {
        if self.yes_a_test_site {
            return true;
        }
        if !std::io::stdin().is_terminal() {
            return false;
        }
        let count = entries.map_or("perhaps".to_owned(), |count| count.to_string());
        eprint!(
            "The site \"{}\" has {count} entries already, and what is sent here stays there for good.\n\
             Is it a site for tests? [y/N] ",
            site.name
        );
        let _unseen = std::io::stderr().flush();
        let mut line = String::new();
        let read = std::io::stdin().read_line(&mut line);
        read.is_ok() && matches!(line.trim(), "y" | "Y" | "yes")
    }

    fn cut_off(&self, machine: MachineId) -> Option<CutOff> {
        let mut words = self.cut_off.as_deref()?.split_whitespace();
        let mut command = Command::new(words.next()?);
        // What it says must not stand in the middle of the report.
        command.stdout(Stdio::null());
        let status = command.args(words).arg(machine.to_string()).status();
        Some(match status {
            Ok(status) if status.success() => CutOff::Done,
            _ => CutOff::Failed,
        })
    }

    fn wait(&self, how_long: Duration) -> Pause<'_> {
        eprintln!(
            "Waiting for {} s until a token has expired.",
            how_long.as_secs()
        );
        Box::pin(tokio::time::sleep(how_long))
    }
}
