-- Lists that say how current they are, changes that two people make, pairs that people told apart.
-- Goes in: the first house. Comes out: the shape below. Never: a threshold or an unusual new version that one person alone brought
-- into force; an entry of a foreign list that nobody checked; a token that one person both asked for and gave.

-- What a list is ------------------------------------------------------------------------------------------------------
ALTER TABLE watchlist ADD COLUMN holds text NOT NULL DEFAULT 'persons' CHECK (holds IN ('persons', 'documents')),
  ADD COLUMN foreign_source boolean NOT NULL DEFAULT false, ADD COLUMN listing_threshold text NOT NULL DEFAULT '',
  ADD COLUMN reliability text, ADD COLUMN threshold_version integer NOT NULL DEFAULT 1, ADD COLUMN revision bigint NOT NULL DEFAULT 0,
  ADD COLUMN unanswered_since timestamptz, ADD COLUMN unanswered integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT refreshed_within CHECK (refresh_hours > 0);
COMMENT ON COLUMN watchlist.revision IS 'Rises with every change of any entry, so that an index knows whether it is of today.';
COMMENT ON COLUMN watchlist.unanswered_since IS 'For a list that is consulted at its owner''s: since when the owner gives no answer.';

ALTER TABLE watchlist_entry ADD COLUMN main_name text NOT NULL DEFAULT '', ADD COLUMN expires date, ADD COLUMN review_due date,
  ADD COLUMN detail smallint NOT NULL DEFAULT 0, ADD COLUMN checked boolean NOT NULL DEFAULT true,
  ADD COLUMN stopped boolean NOT NULL DEFAULT false, ADD COLUMN brought_by uuid, ADD COLUMN left_at timestamptz;
COMMENT ON COLUMN watchlist_entry.checked IS 'False while an entry of a foreign list waits for the check of political offence, refugee status and torture risk (WL7).';
COMMENT ON COLUMN watchlist_entry.detail IS 'Of full name, full birth date, document and place of birth: how many are known.';
CREATE INDEX watchlist_entry_brought ON watchlist_entry (brought_by) WHERE in_force;
CREATE INDEX watchlist_entry_reference ON watchlist_entry (watchlist, reference) WHERE in_force;
CREATE INDEX watchlist_entry_ends ON watchlist_entry (least(expires, review_due)) WHERE in_force;

CREATE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE watchlist SET revision = revision + 1 WHERE id IN (SELECT DISTINCT watchlist FROM touched);
  RETURN NULL;
END $$;
CREATE TRIGGER entry_came AFTER INSERT ON watchlist_entry REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION raise_revision();
CREATE TRIGGER entry_changed AFTER UPDATE ON watchlist_entry REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION raise_revision();

-- WL7: who checked an entry that came from abroad, and whether its source stands by it ----------------------------------
CREATE TABLE watchlist_check (
  entry uuid NOT NULL, entry_version text NOT NULL, watchlist uuid NOT NULL, officer text NOT NULL, checked_at timestamptz NOT NULL,
  political_offence boolean NOT NULL, refugee boolean NOT NULL, torture_risk boolean NOT NULL, finding text NOT NULL CHECK (length(finding) >= 20),
  confirmed_by text, confirmed_at timestamptz, confirmation text,
  PRIMARY KEY (entry, entry_version)
);

-- Changes of a list ---------------------------------------------------------------------------------------------------
ALTER TABLE watchlist_change ADD COLUMN digest text, ADD COLUMN file bytea, ADD COLUMN added integer NOT NULL DEFAULT 0,
  ADD COLUMN changed integer NOT NULL DEFAULT 0, ADD COLUMN removed integer NOT NULL DEFAULT 0, ADD COLUMN before integer NOT NULL DEFAULT 0,
  ADD COLUMN reason text NOT NULL DEFAULT '',
  ADD COLUMN needs_second boolean NOT NULL GENERATED ALWAYS AS
    (kind = 'threshold' OR (before > 0 AND added + removed > 50 AND (added + removed) * 5 > before)) STORED,
  ADD CONSTRAINT known_kind CHECK (kind IN ('import', 'threshold')),
  ADD CONSTRAINT known_state CHECK (state IN ('proposed', 'in-force', 'refused', 'superseded')),
  ADD CONSTRAINT second_person CHECK (state <> 'in-force' OR NOT needs_second OR decided_by IS NOT NULL),
  ADD CONSTRAINT file_goes CHECK (state = 'proposed' OR file IS NULL);
