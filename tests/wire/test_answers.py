"""What a State answers: written, then read, says the same; every value is escaped."""

from __future__ import annotations

import pytest

from gotravel.domain.message import Kind, Leg, Message
from gotravel.wire import ackres, contrl, cusres, govreq
from gotravel.wire.decode import decode
from gotravel.wire.edifact.writer import Header, escaped, segment

HEADER = Header("XXPIU", "ZZ", "2025-06-12T09:05", "Q1", "IAPI")


def only(text: str) -> Message:
    (message,) = decode(text.encode("ascii"))
    assert message.findings == ()
    assert (message.sender, message.recipient, message.interchange) == ("XXPIU", "ZZ", "Q1")
    assert (message.reference, message.prepared) == ("4F2A99", "2025-06-12T09:05")
    return message


def test_an_answer_to_an_interactive_list() -> None:
    flight = cusres.FlightNamed("ZZ650", "2506121230", "2506121510", "IST", "BRU")
    directives = (
        cusres.Directive(cusres.OK_TO_BOARD, "OK TO BOARD", "AB1CD2", "ZZ1"),
        cusres.Directive(cusres.NO_BOARD, "CALL +32 2 555 'NOW'?", "AB1CD2", None),
        cusres.Directive("118", "SYSTEM: DOWN"),
    )
    message = only(
        cusres.write(
            HEADER,
            message_reference="4F2A99",
            directives=directives,
            transaction="0000123",
            flight=flight,
            access="Q0001",
        )
    )
    assert (message.kind, message.version, message.function, message.transaction, message.series) == (
        Kind.CUSRES, "D:05B", "962", "0000123", "Q0001",
    )  # fmt: skip
    assert [(one.code, one.text, one.reference) for one in message.answers] == [
        ("0Z", "OK TO BOARD", "ZZ1"), ("1Z", "CALL +32 2 555 'NOW'?", "AB1CD2"), ("118", "SYSTEM: DOWN", None),
    ]  # fmt: skip
    assert message.legs == (
        Leg(
            carrier="ZZ",
            number="650",
            origin="IST",
            destination="BRU",
            departure="2025-06-12T12:30",
            arrival="2025-06-12T15:10",
        ),
    )


@pytest.mark.parametrize("accepted, codes", [(True, ["3"]), (False, ["7", "118", "103"])])
def test_an_acknowledgement_of_a_push(accepted: bool, codes: list[str]) -> None:
    errors = () if accepted else ("118", "103")
    message = only(
        ackres.write(
            HEADER,
            message_reference="4F2A99",
            access="120625/0905/ZZ/650",
            accepted=accepted,
            errors=errors,
            bookings=12,
        )
    )
    assert (message.kind, message.version, message.function, message.declared_count) == (Kind.ACKRES, "11:1", "23", 12)
    assert [one.code for one in message.answers] == codes
    assert message.series == "120625/0905/ZZ/650"


def test_a_syntax_acknowledgement() -> None:
    message = only(
        contrl.write(
            HEADER,
            message_reference="4F2A99",
            interchange_of=contrl.Subject("R1", True, sender="ZZ", recipient="XXPIU"),
            messages=(contrl.Subject("1", False, "29", "UNT", name=("PAXLST", "D", "05B", "UN")),),
        )
    )
    assert message.kind is Kind.CONTRL
    assert [(one.code, one.reference) for one in message.answers] == [("7", "R1"), ("29", "1")]
    assert "control count does not match" in (message.answers[1].text or "")


def test_a_request_for_a_booking_and_for_a_flight() -> None:
    flight = Leg(
        carrier="ZZ", number="650", origin="IST", destination="BRU", departure="2025-06-12T12:30", arrival="2025-06-12"
    )
    text = govreq.write(
        HEADER, message_reference="4F2A99", state="XX", function="22", carrier="ZZ", locator="AB1CD2", flight=flight
    )
    message = only(text)
    assert (message.kind, message.function, message.legs) == (Kind.GOVREQ, "22", (flight,))
    assert [(one.code, one.reference) for one in message.answers] == [("ZZ", "AB1CD2")]


def test_writing_escapes_and_trims() -> None:
    assert segment("FTX", "AAP", "", "", "A+B:C'D?E\r\n") == "FTX+AAP+++A?+B?:C?'D??E'"
    assert segment("NAD", "FL", "", "", ("DOE", "", None), None) == "NAD+FL+++DOE'"
    assert escaped("\x00\x1b") == ""


TEXTS = [
    ("OK TO BOARD", "UNOA", "OK TO BOARD"),
    ("Ask at desk 4", "UNOB", "Ask at desk 4"),
    ("MAIL A@B.EXAMPLE", "UNOC", "MAIL A@B.EXAMPLE"),
    ("NICHT EINSTEIGEN: MÜLLER–STRASSE ŁÓDŹ", "UNOA", "NICHT EINSTEIGEN: MULLER-STRASSE LODZ"),
    ("ПОСАДКА", "UNOA", "POSADKA"),
    ("NO BOARD\r\nCALL +32 2 555\n", "UNOA", "NO BOARD CALL +32 2 555"),
    ("TAB\tAND\u2028LINE", "UNOA", "TAB AND LINE"),
]


