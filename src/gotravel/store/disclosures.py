"""Requests of authorities: received, decided outside the unit, answered, reviewed, recalled.

Goes in: requests, decisions, answers. Comes out: the same as structs. Never: a step that the tables' own way does not know.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from gotravel.domain.disclosure import Asked, Disclosure, DisclosureState, Element, Sought
from gotravel.domain.errors import NotFound
from gotravel.domain.ids import TravellerId
from gotravel.domain.rights_request import Candidate
from gotravel.store.codec import pack, unpack
from gotravel.store.once import once

COLUMNS = """id, number, authority, case_ref, offence, purpose, facts, air_link, elements, subjects, period_from, period_to, urgent,
subject_count, received_by, received_at, due_at, state, decided_by, decided_at, decision, answered_by, answered_at, digest, records"""
FIND = """
SELECT DISTINCT ON (l.departs_on, t.id) t.id, t.family, t.given, t.born, s.document <> '' AND s.document = ANY(t.document_numbers), l.carrier, l.number,
  l.departs_on::text, t.received_at
FROM unnest(%(names)s::text[], %(born)s::text[], %(documents)s::text[]) AS s (name, born, document)
JOIN traveller t ON NOT t.sealed AND (s.document <> '' AND t.document_numbers @> ARRAY[s.document]
  OR ((coalesce(t.family,'') || ' ' || coalesce(t.given,'')) %% s.name
      AND similarity(coalesce(t.family,'') || ' ' || coalesce(t.given,''), s.name) > 0.6 AND s.born <> '' AND t.born = s.born))
JOIN flight_leg l ON l.id = t.flight_leg AND l.departs_on BETWEEN %(from)s AND %(to)s
WHERE t.restricted_by IS NULL ORDER BY l.departs_on, t.id LIMIT 100
"""


class Disclosures:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def receive(self, made: Disclosure) -> None:
        sql = """INSERT INTO disclosure_request (id, number, authority, case_ref, offence, purpose, facts, air_link, elements, subjects,
                 subject_count, period_from, period_to, urgent, received_by, received_at, due_at, state)
                 VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
        a = made.asked
        head = (a.authority, a.case_ref, a.offence, a.purpose, a.facts, a.air_link, [one.value for one in a.elements])
        subjects = (pack(a.subjects), len(a.subjects), a.period_from, a.period_to, a.urgent)
        rest = (made.received_by, made.received_at, made.due_at, made.state.value)
        self.connection.execute(sql, (made.id, made.number, *head, *subjects, *rest))

    def one(self, request: UUID) -> Disclosure:
        row = self.connection.execute(f"SELECT {COLUMNS} FROM disclosure_request WHERE id = %s", (request,)).fetchone()
        if row is None:
            raise NotFound
        return _disclosure(row)

    def lock(self, request: UUID) -> Disclosure:
        """One answer at a time; an answer before approval and the approval itself are one after the other."""
        self.connection.execute("SELECT FROM disclosure_request WHERE id = %s FOR UPDATE", (request,))
        return self.one(request)

    def all(self) -> list[Disclosure]:
        sql = f"""SELECT {COLUMNS} FROM disclosure_request
                  ORDER BY state NOT IN ('received', 'approved', 'answered-urgently'), due_at, id LIMIT 200"""
        return [_disclosure(row) for row in self.connection.execute(sql).fetchall()]

    def waiting(self) -> list[Disclosure]:
        """For the independent body."""
        sql = f"""SELECT {COLUMNS} FROM disclosure_request WHERE state IN ('received', 'answered-urgently')
                  ORDER BY state, due_at, id"""
        return [_disclosure(row) for row in self.connection.execute(sql).fetchall()]

    def find(self, asked: Asked) -> list[Candidate]:
        columns = {
            "names": [f"{one.family} {one.given}".upper() for one in asked.subjects],
            "born": [one.born or "" for one in asked.subjects],
            "documents": [(one.document or "").replace(" ", "").upper() for one in asked.subjects],
        }
        values = {**columns, "from": asked.period_from, "to": asked.period_to}
        rows = self.connection.execute(FIND, values).fetchall()
        return [Candidate(TravellerId(row[0]), *row[1:]) for row in rows]

    def decide(self, request: UUID, after: DisclosureState, why: str, approver: UUID, now: datetime) -> None:
        """A recall takes the answer away; the authority deletes what it received."""
        taken = ", answer = NULL" if after is DisclosureState.RECALLED else ""
        sql = f"""UPDATE disclosure_request SET state = %s, decided_by = %s, decided_at = %s, decision = %s{taken}
                  WHERE id = %s AND state IN ('received', 'answered-urgently')"""
        once(self.connection, sql, (after.value, approver, now, why, request))

    def answer(
        self, request: UUID, after: DisclosureState, answer: tuple[bytes, str, int], officer: UUID, now: datetime
    ) -> None:
        sql = """UPDATE disclosure_request SET state = %s, answered_by = %s, answered_at = %s, answer = %s, digest = %s, records = %s
                 WHERE id = %s AND state IN ('received', 'approved')"""
        once(self.connection, sql, (after.value, officer, now, *answer, request))

    def gave(self, request: UUID, travellers: Sequence[TravellerId]) -> None:
        """Whose data they were: answers to persons, corrections and notices look here."""
        sql = "INSERT INTO disclosure_record SELECT %s, unnest(%s::uuid[])"
        self.connection.execute(sql, (request, list(travellers)))

    def package(self, request: UUID) -> bytes | None:
        row = self.connection.execute("SELECT answer FROM disclosure_request WHERE id = %s", (request,)).fetchone()
        return bytes(row[0]) if row and row[0] else None

    def tell_recall(self, request: UUID, authority: str, now: datetime) -> None:
        sql = """INSERT INTO recipient_notice (id, referral, authority, kind, cause, made_at)
                 VALUES (gen_random_uuid(), %(r)s, %(a)s, 'recalled', %(r)s, %(n)s) ON CONFLICT DO NOTHING"""
        self.connection.execute(sql, {"r": request, "a": authority, "n": now})

    def forget(self, before: datetime) -> int:
        sql = """UPDATE disclosure_request SET subjects = NULL, answer = NULL WHERE subjects IS NOT NULL
                 AND state IN ('refused', 'answered', 'confirmed', 'recalled') AND coalesce(answered_at, decided_at) < %s"""
        return self.connection.execute(sql, (before,)).rowcount


def _disclosure(row: tuple[Any, ...]) -> Disclosure:
    number, shown, authority, case_ref, offence, purpose, facts, air, elements, subjects, start, end, urgent, *rest = (
        row
    )
    count, by, at, due, state, *decided = rest
    sought = tuple(unpack(subjects, tuple[Sought, ...])) if subjects else ()
    ticked = tuple(map(Element, elements))
    asked = Asked(authority, case_ref, offence, purpose, facts, air, ticked, sought, start, end, urgent)
    return Disclosure(number, shown, asked, count, by, at, due, DisclosureState(state), *decided)
