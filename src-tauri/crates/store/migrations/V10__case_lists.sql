-- Years of closed cases lie behind the lists: what they are filtered by stands in their indexes, so that a
-- case that a filter leaves out is never read, and the open cases of somebody have an index of their own.

PRAGMA user_version = 10;

DROP INDEX case_by_received;
CREATE INDEX case_by_received ON "case" (received_at, id, status, type, urgent, sensitive, owner)
    WHERE status <> '';
DROP INDEX case_by_status;
CREATE INDEX case_by_status ON "case" (status, received_at, id, type, urgent, sensitive, owner);
DROP INDEX case_by_owner;
CREATE INDEX case_by_owner ON "case" (owner, received_at, id) WHERE open = 1 AND owner IS NOT NULL;
