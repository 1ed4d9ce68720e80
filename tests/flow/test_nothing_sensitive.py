"""A marker beside a revealing word, in every place of every format: after receipt it is in no table, queue or log line."""

from __future__ import annotations

import logging

import pytest

from gotravel import bootstrap
from gotravel.domain.transmission import Channel
from gotravel.flow.receive import receive
from gotravel.worker import work_until_idle
from tests.law.test_filter import ELSEWHERE, IN_A_PUSH, MARKER
from tests.unit import Unit

WORDS = ("WHEELCHAIR", "HALAL", "SYNDICAT")


def test_a_planted_marker_is_nowhere(eu: Unit, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    carrier = bootstrap.carrier(eu.parts, "ZZ")
    assert carrier is not None
    pushes = b"\n".join(make(f"{word} {MARKER}") for word in WORDS for _, make in IN_A_PUSH)
    files = [("push.edi", pushes)]
    files += [(f"{number}.csv", make(f"{WORDS[0]} {MARKER}")) for number, (_, make) in enumerate(ELSEWHERE)]
    for name, raw in files:
        assert MARKER.encode() in raw
        receipt = receive(eu.parts, carrier, raw, Channel.PUSH, name)
        assert receipt.messages and receipt.travellers
        assert MARKER not in str(receipt.findings)
    waiting = eu.everything()
    work_until_idle(eu.parts)
    for said in (waiting, eu.everything()):
        assert b"DOE" in said
        assert MARKER.encode() not in said
    assert MARKER not in caplog.text
    assert not [path for path in eu.folder.rglob("*") if path.is_file() and MARKER.encode() in path.read_bytes()]
