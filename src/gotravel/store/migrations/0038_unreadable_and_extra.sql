-- Opening what could not be read (SEN3), and pushes beyond the schedule (COL5). Goes in: sealed transmissions, agreed times.
-- Comes out: openings by two keys, for minutes; requests for an extra push under a case and a threat. Never: one person in two
-- parts of an opening; bytes in clear on file.
CREATE TABLE quarantine_opening (
  id uuid PRIMARY KEY, transmission uuid NOT NULL, asked_by uuid NOT NULL, asked_at timestamptz NOT NULL,
  reason text NOT NULL CHECK (length(reason) >= 20), case_ref text NOT NULL CHECK (case_ref <> ''),
  state text NOT NULL CHECK (state IN ('asked', 'allowed', 'refused', 'closed')),
  decided_by uuid, decided_at timestamptz, decision text, expires_at timestamptz, released bytea, looks integer NOT NULL DEFAULT 0,
  CHECK (decided_by <> asked_by), CHECK (released IS NULL OR (state = 'allowed' AND expires_at IS NOT NULL))
);
COMMENT ON COLUMN quarantine_opening.released IS 'What the approver''s share left: still sealed for the unit; gone with the opening''s time.';
CREATE UNIQUE INDEX quarantine_opening_once ON quarantine_opening (transmission) WHERE state IN ('asked', 'allowed');
ALTER TABLE quarantine_opening ENABLE ROW LEVEL SECURITY;
CREATE POLICY purpose_first ON quarantine_opening USING (purpose_stated()) WITH CHECK (purpose_stated());
CREATE POLICY mine_or_closed ON quarantine_opening AS RESTRICTIVE FOR ALL TO gotravel_desk
  USING (asked_by::text = acting() OR released IS NULL) WITH CHECK (asked_by::text = acting() OR released IS NULL);
GRANT SELECT ON quarantine_opening TO gotravel_desk, gotravel_oversight, gotravel_worker, gotravel_approver;
GRANT INSERT ON quarantine_opening TO gotravel_desk;
GRANT UPDATE (state, released, looks) ON quarantine_opening TO gotravel_desk, gotravel_worker;
GRANT UPDATE (state, decided_by, decided_at, decision, expires_at, released) ON quarantine_opening TO gotravel_approver;
-- The desk sees that something could not be read, and never the bytes; the approver sees what somebody asked for.
GRANT SELECT (transmission, received_at, destroy_after) ON quarantine TO gotravel_desk;
GRANT SELECT ON quarantine TO gotravel_approver;
CREATE POLICY only_what_was_asked ON quarantine AS RESTRICTIVE FOR SELECT TO gotravel_approver
  USING (EXISTS (SELECT FROM quarantine_opening o WHERE o.transmission = quarantine.transmission AND o.state = 'asked'));
-- With the bytes goes whatever could still open a copy of them.
CREATE FUNCTION opening_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE quarantine_opening SET state = 'closed', released = NULL WHERE transmission = OLD.transmission AND state IN ('asked', 'allowed');
  RETURN OLD;
END $$;
CREATE TRIGGER opening_ends AFTER DELETE ON quarantine FOR EACH ROW EXECUTE FUNCTION opening_ends();

CREATE TABLE extra_push (
  id uuid PRIMARY KEY, carrier text NOT NULL, number text NOT NULL, departs_on date NOT NULL, case_file uuid NOT NULL REFERENCES case_file,
  threat text NOT NULL CHECK (length(threat) >= 20), asked_by uuid NOT NULL, asked_at timestamptz NOT NULL
);
COMMENT ON TABLE extra_push IS 'A push beyond the agreed times that an officer asked a carrier for, by hand: nothing here reaches into a carrier (COL4).';
GRANT SELECT, INSERT ON extra_push TO gotravel_desk;
GRANT SELECT ON extra_push TO gotravel_worker, gotravel_oversight;
