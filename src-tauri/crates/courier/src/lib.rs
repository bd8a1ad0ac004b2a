//! The courier: what a machine and its centre say to each other, as files on a stick, for a site with no line.
//!
//! A file holds what the line would carry: batches of links with their entries on the way in, the answers and the
//! pages of the feed on the way back. It is sealed to whoever it is for by HPKE (RFC 9180: X25519, HKDF-SHA256,
//! ChaCha20-Poly1305) and signed by whoever made it (Ed25519). Its head says in the clear who sends it to whom,
//! and is bound to both: a sealed part under another head does not open, and a file that anybody touched is known.
//!
//! Written: `"nida-courier-1\n" ‖ kind u8 ‖ centre[16] ‖ site[16] ‖ machine[16] ‖ file[16] ‖ encapsulated key[32]
//! ‖ length of the sealed part u32 BE ‖ sealed part ‖ signature[64]`. The sealed part is gzip of JSON. The
//! signature is over `"nida-courier-signed-1" ‖ SHA-256(all before it)`.
//!
//! Never here: what becomes of what a file says, which is the same code that the line's answers go through.

mod card;
mod content;
mod file;
mod keys;

pub use card::{CentreCard, MAX_CARD_BYTES};
pub use content::{EnrolFile, EntriesFile, MAX_FILE_LINKS, Receipt};
pub use file::{BadFile, FileId, HEAD_BYTES, Head, Kind, MAX_FILE_BYTES, SealError, Sealed, seal};
pub use keys::{CentreSecrets, reply_key};
