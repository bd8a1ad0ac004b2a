//! Taking words away for good: in the journal, the rows, the index and the drafts; in the pages of the file and of its
//! WAL; and from a backup that is put back.
//!
//! What an erasure takes is decided by the entries alone (`domain::erasure`), in the transaction in which it or they
//! come to lie here ([`blank`]). What SQLite leaves in its pages is swept out behind that ([`residue`]), and what was
//! erased lies as a list beside the backups, which hold the words until they are rotated out ([`beside`]).
//!
//! Never here: whose words they are, who may.

pub(crate) mod beside;
pub(crate) mod blank;
pub(crate) mod residue;
