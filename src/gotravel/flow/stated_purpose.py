"""Purposes: stated by an officer for a time, asked for a case where the law says so (PUR1).

Goes in: what an officer states. Comes out: a purpose to read under, with its case or request. Never: a
look under a purpose that nobody stated, or under a case that does not exist.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import msgspec

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import CaseMissing, PurposeMissing
from gotravel.domain.ids import PurposeCode
from gotravel.domain.officer import Officer
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import CASEWORK

LASTS = timedelta(minutes=30)
"""A stated purpose ends by itself; whoever needs longer states it again."""


class Stated(msgspec.Struct, frozen=True):
    purpose: PurposeCode
    about: UUID | None = None


def stated(parts: Parts, officer: Officer, code: str, number: str) -> Stated:
    """`number` is that of a case or of a person's request, as people say it."""
    purpose = next((one for one in parts.profile.purposes if one.code == code), None)
    if purpose is None:
        raise PurposeMissing
    about = _numbered(parts, officer, number) if number.strip() else None
    if purpose.case_needed and about is None:
        raise CaseMissing
    return Stated(PurposeCode(purpose.code), about)


def _numbered(parts: Parts, officer: Officer, number: str) -> UUID:
    with parts.store.begin(officer.actor, Permission.SEARCH, CASEWORK) as work:
        about = work.purposes.numbered(number)
        work.commit(AuditEvent("purpose:stated", (about,) if about else (), {"found": about is not None}))
    if about is None:
        raise CaseMissing("There is no case or request under this number.")
    return about
