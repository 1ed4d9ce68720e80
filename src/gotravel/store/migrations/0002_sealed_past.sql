-- The sealed past. Goes in: the first house. Comes out: sealed records with destroyable keys, holds, unmasking by two shares,
-- rooms that can be dropped. Never: a door that reads more of a sealed record than its part of the opening.

-- Clear columns that the law empties ----------------------------------------------------------------------------------
ALTER TABLE message ALTER COLUMN body DROP NOT NULL;
GRANT UPDATE (body) ON message TO gotravel_worker;
CREATE INDEX message_clear ON message (received_at) WHERE body IS NOT NULL;
CREATE INDEX traveller_clear ON traveller (received_at) WHERE NOT sealed;
CREATE INDEX traveller_received ON traveller (received_at);
CREATE INDEX hit_traveller ON hit (traveller);
CREATE INDEX case_traveller ON case_file (traveller);

-- Sealed records: a traveller with the papers about it, or a message --------------------------------------------------
ALTER TABLE sealed_record RENAME COLUMN traveller TO record;
ALTER TABLE sealed_record ADD COLUMN kind text NOT NULL DEFAULT 'traveller' CHECK (kind IN ('traveller', 'message')),
  ADD COLUMN keys uuid, ADD COLUMN slot integer;
COMMENT ON COLUMN sealed_record.keys IS 'Which file of record keys, and which slot of it: outside the database, so that no backup of it opens what was destroyed.';
REVOKE SELECT ON sealed_record, sealing_key FROM gotravel_desk;

-- Why a record is kept beyond the general time (RET3, RET6) -----------------------------------------------------------
ALTER TABLE retention_hold ADD COLUMN kind text NOT NULL DEFAULT 'evidence' CHECK (kind IN ('evidence', 'case')),
  ADD COLUMN authority text, ADD COLUMN case_ref text, ADD COLUMN made_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN ended_at timestamptz,
  ADD CONSTRAINT basis_is_told CHECK (length(basis) >= 20),
  ADD CONSTRAINT case_is_identified CHECK (kind = 'evidence' OR (authority <> '' AND case_ref <> ''));
CREATE INDEX retention_hold_traveller ON retention_hold (traveller) WHERE ended_at IS NULL;
GRANT UPDATE (ended_at, review_due, reviewer) ON retention_hold TO gotravel_desk;
GRANT DELETE ON retention_hold, redress_token TO gotravel_worker;

-- Unmasking (RET4): asked by one, allowed by another with a share of its own, reviewed by a third ---------------------
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gotravel_approver') THEN CREATE ROLE gotravel_approver NOLOGIN; END IF;
END $$;
GRANT gotravel_approver TO gotravel_app;
GRANT USAGE ON SCHEMA public TO gotravel_approver;
GRANT SELECT, INSERT ON audit_event TO gotravel_approver;
CREATE TABLE unmask_request (
  id uuid PRIMARY KEY, traveller uuid NOT NULL, asked_by uuid NOT NULL, asked_at timestamptz NOT NULL,
  reason text NOT NULL CHECK (length(reason) >= 20), purpose text NOT NULL CHECK (purpose <> ''), case_ref text NOT NULL CHECK (case_ref <> ''),
  state text NOT NULL CHECK (state IN ('asked', 'allowed', 'refused', 'closed', 'reviewed')),
  decided_by uuid, decided_at timestamptz, decision text, expires_at timestamptz, released bytea, openings integer NOT NULL DEFAULT 0,
  reviewed_by uuid, reviewed_at timestamptz, lawful boolean, finding text,
  CHECK (decided_by <> asked_by), CHECK (reviewed_by <> asked_by), CHECK (reviewed_by <> decided_by),
  CHECK (released IS NULL OR state = 'allowed'), CHECK (released IS NULL OR expires_at IS NOT NULL)
);
CREATE UNIQUE INDEX unmask_once ON unmask_request (traveller, asked_by) WHERE state IN ('asked', 'allowed');
GRANT SELECT ON unmask_request TO gotravel_oversight, gotravel_worker, gotravel_approver;
GRANT SELECT, INSERT ON unmask_request TO gotravel_desk;
GRANT UPDATE (openings, state, released) ON unmask_request TO gotravel_desk, gotravel_worker;
GRANT UPDATE (reviewed_by, reviewed_at, lawful, finding) ON unmask_request TO gotravel_desk;
GRANT UPDATE (state, decided_by, decided_at, decision, expires_at, released) ON unmask_request TO gotravel_approver;
GRANT SELECT ON sealed_record TO gotravel_approver;
-- The approver sees the outer seal of a record that somebody asked for, and nothing else of it.
CREATE POLICY only_what_was_asked ON sealed_record AS RESTRICTIVE FOR SELECT TO gotravel_approver
  USING (EXISTS (SELECT FROM unmask_request u WHERE u.traveller = record AND u.state = 'asked'));
