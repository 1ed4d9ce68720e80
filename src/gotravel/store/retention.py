"""What is kept, why, and how it ends.

Goes in: moments of the law. Comes out: what was destroyed, what is overdue, what was certified. Never: a moment earlier
than one that the audit has seen (a clock set back prolongs nothing); a row of a traveller left behind its traveller.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.errors import NotFound
from gotravel.domain.ids import TravellerId
from gotravel.domain.sealed_past import Certificate, Hold, HoldKind, Standing, Times

LIVE = """EXISTS (SELECT FROM retention_hold r WHERE r.traveller = t.id AND r.ended_at IS NULL AND r.expires_at > %(now)s
                  AND r.review_due >= %(now)s::date)"""
DOOMED = f"(t.received_at < %(last)s OR (t.received_at < %(general)s AND NOT {LIVE}))"
OVERDUE = f"""
SELECT (SELECT count(*) FROM traveller t WHERE NOT t.sealed AND t.received_at < %(mask)s - %(grace)s),
  (SELECT count(*) FROM message WHERE body IS NOT NULL AND received_at < %(mask)s - %(grace)s)
    + (SELECT count(*) FROM message WHERE body IS NULL AND received_at < %(general)s - %(grace)s),
  (SELECT count(*) FROM traveller t WHERE t.received_at < %(last)s - %(grace)s)
    + (SELECT count(*) FROM traveller t WHERE t.received_at >= %(last)s - %(grace)s AND t.received_at < %(general)s - %(grace)s AND NOT {LIVE}),
  (SELECT count(*) FROM quarantine WHERE destroy_after < %(now)s - %(grace)s),
  (SELECT count(*) FROM unmask_request WHERE released IS NOT NULL AND expires_at < %(now)s - %(grace)s)
"""
"""Each by an index: asked every hour, of years of travel."""
KEPT = f"""
SELECT (SELECT count(*) FROM traveller WHERE NOT sealed), (SELECT count(*) FROM traveller WHERE sealed),
  (SELECT count(*) FROM traveller t WHERE t.id IN (SELECT traveller FROM retention_hold) AND {LIVE})
