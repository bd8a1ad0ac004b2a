//! Figures of calls and other contacts.
//!
//! - **Calls received**: inbound phone calls without test calls, service and non-service beside each other. Test calls,
//!   outgoing calls, messages, visits and letters are told apart; all of them together are what was logged.
//! - **Handling time**: from the beginning of a received service call to its saving, which is talk and the work after
//!   it. Calls without a known end and late entries, whose saving says nothing of the work, are left out, and how many
//!   were counted stands beside it.
//! - **Log delay**: from the end of a received service call to its saving, late entries with it; and the share of those
//!   saved on a later day.
//! - **First-contact resolution**: received service calls that ended in the call (answered, information sent, directed
//!   to emergency; in no case) and after which the same person did not come in again with the same type and subject
//!   within seven days, of all received service calls whose person can be told again: by the person chosen, else by
//!   their number. Test calls and non-service calls are nobody's contact.
//! - **Case rate**: received service calls that opened a case, of all received service calls.

use std::collections::{BTreeMap, HashMap};

use super::Share;
use super::series::Series;
use super::spread::{Spread, spread};
use crate::lists::{ChannelKind, Lists, NON_SERVICE};
use crate::local_day::LocalDay;

/// Within how many milliseconds of a call the same person must not come in again with the same issue: seven days.
pub const RESOLVED_WITHIN_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// Subject of a non-service call that only tries the line.
const TEST_CALL: &str = "test";
/// Outcomes after which nobody has anything to do any more.
pub const ENDED_IN_CALL: [&str; 3] = ["answered", "info_sent", "to_emergency"];

/// How a contact is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// An inbound phone call that asked for something.
    Service,
    /// An inbound phone call that asked for nothing.
    NonService,
    /// An inbound phone call that only tried the line.
    Test,
    /// A phone call that was begun here.
    Outgoing,
    /// A message, or a contact by a channel that this version does not know.
    Message,
    /// A visit.
    Visit,
    /// A letter.
    Letter,
}

impl Group {
    /// Every group, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Service,
        Self::NonService,
        Self::Test,
        Self::Outgoing,
        Self::Message,
        Self::Visit,
        Self::Letter,
    ];

    /// Its code for the screen.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::NonService => "non_service",
            Self::Test => "test",
            Self::Outgoing => "outgoing",
            Self::Message => "message",
            Self::Visit => "visit",
            Self::Letter => "letter",
        }
    }

    /// How a contact by this channel, of this type and subject, is counted.
    #[must_use]
    pub fn of(lists: &Lists, channel: &str, type_code: &str, sub_category: &str) -> Self {
        let channel = lists.channel(channel);
        match channel.map(|channel| (channel.kind, channel.outgoing)) {
            Some((ChannelKind::Phone, true)) => Self::Outgoing,
            Some((ChannelKind::Phone, false)) if type_code != NON_SERVICE => Self::Service,
            Some((ChannelKind::Phone, false)) if sub_category == TEST_CALL => Self::Test,
            Some((ChannelKind::Phone, false)) => Self::NonService,
            Some((ChannelKind::Visit, _)) => Self::Visit,
            Some((ChannelKind::Letter, _)) => Self::Letter,
            Some((ChannelKind::Message, _)) | None => Self::Message,
        }
    }

    /// Whether somebody came in by it.
    pub(super) const fn comes_in(self) -> bool {
        matches!(
            self,
            Self::Service | Self::Message | Self::Visit | Self::Letter
        )
    }
}

/// What a contact has to do with cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseOf {
    /// It is in none.
    None,
    /// It opened one.
    Opened,
    /// It was added to one; of a call whose outcome is none of [`ENDED_IN_CALL`] that is not asked.
    Added,
}

