-- What masking left behind in files. Goes in: rooms whose rows were sealed or deleted. Comes out: rooms written anew without the old row
-- versions, a write-ahead log without them, statistics of the planner that never held a value of a person. Never: a lock that
-- intake waits for.

-- The planner's statistics keep the most common values of a column: of these columns it keeps none.
CREATE FUNCTION keep_no_statistics(room regclass) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE part record;
BEGIN
  FOR part IN SELECT attname FROM pg_attribute WHERE attrelid = room AND attnum > 0 AND NOT attisdropped
      AND attname IN ('family', 'given', 'born', 'document_numbers', 'person', 'body', 'reference', 'acknowledgement', 'receipt', 'sealed') LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 0', room, part.attname);
  END LOOP;
  FOR part IN SELECT i.indexrelid::regclass AS index, a.attnum FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indexrelid
      JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = room AND i.indexprs IS NOT NULL AND i.indkey[a.attnum - 1] = 0 AND c.relkind = 'i' LOOP
    EXECUTE format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS 0', part.index, part.attnum);
  END LOOP;
  DELETE FROM pg_statistic s USING pg_attribute a WHERE s.starelid = a.attrelid AND s.staattnum = a.attnum AND a.attstattarget = 0
    AND (a.attrelid = room OR a.attrelid IN (SELECT indexrelid FROM pg_index WHERE indrelid = room));
END $$;
REVOKE EXECUTE ON FUNCTION keep_no_statistics FROM PUBLIC;
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
        PERFORM keep_no_statistics(room::regclass);
        made := made + 1;
      END IF;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
SELECT keep_no_statistics(oid::regclass) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  AND (relname ~ '^(transmission|message|traveller)(_[0-9]{4}_[0-9]{2})?$' OR relname IN ('hit', 'decision', 'referral', 'transmission_receipt', 'quarantine'));

-- Written anew: what was masked since the last time is then in no page of the room, its indexes or its large values.
CREATE TABLE room_scrubbed (room text PRIMARY KEY, changes bigint NOT NULL);
CREATE FUNCTION scrub_rooms(now_ timestamptz, most integer) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE room record; done text[] := '{}';
BEGIN
  IF coalesce(current_setting('gotravel.permission', true), '') <> 'retain' THEN
    RAISE insufficient_privilege USING MESSAGE = 'rooms are written anew by retention only';
  END IF;
  PERFORM set_config('lock_timeout', '500ms', true);
  FOR room IN SELECT s.relid, s.relname AS name, s.n_tup_upd + s.n_tup_del AS changes, i.indexrelid::regclass::text AS key
      FROM pg_stat_user_tables s JOIN pg_index i ON i.indrelid = s.relid AND i.indisprimary LEFT JOIN room_scrubbed r ON r.room = s.relname
      WHERE s.schemaname = 'public' AND s.n_tup_upd + s.n_tup_del > 0 AND r.changes IS DISTINCT FROM s.n_tup_upd + s.n_tup_del
        AND (s.relname IN ('hit', 'decision', 'referral', 'quarantine', 'quarantine_opening', 'unmask_request', 'rights_request', 'disclosure_request')
          OR (s.relname ~ '^(transmission|message|traveller)_[0-9]{4}_[0-9]{2}$'
            AND to_date(right(s.relname, 7), 'YYYY_MM') + interval '1 month' <= now_)) ORDER BY s.relname LIMIT most LOOP
    BEGIN
      EXECUTE format('CLUSTER %I USING %s', room.name, room.key);
      INSERT INTO room_scrubbed VALUES (room.name, room.changes) ON CONFLICT ON CONSTRAINT room_scrubbed_pkey DO UPDATE SET changes = excluded.changes;
      done := done || room.name::text;
    EXCEPTION WHEN lock_not_available THEN
      NULL; -- somebody is at work in it: that goes first, and the next run asks again
    END;
  END LOOP;
  PERFORM set_config('lock_timeout', '0', true);
  RETURN done;
END $$;
REVOKE EXECUTE ON FUNCTION scrub_rooms FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scrub_rooms TO gotravel_worker;
-- The log up to here is closed and, where segments are not used again (`wal_recycle` off), deleted.
CREATE FUNCTION forget_log() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF coalesce(current_setting('gotravel.permission', true), '') <> 'retain' THEN
    RAISE insufficient_privilege USING MESSAGE = 'the write-ahead log is closed by retention only';
  END IF;
  PERFORM pg_switch_wal();
  RETURN true;
EXCEPTION WHEN insufficient_privilege THEN
  RETURN false; -- a server of the State's own, whose owner of this database may not: docs/howto/operate.md says what to grant
END $$;
REVOKE EXECUTE ON FUNCTION forget_log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_log TO gotravel_worker;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pg_checkpoint') AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    GRANT pg_checkpoint TO gotravel_worker;
  END IF;
END $$;
