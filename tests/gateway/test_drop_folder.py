"""Only complete files are taken; what was taken is moved; what failed is set apart with its report."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gotravel.domain.carrier import Carrier
from gotravel.domain.errors import NotPermitted
from gotravel.domain.ids import CarrierCode, TransmissionId
from gotravel.domain.transmission import Channel, Receipt
from gotravel.gateway import drop_folder
from gotravel.gateway.drop_folder import DropFolder
from tests.builders import NOON, an_id

CARRIER = Carrier(CarrierCode("A1"), "Aurora One")


class Desk:
    def __init__(self, messages: int = 1, refuse: bool = False) -> None:
        self.received: list[bytes] = []
        self.messages, self.refuse = messages, refuse

    def receive(self, carrier: Carrier, raw: bytes, channel: Channel, name: str) -> Receipt:
        if self.refuse:
            raise NotPermitted
        self.received.append(raw)
        return Receipt(TransmissionId(an_id(name)), NOON, carrier.code, "00", self.messages, 3)


def folder_of(tmp_path: Path, desk: Desk) -> tuple[DropFolder, Path]:
    inbox = tmp_path / "A1"
    inbox.mkdir(exist_ok=True)
    return DropFolder(tmp_path, desk.receive, lambda code: CARRIER if code == "A1" else None), inbox


def test_a_file_is_taken_once_it_stands_still(tmp_path: Path) -> None:
    desk = Desk()
    folder, inbox = folder_of(tmp_path, desk)
    (inbox / "push.edi").write_bytes(b"UNB+...")
    assert folder.look() == 0
    assert folder.look() == 1
    assert desk.received == [b"UNB+..."]
    assert not (inbox / "push.edi").exists()
    assert [path.name for path in (inbox / "taken").iterdir()] == ["push.edi.receipt.json"]
    assert json.loads((inbox / "taken" / "push.edi.receipt.json").read_text())["travellers"] == 3


def test_a_file_that_still_grows_is_left_alone(tmp_path: Path) -> None:
    desk = Desk()
    folder, inbox = folder_of(tmp_path, desk)
    for size in range(1, 4):
        (inbox / "push.edi").write_bytes(b"x" * size)
        assert folder.look() == 0
    assert folder.look() == 1


@pytest.mark.parametrize("name", ["push.edi.part", "push.tmp", ".push.edi", "push.edi~"])
def test_names_of_unfinished_files_are_left_alone(tmp_path: Path, name: str) -> None:
    desk = Desk()
    folder, inbox = folder_of(tmp_path, desk)
    (inbox / name).write_bytes(b"x")
    assert [folder.look(), folder.look()] == [0, 0]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    desk = Desk()
    (tmp_path / "secret").write_bytes(b"key")
    (tmp_path / "drop").mkdir()
    folder, inbox = folder_of(tmp_path / "drop", desk)
    (inbox / "push.edi").symlink_to(tmp_path / "secret")
    assert [folder.look(), folder.look(), desk.received] == [0, 0, []]


@pytest.mark.parametrize(
    ("desk", "carrier", "sentence"),
    [
        pytest.param(Desk(refuse=True), "A1", "Your role does not allow this", id="refused"),
        pytest.param(Desk(), "Z9", "No active carrier", id="a folder of no registered carrier"),
    ],
)
def test_what_failed_is_set_apart_with_its_report(tmp_path: Path, desk: Desk, carrier: str, sentence: str) -> None:
    folder, _ = folder_of(tmp_path, desk)
    (tmp_path / carrier).mkdir(exist_ok=True)
    (tmp_path / carrier / "push.edi").write_bytes(b"x")
    folder.look(), folder.look()
    report = (tmp_path / carrier / "failed" / "push.edi.receipt.json").read_text()
    assert sentence in json.loads(report)["message"]
    assert (tmp_path / carrier / "failed" / "push.edi").read_bytes() == b"x"


def test_a_file_too_large_is_set_apart_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drop_folder, "LARGEST", 3)
    desk = Desk()
    folder, inbox = folder_of(tmp_path, desk)
    (inbox / "push.edi").write_bytes(b"four")
    folder.look(), folder.look()
    assert desk.received == []
    assert (inbox / "failed" / "push.edi").exists()


def test_a_message_that_could_not_be_read_goes_to_failed(tmp_path: Path) -> None:
    folder, inbox = folder_of(tmp_path, Desk(messages=0))
    (inbox / "holiday.jpg").write_bytes(b"x")
    folder.look(), folder.look()
    assert (inbox / "failed" / "holiday.jpg").exists()


def test_a_name_used_again_overwrites_nothing(tmp_path: Path) -> None:
    folder, inbox = folder_of(tmp_path, Desk())
    for content in (b"first", b"second"):
        (inbox / "push.edi").write_bytes(content)
        folder.look(), folder.look()
    assert len(list((inbox / "taken").glob("*.receipt.json"))) == 2


@pytest.mark.parametrize(
    ("hours", "left"),
    [
        pytest.param(71, 4, id="within the law's hours all stays"),
        pytest.param(73, 2, id="after them unread bytes are gone, receipts stay"),
        pytest.param(31 * 24, 0, id="after a month receipts go too"),
    ],
)
def test_what_lies_in_the_folder_goes_at_its_time(tmp_path: Path, hours: int, left: int) -> None:
    good, inbox = folder_of(tmp_path, Desk())
    bad, _ = folder_of(tmp_path, Desk(messages=0))
    for folder, name in ((good, "a.edi"), (good, "b.edi"), (bad, "holiday.jpg")):
        (inbox / name).write_bytes(b"x")
        folder.look(), folder.look()
    good.sweep(datetime.now(UTC) + timedelta(hours=hours))
    assert len([p for p in inbox.rglob("*") if p.is_file()]) == left
