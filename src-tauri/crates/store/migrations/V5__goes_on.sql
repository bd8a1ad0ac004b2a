-- Calls that go on with another one.

PRAGMA user_version = 5;

-- Of a call that dropped: what it was gone on with. Nearly every call goes on with none, and is not in it.
CREATE INDEX call_by_parent ON call (parent_call, started_at, id)
    WHERE parent_call IS NOT NULL AND voided = 0;
