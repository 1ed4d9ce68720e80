-- Who, without saying who, and without letting anybody try. Goes in: digests of identity data. Comes out: the same under keys that lie
-- outside the database. Never: a digest on file that whoever holds the database could compute from a name.
CREATE TABLE subject_keying (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), generation integer NOT NULL);
COMMENT ON TABLE subject_keying IS 'How many keys, one over the other, the digests on file bear; 0: as they were before this release.';
INSERT INTO subject_keying (generation) VALUES (0);
GRANT SELECT ON subject_keying TO gotravel_worker, gotravel_desk, gotravel_office, gotravel_safeguard, gotravel_oversight;
GRANT UPDATE ON subject_keying TO gotravel_worker;

-- HMAC-SHA-256 (RFC 2104) with one key, given as its inner and outer pads of 64 bytes each, in hexadecimal.
CREATE FUNCTION hmac_once(digest bytea, pads text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(substring(decode(pads, 'hex') FROM 65) || sha256(substring(decode(pads, 'hex') FOR 64) || digest)) $$;
-- Under every key so far: the keys stand in this transaction's setting, never in a table. A new key is laid over the digests of the
-- old ones, so that keys change without anybody's identity data, which are sealed by then.
CREATE FUNCTION keyed(digest bytea) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  pads text[] := string_to_array(nullif(current_setting('gotravel.subject_keys', true), ''), ',');
  wanted integer := (SELECT generation FROM subject_keying); told bytea := digest;
BEGIN
  IF wanted = 0 OR coalesce(cardinality(pads), 0) < wanted THEN
    RAISE object_not_in_prerequisite_state USING MESSAGE = 'the keys of subjects are not here: nobody is recognised without them';
  END IF;
  FOR place IN 1 .. wanted LOOP told := hmac_once(told, pads[place]); END LOOP;
  RETURN encode(told, 'hex');
END $$;
CREATE OR REPLACE FUNCTION subject_of(t traveller) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT keyed(sha256(convert_to(concat_ws('|', upper(coalesce(t.family, '')), upper(coalesce(t.given, '')), coalesce(t.born, ''),
    coalesce(t.nationality, ''), coalesce(t.sex, ''), (SELECT string_agg(d, ',' ORDER BY d) FROM unnest(t.document_numbers) d),
    CASE WHEN cardinality(t.document_numbers) = 0 AND (t.family IS NULL OR t.given IS NULL OR t.born IS NULL OR t.nationality IS NULL)
      THEN t.id::text END), 'UTF8'))) $$;
CREATE OR REPLACE FUNCTION subjects_of(t traveller) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(keyed(sha256(convert_to(told, 'UTF8')))) FROM (
    SELECT 'd:' || d || ':' || coalesce(t.nationality, '') FROM unnest(t.document_numbers) d
    UNION ALL SELECT 'n:' || upper(t.family) || ':' || upper(t.given) || ':' || t.born || ':' || t.nationality
  ) AS known (told) WHERE told IS NOT NULL $$;
DROP FUNCTION subjects_of_hit(uuid);
CREATE FUNCTION subjects_of_traveller(wanted uuid) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT subjects_of(t) FROM traveller t WHERE t.id = wanted AND NOT t.sealed $$;
REVOKE EXECUTE ON FUNCTION subjects_of_traveller FROM PUBLIC;
GRANT EXECUTE ON FUNCTION subjects_of_traveller TO gotravel_desk, gotravel_office;

-- One register of what recipients have still to be told (WL4 among it) ----------------------------------------------------
ALTER TABLE recipient_notice DROP CONSTRAINT recipient_notice_kind_check, ADD COLUMN why text,
  ADD CONSTRAINT known_kind CHECK (kind IN ('rectified', 'erased', 'restricted', 'released', 'recalled', 'delisted')),
  ADD CONSTRAINT delisting_says_why CHECK (kind <> 'delisted' OR why <> '');
COMMENT ON COLUMN recipient_notice.cause IS 'A request of a person or an authority; of a delisting the entry.';
INSERT INTO recipient_notice (id, referral, authority, kind, cause, made_at, told_at, told_by, why)
  SELECT id, referral, authority, 'delisted', entry, made_at, sent_at, sent_by::uuid, why FROM recall_notice ON CONFLICT DO NOTHING;
DROP TABLE recall_notice;
GRANT DELETE ON recipient_notice TO gotravel_worker;
