"""What is read by looking at the whole text is what is read piece by piece, wherever the first gives an answer."""

from __future__ import annotations

from random import Random

import pytest

from gotravel.wire.edifact import tokens
from gotravel.wire.edifact.reader import read
from gotravel.wire.edifact.scan import plain
from gotravel.wire.edifact.separators import Separators
from tests.wire.messages import api_list
from tests.wire.pushes import booking, push, traveller

CLEAN = (api_list(), api_list(end="'"), api_list(end="'\r\n"), push([booking("AB1CD2", [traveller(0), traveller(1)])]))
PIECES = (b"'", b"'\n", b"\n", b"+", b":", b"?", b"?'", b"?+", b"NAD+FL", b"X", b"\xe9", b" ", b"unt+1+1'", b"ZZZ+A'")


def read_with(raw: bytes, long: int, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    monkeypatch.setattr(tokens, "LONG", long)
    return [
        (one.tag, one.elements, one.ordinal, one.offset, one.text, message.findings)
        for envelope in read(raw)
        for message in envelope.messages
        for one in message.segments
    ]


@pytest.mark.parametrize("raw", CLEAN)
def test_a_clean_text_is_answered_as_a_whole(raw: bytes) -> None:
    body = raw.decode()[raw.index(b"UNB") :]
    assert plain(body, 0, Separators()) is not None


@pytest.mark.parametrize("seed", range(150))
def test_both_ways_read_a_damaged_text_alike(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    raw = bytearray(random.choice(CLEAN))
    for _ in range(random.randint(0, 3)):
        at = random.randrange(len(raw))
        raw[at : at + random.choice((0, 0, 1, 4))] = random.choice(PIECES)
    assert read_with(bytes(raw), 0, monkeypatch) == read_with(bytes(raw), len(raw) + 1, monkeypatch)
