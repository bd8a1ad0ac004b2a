//! A person's own data as a file, when they ask for it: everything that is recorded about them.
//!
//! By the same rules as an erasure finds it (`store::PersonRecords`), whether it could be erased or not. What others said in
//! a case that is theirs too is theirs: such a case is left out. The file's name says nothing of the person, and the export
//! is in the journal before it bears it. Never here: what was said about those who work here (comments, scores).

use std::io::{Cursor, Write as _};

use domain::call::Call;
use domain::case::Case;
use domain::export::Export;
use domain::fold::Record;
use domain::follow_up::FollowUp;
use domain::id::{Millis, SubjectId};
use domain::lists::{List, Lists};
use domain::local_day::LocalDay;
use domain::person::Person;
use domain::phone;
use domain::survey::Survey;
use i18n::fluent_args;
use report::{Cell, Column, Document, Line, PageWords, Table};
use store::Reading;

use crate::bulletin::{Words, local};
use crate::dto::{ExportFormat, Exported, PersonDataOrder};
use crate::export::{
    ExportFault, ExportWay, OutFolder, digits_of, locale_of, record, record_failure,
};
use crate::rights::Command;
use crate::start::STATION_NAME;
use crate::{App, AppError, Result, Rule};

/// What is recorded, as it is read.
#[derive(Default)]
struct Records {
    persons: Vec<Person>,
    calls: Vec<Call>,
    cases: Vec<Case>,
    follow_ups: Vec<FollowUp>,
    surveys: Vec<Survey>,
}

impl App {
    /// Writes everything that is recorded about a person into a folder, for that person.
    ///
    /// # Errors
    /// `Invalid` with the field that is wrong, `NotFound`, `Export(…)`, `NotInPractice`; nothing is left in the folder then.
    pub fn write_person_data(&self, order: &PersonDataOrder) -> Result<Exported> {
        let asking = self.asking(Command::WritePersonData)?;
        self.check_real()?;
        let person = order
            .person
            .parse()
            .map_err(|_| AppError::invalid("person", Rule::NotAnId))?;
        let folder = OutFolder::of(&order.folder)?;
        let digits = digits_of(self.in_force().held(&asking.session).digits);
        let words = Words::new(locale_of(order.language), digits);
        let exporting = self.exports.begin()?;
        let (records, station) = asking.store().read(|reading| {
            reading.person_row(person)?.ok_or(AppError::NotFound)?;
            let station = reading.setting(STATION_NAME)?.unwrap_or_default();
            Ok::<_, AppError>((Records::read(reading, person)?, station))
        })?;
        let lists = asking.lists()?;
        let paper = Paper {
            lists: &lists,
            words: &words,
        };
        let document = paper.document(&records, &station, asking.now());
        let rows: usize = document.tables.iter().map(|table| table.rows.len()).sum();
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        let bytes = bytes_of(&document, order.format)?;
        exporting.go_on()?;
        let stamp = asking.stamp()?;
        let export = Export {
            what: "person_data".into(),
            way: ExportWay::Window.code().into(),
            formats: vec![order.format.code().into()],
            languages: vec![words.locale.code().into()],
            rows,
            folder: folder.name(),
            ..Export::default()
        };
        let recorded = record(&asking.desk, stamp, &export, None)?;
        let today = LocalDay::of(asking.now().0);
        let stem = format!("nida-person-data-{today}-{}", words.locale.code());
        let put = folder.begin(recorded, 0).and_then(|(part, mut file)| {
            file.write_all(&bytes)?;
            file.sync_all()?;
            folder.keep(part, &stem, order.format.code())
        });
        match put {
            Ok(name) => {
                folder.confirm();
                Ok(Exported {
                    files: vec![name],
                    rows,
                    ..Exported::default()
                })
            }
            Err(fault) => {
                record_failure(&asking.desk, stamp, recorded, fault)?;
                Err(AppError::Export(fault))
            }
        }
    }
}

fn bytes_of(document: &Document, format: ExportFormat) -> Result<Vec<u8>, ExportFault> {
    Ok(match format {
        ExportFormat::Xlsx => {
            let mut out = Cursor::new(Vec::new());
            report::xlsx(document, &mut out)?;
            out.into_inner()
        }
        ExportFormat::Csv => report::csv(document, Vec::new())?,
        ExportFormat::Pdf => report::pdf(document)?,
    })
}

