"""Protected names are kept as keyed digests: whoever takes the table cannot try names against it without the unit's key.

Goes in: the unit's share, a name in one spelling. Comes out: 32 bytes. Never: the name.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def digest(unit: X25519PrivateKey, canonical: str) -> bytes:
    key = HKDF(SHA256(), 32, None, b"gotravel protected names").derive(unit.private_bytes_raw())
    return hmac.new(key, canonical.encode(), hashlib.sha256).digest()
