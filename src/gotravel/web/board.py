"""The operations board: flights by their next event, what came in, what waits for a person.

Goes in: an officer, a carrier and a window. Comes out: a page. Never: a traveller's name; a query per flight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.heard import LegHeard
from gotravel.flow.purposes import CASEWORK
from gotravel.quality.standing import hours_until
from gotravel.quality.timeliness import DUE, Tick, agreed_hours, list_in_time, ticks
from gotravel.reference.ports import moment_at_port
from gotravel.store.desk_reading import BoardRow, WaitingRow
from gotravel.upkeep.list_standing import lists_not_in_force
from gotravel.web.render import page
from gotravel.web.session import Desk

WAITING = ["open", "waiting", "second-review", "supervisor"]
WINDOWS = (12, 24, 48)
LANDED_SHOWN = timedelta(hours=3)
LIST_WANTED = timedelta(hours=1)
"""A flight that leaves within this time without a passenger list needs attention."""
MOST_NEEDS = 8


class Flight(msgspec.Struct, frozen=True):
    """One row of the board."""

    row: BoardRow
    departs_at: datetime | None
    lands_at: datetime | None
    ticks: tuple[Tick, ...]
    list_late: bool
    quality: float | None

    def event(self, now: datetime) -> tuple[datetime | None, str]:
        """The next thing that happens to it, and what it is."""
        if self.departs_at and self.departs_at > now:
            return self.departs_at, "to departure"
        if self.lands_at and self.lands_at > now:
            return self.lands_at, "to arrival"
        return (self.lands_at or self.departs_at), "landed" if self.lands_at else "departed"

    def phase(self, now: datetime) -> str:
        if self.row.cancelled:
            return "Cancelled"
        moment, word = self.event(now)
        if word == "to departure" and moment:
            return "Closing" if moment - now < LIST_WANTED else "Scheduled"
        return {"to arrival": "Airborne", "landed": "Landed", "departed": "Departed"}[word] if moment else ""


class Need(msgspec.Struct, frozen=True):
    """One line of what needs attention, with the way to its cause."""

    sign: str
    title: str
    text: str
    href: str
    act: str


def show(request: Request, desk: Desk, form: FormData) -> Response:
    now = desk.parts.clock()
    window = _window(request.query_params.get("window", ""))
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_BOARD, CASEWORK) as work:
        rows = work.desk.board((now - timedelta(days=1)).date(), (now + timedelta(hours=window + 24)).date())
        heard = {leg.flight_leg: leg for leg in work.hearing.of_legs([row.id for row in rows])}
        tiles, waiting = work.desk.tiles(now), work.desk.waiting_rows(WAITING)
        alarms, apart = work.safeguards.alarms(now), work.desk.jobs_set_apart()
        silent = lists_not_in_force(work, now)
        work.commit(AuditEvent("board:read", (), {"flights": len(rows)}))
    agreed = agreed_hours(desk.parts.profile.push_times)
    all_flights = _soonest_first([_flight(row, heard.get(row.id), agreed, now) for row in rows], now, window)
    carrier = request.query_params.get("carrier", "")[:3]
    flights = [flight for flight in all_flights if carrier in ("", flight.row.carrier)]
    return page(
        "board.html",
        **request.state.common,
        flights=flights,
        carriers=sorted({flight.row.carrier for flight in all_flights}),
        carrier=carrier,
        window=window,
        windows=WINDOWS,
        tiles=tiles,
        alarms=alarms,
        silent=silent,
        due_soon=_due_soon(waiting, now),
        pushes_on_time=_pushes_on_time(flights),
        hours=_by_hour(flights, now),
        jobs_set_apart=apart,
        needs=_needs(flights, waiting if Permission.READ_CASE in request.state.common["may_do"] else [], now),
    )


def _window(text: str) -> int:
    return int(text) if text.isdigit() and int(text) in WINDOWS else 24


def _flight(row: BoardRow, heard: LegHeard | None, agreed: Sequence[float], now: datetime) -> Flight:
    departs_at = (heard.departs_at if heard else None) or moment_at_port(row.origin, row.departure)
    lands_at = moment_at_port(row.destination, row.arrival)
    if heard is None or departs_at is None:
        return Flight(row, departs_at, lands_at, (), False, None)
    late = bool(heard.lists) and not list_in_time(heard.lists)
    quality = heard.filled / heard.wanted if heard.wanted else None
    return Flight(row, departs_at, lands_at, ticks(agreed, heard.pushes, hours_until(departs_at, now)), late, quality)


def _soonest_first(flights: list[Flight], now: datetime, window: int) -> list[Flight]:
    """Those whose next event lies within the window; what landed long ago is over, what has no time stays at the end."""
    until, since = now + timedelta(hours=window), now - LANDED_SHOWN
    timed = [(moment, flight) for flight in flights if (moment := flight.event(now)[0]) is not None]
    shown = sorted(((m < now, m, f.row.id), f) for m, f in timed if since <= m <= until)
    return [flight for _, flight in shown] + [flight for flight in flights if flight.event(now)[0] is None]


def _due_soon(waiting: Sequence[WaitingRow], now: datetime) -> int:
    return sum(row.due_at is not None and row.due_at - now < timedelta(hours=1) for row in waiting)


def _pushes_on_time(flights: Sequence[Flight]) -> float | None:
    due = [tick is Tick.FULL for flight in flights for tick in flight.ticks if tick in DUE]
    return sum(due) / len(due) if due else None


def _by_hour(flights: Sequence[Flight], now: datetime) -> list[tuple[str, int]]:
    """Travellers whose flight departs or lands in each of the next twelve hours."""
    first = now.replace(minute=0, second=0, microsecond=0)
    counted: Counter[int] = Counter()
    for flight in flights:
        moment, _ = flight.event(now)
        if moment is not None and first <= moment < first + timedelta(hours=12):
            counted[int((moment - first).total_seconds() // 3600)] += flight.row.travellers
    return [(f"{first + timedelta(hours=hour):%H}", counted[hour]) for hour in range(12)]


def _needs(flights: Sequence[Flight], waiting: Sequence[WaitingRow], now: datetime) -> list[Need]:
    """The pressing first: matches on what moves soon, then flights whose data are missing."""
    found = [need for flight in flights for need in _of_flight(flight, now)]
    found += [_of_case(row) for row in waiting[:MOST_NEEDS]]
    return sorted(found, key=lambda need: need.sign != "alarm")[:MOST_NEEDS]


def _of_flight(flight: Flight, now: datetime) -> list[Need]:
    row, (moment, word) = flight.row, flight.event(now)
    name, href = f"{row.carrier} {row.number}", f"/flights/{row.id}"
    if word == "to departure" and moment and moment - now < LIST_WANTED and not row.api and not row.cancelled:
        return [Need("alarm", f"{name}, no passenger list", "It leaves within the hour.", href, "Open flight")]
    if Tick.REJECTED in flight.ticks:
        return [Need("look", f"{name}, a push lost data", "The decoder found errors in it.", href, "Open flight")]
    if flight.list_late:
        return [Need("look", f"{name}, list after departure", "The passenger list came late.", href, "Open flight")]
    return []


def _of_case(row: WaitingRow) -> Need:
    words = {"open": "A possible match waits for a first reviewer.", "waiting": "More was asked for."}
    told = words.get(row.state, "It waits for a second person.")
    sign = "alarm" if row.state == "open" else "review"
    return Need(sign, f"{row.carrier} {row.flight}, {row.watchlist}", told, f"/triage/{row.id}", "Open")
