//! The sensitive case that the stories of what is kept back seek, planted by whoever may know of it.

use app::dto::{CallForm, CallerQuery, CaseTold, CaseView, NewComment, NewFollowUp};

use crate::case_site::*;
use crate::common::*;

/// Words of it that nobody without the right may read, in any answer.
pub(crate) const CALLER: &str = "ضرغامبيرة";
pub(crate) const PATIENT: &str = "قسورةبيرة";
pub(crate) const NOTE: &str = "زعفرانيت";
pub(crate) const PLACE: &str = "خزامىبيت";
pub(crate) const TOLD: &str = "صنوبريت";
pub(crate) const PROMISED: &str = "ياقوتيت";
pub(crate) const COMMENT: &str = "مرجانيت";
pub(crate) const DRAFT: &str = "كهرمانيت";
pub(crate) const NUMBER: &str = "97531846";
pub(crate) const FILE_NUMBER: &str = "DX-4410-77";

/// What is planted, and what whoever asks knows of it.
pub(crate) struct Hidden {
    pub(crate) call: String,
    pub(crate) case: CaseView,
    pub(crate) follow_up: String,
    pub(crate) draft: String,
    pub(crate) person: String,
    pub(crate) shift: String,
}

/// Of somebody in need, who is spoken of to nobody else.
pub(crate) fn form() -> CallForm {
    CallForm {
        type_code: "humanitarian".into(),
        sub_category: "treatment_cost".into(),
        caller_name: format!("{CALLER} بن {CALLER}"),
        number: NUMBER.into(),
        relation: "parent".into(),
        patient_name: format!("{PATIENT} بن {PATIENT}"),
        file_number: FILE_NUMBER.into(),
        place: PLACE.into(),
        note: format!("يقول {NOTE} منذ أسبوعين"),
        ..complaint_form(1)
    }
}

pub(crate) fn planted() -> (Machine, Hidden) {
    let machine = site();
    let app = &machine.app;
    let case = opened(&machine, &form());
    assert!(case.row.sensitive);
    app.tell_case(&CaseTold {
        case: case.row.id.clone(),
        text: TOLD.into(),
    })
    .unwrap();
    let follow_up = new_id(60);
    app.plan_follow_up(&NewFollowUp {
        id: follow_up.clone(),
        case: case.row.id.clone(),
        kind: "check".into(),
        due: SUNDAY_TEN + DAY_MS,
        promised: true,
        promise: PROMISED.into(),
        for_anyone: true,
    })
    .unwrap();
    let draft = CallForm {
        id: new_id(70),
        note: DRAFT.into(),
        ..form()
    };
    app.draft_keep(&draft).unwrap();
    sit_down(&machine, "muna");
    let call = new_id(1);
    app.comment_call(&NewComment {
        id: new_id(61),
        call: call.clone(),
        text: COMMENT.into(),
    })
    .unwrap();
    let card = app.caller_card(&caller(String::new())).unwrap();
    let hidden = Hidden {
        person: card.people.first().unwrap().id.clone(),
        shift: app.shifts().unwrap().first().unwrap().key.clone(),
        call,
        case,
        follow_up,
        draft: draft.id,
    };
    (machine, hidden)
}

pub(crate) fn caller(linked_case: String) -> CallerQuery {
    CallerQuery {
        number: NUMBER.into(),
        person: String::new(),
        linked_case,
    }
}
