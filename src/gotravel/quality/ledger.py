"""The ledger of a carrier, flight by flight: what was due, what came, when, how whole (CAR1).

Goes in: what was heard of legs, agreed times, the law. Comes out: a line a flight, and the same as CSV for a dossier. Never: a
traveller's datum; a push called missing before it was due; a sum of money: a person decides, within the law's cap.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from gotravel.domain.heard import LegHeard, LegName
from gotravel.domain.legal_profile import LegalProfile
from gotravel.quality.standing import hours_until
from gotravel.quality.timeliness import Tick, list_in_time, ticks

FAILED = frozenset({Tick.LATE, Tick.REJECTED, Tick.MISSING})
COLUMNS = (
    "flight",
    "from",
    "to",
    "departure UTC",
    "passenger list",
    "booking pushes",
    "fields given, %",
    "traveller records",
    "faults",
)


class Flown(msgspec.Struct, frozen=True):
    leg: UUID
    name: LegName
    departs_at: datetime
    list: Tick
    """The passenger list: full, late (after departure), missing, or not due."""
    pushes: tuple[Tick, ...]
    """One an agreed time, the earliest first."""
    complete: float | None
    """Share of wanted values that were given."""
    travellers: int
    faults: int

    @property
    def failed(self) -> bool:
        return bool(FAILED.intersection((self.list, *self.pushes)))


def ledger(
    legs: Iterable[LegHeard], names: Mapping[UUID, LegName], agreed: Sequence[float], now: datetime
) -> tuple[Flown, ...]:
    """Newest departure first."""
    rows = [_flown(leg, names[leg.flight_leg], agreed, now) for leg in legs if leg.flight_leg in names]
    return tuple(sorted(rows, key=lambda row: (row.departs_at, row.name.flight), reverse=True))


def _flown(leg: LegHeard, name: LegName, agreed: Sequence[float], now: datetime) -> Flown:
    left = hours_until(leg.departs_at, now)
    pushes = ticks(agreed, leg.pushes, left)
    complete = leg.filled / leg.wanted if leg.wanted else None
    return Flown(leg.flight_leg, name, leg.departs_at, _list(leg, left), pushes, complete, leg.travellers, leg.faults)


def _list(leg: LegHeard, hours_left: float) -> Tick:
    if not leg.lists:
        return Tick.NOT_DUE if hours_left > 0 else Tick.MISSING
    if all(one.errors for one in leg.lists):
        return Tick.REJECTED
    return Tick.FULL if list_in_time(leg.lists) else Tick.LATE


def dossier(carrier: str, rows: Sequence[Flown], profile: LegalProfile, at: datetime) -> str:
    """Flights with a failing, under the sentences that whoever decides about a penalty has to know."""
    failed = [row for row in rows if row.failed]
    agreed = ", ".join(profile.push_times) or "none"
    head = (
        f"Carrier {carrier}: {len(failed)} of {len(rows)} flights with a failing, as of {at:%Y-%m-%d %H:%M} UTC",
        f"Law: {profile.id} {profile.version}; agreed times of booking pushes: {agreed}",
        f"Cap of a penalty: {profile.penalties.max or 'none is set, so none is provided for'}",
        "No failing: an outage, here or at the carrier, and a message corrupted on the way. Strike such flights first.",
    )
    out = io.StringIO()
    out.writelines(f"# {sentence}\n" for sentence in head)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in failed)
    return out.getvalue()


def _cells(row: Flown) -> tuple[object, ...]:
    share = "" if row.complete is None else f"{row.complete * 100:.1f}"
    told = (row.name.flight, row.name.origin, row.name.destination, f"{row.departs_at:%Y-%m-%d %H:%M}", row.list.value)
    return (*told, " ".join(tick.value for tick in row.pushes), share, row.travellers, row.faults)
