-- Sealing a month in minutes. Goes in: rooms by month. Comes out: indexes that hold what is in the clear and nothing else, so that
-- a sealed row enters none of them again. Never: a name or a document in an index of a record that is sealed.
DROP INDEX traveller_names, traveller_documents, traveller_booking;
CREATE INDEX traveller_names ON traveller USING gin ((coalesce(family,'') || ' ' || coalesce(given,'')) gin_trgm_ops) WHERE NOT sealed;
CREATE INDEX traveller_documents ON traveller USING gin (document_numbers) WHERE NOT sealed;
CREATE INDEX traveller_booking ON traveller (booking) WHERE booking IS NOT NULL;

-- What is forgotten with the month, found without reading the years before it.
CREATE INDEX transmission_told ON transmission (received_at) WHERE acknowledgement IS NOT NULL;
CREATE INDEX receipt_told ON transmission_receipt (received_at) WHERE receipt->'findings' <> '[]';
CREATE INDEX message_received ON message (received_at);
CREATE INDEX booking_first_seen ON booking (first_seen);
