//! Who may see and move a case, and cases of the store as the screen wants them.
//!
//! Never here: what a role has a right to (that is the table in `rights`).

use domain::case::{Case, CaseStatus, Missing};
use domain::fold::{Finding, Folded};
use domain::id::{Millis, UserId};
use store::{
    AttemptRow, CaseRow as StoredRow, CaseWhole, FindingRow, FollowUpRow, MoveRow, Reading,
};

use crate::Result;
use crate::desk::Asking;
use crate::dto::{
    AttemptView, CaseFinding, CaseMove, CaseRow, CaseView, FollowUpView, Lacking, NextMove,
};
use crate::rights::{Command, Right};
use crate::sight::Sight;

/// How long after closing a case may be opened again, in milliseconds: thirty days. What comes later is a
/// new matter. A starting value; the ministry may want another one.
pub(crate) const REOPEN_WINDOW_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// The person who asks, as far as cases go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hand {
    pub(crate) user: UserId,
    pub(crate) sight: Sight,
    /// Moves the cases of others, and says what the law keeps.
    moves_any: bool,
    /// Works on cases at all.
    pub(crate) works: bool,
    pub(crate) now: Millis,
}

impl Hand {
    pub(crate) fn of(asking: &Asking) -> Self {
        Self {
            user: asking.session.user,
            sight: Sight::of(&asking.session),
            moves_any: asking.session.may(Right::CaseMoveAny),
            works: asking.session.role_for(Command::MoveCase).is_ok(),
            now: asking.now(),
        }
    }

    pub(crate) fn may_move(self, owner: Option<UserId>) -> bool {
        self.works && (self.moves_any || owner == Some(self.user))
    }

    /// Whoever sees a case that nobody has may take it; a supervisor any.
    pub(crate) fn may_take(self, owner: Option<UserId>) -> bool {
        self.works && owner != Some(self.user) && (owner.is_none() || self.moves_any)
    }

    /// Whether a follow-up may be ended or moved: by whoever has it or has its case, by a supervisor, and
    /// by anybody while it is for whoever comes first.
    pub(crate) fn may_end(self, follow_up: Option<UserId>, case: Option<UserId>) -> bool {
        self.works && (follow_up.is_none() || follow_up == Some(self.user) || self.may_move(case))
    }
}

pub(crate) fn case_row(row: &StoredRow) -> CaseRow {
    CaseRow {
        id: row.id.to_string(),
        reference: row.reference.clone(),
        status: row.status.clone(),
        open: row.open,
        type_code: row.type_code.clone(),
        sub_category: row.sub_category.clone(),
        title: row.title.clone(),
        priority: row.priority.clone(),
        severity: row.severity,
        urgent: row.urgent,
        sensitive: row.sensitive,
        received_at: row.received_at.0,
        due: row.due.map(|due| due.0),
        owner: row.owner.map(|owner| owner.to_string()),
        owner_ar: row.owner_ar.clone(),
        owner_en: row.owner_en.clone(),
        facility: row.facility.clone(),
        tell_caller: row.tell_caller.clone(),
        tell_caller_at: row.tell_caller_at.map(|at| at.0),
        calls: row.calls,
        restricted: false,
    }
}

/// A case in a list as this person may see it: of one that they may open and have not, what it says is left out.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn case_row_for(
    reading: &Reading<'_>,
    sight: Sight,
    row: &StoredRow,
) -> Result<CaseRow> {
    let whole = case_row(row);
    Ok(if sight.reads(reading, row)? {
        whole
    } else {
        CaseRow {
            sub_category: String::new(),
            title: String::new(),
            facility: String::new(),
            tell_caller: String::new(),
            restricted: true,
            ..whole
        }
    })
}

/// A case with what this person may do about it. Follow-ups and findings come beside it, its calls and viewings after.
pub(crate) fn case_view(
    case: &CaseWhole,
    hand: Hand,
    follow_ups: Vec<FollowUpView>,
    findings: Vec<CaseFinding>,
) -> CaseView {
    let may_move = hand.may_move(case.row.owner);
    let caller = case.caller.as_ref();
    CaseView {
        row: case_row(&case.row),
        summary: case.summary.clone(),
        anonymous: case.anonymous,
        legal_hold: case.legal_hold,
        hold_file: case.hold_file.clone(),
        acknowledge_due: case.row.acknowledge_due.map(|due| due.0),
        refer_to: case.refer_to.clone(),
        external_reference: case.external_reference.clone(),
        number: domain::phone::for_eye(&case.row.number),
        caller_ar: caller.map(|one| one.name_ar.clone()).unwrap_or_default(),
        caller_latin: caller.map(|one| one.name_latin.clone()).unwrap_or_default(),
        finding: case.finding.clone(),
        action: case.action.clone(),
        closing_outcome: case.closing_outcome.clone(),
        caller_informed_at: case.caller_informed_at.map(|at| at.0),
        caller_informed_how: case.caller_informed_how.clone(),
        tell_caller_by_ar: case.tell_caller_by_ar.clone(),
        tell_caller_by_en: case.tell_caller_by_en.clone(),
        closed_at: case.closed_at.map(|at| at.0),
        reopened: case.reopened,
        erased_at: case.erased_at.map(|at| at.0),
        calls: Vec::new(),
        moves: case.moves.iter().map(move_made).collect(),
        viewings: Vec::new(),
        follow_ups,
        findings,
        next_moves: if may_move {
            next_moves(case, hand.now)
        } else {
            Vec::new()
        },
        may_move,
        may_take: case.row.open && hand.may_take(case.row.owner),
        may_hold: hand.moves_any,
        may_follow_up: hand.works,
    }
}

