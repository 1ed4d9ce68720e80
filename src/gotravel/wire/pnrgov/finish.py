"""A booking's drafts in, the domain's Booking and its Persons out, with the origin of every value.

The document's spelling of a name wins, the booking's goes to `other_names` (settled reading 1). Never: a person lost.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from gotravel.domain.message import (
    Bags,
    Booking,
    Name,
    Person,
    PersonKind,
    Purpose,
    Remark,
    Source,
    Ticket,
    TravelDocument,
)
from gotravel.wire.person_names import split_title
from gotravel.wire.pnrgov.draft import BookingDraft, Paper, TravellerDraft
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.services import understood


def finish(reading: Reading) -> None:
    """Closes the booking that is being read, if one is."""
    booking = reading.booking
    if booking is None:
        return
    understood(reading, booking)
    booking.said.clear()  # not held beside what was made of it
    first, number = len(reading.passengers), len(reading.bookings)
    for index, traveller in enumerate(booking.travellers, first):
        traveller.index = index
    if booking.locator is None:
        reading.say("locator-missing", booking.segment)
    reading.passengers += [_person(reading, one, number) for one in booking.travellers]
    reading.bookings.append(_booking(reading, booking))
    reading.booking = None


def _booking(reading: Reading, draft: BookingDraft) -> Booking:
    nobody = not draft.travellers and not draft.segments
    return Booking(
        locator=draft.locator,
        carrier=draft.carrier,
        created=draft.created,
        references=tuple(draft.references),
        segments=tuple(draft.segments),
        tickets=tuple(_tickets(draft)),
        payments=tuple(draft.payments),
        contacts=tuple(draft.contacts),
        agency=draft.agency,
        split=tuple(draft.split),
        remarks=tuple(_remarks(draft)),
        passengers=tuple(one.index for one in draft.travellers),
        group_name=draft.group_name,
        cancelled=nobody and (draft.origin_empty or reading.purpose is Purpose.UPDATE),
        changed=draft.changed,
        services=tuple(draft.services),
        sources=(Source("locator", draft.segment),),
    )


def _tickets(draft: BookingDraft) -> Iterator[Ticket]:
    yield from draft.tickets.values()
    for one in draft.travellers:
        for ticket in one.tickets.values():
            yield msgspec.structs.replace(ticket, passenger=one.index)


def _remarks(draft: BookingDraft) -> list[Remark]:
    made = Remark  # most of what is made of a push; a name of the module is looked up each time
    return [
        made(kind, code, text, None if owner is None else owner.index, segment)
        for kind, code, text, owner, segment in draft.notes
    ]


def _person(reading: Reading, draft: TravellerDraft, booking: int) -> Person:
    sources: list[Source] = []
    family, given, title, others = _named(draft, sources)
    if not family and not given and draft.kind is not PersonKind.GROUP:
        reading.say("name-missing", draft.segment)
    elif not given and draft.kind is not PersonKind.GROUP:
        reading.say("given-name-missing", draft.segment)
    elif not family:
        reading.say("surname-missing", draft.segment)
    born, place, nationality, residence = draft.born, draft.birth_place, draft.nationality, draft.residence
    for field, told in (("born", born), ("birth_place", place), ("nationality", nationality), ("residence", residence)):
        if told:
            sources.append(Source(field, told[1]))
    papers = draft.papers
    if draft.sex:
        sources.append(Source("sex", next((paper.segment for paper in papers if paper.sex), draft.segment)))
    documents = tuple([_document(paper) for paper in [*papers, *draft.visas] if paper.number])
    if papers and papers[0].number:
        sources.append(Source("documents", papers[0].segment))
    if draft.seats:
        sources.append(Source("seats", next(iter(draft.seats.values()))))
    bags = draft.bag_count is not None or draft.bag_weight is not None or draft.bag_tags
    return Person(
        reference=draft.reference or None,
        family=family,
        given=given,
        title=title,
        kind=draft.kind,
        sex=draft.sex,
        born=born and born[0],
        birth_place=place and place[0],
        nationality=nationality and nationality[0],
        residence=residence and residence[0],
        documents=documents,
        seats=tuple(draft.seats),
        bags=Bags(draft.bag_count, draft.bag_weight, tuple(draft.bag_tags)) if bags else None,
        contacts=tuple(draft.contacts),
        frequent_flyer=tuple(draft.flyers.values()),
        checked_in=draft.checked_in,
        booking=booking,
        tickets=tuple(draft.tickets.values()),
        other_names=others,
        guardian=draft.guardian.index if draft.guardian else None,
        sources=tuple(sources),
    )


def _named(draft: TravellerDraft, sources: list[Source]) -> tuple[str | None, str | None, str | None, tuple[Name, ...]]:
    paper = next((one for one in draft.papers if one.family or one.given), None)
    shown = paper.given if paper else None
    given, title = (
        split_title(draft.given, shown) if draft.given and draft.kind is not PersonKind.GROUP else (draft.given, None)
    )
    title = title or draft.title or (paper.title if paper else None)
    if paper is None:
        _name_sources(sources, draft.family, given, title, draft.segment)
        return draft.family, given, title, tuple(draft.other_names)
    family, whole = paper.family or draft.family, paper.given or given
    own = Name(draft.family, given)
    is_shown = draft.family == family and given == whole
    others = [own] if (own.family or own.given) and not is_shown else []
    _name_sources(sources, family, whole, None, paper.segment)
    _name_sources(sources, None, None, title, draft.segment)
    return family, whole, title, tuple(others + [one for one in draft.other_names if one not in others])


def _name_sources(
    sources: list[Source], family: str | None, given: str | None, title: str | None, segment: int
) -> None:
    if family:
        sources.append(Source("family", segment))
    if given:
        sources.append(Source("given", segment))
    if title:
        sources.append(Source("title", segment))


def _document(paper: Paper) -> TravelDocument:
    return TravelDocument(
        paper.type, paper.number, paper.issuer, paper.expires, paper.issued, paper.nationality, paper.segment
    )
