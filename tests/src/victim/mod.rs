//! An agent at a machine without a window who drafts and saves as fast as the disk takes it, until
//! somebody kills the process. What the application answered is written to standard output **after**
//! the answer: whoever reads it holds the machine to every line.
//!
//! The clock is set, not read: between two keepings of a draft it goes on by the pace at which the
//! screen keeps, however fast the disk was. So kills fall into writes and not into waiting.

mod agent;
mod word;

pub use agent::{Start, Task, be};
pub use word::Word;

/// Longest time between two keepings while a draft is typed, in milliseconds, as the screen has it.
pub const PACE_MS: i64 = 400;
