"""Sealing: what two keys open together and neither alone.

Goes in: bytes, the unit's and the approver's public keys, what the bytes belong to. Comes out: sealed bytes. Never: a
record opened for another record's name (it is bound into every layer), or with one share only.

HPKE (RFC 9180, X25519, HKDF-SHA256, AES-256-GCM): the outer layer is the approver's, the inner one the unit's. So the
approver takes its own layer off at its own place and learns nothing, and what it hands over opens at the unit only. A
record has a third layer: a key of its own, which is destroyed at the record's end.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from gotravel.domain.errors import NotPermitted

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
NONCE = 12


def seal(plain: bytes, about: bytes, unit: X25519PublicKey, approver: X25519PublicKey) -> bytes:
    return SUITE.encrypt(SUITE.encrypt(plain, unit, about), approver, about)


def seal_record(plain: bytes, about: bytes, key: bytes, unit: X25519PublicKey, approver: X25519PublicKey) -> bytes:
    return seal(lock(plain, about, key), about, unit, approver)


def open_outer(sealed: bytes, about: bytes, approver: X25519PrivateKey) -> bytes:
    """The approver's half of opening: what comes out is still sealed for the unit."""
    return _decrypt(sealed, about, approver)


def open_inner(released: bytes, about: bytes, unit: X25519PrivateKey) -> bytes:
    return _decrypt(released, about, unit)


def open_record(released: bytes, about: bytes, key: bytes, unit: X25519PrivateKey) -> bytes:
    return unlock(open_inner(released, about, unit), about, key)


def lock(plain: bytes, about: bytes, key: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about)


def unlock(locked: bytes, about: bytes, key: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(locked[:NONCE], locked[NONCE:], about)
    except (InvalidTag, ValueError) as fault:
        raise NotPermitted("This key does not open this record.") from fault


def _decrypt(sealed: bytes, about: bytes, key: X25519PrivateKey) -> bytes:
    try:
        return SUITE.decrypt(sealed, key, about)
    except (InvalidTag, ValueError) as fault:
        raise NotPermitted("This key does not open this record.") from fault
