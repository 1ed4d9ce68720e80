"""`gotravel decode` as carriers' engineers call it: one object a message, what is wrong on its own, exit status as promised."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wire.messages import api_list
from tests.wire.pushes import booking, push, traveller

KEYS = {
    "source", "position", "kind", "version", "sender", "recipient", "interchange", "reference", "purpose", "legs",
    "bookings", "passengers", "declared_count", "findings",
}  # fmt: skip
MEAL = "SSR+VGML:HK:1:ZZ:::JFK:BRU:NO MEAT ZZMARK+::1"
OSI = "IFT+4:28::ZZ+PAX IS A PRIEST ZZMARK"


def decoded(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "gotravel", "decode", *words]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def test_standard_input_gives_one_object_a_message() -> None:
    done = decoded("-", given=api_list() + push([booking("AAAAAA", [traveller(0)])]))
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["kind"], one["position"], one["source"]) for one in objects] == [
        ("paxlst", 1, "-"),
        ("pnrgov", 2, "-"),
    ]
    assert all(set(one) >= KEYS for one in objects)
    assert (done.returncode, done.stderr) == (0, b"")


def test_unfiltered_warns_and_shows_everything() -> None:
    raw = push([booking("AAAAAA", [[*traveller(0), OSI]], (MEAL,))])
    bare, filtered = decoded("--unfiltered", "-", given=raw), decoded("-", given=raw)
    assert b"ZZMARK" in bare.stdout
    assert b"test data only" in bare.stderr
    assert b"ZZMARK" not in filtered.stdout
    assert "other" not in json.loads(filtered.stdout)


def test_lost_data_are_exit_status_1_and_the_rest_is_complete() -> None:
    raw = push([booking("AAAAAA", [traveller(0)])]) + b"\nUNB+broken"
    done = decoded("-", given=raw + b"\x00\xff nonsense")
    assert json.loads(done.stdout.splitlines()[0])["passengers"][0]["family"] == "LINDQVIST"
    nothing = decoded("-", given=b"hello")
    assert nothing.returncode == 1
    assert json.loads(nothing.stdout)["kind"] == "unknown"


def test_a_missing_file_is_one_line_and_exit_status_2(tmp_path: Path) -> None:
    done = decoded(str(tmp_path / "none.edi"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["json", "table"])
def test_other_forms(form: str) -> None:
    done = decoded("--format", form, "-", given=push([booking("AAAAAA", [traveller(0)])]))
    assert b"LINDQVIST" in done.stdout
    assert done.returncode == 0


def test_card_numbers_are_masked_in_both_modes() -> None:
    raw = push(
        [
            booking(
                "AAAAAA", [[*traveller(0), "FOP+CC::10.00:VI:4111111111111111:1127", "IFT+4:7+PAID VI4111111111111111"]]
            )
        ]
    )
    for words in (("-",), ("--unfiltered", "-")):
        assert b"4111111111111111" not in decoded(*words, given=raw).stdout
