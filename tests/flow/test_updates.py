"""Booking and list, push after push: one traveller a person, updates update, what disappears is marked, nothing doubles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest

from gotravel import bootstrap
from gotravel.domain.actor import OPERATOR
from gotravel.domain.transmission import Channel
from gotravel.flow.parts import Parts
from gotravel.flow.receive import receive
from gotravel.gateway.credentials import digest
from gotravel.settings import from_environment
from gotravel.store.embedded import as_application
from gotravel.upkeep import accounts
from gotravel.worker import work_until_idle
from tests.wire.pushes import FLIGHT, LEVEL_0, booking, push, traveller

UPDATE = ("MSG+:141", *LEVEL_0[1:])
API = b"""UNA:+.? 'UNB+UNOA:4+ZZ+XXPIU+250611:1700+A1++APIS'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+ZZ501+++ZZ'
LOC+125+JFK'DTM+189:2506111815:201'LOC+87+BRU'DTM+232:2506120730:201'
NAD+FL+++LINDQVIST:OSCAR'ATT+2++M'DTM+329:800101'NAT+2+SWE'RFF+AVF:AAAAAA'DOC+P:110:111+XS0000001'LOC+91+SWE'
NAD+FL+++NYBERG:TUVA'ATT+2++F'DTM+329:910303'NAT+2+SWE'DOC+P:110:111+XS0000009'LOC+91+SWE'CNT+42:2'UNT+23+1'UNZ+1+A1'"""


class Unit(msgspec.Struct, frozen=True):
    parts: Parts
    owner: str

    def take(self, *raws: bytes) -> None:
        carrier = bootstrap.carrier(self.parts, "ZZ")
        assert carrier is not None
        for raw in raws:
            receive(self.parts, carrier, raw, Channel.PUSH)
        work_until_idle(self.parts)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.owner) as connection:
            return connection.execute(sql.encode()).fetchall()

    def travellers(self) -> list[tuple[str, str]]:
        return self.ask("SELECT family, state FROM traveller ORDER BY family")


@pytest.fixture
def unit(owner_dsn: str, tmp_path: Path) -> Iterator[Unit]:
    settings = from_environment({}, training=True, data=tmp_path, profile="training")
    parts = bootstrap.parts(msgspec.structs.replace(settings, database=as_application(owner_dsn)))
    accounts.register_carrier(parts, OPERATOR, "ZZ", "Invented Air", digest("a secret"))
    yield Unit(parts, owner_dsn)
    parts.store.close()


def sent(
    bookings: list[list[str]], level_0: tuple[str, ...] = LEVEL_0, at: str = "250610:0700", ref: str = "R1"
) -> bytes:
    raw = push(bookings, level_0).replace(b"250610:0700", at.encode())
    return raw.replace(b"+R1+", f"+{ref}+".encode()).replace(b"UNZ+1+R1", f"UNZ+1+{ref}".encode())


def test_list_and_booking_are_one_traveller(unit: Unit) -> None:
    unit.take(sent([booking("AAAAAA", [traveller(0)])]), API)
    assert [family for family, _ in unit.travellers()] == ["LINDQVIST", "NYBERG"]
    both = unit.ask("SELECT family FROM traveller WHERE api_message IS NOT NULL AND pnr_message IS NOT NULL")
    assert both == [("LINDQVIST",)]


def test_the_order_of_arrival_does_not_matter(unit: Unit) -> None:
    unit.take(API, sent([booking("AAAAAA", [traveller(0)])]))
    assert [family for family, _ in unit.travellers()] == ["LINDQVIST", "NYBERG"]


def test_a_booking_that_disappears_from_a_later_full_push_is_marked(unit: Unit) -> None:
    first, second = booking("AAAAAA", [traveller(0)]), booking("BBBBBB", [traveller(1)])
    unit.take(sent([first, second]), sent([first], at="250611:0700", ref="R2"))
    states = dict(unit.travellers())
    assert states["LINDQVIST"] == "booked"
    assert states["OKONKWO"] in ("gone", "cancelled")


def test_an_update_push_speaks_only_of_what_it_names(unit: Unit) -> None:
    first, second = booking("AAAAAA", [traveller(0)]), booking("BBBBBB", [traveller(1)])
    unit.take(sent([first, second]), sent([first], UPDATE, at="250611:0700", ref="R2"))
    assert dict(unit.travellers()) == {"LINDQVIST": "booked", "OKONKWO": "booked"}


def test_a_cancelled_booking_is_marked_and_comes_back(unit: Unit) -> None:
    first = booking("AAAAAA", [traveller(0)])
    gone = ["SRC", "RCI+ZZ:AAAAAA::010325:1402", "ORG", "LTS+X/CANCELLED"]
    unit.take(sent([first]), sent([gone], UPDATE, at="250611:0700", ref="R2"))
    assert dict(unit.travellers()) == {"LINDQVIST": "cancelled"}
    unit.take(sent([first], UPDATE, at="250611:0800", ref="R3"))
    assert dict(unit.travellers()) == {"LINDQVIST": "booked"}


def test_an_older_push_that_comes_late_changes_nothing(unit: Unit) -> None:
    first, second = booking("AAAAAA", [traveller(0)]), booking("BBBBBB", [traveller(1)])
    unit.take(sent([first], at="250611:0700", ref="R2"), sent([first, second], at="250610:0700", ref="R1"))
    assert dict(unit.travellers())["LINDQVIST"] == "booked"
    assert len(unit.travellers()) == 2


def test_the_name_of_a_group_is_nobody(unit: Unit) -> None:
    unit.take(sent([booking("AAAAAA", [["TIF+SUNNY TOURS:G"], traveller(0)])]))
    assert unit.travellers() == [("LINDQVIST", "booked")]


def test_a_series_in_two_parts_is_judged_when_it_is_whole(unit: Unit) -> None:
    first, second = booking("AAAAAA", [traveller(0)]), booking("BBBBBB", [traveller(1)])
    unit.take(sent([first, second]))
    part = sent([first], at="250611:0700", ref="R2").replace(b"+01:F'", b"+01:C'")
    unit.take(part)
    assert dict(unit.travellers())["OKONKWO"] == "booked", "the second part may still name her"
    unit.take(sent([second], at="250611:0700", ref="R3").replace(b"+01:F'", b"+02:F'"))
    assert dict(unit.travellers()) == {"LINDQVIST": "booked", "OKONKWO": "booked"}


def test_bytes_that_nobody_can_read_are_kept_sealed_and_told(unit: Unit) -> None:
    carrier = bootstrap.carrier(unit.parts, "ZZ")
    assert carrier is not None
    receipt = receive(unit.parts, carrier, b"\x00\x01 SECRETNAME no message at all", Channel.PUSH)
    assert receipt.messages == 0
    assert [one["severity"] for one in receipt.findings] == ["error"]
    [(sealed,)] = unit.ask("SELECT sealed FROM quarantine")
    assert b"SECRETNAME" not in bytes(sealed)


def test_flights_of_a_booking_keep_their_itinerary(unit: Unit) -> None:
    onward = (*FLIGHT, "TVL+120625:1000:120625:1200+BRU+ARN+ZZ+777:Y", "RPI+1+HK")
    unit.take(sent([booking("AAAAAA", [traveller(0)], onward)]))
    assert len(unit.ask("SELECT 1 FROM traveller")) == 1, "one traveller on the leg that the push is about"
