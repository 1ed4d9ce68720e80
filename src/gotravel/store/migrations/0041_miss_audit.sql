-- What the nightly audit of misses found. Goes in: counts. Comes out: for whoever keeps lists and whoever oversees, how many pairs the
-- full comparison raises that the index had not led to. Never: who was compared.
CREATE TABLE miss_audit (
  id uuid PRIMARY KEY, made_at timestamptz NOT NULL, snapshot text NOT NULL, names bigint NOT NULL, travellers integer NOT NULL,
  rewritten integer NOT NULL, comparisons bigint NOT NULL, raised integer NOT NULL, missed integer NOT NULL,
  rewritten_found integer NOT NULL, CHECK (missed <= raised AND rewritten_found <= rewritten)
);
COMMENT ON COLUMN miss_audit.rewritten IS 'Listed persons written as a clerk might write them, asked for like travellers; rewritten_found of them were raised.';
CREATE INDEX miss_audit_at ON miss_audit (made_at);
GRANT SELECT, INSERT, DELETE ON miss_audit TO gotravel_worker;
GRANT SELECT ON miss_audit TO gotravel_desk, gotravel_oversight;
