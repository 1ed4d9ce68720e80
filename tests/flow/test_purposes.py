"""A purpose that asks for a case admits nobody without one that exists: in the unit of work, and again in PostgreSQL."""

from __future__ import annotations

import uuid

import psycopg
import pytest

from gotravel.domain.actor import Permission, Role
from gotravel.domain.errors import CaseMissing, PurposeMissing
from gotravel.domain.ids import CaseId, PurposeCode
from gotravel.flow import stated_purpose
from tests.flow.cases import a_case
from tests.unit import Unit

SERIOUS, TERROR = PurposeCode("serious-crime"), PurposeCode("terrorism")


def test_a_search_names_a_case_that_exists_where_the_purpose_asks(eu: Unit) -> None:
    case = a_case(eu)
    analyst = eu.officers[Role.ANALYST]
    [(number,)] = eu.ask("SELECT number FROM case_file")
    assert stated_purpose.stated(eu.parts, analyst, SERIOUS, number.lower()).about == case
    assert stated_purpose.stated(eu.parts, analyst, TERROR, "").about is None
    for wrong in ("", "H-000000-9999"):
        with pytest.raises(CaseMissing):
            stated_purpose.stated(eu.parts, analyst, SERIOUS, wrong)
    with pytest.raises(PurposeMissing):
        stated_purpose.stated(eu.parts, analyst, "curiosity", number)


@pytest.mark.parametrize("about", [None, uuid.UUID(int=7)], ids=["no case", "a case that does not exist"])
def test_the_unit_of_work_does_not_open(eu: Unit, about: uuid.UUID | None) -> None:
    with (
        pytest.raises(CaseMissing),
        eu.parts.store.begin(eu.officers[Role.ANALYST].actor, Permission.SEARCH, SERIOUS, request=about),
    ):
        pass


def test_a_page_that_goes_round_the_unit_of_work_sees_no_traveller(eu: Unit) -> None:
    """As a bug at the desk: the right role, a purpose set by hand, no case, or nobody who acts."""
    case, analyst = a_case(eu), str(eu.officers[Role.ANALYST].actor.reference)
    seen = {}
    for told, actor, purpose, about in (
        ("a purpose nobody registered", analyst, "curiosity", ""),
        ("a purpose that asks for a case", analyst, SERIOUS, ""),
        ("a case that does not exist", analyst, SERIOUS, str(uuid.UUID(int=7))),
        ("an actor nobody knows", "x", SERIOUS, str(case)),
        ("an officer without the right", str(eu.officers[Role.ADMINISTRATOR].actor.reference), TERROR, ""),
        ("a case that exists", analyst, SERIOUS, str(case)),
        ("a purpose that asks for none", analyst, TERROR, ""),
    ):
        with psycopg.connect(eu.parts.store.dsn) as connection:
            connection.execute(
                "SELECT set_config('role', 'gotravel_desk', true), set_config('gotravel.actor', %s, true), "
                "set_config('gotravel.permission', 'search', true), set_config('gotravel.purpose', %s, true), "
                "set_config('gotravel.about', %s, true)",
                (actor, purpose, about),
            )
            row = connection.execute("SELECT count(*) FROM traveller").fetchone()
            seen[told] = row[0] if row else None
    assert list(seen.values()) == [0, 0, 0, 0, 0, 2, 2]


def test_routine_work_needs_none(eu: Unit) -> None:
    case = CaseId(a_case(eu))
    with eu.parts.store.begin(eu.officers[Role.ANALYST].actor, Permission.READ_CASE, SERIOUS, case=case) as work:
        assert work.cases.one(case) is not None
