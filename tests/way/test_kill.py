"""SIGKILL at any moment: no acknowledged transmission is lost, no traveller and no hit is doubled."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx2 as httpx
import psycopg
import pytest

from gotravel import bootstrap
from gotravel.cli.training import register_list
from gotravel.domain.actor import OPERATOR
from gotravel.gateway.credentials import digest, new_secret
from gotravel.settings import from_environment
from gotravel.store.embedded import as_application
from gotravel.upkeep import accounts
from gotravel_country.country import Country

PATIENCE = 150.0
"""Seconds until a hang is called one; a busy machine needs some of them."""


class Killed:
    """A process that is killed at random moments and started again at once."""

    def __init__(self, words: tuple[str, ...], environment: dict[str, str]) -> None:
        self.command, self.environment = [sys.executable, "-m", "gotravel", *words], environment
        self.lock = threading.Lock()
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill(self) -> None:
        with self.lock:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = self._start()

    def keep_alive(self) -> None:
        """As a service manager does: who ended because the database was away is started again."""
        with self.lock:
            if self.process.poll() is not None:
                self.process = self._start()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def a_filled_country(dsn: str, folder: Path, passengers: int = 160) -> tuple[dict[str, str], Path, str]:
    """An empty unit with one list and the carriers of a small country; their files lie in a folder."""
    environment = {
        **os.environ,
        "GOTRAVEL_DATABASE": dsn,
        "GOTRAVEL_DATA": str(folder / "data"),
        "GOTRAVEL_TRAINING": "1",
        "GOTRAVEL_CARRIERS_PORT": str(free_port()),
    }
    parts = bootstrap.parts(from_environment(environment))
    Country(3, passengers, parts.clock().date()).write(folder / "country")
    register_list(parts, folder / "country")
    secret = new_secret()
    for carrier in sorted((folder / "country" / "transmissions").iterdir()):
        accounts.register_carrier(parts, OPERATOR, carrier.name, carrier.name, digest(secret))
    parts.store.close()
    return environment, folder / "country", secret


@pytest.fixture
def system(owner_dsn: str, tmp_path: Path) -> tuple[dict[str, str], Path, str]:
    return a_filled_country(as_application(owner_dsn), tmp_path)


def pushed(client: httpx.Client, port: str, secret: str, path: Path, deadline: float) -> str:
    """Sends until it is acknowledged, as a carrier does."""
    url = f"https://127.0.0.1:{port}/carriers/{path.parent.name}/transmissions"
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.HTTPError):
            answer = client.post(url, content=path.read_bytes(), auth=(path.parent.name, secret))
            if answer.status_code in (200, 201):
                acknowledged: str = answer.json()["transmission"]
                return acknowledged
        time.sleep(0.05)
    raise AssertionError("the door did not come back")


def test_killed_processes_lose_and_double_nothing(system: tuple[dict[str, str], Path, str], owner_dsn: str) -> None:
    environment, folder, secret = system
    files = sorted((folder / "transmissions").glob("*/*"))
    source, deadline = random.Random(11), time.monotonic() + PATIENCE
    door, first, second = (
        Killed(words, environment) for words in (("serve", "--door", "carriers"), ("work",), ("work",))
    )
    acknowledged = []
    try:
        with httpx.Client(verify=False, timeout=5) as client:
            for number, path in enumerate(files):
                acknowledged.append(pushed(client, environment["GOTRAVEL_CARRIERS_PORT"], secret, path, deadline))
                if number % 4 == 1:
                    time.sleep(source.random() * 0.3)
                    source.choice((door, first, second)).kill()
        first.kill()
        wait_until_idle(owner_dsn, deadline)
    finally:
        for process in (door, first, second):
            process.end()
    assert verdict_of(owner_dsn, set(acknowledged), len(files)) == []


def verdict_of(owner_dsn: str, acknowledged: set[str], files: int) -> list[str]:
    """Everything that is wrong, in words; nothing when nothing is."""
    with psycopg.connect(owner_dsn) as connection:
        kept = {str(row[0]) for row in connection.execute("SELECT id FROM transmission")}
        asked = {
            "a traveller twice": "SELECT 1 FROM traveller GROUP BY flight_leg, family, given, born HAVING count(*) > 1",
            "a hit twice": "SELECT 1 FROM hit GROUP BY traveller, entry HAVING count(*) > 1",
            "a job set apart": "SELECT 1 FROM failed_job",
            "a message heard twice": "SELECT 1 FROM heard GROUP BY message HAVING count(*) > 1",
            "no hit at all": "SELECT 1 WHERE NOT EXISTS (SELECT FROM hit)",
        }
        wrong = [told for told, sql in asked.items() if connection.execute(sql.encode()).fetchone()]
    wrong += ["an acknowledged transmission lost"] if acknowledged - kept else []
    wrong += ["a transmission nobody was told of"] if kept - acknowledged else []
    return wrong + (["a file taken twice or not at all"] if len(kept) != files else [])


def wait_until_idle(owner_dsn: str, deadline: float) -> None:
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        while time.monotonic() < deadline:
            waiting = connection.execute("SELECT count(*) FROM job WHERE step <> 'retain'").fetchone()
            if waiting == (0,):
                return
            time.sleep(0.2)
    raise AssertionError("the queue did not empty")
