"""The number of a travel document as a key that can be looked up among a hundred million, and not read back.

Goes in: a number, its issuing State, a secret salt. Comes out: a key that forgives letters that look alike, and a check that does
not. Never: the number itself; a key without the issuing State (numbers are used by many States).
"""

from __future__ import annotations

import hashlib
from typing import Final
from zlib import crc32

from gotravel.screening.values import CONFUSABLE

PLAIN: Final = bytes(range(256)).upper()
FOLDED: Final = bytes(ord(chr(byte).upper().translate(CONFUSABLE)) if byte < 128 else byte for byte in range(256))
PUNCTUATION: Final = bytes(byte for byte in range(256) if not chr(byte).isalnum() or byte > 127)
"""Printed between the parts of a number, or not; never part of it."""
SHORTEST: Final = 5
"""Characters. Shorter numbers are shared by too many papers."""


def key_of(number: bytes, issuer: bytes, salt: bytes) -> bytes | None:
    """Eight bytes; None for a number that is too short to mean one document."""
    folded = number.translate(FOLDED, PUNCTUATION)
    if len(folded) < SHORTEST or not issuer:
        return None
    return hashlib.blake2b(folded + b"/" + issuer, digest_size=8, key=salt).digest()


def check_of(number: bytes, salt: bytes) -> int:
    """Tells the very number from one that only looks like it."""
    return crc32(salt + number.translate(PLAIN, PUNCTUATION))
