-- Rights and oversight. Goes in: the sealed past. Comes out: requests of persons, redress, notices, registers, misuse signals, one
-- switch, purposes that ask for a case. Never: an overseer's door that changes data of travellers, lists or decisions.

-- The overseers' door for what they may write: their own registers and one switch --------------------------------------
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gotravel_safeguard') THEN CREATE ROLE gotravel_safeguard NOLOGIN; END IF;
END $$;
GRANT gotravel_safeguard TO gotravel_app;
GRANT gotravel_oversight TO gotravel_safeguard;
GRANT USAGE ON SCHEMA public TO gotravel_safeguard;
GRANT SELECT, INSERT ON audit_event TO gotravel_safeguard;
GRANT SELECT, INSERT, UPDATE ON job TO gotravel_safeguard;
GRANT SELECT, INSERT ON oversight_notice TO gotravel_safeguard;
REVOKE UPDATE ON watchlist, watchlist_entry FROM gotravel_oversight;
CREATE SEQUENCE register_number;
GRANT USAGE ON SEQUENCE register_number TO gotravel_safeguard, gotravel_desk, gotravel_worker;

-- Purposes (PUR1): which of them ask for a case ------------------------------------------------------------------------
CREATE TABLE purpose (code text PRIMARY KEY CHECK (code <> ''), case_needed boolean NOT NULL DEFAULT false);
INSERT INTO purpose (code) VALUES ('collection'), ('routine-screening'), ('retention'), ('administration'), ('data-protection');
GRANT SELECT ON purpose TO PUBLIC;
GRANT INSERT, UPDATE ON purpose TO gotravel_worker;

-- Requests of persons (RGT2, RGT3, RGT4) -------------------------------------------------------------------------------
CREATE TABLE rights_request (
  id uuid PRIMARY KEY, number text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'restriction', 'notation')),
  through_authority boolean NOT NULL, stated bytea, wanted bytea, opened_at timestamptz NOT NULL, opened_by uuid NOT NULL,
  due_at timestamptz NOT NULL, state text NOT NULL CHECK (state IN ('opened', 'identified', 'decided', 'closed')),
  proof text, proof_by uuid, proof_at timestamptz, contested boolean NOT NULL DEFAULT false,
  outcome text CHECK (outcome IN ('granted', 'partly', 'refused')), refusal text, reason text, decided_by uuid, decided_at timestamptz,
  answer bytea, done_at timestamptz,
  CHECK (state IN ('opened', 'identified') OR (outcome IS NOT NULL AND length(reason) >= 20 AND decided_by IS NOT NULL)),
  CHECK (outcome IS NULL OR outcome = 'granted' OR refusal IS NOT NULL)
);
COMMENT ON COLUMN rights_request.proof IS 'What was shown to prove the identity, never a copy of it.';
CREATE INDEX rights_request_due ON rights_request (due_at) WHERE state IN ('opened', 'identified');
CREATE TABLE rights_record (request uuid NOT NULL REFERENCES rights_request, traveller uuid NOT NULL, PRIMARY KEY (request, traveller));
ALTER TABLE traveller ADD COLUMN restricted_by uuid;
COMMENT ON COLUMN traveller.restricted_by IS 'The request by which this record is contested: it is not compared until that is resolved.';
CREATE TABLE recalled_hit (cause uuid NOT NULL, hit uuid NOT NULL, PRIMARY KEY (cause, hit));
COMMENT ON TABLE recalled_hit IS 'Open hits that fell away while data were contested or a list was suspended; they come back when that ends.';
CREATE TABLE recipient_notice (
  id uuid PRIMARY KEY, referral uuid NOT NULL, authority text NOT NULL, kind text NOT NULL CHECK (kind IN ('rectified', 'erased', 'restricted', 'released', 'recalled')),
  cause uuid NOT NULL, made_at timestamptz NOT NULL, told_at timestamptz, told_by uuid, UNIQUE (referral, kind, cause)
);

