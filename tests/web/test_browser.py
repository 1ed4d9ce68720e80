"""In a real browser: a planted traveller is raised, two people decide, an authority is told, and the audit shows who did."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from gotravel.cli.training import PASSWORD
from tests.filled import Filled
from tests.web.served import CHROMIUM, QUIET, served, window

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium on this machine; install one to test the desk in a browser"
    ),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def address(country: Filled) -> Iterator[str]:
    with served(country.parts) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


def desk_of(browser: Browser, address: str, sign_in: str, faults: list[str]) -> Page:
    return window(browser, address, sign_in, PASSWORD, faults)


def decide(page: Page, address: str, case: str, outcome: str) -> None:
    page.goto(f"{address}{case}")
    page.check(f"input[name=outcome][value={outcome}]")
    page.select_option("select[name=main_reason]", index=1)
    if outcome == "same-person":
        page.check("input[name=identifier][value=birth-date]")
        page.check("input[name=identifier][value=document-number]")
        page.fill("textarea[name=weighed]", "The place of birth was not sent; nothing else differs.")
    page.fill("textarea[name=text]", "Compared document, birth date and photograph page: they agree.")
    page.click("form.decide button.go")


def test_a_planted_traveller_becomes_a_referral_by_two_people(browser: Browser, address: str, country: Filled) -> None:
    faults: list[str] = []
    first, second = (desk_of(browser, address, name, faults) for name in ("analyst", "analyst2"))
    first.goto(f"{address}/triage")
    expect(first.locator(".queue .item").first).to_be_visible()
    first.locator(".queue .item").first.click()
    case = "/triage/" + first.url.rsplit("/", 1)[1].split("?")[0]
    expect(first.locator("body")).to_contain_text("bits")
    first.get_by_role("button", name="Take this case").click()
    decide(first, address, case, "same-person")
    first.goto(f"{address}{case}")
    expect(first.locator("select[name=authority]")).to_have_count(0)
    # The first officer tries to be the second one too: the desk does not let that through.
    if first.locator("textarea[name=text]").count():
        decide(first, address, case, "same-person")
        expect(first.locator("body")).to_contain_text("another")
    decide(second, address, case, "same-person")
    second.goto(f"{address}{case}")
    second.locator("form[action$=refer] button.go").click()
    with second.expect_download() as download:
        second.goto(f"{address}{case}")
        second.locator("a[href^='/referrals/'][href$=pdf]").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    states = country.ask(f"SELECT state FROM case_file WHERE id = '{case.rsplit('/', 1)[1]}'")
    officers = country.ask(f"SELECT count(DISTINCT officer) FROM decision WHERE case_file = '{case.rsplit('/', 1)[1]}'")
    assert (states[0][0], officers[0][0]) != ("open", 1)
    assert officers[0][0] == 2
    dpo = desk_of(browser, address, "dpo", faults)
    dpo.goto(f"{address}/audit")
    expect(dpo.locator("body")).to_contain_text("case:decided")
    assert faults == []


PAGES = ("/board", "/triage", "/handover", "/search", "/watchlists", "/carriers", "/safeguards", "/me")


def every_page(page: Page, address: str, country: Filled) -> list[str]:
    """The plain pages, and one case, dossier, flight and report."""
    [(case, traveller, leg)] = country.ask(
        "SELECT c.id::text, t.id::text, t.flight_leg::text FROM case_file c JOIN traveller t ON t.id = c.traveller LIMIT 1"
    )
    [(sent,)] = country.ask("SELECT transmission::text FROM transmission_receipt LIMIT 1")
    return [*PAGES, f"/triage/{case}", f"/travellers/{traveller}", f"/flights/{leg}", f"/transmissions/{sent}"]


@pytest.mark.parametrize(
    ("width", "direction"),
    [
        pytest.param(1440, "ltr", id="a desk"),
        pytest.param(720, "ltr", id="a desk at 200 per cent"),
        pytest.param(320, "ltr", id="a desk at 450 per cent, or a small telephone"),
        pytest.param(1440, "rtl", id="a desk read from the right"),
        pytest.param(320, "rtl", id="a telephone read from the right"),
    ],
)
def test_no_page_is_wider_than_the_window(
    browser: Browser, address: str, country: Filled, width: int, direction: str
) -> None:
    faults: list[str] = []
    page = desk_of(browser, address, "supervisor", faults)
    page.set_viewport_size({"width": width, "height": 900})
    for path in every_page(page, address, country):
        page.goto(f"{address}{path}")
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    if width == 1440:
        rail = page.locator("nav.side").bounding_box()
        assert rail is not None
        assert (rail["x"] > width / 2) == (direction == "rtl")
    assert faults == []


def test_a_case_is_walked_decided_and_left_by_keys(browser: Browser, address: str) -> None:
    faults: list[str] = []
    page = desk_of(browser, address, "analyst2", faults)
    box = page.locator("[data-command]")
    expect(box).to_be_visible()  # the next page has come; its script is there with the load
    page.wait_for_load_state("load")
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.type("Triage")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/triage")
    page.keyboard.press("j")
    expect(page.locator(".queue .item[aria-current]")).to_have_count(1)
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k")
    page.wait_for_url(first)
    page.keyboard.press("d")
    expect(page.locator("h1")).to_have_text("Traveller dossier")
    page.keyboard.press("b")
    expect(page.locator("#decision")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator("input[name=outcome][value=different-person]")).to_be_checked()
    page.keyboard.press("n")
    page.keyboard.type("1 j k ?")
    expect(page.locator("textarea[name=text]")).to_have_value("1 j k ?")
    expect(page.locator("input[name=outcome][value=different-person]")).to_be_checked()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.locator("[data-single-keys]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("input[name=outcome][value=different-person]")).to_be_checked()
    assert faults == []


def test_dark_is_chosen_and_stays(browser: Browser, address: str) -> None:
    page = desk_of(browser, address, "analyst", [])
    # The new page may not be there yet when the button has been pressed, so each is waited for.
    expect(page.locator("main")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.locator("form[action='/theme'] button").click()
    expect(page.locator("main")).to_have_css("background-color", "rgb(19, 27, 25)")
    page.goto(f"{address}/triage")
    expect(page.locator("main")).to_have_css("background-color", "rgb(19, 27, 25)")


def test_everything_works_without_javascript(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/sign-in")
    page.fill("input[name=sign_in]", "analyst")
    page.fill("input[name=password]", PASSWORD)
    page.click("button.go")
    page.goto(f"{address}/triage")
    page.locator(".queue .item").last.click()
    page.get_by_role("link", name="Dossier").click()
    expect(page.locator("h1")).to_have_text("Traveller dossier")
    page.get_by_role("link", name="Back to decision").click()
    page.get_by_role("button", name="Take this case").click()
    expect(page.locator(".steps")).to_contain_text("you")


def test_the_desk_can_be_used_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    faults: list[str] = []
    page = desk_of(browser, address, "analyst", faults)
    page.goto(f"{address}/search")
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "(document.activeElement.name || document.activeElement.textContent || '').trim().slice(0, 40)"
            )
        )
    assert {"purpose", "reason", "name", "document"} <= seen
