//! The words of the field as types, and the rules that need nothing else: the journal's entries and
//! links, their fold into records, code lists, phones, references, shifts, Arabic folding.
//!
//! Pure: no I/O, no clock, no random, no setting. Whoever has those hands them in.

pub mod arabic;
pub mod calendar;
pub mod call;
pub mod card;
pub mod case;
pub mod comment;
pub mod duty;
pub mod entry;
pub mod erasure;
pub mod export;
pub mod figures;
pub mod flag;
pub mod fold;
pub mod follow_up;
pub mod hand_over;
pub mod id;
pub mod import;
pub mod improvement;
pub mod link;
pub mod list_change;
pub mod lists;
pub mod local_day;
pub mod machine;
pub mod merge;
pub mod period;
pub mod person;
pub mod phone;
pub mod policy;
pub mod quality;
pub mod question;
pub mod reference;
pub mod review;
pub mod rhythm;
pub mod role;
pub mod shift;
pub mod shift_filter;
pub mod shift_paper;
pub mod shift_review;
pub mod survey;
pub mod takeover;
pub mod target;
pub mod text;
pub mod thread;
pub mod user;
pub mod wire;
