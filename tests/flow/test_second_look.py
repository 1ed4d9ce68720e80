"""Decided cases are looked at again by somebody who did not see the decision; what both found is compared (REV3)."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import psycopg
import pytest

from gotravel.domain.actor import OPERATOR, WORKER, Permission, Role
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.case import Checklist, Identifier, MainReason, Outcome
from gotravel.domain.errors import NotFound, NotPermitted
from gotravel.domain.ids import CaseId, OfficerId
from gotravel.domain.officer import Officer
from gotravel.flow import review, second_look
from gotravel.flow.purposes import ADMINISTRATION, CASEWORK, OVERSIGHT
from gotravel.law import retention
from gotravel.store.console import console
from tests.flow.cases import a_case
from tests.unit import API, Unit

WHY = "Photograph and day of birth were compared by hand."
CHECKED = Checklist((Identifier.FAMILY_NAME, Identifier.BIRTH_DATE), "Nothing of weight speaks against it here.")


def cleared(unit: Unit) -> CaseId:
    case = a_case(unit)
    review.decide(unit.parts, unit.officers[Role.ANALYST], case, Outcome.DIFFERENT_PERSON, MainReason.NAMESAKE, WHY)
    return case


def drawn(unit: Unit) -> CaseId:
    case = cleared(unit)
    unit.nights(1)
    return case


def look(unit: Unit, case: CaseId, outcome: Outcome, role: Role = Role.SUPERVISOR) -> bool:
    return second_look.look(unit.parts, unit.officers[role], case, outcome, MainReason.OTHER, WHY, CHECKED)


def test_of_the_nights_decided_cases_one_at_least_is_drawn_once(eu: Unit) -> None:
    case = drawn(eu)
    assert [one.case for one in second_look.waiting(eu.parts, eu.officers[Role.SUPERVISOR])] == [case]
    eu.nights(1)
    assert eu.count("second_look") == 1


def test_whoever_decided_is_not_shown_the_case_and_cannot_look(eu: Unit) -> None:
    case = drawn(eu)
    assert second_look.waiting(eu.parts, eu.officers[Role.ANALYST]) == []
    with pytest.raises(NotFound):
        look(eu, case, Outcome.DIFFERENT_PERSON, Role.ANALYST)


def test_an_agreement_is_counted_and_changes_nothing(eu: Unit) -> None:
    case = drawn(eu)
    assert look(eu, case, Outcome.DIFFERENT_PERSON)
    assert eu.ask("SELECT state FROM case_file") == [("cleared",)]
    assert eu.ask("SELECT stage FROM decision ORDER BY ordinal") == [("first",), ("look",)]
    [(detail,)] = eu.ask("SELECT detail FROM audit_event WHERE kind = 'case:looked'")
    assert detail == {"stage": "look", "outcome": "different-person", "agrees": True, "known": False, "to": "cleared"}
    with pytest.raises(NotFound):
        look(eu, case, Outcome.DIFFERENT_PERSON)


def test_a_cleared_traveller_taken_for_the_listed_one_goes_to_a_supervisor_and_is_raised_again(eu: Unit) -> None:
    case = drawn(eu)
    assert not look(eu, case, Outcome.SAME_PERSON)
    [(state, due)] = eu.ask("SELECT state, due_at FROM case_file")
    assert (state, due) == ("supervisor", eu.clock.now)
    assert eu.ask("SELECT ended_by FROM remembered_pair") == [("second-look",)]
    again = API.replace(b"2611261815", b"2611291815").replace(b"2611270730", b"2611300730").replace(b"+A1+", b"+A2+")
    eu.take(again)
    assert [state for (state,) in eu.ask("SELECT state FROM hit ORDER BY raised_at")][-1] == "open", (
        "the pair is not remembered any more"
    )


def test_a_cleared_case_that_a_second_person_told_apart_too_is_planted_again_as_a_known_negative(eu: Unit) -> None:
    case = drawn(eu)
    look(eu, case, Outcome.DIFFERENT_PERSON)
    with eu.parts.store.begin(WORKER, Permission.CORRECT, OVERSIGHT) as work:
        assert work.second_looks.plant(eu.clock.now + timedelta(minutes=1), 5) == [case]
        assert work.second_looks.plant(eu.clock.now + timedelta(minutes=2), 5) == [], "while it waits, not again"
        work.commit(AuditEvent("case:drawn", (case,)))
    for role in (Role.ANALYST, Role.SUPERVISOR):
        assert second_look.waiting(eu.parts, eu.officers[role]) == [], "both have told it apart already"
    third = another_analyst(eu)
    [waiting] = second_look.waiting(eu.parts, third)
    assert msgspec.structs.asdict(waiting).keys() == {"case", "number", "drawn_at"}, "nothing marks it"
    second_look.look(eu.parts, third, case, Outcome.CANNOT_TELL, MainReason.OTHER, WHY, CHECKED)
    [(known, agrees)] = eu.ask(
        "SELECT detail->'known', detail->'agrees' FROM audit_event WHERE kind = 'case:looked' ORDER BY seq DESC LIMIT 1"
    )
    assert (known, agrees) == (True, False)
    with eu.parts.store.begin(WORKER, Permission.CORRECT, OVERSIGHT) as work:
        assert work.second_looks.plant(eu.clock.now + timedelta(minutes=3), 5) == [], (
            "doubted once, it is no known negative any more"
        )
        work.commit(AuditEvent("case:drawn", ()))


def another_analyst(unit: Unit) -> Officer:
    officer = Officer(OfficerId(unit.parts.new_id()), "analyst2", "Another", frozenset({Role.ANALYST}))
    with unit.parts.store.begin(OPERATOR, Permission.ADMINISTER, ADMINISTRATION) as work:
        work.officers.add(officer, "no password")
        work.commit(AuditEvent("officer:created", (officer.id,)))
    return officer


def test_a_case_confirmed_by_two_and_doubted_stays_and_is_counted(eu: Unit) -> None:
    case = a_case(eu)
    for role in (Role.ANALYST, Role.SUPERVISOR):
        review.decide(eu.parts, eu.officers[role], case, Outcome.SAME_PERSON, MainReason.DETAILS_AGREE, WHY, CHECKED)
    eu.nights(1)
    assert second_look.waiting(eu.parts, eu.officers[Role.SUPERVISOR]) == [], "both officers of the case have seen it"
    assert eu.ask("SELECT count(*) FROM second_look") == [(1,)]


def test_a_look_nobody_takes_is_forgotten_and_so_is_one_whose_case_is_gone(eu: Unit) -> None:
    drawn(eu)
    eu.nights(second_look.WAITS.days + 1)
    assert eu.count("second_look") == 0


@pytest.mark.parametrize("role", [Role.DPO, Role.AUTHORITY, Role.TARGETING, Role.WATCHLISTS, Role.ADMINISTRATOR])
def test_who_takes_no_second_look(eu: Unit, role: Role) -> None:
    with pytest.raises(NotPermitted):
        second_look.waiting(eu.parts, eu.officers[role])


def test_a_look_stands_as_it_was_whoever_writes_to_the_table(eu: Unit) -> None:
    look(eu, drawn(eu), Outcome.CANNOT_TELL)
    supervisor = eu.officers[Role.SUPERVISOR].actor
    with (
        eu.parts.store.begin(supervisor, Permission.DECIDE_SECOND, CASEWORK) as work,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="stands as it was"),
    ):
        work.connection.execute("UPDATE second_look SET agrees = true")


def test_one_in_twenty_is_drawn(eu: Unit) -> None:
    """Of a hundred decided cases five."""
    case = cleared(eu)
    with psycopg.connect(eu.owner) as owner:
        owner.execute(
            """INSERT INTO case_file (id, number, traveller, state, opened_at) SELECT gen_random_uuid(), 'H-' || n, traveller, 'cleared', opened_at
               FROM case_file, generate_series(1, 99) n WHERE id = %s""",
            (case,),
        )
        owner.execute(
            """INSERT INTO decision (case_file, ordinal, officer, stage, outcome, main_reason, reason, decided_at, identifiers, weighed)
               SELECT c.id, 1, d.officer, d.stage, d.outcome, d.main_reason, d.reason, d.decided_at, d.identifiers, d.weighed
               FROM case_file c, decision d WHERE d.case_file = %s AND c.id <> %s""",
            (case, case),
        )
    eu.nights(1)
    assert eu.count("second_look") == 5


def test_a_look_is_neither_a_decision_of_the_shift_nor_the_second_person_of_a_case(eu: Unit) -> None:
    """A case that one person confirmed past the rules stays an alarm, however many look at it."""
    case = drawn(eu)
    with psycopg.connect(eu.owner) as owner:
        owner.execute("UPDATE case_file SET state = 'confirmed'")
    look(eu, case, Outcome.SAME_PERSON)
    with eu.parts.store.begin(eu.officers[Role.DPO].actor, Permission.READ_FIGURES, OVERSIGHT) as work:
        assert (
            console(work.connection, retention.times(eu.parts.reigns, eu.clock.now), True).watched.decided_by_one == 1
        )
    with eu.parts.store.begin(eu.officers[Role.ANALYST].actor, Permission.READ_CASE, CASEWORK) as work:
        assert work.shift.hours(eu.clock.now - timedelta(days=9)).decided == 1
