"""Several processes of the product under one command: started together, ended together.

Goes in: command lines. Comes out: an exit status. Never: a process left behind, a dead one that nobody notices, or a
word that all is running before each door has answered.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence

GRACE_SECONDS = 15
"""How long a process may take to finish what it is doing before it is killed (nothing acknowledged is lost by that)."""
RESTART_SECONDS = 2
LOOK_SECONDS = 0.3


def end_with_parent() -> None:
    """For a process that `Together` started: when the parent is gone, however it went, this one ends in order."""

    def watch() -> None:
        # The bare descriptor: sys.stdin's lock, held here when the interpreter ends, would be a fatal error.
        while os.read(0, 4096):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


class Together:
    """Keeps each command running until somebody says stop; one that dies is started again, and that is said.

    `told` is printed once, when every door (host, port) of `doors` takes a connection.
    """

    def __init__(
        self,
        commands: Mapping[str, Sequence[str]],
        environment: Mapping[str, str],
        doors: Sequence[tuple[str, int]],
        told: str,
    ) -> None:
        self.commands, self.environment = commands, {**os.environ, **environment}
        self.shut, self.told = list(doors), told
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for name in self.commands:
            self._start(name)
        try:
            while not self.stopping:
                self._look_after()
                self._tell_when_open()
                time.sleep(LOOK_SECONDS)
        finally:
            self._end()
        return 0

    def _stop(self, *_: object) -> None:
        # A bare flag: an Event would take a lock that this very thread may hold when the signal comes, for ever.
        self.stopping = True

    def _start(self, name: str) -> None:
        # A session of its own: Ctrl-C reaches this process alone, which then ends the others in order.
        command = [sys.executable, "-m", "gotravel", *self.commands[name]]
        # Its standard input ends with this process, also with a killed one, and it ends with its standard input.
        process = subprocess.Popen(command, env=self.environment, start_new_session=True, stdin=subprocess.PIPE)
        self.running[name] = process

    def _look_after(self) -> None:
        for name, process in list(self.running.items()):
            if process.poll() is not None and not self.stopping:
                print(f"gotravel: {name} ended with status {process.returncode}; starting it again", file=sys.stderr)
                time.sleep(RESTART_SECONDS)
                if not self.stopping:
                    self._start(name)

    def _tell_when_open(self) -> None:
        if self.shut:
            self.shut = [door for door in self.shut if not _answers(*door)]
            if not self.shut:
                print(self.told, flush=True)

    def _end(self) -> None:
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), LOOK_SECONDS):
            return True
    except OSError:
        return False
