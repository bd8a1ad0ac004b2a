//! The surveys behind a figure. One about a sensitive case counts like any other; whoever has no right to the case is told
//! its day, mode and marks, and nothing that was said.

use domain::id::SubjectId;
use store::{FigureSurveys, Reading, SurveyRow};

use crate::calls::PAGE;
use crate::case_rows::Hand;
use crate::dto::{FigureSurveysQuery, SurveyInList, SurveyPage};
use crate::figures::{period, whose};
use crate::rights::Command;
use crate::surveys;
use crate::{App, AppError, Result, Rule};

impl App {
    /// The surveys behind a figure, the newest first, 50 a page. Of one about a sensitive case that is not for this
    /// person only its day, mode and marks are told.
    ///
    /// # Errors
    /// `Invalid` with the field of the question that is none.
    pub fn figure_surveys(&self, query: &FigureSurveysQuery) -> Result<SurveyPage> {
        let asking = self.asking(Command::FigureSurveys)?;
        let period = period(&query.days, asking.lists()?.as_ref(), asking.now())?;
        let hand = Hand::of(&asking);
        let after = match query.after.as_deref() {
            None => None,
            Some(text) => Some(
                text.parse()
                    .map_err(|_| AppError::invalid("after", Rule::NotAnId))?,
            ),
        };
        let asked = FigureSurveys {
            from: period.from().to_string(),
            to: period.to().to_string(),
            handler: whose(&asking),
            type_code: query.type_code.clone(),
            governorate: query.governorate.clone(),
        };
        asking.store().read(|reading| {
            let page = reading.figure_surveys(&asked, after, PAGE)?;
            let rows = page.rows.iter().map(|row| in_list(reading, row, hand));
            Ok(SurveyPage {
                rows: rows.collect::<Result<_>>()?,
                next: page.next.map(|cursor| cursor.to_string()),
                total: page.total,
            })
        })
    }
}

fn in_list(reading: &Reading<'_>, row: &SurveyRow, hand: Hand) -> Result<SurveyInList> {
    let mut restricted = match row.call {
        Some(call) => !hand.sight.kept_back(reading, &[call])?.is_empty(),
        None => false,
    };
    let case = row.case.map(|case| reading.case_row(case)).transpose()?;
    if let Some(found) = case.flatten() {
        restricted |= !hand.sight.reads(reading, &found)?;
    }
    let mut survey = surveys::view(row, false);
    if restricted {
        survey.comment.clear();
        survey.reference.clear();
        survey.by_ar.clear();
        survey.by_en.clear();
    }
    let id = |id: Option<SubjectId>| id.filter(|_| !restricted).map(|id| id.to_string());
    Ok(SurveyInList {
        survey,
        call: id(row.call),
        case: id(row.case),
        restricted,
    })
}
