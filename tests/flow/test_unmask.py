"""One record, two shares, a reason, a time; and every way round is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from gotravel.domain.actor import WORKER, Permission, Role
from gotravel.domain.errors import (
    InvalidInput,
    NotFound,
    NotInThisState,
    NotPermitted,
    ReasonMissing,
    SecondPersonNeeded,
)
from gotravel.domain.ids import PurposeCode, TravellerId
from gotravel.flow import unmask
from gotravel.flow.purposes import OVERSIGHT
from gotravel.vault.keys import approver_share
from tests.unit import MARKER, Unit

SERIOUS = PurposeCode("serious-crime")
WHY = "A court asked for this journey in its file."


@pytest.fixture
def sealed(icao: Unit) -> Unit:
    icao.take()
    icao.nights(184)
    return icao


def share(unit: Unit) -> X25519PrivateKey:
    return approver_share(unit.folder / "keys" / "approver-share")


def asked(unit: Unit, **other: Any) -> UUID:
    given = {"reason": WHY, "purpose": PurposeCode(unit.parts.profile.purposes[0].code), "case_ref": "C-17", **other}
    return unmask.ask(unit.parts, unit.officers[Role.ANALYST], TravellerId(unit.travellers()[0]), **given).id


def allowed(unit: Unit, minutes: int = 30) -> UUID:
    request = asked(unit)
    length = timedelta(minutes=minutes)
    unmask.allow(unit.parts, unit.officers[Role.APPROVER], request, share(unit), WHY, length)
    return request


def look(unit: Unit, request: UUID, role: Role = Role.ANALYST) -> str:
    purpose = PurposeCode(unit.parts.profile.purposes[0].code)
    return unmask.opened(unit.parts, unit.officers[role], request, purpose).person.family or ""


def test_the_whole_way(sealed: Unit) -> None:
    request = allowed(sealed)
    assert MARKER in look(sealed, request)
    sealed.nights(1)
    assert sealed.ask("SELECT state, released FROM unmask_request") == [("closed", None)]
    unmask.review(sealed.parts, sealed.officers[Role.DPO], request, True, "The court's order was shown to me.")
    kinds = [row[0] for row in sealed.ask("SELECT kind FROM audit_event WHERE kind LIKE 'unmask:%%' ORDER BY seq")]
    assert kinds == ["unmask:requested", "unmask:packaged", "unmask:approved", "unmask:opened", "unmask:reviewed"]
    told = [row[0] for row in sealed.ask("SELECT kind FROM oversight_notice ORDER BY at, kind")]
    assert told == ["unmask-allowed", "unmask-opened"]


def test_nothing_opened_ever_stands_in_clear(sealed: Unit) -> None:
    look(sealed, allowed(sealed))
    assert MARKER.encode() not in sealed.everything()


def test_it_closes_by_itself_at_its_minute(sealed: Unit) -> None:
    request = allowed(sealed, minutes=30)
    sealed.clock.now += timedelta(minutes=31)
    with pytest.raises(NotInThisState):
        look(sealed, request)


def test_a_clock_set_back_does_not_open_it_again(sealed: Unit) -> None:
    request = allowed(sealed, minutes=30)
    sealed.clock.now += timedelta(hours=2)
    unmask.every(sealed.parts, sealed.officers[Role.DPO])
    sealed.clock.now -= timedelta(hours=2)
    with pytest.raises(NotInThisState):
        look(sealed, request)


def test_the_asker_may_close_early(sealed: Unit) -> None:
    request = allowed(sealed)
    unmask.close(sealed.parts, sealed.officers[Role.ANALYST], request, SERIOUS)
    with pytest.raises(NotInThisState):
        look(sealed, request)


def test_before_the_approval_nothing_opens(sealed: Unit) -> None:
    with pytest.raises(NotInThisState):
        look(sealed, asked(sealed))


def test_a_refusal_stays_one(sealed: Unit) -> None:
    request = asked(sealed)
    unmask.refuse(sealed.parts, sealed.officers[Role.APPROVER], request, "No link to the file is shown here.")
    with pytest.raises(NotInThisState):
        unmask.allow(sealed.parts, sealed.officers[Role.APPROVER], request, share(sealed), WHY, timedelta(minutes=5))


@pytest.mark.parametrize(
    ("role", "refusal"),
    [
        pytest.param(Role.ANALYST, NotPermitted, id="the asker allows"),
        pytest.param(Role.DPO, NotPermitted, id="the overseer allows"),
        pytest.param(Role.ADMINISTRATOR, NotPermitted, id="the administrator allows"),
        pytest.param(Role.SUPERVISOR, NotPermitted, id="the supervisor allows"),
    ],
)
def test_only_the_independent_approver_allows(sealed: Unit, role: Role, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        unmask.allow(sealed.parts, sealed.officers[role], asked(sealed), share(sealed), WHY, timedelta(minutes=5))


def test_a_person_with_both_roles_does_not_allow_what_they_asked(sealed: Unit) -> None:
    import msgspec

    both = msgspec.structs.replace(sealed.officers[Role.ANALYST], roles=frozenset({Role.ANALYST, Role.APPROVER}))
    with pytest.raises(SecondPersonNeeded):
        unmask.allow(sealed.parts, both, asked(sealed), share(sealed), WHY, timedelta(minutes=5))


def test_another_share_opens_nothing(sealed: Unit) -> None:
    request = asked(sealed)
    for key in (X25519PrivateKey.generate(), sealed.parts.keys.unit):
        with pytest.raises(NotPermitted):
            unmask.allow(sealed.parts, sealed.officers[Role.APPROVER], request, key, WHY, timedelta(minutes=5))


def test_a_colleague_does_not_see_what_was_opened_for_another(sealed: Unit) -> None:
    request = allowed(sealed)
    other = sealed.officers[Role.SUPERVISOR]
    with pytest.raises((NotFound, NotInThisState, NotPermitted)):
        unmask.opened(sealed.parts, other, request, PurposeCode(sealed.parts.profile.purposes[0].code))


def test_another_purpose_does_not_open_it(sealed: Unit) -> None:
    with pytest.raises(NotPermitted):
        unmask.opened(sealed.parts, sealed.officers[Role.ANALYST], allowed(sealed), PurposeCode("another"))


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        pytest.param({"reason": "because"}, ReasonMissing, id="no sentence"),
        pytest.param({"reason": "1234567890 1234567890"}, ReasonMissing, id="no words"),
        pytest.param({"case_ref": " "}, InvalidInput, id="no case"),
        pytest.param({"purpose": PurposeCode("curiosity")}, InvalidInput, id="no purpose of the law"),
    ],
)
def test_what_is_not_asked_properly(sealed: Unit, given: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        asked(sealed, **given)


def test_a_clear_record_cannot_be_asked_for(icao: Unit) -> None:
    icao.take()
    with pytest.raises(NotFound):
        asked(icao)


DOORS = {
    "the approver reads a traveller": "SELECT count(*) FROM traveller",
    "the approver reads a case": "SELECT count(*) FROM case_file",
    "the approver changes who asked": "UPDATE unmask_request SET asked_by = gen_random_uuid()",
    "the approver reviews": "UPDATE unmask_request SET lawful = true",
}


@pytest.mark.parametrize("act", DOORS)
def test_the_approvers_door_is_narrow(sealed: Unit, act: str) -> None:
    asked(sealed)
    approver = sealed.officers[Role.APPROVER].actor
    with (
        sealed.parts.store.begin(approver, Permission.APPROVE_UNMASK, OVERSIGHT) as work,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        work.connection.execute(DOORS[act].encode())


def test_the_approver_sees_only_the_record_that_was_asked_for(sealed: Unit) -> None:
    asked(sealed)
    approver = sealed.officers[Role.APPROVER].actor
    with sealed.parts.store.begin(approver, Permission.APPROVE_UNMASK, OVERSIGHT) as work:
        seen = work.connection.execute("SELECT record FROM sealed_record").fetchall()
    assert seen == [(sealed.travellers()[0],)]


def test_the_desk_sees_no_sealed_record(sealed: Unit) -> None:
    analyst = sealed.officers[Role.ANALYST].actor
    with (
        sealed.parts.store.begin(analyst, Permission.READ_CASE, SERIOUS) as work,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        work.connection.execute("SELECT sealed FROM sealed_record")


def test_a_restored_half_is_worth_nothing_after_the_end(sealed: Unit) -> None:
    """Somebody kept the released half and both shares: without the record's own key it stays shut."""
    request = allowed(sealed)
    [(kept,)] = sealed.ask("SELECT released FROM unmask_request WHERE released IS NOT NULL")
    sealed.nights(1826)
    with psycopg.connect(sealed.owner) as thief:
        thief.execute(
            "UPDATE unmask_request SET state = 'allowed', released = %s, expires_at = now() + interval '9 years'",
            (kept,),
        )
    with pytest.raises(NotFound):
        look(sealed, request)
    assert WORKER.reference == "worker"
