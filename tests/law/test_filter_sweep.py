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


def planted(file: str, words: tuple[str, ...] = PLANTED) -> Iterator[tuple[str, str]]:
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
                for word in words:
                    changed = [*parts[:number], word, *parts[number + 1 :]]
                    one = element.join([*elements[:place], component.join(changed), *elements[place + 1 :]])
                    yield one, end.join([*segments[:at], one, *segments[at + 1 :]])


def kept(raw: bytes) -> tuple[tuple[Message, ...], tuple[Message, ...], str]:
    sent = decode(raw, name="x.csv")
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


SHEETS = [
    "sheets/template.csv",
    "sheets/departure-system-export.csv",
    "maritime/fal-5-form.csv",
    "maritime/fal-6-spanish.csv",
]
DOCUMENTS = ["pnrgov_xml/one-booking.xml", "pnrgov_xml/broken-off.xml", "maritime/crew-list.xml"]
CELL, VALUE = re.compile(r"(?<=[;,\n])[^;,\n]+(?=[;,\n])"), re.compile(r'(?<==")[^"<]+(?=")|(?<=>)[^<>\s][^<>]*(?=<)')


def nameless(message: Message) -> str:
    """The message without the names of people and ships, and without the text that was sent (which holds them)."""
    people = [msgspec.structs.replace(one, family=None, given=None, other_names=()) for one in message.passengers]
    legs = [msgspec.structs.replace(one, vessel=None) for one in message.legs]
    shown = msgspec.structs.replace(
        message, passengers=tuple(people), legs=tuple(legs), segments=type(message.segments)()
    )
    return msgspec.json.encode(shown).decode()


@pytest.mark.parametrize("file", [*SHEETS, *DOCUMENTS])
def test_no_cell_and_no_attribute_brings_a_marker_through(file: str) -> None:
    text, through = (GOLDEN / file).read_text("utf-8"), []
    for found in (CELL if file.endswith(".csv") else VALUE).finditer(text):
        for word in PLANTED:
            sent, messages, told = kept((text[: found.start()] + word + text[found.end() :]).encode())
            assert [len(one.passengers) for one in messages] == [len(one.passengers) for one in sent], found.group()
            in_a_name = any(MARKER in str(named(one)) for one in messages)
            if any(MARKER in nameless(one) for one in messages) or (MARKER in told and not in_a_name):
                through.append((found.group(), word))
    assert through == []


def named(message: Message) -> list[object]:
    people = [(one.family, one.given, one.other_names) for one in message.passengers]
    return [*people, *[one.vessel for one in message.legs]]
