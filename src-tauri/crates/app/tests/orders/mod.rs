//! Orders with nothing in them, for whoever asks who may give one.

use app::dto::{
    BulletinOrder, ExportFormat, FigureCallsQuery, FiguresQuery, LocaleCode, RowsOrder,
    ScoreAnswers, ShiftLogOrder, ShiftQuery,
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
