"""Sealing: what two keys open together and neither alone.

Goes in: bytes, the unit's and the approver's public keys, what the bytes belong to. Comes out: sealed bytes. Never: a
record opened for another record's name (it is bound into every layer), or with one share only.

HPKE (RFC 9180, X25519, HKDF-SHA256, AES-256-GCM): the outer layer is the approver's, the inner one the unit's. So the
approver takes its own layer off at its own place and learns nothing, and what it hands over opens at the unit only. A
record has a third layer: a key of its own, which is destroyed at the record's end. Records are sealed in batches: two HPKE
seals for each would cost sixteen times as much; docs/decisions/0030 says why this opens nothing more.
"""

from __future__ import annotations

import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from gotravel.domain.errors import NotPermitted

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
NONCE, KEY = 12, 32


def seal(plain: bytes, about: bytes, unit: X25519PublicKey, approver: X25519PublicKey) -> bytes:
    return SUITE.encrypt(SUITE.encrypt(plain, unit, about), approver, about)


def take_off(sealed: bytes, about: bytes, share: X25519PrivateKey) -> bytes:
    """One of the two layers of `seal`: the approver's first, then the unit's."""
    return _decrypt(sealed, about, share)


class Batch:
    """The two secrets that the keys of a batch of records derive from; forgotten with this object.

    One HPKE seal for each share and batch; every record has keys of its own under both, derived from its name, so that
    what the approver hands over for one record opens no other.
    """

    def __init__(self, number: UUID, unit: X25519PublicKey, approver: X25519PublicKey) -> None:
        self.unit, self.approver = os.urandom(KEY), os.urandom(KEY)
        self.for_unit = SUITE.encrypt(self.unit, unit, number.bytes)
        self.for_approver = SUITE.encrypt(self.approver, approver, number.bytes)

    def seal(self, plain: bytes, about: bytes, key: bytes) -> bytes:
        """Three layers: the record's own key, which is destroyed at its end; the unit's; the approver's outermost."""
        return lock(
            lock(lock(plain, about, key), about, derived(self.unit, about)), about, derived(self.approver, about)
        )


def derived(secret: bytes, about: bytes) -> bytes:
    return hmac.digest(secret, b"gotravel record\0" + about, "sha256")


def open_outer(sealed: bytes, about: bytes, batch: UUID, for_approver: bytes, approver: X25519PrivateKey) -> bytes:
    """The approver's half of opening: what comes out is still locked for the unit, and of this record only."""
    return unlock(sealed, about, derived(_decrypt(for_approver, batch.bytes, approver), about))


def open_record(
    released: bytes, about: bytes, key: bytes, opening: tuple[UUID, bytes], unit: X25519PrivateKey
) -> bytes:
    """`opening`: the batch and its secret as sealed for the unit."""
    batch, for_unit = opening
    return unlock(unlock(released, about, derived(_decrypt(for_unit, batch.bytes, unit), about)), about, key)


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
