"""The door of the law: only what the profile admits leaves this function.

Goes in: decoded messages, in memory. Comes out: the same messages without what the profile does not list and without
anything sensitive, and the counts of what went. Never: a removed value in a result, a count tied to a person, a person
left out.

Source: Directive (EU) 2016/681 art. 6(1), 13(4), Annex I; requirements COL1, COL2, COL6, SEN1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import Final, TypeVar

import msgspec

from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.message import (
    Booking,
    BookingSegment,
    Contact,
    Kind,
    Message,
    Name,
    Payment,
    Person,
    PersonKind,
    Remark,
)
from gotravel.domain.transmission import Removals
from gotravel.domain.wire_segments import WireSegments
from gotravel.law.beside import revealing_beside
from gotravel.law.carded import covered_in, masked_near, own_values
from gotravel.law.elements import FIELDS_OF_BOOKING, FIELDS_OF_FLIGHT, FIELDS_OF_PERSON
from gotravel.law.glance import Glance, clean
from gotravel.law.read_of import TAG, of_remark
from gotravel.law.rows import judged_rows
from gotravel.law.rules import KEPT_AND_READ, Rule, Rules, rules_of, rules_together, tag_of
from gotravel.law.scrubbed import scrubbed_near
from gotravel.law.segments import PLACES_IN_SERVICES, Verdict, all_judged, judged_where_needed, removed
from gotravel.law.sensitive import SURE, class_of_group, class_of_text, class_of_title
from gotravel.law.titles import has_words, of_surname, surely_titled, without_titles

FEW_SEGMENTS: Final = 80
FEW_TEXTS: Final = 6
"""So few are judged one by one sooner than looked at together."""
Part = TypeVar("Part")
NOT_CLEAR: Final = 0
CLEAR: Final = 1
CLEAR_BY_TAG: Final = 2
"""What is known of a segment; see `_Limits.clear`."""
WORD_FOR_WORD: Final = frozenset((Kind.PNRGOV, Kind.PAXLST))
"""Remarks of these hold words of their segments, with nothing but other signs between them."""
OF_GROUPS: Final = frozenset(("GRPF", "GRPS", "GPST"))
"""Services that name a group."""
JOINED: Final = "ssr"
"""The kind of remark of which this is not so."""


def keep_lawful(messages: tuple[Message, ...], profile: LegalProfile) -> tuple[tuple[Message, ...], Removals]:
    tally = _Tally()
    kept = tuple(_lawful(message, profile, tally) for message in messages)
    return kept, Removals(dict(tally.elements), dict(tally.sensitive))


class _Tally:
    def __init__(self) -> None:
        self.elements: Counter[str] = Counter()
        self.sensitive: Counter[str] = Counter()


class _Limits:
    """What one message is judged by, and what became of its segments."""

    def __init__(self, elements: frozenset[int], verdicts: dict[int, Verdict], clear: bytes) -> None:
        self.elements = elements
        self.unlisted_of_person = _unlisted(FIELDS_OF_PERSON, elements)
        self.unlisted_of_booking = _unlisted(FIELDS_OF_BOOKING, elements)
        self.unlisted_of_flight = _unlisted(FIELDS_OF_FLIGHT, elements)
        judged = list(verdicts.values())
        self.gone = frozenset([one.segment.ordinal for one in judged if one.whole])
        """Ordinals of segments."""
        self.struck = frozenset([one.segment.ordinal for one in judged if one.sensitive and not one.whole])
        """Of which a part revealed."""
        self.counted = frozenset([one.segment.ordinal for one in judged if one.sensitive])
        self.dropped = frozenset([one.segment.ordinal for one in judged if one.whole and not one.told])
        """Of those, the ones whose tag or code said so; of the others documents and flights stay (`scrubbed.py`)."""
        self.clear = clear
        """By ordinal: CLEAR where a segment stays and its words reveal nothing, so that what was made of it does neither;
        CLEAR_BY_TAG where it is no service either."""
        self.clean: set[str] = set()
        """Texts of other origin that one glance found to be clean."""

    def unsure(self, remarks: tuple[Remark, ...]) -> list[Remark]:
        """Those that were not judged with their segment; nor is a service, whose text goes on in the next component with
        nothing between."""
        clear, size, found = self.clear, len(self.clear), list[Remark]()
        for one in remarks:
            at = one.segment
            mark = clear[at] if at is not None and at < size else NOT_CLEAR
            if mark != CLEAR_BY_TAG and (mark == NOT_CLEAR or one.kind == JOINED):
                found.append(one)
        return found

    def tells(self, text: str, *, place: bool = False) -> bool:
        return self.class_of(text, place=place) is not None

    def class_of_service(self, one: Remark) -> str | None:
        if one.code in OF_GROUPS:
            return class_of_group(one.text)
        if one.text in self.clean:
            return None
        return class_of_text(of_remark(one.text, one.code), place=one.code in PLACES_IN_SERVICES)

    def class_of(self, text: str, *, place: bool = False) -> str | None:
        return None if text in self.clean else class_of_text(text, place=place)


def _lawful(message: Message, profile: LegalProfile, tally: _Tally) -> Message:
    elements = _elements(message, profile)
    segments = message.segments
    verdicts, clear, telling = _judged(message, profile, elements)
    limits = _Limits(elements, verdicts, clear)
    beside, unsure = limits.unsure(message.remarks), [limits.unsure(booking.remarks) for booking in message.bookings]
    texts = dict.fromkeys([one.text for one in chain(beside, *unsure)] + _texts(message))
    if len(texts) >= FEW_TEXTS:
        limits.clean = clean(list(texts))
    joined = _joined(message, unsure, limits)
    verdicts |= joined
    tally.elements.update(v.element for v in verdicts.values() if v.element)
    tally.sensitive.update(v.sensitive for v in verdicts.values() if v.sensitive)
    kept = msgspec.structs.replace(
        message,
        segments=segments.exchanged(
            {n: v.segment for n, v in verdicts.items() if v.segment.removed or v.segment != segments[n]}
        ),
        remarks=_remarks(message.remarks, beside, limits),
        bookings=tuple([_booking(one, limits, more) for one, more in zip(message.bookings, unsure, strict=True)]),
        passengers=tuple([_person(person, limits, tally, segments) for person in message.passengers]),
        **own_values(message),
    )
    telling += [one.segment.ordinal for one in joined.values()]
    kept = scrubbed_near(kept, telling) if telling or message.answers else kept
    carded = _carded(message, verdicts)
    return masked_near(kept, carded) if carded or message.kind is Kind.MANIFEST else kept


def _carded(message: Message, verdicts: dict[int, Verdict]) -> list[int]:
    """Ordinals of what held a card number. Of a PNR push the decoder masks what it makes."""
    if message.kind is Kind.MANIFEST:
        return covered_in(message)
    return [one.segment.ordinal for one in verdicts.values() if one.carded] if message.kind is not Kind.PNRGOV else []


def _joined(message: Message, unsure: list[list[Remark]], limits: _Limits) -> dict[int, Verdict]:
    """Segments whose words say nothing until the components of a service's text, or of a contact's, are joined."""
    found = {
        one.segment: told
        for one in chain(*unsure)
        if one.kind == JOINED and one.segment not in limits.gone and (told := limits.class_of_service(one))
    }
    if message.kind is Kind.PNRGOV:
        held = [one.contacts for one in message.bookings] + [one.contacts for one in message.passengers]
        for contact in chain.from_iterable(held):
            if contact.value not in limits.clean and contact.segment not in limits.gone | found.keys():
                told = limits.class_of(contact.value, place=True)
                found |= {contact.segment: told} if told else {}
    if not found:
        return {}
    places = [(at, one) for at, one in enumerate(message.segments) if one.ordinal in found]
    return {at: removed(one, tag_of(one.text), sensitive=found[one.ordinal]) for at, one in places}


def _judged(
    message: Message, profile: LegalProfile, elements: frozenset[int]
) -> tuple[dict[int, Verdict], bytes, list[int]]:
    """Verdicts by index, which segments are clear (see `_Limits`), and the ordinals of those whose words reveal."""
    segments = message.segments
    if message.kind is Kind.MANIFEST:
        rows = judged_rows(message)
        return rows, b"", [one.segment.ordinal for one in rows.values()]
    private = frozenset(code.upper() for code in profile.sensitive.extra_codes)
    by = (message.kind, elements, "API" in profile.data_categories, private)
    named = _names_of_groups(message)
    rules: list[Rule] | Rules
    if len(segments) < FEW_SEGMENTS:
        rules = rules_of(segments.texts(), *by)
        for index in named:
            rules[index] = KEPT_AND_READ
        few = sum(rule.read for rule in rules) < FEW_TEXTS
        verdicts = all_judged(segments, rules) if few else judged_where_needed(segments, rules)
    else:
        glance = Glance(segments)
        rules = rules_together(segments, glance, *by)
        rules.put(named, KEPT_AND_READ)
        verdicts = judged_where_needed(segments, rules, glance)
    for index in named:
        one, tag = segments[index], tag_of(segments[index].text)
        said = class_of_group(one.text[TAG:])
        if said and not (index in verdicts and verdicts[index].whole):
            verdicts[index] = removed(one, tag, sensitive=said)._replace(told=True)
    told = [one.segment.ordinal for one in verdicts.values() if one.told]
    return verdicts, _clear(message, verdicts, rules), told


def _clear(message: Message, verdicts: dict[int, Verdict], rules: list[Rule] | Rules) -> bytes:
    """What was judged word by word, and, of segments whose words are those of their remarks, what needed no verdict."""
    ordinals = message.segments.numbered()
    size = max(ordinals if message.segments.ordinals else ordinals[-1:], default=0) + 1
    if message.kind in WORD_FOR_WORD and isinstance(rules, Rules) and not message.segments.ordinals:
        clear = bytearray((CLEAR,)) + (rules.by_tag + CLEAR).astype("u1").tobytes()
    elif message.kind in WORD_FOR_WORD:
        clear = bytearray((CLEAR,)) * size
    else:
        clear = bytearray(size)
        for index, ordinal in enumerate(ordinals):
            clear[ordinal] = rules[index].read
    for index, verdict in verdicts.items():
        if not rules[index].read or verdict.whole or verdict.told:
            clear[ordinals[index]] = NOT_CLEAR
    return bytes(clear)


def _names_of_groups(message: Message) -> list[int]:
    """Indexes of segments with names of groups, which are read like texts."""
    groups = {source.segment for one in message.passengers if one.kind is PersonKind.GROUP for source in one.sources}
    return [index for index, segment in enumerate(message.segments) if segment.ordinal in groups] if groups else []


def _texts(message: Message) -> list[str]:
    """Every text that is judged beside the segments themselves and remarks."""
    texts = list[str | None]()
    for booking in message.bookings:
        texts += [one.value for one in booking.contacts]
        if booking.agency:
            texts += _strings(booking.agency)
        for payment in booking.payments:
            texts += (payment.text, payment.holder, payment.vendor)
    for person in message.passengers:
        texts += [one.value for one in person.contacts]
    return [text for text in texts if text]


def _elements(message: Message, profile: LegalProfile) -> frozenset[int]:
    """API lists hold API, whatever the PNR elements are; so do bookings, where the profile takes API."""
    listed = frozenset(profile.pnr_elements)
    return listed if message.kind is Kind.PNRGOV and "API" not in profile.data_categories else listed | {18}


def _person(person: Person, limits: _Limits, tally: _Tally, segments: WireSegments) -> Person:
    if _is_plain(person, limits):
        return person
    cut = _cut(person, limits.unlisted_of_person)
    title = class_of_title(person.title) if person.title else None
    if title:
        tally.sensitive[title] += _counts(person, limits, ("title", "given"))
        cut["title"] = None
    if person.contacts and "contacts" not in cut:
        cut["contacts"] = _contacts(person.contacts, limits)
    if limits.dropped and any(document.segment in limits.dropped for document in person.documents):
        cut["documents"] = tuple(d for d in person.documents if d.segment not in limits.dropped)
    family, given = _named(person, limits, segments)
    if (family, given) != (person.family, person.given):
        tally.sensitive["religion"] += _counts(person, limits, ("family", "given"))
        cut["family"], cut["given"] = family, given
    others = tuple(
        Name(without_titles(one.family, of_surname(one.family)), without_titles(one.given))
        for one in person.other_names
    )
    if others != person.other_names:
        cut["other_names"] = others
    if person.kind is PersonKind.GROUP and class_of_group(f"{person.family or ''} {person.given or ''}"):
        cut["family"] = cut["given"] = None
    return msgspec.structs.replace(person, **cut) if cut else person


def _counts(person: Person, limits: _Limits, fields: tuple[str, ...]) -> int:
    """What was counted with its segment is not counted again."""
    told = [source.segment for source in person.sources if source.field in fields]
    return int(limits.counted.isdisjoint(told))


def _is_plain(person: Person, limits: _Limits) -> bool:
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


def _named(person: Person, limits: _Limits, segments: WireSegments) -> tuple[str | None, str | None]:
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


def _booking(booking: Booking, limits: _Limits, unsure: list[Remark]) -> Booking:
    elements, gone, dropped = limits.elements, limits.gone, limits.dropped
    cut = _cut(booking, limits.unlisted_of_booking)
    kept: dict[str, object] = {"remarks": _remarks(booking.remarks, unsure, limits)} if unsure else {}
    if 5 in elements:
        kept["contacts"] = _contacts(booking.contacts, limits)
    if 6 in elements:
        kept["payments"] = _payments(booking.payments, limits)
    if 7 in elements and dropped:
        kept["segments"] = _same(booking.segments, [s for s in booking.segments if s.segment not in dropped])
    if 7 in elements and limits.unlisted_of_flight:
        flights = [one for one in booking.segments if one.segment not in dropped]
        kept["segments"] = tuple([_flight(one, limits) for one in flights])
    if 7 in elements and booking.services:
        told = [s for s in booking.services if s.segment not in gone and not _tells(s.leg, limits)]
        kept["services"] = _same(booking.services, told)
    if 9 in elements and booking.agency is not None and _tells(booking.agency, limits):
        cut["agency"] = None
    if booking.group_name and class_of_group(booking.group_name):
        cut["group_name"] = None
    cut |= {name: value for name, value in kept.items() if value is not getattr(booking, name)}
    return msgspec.structs.replace(booking, **cut) if cut else booking


def _flight(flight: BookingSegment, limits: _Limits) -> BookingSegment:
    return msgspec.structs.replace(flight, **dict.fromkeys(limits.unlisted_of_flight))


def _cut(value: Person | Booking, unlisted: tuple[str, ...]) -> dict[str, object]:
    """Fields of elements that the profile does not list, emptied."""
    return {name: () if isinstance(getattr(value, name), tuple) else None for name in unlisted}


def _unlisted(fields: Mapping[int, tuple[str, ...]], elements: frozenset[int]) -> tuple[str, ...]:
    return tuple([name for number, held in fields.items() if number not in elements for name in held])


def _contacts(contacts: tuple[Contact, ...], limits: _Limits) -> tuple[Contact, ...]:
    gone = limits.gone
    return _same(
        contacts, [one for one in contacts if one.segment not in gone and not limits.tells(one.value, place=True)]
    )


def _remarks(remarks: tuple[Remark, ...], unsure: list[Remark], limits: _Limits) -> tuple[Remark, ...]:
    """A remark without a segment is not kept: nobody could judge it by its place."""
    gone = {id(one) for one in unsure if not _stays(one, limits)}
    return tuple([one for one in remarks if id(one) not in gone]) if gone else remarks


def _stays(one: Remark, limits: _Limits) -> bool:
    """A code that is more than one word is none, and is read like a text."""
    if one.segment is None or one.segment in limits.gone:
        return False
    if limits.class_of_service(one) if one.kind == JOINED else limits.tells(one.text):
        return False
    return not one.code or one.code.isalnum() or not limits.tells(one.code)


def _same(whole: tuple[Part, ...], kept: list[Part]) -> tuple[Part, ...]:
    """The same tuple where everything is kept, so that nothing is made anew."""
    return whole if len(kept) == len(whole) else tuple(kept)


def _payments(payments: tuple[Payment, ...], limits: _Limits) -> tuple[Payment, ...]:
    for at, one in enumerate(payments):
        if _payment(one, limits) is not one:
            return (*payments[:at], *[_payment(other, limits) for other in payments[at:]])
    return payments


def _payment(payment: Payment, limits: _Limits) -> Payment:
    texts = (payment.text, payment.holder, payment.vendor)
    if limits.clean.issuperset(filter(None, texts)):
        return payment
    told = zip(("text", "holder", "vendor"), texts, strict=True)
    telling = [name for name, text in told if text and limits.tells(text, place=True)]
    return msgspec.structs.replace(payment, **dict.fromkeys(telling)) if telling else payment


def _tells(value: msgspec.Struct, limits: _Limits) -> bool:
    return any(limits.tells(text, place=True) for text in _strings(value))


def _strings(value: msgspec.Struct | None) -> list[str]:
    return [text for text in msgspec.structs.astuple(value) if isinstance(text, str)] if value is not None else []
