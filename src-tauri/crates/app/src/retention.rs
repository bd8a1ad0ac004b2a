//! Erasing what is older than it may be kept.
//!
//! For how long words are kept is the organisation's to say ([`domain::policy::KeptMonths`]); where nothing is said nothing
//! is ever due. A supervisor sees what the rules would take and what stays, and lets it be erased with their own secret:
//! nothing does that by itself, since a clock that runs wrong would erase years. It is one act in many slices, so that
//! whoever logs a call meanwhile does not wait for it; what was erased when it is stopped stays erased, and the next run
//! goes on from there.
//!
//! Never here: which records are due (`store`), what a person asks to be erased.

use std::sync::Arc;

use domain::erasure::{Erasure, Pseudonyms, Why};
use domain::id::Millis;
use domain::local_day::LocalDay;
use domain::policy::KeptMonths;
use domain::wire::Hex32;
use store::{Cutoffs, DueOfType, Piece, RetentionDue, random};

use crate::desk::{Asking, Desk};
use crate::dto::{
    EraseOldOrder, ErasingProgress, ErasureCertificate, ErasureCounts, OldOfType, RetentionPreview,
};
use crate::erasure::certificate;
use crate::rights::Command;
use crate::watch::Watch;
use crate::{App, AppError, Result};

/// The most records that one run erases; what is left is due still. The list beside the backups holds an act in one file.
const RUN_RECORDS_MAX: usize = 50_000;
/// Name of the setting under which the secret of the pseudonyms lies.
const SECRET: &str = "retention.pseudonyms";

/// An erasure of what is old that is under way.
pub(crate) type Retaining = Arc<Watch<ErasingProgress>>;

impl App {
    /// For how long what is kept, what is older than that, and what of it stays.
    ///
    /// # Errors
    /// `SignedOut`, `NotAllowed`.
    pub fn retention_preview(&self) -> Result<RetentionPreview> {
        let asking = self.asking(Command::RetentionPreview)?;
        let Some(kept) = self.in_force().fixed.kept_months else {
            return Ok(RetentionPreview::default());
        };
        let today = today(&asking.desk);
        let cutoffs = cutoffs(&kept, today);
        let now = asking.now();
        let due = asking
            .store()
            .read(|reading| reading.retention_due(&cutoffs, now))?;
        preview(&asking, &kept, today, due)
    }

    /// Erases what is older than it may be kept, at most fifty thousand records; answers with the certificate.
    ///
    /// # Errors
    /// `ErasingBusy` while another one is under way; `WrongSecret` or `TooManyTries`; `NotFound` where nothing is due.
    pub fn erase_old(&self, order: &EraseOldOrder) -> Result<ErasureCertificate> {
        let asking = self.asking(Command::EraseOld)?;
        let kept = self.in_force().fixed.kept_months;
        let cutoffs = cutoffs(&kept.ok_or(AppError::NotFound)?, today(&asking.desk));
        self.prove_secret(&asking, &order.secret)?;
        let watch = Arc::clone(&self.retaining);
        let under_way = watch.begin().ok_or(AppError::ErasingBusy)?;
        let now = asking.now();
        let due = asking
            .store()
            .read(|reading| reading.retention_due(&cutoffs, now))?;
        let subjects: Vec<_> = due.subjects().take(RUN_RECORDS_MAX).collect();
        if subjects.is_empty() {
            return Err(AppError::NotFound);
        }
        let (of, mut done) = (subjects.len() as u64, 0);
        let pseudonyms = pseudonyms(&asking)?;
        let erasure = Erasure {
            why: Why::Retention,
            request: String::new(),
        };
        let stamp = asking.stamp()?;
        let mut left = subjects.into_iter();
        let told = Arc::clone(&watch);
        asking.store().act_in_slices(stamp, move |acting| {
            let Some(subject) = left.next() else {
                return Ok(Piece::Done);
            };
            // Whoever works meanwhile may have called about it, or put its case under legal hold.
            if acting.rows()?.is_still_due(subject, &cutoffs)? {
                acting.erase(subject, &erasure, &pseudonyms)?;
            }
            done += 1;
            Ok::<_, AppError>(if told.tell(ErasingProgress { done, of }) {
                Piece::More
            } else {
                Piece::Done
            })
        })?;
        asking.desk.syncer.wake();
        if let Err(error) = asking.store().sweep_erased() {
            // It is erased; what SQLite left of it in the file goes when it can.
            tracing::warn!(%error, "what was erased could not be swept out yet");
        }
        drop(under_way);
        let made = asking
            .store()
            .read(|reading| certificate(reading, stamp.act));
        made?.ok_or(AppError::NotFound)
    }

