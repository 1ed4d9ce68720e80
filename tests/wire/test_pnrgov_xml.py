"""PNR as XML: broken, wrapped, hostile documents, and what is understood of them all the same. Invented people only."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gotravel.domain.message import Bags, Kind
from gotravel.wire.decode import decode

WHOLE = (Path(__file__).parent / "golden" / "pnrgov_xml" / "one-booking.xml").read_bytes()
SECOND = b'<Passenger RPH="2"><GivenName>LOU</GivenName><Surname>PEETERS</Surname></Passenger><Flight Depart'
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def names(raw: bytes) -> list[str | None]:
    return [one.family for message in decode(raw) for one in message.passengers]


def codes(raw: bytes) -> set[str]:
    return {one.code for message in decode(raw) for one in message.findings}


def test_a_traveller_behind_a_broken_one_is_not_lost() -> None:
    raw = WHOLE.replace(b"<Flight Depart", SECOND, 1).replace(b"</Surname>", b"</Surnome>", 1)
    assert "PEETERS" in names(raw)
    assert "xml-broken" in codes(raw)


@pytest.mark.parametrize("wrapper", [b"IATA_PNRGOV_NotifRQ", b"Data", b"ns:PNRs"])
def test_a_wrapper_of_the_senders_own_does_not_matter(wrapper: bytes) -> None:
    raw = WHOLE.replace(b"IATA_PNRGOV_NotifRQ", wrapper).replace(b'xmlns="http', b'xmlns:ns="http')
    assert names(raw)[0] == "VER HEYDEN"


def test_entities_are_refused_and_told() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><IATA_PNRGOV_NotifRQ>&b;'
    raw = bomb + WHOLE.split(b"?>", 1)[1]
    assert "xml-entities-refused" in codes(raw)
    assert names(raw) == []


def test_a_file_asked_for_by_an_entity_is_not_read() -> None:
    raw = (
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:/etc/passwd">]><PNR><Passenger><Surname>&a;</Surname></Passenger></PNR>'
    )
    assert not any("root" in (name or "") for name in names(raw))


def test_a_wrong_character_set_is_told() -> None:
    raw = WHOLE.replace(b"PEETERS", "MÜLLER".encode("latin-1")).replace(b"VERHEYDEN</", "MÜLLER</".encode("latin-1"))
    assert "xml-encoding-wrong" in codes(raw)
    assert "VER HEYDEN" in names(raw)


@pytest.mark.parametrize("name", [b"shift_jis", b"x-klingon", b"utf-7", b"big5"])
def test_an_encoding_that_the_parser_does_not_know_is_told(name: bytes) -> None:
    raw = WHOLE.replace(b"UTF-8", name, 1)
    assert name in raw
    assert "xml-encoding-wrong" in codes(raw)
    assert "VER HEYDEN" in names(raw)


def test_the_offset_of_a_segment_is_its_elements() -> None:
    for raw in (WHOLE, WHOLE.replace(b"<PNRs", "<A n='é'/><PNRs".encode("cp1252"), 1)):
        [message] = decode(raw)
        surname = next(one for one in message.segments if one.text.startswith("TIF"))
        assert raw[surname.offset :].startswith(b"<Passenger")


CHECKED = (
    b'<CheckInInfo Time="2025-06-11T15:25:00"><BoardingNumber Number="JFK-112" RPH="1"><SeatNumber CabinClass="Y">014C'
    b'</SeatNumber><CheckedBag NumberOfBags="2" Weight="41" IssuerCode="ZZ" TagNumber="0999765001"/></BoardingNumber></CheckInInfo></Flight>'
)


def test_check_in_with_bags() -> None:
    one = decode(WHOLE.replace(b"</Flight>", CHECKED, 1))[0].passengers[0]
    assert (one.checked_in, one.bags) == (True, Bags(2, 41.0, ("0999765001",)))


def test_prices_taxes_and_boarding_are_kept_as_remarks() -> None:
    more = b'<PricingInfo Date="2025-03-02" NonRefundableInd="true"/><Taxes><Tax Amount="1.20" TaxType="YQ"/></Taxes></TicketDocument>'
    ticket = b'<TicketDocument TicketDocumentNbr="9991234567890">' + more
    raw = WHOLE.replace(b"<Surname>", ticket + b"<Surname>", 1).replace(b'RPH="1"', b'RPH="1" BoardingStatus="B"', 1)
    texts = {remark.text for one in decode(raw)[0].bookings for remark in one.remarks}
    assert {"PTK+2025-03-02:true", "TXD++1.20:::YQ", "+BoardingStatus B"} <= texts


def test_a_document_broken_in_many_places_is_read_once() -> None:
    """Twenty thousand breaks: reading the rest anew after each would take minutes."""
    assert len(names(b"<PNRs>" + b"<PNR><Passenger><Surname>A</x>" * 20_000)) == 20_000


def test_text_after_the_document_does_not_matter() -> None:
    assert names(WHOLE + b"\nkind regards") == names(WHOLE)


@QUICK
@given(st.data())
def test_damaged_documents_are_answered(data: st.DataObject) -> None:
    raw = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    for message in decode(bytes(raw)):
        assert message.kind in (Kind.PNRGOV, Kind.UNKNOWN, Kind.MANIFEST)
        assert "decoder-failed" not in {one.code for one in message.findings}


@QUICK
@given(st.integers(0, len(WHOLE)))
def test_a_document_cut_anywhere_keeps_whoever_was_sent_whole(cut: int) -> None:
    sent = WHOLE[:cut].count(b"</Surname>") > 0
    assert not sent or names(WHOLE[:cut])


DOCUMENT = WHOLE.split(b"?>", 1)[1]


@pytest.mark.parametrize("raw", [WHOLE + WHOLE, WHOLE + DOCUMENT, b"<Batch>" + DOCUMENT * 2 + b"</Batch>"])
def test_every_document_of_a_file_is_a_message(raw: bytes) -> None:
    assert [len(message.bookings) for message in decode(raw)] == [1, 1]
    assert [len(message.passengers) for message in decode(raw)] == [2, 2]


def test_a_broken_document_ends_where_the_next_begins() -> None:
    raw = WHOLE.replace(b"</Surname>", b"</Surnome>", 1) + DOCUMENT
    assert [len(message.passengers) for message in decode(raw)] == [2, 2]
    assert [len(message.legs) for message in decode(raw)] == [1, 1]


@pytest.mark.parametrize(
    "sent, damaged",
    [
        (b'RPH="1"><Passenger RPH="1"><GivenName>ANKE</GivenName><Surname>VERH', b'RPH="1"\n<Passenger RPH="1"><GivenName>ANKE</GivenName><Surname>VERH'),
        (b"<BoardingNumber", b"<Boarding Number"),
        (b"JFK-032", b"JFK&032"),
        (b"</BoardingNumber", b"</Boarding Number"),
        (b"</SeatNumber>", b"</Seat"),
    ],
)  # fmt: skip
def test_a_broken_check_in_makes_nobody(sent: bytes, damaged: bytes) -> None:
    assert sent in WHOLE
    assert names(WHOLE.replace(sent, damaged)) == names(WHOLE)


def test_a_boarding_with_two_seats_keeps_both() -> None:
    raw = WHOLE.replace(b"014C</SeatNumber>", b"014C</SeatNumber><SeatNumber>015C</SeatNumber>")
    assert [[seat.number for seat in one.seats] for one in decode(raw)[0].passengers] == [["14C", "15C"], []]
