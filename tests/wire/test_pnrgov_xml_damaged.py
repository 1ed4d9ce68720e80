"""Broken documents: a tag, a quotation mark or a sign lost costs nobody else anything, and nobody is invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gotravel.wire.decode import decode
from tests.wire.test_pnrgov_xml import WHOLE

TAGS = list(re.finditer(rb"<(/?)([A-Za-z_:]+)([^<>]*)>", WHOLE))
QUOTES = [at for at in range(len(WHOLE)) if WHOLE[at : at + 1] == b'"']
Named = list[tuple[str | None, str | None]]


def names(raw: bytes) -> Named:
    return [(one.family, one.given) for message in decode(raw) for one in message.passengers]


def damaged() -> list[tuple[str, bytes]]:
    found = []
    for tag in TAGS:
        start, end = tag.span()
        found.append((f"{start} gone", WHOLE[:start] + WHOLE[end:]))
        found.append((f"{start} renamed", WHOLE[: tag.start(2)] + b"X" + WHOLE[tag.start(2) :]))
        found.append((f"{start} not closed", WHOLE[: end - 1] + WHOLE[end:]))
    return found + [(f"{at} quotation", WHOLE[:at] + WHOLE[at + 1 :]) for at in QUOTES]


def test_no_damage_loses_two_or_invents_anybody() -> None:
    whole = names(WHOLE)
    for what, raw in damaged():
        found = names(raw)
        assert len(whole) - 1 <= len(found) <= len(whole), what
        assert len(set(whole) - set(found)) <= 1, (what, "one at most was hit")


@pytest.mark.parametrize("lost", [b"</POS>", b"</BookingRefID>", b"<PNR ", b"</Surname>", b"</GivenName>"])
def test_everybody_stays_when_a_tag_around_them_is_lost(lost: bytes) -> None:
    assert lost in WHOLE
    assert len(names(WHOLE.replace(lost, b"", 1))) == len(names(WHOLE))


def test_a_booking_within_a_booking_is_its_own() -> None:
    body = WHOLE[WHOLE.index(b"<PNR ") : WHOLE.rindex(b"</PNR>") + len(b"</PNR>")]
    second = body.replace(b'RPH="1"', b'RPH="8"').replace(b'ID="', b'ID="Z', 1)
    both = WHOLE.replace(body, body.removesuffix(b"</PNR>") + second)
    assert len(names(both)) == 2 * len(names(WHOLE))
    assert len(decode(both)[0].bookings) == 2


@pytest.mark.parametrize("before", [b"POST /push\n", b"\n-- begin --\n"])
def test_what_stands_before_a_document_costs_nobody(before: bytes) -> None:
    sound = min((Path(__file__).parent / "golden" / "pnrgov_xml").glob("*.xml")).read_bytes()
    names = [[(one.family, one.given) for one in message.passengers] for message in decode(sound)]
    for raw in (before + sound, sound[sound.index(b"IATA_PNRGOV_NotifRQ") :]):
        assert [[(one.family, one.given) for one in message.passengers] for message in decode(raw)] == names
