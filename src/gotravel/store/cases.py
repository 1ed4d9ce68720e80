"""Hits, cases, decisions, referrals. Decisions are added, never overwritten.

Goes in: hits from screening, decisions of people. Comes out: cases. Never: a hit twice for one (traveller, entry, entry
version), a hit raised on a pair that people told apart or that a redress token covers, on contested data, from a list that
was suspended meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from gotravel.domain.case import (
    Case,
    CaseState,
    Checklist,
    Decision,
    Feedback,
    Identifier,
    MainReason,
    Outcome,
    Referral,
)
from gotravel.domain.hit import Assessment, Hit, HitState
from gotravel.domain.ids import CaseId, EntryId, HitId, OfficerId, ReferralId, TravellerId, WatchlistId
from gotravel.domain.remembered import USUAL
from gotravel.domain.watchlist import Entry, Watchlist
from gotravel.store.codec import pack, unpack
from gotravel.store.watchlists import LIST, list_of

HIT = "h.id, h.traveller, h.entry, h.entry_version, h.watchlist, h.assessment, h.raised_at, h.state"
RAISE = """
WITH new AS (
  SELECT n.*, t.person, subject_of(t) AS subject, subjects_of(t) AS subjects, w.threshold_version
  FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::uuid[], %s::bytea[], %s::float8[], %s::float8[], %s::timestamptz[])
    AS n (id, traveller, entry, entry_version, watchlist, assessment, total_bits, likelihood, raised_at)
  JOIN traveller t ON t.id = n.traveller AND t.restricted_by IS NULL JOIN watchlist w ON w.id = n.watchlist
  WHERE NOT EXISTS (SELECT FROM suspension s WHERE s.target = n.watchlist AND s.lifted_at IS NULL)
), replaced AS (
  UPDATE hit h SET state = 'replaced' FROM new n WHERE h.traveller = n.traveller AND h.entry = n.entry AND h.state = 'open'
  AND (h.entry_version, h.subject) <> (n.entry_version, n.subject)
  AND NOT EXISTS (SELECT FROM hit x WHERE (x.traveller, x.entry, x.entry_version, x.subject) = (n.traveller, n.entry, n.entry_version, n.subject)
                  AND x.state <> 'recalled')
)
INSERT INTO hit (id, traveller, entry, entry_version, watchlist, assessment, person, total_bits, likelihood, raised_at, subject,
  threshold_version, state)
SELECT n.id, n.traveller, n.entry, n.entry_version, n.watchlist, n.assessment, n.person, n.total_bits, n.likelihood, n.raised_at,
  n.subject, n.threshold_version,
  CASE WHEN EXISTS (SELECT FROM remembered_pair p WHERE p.subject = n.subject AND p.entry = n.entry AND p.ended_at IS NULL
                    AND p.entry_version = n.entry_version AND p.expires_at > n.raised_at)
         OR EXISTS (SELECT FROM redress_token r WHERE r.subjects && n.subjects AND r.entry = n.entry AND r.state = 'in-force'
                    AND r.expires_at > n.raised_at)
       THEN 'suppressed' ELSE 'open' END
FROM new n WHERE NOT EXISTS (SELECT FROM hit x JOIN case_hit ch ON ch.hit = x.id JOIN case_file c ON c.id = ch.case_file
  WHERE x.traveller = n.traveller AND x.entry = n.entry AND c.state IN ('confirmed', 'referred'))
