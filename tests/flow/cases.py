"""A case on the planted traveller, made the product's own way: a list, a hit, a case.

Goes in: a unit. Comes out: the case's id. Never: a real list.
"""

from __future__ import annotations

from datetime import date

from gotravel.domain.actor import OPERATOR
from gotravel.domain.ids import CaseId
from gotravel.upkeep import watchlists
from gotravel.worker import work_until_idle
from tests.unit import LIST, Unit


def a_list(unit: Unit) -> None:
    law = ("Invented act, section 1", "serious-crime", ("02",), date(2099, 1, 1))
    watchlists.register(unit.parts, OPERATOR, watchlists.Registration("SOUGHT", "Sought", "Invented police", *law))
    watchlists.import_list(unit.parts, OPERATOR, "SOUGHT", LIST.encode())
    work_until_idle(unit.parts)


def a_case(unit: Unit) -> CaseId:
    a_list(unit)
    unit.take()
    return CaseId(unit.ask("SELECT id FROM case_file")[0][0])
