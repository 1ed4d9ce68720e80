"""Requests of persons, the records they are about, and what was done to them.

Goes in: requests, choices, decisions. Comes out: requests, candidates, what is held. Never: a record changed by an officer's
door (the worker carries out what was decided); a contested record that is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg

from gotravel.domain.errors import NotFound
from gotravel.domain.ids import TravellerId
from gotravel.domain.rights_request import (
    Candidate,
    Held,
    RecipientNotice,
    Refusal,
    RequestKind,
    RequestOutcome,
    RequestState,
    RightsRequest,
    Stated,
    Wanted,
)
from gotravel.store.codec import pack, unpack
from gotravel.store.once import once

COLUMNS = """r.id, r.number, r.kind, r.through_authority, r.stated, r.wanted, r.opened_at, r.due_at, r.state, r.proof, r.proof_by,
r.contested, r.outcome, r.refusal, r.reason, r.decided_by, r.decided_at, r.done_at,
ARRAY(SELECT traveller FROM rights_record x WHERE x.request = r.id ORDER BY traveller)"""
CANDIDATES = """
SELECT t.id, t.family, t.given, t.born, t.document_numbers && %(documents)s::text[], l.carrier, l.number, l.departs_on::text,
  t.received_at, EXISTS (SELECT FROM rights_record x WHERE x.request = %(request)s AND x.traveller = t.id)
FROM traveller t JOIN flight_leg l ON l.id = t.flight_leg
WHERE NOT t.sealed AND (t.document_numbers && %(documents)s::text[]
  OR ((coalesce(t.family,'') || ' ' || coalesce(t.given,'')) %% %(name)s
      AND similarity(coalesce(t.family,'') || ' ' || coalesce(t.given,''), %(name)s) > 0.45
      AND (%(born)s = '' OR t.born IS NULL OR t.born = %(born)s)))
ORDER BY t.received_at DESC LIMIT 100
"""
HELD = """
SELECT t.id, t.received_at,
  ARRAY(SELECT CASE m.kind WHEN 'paxlst' THEN 'API' WHEN 'pnrgov' THEN 'PNR' ELSE m.kind END || ' of carrier ' || m.carrier || ', ' || to_char(m.received_at AT TIME ZONE 'UTC', 'DD Mon YYYY')
        FROM message m WHERE m.id IN (t.api_message, t.pnr_message) ORDER BY m.received_at),
  ARRAY(SELECT g.authority || ', ' || to_char(g.at AT TIME ZONE 'UTC', 'DD Mon YYYY') FROM given g WHERE g.traveller = t.id ORDER BY g.at),
  (SELECT count(*) FROM hit h WHERE h.traveller = t.id),
  (SELECT count(*) FROM audit_event a WHERE a.kind = 'traveller:read' AND a.actor_kind = 'officer' AND a.subjects @> ARRAY[t.id])
FROM traveller t WHERE t.id = ANY(%s) ORDER BY t.received_at
"""
KEPT = """
SELECT t.id FROM traveller t WHERE t.id = ANY(%(who)s) AND (
  EXISTS (SELECT FROM retention_hold h WHERE h.traveller = t.id AND h.ended_at IS NULL AND h.expires_at > %(now)s)
  OR EXISTS (SELECT FROM case_file c WHERE c.traveller = t.id AND c.state IN ('open', 'waiting', 'second-review', 'supervisor', 'confirmed', 'referred')))
