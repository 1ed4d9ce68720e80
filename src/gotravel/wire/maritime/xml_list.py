"""Crew and passenger lists of ships as XML (single windows, EMSWe): the bytes in, one Message out, or none.

There is no one schema: an element is a person where its parts name a person, by the same words as columns of a sheet or by
the element numbers of EMSWe and the IMO compendium. Never raises, never expands an entity.
"""

from __future__ import annotations

import re
from typing import Final

from gotravel.domain.message import Message, PersonKind
from gotravel.wire.findings import finding
from gotravel.wire.sheets.grid import Grid, Row
from gotravel.wire.sheets.header import head, plain
from gotravel.wire.sheets.labels import Labels
from gotravel.wire.sheets.legs import AT_SEA
from gotravel.wire.sheets.manifest import message_of
from gotravel.wire.sheets.table import NAMES, Column, Listing, Section
from gotravel.wire.sheets.words import words
from gotravel.wire.xml.elements import RESUME, Element, Forest, forest, walked

# Numbers of the EMSWe data set and of the IMO compendium.
NUMBERS: Final = {
    "DE-035-01": "list", "IMO0107": "list", "DE-035-02": "family", "IMO0098": "family", "DE-035-03": "given",
    "IMO0100": "given", "DE-035-05": "born", "IMO0097": "born", "DE-035-06": "birth_place", "DE-035-07": "birth_country",
    "IMO0096": "birth_country", "DE-035-08": "sex", "IMO0099": "sex", "DE-035-14": "crew_role", "IMO0102": "nationality",
}  # fmt: skip
OTHERS: Final = re.compile(rb"IATA_PNRGOV|<(?:[\w.-]{1,40}:)?PNR[\s>]")
PEOPLE: Final = ("TRAVELLER", "TRAVELLERS", "CREW MEMBER", "CREW LIST", "PASSENGER LIST", "PERSON ON BOARD")
CREW: Final = re.compile(r"crew|seafarer|\bCW[AD]\b", re.IGNORECASE)
PASSENGER: Final = re.compile(r"passenger|\bPX[AD]\b", re.IGNORECASE)
ARRIVAL: Final = re.compile(r"arrival|\b(?:CW|PX)A\b", re.IGNORECASE)
DEPARTURE: Final = re.compile(r"departure|\b(?:CW|PX)D\b", re.IGNORECASE)
RESUME_AT_PERSON: Final = re.compile(
    RESUME.pattern + rb"|<(?:[\w.-]{1,40}:)?(?:Crew|Passenger|Person|Travell?er|Seafarer)(?:[A-Z][\w.-]{0,30})?[\s>/]"
)
"""Behind a broken place the reading goes on at the next person, by whatever of these names."""
VAGUE: Final = frozenset({"row_number", "full_name", "list"})
"""Heads such as `Number`, `Name`, `Type`: in XML they say something only together with the element around them."""
MOST_PERSONS: Final = 100_000
Parts = list[tuple[str, str, int]]
"""(field, text, depth)"""


def read(raw: bytes) -> tuple[Message, ...]:
    """() where the document is about no ship and no travellers."""
    if OTHERS.search(raw[:65_536]):
        return ()
    trees = forest(raw, RESUME_AT_PERSON)
    found = [_listing(root) for root in trees.roots]
    listing = _joined([one for one in found if one])
    if not listing.sections or not (_is_at_sea(listing.labels) or _names_people(trees)):
        return ()
    listing.findings = [*trees.findings, *listing.findings]
    return (message_of(Grid("", (), ()), listing, [], 1),)


def _joined(listings: list[Listing]) -> Listing:
    """A broken document leaves several trees: they are one list."""
    whole = Listing()
    for one in listings:
        whole.sections += one.sections
        whole.findings += one.findings
        for name, (value, row) in one.labels.values.items():
            whole.labels.keep(name, value, row)
    return whole


def _is_at_sea(labels: Labels) -> bool:
    return any(labels.get(name) for name in AT_SEA)


def _names_people(trees: Forest) -> bool:
    return any(plain(one.name) in PEOPLE for root in trees.roots for one in walked(root))


def _listing(root: Element) -> Listing | None:
    persons: list[tuple[Element, PersonKind | None]] = []
    _find(root, None, persons)
    if not persons:
        return None
    listing = Listing()
    inside = {id(one) for person, _ in persons for one in walked(person)}
    _labels(root, inside, listing.labels)
    unknown: set[str] = set()
    for number, (person, kind) in enumerate(persons[:MOST_PERSONS], 1):
        listing.sections.append(_section(person, kind, number, unknown))
    if unknown:
        listing.findings.append(finding("maritime-xml-field-unknown", count=len(unknown)))
    return listing


