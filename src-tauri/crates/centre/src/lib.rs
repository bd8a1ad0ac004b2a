//! centre.
