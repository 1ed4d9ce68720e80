"""Whatever the bytes, the door answers; whatever a carrier breaks, no other passenger is lost."""

from __future__ import annotations

import gzip
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gotravel.domain.message import Kind
from gotravel.wire.decode import decode
from gotravel.wire.present import COLUMNS, as_object, rows
from tests.wire.messages import HEADER, PASSENGERS, api_list, person

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TAGS = ("UNA:+.? '", "UNB+UNOA:4", "UNH+1+PAXLST:D:02B", "NAD+FL+++", "DTM+329:", "DOC+P+", "UNT+", "UNZ+", "TDT+20+")
WORDS = st.sampled_from(
    [*TAGS, "+", ":", "'", "?", "*", '"', "\r\n", "LOC+91+", "CNT+42:", "RFF+", "A", "1", "é", "’", "MEA+"]
)
GIVENS = tuple(row[1] for row in PASSENGERS)


def shown(raw: bytes) -> list[dict[str, Any]]:
    return [as_object(message, "-", unfiltered=True) for message in decode(raw)]


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_answered(raw: bytes) -> None:
    assert shown(raw)


@QUICK
@given(st.lists(WORDS, max_size=60).map("".join))
def test_any_heap_of_tokens_is_answered(text: str) -> None:
    for message in shown(text.encode()):
        assert not [one for one in message["findings"] if one["code"] == "decoder-failed"]


@QUICK
@given(st.data())
def test_damaged_lists_are_answered(data: st.DataObject) -> None:
    raw = bytearray(api_list())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    for message in shown(bytes(raw)):
        assert not [one for one in message["findings"] if one["code"] == "decoder-failed"]


@QUICK
@given(st.data())
def test_a_list_cut_anywhere_keeps_whoever_was_sent_whole(data: st.DataObject) -> None:
    raw = api_list()
    cut = data.draw(st.integers(0, len(raw)))
    whole = [name for name in GIVENS if raw[:cut].find(name.encode() + b":") >= 0]
    found = [one["family"] for message in shown(raw[:cut]) for one in message["passengers"]]
    assert found[: len(whole)] == whole


@QUICK
@given(st.integers(0, 3), st.integers(0, 10), st.sampled_from(["drop", "twice", "cut", "garble"]), st.integers(0, 12))
def test_a_broken_segment_never_costs_another_passenger(who: int, which: int, how: str, where: int) -> None:
    groups = [person(*row) for row in PASSENGERS]
    sound = shown(api_list(groups))[0]["passengers"]
    segment = groups[who][which]
    broken = {
        "drop": [],
        "twice": [segment, segment],
        "cut": [segment[:where]],
        "garble": [segment[:where] + "#%" + segment[where + 2 :]],
    }
    groups[who][which : which + 1] = broken[how]
    heard = shown(api_list(groups))[0]["passengers"]
    for number, one in enumerate(sound):
        if number != who:
            assert any(same(one, other) for other in heard), f"passenger {number} was lost"


def same(left: dict[str, Any], right: dict[str, Any]) -> bool:
    ignored = {"sources"}
    return {k: v for k, v in left.items() if k not in ignored} == {k: v for k, v in right.items() if k not in ignored}


@pytest.mark.parametrize("who", range(4))
def test_a_lost_name_segment_leaves_two_persons(who: int) -> None:
    groups = [person(*row) for row in PASSENGERS]
    del groups[who][0]
    heard = shown(api_list(groups))[0]["passengers"]
    assert len(heard) == 4
    assert [one["family"] for one in heard].count(None) == 1


def test_a_lost_segment_of_a_close_out_leaves_two_persons() -> None:
    lost = [["NAD+ZZZ", "RFF+AVF:AB1CD2", "RFF+ABO:1"], ["RFF+AVF:AB1CD2", "RFF+ABO:2"]]
    heard = shown(api_list(lost, header=("BGM+266+CLOB", *HEADER[1:])))[0]["passengers"]
    assert [one["reference"] for one in heard] == ["1", "2"]


def test_the_first_lost_segment_of_a_close_out_leaves_two_persons() -> None:
    lost = [["RFF+AVF:AB1CD2", "RFF+ABO:1"], ["NAD+ZZZ", "RFF+AVF:AB1CD2", "RFF+ABO:2"]]
    heard = shown(api_list(lost, header=("BGM+266+CLOB", *HEADER[1:])))[0]["passengers"]
    assert [one["reference"] for one in heard] == ["1", "2"]


def test_a_lost_name_after_a_person_without_birth_leaves_two_persons() -> None:
    groups = [["NAD+FL+++DOE:JANE", "LOC+178+JFK", "DOC+P+X1"], *(person(*row) for row in PASSENGERS)]
    del groups[1][0]
    heard = shown(api_list(groups))[0]["passengers"]
    assert [one["family"] for one in heard] == ["DOE", None, "OKONKWO", "DUPONT-NOIR", "HARALDSEN"]


