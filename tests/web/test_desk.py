"""The desk's doors: every page asks for a session, a permission, a token; every look is on record; texts are only texts."""

from __future__ import annotations

import re
import time
import uuid

import psycopg
import pyotp
import pytest
from starlette.testclient import TestClient

from gotravel.cli.training import OFFICERS, PASSWORD
from gotravel.domain.actor import OPERATOR, Actor, ActorKind, Role
from gotravel.domain.permissions import may
from gotravel.upkeep import accounts
from gotravel.web.app import ROUTES, WebParts, create_app
from tests.filled import Filled

ROLE_OF = {sign_in: role for sign_in, _, role in OFFICERS}
ANYTHING = str(uuid.UUID(int=7))
INJECTIONS = (
    "' OR 1=1 --",
    "%'; DROP TABLE traveller; --",
    '"><script>alert(1)</script>',
    "\\",
    "%",
    "_",
    "\x00",
    "'" * 300,
)


def client(country: Filled, *, training: bool = True) -> TestClient:
    return TestClient(create_app(WebParts(country.parts, training)), follow_redirects=False)


def signed_in(country: Filled, sign_in: str) -> TestClient:
    desk = client(country)
    answer = desk.post("/sign-in", data={"sign_in": sign_in, "password": PASSWORD})
    assert answer.status_code == 303
    return desk


def token(desk: TestClient, path: str = "/search") -> str:
    return desk.get(path).text.split('name="csrf" value="')[1].split('"')[0]


def filled_in(path: str) -> str:
    return re.sub(r"\{\w+:uuid\}", ANYTHING, path).replace("{year:int}", "2026").replace("{form}", "csv")


@pytest.mark.parametrize(("method", "path"), [(method, path) for method, path, _, _ in ROUTES])
def test_without_a_session_there_is_only_the_sign_in(country: Filled, method: str, path: str) -> None:
    answer = client(country).request(method, filled_in(path))
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize("sign_in", sorted(ROLE_OF))
def test_each_role_reaches_its_pages_and_no_other(country: Filled, sign_in: str) -> None:
    desk = signed_in(country, sign_in)
    actor = Actor(ActorKind.OFFICER, "1", frozenset({ROLE_OF[sign_in]}))
    for method, path, permission, _ in ROUTES:
        if method == "GET":
            answer = desk.get(filled_in(path))
            expected = (200, 404) if may(actor, permission) else (403,)
            assert answer.status_code in expected, f"{sign_in} on {path}: {answer.status_code}"


@pytest.mark.parametrize(("method", "path"), [(m, p) for m, p, _, _ in ROUTES if m == "POST"])
def test_a_form_without_the_pages_own_token_is_refused(country: Filled, method: str, path: str) -> None:
    desk = signed_in(country, "analyst")
    assert desk.post(filled_in(path), data={"csrf": "guessed"}).status_code == 403
    other_site = {"sec-fetch-site": "cross-site"}
    assert desk.post(filled_in(path), data={"csrf": token(desk)}, headers=other_site).status_code == 403


def test_a_search_without_purpose_finds_nobody(country: Filled) -> None:
    desk = signed_in(country, "analyst")
    for missing in ("purpose", "reason"):
        form = {"csrf": token(desk), "purpose": "terrorism", "reason": "a tip from the port police", "name": "A"}
        form[missing] = ""
        answer = desk.post("/search", data=form)
        assert answer.status_code in (400, 403, 422)
        assert 'href="/travellers/' not in answer.text