/// A contact as its row says it. Instants in milliseconds since 1970 UTC.
#[derive(Debug, Clone, Copy)]
pub struct Contact<'r> {
    /// When it began.
    pub started_at: i64,
    /// When it ended, if that is known.
    pub ended_at: Option<i64>,
    /// When it was first saved.
    pub saved_at: i64,
    /// It was typed up later.
    pub entered_late: bool,
    /// Code of its channel.
    pub channel: &'r str,
    /// Code of its type.
    pub type_code: &'r str,
    /// Code of the subject that it counts under; may be empty.
    pub sub_category: &'r str,
    /// Code of the governorate; may be empty.
    pub governorate: &'r str,
    /// Code of its outcome; may be empty.
    pub outcome: &'r str,
    /// What it has to do with cases.
    pub case: CaseOf,
    /// The person chosen, as the one of all records that are one person by which they are known.
    pub person: Option<[u8; 16]>,
    /// Key of the number; may be empty.
    pub number: &'r str,
    /// It is one of those asked for. The others are looked at for who came in again, whoever took that call.
    pub is_counted: bool,
}

/// Contacts counted by a code.
pub type Counted = BTreeMap<String, u32>;

/// The contacts of one type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeFigures {
    /// All of them.
    pub contacts: u32,
    /// By subject.
    pub by_sub_category: Counted,
}

/// The figures of the contacts of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallFigures {
    /// Contacts by group; those with none are left out.
    pub by_group: BTreeMap<Group, u32>,
    /// Contacts by channel.
    pub by_channel: Counted,
    /// Contacts by type and subject.
    pub by_type: BTreeMap<String, TypeFigures>,
    /// Contacts by governorate, the empty code for those that name none.
    pub by_governorate: Counted,
    /// Handling time in milliseconds; none where no call has one.
    pub handling_ms: Option<Spread>,
    /// Log delay in milliseconds.
    pub log_delay_ms: Option<Spread>,
    /// Received service calls saved on a later day than they ended, of those whose end is known.
    pub saved_later: Share,
    /// First-contact resolution.
    pub resolved: Share,
    /// Received service calls that opened a case.
    pub opened_case: Share,
    /// Received service calls that somebody took in hours that are known: what was typed up later without an end, as is
    /// all that comes with a sheet of old calls, is not among them.
    pub service_in_hours: u32,
    /// Calls received in each part of the series, in its order.
    pub received_by_part: Vec<u32>,
}

impl CallFigures {
    /// Contacts of a group.
    #[must_use]
    pub fn of(&self, group: Group) -> u32 {
        self.by_group.get(&group).copied().unwrap_or_default()
    }

    /// Calls received, service and non-service together.
    #[must_use]
    pub fn received(&self) -> u32 {
        self.of(Group::Service) + self.of(Group::NonService)
    }

    /// Everything that was logged.
    #[must_use]
    pub fn logged(&self) -> u32 {
        self.by_group.values().sum()
    }
}

/// A call that ended in the call, as long as nobody came in again.
#[derive(Debug, Clone, Copy)]
struct Ended {
    started_at: i64,
    person: Option<[u8; 16]>,
    again: bool,
}

/// Counts the contacts of a period.
#[derive(Debug)]
pub struct CallTally<'l> {
    lists: &'l Lists,
    series: &'l Series,
    /// The place of the part that the last contact fell into; contacts come in the order in which they began.
    part: usize,
    figures: CallFigures,
    handling: Vec<i64>,
    delays: Vec<i64>,
    /// Numbers of the issues somebody may come in with again, by type and subject.
    issues: HashMap<String, HashMap<String, u32>>,
    next_issue: u32,
    ended: Vec<Ended>,
    of_person: HashMap<[u8; 16], Vec<(u32, usize)>>,
    of_number: HashMap<String, Vec<(u32, usize)>>,
}

