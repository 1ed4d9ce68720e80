-- An ombudsperson (RGT7): reads why somebody was listed and matched, recommends a delisting, and is answered in time. Goes in: a redress
-- case, a recommendation. Comes out: what the list's manager replied. Never: a reply by who recommended, a recommendation changed.
ALTER TABLE redress_case ADD recommendation text, ADD recommended_by uuid, ADD recommended_at timestamptz, ADD reply_due timestamptz,
  ADD reply text, ADD replied_by uuid, ADD replied_at timestamptz,
  ADD CHECK (replied_by <> recommended_by), ADD CHECK (reply IS NULL OR recommendation IS NOT NULL);
GRANT UPDATE (reply, replied_by, replied_at) ON redress_case TO gotravel_office;
CREATE FUNCTION recommended_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.recommendation IS NOT NULL AND (NEW.recommendation, NEW.recommended_by, NEW.recommended_at, NEW.reply_due)
      IS DISTINCT FROM (OLD.recommendation, OLD.recommended_by, OLD.recommended_at, OLD.reply_due) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a recommendation stands as it was written';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recommended_once BEFORE UPDATE ON redress_case FOR EACH ROW EXECUTE FUNCTION recommended_once();