COMMENT ON COLUMN watchlist_change.file IS 'The new version as it came, compressed; kept only until it is in force or refused.';
CREATE INDEX watchlist_change_list ON watchlist_change (watchlist, proposed_at);
CREATE UNIQUE INDEX watchlist_change_waits ON watchlist_change (watchlist, kind) WHERE state = 'proposed';
ALTER TABLE watchlist_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY purpose_first ON watchlist_change USING (purpose_stated()) WITH CHECK (purpose_stated());

-- Nobody signs for another: who proposes and who decides is who acts.
CREATE FUNCTION in_ones_own_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND (NEW.proposed_by <> acting() OR NEW.decided_by IS NOT NULL) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a change is proposed in one''s own name, and decided afterwards';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.proposed_by <> OLD.proposed_by OR (OLD.decided_by IS NOT NULL AND NEW.decided_by IS DISTINCT FROM OLD.decided_by)
      OR (NEW.decided_by IS DISTINCT FROM OLD.decided_by AND NEW.decided_by <> acting())) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a change is decided in one''s own name, once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER own_name BEFORE INSERT OR UPDATE ON watchlist_change FOR EACH ROW EXECUTE FUNCTION in_ones_own_name();

CREATE FUNCTION by_a_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.threshold_bits <> OLD.threshold_bits AND NOT EXISTS (SELECT FROM watchlist_change c WHERE c.watchlist = NEW.id AND c.kind = 'threshold'
      AND c.state = 'in-force' AND c.decided_by IS NOT NULL AND (c.detail->>'to')::double precision = NEW.threshold_bits
      AND (c.detail->>'version')::integer = NEW.threshold_version) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a threshold changes by two people only';
  END IF;
  IF NEW.snapshot IS DISTINCT FROM OLD.snapshot AND NEW.snapshot IS NOT NULL AND NOT EXISTS (SELECT FROM watchlist_change c
      WHERE c.watchlist = NEW.id AND c.kind = 'import' AND c.state = 'in-force' AND c.digest = NEW.snapshot) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a list changes by a change on record only';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER by_a_change BEFORE UPDATE ON watchlist FOR EACH ROW EXECUTE FUNCTION by_a_change();

-- Who, without saying who ---------------------------------------------------------------------------------------------
-- All that identifies, so that a decision ends when any of it changes. A record that holds neither a document nor name, birth date
-- and nationality speaks for itself alone: another person of that name must not profit from it.
CREATE OR REPLACE FUNCTION subject_of(t traveller) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', upper(coalesce(t.family, '')), upper(coalesce(t.given, '')), coalesce(t.born, ''),
    coalesce(t.nationality, ''), coalesce(t.sex, ''), (SELECT string_agg(d, ',' ORDER BY d) FROM unnest(t.document_numbers) d),
    CASE WHEN cardinality(t.document_numbers) = 0 AND (t.family IS NULL OR t.given IS NULL OR t.born IS NULL OR t.nationality IS NULL)
      THEN t.id::text END), 'UTF8')), 'hex') $$;
-- Any one of these is enough for a redress token, which its holder proved with a document.
CREATE FUNCTION subjects_of(t traveller) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT array_agg(encode(sha256(convert_to(told, 'UTF8')), 'hex')) FROM (
    SELECT 'd:' || d || ':' || coalesce(t.nationality, '') FROM unnest(t.document_numbers) d
    UNION ALL SELECT 'n:' || upper(t.family) || ':' || upper(t.given) || ':' || t.born || ':' || t.nationality
  ) AS known (told) WHERE told IS NOT NULL $$;

ALTER TABLE hit ADD COLUMN subject text NOT NULL DEFAULT '', ADD COLUMN threshold_version integer,
  DROP CONSTRAINT hit_traveller_entry_entry_version_key;
CREATE UNIQUE INDEX hit_once ON hit (traveller, entry, entry_version, subject) WHERE state <> 'recalled';
COMMENT ON COLUMN hit.subject IS 'The traveller''s identity data, as a digest, when the hit was made: new data, new question.';
CREATE INDEX hit_entry ON hit (entry, state);
CREATE INDEX hit_list ON hit (watchlist, raised_at);

-- Remembered decisions and tokens -------------------------------------------------------------------------------------
ALTER TABLE remembered_pair ADD COLUMN ended_at timestamptz, ADD COLUMN ended_by text, ADD COLUMN why text,
  ADD CONSTRAINT a_year_at_most CHECK (expires_at <= decided_at + interval '12 months');
