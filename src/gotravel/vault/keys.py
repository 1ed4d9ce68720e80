"""The keys of a unit: its own share, the independent approver's share, the signing key.

Goes in: a folder. Comes out: key objects. Never: a private key readable by others (0600), printed or logged; the
approver's private key on the unit's machine outside a training system: there only its public half lies.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from gotravel.domain.errors import CannotStart
from gotravel.vault.record_keys import RecordKeys
from gotravel.vault.subject_keys import SubjectKeys

UNIT, APPROVER, SIGNING = "unit-share", "approver-share", "signing"


class Keys(msgspec.Struct, frozen=True):
    unit: X25519PrivateKey
    approver_public: X25519PublicKey
    signing: Ed25519PrivateKey
    records: RecordKeys
    certificates: Path
    """Where signed deletion certificates are written, for the people who ask."""
    subjects: SubjectKeys
    checkpoints: Path
    """Where signed checkpoints of the audit are written, for an outside body to collect."""

    @staticmethod
    def in_folder(folder: Path) -> Keys:
        """Makes what is missing. The approver's private half is written once beside it, to be carried away."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Keys(
            _share(folder / UNIT),
            _approver_public(folder),
            signing_key(folder / SIGNING),
            RecordKeys(folder / "records"),
            folder.parent / "certificates",
            SubjectKeys(folder / "subjects"),
            folder.parent / "checkpoints.jsonl",
        )


def approver_share(file: Path) -> X25519PrivateKey:
    """Read at the approver's own place; never made here."""
    if not file.exists():
        raise CannotStart(f"there is no key share at {file.name}; it lies with the independent approver")
    return _share(file)


def _approver_public(folder: Path) -> X25519PublicKey:
    """The public half stays when the private one is carried away, and is never made anew without it."""
    public = folder / f"{APPROVER}.public"
    if not public.exists():
        _write_bytes(public, _share(folder / APPROVER).public_key().public_bytes_raw())
    try:
        return X25519PublicKey.from_public_bytes(public.read_bytes())
    except ValueError as fault:
        raise CannotStart(f"{public.name} is not an X25519 key; restore it from its backup") from fault


def _share(file: Path) -> X25519PrivateKey:
    if not file.exists():
        _write(file, X25519PrivateKey.generate())
    key = _read(file)
    if not isinstance(key, X25519PrivateKey):
        raise CannotStart(f"{file.name} is not an X25519 key; restore it from its backup")
    return key


def signing_key(file: Path) -> Ed25519PrivateKey:
    """Made when it is missing."""
    if not file.exists():
        _write(file, Ed25519PrivateKey.generate())
    key = _read(file)
    if not isinstance(key, Ed25519PrivateKey):
        raise CannotStart(f"{file.name} is not an Ed25519 key; restore it from its backup")
    return key


def _read(file: Path) -> object:
    try:
        return s.load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError) as fault:
        raise CannotStart(f"the key {file.name} cannot be read; restore it from its backup") from fault


def _write(file: Path, key: X25519PrivateKey | Ed25519PrivateKey) -> None:
    """Exclusive: of two processes that start at once, one makes the key and both read it."""
    _write_bytes(file, key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption()))


def _write_bytes(file: Path, body: bytes) -> None:
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        opened.write(body)
    try:
        os.link(unfinished, file)
    except FileExistsError:
        return
    finally:
        unfinished.unlink()
