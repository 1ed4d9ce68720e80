"""The law in force is what two people and the data-protection officer signed, from its day on, and no longer for the past."""

from __future__ import annotations

import re
from datetime import date, timedelta

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gotravel import bootstrap
from gotravel.domain.actor import Role
from gotravel.domain.errors import (
    CannotStart,
    InvalidInput,
    NotInThisState,
    NotPermitted,
    ReasonMissing,
    SecondPersonNeeded,
)
from gotravel.domain.law_version import Part
from gotravel.upkeep import profiles
from gotravel.vault import signatures
from tests.unit import Unit, a_law

KEYS = {role: Ed25519PrivateKey.generate() for role in Role}


def next_law(unit: Unit, days: int = 10, version: str = "1.1.0", **changed: object) -> str:
    effective = unit.clock.now.date() + timedelta(days=days)
    return a_law("icao-annex9", version=version, effective=effective, **changed)


def seal(text: str, part: Part, role: Role) -> bytes:
    return signatures.sign(text, part, KEYS[role])


def enrolled(unit: Unit) -> None:
    for role in (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.DPO):
        profiles.enrol(unit.parts, unit.officers[role], KEYS[role].public_key().public_bytes_raw())


def proposed(unit: Unit, text: str) -> str:
    enrolled(unit)
    admin = unit.officers[Role.ADMINISTRATOR]
    return profiles.propose(unit.parts, admin, text, seal(text, Part.PROPOSER, Role.ADMINISTRATOR)).digest


def approve(unit: Unit, digest: str, text: str, role: Role, part: Part) -> str:
    return profiles.approve(unit.parts, unit.officers[role], digest, seal(text, part, role))


def signed_by_all(unit: Unit, text: str) -> str:
    digest = proposed(unit, text)
    approve(unit, digest, text, Role.SUPERVISOR, Part.APPROVER)
    assert approve(unit, digest, text, Role.DPO, Part.DPO) == "approved"
    return digest


def in_force(unit: Unit) -> int:
    unit.clock.now += timedelta(seconds=3)
    return unit.parts.today().profile.mask_after_days


def test_a_law_takes_effect_at_its_day_in_running_processes(icao: Unit) -> None:
    signed_by_all(icao, next_law(icao, days=10, mask_after_days=90))
    assert in_force(icao) == 183
    icao.clock.now += timedelta(days=9, hours=23)
    assert in_force(icao) == 90


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.DPO])
def test_one_signature_less_is_no_law(icao: Unit, role: Role) -> None:
    text = next_law(icao, mask_after_days=90)
    digest = proposed(icao, text)
    approve(icao, digest, text, role, Part.DPO if role is Role.DPO else Part.APPROVER)
    icao.clock.now += timedelta(days=30)
    assert in_force(icao) == 183


def test_a_record_keeps_the_version_that_admitted_it(icao: Unit) -> None:
    icao.take()
    signed_by_all(icao, next_law(icao, days=2, mask_after_days=90))
    icao.clock.now += timedelta(days=3)
    from tests.unit import API

    icao.take(API.replace(b"+A1++APIS", b"+A2++APIS").replace(b"UNZ+1+A1", b"UNZ+1+A2").replace(b"501", b"502"))
    assert icao.ask("SELECT DISTINCT profile_version FROM transmission ORDER BY 1") == [("1.0.0",), ("1.1.0",)]
    assert icao.ask("SELECT DISTINCT profile_version FROM traveller ORDER BY 1") == [("1.0.0",), ("1.1.0",)]


def test_a_longer_law_does_not_prolong_what_is_on_file(icao: Unit) -> None:
    icao.take()
    signed_by_all(icao, next_law(icao, days=2, mask_after_days=700))
    icao.nights(184)
    assert icao.parts.today().profile.mask_after_days == 700
    assert icao.ask("SELECT count(*) FROM traveller WHERE NOT sealed") == [(0,)]


def test_a_shorter_law_shortens_what_is_on_file(icao: Unit) -> None:
    icao.take()
    signed_by_all(icao, next_law(icao, days=2, mask_after_days=10))
    icao.nights(11)
    assert icao.ask("SELECT count(*) FROM traveller WHERE NOT sealed") == [(0,)]


def test_past_the_floor_is_refused_and_named(icao: Unit) -> None:
    enrolled(icao)
    text = next_law(icao).replace("mask_after_days = 183", "mask_after_days = 800")
    with pytest.raises(InvalidInput, match=r"RET1 forbids this value of mask_after_days"):
        profiles.propose(icao.parts, icao.officers[Role.ADMINISTRATOR], text, b"")


def test_nobody_signs_twice(icao: Unit) -> None:
    text = next_law(icao)
    digest = proposed(icao, text)
    import msgspec

    both = msgspec.structs.replace(
        icao.officers[Role.ADMINISTRATOR], roles=frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR})
    )
    with pytest.raises(SecondPersonNeeded):
        profiles.approve(icao.parts, both, digest, seal(text, Part.APPROVER, Role.ADMINISTRATOR))


@pytest.mark.parametrize(
    ("part", "role", "text"),
    [
        pytest.param(Part.PROPOSER, Role.SUPERVISOR, None, id="of another part"),
        pytest.param(Part.APPROVER, Role.DPO, None, id="of another person"),
        pytest.param(Part.APPROVER, Role.SUPERVISOR, "another text", id="of another text"),
    ],
)
def test_a_wrong_signature_is_none(icao: Unit, part: Part, role: Role, text: str | None) -> None:
    law = next_law(icao)
    digest = proposed(icao, law)
    with pytest.raises(NotPermitted):
        profiles.approve(icao.parts, icao.officers[Role.SUPERVISOR], digest, seal(text or law, part, role))


