-- What is to be done by whoever comes first is counted every few seconds at every machine: what others have
-- is never looked through for it.

PRAGMA user_version = 12;

CREATE INDEX follow_up_by_nobody ON follow_up (due, id) WHERE state = 'planned' AND owner IS NULL;