def _find(root: Element, kind: PersonKind | None, persons: list[tuple[Element, PersonKind | None]]) -> None:
    """The innermost elements that name a person, with whom the elements around them are about. Without recursion."""
    order = [(root, kind)]
    place = 0
    while place < len(order):
        one, kind = order[place]
        kind = _kind(one.name) or kind
        order[place] = (one, kind)
        order += [(child, kind) for child in one.children]
        place += 1
    holding: set[int] = set()
    parent = {id(child): one for one, _ in order for child in one.children}
    chosen: set[int] = set()
    for one, _ in reversed(order):
        if id(one) in holding or not _is_person(one):
            continue
        chosen.add(id(one))
        above = parent.get(id(one))
        while above is not None and id(above) not in holding:
            holding.add(id(above))
            above = parent.get(id(above))
    persons += [pair for pair in _in_document_order(root, order) if id(pair[0]) in chosen]


def _in_document_order(
    root: Element, order: list[tuple[Element, PersonKind | None]]
) -> list[tuple[Element, PersonKind | None]]:
    kinds = {id(one): kind for one, kind in order}
    return [(one, kinds[id(one)]) for one in walked(root)]


def _kind(name: str) -> PersonKind | None:
    if CREW.search(name):
        return None if PASSENGER.search(name) else PersonKind.CREW
    return PersonKind.ADULT if PASSENGER.search(name) else None


def _is_person(one: Element) -> bool:
    """A name and something else of a person; the parts of a name alone are none. Elements with many parts are lists."""
    if not (one.children or one.attributes) or len(one.children) > 80:
        return False
    fields = {field for field, _, _ in _parts(one, set())}
    return bool(fields & NAMES) and len(fields & words("person").keys() - NAMES - {"middle", "title"}) > 0


def _parts(person: Element, unknown: set[str]) -> Parts:
    """What the leaves of a person say, by field; a field told twice keeps its first value."""
    parts: Parts = []
    stack: list[tuple[Element, str, int]] = [(person, "", 0)]
    while stack and len(parts) < 200:
        one, around, depth = stack.pop()
        for key, value in one.attributes.items():
            _part(key, one.name if depth else around, value, depth, parts, unknown)
        if not one.children and depth:
            _part(one.name, around, one.text, depth, parts, unknown)
        if depth < 4:
            stack += [(child, one.name if depth else "", depth + 1) for child in reversed(one.children)]
    return parts


def _part(name: str, around: str, text: str, depth: int, parts: Parts, unknown: set[str]) -> None:
    value = " ".join(text.split())
    if not value:
        return
    field = _field(name, around)
    if field:
        parts.append((field, value, depth))
    else:
        unknown.add(name)


def _field(name: str, around: str) -> str | None:
    if name.upper() in NUMBERS:
        return NUMBERS[name.upper()]
    together = head(f"{around} {name}", guess=False) if around else None
    if together:
        return together.field
    alone = head(name, guess=False)
    return alone.field if alone and not (around and alone.field in VAGUE) else None


def _section(person: Element, kind: PersonKind | None, number: int, unknown: set[str]) -> Section:
    parts = _parts(person, unknown)
    columns = tuple(Column(index, field, field.upper()) for index, (field, _, _) in enumerate(parts))
    return Section(columns, kind, [Row(number, person.offset, tuple(text for _, text, _ in parts))])


def _labels(root: Element, inside: set[int], labels: Labels) -> None:
    """Ship, ports and times: the leaves outside of persons."""
    directions: set[str] = set()
    stack: list[tuple[Element, str]] = [(root, "")]
    while stack:
        one, around = stack.pop()
        if id(one) in inside:
            continue
        for told in (one.name, one.text if not one.children else ""):
            directions |= {
                name for name, pattern in (("arrival", ARRIVAL), ("departure", DEPARTURE)) if pattern.search(told)
            }
        values = [*one.attributes.items(), *([(one.name, one.text)] if not one.children else [])]
        for name, text in values:
            _label(name, around, text, labels)
        stack += [(child, one.name) for child in reversed(one.children)]
    if len(directions) == 1:
        labels.keep("direction", directions.pop(), 1)


def _label(name: str, around: str, text: str, labels: Labels) -> None:
    value = " ".join(text.split())
    if not value:
        return
    for words_ in (f"{around} {name}", name):
        found = head(words_, guess=False)
        if found and found.field in words("leg"):
            labels.keep(found.field, value, 1)
            return