def test_a_name_sent_twice_is_one_person() -> None:
    groups = [person(*row) for row in PASSENGERS]
    groups[1].insert(0, groups[1][0])
    (message,) = shown(api_list(groups))
    assert len(message["passengers"]) == 4
    assert [one["code"] for one in message["findings"]] == ["segment-repeated"]


def test_gzip_is_unpacked() -> None:
    message = decode(gzip.compress(api_list()))[0]
    assert len(message.passengers) == 4
    assert message.findings[0].code == "file-compressed"


def test_a_decompression_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gotravel.wire.decode.LIMIT_MB", 1)
    message = decode(gzip.compress(b"\0" * 3_000_000))[0]
    assert message.kind is Kind.UNKNOWN
    assert "file-too-large" in {one.code for one in message.findings}


def test_a_small_file_that_unpacks_to_very_much_is_refused() -> None:
    """200 kB of archive would else take two gigabytes of memory."""
    message = decode(gzip.compress(b"NAD+FL+++A:B'" * 2_000_000))[0]
    assert [one.code for one in message.findings] == ["file-too-large", "not-a-message"]
    assert "16 MB" in message.findings[0].text


def test_every_member_of_an_archive_is_read() -> None:
    messages = decode(gzip.compress(api_list()) + gzip.compress(api_list([["NAD+FL+++ROE:JIM"]])))
    assert [len(one.passengers) for one in messages] == [4, 1]


def test_a_cut_archive_gives_what_it_holds() -> None:
    packed = gzip.compress(api_list())
    message = decode(packed[: len(packed) - 30])[0]
    assert message.findings[0].code == "file-damaged"
    assert len(message.passengers) >= 2


def test_time_grows_with_length_only() -> None:
    """Sixteen times the passengers give sixteen times the persons, none twice."""
    rows = [person("FL", f"FAMILY{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}", "GIVEN") for n in range(416)]
    assert len(decode(api_list(rows, header=HEADER))[0].passengers) == 416


@pytest.mark.parametrize("kind", ["PAXLTS", "PAXLS", "paxlst", "PAXIST"])
def test_a_misspelled_type_is_still_read(kind: str) -> None:
    (message,) = shown(api_list().replace(b"PAXLST:", kind.encode() + b":"))
    assert (message["kind"], len(message["passengers"])) == ("paxlst", 4)


def test_an_unknown_type_is_kept_as_sent() -> None:
    (message,) = shown(api_list().replace(b"PAXLST:", b"INVOIC:"))
    assert message["kind"] == "unknown"
    assert "NAD+FL+++LINDQVIST:OSCAR" in [one["text"] for one in message["other"]]


def test_rows_of_a_table_fit_its_columns() -> None:
    for raw in (api_list(), b"nothing"):
        for message in shown(raw):
            assert all(len(row) == len(COLUMNS) for row in rows(message))


MAIL = b"MIME-Version: 1.0\nContent-Transfer-Encoding: "
HEAD = b"UNA:+.? 'UNB+UNOA:4+A+B+250611:1755+1'UNH+1+PAXLST:D:02B:UN'"


@pytest.mark.parametrize(
    "before, again",
    [
        pytest.param(b"", b"\n", id="line breaks"),
        pytest.param(b"", b"UNH+1+PAXLST:", id="headers only"),
        pytest.param(HEAD, b"x'", id="pieces that are no segments"),
        pytest.param(HEAD + b"NAD+FL+++D'", b"x'", id="apostrophes without end"),
        pytest.param(HEAD, b"UNT+1+1'", id="trailers only"),
        pytest.param(HEAD + b"NAD+FL+++DOE:", b"MR ", id="titles only"),
        pytest.param(HEAD + b"NAD+FL+++DOE'", b"RFF+SEA:1A'", id="one seat for ever"),
        pytest.param(HEAD + b"NAD+FL+++DOE'", b"DTM+329:800101'NAT+2+FRA'", id="one birth for ever"),
        pytest.param(HEAD + b"COM+A", b" ", id="blanks in a contact"),
        pytest.param(b"UNH+1+PAXLST:D:02B:UN+A+999999999:C'BGM+745'UNT+3+1'", b"\n", id="part one thousand million"),
        pytest.param(HEAD, b"?\n", id="releases before line breaks"),
        pytest.param(MAIL + b"base64\n\n", b"QUJD\n", id="short lines of base64"),
        pytest.param(MAIL + b"quoted-printable\n\n", b"=3D", id="quoted characters"),
        pytest.param(MAIL + b"7bit\nContent-Type: multipart/mixed; boundary=a\n\n", b"--a\n", id="parts of nothing"),
        pytest.param(b"", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n", id="parts in parts"),
        pytest.param(b"", b"Content-Type: message/rfc822\n\n", id="e-mails in e-mails"),
        pytest.param(MAIL + b"7bit\nContent-Type: text/plain;", b'a=";', id="parameters of a head"),
    ],
)
def test_no_heap_of_repetitions_takes_long(before: bytes, again: bytes) -> None:
    """A quadratic reader would take minutes for these."""
    start = time.process_time()
    assert shown(before + again * (120_000 // len(again)))
    assert time.process_time() - start < 10
