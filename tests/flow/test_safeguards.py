"""Those who oversee: one switch that works at once, registers with clocks, misuse that is seen, and nothing else they can change."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from gotravel.domain.actor import OPERATOR, WORKER, Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotInThisState, NotPermitted, ReasonMissing, SecondPersonNeeded
from gotravel.domain.job import Job, Step
from gotravel.domain.officer import Officer
from gotravel.domain.safeguard import RegisterKind, RegisterStep
from gotravel.flow import chance_finding, safeguards, subject_requests
from gotravel.flow.purposes import ADMINISTRATION, CASEWORK, OVERSIGHT, SCREENING
from gotravel.flow.raising import raise_hits
from gotravel.flow.screen import persons, thresholds
from gotravel.upkeep import accounts
from gotravel.worker import work_until_idle
from tests.flow.cases import a_case, a_list
from tests.unit import MARKER, Unit

WHY = "The list was found to be unlawfully compiled."


def suspend(unit: Unit, role: Role = Role.DPO) -> UUID:
    return safeguards.suspend_list(unit.parts, unit.officers[role], "SOUGHT", WHY).id


def look_up(unit: Unit, officer: Officer, times: int = 1) -> None:
    """As a dossier page does, under no case."""
    traveller = unit.ask("SELECT id FROM traveller WHERE family = %s", MARKER)[0][0]
    for _ in range(times):
        with unit.parts.store.begin(officer.actor, Permission.READ_TRAVELLER, CASEWORK) as work:
            work.commit(AuditEvent("traveller:read", (traveller,)))


def signals(unit: Unit) -> list[tuple[str, str]]:
    sql = "SELECT m.kind, o.sign_in FROM misuse_signal m JOIN officer o ON o.id = m.officer ORDER BY 1, 2"
    return [(row[0], row[1]) for row in unit.ask(sql)]


# The switch ----------------------------------------------------------------------------------------------------------
def test_a_suspended_list_raises_nothing_from_the_next_moment_on(eu: Unit) -> None:
    a_list(eu)
    suspend(eu)
    eu.take()
    assert eu.count("hit") == 0
    assert eu.ask("SELECT kind FROM audit_event WHERE kind = 'suspension:placed'") == [("suspension:placed",)]


def test_screening_that_was_under_way_raises_nothing_from_it_either(eu: Unit) -> None:
    """The index was built before; the table that hits are written to asks again."""
    a_list(eu)
    with eu.parts.store.begin(WORKER, Permission.SCREEN, SCREENING) as work:
        before = eu.parts.lists.in_force(work)
    suspend(eu)
    eu.take()
    with eu.parts.store.begin(WORKER, Permission.SCREEN, SCREENING) as work:
        asked = [(one, work.travel.whole(one)[0].person) for one in work.travel.clear(eu.travellers())]
        found = list(persons(asked, before.index, thresholds(before, eu.clock.now), eu.clock.now))
        assert len(found) == 1, "the old index knows the traveller"
        assert raise_hits(eu.parts, work, found) == ()


def test_open_matches_fall_away_and_come_back_when_it_is_lifted(eu: Unit) -> None:
    case = a_case(eu)
    placed = suspend(eu)
    assert eu.ask("SELECT state FROM case_file WHERE id = %s", case) == [("recalled",)]
    safeguards.lift(eu.parts, eu.officers[Role.DPO], placed, "The list was compiled anew and checked.")
    work_until_idle(eu.parts)
    assert eu.ask("SELECT state FROM case_file WHERE id = %s", case) == [("open",)]
    assert eu.ask("SELECT state FROM watchlist") == [("active",)]


@pytest.mark.parametrize(
    ("placed_by", "lifted_by", "refusal"),
    [
        pytest.param(Role.DPO, Role.DPO, None, id="the officer's own"),
        pytest.param(Role.DPO, Role.AUTHORITY, None, id="the authority lifts the officer's"),
        pytest.param(Role.AUTHORITY, Role.DPO, NotPermitted, id="the officer does not lift the authority's"),
        pytest.param(Role.DPO, Role.SUPERVISOR, NotPermitted, id="the unit lifts nothing"),
        pytest.param(Role.DPO, Role.WATCHLISTS, NotPermitted, id="the list's manager lifts nothing"),
    ],
)
def test_who_lifts_what(eu: Unit, placed_by: Role, lifted_by: Role, refusal: type[Exception] | None) -> None:
    a_list(eu)
    placed = suspend(eu, placed_by)
    if refusal is None:
        safeguards.lift(eu.parts, eu.officers[lifted_by], placed, WHY)
        return
    with pytest.raises(refusal):
        safeguards.lift(eu.parts, eu.officers[lifted_by], placed, WHY)


def test_no_other_door_switches_it_on_again(eu: Unit) -> None:
    """As an attacker with the rights of the desk or of the worker."""
    a_list(eu)
    suspend(eu)
    for actor, permission in (
        (eu.officers[Role.WATCHLISTS].actor, Permission.CHANGE_WATCHLIST),
        (OPERATOR, Permission.CHANGE_WATCHLIST),
    ):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            eu.parts.store.begin(actor, permission, ADMINISTRATION) as work,
        ):
            work.connection.execute("UPDATE watchlist SET state = 'active'")


TOUCH = {
    "a traveller's name": "UPDATE traveller SET family = 'X'",
    "a traveller": "DELETE FROM traveller",
    "a decision": "UPDATE decision SET reason = 'changed by those who oversee'",
    "a list's basis": "UPDATE watchlist SET legal_basis = 'none'",
    "an entry": "UPDATE watchlist_entry SET suspended = true",
    "an audit event": "DELETE FROM audit_event",
    "a register entry": "UPDATE register_entry SET told = 'something else entirely'",
    "a step of a register": "UPDATE register_step SET told = 'something else'",
    "an officer": "UPDATE officer SET active = true",
    "a referral": "DELETE FROM referral",
}


@pytest.mark.parametrize(
    "permission", [Permission.SUSPEND, Permission.ANSWER_PERSON, Permission.KEEP_REGISTER, Permission.OVERSEE]
)
def test_the_overseers_doors_change_nothing_but_their_own(eu: Unit, permission: Permission) -> None:
    for touched, sql in TOUCH.items():
        with eu.parts.store.begin(eu.officers[Role.DPO].actor, permission, OVERSIGHT) as work:
            work.connection.execute("SAVEPOINT before")
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"):
                work.connection.execute(sql.encode())
            assert touched


# Registers -----------------------------------------------------------------------------------------------------------
def test_a_breach_has_its_hours_and_cannot_be_closed_before_the_authority_was_told(eu: Unit) -> None:
    dpo = eu.officers[Role.DPO]
    made = safeguards.enter(eu.parts, dpo, RegisterKind.BREACH, "A backup disk was lost in transport.", high_risk=True)
    assert made.due_at == eu.clock.now + timedelta(hours=eu.parts.profile.breach_hours)
    with pytest.raises(NotInThisState, match="authority-told, persons-told"):
        safeguards.continue_entry(eu.parts, dpo, made.id, RegisterStep.CLOSED, "all done")
    eu.nights(4)
    assert eu.ask("SELECT count(*) FROM oversight_notice WHERE kind = 'breach-overdue'") == [(1,)]
    for step in (RegisterStep.AUTHORITY_TOLD, RegisterStep.PERSONS_TOLD, RegisterStep.CLOSED):
        safeguards.continue_entry(eu.parts, dpo, made.id, step, "by letter, with a receipt")
    with pytest.raises(NotInThisState):
        safeguards.continue_entry(eu.parts, dpo, made.id, RegisterStep.NOTED, "one more thing")


def test_a_complaint_is_taken_and_answered_by_the_authority(eu: Unit) -> None:
    authority, dpo = eu.officers[Role.AUTHORITY], eu.officers[Role.DPO]
    made = safeguards.enter(eu.parts, authority, RegisterKind.COMPLAINT, "Somebody says they were stopped five times.")
    with pytest.raises(NotPermitted):
        safeguards.continue_entry(eu.parts, dpo, made.id, RegisterStep.ANSWERED, "we looked into it")
    safeguards.continue_entry(eu.parts, authority, made.id, RegisterStep.ANSWERED, "we looked into it")
    safeguards.continue_entry(eu.parts, authority, made.id, RegisterStep.CLOSED, "closed after three months")


def test_an_incident_needs_a_sentence_for_the_public(eu: Unit) -> None:
    with pytest.raises(InvalidInput):
        safeguards.enter(eu.parts, eu.officers[Role.DPO], RegisterKind.INCIDENT, "A traveller was held for six hours.")


def test_another_offence_found_by_chance_goes_its_own_way(eu: Unit) -> None:
    case = a_case(eu)
    with pytest.raises(ReasonMissing):
        chance_finding.record(eu.parts, eu.officers[Role.ANALYST], case, "H-261124-0042")
    chance_finding.record(
        eu.parts, eu.officers[Role.ANALYST], case, "A forged document was seen; the criminal police is told."
    )
    assert eu.ask("SELECT kind, about FROM register_entry") == [("chance-finding", case)]
    assert eu.ask("SELECT count(*) FROM oversight_notice WHERE kind = 'chance-finding'") == [(1,)]


# Misuse --------------------------------------------------------------------------------------------------------------
def officer(unit: Unit, sign_in: str, shown: str) -> Officer:
    return accounts.create_officer(
        unit.parts, OPERATOR, sign_in, shown, frozenset({Role.ANALYST}), "four invented words here"
    )


def watch(unit: Unit) -> None:
    with unit.parts.store.begin(OPERATOR, Permission.RETAIN, OVERSIGHT) as work:
        work.enqueue(Job(Step.WATCH))
        work.commit(AuditEvent("system:calendar"))
    work_until_idle(unit.parts)


def test_a_look_at_oneself_at_a_colleague_and_at_a_protected_name_is_seen(eu: Unit) -> None:
    # Given: an officer and a namesake of the traveller on duty, and the traveller's name protected.
    eu.take()
    curious = officer(eu, "curious", "C. Urious")
    namesake = officer(eu, "namesake", f"O. {MARKER.title()}")
    dpo = eu.officers[Role.DPO]
    safeguards.protect_name(eu.parts, dpo, MARKER.title(), "Osrikel")
    # When: both look the traveller up.
    for one in (curious, namesake):
        look_up(eu, one)
    watch(eu)
    # Then: each look is a signal, for the data-protection officer alone, and no name stands in it.
    assert signals(eu) == [
        ("looked-up-colleague", "curious"),
        ("looked-up-protected-name", "curious"),
        ("looked-up-protected-name", "namesake"),
        ("looked-up-self", "namesake"),
    ]
    for role in (Role.SUPERVISOR, Role.AUTHORITY, Role.ANALYST):
        with pytest.raises(NotPermitted):
            safeguards.signals(eu.parts, eu.officers[role])
    watch(eu)
    assert len(signals(eu)) == 4, "a look is told once"
    assert MARKER.encode() not in b"".join(str(row).encode() for row in eu.ask("SELECT * FROM misuse_signal"))
    assert MARKER.encode() not in b"".join(bytes(row[0]) for row in eu.ask("SELECT digest FROM protected_name"))
    # And: the finding is recorded, by somebody else than the officer it is about.
    found = safeguards.signals(eu.parts, dpo).signals[0]
    safeguards.close_signal(eu.parts, dpo, found.id, True, "Admitted; written warning by the head of unit.")
    with pytest.raises(NotInThisState):
        safeguards.close_signal(eu.parts, dpo, found.id, False, "Admitted; written warning by the head of unit.")


def test_many_looks_without_a_case_and_an_unusual_volume_are_one_signal_a_day(eu: Unit) -> None:
    eu.take()
    for one in ("calm", "calm2", "calm3"):
        look_up(eu, officer(eu, one, f"{one} Person"), 2)
    busy = officer(eu, "busy", "B. Usy")
    look_up(eu, busy, 31)
    watch(eu)
    look_up(eu, busy, 3)
    watch(eu)
    assert signals(eu) == [("looked-up-without-case", "busy"), ("unusual-volume", "busy")]


def test_nobody_closes_the_signal_about_oneself(eu: Unit) -> None:
    eu.take()
    dpo = eu.officers[Role.DPO]
    with eu.parts.store.begin(dpo.actor, Permission.READ_TRAVELLER, OVERSIGHT) as work:
        work.commit(*[AuditEvent("traveller:read", (eu.travellers()[0],))] * 31)
    watch(eu)
    found = safeguards.signals(eu.parts, dpo).signals[0]
    with pytest.raises(SecondPersonNeeded):
        safeguards.close_signal(eu.parts, dpo, found.id, False, "It was for a request of a person.")


def test_training_that_ran_out_closes_the_account_and_a_new_record_opens_it(eu: Unit) -> None:
    trained = officer(eu, "trained", "T. Rained")
    eu.nights(366)
    valid = "SELECT training_valid FROM officer WHERE sign_in = 'trained'"
    assert eu.ask(valid) == [(False,)]
    admin = eu.officers[Role.ADMINISTRATOR]
    today = eu.clock.now.date()
    with pytest.raises(SecondPersonNeeded):
        accounts.record_training(eu.parts, admin.actor, admin.id, "refresher", today, today + timedelta(days=365))
    accounts.record_training(eu.parts, admin.actor, trained.id, "refresher", today, today + timedelta(days=365))
    assert eu.ask(valid) == [(True,)]


def test_the_room_of_requests_is_read_by_those_who_oversee_alone(eu: Unit) -> None:
    for role in Role:
        if role in (Role.DPO, Role.AUTHORITY):
            subject_requests.everything(eu.parts, eu.officers[role])
            continue
        with pytest.raises(NotPermitted):
            subject_requests.everything(eu.parts, eu.officers[role])
