"""One row in, one Person out, with documents, bags, contacts and the column letters of what was wrong.

Never raises, never drops the person: what cannot be read is None with a finding of that row.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import msgspec

from gotravel.domain.message import (
    Bags,
    Contact,
    Leg,
    Person,
    PersonKind,
    Seat,
    Source,
    Ticket,
)
from gotravel.wire.contacts import email
from gotravel.wire.maritime.ship import port
from gotravel.wire.person_names import without_sure_title
from gotravel.wire.persons import birth_date, is_infant_sex, kind_by_age, split_title
from gotravel.wire.sheets import values
from gotravel.wire.sheets.cells import Cells, Dated
from gotravel.wire.sheets.dates import is_doubtful, wire_date
from gotravel.wire.sheets.papers import documents_of
from gotravel.wire.sheets.words import words

CREW_HEADS: Final = ("RANK", "RATING", "CREW", "DUTY", "DUTIES", "FONCTION", "FUNCIONES", "GRADO", "RANGO")
CREW_ROLE: Final = re.compile(r"CR\d", re.IGNORECASE)
WEIGHT: Final = re.compile(r"(\d{1,5}(?:[.,]\d{1,3})?)\s*(KGS?|K|LBS?|L)?", re.IGNORECASE)
DAY: Final = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ]?(?:\d{1,2}|[^\W\d_]{3,10}\.?)[-/. ]?\d{4}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}|\d{8}"
)
DAY_AND_PLACE: Final = re.compile(rf"(\D{{0,80}}?)[\s,;/(-]*({DAY})[\s,;/)-]*(\D{{0,80}})")
LONGEST_BIRTH: Final = 200
POUND: Final = 0.45359237
NOT_SHOWN: Final = frozenset({"email", "phone", "address", "remarks"})
"""Contacts and free text are no part of a list as the law defines it: not in the row as sent."""
LISTED: Final = frozenset(words("person")) - NOT_SHOWN


ONE_NAME: Final = {
    (False, False): "sheet-row-empty-name",
    (False, True): "sheet-row-without-surname",
    (True, False): "sheet-row-without-given-name",
}


class Around(msgspec.Struct, frozen=True):
    """What is known of a row from elsewhere."""

    travel: str | None
    """The first departure."""
    leg: Leg | None
    """The row's own leg."""
    sea: bool
    kind: PersonKind | None
    """Whom its section is about."""


def person_of(cells: Cells, around: Around) -> Person:
    family, given, title = _names(cells)
    born = cells.date("born", lambda text: _born(text, around.travel))
    day, place = _birth(cells, around.travel)
    born = born or day
    documents = documents_of(cells)
    seat, cabin = cells.words("seat"), cells.words("cabin")
    origin, destination = (around.leg.origin, around.leg.destination) if around.leg else (None, None)
    person = Person(
        reference=cells.words("reference"),
        family=family,
        given=given,
        title=title,
        kind=_kind(cells, around.kind, born, around.travel),
        transit=bool(_yes(cells, "transit")),
        sex=cells.sex(),
        born=born,
        birth_place=cells.words("birth_place") or place,
        birth_country=cells.country("birth_country"),
        nationality=cells.country("nationality"),
        residence=cells.country("residence"),
        documents=documents,
        embarked=_port(cells.words("embarked"), around.sea) or origin,
        disembarked=_port(cells.words("disembarked"), around.sea) or destination,
        seats=(Seat(seat or cabin or ""),) if seat or cabin else (),
        bags=_bags(cells),
        contacts=_contacts(cells),
        checked_in=_yes(cells, "boarded"),
        locator=cells.words("locator"),
        tickets=tuple(Ticket(number) for number in [cells.words("ticket")] if number),
        crew_role=_role(cells),
    )
    return _with_sources(cells, person)


def _born(text: str, travel: str | None) -> Dated:
    """Whoever travels is born: where no journey is told, today is the last day that can be."""
    day, found = birth_date(text, "", travel)
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    if travel or not day or day <= today:
        return day, found
    day, told = birth_date(text, "", today)
    return day, told or found


def _birth(cells: Cells, travel: str | None) -> tuple[str | None, str | None]:
    """Day and place out of the one column that older forms of ships have for both."""
    text = cells.text("birth")
    match = DAY_AND_PLACE.fullmatch(text[:LONGEST_BIRTH])
    if match is None:
        if any(map(str.isdigit, text)):
            cells.say("date-unreadable", cells.used["birth"])
        return None, cells.words("birth")
    column = cells.used["birth"]
    if is_doubtful(match[2]):
        cells.say("sheet-date-order-assumed", column, order="the day first")
    day, found = _born(wire_date(match[2])[:10], travel)
    cells.note(found, column)
    return day, " ".join(f"{match[1]} {match[3]}".split()) or None