def test_a_search_is_on_record_with_its_purpose_and_without_the_name(country: Filled) -> None:
    desk = signed_in(country, "analyst")
    [(family, purpose)] = country.ask("SELECT family, 'x' FROM traveller WHERE length(family) > 5 LIMIT 1")
    page = desk.get("/search").text
    code = page.split('name="purpose" value="')[1].split('"')[0]
    form = {"csrf": token(desk), "purpose": code, "reason": "a tip from the port police", "name": family}
    answer = desk.post("/search", data=form)
    assert answer.status_code == 200
    assert 'href="/travellers/' in answer.text
    kind, recorded, detail = country.ask(
        "SELECT kind, purpose, detail::text FROM audit_event ORDER BY seq DESC LIMIT 1"
    )[0]
    assert (kind.split(":")[0], recorded) == ("search", code) or recorded == code
    assert family not in detail
    assert purpose == "x"


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
@pytest.mark.parametrize("field", ["name", "document", "reason", "purpose"])
def test_what_is_typed_is_only_ever_a_value(country: Filled, field: str, text: str) -> None:
    desk = signed_in(country, "analyst")
    before = country.counts()
    form = {
        "csrf": token(desk),
        "purpose": "terrorism",
        "reason": "a tip from the port police",
        "name": "A",
        field: text,
    }
    answer = desk.post("/search", data=form)
    assert answer.status_code in (200, 400, 403, 422)
    assert "<script>alert" not in answer.text
    assert country.counts() == before


def test_a_desk_that_is_no_training_system_asks_for_the_second_factor(country: Filled) -> None:
    secret = pyotp.random_base32()
    accounts.create_officer(
        country.parts, OPERATOR, "second", "S. Factor", frozenset({Role.ANALYST}), "a long password", secret
    )
    desk = client(country, training=False)
    given = {"sign_in": "second", "password": "a long password"}
    assert desk.post("/sign-in", data=given).status_code == 401
    assert desk.post("/sign-in", data=given | {"code": "000000"}).status_code == 401
    code = pyotp.TOTP(secret).at(int(time.time()))
    assert desk.post("/sign-in", data=given | {"code": code}).status_code == 303
    assert desk.post("/sign-in", data=given | {"code": code}).status_code == 401, "a code is used once"


def test_guessing_is_stopped_also_for_the_right_password(country: Filled) -> None:
    accounts.create_officer(
        country.parts, OPERATOR, "guessed", "G. Uessed", frozenset({Role.ANALYST}), "a long password"
    )
    desk = client(country)
    for _ in range(5):
        assert desk.post("/sign-in", data={"sign_in": "guessed", "password": "wrong"}).status_code == 401
    assert desk.post("/sign-in", data={"sign_in": "guessed", "password": "a long password"}).status_code == 401


def test_whose_training_ran_out_is_told_so_and_gets_no_session(country: Filled) -> None:
    accounts.create_officer(
        country.parts, OPERATOR, "untrained", "U. Ntrained", frozenset({Role.ANALYST}), "a long password"
    )
    with psycopg.connect(country.owner) as connection:
        connection.execute("UPDATE officer SET training_valid = false WHERE sign_in = 'untrained'")
    answer = client(country).post("/sign-in", data={"sign_in": "untrained", "password": "a long password"})
    assert answer.status_code == 403
    assert "training record has run out" in answer.text
    assert not answer.cookies


def test_a_session_ends_with_the_sign_out(country: Filled) -> None:
    desk = signed_in(country, "analyst")
    cookie = dict(desk.cookies)
    assert desk.post("/sign-out", data={"csrf": token(desk)}).status_code == 303
    stolen = client(country)
    stolen.cookies.update(cookie)
    assert stolen.get("/board").headers["location"] == "/sign-in"


@pytest.mark.parametrize("path", ["/sign-in", "/board", "/triage", "/static/desk.css"])
def test_pages_allow_nothing_from_outside(country: Filled, path: str) -> None:
    answer = signed_in(country, "analyst").get(path)
    if answer.status_code == 200 and not path.startswith("/static"):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy or "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["cache-control"] == "no-store"
    assert "http://" not in answer.text.replace("http://www.w3.org", "")


def test_no_name_stands_in_an_address(country: Filled) -> None:
    desk = signed_in(country, "analyst")
    names = [family for (family,) in country.ask("SELECT DISTINCT family FROM traveller WHERE length(family) > 4")]
    addresses = " ".join(
        part.split('"')[0] for path in ("/board", "/triage") for part in desk.get(path).text.split('href="')[1:]
    )
    assert not [name for name in names if name.lower() in addresses.lower()]


def test_the_training_system_says_so_on_every_page(country: Filled) -> None:
    desk = signed_in(country, "supervisor")
    for path in ("/board", "/triage", "/search", "/watchlists", "/carriers", "/me", "/transparency"):
        assert "training" in desk.get(path).text.lower(), path