impl Records {
    fn read(reading: &Reading<'_>, person: SubjectId) -> Result<Self> {
        let found = reading.person_records(person)?;
        let mut records = Self::default();
        let all = [
            found.persons,
            found.calls,
            found.cases,
            found.follow_ups,
            found.surveys,
        ];
        for id in all.into_iter().flatten() {
            match reading.folded(id)?.map(|folded| folded.record) {
                Some(Record::Person(person)) => records.persons.push(*person),
                Some(Record::Call(call)) => records.calls.push(*call),
                Some(Record::Case(case)) => records.cases.push(*case),
                Some(Record::FollowUp(follow_up)) => records.follow_ups.push(*follow_up),
                Some(Record::Survey(survey)) => records.surveys.push(*survey),
                _ => {}
            }
        }
        records
            .calls
            .sort_by_key(|call| call.started_at.or(call.saved_at));
        records.cases.sort_by_key(|case| case.received_at);
        Ok(records)
    }
}

/// The tables, in words of one language.
struct Paper<'a> {
    lists: &'a Lists,
    words: &'a Words,
}

impl Paper<'_> {
    fn document(&self, records: &Records, station: &str, now: Millis) -> Document {
        let words = self.words;
        let made = words.message(
            "bulletin-made",
            &fluent_args!["time" => words.moment(now.0), "station" => station],
        );
        let tables = vec![
            self.persons(&records.persons),
            self.calls(&records.calls),
            self.cases(&records.cases),
            self.follow_ups(&records.follow_ups),
            self.surveys(&records.surveys),
        ];
        Document {
            locale: words.locale,
            digits: words.digits,
            title: words.plain("bulletin-person-title"),
            lines: vec![made.clone(), words.plain("bulletin-person-lead")],
            tables: tables
                .into_iter()
                .filter(|table| !table.rows.is_empty())
                .collect(),
            notes_heading: String::new(),
            notes: Vec::new(),
            page: PageWords {
                before: words.plain("bulletin-page"),
                of: words.plain("bulletin-page-of"),
                by: made,
            },
            made_at: local(now.0),
        }
    }

    fn table(&self, heading: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Table {
        Table {
            heading: self.words.plain(heading),
            columns: columns
                .iter()
                .map(|id| Column::words(self.words.plain(id)))
                .collect(),
            rows: rows
                .into_iter()
                .map(|cells| Line {
                    cells,
                    below: false,
                })
                .collect(),
            bars: None,
        }
    }

    fn coded(&self, list: List, code: &str) -> Cell {
        Cell::text(self.words.coded(self.lists.get(list, code), code))
    }

    fn type_of(&self, code: &str) -> Cell {
        Cell::text(self.lists.call_type(code).map_or_else(
            || code.to_owned(),
            |of_type| self.words.label(&of_type.ar, &of_type.en),
        ))
    }

    fn persons(&self, persons: &[Person]) -> Table {
        let rows = persons.iter().map(|person| {
            let numbers = person.numbers.keys().map(|key| phone::for_eye(key));
            vec![
                Cell::text(person.name_ar.as_str()),
                Cell::text(person.name_latin.as_str()),
                Cell::text(numbers.collect::<Vec<_>>().join(" · ")),
                self.coded(List::Sexes, &person.sex),
                year(person.birth_year),
                Cell::text(person.nationality.as_str()),
                self.coded(List::IdentityDocuments, &person.id_type),
                Cell::text(person.id_number.as_str()),
                self.coded(List::Beneficiaries, &person.beneficiary),
                self.coded(List::Governorates, &person.governorate),
                self.coded(List::Wilayats, &person.wilayat),
                self.coded(List::Languages, &person.language),
            ]
        });
        self.table(
            "bulletin-person-record",
            &[
                "bulletin-person-name-ar",
                "bulletin-person-name-latin",
                "bulletin-person-numbers",
                "bulletin-person-sex",
                "bulletin-person-born",
                "bulletin-person-nationality",
                "bulletin-person-document",
                "bulletin-person-document-number",
                "bulletin-column-beneficiary",
                "bulletin-person-governorate",
                "bulletin-person-wilayat",
                "bulletin-person-language",
            ],
            rows.collect(),
        )
    }

    fn calls(&self, calls: &[Call]) -> Table {
        let rows = calls.iter().map(|call| {
            let subject = call
                .primary_issue()
                .map_or("", |(_, one)| &one.sub_category);
            let subject = self
                .lists
                .sub_category(&call.type_code, subject)
                .map_or_else(
                    || subject.to_owned(),
                    |one| self.words.label(&one.ar, &one.en),
                );
            let said = |own: &str, added: fn(&domain::call::Addition) -> &String| {
                let added = call.additions.values().map(|one| added(one).as_str());
                let all: Vec<&str> = std::iter::once(own)
                    .chain(added)
                    .filter(|words| !words.is_empty())
                    .collect();
                Cell::text(all.join("\n"))
            };
            vec![
                moment(call.started_at.or(call.saved_at)),
                self.coded(List::Channels, &call.channel),
                self.type_of(&call.type_code),
                Cell::text(subject),
                self.coded(List::Outcomes, &call.outcome),
                Cell::text(phone::for_eye(&call.number)),
                Cell::text(call.caller_name.as_str()),
                Cell::text(call.patient_name.as_str()),
                Cell::text(call.place.as_str()),
                said(&call.note, |one| &one.note),
                said(&call.answer, |one| &one.answer),
            ]
        });
        self.table(
            "bulletin-calls",
            &[
                "bulletin-column-started",
                "figures-column-channel",
                "bulletin-column-type",
                "bulletin-column-subject",
                "bulletin-column-outcome",
                "bulletin-column-number",
                "bulletin-person-caller",
                "bulletin-person-patient",
                "bulletin-person-place",
                "bulletin-person-said",
                "bulletin-person-answered",
            ],
            rows.collect(),
        )
    }

    fn cases(&self, cases: &[Case]) -> Table {
        let rows = cases.iter().map(|case| {
            let status = case.status().map_or("", |status| status.code());
            vec![
                Cell::text(case.reference.as_str()),
                moment(case.received_at),
                self.coded(List::CaseStatuses, status),
                self.type_of(&case.type_code),
                Cell::text(case.title.as_str()),
                Cell::text(case.summary.as_str()),
                self.coded(List::Findings, &case.finding),
                self.coded(List::ActionsTaken, &case.action),
                Cell::text(case.tell_caller.as_str()),
            ]
        });
        self.table(
            "bulletin-column-cases",
            &[
                "bulletin-column-case",
                "bulletin-person-received",
                "bulletin-person-status",
                "bulletin-column-type",
                "bulletin-person-title-of-case",
                "bulletin-person-summary",
                "bulletin-person-finding",
                "bulletin-person-action",
                "bulletin-person-told",
            ],
            rows.collect(),
        )
    }

    fn follow_ups(&self, follow_ups: &[FollowUp]) -> Table {
        let rows = follow_ups.iter().map(|one| {
            let words = one.attempts.iter().map(|attempt| attempt.words.as_str());
            let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
            vec![
                self.coded(List::FollowUpKinds, &one.kind),
                moment(one.due),
                moment(one.done_at),
                Cell::text(one.promise.as_str()),
                Cell::text(words.join("\n")),
            ]
        });
        self.table(
            "bulletin-person-follow-ups",
            &[
                "bulletin-person-kind",
                "bulletin-person-due",
                "bulletin-person-done",
                "bulletin-person-promised",
                "bulletin-person-attempts",
            ],
            rows.collect(),
        )
    }

    fn surveys(&self, surveys: &[Survey]) -> Table {
        let rows = surveys.iter().map(|one| {
            vec![
                Cell::text(one.day.map_or_else(String::new, |day| self.words.day(day))),
                one.overall
                    .map_or(Cell::Empty, |mark| Cell::Whole(mark.into())),
                Cell::text(one.comment.as_str()),
            ]
        });
        self.table(
            "bulletin-person-surveys",
            &[
                "bulletin-person-day",
                "bulletin-person-mark",
                "bulletin-person-said",
            ],
            rows.collect(),
        )
    }
}

fn moment(at: Option<Millis>) -> Cell {
    at.map_or(Cell::Empty, |at| Cell::Moment(local(at.0)))
}

/// A year is no number that is grouped.
fn year(year: u32) -> Cell {
    if year == 0 {
        Cell::Empty
    } else {
        Cell::text(year.to_string())
    }
}