fn move_made(row: &MoveRow) -> CaseMove {
    CaseMove {
        id: row.entry.to_string(),
        from: row.from.clone(),
        to: row.to.clone(),
        at: row.at.0,
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
    }
}

/// Whether a case that was closed then may still be opened again.
pub(crate) fn may_reopen(closed_at: Option<Millis>, now: Millis) -> bool {
    closed_at.is_some_and(|at| now.0.saturating_sub(at.0) <= REOPEN_WINDOW_MS)
}

/// Every lawful move from where it stands, the likely ones first, each with what it lacks.
fn next_moves(case: &CaseWhole, now: Millis) -> Vec<NextMove> {
    let Ok(from) = case.row.status.parse::<CaseStatus>() else {
        return Vec::new();
    };
    let lacks: Vec<Lacking> = Case {
        type_code: case.row.type_code.clone(),
        anonymous: case.anonymous,
        finding: case.finding.clone(),
        action: case.action.clone(),
        caller_informed_at: case.caller_informed_at,
        ..Case::default()
    }
    .lacks_to_close()
    .into_iter()
    .map(lacking)
    .collect();
    CaseStatus::ALL
        .into_iter()
        .filter(|to| from.may_become(*to))
        .filter(|to| *to != CaseStatus::Reopened || may_reopen(case.closed_at, now))
        .map(|to| NextMove {
            to: to.code().to_owned(),
            lacks: if to == CaseStatus::Closed {
                lacks.clone()
            } else {
                Vec::new()
            },
        })
        .collect()
}

const fn lacking(missing: Missing) -> Lacking {
    match missing {
        Missing::Finding => Lacking::Finding,
        Missing::Action => Lacking::Action,
        Missing::CallerInformed => Lacking::CallerInformed,
    }
}

/// What waits on the review list, with the two statuses of an unlawful move as the entries tell them.
pub(crate) fn findings(rows: &[FindingRow], folded: Option<&Folded>) -> Vec<CaseFinding> {
    let unlawful = |row: &FindingRow| {
        let all = folded?.findings.iter();
        all.filter(|finding| finding.entry() == row.entry)
            .find_map(|finding| match finding {
                Finding::Unlawful { from, to, .. } => Some((*from, *to)),
                _ => None,
            })
    };
    let made = rows.iter().map(|row| {
        let moved = (row.code == "unlawful").then(|| unlawful(row)).flatten();
        CaseFinding {
            code: row.code.clone(),
            field: row.field.clone(),
            from: moved.map_or("", |(from, _)| from.code()).to_owned(),
            to: moved.map_or("", |(_, to)| to.code()).to_owned(),
        }
    });
    made.collect()
}

pub(crate) fn follow_up_view(
    row: &FollowUpRow,
    attempts: &[AttemptRow],
    may_end: bool,
) -> FollowUpView {
    FollowUpView {
        id: row.id.to_string(),
        case: row.case.map(|case| case.to_string()),
        case_reference: row.case_reference.clone(),
        call: row.call.map(|call| call.to_string()),
        kind: row.kind.clone(),
        due: row.due.0,
        first_due: row.first_due.0,
        replans: row.replans,
        owner: row.owner.map(|owner| owner.to_string()),
        owner_ar: row.owner_ar.clone(),
        owner_en: row.owner_en.clone(),
        promised: row.promised,
        promise: row.promise.clone(),
        state: row.state.clone(),
        done_at: row.done_at.map(|at| at.0),
        result: row.result.clone(),
        number: domain::phone::for_eye(&row.number),
        caller_name: row.caller_name.clone(),
        attempts: attempts.iter().map(attempt).collect(),
        may_end,
        restricted: false,
    }
}

fn attempt(row: &AttemptRow) -> AttemptView {
    AttemptView {
        id: row.id.to_string(),
        at: row.at.map_or(0, |at| at.0),
        by_ar: row.by_ar.clone(),
        by_en: row.by_en.clone(),
        result: row.result.clone(),
        words: row.words.clone(),
    }
}