CREATE FUNCTION acting() RETURNS text LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('gotravel.actor', true), '') $$;
ALTER TABLE unmask_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY purpose_first ON unmask_request USING (purpose_stated()) WITH CHECK (purpose_stated());
-- At the desk a released record is its asker's alone; the data-protection officer reviews what is closed.
CREATE POLICY mine_or_closed ON unmask_request AS RESTRICTIVE FOR ALL TO gotravel_desk
  USING (asked_by::text = acting() OR released IS NULL) WITH CHECK (asked_by::text = acting() OR released IS NULL);

-- What the data-protection officer is told ----------------------------------------------------------------------------
CREATE TABLE oversight_notice (
  id uuid PRIMARY KEY, at timestamptz NOT NULL, kind text NOT NULL, about uuid, detail jsonb NOT NULL DEFAULT '{}',
  read_by uuid, read_at timestamptz
);
GRANT SELECT, INSERT ON oversight_notice TO gotravel_worker, gotravel_desk;
GRANT INSERT ON oversight_notice TO gotravel_approver;
GRANT SELECT ON oversight_notice TO gotravel_oversight;
GRANT UPDATE (read_by, read_at) ON oversight_notice TO gotravel_desk;

-- What officers wrote about a traveller leaves the clear tables with it. Decisions stay decisions: who, when, what came out.
CREATE FUNCTION blank_papers(travellers uuid[], mark text) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE blanked integer;
BEGIN
  IF coalesce(current_setting('gotravel.permission', true), '') <> 'retain' THEN
    RAISE insufficient_privilege USING MESSAGE = 'papers are blanked by retention only';
  END IF;
  UPDATE decision d SET reason = mark FROM case_file c WHERE c.id = d.case_file AND c.traveller = ANY(travellers);
  GET DIAGNOSTICS blanked = ROW_COUNT;
  UPDATE referral r SET json = '', pdf = '' FROM case_file c WHERE c.id = r.case_file AND c.traveller = ANY(travellers);
  RETURN blanked;
END $$;
REVOKE EXECUTE ON FUNCTION blank_papers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION blank_papers TO gotravel_worker;
GRANT SELECT ON decision, referral TO gotravel_worker;

-- A room past its last day is dropped as a whole; one that still holds a row is not.
CREATE FUNCTION drop_rooms(before date) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE room record; holds boolean; dropped text[] := '{}';
BEGIN
  IF coalesce(current_setting('gotravel.permission', true), '') <> 'retain' THEN
    RAISE insufficient_privilege USING MESSAGE = 'rooms are dropped by retention only';
  END IF;
  PERFORM set_config('lock_timeout', '500ms', true);
  FOR room IN SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
      WHERE p.relname IN ('transmission', 'message', 'traveller', 'sealed_record') AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
        AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before ORDER BY 1 LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', room.name) INTO holds;
    IF NOT holds THEN
      BEGIN
        EXECUTE format('DROP TABLE %I', room.name);
        dropped := dropped || room.name;
      EXCEPTION WHEN lock_not_available THEN
        NULL; -- intake is at work: it goes first, and the next hour asks again
      END;
    END IF;
  END LOOP;
  PERFORM set_config('lock_timeout', '0', true);
  RETURN dropped;
END $$;
REVOKE EXECUTE ON FUNCTION drop_rooms FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_rooms TO gotravel_worker;

-- Made beside and attached, so that a new room waits for nobody and nobody for it.
CREATE OR REPLACE FUNCTION make_rooms(first date, months integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE room text; parent text; month date; made integer := 0;
BEGIN
  FOR n IN 0 .. months - 1 LOOP
    month := (date_trunc('month', first) + make_interval(months => n))::date;
    FOREACH parent IN ARRAY ARRAY['transmission','message','traveller','sealed_record'] LOOP
      room := parent || '_' || to_char(month, 'YYYY_MM');
      IF to_regclass(room) IS NULL THEN
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', room, parent);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, room,
                       month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
        made := made + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
