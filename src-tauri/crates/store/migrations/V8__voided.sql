-- Calls that were taken out of lists and figures can be looked up again.

PRAGMA user_version = 8;

-- Those of a shift, newest first. Few are, so the others pay nothing for it.
CREATE INDEX call_voided ON call (shift, started_at, id) WHERE voided = 1;
