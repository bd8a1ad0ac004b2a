-- The journal, the rows folded from it, and the private tables of this machine. Ids are the sixteen
-- bytes of a UUID. Instants are UTC in milliseconds since 1970.

PRAGMA application_id = 0x6e696461; -- nida
PRAGMA user_version = 1;

------------------------------------------------------------------------------------------------
-- The journal: what was recorded, where it stands, what the centre counted. Only ever added to,
-- but for the state of a link and for a personal part that an erasure blanks.
------------------------------------------------------------------------------------------------

-- A stretch of a machine's chain: this machine's own and those of the site's other machines.
CREATE TABLE epoch (
    local         INTEGER NOT NULL PRIMARY KEY,
    machine       BLOB    NOT NULL CHECK (length(machine) = 16),
    epoch         BLOB    NOT NULL UNIQUE CHECK (length(epoch) = 16),
    -- The point that its first link follows; both NULL for the first epoch of a machine, or while it
    -- is not known.
    follows_epoch BLOB             CHECK (length(follows_epoch) = 16),
    follows_seq   INTEGER          CHECK (follows_seq > 0),
    -- Four digits in the references of cases that are opened here in this epoch; NULL for those of
    -- other machines.
    station_code  INTEGER          CHECK (station_code BETWEEN 0 AND 9999),
    CHECK ((follows_epoch IS NULL) = (follows_seq IS NULL))
) STRICT;

CREATE TABLE entry (
    -- The order in which this machine came to hold it; says nothing about the centre's order.
    local           INTEGER NOT NULL PRIMARY KEY,
    id              BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    -- Copies of the header for looking up; the header's bytes are what counts, and `verify` compares.
    subject         BLOB    NOT NULL CHECK (length(subject) = 16),
    subject_kind    TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    version         INTEGER NOT NULL CHECK (version >= 0),
    act             BLOB    NOT NULL CHECK (length(act) = 16),
    actor           BLOB    NOT NULL CHECK (length(actor) = 16),
    at              INTEGER NOT NULL,
    -- The three parts, byte for byte as they were made.
    header          BLOB    NOT NULL,
    facts           BLOB    NOT NULL,
    -- NULL once erased.
    personal        BLOB,
    -- SHA-256 of header, facts and personal part as they were made, one behind the other. They stay
    -- when a part is erased, so that the chain stays whole.
    digests         BLOB    NOT NULL CHECK (length(digests) = 96),
    -- Where it stands in the chain of the machine that made it: by its first link that came to be
    -- known here, as good as any later one.
    epoch           INTEGER NOT NULL REFERENCES epoch (local),
    seq             INTEGER NOT NULL CHECK (seq > 0)
) STRICT;

CREATE INDEX entry_by_subject ON entry (subject);

