"""Signed checkpoints of the audit chain, for an outside body to keep.

Goes in: the number and hash of the last event. Comes out: one JSON line with an Ed25519 signature. Never: a checkpoint
accepted whose signature does not fit.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gotravel.domain.errors import InvalidInput


class Checkpoint(msgspec.Struct, frozen=True):
    event: int
    hash: str
    at: str
    signature: str = ""


def append(file: Path, event: int, last: bytes, key: Ed25519PrivateKey, at: datetime) -> Checkpoint:
    plain = Checkpoint(event, last.hex(), at.isoformat())
    signed = msgspec.structs.replace(plain, signature=key.sign(_signed(plain)).hex())
    with file.open("ab") as opened:
        opened.write(msgspec.json.encode(signed) + b"\n")
    return signed


def read(file: Path, key: Ed25519PublicKey) -> dict[int, bytes]:
    """Event number -> hash, of every checkpoint in the file."""
    expected = {}
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            found = msgspec.json.decode(line, type=Checkpoint)
            key.verify(bytes.fromhex(found.signature), _signed(found))
        except (msgspec.DecodeError, ValueError, InvalidSignature) as fault:
            raise InvalidInput(f"Line {number} of the checkpoints is not signed by this unit or was edited.") from fault
        expected[found.event] = bytes.fromhex(found.hash)
    return expected


def _signed(checkpoint: Checkpoint) -> bytes:
    return msgspec.json.encode((checkpoint.event, checkpoint.hash, checkpoint.at))
