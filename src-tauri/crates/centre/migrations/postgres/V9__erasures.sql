-- What an entry is about, so that an erasure finds the entries whose words it takes.

-- NULL while its parts are not there.
ALTER TABLE entry ADD COLUMN subject uuid;

UPDATE entry SET subject = (convert_from(header, 'UTF8')::json ->> 'subject')::uuid WHERE header IS NOT NULL;

CREATE INDEX entry_by_subject ON entry (site, subject);
CREATE INDEX entry_erasing ON entry (site, subject, id) WHERE right(kind, 7) = '.erased';
