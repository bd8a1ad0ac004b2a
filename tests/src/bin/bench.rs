//! `cargo xtask bench` runs this in release; see `nida_tests::bench`.

use nida_tests::Told;
use nida_tests::bench::{Plan, measure};

fn main() -> Told {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let report = measure(&Plan::read(&arguments)?)?;
    println!("\nthe report lies in {}", report.display());
    Ok(())
}
