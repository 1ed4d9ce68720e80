"""The synthetic country: everything a unit receives, with what must be found known beforehand.

Goes in: a seed, a size, a day. Comes out: files in a folder. Never: anything real; the same seed gives the same bytes.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

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
    leaves = flight.departure
    files = {
        "1-pnr-48h": encode_pnrgov.push(flight, leaves - timedelta(hours=48)),
        "2-pnr-24h": encode_pnrgov.push(flight, leaves - timedelta(hours=24)),
        "3-crew": encode_paxlst.crew_list(flight, leaves - timedelta(hours=3)),
        "4-api": encode_paxlst.passenger_list(flight, leaves - timedelta(minutes=50)),
    }
    for name, body in files.items():
        (folder / f"{stem}-{name}.edi").write_bytes(body)
    return len(files)


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
