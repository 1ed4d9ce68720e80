-- The law in force as signed versions. Goes in: tables of the first house. Comes out: versions of the legal profile, the
-- signatures of people, their public keys. Never: a version changed or removed; one person in two parts of one version.
CREATE TABLE officer_key (
  officer uuid NOT NULL REFERENCES officer, public bytea NOT NULL CHECK (length(public) = 32), added_at timestamptz NOT NULL,
  PRIMARY KEY (officer, public)
);
COMMENT ON TABLE officer_key IS 'Public halves of officers'' own signing keys; the private halves never come here.';
CREATE TABLE legal_profile_version (
  digest text PRIMARY KEY, id text NOT NULL, version text NOT NULL, effective date NOT NULL, body text NOT NULL,
  added_at timestamptz NOT NULL, installed boolean NOT NULL DEFAULT false, UNIQUE (id, version)
);
COMMENT ON COLUMN legal_profile_version.installed IS 'The law this installation began under; every later one bears three signatures.';
CREATE UNIQUE INDEX legal_profile_began_once ON legal_profile_version (installed) WHERE installed;
CREATE TABLE legal_profile_signature (
  digest text NOT NULL REFERENCES legal_profile_version, part text NOT NULL CHECK (part IN ('installation', 'proposer', 'approver', 'dpo', 'refusal')),
  officer uuid REFERENCES officer, public bytea NOT NULL CHECK (length(public) = 32), signature bytea NOT NULL, at timestamptz NOT NULL,
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (digest, part), UNIQUE (digest, officer), CHECK ((part = 'installation') = (officer IS NULL))
);
GRANT SELECT, INSERT ON officer_key, legal_profile_version, legal_profile_signature TO gotravel_worker, gotravel_desk;
GRANT SELECT ON officer_key, legal_profile_version, legal_profile_signature TO gotravel_oversight;
CREATE FUNCTION law_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'versions of the law are never changed or deleted'; END $$;
CREATE TRIGGER law_append_only BEFORE UPDATE OR DELETE ON legal_profile_version FOR EACH ROW EXECUTE FUNCTION law_is_append_only();
CREATE TRIGGER law_signature_append_only BEFORE UPDATE OR DELETE ON legal_profile_signature FOR EACH ROW EXECUTE FUNCTION law_is_append_only();

-- Under which law a hit was raised (a traveller and a transmission keep theirs; a message is its transmission's).
ALTER TABLE hit ADD COLUMN law text NOT NULL DEFAULT coalesce(current_setting('gotravel.law', true), '');
