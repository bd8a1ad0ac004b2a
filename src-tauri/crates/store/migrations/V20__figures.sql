-- What figures are counted from: each from one index that holds all that is asked, so that a year is read without
-- its rows.

PRAGMA user_version = 20;

-- Contacts in the order in which they began, with all that figures count by.
CREATE INDEX call_by_time
    ON call (started_at, id, channel, type, sub_category, governorate, outcome, agent, caller, number_key, ended_at,
             saved_at, entered_late, "case")
    WHERE voided = 0;

-- The times in which a case was open, from 1: what was open at any moment is known without going through all moves
-- up to it.
CREATE TABLE case_span (
    "case"      BLOB    NOT NULL CHECK (length("case") = 16),
    place       INTEGER NOT NULL CHECK (place > 0),
    from_at     INTEGER NOT NULL,
    -- NULL while it is open.
    until       INTEGER          CHECK (until >= from_at),
    -- It ended as closed, neither as cancelled nor as a duplicate.
    closed      INTEGER NOT NULL CHECK (closed IN (0, 1)),
    -- When it was opened again after that.
    again_at    INTEGER          CHECK (again_at >= until),
    -- Of the case.
    received_at INTEGER NOT NULL,
    due         INTEGER,
    owner       BLOB             CHECK (length(owner) = 16),
    PRIMARY KEY ("case", place)
) STRICT, WITHOUT ROWID;

WITH turn AS (
    SELECT "case", place, at, to_status,
           to_status NOT IN ('closed', 'cancelled', 'duplicate') AS opens
    FROM case_move
    WHERE (from_status IN ('', 'closed', 'cancelled', 'duplicate'))
          <> (to_status IN ('closed', 'cancelled', 'duplicate'))
), span AS (
    SELECT "case", opens, at AS from_at,
           row_number() OVER of_kind AS place,
           lead(at, 1) OVER of_case AS until,
           coalesce(lead(to_status, 1) OVER of_case = 'closed', 0) AS closed,
           lead(at, 2) OVER of_case AS again_at
    FROM turn
    WINDOW of_case AS (PARTITION BY "case" ORDER BY place),
           of_kind AS (PARTITION BY "case", opens ORDER BY place)
)
INSERT INTO case_span ("case", place, from_at, until, closed, again_at, received_at, due, owner)
    SELECT span."case", span.place, span.from_at, span.until, span.closed, span.again_at,
           kase.received_at, kase.due, kase.owner
    FROM span JOIN "case" AS kase ON kase.id = span."case"
    WHERE span.opens = 1
    ORDER BY span."case", span.place;

-- By when they ended, those that go on first; the case and its place stand behind as its key.
CREATE INDEX case_span_by_end ON case_span (until, from_at, received_at, due, closed, again_at, owner);

-- Promises by when they were due.
CREATE INDEX follow_up_promised ON follow_up (due, state, kept, owner) WHERE promised = 1;

-- When somebody was last at a machine.
CREATE INDEX duty_by_machine ON duty (machine, opened_at, station);
