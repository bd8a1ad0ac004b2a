-- A call and a case lie where search looks for them: in the order of when they began. What search finds is
-- then one page of the file in place of three, and a save writes fewer. A person stays where their id leads,
-- as the caller card asks, and names the place, for which there was an index.

PRAGMA user_version = 17;

ALTER TABLE call RENAME TO call_before;

CREATE TABLE call (
    -- When it began, in 1/64 seconds since 1970, moved where two would be the same.
    moment          INTEGER NOT NULL PRIMARY KEY,
    id              BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    channel         TEXT    NOT NULL,
    direction       TEXT    NOT NULL,
    -- When a message came in; NULL for a call.
    received_at     INTEGER,
    -- When it began; where nobody said, when it was first saved.
    started_at      INTEGER NOT NULL,
    ended_at        INTEGER,
    saved_at        INTEGER NOT NULL,
    entered_late    INTEGER NOT NULL CHECK (entered_late IN (0, 1)),
    -- Who logged it.
    agent           BLOB    NOT NULL CHECK (length(agent) = 16),
    on_behalf_of    BLOB             CHECK (length(on_behalf_of) = 16),
    -- The machine at which it was logged.
    machine         BLOB    NOT NULL CHECK (length(machine) = 16),
    duty            BLOB             CHECK (length(duty) = 16),
    -- Key of the shift, e.g. 2026-11-22/morning.
    shift           TEXT    NOT NULL,
    -- Day in Asia/Muscat, YYYY-MM-DD.
    local_day       TEXT    NOT NULL,
    -- Persons, once somebody has chosen them.
    caller          BLOB             CHECK (length(caller) = 16),
    patient         BLOB             CHECK (length(patient) = 16),
    anonymous       INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
    verification    TEXT    NOT NULL,
    notice_given    INTEGER NOT NULL CHECK (notice_given IN (0, 1)),
    language        TEXT    NOT NULL,
    relation        TEXT    NOT NULL,
    governorate     TEXT    NOT NULL,
    wilayat         TEXT    NOT NULL,
    affected_ill      INTEGER NOT NULL,
    affected_hospital INTEGER NOT NULL,
    affected_died     INTEGER NOT NULL,
    type            TEXT    NOT NULL,
    outcome         TEXT    NOT NULL,
    urgent          INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    dropped         INTEGER NOT NULL CHECK (dropped IN (0, 1)),
    -- Of the issue that it counts under.
    sub_category    TEXT    NOT NULL,
    facility        TEXT    NOT NULL,
    facility_text   TEXT    NOT NULL,
    -- The call that it goes on with.
    parent_call     BLOB             CHECK (length(parent_call) = 16),
    -- The case it opened.
    "case"          BLOB             CHECK (length("case") = 16),
    form_version    INTEGER NOT NULL,
    -- Taken out of lists and figures.
    voided          INTEGER NOT NULL CHECK (voided IN (0, 1)),
    void_reason     TEXT    NOT NULL,
    -- E.164, where it could be read.
    number          TEXT    NOT NULL,
    number_as_typed TEXT    NOT NULL,
    -- What its history is asked for under: the number, else its digits; empty where there are none.
    number_key      TEXT    NOT NULL,
    caller_name     TEXT    NOT NULL,
    patient_name    TEXT    NOT NULL,
    file_number     TEXT    NOT NULL,
    -- Of a message.
    handle          TEXT    NOT NULL,
    message_link    TEXT    NOT NULL,
    thread          TEXT    NOT NULL,
    external_reference TEXT NOT NULL,
    place           TEXT    NOT NULL,
    note            TEXT    NOT NULL,
    answer          TEXT    NOT NULL,
    -- How many comments it has.
    comments        INTEGER NOT NULL CHECK (comments >= 0),
    -- When a conversation was last answered; NULL for a call, and where nobody did.
    answered_at     INTEGER
) STRICT;

