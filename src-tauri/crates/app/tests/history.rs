//! The journal as it is read by those who answer for it: who did what, never what was said.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

#[expect(dead_code, reason = "these stories use a part of the site")]
mod case_site;
mod common;

use app::dto::{CallForm, CaseTold, JournalQuery, JournalRow, SaveAs};
use app::{App, AppError, Right, Rule};
use case_site::*;
use common::*;

/// Every page under a query.
fn read(app: &App, query: &JournalQuery) -> Vec<JournalRow> {
    let (mut rows, mut query) = (Vec::new(), query.clone());
    loop {
        let page = app.journal_page(&query).unwrap();
        rows.extend(page.rows);
        match page.next {
            Some(next) => query.after = next,
            None => return rows,
        }
    }
}

fn kinds(rows: &[JournalRow]) -> Vec<&str> {
    rows.iter().map(|row| row.kind.as_str()).collect()
}

fn about(text: &str) -> JournalQuery {
    JournalQuery {
        about: text.into(),
        ..JournalQuery::default()
    }
}

fn what(text: &str) -> JournalQuery {
    JournalQuery {
        what: text.into(),
        ..JournalQuery::default()
    }
}

/// A family complains that their case was told to somebody. The auditor finds the case by its reference, sees everybody who
/// wrote in it, in which role, in which place of the chain, and reads no word of it.
#[test]
fn an_auditor_reads_who_did_what_with_a_case_and_no_word_of_it() {
    let machine = site();
    let case = opened(
        &machine,
        &CallForm {
            type_code: "humanitarian".into(),
            sub_category: "treatment_cost".into(),
            facility_text: String::new(),
            note: "زعفرانيت".into(),
            ..complaint_form(1)
        },
    );
    assert!(case.row.sensitive);
    machine
        .app
        .tell_case(&CaseTold {
            case: case.row.id.clone(),
            text: "صنوبريت".into(),
        })
        .unwrap();
    sit_down(&machine, "zahir");
    let rows = read(&machine.app, &about(&case.row.reference));
    assert_eq!(kinds(&rows), ["case.told", "case.opened"]);
    let told = rows.first().unwrap();
    assert_eq!(
        (
            told.by_en.as_str(),
            told.role.as_str(),
            told.reference.as_str()
        ),
        ("Person salim", "agent", case.row.reference.as_str())
    );
    assert_eq!(
        read(&machine.app, &about(&told.id)),
        rows,
        "an entry leads to what it is about"
    );
    for row in &rows {
        let entry = machine.app.journal_entry(&row.id).unwrap();
        assert!(!entry.kept_back && entry.row == *row);
        assert_eq!(entry.state, "waiting", "there is no centre");
        assert_eq!((entry.hash.len(), entry.personal_digest.len()), (64, 64));
        let text = format!("{entry:?}");
        for word in ["زعفرانيت", "صنوبريت", "99123456"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
    let opened = rows.last().unwrap();
    let facts = machine.app.journal_entry(&opened.id).unwrap().facts;
    assert!(
        facts
            .iter()
            .any(|fact| fact.name == "type" && fact.value == "humanitarian"),
        "facts are codes: {facts:?}"
    );

    // An administrator looks after the machine and reads no calls.
    sit_down(&machine, "huda");
    let refused = machine.app.journal_page(&about(&case.row.reference));
    assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
    let rows = read(&machine.app, &about(&case.row.id));
    assert_eq!(
        kinds(&rows),
        ["case.told", "case.opened"],
        "that it was done"
    );
    for row in &rows {
        let entry = machine.app.journal_entry(&row.id).unwrap();
        assert!(entry.kept_back && entry.facts.is_empty() && row.reference.is_empty());
    }
    let people = read(&machine.app, &what("people"));
    let entry = machine
        .app
        .journal_entry(&people.first().unwrap().id)
        .unwrap();
    assert!(
        !entry.kept_back,
        "what was done to the staff is theirs to see"
    );
}

/// Whoever looks for exports, for changes of roles or for one day finds these and nothing else; an agent finds nothing.
#[test]
fn what_is_looked_for_is_found_by_group_kind_day_and_person() {
    let machine = site();
    let journal = || machine.app.journal_page(&JournalQuery::default());
    assert!(matches!(
        journal(),
        Err(AppError::NotAllowed(Right::JournalVerify))
    ));
    let log = |n| {
        machine
            .app
            .log_call(&query_form(n), SaveAs::ByRule)
            .unwrap()
    };
    for n in 1..=40 {
        log(n);
    }
    machine.later(DAY_MS);
    log(41);
    let salim = id_of(&machine, "salim");
    sit_down(&machine, "zahir");
    let all = read(&machine.app, &JournalQuery::default());
    assert!(all.len() > 60, "more than a page: {}", all.len());
    assert_eq!(
        all.len() as u64,
        machine.app.verify_journal().unwrap().entries
    );
    assert!(
        all.iter()
            .zip(all.iter().skip(1))
            .all(|(one, next)| one.at >= next.at)
    );
    let people = read(&machine.app, &what("people"));
    assert!(people.len() >= 9 && people.iter().all(|row| row.kind.starts_with("user.")));
    assert_eq!(read(&machine.app, &what("exports")), []);
    let of_salim = JournalQuery {
        actor: salim,
        ..what("call.logged")
    };
    assert_eq!(read(&machine.app, &of_salim).len(), 41);
    let second_day = JournalQuery {
        from: "23/11/2026".into(),
        to: "23/11/2026".into(),
        ..of_salim.clone()
    };
    assert_eq!(read(&machine.app, &second_day).len(), 1);
    let here = machine.app.journal_page(&of_salim).unwrap();
    let station = here.machines.first().unwrap();
    assert_eq!((station.station.as_str(), station.here), ("مسقط ١", true));
    let at_machine = JournalQuery {
        machine: station.id.clone(),
        ..of_salim.clone()
    };
    assert_eq!(read(&machine.app, &at_machine).len(), 41);
    let wrong = |query: JournalQuery| refused_at(machine.app.journal_page(&query));
    assert_eq!(wrong(what("everything")), ("what", Rule::UnknownCode));
    assert_eq!(wrong(about("who?")), ("about", Rule::UnknownCode));
    let turned = JournalQuery {
        from: "23/11/2026".into(),
        to: "22/11/2026".into(),
        ..JournalQuery::default()
    };
    assert_eq!(wrong(turned), ("to", Rule::EndBeforeStart));
}
