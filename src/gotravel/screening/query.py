"""A traveller as screening sees one.

Goes in: a domain Person. Comes out: a Query. Never: anything that the comparison does not need.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from gotravel.domain.message import Person, TravelDocument
from gotravel.screening.values import issuers

GLUED: Final = re.compile(r"(.*[A-Z]{3})(?:MSTR|MISS|MRS|MR|MS|DR)", re.IGNORECASE)


class Query(msgspec.Struct, frozen=True):
    names: tuple[tuple[str, str], ...]
    """(family, given) in every spelling that is known; the first is the travel document's."""
    born: str | None = None
    nationality: str | None = None
    sex: str | None = None
    documents: tuple[TravelDocument, ...] = ()
    birth_place: str | None = None

    @property
    def state(self) -> str | None:
        """Whose national the traveller is; where that was not sent, who issued the first travel document."""
        return self.nationality or next(iter(issuers(self.documents)), None)


def of_person(person: Person) -> Query:
    spelled = [(person.family, person.given), *((name.family, name.given) for name in person.other_names)]
    names = tuple(dict.fromkeys(pair for family, given in spelled for pair in spellings(family, given)))
    sex = person.sex.value if person.sex else None
    return Query(names, person.born, person.nationality, sex, person.documents, person.birth_place)


def spellings(family: str | None, given: str | None) -> tuple[tuple[str, str], ...]:
    """As sent, and without a title that may be glued to the given name."""
    family, given = family or "", given or ""
    if not (family or given):
        return ()
    match = GLUED.fullmatch(given)
    return ((family, given), (family, match[1])) if match else ((family, given),)