-- Redress (RGT6) and the notice after use (RGT5) -----------------------------------------------------------------------
CREATE TABLE redress_case (
  id uuid PRIMARY KEY, number text NOT NULL UNIQUE, request uuid NOT NULL REFERENCES rights_request, hit uuid NOT NULL, complaint text NOT NULL,
  opened_at timestamptz NOT NULL, due_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('opened', 'proposed', 'upheld', 'rejected', 'appealed', 'closed')),
  proposal text CHECK (proposal IN ('token', 'correct-entry', 'delist', 'reject')), reason text, proposed_by uuid, proposed_at timestamptz,
  confirmed_by uuid, confirmed_at timestamptz, token uuid, appealed_at timestamptz, appeal_outcome text, appeal_by uuid,
  handed_over_at timestamptz, handed_back text,
  CHECK (confirmed_by <> proposed_by), CHECK (state NOT IN ('upheld') OR confirmed_by IS NOT NULL)
);
CREATE TABLE subject_notice (
  id uuid PRIMARY KEY, referral uuid NOT NULL UNIQUE, traveller uuid NOT NULL, due_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('due', 'asked', 'deferred', 'sent', 'lapsed')),
  deferral text, asked_by uuid, asked_until timestamptz, approved_by uuid, deferred_until timestamptz, deferrals integer NOT NULL DEFAULT 0,
  sent_at timestamptz, sent_by uuid, CHECK (approved_by <> asked_by), CHECK (state <> 'deferred' OR approved_by IS NOT NULL)
);
CREATE INDEX subject_notice_due ON subject_notice (due_at) WHERE state = 'due';

-- One switch (OVS1, OVS4) ----------------------------------------------------------------------------------------------
CREATE TABLE suspension (
  id uuid PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('list')), target uuid NOT NULL, code text NOT NULL,
  placed_by uuid NOT NULL, placed_role text NOT NULL, placed_at timestamptz NOT NULL, reason text NOT NULL CHECK (length(reason) >= 20),
  lifted_by uuid, lifted_at timestamptz, lift_reason text, CHECK (lifted_at IS NULL OR length(lift_reason) >= 20)
);
COMMENT ON COLUMN suspension.kind IS 'What was switched off; a criterion is a further kind where criteria exist.';
CREATE UNIQUE INDEX suspended_once ON suspension (target) WHERE lifted_at IS NULL;
CREATE FUNCTION suspended_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NEW.state <> 'suspended' AND EXISTS (SELECT FROM suspension s WHERE s.target = NEW.id AND s.lifted_at IS NULL) THEN
    RAISE insufficient_privilege USING MESSAGE = 'this list is suspended by those who oversee the unit';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER watchlist_suspended BEFORE UPDATE OF state ON watchlist FOR EACH ROW EXECUTE FUNCTION suspended_stays();

-- Registers: breaches (SEC3), complaints (OVS2), incidents of human rights (OVS4), chance findings (PUR5) ---------------
CREATE TABLE register_entry (
  id uuid PRIMARY KEY, number text NOT NULL UNIQUE, kind text NOT NULL CHECK (kind IN ('breach', 'complaint', 'incident', 'chance-finding')),
  opened_at timestamptz NOT NULL, opened_by uuid NOT NULL, due_at timestamptz, told text NOT NULL CHECK (length(told) >= 20),
  high_risk boolean NOT NULL DEFAULT false, persons integer, about uuid, public_text text, closed_at timestamptz
);
CREATE TABLE register_step (
  entry uuid NOT NULL REFERENCES register_entry, ordinal integer NOT NULL, at timestamptz NOT NULL, officer uuid NOT NULL,
  step text NOT NULL CHECK (step IN ('authority-told', 'persons-told', 'answered', 'noted', 'closed')), told text NOT NULL, PRIMARY KEY (entry, ordinal)
);

-- Misuse (SEC5) --------------------------------------------------------------------------------------------------------
CREATE TABLE protected_name (digest bytea PRIMARY KEY, added_by uuid NOT NULL, added_at timestamptz NOT NULL);
COMMENT ON TABLE protected_name IS 'Keyed digests of normalised names; the names themselves are kept nowhere.';
CREATE TABLE misuse_signal (
  id uuid PRIMARY KEY, kind text NOT NULL, officer uuid NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL, detail jsonb NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'explained', 'sanctioned')), outcome text, closed_by uuid, closed_at timestamptz,
  UNIQUE (kind, officer, seq), CHECK (closed_by <> officer), CHECK (state = 'open' OR length(outcome) >= 20)
);
CREATE TABLE watched_until (what text PRIMARY KEY, seq bigint NOT NULL);

