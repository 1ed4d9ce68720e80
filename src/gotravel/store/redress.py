"""Redress cases and notices after use.

Goes in: cases, proposals, confirmations. Comes out: the same as structs. Never: one person in both parts (the tables refuse).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from gotravel.domain.errors import NotFound, NotInThisState
from gotravel.domain.ids import EntryId, TravellerId
from gotravel.domain.redress import HitOfPerson, NoticeState, RedressCase, RedressState, Remedy, SubjectNotice
from gotravel.store.once import once

COLUMNS = """r.id, r.number, r.request, r.hit, r.complaint, r.opened_at, r.due_at, r.state, r.proposal, r.reason, r.proposed_by,
r.confirmed_by, r.token, r.appealed_at, r.appeal_outcome, r.handed_over_at, r.handed_back, r.recommendation, r.reply_due, r.reply,
coalesce(w.name, ''), coalesce(e.reference, '')"""
FROM = """FROM redress_case r LEFT JOIN hit h ON h.id = r.hit LEFT JOIN watchlist w ON w.id = h.watchlist
LEFT JOIN watchlist_entry e ON e.id = h.entry AND e.version = h.entry_version"""
NOTICE = """n.id, n.referral, n.traveller, g.authority, n.due_at, n.state, n.deferral, n.asked_by, n.asked_until, n.approved_by,
n.deferred_until, n.deferrals, n.sent_at"""
NOTICES_DUE = """
INSERT INTO subject_notice (id, referral, traveller, due_at, state)
SELECT gen_random_uuid(), source, traveller, at + make_interval(days => %s), 'due' FROM given ON CONFLICT (referral, traveller) DO NOTHING
"""


class Redress:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def hits_of(self, request: UUID) -> list[HitOfPerson]:
        sql = """SELECT h.id, h.traveller, w.name, e.reference, h.raised_at, h.state FROM rights_record x JOIN hit h ON h.traveller = x.traveller
                 JOIN watchlist w ON w.id = h.watchlist JOIN watchlist_entry e ON e.id = h.entry AND e.version = h.entry_version
                 WHERE x.request = %s ORDER BY h.raised_at, h.id"""
        return [HitOfPerson(*row) for row in self.connection.execute(sql, (request,)).fetchall()]

    def open(self, made: RedressCase) -> None:
        sql = """INSERT INTO redress_case (id, number, request, hit, complaint, opened_at, due_at, state)
                 VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"""
        told = (made.id, made.number, made.request, made.hit, made.complaint, made.opened_at, made.due_at)
        self.connection.execute(sql, (*told, made.state.value))

    def one(self, case: UUID) -> RedressCase:
        row = self.connection.execute(f"SELECT {COLUMNS} {FROM} WHERE r.id = %s", (case,)).fetchone()
        if row is None:
            raise NotFound
        return _case(row)

    def all(self) -> list[RedressCase]:
        sql = f"SELECT {COLUMNS} {FROM} ORDER BY r.state IN ('upheld', 'rejected', 'closed') AND (r.recommendation IS NULL OR r.reply IS NOT NULL), r.due_at, r.id LIMIT 200"
        return [_case(row) for row in self.connection.execute(sql).fetchall()]

    def propose(self, case: UUID, remedy: Remedy, reason: str, officer: UUID, now: datetime) -> None:
        sql = """UPDATE redress_case SET state = 'proposed', proposal = %s, reason = %s, proposed_by = %s, proposed_at = %s
                 WHERE id = %s AND state = 'opened'"""
        once(self.connection, sql, (remedy.value, reason, officer, now, case))

    def confirm(self, case: UUID, after: RedressState, officer: UUID, now: datetime, token: UUID | None) -> None:
        sql = """UPDATE redress_case SET state = %s, confirmed_by = %s, confirmed_at = %s, token = %s
                 WHERE id = %s AND state = 'proposed'"""
        once(self.connection, sql, (after.value, officer, now, token, case))

    def about(self, hit: UUID) -> tuple[TravellerId, EntryId]:
        row = self.connection.execute("SELECT traveller, entry FROM hit WHERE id = %s", (hit,)).fetchone()
        if row is None:
            raise NotFound
        return TravellerId(row[0]), EntryId(row[1])

    def hand_back(self, case: UUID, told: str) -> None:
        sql = "UPDATE redress_case SET handed_back = %s, state = 'closed' WHERE id = %s AND state = 'upheld'"
        once(self.connection, sql, (told, case))

    def appeal(self, case: UUID, now: datetime) -> None:
        sql = "UPDATE redress_case SET state = 'appealed', appealed_at = %s WHERE id = %s AND state IN ('upheld', 'rejected')"
        once(self.connection, sql, (now, case))

    def decide_appeal(self, case: UUID, outcome: str, officer: UUID) -> None:
        sql = "UPDATE redress_case SET state = 'closed', appeal_outcome = %s, appeal_by = %s WHERE id = %s AND state = 'appealed'"
        once(self.connection, sql, (outcome, officer, case))

    def recommend(self, case: UUID, reason: str, officer: UUID, now: datetime, reply_due: datetime) -> None:
        sql = """UPDATE redress_case SET recommendation = %s, recommended_by = %s, recommended_at = %s, reply_due = %s
                 WHERE id = %s AND recommendation IS NULL"""
        once(self.connection, sql, (reason, officer, now, reply_due, case))

    def reply(self, case: UUID, told: str, officer: UUID, now: datetime) -> None:
        sql = """UPDATE redress_case SET reply = %s, replied_by = %s, replied_at = %s
                 WHERE id = %s AND recommendation IS NOT NULL AND reply IS NULL"""
        once(self.connection, sql, (told, officer, now, case))

    # Notices after use -----------------------------------------------------------------------------------------------
    def make_notices(self, days: int) -> int:
        return self.connection.execute(NOTICES_DUE, (days,)).rowcount

    def end_deferrals(self, now: datetime) -> int:
        """A deferral that is not approved anew ends by itself: the notice is due again."""
        sql = """UPDATE subject_notice SET state = 'due', due_at = deferred_until, asked_by = NULL, approved_by = NULL
                 WHERE state = 'deferred' AND deferred_until <= %s"""
        return self.connection.execute(sql, (now,)).rowcount

    def lapse(self) -> int:
        sql = """UPDATE subject_notice n SET state = 'lapsed' WHERE n.state IN ('due', 'asked', 'deferred')
                 AND NOT EXISTS (SELECT FROM traveller t WHERE t.id = n.traveller)"""
        return self.connection.execute(sql).rowcount

    def notices(self) -> list[SubjectNotice]:
        sql = f"""SELECT {NOTICE} FROM subject_notice n JOIN given g ON g.source = n.referral AND g.traveller = n.traveller
                  ORDER BY n.state IN ('sent', 'lapsed'), n.due_at, n.id LIMIT 300"""
        return [_notice(row) for row in self.connection.execute(sql).fetchall()]

    def notice(self, notice: UUID) -> SubjectNotice:
        sql = f"SELECT {NOTICE} FROM subject_notice n JOIN given g ON g.source = n.referral AND g.traveller = n.traveller WHERE n.id = %s"
        row = self.connection.execute(sql, (notice,)).fetchone()
        if row is None:
            raise NotFound
        return _notice(row)

    def ask_deferral(self, source: UUID, why: str, officer: UUID, until: datetime) -> list[UUID]:
        """For everybody whose data were given by this referral or answer."""
        sql = """UPDATE subject_notice SET state = 'asked', deferral = %s, asked_by = %s, asked_until = %s
                 WHERE referral = %s AND state = 'due' RETURNING id"""
        rows = self.connection.execute(sql, (why, officer, until, source)).fetchall()
        if not rows:
            raise NotInThisState("No notice is due for this yet; the calendar makes it within the hour.")
        return [row[0] for row in rows]

    def approve_deferral(self, notice: UUID, officer: UUID) -> None:
        sql = """UPDATE subject_notice SET state = 'deferred', approved_by = %s, deferred_until = asked_until, deferrals = deferrals + 1
                 WHERE id = %s AND state = 'asked'"""
        once(self.connection, sql, (officer, notice))

    def refuse_deferral(self, notice: UUID) -> None:
        once(self.connection, "UPDATE subject_notice SET state = 'due' WHERE id = %s AND state = 'asked'", (notice,))

    def sent(self, notice: UUID, officer: UUID, now: datetime) -> None:
        sql = """UPDATE subject_notice SET state = 'sent', sent_by = %s, sent_at = %s
                 WHERE id = %s AND state IN ('due', 'deferred')"""
        once(self.connection, sql, (officer, now, notice))


def _case(row: tuple[Any, ...]) -> RedressCase:
    number, shown, request, hit, complaint, opened, due, state, proposal, *rest = row
    head = (number, shown, request, hit, complaint, opened, due)
    return RedressCase(*head, RedressState(state), Remedy(proposal) if proposal else None, *rest)


def _notice(row: tuple[Any, ...]) -> SubjectNotice:
    number, referral, traveller, authority, due, state, *rest = row
    return SubjectNotice(number, referral, traveller, authority, due, NoticeState(state), *rest)
