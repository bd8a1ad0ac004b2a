//! A case: a matter that outlives the call (domain, "Records" and "State machines"). Its kinds of
//! entry, its record, its lawful moves.
//!
//! A command refuses an unlawful move; the fold, which may not refuse, tells it (`fold::course`). The
//! window within which a closed case may be opened again is a setting, so only a command looks at it.
//! So is the target by which a case is due: what it came to is an instant here.

mod status;

use std::collections::BTreeSet;

pub use status::{CaseStatus, Category, NotAStatus};

use crate::call::MAX_SEVERITY;
use crate::comment::Comment;
use crate::fold::{Change, Finding, Reader, Written};
use crate::id::{EntryId, Millis, SubjectId, UserId};

/// Kind of the entry that opens a case.
pub const OPENED: &str = "case.opened";
/// Kind of the entry that moves it from one status to the next.
pub const MOVED: &str = "case.moved";
/// Kind of the entry that changes other fields of it.
pub const AMENDED: &str = "case.amended";
/// Kind of the entry that adds a call to it. Apart from the changes of a case, since any agent of the
/// site may add a call to a case that only its owner moves (product, "Caller").
pub const CALL_LINKED: &str = "case.call_linked";
/// Kind of the entry that says what a caller who asks may be told. Apart for the same reason: rights
/// look at kinds.
pub const TOLD: &str = "case.told";
/// Kind of the entry that says who opened a sensitive case, and why (safety, "Who may do what").
pub const VIEWED: &str = "case.viewed";

/// Where viewings stand among its fields.
const VIEWINGS: &str = "viewings";

/// A case. Empty text and none mean: not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Reference number to read out, e.g. `26-4170-0038-5`.
    pub reference: String,
    /// Code of the type.
    pub type_code: String,
    /// Code of the sub-category, within the type.
    pub sub_category: String,
    /// The calls it gathers.
    pub calls: BTreeSet<SubjectId>,
    /// Code of the priority, `p1` to `p4`.
    pub priority: String,
    /// How bad, 0–3; none when not assessed.
    pub severity: Option<u8>,
    /// Urgent.
    pub urgent: bool,
    /// Personal parts are kept from those without the right.
    pub sensitive: bool,
    /// Retention is stopped.
    pub legal_hold: bool,
    /// The number of the file because of which; says nothing of a person.
    pub hold_file: String,
    /// Who brought it would not say who they are: nobody can be informed when it closes.
    pub anonymous: bool,
    /// When it was received.
    pub received_at: Option<Millis>,
    /// By when it is to be acknowledged.
    pub acknowledge_due: Option<Millis>,
    /// By when it is to be resolved.
    pub due: Option<Millis>,
    /// Code of the target policy that says so.
    pub target: String,
    /// Who moves it.
    pub owner: Option<UserId>,
    /// Code of the queue it waits in, while nobody has it.
    pub queue: String,
    /// Code of the level it was escalated to.
    pub escalation: String,
    /// Code of the entity that it is to be referred to: noted for the referral to come.
    pub refer_to: String,
    /// The person who brought it, once chosen.
    pub caller: Option<SubjectId>,
    /// The person it is about, once chosen.
    pub patient: Option<SubjectId>,
    /// Code of the facility.
    pub facility: String,
    /// Code of the finding.
    pub finding: String,
    /// Code of the action taken.
    pub action: String,
    /// Code of the closing outcome.
    pub closing_outcome: String,
    /// When the caller was informed.
    pub caller_informed_at: Option<Millis>,
    /// Code of how.
    pub caller_informed_how: String,
    /// When it was written what a caller who asks may be told.
    pub tell_caller_at: Option<Millis>,
    /// Who wrote that.
    pub tell_caller_by: Option<UserId>,
    /// The one sentence that anyone may tell a caller who asks.
    pub tell_caller: String,
    /// Key of the number of whoever brought it (`phone::number_key`), so that it is found while they
    /// call again.
    pub number: String,
    /// Under which number another body knows it.
    pub external_reference: String,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Every move that was made, the first into its first status; none of an entry that was not
    /// Who opened it while it was sensitive, and why; oldest first.
    pub viewings: Vec<Comment>,
    /// applied. Times never run backwards.
    pub moves: Vec<Move>,
}

/// A move that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The entry.
    pub entry: EntryId,
    /// Who.
    pub by: UserId,
    /// From where; none at the beginning.
    pub from: Option<CaseStatus>,
    /// To where.
    pub to: CaseStatus,
    /// When, as it counts.
    pub at: Millis,
}

/// A time in which a case was open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSpan {
    /// From when.
    pub from: Millis,
    /// Until when, and as what it ended; none while it is open.
    pub ended: Option<(Millis, CaseStatus)>,
}