-- People and training (LOG6, OVS5) -------------------------------------------------------------------------------------
CREATE TABLE training_record (
  officer uuid NOT NULL REFERENCES officer, course text NOT NULL, passed_on date NOT NULL, valid_until date NOT NULL,
  recorded_by text NOT NULL, recorded_at timestamptz NOT NULL, PRIMARY KEY (officer, course, passed_on)
);
INSERT INTO training_record SELECT id, 'before this record was kept', current_date, current_date + 90, 'migration', now() FROM officer WHERE training_valid;

-- What the recipient of a referral found (REV4), which identifiers a person confirmed (REV2) ---------------------------
CREATE TABLE referral_feedback (
  referral uuid PRIMARY KEY, outcome text NOT NULL CHECK (outcome IN ('arrest', 'refusal', 'seizure', 'other-measure', 'none', 'another-person')),
  told text NOT NULL, told_at timestamptz NOT NULL, recorded_by uuid NOT NULL
);
ALTER TABLE decision ADD COLUMN identifiers text[] NOT NULL DEFAULT '{}', ADD COLUMN weighed text NOT NULL DEFAULT '';
-- Reasons are blanked by retention only; what was weighed goes with them.
CREATE FUNCTION weighed_goes_with_reason() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.weighed := ''; RETURN NEW; END $$;
CREATE TRIGGER decision_weighed BEFORE UPDATE OF reason ON decision FOR EACH ROW EXECUTE FUNCTION weighed_goes_with_reason();

-- The stated purpose of a session, for a time --------------------------------------------------------------------------
ALTER TABLE session ADD COLUMN purpose_about uuid, ADD COLUMN purpose_until timestamptz;

-- Rights ---------------------------------------------------------------------------------------------------------------
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['rights_request', 'rights_record', 'redress_case', 'subject_notice', 'recipient_notice', 'register_entry', 'register_step', 'referral_feedback'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY purpose_first ON %I USING (purpose_stated()) WITH CHECK (purpose_stated())', t);
    EXECUTE format('GRANT SELECT ON %I TO gotravel_oversight, gotravel_worker', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['suspension', 'misuse_signal', 'recalled_hit', 'training_record', 'protected_name', 'watched_until'] LOOP
    EXECUTE format('GRANT SELECT ON %I TO gotravel_oversight, gotravel_worker', t);
  END LOOP;
END $$;
GRANT INSERT ON rights_request, rights_record, redress_case, suspension, register_entry, register_step, recalled_hit, recipient_notice, protected_name TO gotravel_safeguard;
GRANT UPDATE ON rights_request, redress_case, subject_notice, suspension, misuse_signal TO gotravel_safeguard;
GRANT UPDATE (closed_at) ON register_entry TO gotravel_safeguard;
GRANT UPDATE (told_at, told_by) ON recipient_notice TO gotravel_safeguard, gotravel_desk;
GRANT DELETE ON rights_record, recalled_hit, protected_name TO gotravel_safeguard;
-- Contested data and suspended lists stop matching at once, by these columns and no other.
GRANT UPDATE (restricted_by, screen_due) ON traveller TO gotravel_safeguard;
GRANT UPDATE (state) ON watchlist, hit TO gotravel_safeguard;
GRANT UPDATE (state, owner) ON case_file TO gotravel_safeguard;
-- The worker carries out what was decided, keeps the clocks and looks for misuse.
GRANT UPDATE ON rights_request, subject_notice, misuse_signal, redress_case TO gotravel_worker;
GRANT INSERT ON subject_notice, misuse_signal, recipient_notice, training_record, watched_until, recalled_hit TO gotravel_worker;
GRANT UPDATE ON watched_until TO gotravel_worker;
GRANT DELETE ON recalled_hit, rights_record TO gotravel_worker;
GRANT SELECT ON suspension, recalled_hit, redress_case, subject_notice, recipient_notice, referral_feedback, training_record TO gotravel_desk;
-- Of requests and registers the desk sees that something is overdue, and by which number it is called.
GRANT SELECT (id, number, state, due_at) ON rights_request TO gotravel_desk;
GRANT SELECT (id, kind, due_at, closed_at) ON register_entry TO gotravel_desk;
GRANT SELECT (entry, step) ON register_step TO gotravel_desk;
GRANT UPDATE (state, confirmed_by, confirmed_at, token, handed_back) ON redress_case TO gotravel_desk;
GRANT UPDATE (state, deferral, asked_by, asked_until) ON subject_notice TO gotravel_desk;
GRANT INSERT ON referral_feedback, training_record, register_entry TO gotravel_desk;