"""


class Rights:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def number(self, prefix: str, now: datetime) -> str:
        row = self.connection.execute("SELECT nextval('register_number')").fetchone()
        assert row is not None
        return f"{prefix}-{now.astimezone(UTC):%Y}-{row[0]:04d}"

    def open(self, made: RightsRequest, officer: UUID) -> None:
        sql = """INSERT INTO rights_request (id, number, kind, through_authority, stated, wanted, opened_at, opened_by, due_at, state)
                 VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
        told = (made.id, made.number, made.kind.value, made.through_authority, pack(made.stated), pack(made.wanted))
        self.connection.execute(sql, (*told, made.opened_at, officer, made.due_at, made.state.value))

    def one(self, request: UUID) -> RightsRequest:
        row = self.connection.execute(f"SELECT {COLUMNS} FROM rights_request r WHERE r.id = %s", (request,)).fetchone()
        if row is None:
            raise NotFound
        return request_of(row)

    def lock(self, request: UUID) -> RightsRequest:
        """One decision at a time."""
        self.connection.execute("SELECT FROM rights_request WHERE id = %s FOR UPDATE", (request,))
        return self.one(request)

    def all(self, most: int = 200) -> list[RightsRequest]:
        """What waits first, by its deadline."""
        sql = (
            f"SELECT {COLUMNS} FROM rights_request r ORDER BY r.state IN ('decided', 'closed'), r.due_at, r.id LIMIT %s"
        )
        return [request_of(row) for row in self.connection.execute(sql, (most,)).fetchall()]

    def identify(self, request: UUID, proof: str, officer: UUID, now: datetime) -> None:
        sql = """UPDATE rights_request SET state = 'identified', proof = %s, proof_by = %s, proof_at = %s
                 WHERE id = %s AND state = 'opened'"""
        once(self.connection, sql, (proof, officer, now, request))

    def candidates(self, request: UUID, stated: Stated) -> list[Candidate]:
        documents = [stated.document.replace(" ", "").upper()] if stated.document else []
        name = f"{stated.family} {stated.given}".strip().upper()
        asked = {"request": request, "documents": documents, "name": name, "born": stated.born or ""}
        return [Candidate(*row) for row in self.connection.execute(CANDIDATES, asked).fetchall()]

    def choose(self, request: UUID, travellers: Sequence[TravellerId]) -> None:
        self.connection.execute("DELETE FROM rights_record WHERE request = %s", (request,))
        sql = "INSERT INTO rights_record SELECT %s, t.id FROM traveller t WHERE t.id = ANY(%s) AND NOT t.sealed"
        self.connection.execute(sql, (request, list(travellers)))

    def held(self, travellers: Sequence[TravellerId]) -> list[Held]:
        rows = self.connection.execute(HELD, (list(travellers),)).fetchall()
        return [Held(TravellerId(i), at, tuple(s), tuple(r), hits, looks) for i, at, s, r, hits, looks in rows]

    def decide(
        self, request: UUID, outcome: RequestOutcome, refusal: Refusal | None, reason: str, officer: UUID, now: datetime
    ) -> None:
        sql = """UPDATE rights_request SET state = 'decided', outcome = %s, refusal = %s, reason = %s, decided_by = %s, decided_at = %s
                 WHERE id = %s AND state IN ('opened', 'identified')"""
        once(self.connection, sql, (outcome.value, refusal.value if refusal else None, reason, officer, now, request))

    def keep_answer(self, request: UUID, answer: bytes) -> None:
        self.connection.execute("UPDATE rights_request SET answer = %s WHERE id = %s", (answer, request))

    def answer(self, request: UUID) -> bytes | None:
        row = self.connection.execute("SELECT answer FROM rights_request WHERE id = %s", (request,)).fetchone()
        return bytes(row[0]) if row and row[0] else None

    def done(self, request: UUID, now: datetime) -> None:
        sql = "UPDATE rights_request SET state = 'closed', done_at = %s WHERE id = %s AND state = 'decided'"
        self.connection.execute(sql, (now, request))

    # Contested data (RGT4) -------------------------------------------------------------------------------------------
    def restrict(self, request: UUID) -> list[TravellerId]:
        """The chosen records are not compared any more; who was restricted by an earlier request stays so by that one."""
        sql = """UPDATE traveller t SET restricted_by = %(r)s FROM rights_record x
                 WHERE x.request = %(r)s AND t.id = x.traveller AND t.restricted_by IS NULL RETURNING t.id"""
        who = [TravellerId(row[0]) for row in self.connection.execute(sql, {"r": request}).fetchall()]
        self.connection.execute("UPDATE rights_request SET contested = true WHERE id = %s", (request,))
        return who

    def release(self, request: UUID) -> list[UUID]:
        """Compared again; the legs to screen."""
        sql = (
            "UPDATE traveller SET restricted_by = NULL, screen_due = true WHERE restricted_by = %s RETURNING flight_leg"
        )
        legs = {row[0] for row in self.connection.execute(sql, (request,)).fetchall()}
        self.connection.execute("UPDATE rights_request SET contested = false WHERE id = %s", (request,))
        return sorted(legs)

    # Carrying out ----------------------------------------------------------------------------------------------------
    def to_keep(self, travellers: Sequence[TravellerId], now: datetime) -> set[UUID]:
        """Needed for a live case: restricted instead of erased (Directive (EU) 2016/680 art. 16(3)(b))."""
        rows = self.connection.execute(KEPT, {"who": list(travellers), "now": now}).fetchall()
        return {row[0] for row in rows}

    def erase(self, travellers: Sequence[TravellerId]) -> tuple[tuple[UUID, int], ...]:
        """Rows of the clear and the sealed room, and what officers wrote; the slots of keys to destroy."""
        who = list(travellers)
        self.connection.execute("SELECT blank_erased(%s)", (who,))
        sql = "DELETE FROM case_hit ch USING hit h WHERE h.id = ch.hit AND h.traveller = ANY(%s)"
        self.connection.execute(sql, (who,))
        for table in ("hit", "traveller"):
            column = "id" if table == "traveller" else "traveller"
            self.connection.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", (who,))
        self.connection.execute("DELETE FROM rights_record WHERE traveller = ANY(%s)", (who,))
        sql = "DELETE FROM sealed_record WHERE record = ANY(%s) RETURNING keys, slot"
        return tuple((row[0], row[1]) for row in self.connection.execute(sql, (who,)).fetchall() if row[0])

    def tell_recipients(self, travellers: Sequence[TravellerId], kind: str, cause: UUID, now: datetime) -> int:
        """One notice to be given for each referral or answer that holds what was changed."""
        sql = """INSERT INTO recipient_notice (id, referral, authority, kind, cause, made_at)
                 SELECT gen_random_uuid(), source, authority, %s, %s, %s FROM given WHERE traveller = ANY(%s) ON CONFLICT DO NOTHING"""
        return self.connection.execute(sql, (kind, cause, now, list(travellers))).rowcount

    def recipients_to_tell(self) -> list[RecipientNotice]:
        sql = """SELECT id, referral, authority, kind, made_at, told_at FROM recipient_notice WHERE told_at IS NULL AND kind <> 'delisted'
                 ORDER BY made_at LIMIT 200"""
        return [RecipientNotice(*row) for row in self.connection.execute(sql).fetchall()]

    def recipient_told(self, notice: UUID, officer: UUID, now: datetime) -> None:
        sql = "UPDATE recipient_notice SET told_by = %s, told_at = %s WHERE id = %s AND told_at IS NULL"
        once(self.connection, sql, (officer, now, notice))

    def forget(self, before: datetime) -> int:
        """The time for complaints is over: what the person told about the person goes, the decision stays."""
        sql = """UPDATE rights_request SET stated = NULL, wanted = NULL, answer = NULL
                 WHERE stated IS NOT NULL AND done_at < %s"""
        return self.connection.execute(sql, (before,)).rowcount


def request_of(row: tuple[Any, ...]) -> RightsRequest:
    number, shown, kind, through, stated, wanted, opened, due, state, proof, by, contested, outcome, refusal, *rest = (
        row
    )
    reason, decided_by, decided_at, done_at, records = rest
    return RightsRequest(
        number,
        shown,
        RequestKind(kind),
        through,
        unpack(stated, Stated) if stated else None,
        unpack(wanted, Wanted) if wanted else None,
        opened,
        due,
        RequestState(state),
        proof,
        by,
        contested,
        RequestOutcome(outcome) if outcome else None,
        Refusal(refusal) if refusal else None,
        reason,
        decided_by,
        decided_at,
        done_at,
        tuple(TravellerId(one) for one in records),
    )
