//! Any history of several desks: whatever was done, sent, lost and pulled in whatever order, in the end
//! every machine has the same rows, they are what a rebuild gives, and every journal is whole.

use domain::call::{Call, Custom, Return, Score};
use domain::case::{Case, CaseStatus, NewMove, ToTell};
use domain::comment::Comment;
use domain::entry::Entry;
use domain::erasure::{Erasure, Pseudonyms, Why, spares};
use domain::flag::NumberFlag;
use domain::fold::{Change, Record};
use domain::follow_up::{Attempt, CALL_BACK, FollowUp, NewDue};
use domain::hand_over::HandOver;
use domain::id::{AttemptId, CommentId, EntryId, MachineId, ReturnId, ScoreId, SubjectId, UserId};
use domain::merge::Merge;
use domain::person::Person;
use domain::quality::Answer;
use domain::shift_paper::{Signature, SyncedTo};
use proptest::prelude::*;

use super::hand_in;
use super::site::{Centre, rows_of};
use super::world::{Desk, SHIFT, at, call, fresh_subject};
use crate::act::Acting;
use crate::erasure::blank::erasures_of;
use crate::error::StoreError;
use crate::random::random;

/// Something that happens at one of the desks.
#[derive(Debug, Clone)]
enum Step {
    Log {
        desk: usize,
    },
    Edit {
        desk: usize,
        subject: usize,
        what: u8,
    },
    Open {
        desk: usize,
        call: usize,
    },
    Begin {
        desk: usize,
        of: usize,
        what: u8,
    },
    Move {
        desk: usize,
        subject: usize,
        to: usize,
    },
    Erase {
        desk: usize,
        subject: usize,
    },
    Send {
        desk: usize,
        limit: u32,
        answered: bool,
    },
    Pull {
        desk: usize,
        limit: usize,
    },
    NewEpoch {
        desk: usize,
    },
    Restart {
        back: u64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let desk = 0..3_usize;
    prop_oneof![
        2 => desk.clone().prop_map(|desk| Step::Log { desk }),
        6 => (desk.clone(), any::<usize>(), any::<u8>()).prop_map(|(desk, subject, what)| Step::Edit { desk, subject, what }),
        2 => (desk.clone(), any::<usize>()).prop_map(|(desk, call)| Step::Open { desk, call }),
        3 => (desk.clone(), any::<usize>(), any::<u8>()).prop_map(|(desk, of, what)| Step::Begin { desk, of, what }),
        3 => (desk.clone(), any::<usize>(), 0..CaseStatus::ALL.len()).prop_map(|(desk, subject, to)| Step::Move { desk, subject, to }),
        1 => (desk.clone(), any::<usize>()).prop_map(|(desk, subject)| Step::Erase { desk, subject }),
        5 => (desk.clone(), 1..4_u32, any::<bool>()).prop_map(|(desk, limit, answered)| Step::Send { desk, limit, answered }),
        5 => (desk.clone(), 1..5_usize).prop_map(|(desk, limit)| Step::Pull { desk, limit }),
        1 => desk.prop_map(|desk| Step::NewEpoch { desk }),
        1 => (0..4_u64).prop_map(|back| Step::Restart { back }),
    ]
}

struct Site {
    desks: Vec<Desk>,
    centre: Centre,
    subjects: Vec<SubjectId>,
    minute: i64,
}

impl Site {
    fn act(
        &self,
        desk: usize,
        what: impl FnOnce(&mut Acting<'_>) -> Result<(), StoreError> + Send + 'static,
    ) {
        let desk = &self.desks[desk];
        desk.store().act(desk.stamp(self.minute), what).unwrap();
    }

    fn subject(&self, at: usize) -> Option<SubjectId> {
        (!self.subjects.is_empty()).then(|| self.subjects[at % self.subjects.len()])
    }

    fn go(&mut self, step: Step) {
        self.minute += 1;
        let minute = self.minute;
        match step {
            Step::Log { desk } => {
                let id = fresh_subject(minute);
                self.subjects.push(id);
                self.act(desk, move |acting| {
                    acting.append(id, call(minute, None).logged()).map(|_| ())
                });
            }
            Step::Edit {
                desk,
                subject,
                what,
            } => {
                let Some(id) = self.subject(subject) else {
                    return;
                };
                let by = self.desks[desk].person;
                self.act(desk, move |acting| {
                    let known = acting.rows()?.folded(id)?.map(|folded| folded.record);
                    let change = match known {
                        Some(Record::Call(old)) => edit_call(&old, by, minute, what),
                        Some(Record::Case(old)) => edit_case(&old, by, minute, what),
                        Some(Record::Person(old)) => edit_person(&old, minute, what),
                        Some(Record::FollowUp(_)) => Some(edit_follow_up(by, minute, what)),
                        Some(Record::Merge(_)) => Some(Merge::undone()),
                        Some(Record::Flag(_)) => Some(NumberFlag::lifted()),
                        Some(Record::HandOver(_)) => Some(HandOver::confirmed(at(minute), by)),
                        _ => None,
                    };
                    change.map_or(Ok(()), |change| acting.append(id, change).map(|_| ()))
                });
            }
            Step::Open { desk, call } => {
                let Some(of) = self.subject(call) else { return };
                let id = fresh_subject(minute);
                self.subjects.push(id);
                let case = Case {
                    type_code: "complaint".into(),
                    calls: [of].into(),
                    received_at: Some(at(minute)),
                    ..Case::default()
                };
                self.act(desk, move |acting| {
                    acting.append(id, case.opened()).map(|_| ())
                });
            }
            Step::Begin { desk, of, what } => {
                let Some(of) = self.subject(of) else { return };
                let id = fresh_subject(minute);
                self.subjects.push(id);
                let begun = begin(of, minute, what);
                self.act(desk, move |acting| acting.append(id, begun).map(|_| ()));
            }
            Step::Move { desk, subject, to } => {
                let Some(id) = self.subject(subject) else {
                    return;
                };
                self.act(desk, move |acting| {
                    match acting.rows()?.folded(id)?.map(|folded| folded.record) {
                        Some(Record::Case(_)) => acting
                            .append(id, NewMove::new(CaseStatus::ALL[to], at(minute)).moved())
                            .map(|_| ()),
                        _ => Ok(()),
                    }
                });
            }
            Step::Erase { desk, subject } => {
                let Some(id) = self.subject(subject) else {
                    return;
                };
                self.act(desk, move |acting| {
                    let asked = Erasure {
                        why: Why::Asked,
                        request: format!("2026/{minute}"),
                    };
                    let names = Pseudonyms::new(random()?);
                    acting.erase(id, &asked, &names).map(|_| ())
                });
            }
            Step::Send {
                desk,
                limit,
                answered,
            } => {
                let store = self.desks[desk].store().clone();
                self.centre.take_from(&store, limit, answered, false);
            }
            Step::Pull { desk, limit } => {
                self.centre
                    .give_to(self.desks[desk].store(), limit)
                    .unwrap();
            }
            Step::NewEpoch { desk } => {
                let store = self.desks[desk].store();
                store.begin_epoch(crate::NewEpoch::Fork, at(1)).unwrap();
            }
            Step::Restart { back } => self.restart(back),
        }
    }

    /// The centre loses its newest entries; each desk goes back to its newest mark that still stands.
    fn restart(&mut self, back: u64) {
        let length = self.centre.last().saturating_sub(back);
        self.centre.restored_at(length);
        for desk in &self.desks {
            let marks = desk.store().cursors().unwrap();
            let stands = marks
                .iter()
                .map(|mark| mark.at.number)
                .find(|number| *number <= length);
            desk.store().restart_from(stands.unwrap_or(0)).unwrap();
        }
    }
}

fn edit_call(old: &Call, by: UserId, minute: i64, what: u8) -> Option<Change> {
    let new = match what % 13 {
        0 => Call {
            urgent: !old.urgent,
            ..old.clone()
        },
        1 => Call {
            outcome: format!("outcome_{}", what % 5),
            ..old.clone()
        },
        2 => Call {
            note: format!("ملاحظة {minute}"),
            place: String::new(),
            ..old.clone()
        },
        3 => Call {
            ended_at: Some(at(minute)),
            ..old.clone()
        },
        4 => return Some(Call::commented(&comment(by, minute))),
        5 => Call {
            cards: [(format!("card-{}", what % 3), what.into())].into(),
            asked: [("fever".into(), format!("{}", what % 2))].into(),
            holds: [(at(minute), (what < 128).then_some(at(minute + 1)))].into(),
            ..old.clone()
        },
        6 => Call {
            custom: [
                ("ward".into(), Custom::Text(format!("جناح {minute}"))),
                ("visits".into(), Custom::Number(what.into())),
            ]
            .into(),
            patient_name: format!("مريض {minute}"),
            ..old.clone()
        },
        7 => return Some(Call::returned(&returned(by, minute))),
        8 => {
            let one = old.returns.first()?.id;
            return Some(if what < 128 {
                Call::return_corrected(one, at(minute), by)
            } else {
                Call::return_withdrawn(one)
            });
        }
        9 => return Some(Call::scored(&scored(by, minute, what))),
        10 => {
            let one = old.scores.last()?.id;
            return Some(Call::score_replied(one, &comment(by, minute)));
        }
        11 => return Some(Call::score_withdrawn(old.scores.first()?.id)),
        _ if old.voided => return Some(Call::restored()),
        _ => return Some(Call::voided("test")),
    };
    old.amended(&new)
}

fn comment(by: UserId, minute: i64) -> Comment {
    Comment {
        id: CommentId::from_bytes(random().unwrap()),
        by: Some(by),
        at: Some(at(minute)),
        text: format!("تعليق {minute}"),
    }
}

fn returned(by: UserId, minute: i64) -> Return {
    Return {
        id: ReturnId::from_bytes(random().unwrap()),
        by: Some(by),
        at: Some(at(minute)),
        text: format!("أضف المستشفى {minute}"),
        corrected: [].into(),
        withdrawn: false,
    }
}

fn scored(by: UserId, minute: i64, what: u8) -> Score {
    let failed = (what > 200).then(|| "disrespect".to_owned());
    Score {
        id: ScoreId::from_bytes(random().unwrap()),
        by: Some(by),
        at: Some(at(minute)),
        form: "health_call".into(),
        version: 1,
        result: failed.as_ref().map_or(u32::from(what), |_| 0),
        answers: [
            ("greeting".to_owned(), Answer::Yes),
            ("listened".to_owned(), Answer::Points(u32::from(what % 5))),
        ]
        .into(),
        failed: failed.into_iter().collect(),
        text: format!("تقييم {minute}"),
        replies: Vec::new(),
        withdrawn: false,
    }
}

fn edit_case(old: &Case, by: UserId, minute: i64, what: u8) -> Option<Change> {
    let new = match what % 6 {
        0 => Case {
            priority: format!("p{}", 1 + what % 4),
            ..old.clone()
        },
        1 => Case {
            severity: Some(what % 4),
            ..old.clone()
        },
        2 => Case {
            due: Some(at(minute + i64::from(what))),
            owner: Some(by),
            ..old.clone()
        },
        3 => return Some(Case::call_linked(fresh_subject(minute))),
        4 => {
            return Some(Case::told(&ToTell {
                text: format!("يقال {minute}"),
                at: at(minute),
                by,
            }));
        }
        _ => Case {
            title: format!("عنوان {what}"),
            ..old.clone()
        },
    };
    old.amended(&new)
}

fn edit_person(old: &Person, minute: i64, what: u8) -> Option<Change> {
    let mut new = old.clone();
    match what % 4 {
        0 => {
            new.numbers
                .insert(format!("+9689{:07}", minute % 3), "mobile".into());
        }
        1 => new.consent = if what < 128 { "given" } else { "withdrawn" }.into(),
        2 => new.name_ar = format!("سالم بن {minute}"),
        _ => {
            new.flags.insert("deaf".into(), at(minute));
            new.relations.insert(fresh_subject(minute), "child".into());
        }
    }
    old.amended(&new)
}

fn edit_follow_up(by: UserId, minute: i64, what: u8) -> Change {
    match what % 4 {
        0 => FollowUp::attempted(&Attempt {
            id: AttemptId::from_bytes(random().unwrap()),
            at: Some(at(minute)),
            by: Some(by),
            result: "no_answer".into(),
            words: "لا يرد".into(),
        }),
        1 => FollowUp::replanned(&NewDue {
            at: at(minute),
            due: at(minute + 60),
            owner: Some(by),
        }),
        2 => FollowUp::done(at(minute), "reached"),
        _ => FollowUp::cancelled("not_needed"),
    }
}

fn begin(of: SubjectId, minute: i64, what: u8) -> Change {
    match what % 6 {
        4 => Signature {
            shift: SHIFT.into(),
            calls: u32::from(what),
            samples: (what > 100).then_some(u32::from(what % 4)),
            digest: Some([what; 32]),
            machines: [(MachineId::from_bytes([what; 16]), SyncedTo::default())].into(),
            ..Signature::default()
        }
        .signed(),
        5 => HandOver {
            shift: SHIFT.into(),
            notes: format!("أم المريض تنتظر {minute}"),
            ..HandOver::default()
        }
        .handed_over(),
        0 => Person {
            name_ar: format!("سالم بن {minute}"),
            numbers: [("+96899123456".into(), "mobile".into())].into(),
            ..Person::default()
        }
        .added(),
        1 => FollowUp {
            case: Some(of),
            kind: CALL_BACK.into(),
            due: Some(at(minute + 30)),
            promised: what > 128,
            ..FollowUp::default()
        }
        .planned(),
        2 => Merge::of(of, fresh_subject(minute)).unwrap().made(),
        _ => NumberFlag {
            code: "nuisance".into(),
            until: Some(at(minute + 90)),
            number: "+96899123456".into(),
            ..NumberFlag::default()
        }
        .raised(),
    }
}

/// The entries of a store that still hold words, and whether each may: whether its header names all erasures of its
/// subject.
fn words_left(desk: &Desk) -> Vec<(EntryId, bool)> {
    let hand = hand_in(desk.store());
    let mut entries = hand
        .prepare("SELECT subject, header FROM entry WHERE personal IS NOT NULL ORDER BY id")
        .unwrap();
    let rows = entries
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let rows = rows.map(|row| {
        let (subject, header) = row.unwrap();
        let entry = Entry {
            header,
            facts: vec![],
            personal: None,
        };
        let header = entry.read_header().unwrap();
        let erasures = erasures_of(&hand, SubjectId::from_bytes(subject)).unwrap();
        (header.id, spares(&header, &erasures))
    });
    rows.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn all_machines_come_to_the_same_rows(steps in prop::collection::vec(step(), 1..60)) {
        let desks = vec![Desk::new(), Desk::new(), Desk::new()];
        let mut site = Site { desks, centre: Centre::new(), subjects: Vec::new(), minute: 0 };
        for step in steps {
            site.go(step);
        }
        for desk in &site.desks {
            prop_assert_eq!(desk.store().rebuild().unwrap().differed, 0, "rows are what the journal says at any moment");
        }
        site.centre.settle_all(&site.desks);
        let first = rows_of(site.desks[0].store());
        for desk in &site.desks {
            prop_assert_eq!(&rows_of(desk.store()), &first, "every machine folds the same rows");
            prop_assert_eq!(desk.store().rebuild().unwrap().differed, 0);
            prop_assert_eq!(desk.store().verify().unwrap().fault, None);
            prop_assert_eq!(desk.store().link_state().unwrap().waiting, 0);
            let left = words_left(desk);
            prop_assert!(left.iter().all(|(_, may)| *may), "what was erased is gone on every machine");
            prop_assert_eq!(left, words_left(&site.desks[0]), "and what came after it is there on every machine");
        }
    }
}
