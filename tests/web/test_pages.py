"""What the desk's pages show and what they keep back: dossier, reports, board, handover, theme, the command box, forms."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from starlette.testclient import TestClient

from gotravel.flow import laws
from gotravel.web.limits import LARGEST_FORM
from tests.filled import Filled
from tests.web.test_desk import signed_in, token

TEMPLATES = Path(__file__).parents[2] / "src/gotravel/web/templates"
REASON = "The card is needed to compare it with the request of the port police"


def first_case(country: Filled) -> tuple[str, str, str]:
    """(case, traveller, family name) of one that no other test decides: the last one due."""
    sql = """SELECT c.id::text, t.id::text, t.family FROM case_file c JOIN traveller t ON t.id = c.traveller
             JOIN booking b ON b.id = t.booking ORDER BY c.number DESC LIMIT 1"""
    return country.ask(sql)[0]


def newest_event(country: Filled) -> tuple[str, str]:
    return country.ask("SELECT kind, detail::text FROM audit_event ORDER BY seq DESC LIMIT 1")[0]


def test_the_dossier_shows_where_each_value_stood_and_masks_contact_and_payment(country: Filled) -> None:
    _, traveller, family = first_case(country)
    text = signed_in(country, "analyst").get(f"/travellers/{traveller}").text
    assert f"<u>{family.split()[0]}</u>" in text
    assert "999550000" not in text
    assert "1111" not in re.sub(r"[0-9a-f-]{36}|[0-9]+ lines about others|title=\"byte [0-9]+\">[0-9]+<", "", text)
    assert "@MAIL" not in text.upper()
    assert 'class="masked"' in text


@pytest.mark.parametrize("reason", ["", "because I want", "H-261124-0042 H-261124-0043"])
def test_contact_and_payment_need_a_reason_in_words(country: Filled, reason: str) -> None:
    _, traveller, _ = first_case(country)
    desk = signed_in(country, "analyst")
    answer = desk.post(f"/travellers/{traveller}/reveal", data={"csrf": token(desk), "reason": reason})
    assert answer.status_code == 422
    assert "999550000" not in answer.text


def test_contact_and_payment_are_shown_once_for_a_reason_on_record(country: Filled) -> None:
    _, traveller, _ = first_case(country)
    desk = signed_in(country, "analyst")
    answer = desk.post(f"/travellers/{traveller}/reveal", data={"csrf": token(desk), "reason": REASON})
    assert answer.status_code == 200
    assert "999550000" in answer.text
    kind, detail = newest_event(country)
    assert kind == "traveller:revealed"
    assert REASON in detail
    assert "999550000" not in desk.get(f"/travellers/{traveller}").text


def test_the_board_shows_pushes_and_completeness_and_no_name(country: Filled) -> None:
    text = signed_in(country, "supervisor").get("/board?window=48").text
    assert 'class="tick full"' in text
    flights = country.ask("SELECT DISTINCT carrier || ' ' || number FROM flight_leg")
    assert all(name in text for (name,) in flights)
    for (family,) in country.ask("SELECT DISTINCT family FROM traveller WHERE length(family) > 4"):
        assert family not in text


def test_the_board_asks_the_same_number_of_questions_for_any_number_of_flights(
    country: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No query per row: ten times the flights change nothing. Counted here, because the server's counts come late; the law is
    read at the sign-in and not once more on a slow machine, which is no question of the board."""
    monkeypatch.setattr(laws, "FRESH", timedelta(hours=1))
    desk, asked, execute = signed_in(country, "supervisor"), [], psycopg.Cursor.execute

    def counted(cursor: Any, question: Any, *values: Any, **how: Any) -> Any:
        asked.append(question)
        return execute(cursor, question, *values, **how)

    monkeypatch.setattr(psycopg.Cursor, "execute", counted)
    desk.get("/board?window=48")
    many = len(asked)
    desk.get("/board?window=1")
    assert 0 < many <= 14
    assert len(asked) == 2 * many


def test_carriers_stand_by_what_they_sent(country: Filled) -> None:
    [(code, name)] = country.ask("SELECT c.code, c.name FROM carrier c JOIN heard h ON h.carrier = c.code LIMIT 1")
    text = signed_in(country, "liaison").get(f"/carriers?carrier={code}").text
    assert name in text
    assert 'href="/transmissions/' in text


