-- To whom data of a traveller were given, by whatever way: what answers, corrections and notices to persons look at.
CREATE TABLE disclosure_record (request uuid NOT NULL REFERENCES disclosure_request, traveller uuid NOT NULL, PRIMARY KEY (request, traveller));
CREATE INDEX disclosure_record_traveller ON disclosure_record (traveller);
ALTER TABLE disclosure_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY purpose_first ON disclosure_record USING (purpose_stated()) WITH CHECK (purpose_stated());
GRANT SELECT ON disclosure_record TO gotravel_desk, gotravel_oversight, gotravel_worker;
GRANT INSERT ON disclosure_record TO gotravel_desk;
CREATE VIEW given WITH (security_invoker = true) AS
  SELECT f.id AS source, c.traveller, f.authority, f.made_at AS at FROM referral f JOIN case_file c ON c.id = f.case_file
  UNION ALL SELECT d.id, x.traveller, d.authority, d.answered_at FROM disclosure_request d JOIN disclosure_record x ON x.request = d.id;
GRANT SELECT ON given TO gotravel_desk, gotravel_oversight, gotravel_worker;
ALTER TABLE subject_notice DROP CONSTRAINT subject_notice_referral_key, ADD CONSTRAINT notice_once UNIQUE (referral, traveller);
-- What officers wrote about a traveller whose data are erased goes too; who decided what and when stays.
CREATE FUNCTION blank_erased(travellers uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF coalesce(current_setting('gotravel.permission', true), '') <> 'correct' THEN
    RAISE insufficient_privilege USING MESSAGE = 'papers are blanked after a decision on a person''s request only';
  END IF;
  UPDATE decision d SET reason = '[erased with the traveller]' FROM case_file c WHERE c.id = d.case_file AND c.traveller = ANY(travellers);
END $$;
REVOKE EXECUTE ON FUNCTION blank_erased FROM PUBLIC;
GRANT EXECUTE ON FUNCTION blank_erased TO gotravel_worker;
