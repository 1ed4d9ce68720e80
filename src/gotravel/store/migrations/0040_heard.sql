-- What was heard of each flight leg, message by message: when, how whole, with how many faults. Goes in: resolved messages.
-- Comes out: figures for the board and the carriers' page. Never: a person's datum, so that they outlive the messages.
CREATE TABLE heard (
  flight_leg uuid NOT NULL REFERENCES flight_leg ON DELETE CASCADE, message uuid NOT NULL, received_at timestamptz NOT NULL,
  departs_at timestamptz, carrier text NOT NULL, kind text NOT NULL, purpose text, travellers integer NOT NULL,
  filled integer NOT NULL, wanted integer NOT NULL, warnings integer NOT NULL, errors integer NOT NULL,
  PRIMARY KEY (flight_leg, message)
);
CREATE INDEX heard_departs ON heard (departs_at);
GRANT SELECT, INSERT, DELETE ON heard TO gotravel_worker;
GRANT SELECT ON heard TO gotravel_desk, gotravel_oversight;
CREATE INDEX receipt_received ON transmission_receipt (received_at);

-- A note that one shift leaves to the next. About matches by number and about systems; names are not written in notes.
CREATE TABLE shift_note (
  id uuid PRIMARY KEY, written_by uuid NOT NULL, written_at timestamptz NOT NULL, text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000)
);
CREATE INDEX shift_note_at ON shift_note (written_at);
GRANT SELECT, INSERT ON shift_note TO gotravel_desk;
GRANT SELECT, DELETE ON shift_note TO gotravel_worker;
GRANT SELECT ON shift_note TO gotravel_oversight;