impl<'l> CallTally<'l> {
    /// Counts nothing yet.
    #[must_use]
    pub fn new(lists: &'l Lists, series: &'l Series) -> Self {
        Self {
            lists,
            series,
            part: 0,
            figures: CallFigures {
                received_by_part: vec![0; series.parts.len()],
                ..CallFigures::default()
            },
            handling: Vec::new(),
            delays: Vec::new(),
            issues: HashMap::new(),
            next_issue: 0,
            ended: Vec::new(),
            of_person: HashMap::new(),
            of_number: HashMap::new(),
        }
    }

    /// Counts one more contact. They come in the order in which they began; those of the [`RESOLVED_WITHIN_MS`] behind
    /// the period come too and count only as what somebody came in with again.
    pub fn add(&mut self, contact: &Contact<'_>) {
        let group = Group::of(
            self.lists,
            contact.channel,
            contact.type_code,
            contact.sub_category,
        );
        if group.comes_in() && contact.type_code != NON_SERVICE {
            self.come_in(group, contact);
        }
        if self.is_of_period(contact) {
            self.count(group, contact);
        }
    }

    /// The figures of what was counted.
    #[must_use]
    pub fn finish(self) -> CallFigures {
        let again = self.ended.iter().filter(|ended| ended.again).count();
        let mut figures = self.figures;
        figures.resolved.part -= u32::try_from(again).unwrap_or_default();
        figures.handling_ms = spread(self.handling);
        figures.log_delay_ms = spread(self.delays);
        figures
    }

    fn is_of_period(&self, contact: &Contact<'_>) -> bool {
        contact.is_counted && contact.started_at < self.series.ends_at()
    }

    fn count(&mut self, group: Group, contact: &Contact<'_>) {
        let figures = &mut self.figures;
        *figures.by_group.entry(group).or_default() += 1;
        bump(&mut figures.by_channel, contact.channel);
        bump(&mut figures.by_governorate, contact.governorate);
        if !figures.by_type.contains_key(contact.type_code) {
            let none = TypeFigures::default();
            figures.by_type.insert(contact.type_code.to_owned(), none);
        }
        if let Some(of_type) = figures.by_type.get_mut(contact.type_code) {
            of_type.contacts += 1;
            bump(&mut of_type.by_sub_category, contact.sub_category);
        }
        if matches!(group, Group::Service | Group::NonService) {
            self.receive(contact.started_at);
        }
        let figures = &mut self.figures;
        if group != Group::Service {
            return;
        }
        figures.opened_case.count(contact.case == CaseOf::Opened);
        figures.service_in_hours += u32::from(!contact.entered_late || contact.ended_at.is_some());
        let Some(ended_at) = contact
            .ended_at
            .filter(|ended| *ended >= contact.started_at)
        else {
            return;
        };
        // A clock that was set back may have a call saved before it ended: that is no time.
        if contact.saved_at < ended_at {
            return;
        }
        self.delays.push(contact.saved_at - ended_at);
        let later = LocalDay::of(contact.saved_at) > LocalDay::of(ended_at);
        figures.saved_later.count(later);
        if !contact.entered_late {
            self.handling.push(contact.saved_at - contact.started_at);
        }
    }

    fn receive(&mut self, at: i64) {
        let ahead = self.series.parts.iter().skip(self.part);
        self.part += ahead.take_while(|part| part.ends_at <= at).count();
        if let Some(received) = self.figures.received_by_part.get_mut(self.part) {
            *received += 1;
        }
    }

