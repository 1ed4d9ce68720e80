"""In a real browser, on a clock that moves: the acts of law and oversight, each by the people it needs and by nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from gotravel.domain.actor import Role
from gotravel.domain.law_version import Part
from gotravel.flow import unmask
from gotravel.vault.keys import approver_share
from gotravel.worker import keep_calendar, work_until_idle
from tests.flow.cases import a_list
from tests.unit import API, MARKER, PASSWORD, Unit
from tests.upkeep.test_profiles import KEYS, next_law, seal
from tests.web.served import CHROMIUM, served, window
from tests.web.test_browser import browser  # noqa: F401

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("safeguards-browser"),
]
WHY = "A court asked for this journey in its file."
ANOTHER = API.replace(b"2611261815", b"2611291815").replace(b"2611270730", b"2611300730").replace(b"+A1+", b"+A2+")


class Desks:
    """Windows on one unit, one an officer; what a browser complains of is a fault of the test."""

    def __init__(self, browser: Browser, address: str) -> None:  # noqa: F811
        self.browser, self.address, self.faults = browser, address, list[str]()

    def of(self, role: Role, *, scripts: bool = True) -> Page:
        return window(self.browser, self.address, role.value, PASSWORD, self.faults, scripts=scripts)


@pytest.fixture
def desks(icao: Unit, browser: Browser) -> Iterator[Desks]:  # noqa: F811
    with served(icao.parts) as address:
        made = Desks(browser, address)
        yield made
    assert made.faults == []


def test_a_sealed_record_is_opened_by_two_people_for_a_time_and_reviewed(icao: Unit, desks: Desks) -> None:
    icao.take()
    icao.nights(184)
    traveller = icao.travellers()[0]
    analyst, dpo = desks.of(Role.ANALYST), desks.of(Role.DPO)
    approver = desks.of(Role.APPROVER, scripts=False)  # the court's window: no script is needed for any act
    # Asked for, from the sealed record's own page.
    analyst.goto(f"{desks.address}/travellers/{traveller}")
    expect(analyst.locator("h1")).to_have_text("Sealed record")
    analyst.select_option("select[name=purpose]", "terrorism")
    analyst.fill("input[name=case]", "C-17")
    analyst.fill("textarea[name=reason]", WHY)
    analyst.get_by_role("button", name="Ask the independent approver").click()
    expect(analyst.locator("main")).to_contain_text("Waits for the independent approver")
    asked = analyst.url
    # The asker has no room in which to allow it, and is told who has.
    answer = analyst.request.get(f"{desks.address}/approvals")
    assert answer.status == 403
    assert "Independent approver" in answer.text()
    # Allowed for a minute, with a key share that never comes to the unit.
    approver.goto(f"{desks.address}/approvals")
    expect(approver.locator("blockquote")).to_contain_text(WHY)
    with approver.expect_download() as package:
        approver.get_by_role("link", name="Package for your own place").click()
    back = unmask.strip(package.value.path().read_bytes(), approver_share(icao.folder / "keys" / "approver-share"))
    approver.set_input_files("input[type=file]", {"name": "back.json", "mimeType": "application/json", "buffer": back})
    approver.fill("input[name=minutes]", "1")
    approver.fill("form[action$='/allow'] textarea", "The court's order names this journey and no other.")
    approver.get_by_role("button", name="Allow").click()
    expect(approver.locator("main")).to_contain_text("Nobody asks for a sealed record")
    # Read once, three seconds before the end; the page leaves the record by itself, and it does not come back.
    icao.clock.now += timedelta(seconds=57)
    analyst.goto(asked)
    expect(analyst.locator("body")).not_to_contain_text(MARKER)
    analyst.get_by_role("button", name="Show the record").click()
    expect(analyst.locator("h2").first).to_contain_text(MARKER)
    icao.clock.now += timedelta(seconds=4)
    expect(analyst.locator("h2").first).to_have_text("The record is sealed again", timeout=15_000)
    expect(analyst.locator("body")).not_to_contain_text(MARKER)
    expect(analyst.get_by_role("button", name="Show the record")).to_have_count(0)
    # Reviewed by the data-protection officer, whose first page says that it waits.
    icao.clock.now += timedelta(hours=1)
    keep_calendar(icao.parts)
    work_until_idle(icao.parts)
    dpo = desks.of(Role.DPO)
    expect(dpo.locator(".aside").first).to_contain_text("openings of sealed records to review")
    dpo.locator(".aside a[href='/unmaskings']").click()
    dpo.fill("textarea[name=finding]", "The court's order was shown to me; one look, one record.")
    dpo.get_by_role("button", name="It was lawful").click()
    expect(dpo.locator("article")).to_contain_text("Found lawful")
    # Who looked at this traveller? The log answers by the record's reference.
    dpo.get_by_role("link", name="Who looked at this record").click()
    expect(dpo.get_by_role("heading", name="Who looked at this record")).to_be_visible()
    expect(dpo.locator("main")).to_contain_text("Officers: Analyst.")
    assert MARKER not in dpo.content()
    # A record is kept longer for a case, and let go.
    analyst = desks.of(Role.ANALYST)
    analyst.goto(f"{desks.address}/holds")
    analyst.fill("input[name=traveller]", str(traveller))
    analyst.fill("textarea[name=basis]", "An invented court asks for this journey in its file.")
    analyst.fill("form[action='/holds'] input[name=review]", (icao.clock.now + timedelta(days=30)).date().isoformat())
    analyst.select_option("select[name=purpose]", "terrorism")
    analyst.get_by_role("button", name="Keep this record").click()
    expect(analyst.locator("article")).to_contain_text("Evidence of our own")
    analyst.get_by_role("button", name="End the hold").click()
    expect(analyst.locator("main")).to_contain_text("No record is kept longer")


def test_a_law_past_the_floor_is_refused_by_requirement_and_a_lawful_one_needs_three_people(
    icao: Unit, desks: Desks
) -> None:
    windows = {role: desks.of(role) for role in (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.DPO)}
    for role, page in windows.items():
        page.goto(f"{desks.address}/law")
        page.fill("input[name=public]", KEYS[role].public_key().public_bytes_raw().hex())
        page.get_by_role("button", name="Enrol it").click()
    admin = windows[Role.ADMINISTRATOR]

    def propose(text: str) -> None:
        admin.fill("textarea[name=text]", text)
        admin.fill("form[action='/law'] input[name=signature]", seal(text, Part.PROPOSER, Role.ADMINISTRATOR).hex())
        admin.get_by_role("button", name="Propose").click()

    lawful = next_law(icao, mask_after_days=90)
    past = lawful.replace("mask_after_days = 90", "mask_after_days = 900")
    propose(past)
    expect(admin.get_by_role("alert")).to_contain_text(re.compile(r"RET\d+ forbids this value of mask_after_days"))
    expect(admin.locator("textarea[name=text]")).to_have_value(past)
    desks.faults[:] = [told for told in desks.faults if "422" not in told]
    propose(lawful)
    expect(admin.locator("article").first).to_contain_text("Waits for the data-protection officer")
    expect(admin.get_by_role("button", name="Approve")).to_have_count(0)
    for role, part in ((Role.SUPERVISOR, Part.APPROVER), (Role.DPO, Part.DPO)):
        page = windows[role]
        page.goto(f"{desks.address}/law")
        expect(page.locator("tr", has_text="mask_after_days")).to_contain_text("90")
        page.fill("form[action$='/approve'] input[name=signature]", seal(lawful, part, role).hex())
        page.get_by_role("button", name="Approve").click()
    expect(windows[Role.DPO].locator("article").first).to_contain_text("Approved")
    icao.clock.now += timedelta(days=11)
    assert icao.parts.today().profile.mask_after_days == 90


def open_request(page: Page, address: str, kind: str, family: str, given: str) -> str:
    page.goto(f"{address}/rights")
    page.check(f"input[name=kind][value={kind}]")
    page.fill("input[name=family]", family)
    page.fill("input[name=given]", given)
    page.fill("input[name=contact]", "Invented street 1, 1000 Sampletown")
    page.get_by_role("button", name="Open the request").click()
    assert family.lower() not in page.url.lower(), "no name stands in an address"
    expect(page.locator("main")).not_to_contain_text("Flight")
    page.fill("input[name=proof]", "passport, shown in person")
    page.get_by_role("button", name="The identity is proven").click()
    page.locator("input[name=record]").first.check()
    page.get_by_role("button", name="These records are the person's").click()
    return page.url


def decide(page: Page, outcome: str, reason: str, refusal: str = "") -> None:
    page.check(f"input[name=outcome][value={outcome}]")
    page.select_option("select[name=refusal]", refusal)
    page.fill("form[action$='/decide'] textarea", reason)
    page.get_by_role("button", name="Record the decision").click()


def test_a_person_asks_is_answered_refused_with_a_reason_of_the_law_and_gets_redress(icao: Unit, desks: Desks) -> None:
    a_list(icao)
    icao.take()
    dpo, lists, authority = (desks.of(role) for role in (Role.DPO, Role.WATCHLISTS, Role.AUTHORITY))
    # Access: identity first, then the records, then the answer, which prints.
    here = open_request(dpo, desks.address, "access", MARKER, "OSRIKEL")
    said = "The passport that was shown is the one on file."
    decide(dpo, "granted", said)
    work_until_idle(icao.parts)
    dpo.goto(here)
    dpo.get_by_role("link", name="The answer, to print").click()
    expect(dpo.locator(".paper")).to_contain_text(MARKER)
    dpo.emulate_media(media="print")
    expect(dpo.locator("nav.side")).to_be_hidden()
    expect(dpo.locator(".paper")).to_be_visible()
    dpo.emulate_media(media="screen")
    # A refusal without a reason of the law is no refusal; what was written is not lost.
    other = open_request(dpo, desks.address, "erasure", f"{MARKER}BERG", "TUVA")
    said = "An inquiry of the port police would be warned by an answer."
    decide(dpo, "refused", said)
    expect(dpo.get_by_role("alert")).to_contain_text("There is a problem")
    expect(dpo.get_by_label("What you wrote, to copy")).to_have_value(said)
    desks.faults[:] = [told for told in desks.faults if "422" not in told]
    dpo.get_by_role("link", name="Back to where you were").click()
    assert dpo.url == other
    decide(dpo, "refused", said, "would-obstruct-an-inquiry")
    work_until_idle(icao.parts)
    dpo.goto(f"{other}/letter")
    expect(dpo.locator(".paper")).to_contain_text("neither to confirm nor to deny")
    assert "inquiry" not in dpo.locator(".paper").inner_text(), "the letter does not betray the reason"
    authority.goto(other)
    expect(authority.locator(".decision")).to_contain_text("Would obstruct an inquiry")
    # Redress: the officer proposes a token, the list's manager agrees, and the pair is not raised again.
    dpo.goto(here)
    dpo.locator("input[name=hit]").check()
    dpo.fill("textarea[name=complaint]", "I am stopped at every landing for a person of the same name.")
    dpo.get_by_role("button", name="Open a redress case").click()
    dpo.select_option("select[name=remedy]", "token")
    dpo.fill("textarea[name=reason]", "Photograph and passport show another person than the listed one.")
    dpo.get_by_role("button", name="Propose to the second person").click()
    expect(dpo.locator("article")).to_contain_text("Waits for a second person")
    expect(dpo.get_by_role("button", name="Agree, as the second person")).to_have_count(0)
    lists.goto(f"{desks.address}/corrections")
    expect(lists.locator("body")).not_to_contain_text("stopped at every landing")
    lists.get_by_role("button", name="Agree, as the second person").click()
    expect(lists.locator("article")).to_contain_text("A redress token was given")
    icao.take(ANOTHER)
    assert icao.ask("SELECT state FROM hit ORDER BY raised_at") == [("open",), ("suppressed",)]


def test_one_switch_stops_a_list_at_once_and_the_authority_reads_everything_and_changes_nothing(
    icao: Unit, desks: Desks
) -> None:
    a_list(icao)
    icao.take()
    assert icao.ask("SELECT state FROM hit") == [("open",)]
    authority, dpo, duty = (desks.of(role) for role in (Role.AUTHORITY, Role.DPO, Role.SUPERVISOR))
    expect(dpo.locator("h1")).to_have_text("Safeguards")
    # The authority reads every room of oversight; no form in it is another's.
    own = re.compile(r"^/(go|theme|sign-out|suspensions|registers|rights$)")
    for link in authority.locator("nav.tabs a").all_inner_texts():
        authority.goto(f"{desks.address}/safeguards")
        authority.locator("nav.tabs").get_by_role("link", name=link).click()
        actions = authority.eval_on_selector_all("main form", "all => all.map(one => one.getAttribute('action'))")
        assert [one for one in actions if one and not own.match(one) and one != "/audit"] == [], link
    [(case, hit)] = icao.ask("SELECT (SELECT id::text FROM case_file), (SELECT id::text FROM hit)")
    authority.goto(f"{desks.address}/triage/{case}")
    assert authority.eval_on_selector_all("main form", "all => all.length") == 0
    csrf = authority.get_attribute("input[name=csrf]", "value") or ""
    before = icao.ask("SELECT (SELECT count(*) FROM decision), (SELECT count(*) FROM retention_hold), state FROM hit")
    for path in (f"/triage/{case}/take", f"/triage/{case}/decide", "/holds", "/watchlists/tokens", f"/misuse/{hit}"):
        refused = authority.request.post(f"{desks.address}{path}", form={"csrf": csrf, "reason": WHY})
        assert refused.status == 403, path
    assert before == icao.ask(
        "SELECT (SELECT count(*) FROM decision), (SELECT count(*) FROM retention_hold), state FROM hit"
    )
    # The data-protection officer switches the list off: open matches fall away, new travellers raise none, the duty sees why.
    dpo.select_option("select[name=list]", "SOUGHT")
    dpo.fill("form[action='/suspensions'] textarea", "The list was compiled without its legal basis.")
    dpo.get_by_role("button", name="Suspend").click()
    expect(dpo.locator("#switch")).to_contain_text("is off since")
    assert icao.ask("SELECT state FROM hit") == [("recalled",)]
    icao.take(ANOTHER)
    assert icao.count("hit") == 1
    duty.goto(f"{desks.address}/board")
    expect(duty.locator(".alarms")).to_contain_text("switched off")
    expect(duty.get_by_role("button", name="Lift")).to_have_count(0)
    dpo.fill("form[action$='/lift'] textarea", "The list was compiled anew under its own law.")
    dpo.get_by_role("button", name="Lift").click()
    expect(dpo.locator("#switch")).to_contain_text("No list is switched off")
    work_until_idle(icao.parts)
    assert sorted(icao.ask("SELECT state FROM hit")) == [("open",), ("open",)]
