"""The usual forms of a person's segments are read as the careful way reads them, also in damaged lists."""

from __future__ import annotations

from random import Random

import pytest

from gotravel.domain.message import Message
from gotravel.wire.decode import decode
from gotravel.wire.paxlst import usual
from tests.wire.messages import api_list

PEOPLE = (
    "NAD+FL+++DOE:JANE'ATT+2++F'DTM+329:800101'RFF+AVF:AB1CD2'DOC+P:110:111+X1234567'DTM+36:301231'LOC+91+SWE'",
    "NAD+DDU+++O?'BRIEN:ANNA MARIA:LOU'ATT+2++M'DTM+329:19800101'RFF+ABO:77'DOC+I+L55'DTM+182:200101'DTM+36:300101'",
    "NAD+FM+++DOE:JOHNMR'DTM+329:800101:101'DOC+P+A?+1'DOC+V:110:111+V1'DTM+36:20301231'RFF+AVF:X Y'RFF+AVF:Z'",
    "NAD+FL+++VAN DYK:KIM'DTM+329:991301'DOC+P?:1+X9'DOC+P:A?+X1'DTM+36:abc'RFF+AVF:A?+B'DTM+329:800101'NAT+2+SWE'DOC+P+B'",
    "NAD+FL++DOE:JANE'DTM+36:301231'DTM+329:800101'RFF+ABO:1'RFF+ABO:2'NAD+FL+++DO\u00c9:JE\u0301R\u00d4ME'RFF+AVF:\u00b2'",
    "NAD+ZZZ'RFF+AVF:AAAAAA'RFF+ABO:1'RFF+AVF:BBBBBB'NAD+FL+++DOE::A/B:C:D:E:F'DOC+C+1:2'NAD+fl+++DOE:A'",
)
PIECES = (
    "'",
    "+",
    ":",
    "?",
    "NAD+FL",
    "\u00a0",
    "\u00df",
    " ",
    "DTM+329:",
    "329",
    "DOC+P:1+",
    "DOC+P?+",
    "RFF+AVF:",
    "1",
    "MR",
)
HEAD = api_list().decode("latin-1").split("NAD+FL")[0]


def read(raw: bytes, monkeypatch: pytest.MonkeyPatch, *, carefully: bool) -> tuple[Message, ...]:
    with monkeypatch.context() as patch:
        if carefully:
            patch.setattr(usual.Usual, "name", lambda *_: False)
            patch.setattr(usual, "ACTS", ())
        return decode(raw)


@pytest.mark.parametrize("seed", range(300))
def test_both_ways_read_persons_alike(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    body = list("".join(random.choice(PEOPLE) for _ in range(random.randint(1, 20))))
    for _ in range(random.randint(0, 5)):
        at = random.randrange(len(body))
        body[at : at + random.choice((0, 0, 1, 4))] = random.choice(PIECES)
    raw = (HEAD + "".join(body) + "CNT+42:3'UNT+9+1'UNZ+1+1'").encode("utf-8")
    assert read(raw, monkeypatch, carefully=False) == read(raw, monkeypatch, carefully=True)
