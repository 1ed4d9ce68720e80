"""A broken document gives nobody what is another's: three travellers of a booking and one of the next, each with own values."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from gotravel.domain.message import Person
from gotravel.wire.decode import decode

PEOPLE = (("ANKE", "DOE", 1), ("BORIS", "ROE", 2), ("CARLA", "POE", 3))
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<IATA_PNRGOV_NotifRQ xmlns="http://www.iata.org/IATA/2007/00" Version="13.1"><FlightLeg CarrierCode="ZZ" FlightNumber="501"
DepartureDateTime="2026-06-11T18:15:00"><DepartureAirport LocationCode="JFK"/><ArrivalAirport LocationCode="BRU"/></FlightLeg>
<PNRs NumberOfPnrs="2">"""
FLIGHT = """<Flight DepartureDateTime="2026-06-11T18:15:00" FlightNumber="501"><DepartureAirport LocationCode="JFK"/>
<ArrivalAirport LocationCode="BRU"/><MarketingAirline Code="ZZ"/>"""
VALUE = re.compile(r"PP(\d)|[12](\d)C|M(\d)|198(\d)-03-09|099976500(\d)|999123456789(\d)")


def traveller(given: str, family: str, number: int, own: int = 0) -> str:
    """`own` shows in every value, where the number says more than one person."""
    own = own or number
    return f"""<Passenger RPH="{number}"><GivenName>{given}</GivenName><Surname>{family}</Surname>
<CustLoyalty ProgramID="ZZ" MembershipID="M{own}"/><DOC_SSR SSRCode="DOCS" Status="HK" RPH="{number}"><DOCS DocType="P"
DocNbr="PP{own}" DateOfBirth="198{own}-03-09" Surname="{family}" FirstGivenName="{given}" Gender="F" IssuingLoc="BEL"/></DOC_SSR>
<TicketDocument TicketDocumentNbr="999123456789{own}"></TicketDocument></Passenger>
"""


def seat(number: int, own: int = 0) -> str:
    return f"""<SSR SSRCode="SEAT" Status="HK" RPH="{number}"><Airline Code="ZZ"/><Text>1{own or number}C</Text></SSR>
"""


def boarding(given: str, family: str, number: int, *, named: bool) -> str:
    name = f"""<Passenger RPH="{number}"><GivenName>{given}</GivenName><Surname>{family}</Surname></Passenger>"""
    return f"""<BoardingNumber Number="JFK-03{number}" RPH="{number}">{name if named else ""}<SeatNumber>02{number}C</SeatNumber>
<CheckedBag NumberOfBags="1" Weight="1{number}" IssuerCode="ZZ" TagNumber="099976500{number}"/></BoardingNumber>
"""


def document(*, named: bool) -> str:
    """`named`: whether a check-in names the traveller, or refers to it alone."""
    first = f"""<PNR><BookingRefID ID="K7Q2WA"/>{"".join(traveller(*one) for one in PEOPLE)}{FLIGHT}
{"".join(seat(number) for _, _, number in PEOPLE)}<CheckInInfo Time="2026-06-11T15:20:00">
{"".join(boarding(*one, named=named) for one in PEOPLE)}</CheckInInfo></Flight></PNR>"""
    second = f"""<PNR><BookingRefID ID="K7Q2WB"/>{traveller("DORA", "NOE", 1, 9)}{FLIGHT}{seat(1, 9)}</Flight></PNR>"""
    return f"{HEAD}{first}\n{second}</PNRs></IATA_PNRGOV_NotifRQ>"


NAMED, REFERRED = document(named=True), document(named=False)
OWN = {"ANKE": "1", "BORIS": "2", "CARLA": "3", "DORA": "9"}


def damages(whole: str) -> Iterator[tuple[str, str]]:
    for tag in re.finditer(r"<(/?)([A-Za-z_:]+)([^<>]*)>", whole):
        start, end = tag.span()
        name, behind = tag.span(2)
        yield f"gone {start}", whole[:start] + whole[end:]
        yield f"renamed {start}", whole[:name] + "X" + whole[name:]
        yield f"damaged {start}", whole[: behind - 1] + "#" + whole[behind:]
        yield f"blank {start}", whole[: name + 3] + " " + whole[name + 3 :]
        yield f"not closed {start}", whole[: end - 1] + whole[end:]
        yield f"not opened {start}", whole[:start] + whole[start + 1 :]
        if tag[1]:
            yield f"no end {start}", whole[: start + 1] + whole[start + 2 :]
    for quote in re.finditer('"', whole):
        yield f"quotation {quote.start()}", whole[: quote.start()] + whole[quote.end() :]


def persons(raw: str) -> list[Person]:
    return [one for message in decode(raw.encode()) for one in message.passengers]


def codes(raw: str) -> set[str]:
    return {one.code for message in decode(raw.encode()) for one in message.findings}


def values(one: Person) -> list[str]:
    told = [*(paper.number for paper in one.documents), *(place.number for place in one.seats), one.born]
    told += [*(flyer.number for flyer in one.frequent_flyer), *(one.bags.tags if one.bags else ())]
    told += [ticket.number for ticket in one.tickets]
    return [value for value in told if value]


