"""In a real browser: a planted traveller is raised, two people decide, an authority is told, and the audit shows who did."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from gotravel.cli.training import PASSWORD
from gotravel.web.app import WebParts, create_app
from tests.filled import Filled

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium on this machine; install one to test the desk in a browser"
    ),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def address(country: Filled) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(WebParts(country.parts, training=True))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


def desk_of(browser: Browser, address: str, sign_in: str, faults: list[str]) -> Page:
    """A window of its own for each officer; whatever the browser complains of is a fault."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/sign-in")
    page.fill("input[name=sign_in]", sign_in)
    page.fill("input[name=password]", PASSWORD)
    page.click("button.go")
    return page


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


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_is_wider_than_the_window(browser: Browser, address: str, width: int) -> None:
    faults: list[str] = []
    page = desk_of(browser, address, "supervisor", faults)
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("/board", "/triage", "/search", "/watchlists", "/carriers", "/safeguards", "/me"):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert faults == []


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
