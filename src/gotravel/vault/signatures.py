"""People's own signatures under a version of the law (Ed25519).

Goes in: the text, the part a person plays, a key of theirs. Comes out: 64 bytes; a verdict. Never: a signature of one
part taken for another's, of one text for another's.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gotravel.domain.errors import InvalidInput
from gotravel.domain.law_version import LawSignature, Part
from gotravel.vault.keys import signing_key


def sign(text: str, part: Part, key: Ed25519PrivateKey) -> bytes:
    return key.sign(_told(text, part))


def holds(text: str, signature: LawSignature) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(signature.public)
        key.verify(signature.signature, _told(text, signature.part))
    except (InvalidSignature, ValueError):
        return False
    return True


def own_key(file: Path, *, make: bool = False) -> Ed25519PrivateKey:
    """An officer's key, at the officer's own place."""
    if not make and not file.exists():
        raise InvalidInput(f"{file} does not exist; make a key with: gotravel profile key {file}")
    if make and file.exists():
        raise InvalidInput(f"{file} exists already; a key is never written over another.")
    if make:
        file.parent.mkdir(parents=True, exist_ok=True)
    return signing_key(file)


def _told(text: str, part: Part) -> bytes:
    return b"\0".join((b"gotravel legal profile", part.value.encode(), text.encode()))
