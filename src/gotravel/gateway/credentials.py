"""A carrier's secret for the push door.

Goes in: randomness. Comes out: a secret to hand over once and the digest to keep. Never: a secret stored or logged.

The secret is 256 bits of randomness, so a plain digest is enough: there is no dictionary to try, and intake stays fast
(a slow password hash is for what people choose).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets

PREFIX = "gtc_"


def new_secret() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def from_basic(header: str) -> tuple[str, str] | None:
    """(carrier code, secret) of an `Authorization: Basic` header, or None when it is not one."""
    kind, _, value = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        user, colon, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (user.upper(), secret) if colon else None
