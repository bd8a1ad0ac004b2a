-- What the ministry's reporting reads, folded behind the append from the facts of the entries: codes, times
-- and ids of calls and cases. Nothing personal comes here: no name, no number, no word that was typed. All of
-- it can be made anew from the entries.

-- How far the feed of a site has been folded, and by which fold.
CREATE TABLE report_fold (
    site      uuid    NOT NULL PRIMARY KEY REFERENCES site (id),
    -- The last number that the rows know of.
    number    bigint  NOT NULL CHECK (number >= 0),
    -- Number of the fold; a newer one begins at the first number again.
    made_with bigint  NOT NULL
);

-- Which entries are about a subject, of the subjects that are reported on.
CREATE TABLE report_entry (
    site      uuid    NOT NULL REFERENCES site (id),
    subject   uuid    NOT NULL,
    -- Its number.
    entry     bigint  NOT NULL,
    -- The place of the feed that announced its parts, where these came later.
    announced bigint,
    PRIMARY KEY (site, subject, entry),
    FOREIGN KEY (site, entry) REFERENCES entry (site, number)
);

CREATE TABLE report_call (
    site         uuid    NOT NULL,
    id           uuid    NOT NULL,
    -- Where it was taken down.
    machine      uuid    NOT NULL,
    channel      text    NOT NULL,
    direction    text    NOT NULL,
    -- In Asia/Muscat, YYYY-MM-DD.
    local_day    text    NOT NULL,
    shift        text    NOT NULL,
    received_at  bigint,
    answered_at  bigint,
    started_at   bigint  NOT NULL,
    ended_at     bigint,
    saved_at     bigint  NOT NULL,
    entered_late boolean NOT NULL,
    anonymous    boolean NOT NULL,
    governorate  text    NOT NULL,
    wilayat      text    NOT NULL,
    ill          bigint  NOT NULL,
    hospital     bigint  NOT NULL,
    died         bigint  NOT NULL,
    type         text    NOT NULL,
    outcome      text    NOT NULL,
    urgent       boolean NOT NULL,
    dropped      boolean NOT NULL,
    -- The case that it opened, which may come later.
    "case"       uuid,
    PRIMARY KEY (site, id)
);

CREATE TABLE report_issue (
    site         uuid    NOT NULL,
    call         uuid    NOT NULL,
    id           uuid    NOT NULL,
    -- The one that the call counts under.
    counts       boolean NOT NULL,
    type         text    NOT NULL,
    sub_category text    NOT NULL,
    facility     text    NOT NULL,
    severity     bigint,
    stage        text    NOT NULL,
    staff_group  text    NOT NULL,
    PRIMARY KEY (site, call, id)
);

CREATE TABLE report_case (
    site                uuid    NOT NULL,
    id                  uuid    NOT NULL,
    machine             uuid    NOT NULL,
    reference           text    NOT NULL,
    type                text    NOT NULL,
    sub_category        text    NOT NULL,
    facility            text    NOT NULL,
    priority            text    NOT NULL,
    severity            bigint,
    urgent              boolean NOT NULL,
    sensitive           boolean NOT NULL,
    received_at         bigint,
    acknowledge_due     bigint,
    due                 bigint,
    status              text    NOT NULL,
    -- What the status means: open, waiting, resolved, closed.
    category            text    NOT NULL,
    opened_at           bigint,
    closed_at           bigint,
    reopened            bigint  NOT NULL,
    escalation          text    NOT NULL,
    refer_to            text    NOT NULL,
    finding             text    NOT NULL,
    action              text    NOT NULL,
    closing_outcome     text    NOT NULL,
    caller_informed_at  bigint,
    PRIMARY KEY (site, id)
);

-- Every move of a case, the first into its first status.
CREATE TABLE report_move (
    site        uuid    NOT NULL,
    "case"      uuid    NOT NULL,
    place       bigint  NOT NULL,
    from_status text,
    to_status   text    NOT NULL,
    at          bigint  NOT NULL,
    PRIMARY KEY (site, "case", place)
);

-- The calls that a case gathers.
CREATE TABLE report_case_call (
    site   uuid    NOT NULL,
    "case" uuid    NOT NULL,
    call   uuid    NOT NULL,
    PRIMARY KEY (site, "case", call)
);

CREATE INDEX report_case_call_by_call ON report_case_call (site, call, "case");
