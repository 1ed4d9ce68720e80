"""Signed deletion certificates: what was destroyed, when, under which law.

Goes in: a certificate, the unit's signing key. Comes out: signed JSON, files for outsiders; a verdict on such a file.
Never: a certificate accepted whose signature does not fit; a name or a number of a person.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gotravel.domain.errors import InvalidInput
from gotravel.domain.sealed_past import Certificate


def signed(plain: Certificate, key: Ed25519PrivateKey) -> bytes:
    made = msgspec.structs.replace(plain, signature=key.sign(_signed_part(plain)).hex())
    return msgspec.json.format(msgspec.json.encode(made), indent=2)


def read(raw: bytes, key: Ed25519PublicKey) -> Certificate:
    try:
        found = msgspec.json.decode(raw, type=Certificate)
        key.verify(bytes.fromhex(found.signature), _signed_part(found))
    except (msgspec.DecodeError, ValueError, InvalidSignature) as fault:
        raise InvalidInput("This certificate is not signed by this unit, or was edited.") from fault
    return found


def write_missing(folder: Path, certificates: Callable[[list[UUID]], Sequence[tuple[UUID, bytes]]]) -> int:
    """After the commit that destroyed: a file says only what has happened."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    there = [UUID(file.stem) for file in folder.glob("*.json")]
    missing = certificates(there)
    for number, body in missing:
        unfinished = folder / f".{number}.{os.getpid()}"
        unfinished.write_bytes(body)
        unfinished.rename(folder / f"{number}.json")
    return len(missing)


def _signed_part(certificate: Certificate) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(certificate, signature=""), order="deterministic")