ALTER TABLE redress_token ADD COLUMN subjects text[] NOT NULL DEFAULT '{}', ADD COLUMN asked_by uuid, ADD COLUMN asked_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'in-force', 'refused', 'withdrawn', 'expired')),
  ADD COLUMN ended_at timestamptz, ADD COLUMN ended_by text, ADD COLUMN request uuid,
  ALTER COLUMN granted_by DROP NOT NULL, ALTER COLUMN granted_at DROP NOT NULL, ALTER COLUMN subject DROP NOT NULL,
  ADD CONSTRAINT asked_in_a_name CHECK (asked_by IS NOT NULL), ADD CONSTRAINT told_why CHECK (length(reason) >= 20),
  ADD CONSTRAINT two_people CHECK (granted_by IS NULL OR granted_by <> asked_by),
  ADD CONSTRAINT given_by_a_second CHECK (state <> 'in-force' OR granted_by IS NOT NULL),
  ADD CONSTRAINT a_year_at_most CHECK (expires_at <= asked_at + interval '12 months');
COMMENT ON COLUMN redress_token.request IS 'The person''s request that it came from, where there was one.';
CREATE INDEX redress_token_entry ON redress_token (entry) WHERE state = 'in-force';
GRANT UPDATE (state, granted_by, granted_at, ended_at, ended_by) ON redress_token TO gotravel_desk;
GRANT UPDATE ON redress_token TO gotravel_worker;
CREATE FUNCTION token_in_ones_own_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A redress case is proposed by one and confirmed by another: its token is made at the confirmation, by the second.
  IF (TG_OP = 'INSERT' AND NOT (NEW.asked_by::text = acting() AND NEW.granted_by IS NULL) AND NOT (NEW.granted_by::text = acting()
      AND EXISTS (SELECT FROM redress_case r WHERE r.request = NEW.request AND r.proposed_by = NEW.asked_by))) OR (TG_OP = 'UPDATE' AND NEW.granted_by IS DISTINCT FROM OLD.granted_by
      AND (OLD.granted_by IS NOT NULL OR NEW.granted_by::text <> acting())) OR (TG_OP = 'UPDATE' AND NEW.asked_by <> OLD.asked_by) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a token is asked for and given in one''s own name';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER own_name BEFORE INSERT OR UPDATE ON redress_token FOR EACH ROW EXECUTE FUNCTION token_in_ones_own_name();

-- What a past assessment needs to be computed again ----------------------------------------------------------------------
CREATE TABLE frequency_table (version text PRIMARY KEY, body bytea NOT NULL, made_at timestamptz NOT NULL);
COMMENT ON TABLE frequency_table IS 'How common name tokens were, without identities; kept while a hit names its version.';
CREATE TABLE screening_snapshot (
  digest text PRIMARY KEY, frequencies text NOT NULL, made_at timestamptz NOT NULL, entries integer NOT NULL, lists jsonb NOT NULL
);
COMMENT ON TABLE screening_snapshot IS 'Which list files an index was built of: code to digest of the file as imported.';
GRANT SELECT, INSERT ON frequency_table, screening_snapshot TO gotravel_worker, gotravel_desk;
GRANT DELETE ON frequency_table, screening_snapshot TO gotravel_worker;
GRANT SELECT ON frequency_table, screening_snapshot TO gotravel_oversight;

-- WL4: whoever was told about a person hears that the list no longer holds the entry --------------------------------------
CREATE TABLE recall_notice (
  id uuid PRIMARY KEY, referral uuid NOT NULL, case_file uuid NOT NULL, authority text NOT NULL, entry uuid NOT NULL, why text NOT NULL,
  made_at timestamptz NOT NULL, sent_at timestamptz, sent_by text, UNIQUE (referral, entry)
);
GRANT SELECT, INSERT ON recall_notice TO gotravel_worker, gotravel_desk;
GRANT UPDATE (sent_at, sent_by) ON recall_notice TO gotravel_desk;
GRANT SELECT ON recall_notice TO gotravel_oversight;
GRANT DELETE ON recall_notice TO gotravel_worker;

-- A list that is consulted at its owner's -------------------------------------------------------------------------------
ALTER TABLE traveller ADD COLUMN consult_due boolean NOT NULL DEFAULT false, ADD COLUMN consulted_at timestamptz;
CREATE INDEX traveller_consult ON traveller (flight_leg) WHERE consult_due;

GRANT SELECT, INSERT, UPDATE ON watchlist_check TO gotravel_worker, gotravel_desk;
GRANT SELECT ON watchlist_check TO gotravel_oversight;
GRANT INSERT, UPDATE ON watchlist_change TO gotravel_worker;
GRANT DELETE ON watchlist_change, watchlist_check TO gotravel_worker;
