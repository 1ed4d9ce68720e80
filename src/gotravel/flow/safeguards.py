"""What those who oversee do: the one switch, the registers, findings on misuse, protected names.

Goes in: a reason, always. Comes out: a suspension in force at once, a register entry with its clock. Never: a suspension lifted
by the unit, or by a lower office than the one that placed it; a signal closed by the officer it is about.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import msgspec

from gotravel.domain.actor import Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotInThisState, NotPermitted, ReasonMissing
from gotravel.domain.job import Job, Step
from gotravel.domain.officer import Officer
from gotravel.domain.safeguard import (
    MisuseSignal,
    RegisterEntry,
    RegisterKind,
    RegisterStep,
    StepTaken,
    Suspension,
    Switched,
)
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import OVERSIGHT
from gotravel.law.misuse import canonical
from gotravel.vault.protected_names import digest

COMPLAINT_DAYS = 90
"""Directive (EU) 2016/680 art. 53(2): a complaint is answered within three months."""
PREFIX = {
    RegisterKind.BREACH: "BR",
    RegisterKind.COMPLAINT: "CO",
    RegisterKind.INCIDENT: "HR",
    RegisterKind.CHANCE_FINDING: "CF",
}


# The switch ----------------------------------------------------------------------------------------------------------
def suspend_list(parts: Parts, overseer: Officer, code: str, reason: str) -> Suspension:
    """At once: no new hit is raised from it, open ones fall away until it is lifted."""
    _reasoned(reason)
    with parts.store.begin(overseer.actor, Permission.SUSPEND, OVERSIGHT) as work:
        role = Role.AUTHORITY if Role.AUTHORITY in overseer.roles else Role.DPO
        target = work.safeguards.list_by_code(code)
        who = (overseer.id, role.value, parts.clock(), reason.strip())
        made = Suspension(parts.new_id(), Switched.LIST, target, code, *who)
        work.safeguards.suspend(made)
        fallen = work.recalls.of_list(made.id, target)
        work.commit(AuditEvent("suspension:placed", (made.id, target), {"list": code, "hits": fallen}))
    return made


def lift(parts: Parts, overseer: Officer, suspension: UUID, reason: str) -> None:
    """The authority lifts what either placed; the data-protection officer only what a data-protection officer placed."""
    _reasoned(reason)
    with parts.store.begin(overseer.actor, Permission.SUSPEND, OVERSIGHT) as work:
        found = work.safeguards.suspension(suspension)
        if found.placed_role == Role.AUTHORITY.value and Role.AUTHORITY not in overseer.roles:
            raise NotPermitted("The independent authority placed this suspension; only the authority lifts it.")
        work.safeguards.lift(found, overseer.id, reason.strip(), parts.clock())
        back = work.recalls.restore(found.id)
        work.enqueue(Job(Step.RESCREEN, found.target, unique=f"rescreen:{found.target}"))
        work.commit(AuditEvent("suspension:lifted", (found.id, found.target), {"list": found.code, "hits": back}))


# Registers -----------------------------------------------------------------------------------------------------------
def enter(
    parts: Parts,
    officer: Officer,
    kind: RegisterKind,
    told: str,
    *,
    high_risk: bool = False,
    persons: int | None = None,
    public_text: str | None = None,
) -> RegisterEntry:
    _reasoned(told)
    if kind is RegisterKind.INCIDENT and not (public_text or "").strip():
        raise InvalidInput("An incident is published: write the public sentence, without personal data.")
    with parts.store.begin(officer.actor, Permission.KEEP_REGISTER, OVERSIGHT) as work:
        now = parts.clock()
        due = {
            RegisterKind.BREACH: now + timedelta(hours=parts.profile.breach_hours),
            RegisterKind.COMPLAINT: now + timedelta(days=COMPLAINT_DAYS),
        }.get(kind)
        number = work.rights.number(PREFIX[kind], now)
        said = (told.strip(), high_risk, persons, None, (public_text or "").strip() or None)
        made = RegisterEntry(parts.new_id(), number, kind, now, officer.id, due, *said)
        work.safeguards.enter(made)
        work.commit(AuditEvent("register:opened", (made.id,), {"kind": kind.value}))
    return made


def continue_entry(parts: Parts, officer: Officer, entry: UUID, step: RegisterStep, told: str) -> None:
    if len(told.strip()) < 5:
        raise ReasonMissing
    with parts.store.begin(officer.actor, Permission.KEEP_REGISTER, OVERSIGHT) as work:
        found = work.safeguards.entry(entry)
        if found.closed_at is not None:
            raise NotInThisState
        if step is RegisterStep.CLOSED and found.awaits:
            wanting = ", ".join(one.value for one in found.awaits)
            raise NotInThisState(f"This cannot be closed yet: {wanting} is not recorded.")
        if step is RegisterStep.ANSWERED and Role.AUTHORITY not in officer.roles:
            raise NotPermitted("A complaint is answered by the independent authority.")
        work.safeguards.step(entry, StepTaken(parts.clock(), officer.id, step, told.strip()))
        work.commit(AuditEvent("register:continued", (entry,), {"step": step.value}))


# Misuse --------------------------------------------------------------------------------------------------------------
class Misuse(msgspec.Struct, frozen=True):
    signals: tuple[MisuseSignal, ...]
    names: dict[UUID, str]
    """Officers' shown names."""
    protected: int
    """How many names are protected."""


def signals(parts: Parts, dpo: Officer) -> Misuse:
    with parts.store.begin(dpo.actor, Permission.ANSWER_PERSON, OVERSIGHT) as work:
        found = work.safeguards.signals()
        names, protected = work.watching.officers(), len(work.safeguards.protected())
        work.commit(AuditEvent("misuse:read", tuple(one.id for one in found)))
    return Misuse(tuple(found), names, protected)


def close_signal(parts: Parts, dpo: Officer, signal: UUID, sanctioned: bool, outcome: str) -> None:
    _reasoned(outcome)
    with parts.store.begin(dpo.actor, Permission.ANSWER_PERSON, OVERSIGHT) as work:
        state = "sanctioned" if sanctioned else "explained"
        work.safeguards.close_signal(signal, state, outcome.strip(), dpo.id, parts.clock())
        work.commit(AuditEvent("misuse:closed", (signal,), {"state": state}))


def protect_name(parts: Parts, dpo: Officer, family: str, given: str, *, remove: bool = False) -> bool:
    """Journalists, the well known, whoever draws the curious. Only a keyed digest is kept."""
    spelling = canonical(family, given)
    if len(spelling) < 4:
        raise InvalidInput("Family name and given names are needed.")
    with parts.store.begin(dpo.actor, Permission.ANSWER_PERSON, OVERSIGHT) as work:
        number = digest(parts.keys.unit, spelling)
        known = work.safeguards.unprotect(number) if remove else True
        if not remove:
            work.safeguards.protect(number, dpo.id, parts.clock())
        work.commit(AuditEvent("protected-name:changed", (), {"removed": remove}))
    return known


def _reasoned(text: str) -> None:
    if not is_a_reason(text):
        raise ReasonMissing
