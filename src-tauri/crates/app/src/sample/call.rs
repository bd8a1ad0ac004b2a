//! One call, from its moment to the form that an agent would save.

use domain::id::{Millis, SubjectId};
use domain::lists::{CaseRule, Channel, Lists};
use domain::local_day::LocalDay;

use super::SampleCall;
use super::caller::{self, Household, Person};
use super::draw::{Draw, For};
use super::material::{Kind, Material, Subject};
use super::mix;
use super::note::{self, Patient, Told};
use super::number;
use super::phrases::{PatientKind, Telling};
use super::place::Place;
use super::times::{Moment, Rate};
use crate::dto::{CallForm, SaveAs};
use crate::form::time_of;

/// Of a thousand, how many calls of residents and of others are noted in English: some six of a
/// hundred in all.
const ENGLISH_RESIDENT: u64 = 280;
const ENGLISH_OTHER: u64 = 18;

/// Of a thousand phone calls, how many have no known end; with the other channels 12 of 100 calls.
const END_UNKNOWN: u64 = 95;

/// The agent whose keyboard gives Arabic-Indic digits.
const AGENT_WITH_ARABIC_DIGITS: usize = 3;

/// Writes the call of a moment.
pub(super) fn write(
    material: &'static Material,
    seed: u64,
    rate: Rate,
    moment: &Moment,
) -> SampleCall {
    let mut draw = Draw::new(seed, For::Call, moment.day.number(), moment.index);
    let mut form = CallForm {
        id: SubjectId::new(Millis(moment.started_at), draw.ten_bytes()).to_string(),
        channel: "phone_in".to_owned(),
        started_at: moment.started_at,
        ..CallForm::default()
    };
    let mut comment = None;
    let mut save_as = SaveAs::ByRule;
    let kind = material.kinds.get(moment.kind);
    let subject = kind.and_then(|kind| Some((kind, kind.subjects.pick(&mut draw)?)));
    let again = kind.is_some_and(|kind| kind.code == "follow_up");
    let caller = caller::caller(material, seed, rate, moment, again, &mut draw);
    if let (Some((kind, subject)), Some((household, person))) = (subject, caller) {
        kind.code.clone_into(&mut form.type_code);
        subject.code.clone_into(&mut form.sub_category);
        channel(&mut form, kind, moment, &mut draw);
        save_as = save_key(&mut form, kind, subject, &mut draw);
        let writing = Writing {
            material,
            moment,
            kind,
            subject,
            household: &household,
            person: &person,
        };
        writing.fill(&mut form, save_as, &mut draw);
        let commented = if subject.case_rule == CaseRule::Always {
            60
        } else {
            18
        };
        if kind.code != "non_service" && draw.chance(commented) {
            comment = draw.pick(&kind.comments).map(|text| (*text).to_owned());
        }
    }
    SampleCall {
        form,
        agent: moment.agent,
        saved_at: moment.saved_at,
        comment,
        save_as,
    }
}

/// Some contacts are no calls that come in; those have no clock.
fn channel(form: &mut CallForm, kind: &Kind, moment: &Moment, draw: &mut Draw) {
    if kind.code != "non_service" {
        let mut left = draw.below(1_000);
        for (code, weight) in mix::OTHER_CHANNELS {
            if left < weight {
                if !mix::AT_THE_COUNTER.contains(&code) || moment.counter_is_open() {
                    code.clone_into(&mut form.channel);
                }
                break;
            }
            left -= weight;
        }
    }
    let channel = Lists::embedded().ok();
    let channel = channel.and_then(|lists| lists.channel(&form.channel));
    let is_phone = channel.is_none_or(|channel| channel.kind.has_clock());
    if let Some(channel) = channel.filter(|channel| channel.kind.is_received()) {
        exchange(form, channel, moment);
    }
    if is_phone && !draw.chance(END_UNKNOWN) {
        form.ended_at = Some(moment.ended_at);
    }
}

/// Who wrote, when it came in and when it was answered. Every writer is somebody else: a second message of
/// one conversation would belong to the log of the first.
fn exchange(form: &mut CallForm, channel: &Channel, moment: &Moment) {
    let writer: String = form.id.chars().rev().take(6).collect();
    form.handle = match channel.thread {
        None => String::new(),
        Some(_) if channel.has_link => format!("@om_{writer}"),
        Some(_) => format!("om.{writer}@example.om"),
    };
    let day_and_time = |at: i64| (LocalDay::of(at).to_string(), time_of(Millis(at)));
    (form.received_day, form.received_time) = day_and_time(moment.started_at);
    (form.answered_day, form.answered_time) = day_and_time(moment.ended_at);
}

/// The second key now and then: a follow-up that becomes a case, a complaint settled in the call.
fn save_key(form: &mut CallForm, kind: &Kind, subject: &Subject, draw: &mut Draw) -> SaveAs {
    match (kind.code, subject.case_rule) {
        (_, CaseRule::Ask) if draw.chance(30) => SaveAs::OtherWay,
        ("complaint", CaseRule::Always) if draw.chance(20) => {
            "answered".clone_into(&mut form.outcome);
            SaveAs::OtherWay
        }
        ("report", CaseRule::Never) => {
            "answered".clone_into(&mut form.outcome);
            SaveAs::ByRule
        }
        _ => SaveAs::ByRule,
    }
}

