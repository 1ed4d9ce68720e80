"""Texts and addresses of a booking: IFT and ADD in, contacts and remarks out.

A contact is the traveller's where it stands under a TIF, else the booking's. Never raises; a text is never dropped.
"""

from __future__ import annotations

import re
from typing import Final

from gotravel.domain.message import Contact
from gotravel.wire.contacts import email, has_dot_inside, is_email, mail_address
from gotravel.wire.edifact.segment import Segment, part
from gotravel.wire.pnrgov import place as at
from gotravel.wire.pnrgov.documents import without_reference
from gotravel.wire.pnrgov.draft import MOST_COMPARED, BookingDraft, TravellerDraft
from gotravel.wire.pnrgov.reading import Reading

KIND_OF_TEXT: Final = {"3": "phone", "4": "phone", "5": "phone", "6": "phone", "61": "email"}
OSI: Final = frozenset({"28"})
OF_TICKETING: Final = frozenset({"9", "10", "11", "15", "16", "21", "23", "27", "34", "45", "47", "733"})
CODES: Final = "ABCEFHMPTR"
BEHIND_CODE: Final = " .:-"
CONTACT: Final = re.compile(rf"\bCTC ?([{CODES}])?\b[{BEHIND_CODE}]*(.*)", re.IGNORECASE | re.DOTALL)
SEVERAL: Final = re.compile(rf"(?<=[^A-Z0-9/])(?=CTC ?[{CODES}]?\b(?!//))")
NUMBER: Final = re.compile(r"\+?\(?\d[\d ()./-]{4,}\d")
MAIL_TOKEN: Final = re.compile(r"\S+(?://|@)\S+\.\S+")
LANGUAGE: Final = re.compile(r"/[A-Z]{2}$")
UNDER_TRAVELLER: Final = frozenset({at.TRAVELLER, at.TICKET})
ANY_PURPOSE: Final = {"T": "agency"}


