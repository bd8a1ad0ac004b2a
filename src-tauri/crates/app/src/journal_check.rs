//! The check of the journal from the screen: whether the chain here is whole, and whether the centre's copy agrees.
//!
//! The hash of a chain's last link holds all that is before it. So the centre's word for the last link that it has, as
//! it came with its last greeting, is held against the link in that place here, after every byte here was checked. What
//! it has yet to take is told beside it. Never here: healing; the sync notices what parts by itself.

use std::sync::{Mutex, PoisonError};

use domain::link::ChainPoint;
use domain::wire::ChainHead;
use store::{Fault, Reading};
use sync::{CentreHeads, LinkState, Status};

use crate::dto::{CentreCopy, JournalCheck, JournalFault, JournalProgress};
use crate::rights::Command;
use crate::{App, Result};

/// How far a check is, for whoever looks.
#[derive(Debug, Default)]
pub(crate) struct JournalWatch(Mutex<Option<JournalProgress>>);

impl JournalWatch {
    fn set(&self, progress: Option<JournalProgress>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = progress;
    }
}

impl App {
    /// Checks the journal, and the centre's copy of this machine's part of it.
    ///
    /// # Errors
    /// `NotAllowed`, or what the store says; a fault found is an answer and no error.
    pub fn check_journal(&self) -> Result<JournalCheck> {
        let asking = self.asking(Command::CheckJournal)?;
        let status = asking.desk.syncer.status();
        let watch = &self.journal_watch;
        let checked = asking.store().read(|reading| {
            let found = reading.verify_telling(&|done, of| {
                watch.set(Some(JournalProgress { done, of }));
            })?;
            Ok(JournalCheck {
                entries: found.entries,
                erased: found.erased,
                links: found.links,
                fault: found.fault.as_ref().map(fault),
                centre: centre_copy(reading, &status)?,
            })
        });
        watch.set(None);
        checked
    }

    /// How far the check is; none while none is under way.
    ///
    /// # Errors
    /// `NotAllowed`.
    pub fn journal_progress(&self) -> Result<Option<JournalProgress>> {
        self.asking(Command::JournalProgress)?;
        let progress = self.journal_watch.0.lock();
        Ok(*progress.unwrap_or_else(PoisonError::into_inner))
    }
}

pub(crate) fn fault(found: &Fault) -> JournalFault {
    JournalFault {
        what: found.what.code().to_owned(),
        entry: found.entry.map(|entry| entry.to_string()),
        seq: found.point.map(|point| point.seq),
    }
}

fn centre_copy(reading: &Reading<'_>, status: &Status) -> Result<CentreCopy> {
    if status.state == LinkState::NotSet {
        return Ok(CentreCopy::NotSet);
    }
    let Some(CentreHeads { at, heads }) = &status.centre_heads else {
        return Ok(CentreCopy::NotAsked);
    };
    let CentresCopy { seq, same } = held_against(reading, heads)?;
    Ok(if same {
        CentreCopy::Agrees {
            seq,
            at: at.0,
            waiting: status.waiting,
        }
    } else {
        CentreCopy::Differs { seq, at: at.0 }
    })
}

/// The centre's copy of this machine's present chain, as far as it goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CentresCopy {
    /// The last place that it has.
    pub(crate) seq: u64,
    /// Whether the link there is the one here.
    pub(crate) same: bool,
}

/// Holds what the centre said of its copy against the chain here.
pub(crate) fn held_against(reading: &Reading<'_>, heads: &[ChainHead]) -> Result<CentresCopy> {
    // Epochs of before ended where something parted; the first link of the present one names the point it follows.
    let present = reading.own_chain()?.epoch;
    let head = heads.iter().find(|head| head.epoch == present);
    let Some(head) = head.filter(|head| head.seq > 0) else {
        return Ok(CentresCopy { seq: 0, same: true });
    };
    let point = ChainPoint {
        epoch: present,
        seq: head.seq,
    };
    Ok(CentresCopy {
        seq: head.seq,
        same: reading.own_link(point)? == Some(head.hash.0),
    })
}
