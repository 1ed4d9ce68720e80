-- One entry of a list changed at the desk. Goes in: lists with changes of whole versions and thresholds. Comes out: a third kind of change,
-- always of two people, one waiting for each entry. Never: an entry that one person alone put on a list, altered or took off.
ALTER TABLE watchlist_change DROP CONSTRAINT known_kind, DROP CONSTRAINT second_person, DROP COLUMN needs_second;
ALTER TABLE watchlist_change ADD COLUMN needs_second boolean NOT NULL GENERATED ALWAYS AS
    (kind IN ('threshold', 'entry') OR (before > 0 AND added + removed > 50 AND (added + removed) * 5 > before)) STORED,
  ADD CONSTRAINT known_kind CHECK (kind IN ('import', 'threshold', 'entry')),
  ADD CONSTRAINT second_person CHECK (state <> 'in-force' OR NOT needs_second OR decided_by IS NOT NULL),
  ADD CONSTRAINT told_why CHECK (kind <> 'entry' OR length(reason) >= 20),
  ADD CONSTRAINT one_entry CHECK (kind <> 'entry' OR (detail ? 'reference' AND added + changed + removed = 1));
DROP INDEX watchlist_change_waits;
CREATE UNIQUE INDEX watchlist_change_waits ON watchlist_change (watchlist, kind) WHERE state = 'proposed' AND kind <> 'entry';
CREATE UNIQUE INDEX watchlist_entry_change_waits ON watchlist_change (watchlist, (detail->>'reference')) WHERE state = 'proposed' AND kind = 'entry';
