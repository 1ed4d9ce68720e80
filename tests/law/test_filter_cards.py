"""A card number in every component, cell and attribute of the golden messages is masked wherever it went. Invented people."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest

from gotravel.domain.cards import masked
from gotravel.domain.message import Message
from tests.law.test_filter_sweep import CELL, DOCUMENTS, FILES, GOLDEN, SHEETS, VALUE, kept, planted

CARD = "4111111111111111"
WRITTEN = (CARD, "VI 4111  1111 - 1111_1111")
BETWEEN = re.compile(r"[ .,_\u00a0-]")


def sent(file: str) -> Iterator[bytes]:
    if "." not in file:
        yield from (message.encode("latin-1") for _, message in planted(file, WRITTEN))
        return
    text = (GOLDEN / file).read_text("utf-8")
    for found in (CELL if file.endswith(".csv") else VALUE).finditer(text):
        yield from ((text[: found.start()] + card + text[found.end() :]).encode() for card in WRITTEN)


def without_documents(message: Message) -> bytes:
    """A travel document's own number stays, whatever its digits."""
    people = tuple(msgspec.structs.replace(one, documents=()) for one in message.passengers)
    return msgspec.json.encode(msgspec.structs.replace(message, passengers=people))


@pytest.mark.parametrize("file", [*FILES, *SHEETS, *DOCUMENTS])
def test_no_card_number_comes_through(file: str) -> None:
    for raw in sent(file):
        _, messages, _ = kept(raw)
        assert [one for one in map(without_documents, messages) if CARD in BETWEEN.sub("", one.decode())] == [], raw


@pytest.mark.parametrize(
    "card",
    ["4111  1111  1111  1111", "4111_1111_1111_1111", "4111, 1111, 1111, 1111", "4111 - 1111 - 1111 - 1111",
     "4111\u00a01111\u00a01111\u00a01111", "4111--1111--1111--1111", "41 11 11 11 11 11 11 11"],
)  # fmt: skip
def test_a_card_number_is_one_however_its_groups_stand_apart(card: str) -> None:
    assert masked(f"PAID {card} 1127") == "PAID 411111XXXXXX1111 1127"
