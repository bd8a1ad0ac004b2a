//! A real centre in the process, on the loopback, that can be switched off and on again.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use ::centre::{
    Clock as _, Config, Listed, PackNumber, Running, Sqlite, Storage as _, SystemClock,
    centre_card, issue_code, publish_pack, serve, take_courier,
};
use domain::id::EntryId;
use domain::wire::PackKind;
use serde_json::Value;
use tempfile::TempDir;

use crate::window::until;
use crate::{Failure, Told};

/// The site that machines are let in at.
const SITE: &str = "مسقط – المركز الرئيسي";
/// The most entries that a story looks at.
const LOOKED_AT: usize = 500;

/// A centre with its data.
pub struct Centre {
    data: TempDir,
    address: SocketAddr,
    running: Option<Running>,
}

impl Centre {
    /// Starts a new one on a port of its own.
    ///
    /// # Errors
    /// It cannot serve.
    pub async fn start() -> Told<Self> {
        let data = tempfile::tempdir()?;
        let running = serve(Config::loopback(data.path().to_owned())).await?;
        Ok(Self {
            data,
            address: running.address(),
            running: Some(running),
        })
    }

    /// Its address, as it is typed at a machine.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The file of its data.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.data.path().join("centre.sqlite")
    }

    /// A code that lets one machine in.
    ///
    /// # Errors
    /// The centre's data cannot be written.
    pub async fn enrolment_code(&self) -> Told<String> {
        let issued = issue_code(&self.storage()?, Some(SITE), SystemClock.now()).await?;
        Ok(issued.code.to_string())
    }

    /// Publishes a pack of this kind for the site of its machines.
    ///
    /// # Errors
    /// It does not keep its rules, or its data cannot be written.
    pub async fn publish(&self, kind: PackKind, content: &Value) -> Told {
        let storage = self.storage()?;
        let sites = storage.sites().await?;
        let mut sites = sites.into_iter().map(|of| of.site);
        let site = sites.find(|site| site.name == SITE);
        let site = site.ok_or_else(|| Failure::new("no machine was let in yet"))?;
        let content = content.to_string().into_bytes();
        let now = SystemClock.now();
        publish_pack(&storage, &site, kind, content, PackNumber::Next, now).await?;
        Ok(())
    }

    /// Switches it off: nothing answers at its address any more.
    pub async fn switch_off(&mut self) {
        if let Some(running) = self.running.take() {
            running.shutdown().await;
        }
    }

    /// Switches it on again, at the same address and with the same data.
    ///
    /// # Errors
    /// It cannot serve.
    pub async fn switch_on(&mut self) -> Told {
        let config = Config {
            listen: self.address,
            ..Config::loopback(self.data.path().to_owned())
        };
        self.running = Some(serve(config).await?);
        Ok(())
    }

    /// Lays its card into this folder; the fingerprint that is compared.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub async fn lay_card(&self, folder: &Path) -> Told<String> {
        let card = centre_card(&self.storage()?, self.address()).await?;
        fs::write(folder.join("centre.nida-centre"), card.to_bytes())?;
        Ok(card.fingerprint())
    }

    /// Takes in every file that a courier left in this folder, and lays its receipt beside it.
    ///
    /// # Errors
    /// One is refused, or the folder cannot be read and written.
    pub async fn take_courier(&self, folder: &Path) -> Told {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path
                .extension()
                .is_some_and(|ending| ending == "nida-courier")
            {
                let bytes = fs::read(&path)?;
                let taken = take_courier(&self.storage()?, &bytes, SystemClock.now()).await?;
                fs::write(path.with_extension("nida-receipt"), taken.receipt)?;
            }
        }
        Ok(())
    }

    /// What has arrived of one kind, oldest first: facts and personal part of each entry.
    ///
    /// # Errors
    /// The centre's data cannot be read.
    pub async fn arrived(&self, kind: &str) -> Told<Vec<(Value, Value)>> {
        let mut newest: Vec<Listed> = self.storage()?.newest(LOOKED_AT).await?;
        newest.reverse();
        let of_kind = newest
            .into_iter()
            .filter(|listed| listed.kind.as_deref() == Some(kind));
        let entries = of_kind.filter_map(|listed| listed.entry);
        entries
            .map(|entry| Ok((entry.read_facts()?.into(), entry.read_personal()?.into())))
            .collect()
    }

    /// The number of every entry that has arrived.
    ///
    /// # Errors
    /// The centre's data cannot be read, or there are more than a story looks at.
    pub async fn numbers(&self) -> Told<BTreeMap<EntryId, u64>> {
        let newest = self.storage()?.newest(LOOKED_AT).await?;
        if newest.len() == LOOKED_AT {
            return Err(Failure::new("more has arrived than a story looks at"));
        }
        let entries = newest.into_iter();
        let numbered = entries.filter_map(|listed| Some((listed.entry?, listed.number)));
        numbered
            .map(|(entry, number)| Ok((entry.read_header()?.id, number)))
            .collect()
    }

    /// Waits until this many entries of one kind have arrived, and gives them.
    ///
    /// # Errors
    /// They do not come.
    pub async fn see(&self, kind: &str, many: usize) -> Told<Vec<(Value, Value)>> {
        until(&format!("{many} × {kind} at the centre"), async || {
            let arrived = self.arrived(kind).await?;
            Ok((arrived.len() >= many).then_some(arrived))
        })
        .await
    }

    fn storage(&self) -> Told<Sqlite> {
        Ok(Sqlite::open(self.data.path(), SystemClock.now())?)
    }
}
