"""Messages kept before their segments stood in columns are read as they were kept."""

from __future__ import annotations

import msgspec
import psycopg

from gotravel.domain.actor import WORKER, Permission
from gotravel.domain.message import Message
from gotravel.flow.purposes import OVERSIGHT
from gotravel.store.codec import pack, unpack
from gotravel.store.messages import StoredMessage
from tests.unit import Unit


def read(unit: Unit) -> StoredMessage:
    [(number,)] = unit.ask("SELECT id FROM message")
    with unit.parts.store.begin(WORKER, Permission.RESOLVE, OVERSIGHT) as work:
        stored = work.messages.one(number)
    assert stored is not None
    return stored


def test_segments_kept_one_by_one_are_read(eu: Unit) -> None:
    eu.take()
    told = read(eu).message
    [(body,)] = eu.ask("SELECT body FROM message")
    kept = msgspec.to_builtins(unpack(body, Message))
    del kept["lines"]
    kept["segments"] = [{"ordinal": s.ordinal, "offset": s.offset, "text": s.text} for s in told.segments]
    with psycopg.connect(eu.owner) as connection:
        connection.execute("UPDATE message SET body = %s", (pack(kept),))
    assert len(told.segments) > 20
    assert list(read(eu).message.segments) == list(told.segments)
