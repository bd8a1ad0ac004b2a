//! The checks by subject, each a small function over the kit. Each one that sends makes a chain of its
//! own, so that what one finds does not lie in the way of the next.

pub(crate) mod at_once;
pub(crate) mod enrolment;
pub(crate) mod entries;
pub(crate) mod feed;
pub(crate) mod held;
pub(crate) mod hello;
pub(crate) mod limits;
pub(crate) mod packs;
pub(crate) mod sites;
pub(crate) mod standing;
pub(crate) mod tokens;