-- The links of this machine's own chain. Those of other machines are the centre's to check; of them
-- the points are enough.
CREATE TABLE link (
    epoch  INTEGER NOT NULL REFERENCES epoch (local),
    seq    INTEGER NOT NULL CHECK (seq > 0),
    entry  INTEGER NOT NULL REFERENCES entry (local),
    prev   BLOB    NOT NULL CHECK (length(prev) = 32),
    hash   BLOB    NOT NULL CHECK (length(hash) = 32),
    -- Until the centre has named it: waiting. Held: the centre has its place in the chain and could
    -- not take its content. Replaced: never acknowledged, and linked anew in a later epoch.
    state  TEXT    NOT NULL CHECK (state IN ('waiting', 'acknowledged', 'held', 'replaced')),
    -- The centre's code for why it is held; else empty.
    reason TEXT    NOT NULL CHECK ((reason <> '') = (state = 'held')),
    PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_by_entry ON link (entry);
CREATE INDEX link_waiting ON link (epoch, seq) WHERE state = 'waiting';
CREATE INDEX link_held ON link (epoch, seq, entry) WHERE state = 'held';

-- A stretch of the centre's counting.
CREATE TABLE centre (
    local   INTEGER NOT NULL PRIMARY KEY,
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    epoch   BLOB    NOT NULL UNIQUE CHECK (length(epoch) = 16)
) STRICT;

-- The centre's number of an entry.
CREATE TABLE number (
    entry            INTEGER NOT NULL PRIMARY KEY REFERENCES entry (local),
    centre           INTEGER NOT NULL REFERENCES centre (local),
    -- One counting goes on where the one before was cut off, so a number is borne once at a time.
    number           INTEGER NOT NULL UNIQUE CHECK (number > 0),
    -- Where in the feed its parts were first to be had, if later than its number: it had been held.
    announced_centre INTEGER          REFERENCES centre (local),
    announced        INTEGER          CHECK (announced > number),
    CHECK ((announced IS NULL) = (announced_centre IS NULL))
) STRICT;

------------------------------------------------------------------------------------------------
-- Folded from the journal by `domain::fold`, one subject at a time; a rebuild makes them anew. Codes
-- are text and may be empty. No foreign keys: a subject may name another that has not arrived yet.
------------------------------------------------------------------------------------------------

CREATE TABLE call (
    id              BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
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
    -- The words it is found by, folded, each with a space before it.
    search          TEXT    NOT NULL
) STRICT;

-- The own log of a duty, newest first.
CREATE INDEX call_by_duty ON call (duty, started_at, id) WHERE voided = 0;
-- The log of a shift, newest first; the columns behind the id answer its filters and figures from the
-- index alone.
CREATE INDEX call_by_shift
    ON call (shift, started_at, id, agent, type, outcome, urgent, "case", ended_at) WHERE voided = 0;
-- The history of a number and of a person, newest first.
CREATE INDEX call_by_number ON call (number_key, started_at, id) WHERE number_key <> '' AND voided = 0;
CREATE INDEX call_by_caller ON call (caller, started_at, id) WHERE caller IS NOT NULL AND voided = 0;
-- One log for each conversation and day.
CREATE INDEX call_by_thread ON call (channel, thread, local_day, id) WHERE thread <> '' AND voided = 0;
-- Calls of late about the same problem.
CREATE INDEX call_by_problem ON call (facility, type, sub_category, started_at, id)
    WHERE facility <> '' AND sub_category <> '' AND voided = 0;

CREATE TABLE issue (
    call          BLOB    NOT NULL CHECK (length(call) = 16),
    id            BLOB    NOT NULL CHECK (length(id) = 16),
    sub_category  TEXT    NOT NULL,
    facility      TEXT    NOT NULL,
    facility_text TEXT    NOT NULL,
    -- 0–3; NULL when not assessed.
    severity      INTEGER          CHECK (severity BETWEEN 0 AND 3),
    stage         TEXT    NOT NULL,
    staff_group   TEXT    NOT NULL,
    "primary"     INTEGER NOT NULL CHECK ("primary" IN (0, 1)),
    PRIMARY KEY (call, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE call_comment (
    call BLOB    NOT NULL CHECK (length(call) = 16),
    id   BLOB    NOT NULL CHECK (length(id) = 16),
    -- Who said it and when, where that could be read.
    by   BLOB             CHECK (length(by) = 16),
    at   INTEGER,
    text TEXT    NOT NULL,
    PRIMARY KEY (call, id)
) STRICT, WITHOUT ROWID;

-- When the caller was put on hold.
CREATE TABLE call_hold (
    call    BLOB    NOT NULL CHECK (length(call) = 16),
    from_at INTEGER NOT NULL,
    -- NULL where the call ended on hold.
    until   INTEGER,
    PRIMARY KEY (call, from_at)
) STRICT, WITHOUT ROWID;

-- Answer cards told.
CREATE TABLE call_card (
    call       BLOB    NOT NULL CHECK (length(call) = 16),
    card       TEXT    NOT NULL,
    version    INTEGER NOT NULL CHECK (version >= 0),
    -- Of the call.
    started_at INTEGER NOT NULL,
    PRIMARY KEY (call, card)
) STRICT, WITHOUT ROWID;

-- Who heard a card, newest first.
CREATE INDEX call_card_by_card ON call_card (card, started_at, call, version);

-- Guided questions that were asked.
CREATE TABLE call_question (
    call     BLOB NOT NULL CHECK (length(call) = 16),
    question TEXT NOT NULL,
    answer   TEXT NOT NULL,
    PRIMARY KEY (call, question)
) STRICT, WITHOUT ROWID;

-- Custom fields.
CREATE TABLE call_custom (
    call   BLOB    NOT NULL CHECK (length(call) = 16),
    field  TEXT    NOT NULL,
    -- One of the four, by the form of the field.
    code   TEXT,
    number INTEGER,
    flag   INTEGER CHECK (flag IN (0, 1)),
    text   TEXT,
    PRIMARY KEY (call, field),
    CHECK ((code IS NOT NULL) + (number IS NOT NULL) + (flag IS NOT NULL) + (text IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE "case" (
    id                  BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
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

CREATE INDEX case_by_reference ON "case" (reference);
-- Lists, newest first.
CREATE INDEX case_by_received ON "case" (received_at, id) WHERE status <> '';
CREATE INDEX case_by_open ON "case" (received_at, id) WHERE open = 1;
CREATE INDEX case_by_status ON "case" (status, received_at, id);
CREATE INDEX case_by_owner ON "case" (owner, received_at, id) WHERE owner IS NOT NULL;
-- The list of what is due, soonest first.
CREATE INDEX case_by_due ON "case" (due, id) WHERE open = 1 AND due IS NOT NULL;
-- Open cases of a caller.
CREATE INDEX case_by_number ON "case" (number, received_at, id) WHERE open = 1 AND number <> '';
CREATE INDEX case_by_caller ON "case" (caller, received_at, id) WHERE open = 1 AND caller IS NOT NULL;
CREATE INDEX case_by_patient ON "case" (patient, received_at, id) WHERE open = 1 AND patient IS NOT NULL;
-- Open cases about the same problem.
CREATE INDEX case_by_problem ON "case" (facility, type, sub_category, received_at, id)
    WHERE open = 1 AND facility <> '' AND sub_category <> '';

-- Calls and cases, many to many.
CREATE TABLE case_call (
    "case" BLOB NOT NULL CHECK (length("case") = 16),
    call   BLOB NOT NULL CHECK (length(call) = 16),
    PRIMARY KEY ("case", call)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_call_by_call ON case_call (call);

-- The moves that a case made, from 1.
CREATE TABLE case_move (
    "case"      BLOB    NOT NULL CHECK (length("case") = 16),
    place       INTEGER NOT NULL CHECK (place > 0),
    entry       BLOB    NOT NULL CHECK (length(entry) = 16),
    by          BLOB    NOT NULL CHECK (length(by) = 16),
    -- Empty for the first.
    from_status TEXT    NOT NULL,
    to_status   TEXT    NOT NULL,
    -- When, as it counts.
    at          INTEGER NOT NULL,
    PRIMARY KEY ("case", place)
) STRICT, WITHOUT ROWID;

CREATE TABLE follow_up (
    id            BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    "case"        BLOB             CHECK (length("case") = 16),
    call          BLOB             CHECK (length(call) = 16),
    kind          TEXT    NOT NULL,
    -- Where nobody said, when it was planned.
    due           INTEGER NOT NULL,
    first_due     INTEGER NOT NULL,
    owner         BLOB             CHECK (length(owner) = 16),
    queue         TEXT    NOT NULL,
    promised      INTEGER NOT NULL CHECK (promised IN (0, 1)),
    state         TEXT    NOT NULL CHECK (state IN ('planned', 'done', 'cancelled')),
    attempts      INTEGER NOT NULL CHECK (attempts >= 0),
    replans       INTEGER NOT NULL CHECK (replans >= 0),
    done_at       INTEGER,
    -- Of a promise that was done: by its due or not.
    kept          INTEGER          CHECK (kept IN (0, 1)),
    result        TEXT    NOT NULL,
    cancel_reason TEXT    NOT NULL,
    planned_at    INTEGER NOT NULL,
    planned_by    BLOB    NOT NULL CHECK (length(planned_by) = 16),
    promise       TEXT    NOT NULL
) STRICT;

-- What is to be done, soonest first: of everybody, of one person, of a case, of a call.
CREATE INDEX follow_up_by_due ON follow_up (state, due, id);
CREATE INDEX follow_up_by_owner ON follow_up (owner, due, id) WHERE state = 'planned' AND owner IS NOT NULL;
CREATE INDEX follow_up_by_case ON follow_up ("case", state, due, id) WHERE "case" IS NOT NULL;
CREATE INDEX follow_up_by_call ON follow_up (call, state, due, id) WHERE call IS NOT NULL;

CREATE TABLE follow_up_attempt (
    follow_up BLOB    NOT NULL CHECK (length(follow_up) = 16),
    id        BLOB    NOT NULL CHECK (length(id) = 16),
    -- When and who, where that could be read.
    at        INTEGER,
    by        BLOB             CHECK (length(by) = 16),
    result    TEXT    NOT NULL,
    words     TEXT    NOT NULL,
    PRIMARY KEY (follow_up, id)
) STRICT, WITHOUT ROWID;

-- Who calls, is ill or is helped; who signs in is a user.
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
    id_number         TEXT    NOT NULL
) STRICT;

-- Persons and their numbers by key, many to many.
CREATE TABLE person_number (
    person BLOB NOT NULL CHECK (length(person) = 16),
    number TEXT NOT NULL,
    kind   TEXT NOT NULL,
    PRIMARY KEY (person, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_by_number ON person_number (number, person);

CREATE TABLE person_relation (
    person   BLOB NOT NULL CHECK (length(person) = 16),
    -- To whom, and who `person` is to them.
    other    BLOB NOT NULL CHECK (length(other) = 16),
    relation TEXT NOT NULL,
    PRIMARY KEY (person, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_relation_by_other ON person_relation (other, person);

CREATE TABLE person_flag (
    person BLOB    NOT NULL CHECK (length(person) = 16),
    code   TEXT    NOT NULL,
    until  INTEGER NOT NULL,
    PRIMARY KEY (person, code)
) STRICT, WITHOUT ROWID;

-- The folded words of a person's names.
CREATE TABLE person_word (
    person BLOB NOT NULL CHECK (length(person) = 16),
    word   TEXT NOT NULL,
    PRIMARY KEY (person, word)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_by_word ON person_word (word, person);

-- Two persons are one, until that is undone. NULL where a person could not be read.
CREATE TABLE merge (
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kept    BLOB             CHECK (length(kept) = 16),
    merged  BLOB             CHECK (length(merged) = 16),
    undone  INTEGER NOT NULL CHECK (undone IN (0, 1)),
    made_at INTEGER NOT NULL,
    made_by BLOB    NOT NULL CHECK (length(made_by) = 16)
) STRICT;

CREATE INDEX merge_by_kept ON merge (kept, merged, id) WHERE undone = 0;
CREATE INDEX merge_by_merged ON merge (merged, kept, id) WHERE undone = 0;

CREATE TABLE number_flag (
    id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code      TEXT    NOT NULL,
    -- NULL where it could not be read: then it never counts.
    until     INTEGER,
    reason    TEXT    NOT NULL,
    lifted    INTEGER NOT NULL CHECK (lifted IN (0, 1)),
    raised_at INTEGER NOT NULL,
    raised_by BLOB    NOT NULL CHECK (length(raised_by) = 16),
    -- Key of the number.
    number    TEXT    NOT NULL
) STRICT;

CREATE INDEX number_flag_by_number ON number_flag (number, until) WHERE lifted = 0 AND number <> '';

CREATE TABLE user (
    id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    login     TEXT    NOT NULL,
    -- The login as it is compared. Two machines may have given one away while apart.
    login_key TEXT    NOT NULL,
    name_ar   TEXT    NOT NULL,
    name_en   TEXT    NOT NULL,
    -- Codes with a space between them.
    roles     TEXT    NOT NULL,
    active    INTEGER NOT NULL CHECK (active IN (0, 1)),
    locale    TEXT    NOT NULL,
    digits    TEXT    NOT NULL,
    added_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX user_by_login ON user (login_key);

CREATE TABLE duty (
    id        BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user      BLOB             CHECK (length(user) = 16),
    opened_at INTEGER NOT NULL,
    station   TEXT    NOT NULL,
    machine   BLOB    NOT NULL CHECK (length(machine) = 16),
    closed_at INTEGER
) STRICT;

CREATE INDEX duty_by_user ON duty (user, opened_at);

-- Questions that no card answered, for the educators.
CREATE TABLE question (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    asked_at     INTEGER NOT NULL,
    -- Who noted it.
    by           BLOB    NOT NULL CHECK (length(by) = 16),
    -- The call in which; it may never have been saved.
    call         BLOB             CHECK (length(call) = 16),
    type         TEXT    NOT NULL,
    sub_category TEXT    NOT NULL,
    language     TEXT    NOT NULL,
    -- What was asked; empty once erased.
    words        TEXT    NOT NULL
) STRICT;

CREATE INDEX question_by_age ON question (asked_at, id);

-- The review list: what the fold could not apply. From 1 in the order of the fold.
CREATE TABLE finding (
    subject      BLOB    NOT NULL CHECK (length(subject) = 16),
    place        INTEGER NOT NULL CHECK (place > 0),
    subject_kind TEXT    NOT NULL,
    code         TEXT    NOT NULL,
    -- Path of the field; empty when it is about none.
    field        TEXT    NOT NULL,
    -- The entry it is about; of a conflict the one that gave way.
    entry        BLOB             CHECK (length(entry) = 16),
    -- Of a conflict, the entry whose value stands.
    kept         BLOB             CHECK (length(kept) = 16),
    PRIMARY KEY (subject, place)
) STRICT, WITHOUT ROWID;

-- Subjects with entries that this version does not understand; folded anew once one does.
CREATE TABLE not_understood (
    subject BLOB    NOT NULL PRIMARY KEY CHECK (length(subject) = 16),
    kind    TEXT    NOT NULL,
    entries INTEGER NOT NULL CHECK (entries > 0)
) STRICT, WITHOUT ROWID;

------------------------------------------------------------------------------------------------
-- Private to this machine: never entries, never sent.
------------------------------------------------------------------------------------------------

-- This machine.
CREATE TABLE machine (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    id   BLOB    NOT NULL CHECK (length(id) = 16),
    -- Seed of its Ed25519 key pair.
    seed BLOB    NOT NULL CHECK (length(seed) = 32)
) STRICT;

-- Marks of the centre's feed, by which machine and centre see that they speak of the same past. The
-- highest is the cursor: up to there every entry of the site has been folded here, without a gap.
CREATE TABLE mark (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number >= 0),
    centre INTEGER NOT NULL REFERENCES centre (local),
    -- Running hash of the feed up to there.
    hash   BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Subjects whose rows are not yet what their entries say: folded in the background, which goes on
-- after a restart.
CREATE TABLE unfolded (
    subject BLOB NOT NULL PRIMARY KEY CHECK (length(subject) = 16)
) STRICT, WITHOUT ROWID;

-- Settings of this machine: station, language, the centre's address, token …
CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Series of numbers that this machine gives out, anew in each epoch.
CREATE TABLE counter (
    epoch INTEGER NOT NULL REFERENCES epoch (local),
    name  TEXT    NOT NULL,
    value INTEGER NOT NULL CHECK (value > 0),
    PRIMARY KEY (epoch, name)
) STRICT, WITHOUT ROWID;

-- What a person proves themselves with at this machine.
CREATE TABLE credential (
    user       BLOB    NOT NULL PRIMARY KEY CHECK (length(user) = 16),
    -- Argon2id in its usual text form.
    hash       TEXT    NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Failed tries, counted before each is checked.
CREATE TABLE attempt (
    -- What was tried: a user, a login nobody has.
    subject  TEXT    NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures > 0),
    last_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Calls being typed.
CREATE TABLE draft (
    -- Id of the call that it will be.
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user         BLOB    NOT NULL CHECK (length(user) = 16),
    -- The form as JSON, whose meaning is the application's.
    form         TEXT    NOT NULL,
    started_at   INTEGER NOT NULL,
    kept_at      INTEGER NOT NULL,
    -- Set while a discarded draft can still be had back.
    discarded_at INTEGER
) STRICT;

CREATE INDEX draft_by_user ON draft (user, started_at);
