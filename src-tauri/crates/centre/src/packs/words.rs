//! What is wrong with a content, in words for whoever wrote the file.

use std::collections::BTreeSet;

use domain::lists::{LABEL_CHARS_MAX, LATER_MAX, LIST_CODE_CHARS_MAX, LIST_ROWS_MAX, ListsError};
use domain::policy::{
    BACKUP_WARN_DAYS_MAX, BACKUPS_DAILY_MAX, BACKUPS_WEEKLY_MAX, KEPT_MONTHS_MAX, KEPT_MONTHS_MIN,
    LOCK_IN_CALL_MIN_MAX, LOCK_MIN_MAX, OTHER_TYPES, PolicyError, PolicyKey, SAMPLES_MAX,
};

/// Names that a message lists before it counts the rest.
const NAMES_TOLD: usize = 20;

/// A fault and the rule behind it.
pub(super) fn of(fault: &ListsError) -> String {
    match fault {
        ListsError::Unreadable { file, line } => format!("line {line}: {}", expected(file)),
        ListsError::Twice {
            file: "cards",
            code,
        } => {
            format!("card {code}: this code and version stand there twice")
        }
        ListsError::Twice {
            file: "lists",
            code,
        } => format!("list {code}: it stands there twice"),
        ListsError::Twice { file, code } => format!("list {file}: {code:?} stands there twice"),
        ListsError::Field {
            file: "cards",
            code,
            field,
        } => {
            format!("card {code:?}, field \"{field}\": {}", rule_of_cards(field))
        }
        ListsError::Field {
            file: "lists",
            code,
            field: "later",
        } => format!(
            "\"later\", from {code:?}: each has \"from\", a day as YYYY-MM-DD, and \"lists\" as above; {LATER_MAX} at most"
        ),
        ListsError::Field {
            file: "lists",
            code,
            ..
        } => format!(
            "list {code:?}: there is no such list; the lists are called as the files of assets/lists without .json"
        ),
        ListsError::Field {
            file,
            field: "rows",
            ..
        } => {
            format!("list {file}: it has at least one row and {LIST_ROWS_MAX} at most")
        }
        ListsError::Field { file, code, field } => format!(
            "list {file}, code {code:?}, field \"{field}\": {}",
            rule_of_lists(file, field)
        ),
        ListsError::Fixed {
            file,
            code,
            field: "code",
        } => format!(
            "list {file}, code {code:?}: the program has rules about the codes of this list; only their labels can be \
             changed, and none can be added"
        ),
        ListsError::Fixed { file, code, field } => format!(
            "list {file}, code {code:?}, field \"{field}\": the program has rules about it, or records were written \
             by it; it stays as it was, and so does the code; take a code of your own for something else"
        ),
    }
}

/// What is wrong with a policy, and the rule behind it.
pub(super) fn of_policy(fault: &PolicyError) -> String {
    match fault {
        PolicyError::Syntax { line, column } => format!(
            "line {line}, column {column}: this is not the JSON that is expected here: one object, {{\"lockMin\": 5, …}}"
        ),
        PolicyError::UnknownKey { key, line } => format!(
            "line {line}: there is no key {key:?}; the keys are lockMin, lockInCallMin, language, digits, notifications, samplesPerAgent, backupDaily, backupWeekly, backupWarnDays and keepMonths"
        ),
        PolicyError::Twice { key, line } => {
            format!("line {line}: the key {:?} stands there twice", key.code())
        }
        PolicyError::Value { key, line } => {
            format!(
                "line {line}, key {:?}: {}",
                key.code(),
                rule_of_policy(*key)
            )
        }
        PolicyError::MachinesOwn { key, line } => format!(
            "line {line}: {:?} is for the policy file of a machine alone (/etc/nida/policy.json), since its administrator \
             knows where it sends to, what opens its data and where copies of them lie",
            key.code()
        ),
    }
}

