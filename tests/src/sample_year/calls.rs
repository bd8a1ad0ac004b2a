//! Calls received, and the cases that they open and what becomes of those.

use domain::call::{Call, Issue};
use domain::case::{Case, CaseStatus, NewMove};
use domain::id::{IssueId, Millis, SubjectId, UserId};
use domain::lists::{List, Lists, NON_SERVICE};
use domain::local_day::{DAY_MS, LocalDay};
use domain::reference::Reference;

use super::{HOUR_MS, Making, persons};
use crate::Told;

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60_000;
/// Numbers that somebody calls from; fewer than there are calls, so that people call again.
pub(super) const NUMBERS: u64 = 6_000;
/// Of a hundred service calls, how many open a case.
const OPENS_CASE: u64 = 6;

/// What calls are made from, and what was made.
pub(super) struct Calls {
    pub(super) lists: &'static Lists,
    /// Every call received, for whoever is asked about it later.
    pub(super) received: Vec<Made>,
    cases: u32,
}

/// A call that was made.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) id: SubjectId,
    pub(super) agent: UserId,
    pub(super) call: Call,
}

impl Calls {
    pub(super) fn new() -> Told<Self> {
        Ok(Self {
            lists: Lists::embedded()?,
            received: Vec::new(),
            cases: 0,
        })
    }
}

impl Making {
    /// A call of a channel that began then, about a subject of a type.
    pub(super) fn call(&mut self, channel: &str, type_code: &str, subject: &str, at: i64) -> Call {
        let ended = (!self.draw.chance(5)).then(|| at + MINUTE_MS + self.draw.length(600_000));
        let saved = ended.unwrap_or(at + 5 * MINUTE_MS) + self.draw.length(240_000);
        let late = self.draw.chance(2);
        let governorates = self.calls.lists.rows(List::Governorates);
        let governorate = self.draw.pick(governorates).map(|row| row.code.clone());
        let named = self.draw.chance(80);
        let outcome = match self.draw.below(10) {
            0 => "transferred",
            1 | 2 => "info_sent",
            _ => "answered",
        };
        let is_service = type_code != NON_SERVICE;
        let drawn = self.draw.below(NUMBERS);
        let number = format!("+9689900{drawn:04}");
        Call {
            channel: channel.into(),
            started_at: Some(Millis(at)),
            ended_at: ended.filter(|_| channel.starts_with("phone")).map(Millis),
            saved_at: Some(Millis(saved + if late { 9 * HOUR_MS } else { 0 })),
            entered_late: late,
            local_day: LocalDay::of(at).to_string(),
            type_code: type_code.into(),
            outcome: if is_service {
                outcome.into()
            } else {
                String::new()
            },
            governorate: governorate.filter(|_| named).unwrap_or_default(),
            language: "ar".into(),
            caller: persons::chosen(drawn, at).filter(|_| is_service),
            number: if is_service { number } else { String::new() },
            note: "مكالمة من العينة".into(),
            issues: [(
                IssueId::from_bytes(self.id(at).to_bytes()),
                Issue {
                    sub_category: subject.into(),
                    facility: self.facility(at),
                    primary: true,
                    ..Issue::default()
                },
            )]
            .into(),
            ..Call::default()
        }
    }

    /// What one call in five is about.
    fn facility(&self, at: i64) -> String {
        let facilities = self.calls.lists.rows(List::Facilities);
        let drawn = usize::try_from(at / SECOND_MS).unwrap_or(0);
        let named = facilities.get(drawn / 5 % facilities.len().max(1));
        let named = named.filter(|_| drawn.is_multiple_of(5));
        named.map(|row| row.code.clone()).unwrap_or_default()
    }

    /// Logs a call; answers it.
    pub(super) fn log(&mut self, call: Call) -> Made {
        let (at, saved) = (call.started_at, call.saved_at.or(call.started_at));
        let id = self.id(at.map_or(0, |at| at.0));
        let agent = self.agent();
        self.act(saved.map_or(0, |at| at.0), agent, id, call.logged());
        Made { id, agent, call }
    }

