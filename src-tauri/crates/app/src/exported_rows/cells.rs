//! A call as cells: what a list of calls shows of it, in words of one language. Never here: which calls, whose.

use domain::lists::{List, Lists};
use domain::quality::SCORE_MAX;
use domain::shift_review::Why;
use i18n::fluent_args;
use report::{Cell, Column};

use crate::bulletin::{Words, local};
use crate::dto::CallRow;
use crate::shift_review::Marks;

/// Calls in one language.
pub(super) struct Cells<'a> {
    lists: &'a Lists,
    words: &'a Words,
    marks: Option<&'a Marks>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(lists: &'a Lists, words: &'a Words, marks: Option<&'a Marks>) -> Self {
        Self {
            lists,
            words,
            marks,
        }
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        let words = |id| Column::words(self.words.plain(id));
        let values = |id| Column::values(self.words.plain(id));
        let mut columns = vec![
            values("bulletin-column-started"),
            values("bulletin-column-ended"),
            values("bulletin-column-length"),
            words("figures-column-channel"),
            words("bulletin-column-type"),
            words("bulletin-column-subject"),
            words("bulletin-column-outcome"),
            words("bulletin-column-facility"),
            words("bulletin-column-urgent"),
            words("bulletin-column-agent"),
            words("bulletin-column-behalf"),
            words("bulletin-column-number"),
            words("bulletin-column-case"),
            words("bulletin-column-note"),
        ];
        if self.marks.is_some() {
            columns.push(words("bulletin-column-marks"));
        }
        columns
    }

    /// In the order of the columns.
    pub(super) fn of(&self, row: &CallRow) -> Vec<Cell> {
        let (words, lists) = (self.words, self.lists);
        let channel = lists.channel(&row.channel);
        let has_clock = channel.is_some_and(|channel| channel.kind.has_clock());
        let channel = channel.map_or_else(
            || row.channel.clone(),
            |channel| words.label(&channel.ar, &channel.en),
        );
        let of_type = lists.call_type(&row.type_code);
        let of_type = of_type.map_or_else(
            || row.type_code.clone(),
            |of_type| words.label(&of_type.ar, &of_type.en),
        );
        let subject = lists.sub_category(&row.type_code, &row.sub_category);
        let subject = subject.map_or_else(
            || row.sub_category.clone(),
            |subject| words.label(&subject.ar, &subject.en),
        );
        let coded = |list, code: &str| Cell::text(words.coded(lists.get(list, code), code));
        let urgent = if row.urgent {
            words.plain("common-urgent")
        } else {
            String::new()
        };
        let number = if row.number.is_empty() {
            &row.handle
        } else {
            &row.number
        };
        let note = if row.restricted {
            words.plain("figures-restricted")
        } else {
            row.note_start.clone()
        };
        let moment = |at| Cell::Moment(local(at));
        let lasted = row.ended_at.map(|ended| ended - row.started_at);
        let lasted = lasted.filter(|lasted| has_clock && *lasted >= 0);
        let mut cells = vec![
            moment(row.started_at),
            row.ended_at.map_or(Cell::Empty, moment),
            lasted.map_or(Cell::Empty, Cell::Length),
            Cell::text(channel),
            Cell::text(of_type),
            Cell::text(subject),
            coded(List::Outcomes, &row.outcome),
            coded(List::Facilities, &row.facility),
            Cell::text(urgent),
            Cell::text(words.label(&row.agent_ar, &row.agent_en)),
            Cell::text(words.label(&row.behalf_ar, &row.behalf_en)),
            Cell::text(number.as_str()),
            Cell::text(row.case_reference.as_deref().unwrap_or_default()),
            Cell::text(note),
        ];
        if let Some(marks) = self.marks {
            cells.push(Cell::text(self.marked(row, marks)));
        }
        cells
    }

    /// Why a call is looked at, and what was said of it; of what is not for whoever asks nothing.
    fn marked(&self, row: &CallRow, marks: &Marks) -> String {
        if row.restricted {
            return String::new();
        }
        let plain = |id| self.words.plain(id);
        let mut told = Vec::new();
        if marks.after.contains(&row.id) {
            told.push(plain("shift-after-signature"));
        }
        if row.voided {
            told.push(plain("correct-voided"));
        }
        if row.held {
            told.push(plain("common-held"));
        }
        let why = marks.why.get(&row.id).into_iter().flatten();
        told.extend(why.filter_map(|why| word_of(*why)).map(plain));
        if let Some(score) = marks.scores.get(&row.id) {
            let share = f64::from(score.result) / f64::from(SCORE_MAX);
            let share = self.words.digits.percent(share);
            let mut told_of_it = format!("{} {share}", plain("quality-result"));
            if score.failed {
                told_of_it = format!("{told_of_it} ({})", plain("quality-failed"));
            }
            told.push(told_of_it);
            if score.replied {
                told.push(plain("quality-mark-replied"));
            }
        }
        if row.comments > 0 {
            let count = fluent_args!["count" => row.comments];
            told.push(self.words.message("shift-comments", &count));
        }
        told.join(" · ")
    }
}

/// What a reason is called; none for what the row says by itself.
const fn word_of(why: Why) -> Option<&'static str> {
    match why {
        Why::Corrected => Some("shift-why-corrected"),
        Why::Returned => Some("shift-why-returned"),
        Why::UrgentWithoutAction => Some("shift-why-urgent-without-action"),
        Why::PromiseMissed => Some("shift-why-promise-missed"),
        Why::Reopened => Some("shift-why-reopened"),
        Why::NoFacility => Some("shift-why-no-facility"),
        Why::NoEnd => Some("shift-why-no-end"),
        Why::Short => Some("shift-why-short"),
        Why::Sample => Some("shift-why-sample"),
        Why::Held | Why::Urgent => None,
    }
}
