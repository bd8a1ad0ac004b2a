//! How many tests passed and failed, read from the closing lines of the runners in use.

use std::ops::AddAssign;

/// Tests, or checks that are one thing each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Counts {
    /// What a line reports; nothing where it is no closing line of cargo test, cargo-nextest or vitest.
    pub(crate) fn of_line(line: &str) -> Self {
        // cargo-nextest repeats, indented, what a failed test wrote: that is no closing line.
        let is_cargo_test = line.starts_with("test result:");
        let line = line.trim();
        let is_closing = is_cargo_test
            || (line.starts_with("Summary [") && line.contains("run:"))
            || line
                .strip_prefix("Tests ")
                .is_some_and(|rest| rest.starts_with(' '));
        if !is_closing {
            return Self::default();
        }
        let mut counts = Self::default();
        let mut before = "";
        for word in line.split(|c: char| c.is_whitespace() || "|,;()".contains(c)) {
            let number = before.parse().unwrap_or(0);
            match word {
                "passed" => counts.passed += number,
                "failed" | "timed" => counts.failed += number,
                _ => {}
            }
            if !word.is_empty() {
                before = word;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, passed: u32, failed: u32) {
        assert_eq!(Counts::of_line(line), Counts { passed, failed }, "{line}");
    }

    /// A failed test that is not counted would let a broken build look whole.
    #[test]
    fn the_closing_lines_of_every_runner_are_read() {
        check(
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out",
            12,
            0,
        );
        check(
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
            1,
            2,
        );
        check(
            "     Summary [   0.050s] 3 tests run: 3 passed, 0 skipped",
            3,
            0,
        );
        check(
            "     Summary [   1.2s] 9/12 tests run: 7 passed (1 slow), 2 failed, 1 timed out, 3 skipped",
            7,
            3,
        );
        check("      Tests  12 passed (12)", 12, 0);
        check("      Tests  1 failed | 11 passed (12)", 11, 1);
    }

    /// Other lines must not be taken for closing lines.
    #[test]
    fn other_lines_count_nothing() {
        check(" Test Files  2 passed (2)", 0, 0);
        check("test calls::a_call_is_saved ... ok", 0, 0);
        check(
            "    test result: FAILED. 0 passed; 1 failed; 0 ignored",
            0,
            0,
        );
        check("12 passed", 0, 0);
        check("", 0, 0);
    }
}
