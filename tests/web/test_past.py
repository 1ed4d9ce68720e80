"""The sealed past at the desk: what stays in clear, asking, the approver's own sign-in and share, one look, the review."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import psycopg
import pytest
from starlette.testclient import TestClient

from gotravel.domain.actor import Role
from gotravel.flow import unmask
from gotravel.vault.keys import approver_share
from gotravel.web.app import WebParts, create_app
from tests.unit import MARKER, PASSWORD, Unit

WHY = "A court asked for this journey in its file."


@pytest.fixture
def unit(icao: Unit) -> Unit:
    icao.take()
    icao.nights(184)
    return icao


class Seat:
    """One officer at the desk."""

    def __init__(self, unit: Unit, role: Role) -> None:
        self.client = TestClient(create_app(WebParts(unit.parts, True)), follow_redirects=False)
        answer = self.client.post("/sign-in", data={"sign_in": role.value, "password": PASSWORD})
        assert answer.status_code == 303
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.client.get("/me").text)
        assert found
        self.csrf = found.group(1)

    def get(self, path: str) -> str:
        return self.client.get(path).text

    def post(self, path: str, status: int = 303, **form: Any) -> str:
        answer = self.client.post(path, data={"csrf": self.csrf, **form})
        assert answer.status_code == status, answer.text
        return answer.headers.get("location", "") if status == 303 else answer.text


def asked(unit: Unit, seat: Seat) -> str:
    traveller = unit.travellers()[0]
    form: dict[str, Any] = {"traveller": str(traveller), "purpose": "terrorism", "case": "C-17", "reason": WHY}
    return seat.post("/unmask", **form).rsplit("/", 1)[1]


def test_a_sealed_record_shows_the_journey_and_nobody(unit: Unit) -> None:
    seat = Seat(unit, Role.ANALYST)
    answer = seat.client.get(f"/travellers/{unit.travellers()[0]}")
    assert answer.headers["location"] == f"/sealed/{unit.travellers()[0]}"
    shown = seat.get(answer.headers["location"])
    assert "JFK" in shown
    assert "masked" in shown
    assert MARKER not in shown


def test_the_whole_way_at_the_desk(unit: Unit) -> None:
    analyst, approver, dpo = (Seat(unit, role) for role in (Role.ANALYST, Role.APPROVER, Role.DPO))
    request = asked(unit, analyst)
    assert MARKER not in analyst.get(f"/unmask/{request}")
    assert WHY in approver.get("/approvals")
    package = approver.client.get(f"/approvals/{request}/package").content
    assert MARKER.encode() not in package
    back = unmask.strip(package, approver_share(unit.folder / "keys" / "approver-share"))
    assert MARKER.encode() not in back
    files = {"stripped": ("back.json", back)}
    form = {"csrf": approver.csrf, "why": WHY, "minutes": "30"}
    assert approver.client.post(f"/approvals/{request}/allow", data=form, files=files).status_code == 303
    assert MARKER not in analyst.get(f"/unmask/{request}"), "the record comes only to the form that asks for it"
    assert MARKER in analyst.post(f"/unmask/{request}/open", 200, purpose="terrorism")
    analyst.post(f"/unmask/{request}/close")
    assert MARKER not in analyst.post(f"/unmask/{request}/open", 409, purpose="terrorism")
    assert WHY in dpo.get("/unmaskings")
    dpo.post(f"/unmaskings/{request}/review", lawful="yes", finding="The court's order was shown to me.")
    assert unit.ask("SELECT state, lawful FROM unmask_request") == [("reviewed", True)]


def test_the_asker_has_no_page_to_allow(unit: Unit) -> None:
    analyst = Seat(unit, Role.ANALYST)
    request = asked(unit, analyst)
    assert analyst.client.get("/approvals").status_code == 403
    analyst.post(f"/approvals/{request}/allow", 403, why=WHY, minutes="5", stripped="{}")
    assert Seat(unit, Role.APPROVER).client.get("/unmask").status_code == 403


def test_a_colleague_reads_neither_the_request_nor_the_record(unit: Unit) -> None:
    request = asked(unit, Seat(unit, Role.ANALYST))
    assert Seat(unit, Role.SUPERVISOR).client.get(f"/unmask/{request}").status_code == 403
    assert UUID(request)


def test_a_record_is_kept_longer_for_a_case_and_let_go(unit: Unit) -> None:
    seat = Seat(unit, Role.ANALYST)
    until = (unit.clock.now.date().replace(year=unit.clock.now.year + 1)).isoformat()
    told: dict[str, Any] = {
        "traveller": str(unit.travellers()[0]),
        "basis": "An invented court asks for this journey.",
        "review": until,
    }
    seat.post("/holds", **told, purpose="terrorism")
    seat.post("/holds", **told, authority="criminal-police", case="F-9")
    assert "F-9" in seat.get("/holds")
    [hold] = [row[0] for row in unit.ask("SELECT id FROM retention_hold WHERE kind = 'case'")]
    seat.post(f"/holds/{hold}/end")
    assert "F-9" not in seat.get("/holds")


def test_the_law_is_proposed_and_approved_at_the_desk(unit: Unit) -> None:
    from gotravel.domain.law_version import Part
    from tests.upkeep.test_profiles import KEYS, next_law, seal

    seats = {role: Seat(unit, role) for role in (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.DPO)}
    for role, seat in seats.items():
        seat.post("/law/key", public=KEYS[role].public_key().public_bytes_raw().hex())
    text = next_law(unit, mask_after_days=90)
    signature = seal(text, Part.PROPOSER, Role.ADMINISTRATOR).hex()
    seats[Role.ADMINISTRATOR].post("/law", text=text.replace("\n", "\r\n"), signature=signature)
    shown = seats[Role.DPO].get("/law")
    assert "mask_after_days" in shown
    found = re.search(r"/law/([0-9a-f]{64})/approve", shown)
    assert found
    for role, part in ((Role.SUPERVISOR, Part.APPROVER), (Role.DPO, Part.DPO)):
        seats[role].post(f"/law/{found.group(1)}/approve", signature=seal(text, part, role).hex())
    assert unit.ask("SELECT count(*) FROM legal_profile_signature WHERE part <> 'installation'") == [(3,)]
    assert seats[Role.DPO].client.get(f"/law/{found.group(1)}").text == text


def test_what_was_destroyed_stands_certified_and_an_edited_certificate_is_called_so(eu: Unit) -> None:
    eu.take()
    eu.nights(184)
    dpo = Seat(eu, Role.DPO)
    number, stored = eu.ask("SELECT id, certificate FROM deletion_certificate ORDER BY made_at DESC LIMIT 1")[0]
    assert "Signature holds" in dpo.get("/deletions")
    shown = dpo.get(f"/deletions/{number}")
    assert eu.parts.keys.signing.public_key().public_bytes_raw().hex() in shown
    assert MARKER not in shown
    assert dpo.client.get(f"/deletions/{number}/file").content == bytes(stored)
    with psycopg.connect(eu.owner) as connection:
        connection.execute(
            "UPDATE deletion_certificate SET certificate = %s WHERE id = %s",
            (bytes(stored).replace(b'"travellers": 2', b'"travellers": 1'), number),
        )
    for path in ("/deletions", f"/deletions/{number}"):
        assert "does not hold" in dpo.get(path)
    assert Seat(eu, Role.ANALYST).client.get("/deletions").status_code == 403