    /// Somebody came in with an issue: what they were told about it before was not the end of it.
    fn come_in(&mut self, group: Group, contact: &Contact<'_>) {
        if contact.person.is_none() && contact.number.is_empty() {
            return;
        }
        let issue = self.issue(contact);
        let place = self.ended.len();
        let counts = group == Group::Service && self.is_of_period(contact);
        let is_end =
            counts && contact.case == CaseOf::None && ENDED_IN_CALL.contains(&contact.outcome);
        if counts {
            self.figures.resolved.count(is_end);
        }
        if let Some(person) = contact.person {
            let before = self.of_person.entry(person).or_default();
            turn_to(&mut self.ended, before, (issue, contact), |_| true);
            before.extend(is_end.then_some((issue, place)));
        }
        if !contact.number.is_empty() {
            // Two persons who were chosen are two, on one number too.
            let is_same = |ended: &Ended| ended.person.is_none() || contact.person.is_none();
            let end = is_end.then_some((issue, place));
            match self.of_number.get_mut(contact.number) {
                Some(before) => {
                    turn_to(&mut self.ended, before, (issue, contact), is_same);
                    before.extend(end);
                }
                None => {
                    if let Some(end) = end {
                        self.of_number.insert(contact.number.to_owned(), vec![end]);
                    }
                }
            }
        }
        if is_end {
            self.ended.push(Ended {
                started_at: contact.started_at,
                person: contact.person,
                again: false,
            });
        }
    }

    fn issue(&mut self, contact: &Contact<'_>) -> u32 {
        let of_type = self.issues.get(contact.type_code);
        if let Some(issue) = of_type.and_then(|issues| issues.get(contact.sub_category)) {
            return *issue;
        }
        let issue = self.next_issue;
        self.next_issue += 1;
        let of_type = self.issues.entry(contact.type_code.to_owned());
        let of_type = of_type.or_default();
        of_type.insert(contact.sub_category.to_owned(), issue);
        issue
    }
}

fn bump(counted: &mut Counted, code: &str) {
    match counted.get_mut(code) {
        Some(contacts) => *contacts += 1,
        None => {
            counted.insert(code.to_owned(), 1);
        }
    }
}

