//! The process that the kill test kills; see `nida_tests::victim`.

use nida_tests::Told;
use nida_tests::victim::{Start, be};

fn main() -> Told {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    be(&Start::read(&arguments)?)
}
