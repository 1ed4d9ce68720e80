"""Signed checkpoints of the audit chain, for an outside body to keep.

Goes in: how the chain stands, the unit's signing key. Comes out: JSON lines with an Ed25519 signature. Never: a checkpoint
accepted whose signature does not fit; a file of an outside body written anew (lines are added).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gotravel.domain.audit_checkpoint import AuditCheckpoint, AuditRemoved
from gotravel.domain.errors import InvalidInput

Told = TypeVar("Told", AuditCheckpoint, AuditRemoved)


def signed(plain: Told, key: Ed25519PrivateKey) -> Told:
    return msgspec.structs.replace(plain, signature=key.sign(_signed_part(plain)).hex())


def holds(told: AuditCheckpoint | AuditRemoved, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(bytes.fromhex(told.signature), _signed_part(told))
    except (ValueError, InvalidSignature):
        return False
    return True


def append(file: Path, made: Sequence[AuditCheckpoint]) -> int:
    """Those that the file does not hold yet; it is the outside body's, so nothing in it is touched."""
    last = max((one.event for one in _lines(file)), default=0) if file.exists() else 0
    new = [one for one in made if one.event > last]
    with file.open("ab") as opened:
        for one in new:
            opened.write(msgspec.json.encode(one) + b"\n")
    return len(new)


def read(file: Path, key: Ed25519PublicKey) -> tuple[AuditCheckpoint, ...]:
    found = _lines(file)
    for number, one in enumerate(found, 1):
        if not holds(one, key):
            raise InvalidInput(f"Line {number} of the checkpoints is not signed by this unit or was edited.")
    return found


def _lines(file: Path) -> tuple[AuditCheckpoint, ...]:
    try:
        return tuple(msgspec.json.decode(line, type=AuditCheckpoint) for line in file.read_bytes().splitlines())
    except OSError as fault:
        raise InvalidInput(f"{file.name}: cannot be read ({fault.strerror})") from fault
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise InvalidInput(f"{file.name} is no file of checkpoints.") from fault


def _signed_part(told: AuditCheckpoint | AuditRemoved) -> bytes:
    kind = type(told).__name__.encode()
    return kind + b"\0" + msgspec.json.encode(msgspec.structs.replace(told, signature=""), order="deterministic")
