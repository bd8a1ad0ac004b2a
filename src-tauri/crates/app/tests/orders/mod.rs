//! Orders with nothing in them, for whoever asks who may give one.

use app::dto::{
    BulletinOrder, BulletinSchedule, CaseAmended, CaseGiven, CaseHeld, CaseTold, ChainOrder,
    Digits, EraseOldOrder, EraseOrder, ExportFormat, FigureCallsQuery, FiguresQuery, LocaleCode,
    NewAttempt, NewFollowUp, OpenStore, PersonDataOrder, RestoreAsked, RowsOrder, ScoreAnswers,
    ShiftLogOrder, ShiftQuery, ViewingOrder,
};

use super::common::new_id;

pub(crate) fn bulletin_order() -> BulletinOrder {
    BulletinOrder {
        days: FiguresQuery::default(),
        formats: Vec::new(),
        languages: Vec::new(),
        folder: String::new(),
    }
}

pub(crate) fn rows_order() -> RowsOrder {
    RowsOrder {
        calls: FigureCallsQuery::default(),
        format: ExportFormat::Csv,
        language: LocaleCode::Ar,
        folder: String::new(),
    }
}

pub(crate) fn shift_log_order() -> ShiftLogOrder {
    ShiftLogOrder {
        log: ShiftQuery::default(),
        format: ExportFormat::Csv,
        language: LocaleCode::Ar,
        folder: String::new(),
    }
}

pub(crate) fn health_call() -> ScoreAnswers {
    ScoreAnswers {
        form: "health_call".into(),
        version: 1,
        failed: vec!["disrespect".into()],
        ..ScoreAnswers::default()
    }
}

pub(crate) fn restore_asked() -> RestoreAsked {
    RestoreAsked {
        backup: None,
        opens: OpenStore::Passphrase {
            passphrase: String::new(),
        },
    }
}

pub(crate) fn person_data_order() -> PersonDataOrder {
    PersonDataOrder {
        person: String::new(),
        format: ExportFormat::Csv,
        language: LocaleCode::Ar,
        folder: String::new(),
    }
}

pub(crate) fn erase_order() -> EraseOrder {
    EraseOrder {
        person: String::new(),
        request: String::new(),
        except_open: false,
        secret: String::new(),
    }
}

pub(crate) fn case_given() -> CaseGiven {
    CaseGiven {
        case: new_id(4),
        owner: new_id(5),
    }
}

pub(crate) fn case_told() -> CaseTold {
    CaseTold {
        case: new_id(4),
        text: "غدًا".into(),
    }
}

pub(crate) fn case_amended() -> CaseAmended {
    CaseAmended {
        case: new_id(4),
        ..CaseAmended::default()
    }
}

pub(crate) fn new_follow_up() -> NewFollowUp {
    NewFollowUp {
        id: new_id(5),
        case: new_id(4),
        kind: "check".into(),
        due: i64::MAX,
        ..NewFollowUp::default()
    }
}

pub(crate) fn new_attempt() -> NewAttempt {
    NewAttempt {
        id: new_id(6),
        follow_up: new_id(5),
        result: "no_answer".into(),
        ..NewAttempt::default()
    }
}

pub(crate) fn viewing_order() -> ViewingOrder {
    ViewingOrder {
        subject: new_id(4),
        reason: "مراجعة المناوبة".into(),
    }
}

pub(crate) fn case_held() -> CaseHeld {
    CaseHeld {
        case: new_id(4),
        held: true,
        file: "2026/12".into(),
    }
}

pub(crate) fn erase_old_order() -> EraseOldOrder {
    EraseOldOrder {
        secret: String::new(),
    }
}

pub(crate) fn chain_order() -> ChainOrder {
    ChainOrder {
        folder: String::new(),
        secret: String::new(),
    }
}

pub(crate) fn no_schedule() -> BulletinSchedule {
    BulletinSchedule {
        rhythms: Vec::new(),
        formats: Vec::new(),
        languages: Vec::new(),
        digits: Digits::Latn,
        folder: String::new(),
    }
}
