-- The first house. Goes in: an empty database. Comes out: tables, rooms by month, roles, row-level security.
-- Never: a right for the application to change or delete an audit row.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Doors' roles. The application logs in once and takes the role of the door for each unit of work.
DO $$
DECLARE role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['gotravel_gateway','gotravel_worker','gotravel_desk','gotravel_oversight','gotravel_auditor'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', role); END IF;
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gotravel_app') THEN CREATE ROLE gotravel_app LOGIN NOINHERIT; END IF;
END $$;
GRANT gotravel_gateway, gotravel_worker, gotravel_desk, gotravel_oversight, gotravel_auditor TO gotravel_app;

GRANT SELECT ON schema_migration TO PUBLIC;

-- What was sent -------------------------------------------------------------------------------------------------------
CREATE TABLE transmission (
  id uuid NOT NULL, received_at timestamptz NOT NULL, carrier text NOT NULL, channel text NOT NULL,
  bytes bigint NOT NULL, profile text NOT NULL, profile_version text NOT NULL, removals jsonb NOT NULL,
  acknowledgement text, PRIMARY KEY (id, received_at)
) PARTITION BY RANGE (received_at);
CREATE TABLE transmission_receipt (
  carrier text NOT NULL, digest bytea NOT NULL, transmission uuid NOT NULL UNIQUE, received_at timestamptz NOT NULL,
  receipt jsonb NOT NULL, PRIMARY KEY (carrier, digest)
);
CREATE TABLE quarantine (
  transmission uuid PRIMARY KEY, sealed bytea NOT NULL, received_at timestamptz NOT NULL, destroy_after timestamptz NOT NULL
);
CREATE TABLE message (
  id uuid NOT NULL, received_at timestamptz NOT NULL, transmission uuid NOT NULL, carrier text NOT NULL,
  position integer NOT NULL, kind text NOT NULL, purpose text, series text, part integer, reference text,
  travellers integer NOT NULL, findings integer NOT NULL, body bytea NOT NULL, PRIMARY KEY (id, received_at)
) PARTITION BY RANGE (received_at);
COMMENT ON COLUMN message.body IS 'The lawful message (domain.message.Message), MessagePack, zstandard.';
CREATE INDEX message_of_transmission ON message (transmission);
CREATE INDEX message_of_series ON message (carrier, series) WHERE series IS NOT NULL;

-- Travel --------------------------------------------------------------------------------------------------------------
CREATE TABLE flight_leg (
  id uuid PRIMARY KEY, mode text NOT NULL, carrier text NOT NULL, number text NOT NULL, suffix text NOT NULL,
  origin text NOT NULL, departs_on date NOT NULL, destination text, departure text, arrival text, vessel text,
  cancelled boolean NOT NULL DEFAULT false, first_seen timestamptz NOT NULL DEFAULT now(),
  UNIQUE (mode, carrier, number, suffix, origin, departs_on)
);
CREATE INDEX flight_leg_day ON flight_leg (departs_on);
CREATE TABLE booking (
  id uuid PRIMARY KEY, carrier text NOT NULL, locator text NOT NULL, created text, state text NOT NULL,
  message uuid NOT NULL, prepared timestamptz, first_seen timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX booking_locator ON booking (carrier, locator);
CREATE TABLE booking_leg (booking uuid NOT NULL, flight_leg uuid NOT NULL, PRIMARY KEY (booking, flight_leg));
CREATE TABLE traveller (
  id uuid NOT NULL, received_at timestamptz NOT NULL, flight_leg uuid NOT NULL, booking uuid, state text NOT NULL,
  family text, given text, born text, sex text, nationality text, kind text NOT NULL, document_numbers text[] NOT NULL,
  person bytea, api_message uuid, pnr_message uuid, profile text NOT NULL, profile_version text NOT NULL,
  prepared timestamptz, screen_due boolean NOT NULL DEFAULT true, screened_at timestamptz, sealed boolean NOT NULL DEFAULT false,
  PRIMARY KEY (id, received_at)
) PARTITION BY RANGE (received_at);
COMMENT ON COLUMN traveller.person IS 'domain.message.Person, MessagePack; null once sealed.';
CREATE INDEX traveller_leg ON traveller (flight_leg);
CREATE INDEX traveller_booking ON traveller (booking);
CREATE INDEX traveller_due ON traveller (flight_leg) WHERE screen_due;
CREATE INDEX traveller_names ON traveller USING gin ((coalesce(family,'') || ' ' || coalesce(given,'')) gin_trgm_ops);
CREATE INDEX traveller_documents ON traveller USING gin (document_numbers);

-- Lists ---------------------------------------------------------------------------------------------------------------
CREATE TABLE watchlist (
  id uuid PRIMARY KEY, code text NOT NULL UNIQUE, name text NOT NULL, owner text NOT NULL CHECK (owner <> ''),
  legal_basis text NOT NULL CHECK (legal_basis <> ''), purpose text NOT NULL CHECK (purpose <> ''),
  offence_classes text[] NOT NULL, review_due date NOT NULL, refresh_hours integer NOT NULL, threshold_bits double precision NOT NULL,
  default_category text NOT NULL, outside boolean NOT NULL, state text NOT NULL, snapshot text, refreshed_at timestamptz
);
CREATE TABLE watchlist_snapshot (
  watchlist uuid NOT NULL, digest text NOT NULL, in_force_at timestamptz NOT NULL, entries integer NOT NULL,
  PRIMARY KEY (watchlist, digest, in_force_at)
);
CREATE TABLE watchlist_entry (
  id uuid NOT NULL, version text NOT NULL, watchlist uuid NOT NULL, reference text NOT NULL, entry bytea NOT NULL,
  in_force boolean NOT NULL, suspended boolean NOT NULL DEFAULT false, first_seen timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, version)
);
COMMENT ON TABLE watchlist_entry IS 'Every version of every entry, so that a past assessment can be replayed.';
CREATE INDEX watchlist_entry_list ON watchlist_entry (watchlist) WHERE in_force;
CREATE TABLE watchlist_change (
  id uuid PRIMARY KEY, watchlist uuid NOT NULL, kind text NOT NULL, proposed_by text NOT NULL, proposed_at timestamptz NOT NULL,
  detail jsonb NOT NULL, decided_by text, decided_at timestamptz, state text NOT NULL,
  CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);

-- Suspicion and decisions ---------------------------------------------------------------------------------------------
CREATE TABLE hit (
  id uuid PRIMARY KEY, traveller uuid NOT NULL, entry uuid NOT NULL, entry_version text NOT NULL, watchlist uuid NOT NULL,
  assessment bytea NOT NULL, person bytea, total_bits double precision NOT NULL, likelihood double precision NOT NULL,
  raised_at timestamptz NOT NULL, state text NOT NULL, UNIQUE (traveller, entry, entry_version)
);
COMMENT ON COLUMN hit.person IS 'domain.message.Person as it was compared, for replay; null once sealed.';
CREATE TABLE case_file (
  id uuid PRIMARY KEY, number text NOT NULL UNIQUE, traveller uuid NOT NULL, state text NOT NULL, opened_at timestamptz NOT NULL,
  due_at timestamptz, owner uuid
);
CREATE UNIQUE INDEX case_open_once ON case_file (traveller) WHERE state IN ('open','second-review','supervisor','waiting');
CREATE INDEX case_state ON case_file (state, due_at);
CREATE TABLE case_hit (case_file uuid NOT NULL, hit uuid NOT NULL UNIQUE, PRIMARY KEY (case_file, hit));
CREATE TABLE decision (
  case_file uuid NOT NULL, ordinal integer NOT NULL, officer uuid NOT NULL, stage text NOT NULL, outcome text NOT NULL,
  main_reason text NOT NULL, reason text NOT NULL CHECK (length(reason) >= 10), decided_at timestamptz NOT NULL,
  PRIMARY KEY (case_file, ordinal)
);
CREATE TABLE referral (
  id uuid PRIMARY KEY, case_file uuid NOT NULL, authority text NOT NULL, made_by uuid NOT NULL, made_at timestamptz NOT NULL,
  digest text NOT NULL, json bytea NOT NULL, pdf bytea NOT NULL
);
CREATE TABLE remembered_pair (
  subject text NOT NULL, entry uuid NOT NULL, entry_version text NOT NULL, decided_by uuid NOT NULL, decided_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL, case_file uuid NOT NULL, PRIMARY KEY (subject, entry)
);
COMMENT ON COLUMN remembered_pair.subject IS 'Keyed digest of document or of name, birth date and nationality: who, without saying who.';
CREATE TABLE redress_token (
  id uuid PRIMARY KEY, subject text NOT NULL, entry uuid NOT NULL, granted_by uuid NOT NULL, granted_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL, reason text NOT NULL
);

CREATE SEQUENCE case_number;
GRANT USAGE ON SEQUENCE case_number TO gotravel_worker;
-- Who, without saying who: a document where there is one, else name, birth date and nationality.
CREATE FUNCTION subject_of(t traveller) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(coalesce(
    CASE WHEN cardinality(t.document_numbers) > 0 THEN 'd:' || t.document_numbers[1] || ':' || coalesce(t.nationality, '') END,
    'n:' || upper(coalesce(t.family, '')) || ':' || upper(coalesce(t.given, '')) || ':' || coalesce(t.born, '') || ':' || coalesce(t.nationality, '')
  ), 'UTF8')), 'hex') $$;

