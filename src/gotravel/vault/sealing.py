"""Sealing: what two keys open together and neither alone.

Goes in: bytes, the unit's and the approver's public keys, what the bytes belong to. Comes out: sealed bytes. Never: a
record opened for another record's name (it is bound into the seal), or with one share only.

HPKE (RFC 9180, X25519, HKDF-SHA256, AES-256-GCM): the inner layer for the approver, the outer for the unit.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from gotravel.domain.errors import NotPermitted

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal(plain: bytes, about: bytes, unit: X25519PublicKey, approver: X25519PublicKey) -> bytes:
    return SUITE.encrypt(SUITE.encrypt(plain, approver, about), unit, about)


def open_outer(sealed: bytes, about: bytes, unit: X25519PrivateKey) -> bytes:
    """The unit's half of opening: what comes out is still sealed for the approver."""
    return _decrypt(sealed, about, unit)


def open_inner(half: bytes, about: bytes, approver: X25519PrivateKey) -> bytes:
    return _decrypt(half, about, approver)


def _decrypt(sealed: bytes, about: bytes, key: X25519PrivateKey) -> bytes:
    try:
        return SUITE.decrypt(sealed, key, about)
    except (InvalidTag, ValueError) as fault:
        raise NotPermitted("This key does not open this record.") from fault
