"""Real and public messages: nobody lost, nothing crashed, every oddity named. They stay outside the project."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gotravel.domain.message import Kind
from gotravel.wire.decode import decode
from gotravel.wire.edifact.reader import read
from gotravel.wire.present import as_object
from tests.wire.conftest import SHARED

CORPUS = SHARED / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*.edi")) if CORPUS.is_dir() else []
PNRGOV = [path for path in FILES if b"PNRGOV:" in path.read_bytes() and b"SRC" in path.read_bytes()]
XML = sorted(path for path in CORPUS.rglob("*.xml")) if CORPUS.is_dir() else []
PAXLST = [path for path in FILES if b"PAXLST" in path.read_bytes()]
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES, reason="the shared corpus of public messages is not on this machine"),
]


def naive_persons(path: Path) -> int:
    """Counted without the decoder: person segments after a terminator, line breaks removed."""
    text = re.sub(r"[\r\n]", "", path.read_bytes().decode("latin-1"))
    return len(re.findall(r"(?<=['\"$#])\s*(?:NAD[+*](?:FL|FM|DDU|DDT|ZZZ|VW)|PDT\+[PVA]/)", text))


@pytest.mark.parametrize("path", PAXLST, ids=lambda path: path.stem)
def test_no_person_of_a_public_list_is_lost(path: Path) -> None:
    messages = decode(path.read_bytes(), name=path.name)
    assert sum(len(message.passengers) for message in messages) == naive_persons(path)
    assert all(message.kind is Kind.PAXLST for message in messages)


@pytest.mark.parametrize("path", PNRGOV, ids=lambda path: path.stem)
def test_no_traveller_of_a_public_push_is_lost_or_doubled(path: Path) -> None:
    """Every TIF between SRC and the first TVL of its booking is one person, and there are no others."""
    named = bookings = 0
    for wire in (wire for envelope in read(path.read_bytes()) for wire in envelope.messages):
        before_flights = False
        for segment in wire.segments:
            before_flights = segment.tag == "SRC" or (before_flights and segment.tag != "TVL")
            bookings += segment.tag == "SRC"
            named += segment.tag == "TIF" and before_flights
    messages = decode(path.read_bytes(), name=path.name)
    assert sum(len(message.bookings) for message in messages) == bookings
    assert sum(len(message.passengers) for message in messages) == named
    assert not [one.code for message in messages for one in message.findings if one.severity.value == "error"]


@pytest.mark.parametrize("path", XML, ids=lambda path: path.stem)
def test_no_traveller_of_a_public_document_is_lost_or_doubled(path: Path) -> None:
    """A Passenger with a surname is one person; check-in repeats it."""
    raw = path.read_text("utf-8")
    checked = len(re.findall(r"<BoardingNumber", raw))
    [message] = decode(path.read_bytes(), name=path.name)
    assert message.kind is Kind.PNRGOV
    assert len(message.passengers) == len(re.findall(r"<Passenger[ >]", raw)) - checked
    assert len(message.bookings) == (len(re.findall(r"<PNR[ >]", raw)) or 1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_public_message_is_read_without_a_fault(path: Path) -> None:
    raw = path.read_bytes()
    for message in decode(raw, name=path.name):
        assert as_object(message, path.name, unfiltered=True)["position"] == message.position
        assert "decoder-failed" not in {one.code for one in message.findings}
        for segment in message.segments:
            start = raw[segment.offset : segment.offset + 12].replace(b"\r", b"").replace(b"\n", b"")
            # A tag, or the first cell of a row where it is shorter.
            begin = segment.text[:3].partition(";")[0]
            assert start[: len(begin)].decode("latin-1").upper() == begin.upper()


@pytest.mark.parametrize("letter", ["A", "B"])
def test_a_wrapped_message_reads_like_its_clean_form(letter: str) -> None:
    wrapped, clean = (
        as_object(decode((CORPUS / "public" / f"ediclean_{letter}_{form}.edi").read_bytes())[0], "-", unfiltered=True)
        for form in ("original", "reference")
    )
    assert {key: value for key, value in wrapped.items() if key != "findings"} == {
        key: value for key, value in clean.items() if key != "findings"
    }


@pytest.mark.parametrize(
    "name, codes",
    [
        pytest.param("paxlst_02b_errors_IADBRU", {"character-outside-repertoire", "message-count-wrong", "document-empty"}, id="empty segments, accents, wrong count"),
        pytest.param("xlsm_clob", {"terminator-typographic"}, id="a typographic apostrophe as terminator"),
        pytest.param("astra_paxlst_unit_1", {"interchange-header-missing", "group-header-missing"}, id="no interchange header"),
        pytest.param("astra_paxlst_unit_3", {"value-over-long", "sex-code-unknown"}, id="over-long values"),
        pytest.param("inline_US_testRandomApis", {"us-dialect", "message-count-wrong"}, id="the legacy US dialect"),
        pytest.param("ediclean_A_original", {"text-around-interchange", "series-incomplete"}, id="one part of a series in mail"),
    ],
)  # fmt: skip
def test_oddities_are_named(name: str, codes: set[str]) -> None:
    path = next(path for path in FILES if path.stem == name)
    assert codes <= {one.code for message in decode(path.read_bytes()) for one in message.findings}


@pytest.mark.parametrize("name", ["guide_paxlst_v6_ex5-1_single_sector", "guide_paxlst_v6_ex5-2_crew"])
def test_the_guides_own_examples_have_no_error(name: str) -> None:
    path = next(path for path in FILES if path.stem == name)
    assert not [
        one for message in decode(path.read_bytes()) for one in message.findings if one.severity.value == "error"
    ]


def of_one_message(path: Path) -> bool:
    envelopes = read(path.read_bytes())
    return len(envelopes) == 1 and len(envelopes[0].messages) == 1 and b"NAD" in path.read_bytes()


@pytest.mark.parametrize("path", [path for path in PAXLST if of_one_message(path)], ids=lambda path: path.stem)
def test_a_broken_segment_of_a_public_list_costs_nobody_else(path: Path) -> None:
    """Segments dropped, doubled, cut and garbled, twenty of them: whoever they do not describe reads as before."""
    raw = path.read_bytes()
    segments = read(raw)[0].messages[0].segments
    sound = persons(raw)
    owners, owner = [], -1
    for segment in segments:
        owner += segment.tag == "NAD" and segment.get(1) != "MS"
        owners.append(owner)
    own = [number for number, one in enumerate(owners) if one >= 0 and segments[number].tag not in ("CNT", "UNT")]
    random = Random(path.stem)
    for number in random.choices(own, k=20) if own else []:
        segment = segments[number]
        end = raw.find(segment.text[-3:].encode(), segment.offset) + 3
        text, cut = raw[segment.offset : end], random.randrange(3, 9)
        broken = random.choice([b"", text + raw[end : end + 1] + text, text[:cut], text[:cut] + b"#" + text[cut + 1 :]])
        heard = persons(raw[: segment.offset] + broken + raw[end:])
        assert len(heard) >= len(sound)
        assert all(one in heard for whose, one in enumerate(sound) if whose != owners[number])


def persons(raw: bytes) -> list[dict[str, Any]]:
    """Without what changes with the place in the message."""
    shown = [one for message in decode(raw) for one in as_object(message, "-", unfiltered=True)["passengers"]]
    return [{key: value for key, value in one.items() if key not in ("sources", "tickets")} for one in shown]
