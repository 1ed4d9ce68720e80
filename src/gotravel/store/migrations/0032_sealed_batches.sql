-- One pair of HPKE seals a batch. Goes in: the sealed past. Comes out: the two secrets of a batch, one sealed for each share;
-- every record has keys of its own under both. Never: one door that reads both.
CREATE TABLE sealed_batch (batch uuid PRIMARY KEY, for_unit bytea NOT NULL, for_approver bytea NOT NULL);
COMMENT ON TABLE sealed_batch IS 'Secrets of a batch of sealed records: each record''s keys derive from them, so that opening one opens no other.';
GRANT INSERT, DELETE ON sealed_batch TO gotravel_worker;
GRANT SELECT (batch) ON sealed_batch TO gotravel_worker;
GRANT SELECT (batch, for_unit) ON sealed_batch TO gotravel_desk;
GRANT SELECT (batch, for_approver) ON sealed_batch TO gotravel_approver;
CREATE INDEX sealed_record_keys ON sealed_record (keys);
