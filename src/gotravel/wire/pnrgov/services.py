"""Special services (SSR): kept while a booking is read, understood when all its travellers are known.

Goes in: segments with the traveller and flight they stood under. Comes out: documents, seats, contacts, cards and
tickets on the travellers they name. Never: a service of an unknown code dropped; it becomes a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from string import ascii_uppercase
from typing import Final

from gotravel.domain.cards import masked
from gotravel.domain.finding import Finding
from gotravel.domain.message import Contact, FrequentFlyer, PersonKind
from gotravel.wire.edifact.segment import Elements, Segment, part
from gotravel.wire.person_dates import birth_date
from gotravel.wire.pnrgov import documents, texts
from gotravel.wire.pnrgov import place as at
from gotravel.wire.pnrgov.accompanied import accompanied, infant_with
from gotravel.wire.pnrgov.draft import MOST_HELD, BookingDraft, Said, TravellerDraft
from gotravel.wire.pnrgov.lost_names import found_again
from gotravel.wire.pnrgov.names import same_spelling
from gotravel.wire.pnrgov.reading import Reading
from gotravel.wire.pnrgov.recognise import by_name, fits, holder_of, infant_of
from gotravel.wire.pnrgov.travellers import NO_SEAT, seated, ticketed

TEXT: Final = 8
CODE: Final = 4
ODD_SIGNS: Final = frozenset(" .,;/-")
STATUS: Final = re.compile(r"[A-Z]{2}[^A-Z0-9 ]\d{0,2}[^A-Z0-9 ][A-Z0-9]{0,3}[^A-Z0-9 ]")
"""What follows a service's code: status, count, airline; only then was the sign behind the code damaged."""
INFANT: Final = 0
DOCUMENT: Final = 1
REST: Final = 3
LETTERS_OF_PORT: Final = 3
CANCELLED: Final = frozenset({"HX", "XX", "UN", "UC", "NO"})
CANCELLABLE: Final = frozenset({"INFT", "SEAT", "NSST", "NSSA", "NSSW", "NSSB", "NSSR", "SMST", "SMSA", "SMSW", "RQST"})
DIVIDED: Final = re.compile(r"\A(\d{3})-(\d{10})")
"""A ticket with a hyphen behind the airline."""
BEHIND: Final = re.compile(r"-\d{1,2}(?:\.\d{1,2})?([A-Z][A-Z '-]*)/([A-Z][A-Z '-]*)$")
"""One name reference; where several are told, nobody is meant alone."""
REPEATED: Final = re.compile(r"SSR(?:DOC[AOS][A-Z0-9]{2}[A-Z]{2}\d*(?=/)|[A-Z]{4}[A-Z0-9]{2}[A-Z]{2}\d*/)")
"""Code, carrier and status, said once more before the text; the slash after them is the first of a document's layout."""
NUMBER_OF_TICKET: Final = 13
TICKET: Final = re.compile(r"(INF)?\s*(\d{13,14})(?:C(\d+))?")
FLYER: Final = re.compile(r"/?([A-Z0-9]{2})[ -]?([A-Z0-9]{3,25})")
MOST_OF_ROW: Final = 3
MOST_OF_SEAT: Final = 2


