-- Checkpoints with Merkle roots, and the end of logs. Goes in: the audit of the first house. Comes out: signed checkpoints
-- on file; a checkpointed beginning that may be removed at its time. Never: a removal past a checkpoint, or by hand.
ALTER TABLE audit_checkpoint ADD COLUMN first bigint NOT NULL, ADD COLUMN root bytea NOT NULL;
REVOKE UPDATE ON audit_checkpoint FROM gotravel_worker;
CREATE TABLE audit_removed (
  until bigint PRIMARY KEY, hash bytea NOT NULL, removed_at timestamptz NOT NULL, signed bytea NOT NULL
);
COMMENT ON TABLE audit_removed IS 'Up to which event the log was removed at its time; the chain begins after it, with this hash before it.';
GRANT SELECT ON audit_removed TO gotravel_gateway, gotravel_worker, gotravel_desk, gotravel_oversight, gotravel_auditor, gotravel_approver;
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.seq <= (SELECT coalesce(max(until), 0) FROM audit_removed) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'audit events are never changed or deleted';
END $$;
CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE ON audit_checkpoint FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
-- Only up to a signed checkpoint, only what is older than the law's days (the caller's, and never younger than a year).
CREATE FUNCTION remove_audit(up_to bigint, older_than timestamptz, told bytea, now_ timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE at_end bytea; removed bigint;
BEGIN
  IF coalesce(current_setting('gotravel.permission', true), '') <> 'retain' THEN
    RAISE insufficient_privilege USING MESSAGE = 'the log is removed by retention only';
  END IF;
  SELECT hash INTO at_end FROM audit_checkpoint WHERE seq = up_to;
  IF at_end IS NULL OR at_end <> (SELECT hash FROM audit_event WHERE seq = up_to) THEN
    RAISE insufficient_privilege USING MESSAGE = 'the log is removed up to a signed checkpoint only';
  END IF;
  IF EXISTS (SELECT FROM audit_event WHERE seq <= up_to AND at >= least(older_than, now_ - interval '365 days')) THEN
    RAISE insufficient_privilege USING MESSAGE = 'part of this log is younger than the law lets go';
  END IF;
  INSERT INTO audit_removed (until, hash, removed_at, signed) VALUES (up_to, at_end, now_, told);
  DELETE FROM audit_event WHERE seq <= up_to;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;
REVOKE EXECUTE ON FUNCTION remove_audit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION remove_audit TO gotravel_worker;
