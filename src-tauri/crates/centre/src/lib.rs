//! The reference central endpoint: takes the entries of a site's machines, numbers them, and gives them
//! back to all of them. `centre serve` needs a data folder and nothing else; for a ministry it keeps its
//! data in PostgreSQL, and several processes stand behind one address.
//!
//! Its data are the people's calls in the clear: the folder, or the server's, belongs to one account of the
//! operating system and on an encrypted disk.
//!
//! Never here: anything of a machine's store, a sentence for a screen, what was sent in a log. Folding
//! into the tables for reporting runs behind the append, not in it (`folding`).

mod api;
mod clock;
mod courier;
mod export;
mod exporter;
mod folder;
mod folding;
mod issue;
mod judge;
mod metrics;
mod packs;
mod rate;
mod secrets;
mod server;
mod storage;

pub use ::courier::MAX_FILE_BYTES as MAX_COURIER_BYTES;
pub use api::openapi_json;
pub use clock::{Clock, SharedClock, SystemClock};
pub use courier::{CourierError, CourierTaken, centre_card, take_courier};
pub use export::{After, BadAfter, BadPeriod, Format, NotExported, Period, What};
pub use exporter::Rows;
pub use folder::keep_name;
pub use issue::{IssueError, IssuedCode, issue_code};
pub use issue::{IssuedToken, issue_export_token};
pub use judge::Judged;
pub use packs::{MAX_LEAP, PackNumber, PublishError, Published, publish_pack};
pub use secrets::{CHALLENGE_LIFE_MS, CODE_LIFE_MS, TOKEN_LIFE_MS, new_token};
pub use server::{Config, Operators, Running, ServeError, serve};
pub use storage::{
    Access, AnewPage, AnewWanted, Answer, Appended, Arrival, Asked, BadServer, Batch, CODE_TRIES,
    Caller, CodeRefusal, Enrolment, ExportOverview, ExportToken, FeedWanted, Holder, Identity,
    KeptPack, LinksWanted, Listed, Machine, MachineOverview, MachineState, MoveError, NameTaken,
    NewCode, NewExport, NewExportToken, NewToken, NotKept, OpenError, PackHead, Placed, PlacesPage,
    PlacesWanted, Postgres, Progress, RowsPage, RowsWanted, Seen, Server, SiteOverview, Sqlite,
    Standing, Storage, StorageAt, StorageError, Unfolded, Waits, move_centre,
};
