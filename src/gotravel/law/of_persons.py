"""What the law leaves of a person that was decoded: fields of listed elements, names without titles that reveal.

Goes in: a person, what became of the segments it was made of. Comes out: the same person, or one without what has to go.
Never: a person left out, a name judged by its words.
"""

from __future__ import annotations

import msgspec

from gotravel.domain.message import Name, Person, PersonKind
from gotravel.domain.wire_segments import WireSegments
from gotravel.law.beside import revealing_beside
from gotravel.law.limits import Limits, Tally, contacts_of, cut_of
from gotravel.law.sensitive import SURE, class_of_group, class_of_text, class_of_title
from gotravel.law.titles import has_words, of_surname, surely_titled, without_titles


def person_of(person: Person, limits: Limits, tally: Tally, segments: WireSegments) -> Person:
    if _is_plain(person, limits):
        return person
    cut = cut_of(person, limits.unlisted_of_person)
    title = class_of_title(person.title) if person.title else None
    if title:
        tally.sensitive[title] += _counts(person, limits, ("title", "given"))
        cut["title"] = None
    if person.contacts and "contacts" not in cut:
        cut["contacts"] = contacts_of(person.contacts, limits)
    if limits.dropped and any(document.segment in limits.dropped for document in person.documents):
        cut["documents"] = tuple(d for d in person.documents if d.segment not in limits.dropped)
    family, given = _named(person, limits, segments)
    if (family, given) != (person.family, person.given):
        tally.sensitive["religion"] += _counts(person, limits, ("family", "given"))
        cut["family"], cut["given"] = family, given
    others = _others(person, limits)
    if others != person.other_names:
        cut["other_names"] = others
    if person.kind is PersonKind.GROUP and class_of_group(f"{person.family or ''} {person.given or ''}"):
        cut["family"] = cut["given"] = None
    return msgspec.structs.replace(person, **cut) if cut else person


def _others(person: Person, limits: Limits) -> tuple[Name, ...]:
    """Without titles; of a segment of which a part revealed, without what reveals."""
    is_struck = not limits.struck.isdisjoint([source.segment for source in person.sources])
    kept = [one for one in person.other_names if not (is_struck and one.given and class_of_text(one.given))]
    return tuple([Name(without_titles(one.family, of_surname(one.family)), without_titles(one.given)) for one in kept])


def _counts(person: Person, limits: Limits, fields: tuple[str, ...]) -> int:
    """What was counted with its segment is not counted again."""
    told = [source.segment for source in person.sources if source.field in fields]
    return int(limits.counted.isdisjoint(told))


def _is_plain(person: Person, limits: Limits) -> bool:
    """Nearly everybody: whatever could have to go is not there."""
    given, title, gone, clean = person.given, person.title, limits.gone, limits.clean
    if limits.unlisted_of_person or person.other_names or person.kind is PersonKind.GROUP:
        return False
    if (person.booking is not None or gone) and (has_words(given) or has_words(person.family)):
        return False
    if limits.struck and not limits.struck.isdisjoint([source.segment for source in person.sources]):
        return False
    if surely_titled(given) or (title and class_of_title(title)):
        return False
    if limits.dropped and not limits.dropped.isdisjoint([document.segment for document in person.documents]):
        return False
    return all(one.value in clean and one.segment not in gone for one in person.contacts)


def _named(person: Person, limits: Limits, segments: WireSegments) -> tuple[str | None, str | None]:
    """Without titles; passports hold names, and only sure titles: RABBI in one is a name. Of a text that said more than a name,
    up to the word that reveals."""
    told = [source.segment for source in person.sources if source.field == "given"]
    if person.given and not limits.gone.isdisjoint(told):
        words = person.given.split()
        end = next((at for at, word in enumerate(words) if at and class_of_text(word)), len(words))
        return person.family, " ".join(words[:end])
    own = person.family, person.given
    if person.given and not limits.struck.isdisjoint(told):
        for one in segments.at([ordinal for ordinal in told if ordinal in limits.struck]):
            own = person.family, _without(own[1], one.text)
    if person.booking is None:
        return person.family, without_titles(person.given, SURE)
    named = without_titles(own[0], of_surname(own[0])), without_titles(own[1])
    if named == own or any(one.text.startswith("SSR") for one in segments.at(told)):
        return own
    return named


def _without(given: str | None, text: str) -> str | None:
    """Without what a document's next component had added to it."""
    for part in revealing_beside(text) if given and text.startswith("SSR") else ():
        given = given.removesuffix(" ".join(part.split())).rstrip() if given else given
    return given or None
