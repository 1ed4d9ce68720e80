"""The rooms of those who oversee, through their doors: requests, the switch, registers, exports; and what everybody may read."""

from __future__ import annotations

import csv
import io
import itertools
import re

import msgspec
import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from gotravel.domain.actor import Actor, ActorKind, Permission, Role
from gotravel.domain.permissions import may
from gotravel.flow.figures import build_digest, profile_digest
from gotravel.web.access import RIGHTS, ROLES
from gotravel.web.app import ROUTES
from gotravel.worker import work_until_idle
from tests.attacks.forms import forms_of, shape
from tests.filled import Filled
from tests.web.served import CHROMIUM
from tests.web.test_browser import address, browser, desk_of  # noqa: F401
from tests.web.test_desk import ROLE_OF, client, signed_in, token

pytestmark = pytest.mark.xdist_group("oversight")
WHY = "The register was compared with the passport that was shown."


def post(desk: TestClient, path: str, page: str, **form: object) -> int:
    answer = desk.post(path, data={"csrf": token(desk, page), **form})
    return answer.status_code


def a_traveller(country: Filled) -> tuple[str, str, str]:
    """(id, family, given) of somebody in no case."""
    sql = """SELECT t.id::text, t.family, t.given FROM traveller t WHERE length(t.family) > 5 AND t.given IS NOT NULL AND t.born IS NOT NULL
             AND NOT EXISTS (SELECT FROM case_file c WHERE c.traveller = t.id) ORDER BY t.id LIMIT 1"""
    return country.ask(sql)[0]


def test_a_request_from_the_intake_to_the_letter(country: Filled) -> None:
    # Given: a person writes; the data-protection officer opens the request.
    number, family, given = a_traveller(country)
    dpo = signed_in(country, "dpo")
    stated = {"kind": "access", "family": family, "given": given, "contact": "Invented street 1"}
    answer = dpo.post("/rights", data={"csrf": token(dpo, "/rights"), **stated})
    assert answer.status_code == 303
    here = answer.headers["location"]
    assert family.lower() not in here.lower(), "no name stands in an address"
    # When: the identity is proven, the record chosen, the request granted and carried out.
    assert post(dpo, f"{here}/identity", here, proof="passport, shown in person") == 303
    assert f'value="{number}"' in dpo.get(here).text
    assert post(dpo, f"{here}/records", here, record=number) == 303
    assert post(dpo, f"{here}/decide", here, outcome="granted", reason=WHY) == 303
    work_until_idle(country.parts)
    # Then: the letter tells what is held; the authority reads the same, and can change nothing.
    letter = dpo.get(f"{here}/answer")
    assert family in letter.text
    assert "nobody" in letter.text
    authority = signed_in(country, "authority")
    assert authority.get(here).status_code == 200
    assert (
        authority.post(f"{here}/decide", data={"csrf": token(authority, "/rights"), "outcome": "refused"}).status_code
        == 403
    )


def test_a_refusal_keeps_the_room_and_says_what_is_missing(country: Filled) -> None:
    dpo = signed_in(country, "dpo")
    answer = dpo.post("/rights", data={"csrf": token(dpo, "/rights"), "kind": "access", "family": "X"})
    assert answer.status_code == 422
    assert "address for the answer" in answer.text


def test_a_dossier_opens_under_a_case_or_a_stated_purpose_and_no_other_way(country: Filled) -> None:
    number, family, _ = a_traveller(country)
    desk = signed_in(country, "analyst2")
    refused = desk.get(f"/travellers/{number}")
    assert refused.status_code == 403
    assert family not in refused.text
    form = {
        "csrf": token(desk),
        "purpose": "terrorism",
        "reason": "A tip from the port police about this person",
        "name": family,
    }
    assert desk.post("/search", data=form).status_code == 200
    assert desk.get(f"/travellers/{number}").status_code == 200
    [(purpose,)] = country.ask(
        f"SELECT purpose FROM audit_event WHERE kind = 'traveller:read' AND '{number}' = ANY(subjects) ORDER BY seq DESC LIMIT 1"
    )
    assert purpose == "terrorism"


def test_a_purpose_that_asks_for_a_case_is_refused_without_one(country: Filled) -> None:
    _, family, _ = a_traveller(country)
    desk = signed_in(country, "analyst")
    form = {
        "csrf": token(desk),
        "purpose": "serious-crime",
        "reason": "A tip from the port police about this person",
        "name": family,
    }
    refused = desk.post("/search", data=form)
    assert refused.status_code == 422
    assert "asks for a case" in refused.text
    assert 'href="/travellers/' not in refused.text
    [(number,)] = country.ask("SELECT number FROM case_file ORDER BY id LIMIT 1")
    assert desk.post("/search", data={**form, "csrf": token(desk), "about": number}).status_code == 200


