//! Orders with nothing in them, for whoever asks who may give one.

use app::dto::{
    BulletinOrder, BulletinSchedule, ChainOrder, Digits, EraseOrder, ExportFormat,
    FigureCallsQuery, FiguresQuery, LocaleCode, OpenStore, PersonDataOrder, RestoreAsked,
    RowsOrder, ScoreAnswers, ShiftLogOrder, ShiftQuery,
};

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