/// What a caller who asks may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToTell {
    /// The sentence; empty takes back what was there.
    pub text: String,
    /// When it was written.
    pub at: Millis,
    /// Who wrote it.
    pub by: UserId,
}

/// A move to be made, with what is said about the case at the same time. Empty and none leave a field
/// as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMove {
    /// To where.
    pub to: CaseStatus,
    /// When.
    pub at: Millis,
    /// Code of the finding.
    pub finding: String,
    /// Code of the action taken.
    pub action: String,
    /// Code of the closing outcome.
    pub closing_outcome: String,
    /// When the caller was informed.
    pub caller_informed_at: Option<Millis>,
    /// Code of how.
    pub caller_informed_how: String,
}

/// What a complaint or report needs to close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// The finding.
    Finding,
    /// The action taken.
    Action,
    /// That the caller was informed.
    CallerInformed,
}

/// Whether a matter is kept from those without the right unless somebody decides otherwise: needy patients, suspected
/// abuse, a risk of self-harm (safety, "Who may do what").
#[must_use]
pub fn is_sensitive(type_code: &str, sub_category: &str) -> bool {
    type_code == "humanitarian"
        || (type_code == "report" && matches!(sub_category, "abuse" | "self_harm"))
}

impl Case {
    /// Opens the case, as new. Its moves are left aside.
    #[must_use]
    pub fn opened(&self) -> Change {
        let mut written = self.write();
        written.code("status", CaseStatus::New.code());
        written.instant("tell_caller_at", self.tell_caller_at);
        written.id("tell_caller_by", self.tell_caller_by);
        written.words("tell_caller", &self.tell_caller);
        written.into_change(OPENED)
    }

    /// Adds a call to a case.
    #[must_use]
    pub fn call_linked(call: SubjectId) -> Change {
        let mut written = Written::default();
        written.fact(&format!("calls/{call}"), true);
        written.into_change(CALL_LINKED)
    }

    /// Says what a caller who asks may be told. Words, time and author are written together, so that of
    /// two sentences written at once one stands whole.
    #[must_use]
    pub fn told(to_tell: &ToTell) -> Change {
        let mut written = Written::default();
        written.instant("tell_caller_at", Some(to_tell.at));
        written.id("tell_caller_by", Some(to_tell.by));
        written.said("tell_caller", &to_tell.text);
        written.into_change(TOLD)
    }

    /// Changes the case into `new`; none when nothing differs. Its moves and what may be told have kinds
    /// of their own and are left aside.
    #[must_use]
    pub fn amended(&self, new: &Self) -> Option<Change> {
        Change::between(AMENDED, self.write(), new.write())
    }

    /// Where it stands; none as long as no entry has said.
    #[must_use]
    pub fn status(&self) -> Option<CaseStatus> {
        self.moves.last().map(|last| last.to)
    }

    /// When it was closed, cancelled or told a duplicate; none while it is not.
    #[must_use]
    pub fn closed_at(&self) -> Option<Millis> {
        let last = self.moves.last()?;
        (last.to.category() == Category::Closed).then_some(last.at)
    }

    /// The times in which it was open, the first one first; only the last may go on.
    #[must_use]
    pub fn open_spans(&self) -> Vec<OpenSpan> {
        let mut spans: Vec<OpenSpan> = Vec::new();
        for one in &self.moves {
            let is_over = one.to.category() == Category::Closed;
            match spans.last_mut().filter(|span| span.ended.is_none()) {
                Some(span) if is_over => span.ended = Some((one.at, one.to)),
                None if !is_over => spans.push(OpenSpan {
                    from: one.at,
                    ended: None,
                }),
                Some(_) | None => {}
            }
        }
        spans
    }

    /// How often it was opened again.
    #[must_use]
    pub fn reopened(&self) -> usize {
        let again = |one: &&Move| one.from.is_some() && one.to == CaseStatus::Reopened;
        self.moves.iter().filter(again).count()
    }

    /// What it would lack if it closed now: a complaint or report closes only with a finding, the
    /// action taken and "caller informed", unless anonymous (domain, "State machines").
    #[must_use]
    pub fn lacks_to_close(&self) -> Vec<Missing> {
        if !matches!(self.type_code.as_str(), "complaint" | "report") {
            return Vec::new();
        }
        let informed = self.anonymous || self.caller_informed_at.is_some();
        let needs = [
            (self.finding.is_empty(), Missing::Finding),
            (self.action.is_empty(), Missing::Action),
            (!informed, Missing::CallerInformed),
        ];
        let lacking = |(lacks, what): (bool, Missing)| lacks.then_some(what);
        needs.into_iter().filter_map(lacking).collect()
    }

