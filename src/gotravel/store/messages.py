"""Lawful messages, as the filter left them.

Goes in: messages after `law.filter`. Comes out: the same, with where they came from. Never: anything unfiltered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.errors import NotFound
from gotravel.domain.ids import MessageId, TransmissionId
from gotravel.domain.message import Kind, Message, WireSegment
from gotravel.domain.wire_segments import WireSegments
from gotravel.store.codec import pack, unpack

ADD = """
INSERT INTO message (id, received_at, transmission, carrier, position, kind, purpose, series, part, reference, travellers,
                     findings, body)
SELECT id, %s, %s, %s, position, kind, purpose, series, part, reference, travellers, findings, body
FROM unnest(%s::uuid[], %s::int[], %s::text[], %s::text[], %s::text[], %s::int[], %s::text[], %s::int[], %s::int[], %s::bytea[])
     AS new (id, position, kind, purpose, series, part, reference, travellers, findings, body)
"""
"""Not COPY: PostgreSQL does not let it through row-level security."""


class StoredMessage(msgspec.Struct, frozen=True):
    id: MessageId
    received_at: datetime
    carrier: str
    message: Message
    transmission: TransmissionId


class Origin(msgspec.Struct, frozen=True):
    kind: str
    carrier: str
    received_at: datetime
    digest: str
    """SHA-256 of the transmission as received, in hexadecimal."""


class _OneByOne(msgspec.Struct, frozen=True):
    """Of a message kept before 2026-11-26: each segment a struct."""

    segments: tuple[WireSegment, ...] = ()


class Messages:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def add(
        self,
        transmission: TransmissionId,
        received_at: datetime,
        carrier: str,
        ids: Sequence[MessageId],
        messages: Sequence[Message],
    ) -> None:
        told = [(m.position, m.kind.value, m.purpose.value if m.purpose else None, m.series, m.part) for m in messages]
        rest = [(m.reference, len(m.passengers), len(m.findings), pack(m)) for m in messages]
        columns = zip(*((i, *a, *b) for i, a, b in zip(ids, told, rest, strict=True)), strict=True)
        self.connection.execute(ADD, (received_at, transmission, carrier, *(list(column) for column in columns)))

    def of_transmission(self, transmission: UUID) -> list[StoredMessage]:
        sql = "SELECT id, received_at, carrier, body, transmission FROM message WHERE transmission = %s AND body IS NOT NULL ORDER BY position"
        rows = self.connection.execute(sql, (transmission,)).fetchall()
        return [_stored(row) for row in rows]

    def read_of(self, transmission: UUID) -> tuple[str, set[int]]:
        """(carrier, the places of messages that could be read)."""
        sql = "SELECT carrier, position, kind FROM message WHERE transmission = %s"
        rows = self.connection.execute(sql, (transmission,)).fetchall()
        if not rows:
            raise NotFound
        return rows[0][0], {place for _, place, kind in rows if kind != Kind.UNKNOWN.value}

    def replace_unread(self, transmission: UUID, places: Sequence[int]) -> None:
        """The empty messages that stood for what could not be read."""
        sql = "DELETE FROM message WHERE transmission = %s AND kind = %s AND position = ANY(%s)"
        self.connection.execute(sql, (transmission, Kind.UNKNOWN.value, list(places)))

    def of_series(self, carrier: str, series: str, but: UUID) -> list[Message]:
        sql = "SELECT body FROM message WHERE carrier = %s AND series = %s AND id <> %s AND body IS NOT NULL"
        return [_read(row[0]) for row in self.connection.execute(sql, (carrier, series, but)).fetchall()]

    def since(self, carriers_of: Sequence[UUID], first: datetime) -> Iterator[StoredMessage]:
        """What the carriers of these messages sent since `first`, streamed."""
        sql = """SELECT id, received_at, carrier, body, transmission FROM message WHERE received_at >= %s AND body IS NOT NULL
                 AND carrier IN (SELECT m.carrier FROM message m WHERE m.id = ANY(%s))"""
        with self.connection.cursor(name="since") as cursor:
            cursor.itersize = 50
            cursor.execute(sql, (first, list(carriers_of)))
            yield from map(_stored, cursor)

    def rewrite(self, stored: StoredMessage, message: Message) -> None:
        """A person was erased from it; the answer that the carrier got may name the person, and goes too."""
        sql = "UPDATE message SET body = %s WHERE id = %s AND received_at = %s RETURNING transmission"
        row = self.connection.execute(sql, (pack(message), stored.id, stored.received_at)).fetchone()
        if row:
            self.connection.execute("UPDATE transmission SET acknowledgement = NULL WHERE id = %s", (row[0],))

    def about_leg(self, flight_leg: UUID, kind: Kind) -> list[StoredMessage]:
        """The last pushes about a leg that are still in the clear, oldest first."""
        sql = """SELECT m.id, m.received_at, m.carrier, m.body, m.transmission FROM heard h JOIN message m ON m.id = h.message
                 WHERE h.flight_leg = %s AND h.kind = %s AND m.received_at = h.received_at AND m.body IS NOT NULL
                 ORDER BY m.received_at DESC LIMIT 8"""
        rows = reversed(self.connection.execute(sql, (flight_leg, kind.value)).fetchall())
        return [_stored(row) for row in rows]

    def origins(self, messages: Sequence[UUID]) -> dict[UUID, Origin]:
        """What stands with messages, for whoever asks where a value came from."""
        sql = """SELECT m.id, m.kind, m.carrier, m.received_at, encode(r.digest, 'hex') FROM message m
                 JOIN transmission_receipt r ON r.transmission = m.transmission WHERE m.id = ANY(%s)"""
        return {row[0]: Origin(*row[1:]) for row in self.connection.execute(sql, (list(messages),)).fetchall()}

    def one(self, message: UUID | None) -> StoredMessage | None:
        sql = "SELECT id, received_at, carrier, body, transmission FROM message WHERE id = %s AND body IS NOT NULL"
        row = self.connection.execute(sql, (message,)).fetchone()
        return _stored(row) if row else None


def _stored(row: tuple[Any, ...]) -> StoredMessage:
    number, at, carrier, body, transmission = row
    return StoredMessage(MessageId(number), at, carrier, _read(body), TransmissionId(transmission))


def _read(body: bytes) -> Message:
    message = unpack(body, Message)
    if message.segments:
        return message
    return msgspec.structs.replace(message, segments=WireSegments.of(unpack(body, _OneByOne).segments))