def test_rejected_matches_are_for_reviewers_alone(country: Filled) -> None:
    [(case,)] = country.ask("SELECT id::text FROM case_file ORDER BY id DESC LIMIT 1")
    analyst = signed_in(country, "analyst")
    form = {
        "outcome": "different-person",
        "main_reason": "details-differ",
        "text": "Birth date and document speak against it.",
    }
    assert post(analyst, f"/triage/{case}/decide", f"/triage/{case}", **form) == 303
    for sign_in, status in (("analyst", 200), ("supervisor", 200), ("authority", 200), ("targeting", 404)):
        desk = signed_in(country, sign_in)
        assert desk.get(f"/triage/{case}").status_code == status, sign_in
        assert (f"/triage/{case}" in desk.get("/triage?view=cleared").text) is (status == 200), sign_in


def test_the_trail_leaves_as_files_whose_chain_can_be_followed(country: Filled) -> None:
    dpo = signed_in(country, "dpo")
    lines = [msgspec.json.decode(line) for line in dpo.get("/audit/export/jsonl").content.splitlines()]
    assert len(lines) > 30
    assert all(after["previous"] == before["hash"] for before, after in itertools.pairwise(lines))
    rows = list(csv.DictReader(io.StringIO(dpo.get("/audit/export/csv").text)))
    assert [row["hash"] for row in rows[: len(lines)]] == [line["hash"] for line in lines]
    assert rows[len(lines)]["kind"] == "audit:exported", "the export itself is on record"
    assert dpo.get("/audit/export/xml").status_code == 422
    assert dpo.get("/audit/export/csv?from=2020-01-01").status_code == 422, "a year at most"
    assert signed_in(country, "supervisor").get("/audit/export/csv").status_code == 403


def test_no_name_stands_in_an_export(country: Filled) -> None:
    text = signed_in(country, "dpo").get("/audit/export/csv").text.upper()
    names = {row[0].upper() for row in country.ask("SELECT DISTINCT family FROM traveller WHERE length(family) > 7")}
    assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)] == []


def test_everybody_may_read_the_figures_the_notice_and_what_runs_here(country: Filled) -> None:
    public = client(country)
    page = public.get("/transparency")
    assert page.status_code == 200
    assert build_digest() in page.text
    assert profile_digest(country.parts.profile) in page.text
    year = country.parts.clock().year
    text = public.get(f"/transparency/{year}.csv").text
    counts = [
        cell for row in csv.reader(io.StringIO(text)) if row and row[0].isdigit() for cell in row[3:] if cell.isdigit()
    ]
    assert counts
    assert [cell for cell in counts if 0 < int(cell) < 10] == []
    for name in (
        "transmissions received",
        "passengers received",
        "elements not listed, removed",
        "possible matches raised",
    ):
        assert name in text
    assert public.get("/transparency?year=1999").status_code == 422
    notice = public.get("/notice").text
    for told in (*country.parts.profile.legal_refs, str(country.parts.profile.rights.deadline_days), "free"):
        assert told in notice


def test_one_click_states_the_compliance_and_what_is_missing(country: Filled) -> None:
    text = signed_in(country, "supervisor").get("/compliance").text
    assert "RGT2" in text
    assert "met by a mechanism" in text
    assert signed_in(country, "analyst").get("/compliance").status_code == 403


def test_the_register_of_staff_shows_what_everybody_may_do(country: Filled) -> None:
    page = signed_in(country, "authority").get("/staff").text
    for told in ("F. Aalto", Role.APPROVER.value, Permission.APPROVE_UNMASK.value):
        assert told in page
    assert "Record a training" not in page


def test_training_is_recorded_by_the_administrator(country: Filled) -> None:
    [(officer,)] = country.ask("SELECT id::text FROM officer WHERE sign_in = 'border'")
    admin = signed_in(country, "admin")
    form = {"course": "refresher", "passed_on": "2026-01-10", "valid_until": "2036-01-10"}
    assert post(admin, f"/officers/{officer}/training", "/officers", **form) == 303
    assert "2036-01-10" in admin.get("/officers").text
    assert post(admin, f"/officers/{officer}/training", "/officers", **(form | {"valid_until": "never"})) == 422


def test_misuse_is_shown_to_the_data_protection_officer_alone(country: Filled) -> None:
    assert signed_in(country, "dpo").get("/misuse").status_code == 200
    for sign_in in ("authority", "supervisor", "analyst", "admin", "approver"):
        desk = signed_in(country, sign_in)
        assert desk.get("/misuse").status_code == 403
        assert 'href="/misuse"' not in desk.get("/safeguards").text


