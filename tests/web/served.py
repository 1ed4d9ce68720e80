"""The desk behind a real port, and windows of a real browser on it.

Goes in: parts, a browser. Comes out: an address; signed-in windows, each an officer's own. Never: a fault of the browser that
nobody hears of.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Iterator

import uvicorn
from playwright.sync_api import Browser, Page

from gotravel.flow.parts import Parts
from gotravel.web.app import WebParts, create_app

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


@contextlib.contextmanager
def served(parts: Parts) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(WebParts(parts, training=True))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def window(
    browser: Browser, address: str, sign_in: str, password: str, faults: list[str], *, scripts: bool = True
) -> Page:
    """A window of its own for each officer; whatever the browser complains of is a fault."""
    size = {"width": 1440, "height": 900}
    page = browser.new_context(viewport=size, java_script_enabled=scripts, accept_downloads=True).new_page()  # type: ignore[arg-type]
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/sign-in")
    page.fill("input[name=sign_in]", sign_in)
    page.fill("input[name=password]", password)
    page.click("button.go")
    return page
