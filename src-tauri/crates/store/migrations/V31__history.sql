-- The history page: the journal as it stands, the newest first by the clocks of those who wrote, under a person, a
-- kind or a machine. Behind each column the order goes on by `local`, which every index holds anyway.

PRAGMA user_version = 31;

CREATE INDEX entry_by_time ON entry (at);
CREATE INDEX entry_by_actor ON entry (actor, at);
CREATE INDEX entry_by_kind ON entry (kind, at);
-- Also how many entries of each stretch lie here, without reading them.
CREATE INDEX entry_by_epoch ON entry (epoch, at);
