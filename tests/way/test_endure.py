"""For `make endure`: SIGKILL over and over, at random moments of the way, to doors, jobs and the database itself as a power cut
would; nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest

from gotravel.store.embedded import Server, as_application, bundled
from gotravel.store.migrate import migrate
from tests.way.test_kill import Killed, a_filled_country, pushed, verdict_of, wait_until_idle

pytestmark = pytest.mark.endure
KILLS, PATIENCE = 24, 1200.0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "data", bundled())
    with made.in_use():
        made.start()
        migrate(made.dsn)
        yield made


def keep_alive(processes: list[Killed], over: threading.Event) -> None:
    while not over.wait(0.5):
        for process in processes:
            process.keep_alive()


def power_cut(server: Server) -> None:
    """The postmaster's orphans end by themselves; the next start recovers from the log."""
    pid = int((server.cluster / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    server.start()


def test_killed_everywhere_again_and_again(server: Server, tmp_path: Path) -> None:
    environment, folder, secret = a_filled_country(as_application(server.dsn), tmp_path, passengers=300)
    files = sorted((folder / "transmissions").glob("*/*"))
    source, deadline = random.Random(5), time.monotonic() + PATIENCE
    words = [("serve", "--door", "carriers"), ("serve", "--door", "carriers"), ("work",), ("work",), ("work",)]
    second = {**environment, "GOTRAVEL_CARRIERS_PORT": str(int(environment["GOTRAVEL_CARRIERS_PORT"]) + 1)}
    processes = [Killed(each, second if number == 1 else environment) for number, each in enumerate(words)]
    ports = [one["GOTRAVEL_CARRIERS_PORT"] for one in (environment, second)]
    acknowledged: set[str] = set()
    over = threading.Event()
    keeper = threading.Thread(target=keep_alive, args=(processes, over))
    keeper.start()
    try:
        with httpx.Client(verify=False, timeout=5) as client:
            for number, path in enumerate(files):
                acknowledged.add(pushed(client, ports[number % 2], secret, path, deadline))
                if number % max(1, len(files) // KILLS) == 0:
                    time.sleep(source.random() * 0.5)
                    if number % 7 == 3:
                        power_cut(server)
                    else:
                        source.choice(processes).kill()
        wait_until_idle(server.dsn, deadline)
    finally:
        over.set()
        keeper.join()
        for process in processes:
            process.end()
    assert verdict_of(server.dsn, acknowledged, len(files)) == []
