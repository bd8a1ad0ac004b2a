//! The commands of whoever works on Nida: run it, test it, show it, measure it.
//!
//! Each command sets up by itself what it needs and says what it installs; when there is nothing to
//! do, that takes a moment. No dependencies, so that the command itself is there in seconds. Never
//! here: anything that is shipped.

mod bench;
mod cargo;
mod count;
mod demo;
mod dist;
mod figures;
mod herd;
mod import;
mod kill;
mod power_cut;
mod run;
mod setup;
mod shell;
mod simulate;
mod stages;
mod test;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  run [--data DIR]             build the application and start it
  test                         everything that can be checked: formatting, lints, tests, the real window
  demo                         log a call through the real window and show it arriving at a centre
  bench [--quick] [--only NAME]  measure what people wait for
  simulate [--seeds N] [--first N]  storms over a fleet of machines and a centre, from one seed each
  herd [--machines N] [--entries N]  all machines back after an outage, against PostgreSQL
  kill [--times N]             machines and their centre killed at any moment, and what they lost
  figures                      the figures of a whole year at two machines, and at one
  import [--rows N]            a sheet of old calls in and out again, stopped in between
  power-cut [--times N]        the power failing at any moment, a kill after every step, and what they took
  dist [centre|desktop]        the Debian packages, and the proof that they install, start and go
  setup                        install what the others need, and no more";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("", arguments.as_slice()),
    };
    let stages = stages::Stages::new();
    match (command, rest) {
        ("run", rest) => run::run(stages, rest),
        ("test", []) => test::test(stages),
        ("demo", []) => demo::demo(stages),
        ("bench", rest) => bench::bench(stages, rest),
        ("simulate", rest) => simulate::simulate(stages, rest).unwrap_or_else(misunderstood),
        ("herd", rest) => herd::herd(stages, rest).unwrap_or_else(misunderstood),
        ("figures", []) => figures::figures(stages),
        ("import", rest) => import::import(stages, rest).unwrap_or_else(misunderstood),
        ("kill", rest) => kill::kill(stages, rest).unwrap_or_else(misunderstood),
        ("power-cut", rest) => power_cut::power_cut(stages, rest).unwrap_or_else(misunderstood),
        ("dist", []) => dist::dist(stages, None),
        ("dist", [one]) if ["centre", "desktop"].contains(&one.as_str()) => {
            dist::dist(stages, Some(one))
        }
        ("setup", []) => setup::alone(stages),
        ("help" | "--help", _) => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        _ => misunderstood(),
    }
}

fn misunderstood() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

/// The folder of the whole project.
fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(3).unwrap_or(manifest).to_owned()
}
