"""Every component of every segment of the golden messages, with a revealing word written into it: nothing beside it stays,
unless a name stands there. Invented people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from gotravel.domain.message import Message
from gotravel.law.filter import keep_lawful
from gotravel.law.profile import load
from gotravel.wire.decode import decode
from gotravel.wire.present import as_object
from tests.law.test_filter import MARKER, longer

LAW = load("eu-pnr")
GOLDEN = Path(__file__).parents[1] / "wire" / "golden"
FILES = [
    "pnrgov/two-passengers", "pnrgov/check-in-payment-visa", "pnrgov/infant-group-history", "paxlst/passenger-list",
    "paxlst/crew-list", "paxlst/other-separators", "paxlst/legacy-us-dialect", "app/request-answer-cancellation",
]  # fmt: skip
PLANTED = (f"WHEELCHAIR {MARKER}", f"{MARKER}/HALAL")
NAMES = re.compile(
    r"TIF\+(?:.*\+)?[^+:]*Q.Z|NAD(.)[^+*]*\1[^+*]*\1[^+*]*\1[^+*]*Q.Z|PDT\+[^+]*\+[^+]*Q.Z|"
    r"SSR\+(?:DOCS|INFT):HK:1:ZZ:::::[^+]*Q.Z"
)
"""Where a name may stand (a DOCS and an INFT join what stands behind their texts with them)."""


def planted(file: str) -> Iterator[tuple[str, str]]:
    """The segment as it is then, and the whole message."""
    text = (GOLDEN / f"{file}.edi").read_text("latin-1")
    element, component, end = ("*", ":", "'") if "other-separators" in file else ("+", ":", "'")
    segments, seen = text.split(end), set()
    for at, segment in enumerate(segments):
        elements = segment.strip().split(element)
        for place in range(1, len(elements) + 1):
            parts = elements[place].split(component) if place < len(elements) else [""]
            for number in range(len(parts) + 1):
                where = (elements[0], elements[1][:4] if elements[0] == "SSR" else "", place, number)
                if where in seen or elements[0].startswith("UN"):
                    continue
                seen.add(where)
                for word in PLANTED:
                    changed = [*parts[:number], word, *parts[number + 1 :]]
                    one = element.join([*elements[:place], component.join(changed), *elements[place + 1 :]])
                    yield one, end.join([*segments[:at], one, *segments[at + 1 :]])


def kept(raw: bytes) -> tuple[tuple[Message, ...], tuple[Message, ...], str]:
    sent = decode(raw)
    messages, _ = keep_lawful(sent, LAW)
    return (
        sent,
        messages,
        msgspec.json.encode((messages, [as_object(one, "-", unfiltered=True) for one in messages])).decode(),
    )


@pytest.mark.parametrize("size", [bytes, longer])
@pytest.mark.parametrize("file", FILES)
def test_no_component_of_any_segment_brings_a_marker_through(file: str, size: Callable[[bytes], bytes]) -> None:
    through = []
    for segment, message in planted(file):
        sent, messages, told = kept(size(message.encode("latin-1")))
        assert [len(one.passengers) for one in messages] == [len(one.passengers) for one in sent], segment
        if MARKER in told and not NAMES.match(segment):
            through.append(segment)
    assert through == []
