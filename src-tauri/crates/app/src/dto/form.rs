//! The call form as the agent fills it, and what the screen asks while it is filled.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CardTold, Corrected, HoldForm};

/// The form as the agent fills it. The same shape is kept as the draft and saved as the call.
/// Text is taken as typed; an unreadable number is kept, never refused. Numbers, days and times of day
/// are text too, so that a draft keeps them while they are typed; digits may be Arabic ones.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct CallForm {
    /// Id of the call, made when the form opened; saving twice gives one call.
    pub id: String,
    /// Set in a form that corrects a saved call: its id is then that of the correction.
    pub corrects: Option<Box<Corrected>>,
    /// The duty it is typed in: what comes late from a screen whose person has signed out is refused.
    /// Empty where there is no screen.
    pub duty: String,
    /// Code of the channel.
    pub channel: String,
    /// When the form opened with F2.
    pub started_at: i64,
    /// When F9 was pressed, or when the line dropped; none while the call goes on.
    pub ended_at: Option<i64>,
    /// When the caller was put on hold, in their order, at most 50.
    pub holds: Vec<HoldForm>,
    /// The line dropped.
    pub dropped: bool,
    /// What was planned by itself when the line dropped, as `2026-11-22 10:20`: as long as the promise
    /// stands so, nobody has touched it. It stays while the caller is called back, for a call-back that is
    /// put away again. Only a draft needs to know.
    pub call_back_planned: String,
    /// When the caller of a dropped call was called back from it. Only a draft needs to know: of saved
    /// calls the second one names the first.
    pub called_back_at: Option<i64>,
    /// Id of the call that this one goes on with, or empty. It need not be saved.
    pub parent_call: String,
    /// The number as typed, up to 40 characters.
    pub number: String,
    /// What the writer of a message is called by: account, address; up to 200 characters.
    pub handle: String,
    /// Where the message stands on the web, of `http` or `https`, up to 2,000 characters.
    pub message_link: String,
    /// The day on which a message or a letter came in, `YYYY-MM-DD` in Muscat.
    pub received_day: String,
    /// The time of that day; of a letter it may be empty.
    pub received_time: String,
    /// The day on which it was answered; empty while it was not.
    pub answered_day: String,
    /// The time of that day.
    pub answered_time: String,
    /// The caller would not say who they are.
    pub anonymous: bool,
    /// The caller's name as said, up to 200 characters.
    pub caller_name: String,
    /// Id of the person chosen as the caller; empty while nobody is. Never set by itself.
    pub caller: String,
    /// Code of the language spoken, or empty.
    pub language: String,
    /// Code of how far it was checked who calls, or empty.
    pub verification: String,
    /// The caller was told that what they say is recorded.
    pub notice_given: bool,
    /// Code of who the caller is to the patient; empty and `self` mean that the caller is the patient.
    pub relation: String,
    /// Id of the person chosen as the patient; empty while nobody is.
    pub patient: String,
    /// The patient's name as said, up to 200 characters.
    pub patient_name: String,
    /// The patient's year of birth, or their age in years.
    pub patient_birth: String,
    /// Code of the patient's sex, or empty.
    pub patient_sex: String,
    /// Number of the patient's file, up to 60 characters.
    pub file_number: String,
    /// How many fell ill.
    pub affected_ill: String,
    /// How many are in hospital.
    pub affected_hospital: String,
    /// How many died.
    pub affected_died: String,
    /// Id of the case that the call is added to instead of opening one; empty where there is none.
    pub link_case: String,
    /// Type of call, empty until chosen. It is the type of the primary issue.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Id of the primary issue; empty for the first one of a call, which bears the call's own.
    pub issue: String,
    /// Subject (sub-category of the type), empty until chosen.
    pub sub_category: String,
    /// What is typed for the subject while none of the list has been picked: a draft keeps it, a call
    /// has no place for it and is refused at `sub_category`.
    pub subject_text: String,
    /// Code of a facility of the list, or empty.
    pub facility: String,
    /// Facility in words where it is not in the list, up to 200 characters.
    pub facility_text: String,
    /// Code of the stage of care, or empty.
    pub stage: String,
    /// Code of the staff group, or empty.
    pub staff_group: String,
    /// How bad, `0` to `3`, or empty.
    pub severity: String,
    /// The other issues, in their order; at most four.
    pub more_issues: Vec<IssueForm>,
    /// Governorate, or empty.
    pub governorate: String,
    /// Wilayat, or empty.
    pub wilayat: String,
    /// Place in words, up to 500 characters.
    pub place: String,
    /// What the caller said, up to 20,000 characters.
    pub note: String,
    /// What was answered, up to 20,000 characters.
    pub answer: String,
    /// Outcome; empty takes the type's default.
    pub outcome: String,
    /// Urgent.
    pub urgent: bool,
    /// The agent has said themselves whether it is urgent: nothing changes it by itself any more. Only a
    /// draft needs to know.
    pub urgent_said: bool,
    /// Answers to guided questions by the question's code, also those of a subject chosen before.
    pub asked: BTreeMap<String, String>,
    /// Custom fields by their code.
    pub custom: BTreeMap<String, String>,
    /// Code of what is promised to the caller; empty is calling back.
    pub promise_kind: String,
    /// What the caller was told, in words, up to 500 characters.
    pub promise: String,
    /// The day by which, `YYYY-MM-DD` in Muscat; with the time it makes a promise.
    pub promise_day: String,
    /// The time of that day, such as `12:00`.
    pub promise_time: String,
    /// Code of the entity that the case is to be referred to, or empty.
    pub refer_to: String,
    /// What is typed for it while none of the list has been picked: kept by a draft alone.
    pub refer_text: String,
    /// The call was taken before it is entered: then the day it happened, `YYYY-MM-DD` in Muscat.
    pub happened_day: String,
    /// The time at which it began.
    pub happened_time: String,
    /// Id of the user whose call it was, or empty.
    pub on_behalf_of: String,
    /// Under which number another body knows it, up to 60 characters.
    pub external_reference: String,
    /// Answer cards told to the caller, each once, at most 20, in the order in which they were told.
    pub cards: Vec<CardTold>,
}

/// One more thing that a call is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct IssueForm {
    /// Its id, made when it was added.
    pub id: String,
    /// Code of its type, empty until chosen.
    #[serde(rename = "type")]
    pub type_code: String,
    /// Code of its subject.
    pub sub_category: String,
    /// What is typed for the subject while none has been picked.
    pub subject_text: String,
    /// Code of a facility of the list, or empty.
    pub facility: String,
    /// Facility in words where it is not in the list.
    pub facility_text: String,
    /// Code of the stage of care, or empty.
    pub stage: String,
    /// Code of the staff group, or empty.
    pub staff_group: String,
    /// How bad, `0` to `3`, or empty.
    pub severity: String,
}

/// When something may be promised for: proposals, since an agent may promise any time that lies ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PromiseTimes {
    /// The days from today on, at most fourteen.
    pub days: Vec<PromiseDay>,
    /// The day that is proposed, `YYYY-MM-DD`.
    pub day: String,
    /// The time that is proposed: two working hours ahead; of what is urgent two hours.
    pub time: String,
    /// The day on which a caller whose line drops now is called back.
    pub call_back_day: String,
    /// The time of that day: ten minutes ahead and a little more, whatever the office hours.
    pub call_back_time: String,
}

/// A day that something may be promised for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PromiseDay {
    /// The day in Muscat, `YYYY-MM-DD`.
    pub day: String,
    /// Noon of it, to show it.
    pub noon: i64,
    /// Whether it is worked.
    pub worked: bool,
}