@pytest.mark.parametrize("sent, syntax, read", TEXTS)
def test_any_text_is_written_in_the_character_set_announced(sent: str, syntax: str, read: str) -> None:
    text = cusres.write(HEADER, message_reference="4F2A99", directives=(cusres.Directive("1Z", sent, "AB1CD2"),))
    assert text.startswith(f"UNA:+.? 'UNB+{syntax}:4+")
    assert [one.text for one in only(text).answers] == [read]


@pytest.mark.parametrize("words", [1, 64, 65, 300, 700, 2000])
def test_a_long_text_is_divided_and_never_cut(words: int) -> None:
    sent = " ".join(f"WORD{number:03d}" for number in range(words))
    text = cusres.write(HEADER, message_reference="4F2A99", directives=(cusres.Directive("1Z", sent, "AB1CD2"),))
    assert [(one.code, one.text) for one in only(text).answers] == [("1Z", sent)]
    for line in text.split("'"):
        components = line.partition("FTX+AAP+++")[2].split(":")
        assert len(components) <= 5
        assert max(map(len, components)) <= 512


def test_a_word_without_end_is_divided() -> None:
    text = cusres.write(HEADER, message_reference="1", directives=(cusres.Directive("1Z", "X" * 3000, "AB1CD2"),))
    (message,) = decode(text.encode("ascii"))
    assert (message.answers[0].text or "").count("X") == 3000


def test_an_acknowledgement_to_a_sender_in_small_letters_says_so() -> None:
    header = Header("XXPIU", "zz-ops", "2025-06-12T09:05", "Q1", syntax=("IATA", "1"))
    text = ackres.write(header, message_reference="1", access=None, accepted=True)
    assert "UNB+IATB:1+XXPIU+zz-ops+" in text


@pytest.mark.parametrize(
    "body, answers",
    [
        pytest.param("BGM+312'ERP+1'ERC+118'", [("118", None, None)], id="an error of the whole"),
        pytest.param(
            "BGM+962'ERP+2'RFF+AVF:AB1CD2'ERC+0Z'FTX+AAP+++OK'", [("0Z", "OK", "AB1CD2")], id="a locator only"
        ),
        pytest.param("BGM+962'ERC+4Z'", [("4Z", None, None)], id="no level"),
        pytest.param("BGM+962'ERP+2'RFF+ABO:1'", [(None, None, "1")], id="no code"),
        pytest.param("BGM+962'ERP+2'RFF+ABO:1'ERC+0Z'ERC+2Z'", [("0Z", None, "1"), ("2Z", None, "1")], id="two codes"),
        pytest.param(
            "BGM+962'ERP+2'RFF+ABO:1'ERC+1Z'FTX+AAP+++NO BOARD'ERC+118'FTX+AAP+++ASK'",
            [("1Z", "NO BOARD", "1"), ("118", "ASK", "1")],
            id="a text behind each code",
        ),
        pytest.param(
            "BGM+962'ERP+2'RFF+ABO:1'ERC+1Z'ERC+118'FTX+AAP+++NO BOARD'FTX+AAP+++ASK'",
            [("1Z", "NO BOARD", "1"), ("118", "ASK", "1")],
            id="codes, then as many texts",
        ),
        pytest.param(
            "BGM+962'ERP+2'RFF+ABO:1'ERC+1Z'ERC+118'FTX+AAP+++NO BOARD'",
            [("1Z", "NO BOARD", "1"), ("118", None, "1")],
            id="codes, then one text",
        ),
        pytest.param(
            "BGM+962'ERP+2'RFF+ABO:1'FTX+AAP+++NO'FTX+AAP+++BOARD'ERC+1Z'",
            [("1Z", "NO BOARD", "1")],
            id="texts before the code",
        ),
    ],
)
def test_answers_of_other_states(body: str, answers: list[tuple[str | None, ...]]) -> None:
    count = body.count("'") + 2
    text = f"UNB+UNOA:4+A+B+250612:0905+R1'UNH+1+CUSRES:D:05B:UN'{body}UNT+{count}+1'UNZ+1+R1'"
    (message,) = decode(text.encode())
    assert [(one.code, one.text, one.reference) for one in message.answers] == answers
    assert message.findings == ()


def test_an_answer_whose_beginning_was_lost_keeps_its_passenger() -> None:
    body = "BGM+962'RFF+TN:1'RFF+AVF:K11AAA'RFF+ABO:31'ERC+1Z'ERP+2'RFF+ABO:32'ERC+4Z'"
    text = f"UNB+UNOA:4+A+B+250612:0905+R1'UNH+1+CUSRES:D:05B:UN'{body}UNT+10+1'UNZ+1+R1'"
    (message,) = decode(text.encode())
    assert [(one.code, one.reference) for one in message.answers] == [("1Z", "31"), ("4Z", "32")]
    assert [one.code for one in message.findings] == ["answer-split-missing"]
