"""The push door: who may send, what is answered, and that nothing is said about anybody."""

from __future__ import annotations

import base64
import uuid

import pytest
from starlette.testclient import TestClient

from gotravel.domain.carrier import Carrier
from gotravel.domain.ids import CarrierCode, TransmissionId
from gotravel.domain.transmission import Channel, Receipt
from gotravel.gateway import push
from gotravel.gateway.credentials import digest, from_basic, new_secret
from tests.builders import NOON, an_id

A1 = Carrier(CarrierCode("A1"), "Aurora One")
SECRET = new_secret()
GIVEN = Receipt(TransmissionId(an_id("t")), NOON, A1.code, "ab" * 32, 1, 2)


def client(ready: bool = True) -> tuple[TestClient, list[bytes]]:
    received: list[bytes] = []

    def receive(carrier: Carrier, raw: bytes, channel: Channel, name: str) -> Receipt:
        received.append(raw)
        return GIVEN

    def receipt_of(carrier: Carrier, wanted: uuid.UUID) -> tuple[Receipt, str | None] | None:
        return (GIVEN, "UNB+...") if wanted == GIVEN.transmission else None

    door = push.PushDoor(
        receive, lambda code, s: A1 if (code, s) == ("A1", SECRET) else None, receipt_of, lambda: ready
    )
    return TestClient(push.application(door)), received


def signed(user: str = "A1", secret: str = SECRET) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{secret}".encode()).decode()}


def test_a_transmission_is_answered_with_its_receipt() -> None:
    http, received = client()
    answer = http.post("/carriers/A1/transmissions", content=b"UNB", headers=signed())
    assert (answer.status_code, received) == (201, [b"UNB"])
    assert answer.json()["transmission"] == str(GIVEN.transmission)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        pytest.param("/carriers/A1/transmissions", {}, id="no credentials"),
        pytest.param("/carriers/A1/transmissions", signed(secret="guess"), id="wrong secret"),
        pytest.param("/carriers/K0/transmissions", signed(), id="another carrier's door"),
        pytest.param("/carriers/A1/transmissions", {"authorization": "Basic %%%"}, id="broken header"),
        pytest.param("/carriers/A1/transmissions", {"authorization": "Bearer x"}, id="another scheme"),
    ],
)
def test_without_its_credentials_nobody_sends(path: str, headers: dict[str, str]) -> None:
    http, received = client()
    answer = http.post(path, content=b"UNB", headers=headers)
    assert (answer.status_code, received) == (401, [])
    assert "liaison" in answer.json()["message"]


def test_too_much_is_refused_before_it_is_read_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push, "LARGEST", 10)
    http, received = client()
    assert http.post("/carriers/A1/transmissions", content=b"x" * 11, headers=signed()).status_code == 413
    assert received == []


def test_nothing_sent_is_said_so() -> None:
    http, received = client()
    assert http.post("/carriers/A1/transmissions", content=b"", headers=signed()).status_code == 400
    assert received == []


def test_a_carrier_reads_its_own_receipt_and_no_other() -> None:
    http, _ = client()
    assert http.get(f"/carriers/A1/transmissions/{GIVEN.transmission}", headers=signed()).status_code == 200
    assert http.get(f"/carriers/A1/transmissions/{an_id('other')}", headers=signed()).status_code == 404
    answer = http.get(f"/carriers/A1/transmissions/{GIVEN.transmission}/acknowledgement", headers=signed())
    assert answer.text == "UNB+..."


@pytest.mark.parametrize(("ready", "status"), [(True, 200), (False, 503)])
def test_health_says_whether_it_is_worth_sending(ready: bool, status: int) -> None:
    assert client(ready)[0].get("/health").status_code == status


def test_secrets_are_long_and_kept_as_a_digest() -> None:
    assert len(SECRET) > 40
    assert SECRET.encode() not in digest(SECRET)
    assert from_basic(signed()["authorization"]) == ("A1", SECRET)
