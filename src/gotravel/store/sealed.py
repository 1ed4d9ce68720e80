"""The sealed room: records leave the clear tables in sets, each sealed on its own.

Goes in: sealed bytes. Comes out: what is due, with all that is written about it. Never: a record both in the clear and
sealed after a commit; a lock that intake waits for (rows in use are left for the next batch).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.hit import Assessment
from gotravel.domain.message import Person
from gotravel.domain.sealed_past import Paper, SealedHit
from gotravel.store.codec import as_it_is, pack, unpack

Record = tuple[UUID, datetime]
CLEAR = """UPDATE traveller t SET sealed = true, person = NULL, family = NULL, given = NULL, born = NULL, document_numbers = '{}',
sex = NULL, nationality = NULL, kind = '', booking = NULL, screen_due = false
FROM unnest(%(who)b::uuid[], %(at)b::timestamptz[]) AS n (id, at)
WHERE t.id = n.id AND t.received_at = n.at AND t.received_at BETWEEN %(first)s AND %(last)s"""
HITS = "SELECT traveller, id, person, assessment FROM hit WHERE traveller = ANY(%b)"
PAPERS = """
SELECT c.traveller, c.id, 'decision:' || d.ordinal, convert_to(d.reason || E'\\n' || d.weighed, 'UTF8')
FROM case_file c JOIN decision d ON d.case_file = c.id WHERE c.traveller = ANY(%(who)b)
UNION ALL
SELECT c.traveller, c.id, 'referral-' || f.form, f.body FROM case_file c JOIN referral r ON r.case_file = c.id,
  LATERAL (VALUES ('json', r.json), ('pdf', r.pdf)) AS f (form, body) WHERE c.traveller = ANY(%(who)b)
