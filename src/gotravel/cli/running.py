"""`gotravel run | serve | work`: the product as processes.

Goes in: settings. Comes out: a running product, until a signal. Never: a port, a data folder or a lock kept after the
end; a start that fails without one clear line.
"""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer
import uvicorn

from gotravel import bootstrap
from gotravel.cli.app import app
from gotravel.cli.processes import Together, end_with_parent
from gotravel.cli.training import populate, signs
from gotravel.compilation import in_force
from gotravel.domain.errors import CannotStart
from gotravel.gateway.certificate import training_certificate
from gotravel.screening.warm import warm
from gotravel.settings import Settings, from_environment
from gotravel.worker import work_until

log = logging.getLogger(__name__)

WithParent = Annotated[bool, typer.Option("--with-parent", help="End when standard input ends.", hidden=True)]


class Door(StrEnum):
    DESK = "desk"
    CARRIERS = "carriers"
    ALL = "all"


@app.command()
def run(
    training: Annotated[bool, typer.Option("--training", help="With a synthetic country and training users.")] = False,
    passengers: Annotated[int, typer.Option(help="Size of the synthetic country.")] = 2000,
) -> None:
    """Start everything on this machine: database, doors, jobs. Stays up until Ctrl-C."""
    settings = from_environment(training=training)
    for name, host, port in _doors(settings):
        _port_free(name, host, port)
    # Ctrl-C while the country is still being made ends as quietly as later.
    with contextlib.suppress(KeyboardInterrupt), bootstrap.database(settings) as ready:
        for door, host in ((Door.DESK, ready.desk_host), (Door.CARRIERS, ready.carriers_host)):
            _certificate(ready, door, host)
        if training:
            populate(ready, passengers)
        environment = {"GOTRAVEL_DATABASE": ready.database or "", "GOTRAVEL_TRAINING": "1" if training else ""}
        commands = {
            "desk": ("serve", "--door", "desk", "--with-parent"),
            "carriers' door": ("serve", "--door", "carriers", "--with-parent"),
            "jobs": ("work", "--with-parent"),
        }
        doors = [(host, port) for _, host, port in _doors(ready)]
        raise typer.Exit(Together(commands, environment, doors, signs(ready)).run())


@app.command()
def serve(
    door: Annotated[
        Door, typer.Option(help="Which door: officers' desk, carriers' push, or both on one port.")
    ] = Door.ALL,
    with_parent: WithParent = False,
) -> None:
    """Open the doors: the desk for officers, push and drop folder for carriers."""
    if with_parent:
        end_with_parent()
    settings = from_environment()
    with contextlib.suppress(KeyboardInterrupt), bootstrap.database(settings) as ready, _drop_folder(ready, door):
        host, port = (
            (ready.carriers_host, ready.carriers_port) if door is Door.CARRIERS else (ready.desk_host, ready.desk_port)
        )
        _port_free(door.value, host, port)
        _listen(ready, door, host, port)


@app.command()
def work(
    until_idle: Annotated[bool, typer.Option("--until-idle", help="End when no job is waiting.")] = False,
    with_parent: WithParent = False,
) -> None:
    """Do jobs: resolve, screen, retain. Any number of these may run, on any number of machines."""
    if with_parent:
        end_with_parent()
    settings = from_environment()
    with contextlib.suppress(KeyboardInterrupt), bootstrap.database(settings) as ready:
        parts = bootstrap.parts(ready)
        started = time.monotonic()
        warm()
        if not in_force():
            log.warning(
                "decoders and filter run from source; `python -m gotravel.compilation` makes machine code of them"
            )
        log.info("the comparison of names is ready after %.1f s", time.monotonic() - started)
        work_until(parts, _stop_on_signals(), until_idle=until_idle)


@app.command()
def migrate(
    owner: Annotated[str, typer.Option(help="Connection string of the owner of the database.")],
) -> None:
    """Bring a database of your own to this release's shape, as its owner."""
    print(f"{bootstrap.bring_up_to_date(owner)} migrations ran")


def _doors(settings: Settings) -> tuple[tuple[str, str, int], ...]:
    return (
        ("desk", settings.desk_host, settings.desk_port),
        ("carriers", settings.carriers_host, settings.carriers_port),
    )


def _port_free(name: str, host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            setting = f"GOTRAVEL_{name.upper()}_PORT"
            raise CannotStart(
                f"port {port} on {host} cannot be used ({fault.strerror}). Choose another: {setting}=9000"
            ) from fault


def _listen(settings: Settings, door: Door, host: str, port: int) -> None:
    certificate = _certificate(settings, door, host)
    config = uvicorn.Config(
        bootstrap.door(settings, door.value),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
        ssl_certfile=certificate[0] if certificate else None,
        ssl_keyfile=certificate[1] if certificate else None,
    )
    uvicorn.Server(config).run()


def _certificate(settings: Settings, door: Door, host: str) -> tuple[str, str] | None:
    """Carriers always get TLS. The desk may do without on the machine itself, never over a network."""
    if settings.tls_certificate and settings.tls_key:
        return str(settings.tls_certificate), str(settings.tls_key)
    if door is Door.CARRIERS and settings.training:
        made = training_certificate(settings.data, datetime.now(UTC))
        return str(made[0]), str(made[1])
    if door is not Door.CARRIERS and host in ("127.0.0.1", "::1", "localhost"):
        return None
    raise CannotStart("this door needs TLS: set GOTRAVEL_TLS_CERTIFICATE and GOTRAVEL_TLS_KEY to PEM files")


@contextlib.contextmanager
def _drop_folder(settings: Settings, door: Door) -> Iterator[None]:
    if door is Door.DESK:
        yield
        return
    stop = threading.Event()
    watcher = threading.Thread(target=bootstrap.watch_drop_folder, args=(settings, stop), name="drop-folder")
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop
