"""How whole a passenger list is: of the values that the guides want for each traveller, how many came.

Goes in: a message. Comes out: (values given, values wanted). Never: which traveller lacked what; a carrier is measured,
not a person.

Source: WCO/IATA/ICAO API guidelines, core data elements; crew and passengers alike.
"""

from __future__ import annotations

from gotravel.domain.message import Kind, Message, Person

LISTS = frozenset({Kind.PAXLST, Kind.MANIFEST})


def completeness(message: Message) -> tuple[int, int]:
    if message.kind not in LISTS:
        return 0, 0
    told = [given for person in message.passengers for given in _values(person)]
    return sum(told), len(told)


def _values(person: Person) -> tuple[bool, ...]:
    document = person.documents[0] if person.documents else None
    return (
        bool(person.family),
        bool(person.given),
        bool(person.born),
        person.sex is not None,
        bool(person.nationality),
        bool(document and document.number),
        bool(document and document.issuer),
        bool(document and document.expires),
    )