"""
MARK = "[sealed with the traveller]"


class Due(msgspec.Struct, frozen=True):
    """One record whose clear time is over, with the packed body that is to be sealed."""

    record: Record
    body: bytes
    hits: tuple[SealedHit, ...]


class _Body(msgspec.Struct, frozen=True):
    """`SealedTraveller` with the person as it stood in its column: millions are packed without being read."""

    person: msgspec.Raw
    kind: str
    booking: UUID | None
    hits: tuple[SealedHit, ...]
    papers: tuple[Paper, ...]


def _body(
    person: msgspec.Raw, kind: str, booking: UUID | None, hits: tuple[SealedHit, ...], papers: tuple[Paper, ...]
) -> bytes:
    return pack(_Body(person, kind, booking, hits, papers))


class Sealed:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def make_rooms(self, now: datetime) -> None:
        """The rooms of this and the coming months, ahead of the first record that needs one."""
        self.connection.execute("SELECT make_rooms(%s::date, 3)", (now.date(),))

    def due(self, before: datetime, most: int) -> list[Due]:
        """In the clear for longer than the law allows, whatever case they are in (art. 12(2))."""
        sql = """SELECT t.id, t.received_at, t.person, t.kind, t.booking FROM traveller t
                 WHERE NOT t.sealed AND t.received_at < %s ORDER BY t.received_at LIMIT %s FOR UPDATE SKIP LOCKED"""
        rows = self.connection.execute(sql, (before, most), binary=True).fetchall()
        who = [row[0] for row in rows]
        hits, papers = self._hits(who), self._papers(who)
        return [
            Due((number, at), _body(as_it_is(person), kind, booking, hits(number), papers(number)), hits(number))
            for number, at, person, kind, booking in rows
        ]

    def _hits(self, who: list[UUID]) -> _Grouped:
        return _Grouped(
            (traveller, SealedHit(number, unpack(person, Person) if person else None, unpack(told, Assessment)))
            for traveller, number, person, told in self.connection.execute(HITS, (who,)).fetchall()
        )

    def _papers(self, who: list[UUID]) -> _Grouped:
        rows = self.connection.execute(PAPERS, {"who": who}).fetchall()
        return _Grouped((traveller, Paper(case, kind, bytes(body))) for traveller, case, kind, body in rows)

    def seal(self, due: Sequence[Due], sealed: Sequence[bytes], keys: UUID) -> None:
        self._keep([one.record for one in due], sealed, "traveller", keys)
        hits = [hit for one in due for hit in one.hits]
        if hits:
            blank = [pack(blanked(hit.assessment)) for hit in hits]
            sql = """UPDATE hit h SET person = NULL, assessment = n.assessment
                     FROM unnest(%s::uuid[], %s::bytea[]) AS n (id, assessment) WHERE h.id = n.id"""
            self.connection.execute(sql, ([hit.hit for hit in hits], blank))
        who, at = [one.record[0] for one in due], [one.record[1] for one in due]
        self.connection.execute("SELECT blank_papers(%b, %s)", (who, MARK))
        self.connection.execute(CLEAR, {"who": who, "at": at, "first": min(at), "last": max(at)})

    def open_batch(self, batch: UUID, for_unit: bytes, for_approver: bytes) -> None:
        sql = "INSERT INTO sealed_batch (batch, for_unit, for_approver) VALUES (%s, %s, %s)"
        self.connection.execute(sql, (batch, for_unit, for_approver))

    def records_before(self, moment: datetime) -> set[UUID]:
        """What of that time is still kept, under a hold."""
        rows = self.connection.execute("SELECT record FROM sealed_record WHERE received_at < %s", (moment,)).fetchall()
        return {row[0] for row in rows}

    def messages_due(self, before: datetime, most: int) -> list[tuple[Record, bytes]]:
        sql = """SELECT id, received_at, body FROM message WHERE body IS NOT NULL AND received_at < %s
                 ORDER BY received_at LIMIT %s FOR UPDATE SKIP LOCKED"""
        return [((row[0], row[1]), bytes(row[2])) for row in self.connection.execute(sql, (before, most)).fetchall()]

    def seal_messages(self, due: Sequence[Record], sealed: Sequence[bytes], keys: UUID) -> None:
        self._keep(due, sealed, "message", keys)
        sql = """UPDATE message m SET body = NULL FROM unnest(%(who)b::uuid[], %(at)b::timestamptz[]) AS n (id, at)
                 WHERE m.id = n.id AND m.received_at = n.at AND m.received_at BETWEEN %(first)s AND %(last)s"""
        at = [moment for _, moment in due]
        told = {"who": [number for number, _ in due], "at": at, "first": min(at), "last": max(at)}
        self.connection.execute(sql, told)

    def forget_answers(self, before: datetime) -> None:
        """Answers to carriers name passengers; of a receipt the counts stay, so that the same bytes stay known."""
        sql = "UPDATE transmission SET acknowledgement = NULL WHERE acknowledgement IS NOT NULL AND received_at < %s"
        self.connection.execute(sql, (before,))
        sql = """UPDATE transmission_receipt SET receipt = jsonb_set(receipt, '{findings}', '[]')
                 WHERE received_at < %s AND receipt->'findings' <> '[]'"""
        self.connection.execute(sql, (before,))

    def scrub(self, now: datetime, most: int) -> list[str]:
        """Rooms of months that are over, written anew where rows of them changed since; a room in use waits."""
        row = self.connection.execute("SELECT scrub_rooms(%s, %s)", (now, most)).fetchone()
        return list(row[0]) if row else []

    def forget_log(self) -> bool:
        """The segments of the write-ahead log up to now are closed, and deleted once nothing needs them for a restart. False
        where the server's owner lets this product do neither."""
        row = self.connection.execute(
            "SELECT pg_has_role(current_user, 'pg_checkpoint', 'USAGE') AND forget_log()"
        ).fetchone()
        if not (row and row[0]):
            return False
        self.connection.execute("CHECKPOINT")
        return True

    def _keep(self, due: Sequence[Record], sealed: Sequence[bytes], kind: str, keys: UUID) -> None:
        sql = """INSERT INTO sealed_record (record, received_at, month, kind, sealed, keys, slot)
                 SELECT id, at, date_trunc('month', at AT TIME ZONE 'UTC')::date, %s, body, %s, place - 1
                 FROM unnest(%b::uuid[], %b::timestamptz[], %b::bytea[]) WITH ORDINALITY AS new (id, at, body, place)"""
        columns = ([number for number, _ in due], [at for _, at in due], list(sealed))
        self.connection.execute(sql, (kind, keys, *columns))


class _Grouped:
    """Values by traveller."""

    def __init__(self, pairs: Any) -> None:
        self.found: dict[UUID, list[Any]] = {}
        for traveller, value in pairs:
            self.found.setdefault(traveller, []).append(value)

    def __call__(self, traveller: UUID) -> tuple[Any, ...]:
        return tuple(self.found.get(traveller, ()))


def blanked(assessment: Assessment) -> Assessment:
    """The figures and versions stay for statistics and oversight; what speaks of the person goes."""
    return msgspec.structs.replace(assessment, reasons=(), name_used="")
