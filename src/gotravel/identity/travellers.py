"""Persons of one message assigned to travellers on file, one to one.

Goes in: persons and the travellers known on their leg. Comes out: pairs; None where the person is new. Never: one
traveller for two persons, or a person left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gotravel.domain.message import Person
from gotravel.domain.travel import Traveller
from gotravel.identity.same_person import fold, score


def assigned(persons: Sequence[Person], known: Sequence[Traveller]) -> list[Traveller | None]:
    """Best score first, so that a certain match is never taken away by a fair one; order settles what is equal."""
    offers = sorted(_offers(persons, known), key=lambda offer: (-offer[0], offer[1], offer[2]))
    found: list[Traveller | None] = [None] * len(persons)
    taken: set[int] = set()
    for _, person, traveller in offers:
        if found[person] is None and traveller not in taken:
            found[person] = known[traveller]
            taken.add(traveller)
    return found


def _offers(persons: Sequence[Person], known: Sequence[Traveller]) -> list[tuple[int, int, int]]:
    """(score, person, traveller); only those that share a key are compared, so a full flight is not 500 x 500."""
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    for number, traveller in enumerate(known):
        for key in _keys(traveller.person):
            by_key[key].append(number)
    offers = []
    for number, person in enumerate(persons):
        for candidate in sorted({c for key in _keys(person) for c in by_key[key]}):
            points = score(person, known[candidate].person)
            if points:
                offers.append((points, number, candidate))
    return offers


def _keys(person: Person) -> set[str]:
    keys = {f"d{d.number}" for d in person.documents if d.number}
    for family in {person.family, *(name.family for name in person.other_names)}:
        keys |= {f"f{fold(family)[:4]}"} if family else set()
    keys |= {f"r{person.reference}"} if person.reference and len(person.reference) >= 6 else set()
    keys |= {f"l{person.locator}"} if person.locator else set()
    return keys
