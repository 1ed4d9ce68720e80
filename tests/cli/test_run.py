"""`gotravel run` as a person meets it: it says where it is, ends without a trace, keeps its data, and names its obstacles."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gotravel import bootstrap
from gotravel.domain.errors import CannotStart
from gotravel.settings import from_environment
from gotravel.store.embedded import Server, as_application, bundled

PATIENCE = 60.0
pytestmark = pytest.mark.xdist_group("processes")


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("GOTRAVEL_")}
    ports = {"GOTRAVEL_DESK_PORT": free_port(), "GOTRAVEL_CARRIERS_PORT": free_port()}
    return own | ports | {"GOTRAVEL_DATA": str(tmp_path / "data")}


def gotravel(*words: str) -> list[str]:
    return [sys.executable, "-m", "gotravel", *words]


def processes_of(folder: str) -> list[str]:
    """Command lines and working folders of all processes that name this data folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            environ = (process / "environ").read_bytes().decode("latin-1")
        except OSError:
            continue
        if (folder in line or folder in environ) and str(os.getpid()) != process.name:
            found.append(line)
    return found


@contextlib.contextmanager
def started(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    command = gotravel("run", "--training", "--passengers", "60")
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def heard(process: subprocess.Popen[str], words: str) -> str:
    """What it printed up to these words."""
    said = []
    assert process.stdout
    deadline = time.monotonic() + PATIENCE
    for line in process.stdout:
        said.append(line)
        if words in line:
            return "".join(said)
        assert time.monotonic() < deadline
    raise AssertionError("".join(said))


def answers(port: str) -> bool:
    """At once: who reads that it is running opens the page in the same second."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="this machine has no /proc to count processes in")
def test_it_starts_tells_ends_without_a_trace_and_keeps_its_data(environment: dict[str, str]) -> None:
    with started(environment) as process:
        said = heard(process, "Ctrl-C stops it")
        assert f"http://127.0.0.1:{environment['GOTRAVEL_DESK_PORT']}/" in said
        assert "TRAINING" in said
        for role in ("analyst", "supervisor", "data-protection", "approver", "border"):
            assert role in said
        assert answers(environment["GOTRAVEL_DESK_PORT"])
        assert answers(environment["GOTRAVEL_CARRIERS_PORT"])
    assert process.returncode == 0
    assert processes_of(environment["GOTRAVEL_DATA"]) == []
    assert not list(Path(environment["GOTRAVEL_DATA"]).rglob("postmaster.pid"))
    before = events(environment)
    with started(environment) as again:
        heard(again, "Ctrl-C stops it")
    assert again.returncode == 0
    assert events(environment) >= before > 0
    killed = killed_without_warning(environment)
    assert killed == [], "doors and jobs end with their parent, and the database with its own"
    with started(environment) as after:
        heard(after, "Ctrl-C stops it")
        assert answers(environment["GOTRAVEL_DESK_PORT"])
    assert after.returncode == 0
    assert processes_of(environment["GOTRAVEL_DATA"]) == []


def killed_without_warning(environment: dict[str, str]) -> list[str]:
    """SIGKILL to the parent, then to the database's own parent: what is left of both."""
    command = gotravel("run", "--training")
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        heard(process, "Ctrl-C stops it")
        assert answers(environment["GOTRAVEL_DESK_PORT"])
        process.kill()
    pid = Path(environment["GOTRAVEL_DATA"]) / "postgres" / "cluster" / "postmaster.pid"
    os.kill(int(pid.read_text().splitlines()[0]), signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while processes_of(environment["GOTRAVEL_DATA"]) and time.monotonic() < deadline:
        time.sleep(0.2)
    return processes_of(environment["GOTRAVEL_DATA"])


def test_an_end_that_is_asked_for_while_the_country_is_made_leaves_nothing(environment: dict[str, str]) -> None:
    """A service manager sends SIGTERM, and does not wait until everything is ready."""
    folder = Path(environment["GOTRAVEL_DATA"]) / "postgres" / "cluster"
    with subprocess.Popen(gotravel("run", "--training"), env=environment, stdout=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + PATIENCE
        while not (folder / "postmaster.pid").exists():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        process.terminate()
        process.wait(PATIENCE)
    assert processes_of(environment["GOTRAVEL_DATA"]) == []


def test_a_door_without_a_certificate_is_one_clear_line(environment: dict[str, str]) -> None:
    done = subprocess.run(gotravel("run"), env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "GOTRAVEL_TLS_CERTIFICATE" in done.stderr


@pytest.mark.parametrize(
    ("dsn", "told"),
    [("nonsense", "is no connection string"), ("host=/nowhere-at-all dbname=x", "cannot be reached")],
)
def test_a_wrong_dsn_is_one_clear_line(environment: dict[str, str], dsn: str, told: str) -> None:
    environment["GOTRAVEL_DATABASE"] = dsn
    done = subprocess.run(gotravel("work"), env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert told in done.stderr


def events(environment: dict[str, str]) -> int:
    """How long the audit chain is, as a person would ask."""
    done = subprocess.run(gotravel("verify-audit"), env=environment, capture_output=True, text=True, check=True)
    return int("".join(character for character in done.stdout.split("event")[0] if character.isdigit()))


def test_a_port_in_use_is_one_clear_line(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["GOTRAVEL_DESK_PORT"])))
        taken.listen()
        done = subprocess.run(gotravel("run"), env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "GOTRAVEL_DESK_PORT=" in done.stderr


def test_a_folder_of_another_version_is_one_clear_line(environment: dict[str, str]) -> None:
    cluster = Path(environment["GOTRAVEL_DATA"]) / "postgres" / "cluster"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("9\n")
    done = subprocess.run(gotravel("run"), env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "PostgreSQL 9" in done.stderr


def test_a_folder_that_cannot_be_made_is_one_clear_line(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    environment["GOTRAVEL_DATA"] = str(tmp_path / "file" / "data")
    done = subprocess.run(gotravel("run"), env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "GOTRAVEL_DATA" in done.stderr


def test_a_full_disk_and_a_missing_namespace_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of initdb and unshare, as they come from a machine where that happens."""
    for words, told in (
        ("initdb: error: could not write file: No space left on device", "the disk is full"),
        ("unshare: unshare failed: Operation not permitted", "user namespaces are off"),
    ):
        script = tmp_path / "bin" / "initdb"
        script.parent.mkdir(exist_ok=True)
        script.write_text(f"#!/bin/sh\necho '{words}'\nexit 1\n")
        script.chmod(0o755)
        (tmp_path / "bin" / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 18.1'\n")
        (tmp_path / "bin" / "postgres").chmod(0o755)
        monkeypatch.setattr("gotravel.store.embedded._as_plain_user", list)
        with pytest.raises(Exception, match=told):
            Server(tmp_path / "data", tmp_path / "bin").start()


def test_the_bundled_server_is_found() -> None:
    assert (bundled() / "initdb").exists()


def test_an_installation_keeps_its_law_unless_another_is_named(owner_dsn: str, tmp_path: Path) -> None:
    own = {"GOTRAVEL_DATABASE": as_application(owner_dsn), "GOTRAVEL_DATA": str(tmp_path)}
    installed = bootstrap.parts(from_environment({**own, "GOTRAVEL_TRAINING": "1"}))
    later = bootstrap.parts(from_environment(own))
    assert later.profile.id == installed.profile.id == "training"
    with pytest.raises(CannotStart, match="stands under training"):
        bootstrap.parts(from_environment({**own, "GOTRAVEL_PROFILE": "eu-pnr"}))
    for parts in (installed, later):
        parts.store.close()