-- What search does not know has no place yet, and gets one when it is folded anew.
INSERT INTO call_found (moment, subject)
    SELECT -row_number() OVER (ORDER BY id), id FROM call_before
    WHERE id NOT IN (SELECT subject FROM call_found);

INSERT OR IGNORE INTO unfolded (subject) SELECT subject FROM call_found WHERE moment < 0;

INSERT INTO call (
        moment, id, channel, direction, received_at, started_at, ended_at, saved_at, entered_late, agent, on_behalf_of,
        machine, duty, shift, local_day, caller, patient, anonymous, verification, notice_given,
        language, relation, governorate, wilayat, affected_ill, affected_hospital, affected_died, type,
        outcome, urgent, dropped, sub_category, facility, facility_text, parent_call, "case",
        form_version, voided, void_reason, number, number_as_typed, number_key, caller_name,
        patient_name, file_number, handle, message_link, thread, external_reference, place, note,
        answer, comments, answered_at)
    SELECT found.moment,
           was.id, was.channel, was.direction, was.received_at, was.started_at, was.ended_at, was.saved_at,
           was.entered_late, was.agent, was.on_behalf_of, was.machine, was.duty, was.shift,
           was.local_day, was.caller, was.patient, was.anonymous, was.verification, was.notice_given,
           was.language, was.relation, was.governorate, was.wilayat, was.affected_ill,
           was.affected_hospital, was.affected_died, was.type, was.outcome, was.urgent, was.dropped,
           was.sub_category, was.facility, was.facility_text, was.parent_call, was."case",
           was.form_version, was.voided, was.void_reason, was.number, was.number_as_typed,
           was.number_key, was.caller_name, was.patient_name, was.file_number, was.handle,
           was.message_link, was.thread, was.external_reference, was.place, was.note, was.answer,
           was.comments, was.answered_at
    FROM call_found AS found CROSS JOIN call_before AS was ON was.id = found.subject
    ORDER BY found.moment;

DROP TABLE call_before;
DROP VIEW call_found_words;
DROP TABLE call_found;

-- The own log of a duty, newest first, and its calls by channel.
CREATE INDEX call_by_duty ON call (duty, started_at, id, channel) WHERE voided = 0;
-- The log of a shift, newest first; the columns behind the id answer its filters and figures from the
-- index alone.
CREATE INDEX call_by_shift
    ON call (shift, started_at, id, agent, type, outcome, urgent, "case", ended_at, channel)
    WHERE voided = 0;
-- Calls of a shift that were taken out. Few are, so the others pay nothing for it.
CREATE INDEX call_voided ON call (shift, started_at, id) WHERE voided = 1;
-- The history of a number and of a person, newest first.
CREATE INDEX call_by_number ON call (number_key, started_at, id) WHERE number_key <> '' AND voided = 0;
CREATE INDEX call_by_caller ON call (caller, started_at, id) WHERE caller IS NOT NULL AND voided = 0;
-- One log for each conversation and day.
CREATE INDEX call_by_thread ON call (channel, thread, local_day, id) WHERE thread <> '' AND voided = 0;
-- Calls of late about the same problem.
CREATE INDEX call_by_problem ON call (facility, type, sub_category, started_at, id)
    WHERE facility <> '' AND sub_category <> '' AND voided = 0;
-- Calls that bear comments, by who logged them, newest first.
CREATE INDEX call_commented ON call (agent, started_at, id) WHERE comments > 0 AND voided = 0;
-- Of a call that dropped: what it was gone on with.
CREATE INDEX call_by_parent ON call (parent_call, started_at, id)
    WHERE parent_call IS NOT NULL AND voided = 0;

ALTER TABLE "case" RENAME TO case_before;

