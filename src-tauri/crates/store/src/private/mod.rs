//! What is private to this machine: never entries, never sent, untouched by a rebuild.

pub(crate) mod attempts;
pub(crate) mod credentials;
pub(crate) mod drafts;
pub(crate) mod machine;
pub(crate) mod marks;
pub(crate) mod packs;
pub(crate) mod seen;
pub(crate) mod settings;
