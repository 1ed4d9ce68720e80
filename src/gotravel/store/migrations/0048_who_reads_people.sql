-- Who reads people (PUR1, SEC1). Goes in: doors and purposes. Comes out: a door for work that needs no person (the board, carriers,
-- lists, law, accounts), and at the desk a person's data only for an officer whose role holds the stated right. Never: a name
-- behind a right that does not need one; a right that the officer's role does not hold, whatever a page states.

-- Rights of roles, as the application's own table of permissions has them ----------------------------------------------
CREATE TABLE role_right (role text NOT NULL, permission text NOT NULL, PRIMARY KEY (role, permission));
GRANT SELECT ON role_right TO gotravel_worker, gotravel_oversight;
GRANT INSERT, DELETE ON role_right TO gotravel_worker;

-- A door without people --------------------------------------------------------------------------------------------------
DO $$
DECLARE given record; people text[] := ARRAY['traveller', 'message', 'booking', 'booking_leg', 'hit', 'decision', 'referral', 'unmask_request',
  'disclosure_request', 'disclosure_record', 'given', 'sealed_batch', 'session', 'officer'];
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gotravel_office') THEN CREATE ROLE gotravel_office NOLOGIN; END IF;
  GRANT gotravel_office TO gotravel_app;
  GRANT USAGE ON SCHEMA public TO gotravel_office;
  FOR given IN SELECT c.relname AS name, a.privilege_type AS kind FROM pg_class c, aclexplode(c.relacl) a
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND a.grantee = 'gotravel_desk'::regrole
        AND c.relname <> ALL (people) LOOP
    EXECUTE format('GRANT %s ON %I TO gotravel_office', given.kind, given.name);
  END LOOP;
  FOR given IN SELECT c.relname AS name, t.attname AS part, a.privilege_type AS kind FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid, aclexplode(t.attacl) a
      WHERE c.relnamespace = 'public'::regnamespace AND a.grantee = 'gotravel_desk'::regrole AND c.relname <> ALL (people) LOOP
    EXECUTE format('GRANT %s (%I) ON %I TO gotravel_office', given.kind, given.part, given.name);
  END LOOP;
  GRANT USAGE ON SEQUENCE register_number TO gotravel_office;
END $$;
-- Of travellers, matches and papers: that they are there, when, in which state.
GRANT SELECT (id, received_at, flight_leg, state, api_message, pnr_message, screen_due, screened_at, sealed, consult_due, consulted_at) ON traveller TO gotravel_office;
GRANT SELECT (id, received_at, transmission, carrier, position, kind, purpose, series, part, travellers, findings) ON message TO gotravel_office;
GRANT SELECT (id, traveller, entry, entry_version, watchlist, total_bits, likelihood, raised_at, state, threshold_version) ON hit TO gotravel_office;
GRANT SELECT (case_file, ordinal, officer, stage, outcome, main_reason, decided_at) ON decision TO gotravel_office;
GRANT SELECT (id, case_file, authority, made_by, made_at, digest) ON referral TO gotravel_office;
GRANT SELECT (id, state, due_at) ON disclosure_request TO gotravel_office;
GRANT SELECT (id, state, expires_at) ON unmask_request TO gotravel_office;
GRANT SELECT, INSERT, UPDATE ON officer TO gotravel_office;
GRANT UPDATE (state) ON hit TO gotravel_office;
-- Who reports to carriers reads, beside that, the lawful messages that they sent; no traveller, match or paper.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gotravel_liaison') THEN CREATE ROLE gotravel_liaison NOLOGIN; END IF;
END $$;
GRANT gotravel_office TO gotravel_liaison;
GRANT gotravel_liaison TO gotravel_app;
GRANT SELECT (body, reference) ON message TO gotravel_liaison;
-- An opened record is its asker's alone, at this door as at the desk.
CREATE POLICY closed_only ON unmask_request AS RESTRICTIVE FOR ALL TO gotravel_office USING (released IS NULL) WITH CHECK (released IS NULL);

-- Whom a match is about, as digests, for the token that a redress case ends in: nobody's data come out ---------------------
CREATE FUNCTION subjects_of_hit(wanted uuid) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT subjects_of(t) FROM hit h JOIN traveller t ON t.id = h.traveller WHERE h.id = wanted AND NOT t.sealed $$;
REVOKE EXECUTE ON FUNCTION subjects_of_hit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION subjects_of_hit TO gotravel_desk, gotravel_office;

-- At the desk: who acts is an active officer, and one of the officer's roles holds what the page says it is doing -----------
CREATE FUNCTION right_held() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT FROM officer o JOIN role_right r ON r.role = ANY (o.roles)
    WHERE o.id::text = acting() AND o.active AND r.permission = coalesce(current_setting('gotravel.permission', true), '')) $$;
DO $$
DECLARE personal text;
BEGIN
  -- In a sub-select, so that it is asked once a statement and not once a row.
  FOREACH personal IN ARRAY ARRAY['traveller', 'message', 'booking', 'hit', 'decision', 'referral', 'disclosure_request'] LOOP
    EXECUTE format('CREATE POLICY right_held ON %I AS RESTRICTIVE FOR SELECT TO gotravel_desk USING ((SELECT right_held()))', personal);
    -- Figures are counted by the product itself too, for the public page and at the command line.
    EXECUTE format('CREATE POLICY right_held_there ON %I AS RESTRICTIVE FOR SELECT TO gotravel_oversight, gotravel_safeguard USING ((SELECT right_held() OR acting() IN (''worker'', ''operator'')))', personal);
  END LOOP;
END $$;