def test_the_ledger_of_a_carrier_is_flight_by_flight_and_can_be_taken_away(country: Filled) -> None:
    sql = "SELECT h.carrier, l.number FROM heard h JOIN flight_leg l ON l.id = h.flight_leg JOIN carrier c ON c.code = h.carrier LIMIT 1"
    [(code, number)] = country.ask(sql)
    desk = signed_in(country, "liaison")
    assert f'href="/carriers/{code}/ledger"' in desk.get(f"/carriers?carrier={code}").text
    assert f"{code} {number}" in desk.get(f"/carriers/{code}/ledger").text
    taken = desk.get(f"/carriers/{code}/ledger.csv")
    assert taken.headers["content-disposition"] == f'attachment; filename="ledger-{code}.csv"'
    assert taken.text.startswith(f"# Carrier {code}: ")
    assert desk.get("/carriers/Q1/ledger").status_code == 404
    assert signed_in(country, "analyst").get(f"/carriers/{code}/ledger").status_code == 403


def test_a_dossier_says_which_message_told_each_value(country: Filled) -> None:
    sql = """SELECT t.id::text, t.case_id::text FROM (SELECT t.id, c.id AS case_id, t.pnr_message, t.api_message FROM traveller t
             JOIN case_file c ON c.traveller = t.id) t WHERE pnr_message IS NOT NULL AND api_message IS NOT NULL LIMIT 1"""
    [(traveller, case)] = country.ask(sql)
    digests = f"""SELECT encode(r.digest, 'hex') FROM message m JOIN transmission_receipt r USING (transmission)
                  WHERE m.id IN (SELECT unnest(ARRAY[api_message, pnr_message]) FROM traveller WHERE id = '{traveller}')"""
    text = signed_in(country, "analyst").get(f"/travellers/{traveller}?case={case}").text
    told = text.split("Where each value came from")[1].split("</details>")[0]
    assert any(digest in told for (digest,) in country.ask(digests))
    assert "birth date" in told


def test_a_report_holds_no_value_of_a_traveller(country: Filled) -> None:
    desk = signed_in(country, "liaison")
    names = {family for (family,) in country.ask("SELECT DISTINCT family FROM traveller WHERE length(family) > 4")}
    numbers = {n for (found,) in country.ask("SELECT document_numbers FROM traveller") for n in found if len(n) > 5}
    for (transmission,) in country.ask(
        "SELECT transmission::text FROM transmission_receipt ORDER BY received_at LIMIT 4"
    ):
        for path in (f"/transmissions/{transmission}", f"/transmissions/{transmission}/report"):
            answer = desk.get(path)
            assert answer.status_code == 200
            words = set(re.findall(r"[\w-]+", answer.text.upper()))
            assert not words & names
            assert not words & numbers


def test_a_tested_file_is_read_and_forgotten(country: Filled) -> None:
    desk = signed_in(country, "liaison")
    before = country.counts()
    body = b"UNB+UNOA:4+ZZ+XX+261124:0700+1'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'NAD+FL+++QZMARKERQ:ANNA'UNT+4+1'UNZ+1+1'"
    answer = desk.post("/carriers/test", data={"csrf": token(desk, "/carriers")}, files={"file": ("x.edi", body)})
    assert answer.status_code == 200
    assert "AAAAAAAAA" in answer.text
    assert "QZMARKERQ" not in answer.text
    assert country.counts() == before
    assert newest_event(country)[0] == "carrier:tested"
    assert country.ask("SELECT count(*) FROM traveller WHERE family LIKE '%QZMARKER%'") == [(0,)]


def test_a_form_larger_than_a_form_is_refused_before_it_is_read(country: Filled) -> None:
    desk = signed_in(country, "analyst")
    assert desk.post("/search", data={"name": "x" * LARGEST_FORM}).status_code == 413
    assert TestClient(desk.app).post("/sign-in", data={"sign_in": "x" * LARGEST_FORM}).status_code == 413


def test_cases_are_taken_given_back_and_noted_at_the_handover(country: Filled) -> None:
    case, _, _ = first_case(country)
    desk = signed_in(country, "supervisor")
    form = {"csrf": token(desk)}
    assert desk.post(f"/handover/{case}/take", data=form).status_code == 303
    assert signed_in(country, "analyst2").post(f"/handover/{case}/give-back", data=form).status_code == 403
    other = signed_in(country, "analyst2")
    assert other.post(f"/handover/{case}/give-back", data={"csrf": token(other)}).status_code == 409
    assert desk.post(f"/handover/{case}/give-back", data=form).status_code == 303
    assert desk.post("/handover/note", data=form | {"text": "T1 sends five hours late."}).status_code == 303
    assert "T1 sends five hours late." in other.get("/handover").text


