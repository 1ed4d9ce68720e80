"""Carriers: who sends late or broken, and each message's report for the carrier's engineer.

Goes in: a carrier's code, a transmission's id, a file to test. Comes out: pages, a report as text. Never: a traveller's
value in a report (quality/conformance.py); a tested file kept.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import msgspec
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from gotravel.domain.actor import Permission
from gotravel.domain.audit_event import AuditEvent
from gotravel.domain.errors import InvalidInput, NotFound
from gotravel.flow.purposes import ADMINISTRATION
from gotravel.law.filter import keep_lawful
from gotravel.quality.conformance import Report, as_text, report
from gotravel.quality.ledger import Flown, dossier
from gotravel.quality.ledger import ledger as flights
from gotravel.quality.standing import AGREED_SHARE, Standing, standings
from gotravel.quality.timeliness import agreed_hours
from gotravel.store.hearing import CarrierName, Fault
from gotravel.web.limits import LARGEST_TEST
from gotravel.web.render import HEADERS, page
from gotravel.web.session import Desk
from gotravel.wire.decode import decode
from gotravel.wire.findings import CATALOGUE

MEASURED = timedelta(days=30)


class Row(msgspec.Struct, frozen=True):
    """One carrier of the scorecard."""

    carrier: CarrierName
    standing: Standing | None

    @property
    def line(self) -> str:
        """The small chart of days, as points of a polyline 70 wide and 16 high."""
        days = self.standing.days if self.standing else ()
        return _points(days) if len(days) > 1 else ""


def show(request: Request, desk: Desk, form: FormData) -> Response:
    now = desk.parts.clock()
    chosen = request.query_params.get("carrier", "")[:3].upper()
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CARRIER, ADMINISTRATION) as work:
        names = work.hearing.carriers(now - MEASURED)
        legs = work.hearing.of_legs(None, now - MEASURED)
        faults = work.hearing.faults(now - MEASURED, chosen)
        refused = work.hearing.refused(now - MEASURED)
        sent = work.hearing.sent(chosen) if chosen else []
        work.commit(AuditEvent("carrier:read", (), {"carriers": len(names)}))
    stood = {one.carrier: one for one in standings(legs, agreed_hours(desk.parts.profile.push_times), now)}
    rows = [Row(name, stood.get(name.code)) for name in names]
    return page(
        "carriers.html",
        **request.state.common,
        rows=sorted(rows, key=_worst_first),
        chosen=next((row for row in rows if row.carrier.code == chosen), None),
        faults=_told(faults),
        refused=refused,
        sent=sent,
        agreed=AGREED_SHARE,
        on_time=_share(rows, "lists_on_time"),
        complete=_share(rows, "complete"),
        pushes=_share(rows, "pushes_on_time"),
    )


def ledger(request: Request, desk: Desk, form: FormData) -> Response:
    """Every flight of a carrier in thirty days, and what failed."""
    carrier, rows = _ledger(desk, request.path_params["carrier"])
    agreed = desk.parts.profile.push_times
    return page("ledger.html", **request.state.common, carrier=carrier, rows=rows, agreed=agreed, limit=AGREED_SHARE)


def ledger_file(request: Request, desk: Desk, form: FormData) -> Response:
    carrier, rows = _ledger(desk, request.path_params["carrier"])
    text = dossier(carrier.code, rows, desk.parts.profile, desk.parts.clock())
    headers = {**HEADERS, "content-disposition": f'attachment; filename="ledger-{carrier.code}.csv"'}
    return Response(text, 200, headers, "text/csv; charset=utf-8")


def _ledger(desk: Desk, code: str) -> tuple[CarrierName, tuple[Flown, ...]]:
    now = desk.parts.clock()
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CARRIER, ADMINISTRATION) as work:
        carrier = next((one for one in work.hearing.carriers(now - MEASURED) if one.code == code), None)
        if carrier is None:
            raise NotFound
        legs = work.hearing.of_carrier(code, now - MEASURED)
        names = work.hearing.names([leg.flight_leg for leg in legs])
        work.commit(AuditEvent("carrier:read", (), {"flights": len(legs)}))
    return carrier, flights(legs, names, agreed_hours(desk.parts.profile.push_times), now)


def transmission(request: Request, desk: Desk, form: FormData) -> Response:
    found, reports = _reports(desk, request.path_params["transmission"])
    return page("report.html", **request.state.common, receipt=found, reports=reports, tested="")


def as_file(request: Request, desk: Desk, form: FormData) -> Response:
    """The report to hand to the carrier: it holds no traveller's value."""
    found, reports = _reports(desk, request.path_params["transmission"])
    text = as_text(reports, str(found))
    disposition = f'attachment; filename="report-{found}.txt"'
    return Response(text, 200, {**HEADERS, "content-disposition": disposition}, "text/plain; charset=utf-8")


def test_a_file(request: Request, desk: Desk, form: FormData) -> Response:
    """Decoded in memory and forgotten: nothing of it is kept but that a test was made."""
    given = form.get("file")
    if not isinstance(given, UploadFile) or not given.filename:
        raise InvalidInput("Choose a file to test.")
    raw = given.file.read(LARGEST_TEST + 1)
    if len(raw) > LARGEST_TEST:
        raise InvalidInput(f"A file to test holds at most {LARGEST_TEST // 1024 // 1024} MB.")
    kept, _ = keep_lawful(decode(raw, name=given.filename), desk.parts.profile)
    reports = tuple(report(message) for message in kept)
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CARRIER, ADMINISTRATION) as work:
        work.commit(AuditEvent("carrier:tested", (), {"messages": len(reports), "bytes": len(raw)}))
    return page("report.html", **request.state.common, receipt=None, reports=reports, tested="yes")


def _reports(desk: Desk, transmission: UUID) -> tuple[UUID, tuple[Report, ...]]:
    with desk.parts.store.begin(desk.officer.actor, Permission.READ_CARRIER, ADMINISTRATION) as work:
        receipt = work.hearing.receipt(transmission)
        if receipt is None:
            raise NotFound
        stored = work.messages.of_transmission(transmission)
        work.commit(AuditEvent("carrier:read", (transmission,), {"messages": len(stored)}))
    return transmission, tuple(report(one.message) for one in stored)


def _worst_first(row: Row) -> tuple[float, str]:
    found = row.standing
    shares = [s for s in (found.lists_on_time, found.complete, found.pushes_on_time) if s is not None] if found else []
    return min(shares, default=2.0), row.carrier.code


def _share(rows: list[Row], name: str) -> float | None:
    """Over all carriers, weighed by their flights."""
    told = [(getattr(r.standing, name), r.standing.flights) for r in rows if r.standing]
    known = [(share, flights) for share, flights in told if share is not None]
    flights = sum(count for _, count in known)
    return sum(share * count for share, count in known) / flights if flights else None


def _told(faults: list[Fault]) -> list[tuple[str, str, str, int]]:
    """(code, severity, its meaning, how often), with the decoder's own catalogue."""
    return [(fault.code, fault.severity, _meaning(fault.code), fault.count) for fault in faults]


def _meaning(code: str) -> str:
    known = CATALOGUE.get(code)
    return known[2] if known else code.replace("-", " ")


def _points(days: tuple[tuple[date, float], ...]) -> str:
    step = 70 / (len(days) - 1)
    return " ".join(f"{place * step:.1f},{1 + (1 - share) * 14:.1f}" for place, (_, share) in enumerate(days))
