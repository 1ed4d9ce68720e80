"""How structs stand in byte columns: MessagePack, compressed.

Goes in: frozen structs of the domain. Comes out: bytes, and the structs again. Never: pickle.
"""

from __future__ import annotations

import threading
from typing import TypeVar

import msgspec
import zstandard

T = TypeVar("T")
_OWN = threading.local()
"""Making a decompressor costs seven times what using it does, and no two threads may use one."""


def pack(value: object) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(value))


def unpack(raw: bytes, kind: type[T]) -> T:
    opener = getattr(_OWN, "opener", None)
    if opener is None:
        opener = _OWN.opener = zstandard.ZstdDecompressor()
    return msgspec.msgpack.decode(opener.decompress(raw), type=kind)
