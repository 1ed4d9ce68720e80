"""Whether two descriptions on one flight leg are of one person.

Goes in: a person of a message, a traveller on file on that leg. Comes out: a score, 0 for "no". Never: one traveller
for two persons of the same message, the caller assigns one to one.
"""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

from gotravel.domain.message import Person, PersonKind

CERTAIN, STRONG, FAIR, WEAK = 100, 60, 40, 20


def score(person: Person, known: Person) -> int:
    """How sure it is that both are one; contradicting birth dates or documents speak against all but a document."""
    if _same_document(person, known):
        return CERTAIN
    if (person.kind is PersonKind.INFANT) != (known.kind is PersonKind.INFANT) and not _same_birth(person, known):
        return 0
    points = _reference(person, known) + _name(person, known)
    if points and _contradicts(person, known):
        return 0
    return points


def _reference(person: Person, known: Person) -> int:
    """A carrier's own reference of the person counts only inside the same booking: numbers 1, 2, 3 recur."""
    same_booking = bool(person.locator) and person.locator == known.locator
    if person.reference and person.reference == known.reference:
        if len(person.reference) >= 6:
            return STRONG
        return FAIR if same_booking else 0
    return 0


def _name(person: Person, known: Person) -> int:
    same_booking = bool(person.locator) and person.locator == known.locator
    if not person.family or not known.family:
        return WEAK if same_booking and _both_infants(person, known) else 0
    ours, theirs = _letters(person), _letters(known)
    if ours == theirs:
        return STRONG if same_booking or _same_birth(person, known) else FAIR
    if _one_begins_other(ours, theirs) and (same_booking or _same_birth(person, known)):
        return FAIR
    if same_booking and _same_birth(person, known):
        return FAIR
    return 0


def _both_infants(person: Person, known: Person) -> bool:
    """Of an infant a booking often says only that it is there; its name comes later."""
    return person.kind is PersonKind.INFANT and known.kind is PersonKind.INFANT


def _letters(person: Person) -> tuple[str, str]:
    return fold(person.family or ""), fold(person.given or "")


def _one_begins_other(ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    """Old senders cut names; second given names are often left out."""
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(ours, theirs, strict=True) if a and b)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Letters only, Latin, upper case: hyphens, blanks and accents come and go between systems."""
    return "".join(c for c in anyascii(name).upper() if c.isalpha())


def _same_document(person: Person, known: Person) -> bool:
    ours = {(d.type[:1], d.number) for d in person.documents if d.number}
    return any((d.type[:1], d.number) in ours for d in known.documents if d.number) and not _other_infant(person, known)


def _other_infant(person: Person, known: Person) -> bool:
    """A passport shared by parent and infant exists in old documents: then the names must agree as well."""
    return (person.kind is PersonKind.INFANT) != (known.kind is PersonKind.INFANT) and _letters(person) != _letters(
        known
    )


def _same_birth(person: Person, known: Person) -> bool:
    return bool(person.born) and person.born == known.born


def _contradicts(person: Person, known: Person) -> bool:
    return bool(person.born and known.born and person.born != known.born and not _slip(person.born, known.born))


def _slip(one: str, other: str) -> bool:
    """Day and month swapped, or one digit off: a typing slip, not another person."""
    swapped = f"{one[:4]}-{one[8:10]}-{one[5:7]}" == other
    return swapped or sum(a != b for a, b in zip(one, other, strict=False)) <= 1
