-- Where the record's own key lies is told with the approval: the desk itself sees no sealed record.
ALTER TABLE unmask_request ADD COLUMN keys uuid, ADD COLUMN slot integer;
GRANT UPDATE (keys, slot) ON unmask_request TO gotravel_approver;
GRANT UPDATE (openings, state, released) ON unmask_request TO gotravel_worker;
