//! The calls and cases behind a figure. Sensitive ones count in every figure; their rows are kept from whoever has no
//! right to them: a call says no more than that it was, a case is left out.

use domain::figures::Group;
use domain::id::Millis;
use domain::lists::{ChannelKind, Lists};
use store::{CallKind, FigureCalls, FigureCases, Only};

use crate::calls::PAGE;
use crate::case_rows::Hand;
use crate::cases::case_page;
use crate::desk::Asking;
use crate::dto::{CallPage, CasePage, FigureCallsQuery, FigureCaseSet, FigureCasesQuery};
use crate::figures::{instants, period, whose};
use crate::rights::Command;
use crate::rows::{read_cursor, rows_for};
use crate::{App, AppError, Result, Rule};

/// Calls received: service and non-service.
const RECEIVED: &str = "received";
/// Everybody who came in about something, by whatever channel: what a spike is counted of.
const INCOMING: &str = "incoming";

impl App {
    /// The calls behind a figure, newest first, 50 a page.
    ///
    /// # Errors
    /// `Invalid` with the field of the question that is none.
    pub fn figure_calls(&self, query: &FigureCallsQuery) -> Result<CallPage> {
        let asking = self.asking(Command::FigureCalls)?;
        let lists = asking.lists()?;
        let hand = Hand::of(&asking);
        let asked = asked(&asking, &lists, query)?;
        let after = read_cursor(query.after.as_deref())?;
        asking.store().read(|reading| {
            let page = reading.figure_calls(&asked, after, PAGE)?;
            Ok(CallPage {
                rows: rows_for(reading, hand.sight, &page.rows)?,
                next: page.next.map(|cursor| cursor.to_string()),
                total: page.total,
            })
        })
    }

    /// The cases behind a figure, the newest received first, 50 a page.
    ///
    /// # Errors
    /// `Invalid` with the field of the question that is none.
    pub fn figure_cases(&self, query: &FigureCasesQuery) -> Result<CasePage> {
        let asking = self.asking(Command::FigureCases)?;
        let period = period(&query.days, asking.lists()?.as_ref(), asking.now())?;
        let hand = Hand::of(&asking);
        let after = match query.after.as_deref() {
            None => None,
            Some(text) => Some(
                text.parse()
                    .map_err(|_| AppError::invalid("after", Rule::NotAnId))?,
            ),
        };
        let instants = instants(period, asking.now());
        let whom = (whose(&asking), hand.sight.blind());
        asking.store().read(|reading| {
            let page = reading.figure_cases(set(query.set), &instants, whom, after, PAGE)?;
            case_page(reading, hand.sight, &page)
        })
    }
}

/// Which calls are asked for, of those that this person may count.
///
/// # Errors
/// `Invalid` with the field of the question that is none.
pub(crate) fn asked(
    asking: &Asking,
    lists: &Lists,
    query: &FigureCallsQuery,
) -> Result<FigureCalls> {
    let period = period(&query.days, lists, asking.now())?;
    let (channels, kind) = of_group(lists, &query.group)?;
    let channels = match &query.channel {
        Some(channel) => Some((vec![channel.clone()], Only::These)),
        None => channels,
    };
    Ok(FigureCalls {
        from: Millis(period.starts_at_ms()),
        until: Millis(period.ends_at_ms()),
        agent: whose(asking),
        channels,
        kind,
        type_code: query.type_code.clone(),
        sub_category: query.sub_category.clone(),
        governorate: query.governorate.clone(),
        opened_case: query.opened_case,
    })
}

type Channels = Option<(Vec<String>, Only)>;

/// By which channels, and of which kind, the contacts of a group came.
fn of_group(lists: &Lists, code: &str) -> Result<(Channels, CallKind)> {
    let by = |kind, outgoing: Option<bool>| {
        let rows = lists.channels().iter();
        let codes = rows.filter(|row| {
            row.kind == kind && outgoing.is_none_or(|outgoing| row.outgoing == outgoing)
        });
        codes.map(|row| row.code.clone()).collect::<Vec<_>>()
    };
    let calls_in = || by(ChannelKind::Phone, Some(false));
    if code.is_empty() {
        return Ok((None, CallKind::Any));
    }
    let (channels, kind) = match Group::ALL.into_iter().find(|group| group.code() == code) {
        Some(Group::Service) => (calls_in(), CallKind::Service),
        Some(Group::NonService) => (calls_in(), CallKind::NonService),
        Some(Group::Test) => (calls_in(), CallKind::Test),
        Some(Group::Outgoing) => (by(ChannelKind::Phone, Some(true)), CallKind::Any),
        Some(Group::Visit) => (by(ChannelKind::Visit, None), CallKind::Any),
        Some(Group::Letter) => (by(ChannelKind::Letter, None), CallKind::Any),
        // What came by a channel that this version does not know is counted as a message too.
        Some(Group::Message) => {
            let rows = lists.channels().iter();
            let others = rows.filter(|row| row.kind != ChannelKind::Message);
            let others = others.map(|row| row.code.clone()).collect();
            return Ok((Some((others, Only::Others)), CallKind::Any));
        }
        None if code == INCOMING => {
            let outgoing = by(ChannelKind::Phone, Some(true));
            return Ok((Some((outgoing, Only::Others)), CallKind::Service));
        }
        None if code == RECEIVED => (calls_in(), CallKind::Received),
        None => return Err(AppError::invalid("group", Rule::UnknownCode)),
    };
    Ok((Some((channels, Only::These)), kind))
}

const fn set(set: FigureCaseSet) -> FigureCases {
    match set {
        FigureCaseSet::Opening => FigureCases::Opening,
        FigureCaseSet::New => FigureCases::New,
        FigureCaseSet::Reopened => FigureCases::Reopened,
        FigureCaseSet::Closed => FigureCases::Closed,
        FigureCaseSet::Closing => FigureCases::Closing,
        FigureCaseSet::Overdue => FigureCases::Overdue,
        FigureCaseSet::Late => FigureCases::Late,
        FigureCaseSet::OpenedAgain => FigureCases::OpenedAgain,
    }
}