def test_an_authoritys_request_goes_through_three_rooms(country: Filled) -> None:
    # Given: an analyst enters what the authority signed.
    sql = """SELECT t.id::text, t.family, t.given, t.born, l.departs_on::text FROM traveller t JOIN flight_leg l ON l.id = t.flight_leg
             WHERE length(t.family) > 5 AND length(t.given) > 2 AND t.born IS NOT NULL ORDER BY t.id DESC LIMIT 1"""
    number, family, given, born, day = country.ask(sql)[0]
    analyst, approver, supervisor = (signed_in(country, name) for name in ("analyst", "approver", "supervisor"))
    law = country.parts.profile
    asked = {
        "authority": law.authorities[0].id, "case_ref": "CI-26/4471", "offence": law.offences[1].code, "purpose": "serious-crime",
        "facts": "Two witnesses name the person as the driver of a ring.", "air_link": "The persons were brought in by air.",
        "element": ["name", "journeys"], "family": [family, ""], "given": [given, ""], "born": [born, ""], "document": ["", ""],
        "period_from": day, "period_to": day,
    }  # fmt: skip
    answer = analyst.post("/requests", data={"csrf": token(analyst, "/requests"), **asked})
    assert answer.status_code == 303
    here = answer.headers["location"]
    assert number not in supervisor.get(here).text, "nobody is looked for before the independent body's word"
    # When: the independent body approves in its own room.
    room = approver.get("/disclosure-approvals").text
    assert "CI-26/4471" in room
    assert family not in room, "the body judges facts; it needs no name"
    form = {"word": "approve", "reason": "The evidence shown is objective and names a listed offence."}
    assert post(approver, f"/disclosure-approvals/{here.rsplit('/', 1)[1]}", "/disclosure-approvals", **form) == 303
    # Then: another officer than the first finds and gives what was allowed.
    assert number in supervisor.get(here).text
    assert post(analyst, f"{here}/answer", here, record=number) == 403
    assert post(supervisor, f"{here}/answer", here, record=number) == 303
    told = supervisor.get(f"{here}/package").json()
    assert (len(told["records"]), set(told["records"][0])) == (1, {"name", "journeys"})
    assert signed_in(country, "dpo").get(here).status_code == 200
    for sign_in in ("lists", "liaison", "border", "admin", "targeting"):
        assert signed_in(country, sign_in).get(here).status_code == 403, sign_in


@pytest.mark.parametrize("sign_in", ["authority", "dpo", "supervisor", "targeting"])
def test_no_page_shows_a_form_that_its_reader_may_not_send(country: Filled, sign_in: str) -> None:
    reader = Actor(ActorKind.OFFICER, "1", frozenset({ROLE_OF[sign_in]}))
    needed = {re.sub(r"\{[^}]+\}", "ID", path): right for method, path, right, _ in ROUTES if method == "POST"}
    everybodys = {"/go", "/theme", "/sign-out"}
    for form in forms_of(signed_in(country, sign_in)).values():
        action = shape(form.action)
        if form.method == "post" and action not in everybodys:
            assert may(reader, needed[action]), action


def test_every_role_and_every_right_has_its_words() -> None:
    assert set(ROLES) == set(Role)
    assert set(RIGHTS) == set(Permission)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_the_switch_in_a_real_browser(browser: Browser, address: str, country: Filled) -> None:  # noqa: F811
    """The officer switches a list off; the board of the day says so; it is switched on again with a reason."""
    faults: list[str] = []
    dpo, duty = (desk_of(browser, address, name, faults) for name in ("dpo", "supervisor"))
    dpo.goto(f"{address}/safeguards")
    expect(dpo.locator("h1")).to_have_text("Safeguards")
    dpo.select_option("select[name=list]", "training-un")
    dpo.fill("form[action='/suspensions'] textarea[name=reason]", "The list was found to be unlawfully compiled.")
    dpo.get_by_role("button", name="Suspend").click()
    expect(dpo.locator("#switch")).to_contain_text("is off since")
    duty.goto(f"{address}/board")
    expect(duty.locator(".alarms")).to_contain_text("switched off")
    assert country.ask("SELECT state FROM watchlist WHERE code = 'training-un'") == [("suspended",)]
    dpo.fill("form[action$='/lift'] textarea[name=reason]", "The list was compiled anew and checked.")
    dpo.get_by_role("button", name="Lift").click()
    expect(dpo.locator("#switch")).to_contain_text("Suspend a list")
    work_until_idle(country.parts)
    assert country.ask("SELECT state FROM watchlist WHERE code = 'training-un'") == [("active",)]
    for path in (
        "/safeguards",
        "/rights",
        "/redress",
        "/use-notices",
        "/unmaskings",
        "/audit",
        "/registers",
        "/deletions",
        "/misuse",
        "/staff",
        "/law",
        "/transparency",
        "/notice",
    ):
        for width in (1440, 320):
            dpo.set_viewport_size({"width": width, "height": 900})
            dpo.goto(f"{address}{path}")
            assert dpo.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    assert faults == []
