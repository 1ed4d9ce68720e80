-- A purpose that is not registered admits nobody; one that asks for a case admits nobody without one that exists (PUR1).
-- Asked once a unit of work by the application, and again by PostgreSQL on every statement that reads travellers at the desk.
CREATE FUNCTION purpose_verdict() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE
  asks boolean; about text := coalesce(current_setting('gotravel.about', true), '');
  act text := coalesce(current_setting('gotravel.permission', true), '');
BEGIN
  SELECT case_needed INTO asks FROM purpose WHERE code = coalesce(current_setting('gotravel.purpose', true), '');
  IF asks IS NULL THEN RETURN 'unknown'; END IF;
  IF NOT asks OR act NOT IN ('search', 'read-traveller') THEN RETURN 'admitted'; END IF;
  IF about = '' THEN RETURN 'case-needed'; END IF;
  IF EXISTS (SELECT FROM case_file WHERE id::text = about) OR EXISTS (SELECT FROM rights_request WHERE id::text = about) THEN RETURN 'admitted'; END IF;
  RETURN 'case-unknown';
END $$;
-- In a sub-select, so that it is asked once a statement and not once a row.
CREATE POLICY purpose_and_case ON traveller AS RESTRICTIVE FOR SELECT TO gotravel_desk USING ((SELECT purpose_verdict()) = 'admitted');
