"""The conveyance of a list: its labels and its columns in, legs in travel order out.

Labels above the list, our `#LEG` rows and columns beside each person say the same thing in three ways. Never raises.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from gotravel.domain.finding import Finding
from gotravel.domain.message import Leg, Mode
from gotravel.wire.findings import finding
from gotravel.wire.maritime.voyage import Form, sea_legs
from gotravel.wire.paxlst.legs import divided
from gotravel.wire.persons import moment
from gotravel.wire.sheets.bare_dates import RESTORED, SIX, SPOKEN, hand_of, read_short, read_six
from gotravel.wire.sheets.dates import is_doubtful, is_yearless, wire_clock, wire_date
from gotravel.wire.sheets.labels import Labels
from gotravel.wire.sheets.words import words

AT_SEA: Final = ("vessel", "imo", "last_port", "next_port", "voyage", "call_sign", "port")
STATION: Final = re.compile(r"\d{7,8}")
PLACE_AND_TIME: Final = re.compile(r"([A-Z]{3,5})\b[\s,/-]+(.*\d.*)")
CODE_OF_NAME: Final = re.compile(r".*\(([A-Z]{3,5})\)|([A-Z]{3,5})\s*[-–/]\s*\D.*")
MARKS: Final = re.compile(
    r"[A-Z0-9]{1,2}-[A-Z][A-Z0-9]{2,4}|[A-Z]-[A-Z0-9]{3,4}|(?:[A-Z]\d|\d[A-Z])[A-Z]{3}|N[1-9]\d{4}|N[1-9]\d{0,3}[A-Z]{1,2}"
)
"""Of aircraft: `OO-ABC`, `F-GABC`, `B-1234`, `T7ABC`, `N12345`, `N123AB`."""
FLIGHT_AND_DAY: Final = re.compile(
    r"([A-Z0-9]{2,3}[ -]?\d{1,4}[A-Z]?|\d{1,4})\s*([/,\s-])\s*(\d{1,4}(?:\D.*)?)", re.IGNORECASE
)
BARE: Final = re.compile(r"\d{5,6}")
LAST_DAY: Final = 31
FIELDS: Final = frozenset(words("leg")) - {"total", "flag", "call_sign", "time"}

DATES: Final = ("date", "departure", "departure_date", "arrival", "arrival_date", "port_date")


def legs_of(labels: Labels, found: list[Finding]) -> tuple[Leg, ...]:
    """() where nothing is said about a conveyance."""
    labels = _of_digits(_parted(labels, found), found)
    doubtful = [name for name in DATES if is_doubtful(labels.get(name))]
    if doubtful:
        found.append(finding("sheet-head-date-assumed", labels.row_of(doubtful[0])))
    if labels.legs:
        return tuple(_template(labels, cells, row.number, found) for row, cells in labels.legs)
    if not (labels.values.keys() & FIELDS):
        return ()
    mode = mode_of(labels)
    if mode is Mode.SEA:
        legs, told = sea_legs(_form(labels, found))
        found += told
        return legs
    carrier, number, suffix = _identity(labels, mode)
    origin, departure = _place(labels, "origin", found)
    destination, arrival = _place(labels, "destination", found, departure)
    vessel = labels.get("registration") or (number if mode is Mode.AIR and is_registration(number or "") else None)
    return (Leg(mode, carrier, number, suffix, origin, destination, departure, arrival, vessel),)


def mode_of(labels: Labels) -> Mode:
    if labels.mode in {mode.value for mode in Mode}:
        return Mode(labels.mode)
    if any(labels.get(name) for name in AT_SEA) and not labels.get("number"):
        return Mode.SEA
    both = labels.get("origin"), labels.get("destination")
    return Mode.RAIL if all(STATION.fullmatch(place) for place in both) else Mode.AIR


def _identity(labels: Labels, mode: Mode) -> tuple[str | None, str | None, str | None]:
    carrier, number = labels.get("carrier"), labels.get("number")
    if mode is not Mode.AIR:
        return carrier or None, number or None, None
    code = carrier.upper() if re.fullmatch(r"[A-Z0-9]{2,3}", carrier.upper()) else ""
    own, digits, suffix = _divided(number, code)
    return own or carrier or None, digits or (number or None), suffix


def is_registration(text: str) -> bool:
    return MARKS.fullmatch(text.upper()) is not None


def _divided(number: str, carrier: str) -> tuple[str | None, str | None, str | None]:
    """Marks of an aircraft stay whole: N12345 is no flight 2345 of N1, unless N1 is the carrier."""
    if is_registration(number) and not (carrier and number.upper().startswith(carrier)):
        return None, number, None
    return divided(number, carrier)


def _parted(labels: Labels, found: list[Finding]) -> Labels:
    """`ZZ123/12AUG25` is a flight and its day. A day without its year is told, unless a label has the date."""
    number = labels.get("number")
    match = FLIGHT_AND_DAY.fullmatch(number)
    year = match is not None and not match[3].isdecimal() and wire_date(match[3]) != match[3]
    if not match or not (year or _is_yearless(match[1] + match[2], match[3])):
        return labels
    row = labels.row_of("number") or 0
    parted = Labels({**labels.values, "number": (match[1], row)}, labels.legs, labels.mode)
    if year:
        parted.keep("date", match[3], row)
    elif not any(labels.get(name) for name in DATES):
        found.append(finding("sheet-head-date-without-year", row))
    return parted


def _of_digits(labels: Labels, found: list[Finding]) -> Labels:
    """Dates of five or six digits: as in a column of births, but that a day number of a year of our time is certain."""
    bare = {name: value for name in DATES if (value := labels.values.get(name)) and BARE.fullmatch(value[0])}
    told = {}
    for name, (text, row) in bare.items():
        hand = hand_of([text], None, birth=False)
        day, code = (read_six(text, hand), "") if SIX.fullmatch(text) else read_short(text, hand, birth=False)
        if hand.assumed or code == RESTORED:
            found.append(finding("sheet-head-digits-assumed", row, order=SPOKEN[hand.order]))
        elif not day:
            found.append(finding("date-unreadable", row, tag="the head of the list"))
        told[name] = (day, row)
    return Labels({**labels.values, **told}, labels.legs, labels.mode) if told else labels


def _is_yearless(before: str, text: str) -> bool:
    """`12AUG`, `12/08`, and behind the slash of `ZZ123/12` the day alone; trains have two numbers so."""
    if text.isdecimal():
        return before.endswith("/") and not before[:-1].isdecimal() and 0 < int(text) <= LAST_DAY
    return is_yearless(text)


def _template(labels: Labels, cells: tuple[str, ...], row: int, found: list[Finding]) -> Leg:
    """`#LEG;ZC0812;2025-08-12T06:30;AGP;2025-08-12T09:20;BRU`."""
    number, departure, origin, arrival, destination, *_ = (*cells, "", "", "", "", "")
    mode = mode_of(labels)
    carrier = labels.get("carrier") or None
    suffix = None
    identity: str | None = number or None
    if mode is Mode.AIR:
        own, identity, suffix = _divided(number, carrier or "")
        carrier, identity = own or carrier, identity or number or None
    marks = number if mode is Mode.AIR and is_registration(number) else ""
    vessel = labels.get("imo") or labels.get("vessel") or labels.get("registration") or marks
    times = (_time(departure, row, found), _time(arrival, row, found))
    return Leg(mode, carrier, identity, suffix, origin or None, destination or None, *times, vessel or None)


def _place(
    labels: Labels, name: str, found: list[Finding], departure: str | None = None
) -> tuple[str | None, str | None]:
    """(port, local time): from one cell (`AGP 12/08/2025 06:30`) or from cells of their own."""
    place, when = labels.get(name), ""
    both = PLACE_AND_TIME.fullmatch(place)
    if both and wire_date(both[2].strip()) != both[2].strip():
        place, when = both[1], both[2].strip()
    elif place and place != wire_date(place):
        place, when = "", place
    coded = CODE_OF_NAME.fullmatch(place)
    place = (coded[1] or coded[2]) if coded else place
    key = "departure" if name == "origin" else "arrival"
    told = labels.get(key) or when
    day, clock = labels.get(f"{key}_date"), labels.get(f"{key}_time")
    day, clock = (day, told) if wire_clock(told) else (told or day, clock)
    row = next((row for field in (name, key, f"{key}_time") if (row := labels.row_of(field)) is not None), None)
    if not day:
        day, clock = _day_of_others(labels, key, clock, departure, row, found)
    return place or None, _time(_joined(day, clock), row, found)


def _day_of_others(
    labels: Labels, key: str, clock: str, departure: str | None, row: int | None, found: list[Finding]
) -> tuple[str, str]:
    """(day, clock) of a port that has no date of its own: the list's, or for an arrival the departure's or the day after."""
    date = labels.get("date")
    if key == "departure":
        beside = labels.row_of("time") == labels.row_of("date")
        day, clock = date, clock or (labels.get("time") if beside else "")
    else:
        day = _arrival_day(departure or moment(wire_date(date))[0] or "", wire_clock(clock)) if clock else ""
    if clock and not day:
        found.append(finding("sheet-head-time-without-date", row))
    elif key == "arrival" and day:
        found.append(finding("arrival-date-inferred", row))
    return day, clock


def _arrival_day(departure: str, clock: str) -> str:
    """The next day where the clock shows an earlier time than at the departure."""
    day, _, left = departure.partition("T")
    if not left or clock >= left:
        return day
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def _joined(day: str, clock: str) -> str:
    """A day and a time of day; a day that already has a time stays."""
    whole, time = wire_date(day), wire_clock(clock)
    if not time or "T" in whole or not whole:
        return whole
    return f"{whole}T{time}" if "-" in whole else whole + time.replace(":", "")


def _time(text: str, row: int | None, found: list[Finding]) -> str | None:
    if not text:
        return None
    when, told = moment(wire_date(text))
    if told:
        found.append(finding(told.code, row, tag="the head of the list"))
    return when


def _form(labels: Labels, found: list[Finding]) -> Form:
    day = labels.get("port_date") or labels.get("date")
    row = labels.row_of("vessel") or labels.row_of("imo")
    return Form(
        ship=labels.get("vessel") or None,
        imo=labels.get("imo") or None,
        voyage=labels.get("voyage") or labels.get("number") or None,
        carrier=labels.get("carrier") or None,
        port=labels.get("port") or None,
        last_port=labels.get("last_port") or None,
        next_port=labels.get("next_port") or None,
        when=_time(day, row, found),
        direction=labels.get("direction"),
        origin=labels.get("origin") or None,
        destination=labels.get("destination") or None,
        departure=_time(
            labels.get("departure") or _joined(labels.get("departure_date"), labels.get("departure_time")), row, found
        ),
        arrival=_time(
            labels.get("arrival") or _joined(labels.get("arrival_date"), labels.get("arrival_time")), row, found
        ),
        row=row,
    )