def digit_of(value: str) -> str:
    """Of the person whose value it is; of what is no longer one, itself."""
    match = VALUE.fullmatch(value)
    return next(digit for digit in match.groups() if digit) if match else value


def owners(one: Person) -> set[str]:
    return {digit_of(value) for value in values(one) if VALUE.fullmatch(value)}


@pytest.mark.parametrize("whole", [NAMED, REFERRED], ids=["named", "referred to"])
def test_no_damage_gives_anybody_what_is_anothers(whole: str) -> None:
    sound = sorted(value for one in persons(whole) for value in values(one))
    assert [owners(one) for one in persons(whole)] == [{"1"}, {"2"}, {"3"}, {"9"}]
    for what, raw in damages(whole):
        found = persons(raw)
        assert len(found) == 4, what
        for one in found:
            assert owners(one) <= {OWN[str(one.given)]}, (what, one.given)
        lost = set(sound) - {value for one in found for value in values(one)}
        assert len({digit_of(value) for value in lost}) < 2, (what, "what is lost is of one person")


BARE = re.sub(r"<DOC_SSR.*?</DOC_SSR>", "", NAMED, flags=re.DOTALL)
AMPERSANDS = [
    ("DOE & SONS", "DOE & SONS", True),
    ("DOE &amp SONS", "DOE & SONS", True),
    ("D&Ouml;E", "DÖE", True),
    ("DOE &amp; SONS", "DOE & SONS", False),
]


@pytest.mark.parametrize("sent, read, told", AMPERSANDS)
def test_an_ampersand_in_a_name_makes_no_second_person(sent: str, read: str, told: bool) -> None:
    raw = BARE.replace("<Surname>DOE<", f"<Surname>{sent}<")
    assert [one.family for one in persons(raw)] == [read, "ROE", "POE", "NOE"]
    assert ("xml-ampersand-unescaped" in codes(raw)) is told
    assert "xml-broken" not in codes(raw)


@pytest.mark.parametrize(
    "old, new",
    [
        ("<GivenName>ANKE", "ANKE"),
        ("<GivenName>ANKE", "<GivenNam>ANKE"),
        ("<GivenName>ANKE", "<Given Name>ANKE"),
        ("<GivenName>ANKE", "GivenName>ANKE"),
        ("<Surname>DOE", "DOE"),
        ("DOE</Surname>", "DOE/Surname>"),
        ("DOE</Surname>", "DOE"),
        ('<Passenger RPH="1"><GivenName>ANKE', "<GivenName>ANKE"),
        ('<Passenger RPH="1"><GivenName>ANKE', '<Pasenger RPH="1"><GivenName>ANKE'),
    ],
)
@pytest.mark.parametrize("whole", [NAMED, BARE], ids=["with documents", "without"])
def test_a_broken_name_stays_one_person(old: str, new: str, whole: str) -> None:
    raw = whole.replace(old, new, 1)
    assert [(one.family, one.given) for one in persons(raw)][:1] == [("DOE", "ANKE")]
    assert len(persons(raw)) == 4
    assert "xml-broken" in codes(raw)


def test_a_booking_within_another_keeps_its_own_travellers() -> None:
    (message,) = decode(NAMED.replace("</PNR>", "", 1).encode())
    assert [len(one.passengers) for one in message.bookings] == [3, 1]
    assert [owners(one) for one in message.passengers] == [{"1"}, {"2"}, {"3"}, {"9"}]


def test_what_stands_in_an_unknown_element_is_kept() -> None:
    raw = NAMED.replace("</PNR>", '<Extension><Loyalty Level="GOLD">SINCE 2001</Loyalty></Extension></PNR>', 1)
    (message,) = decode(raw.encode())
    assert any("GOLD" in one.text and "SINCE 2001" in one.text for one in message.bookings[0].remarks)


@pytest.mark.parametrize("broken", [False, True])
def test_names_around_which_no_passenger_stands_stay_as_many_persons(broken: bool) -> None:
    raw = re.sub(r"</?Passenger[^>]*>", "", re.sub("<Flight .*?</Flight>", "", BARE, flags=re.DOTALL))
    raw = raw.replace("K7Q2WA", "K7<Q2WA") if broken else raw
    assert [(one.family, one.given) for one in persons(raw)] == [(family, given) for given, family, _ in PEOPLE] + [
        ("NOE", "DORA")
    ]
    assert ("xml-broken" in codes(raw)) is broken


@pytest.mark.parametrize(
    "told",
    [
        "<ContactInfo><GivenName>ERIK</GivenName><Surname>AGENTSON</Surname><Telephone>3247000</Telephone></ContactInfo>",
        "<Address><Surname>AGENTSON</Surname><StreetNmbr>1 HIGH ST</StreetNmbr></Address>",
    ],
)
def test_whom_a_sound_document_names_elsewhere_is_no_traveller(told: str) -> None:
    sound = f'{HEAD}<PNR><BookingRefID ID="AB12CD"/>{traveller(*PEOPLE[0])}{told}{FLIGHT}</Flight></PNR></PNRs></IATA_PNRGOV_NotifRQ>'
    (message,) = decode(sound.encode())
    assert [(one.given, one.family) for one in message.passengers] == [("ANKE", "DOE")]
    assert message.passengers[0].other_names == ()
