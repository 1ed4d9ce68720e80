"""A change of the law: proposed by one, approved by another and by the data-protection officer, each with an own key.

Goes in: a text in TOML, signatures made at people's own places. Comes out: a version that takes effect at its day in every
process. Never: a value past the floor; one person in two parts; an effect on the day of its approval or before.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from gotravel.domain.actor import Permission, Role
from gotravel.domain.audit_event import AuditEvent, Detail
from gotravel.domain.errors import InvalidInput, NotFound, NotInThisState, NotPermitted, ReasonMissing
from gotravel.domain.law_version import NEEDED, LawSignature, LawVersion, Part
from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.officer import Officer
from gotravel.domain.written_reason import is_a_reason
from gotravel.flow.laws import version_of
from gotravel.flow.parts import Parts
from gotravel.flow.purposes import ADMINISTRATION, OVERSIGHT
from gotravel.law import profile as profiles
from gotravel.store.unit_of_work import UnitOfWork
from gotravel.vault import signatures


def enrol(parts: Parts, officer: Officer, public: bytes) -> None:
    """The public half of an officer's own key; the private half never comes here."""
    with parts.store.begin(officer.actor, _right(officer), ADMINISTRATION) as work:
        work.laws.enrol(officer.id, public, parts.clock())
        work.commit(AuditEvent("officer:changed", (officer.id,), {"signing-key": public.hex()[:16]}))


def propose(parts: Parts, officer: Officer, text: str, signature: bytes) -> LawVersion:
    version = version_of(text, parts.clock())
    with parts.store.begin(officer.actor, Permission.CHANGE_PROFILE, ADMINISTRATION) as work:
        _in_time(version, work.retention.moment(parts.clock()))
        work.laws.propose(version, _signed(work, officer, version, Part.PROPOSER, signature, parts.clock()))
        detail = {"profile": version.id, "version": version.version, "digest": version.digest}
        work.commit(AuditEvent("profile:proposed", (), {**detail, "effective": version.effective.isoformat()}))
    return version


def approve(parts: Parts, officer: Officer, digest: str, signature: bytes) -> str:
    """By the second person or by the data-protection officer, as their role says. Comes out: the version's state."""
    part = Part.DPO if Role.DPO in officer.roles else Part.APPROVER
    with parts.store.begin(officer.actor, Permission.APPROVE_PROFILE, OVERSIGHT) as work:
        version = _open(work, digest)
        _in_time(version, work.retention.moment(parts.clock()))
        work.laws.sign(version.digest, _signed(work, officer, version, part, signature, parts.clock()))
        told: dict[str, Detail] = {
            "profile": version.id,
            "version": version.version,
            "digest": version.digest,
            "part": part.value,
        }
        events = [AuditEvent("profile:approved", (), told)]
        if version.parts | {part} >= NEEDED:
            events.append(AuditEvent("profile:activated", (), {**told, "effective": version.effective.isoformat()}))
        work.commit(*events)
    return _state(version, part)


def refuse(parts: Parts, officer: Officer, digest: str, signature: bytes, reason: str) -> None:
    if not is_a_reason(reason):
        raise ReasonMissing
    with parts.store.begin(officer.actor, Permission.APPROVE_PROFILE, OVERSIGHT) as work:
        version = _open(work, digest)
        told = _signed(work, officer, version, Part.REFUSAL, signature, parts.clock(), reason.strip())
        work.laws.sign(version.digest, told)
        work.commit(AuditEvent("profile:refused", (), {"profile": version.id, "version": version.version}))


def history(parts: Parts, officer: Officer) -> tuple[LawVersion, ...]:
    with parts.store.begin(officer.actor, Permission.READ_PROFILE, OVERSIGHT) as work:
        found = work.laws.all()
        work.commit(AuditEvent("profile:read", (), {"versions": len(found)}))
    return found


def differences(before: LegalProfile, after: LegalProfile) -> tuple[tuple[str, str, str], ...]:
    """(field, before, after) of what a proposed law changes, each value by itself, as `sensitive.days`."""
    old, new = (_values("", msgspec.to_builtins(law)) for law in (before, after))
    pairs = ((field, old.get(field, ""), new.get(field, "")) for field in {**old, **new})
    return tuple(one for one in pairs if one[1] != one[2])


def _values(field: str, value: object) -> dict[str, str]:
    """Rows that have a code or an id are told by it."""
    if isinstance(value, dict):
        inner = [_values(f"{field}.{name}".lstrip("."), one) for name, one in value.items()]
        return {name: told for one in inner for name, told in one.items()}
    if isinstance(value, tuple | list):
        named = {one.get("code") or one.get("id"): one for one in value if isinstance(one, dict)}
        return _values(field, named) if all(named) and named else {field: ", ".join(map(_word, value))}
    return {field: _word(value)}


def _word(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(map(_word, value.values()))
    return {None: "none", True: "yes", False: "no"}[value] if isinstance(value, bool | None) else str(value)


def changes_of(parts: Parts, version: LawVersion) -> tuple[tuple[str, str, str], ...]:
    return differences(parts.profile, profiles.parse(version.text))


def _state(version: LawVersion, part: Part) -> str:
    missing = NEEDED - version.parts - {part}
    return "approved" if not missing else "waits for " + " and ".join(sorted(one.value for one in missing))


def _open(work: UnitOfWork, digest: str) -> LawVersion:
    version = work.laws.one(digest)
    if version is None:
        raise NotFound
    if not version.state.startswith("waits"):
        raise NotInThisState
    return version


def _in_time(version: LawVersion, now: datetime) -> None:
    if version.effective <= now.astimezone(UTC).date():
        raise InvalidInput("A law takes effect tomorrow at the earliest: give it a later day and a new version.")


def _signed(
    work: UnitOfWork,
    officer: Officer,
    version: LawVersion,
    part: Part,
    signature: bytes,
    now: datetime,
    reason: str = "",
) -> LawSignature:
    for public in work.laws.keys_of(officer.id):
        made = LawSignature(part, officer.id, public, signature, now, reason)
        if signatures.holds(version.text, made):
            return made
    raise NotPermitted("This is not your signature under this text and part. Enrol your key first, then sign again.")


def _right(officer: Officer) -> Permission:
    """Who may propose or approve may have a key; `begin` refuses everybody else."""
    approves = {Role.SUPERVISOR, Role.DPO} & officer.roles
    return Permission.APPROVE_PROFILE if approves else Permission.CHANGE_PROFILE
