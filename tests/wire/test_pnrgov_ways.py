"""A push cut as it was sent is read as one whose every segment is written anew and divided with care."""

from __future__ import annotations

import re
from random import Random

import pytest
from bench import traffic

from gotravel.domain.message import Message
from gotravel.wire.decode import decode
from gotravel.wire.edifact.reader import read
from gotravel.wire.edifact.segments import Segments
from gotravel.wire.pnrgov import documents
from gotravel.wire.pnrgov import message as pnrgov
from gotravel.wire.pnrgov.signs import Signs, signs
from tests.wire.pushes import LEVEL_0, booking, push, traveller

OWN = booking("AB12CD", [traveller(0), traveller(1)])
CLEAN = (push([OWN, booking("XY34ZW", [traveller(2)])]), traffic.push(2, 5), traffic.push(3, 8, sizes=(1,)))
PIECES = (
    "+", ":", "?+", "?:", "??", "?'", "'", " ", "  ", "\t", "/", "-", "0", "Z", "é", "\xa0", "++", ":::", "MR", "INF",
    "'TIF+A B:G", "'RCI+ZZ:Q1Q1Q1", "'SRC", "'DAT+700:010203", "'ABI+4", "'LTS+4111 1111 1111 1111", "'TVL+", "'EQN+1",
    "@", "//", "4111111111111111", "'SSR+INFT:HK:1:ZZ:::::A/B 01JAN25", "'XXX+1", " +", ": ",
)  # fmt: skip


def carefully(segments: Segments) -> Signs:
    return Signs("+", ":", frozenset(range(1, len(segments) + 1)))


def read_with_care(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Message, ...]:
    with monkeypatch.context() as patch:
        patch.setattr(pnrgov, "signs", carefully)
        patch.setattr(documents, "ORDINARY", re.compile(r"(?!)"))
        return decode(raw)


@pytest.mark.parametrize("seed", range(300))
def test_both_ways_read_a_damaged_push_alike(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    text = random.choice(CLEAN).decode()
    for _ in range(random.randint(0, 6)):
        at = random.randrange(len(text))
        text = text[:at] + random.choice(PIECES) + text[at + random.choice((0, 0, 1, 4)) :]
    raw = text.encode(random.choice(("utf-8", "latin-1")), "replace")
    messages = decode(raw)
    assert messages == read_with_care(raw, monkeypatch)
    assert "decoder-failed" not in {one.code for message in messages for one in message.findings}


@pytest.mark.parametrize(
    ("segment", "is_odd"),
    [
        ("TIF+ROSSI+ANNA MRS:A:1", False),
        ("TIF+ROSSI +ANNA MRS:A:1", True),
        ("TIF+ROSSI+ ANNA MRS:A:1", True),
        ("TIF+ROSSI+ANNA MRS :A:1", True),
        ("TIF+ROSSI+ANNA MRS: A:1", True),
        ("TIF+ROSSI+ANNA MRS:A:1 ", True),
        ("TIF+ROSSI+ANNA MRS:A:1\t", True),
        ("TIF+ROSSÌ+ANNA MRS:A:1", True),
        ("TIF+ROSSI+ANNA?+MRS:A:1", True),
    ],
)
def test_only_a_text_that_needs_no_trimming_is_cut_as_sent(segment: str, is_odd: bool) -> None:
    (wire,) = read(push([["SRC", "RCI+ZZ:AB12CD", segment, "TVL+110625+JFK+BRU+ZZ+501"]]))[0].messages
    assert signs(wire.segments).odd == ({len(LEVEL_0) + 5} if is_odd else set())