"""
HOLD = "id, traveller, kind, basis, reviewer, review_due, expires_at, authority, case_ref"


class Destroyed(msgspec.Struct, frozen=True):
    travellers: tuple[UUID, ...]
    messages: tuple[UUID, ...]
    bookings: int
    hits: int
    slots: tuple[tuple[UUID, int], ...]
    received_from: datetime | None
    received_until: datetime | None


class Early(msgspec.Struct, frozen=True):
    """What ends before its general time (RET8): (id, received) of travellers and of messages."""

    travellers: tuple[tuple[UUID, datetime], ...] = ()
    messages: tuple[tuple[UUID, datetime], ...] = ()


class Retention:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def moment(self, now: datetime) -> datetime:
        """Now, or the last moment that the audit or its newest checkpoint saw, where the clock was set back."""
        sql = """SELECT greatest((SELECT at FROM audit_event ORDER BY seq DESC LIMIT 1),
                                 (SELECT made_at FROM audit_checkpoint ORDER BY seq DESC LIMIT 1))"""
        row = self.connection.execute(sql).fetchone()
        return max(now, row[0]) if row and row[0] else now

    def standing(self, times: Times) -> Standing:
        row = self.connection.execute(KEPT, {"now": times.now}).fetchone()
        assert row is not None
        return Standing(*row, *self._overdue(times))

    def overdue(self, times: Times) -> int:
        """Without counting what is kept in its time."""
        return sum(self._overdue(times))

    def _overdue(self, times: Times) -> tuple[int, ...]:
        row = self.connection.execute(OVERDUE, msgspec.structs.asdict(times)).fetchone()
        assert row is not None
        return row

    def last_overdue(self) -> int:
        """As the hourly run counted it."""
        sql = "SELECT (detail->>'overdue')::int FROM audit_event WHERE kind = 'retention:sealed' ORDER BY seq DESC LIMIT 1"
        row = self.connection.execute(sql).fetchone()
        return int(row[0] or 0) if row else 0

    def destroy(self, times: Times, most: int, early: Early | None = None) -> Destroyed:
        """A batch of travellers past their time, with all that hangs on them, then messages past theirs. `early`: those
        whose end came before it."""
        sql = f"SELECT t.id, t.received_at FROM traveller t WHERE {DOOMED} ORDER BY t.received_at LIMIT %(most)s FOR UPDATE SKIP LOCKED"
        asked = {**msgspec.structs.asdict(times), "most": most}
        rows = [*self.connection.execute(sql, asked).fetchall(), *(early.travellers if early else ())]
        who = [row[0] for row in rows]
        hits = self._hits(who)
        self.connection.execute("SELECT blank_papers(%b, '[destroyed with the traveller]')", (who,))
        self.connection.execute("DELETE FROM retention_hold WHERE traveller = ANY(%b)", (who,))
        gone = "(id, received_at) IN (SELECT * FROM unnest(%b::uuid[], %b::timestamptz[]))"
        self.connection.execute(f"DELETE FROM traveller WHERE {gone}", (who, [row[1] for row in rows]))
        letters = [*self._messages(times, most), *self._letters(early.messages if early else ())]
        moments = [row[1] for row in (*rows, *letters)]
        slots = self._sealed([*who, *(row[0] for row in letters)])
        bookings = self._bookings(times) if len(rows) < most else 0  # once, after the last batch
        told = (min(moments, default=None), max(moments, default=None))
        return Destroyed(tuple(who), tuple(row[0] for row in letters), bookings, hits, slots, *told)

    def _hits(self, who: list[UUID]) -> int:
        self.connection.execute(
            "DELETE FROM case_hit ch USING hit h WHERE h.id = ch.hit AND h.traveller = ANY(%b)", (who,)
        )
        return self.connection.execute("DELETE FROM hit WHERE traveller = ANY(%b)", (who,)).rowcount

    def _messages(self, times: Times, most: int) -> list[tuple[UUID, datetime]]:
        """A message speaks of many people: no hold on one of them keeps it (a held traveller has its own record)."""
        sql = """DELETE FROM message WHERE (id, received_at) IN (SELECT id, received_at FROM message WHERE received_at < %s
                 ORDER BY received_at LIMIT %s FOR UPDATE SKIP LOCKED) RETURNING id, received_at"""
        return self.connection.execute(sql, (times.general, most)).fetchall()

    def _letters(self, early: Sequence[tuple[UUID, datetime]]) -> list[tuple[UUID, datetime]]:
        gone = "(id, received_at) IN (SELECT * FROM unnest(%b::uuid[], %b::timestamptz[]))"
        sql = f"DELETE FROM message WHERE {gone} RETURNING id, received_at"
        return self.connection.execute(sql, ([row[0] for row in early], [row[1] for row in early])).fetchall()

    def _sealed(self, records: list[UUID]) -> tuple[tuple[UUID, int], ...]:
        sql = "DELETE FROM sealed_record WHERE record = ANY(%b) RETURNING keys, slot"
        slots = tuple((row[0], row[1]) for row in self.connection.execute(sql, (records,)).fetchall() if row[0])
        sql = """DELETE FROM sealed_batch b WHERE b.batch = ANY(%s)
                 AND NOT EXISTS (SELECT FROM sealed_record r WHERE r.keys = b.batch)"""
        self.connection.execute(sql, (list({batch for batch, _ in slots}),))
        return slots

    def _bookings(self, times: Times) -> int:
        """Bookings and legs that no clear traveller stands on; receipts and remembered decisions past their time."""
        sql = """DELETE FROM booking b WHERE b.first_seen < %s
                 AND NOT EXISTS (SELECT FROM traveller t WHERE t.booking = b.id)"""
        gone = self.connection.execute(sql, (times.general,)).rowcount
        self.connection.execute(
            "DELETE FROM booking_leg x WHERE NOT EXISTS (SELECT FROM booking b WHERE b.id = x.booking)"
        ) if gone else None
        sql = """DELETE FROM flight_leg l WHERE l.departs_on < %s::date AND l.first_seen < %s
                 AND NOT EXISTS (SELECT FROM traveller t WHERE t.flight_leg = l.id)"""
        self.connection.execute(sql, (times.last, times.last))
        for table in ("transmission", "transmission_receipt"):
            self.connection.execute(f"DELETE FROM {table} WHERE received_at < %s", (times.last,))
        for table in ("remembered_pair", "redress_token"):
            # Their end is told by the step that keeps the lists; two days later nobody needs them.
            self.connection.execute(f"DELETE FROM {table} WHERE expires_at < %s - interval '2 days'", (times.now,))
        return gone

    def drop_rooms(self, before: date) -> tuple[str, ...]:
        row = self.connection.execute("SELECT drop_rooms(%s)", (before,)).fetchone()
        return tuple(row[0]) if row else ()

    def certify(self, made: Certificate, signed: bytes) -> None:
        sql = "INSERT INTO deletion_certificate (id, made_at, certificate) VALUES (%s, %s, %s)"
        self.connection.execute(sql, (made.id, made.made_at, signed))

    def certificates(self, but: list[UUID] | None = None) -> list[tuple[UUID, bytes]]:
        """Newest last; `but`: those that somebody has already."""
        sql = "SELECT id, certificate FROM deletion_certificate WHERE id <> ALL(%s) ORDER BY made_at, id"
        return [(row[0], bytes(row[1])) for row in self.connection.execute(sql, (but or [],)).fetchall()]

    def newest_certificates(self, most: int) -> list[tuple[UUID, bytes]]:
        sql = "SELECT id, certificate FROM deletion_certificate ORDER BY made_at DESC, id LIMIT %s"
        return [(row[0], bytes(row[1])) for row in self.connection.execute(sql, (most,)).fetchall()]

    def certificate(self, number: UUID) -> bytes | None:
        sql = "SELECT certificate FROM deletion_certificate WHERE id = %s"
        row = self.connection.execute(sql, (number,)).fetchone()
        return bytes(row[0]) if row else None

    # Holds -----------------------------------------------------------------------------------------------------------
    def received_at(self, traveller: UUID) -> datetime:
        row = self.connection.execute("SELECT received_at FROM traveller WHERE id = %s", (traveller,)).fetchone()
        if row is None:
            raise NotFound
        moment: datetime = row[0]
        return moment

    def hold(self, made: Hold, now: datetime) -> None:
        sql = f"INSERT INTO retention_hold ({HOLD}, made_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        told = (made.id, made.traveller, made.kind.value, made.basis, made.reviewer, made.review_due, made.expires_at)
        self.connection.execute(sql, (*told, made.authority, made.case_ref, now))

    def holds_of(self, traveller: UUID) -> tuple[Hold, ...]:
        sql = f"SELECT {HOLD} FROM retention_hold WHERE traveller = %s AND ended_at IS NULL ORDER BY made_at"
        return tuple(_hold(row) for row in self.connection.execute(sql, (traveller,)).fetchall())

    def live_holds(self) -> tuple[Hold, ...]:
        """Those whose review comes first, first."""
        sql = f"SELECT {HOLD} FROM retention_hold WHERE ended_at IS NULL ORDER BY review_due, made_at LIMIT 500"
        return tuple(_hold(row) for row in self.connection.execute(sql).fetchall())

    def review_hold(self, hold: UUID, reviewer: UUID, review_due: date) -> bool:
        sql = "UPDATE retention_hold SET reviewer = %s, review_due = %s WHERE id = %s AND ended_at IS NULL"
        return self.connection.execute(sql, (reviewer, review_due, hold)).rowcount == 1

    def end_hold(self, hold: UUID, now: datetime) -> bool:
        sql = "UPDATE retention_hold SET ended_at = %s WHERE id = %s AND ended_at IS NULL"
        return self.connection.execute(sql, (now, hold)).rowcount == 1


def _hold(row: tuple[Any, ...]) -> Hold:
    number, traveller, kind, *rest = row
    return Hold(number, TravellerId(traveller), HoldKind(kind), *rest)