def ift(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    elements = text.split(element, 2)
    code = part(part(elements, 1).split(component), 1)
    text = " ".join([one for one in part(elements, 2).replace(element, component).split(component) if one])
    if not text:
        return
    if code in KIND_OF_TEXT:
        kind = KIND_OF_TEXT[code]
        told = email(text) if kind == "email" else text
        contact(reading, Contact(kind, told, "agency" if code == "6" else None, segment.ordinal), segment)
    elif code in OSI or not code:
        _osi(reading, segment, code, text)
    else:
        reading.keep(segment, "ticketing" if code in OF_TICKETING else "remark", code, text)


def _osi(reading: Reading, segment: Segment, code: str, text: str) -> None:
    found = contacts_in(text, segment.ordinal)
    for one in found:
        contact(reading, one, segment)
    if not found:
        reading.keep(segment, "osi" if code else "remark", code or "IFT", text)


def contacts_in(text: str, segment: int | None = None) -> list[Contact]:
    """Several codes in one text are several contacts."""
    told = _each(SEVERAL.split(text)) if text.count("CTC") > 1 else [text]
    return [found for one in told if (found := contact_in(one, segment)) is not None]


def _each(parts: list[str]) -> list[str]:
    """`PLS CTC PAX` is no contact of its own: what has neither number nor address goes on with the one before."""
    told = parts[:1]
    for one in parts[1:]:
        if NUMBER.search(one) or MAIL_TOKEN.search(one):
            told.append(one)
        else:
            told[-1] += one
    return told


def contact_in(text: str, segment: int | None = None) -> Contact | None:
    """`CTCE NAME//MAIL.EXAMPLE`, `CTC M 5432109876`, `CTCT SEA 866 746-4647 AGENCY`; a refusal (CTCR) is none."""
    told = _told_first(text)
    if told is None:
        match = CONTACT.search(text) if "CTC" in text or "CTC" in text.upper() else None
        if match is None:
            return None
        told = (match[1] or "").upper(), match[2]
    code, rest = told[0], without_reference(told[1].strip())
    if not rest or code == "R":
        return None
    if code == "A":
        return Contact("address", rest, None, segment)
    mail = _mail_in(rest)
    if mail:
        return Contact("email", mail, None, segment)
    number = NUMBER.search(rest)
    return Contact("phone", number.group().strip() if number else rest, ANY_PURPOSE.get(code), segment)


def _told_first(text: str) -> tuple[str, str] | None:
    """Code and value of the usual form `CTCE VALUE`, without asking an expression that ignores case."""
    if text[:3] == "CTC" and text[4:5] == " " and text[3:4] in CODES:
        return text[3:4], text[5:].lstrip(BEHIND_CODE)
    return None


def _mail_in(text: str) -> str | None:
    """The first word that is an e-mail address, if it is one."""
    if "@" not in text and "//" not in text:
        return None
    if text.split() == [text]:
        return mail_address(text) if _is_token(text) else None
    token = MAIL_TOKEN.search(text)
    return mail_address(token.group()) if token else None


def _is_token(word: str) -> bool:
    """Whether MAIL_TOKEN finds a text without blanks, which then is all of it."""
    at, slashes = word.find("@", 1), word.find("//", 1)
    behind = slashes + 2 if slashes > 0 and not 0 < at < slashes else at + 1
    return behind > 1 and has_dot_inside(word[behind:])


def of_service(code: str, text: str) -> Contact | None:
    """SSR CTCE, CTCM, CTCT, PCTC: the text without its language and name reference."""
    rest = LANGUAGE.sub("", without_reference(text.strip()).strip()).strip()
    if not rest or code == "CTCR":
        return None
    if code == "CTCE" or is_email(rest):
        return Contact("email", email(rest.lstrip("/")))
    number = NUMBER.search(rest)
    purpose = {"PCTC": "emergency", "CTCT": "agency"}.get(code)
    return Contact("phone", rest if purpose == "emergency" or not number else number.group().strip(), purpose)


def contact(reading: Reading, one: Contact, segment: Segment) -> None:
    owner = reading.traveller if reading.place in UNDER_TRAVELLER else None
    given(reading.booking or reading.open(segment), owner, one)


def given(booking: BookingDraft, traveller: TravellerDraft | None, one: Contact) -> None:
    held = booking.contacts if traveller is None else traveller.contacts
    # To compare thousands with each other would take minutes; of so many one may stand twice.
    for other in held if len(held) <= MOST_COMPARED else held[-MOST_COMPARED:]:
        if other.value == one.value and other.kind == one.kind:
            return
    held.append(one)


WORD: Final = re.compile(r"[^\W\d_]{3,}")
"""Where an address's free text has several, it says more than a telephone: who delivers a child, and who collects it."""


def add(reading: Reading, segment: Segment, text: str, element: str, component: str) -> None:
    """Addresses with telephones in their text; the payer's under FOP, a guardian's or emergency one under TIF."""
    purpose = {at.PAYMENT: "billing", at.TRAVELLER: "emergency"}.get(reading.place)
    booking = reading.open(segment)
    owner = reading.traveller if reading.place == at.TRAVELLER else None
    elements = text.split(element)
    for told in elements[2:] or elements[1:]:
        values = told.split(component)
        address = ", ".join(filter(None, values[1:7]))
        if address:
            given(booking, owner, Contact("address", address, purpose, segment.ordinal))
        spoken = " ".join(filter(None, values[7:]))
        for one in _spoken(spoken):
            given(booking, owner, Contact(one.kind, one.value, purpose, segment.ordinal))
        if len(WORD.findall(MAIL_TOKEN.sub("", spoken))) > 1:
            reading.keep(segment, "contact", "ADD")


def _spoken(text: str) -> list[Contact]:
    """The free text of an address: e-mail addresses and telephone numbers, or the text as a telephone."""
    if not text:
        return []
    named = contacts_in(text)
    if named:
        return named
    tokens = MAIL_TOKEN.findall(text) if "@" in text or "//" in text else []
    mails = [Contact("email", email(mail)) for mail in tokens if is_email(mail)]
    rest = MAIL_TOKEN.sub("", text) if mails else text
    numbers = [] if len(mails) == 0 and len(text) < 16 else NUMBER.findall(rest)
    phones = [Contact("phone", number.strip()) for number in numbers]
    return [*mails, *phones] or [Contact("phone", text)]
