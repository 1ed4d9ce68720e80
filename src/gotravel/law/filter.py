"""The door of the law: only what the profile admits leaves this function.

Goes in: decoded messages, in memory. Comes out: the same messages without what the profile does not list and without
anything sensitive, and the counts of what went. Never: a removed value in a result, a count tied to a person, a person
left out.

Source: Directive (EU) 2016/681 art. 6(1), 13(4), Annex I; requirements COL1, COL2, COL6, SEN1.
"""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

import msgspec

from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.message import Booking, Contact, Kind, Message, Payment, Person, Remark
from gotravel.domain.transmission import Removals
from gotravel.law.elements import FIELDS_OF_BOOKING, FIELDS_OF_PERSON
from gotravel.law.segments import judged
from gotravel.law.sensitive import class_of_text, class_of_title

Ordinals = frozenset[int]
HasSegment = TypeVar("HasSegment", Contact, Remark)


def keep_lawful(messages: tuple[Message, ...], profile: LegalProfile) -> tuple[tuple[Message, ...], Removals]:
    tally = _Tally()
    kept = tuple(_lawful(message, profile, tally) for message in messages)
    return kept, Removals(dict(tally.elements), dict(tally.sensitive))


class _Tally:
    def __init__(self) -> None:
        self.elements: Counter[str] = Counter()
        self.sensitive: Counter[str] = Counter()


def _lawful(message: Message, profile: LegalProfile, tally: _Tally) -> Message:
    elements = _elements(message, profile)
    api = "API" in profile.data_categories
    verdicts = [judged(segment, message.kind, elements, api) for segment in message.segments]
    tally.elements.update(v.element for v in verdicts if v.element)
    tally.sensitive.update(v.sensitive for v in verdicts if v.sensitive)
    gone = frozenset(
        v.segment.ordinal for v in verdicts if v.element or (v.sensitive and "TIF" not in v.segment.text[:3])
    )
    read = frozenset(v.segment.ordinal for v in verdicts if v.read)
    return msgspec.structs.replace(
        message,
        segments=tuple(v.segment for v in verdicts),
        remarks=_remarks(message.remarks, gone, read),
        bookings=tuple(_booking(b, elements, gone, read, tally) for b in message.bookings),
        passengers=tuple(_person(p, elements, gone, tally) for p in message.passengers),
    )


def _elements(message: Message, profile: LegalProfile) -> frozenset[int]:
    """API lists hold API, whatever the PNR elements are."""
    listed = frozenset(profile.pnr_elements)
    return listed if message.kind is Kind.PNRGOV else listed | {18}


def _person(person: Person, elements: frozenset[int], gone: Ordinals, tally: _Tally) -> Person:
    cut = _cut(person, FIELDS_OF_PERSON, elements)
    title = class_of_title(person.title)
    if title:
        tally.sensitive[title] += 1
        cut["title"] = None
    cut["contacts"] = _contacts(person.contacts if 5 in elements else (), gone)
    cut["documents"] = tuple(d for d in person.documents if d.segment is None or d.segment not in gone)
    given = _without_title(person.given)
    if given != person.given:
        tally.sensitive["religion"] += 1
        cut["given"] = given
    if person.kind.value == "group" and class_of_text(f"{person.family or ''} {person.given or ''}"):
        cut["family"] = cut["given"] = None
    return msgspec.structs.replace(person, **cut)


def _without_title(given: str | None) -> str | None:
    """A religious title standing as the last word after a name is a title; a name that is one word stays."""
    words = (given or "").split()
    if len(words) > 1 and len(words[-1]) > 2 and class_of_title(words[-1]):
        return " ".join(words[:-1])
    return given


def _booking(booking: Booking, elements: frozenset[int], gone: Ordinals, read: Ordinals, tally: _Tally) -> Booking:
    cut = _cut(booking, FIELDS_OF_BOOKING, elements)
    cut["contacts"] = _contacts(booking.contacts if 5 in elements else (), gone)
    cut["remarks"] = _remarks(booking.remarks, gone, read)
    if 6 in elements:
        cut["payments"] = tuple(_payment(payment) for payment in booking.payments)
    if 7 in elements:
        cut["segments"] = tuple(s for s in booking.segments if s.segment is None or s.segment not in gone)
        cut["services"] = tuple(
            s for s in booking.services if (s.segment is None or s.segment not in gone) and not _tells(s.leg)
        )
    if 9 in elements and booking.agency is not None and _tells(booking.agency):
        cut["agency"] = None
    if booking.group_name and class_of_text(booking.group_name):
        cut["group_name"] = None
    return msgspec.structs.replace(booking, **cut)


def _cut(value: Person | Booking, fields: dict[int, tuple[str, ...]], elements: frozenset[int]) -> dict[str, object]:
    """Fields of elements that the profile does not list, emptied."""
    names = [name for number, held in fields.items() if number not in elements for name in held]
    return {name: () if isinstance(getattr(value, name), tuple) else None for name in names}


def _contacts(contacts: tuple[Contact, ...], gone: Ordinals) -> tuple[Contact, ...]:
    return tuple(c for c in _standing(contacts, gone) if not class_of_text(c.value))


def _remarks(remarks: tuple[Remark, ...], gone: Ordinals, read: Ordinals) -> tuple[Remark, ...]:
    """A remark without a segment is not kept: nobody could judge it by its place. One of a segment whose words were
    judged already needs no second look."""
    standing = (r for r in _standing(remarks, gone) if r.segment is not None)
    return tuple(r for r in standing if r.segment in read or not class_of_text(r.text))


def _standing(values: tuple[HasSegment, ...], gone: Ordinals) -> tuple[HasSegment, ...]:
    return tuple(value for value in values if value.segment is None or value.segment not in gone)


def _payment(payment: Payment) -> Payment:
    texts = {name: getattr(payment, name) for name in ("text", "holder", "vendor")}
    return msgspec.structs.replace(payment, **{n: None for n, text in texts.items() if text and class_of_text(text)})


def _tells(value: msgspec.Struct) -> bool:
    return any(class_of_text(text) for name in value.__struct_fields__ if isinstance(text := getattr(value, name), str))
