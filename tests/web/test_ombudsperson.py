"""The ombudsperson's desk: redress cases, their packs, a recommendation and its reply; nothing of the day's work (RGT7)."""

from __future__ import annotations

import pytest

from gotravel.domain.actor import Role
from gotravel.flow import redress
from tests.flow.test_redress import COMPLAINT, ENTRY_STANDS_ALONE, opened
from tests.unit import Unit
from tests.web.test_past import Seat

ANSWER = "The owner looked again and struck the entry from its list."


def test_a_recommendation_is_written_read_by_the_lists_manager_and_answered(eu: Unit) -> None:
    case = opened(eu)
    ombudsperson, manager = Seat(eu, Role.OMBUDSPERSON), Seat(eu, Role.WATCHLISTS)
    # It begins where the cases are, and has no other room of the day's work.
    begins = ombudsperson.client.get("/", follow_redirects=True)
    assert begins.url.path == "/redress"
    assert COMPLAINT in begins.text
    for elsewhere in ("/board", "/triage", "/search", "/safeguards", "/rights", "/audit"):
        assert f'href="{elsewhere}"' not in begins.text
        assert ombudsperson.client.get(elsewhere).status_code == 403
    pack = ombudsperson.client.get(f"/redress/{case}/pack")
    assert pack.headers["content-disposition"].endswith('.txt"')
    assert "4. This match" in pack.text
    ombudsperson.post(f"/redress/{case}/recommend", reason=ENTRY_STANDS_ALONE)
    waiting = manager.get("/corrections")
    assert ENTRY_STANDS_ALONE in waiting
    assert "reply due" in waiting
    assert COMPLAINT not in waiting, "what the person wrote is not the list manager's"
    manager.post(f"/corrections/{case}/reply", told=ANSWER)
    assert ANSWER in ombudsperson.get("/redress")


@pytest.mark.parametrize("written", ["", "delist", "x" * 19])
def test_a_recommendation_without_a_reason_is_sent_back(eu: Unit, written: str) -> None:
    case = opened(eu)
    assert "sentence" in Seat(eu, Role.OMBUDSPERSON).post(f"/redress/{case}/recommend", status=422, reason=written)
    [read] = redress.everything(eu.parts, eu.officers[Role.DPO])
    assert read.recommendation is None


def test_those_who_oversee_take_the_pack_and_do_not_recommend(eu: Unit) -> None:
    case = opened(eu)
    for role in (Role.DPO, Role.AUTHORITY):
        seat = Seat(eu, role)
        shown = seat.get("/redress")
        assert f"/redress/{case}/pack" in shown
        assert "/recommend" not in shown
        assert seat.client.get(f"/redress/{case}/pack").status_code == 200
