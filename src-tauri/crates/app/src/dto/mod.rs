//! What crosses to the screen and back: plain structs, made for the screen, never domain types.
//!
//! Instants are UTC in milliseconds since 1970 (`number` in TypeScript, exact up to 2^53). Codes are
//! the immutable codes of the lists. Ids are UUIDs in their usual text form. TypeScript types are
//! generated from here into `ui/src/lib/backend/types`; a test holds them fresh.

mod backups;
mod caller;
mod calls;
mod cards;
mod cases;
mod clock;
mod condition;
mod conversation;
mod correct;
mod courier;
mod drafts;
mod exports;
mod figures;
mod finding_code;
mod follow_ups;
mod form;
mod hand_over;
mod importing;
mod improvement;
mod journal;
mod keys;
mod link;
mod list_edit;
mod lists;
mod people;
mod quality;
mod returns;
mod review;
mod screen_pop;
mod search;
mod shift;
mod shift_review;
mod start;
mod surveys;
mod ways;

pub use backups::*;
pub use caller::*;
pub use calls::*;
pub use cards::*;
pub use cases::*;
pub use clock::*;
pub use condition::*;
pub use conversation::*;
pub use correct::*;
pub use courier::*;
pub use drafts::*;
pub use exports::*;
pub use figures::*;
pub use finding_code::*;
pub use follow_ups::*;
pub use form::*;
pub use hand_over::*;
pub use importing::*;
pub use improvement::*;
pub use journal::*;
pub use keys::*;
pub use link::*;
pub use list_edit::*;
pub use lists::*;
pub use people::*;
pub use quality::*;
pub use returns::*;
pub use review::*;
pub use screen_pop::*;
pub use search::*;
pub use shift::*;
pub use shift_review::*;
pub use start::*;
pub use surveys::*;
pub use ways::*;
