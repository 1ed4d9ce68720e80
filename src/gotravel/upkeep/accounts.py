"""Accounts of officers and credentials of carriers.

Goes in: who acts, what is to change. Comes out: the account, or a secret to hand over once. Never: a secret kept in
clear, an account without valid training (OVS5), a role table anywhere but `domain/permissions.py`.
"""

from __future__ import annotations

from datetime import date, timedelta

from argon2 import PasswordHasher

from gotravel.domain.actor import Actor, Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.carrier import Carrier
from gotravel.domain.errors import InvalidInput, NotFound, SecondPersonNeeded
from gotravel.domain.ids import CarrierCode, OfficerId
from gotravel.domain.officer import Officer
from gotravel.domain.safeguard import TrainingRecord
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION

FIRST_COURSE, TRAINING_LASTS = "before the account was opened", timedelta(days=365)
SHORTEST_PASSWORD = 12
"""Characters (NIST SP 800-63B asks for 8 with a second factor; this desk holds more than most)."""


def create_officer(
    parts: Parts,
    actor: Actor,
    sign_in: str,
    shown_name: str,
    roles: frozenset[Role],
    password: str,
    totp_secret: str | None = None,
    trained_until: date | None = None,
) -> Officer:
    """`trained_until`: the operator vouches for the training until that day; a year where none is named."""
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput(
            f"The password is too short: at least {SHORTEST_PASSWORD} characters, for example four words."
        )
    officer = Officer(OfficerId(parts.new_id()), sign_in.strip().lower(), shown_name.strip(), roles)
    with parts.store.begin(actor, Permission.ADMINISTER, ADMINISTRATION) as work:
        work.officers.add(officer, PasswordHasher().hash(password), totp_secret)
        today = parts.clock().date()
        record = TrainingRecord(officer.id, FIRST_COURSE, today, trained_until or today + TRAINING_LASTS)
        work.training.record(record, actor.reference, parts.clock())
        work.commit(AuditEvent("officer:created", (officer.id,), {"roles": sorted(role.value for role in roles)}))
    return officer


def officer_named(parts: Parts, actor: Actor, sign_in: str) -> Officer:
    with parts.store.begin(actor, Permission.ADMINISTER, ADMINISTRATION) as work:
        found = work.officers.by_sign_in(sign_in)
        work.commit(AuditEvent("staff:read", (found.id,) if found else ()))
    if found is None:
        raise NotFound("There is no account of this name.")
    return found


def record_training(
    parts: Parts, actor: Actor, officer: OfficerId, course: str, passed_on: date, valid_until: date
) -> None:
    """An account whose training ran out opens again with a newer record; nobody records a training of one's own."""
    if actor.reference == str(officer):
        raise SecondPersonNeeded
    if not course.strip() or valid_until <= passed_on or passed_on > parts.clock().date():
        raise InvalidInput("Name the course, the day it was passed and a later day until which it is valid.")
    with parts.store.begin(actor, Permission.ADMINISTER, ADMINISTRATION) as work:
        made = TrainingRecord(officer, course.strip()[:100], passed_on, valid_until)
        work.training.record(made, actor.reference, parts.clock())
        work.commit(AuditEvent("training:recorded", (officer,), {"valid-until": valid_until.isoformat()}))


def register_carrier(parts: Parts, actor: Actor, code: str, name: str, secret_digest: bytes) -> Carrier:
    """A carrier that is known already gets the new credential beside its old ones, so that it can change over calmly."""
    carrier = Carrier(CarrierCode(code.strip().upper()), name.strip())
    if not (2 <= len(carrier.code) <= 3 and carrier.code.isalnum()):
        raise InvalidInput("A carrier's code is its two-character IATA or three-letter ICAO designator.")
    with parts.store.begin(actor, Permission.CHANGE_CARRIER, ADMINISTRATION) as work:
        work.carriers.register(carrier)
        work.carriers.add_credential(carrier.code, secret_digest)
        work.commit(AuditEvent("carrier:registered", (), {"carrier": carrier.code}))
    return carrier
