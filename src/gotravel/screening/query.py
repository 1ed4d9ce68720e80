"""A traveller as screening sees one.

Goes in: a domain Person. Comes out: a Query. Never: anything that the comparison does not need.
"""

from __future__ import annotations

import msgspec

from gotravel.domain.message import Person, TravelDocument


class Query(msgspec.Struct, frozen=True):
    names: tuple[tuple[str, str], ...]
    """(family, given) in every spelling that is known; the first is the travel document's."""
    born: str | None = None
    nationality: str | None = None
    sex: str | None = None
    documents: tuple[TravelDocument, ...] = ()
    birth_place: str | None = None


def of_person(person: Person) -> Query:
    spelled = [
        (person.family or "", person.given or ""),
        *((n.family or "", n.given or "") for n in person.other_names),
    ]
    names = tuple(dict.fromkeys(pair for pair in spelled if any(pair)))
    sex = person.sex.value if person.sex else None
    return Query(names, person.born, person.nationality, sex, person.documents, person.birth_place)
