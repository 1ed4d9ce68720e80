"""A marker beside a revealing word, in every place of every format: after receipt no page shows it to anybody."""

from __future__ import annotations

from collections.abc import Iterator

from gotravel import bootstrap
from gotravel.domain.actor import Role
from gotravel.domain.transmission import Channel
from gotravel.flow.receive import receive
from gotravel.web.app import ROUTES
from gotravel.worker import work_until_idle
from tests.law.test_filter import ELSEWHERE, IN_A_PUSH, MARKER
from tests.unit import Unit
from tests.web.test_past import Seat

WORDS = ("WHEELCHAIR", "HALAL", "SYNDICAT")
REASON = "The contact is needed to compare it with the request of the port police"
IDS = {
    "{traveller:uuid}": "SELECT id::text FROM traveller",
    "{leg:uuid}": "SELECT id::text FROM flight_leg",
    "{transmission:uuid}": "SELECT transmission::text FROM transmission_receipt",
}


def paths(unit: Unit) -> Iterator[str]:
    """Every page that is looked at, with every id that the planted messages led to."""
    for path in (path for method, path, _, _ in ROUTES if method == "GET"):
        place = next((place for place in IDS if place in path), None)
        if place:
            yield from (path.replace(place, found) for (found,) in unit.ask(IDS[place]))
        elif "{" not in path:
            yield path


def test_no_page_shows_a_planted_marker(eu: Unit) -> None:
    carrier = bootstrap.carrier(eu.parts, "ZZ")
    assert carrier is not None
    pushes = b"\n".join(make(f"{word} {MARKER}") for word in WORDS for _, make in IN_A_PUSH)
    files = [("push.edi", pushes)]
    files += [(f"{number}.csv", make(f"{WORDS[0]} {MARKER}")) for number, (_, make) in enumerate(ELSEWHERE)]
    for name, raw in files:
        receive(eu.parts, carrier, raw, Channel.PUSH, name)
    work_until_idle(eu.parts)
    shown = ""
    for role in Role:
        if role in eu.officers:
            seat = Seat(eu, role)
            told = {path: seat.get(path) for path in paths(eu)}
            assert not [path for path, text in told.items() if MARKER in text], role
            shown += "".join(told.values())
    analyst = Seat(eu, Role.ANALYST)
    for traveller in eu.travellers():
        answer = analyst.client.post(f"/travellers/{traveller}/reveal", data={"csrf": analyst.csrf, "reason": REASON})
        assert MARKER not in answer.text
        shown += answer.text
    assert "DOE" in shown
    assert "removed by law" in shown