def _with_sources(cells: Cells, person: Person) -> Person:
    fields = [name for name in cells.used if name in person.__struct_fields__]
    more = [new for old, new in RENAMED.items() if old in cells.used and new not in fields]
    found = tuple(Source(name, cells.row.number) for name in dict.fromkeys([*fields, *more]))
    return msgspec.structs.replace(person, sources=found)


RENAMED: Final = {
    "full_name": "family",
    "birth": "born",
    "doc_number": "documents",
    "passport": "documents",
    "second_number": "documents",
    "seat": "seats",
    "cabin": "seats",
    "list": "kind",
}


def _names(cells: Cells) -> tuple[str | None, str | None, str | None]:
    family = " ".join(text for name in ("family", "second_family") if (text := cells.words(name)))
    given = " ".join(text for name in ("given", "middle") if (text := cells.words(name)))
    whole = cells.words("full_name")
    certain = True
    if not family and whole and not given:
        one, two, certain = values.divided_name(whole)
        family, given = one or "", two or ""
    elif not family and whole:
        family = whole
    elif whole and not given:
        given = _beside_family(whole, family)
    elif family and not given and ("/" in family or "," in family):
        one, two, certain = values.divided_name(family)
        family, given = one or "", two or ""
    name, title = split_title(given) if given else (None, None)
    family, own = without_sure_title(family)
    title = title or own
    if title:
        cells.say("title-separated")
    if not certain:
        cells.say("sheet-name-not-divided")
    missing = ONE_NAME.get((bool(family), bool(name))) if certain else None
    if missing and (cells.reading.section.headed or not (family or name)):
        cells.say(missing)
    return family or None, name, cells.words("title") or title


def _beside_family(whole: str, family: str) -> str:
    """Where `Name` stands beside `Surname`: the given name, or the whole name once more."""
    rest = [word for word in whole.replace(",", " ").split() if word not in family.split()]
    return " ".join(rest)


def _kind(cells: Cells, section: PersonKind | None, born: str | None, travel: str | None) -> PersonKind:
    told = cells.text("list")
    kind = values.kind(told)
    if told and kind is None:
        cells.say("sheet-value-unknown", cells.used["list"], field="list type")
    if kind is PersonKind.ADULT and values.folded(told) in values.UNDECIDED:
        kind, section = None, None
    if kind:
        return kind
    if section is PersonKind.CREW or (section is None and not told and _is_crew(cells)):
        return PersonKind.CREW
    by_age = kind_by_age(born, travel)
    if is_infant_sex(cells.text("sex")):
        return PersonKind.INFANT
    hint = values.kind(cells.text("remarks"))
    return hint if not born and hint in (PersonKind.INFANT, PersonKind.CHILD) else by_age


def _is_crew(cells: Cells) -> bool:
    told = cells.text("crew_role")
    if not told or values.kind(told) is PersonKind.ADULT:
        return False
    return values.kind(told) is PersonKind.CREW or any(
        word in cells.used["crew_role"].head.split() for word in CREW_HEADS
    )


def _role(cells: Cells) -> str | None:
    remark = cells.text("remarks")
    return cells.words("crew_role") or (remark if CREW_ROLE.fullmatch(remark) else None)


def _bags(cells: Cells) -> Bags | None:
    count, weight = cells.text("bags"), cells.text("bag_weight")
    tags = tuple(tag for tag in re.split(r"[\s,;/]+", cells.text("bag_tags")) if tag)
    pieces = re.fullmatch(r"(\d{1,3})(?:[.,]0+)?(?:\s*(?:PC|PCS|PIECES?|X))?", count, re.IGNORECASE)
    kilos = WEIGHT.fullmatch(weight)
    if count and not pieces:
        cells.say("sheet-value-unknown", cells.used["bags"], field="number of bags")
    if weight and not kilos:
        cells.say("sheet-value-unknown", cells.used["bag_weight"], field="weight")
    if not (pieces or kilos or tags):
        return None
    pounds = bool(kilos and (kilos[2] or "").upper().startswith("L"))
    told = float(kilos[1].replace(",", ".")) * (POUND if pounds else 1.0) if kilos else None
    return Bags(int(pieces[1]) if pieces else None, round(told, 3) if told is not None else None, tags)


def _contacts(cells: Cells) -> tuple[Contact, ...]:
    number = cells.row.number
    told = (("phone", cells.words("phone")), ("email", cells.words("email")), ("address", cells.words("address")))
    return tuple(
        Contact(kind, email(value) if kind == "email" else value, "residence" if kind == "address" else None, number)
        for kind, value in told
        if value
    )


def _yes(cells: Cells, name: str) -> bool | None:
    text = cells.text(name)
    if not text:
        return None
    answer = values.yes(text)
    if answer is None:
        cells.say("sheet-value-unknown", cells.used[name], field="yes or no")
    return answer


def _port(text: str | None, sea: bool) -> str | None:
    return port(text) if text and sea else text
