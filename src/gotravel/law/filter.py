"""The door of the law: only what the profile admits leaves this function.

Goes in: decoded messages, in memory. Comes out: the same messages without what the profile does not list and without
anything sensitive, and the counts of what went. Never: a removed value in a result, a count tied to a person, a person
left out.

Source: Directive (EU) 2016/681 art. 6(1), 13(4), Annex I; requirements COL1, COL2, COL6, SEN1.
"""

from __future__ import annotations

from itertools import chain
from typing import Final

import msgspec

from gotravel.domain.legal_profile import LegalProfile
from gotravel.domain.message import (
    Booking,
    BookingSegment,
    Kind,
    Message,
    Payment,
    PersonKind,
    Remark,
)
from gotravel.domain.transmission import Removals
from gotravel.law.carded import covered_in, masked_near, own_values
from gotravel.law.glance import Glance, clean
from gotravel.law.limits import CLEAR, JOINED, NOT_CLEAR, Limits, Tally, contacts_of, cut_of, findings_of, same
from gotravel.law.of_persons import person_of
from gotravel.law.read_of import TAG
from gotravel.law.rows import judged_rows
from gotravel.law.rules import KEPT_AND_READ, Rule, Rules, rules_of, rules_together, tag_of
from gotravel.law.scrubbed import scrubbed_near
from gotravel.law.segments import Verdict, all_judged, broken_lines, judged_where_needed, removed
from gotravel.law.sensitive import class_of_group
from gotravel.law.unlisted import without_unlisted

FEW_SEGMENTS: Final = 80
FEW_TEXTS: Final = 6
"""So few are judged one by one sooner than looked at together."""
WORD_FOR_WORD: Final = frozenset((Kind.PNRGOV, Kind.PAXLST))
"""Remarks of these hold words of their segments, with nothing but other signs between them."""


def keep_lawful(messages: tuple[Message, ...], profile: LegalProfile) -> tuple[tuple[Message, ...], Removals]:
    tally = Tally()
    kept = tuple(_lawful(message, profile, tally) for message in messages)
    return kept, Removals(dict(tally.elements), dict(tally.sensitive))