def test_who_only_oversees_reads_the_handover_and_leaves_no_note(country: Filled) -> None:
    dpo = signed_in(country, "dpo")
    page = dpo.get("/handover")
    assert page.status_code == 200
    assert 'action="/handover/note"' not in page.text
    csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
    assert dpo.post("/handover/note", data={"csrf": csrf, "text": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        pytest.param("tri", "/triage", id="a page by its first letters"),
        pytest.param("Watchlists", "/watchlists", id="a page by its name"),
        pytest.param("{flight}", "/flights/", id="a flight"),
        pytest.param("{case}", "/triage/", id="a case by its number"),
    ],
)
def test_the_command_box_leads_to_pages_cases_and_flights(country: Filled, typed: str, leads_to: str) -> None:
    [(flight,)] = country.ask("SELECT carrier || ' ' || number FROM flight_leg ORDER BY id LIMIT 1")
    [(case,)] = country.ask("SELECT number FROM case_file ORDER BY number LIMIT 1")
    desk = signed_in(country, "analyst")
    text = typed.replace("{flight}", flight).replace("{case}", case.lower())
    answer = desk.post("/go", data={"csrf": token(desk), "text": text})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(leads_to)


def test_the_command_box_is_no_search_for_people(country: Filled) -> None:
    _, _, family = first_case(country)
    desk = signed_in(country, "analyst")
    answer = desk.post("/go", data={"csrf": token(desk), "text": family})
    assert answer.status_code == 404
    assert "purpose" in answer.text


def test_a_theme_is_chosen_and_kept_and_nothing_else_is_taken(country: Filled) -> None:
    desk = signed_in(country, "analyst")
    form = {"csrf": token(desk)}
    desk.post("/theme", data=form | {"theme": 'dark" onload="x'})
    assert "data-theme" not in desk.get("/board").text
    answer = desk.post("/theme", data=form | {"theme": "dark"}, headers={"referer": "https://elsewhere.example//x"})
    assert answer.headers["location"] == "/"
    assert 'data-theme="dark"' in desk.get("/board").text


def test_a_refused_decision_keeps_what_was_typed(country: Filled) -> None:
    case, _, _ = first_case(country)
    desk = signed_in(country, "supervisor")
    form = {"csrf": token(desk), "outcome": "different-person", "main_reason": "namesake", "text": "H-261124-0042"}
    answer = desk.post(f"/triage/{case}/decide", data=form)
    assert answer.status_code == 422
    assert ">H-261124-0042</textarea>" in answer.text
    assert re.search(r'value="different-person"[^>]* checked', answer.text)
    assert "There is a problem" in answer.text


@pytest.mark.parametrize("path", ["/board", "/triage", "/handover", "/search", "/carriers", "/watchlists"])
def test_a_page_has_landmarks_one_heading_and_a_way_past_the_menu(country: Filled, path: str) -> None:
    text = signed_in(country, "supervisor").get(path).text
    assert text.count("<h1") == 1
    assert all(mark in text for mark in ('<main id="main"', "<nav", '<html lang="en" dir="ltr"', 'class="skip"'))
    assert " style=" not in text
    assert not re.search(r"<script(?! src)|\son\w+=", text)


def test_every_text_of_a_page_goes_through_the_one_look_up() -> None:
    """No words stand bare in a template: each can be extracted and translated."""
    bare = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        source = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", path.read_text(), flags=re.DOTALL)
        spoken = re.findall(r'(?:title|aria-label|placeholder|alt)="([^"]*)"', source)
        words = " ".join([re.sub(r"<[^>]*>|&\w+;", " ", source), *spoken])
        bare += [(path.name, word) for word in re.findall(r"[A-Za-z]{4,}", words) if word not in KEPT_AS_THEY_ARE]
    assert bare == []


KEPT_AS_THEY_ARE = {"gotravel", "JSON", "plain", "case"}
"""Our name, a format, a class of the style sheet, the beginning of an event's code."""