def test_an_analyst_neither_proposes_nor_approves(icao: Unit) -> None:
    text = next_law(icao)
    digest = proposed(icao, text)
    analyst = icao.officers[Role.ANALYST]
    with pytest.raises(NotPermitted):
        profiles.propose(icao.parts, analyst, text, b"")
    with pytest.raises(NotPermitted):
        profiles.approve(icao.parts, analyst, digest, b"")


def test_a_refused_law_stays_refused(icao: Unit) -> None:
    text = next_law(icao)
    digest = proposed(icao, text)
    dpo = icao.officers[Role.DPO]
    with pytest.raises(ReasonMissing):
        profiles.refuse(icao.parts, dpo, digest, seal(text, Part.REFUSAL, Role.DPO), "no")
    why = "The assessment for this change is missing."
    profiles.refuse(icao.parts, dpo, digest, seal(text, Part.REFUSAL, Role.DPO), why)
    with pytest.raises(NotInThisState):
        approve(icao, digest, text, Role.SUPERVISOR, Part.APPROVER)


def test_a_law_of_today_comes_too_late(icao: Unit) -> None:
    enrolled(icao)
    text = next_law(icao, days=0)
    with pytest.raises(InvalidInput, match="tomorrow"):
        profiles.propose(icao.parts, icao.officers[Role.ADMINISTRATOR], text, b"")


def test_an_administrator_who_edits_the_law_on_file_changes_nothing(icao: Unit) -> None:
    """Within the floor, and with the digest made to fit: the signatures do not."""
    text = next_law(icao, days=2, mask_after_days=90)
    signed_by_all(icao, text)
    icao.clock.now += timedelta(days=3)
    assert in_force(icao) == 90
    with psycopg.connect(icao.owner) as owner:
        owner.execute("ALTER TABLE legal_profile_version DISABLE TRIGGER ALL")
        owner.execute(
            "UPDATE legal_profile_version SET body = replace(body, 'mask_after_days = 90', 'mask_after_days = 730')"
        )
    assert in_force(icao) == 183


def test_a_law_slipped_in_by_the_database_is_not_in_force(icao: Unit) -> None:
    """With three signatures of keys that no officer enrolled."""
    from gotravel.flow.laws import digest_of

    text, key = next_law(icao, days=1, mask_after_days=730), Ed25519PrivateKey.generate()
    with psycopg.connect(icao.owner) as owner:
        day = icao.clock.now.date() + timedelta(days=1)
        told = (digest_of(text), "icao-annex9", "1.1.0", day, text)
        owner.execute("INSERT INTO legal_profile_version VALUES (%s, %s, %s, %s, %s, now())", told)
        for part, role in ((Part.PROPOSER, Role.ANALYST), (Part.APPROVER, Role.LIAISON), (Part.DPO, Role.BORDER)):
            signed = (digest_of(text), part.value, icao.officers[role].id, key.public_key().public_bytes_raw())
            owner.execute(
                "INSERT INTO legal_profile_signature VALUES (%s, %s, %s, %s, %s, now())",
                (*signed, signatures.sign(text, part, key)),
            )
    icao.clock.now += timedelta(days=5)
    assert in_force(icao) == 183


def test_a_setting_does_not_overrule_the_law_on_file(icao: Unit) -> None:
    import msgspec

    from gotravel.settings import from_environment

    settings = from_environment({}, training=True, data=icao.folder, profile="eu-pnr")
    with pytest.raises(CannotStart, match="icao-annex9"):
        bootstrap.parts(msgspec.structs.replace(settings, database=icao.parts.store.dsn), icao.clock)


def test_what_a_change_does_is_told_field_by_field(icao: Unit) -> None:
    text = next_law(icao, mask_after_days=90)
    digest = proposed(icao, text)
    [version] = [v for v in profiles.history(icao.parts, icao.officers[Role.DPO]) if v.digest == digest]
    told = {field: after for field, _, after in profiles.changes_of(icao.parts, version)}
    assert told["mask_after_days"] == "90"
    assert set(told) == {"mask_after_days", "version", "effective"}
    kinds = [row[0] for row in icao.ask("SELECT kind FROM audit_event WHERE kind LIKE 'profile:%%' ORDER BY seq")]
    assert kinds == ["profile:activated", "profile:proposed", "profile:read"]


def test_internal_flights_end_with_their_assessment(icao: Unit) -> None:
    ends = icao.clock.now.date() + timedelta(days=20)
    scope = (
        f'[flight_scope]\ninternal = "selected"\nassessment_id = "A-1"\nexpires = {ends}\nreview = {ends}\n'
        'reasons = "An invented threat on two lines"\nreviewed_by = "invented court"\ndocuments = ["file 7"]\n'
    )
    text = next_law(icao, days=2)
    text = re.sub(r"\[flight_scope\].*?(?=\n\[)", scope, text, flags=re.DOTALL)
    signed_by_all(icao, text)
    icao.clock.now += timedelta(days=3)
    assert icao.parts.today().profile.flight_scope.internal == "selected"
    icao.clock.now += timedelta(days=20)
    assert icao.parts.today().profile.flight_scope.internal == "none"
    assert isinstance(ends, date)
