"""The keys under which people are recognised without being named: outside the database, so that its holder cannot try names.

Goes in: a file. Comes out: the keys as PostgreSQL is told them, for one transaction at a time. Never: a key in a table; a key
taken away (digests bear all of them, one over the other, so that a new one needs nobody's identity data).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import msgspec

from gotravel.domain.errors import CannotStart

KEY, BLOCK = 32, 64
INNER, OUTER = bytes([0x36]) * BLOCK, bytes([0x5C]) * BLOCK
"""RFC 2104."""


class SubjectKeys(msgspec.Struct, frozen=True):
    file: Path

    def keys(self) -> tuple[bytes, ...]:
        """The oldest first; the first one is made when none is there."""
        if not self.file.exists():
            self._write((secrets.token_bytes(KEY),))
        try:
            found = tuple(bytes.fromhex(line) for line in self.file.read_text(encoding="ascii").split())
        except (OSError, ValueError) as fault:
            raise CannotStart(f"the keys {self.file.name} cannot be read; restore them from their backup") from fault
        if not found or any(len(key) != KEY for key in found):
            raise CannotStart(f"the keys {self.file.name} are not whole; restore them from their backup")
        return found

    def told(self) -> str:
        """As `keyed` of migration 0049 reads them: of each key the two pads of its HMAC."""
        return ",".join(pads(key) for key in self.keys())

    def add(self) -> int:
        """One more, over the others; how many there are now."""
        keys = (*self.keys(), secrets.token_bytes(KEY))
        self._write(keys)
        return len(keys)

    def _write(self, keys: tuple[bytes, ...]) -> None:
        unfinished = self.file.with_name(f".{self.file.name}.{os.getpid()}")
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
            opened.write("\n".join(key.hex() for key in keys).encode() + b"\n")
            opened.flush()
            os.fsync(opened.fileno())
        if len(keys) > 1:
            unfinished.replace(self.file)
            return
        try:
            os.link(unfinished, self.file)  # of two processes that start at once, one makes it and both read it
        except FileExistsError:
            return
        finally:
            unfinished.unlink()


def pads(key: bytes) -> str:
    block = key.ljust(BLOCK, b"\0")
    return b"".join(bytes(a ^ b for a, b in zip(block, pad, strict=True)) for pad in (INNER, OUTER)).hex()