ON CONFLICT (traveller, entry, entry_version, subject) WHERE state <> 'recalled' DO NOTHING
RETURNING id, state
"""
CASES = "SELECT id, number, traveller, state, opened_at, due_at, owner FROM case_file"


class Cases:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def raise_hits(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The new ones, with their state: open, or suppressed by a remembered decision or a token."""
        if not hits:
            return ()
        columns = [
            [h.id for h in hits],
            [h.traveller for h in hits],
            [h.entry for h in hits],
            [h.entry_version for h in hits],
            [h.watchlist for h in hits],
            [pack(h.assessment) for h in hits],
            [h.assessment.total_bits for h in hits],
            [h.assessment.likelihood for h in hits],
            [h.raised_at for h in hits],
        ]
        new: dict[UUID, str] = dict(self.connection.execute(RAISE, columns).fetchall())
        return tuple(msgspec.structs.replace(h, state=HitState(new[h.id])) for h in hits if h.id in new)

    def open_or_add(
        self, cases: Sequence[tuple[CaseId, TravellerId, tuple[HitId, ...], datetime]], now: datetime
    ) -> None:
        for made, traveller, hits, due in cases:
            number = self._number(now)
            sql = """INSERT INTO case_file (id, number, traveller, state, opened_at, due_at) VALUES (%s, %s, %s, 'open', %s, %s)
                     ON CONFLICT (traveller) WHERE state IN ('open','second-review','supervisor','waiting')
                     DO UPDATE SET due_at = least(case_file.due_at, excluded.due_at) RETURNING id"""
            row = self.connection.execute(sql, (made, number, traveller, now, due)).fetchone()
            assert row is not None
            sql = "INSERT INTO case_hit SELECT %s, unnest(%s::uuid[]) ON CONFLICT DO NOTHING"
            self.connection.execute(sql, (row[0], list(hits)))

    def _number(self, now: datetime) -> str:
        row = self.connection.execute("SELECT nextval('case_number')").fetchone()
        assert row is not None
        return f"H-{now.astimezone(UTC):%y%m%d}-{row[0]:04d}"

    def lock(self, case: CaseId) -> Case | None:
        row = self.connection.execute(f"{CASES} WHERE id = %s FOR UPDATE", (case,)).fetchone()
        return self._whole(row) if row else None

    def one(self, case: CaseId) -> Case | None:
        row = self.connection.execute(f"{CASES} WHERE id = %s", (case,)).fetchone()
        return self._whole(row) if row else None

    def open_with_likelihood(self) -> list[tuple[Case, float]]:
        sql = """SELECT c.id, c.number, c.traveller, c.state, c.opened_at, c.due_at, c.owner, max(h.likelihood)
                 FROM case_file c JOIN case_hit ch ON ch.case_file = c.id JOIN hit h ON h.id = ch.hit
                 WHERE c.state = 'open' GROUP BY c.id ORDER BY c.due_at, c.id"""
        return [(self._whole(row[:7]), row[7]) for row in self.connection.execute(sql).fetchall()]

    def _whole(self, row: tuple[Any, ...]) -> Case:
        number = row[0]
        hits = self.connection.execute(
            "SELECT hit FROM case_hit WHERE case_file = %s ORDER BY hit", (number,)
        ).fetchall()
        told = """SELECT case_file, officer, stage, outcome, main_reason, reason, decided_at, identifiers, weighed FROM decision
                  WHERE case_file = %s ORDER BY ordinal"""
        decisions = tuple(_decision(r) for r in self.connection.execute(told, (number,)).fetchall())
        found = tuple(HitId(hit) for (hit,) in hits)
        owner = OfficerId(row[6]) if row[6] else None
        return Case(
            CaseId(number), row[1], TravellerId(row[2]), found, CaseState(row[3]), row[4], row[5], owner, decisions
        )

    def set_owner(self, case: CaseId, officer: OfficerId | None) -> None:
        self.connection.execute("UPDATE case_file SET owner = %s WHERE id = %s", (officer, case))

    def add_decision(self, decision: Decision, after: CaseState) -> None:
        sql = """INSERT INTO decision (case_file, ordinal, officer, stage, outcome, main_reason, reason, decided_at, identifiers, weighed)
                 SELECT %s, count(*) + 1, %s, %s, %s, %s, %s, %s, %s, %s FROM decision WHERE case_file = %s"""
        d = decision
        told = (d.officer, d.stage, d.outcome.value, d.main_reason.value, d.text, d.decided_at)
        checked = ([one.value for one in d.checked.identifiers], d.checked.weighed)
        self.connection.execute(sql, (d.case, *told, *checked, d.case))
        owner = "owner" if after in (CaseState.WAITING, CaseState.CONFIRMED) else "NULL"
        self.connection.execute(
            f"UPDATE case_file SET state = %s, owner = {owner} WHERE id = %s", (after.value, d.case)
        )
        if after in (CaseState.CONFIRMED, CaseState.CLEARED):
            sql = "UPDATE hit SET state = 'decided' FROM case_hit ch WHERE ch.hit = hit.id AND ch.case_file = %s"
            self.connection.execute(sql, (d.case,))

    def reopen(self, case: CaseId, now: datetime) -> bool:
        """For a supervisor, at once, and the pair is remembered no more. Not where the traveller has another open case: there it is
        decided."""
        sql = """UPDATE case_file c SET state = 'supervisor', due_at = %s WHERE c.id = %s AND c.state = 'cleared' AND NOT EXISTS (
                 SELECT FROM case_file o WHERE o.traveller = c.traveller AND o.state IN ('open', 'second-review', 'supervisor', 'waiting'))"""
        if self.connection.execute(sql, (now, case)).rowcount == 0:
            return False
        sql = "UPDATE remembered_pair SET ended_at = %s, ended_by = 'second-look', why = %s WHERE case_file = %s AND ended_at IS NULL"
        self.connection.execute(sql, (now, "A second look took the traveller for the listed person.", case))
        return True

    def remember_different(self, case: CaseId, officer: OfficerId, now: datetime) -> int:
        sql = """INSERT INTO remembered_pair (subject, entry, entry_version, decided_by, decided_at, expires_at, case_file)
                 SELECT h.subject, h.entry, h.entry_version, %s, %s, %s, ch.case_file
                 FROM case_hit ch JOIN hit h ON h.id = ch.hit JOIN traveller t ON t.id = h.traveller WHERE ch.case_file = %s
                   AND h.state <> 'replaced' AND NOT t.sealed
                 ON CONFLICT (subject, entry) DO UPDATE SET ended_at = NULL, ended_by = NULL, why = NULL, entry_version = excluded.entry_version, decided_by = excluded.decided_by,
                   decided_at = excluded.decided_at, expires_at = excluded.expires_at, case_file = excluded.case_file"""
        return self.connection.execute(sql, (officer, now, now + USUAL, case)).rowcount

    def hits_with_entries(self, case: CaseId) -> tuple[tuple[Hit, Entry, Watchlist], ...]:
        listed = ", ".join(f"w.{column.strip()}" for column in LIST.split(","))
        sql = f"""SELECT {HIT}, e.entry, {listed} FROM case_hit ch JOIN hit h ON h.id = ch.hit
                  JOIN watchlist_entry e ON e.id = h.entry AND e.version = h.entry_version
                  JOIN watchlist w ON w.id = h.watchlist WHERE ch.case_file = %s AND h.state <> 'replaced' ORDER BY h.total_bits DESC, h.id"""
        rows = self.connection.execute(sql, (case,)).fetchall()
        return tuple((_hit(row[:8]), unpack(row[8], Entry), list_of(row[9:])) for row in rows)

    def case_of(self, traveller: UUID) -> UUID | None:
        """The newest case on this traveller that is neither cleared nor recalled."""
        sql = """SELECT id FROM case_file WHERE traveller = %s AND state NOT IN ('cleared', 'recalled')
                 ORDER BY opened_at DESC LIMIT 1"""
        row = self.connection.execute(sql, (traveller,)).fetchone()
        return row[0] if row else None

    def case_of_hit(self, hit: UUID) -> CaseId | None:
        row = self.connection.execute("SELECT case_file FROM case_hit WHERE hit = %s", (hit,)).fetchone()
        return CaseId(row[0]) if row else None

    def hit(self, hit: UUID) -> Hit | None:
        row = self.connection.execute(f"SELECT {HIT} FROM hit h WHERE h.id = %s", (hit,)).fetchone()
        return _hit(row) if row else None

    def add_referral(self, made: Referral, json: bytes, pdf: bytes, after: CaseState) -> None:
        sql = """INSERT INTO referral (id, case_file, authority, made_by, made_at, digest, json, pdf)
                 VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"""
        values = (made.id, made.case, made.authority, made.made_by, made.made_at, made.digest, json, pdf)
        self.connection.execute(sql, values)
        self.connection.execute("UPDATE case_file SET state = %s WHERE id = %s", (after.value, made.case))

    def referrals_of(self, case: CaseId) -> list[Referral]:
        sql = "SELECT id, case_file, authority, made_by, made_at, digest FROM referral WHERE case_file = %s ORDER BY made_at"
        rows = self.connection.execute(sql, (case,)).fetchall()
        return [Referral(ReferralId(r[0]), CaseId(r[1]), r[2], OfficerId(r[3]), r[4], r[5]) for r in rows]

    def feedback(self, referral: UUID, outcome: Feedback, told: str, officer: UUID, now: datetime) -> bool:
        """What the recipient found; told once."""
        sql = """INSERT INTO referral_feedback (referral, outcome, told, told_at, recorded_by) VALUES (%s, %s, %s, %s, %s)
                 ON CONFLICT DO NOTHING"""
        return bool(self.connection.execute(sql, (referral, outcome.value, told, now, officer)).rowcount)

    def feedback_of(self, referrals: Sequence[UUID]) -> dict[UUID, Feedback]:
        sql = "SELECT referral, outcome FROM referral_feedback WHERE referral = ANY(%s)"
        return {row[0]: Feedback(row[1]) for row in self.connection.execute(sql, (list(referrals),)).fetchall()}

    def referral_bytes(self, referral: ReferralId, form: str) -> bytes | None:
        column = {"json": "json", "pdf": "pdf"}.get(form)
        if column is None:
            return None
        row = self.connection.execute(f"SELECT {column} FROM referral WHERE id = %s", (referral,)).fetchone()
        return bytes(row[0]) if row and row[0] else None


def _decision(row: tuple[Any, ...]) -> Decision:
    case, officer, stage, outcome, main, text, at, identifiers, weighed = row
    checked = Checklist(tuple(map(Identifier, identifiers)), weighed)
    return Decision(CaseId(case), OfficerId(officer), stage, Outcome(outcome), MainReason(main), text, at, checked)


def _hit(row: tuple[Any, ...]) -> Hit:
    number, traveller, entry, version, watchlist, assessment, at, state = row
    who = (HitId(number), TravellerId(traveller), EntryId(entry), version, WatchlistId(watchlist))
    return Hit(*who, unpack(assessment, Assessment), at, HitState(state))