CREATE TABLE "case" (
    -- When it was received, in the same way.
    moment              INTEGER NOT NULL PRIMARY KEY,
    id                  BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    reference           TEXT    NOT NULL,
    -- Empty as long as no entry has said.
    status              TEXT    NOT NULL,
    type                TEXT    NOT NULL,
    sub_category        TEXT    NOT NULL,
    priority            TEXT    NOT NULL,
    severity            INTEGER          CHECK (severity BETWEEN 0 AND 3),
    urgent              INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    sensitive           INTEGER NOT NULL CHECK (sensitive IN (0, 1)),
    legal_hold          INTEGER NOT NULL CHECK (legal_hold IN (0, 1)),
    anonymous           INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
    -- Where nobody said, when it was first recorded.
    received_at         INTEGER NOT NULL,
    acknowledge_due     INTEGER,
    due                 INTEGER,
    -- Code of the policy that the dues come from.
    target              TEXT    NOT NULL,
    owner               BLOB             CHECK (length(owner) = 16),
    queue               TEXT    NOT NULL,
    escalation          TEXT    NOT NULL,
    -- Entity of the referral to come.
    refer_to            TEXT    NOT NULL,
    -- Persons, once somebody has chosen them.
    caller              BLOB             CHECK (length(caller) = 16),
    patient             BLOB             CHECK (length(patient) = 16),
    facility            TEXT    NOT NULL,
    finding             TEXT    NOT NULL,
    action              TEXT    NOT NULL,
    closing_outcome     TEXT    NOT NULL,
    caller_informed_at  INTEGER,
    caller_informed_how TEXT    NOT NULL,
    tell_caller_at      INTEGER,
    tell_caller_by      BLOB             CHECK (length(tell_caller_by) = 16),
    closed_at           INTEGER,
    reopened            INTEGER NOT NULL CHECK (reopened >= 0),
    -- By its status: neither closed nor ended otherwise. What is resolved is open until it is closed,
    -- since its caller may not know yet.
    open                INTEGER NOT NULL CHECK (open IN (0, 1)),
    -- Key of the number of whoever brought it; empty where there is none.
    number              TEXT    NOT NULL,
    tell_caller         TEXT    NOT NULL,
    external_reference  TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    summary             TEXT    NOT NULL
) STRICT;

-- What search does not know has no place yet, and gets one when it is folded anew.
INSERT INTO case_found (moment, subject)
    SELECT -row_number() OVER (ORDER BY id), id FROM case_before
    WHERE id NOT IN (SELECT subject FROM case_found);

INSERT OR IGNORE INTO unfolded (subject) SELECT subject FROM case_found WHERE moment < 0;

INSERT INTO "case" (
        moment, id, reference, status, type, sub_category, priority, severity, urgent, sensitive, legal_hold, anonymous,
        received_at, acknowledge_due, due, target, owner, queue, escalation, refer_to, caller, patient,
        facility, finding, action, closing_outcome, caller_informed_at, caller_informed_how,
        tell_caller_at, tell_caller_by, closed_at, reopened, open, number, tell_caller,
        external_reference, title, summary)
    SELECT found.moment,
           was.id, was.reference, was.status, was.type, was.sub_category, was.priority, was.severity, was.urgent,
           was.sensitive, was.legal_hold, was.anonymous, was.received_at, was.acknowledge_due, was.due,
           was.target, was.owner, was.queue, was.escalation, was.refer_to, was.caller, was.patient,
           was.facility, was.finding, was.action, was.closing_outcome, was.caller_informed_at,
           was.caller_informed_how, was.tell_caller_at, was.tell_caller_by, was.closed_at, was.reopened,
           was.open, was.number, was.tell_caller, was.external_reference, was.title, was.summary
    FROM case_found AS found CROSS JOIN case_before AS was ON was.id = found.subject
    ORDER BY found.moment;

DROP TABLE case_before;
DROP VIEW case_found_words;
DROP TABLE case_found;

CREATE INDEX case_by_reference ON "case" (reference);
-- Lists, newest first; what they are filtered by stands behind the id.
CREATE INDEX case_by_received ON "case" (received_at, id, status, type, urgent, sensitive, owner)
    WHERE status <> '';