def ssr(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    wanted = text.split(element)
    if not part(wanted, 1) and part(wanted, 2).count(component) >= TEXT - 2:
        del wanted[1]  # a separator too many
        reading.say("separator-doubled", segment, tag="SSR")
    service = part(wanted, 1)
    if service[:CODE] in UNDERSTOOD and service[CODE : CODE + 1] in ODD_SIGNS and STATUS.match(service, CODE + 1):
        service = f"{service[:CODE]}{component}{service[CODE + 1 :]}"
        reading.say("separator-damaged", segment, tag="SSR")
    code = service.partition(component)[0].strip().upper()
    booking, place = reading.booking or reading.open(segment), reading.place
    if code in UNDERSTOOD:
        owner = reading.traveller if at.under_name(place) else None
        flight = booking.segments[-1] if booking.segments and place >= at.FLIGHT else None
        booking.said.append(Said(code, segment, owner, flight, service, wanted[2:], component))
    else:
        reading.keep(segment, "ssr", code or "SSR", _spoken(segment.elements))


def understood(reading: Reading, booking: BookingDraft) -> None:
    """Infants first, then their documents, then the rest: a document's spelling needs its person."""
    said, before = sorted(booking.said, key=_rank), len(booking.travellers)
    if booking.is_crowd():
        reading.say("booking-crowded", booking.segment)
    if len(booking.travellers) == 1 and [one.code for one in said].count("DOCS") > 1:
        said.sort(key=lambda one: _names_another(reading, booking.travellers[0], one))
    for one in said:
        if _is_cancelled(one) or not UNDERSTOOD[one.code](reading, booking, one):
            shown = masked(_spoken(one.segment.elements))
            booking.notes.append(("ssr", one.code, shown, one.traveller, one.segment.ordinal))
    if booking.lost:
        found_again(booking, before)
    for traveller in booking.travellers:
        if traveller.with_infant:
            accompanied(reading, booking)
            break


def _is_cancelled(said: Said) -> bool:
    """A seat or an infant that was cancelled or refused stays what the message says, and is nobody's."""
    return said.code in CANCELLABLE and part(said.parts, 1).strip().upper() in CANCELLED


def _rank(said: Said) -> int:
    """A document that stands under nobody waits for those that do: who is left may be its holder."""
    if said.code == "DOCS":
        return DOCUMENT + (said.traveller is None and not said.wanted)
    return INFANT if said.code == "INFT" else REST


def _names_another(reading: Reading, lone: TravellerDraft, said: Said) -> tuple[int, bool]:
    """A lone traveller's own document is given first, so that one of somebody whose name was lost is not taken for it."""
    paper = (
        documents.docs(text_of(said.parts), said.segment, reading.departure, _unsaid) if said.code == "DOCS" else None
    )
    return _rank(said), paper is not None and not fits(lone, paper)


def _unsaid(_: Finding | None) -> None:
    """What is wrong with a document is told when it is given to its holder."""


def text_of(parts: Sequence[str]) -> str:
    """What a service says, without the name of whom it is for."""
    return documents.without_reference(_text(parts))


def _text(parts: Sequence[str]) -> str:
    """The text from component 9 on, joined; a text that slipped into an earlier place is found by its slash."""
    text = "".join(parts[TEXT:]).strip()
    if not text and len(parts) > 4:
        text = next((part.strip() for part in parts[4:TEXT] if "/" in part or len(part) > 5), "")
    return REPEATED.sub("", text) if text.startswith("SSR") else text


def _spoken(elements: Elements) -> str:
    """What a service says beside its code, for a remark: text, then the data of the travellers."""
    rest = [parts[0].strip() for parts in elements[1:] if parts[0].strip()]
    return " ".join(part for part in [_text(elements[0] if elements else ()), *rest] if part)


def _named(booking: BookingDraft, said: Said) -> TravellerDraft | None:
    """The traveller it refers to, else the one it stands under."""
    for wanted in said.wanted:
        parts = wanted.split(said.component)
        if len(parts) > 2:
            found = booking.referred(parts[2].strip())
            if found:
                return found
    return (_named_behind(booking, said) if "-" in said.service else None) or said.traveller


def _named_behind(booking: BookingDraft, said: Said) -> TravellerDraft | None:
    """Whom `-1DOE/JANEMRS` behind the text names letter by letter, if it is one."""
    match = BEHIND.search(_text(said.parts))
    if match is None:
        return None
    family, given = match[1], match[2].strip()
    people = booking.people(family, given)
    found = [one for one in people if same_spelling(one.family, one.given, family, given)]
    return found[0] if len(found) == 1 else None


def _only(booking: BookingDraft, said: Said) -> TravellerDraft | None:
    named = _named(booking, said)
    if named is not None:
        return named
    only = None
    for one in booking.travellers:
        if one.kind is not PersonKind.GROUP:
            if only is not None:
                return None
            only = one
    return only


def _about(reading: Reading, booking: BookingDraft, said: Said, *, is_infant: bool) -> TravellerDraft | None:
    """The traveller it refers to, or the infant on the lap of that one."""
    traveller = _only(booking, said)
    if is_infant and (traveller is None or traveller.kind is not PersonKind.INFANT):
        return infant_with(reading, booking, traveller, said.segment.ordinal)
    return traveller


def _docs(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    text = text_of(said.parts)
    paper = documents.docs(text, said.segment, reading.departure, reading.tell)
    if paper is None:
        if text:
            reading.say("document-text-unreadable", said.segment, service=said.code)
        return False
    named = _named(booking, said)
    if said.wanted and named is not None and not fits(named, paper) and _refers_elsewhere(booking, said):
        by_name(reading, booking, paper, said.segment)
    else:
        holder_of(reading, booking, paper, named, said.segment, is_referred=any(_references(said)))
    return True


def _references(said: Said) -> list[str]:
    """Of the travellers that it is for."""
    return [parts[2].strip() for one in said.wanted if len(parts := one.split(said.component)) > 2]


def _refers_elsewhere(booking: BookingDraft, said: Said) -> bool:
    """Whether it refers to a traveller whose name was lost, while the one that it stands under has another reference."""
    references = _references(said)
    unknown = bool(references) and not any(booking.referred(one) for one in references)
    return unknown and any(references) and said.traveller is not None and bool(said.traveller.reference)


def _doco(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    origin = documents.doco(text_of(said.parts), said.segment, reading.tell)
    traveller = _about(reading, booking, said, is_infant=origin is not None and origin.is_infant)
    if origin is None or traveller is None:
        return False
    if origin.birth_place and traveller.birth_place is None:
        traveller.birth_place = (origin.birth_place, said.segment.ordinal)
    if origin.visa and all(origin.visa.number != held.number for held in traveller.visas[:MOST_HELD]):
        traveller.visas.append(origin.visa)
    return bool(origin.birth_place or origin.visa)


def _doca(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    home = documents.doca(text_of(said.parts), said.segment, reading.tell)
    traveller = _about(reading, booking, said, is_infant=home is not None and home.is_infant)
    if home is None or (traveller is None and any(_references(said))):
        return False
    # Without a reference it is everybody's.
    persons = [one for one in booking.travellers if one.kind is not PersonKind.GROUP]
    for one in [traveller] if traveller is not None else persons:
        if home.kind == "R" and home.country and one.residence is None:
            one.residence = (home.country, said.segment.ordinal)
        if home.address:
            purpose = {"R": "residence", "D": "destination"}.get(home.kind)
            texts.given(booking, one, Contact("address", home.address, purpose, said.segment.ordinal))
    return bool(persons)


def _foid(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    paper, traveller = documents.foid(text_of(said.parts), said.segment), _only(booking, said)
    if paper is None or traveller is None:
        return False
    if all(paper.number != held.number for held in traveller.shown):
        traveller.papers.append(paper)
    return True


def _inft(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    """A child on the lap: a person of its own, travelling with the adult that the service refers to."""
    text, adult = text_of(said.parts), _only(booking, said)
    told = documents.inft(text, said.segment, reading.departure, reading.tell, adult.family if adult else None)
    if told and (told.family or told.given):
        told.family = _without_port(booking, told.family)
        infant_of(booking, told, adult, said.segment.ordinal)
        return True
    infant = infant_with(reading, booking, adult, said.segment.ordinal, "infant-without-name")
    if infant is None:
        reading.say("infant-without-name", said.segment)
    elif told and told.born and infant.born is None:
        infant.born = (told.born, said.segment.ordinal)
    return infant is not None and (told is not None or not text)


def _without_port(booking: BookingDraft, family: str | None) -> str | None:
    """`BRUDOE`: where a separator was lost or doubled, the port of arrival stands before an infant's surname."""
    bare = (family or "")[LETTERS_OF_PORT:].lstrip(" .,")
    if len(bare) < LETTERS_OF_PORT or all(
        one.leg.destination != (family or "")[:LETTERS_OF_PORT] for one in booking.segments
    ):
        return family
    return bare if any(one.family == bare for one in booking.travellers) else family


def _chld(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    traveller, text = _only(booking, said), text_of(said.parts).lstrip("/")
    if traveller is None:
        return False
    if traveller.kind is PersonKind.ADULT:
        traveller.kind = PersonKind.CHILD
    if text and traveller.born is None:
        told = documents.DATE.search(text)
        born, found = birth_date(
            told.group() if told else text.split("-")[0].split("/")[0], "", reading.departure, said.segment
        )
        if born:
            traveller.born = (born, said.segment.ordinal)
        elif found:
            return False
    return True


def _umnr(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    traveller = _only(booking, said)
    if traveller is not None and traveller.kind is PersonKind.ADULT:
        traveller.kind = PersonKind.CHILD
    return False


def _contact(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    found = texts.of_service(said.code, text_of(said.parts))
    if found is None:
        return False
    contact = Contact(found.kind, masked(found.value), found.purpose, said.segment.ordinal)
    texts.given(booking, _named(booking, said), contact)
    return True


def _flyer(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    text, traveller = text_of(said.parts).upper(), _only(booking, said)
    # Where the text is a number alone, the airline stands in its own component.
    carrier = part(said.parts, 3).strip().upper() if text.isdecimal() else ""
    match = FLYER.match(f"{carrier}{text}" if len(carrier) == 2 else text)
    if not match or traveller is None:
        return False
    traveller.flyers.setdefault((match[1], match[2]), FrequentFlyer(match[1], match[2]))
    return True


def _ticket(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    text = DIVIDED.sub(r"\1\2", text_of(said.parts).lstrip("/")).split("-")[0].strip()
    if _is_ticket_and_coupon(text):
        ticketed(booking, _only(booking, said), text[:NUMBER_OF_TICKET], None, text[-1])
        return True
    match = TICKET.fullmatch(text)
    if not match:
        return False
    traveller = _about(reading, booking, said, is_infant=bool(match[1]))
    ticketed(booking, traveller, match[2], None, match[3])
    return True


def _is_ticket_and_coupon(text: str) -> bool:
    """The usual form, `9992007773001C1`."""
    number, coupon = text[:NUMBER_OF_TICKET], text[NUMBER_OF_TICKET:]
    return len(coupon) == 2 and coupon[0] == "C" and coupon[1].isdecimal() and number.isdecimal()


def _seat(reading: Reading, booking: BookingDraft, said: Said) -> bool:
    """A seat for each traveller named; a request without a seat stays a remark."""
    parts = said.parts
    origin, destination = _ports(said, parts)
    found, is_bare, is_whole = False, True, True
    for wanted in said.wanted or [""]:
        told = wanted.split(said.component)
        is_bare = is_bare and not wanted.strip(said.component)
        number, reference = (told[0].strip() or text_of(parts)).upper().lstrip("0"), part(told, 2).strip()
        traveller = booking.referred(reference) or (_only(booking, said) if not reference else None)
        if number in NO_SEAT or not _is_seat(number):
            continue
        found = True
        if traveller is None:
            reading.say("traveller-reference-unknown", said.segment, tag="SSR SEAT")
            is_whole = False
        else:
            seated(traveller, number, origin, destination, said.segment.ordinal)
    return is_whole and (found or is_bare)


def _is_seat(number: str) -> bool:
    """A row of up to three digits, one or two letters."""
    row = number.rstrip(ascii_uppercase)
    return row.isdecimal() and len(row) <= MOST_OF_ROW and 0 < len(number) - len(row) <= MOST_OF_SEAT


def _ports(said: Said, parts: list[str]) -> tuple[str | None, str | None]:
    """Where the seat is taken and left: as the service says, else those of the flight it stands under."""
    board, off = _port(parts, TEXT - 2), _port(parts, TEXT - 1)
    leg = said.flight.leg if said.flight else None
    return board or (leg.origin if leg else None), off or (leg.destination if leg else None)


def _port(parts: list[str], place: int) -> str | None:
    """Three letters; what follows them says something else."""
    port = part(parts, place).strip()[:LETTERS_OF_PORT].upper()
    return port if len(port) == LETTERS_OF_PORT and port.isascii() and port.isalpha() else None


Understand = Callable[[Reading, BookingDraft, Said], bool]
UNDERSTOOD: Final[dict[str, Understand]] = {
    "DOCS": _docs,
    "DOCO": _doco,
    "DOCA": _doca,
    "FOID": _foid,
    "INFT": _inft,
    "CHLD": _chld,
    "UMNR": _umnr,
    **dict.fromkeys(("CTCE", "CTCM", "CTCT", "PCTC"), _contact),
    **dict.fromkeys(("FQTV", "FQTR", "FQTU", "FQTS"), _flyer),
    **dict.fromkeys(("TKNE", "TKNA", "TKNM"), _ticket),
    **dict.fromkeys(("SEAT", "NSST", "NSSA", "NSSW", "NSSB", "NSSR", "NSSP", "SMST", "SMSA", "SMSW", "RQST"), _seat),
}