-- Work ----------------------------------------------------------------------------------------------------------------
CREATE TABLE job (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, step text NOT NULL, subject uuid, detail jsonb NOT NULL DEFAULT '{}',
  unique_key text UNIQUE, run_at timestamptz NOT NULL DEFAULT now(), attempts integer NOT NULL DEFAULT 0, last_error text
);
CREATE INDEX job_due ON job (run_at, id);
CREATE TABLE failed_job (
  id bigint PRIMARY KEY, step text NOT NULL, subject uuid, detail jsonb NOT NULL, attempts integer NOT NULL, error text NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE calendar (step text PRIMARY KEY, next_at timestamptz NOT NULL);

-- People and partners -------------------------------------------------------------------------------------------------
CREATE TABLE officer (
  id uuid PRIMARY KEY, sign_in text NOT NULL UNIQUE, shown_name text NOT NULL, roles text[] NOT NULL, active boolean NOT NULL,
  training_valid boolean NOT NULL, password text NOT NULL, totp_secret text, totp_last bigint, failures integer NOT NULL DEFAULT 0,
  blocked_until timestamptz
);
CREATE TABLE session (
  token_digest bytea PRIMARY KEY, officer uuid NOT NULL REFERENCES officer, opened_at timestamptz NOT NULL, seen_at timestamptz NOT NULL,
  second_factor boolean NOT NULL, purpose text
);
CREATE TABLE carrier (code text PRIMARY KEY, name text NOT NULL, contact text, active boolean NOT NULL);
CREATE TABLE carrier_credential (
  carrier text NOT NULL REFERENCES carrier, digest bytea NOT NULL, added_at timestamptz NOT NULL DEFAULT now(), revoked_at timestamptz,
  PRIMARY KEY (carrier, digest)
);

-- Law and oversight ---------------------------------------------------------------------------------------------------
CREATE TABLE sealing_key (
  month date PRIMARY KEY, wrapped bytea, made_at timestamptz NOT NULL, destroyed_at timestamptz
);
CREATE TABLE sealed_record (
  traveller uuid NOT NULL, received_at timestamptz NOT NULL, month date NOT NULL, sealed bytea NOT NULL, PRIMARY KEY (traveller, received_at)
) PARTITION BY RANGE (received_at);
CREATE TABLE retention_hold (
  id uuid PRIMARY KEY, traveller uuid NOT NULL, basis text NOT NULL, reviewer uuid NOT NULL, review_due date NOT NULL, expires_at timestamptz NOT NULL
);
CREATE TABLE deletion_certificate (id uuid PRIMARY KEY, made_at timestamptz NOT NULL, certificate bytea NOT NULL);
CREATE TABLE audit_event (
  seq bigint PRIMARY KEY, at timestamptz NOT NULL, actor_kind text NOT NULL, actor text NOT NULL, kind text NOT NULL,
  permission text NOT NULL, purpose text NOT NULL, case_ref text, subjects uuid[] NOT NULL, detail jsonb NOT NULL,
  previous bytea NOT NULL, hash bytea NOT NULL
);
CREATE INDEX audit_at ON audit_event (at);
CREATE INDEX audit_actor ON audit_event (actor, at);
CREATE INDEX audit_subjects ON audit_event USING gin (subjects);
CREATE TABLE audit_checkpoint (seq bigint PRIMARY KEY, made_at timestamptz NOT NULL, hash bytea NOT NULL, signed bytea NOT NULL);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit events are never changed or deleted'; END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION audit_is_append_only();

-- Rooms by month of receipt -------------------------------------------------------------------------------------------
CREATE FUNCTION make_rooms(first date, months integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE room text; parent text; month date; made integer := 0;
BEGIN
  FOR n IN 0 .. months - 1 LOOP
    month := (date_trunc('month', first) + make_interval(months => n))::date;
    FOREACH parent IN ARRAY ARRAY['transmission','message','traveller','sealed_record'] LOOP
      room := parent || '_' || to_char(month, 'YYYY_MM');
      IF to_regclass(room) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', room, parent,
                       month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
        made := made + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
SELECT make_rooms((now() - interval '2 months')::date, 6);

-- Rights --------------------------------------------------------------------------------------------------------------
GRANT USAGE ON SCHEMA public TO gotravel_gateway, gotravel_worker, gotravel_desk, gotravel_oversight, gotravel_auditor;
GRANT EXECUTE ON FUNCTION make_rooms TO gotravel_worker, gotravel_gateway;
GRANT SELECT, INSERT ON audit_event TO gotravel_gateway, gotravel_worker, gotravel_desk, gotravel_oversight, gotravel_auditor;
GRANT SELECT, INSERT, UPDATE ON transmission, transmission_receipt TO gotravel_gateway, gotravel_worker;
GRANT INSERT ON message, quarantine TO gotravel_gateway, gotravel_worker;
GRANT SELECT ON message, quarantine TO gotravel_worker;
GRANT DELETE ON quarantine TO gotravel_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO gotravel_worker;
GRANT SELECT, INSERT, UPDATE ON job TO gotravel_gateway, gotravel_worker, gotravel_desk;
GRANT DELETE ON job TO gotravel_worker;
GRANT SELECT ON carrier, carrier_credential TO gotravel_gateway;
GRANT SELECT, INSERT, UPDATE ON flight_leg, booking, booking_leg, traveller, sealed_record, sealing_key, calendar, failed_job,
  retention_hold, hit, case_file, case_hit, remembered_pair, redress_token, watchlist, watchlist_entry, watchlist_snapshot,
  watchlist_change, deletion_certificate, audit_checkpoint, officer, carrier, carrier_credential TO gotravel_worker;
GRANT DELETE ON traveller, message, transmission, transmission_receipt, sealed_record, booking, booking_leg, flight_leg, hit,
  case_hit, remembered_pair, watchlist_entry TO gotravel_worker;
GRANT SELECT ON flight_leg, booking, booking_leg, traveller, message, transmission, transmission_receipt, hit, case_file, case_hit,
  decision, referral, watchlist, watchlist_entry, watchlist_snapshot, watchlist_change, carrier, officer, session, remembered_pair,
  redress_token, deletion_certificate, audit_checkpoint, retention_hold, failed_job, sealing_key, sealed_record TO gotravel_desk;
GRANT INSERT ON decision, referral, remembered_pair, redress_token, watchlist_change, session, retention_hold TO gotravel_desk;
GRANT UPDATE ON case_file, hit, watchlist, watchlist_entry, watchlist_change, session, officer, carrier, remembered_pair TO gotravel_desk;
GRANT INSERT ON officer, carrier, carrier_credential, watchlist, watchlist_entry, watchlist_snapshot TO gotravel_desk;
GRANT DELETE ON session TO gotravel_desk;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO gotravel_oversight;
GRANT UPDATE ON watchlist, watchlist_entry TO gotravel_oversight;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO gotravel_oversight;
GRANT SELECT ON audit_checkpoint TO gotravel_auditor;

-- Without a purpose no personal row is seen, whatever the page forgot.
CREATE FUNCTION purpose_stated() RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT coalesce(current_setting('gotravel.purpose', true), '') <> '' AND coalesce(current_setting('gotravel.actor', true), '') <> '' $$;
DO $$
DECLARE personal text;
BEGIN
  FOREACH personal IN ARRAY ARRAY['traveller','message','booking','hit','case_file','decision','referral','sealed_record','watchlist_entry','quarantine'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', personal);
    EXECUTE format('CREATE POLICY purpose_first ON %I USING (purpose_stated()) WITH CHECK (purpose_stated())', personal);
  END LOOP;
END $$;