CREATE INDEX case_by_open ON "case" (received_at, id) WHERE open = 1;
CREATE INDEX case_by_status ON "case" (status, received_at, id, type, urgent, sensitive, owner);
CREATE INDEX case_by_owner ON "case" (owner, received_at, id) WHERE open = 1 AND owner IS NOT NULL;
-- The list of what is due, soonest first.
CREATE INDEX case_by_due ON "case" (due, id) WHERE open = 1 AND due IS NOT NULL;
-- Open cases of a caller.
CREATE INDEX case_by_number ON "case" (number, received_at, id) WHERE open = 1 AND number <> '';
CREATE INDEX case_by_caller ON "case" (caller, received_at, id) WHERE open = 1 AND caller IS NOT NULL;
CREATE INDEX case_by_patient ON "case" (patient, received_at, id) WHERE open = 1 AND patient IS NOT NULL;
-- Open cases about the same problem.
CREATE INDEX case_by_problem ON "case" (facility, type, sub_category, received_at, id)
    WHERE open = 1 AND facility <> '' AND sub_category <> '';
-- What is kept from most, and whose: few are, so that asking whether a case is one reads no case.
CREATE INDEX case_sensitive ON "case" (id, owner) WHERE sensitive = 1;

ALTER TABLE person RENAME TO person_before;

CREATE TABLE person (
    id                BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    sex               TEXT    NOT NULL,
    -- Zero when not known.
    birth_year        INTEGER NOT NULL CHECK (birth_year >= 0),
    nationality       TEXT    NOT NULL,
    id_type           TEXT    NOT NULL,
    beneficiary       TEXT    NOT NULL,
    governorate       TEXT    NOT NULL,
    wilayat           TEXT    NOT NULL,
    language          TEXT    NOT NULL,
    preferred_contact TEXT    NOT NULL,
    preferred_time    TEXT    NOT NULL,
    consent           TEXT    NOT NULL,
    added_at          INTEGER NOT NULL,
    name_ar           TEXT    NOT NULL,
    name_latin        TEXT    NOT NULL,
    id_number         TEXT    NOT NULL,
    -- Where search knows them: when they were added, in the same way.
    moment            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO person (
        id, sex, birth_year, nationality, id_type, beneficiary, governorate, wilayat, language,
        preferred_contact, preferred_time, consent, added_at, name_ar, name_latin, id_number, moment)
    SELECT id, sex, birth_year, nationality, id_type, beneficiary, governorate, wilayat, language,
           preferred_contact, preferred_time, consent, added_at, name_ar, name_latin, id_number,
           coalesce((SELECT moment FROM person_found WHERE subject = id), -1)
    FROM person_before ORDER BY id;

INSERT OR IGNORE INTO unfolded (subject) SELECT id FROM person WHERE moment < 0;

DROP TABLE person_before;
DROP VIEW person_found_words;
ALTER TABLE person_found RENAME TO person_found_before;

-- Persons in the order of search.
CREATE TABLE person_found (
    moment INTEGER NOT NULL PRIMARY KEY,
    person BLOB    NOT NULL CHECK (length(person) = 16)
) STRICT;

INSERT INTO person_found (moment, person)
    SELECT moment, subject FROM person_found_before ORDER BY moment;

DROP TABLE person_found_before;

-- The words of a moment, waiting or put in.
CREATE VIEW call_words AS
    SELECT moment, words FROM call_indexed
    UNION ALL SELECT moment, words FROM found_waiting WHERE section = 'call';

CREATE VIEW case_words AS
    SELECT moment, words FROM case_indexed
    UNION ALL SELECT moment, words FROM found_waiting WHERE section = 'case';

CREATE VIEW person_words AS
    SELECT moment, words FROM person_indexed
    UNION ALL SELECT moment, words FROM found_waiting WHERE section = 'person';
