"""The synthetic country: everything a unit receives, with what must be found known beforehand.

Goes in: a seed, a size, a day. Comes out: files in a folder. Never: anything real; the same seed gives the same bytes.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import airportsdata

from gotravel_country import encode_paxlst, encode_pnrgov, planted
from gotravel_country.journeys import CARRIERS, HOME, Booking, Flight, Traveller, flights
from gotravel_country.planted import Plant


class Country:
    def __init__(self, seed: int, passengers: int, today: date) -> None:
        self.seed, self.passengers, self.today = seed, passengers, today

    def flights(self) -> Iterator[tuple[Flight, list[Plant]]]:
        """Flight by flight, so that any size fits in memory; the planted people travel on the first flights."""
        source = random.Random(self.seed)
        waiting = planted.plants(source, self.today)
        each = max(1, -(-len(waiting) * 150 // max(self.passengers, 150)))
        for flight in flights(source, self.passengers, self.today):
            here, waiting = waiting[:each], waiting[each:]
            flight.bookings += [_booking_of(source, plant, flight) for plant in here]
            yield flight, here
        assert not waiting, "every planted person has a seat"

    def write(self, folder: Path) -> dict[str, int]:
        truth, counts = [], {"flights": 0, "passengers": 0, "transmissions": 0}
        for flight, plants in self.flights():
            counts["flights"] += 1
            counts["passengers"] += sum(len(b.travellers) for b in flight.bookings)
            counts["transmissions"] += _write_flight(folder / "transmissions" / flight.carrier.code, flight)
            truth += [_truth(flight, plant) for plant in plants]
        _write_json(
            folder / "planted.json", {"travellers": truth, "markers": ["ZZMARKA", "ZZMARKB", "ZZMARKC", "ZZMARKD"]}
        )
        _write_json(folder / "carriers.json", [{"code": c.code, "name": c.name} for c in CARRIERS])
        _write_json(folder / "country.json", {"home": HOME, "seed": self.seed, **counts})
        (folder / "watchlist").mkdir(parents=True, exist_ok=True)
        (folder / "watchlist" / "synthetic-un.xml").write_text(planted.as_xml(self.today), encoding="utf-8")
        return counts


def _booking_of(source: random.Random, plant: Plant, flight: Flight) -> Booking:
    locator = "".join(source.choices("BCDFGHJKLMNPQRSTVWXZ", k=6))
    someone = Traveller(plant.person, 1, f"{source.randint(1, 40)}F", 1)
    return Booking(
        locator, flight.departure - timedelta(days=5), [someone], "999550000", "p@mail.example", "4111111111111111"
    )


def _write_flight(folder: Path, flight: Flight) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{flight.departure:%Y%m%d}-{flight.number:04d}"
    leaves = departs_at(flight)
    early, later = (leaves - timedelta(hours=hours - flight.carrier.late_hours) for hours in (48, 24))
    crew, closed = leaves - timedelta(hours=3), leaves - timedelta(minutes=50)
    files = {
        "1-pnr-48h": (early, encode_pnrgov.push(flight, early)),
        "2-pnr-24h": (later, encode_pnrgov.push(flight, later)),
        "3-crew": (crew, encode_paxlst.crew_list(flight, crew)),
        "4-api": (closed, encode_paxlst.passenger_list(flight, closed)),
    }
    for name, (sent_at, body) in files.items():
        file = folder / f"{stem}-{name}.edi"
        file.write_bytes(body)
        # The file's own time is when the carrier sent it.
        os.utime(file, (sent_at.replace(tzinfo=UTC).timestamp(),) * 2)
    return len(files)


def departs_at(flight: Flight) -> datetime:
    """In UTC, without saying so, as messages carry it. The invented home port keeps UTC itself."""
    known = _ports().get(flight.origin)
    zone = ZoneInfo(known["tz"]) if known else UTC
    return flight.departure.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)


@lru_cache(maxsize=1)
def _ports() -> Mapping[str, Any]:
    return airportsdata.load("IATA")


def _truth(flight: Flight, plant: Plant) -> dict[str, object]:
    return {
        "entry": plant.entry,
        "variation": plant.variation,
        "must_find": plant.must_find,
        "carrier": flight.carrier.code,
        "flight": str(flight.number),
        "family": plant.person.family,
        "given": plant.person.given,
        "passport": plant.person.document.number,
    }


def _write_json(file: Path, value: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
