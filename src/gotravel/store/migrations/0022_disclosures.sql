-- Requests of competent authorities (DIS1-DIS6). Goes in: rights and oversight. Comes out: requests, approved outside the unit.
-- Never: one person in two parts; an answer before the independent body's word, but where life hangs on it, and then reviewed.
CREATE TABLE disclosure_request (
  id uuid PRIMARY KEY, number text NOT NULL UNIQUE, authority text NOT NULL, case_ref text NOT NULL CHECK (case_ref <> ''), offence text NOT NULL,
  purpose text NOT NULL, facts text NOT NULL CHECK (length(facts) >= 20), air_link text NOT NULL, elements text[] NOT NULL CHECK (cardinality(elements) > 0),
  subjects bytea, subject_count integer NOT NULL CHECK (subject_count BETWEEN 1 AND 5), period_from date NOT NULL, period_to date NOT NULL,
  urgent text, received_by uuid NOT NULL, received_at timestamptz NOT NULL, due_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'approved', 'refused', 'answered', 'answered-urgently', 'confirmed', 'recalled')),
  decided_by uuid, decided_at timestamptz, decision text, answered_by uuid, answered_at timestamptz, answer bytea, digest text, records integer,
  CHECK (decided_by <> received_by), CHECK (decided_by <> answered_by), CHECK (answered_by <> received_by), CHECK (period_to >= period_from),
  CHECK (state NOT IN ('approved', 'refused', 'confirmed', 'recalled') OR (decided_by IS NOT NULL AND length(decision) >= 20)),
  CHECK (state <> 'answered-urgently' OR urgent IS NOT NULL), CHECK (state <> 'recalled' OR answer IS NULL)
);
CREATE INDEX disclosure_waiting ON disclosure_request (due_at) WHERE state IN ('received', 'approved', 'answered-urgently');
ALTER TABLE disclosure_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY purpose_first ON disclosure_request USING (purpose_stated()) WITH CHECK (purpose_stated());
GRANT SELECT ON disclosure_request TO gotravel_desk, gotravel_oversight, gotravel_worker, gotravel_approver;
GRANT INSERT ON disclosure_request TO gotravel_desk;
-- The desk answers, the approver decides; neither can write the other's columns.
GRANT UPDATE (state, answered_by, answered_at, answer, digest, records) ON disclosure_request TO gotravel_desk;
GRANT UPDATE (state, decided_by, decided_at, decision, answer) ON disclosure_request TO gotravel_approver;
GRANT UPDATE (subjects, answer) ON disclosure_request TO gotravel_worker;
GRANT INSERT ON recipient_notice TO gotravel_approver;
GRANT SELECT ON recipient_notice TO gotravel_approver;
-- What is answered was approved, or is urgent: whoever writes the state.
CREATE FUNCTION disclosure_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (('received', 'approved'), ('received', 'refused'), ('approved', 'answered'), ('received', 'answered-urgently'),
      ('answered-urgently', 'confirmed'), ('answered-urgently', 'recalled')) AND OLD.state <> NEW.state THEN
    RAISE check_violation USING MESSAGE = 'a disclosure does not go this way';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disclosure_goes_its_way BEFORE UPDATE OF state ON disclosure_request FOR EACH ROW EXECUTE FUNCTION disclosure_way();

-- A request of an authority is a file under which an officer may search.
CREATE OR REPLACE FUNCTION purpose_verdict() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  asks boolean; about text := coalesce(current_setting('gotravel.about', true), '');
  act text := coalesce(current_setting('gotravel.permission', true), '');
BEGIN
  SELECT case_needed INTO asks FROM purpose WHERE code = coalesce(current_setting('gotravel.purpose', true), '');
  IF asks IS NULL THEN RETURN 'unknown'; END IF;
  IF NOT asks OR act NOT IN ('search', 'read-traveller') THEN RETURN 'admitted'; END IF;
  IF about = '' THEN RETURN 'case-needed'; END IF;
  IF EXISTS (SELECT FROM case_file WHERE id::text = about) OR EXISTS (SELECT FROM rights_request WHERE id::text = about)
    OR EXISTS (SELECT FROM disclosure_request WHERE id::text = about AND state IN ('approved', 'received')) THEN RETURN 'admitted'; END IF;
  RETURN 'case-unknown';
END $$;
