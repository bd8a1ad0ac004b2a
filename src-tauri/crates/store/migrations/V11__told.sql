-- Of which takeovers a person has been told. Until now an instant was kept: what arrived later from a machine
-- whose clock was behind lay before it and was never told.

PRAGMA user_version = 11;

-- Private to this machine, like the comments that were seen.
CREATE TABLE told_takeover (
    user     BLOB NOT NULL CHECK (length(user) = 16),
    takeover BLOB NOT NULL CHECK (length(takeover) = 16),
    PRIMARY KEY (user, takeover)
) STRICT, WITHOUT ROWID;

INSERT INTO told_takeover (user, takeover)
    SELECT takeover.owner, takeover.id
    FROM takeover JOIN setting
        ON setting.name LIKE 'taken-told/%'
       AND replace(substr(setting.name, 12), '-', '') = lower(hex(takeover.owner))
    WHERE takeover.at <= CAST(setting.value AS INTEGER);

DELETE FROM setting WHERE name LIKE 'taken-told/%';
