//! Cases in lists, by their reference, and one whole.
//!
//! A sensitive case is there for whoever moves it and for those with the right; for everybody else it is
//! in no list, no total and no answer. Never here: moving (see `case_moves`), follow-ups.

use domain::case::Category;
use domain::fold::Record;
use domain::id::SubjectId;
use domain::lists::{List, Lists};
use domain::reference::Reference;
use store::{
    CaseFilter as StoredFilter, CaseOrder as StoredOrder, CasePage as StoredPage, Reading,
};

use crate::calls::PAGE;
use crate::case_rows::{Hand, case_row_for, case_view, findings, follow_up_view};
use crate::dto::{CaseFilter, CaseOrder, CasePage, CaseQuery, CaseRow, CaseView, FollowUpView};
use crate::rights::Command;
use crate::rows::rows_for;
use crate::sight::Sight;
use crate::viewing::viewings;
use crate::{App, AppError, Result, Rule};

impl App {
    /// Cases under a saved filter and more, 50 a page.
    ///
    /// # Errors
    /// `Invalid` with the field of the question that is none.
    pub fn cases(&self, query: &CaseQuery) -> Result<CasePage> {
        let asking = self.asking(Command::Cases)?;
        let hand = Hand::of(&asking);
        let filter = filter(asking.lists()?.as_ref(), query, hand, asking.now())?;
        let after = match query.after.as_deref() {
            None => None,
            Some(text) => Some(
                text.parse()
                    .map_err(|_| AppError::invalid("after", Rule::NotAnId))?,
            ),
        };
        asking.store().read(|reading| {
            let page = reading.cases(&filter, after, PAGE)?;
            case_page(reading, hand.sight, &page)
        })
    }

    /// The cases of a whole reference, typed or pasted: separators do not matter, digits may be
    /// Arabic-Indic. A part of one is what `search` answers.
    ///
    /// # Errors
    /// `Invalid` where the digits are no reference or one of them is wrong.
    pub fn find_case(&self, typed: &str) -> Result<Vec<CaseRow>> {
        let asking = self.asking(Command::FindCase)?;
        let sight = Sight::of(&asking.session);
        let reference = Reference::parse(typed)
            .map_err(|_| AppError::invalid("reference", Rule::UnknownCode))?
            .to_string();
        asking.store().read(|reading| {
            let found = reading.cases_of_reference(&reference)?;
            let known = found
                .iter()
                .filter(|row| sight.knows(row.sensitive, row.owner));
            known.map(|row| case_row_for(reading, sight, row)).collect()
        })
    }

    /// One case, whole, with what this person may do about it.
    ///
    /// # Errors
    /// `NotFound` where it is not there or not for this person; `NotViewed` where they have to open it first.
    pub fn case(&self, id: &str) -> Result<CaseView> {
        let asking = self.asking(Command::Case)?;
        let hand = Hand::of(&asking);
        let id = case_id(id)?;
        asking.store().read(|reading| whole(reading, id, hand))
    }
}

/// A case as its page shows it.
///
/// # Errors
/// `NotFound` where it is not there or not for this person.
pub(crate) fn whole(reading: &Reading<'_>, id: SubjectId, hand: Hand) -> Result<CaseView> {
    let found = reading.case_page(id)?.ok_or(AppError::NotFound)?;
    hand.sight.see(reading, Some(found.row.clone()))?;
    let owner = found.row.owner;
    let mut follow_ups: Vec<FollowUpView> = Vec::with_capacity(found.follow_ups.len());
    for row in &found.follow_ups {
        let attempts = reading.attempts_of(row.id)?;
        let may_end = hand.may_end(row.doer(), owner);
        follow_ups.push(follow_up_view(row, &attempts, may_end));
    }
    let folded = if found.findings.is_empty() && !found.row.sensitive {
        None
    } else {
        reading.folded(id)?
    };
    let findings = findings(&found.findings, folded.as_ref());
    let viewings = match folded.as_ref().map(|folded| &folded.record) {
        Some(Record::Case(case)) => viewings(reading, case)?,
        _ => Vec::new(),
    };
    Ok(CaseView {
        viewings,
        // A call may be one of another sensitive case too.
        calls: rows_for(reading, hand.sight, &found.calls)?,
        ..case_view(&found, hand, follow_ups, findings)
    })
}

pub(crate) fn case_id(id: &str) -> Result<SubjectId> {
    id.parse()
        .map_err(|_| AppError::invalid("case", Rule::NotAnId))
}

pub(crate) fn case_page(
    reading: &Reading<'_>,
    sight: Sight,
    page: &StoredPage,
) -> Result<CasePage> {
    let rows = page.rows.iter();
    Ok(CasePage {
        rows: rows
            .map(|row| case_row_for(reading, sight, row))
            .collect::<Result<_>>()?,
        next: page.next.map(|cursor| cursor.to_string()),
        total: page.total,
        total_at_least: page.total_at_least,
    })
}

fn filter(
    lists: &Lists,
    query: &CaseQuery,
    hand: Hand,
    now: domain::id::Millis,
) -> Result<StoredFilter> {
    if !query.type_code.is_empty() && lists.call_type(&query.type_code).is_none() {
        return Err(AppError::invalid("type", Rule::UnknownCode));
    }
    let status = match query.status.as_str() {
        "" => None,
        code => Some(
            lists
                .get(List::CaseStatuses, code)
                .and_then(|found| found.code.parse().ok())
                .ok_or(AppError::invalid("status", Rule::UnknownCode))?,
        ),
    };
    let all = StoredFilter {
        status,
        type_code: query.type_code.clone(),
        urgent: query.urgent,
        without_sensitive_for: hand.sight.blind(),
        order: match query.order {
            CaseOrder::Newest => StoredOrder::Newest,
            CaseOrder::Due => StoredOrder::Due,
        },
        ..StoredFilter::default()
    };
    Ok(match query.filter {
        CaseFilter::Mine => StoredFilter {
            owner: Some(hand.user),
            open: true,
            ..all
        },
        CaseFilter::Open => StoredFilter { open: true, ..all },
        CaseFilter::Overdue => StoredFilter {
            open: true,
            due_before: Some(now),
            ..all
        },
        CaseFilter::Waiting => StoredFilter {
            open: true,
            category: Some(Category::Waiting),
            ..all
        },
        // Ordered by due there would be none: what is closed is due no more.
        CaseFilter::Closed => StoredFilter {
            category: Some(Category::Closed),
            order: StoredOrder::Newest,
            ..all
        },
        CaseFilter::All => all,
    })
}