fn rule_of_policy(key: PolicyKey) -> String {
    match key {
        PolicyKey::LockMin => {
            format!(
                "a whole number of minutes from 1 to {LOCK_MIN_MAX}, no more than lockInCallMin"
            )
        }
        PolicyKey::LockInCallMin => {
            format!(
                "a whole number of minutes from 1 to {LOCK_IN_CALL_MIN_MAX}, no less than lockMin"
            )
        }
        PolicyKey::Language => "\"ar\" or \"en\"".to_owned(),
        PolicyKey::SamplesPerAgent => format!("a whole number from 0 to {SAMPLES_MAX}"),
        PolicyKey::BackupDaily => format!("a whole number from 1 to {BACKUPS_DAILY_MAX}"),
        PolicyKey::BackupWeekly => format!("a whole number from 0 to {BACKUPS_WEEKLY_MAX}"),
        PolicyKey::BackupWarnDays => {
            format!("a whole number of days from 1 to {BACKUP_WARN_DAYS_MAX}")
        }
        PolicyKey::KeepMonths => format!(
            "a whole number of months from {KEPT_MONTHS_MIN} to {KEPT_MONTHS_MAX}, or an object with one for each code of \
             a type, and \"{OTHER_TYPES}\" for all others"
        ),
        PolicyKey::Digits => "\"latn\" or \"arab\"".to_owned(),
        PolicyKey::Notifications
        | PolicyKey::Keyring
        | PolicyKey::KeyFile
        | PolicyKey::BackupFolder
        | PolicyKey::CentreAddress => "true or false".to_owned(),
    }
}

/// Names, the first of them.
pub(super) fn some(names: &BTreeSet<String>) -> String {
    let told: Vec<&str> = names.iter().take(NAMES_TOLD).map(String::as_str).collect();
    let more = names.len().saturating_sub(told.len());
    match more {
        0 => told.join(", "),
        more => format!("{} and {more} more", told.join(", ")),
    }
}

fn expected(file: &str) -> &'static str {
    match file {
        "cards" => {
            "this is not the JSON that is expected here: {\"about\": …, \"rows\": [card, …]}, each card with every field \
             and no other, at least one card"
        }
        _ => {
            "this is not the JSON that is expected here: {\"about\": …, \"lists\": {\"name of a list\": …}}, each list \
             as the file of its name in assets/lists: with \"about\" and \"rows\" (the calendar as it is there), every \
             row with its fields and no other"
        }
    }
}

/// The rule of a field of a list, by the list where it is another's elsewhere.
fn rule_of_lists(file: &str, field: &str) -> String {
    match (file, field) {
        ("governorates", "code") => "ISO 3166-2 of Oman: OM- and two capitals".to_owned(),
        (_, "code" | "occasion") => format!(
            "small Latin letters, digits and single underscores, {LIST_CODE_CHARS_MAX} at most, with a letter first"
        ),
        (_, "ar" | "en") => format!(
            "both labels, \"ar\" with Arabic letters and \"en\" without, each of {LABEL_CHARS_MAX} characters at most, \
             without blanks around it or invisible characters"
        ),
        _ => fixed_rule(file, field).to_owned(),
    }
}