/// Marks those before about the same issue that are within the seven days, and forgets those that nobody can come in
/// again for any more.
fn turn_to(
    ended: &mut [Ended],
    before: &mut Vec<(u32, usize)>,
    (issue, contact): (u32, &Contact<'_>),
    is_same: impl Fn(&Ended) -> bool,
) {
    before.retain(|(about, place)| {
        let Some(one) = ended.get_mut(*place) else {
            return false;
        };
        if contact.started_at - one.started_at > RESOLVED_WITHIN_MS {
            return false;
        }
        one.again |= *about == issue && is_same(one);
        !one.again
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Period;

    const SUNDAY: i64 = 1_795_291_200_000;
    const HOUR_MS: i64 = 3_600_000;
    const DAY_MS: i64 = 24 * HOUR_MS;

    fn call(at: i64) -> Contact<'static> {
        Contact {
            started_at: at,
            ended_at: Some(at + 60_000),
            saved_at: at + 90_000,
            entered_late: false,
            channel: "phone_in",
            type_code: "inquiry",
            sub_category: "hours",
            governorate: "OM-MA",
            outcome: "answered",
            case: CaseOf::None,
            person: None,
            number: "99123456",
            is_counted: true,
        }
    }

    fn figures(contacts: &[Contact<'_>]) -> CallFigures {
        let from = LocalDay::of(SUNDAY);
        let series = Series::of(Period::new(from, from.next()).unwrap(), 0);
        let mut tally = CallTally::new(Lists::embedded().unwrap(), &series);
        for contact in contacts {
            tally.add(contact);
        }
        tally.finish()
    }

    /// Who is counted as received is what the ministry tells of the centre in public.
    #[test]
    fn what_is_received_is_told_apart_from_everything_else() {
        let non_service = |sub_category| Contact {
            type_code: "non_service",
            sub_category,
            outcome: "",
            ..call(SUNDAY)
        };
        let by = |channel| Contact {
            channel,
            ..call(SUNDAY)
        };
        let told = figures(&[
            call(SUNDAY),
            non_service("silent"),
            non_service("test"),
            by("phone_out"),
            by("x_direct"),
            by("walk_in"),
            by("letter"),
            by("pigeon"),
        ]);
        assert_eq!((told.received(), told.logged()), (2, 8));
        assert_eq!(
            told.of(Group::Message),
            2,
            "an unknown channel is a message"
        );
        assert_eq!(told.of(Group::Test), 1);
        assert_eq!(told.by_type["non_service"].by_sub_category["test"], 1);
    }

    /// Three years of old sheets in a week at which one person sat are not a thousand calls an hour.
    #[test]
    fn what_came_with_a_sheet_was_taken_in_no_hours_that_are_known() {
        let old = Contact {
            entered_late: true,
            ended_at: None,
            ..call(SUNDAY)
        };
        let told = figures(&[call(SUNDAY), old, old]);
        assert_eq!((told.received(), told.service_in_hours), (3, 1));
    }

    /// An hour of a late entry is no work, and a call that nobody ended has no length.
    #[test]
    fn handling_time_leaves_out_what_has_no_known_length() {
        let told = figures(&[
            call(SUNDAY),
            Contact {
                ended_at: None,
                ..call(SUNDAY)
            },
            Contact {
                entered_late: true,
                saved_at: SUNDAY + DAY_MS,
                ..call(SUNDAY)
            },
            Contact {
                saved_at: SUNDAY,
                ..call(SUNDAY)
            },
        ]);
        let handling = told.handling_ms.unwrap();
        assert_eq!((handling.count, handling.mean), (1, 90_000));
        assert_eq!(told.log_delay_ms.unwrap().count, 2);
        assert_eq!(told.saved_later, Share { part: 1, of: 2 });
    }

    /// Seven days decide; a second person on the number is somebody else, a merged one is not.
    #[test]
    fn who_comes_in_again_with_the_same_issue_was_not_helped_at_first() {
        let week = RESOLVED_WITHIN_MS;
        let check = |second: Contact<'_>, expected: (u32, u32), why: &str| {
            let told = figures(&[call(SUNDAY), second]).resolved;
            assert_eq!((told.part, told.of), expected, "{why}");
        };
        check(call(SUNDAY + week), (0, 1), "on the last of the seven days");
        check(call(SUNDAY + week + 1), (1, 1), "after them");
        check(call(SUNDAY + HOUR_MS), (1, 2), "within the period");
        let other = Contact {
            sub_category: "fees",
            ..call(SUNDAY + week)
        };
        check(other, (1, 1), "about something else");
        let out = Contact {
            channel: "phone_out",
            ..call(SUNDAY + HOUR_MS)
        };
        check(out, (1, 1), "we called them");
        let message = Contact {
            channel: "x_direct",
            ..call(SUNDAY + HOUR_MS)
        };
        check(message, (0, 1), "by message");
        let chosen = Contact {
            person: Some([1; 16]),
            ..call(SUNDAY + HOUR_MS)
        };
        check(chosen, (1, 2), "whoever was not chosen may be they");
        let unknown = Contact {
            number: "",
            ..call(SUNDAY + HOUR_MS)
        };
        check(unknown, (1, 1), "nobody who can be told again");
        let case = Contact {
            case: CaseOf::Opened,
            sub_category: "fees",
            ..call(SUNDAY + HOUR_MS)
        };
        check(case, (1, 2), "a case is not the end");

        let of = |person: u8, number, at| Contact {
            person: Some([person; 16]),
            number,
            ..call(at)
        };
        let two = [of(1, "99", SUNDAY), of(2, "99", SUNDAY + HOUR_MS)];
        assert_eq!(figures(&two).resolved, Share { part: 2, of: 2 });
        let one = [of(1, "99", SUNDAY), of(1, "98", SUNDAY + HOUR_MS)];
        assert_eq!(figures(&one).resolved, Share { part: 1, of: 2 });
    }

    /// A week behind the period is looked at and counts in nothing.
    #[test]
    fn what_came_behind_the_period_is_not_of_it() {
        let told = figures(&[call(SUNDAY + 2 * DAY_MS - 1), call(SUNDAY + 2 * DAY_MS)]);
        assert_eq!((told.logged(), told.resolved.of), (1, 1));
    }
}
