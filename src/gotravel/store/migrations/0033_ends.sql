-- Ends of records. Goes in: the sealed past. Comes out: packages that go once their recipient was informed; months that are
-- dropped as a whole. Never: a package blanked by anything but retention.
CREATE FUNCTION forget_packages(informed_before timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE blanked integer;
BEGIN
  IF coalesce(current_setting('gotravel.permission', true), '') <> 'retain' THEN
    RAISE insufficient_privilege USING MESSAGE = 'packages are forgotten by retention only';
  END IF;
  UPDATE referral SET json = '', pdf = '' WHERE made_at < informed_before AND (json <> '' OR pdf <> '');
  GET DIAGNOSTICS blanked = ROW_COUNT;
  RETURN blanked;
END $$;
REVOKE EXECUTE ON FUNCTION forget_packages FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_packages TO gotravel_worker;

-- A month is dropped as a whole, or not at all: a record that is kept longer still needs its sealed room.
CREATE OR REPLACE FUNCTION drop_rooms(before date) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE month text; room text; holds boolean; dropped text[] := '{}'; rooms text[];
BEGIN
  IF coalesce(current_setting('gotravel.permission', true), '') <> 'retain' THEN
    RAISE insufficient_privilege USING MESSAGE = 'rooms are dropped by retention only';
  END IF;
  PERFORM set_config('lock_timeout', '500ms', true);
  FOR month, rooms IN SELECT right(c.relname, 7), array_agg(c.relname ORDER BY c.relname) FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
      WHERE p.relname IN ('transmission', 'message', 'traveller', 'sealed_record') AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
        AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before GROUP BY 1 ORDER BY 1 LOOP
    holds := false;
    FOREACH room IN ARRAY rooms LOOP
      IF NOT holds AND room !~ '^transmission_' THEN EXECUTE format('SELECT EXISTS (SELECT FROM %I)', room) INTO holds; END IF;
    END LOOP;
    CONTINUE WHEN holds;
    FOREACH room IN ARRAY rooms LOOP
      EXECUTE format('SELECT EXISTS (SELECT FROM %I)', room) INTO holds;
      CONTINUE WHEN holds; -- transmissions stay for the longest time: counts, no person
      BEGIN
        EXECUTE format('DROP TABLE %I', room);
        dropped := dropped || room;
      EXCEPTION WHEN lock_not_available THEN
        NULL; -- intake is at work: it goes first, and the next hour asks again
      END;
    END LOOP;
  END LOOP;
  PERFORM set_config('lock_timeout', '0', true);
  RETURN dropped;
END $$;

-- Every door that asks for the moment of the law looks at the newest checkpoint too.
GRANT SELECT ON audit_checkpoint TO gotravel_approver, gotravel_gateway;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'gotravel_safeguard') THEN
    GRANT SELECT ON audit_checkpoint, audit_removed TO gotravel_safeguard;
  END IF;
END $$;