/// What the parts of a form are written from.
struct Writing<'a> {
    material: &'static Material,
    moment: &'a Moment,
    kind: &'static Kind,
    subject: &'static Subject,
    household: &'a Household,
    person: &'a Person,
}

impl Writing<'_> {
    fn fill(&self, form: &mut CallForm, save_as: SaveAs, draw: &mut Draw) {
        let household = self.household;
        let person = self.person;
        let is_log = self.subject.case_rule != CaseRule::Always;
        let is_service = self.kind.code != "non_service";
        let english = if household.resident {
            ENGLISH_RESIDENT
        } else {
            ENGLISH_OTHER
        };
        let english = draw.chance(english);

        let tellings = if english {
            self.subject.english
        } else {
            self.subject.arabic
        };
        let telling = draw.pick(tellings);
        let place = Place::draw(self.material, self.kind, household, telling, english, draw);
        let patient = telling
            .and_then(Telling::patient)
            .and_then(|kind: PatientKind| Patient::draw(kind, person.woman, draw));

        place.write(form, self.material, self.subject, household, telling, draw);
        if is_service && save_as == SaveAs::ByRule && form.outcome.is_empty() {
            self.write_outcome(form, telling, draw);
        }
        let told = Told {
            caller_is_woman: person.woman && !english,
            patient,
            facility: place.facility(),
            governorate: &place.governorate.ar,
            wilayat: household.wilayat_ar,
            place: place.words,
            subject: if english {
                &self.subject.en
            } else {
                self.subject.ar
            },
        };
        let noted = match self.kind.code {
            "health_ed" => 740,
            "inquiry" => 640,
            _ => 1_000,
        };
        if draw.chance(noted) {
            form.note = self.note(telling, english, form, &told, draw);
        }

        form.urgent = self.subject.urgent
            || (is_service && form.outcome == "to_emergency" && draw.chance(300))
            || (!is_log && draw.chance(20));
        form.anonymous = is_service
            && draw.chance(match self.kind.code {
                "report" => 140,
                "complaint" => 40,
                _ => 25,
            });
        if is_service && !form.anonymous && draw.chance(if is_log { 900 } else { 1_000 }) {
            form.caller_name = person.name(english, draw);
        }
        form.number = self.number(form, draw);
    }

    fn write_outcome(&self, form: &mut CallForm, telling: Option<&Telling>, draw: &mut Draw) {
        if let Some(outcome) = telling.and_then(|telling| telling.outcome.as_deref()) {
            outcome.clone_into(&mut form.outcome);
            return;
        }
        let mut left = draw.below(1_000);
        for (outcome, weight) in &self.kind.outcomes {
            if left < *weight {
                (*outcome).clone_into(&mut form.outcome);
                return;
            }
            left -= weight;
        }
    }

    /// One to four sentences.
    fn note(
        &self,
        telling: Option<&Telling>,
        english: bool,
        form: &CallForm,
        told: &Told<'_>,
        draw: &mut Draw,
    ) -> String {
        let mut out = String::new();
        let Some(telling) = telling else {
            return out;
        };
        let add = |out: &mut String, phrase: &[_], draw: &mut Draw| {
            note::tell(out, phrase, told, self.material, draw);
        };
        add(&mut out, &telling.says, draw);
        if english || out.is_empty() {
            return out;
        }
        let is_log = self.subject.case_rule != CaseRule::Always;
        if draw.chance(if is_log { 150 } else { 350 })
            && let Some(more) = draw.pick(self.kind.more.fitting(telling))
        {
            add(&mut out, more, draw);
        }
        let ends = self.material.phrases.ends.get(&form.outcome);
        let end = match ends {
            Some(ends) if telling.outcome.is_none() => draw.pick(ends).map(Vec::as_slice),
            _ => None,
        };
        let answer = if telling.answer.is_empty() {
            draw.pick(self.kind.closings.fitting(telling))
                .map(Vec::as_slice)
        } else {
            Some(telling.answer.as_slice())
        };
        if let Some(end) = end {
            add(&mut out, end, draw);
        } else if let Some(answer) = answer
            && draw.chance(if is_log { 820 } else { 700 })
        {
            add(&mut out, answer, draw);
        }
        if draw.chance(100) {
            out = note::without_hamza(&out);
        }
        if self.moment.agent == AGENT_WITH_ARABIC_DIGITS {
            out = number::arabic_digits(&out);
        }
        out
    }

    /// The number as it stands in the form; empty where it is not known.
    fn number(&self, form: &CallForm, draw: &mut Draw) -> String {
        let household = self.household;
        let abroad = if form.sub_category == "pt_abroad" {
            300
        } else {
            8
        };
        if form.channel == "x_direct" || (form.channel == "email" && draw.chance(500)) {
            return String::new();
        }
        if form.anonymous && draw.chance(400) {
            return if draw.chance(500) {
                String::new()
            } else {
                "محجوب".to_owned()
            };
        }
        match draw.below(1_000) {
            0..10 => "محجوب".to_owned(),
            // An extension of the ministry's own exchange.
            10..13 => draw.between(2_000, 4_999).to_string(),
            13..25 if household.number != household.landline => {
                format!("{}/{}", household.number, household.landline)
            }
            _ if draw.chance(abroad) => number::abroad(draw),
            _ => number::as_typed(&household.number, draw),
        }
    }
}
