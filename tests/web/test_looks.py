"""Second looks at the desk: the comparison without the decision, a look recorded, a reason asked for."""

from __future__ import annotations

from typing import Any

from gotravel.domain.actor import Role
from tests.flow.test_second_look import WHY, drawn
from tests.unit import Unit
from tests.web.test_past import Seat

LOOK: dict[str, Any] = {
    "outcome": "different-person",
    "main_reason": "other",
    "text": "The photograph shows another person.",
}


def test_a_drawn_case_is_shown_without_what_was_decided_and_looked_at_once(eu: Unit) -> None:
    case = drawn(eu)
    seat = Seat(eu, Role.SUPERVISOR)
    assert f'href="/looks/{case}"' in seat.get("/looks")
    shown = seat.get(f"/looks/{case}")
    assert "How the evidence adds up" in shown
    assert WHY not in shown, "what the first officer wrote"
    assert "namesake" not in shown.split("<main")[1].split("<form")[0].lower(), "what the first officer found"
    refused = seat.post(f"/looks/{case}", status=422, outcome="different-person", main_reason="other", text="fine")
    assert "There is a problem" in refused
    assert WHY not in refused
    assert seat.post(f"/looks/{case}", **LOOK) == "/looks"
    assert "No decided case waits" in seat.get("/looks")
    assert seat.client.get(f"/looks/{case}").status_code == 404


def test_whoever_decided_finds_nothing(eu: Unit) -> None:
    case = drawn(eu)
    seat = Seat(eu, Role.ANALYST)
    assert f"/looks/{case}" not in seat.get("/looks")
    assert seat.client.get(f"/looks/{case}").status_code == 404
    seat.post(f"/looks/{case}", status=404, **LOOK)
