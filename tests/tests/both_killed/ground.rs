//! What a centre stands on: a folder, or a database of the server that tests share.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::UNIX_EPOCH;

use centre::{Access, Server, StorageAt};
use tempfile::TempDir;

use crate::cluster::{Cluster, OWNER};

pub(crate) enum Ground {
    Folder(TempDir),
    Database(String),
}

impl Ground {
    pub(crate) fn folder() -> Self {
        Self::Folder(TempDir::new().unwrap())
    }

    pub(crate) fn database() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let made = MADE.fetch_add(1, Ordering::SeqCst);
        // Processes of a long run may bear the number of one that ended.
        let since = UNIX_EPOCH.elapsed().unwrap().as_micros();
        let name = format!("killed_{}_{made}_{since}", std::process::id());
        let cluster = Cluster::shared();
        cluster.make_database(&name);
        Self::Database(cluster.address(OWNER, &name))
    }

    /// How the program of the centre is told of it.
    pub(crate) fn arguments(&self) -> [String; 2] {
        match self {
            Self::Folder(folder) => ["--data".to_owned(), folder.path().display().to_string()],
            Self::Database(address) => ["--storage".to_owned(), address.clone()],
        }
    }

    pub(crate) fn storage(&self) -> StorageAt {
        match self {
            Self::Folder(folder) => folder.path().to_owned().into(),
            Self::Database(address) => Server::parse(address, Access::default()).unwrap().into(),
        }
    }
}