    /// A subject of a type.
    fn subject(&mut self, type_code: &str) -> String {
        let all = self.calls.lists.sub_categories().iter();
        let of_type: Vec<&str> = all
            .filter(|row| row.active && row.type_code == type_code)
            .map(|row| row.code.as_str())
            .collect();
        self.draw
            .pick(&of_type)
            .map_or_else(String::new, |code| (*code).to_owned())
    }

    fn receive(&mut self, at: i64) {
        let type_code = match self.draw.below(100) {
            0..8 => NON_SERVICE,
            8..14 => "complaint",
            14..17 => "report",
            17..19 => "suggestion",
            19..60 => "inquiry",
            _ => "health_ed",
        };
        let mut subject = self.subject(type_code);
        if subject == "test" {
            subject = "silent".into();
        }
        let mut call = self.call("phone_in", type_code, &subject, at);
        if type_code != NON_SERVICE && self.draw.chance(OPENS_CASE) {
            self.open(call);
            return;
        }
        if call.outcome == "transferred" {
            call.outcome = "added_to_case".into();
        }
        let made = self.log(call);
        self.calls.received.push(made);
    }

    /// Logs a call with the case that it opens, and what becomes of that by the time of the year.
    pub(super) fn open(&mut self, mut call: Call) {
        let received = call.started_at.unwrap_or(Millis(0));
        let saved = call.saved_at.unwrap_or(received).0;
        let case = self.id(saved);
        call.case = Some(case);
        call.outcome = "case_opened".into();
        let made = self.log(call);
        self.calls.cases += 1;
        let year = LocalDay::of(received.0).year();
        let reference = Reference::new(year, 4_170, self.calls.cases);
        let opened = Case {
            reference: reference.map(|found| found.to_string()).unwrap_or_default(),
            type_code: made.call.type_code.clone(),
            calls: [made.id].into(),
            priority: "p3".into(),
            received_at: Some(received),
            due: Some(Millis(received.0 + 14 * DAY_MS)),
            owner: Some(made.agent),
            ..Case::default()
        };
        self.act(saved, made.agent, case, opened.opened());
        self.go_on(case, made.agent, saved);
        self.calls.received.push(made);
    }

    /// What becomes of a case: most are closed, some of them opened again, few are cancelled or duplicates.
    fn go_on(&mut self, case: SubjectId, owner: UserId, opened: i64) {
        use CaseStatus::{Cancelled, Closed, Duplicate, InProgress, Reopened, Resolved};
        let course: &[CaseStatus] = match self.draw.below(100) {
            0..4 => &[InProgress],
            4..7 => &[Cancelled],
            7..9 => &[Duplicate],
            9..15 => &[InProgress, Resolved, Closed, Reopened, Resolved, Closed],
            _ => &[InProgress, Resolved, Closed],
        };
        let mut at = opened;
        for to in course {
            at += HOUR_MS + self.draw.length(6 * 86_400_000);
            if at >= super::now().0 {
                break;
            }
            let moved = NewMove {
                finding: "upheld".into(),
                action: "explained".into(),
                caller_informed_at: Some(Millis(at)),
                ..NewMove::new(*to, Millis(at))
            };
            self.act(at, owner, case, moved.moved());
        }
    }
}

/// So many calls received from an instant up to another; the first and the last fall on its edges.
pub(super) fn received(making: &mut Making, count: usize, (from, until): (i64, i64)) {
    for place in 0..count {
        let at = match place {
            0 => from,
            1 => until - 1,
            _ => making.moment((from, until)),
        };
        if place < 2 {
            let call = making.call("phone_in", "inquiry", "hours", at);
            let made = making.log(call);
            making.calls.received.push(made);
        } else {
            making.receive(at);
        }
    }
}

/// So many cases received from an instant up to another, on its edges too.
pub(super) fn cases(making: &mut Making, count: usize, (from, until): (i64, i64)) {
    for place in 0..count {
        let at = match place {
            0 => from,
            1 => until - 1,
            _ => making.moment((from, until)),
        };
        let type_code = if making.draw.chance(70) {
            "complaint"
        } else {
            "report"
        };
        let subject = making.subject(type_code);
        let call = making.call("phone_in", type_code, &subject, at);
        making.open(call);
    }
}