    /// How far an erasure of what is old is; none while none is under way.
    ///
    /// # Errors
    /// `SignedOut`, `NotAllowed`.
    pub fn erasing_progress(&self) -> Result<Option<ErasingProgress>> {
        self.asking(Command::ErasingProgress)?;
        Ok(self.retaining.now())
    }

    /// Ends it behind the record it is at; what is erased stays erased.
    ///
    /// # Errors
    /// `SignedOut`, `NotAllowed`.
    pub fn stop_erasing(&self) -> Result<()> {
        self.asking(Command::StopErasing)?;
        self.retaining.stop();
        Ok(())
    }
}

/// The day it is, by a clock that does not run ahead of the centre's: what is erased too soon is gone.
pub(crate) fn today(desk: &Desk) -> LocalDay {
    let ahead = desk.syncer.skew_ms().unwrap_or_default().max(0);
    LocalDay::of(desk.clock.now().0.saturating_sub(ahead))
}

/// What was before the first instant of the same day so many months ago is not kept any more.
pub(crate) fn cutoffs(kept: &KeptMonths, today: LocalDay) -> Cutoffs {
    let before = |months: u32| Millis(today.months_before(months).starts_at_ms());
    Cutoffs {
        by_type: kept
            .by_type
            .iter()
            .map(|(code, months)| (code.clone(), Some(before(*months))))
            .collect(),
        other: kept.other.map(before),
        untyped: kept.longest().map(before),
    }
}

/// The same for one number in every run at this machine, so that whoever came in again counts as one in figures over any
/// time: unlike those of a person's own erasure they could be tried against numbers by whoever opens this store, who has
/// all that is not yet old there anyway.
fn pseudonyms(asking: &Asking) -> Result<Pseudonyms> {
    let store = asking.store();
    if let Some(Ok(secret)) = store.setting(SECRET)?.map(|text| text.parse::<Hex32>()) {
        return Ok(Pseudonyms::new(secret.0));
    }
    let fresh: [u8; 32] = random()?;
    store.set_settings(vec![(SECRET.to_owned(), Some(Hex32(fresh).to_string()))])?;
    Ok(Pseudonyms::new(fresh))
}

fn preview(
    asking: &Asking,
    kept: &KeptMonths,
    today: LocalDay,
    due: RetentionDue,
) -> Result<RetentionPreview> {
    let count = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
    let all = due.subjects().count();
    let lists = asking.lists()?;
    let mut types: Vec<String> = lists.types().iter().map(|row| row.code.clone()).collect();
    let named = kept.by_type.keys().chain(due.by_type.keys());
    for code in named {
        if !types.contains(code) {
            types.push(code.clone());
        }
    }
    let of_type = |code: String| {
        let months = kept.of(&code);
        let DueOfType { calls, cases } = due.by_type.get(&code).copied().unwrap_or_default();
        OldOfType {
            months,
            before: months.map(|months| today.months_before(months).to_string()),
            calls,
            cases,
            code,
        }
    };
    Ok(RetentionPreview {
        types: types.into_iter().map(of_type).collect(),
        counts: ErasureCounts {
            persons: count(due.persons.len()),
            calls: count(due.calls.len()),
            cases: count(due.cases.len()),
            follow_ups: count(due.follow_ups.len()),
            surveys: count(due.surveys.len()),
            questions: count(due.questions.len()),
            flags: count(due.flags.len()),
        },
        at_once: count(all.min(RUN_RECORDS_MAX)),
        all: count(all),
        held: due.held,
        open: due.open,
        has_rules: true,
    })
}
