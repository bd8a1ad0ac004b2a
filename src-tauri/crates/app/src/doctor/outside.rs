//! What can be seen of the folder and of the places of backups without opening the store.

use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use domain::id::MachineId;
use store::{BackupError, Folder, FolderLook, PlaceLook, Stage, WaysIn};

use crate::{AppError, ErrorDto};

/// What the application keeps in the folder beside the store.
const KEPT: [&str; 3] = ["station.json", "practice", "logs"];
/// How long a place is waited for that may lie in a network. Where it takes longer its thread is left to itself.
const PLACE_WAIT: Duration = Duration::from_secs(10);

/// What was seen.
pub(super) struct Outside {
    /// None where the folder cannot be looked into.
    pub(super) folder: Option<FolderLook>,
    /// Another copy has the store open.
    pub(super) in_use: bool,
    /// The place in the data folder; none where there is no such folder.
    pub(super) own: Option<Seen>,
    /// The place that was chosen; none where none was, or the store is closed.
    pub(super) second: Option<Seen>,
}

/// A place, or why it could not be looked into.
pub(super) type Seen = Result<PlaceLook, ErrorDto>;

impl Outside {
    /// Looks at the folder; `own` where this application itself has the store open.
    pub(super) fn look(folder: &Folder, own: bool) -> Self {
        Self {
            folder: folder.look(&KEPT).ok(),
            in_use: !own && folder.is_in_use(),
            own: folder
                .path()
                .is_dir()
                .then(|| seen(folder.look_at_backups())),
            second: None,
        }
    }

    /// In which ways the store opens; none where its slots cannot be read.
    pub(super) fn ways(&self) -> Option<&WaysIn> {
        self.folder.as_ref()?.ways.as_ref()
    }

    /// Whether there is no store yet.
    pub(super) fn is_empty(&self) -> bool {
        let folder = self.folder.as_ref();
        folder.is_some_and(|folder| folder.stage == Stage::Empty)
    }

    /// Whether there is a store for which somebody may have what opens it.
    pub(super) fn can_be_opened(&self) -> bool {
        let folder = self.folder.as_ref();
        folder.is_some_and(|folder| folder.stage == Stage::Closed && folder.ways.is_some())
    }
}

/// Looks at the place that was chosen. A share of the network may take a minute to say that it is away.
pub(super) fn second(folder: &Folder, place: PathBuf, machine: MachineId) -> Seen {
    let (sees, seeing) = mpsc::channel();
    let folder = folder.clone();
    let look = thread::Builder::new()
        .name("look".into())
        .spawn(move || drop(sees.send(folder.look_at_place(&place, machine))));
    let looked = match look {
        Ok(_) => seeing.recv_timeout(PLACE_WAIT),
        Err(_) => return seen(Err(BackupError::Gone)),
    };
    seen(looked.unwrap_or(Err(BackupError::Gone)))
}

fn seen(looked: Result<PlaceLook, BackupError>) -> Seen {
    looked.map_err(|error| ErrorDto::from(&AppError::from(error)))
}
