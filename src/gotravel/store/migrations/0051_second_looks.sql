-- Automation bias, measured (REV3). Goes in: each night a random share of decided cases. Comes out: whether an officer who had nothing to
-- do with a case, and did not see what was decided, decides alike. Never: a look by one of the case's own officers, a look changed.
CREATE TABLE second_look (
  case_file uuid NOT NULL, drawn_at timestamptz NOT NULL, known boolean NOT NULL DEFAULT false, looked_at timestamptz, agrees boolean,
  PRIMARY KEY (case_file, drawn_at), CHECK ((looked_at IS NULL) = (agrees IS NULL))
);
COMMENT ON COLUMN second_look.known IS 'A known negative, planted: people who did not see each other''s word have told this pair apart before. It is not marked for whoever looks.';
COMMENT ON TABLE second_look IS 'What was found stands beside the case''s decisions, as stage "look".';
CREATE UNIQUE INDEX second_look_waiting ON second_look (case_file) WHERE looked_at IS NULL;
GRANT SELECT, INSERT, DELETE ON second_look TO gotravel_worker;
GRANT SELECT ON second_look TO gotravel_desk, gotravel_oversight;
GRANT UPDATE (looked_at, agrees) ON second_look TO gotravel_desk;
CREATE FUNCTION looked_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.looked_at IS NOT NULL THEN RAISE insufficient_privilege USING MESSAGE = 'a second look stands as it was'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER looked_once BEFORE UPDATE ON second_look FOR EACH ROW EXECUTE FUNCTION looked_once();
