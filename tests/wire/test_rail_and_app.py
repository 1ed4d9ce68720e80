"""Trains and coaches as JSON, and the interactive lines of SITA APP: nobody named is lost, damage costs what it hit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gotravel.domain.message import Kind, Message
from gotravel.wire import whole_json
from gotravel.wire.decode import decode
from gotravel.wire.present import as_object
from tests.wire.conftest import SHARED

SEEDS = Path(__file__).parents[1] / "fuzz" / "seeds" / "rail"
JOURNEY, BOOKING = ((SEEDS / f"{name}.json").read_bytes() for name in ("journey", "booking"))
LINES = (Path(__file__).parent / "golden" / "app" / "request-answer-cancellation.edi").read_bytes()
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shown(raw: bytes) -> list[dict[str, Any]]:
    return [as_object(message, "-", unfiltered=True) for message in decode(raw)]


def names(raw: bytes) -> list[str | None]:
    return [one["family"] for message in shown(raw) for one in message["passengers"]]


def codes(messages: tuple[Message, ...]) -> set[str]:
    return {one.code for message in messages for one in message.findings}


def test_a_journey_by_train() -> None:
    (message,) = shown(JOURNEY)
    (leg,), (one,) = message["legs"], message["passengers"]
    assert (leg["mode"], leg["carrier"], leg["number"]) == ("rail", "XRAIL", "9114")
    assert (leg["origin"], leg["departure"], leg["destination"]) == ("7015400", "2025-09-02T08:16", "8814001")
    assert (one["family"], one["given"], one["sex"], one["born"]) == ("Ökvist", "Åsa", "F", "1980-01-01")
    assert (one["documents"][0]["type"], one["documents"][0]["issuer"], one["locator"]) == ("P", "SWE", "TRN5QK")
    assert [found["text"] for found in message["findings"]] == [
        "1 passengers of the document are animals or things and made no person."
    ]


def test_a_booking_as_the_open_sales_model_has_it() -> None:
    (message,) = shown(BOOKING)
    (leg,) = message["legs"]
    assert (leg["carrier"], leg["number"], leg["origin"], leg["arrival"]) == (
        "3018",
        "9310",
        "8814001",
        "2025-09-02T09:40",
    )
    assert (names(BOOKING), message["passengers"][0]["locator"]) == (["Doe"], "AB1CD2")


def test_a_coach() -> None:
    coach = {"coachNumber": "FX123", "from": "BRU", "to": "CDG", "passengers": [{"firstName": "A", "lastName": "Na"}]}
    (message,) = shown(json.dumps(coach).encode())
    assert (message["legs"][0]["mode"], message["legs"][0]["number"], names(json.dumps(coach).encode())) == (
        "road",
        "FX123",
        ["Na"],
    )


@pytest.mark.parametrize(
    "join",
    [lambda parts: b"\n".join(parts), lambda parts: b"[" + b",".join(parts) + b"]"],
    ids=["a line each", "a list"],
)
def test_several_documents_in_one_file(join: Any) -> None:
    parts = [json.dumps(json.loads(one)).encode() for one in (JOURNEY, BOOKING)]
    assert [len(message["passengers"]) for message in shown(join(parts))] == [1, 1]


@pytest.mark.parametrize("size", range(20, len(BOOKING), 25))
def test_a_document_cut_off_keeps_what_was_sent_whole(size: int) -> None:
    cut = BOOKING[:size]
    messages = decode(cut)
    if b'"Doe",' in cut:
        assert names(cut) == ["Doe"]
        assert "json-damaged" in codes(messages)
    assert "decoder-failed" not in codes(messages)


def test_a_damaged_value_costs_no_other_traveller() -> None:
    document = json.loads(JOURNEY)
    document["bookings"].append({"bookingCode": "X", "passengers": [{"lastName": "Roe"}, {"lastName": "Poe"}]})
    raw = json.dumps(document).encode().replace(b'"Roe"', b'"Roe')
    assert {"Ökvist", "Poe"} <= set(names(raw))


@QUICK
@given(st.sampled_from([JOURNEY, BOOKING, LINES]), st.data())
def test_damage_is_answered(sound: bytes, data: st.DataObject) -> None:
    raw = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert "decoder-failed" not in codes(decode(bytes(raw)))


@pytest.mark.parametrize("again", ["[", '{"a":', '{"passengers":[{', '{"a":[0,0,0,', '"', "}"])
def test_a_heap_of_brackets_is_answered(again: str) -> None:
    raw = b'{"passengers":' + again.encode() * (200_000 // len(again))
    assert whole_json.loaded(raw)[1]
    assert codes(decode(raw))


def test_requests_name_persons_and_answers_give_directives() -> None:
    request, answer, cancelled, *_ = shown(LINES)
    assert [(one["family"], one["given"], one["kind"]) for one in request["passengers"]] == [
        ("LINDQVIST", "OSCAR", "adult"), ("HARALDSEN", None, "crew"),
    ]  # fmt: skip
    first = request["passengers"][0]
    assert [(one["type"], one["number"], one["issuer"]) for one in first["documents"]] == [
        ("P", "XS0000001", "SWE"), ("V", "V00112233", "BEL"),
    ]  # fmt: skip
    assert (first["locator"], request["legs"][0]["number"], request["transaction"]) == ("AB1CD2", "298", "2001")
    assert [(one["code"], one["text"], one["reference"]) for one in answer["answers"]] == [
        ("8501", "B", "7"), ("8502", "D CALL THE UNIT", "002"),
    ]  # fmt: skip
    assert (answer["kind"], cancelled["kind"], cancelled["purpose"]) == ("cusres", "manifest", "cancel")


@pytest.mark.parametrize("fold", [60, 69, 3000])
def test_lines_inside_a_telegram(fold: int) -> None:
    line = LINES.splitlines()[0]
    folded = b"\r\n".join(line[at : at + fold] for at in range(0, len(line), fold))
    assert names(b"QU BRUPI2X\r\n.HDQRMZZ 120915\r\n\x02" + folded + b"\r\n\x03") == ["LINDQVIST", "HARALDSEN"]


@pytest.mark.corpus
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the shared corpus is not on this machine")
def test_whoever_the_public_lines_name_is_read() -> None:
    raw = (SHARED / "corpus" / "public" / "astra_sita_app_samples.edi").read_bytes()
    messages = decode(raw)
    lines = [line for line in raw.splitlines() if line.strip()]
    assert len(messages) == len(lines)
    for line, message in zip(lines, messages, strict=True):
        named = [person.family for person in message.passengers]
        assert all(name and f"/{name}/".encode() in line for name in named)
        assert len(named) == (b"/1" in line and any(word in line for word in (b"/TUMALI", b"/VOLODIN", b"/KURGIN", b"/SELIV", b"/ALIMOV", b"/KHASS")))  # fmt: skip
        assert (message.kind is Kind.CUSRES) == line.startswith(b"CIRS")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("CIRQ:1/A/N//26/PRQ/34/1/P/SWE/SWE/X1//P//20300131////ROE/JIM", id="cut behind the names"),
        pytest.param("CIRQ:1/A/N//26/PRQ/34/1/P/SWE/SWE/X1//P//20300131////ROE/JIM/19800101", id="cut behind the birth"),
        pytest.param("CIRQ:1/A/N//26/PRQ/34/1/P/SWE/SWE/X1//P//20300131////ROE/JIM//M///", id="without a birth"),
        pytest.param("CIRQ:1/A/N//21/PRQ/22/1/P/SWE/SWE/X1//P/20300131////ROE/JIM/19800101/M///N/N", id="version 21"),
        pytest.param("CICX:1/A/N//26/PCX/21/1/4/P/SWE/SWE/X1//P/20300131////ROE/JIM/19800101/M///N/N/", id="a cancellation"),
    ],
)  # fmt: skip
def test_fields_are_found_by_their_form(line: str) -> None:
    ((one,),) = [message["passengers"] for message in shown(line.encode())]
    assert (one["family"], one["given"]) == ("ROE", "JIM")
    assert [(paper["type"], paper["number"], paper["expires"]) for paper in one["documents"]] == [
        ("P", "X1", "2030-01-31")
    ]
    assert one["born"] in (None, "1980-01-01")