def _lawful(message: Message, profile: LegalProfile, tally: Tally) -> Message:
    elements = _elements(message, profile)
    segments = message.segments
    verdicts, clear, telling = _judged(message, profile, elements)
    limits = Limits(elements, verdicts, clear)
    beside, unsure = limits.unsure(message.remarks), [limits.unsure(booking.remarks) for booking in message.bookings]
    texts = dict.fromkeys([one.text for one in chain(beside, *unsure)] + _texts(message))
    if len(texts) >= FEW_TEXTS:
        limits.clean = clean(list(texts))
    joined = _joined(message, unsure, limits)
    verdicts |= joined
    tally.elements.update(v.element for v in verdicts.values() if v.element)
    tally.sensitive.update(v.sensitive for v in verdicts.values() if v.sensitive)
    if message.kind is Kind.MANIFEST:
        tally.sensitive.update(filter(None, [_class_beside_rows(one, limits) for one in beside]))
    kept = msgspec.structs.replace(
        message,
        segments=segments.exchanged(
            {n: v.segment for n, v in verdicts.items() if v.segment.removed or v.segment != segments[n]}
        ),
        remarks=_remarks(message.remarks, beside, limits),
        bookings=tuple([_booking(one, limits, more) for one, more in zip(message.bookings, unsure, strict=True)]),
        passengers=tuple([person_of(person, limits, tally, segments) for person in message.passengers]),
        findings=findings_of(message.findings, limits),
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


def _joined(message: Message, unsure: list[list[Remark]], limits: Limits) -> dict[int, Verdict]:
    """Segments whose words say nothing until the components of a service's text, or of a contact's, are joined."""
    found = {
        one.segment: told
        for one in chain(*unsure)
        if one.kind == JOINED and one.segment not in limits.gone and (told := limits.class_of_service(one))
    }
    if message.kind is Kind.PNRGOV:
        held = [one.contacts for one in message.bookings] + [one.contacts for one in message.passengers]
        for contact in chain.from_iterable(held):
            if (
                contact.value not in limits.clean
                and contact.segment not in limits.gone
                and contact.segment not in found
            ):
                told = limits.class_of(contact.value, place=True)
                if told:
                    found[contact.segment] = told
    if not found:
        return {}
    places = [(at, one) for at, one in enumerate(message.segments) if one.ordinal in found]
    return {at: removed(one, tag_of(one.text), sensitive=found[one.ordinal]) for at, one in places}


def _judged(
    message: Message, profile: LegalProfile, elements: frozenset[int]
) -> tuple[dict[int, Verdict], bytes, list[int]]:
    """Verdicts by index, which segments are clear (see `Limits`), and the ordinals of those whose words reveal."""
    segments = message.segments
    if message.kind is Kind.MANIFEST:
        rows = judged_rows(message)
        return rows, b"", [one.segment.ordinal for one in rows.values()]
    private = frozenset(code.upper() for code in profile.sensitive.extra_codes)
    by = (message.kind, elements, "API" in profile.data_categories, private)
    named = _names_of_groups(message)
    rules: list[Rule] | Rules
    glance: Glance | None = None
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
    verdicts |= broken_lines(segments, verdicts, glance)
    for index in named:
        one, tag = segments[index], tag_of(segments[index].text)
        said = class_of_group(one.text[TAG:])
        if said and not (index in verdicts and verdicts[index].whole):
            verdicts[index] = removed(one, tag, sensitive=said)._replace(told=True)
    told = [one.segment.ordinal for one in verdicts.values() if one.told]
    verdicts = without_unlisted(message, verdicts, elements)
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


def _booking(booking: Booking, limits: Limits, unsure: list[Remark]) -> Booking:
    elements, gone, dropped = limits.elements, limits.gone, limits.dropped
    cut = cut_of(booking, limits.unlisted_of_booking)
    kept: dict[str, object] = {"remarks": _remarks(booking.remarks, unsure, limits)} if unsure else {}
    if 5 in elements:
        kept["contacts"] = contacts_of(booking.contacts, limits)
    if 6 in elements:
        kept["payments"] = _payments(booking.payments, limits)
    if 7 in elements and dropped:
        kept["segments"] = same(booking.segments, [s for s in booking.segments if s.segment not in dropped])
    if 7 in elements and limits.unlisted_of_flight:
        flights = [one for one in booking.segments if one.segment not in dropped]
        kept["segments"] = tuple([_flight(one, limits) for one in flights])
    if 7 in elements and booking.services:
        told = [s for s in booking.services if s.segment not in gone and not _tells(s.leg, limits)]
        kept["services"] = same(booking.services, told)
    if 9 in elements and booking.agency is not None and _tells(booking.agency, limits):
        cut["agency"] = None
    if booking.group_name and class_of_group(booking.group_name):
        cut["group_name"] = None
    cut |= {name: value for name, value in kept.items() if value is not getattr(booking, name)}
    return msgspec.structs.replace(booking, **cut) if cut else booking


def _flight(flight: BookingSegment, limits: Limits) -> BookingSegment:
    return msgspec.structs.replace(flight, **dict.fromkeys(limits.unlisted_of_flight))


def _remarks(remarks: tuple[Remark, ...], unsure: list[Remark], limits: Limits) -> tuple[Remark, ...]:
    """A remark without a segment is not kept: nobody could judge it by its place."""
    gone = {id(one) for one in unsure if not _stays(one, limits)}
    return tuple([one for one in remarks if id(one) not in gone]) if gone else remarks


def _class_beside_rows(one: Remark, limits: Limits) -> str | None:
    """Of a column or a row that nobody knows, which is in no segment that was judged."""
    return limits.class_of(one.text, place=True) if one.segment is None else None


def _stays(one: Remark, limits: Limits) -> bool:
    """A code that is more than one word is none, and is read like a text."""
    if one.segment is None or one.segment in limits.gone:
        return False
    if limits.class_of_service(one) if one.kind == JOINED else limits.tells(one.text):
        return False
    return not one.code or one.code.isalnum() or not limits.tells(one.code)


def _payments(payments: tuple[Payment, ...], limits: Limits) -> tuple[Payment, ...]:
    for at, one in enumerate(payments):
        if _payment(one, limits) is not one:
            return (*payments[:at], *[_payment(other, limits) for other in payments[at:]])
    return payments


def _payment(payment: Payment, limits: Limits) -> Payment:
    texts = (payment.text, payment.holder, payment.vendor)
    if limits.clean.issuperset(filter(None, texts)):
        return payment
    told = zip(("text", "holder", "vendor"), texts, strict=True)
    telling = [name for name, text in told if text and limits.tells(text, place=True)]
    return msgspec.structs.replace(payment, **dict.fromkeys(telling)) if telling else payment


def _tells(value: msgspec.Struct, limits: Limits) -> bool:
    return any(limits.tells(text, place=True) for text in _strings(value))


def _strings(value: msgspec.Struct | None) -> list[str]:
    return [text for text in msgspec.structs.astuple(value) if isinstance(text, str)] if value is not None else []
