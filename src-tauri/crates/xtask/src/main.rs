//! nidactl.
fn main() {}