fn fixed_rule(file: &str, field: &str) -> &'static str {
    match (file, field) {
        ("wilayats" | "facilities", "group") => "the code of a governorate",
        ("sub_category_groups" | "findings", "group") => "the code of a type",
        ("sub_categories", "group") => {
            "a group of the subject's type (list sub_category_groups); none where the type has no groups"
        }
        ("entities", "group") => "internal, external or partner",
        ("pause_reasons", "group") => "break or work",
        ("return_reasons", "group") => "referral or call",
        ("refusal_reasons", "group") => "request or survey",
        ("follow_up_results", "group") => "done or again",
        ("survey_modes", "group") => "asked or given",
        (_, "group") => "this list has no groups",
        ("types", "digit") => {
            "a digit from 0 to 9 that no other type has; none where all are taken"
        }
        ("types", "case") | ("sub_categories", "case") => "always, ask or never",
        ("types", "default_outcome") => "a code of the list outcomes, or empty",
        ("types", "minimum") => {
            "of type, sub_category, facility, place and note; type is always among them, and sub_category only where \
             the type has a subject in use"
        }
        (_, "type") => "the code of a type",
        (_, "synonyms") => "words without blanks around them or invisible characters",
        (_, "starts") => {
            "a time as HH:MM; at least one shift and 24 at most, no two in use that start at the same time"
        }
        ("channels", "kind") => "phone, message, visit or letter",
        (_, "sender") => {
            "what the writer is called by; messages and letters have it, no other kind does"
        }
        (_, "link") => "true for messages alone",
        (_, "thread") => {
            "sender (where there is one) or link (where \"link\" is true); messages alone have it"
        }
        ("questions", "sub_category") => {
            "the code of a subject of this type; five questions a subject at most, those built in among them"
        }
        ("questions", "answer") => {
            "yes_no, text (\"max\" up to 200 characters) or number (with \"max\")"
        }
        ("questions", "red_flag") => {
            "of questions answered yes_no alone; red flags stand before the subject's other questions"
        }
        ("custom_fields", "sub_categories") => {
            "codes of subjects of this type; eight fields a subject at most, those of its type and those built in \
             among them"
        }
        ("quality_forms", "version") => "a number from 1, higher where another thing is asked",
        ("quality_forms", "sections") => "one to 12 sections",
        ("quality_forms", "weight") => "a number from 1 to 100",
        ("quality_forms", "items") => "one to 20 items",
        ("quality_forms", "max") => "1 to 10 for points, and none for yes_no",
        ("quality_forms", "auto_fail") => "20 at most",
        ("sampling", "per_agent") => "a number from 0 to 20",
        ("sampling", "rows") => "one row",
        ("custom_fields", "kind") => {
            "text (\"max\"), number (\"min\" below \"max\"), date, or codes with at least two \"options\""
        }
        (_, "options") => "codes with both labels",
        ("proposals", "propose") => "another subject of this type than those it is about",
        (_, "affected_min") => "a number from 1",
        (_, "sub_categories") => "codes of subjects of this type, at least one for a proposal",
        (_, "working_days") => {
            "at least one day, 0 for Sunday to 6 for Saturday, and hours that open before they close"
        }
        (_, "opens" | "closes") => "a time as HH:MM",
        (_, "periods") => {
            "days and hours, the last day not before the first, and none that meets another"
        }
        (_, "from") => "a day as YYYY-MM-DD",
        (_, "to") => {
            "a day as YYYY-MM-DD, not before the first, and 31 days without work on end at most"
        }
        (_, "state") => "observed or expected",
        (_, "source") => "where the days come from",
        (_, "priority") => "the code of a priority",
        (_, "acknowledge" | "first_action" | "entity_answer" | "resolve") => {
            "{\"days\": 0 to 250} or {\"minutes\": 1 to 10080}; at least one step is set"
        }
        _ => "it does not keep its rule",
    }
}

/// The rule of a field of a card.
fn rule_of_cards(field: &str) -> &'static str {
    match field {
        "code" | "audience" => {
            "small Latin letters, digits and single underscores, 64 at most, with a letter first"
        }
        "version" => "a number from 1",
        "type" | "sub_category" => {
            "a type, and a subject of it: one of assets/lists/sub_categories.json or of the lists published for this \
             site"
        }
        "ar" => {
            "a title, one to eight paragraphs of answer and one to thirty words, in Arabic, each of 400 characters at \
             most, without blanks around it or invisible characters; at most eight red flags and questions"
        }
        "en" => {
            "the same as for \"ar\", in English, with as many red flags, questions and paragraphs of answer as in Arabic"
        }
        "source" => "source, author and approver in both languages, each of 400 characters at most",
        "approved_at" => {
            "approved, expired and withdrawn cards have a day of approval and a last day not before it; drafts and \
             those in review have neither"
        }
        "valid_until" => "a day as YYYY-MM-DD, or null",
        "state" => "draft, review, approved, expired or withdrawn",
        "replaces" => {
            "version 1 replaces null; every other version replaces an earlier one that stands in the same file"
        }
        "rows" => "2,000 cards at most, every version counted",
        _ => "it does not keep its rule",
    }
}
