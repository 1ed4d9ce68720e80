-- What time it is for the law. Goes in: the clock, and how long the machine has been running. Comes out: the last moment that was
-- trusted, and whether a person has to say which day it is. Never: anything sealed or destroyed under a clock that jumped.
CREATE TABLE kept_time (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), moment timestamptz, ahead interval NOT NULL DEFAULT '0',
  held boolean NOT NULL DEFAULT false, disowned timestamptz, confirmed_by uuid, confirmed_at timestamptz
);
COMMENT ON COLUMN kept_time.ahead IS 'How much of the time since the last word of a person no running machine saw pass.';
COMMENT ON COLUMN kept_time.disowned IS 'Moments up to here that the audit bears were of a wrong clock; a person said so.';
INSERT INTO kept_time DEFAULT VALUES;
CREATE TABLE kept_boot (boot text PRIMARY KEY, moment timestamptz NOT NULL, uptime double precision NOT NULL);
COMMENT ON TABLE kept_boot IS 'Of each running machine: the trusted moment and its own steady clock when it last looked.';
GRANT SELECT ON kept_time TO gotravel_worker, gotravel_desk, gotravel_oversight;
GRANT UPDATE ON kept_time TO gotravel_worker, gotravel_desk;
GRANT SELECT, INSERT, UPDATE, DELETE ON kept_boot TO gotravel_worker;
GRANT DELETE ON kept_boot TO gotravel_desk;
GRANT SELECT ON kept_boot TO gotravel_desk;