    fn write(&self) -> Written {
        let mut written = Written::default();
        written.code("reference", &self.reference);
        written.code("type", &self.type_code);
        written.code("sub_category", &self.sub_category);
        for call in &self.calls {
            written.fact(&format!("calls/{call}"), true);
        }
        written.code("priority", &self.priority);
        if let Some(severity) = self.severity {
            written.fact("severity", severity);
        }
        written.flag("urgent", self.urgent);
        written.flag("sensitive", self.sensitive);
        written.flag("legal_hold", self.legal_hold);
        written.code("hold_file", &self.hold_file);
        written.flag("anonymous", self.anonymous);
        written.instant("received_at", self.received_at);
        written.instant("acknowledge_due", self.acknowledge_due);
        written.instant("due", self.due);
        written.code("target", &self.target);
        written.id("owner", self.owner);
        written.code("queue", &self.queue);
        written.code("escalation", &self.escalation);
        written.code("refer_to", &self.refer_to);
        written.id("caller", self.caller);
        written.id("patient", self.patient);
        written.code("facility", &self.facility);
        written.code("finding", &self.finding);
        written.code("action", &self.action);
        written.code("closing_outcome", &self.closing_outcome);
        written.instant("caller_informed_at", self.caller_informed_at);
        written.code("caller_informed_how", &self.caller_informed_how);
        written.words("number", &self.number);
        written.words("external_reference", &self.external_reference);
        written.words("title", &self.title);
        written.words("summary", &self.summary);
        written
    }

    /// Says that somebody opened this sensitive case; the text is why.
    #[must_use]
    pub fn viewed(viewing: &Comment) -> Change {
        viewing.write_below(VIEWINGS).into_change(VIEWED)
    }

    pub(crate) fn read(reader: &mut Reader<'_>, moves: Vec<Move>) -> Self {
        let case = Self {
            reference: reader.code("reference"),
            type_code: reader.code("type"),
            sub_category: reader.code("sub_category"),
            calls: read_calls(reader),
            priority: reader.code("priority"),
            severity: reader.level("severity", MAX_SEVERITY),
            urgent: reader.flag("urgent"),
            sensitive: reader.flag("sensitive"),
            legal_hold: reader.flag("legal_hold"),
            hold_file: reader.code("hold_file"),
            anonymous: reader.flag("anonymous"),
            received_at: reader.instant("received_at"),
            acknowledge_due: reader.instant("acknowledge_due"),
            due: reader.instant("due"),
            target: reader.code("target"),
            owner: reader.id("owner"),
            queue: reader.code("queue"),
            escalation: reader.code("escalation"),
            refer_to: reader.code("refer_to"),
            caller: reader.id("caller"),
            patient: reader.id("patient"),
            facility: reader.code("facility"),
            finding: reader.code("finding"),
            action: reader.code("action"),
            closing_outcome: reader.code("closing_outcome"),
            caller_informed_at: reader.instant("caller_informed_at"),
            caller_informed_how: reader.code("caller_informed_how"),
            tell_caller_at: reader.instant("tell_caller_at"),
            tell_caller_by: reader.id("tell_caller_by"),
            tell_caller: reader.words("tell_caller"),
            number: reader.words("number"),
            external_reference: reader.words("external_reference"),
            title: reader.words("title"),
            summary: reader.words("summary"),
            viewings: Comment::read_below(reader, VIEWINGS),
            moves,
        };
        if let Some(last) = case
            .moves
            .last()
            .filter(|last| last.to == CaseStatus::Closed)
        {
            let missing = case.lacks_to_close();
            if !missing.is_empty() {
                reader.findings.push(Finding::ClosedWithout {
                    entry: last.entry,
                    missing,
                });
            }
        }
        case
    }
}

fn read_calls(reader: &mut Reader<'_>) -> BTreeSet<SubjectId> {
    reader
        .ids_under("calls")
        .into_iter()
        .filter(|(_, path)| reader.flag(path))
        .map(|(id, _)| id)
        .collect()
}

impl NewMove {
    /// A move that says nothing else.
    #[must_use]
    pub const fn new(to: CaseStatus, at: Millis) -> Self {
        Self {
            to,
            at,
            finding: String::new(),
            action: String::new(),
            closing_outcome: String::new(),
            caller_informed_at: None,
            caller_informed_how: String::new(),
        }
    }

    /// Moves a case.
    #[must_use]
    pub fn moved(&self) -> Change {
        let mut written = Written::default();
        written.code("status", self.to.code());
        written.instant("at", Some(self.at));
        written.code("finding", &self.finding);
        written.code("action", &self.action);
        written.code("closing_outcome", &self.closing_outcome);
        written.instant("caller_informed_at", self.caller_informed_at);
        written.code("caller_informed_how", &self.caller_informed_how);
        written.into_change(MOVED)
    }
}
